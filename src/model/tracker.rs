//! The tracker: each case as a list shows it, and what stands out on it on a day.

mod lists;

use std::cmp::Ordering;

use chrono::{Months, NaiveDate};
use serde::{Deserialize, Serialize};

pub use self::lists::{Column, Saved, arranged};
use super::case::{Case, DiscussionKind};
use super::dissent::StandingDissent;
use super::id::CaseId;
use super::intake::calls_for_referral;
use super::listing::Listing;
use super::merged::Former;
use super::missing::{Triage, triage_of};
use super::naming::KnownChild;
use super::readiness::{Papers, papers};
use super::retention::legal_before;
use crate::terms::{Terms, fold};

/// A case as lists show it: all that they need, so that none reads the case itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseRow {
    /// The case.
    pub case: CaseId,
    /// The reference.
    pub label: String,
    /// The name.
    pub name: String,
    /// Date of birth.
    pub born: NaiveDate,
    /// The area's slug.
    pub area: String,
    /// The district.
    pub district: String,
    /// The level of risk.
    pub risk: Option<String>,
    /// The level before it, if there was another.
    pub risk_before: Option<String>,
    /// Models of exploitation.
    pub models: Vec<String>,
    /// The day it was opened.
    pub opened: NaiveDate,
    /// The day it was closed.
    pub closed: Option<NaiveDate>,
    /// The day of the last discussion.
    pub last_discussed: Option<NaiveDate>,
    /// The next review.
    pub review_date: Option<NaiveDate>,
    /// Plan or legal status.
    pub legal_status: Option<String>,
    /// The plans or legal statuses before it.
    #[serde(default)]
    pub legal_before: Vec<String>,
    /// Why it is kept beyond its time; none where nothing holds it.
    #[serde(default)]
    pub hold: Option<String>,
    /// Whether the referral to the Hub is recorded.
    pub referred: bool,
    /// The day each missing episode began, and whether there is information suggesting harm.
    pub episodes: Vec<(NaiveDate, bool)>,
    /// What the next discussion will be.
    pub next: DiscussionKind,
    /// The requests to list it that wait, are accepted and not yet met, or were refused.
    pub asked: Vec<Listing>,
    /// The dissent that stands, in the order voiced.
    pub dissents: Vec<StandingDissent>,
    /// The papers received for the next discussion.
    pub papers: Papers,
    /// The records that were merged into this one.
    pub former: Vec<Former>,
}

impl CaseRow {
    /// The row of a case.
    #[must_use]
    pub fn of(case: &Case) -> Self {
        let asked =
            case.listings.iter().filter(|listing| listing.waits() || listing.is_owed() || listing.refused().is_some());
        Self {
            case: case.id.clone(),
            label: case.label.clone(),
            name: case.details.name.clone(),
            born: case.details.born,
            area: case.area.clone(),
            district: case.details.district.clone(),
            risk: case.risk.clone(),
            risk_before: case.risk_before().map(str::to_owned),
            models: case.details.models.clone(),
            opened: case.opened,
            closed: case.closed.as_ref().map(|closed| closed.on),
            last_discussed: case.discussions.last().map(|discussion| discussion.on),
            review_date: case.review_date,
            legal_status: case.details.legal_status.clone(),
            legal_before: legal_before(case),
            hold: case.hold.as_ref().map(|hold| hold.because.clone()),
            referred: case.referral.is_some(),
            episodes: case.episodes.iter().map(|episode| (episode.from.date(), episode.harm)).collect(),
            next: case.next_kind(),
            asked: asked.cloned().collect(),
            dissents: case.standing_dissents(),
            papers: papers(case),
            former: case.former.clone(),
        }
    }

    /// The child as the wrong-child guard knows them.
    #[must_use]
    pub fn known(&self) -> KnownChild {
        KnownChild {
            case: self.case.clone(),
            label: self.label.clone(),
            name: self.name.clone(),
            area: self.area.clone(),
            discussed: self.last_discussed.is_some(),
            former: self.former.clone(),
        }
    }

    /// The child's age in whole years on a day.
    #[must_use]
    pub fn age(&self, on: NaiveDate) -> u32 {
        on.years_since(self.born).unwrap_or(0)
    }

