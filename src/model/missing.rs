//! Missing episodes and the triage trigger (arrangements §5).

use chrono::{Days, NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

use super::id::{EntryId, ItemId, MeetingId};
use crate::terms::MissingRules;

/// One missing episode. Nobody under 18 is ever "absent": always missing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Episode {
    /// The entry that recorded it last.
    pub entry: EntryId,
    /// What people call it: `E12`.
    pub label: String,
    /// The meeting and the item where it was told, if in one: its minutes list it.
    pub at: Option<(MeetingId, ItemId)>,
    /// When the child went missing, local time.
    pub from: NaiveDateTime,
    /// When the child returned; `None` while still missing.
    pub until: Option<NaiveDateTime>,
    /// Where from: home, care or education.
    pub missing_from: Option<String>,
    /// Where the child was found.
    pub found: Option<String>,
    /// Medium or High.
    pub risk: Option<String>,
    /// Whether there is information suggesting harm, which alone triggers triage.
    pub harm: bool,
    /// The return interview: offered, accepted, declined or completed.
    pub chat: Option<String>,
}

impl Episode {
    /// The episode in a line: from when to when, where from and where found.
    #[must_use]
    pub fn words(&self) -> String {
        let moment = |at: NaiveDateTime| at.format("%-d %b %H:%M").to_string();
        let until = self.until.map_or_else(|| "still missing".to_owned(), |until| format!("to {}", moment(until)));
        let from =
            self.missing_from.as_ref().map_or_else(String::new, |from| format!(", from {}", from.to_lowercase()));
        let found = self.found.as_ref().map_or_else(String::new, |found| format!(", found {found}"));
        format!("{} {until}{from}{found}", moment(self.from))
    }
}

/// How often a child was missing within the window, and whether that triggers triage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Triage {
    /// Episodes begun within the window.
    pub episodes: u32,
    /// Whether the trigger is met: enough episodes, or one with information suggesting harm.
    pub met: bool,
}

/// Judges the triage trigger on a day: 3 or more episodes in 90 days, or any of them with
/// information suggesting harm; the numbers are the county's (arrangements §5).
#[must_use]
pub fn triage(episodes: &[Episode], today: NaiveDate, rules: &MissingRules) -> Triage {
    triage_of(episodes.iter().map(|episode| (episode.from.date(), episode.harm)), today, rules)
}

/// As [`triage`], of the days on which episodes began and whether there is information suggesting harm.
#[must_use]
pub fn triage_of(episodes: impl Iterator<Item = (NaiveDate, bool)>, today: NaiveDate, rules: &MissingRules) -> Triage {
    let since = today - Days::new(u64::from(rules.triage_days));
    let recent = episodes.filter(|(from, _)| *from > since && *from <= today);
    let (count, harm) = recent.fold((0, false), |(n, harm), (_, suggests)| (n + 1, harm || suggests));
    Triage { episodes: count, met: count >= rules.triage_episodes || harm }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn episode(day: &str, harm: bool) -> Episode {
        let from = format!("{day}T22:00:00").parse().unwrap();
        Episode {
            entry: EntryId::new("e"),
            label: "E1".into(),
            at: None,
            from,
            until: None,
            missing_from: None,
            found: None,
            risk: None,
            harm,
            chat: None,
        }
    }

    #[track_caller]
    fn check(days: &[(&str, bool)], expect: (u32, bool)) {
        let rules = MissingRules {
            triage_episodes: 3,
            triage_days: 90,
            vulnerability_check_hours: 24,
            contact_hours: 48,
            prevention_plan_hours: 72,
        };
        let episodes: Vec<_> = days.iter().map(|(day, harm)| episode(day, *harm)).collect();
        let found = triage(&episodes, NaiveDate::from_ymd_opt(2026, 12, 3).unwrap(), &rules);
        assert_eq!((found.episodes, found.met), expect);
    }

    #[test]
    fn three_episodes_in_ninety_days_trigger_triage() {
        check(&[("2026-11-01", false), ("2026-11-10", false), ("2026-12-02", false)], (3, true));
        check(&[("2026-11-10", false), ("2026-12-02", false)], (2, false));
    }

    #[test]
    fn the_ninetieth_day_before_counts_no_more() {
        check(&[("2026-09-04", false), ("2026-11-10", false), ("2026-12-02", false)], (2, false));
        check(&[("2026-09-05", false), ("2026-11-10", false), ("2026-12-02", false)], (3, true));
    }

    #[test]
    fn one_episode_suggesting_harm_triggers_triage() {
        check(&[("2026-11-10", true)], (1, true));
        check(&[("2026-01-10", true)], (0, false));
    }
}
