//! Working days, clock time in England, and ages (arrangements §10).

use std::collections::BTreeSet;

use chrono::{DateTime, Datelike, Days, Duration, LocalResult, NaiveDate, NaiveDateTime, TimeZone, Utc, Weekday};
use chrono_tz::Europe::London;

/// The last year whose bank holidays gov.uk has published, with which the rules agree.
const PUBLISHED: i32 = 2028;

/// The county's working days: Monday to Friday, no bank holiday in England and Wales, and none of
/// the county's own imported list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Calendar {
    own: BTreeSet<NaiveDate>,
}

impl Calendar {
    /// A calendar with the county's own list of holidays on top of the bank holidays.
    pub fn new(own: impl IntoIterator<Item = NaiveDate>) -> Self {
        Self { own: own.into_iter().collect() }
    }

    /// The county's own list.
    #[must_use]
    pub fn own(&self) -> &BTreeSet<NaiveDate> {
        &self.own
    }

    /// Whether a day is a bank holiday, by the rules or by the county's own list.
    #[must_use]
    pub fn is_holiday(&self, day: NaiveDate) -> bool {
        self.own.contains(&day) || bankholidays::uk::is_bankholiday(&day)
    }

    /// The last day for which bank holidays are published: beyond it another one may still be proclaimed.
    #[must_use]
    pub fn published_until(&self) -> NaiveDate {
        let listed = self.own.last().and_then(|last| NaiveDate::from_ymd_opt(last.year(), 12, 31));
        let known = NaiveDate::from_ymd_opt(PUBLISHED, 12, 31);
        listed.max(known).unwrap_or(NaiveDate::MAX)
    }

    /// Whether a deadline that is counted back from a day may still come earlier, since bank holidays are not yet
    /// published up to that day.
    #[must_use]
    pub fn is_provisional(&self, day: NaiveDate) -> bool {
        day > self.published_until()
    }

    /// Whether people are at work on that day.
    #[must_use]
    pub fn is_working_day(&self, day: NaiveDate) -> bool {
        let weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        !weekend && !self.is_holiday(day)
    }

    /// The day that lies `count` working days before; `day` itself is not counted.
    #[must_use]
    pub fn working_days_before(&self, count: u32, day: NaiveDate) -> NaiveDate {
        self.step(count, day, NaiveDate::pred_opt)
    }

    /// The day that lies `count` working days after; `day` itself is not counted.
    #[must_use]
    pub fn working_days_after(&self, count: u32, day: NaiveDate) -> NaiveDate {
        self.step(count, day, NaiveDate::succ_opt)
    }

    /// Working days from `from` (not counted) to `to` (counted); negative when `to` is earlier.
    #[must_use]
    pub fn working_days_between(&self, from: NaiveDate, to: NaiveDate) -> i64 {
        let (early, late, sign) = if from <= to { (from, to, 1) } else { (to, from, -1) };
        let days = early.iter_days().skip(1).take_while(|day| *day <= late);
        sign * i64::try_from(days.filter(|day| self.is_working_day(*day)).count()).unwrap_or(i64::MAX)
    }

    fn step(&self, count: u32, day: NaiveDate, next: impl Fn(&NaiveDate) -> Option<NaiveDate>) -> NaiveDate {
        let (mut day, mut left) = (day, count);
        while left > 0 {
            let Some(stepped) = next(&day) else { return day };
            day = stepped;
            left -= u32::from(self.is_working_day(day));
        }
        day
    }
}

/// The time on the clocks of England at a moment.
#[must_use]
pub fn london(at: DateTime<Utc>) -> NaiveDateTime {
    at.with_timezone(&London).naive_local()
}

/// The moment at which the clocks of England show a time.
///
/// A time that comes twice in autumn is the first; one that is skipped in spring is as many
/// minutes after the change as it lies past it.
#[must_use]
pub fn utc(local: NaiveDateTime) -> DateTime<Utc> {
    match London.from_local_datetime(&local) {
        LocalResult::Single(at) | LocalResult::Ambiguous(at, _) => at.with_timezone(&Utc),
        LocalResult::None => Utc.from_utc_datetime(&local),
    }
}

