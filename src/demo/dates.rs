//! When the meetings fall: the same weekday of the month in each area, on working days.

use chrono::{DateTime, Datelike, Days, Months, NaiveDate, NaiveTime, Utc, Weekday};

use crate::terms::calendar::{self, Calendar, month_end};

/// The meetings of one area.
#[derive(Debug, Clone)]
pub(super) struct Dates {
    /// Part 1, oldest first; `past` of them are over.
    pub part1: Vec<NaiveDate>,
    /// How many of Part 1 lie before today; the next one is today's or the coming one.
    pub past: usize,
    /// Part 2, oldest first; the last is still to come.
    pub part2: Vec<NaiveDate>,
}

/// Working days before a meeting on which its agenda is made.
const PREPARED: u32 = 8;

impl Dates {
    /// The dates of the area at this place in the terms' list; the first area meets today.
    pub fn of(area: usize, years: u32, today: NaiveDate, calendar: &Calendar) -> Self {
        let held_today = area == 0;
        let (months, wanted) = (12 * years, usize::try_from(12 * years).unwrap_or(12));
        let anchor = today + Days::new(5 * area as u64);
        let weekdays = [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri];
        let first = match today.weekday().num_days_from_monday() {
            day @ 0..=4 => day as usize,
            _ => 3,
        };
        let weekday = weekdays[(first + [0, 2, 3, 1][area % 4]) % 5];
        let nth = u8::try_from((anchor.day() - 1) / 7 + 1).unwrap_or(1).min(4);
        let start = anchor.with_day(1).unwrap_or(anchor) - Months::new(months + 2);
        let usual = (0..months + 6).filter_map(|month| {
            let month = start + Months::new(month);
            let day = NaiveDate::from_weekday_of_month_opt(month.year(), month.month(), weekday, nth)?;
            Some(working(day, calendar))
        });
        let same_month = |day: &NaiveDate| (day.year(), day.month()) == (today.year(), today.month());
        let mut all: Vec<NaiveDate> = usual.filter(|day| !(held_today && same_month(day)) && *day != today).collect();
        if held_today {
            all.push(today);
        }
        all.sort_unstable();
        let over = all.iter().filter(|day| **day < today).count();
        let from = over.saturating_sub(wanted);
        let past = over - from;
        let part1: Vec<_> = all.into_iter().skip(from).take(past + 3).collect();
        let mut part2: Vec<_> = part1.iter().step_by(2).map(|day| working(*day + Days::new(6), calendar)).collect();
        let over = part2.iter().filter(|day| **day < today).count();
        part2.truncate(over + 1);
        part2.retain(|day| *day != today);
        Self { part1, past, part2 }
    }

    /// Every meeting that is over or on the calendar, the coming one of Part 1 and the one after it among them: its part, its
    /// place among the dates, and its day.
    pub fn planned(&self) -> impl Iterator<Item = (u8, usize, NaiveDate)> {
        let part1 = self.part1.iter().take(self.past + 2).enumerate().map(|(place, day)| (1, place, *day));
        part1.chain(self.part2.iter().enumerate().map(|(place, day)| (2, place, *day)))
    }

    /// The meeting of the other part whose agenda is made and goes out with this one's, by its place: Part 2 follows Part 1
    /// in the same month (arrangements §4).
    pub fn companion(&self, part: u8, place: usize) -> Option<usize> {
        let together = |day1: NaiveDate, day2: NaiveDate| day1 < day2 && month_end(day1) == month_end(day2);
        if part == 1 {
            let day = self.part1.get(place)?;
            self.part2.iter().position(|other| together(*day, *other))
        } else {
            let day = self.part2.get(place)?;
            self.part1.iter().position(|other| together(*other, *day))
        }
    }

    /// The day of the meeting for which the agenda of this one is made: a Part 2's is made with that of its Part 1.
    pub fn made_for(&self, part: u8, place: usize, day: NaiveDate) -> NaiveDate {
        let with = self.companion(part, place).filter(|_| part == 2);
        with.and_then(|with| self.part1.get(with)).copied().unwrap_or(day)
    }

    /// When the agenda of a meeting is made: before today at the latest, and after the meeting before it.
    pub fn prepared(day: NaiveDate, today: NaiveDate, calendar: &Calendar) -> DateTime<Utc> {
        let day = calendar.working_days_before(PREPARED, day);
        let latest = calendar.working_days_before(1, today);
        at(day.min(latest), if day < latest { (10, 20) } else { (16, 40) })
    }
}

/// The moment at which the clocks of England show a time on a day.
pub(super) fn at(day: NaiveDate, (hour, minute): (u32, u32)) -> DateTime<Utc> {
    calendar::utc(day.and_time(NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or_default()))
}

fn working(mut day: NaiveDate, calendar: &Calendar) -> NaiveDate {
    while !calendar.is_working_day(day) {
        day = day.succ_opt().unwrap_or(day);
    }
    day
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_area_meets_today_and_the_others_on_other_weekdays() {
        let calendar = Calendar::default();
        for day in ["2026-11-24", "2026-12-31", "2026-08-01", "2027-01-29", "2026-05-25"] {
            let today: NaiveDate = day.parse().unwrap();
            for area in 0..4 {
                let dates = Dates::of(area, 1, today, &calendar);
                assert_eq!(dates.past, 12, "{day} {area}");
                assert_eq!(dates.part1[12] == today, area == 0, "{day} {area}");
                let apart = dates.part1.windows(2).all(|pair| (pair[1] - pair[0]).num_days() >= 15);
                assert!(apart, "{day} {area} {:?}", dates.part1);
                assert!(dates.part2.iter().filter(|day| **day > today).count() == 1, "{day} {area}");
            }
        }
    }
}
