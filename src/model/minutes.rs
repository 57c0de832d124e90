//! What becomes of the minutes of a meeting that is over: with the chair, approved and sealed, circulated, amended.
//!
//! The sealed text itself stands in the journal, an entry a part, and is read from there ([`MeetingChange::PartSealed`]):
//! here are its hashes, so that a part that retention took out leaves the seal whole.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::change::{Misfit, Stamp};
use super::circulated::Told;
use super::docs::Docs;
use super::id::{CaseId, EntryId, ItemId};
use super::meeting::{Meeting, MeetingChange, MeetingState};
use super::word::ChairsWord;
use crate::terms::calendar::london;
use crate::terms::phrase::day;

/// What became of a meeting's minutes so far.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MinutesRecord {
    /// The times that they went to the chair.
    pub sent: Vec<Signed>,
    /// What the chair remarked, in order.
    pub comments: Vec<Comment>,
    /// The times that the chair sent them back.
    pub returned: Vec<Returned>,
    /// The versions that were approved, in order.
    pub seals: Vec<Seal>,
    /// The times that they went out.
    pub circulated: Vec<SentOut>,
    /// What was put right after they were approved, in order.
    pub amendments: Vec<Amendment>,
}

/// Who did something, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signed {
    /// When.
    pub at: DateTime<Utc>,
    /// Who recorded it.
    pub by: String,
}

/// A remark of the chair's on the minutes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comment {
    /// The entry that holds it.
    pub entry: EntryId,
    /// On which item; none for the whole.
    pub item: Option<ItemId>,
    /// The remark.
    pub text: String,
    /// When and by whom.
    pub signed: Signed,
}

/// The chair's sending back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Returned {
    /// When, and who recorded it.
    pub signed: Signed,
    /// Whose word it is.
    pub word: ChairsWord,
    /// Why.
    pub because: String,
}

/// A version that was approved and sealed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seal {
    /// From 1.
    pub version: u32,
    /// The digest of the list of its parts, in hex.
    pub digest: String,
    /// Its parts, in the order they are read.
    pub parts: Vec<SealedPart>,
    /// Whose word it is.
    pub word: ChairsWord,
    /// When, and who recorded it.
    pub signed: Signed,
    /// The entry that sealed it.
    pub entry: EntryId,
}

/// The hash of one part of the sealed minutes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SealedPart {
    /// The part's name in the document.
    pub id: String,
    /// The digest of its bytes, in hex.
    pub hash: String,
}

/// A part of the minutes to be sealed, as its canonical bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPart {
    /// The part's name in the document.
    pub id: String,
    /// The one child that it speaks of.
    pub about: Option<CaseId>,
    /// Its canonical bytes, which are text.
    pub text: String,
    /// Their digest, in hex.
    pub hash: String,
}

/// A sending of approved minutes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SentOut {
    /// Which version.
    pub version: u32,
    /// To which agencies.
    pub to: Vec<Told>,
    /// When, and who recorded it.
    pub signed: Signed,
}

/// Something put right after approval: the sealed text stays, and this stands beside it in the next version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Amendment {
    /// The entry that holds it.
    pub entry: EntryId,
    /// On which item; none for the whole.
    pub item: Option<ItemId>,
    /// How it should read.
    pub text: String,
    /// Why.
    pub reason: String,
    /// Whose word it is.
    pub word: ChairsWord,
    /// When, and who recorded it.
    pub signed: Signed,
    /// The version that it followed.
    pub after: u32,
}

impl Seal {
    /// Whose word the approval is, how it came and who recorded it: `by Pat Vale, by e-mail, 4 Dec 2026, recorded by …`.
    #[must_use]
    pub fn approved(&self) -> String {
        told("by", &self.word, &self.signed)
    }
}

/// Whose word something is, how it came, when it was recorded and by whom.
#[must_use]
pub fn told(by: &str, word: &ChairsWord, signed: &Signed) -> String {
    let recorded = day(london(signed.at).date());
    format!("{by} {}; recorded by {}, {recorded}", word.said(), signed.by)
}

/// What arises at a meeting: what was put right, since the meeting before it was held, in minutes of its area and part that
/// were approved. The meeting before, and others that were amended since, are loaded.
#[must_use]
pub fn arising<'a>(meeting: &Meeting, docs: &'a Docs) -> Vec<(&'a Meeting, &'a Amendment)> {
    let (plan, end) = (&meeting.plan, meeting.ended_at);
    let earlier = docs
        .meetings
        .values()
        .filter(|other| other.plan.area == plan.area && other.plan.part == plan.part && other.plan.date < plan.date);
    let mut earlier: Vec<&Meeting> = earlier.collect();
    earlier.sort_by_key(|other| other.plan.date);
    let Some(since) = earlier.last().map(|last| last.plan.date) else { return Vec::new() };
    let new = |amendment: &&Amendment| {
        let at = amendment.signed.at;
        london(at).date() >= since && end.is_none_or(|end| at <= end)
    };
    earlier.into_iter().flat_map(|of| of.minutes.amendments.iter().filter(new).map(move |one| (of, one))).collect()
}

