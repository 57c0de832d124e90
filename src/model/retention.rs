//! How long a child's record is kept (arrangements §6; the terms give the periods), what holds it longer, and what stays
//! once it is removed.
//!
//! A removal empties every entry about the child in the journal. What stays is in the two changes of this file alone: that
//! there was a record, by its reference, who removed it and why; and in each meeting that a child was discussed there.

use std::collections::BTreeSet;

use chrono::{DateTime, Months, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::case::{Case, Details};
use super::change::{Change, Misfit, Stamp};
use super::id::{CaseId, EntryId, ItemId};
use super::meeting::MeetingChange;
use super::tracker::CaseRow;
use super::word::ChairsWord;
use crate::terms::calendar::london;
use crate::terms::phrase::day;
use crate::terms::{Retention, Terms};

/// What the record of a child who was removed is called.
pub const REMOVED: &str = "Removed under retention";

/// Why a record is kept beyond its time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hold {
    /// Why: as an inquiry, a court's order, a claim.
    pub because: String,
    /// When it was recorded, UTC.
    pub at: DateTime<Utc>,
    /// Who recorded it.
    pub by: String,
}

/// What stays of a record that was removed: nothing of the child.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Removed {
    /// The reference.
    pub label: String,
    /// The area's slug.
    pub area: String,
    /// The day it had been opened.
    pub opened: NaiveDate,
    /// The labels of all that went with it, each as its prefix and number, so that none is given again.
    pub labels: Vec<(String, u64)>,
    /// How many entries of the journal were emptied.
    pub entries: u64,
    /// Under which rule, in words.
    pub rule: String,
    /// Why.
    pub because: String,
    /// Whose word it is.
    pub word: ChairsWord,
}

impl Removed {
    /// What is said in place of all that was recorded.
    fn said(&self, stamp: &Stamp) -> String {
        let on = day(london(stamp.at).date());
        let (rule, word, because) = (&self.rule, self.word.said(), &self.because);
        format!("{REMOVED} on {on} ({rule}), decided by {word}, recorded by {}: {because}", stamp.by)
    }
}

/// A change of how long a record is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RetentionChange {
    /// A legal hold: nothing of it is removed while it lasts.
    Held {
        /// Why.
        because: String,
    },
    /// The legal hold ended.
    HoldEnded {
        /// Why.
        because: String,
    },
    /// All that was recorded of the child was emptied.
    Removed(Box<Removed>),
}

/// When a record is due to be removed, and by which rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    /// The day from which it is due.
    pub on: NaiveDate,
    /// Years from birth.
    pub years: u32,
    /// Whether it is the longer period of a child who was looked after.
    pub looked_after: bool,
}

impl Due {
    /// `25th birthday`, or `75 years from birth: looked after`.
    #[must_use]
    pub fn rule(&self) -> String {
        if self.looked_after {
            return format!("{} years from birth: looked after", self.years);
        }
        birthday(self.years)
    }

    /// `due since 17 Aug 2038 · 25th birthday`, and `due from …` where that is still to come.
    #[must_use]
    pub fn words(&self, today: NaiveDate) -> String {
        let when = if self.on <= today { "since" } else { "from" };
        format!("due {when} {} · {}", day(self.on), self.rule())
    }
}

