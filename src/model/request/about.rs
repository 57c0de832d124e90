//! What a request speaks of: the record, the meeting.

use super::Request;
use crate::model::id::{CaseId, MeetingId};

impl Request {
    /// The record that it asks something of, if it asks it of one by itself.
    #[must_use]
    pub fn case(&self) -> Option<&CaseId> {
        match self {
            Self::CorrectCase { case, .. }
            | Self::FileForm { case, .. }
            | Self::Intake { case, .. }
            | Self::Listing { case, .. }
            | Self::Retention { case, .. }
            | Self::FollowDissent { case, .. }
            | Self::AddCase { case, .. }
            | Self::NoteMention { case, .. }
            | Self::Invite { case: Some(case), .. } => Some(case),
            _ => None,
        }
    }

    /// The meeting it speaks of, if it speaks of one.
    #[must_use]
    pub fn meeting(&self) -> Option<&MeetingId> {
        match self {
            Self::Rearrange { meeting, .. }
            | Self::Agenda { meeting, .. }
            | Self::Minutes { meeting, .. }
            | Self::AddCase { meeting, .. }
            | Self::Invite { meeting, .. }
            | Self::Uninvite { meeting, .. }
            | Self::Unmark { meeting, .. }
            | Self::StartMeeting(meeting)
            | Self::EndMeeting(meeting)
            | Self::Mark { meeting, .. }
            | Self::CameAt { meeting, .. }
            | Self::LeftAt { meeting, .. }
            | Self::AgreeStatement(meeting)
            | Self::ActingChair { meeting, .. }
            | Self::OpenItem { meeting, .. }
            | Self::LeaveItem { meeting, .. }
            | Self::GiveReason { meeting, .. }
            | Self::Park { meeting, .. }
            | Self::Reorder { meeting, .. }
            | Self::AddItem { meeting, .. }
            | Self::TakeBreak(meeting)
            | Self::EndBreak(meeting)
            | Self::Agree { meeting, .. }
            | Self::MoveEntry { meeting, .. }
            | Self::NoteMention { meeting, .. }
            | Self::Say { meeting, .. }
            | Self::NothingFurther { meeting, .. }
            | Self::AsSeen { meeting, .. }
            | Self::AnswerDissent { meeting, .. }
            | Self::Withdraw { meeting, .. } => Some(meeting),
            _ => None,
        }
    }
}
