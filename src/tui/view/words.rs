//! The words and glyphs that several panes share: risk, trend, age, spans of time.

use std::cmp::Ordering;

use chrono::NaiveDate;
use ratatui::style::Style;

use crate::model::agenda::{Heard, Item, Progress};
use crate::model::case::{Case, Outcome};
use crate::model::missing::triage;
use crate::model::tracker;
use crate::session::Shown;
use crate::terms::phrase::day;
use crate::tui::theme::{Role, Theme};

/// The role of a level of risk, by its place among the county's levels: the two highest stand out.
#[must_use]
pub fn risk_role(level: &str, shown: &Shown) -> Role {
    let levels = &shown.terms.vocabulary.risk;
    let highest = levels.iter().filter_map(|word| word.level).max().unwrap_or(0);
    match shown.terms.risk_level(level) {
        Some(level) if level == highest => Role::RiskActual,
        Some(level) if level + 1 == highest => Role::RiskHigh,
        Some(level) if level + 2 == highest => Role::RiskMedium,
        _ => Role::RiskStandard,
    }
}

/// What is demanded of a child assessed at a high level whom the lead agency does not know (arrangements §3).
pub const OWES_REFERRAL: &str = "! Not known to C&F: refer to the Hub now. h records when, and by whom.";

/// Whether the risk rose or fell at the latest change: `▲`, `▼`, or nothing.
#[must_use]
pub fn trend(case: &Case, shown: &Shown) -> &'static str {
    arrow(tracker::trend(case.risk_before(), case.risk.as_deref(), &shown.terms))
}

/// The glyph of a risk that rose or fell.
#[must_use]
pub fn arrow(trend: Ordering) -> &'static str {
    match trend {
        Ordering::Greater => "▲",
        Ordering::Less => "▼",
        Ordering::Equal => "",
    }
}

/// `open 7 months`, `open 12 days`.
#[must_use]
pub fn open_for(case: &Case, today: NaiveDate) -> String {
    let days = case.days_open(today);
    match (days, &case.closed) {
        (_, Some(closed)) => format!("closed {}", day(closed.on)),
        (0..=1, None) => "opened today".to_owned(),
        (2..=59, None) => format!("open {days} days"),
        (_, None) => format!("open {} months", days / 30),
    }
}

/// `4 missing in 90 days ⚑ triage`; empty where there were none.
#[must_use]
pub fn missing(case: &Case, today: NaiveDate, shown: &Shown) -> (String, bool) {
    let rules = &shown.terms.missing;
    let found = triage(&case.episodes, today, rules);
    if found.episodes == 0 {
        return (String::new(), false);
    }
    let flag = if found.met { " ⚑ triage" } else { "" };
    (format!("{} missing in {} days{flag}", found.episodes, rules.triage_days), found.met)
}

/// What was decided, in a few words.
#[must_use]
pub fn outcome(outcome: &Outcome, shown: &Shown) -> String {
    match outcome {
        Outcome::Review { date } => format!("review {}", crate::terms::phrase::weekday_day(*date)),
        Outcome::Close { outcome, reason_reduced: Some(reason) } => {
            format!("close: {}, {}", outcome.to_lowercase(), reason.to_lowercase())
        }
        Outcome::Close { outcome, reason_reduced: None } => format!("close: {}", outcome.to_lowercase()),
        Outcome::Transfer { area, date } => {
            let name = shown.terms.area(area).map_or(area.as_str(), |area| area.name.as_str());
            format!("transfer to {name}, first review {}", day(*date))
        }
    }
}

/// The glyph and role of how an agency was heard.
#[must_use]
pub fn heard(heard: Heard) -> (&'static str, Role) {
    match heard {
        Heard::Gave => ("✓", Role::AgencyGave),
        Heard::Nil => ("∅", Role::AgencyNil),
        Heard::Absent => ("–", Role::AgencyAbsent),
        Heard::Awaited => ("·", Role::AgencyAbsent),
        Heard::NotAsked => ("?", Role::AgencyNotAsked),
    }
}

/// The glyph and role of how far an item has come; `open` tells that it was left with something owed.
#[must_use]
pub fn progress(item: &Item, open: bool) -> (&'static str, Role) {
    if item.parked {
        return ("↷", Role::Warning);
    }
    match item.progress() {
        Progress::Waiting => ("·", Role::Faint),
        Progress::Open => ("▸", Role::Accent),
        Progress::Done if open => ("!", Role::Warning),
        Progress::Done => ("✓", Role::Success),
    }
}

/// A style laid over another where the second has something to say.
#[must_use]
pub fn over(theme: &Theme, ground: Style, role: Role) -> Style {
    ground.patch(theme.style(role))
}
