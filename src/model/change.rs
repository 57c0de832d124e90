//! What the journal keeps: one change an entry, in the past tense, with the words as they were then.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::action::ActionChange;
use super::case::CaseChange;
use super::county::{CountyChange, PersonChange};
use super::disclosure::DisclosureChange;
use super::id::{CaseId, EntryId, RequestId, Stream};
use super::meeting::MeetingChange;
use super::place::PlaceChange;
use super::retention::RetentionChange;

/// The version of the changes below; it rises when a release adds a kind or a field, and an older
/// program then opens the store read-only.
pub const CHANGE_VERSION: u32 = 8;

/// One change, as an entry of the journal keeps it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Change {
    /// Of a child's case.
    Case(CaseChange),
    /// Of a meeting.
    Meeting(MeetingChange),
    /// Of an action.
    Action(ActionChange),
    /// Of a place.
    Place(PlaceChange),
    /// Of an entry of the disclosure log.
    Disclosure(DisclosureChange),
    /// Of a person who can open the store.
    Person(PersonChange),
    /// Of the county.
    County(CountyChange),
    /// The stream stands as if that request had not been made.
    Undone(RequestId),
    /// The request that had been undone counts again.
    Redone(RequestId),
}

impl Change {
    /// Whether a request that makes this change may be taken back: exports, disclosures, keys and the turning
    /// of pages may not.
    #[must_use]
    pub fn is_undoable(&self) -> bool {
        match self {
            Self::Person(_)
            | Self::Disclosure(_)
            | Self::Undone(_)
            | Self::Redone(_)
            | Self::Case(CaseChange::Retention(RetentionChange::Removed(_))) => false,
            Self::County(change) => {
                !matches!(change, CountyChange::CountyOpened { .. } | CountyChange::Exported { .. })
            }
            Self::Meeting(change) => {
                // What went out cannot be called back.
                !matches!(
                    change,
                    MeetingChange::ItemOpened { .. }
                        | MeetingChange::ItemLeft { .. }
                        | MeetingChange::AgendaCirculated { .. }
                        | MeetingChange::PartSealed { .. }
                        | MeetingChange::Approved { .. }
                        | MeetingChange::MinutesCirculated { .. }
                        | MeetingChange::Amended { .. }
                        | MeetingChange::CaseRemoved(_)
                )
            }
            Self::Case(_) | Self::Action(_) | Self::Place(_) => true,
        }
    }
}

/// Who appended an entry, and when: what folding needs beside the change itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    /// The entry.
    pub entry: EntryId,
    /// The request it came with.
    pub request: RequestId,
    /// When it was recorded, UTC.
    pub at: DateTime<Utc>,
    /// Who recorded it.
    pub by: String,
}

/// A change that has been decided but not yet appended.
#[derive(Debug, Clone, PartialEq)]
pub struct Decided {
    /// The stream it belongs to.
    pub stream: Stream,
    /// The one case it concerns; no change speaks of two children.
    pub about: Option<CaseId>,
    /// What changes.
    pub change: Change,
}

impl Decided {
    /// A change that concerns no single child.
    #[must_use]
    pub fn new(stream: Stream, change: Change) -> Self {
        Self { stream, about: None, change }
    }

    /// The same change, concerning this child.
    #[must_use]
    pub fn about(mut self, case: Option<CaseId>) -> Self {
        self.about = case;
        self
    }
}

/// Why a change does not fit the stream that it is folded into.
///
/// Replaying a sound journal never meets one. Undoing does, when a later entry leans on what is
/// taken away: the undo is then refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Misfit {
    /// The stream does not begin with its opening change.
    #[error("nothing was opened before it")]
    NotOpened,
    /// The stream is opened twice.
    #[error("it opens what is open already")]
    OpenedTwice,
    /// It speaks of something that is not there.
    #[error("it needs {0}, which is not there")]
    Missing(&'static str),
    /// It speaks of a record that was merged into another.
    #[error("that record was merged into another")]
    Merged,
    /// It speaks of a record that was removed under retention.
    #[error("that record was removed under retention")]
    Removed,
    /// It is of another kind than its stream.
    #[error("it belongs to another kind of stream")]
    WrongStream,
}