impl Amendment {
    /// How it should read, and why: `The van was grey. (The officer wrote in.)`.
    #[must_use]
    pub fn words(&self) -> String {
        format!("{} ({})", self.text, self.reason)
    }

    /// Which item it is about, as people say it: `item 7`.
    #[must_use]
    pub fn place(&self, meeting: &Meeting) -> String {
        let number = self.item.as_ref().and_then(|item| meeting.number(item));
        number.map_or_else(|| "the minutes".to_owned(), |number| format!("item {number}"))
    }
}

impl MinutesRecord {
    /// Whether nothing was done with the minutes yet.
    #[must_use]
    pub fn is_untouched(&self) -> bool {
        *self == Self::default()
    }

    /// The version that was approved last.
    #[must_use]
    pub fn latest(&self) -> Option<&Seal> {
        self.seals.last()
    }

    /// A version.
    #[must_use]
    pub fn version(&self, number: u32) -> Option<&Seal> {
        self.seals.iter().find(|seal| seal.version == number)
    }

    /// The chair's remarks since the last version was approved: that approval has dealt with those before it.
    pub fn open_remarks(&self) -> impl Iterator<Item = &Comment> {
        let approved = self.latest().map(|seal| seal.signed.at);
        self.comments.iter().filter(move |comment| approved.is_none_or(|approved| comment.signed.at > approved))
    }

    /// What was put right since the last version was approved.
    pub fn unsealed(&self) -> impl Iterator<Item = &Amendment> {
        let latest = self.latest().map_or(0, |seal| seal.version);
        self.amendments.iter().filter(move |amendment| amendment.after == latest)
    }
}

impl Meeting {
    /// Whether its minutes are approved: what they say is sealed, and only amendments may follow.
    #[must_use]
    pub fn is_sealed(&self) -> bool {
        matches!(self.state, MeetingState::Approved | MeetingState::MinutesCirculated)
    }

    /// Folds what becomes of the minutes.
    pub(super) fn fold_minutes(&mut self, change: &MeetingChange, stamp: &Stamp) -> Result<(), Misfit> {
        use MeetingChange as C;
        let signed = Signed { at: stamp.at, by: stamp.by.clone() };
        let entry = stamp.entry.clone();
        match change {
            C::SentToChair => {
                self.stands_in(MeetingState::Draft)?;
                self.state = MeetingState::WithChair;
                self.minutes.sent.push(signed);
            }
            C::Commented { item, text } => {
                let (item, text) = (item.clone(), text.clone());
                self.minutes.comments.push(Comment { entry, item, text, signed });
            }
            C::SentBack { word, because } => {
                self.stands_in(MeetingState::WithChair)?;
                self.state = MeetingState::Draft;
                let (word, because) = (word.clone(), because.clone());
                self.minutes.returned.push(Returned { signed, word, because });
            }
            // The text stays in the journal; its hash comes with the approval.
            C::PartSealed { .. } => {}
            C::Approved { version, digest, parts, word } => {
                if !self.is_sealed() {
                    self.stands_in(MeetingState::WithChair)?;
                }
                self.state = MeetingState::Approved;
                self.minutes.seals.push(Seal {
                    version: *version,
                    digest: digest.clone(),
                    parts: parts.clone(),
                    word: word.clone(),
                    signed,
                    entry,
                });
            }
            C::MinutesCirculated { version, to } => {
                self.state = MeetingState::MinutesCirculated;
                self.minutes.circulated.push(SentOut { version: *version, to: to.clone(), signed });
            }
            C::Amended { item, text, reason, word } => {
                let after = self.minutes.latest().ok_or(Misfit::Missing("approved minutes"))?.version;
                let (item, text, reason, word) = (item.clone(), text.clone(), reason.clone(), word.clone());
                self.minutes.amendments.push(Amendment { entry, item, text, reason, word, signed, after });
            }
            _ => return Err(Misfit::WrongStream),
        }
        Ok(())
    }

    fn stands_in(&self, state: MeetingState) -> Result<(), Misfit> {
        (self.state == state).then_some(()).ok_or(Misfit::Missing("another state of the minutes"))
    }
}
