//! The tracker: each case as a list shows it, what stands out on it on a day, and how the list is narrowed and sorted.

use std::cmp::Ordering;

use chrono::{Datelike, Months, NaiveDate};
use serde::{Deserialize, Serialize};

use super::case::Case;
use super::id::CaseId;
use super::intake::calls_for_referral;
use super::merged::Former;
use super::missing::{Triage, triage_of};
use super::naming::KnownChild;
use crate::terms::calendar::month_end;
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
    /// Whether the referral to the Hub is recorded.
    pub referred: bool,
    /// The day each missing episode began, and whether there is information suggesting harm.
    pub episodes: Vec<(NaiveDate, bool)>,
    /// The records that were merged into this one.
    pub former: Vec<Former>,
}

impl CaseRow {
    /// The row of a case.
    #[must_use]
    pub fn of(case: &Case) -> Self {
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
            referred: case.referral.is_some(),
            episodes: case.episodes.iter().map(|episode| (episode.from.date(), episode.harm)).collect(),
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
        if self.closed.is_some() {
            return vec![];
        }
        let mut flags = Vec::new();
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

/// A filter that the tracker keeps ready.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Saved {
    /// Every open case.
    #[default]
    Open,
    /// Reviews due by the month's end, those overdue included.
    Due,
    /// Reviews whose date is past.
    Overdue,
    /// High and Actual.
    Severe,
    /// Open without a review date: what must never happen.
    NoReview,
    /// To be discussed for the first time.
    First,
    /// Closed cases.
    Closed,
    /// Every case there ever was.
    All,
}

impl Saved {
    /// Every one, in the order of their numbers.
    pub const ALL: [Self; 8] =
        [Self::Open, Self::Due, Self::Overdue, Self::Severe, Self::NoReview, Self::First, Self::Closed, Self::All];

    /// What people call it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Open => "Open",
            Self::Due => "Due this month",
            Self::Overdue => "Overdue",
            Self::Severe => "High and Actual",
            Self::NoReview => "No review date",
            Self::First => "First discussion",
            Self::Closed => "Closed",
            Self::All => "All",
        }
    }

    /// Whether it shows closed cases, which are loaded on demand alone.
    #[must_use]
    pub fn wants_closed(self) -> bool {
        matches!(self, Self::Closed | Self::All)
    }

    /// Whether a case is one of them on a day.
    #[must_use]
    pub fn holds(self, row: &CaseRow, today: NaiveDate, terms: &Terms) -> bool {
        let open = row.closed.is_none();
        match self {
            Self::Open => open,
            Self::Due => open && row.review_date.is_some_and(|date| date <= month_end(today)),
            Self::Overdue => open && row.review_date.is_some_and(|date| date < today),
            Self::Severe => open && row.risk.as_deref().is_some_and(|risk| terms.is_severe(risk)),
            Self::NoReview => row.flags(today, terms).contains(&Flag::NoReview),
            Self::First => open && row.last_discussed.is_none() && row.review_date.is_none(),
            Self::Closed => !open,
            Self::All => true,
        }
    }
}

/// A column of the tracker.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Column {
    /// The reference.
    Reference,
    /// The name.
    Name,
    /// The age.
    Age,
    /// Area and district.
    Area,
    /// The level of risk, with its trend.
    Risk,
    /// The models of exploitation.
    Models,
    /// The day it was opened.
    Opened,
    /// Days since then.
    DaysOpen,
    /// The day of the last discussion.
    Discussed,
    /// The next review.
    #[default]
    Review,
    /// The open actions.
    Actions,
    /// What stands out.
    Flags,
}

impl Column {
    /// Every column, from left to right.
    pub const ALL: [Self; 12] = [
        Self::Reference,
        Self::Name,
        Self::Age,
        Self::Area,
        Self::Risk,
        Self::Models,
        Self::Opened,
        Self::DaysOpen,
        Self::Discussed,
        Self::Review,
        Self::Actions,
        Self::Flags,
    ];

    /// Its heading.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Reference => "Reference",
            Self::Name => "Name",
            Self::Age => "Age",
            Self::Area => "Area, district",
            Self::Risk => "Risk",
            Self::Models => "Models",
            Self::Opened => "Opened",
            Self::DaysOpen => "Days",
            Self::Discussed => "Discussed",
            Self::Review => "Review",
            Self::Actions => "Actions",
            Self::Flags => "Flags",
        }
    }
}

/// The places of the cases that a saved filter holds and that fit what is typed, in the order of a column.
///
/// What asks for attention comes first: the highest risk, the earliest review with those without one before them, the
/// most actions; `reversed` turns the order round. Equal ones stand by reference.
#[must_use]
pub fn arranged(
    cases: &[Listed],
    (saved, typed): (Saved, &str),
    (column, reversed): (Column, bool),
    today: NaiveDate,
    terms: &Terms,
) -> Vec<usize> {
    // A reference is one word, hyphens and all.
    let typed: Vec<String> = typed.split_whitespace().map(fold).collect();
    let fits = |case: &Listed| case.fits(&typed) && saved.holds(&case.row, today, terms);
    let mut found: Vec<usize> = (0..cases.len()).filter(|at| cases.get(*at).is_some_and(fits)).collect();
    found.sort_by(|a, b| {
        let (Some(a), Some(b)) = (cases.get(*a), cases.get(*b)) else { return Ordering::Equal };
        let order = compare(column, a, b, today, terms);
        let order = if reversed { order.reverse() } else { order };
        order.then_with(|| a.row.label.cmp(&b.row.label))
    });
    found
}

fn compare(column: Column, a: &Listed, b: &Listed, today: NaiveDate, terms: &Terms) -> Ordering {
    let level = |case: &Listed| case.row.risk.as_deref().and_then(|risk| terms.risk_level(risk));
    let place = |case: &Listed| terms.areas.iter().position(|area| area.slug == case.row.area);
    match column {
        Column::Reference => a.row.label.cmp(&b.row.label),
        Column::Name => fold(&a.row.name).cmp(&fold(&b.row.name)),
        // Whoever was born last is the youngest.
        Column::Age => b.row.born.cmp(&a.row.born),
        Column::Area => place(a).cmp(&place(b)).then_with(|| a.row.district.cmp(&b.row.district)),
        Column::Risk => level(b).cmp(&level(a)),
        Column::Models => a.row.models.cmp(&b.row.models),
        Column::Opened => a.row.opened.cmp(&b.row.opened),
        Column::DaysOpen => b.row.days_open(today).cmp(&a.row.days_open(today)),
        Column::Discussed => a.row.last_discussed.cmp(&b.row.last_discussed),
        Column::Review => review(a).cmp(&review(b)),
        Column::Actions => (b.overdue, b.actions).cmp(&(a.overdue, a.actions)),
        Column::Flags => worst(b, today, terms).cmp(&worst(a, today, terms)),
    }
}

/// An open case without a review date stands before all, a closed one behind them.
fn review(case: &Listed) -> (bool, Option<NaiveDate>) {
    (case.row.closed.is_some(), case.row.review_date)
}

fn worst(case: &Listed, today: NaiveDate, terms: &Terms) -> (i64, usize) {
    let flags = case.row.flags(today, terms);
    let weight = |flag: &Flag| match flag {
        Flag::Referral => i64::from(today.num_days_from_ce()) + 1,
        Flag::NoReview => i64::from(today.num_days_from_ce()),
        Flag::Overdue(days) => *days,
        Flag::Triage | Flag::First => 0,
    };
    (flags.iter().map(weight).max().unwrap_or(-1), flags.len())
}

#[cfg(test)]
mod tests;
