//! A year of meetings by rule: the first Thursday of the month, every so many months, never on a bank holiday. Pure.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

use crate::terms::calendar::{Calendar, month_end};

/// The most meetings that one series plans.
pub const MOST: u32 = 24;

/// Which day of a month a meeting falls on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// Which such day of the month, from 1; none for the last.
    pub week: Option<u8>,
    /// The day of the week.
    pub weekday: Weekday,
    /// Every so many months.
    pub every: u32,
}

/// A day that the rule gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Held {
    /// The day of the meeting.
    pub on: NaiveDate,
    /// The bank holiday that the rule would have given.
    pub instead_of: Option<NaiveDate>,
    /// Whether bank holidays are not yet published up to it.
    pub provisional: bool,
}

/// The days of a series: `count` of them, from the month of `from` on, none before `from` itself.
///
/// A meeting that would fall on a bank holiday is held a week later, on the same day of the week.
#[must_use]
pub fn days(rule: Rule, from: NaiveDate, count: u32, calendar: &Calendar) -> Vec<Held> {
    let first = from.with_day(1).unwrap_or(from);
    let months =
        (0..).map_while(|step: u32| first.checked_add_months(Months::new(step.checked_mul(rule.every.max(1))?)));
    let given = months.filter_map(|month| in_month(rule, month)).filter(|day| *day >= from);
    let held = given.map(|day| {
        let weeks = (0..8).map(|week| day + Days::new(7 * week));
        let on = weeks.into_iter().find(|on| !calendar.is_holiday(*on)).unwrap_or(day);
        Held { on, instead_of: (on != day).then_some(day), provisional: calendar.is_provisional(on) }
    });
    held.take(usize::try_from(count.min(MOST)).unwrap_or(0)).collect()
}

fn in_month(rule: Rule, month: NaiveDate) -> Option<NaiveDate> {
    match rule.week {
        Some(week) => NaiveDate::from_weekday_of_month_opt(month.year(), month.month(), rule.weekday, week),
        None => month_end(month).iter_days().rev().take(7).find(|day| day.weekday() == rule.weekday),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[track_caller]
    fn check(rule: Rule, from: &str, expected: &[&str]) {
        let count = u32::try_from(expected.len()).unwrap();
        let days = days(rule, day(from), count, &Calendar::default());
        let said: Vec<String> = days.iter().map(|held| held.on.to_string()).collect();
        assert_eq!(said, expected);
    }

    #[test]
    fn the_first_thursday_of_every_month_and_a_week_later_on_a_bank_holiday() {
        let rule = Rule { week: Some(1), weekday: Weekday::Thu, every: 1 };
        check(rule, "2026-12-10", &["2027-01-07", "2027-02-04", "2027-03-04", "2027-04-01"]);
        check(rule, "2025-12-01", &["2025-12-04", "2026-01-08"]);
        let last = Rule { week: None, weekday: Weekday::Mon, every: 2 };
        // Easter Monday and the spring bank holiday are both last Mondays.
        check(last, "2027-01-01", &["2027-01-25", "2027-04-05", "2027-06-07"]);
    }

    #[test]
    fn what_lies_beyond_the_published_holidays_is_provisional() {
        let rule = Rule { week: Some(2), weekday: Weekday::Tue, every: 1 };
        let days = days(rule, day("2028-12-01"), 2, &Calendar::default());
        assert_eq!(days.iter().map(|held| held.provisional).collect::<Vec<_>>(), [false, true]);
    }

    proptest! {
        #[test]
        fn no_meeting_of_a_series_is_on_a_bank_holiday_or_another_day_of_the_week(
            week in 1u8..5, weekday in 0u8..5, every in 1u32..4, from in 0u64..700, count in 0u32..30,
        ) {
            let weekday = Weekday::try_from(weekday).unwrap();
            let calendar = Calendar::default();
            let from = day("2026-01-01") + Days::new(from);
            let days = days(Rule { week: Some(week), weekday, every }, from, count, &calendar);
            prop_assert_eq!(days.len(), usize::try_from(count.min(MOST)).unwrap());
            for pair in days.windows(2) {
                prop_assert!(pair[0].on < pair[1].on);
            }
            for held in days {
                prop_assert!(!calendar.is_holiday(held.on) && held.on.weekday() == weekday && held.on >= from);
            }
        }
    }
}