/// `25th birthday`.
fn birthday(years: u32) -> String {
    let ending = match (years % 10, years % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{years}{ending} birthday")
}

/// When a closed record is due: `at the 25th birthday, or 75 years from birth where the child was looked after`.
#[must_use]
pub fn when_due(periods: &Retention) -> String {
    let Retention { review_at_age, looked_after_years_from_birth: looked_after, .. } = periods;
    format!("at the {}, or {looked_after} years from birth where the child was looked after", birthday(*review_at_age))
}

/// When the record of a child born on a day is due.
#[must_use]
pub fn due(born: NaiveDate, looked_after: bool, periods: &Retention) -> Due {
    let years = if looked_after { periods.looked_after_years_from_birth } else { periods.review_at_age };
    let on = years.checked_mul(12).and_then(|months| born.checked_add_months(Months::new(months)));
    Due { on: on.unwrap_or(NaiveDate::MAX), years, looked_after }
}

impl CaseRow {
    /// When the record is due to be removed.
    #[must_use]
    pub fn retention(&self, terms: &Terms) -> Due {
        let now = self.legal_status.iter();
        let looked_after = now.chain(&self.legal_before).any(|status| terms.retention.looked_after.contains(status));
        due(self.born, looked_after, &terms.retention)
    }

    /// Whether it is closed and due on a day; a hold is told beside it.
    #[must_use]
    pub fn is_due(&self, today: NaiveDate, terms: &Terms) -> bool {
        self.closed.is_some() && self.retention(terms).on <= today
    }
}

/// Every legal status that a child had before the one now standing.
pub(super) fn legal_before(case: &Case) -> Vec<String> {
    let all = case.earlier.iter().filter_map(|earlier| earlier.details.legal_status.clone());
    let all: BTreeSet<String> = all.filter(|status| Some(status) != case.details.legal_status.as_ref()).collect();
    all.into_iter().collect()
}

impl Case {
    /// What is left of a record that was removed.
    #[must_use]
    pub fn after_removal(id: CaseId, removed: &Removed, stamp: &Stamp) -> Self {
        let details = Details {
            name: REMOVED.to_owned(),
            born: removed.opened,
            district: String::new(),
            source: None,
            threshold: None,
            models: Vec::new(),
            education: None,
            legal_status: None,
            gender: None,
            ethnicity: None,
            concern: removed.said(stamp),
            child_says: String::new(),
            presenter: String::new(),
            notes: String::new(),
        };
        let (label, area, opened) = (removed.label.clone(), removed.area.clone(), removed.opened);
        let opening = super::case::CaseOpened { label, area, opened, risk: None, details };
        Self { removed: Some(removed.clone()), ..Self::open(id, &opening, stamp) }
    }

    /// The child's name and age on a day; of a record that was removed, that it was.
    #[must_use]
    pub fn called(&self, on: NaiveDate) -> String {
        match &self.removed {
            Some(_) => REMOVED.to_owned(),
            None => format!("{}, {}", self.details.name, self.age(on)),
        }
    }

    /// Folds a hold, its end, or the removal, after which nothing of what was folded before is left.
    pub(super) fn fold_retention(&mut self, change: &RetentionChange, stamp: &Stamp) -> Result<(), Misfit> {
        match change {
            RetentionChange::Held { because } => {
                self.hold = Some(Hold { because: because.clone(), at: stamp.at, by: stamp.by.clone() });
            }
            RetentionChange::HoldEnded { .. } => {
                self.hold.take().ok_or(Misfit::Missing("a legal hold"))?;
            }
            RetentionChange::Removed(removed) => *self = Self::after_removal(self.id.clone(), removed, stamp),
        }
        Ok(())
    }
}

impl MeetingChange {
    /// Whether it says nothing of the child that it is about: that one was on the agenda, and when one was spoken of.
    /// Such an entry stays when the child's record is removed, so that the meeting still folds and counts as it did.
    #[must_use]
    pub fn is_bare(&self) -> bool {
        match self {
            Self::ItemAdded { .. }
            | Self::ItemChanged { .. }
            | Self::AgendaOrdered(_)
            | Self::Reordered { .. }
            | Self::CaseMerged { .. }
            | Self::CaseRemoved(_)
            | Self::SeatAdded(_)
            | Self::SeatRemoved { .. }
            | Self::ItemOpened { .. }
            | Self::Parked { .. } => true,
            Self::ItemLeft { reason, .. } => reason.is_none(),
            _ => false,
        }
    }

    /// The item that it is said on, where it is about the item alone and not known by its child.
    fn remarked_on(&self) -> Option<&ItemId> {
        match self {
            Self::Commented { item, .. } | Self::Amended { item, .. } => item.as_ref(),
            _ => None,
        }
    }

    /// The entry whose words it replaces, or takes away.
    fn leans_on(&self) -> Option<&EntryId> {
        match self {
            Self::UpdateGiven { replaces, .. }
            | Self::NoteTaken { replaces, .. }
            | Self::ViewHeard { replaces, .. }
            | Self::DissentVoiced { replaces, .. }
            | Self::Decided { replaces, .. }
            | Self::RiskAssessed { replaces, .. } => replaces.as_ref(),
            Self::MovedAway { entry, .. } | Self::Withdrawn { entry, .. } => Some(entry),
            _ => None,
        }
    }
}

/// One entry as a removal looks at it.
pub struct Looked<'a> {
    /// Its identity.
    pub id: &'a EntryId,
    /// The request it came with.
    pub request: &'a str,
    /// The child that it is about.
    pub about: Option<&'a CaseId>,
    /// What it says.
    pub change: &'a Change,
}

/// Which entries of a meeting's stream a removal empties: all about these children but the bare ones, the remarks on
/// `items`, and what was first recorded of another child and is theirs since one of the requests `moved`.
#[must_use]
pub fn emptied_of_meeting(
    entries: &[Looked<'_>],
    of: &BTreeSet<CaseId>,
    items: &BTreeSet<ItemId>,
    moved: &BTreeSet<&str>,
) -> BTreeSet<EntryId> {
    let mut emptied = BTreeSet::new();
    // What was taken away of another child's item by a request that put it on one of these.
    let mut theirs: BTreeSet<EntryId> = BTreeSet::new();
    for entry in entries.iter().rev() {
        let Change::Meeting(change) = entry.change else { continue };
        let about = entry.about.is_some_and(|case| of.contains(case));
        let remark = change.remarked_on().is_some_and(|item| items.contains(item));
        let taken = !about && matches!(change, MeetingChange::MovedAway { .. }) && moved.contains(entry.request);
        let known = theirs.contains(entry.id);
        if (about && !change.is_bare()) || remark || taken || known {
            emptied.insert(entry.id.clone());
        }
        if taken || known {
            theirs.extend(change.leans_on().cloned());
        }
    }
    emptied
}

#[cfg(test)]
mod tests;
