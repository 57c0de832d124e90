//! The time that a command works under: the clock's, or a rehearsed one.

use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeDelta, Utc};

use crate::terms::calendar;

/// The clock on the wall, or as far beside it as is being rehearsed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clock {
    ahead: TimeDelta,
    rehearsed: bool,
}

impl Clock {
    /// The clock on the wall.
    pub const REAL: Self = Self { ahead: TimeDelta::zero(), rehearsed: false };

    /// A clock that shows `shown` while the real one shows `real`, and then goes on as clocks do.
    #[must_use]
    pub fn rehearsing(shown: DateTime<Utc>, real: DateTime<Utc>) -> Self {
        Self { ahead: shown - real, rehearsed: true }
    }

    /// What it shows while the real clock shows `real`.
    #[must_use]
    pub fn shows(&self, real: DateTime<Utc>) -> DateTime<Utc> {
        real + self.ahead
    }

    /// What it shows now.
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        self.shows(Utc::now())
    }

    /// Whether it is not the real one.
    #[must_use]
    pub fn is_rehearsed(&self) -> bool {
        self.rehearsed
    }
}

/// Reads `2026-12-03T09:30` or `2026-12-03` (its noon) as time in England.
pub(super) fn read_moment(text: &str) -> Result<DateTime<Utc>, String> {
    let minute = NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M");
    let moment = minute.or_else(|_| NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S")).ok();
    let noon = || text.parse::<NaiveDate>().ok()?.and_hms_opt(12, 0, 0);
    let local = moment.or_else(noon).ok_or("write it as 2026-12-03T09:30, the time in England")?;
    Ok(calendar::utc(local))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rehearsed_time_is_read_as_time_in_england() {
        let read = |text| read_moment(text).map(|at| at.to_rfc3339());
        assert_eq!(read("2026-12-03T09:30").as_deref(), Ok("2026-12-03T09:30:00+00:00"));
        assert_eq!(read("2026-07-02T09:30").as_deref(), Ok("2026-07-02T08:30:00+00:00"));
        assert_eq!(read("2026-12-03").as_deref(), Ok("2026-12-03T12:00:00+00:00"));
        assert!(read("3 dec").is_err());
    }

    #[test]
    fn a_rehearsed_clock_goes_on() {
        let at = |text: &str| read_moment(text).unwrap();
        let clock = Clock::rehearsing(at("2026-12-03T09:30"), at("2026-11-01T08:00"));
        assert_eq!(clock.shows(at("2026-11-01T08:05")), at("2026-12-03T09:35"));
        assert!(clock.is_rehearsed() && !Clock::REAL.is_rehearsed());
    }
}
