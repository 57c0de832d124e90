//! The lists that the tracker keeps ready, its columns, and how it is narrowed and sorted.

use std::cmp::Ordering;

use chrono::{Datelike, NaiveDate};

use super::{CaseRow, Flag, Listed};
use crate::terms::calendar::month_end;
use crate::terms::{Terms, fold};

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
    /// Closed, and due to be removed under retention; or held beyond that.
    Retention,
    /// Every case there ever was.
    All,
}

impl Saved {
    /// Every one, in the order of their numbers.
    pub const ALL: [Self; 9] = [
        Self::Open,
        Self::Due,
        Self::Overdue,
        Self::Severe,
        Self::NoReview,
        Self::First,
        Self::Closed,
        Self::All,
        Self::Retention,
    ];

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
            Self::Retention => "Retention",
        }
    }

    /// Whether it shows closed cases, which are loaded on demand alone.
    #[must_use]
    pub fn wants_closed(self) -> bool {
        matches!(self, Self::Closed | Self::All | Self::Retention)
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
            Self::Retention => row.hold.is_some() || row.is_due(today, terms),
        }
    }

    /// What a list shows of a record, from left to right.
    #[must_use]
    pub fn columns(self) -> &'static [Column] {
        if self == Self::Retention { &KEPT } else { &TRACKED }
    }

    /// The column that a list is sorted by at first.
    #[must_use]
    pub fn sorted_by(self) -> Column {
        if self == Self::Retention { Column::Retention } else { Column::default() }
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
    /// What keeps the record, or since when it is due to be removed.
    Retention,
}

/// The columns of the tracker.
const TRACKED: [Column; 12] = [
    Column::Reference,
    Column::Name,
    Column::Age,
    Column::Area,
    Column::Risk,
    Column::Models,
    Column::Opened,
    Column::DaysOpen,
    Column::Discussed,
    Column::Review,
    Column::Actions,
    Column::Flags,
];

/// The columns of the list of what is due to be removed: all else there means nothing once a record is closed.
const KEPT: [Column; 5] = [Column::Reference, Column::Name, Column::Age, Column::Area, Column::Retention];

impl Column {
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
            Self::Retention => "Retention",
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
        Column::Retention => a.row.retention(terms).on.cmp(&b.row.retention(terms).on),
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
        Flag::Triage | Flag::First | Flag::Held | Flag::Remove => 0,
    };
    (flags.iter().map(weight).max().unwrap_or(-1), flags.len())
}
