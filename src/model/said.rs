//! What is said on an agenda item: updates, notes, views, dissent, the decision.
//!
//! Each keeps the entry that first recorded it and the latest one, so that an edit can name what
//! it replaces and the minutes can say that it was changed.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::case::Outcome;
use super::change::Stamp;
use super::dissent_path::DissentAnswer;
use super::id::{ActionId, Address, EntryId};
use crate::terms::calendar::london;

/// When and by whom a thing said was recorded, and how to name it when it is edited.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// The latest entry: what an edit must name as its base.
    pub entry: EntryId,
    /// The entry that recorded it first; differs from `entry` once edited.
    pub first: EntryId,
    /// The entries between the two, in order: an edit that was begun from one of them met another.
    pub between: Vec<EntryId>,
    /// When it was first recorded, UTC.
    pub at: DateTime<Utc>,
    /// Who recorded it first.
    pub by: String,
}

impl Kept {
    /// What a new entry leaves.
    #[must_use]
    pub fn new(stamp: &Stamp) -> Self {
        let (entry, first) = (stamp.entry.clone(), stamp.entry.clone());
        Self { entry, first, between: Vec::new(), at: stamp.at, by: stamp.by.clone() }
    }

    /// The day on which it was first recorded, where the meeting was over by then.
    #[must_use]
    pub fn late(&self, ended_at: Option<DateTime<Utc>>) -> Option<NaiveDate> {
        ended_at.filter(|end| self.at > *end).map(|_| london(self.at).date())
    }

    /// What an edit leaves: the first entry's time and hand stay.
    #[must_use]
    pub fn edited(&self, stamp: &Stamp) -> Self {
        let mut edited = Self { entry: stamp.entry.clone(), ..self.clone() };
        if self.is_edited() {
            edited.between.push(self.entry.clone());
        }
        edited
    }

    /// Whether an edit has taken the place of this entry since.
    #[must_use]
    pub fn has_replaced(&self, entry: &EntryId) -> bool {
        *entry != self.entry && (self.first == *entry || self.between.contains(entry))
    }

    /// How often an edit took its place.
    #[must_use]
    pub fn edits(&self) -> usize {
        if self.is_edited() { self.between.len() + 1 } else { 0 }
    }

    /// Whether it was edited after it was recorded.
    #[must_use]
    pub fn is_edited(&self) -> bool {
        self.entry != self.first
    }
}

/// How an update reached the meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mode {
    /// Said in the room.
    Spoken,
    /// Sent in writing by an agency that is not present.
    Written,
}

/// An agency's update on an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Update {
    /// Its entries.
    pub kept: Kept,
    /// The seat that spoke.
    pub seat: Address,
    /// What it said; empty for nothing to report.
    pub text: String,
    /// Whether it had nothing to report, or nothing further.
    pub nil: bool,
    /// Spoken or written.
    pub mode: Mode,
}

/// Discussion without an agency, and notes of a standing item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// Its entries.
    pub kept: Kept,
    /// What was noted.
    pub text: String,
}

/// Whose view was heard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Whose {
    /// The child's.
    Child,
    /// The parents' or carers'.
    Parent,
}

/// The child's or the parents' view, or why there is none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct View {
    /// Its entries.
    pub kept: Kept,
    /// Whose.
    pub whose: Whose,
    /// In their words; empty when it was not heard.
    pub text: String,
    /// Why it was not heard.
    pub why_none: Option<String>,
}

/// Where a dissent stands (arrangements §7).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DissentState {
    /// Voiced and minuted.
    #[default]
    Noted,
    /// Resolved by the chair's explanation.
    Resolved,
    /// Taken to the agency's own escalation procedure.
    Escalated,
    /// Closed by the outcome of that procedure.
    Closed,
}

/// An agency's dissent from a decision or recommendation (arrangements §7).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dissent {
    /// Its entries.
    pub kept: Kept,
    /// The seat that dissents.
    pub seat: Address,
    /// Its words.
    pub text: String,
    /// Where it stands, with the words for it.
    #[serde(flatten)]
    pub answer: DissentAnswer,
}

/// The meeting's decision on a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// Its entries.
    pub kept: Kept,
    /// Review, closure or transfer.
    pub outcome: Outcome,
    /// Why; empty until given.
    pub rationale: String,
}

/// What was read back to the room, by its latest entries: when one of them changes, something else stands than was
/// agreed to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadBack {
    /// The decision.
    pub decision: EntryId,
    /// The level of risk after, where it was assessed.
    pub risk: Option<EntryId>,
    /// The actions raised on the item, and those carried on it.
    pub actions: Vec<(ActionId, EntryId)>,
    /// Dissents that were voiced; the chair's answer to one changes nothing of what was agreed.
    pub dissents: Vec<EntryId>,
}

/// The room's agreement to what was read back, and that dissent was invited.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agreement {
    /// When and by whom it was recorded.
    pub kept: Kept,
    /// What was read back.
    pub read: ReadBack,
}

/// The level of risk after the discussion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RiskAfter {
    /// Its entries.
    pub kept: Kept,
    /// The level before the meeting.
    pub before: Option<String>,
    /// The level after.
    pub level: String,
    /// Why.
    pub because: String,
}

impl Decision {
    /// The next review date, where there is one.
    #[must_use]
    pub fn review_date(&self) -> Option<NaiveDate> {
        match self.outcome {
            Outcome::Review { date } | Outcome::Transfer { date, .. } => Some(date),
            Outcome::Close { .. } => None,
        }
    }
}
