//! Dissent as a case keeps it until it is resolved: from what a meeting decided, or from the refusal to list the case
//! (arrangements §7). The words of a meeting's own minutes stand in the meeting's stream.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::attendance::Seat;
use super::case::Case;
use super::change::Stamp;
use super::dissent_path::{DissentAnswer, Step};
use super::docs::Docs;
use super::gather;
use super::id::{Address, CaseId, EntryId, ItemId, ListingId, MeetingId};
use super::listing::ChairsAnswer;
use super::meeting::Meeting;
use super::minutes::Signed;
use crate::terms::Terms;

/// A dissent that concerns a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseDissent {
    /// What was said.
    #[serde(flatten)]
    pub voiced: Voiced,
    /// The latest entry, against which edits are checked.
    pub entry: EntryId,
    /// When it was first recorded, and by whom; none where a record was merged before this was kept.
    #[serde(default)]
    pub noted: Option<Signed>,
    /// The stages that it reached since, oldest first.
    #[serde(default)]
    pub path: Vec<Step>,
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
    /// Where it stands, with the words for it.
    #[serde(flatten)]
    pub answer: DissentAnswer,
}

/// A dissent of before as a meeting answered it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakenUp {
    /// The case that it concerns; none where it is the item's own.
    pub case: Option<CaseId>,
    /// The dissent, as it stood after the answer.
    pub voiced: Voiced,
}

/// Dissent that stands, as lists of cases have it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StandingDissent {
    /// The agency's short name.
    pub who: String,
    /// The day it was voiced.
    pub on: NaiveDate,
    /// The day it was raised, from which deadlines count.
    pub raised: NaiveDate,
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

impl CaseDissent {
    /// As it is when it is first recorded; what was answered at once follows.
    fn noted(voiced: &Voiced, stamp: &Stamp) -> Self {
        let noted = Some(Signed { at: stamp.at, by: stamp.by.clone() });
        let voiced = Voiced { answer: DissentAnswer::default(), ..voiced.clone() };
        Self { voiced, entry: stamp.entry.clone(), noted, path: Vec::new() }
    }
}

/// Dissent that stands, or stood when the meeting ended, about children of its area who are not on its agenda, and what
/// this meeting answered of it: it stands under the matters arising, so that no meeting forgets one. The cases are loaded.
#[must_use]
pub fn arising<'a>(meeting: &Meeting, docs: &'a Docs, terms: &Terms) -> Vec<(&'a Case, &'a CaseDissent)> {
    if !gather::discusses(meeting, terms) {
        return Vec::new();
    }
    let elsewhere = docs.records().filter(|case| case.area == meeting.plan.area && meeting.item_of(&case.id).is_none());
    let mut arising: Vec<(&Case, &CaseDissent)> = elsewhere
        .flat_map(|case| case.dissents.iter().map(move |dissent| (case, dissent)))
        .filter(|(_, CaseDissent { voiced, .. })| voiced.on <= meeting.plan.date)
        .filter(|(_, dissent)| {
            let answered = meeting.items.iter().any(|item| item.took_up(&dissent.voiced).is_some());
            answered || dissent.stood(meeting.ended_at)
        })
        .collect();
    arising.sort_by_key(|(case, dissent)| (dissent.voiced.on, &case.label));
    arising
}

impl Voiced {
    /// Whether it comes back on the agenda: an escalated dissent does too, until its outcome is heard.
    #[must_use]
    pub fn stands(&self) -> bool {
        self.answer.stands()
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
    /// Dissent that comes back on the agenda until it is resolved, or the outcome of its escalation is heard.
    pub fn open_dissents(&self) -> impl Iterator<Item = &CaseDissent> {
        self.dissents.iter().filter(|dissent| dissent.voiced.stands())
    }

    /// The same, as lists have it.
    #[must_use]
    pub fn standing_dissents(&self) -> Vec<StandingDissent> {
        let standing = |dissent: &CaseDissent| {
            let (who, on) = (dissent.voiced.by.short.clone(), dissent.voiced.on);
            StandingDissent { who, on, raised: dissent.raised() }
        };
        self.open_dissents().map(standing).collect()
    }

    /// What an agency said against something.
    #[must_use]
    pub fn dissent(&self, from: &DissentFrom, post: &Address) -> Option<&CaseDissent> {
        self.dissents.iter().find(|dissent| dissent.voiced.is_same(from, post))
    }

    /// The day of what a dissent is from: the meeting, or the chair's refusal.
    #[must_use]
    pub fn day_dissented_from(&self, voiced: &Voiced) -> NaiveDate {
        let DissentFrom::Refusal(id) = &voiced.from else { return voiced.on };
        let listing = self.listings.iter().find(|listing| listing.asked.id == *id);
        match listing.and_then(|listing| listing.answer.as_ref()) {
            Some(ChairsAnswer::Refused { on, .. }) => *on,
            _ => voiced.on,
        }
    }

    /// Folds a change; what an agency says again of the same thing takes the place of what it said before.
    pub(super) fn fold_dissent(&mut self, change: &DissentChange, stamp: &Stamp) {
        match change {
            DissentChange::Voiced(voiced) => {
                let same = |standing: &CaseDissent| standing.voiced.is_same(&voiced.from, &voiced.by.post);
                if !self.dissents.iter().any(same) {
                    self.dissents.push(CaseDissent::noted(voiced, stamp));
                }
                for standing in self.dissents.iter_mut().filter(|dissent| same(dissent)) {
                    standing.follow(&voiced.answer, stamp);
                    standing.voiced = (**voiced).clone();
                    standing.entry = stamp.entry.clone();
                }
            }
            DissentChange::Withdrawn { from, post } => {
                self.dissents.retain(|dissent| !dissent.voiced.is_same(from, post));
            }
        }
    }
}