    /// Days from opening to closure, or to `today`; never negative.
    #[must_use]
    pub fn days_open(&self, today: NaiveDate) -> i64 {
        (self.closed.unwrap_or(today) - self.opened).num_days().max(0)
    }

    /// How often the child was missing within the window, and whether that triggers triage.
    #[must_use]
    pub fn triage(&self, today: NaiveDate, terms: &Terms) -> Triage {
        triage_of(self.episodes.iter().copied(), today, &terms.missing)
    }

    /// Whether the risk rose or fell at its latest change.
    #[must_use]
    pub fn trend(&self, terms: &Terms) -> Ordering {
        trend(self.risk_before.as_deref(), self.risk.as_deref(), terms)
    }

    /// What stands out on the case on a day, the worst first.
    #[must_use]
    pub fn flags(&self, today: NaiveDate, terms: &Terms) -> Vec<Flag> {
        let mut flags = Vec::new();
        if self.hold.is_some() {
            flags.push(Flag::Held);
        } else if self.is_due(today, terms) {
            flags.push(Flag::Remove);
        }
        if self.closed.is_some() {
            return flags;
        }
        if !self.referred && calls_for_referral(self.risk.as_deref(), self.legal_status.as_deref(), terms) {
            flags.push(Flag::Referral);
        }
        match self.review_date {
            Some(date) if date < today => flags.push(Flag::Overdue((today - date).num_days())),
            Some(_) => {}
            None if self.has_missed_a_meeting(today, terms) => flags.push(Flag::NoReview),
            None => flags.push(Flag::First),
        }
        if self.triage(today, terms).met {
            flags.push(Flag::Triage);
        }
        flags
    }

    /// Whether a child without a review date should have one by now: discussed before, or open for longer than one
    /// meeting lies from the next.
    fn has_missed_a_meeting(&self, today: NaiveDate, terms: &Terms) -> bool {
        let months = terms.part(1).map_or(1, |part| part.cadence_months);
        let by = self.opened.checked_add_months(Months::new(months)).unwrap_or(NaiveDate::MAX);
        self.last_discussed.is_some() || by < today
    }
}

/// Whether a level of risk is above the one before it, below, or neither.
#[must_use]
pub fn trend(before: Option<&str>, now: Option<&str>, terms: &Terms) -> Ordering {
    let level = |name: Option<&str>| name.and_then(|name| terms.risk_level(name));
    match (level(before), level(now)) {
        (Some(before), Some(now)) => now.cmp(&before),
        _ => Ordering::Equal,
    }
}

/// Something that stands out on a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flag {
    /// The review date is past by so many days.
    Overdue(i64),
    /// The child must be referred to the Hub, and no referral is recorded (arrangements §3).
    Referral,
    /// There is no review date, which must never happen.
    NoReview,
    /// The child is to be discussed for the first time.
    First,
    /// The triage trigger is met (arrangements §5).
    Triage,
    /// A legal hold keeps the record, however old.
    Held,
    /// The record is closed, and due to be removed under retention.
    Remove,
}

/// A case in the tracker on a day: its row, its open actions, and what it is found by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The row.
    pub row: CaseRow,
    /// How many of its actions are open.
    pub actions: usize,
    /// How many of those are overdue.
    pub overdue: usize,
    words: String,
}

impl Listed {
    /// A row with its open actions, and how many of them are overdue.
    #[must_use]
    pub fn new(row: CaseRow, (actions, overdue): (usize, usize), terms: &Terms) -> Self {
        let area = terms.area(&row.area).map_or(row.area.as_str(), |area| area.name.as_str());
        let words = [&row.label, &row.name, area, &row.district, row.risk.as_deref().unwrap_or_default()];
        let former = row.former.iter().flat_map(|former| [former.label.as_str(), former.name.as_str()]);
        let words = words.into_iter().chain(row.models.iter().map(String::as_str)).chain(former).map(fold);
        let words = words.collect::<Vec<_>>().join(" ");
        Self { row, actions, overdue, words }
    }

    /// Whether every word typed, folded, is found in the reference, name, area, district, risk or models.
    #[must_use]
    pub fn fits(&self, typed: &[String]) -> bool {
        typed.iter().all(|word| self.words.contains(word.as_str()))
    }
}

#[cfg(test)]
mod tests;
