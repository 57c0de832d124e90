//! The room view: a second screen that follows the live meeting and records nothing.

use super::effect::Effect;
use super::{Screen, Ui};
use crate::model::meeting::MeetingState;
use crate::session::Shown;

impl Ui {
    /// What the room view needs to be where the meeting is: the open item, or the meeting that has begun meanwhile.
    pub(super) fn follow_room(&mut self, shown: &Shown) -> Vec<Effect> {
        if self.screen != Screen::Room {
            return vec![];
        }
        let Some(meeting) = shown.open_meeting().filter(|meeting| meeting.state == MeetingState::Live) else {
            return vec![Effect::FollowRoom];
        };
        let current = meeting.current().map(|item| item.id().clone());
        if let (Some(live), Some(item)) = (&mut self.live, current)
            && live.item != item
        {
            live.turn(item);
            return self.arrive(shown);
        }
        vec![]
    }
}
