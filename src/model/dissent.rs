//! Dissent as a case keeps it until it is resolved: from what a meeting decided, or from the refusal to list the case
//! (arrangements §7). The words of a meeting's own minutes stand in the meeting's stream.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::attendance::Seat;
use super::case::Case;
use super::change::Stamp;
use super::id::{Address, EntryId, ItemId, ListingId, MeetingId};
use super::said::DissentState;

/// A dissent that concerns a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseDissent {
    /// What was said.
    #[serde(flatten)]
    pub voiced: Voiced,
    /// The latest entry, against which edits are checked.
    pub entry: EntryId,
}

/// What an agency said against, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Voiced {
    /// From what.
    pub from: DissentFrom,
    /// Which agency.
    pub by: Speaker,
    /// The day it was voiced.
    pub on: NaiveDate,
    /// Its words.
    pub text: String,
    /// The chair's rationale; empty until given.
    pub rationale: String,
    /// Where it stands.
    pub state: DissentState,
}

/// What an agency dissents from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DissentFrom {
    /// A decision or recommendation of a meeting.
    Discussion {
        /// The meeting.
        meeting: MeetingId,
        /// Its item.
        item: ItemId,
    },
    /// The chair's refusal to list the case.
    Refusal(ListingId),
}

/// Who speaks for an agency, with the words as they were then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Speaker {
    /// The post.
    pub post: Address,
    /// The agency's name.
    pub agency: String,
    /// The name in narrow places.
    pub short: String,
    /// The person's name, where known.
    pub name: String,
}

impl Speaker {
    /// Whoever speaks from a seat.
    #[must_use]
    pub fn of(seat: &Seat) -> Self {
        let (post, agency) = (seat.address.clone(), seat.agency.clone());
        Self { post, agency, short: seat.short.clone(), name: seat.speaker().to_owned() }
    }
}

impl Voiced {
    /// Whether it comes back on the agenda: an escalated dissent does too, until it is resolved.
    #[must_use]
    pub fn stands(&self) -> bool {
        self.state != DissentState::Resolved
    }

    /// Whether both are one agency's dissent from one thing.
    #[must_use]
    pub fn is_same(&self, from: &DissentFrom, post: &Address) -> bool {
        self.from == *from && self.by.post == *post
    }
}

/// A change of the dissents that concern a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DissentChange {
    /// An agency dissented, or its dissent's words, rationale or state changed.
    Voiced(Box<Voiced>),
    /// A dissent that had been recorded by mistake was taken out.
    Withdrawn {
        /// From what.
        from: DissentFrom,
        /// Which post's.
        post: Address,
    },
}

impl Case {
    /// Dissent that comes back on the agenda until it is resolved.
    pub fn open_dissents(&self) -> impl Iterator<Item = &CaseDissent> {
        self.dissents.iter().filter(|dissent| dissent.voiced.stands())
    }

    /// What an agency said against something.
    #[must_use]
    pub fn dissent(&self, from: &DissentFrom, post: &Address) -> Option<&CaseDissent> {
        self.dissents.iter().find(|dissent| dissent.voiced.is_same(from, post))
    }

    /// Folds a change; what an agency says again of the same thing takes the place of what it said before.
    pub(super) fn fold_dissent(&mut self, change: &DissentChange, stamp: &Stamp) {
        match change {
            DissentChange::Voiced(voiced) => {
                let new = CaseDissent { voiced: (**voiced).clone(), entry: stamp.entry.clone() };
                let same = |standing: &&mut CaseDissent| standing.voiced.is_same(&voiced.from, &voiced.by.post);
                match self.dissents.iter_mut().find(same) {
                    Some(standing) => *standing = new,
                    None => self.dissents.push(new),
                }
            }
            DissentChange::Withdrawn { from, post } => {
                self.dissents.retain(|dissent| !dissent.voiced.is_same(from, post));
            }
        }
    }
}
