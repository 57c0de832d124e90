//! A rehearsed time, as it is typed after `--now`.

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};

use crate::terms::calendar;

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
    use crate::clock::Clock;

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