/// The local time that lies so many clock hours before, across a change of the clocks.
#[must_use]
pub fn hours_before(hours: u32, local: NaiveDateTime) -> NaiveDateTime {
    london(utc(local) - Duration::hours(i64::from(hours)))
}

/// The last day of the month.
#[must_use]
pub fn month_end(day: NaiveDate) -> NaiveDate {
    let first = day.with_day(1).unwrap_or(day);
    first.checked_add_months(chrono::Months::new(1)).and_then(|next| next.checked_sub_days(Days::new(1))).unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn seven_working_days_before_a_meeting_are_as_the_arrangements_have_them() {
        for (meeting, due) in [
            ("2026-04-15", "2026-04-02"),
            ("2026-01-07", "2025-12-24"),
            ("2026-09-08", "2026-08-27"),
            ("2026-10-14", "2026-10-05"),
        ] {
            assert_eq!(Calendar::default().working_days_before(7, day(meeting)), day(due), "{meeting}");
        }
    }

    #[test]
    fn the_countys_own_holiday_moves_a_deadline_back() {
        let own = Calendar::new([day("2026-10-12")]);
        assert_eq!(own.working_days_before(7, day("2026-10-14")), day("2026-10-02"));
    }

    #[test]
    fn days_beyond_what_is_published_are_provisional_until_the_list_reaches_them() {
        assert!(!Calendar::default().is_provisional(day("2028-12-31")));
        assert!(Calendar::default().is_provisional(day("2029-01-04")));
        assert!(!Calendar::new([day("2029-12-26")]).is_provisional(day("2029-12-31")));
    }

    #[test]
    fn forty_eight_hours_are_clock_time_across_the_change_of_the_clocks() {
        let local = |text: &str| text.parse::<NaiveDateTime>().unwrap();
        assert_eq!(hours_before(48, local("2026-03-30T09:30:00")), local("2026-03-28T08:30:00"));
        assert_eq!(hours_before(48, local("2026-10-26T09:30:00")), local("2026-10-24T10:30:00"));
        assert_eq!(hours_before(48, local("2026-12-03T09:30:00")), local("2026-12-01T09:30:00"));
    }

    #[test]
    fn a_time_that_the_clocks_skip_or_repeat_is_still_a_moment() {
        assert_eq!(london(utc(day("2026-03-29").and_hms_opt(1, 30, 0).unwrap())).to_string(), "2026-03-29 02:30:00");
        assert_eq!(london(utc(day("2026-10-25").and_hms_opt(1, 30, 0).unwrap())).to_string(), "2026-10-25 01:30:00");
    }

    #[test]
    fn a_month_ends_on_its_last_day() {
        assert_eq!(month_end(day("2028-02-10")), day("2028-02-29"));
        assert_eq!(month_end(day("2026-12-31")), day("2026-12-31"));
    }

    proptest! {
        #[test]
        fn a_deadline_is_a_working_day_and_counts_back(offset in 0u64..6000, count in 1u32..40) {
            let (calendar, meeting) = (Calendar::default(), day("2015-01-01") + Days::new(offset));
            let due = calendar.working_days_before(count, meeting);
            prop_assert!(calendar.is_working_day(due));
            prop_assert!(due < meeting);
            let after = calendar.working_days_after(count, due);
            prop_assert!(after <= calendar.working_days_after(1, meeting) && after + Days::new(12) > meeting);
        }

        #[test]
        fn another_holiday_never_brings_a_deadline_later(offset in 0u64..3000, own in prop::collection::vec(0u64..3000, 0..9)) {
            let meeting = day("2022-01-01") + Days::new(offset);
            let extra = Calendar::new(own.into_iter().map(|n| day("2022-01-01") + Days::new(n)));
            prop_assert!(extra.working_days_before(7, meeting) <= Calendar::default().working_days_before(7, meeting));
        }
    }
}
