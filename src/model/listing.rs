//! What an agency asks of the agenda: that a child's case be discussed, whether the chair lists it, and dissent from
//! a refusal (arrangements §3, §7).
//!
//! It is kept in the case's own stream, for it is about one child and outlives the meeting that it was asked for.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::case::DiscussionKind;
use super::change::{Misfit, Stamp};
use super::id::{Address, EntryId, ListingId, MeetingId};
use super::said::DissentState;

/// The outcome of a case that the chair refused to list before it was ever discussed.
pub const NOT_LISTED: &str = "Not listed: the chair refused the request";

/// An agency's request to have a case discussed, and what came of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listing {
    /// What was asked.
    #[serde(flatten)]
    pub asked: Asked,
    /// What the chair answered; none while the request waits.
    pub answer: Option<ChairsAnswer>,
    /// The meeting that discussed the case in answer to it.
    pub met: Option<MeetingId>,
    /// Dissent from the chair's refusal.
    pub dissents: Vec<RefusalDissent>,
}

/// What an agency asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// The identity.
    pub id: ListingId,
    /// Which agency asks.
    pub by: Asker,
    /// Why.
    pub because: String,
    /// For a first discussion or a review.
    pub kind: DiscussionKind,
    /// The meeting that it was asked for.
    pub meeting: MeetingId,
    /// The day of that meeting, as it was planned then.
    pub held: NaiveDate,
    /// The day on which the request reached the chair.
    pub received: NaiveDate,
    /// Whether that was after the notice of then (arrangements §3: 10 days before).
    pub late: bool,
}

/// An agency that asks or dissents, with the words as they were then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asker {
    /// The post.
    pub post: Address,
    /// The agency's name.
    pub agency: String,
    /// The name in narrow places.
    pub short: String,
    /// Who spoke for it, where known.
    pub name: String,
}

/// What the chair answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ChairsAnswer {
    /// It is listed.
    Accepted {
        /// The day.
        on: NaiveDate,
    },
    /// It is not.
    Refused {
        /// The day.
        on: NaiveDate,
        /// The chair's rationale.
        because: String,
    },
    /// The agency no longer asks.
    Withdrawn {
        /// The day.
        on: NaiveDate,
    },
}

/// An agency's dissent from the refusal to list a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefusalDissent {
    /// Which agency.
    pub by: Asker,
    /// The day it was voiced.
    pub on: NaiveDate,
    /// Its words.
    pub text: String,
    /// The chair's rationale; empty until given.
    pub rationale: String,
    /// Where it stands.
    pub state: DissentState,
    /// The latest entry, against which edits are checked.
    pub entry: EntryId,
}

/// A change of what is asked of the agenda about a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ListingChange {
    /// An agency asked.
    Asked(Box<Asked>),
    /// The chair answered, or answered anew.
    Answered {
        /// Which request.
        listing: ListingId,
        /// What.
        answer: ChairsAnswer,
    },
    /// An agency dissented from the refusal, or its dissent's words, rationale or state changed.
    Dissented {
        /// Which request.
        listing: ListingId,
        /// Which agency.
        by: Asker,
        /// The day.
        on: NaiveDate,
        /// Its words.
        text: String,
        /// The chair's rationale.
        rationale: String,
        /// Where it stands.
        state: DissentState,
    },
}

impl Listing {
    /// Whether the chair has not answered yet.
    #[must_use]
    pub fn waits(&self) -> bool {
        self.answer.is_none()
    }

    /// Whether it was accepted and the case not discussed for it yet.
    #[must_use]
    pub fn is_owed(&self) -> bool {
        matches!(self.answer, Some(ChairsAnswer::Accepted { .. })) && self.met.is_none()
    }

    /// The chair's rationale, where the request was refused.
    #[must_use]
    pub fn refused(&self) -> Option<&str> {
        match &self.answer {
            Some(ChairsAnswer::Refused { because, .. }) => Some(because),
            _ => None,
        }
    }

    /// How the request stands, in a word.
    #[must_use]
    pub fn state(&self) -> &'static str {
        match self.answer {
            None => "waits for the chair",
            Some(ChairsAnswer::Accepted { .. }) if self.met.is_some() => "discussed",
            Some(ChairsAnswer::Accepted { .. }) => "accepted",
            Some(ChairsAnswer::Refused { .. }) => "refused",
            Some(ChairsAnswer::Withdrawn { .. }) => "withdrawn",
        }
    }

    /// Dissent from its refusal that is not resolved.
    pub fn open_dissents(&self) -> impl Iterator<Item = &RefusalDissent> {
        self.dissents.iter().filter(|dissent| dissent.state != DissentState::Resolved)
    }

    /// The dissent of a post.
    #[must_use]
    pub fn dissent_of(&self, post: &Address) -> Option<&RefusalDissent> {
        self.dissents.iter().find(|dissent| dissent.by.post == *post)
    }
}

/// Folds a change into the requests that concern a case.
///
/// # Errors
/// Refuses what speaks of a request that is not there.
pub(super) fn fold(listings: &mut Vec<Listing>, change: &ListingChange, stamp: &Stamp) -> Result<(), Misfit> {
    match change {
        ListingChange::Asked(asked) => {
            let asked = (**asked).clone();
            listings.push(Listing { asked, answer: None, met: None, dissents: Vec::new() });
        }
        ListingChange::Answered { listing, answer } => {
            let listing = find(listings, listing)?;
            listing.answer = Some(answer.clone());
            if let ChairsAnswer::Accepted { .. } = answer {
                // Nobody dissents any longer from a refusal that does not stand.
                listing.dissents.iter_mut().for_each(|dissent| dissent.state = DissentState::Resolved);
            }
        }
        ListingChange::Dissented { listing, by, on, text, rationale, state } => {
            let dissents = &mut find(listings, listing)?.dissents;
            let entry = stamp.entry.clone();
            let (text, rationale) = (text.clone(), rationale.clone());
            let (by, on) = (by.clone(), *on);
            let new = RefusalDissent { by, on, text, rationale, state: *state, entry };
            match dissents.iter_mut().find(|dissent| dissent.by.post == new.by.post) {
                Some(standing) => *standing = RefusalDissent { on: standing.on, ..new },
                None => dissents.push(new),
            }
        }
    }
    Ok(())
}

/// A discussion answers every accepted request that asked for this meeting, or for an earlier day.
pub(super) fn discussed(listings: &mut [Listing], meeting: &MeetingId, held: NaiveDate) {
    let for_it =
        |listing: &&mut Listing| listing.is_owed() && (listing.asked.meeting == *meeting || listing.asked.held <= held);
    for listing in listings.iter_mut().filter(for_it) {
        listing.met = Some(meeting.clone());
    }
}

/// What was decided at a meeting was about another child: whoever asked for this one still waits.
pub(super) fn not_discussed(listings: &mut [Listing], meeting: &MeetingId) {
    for listing in listings.iter_mut().filter(|listing| listing.met.as_ref() == Some(meeting)) {
        listing.met = None;
    }
}

fn find<'a>(listings: &'a mut [Listing], id: &ListingId) -> Result<&'a mut Listing, Misfit> {
    listings.iter_mut().find(|listing| listing.asked.id == *id).ok_or(Misfit::Missing("that request"))
}
