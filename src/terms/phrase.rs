//! Dates and times as people say them, day first (interface.md, "Dates").

use chrono::{Datelike, Days, Months, NaiveDate, NaiveTime, Weekday};

use super::calendar::{Calendar, month_end};

/// What a date phrase is read against.
#[derive(Debug, Clone, Copy)]
pub struct Now<'a> {
    /// The day that it counts from.
    pub from: NaiveDate,
    /// The next meeting, for `next meeting`.
    pub next_meeting: Option<NaiveDate>,
    /// The working days.
    pub calendar: &'a Calendar,
    /// Whether a day without a year lies ahead or behind.
    pub tense: Tense,
}

/// Whether a day without a year lies ahead, as a deadline, or behind, as a missing episode.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tense {
    /// The next such day; a weekday is never today.
    Ahead,
    /// The latest such day; a weekday is never today.
    Behind,
}

/// A phrase that reads as no date.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” reads as no date here; say 14 jan, 14/1/2027, fri, tomorrow, in 2 weeks, +5wd or next meeting")]
pub struct NoDate(pub String);

/// Reads a whole phrase as a date.
///
/// # Errors
/// Names the phrase, and says what is understood.
pub fn read_date(phrase: &str, now: Now<'_>) -> Result<NaiveDate, NoDate> {
    let words: Vec<&str> = phrase.split_whitespace().collect();
    match read_start(&words, now) {
        Some((date, used)) if used == words.len() => Ok(date),
        _ => Err(NoDate(phrase.trim().to_owned())),
    }
}

/// Reads the longest run of words at the start that is a date, and says how many words it took.
#[must_use]
pub fn read_start(words: &[&str], now: Now<'_>) -> Option<(NaiveDate, usize)> {
    (1..=words.len().min(4)).rev().find_map(|count| Some((read_words(&words[..count], now)?, count)))
}

/// Reads a date as lists and forms write it: day, month and year, possibly followed by a time of day.
///
/// What depends on the day on which it is read, such as `fri` or `14 jan`, is no date there; nor is a day outside
/// 1950 to 2149.
#[must_use]
pub fn read_full_date(text: &str) -> Option<NaiveDate> {
    let words: Vec<&str> = text.split_whitespace().take_while(|word| !word.contains(':')).collect();
    let joined = words.join(" ");
    // 14-Jan-27 is how a spreadsheet shows a date by itself.
    let spelt = joined.chars().any(|letter| letter.is_ascii_alphabetic());
    let plain = if spelt { joined.replace(['-', '/', '.', ','], " ") } else { joined };
    let calendar = Calendar::default();
    let read = |from: NaiveDate| {
        let now = Now { from, next_meeting: None, calendar: &calendar, tense: Tense::Ahead };
        read_date(&plain, now).ok()
    };
    let date = read(NaiveDate::from_ymd_opt(1995, 3, 1)?)?;
    let same = Some(date) == read(NaiveDate::from_ymd_opt(2001, 8, 9)?);
    (same && (1950..2150).contains(&date.year())).then_some(date)
}

/// `14 Jan 2027`.
#[must_use]
pub fn day(date: NaiveDate) -> String {
    date.format("%-d %b %Y").to_string()
}

/// `Thu 14 Jan 2027`.
#[must_use]
pub fn weekday_day(date: NaiveDate) -> String {
    date.format("%a %-d %b %Y").to_string()
}

/// Reads a time of day: `22:10`, `22.10`, `2210`, `9am`, `9.50pm`.
#[must_use]
pub fn read_time(word: &str) -> Option<NaiveTime> {
    let word = word.to_ascii_lowercase();
    let (digits, half) = match (word.strip_suffix("am"), word.strip_suffix("pm")) {
        (Some(digits), _) => (digits, Some(0)),
        (_, Some(digits)) => (digits, Some(12)),
        _ => (word.as_str(), None),
    };
    let (hour, minute) = match digits.split_once([':', '.']) {
        Some((hour, minute)) if minute.len() == 2 => (number(hour)?, number(minute)?),
        None if digits.len() == 4 => (number(digits.get(..2)?)?, number(digits.get(2..)?)?),
        None if half.is_some() => (number(digits)?, 0),
        _ => return None,
    };
    let hour = match half {
        Some(_) if !(1..=12).contains(&hour) => return None,
        Some(half) => hour % 12 + half,
        None => hour,
    };
    NaiveTime::from_hms_opt(hour, minute, 0)
}

fn read_words(words: &[&str], now: Now<'_>) -> Option<NaiveDate> {
    let lower: Vec<String> = words.iter().map(|word| word.trim_end_matches([',', '.', ';']).to_lowercase()).collect();
    let words: Vec<&str> = lower.iter().map(String::as_str).collect();
    match words[..] {
        ["today"] => Some(now.from),
        ["tomorrow" | "tmrw"] => now.from.succ_opt(),
        ["yesterday"] => now.from.pred_opt(),
        ["next", "meeting"] => now.next_meeting,
        ["next", "week"] => now.from.checked_add_days(Days::new(7)),
        ["next", "working", "day"] => Some(now.calendar.working_days_after(1, now.from)),
        ["next", "month"] => now.from.checked_add_months(Months::new(1)),
        ["end", "of", "month"] => Some(month_end(now.from)),
        ["next" | "on", day] => near_weekday(weekday(day)?, now),
        ["in", count, unit] => ahead(number(count)?, unit, now),
        [weekday_name, ref rest @ ..] if weekday(weekday_name).is_some() => {
            let named = weekday(weekday_name)?;
            if rest.is_empty() {
                return near_weekday(named, now);
            }
            // A weekday beside a date must agree with it: a slip is asked about, not guessed away.
            written(rest, now).filter(|date| date.weekday() == named)
        }
        [word] => working_days(word, now).or_else(|| written(&words, now)),
        _ => written(&words, now),
    }
}

/// `14 jan`, `14 january 2027`, `14th of jan`, `jan 14`, `14/1`, `14.1.27`, `2027-01-14`.
fn written(words: &[&str], now: Now<'_>) -> Option<NaiveDate> {
    match *words {
        [word] => numeric(word, now),
        [d, "of", m] => in_year(day_number(d)?, month(m)?, now),
        [one, other] => {
            let (d, m) = if month(other).is_some() { (one, other) } else { (other, one) };
            in_year(day_number(d)?, month(m)?, now)
        }
        [d, m, y] => NaiveDate::from_ymd_opt(year(y)?, month(m)?, day_number(d)?),
        _ => None,
    }
}

fn numeric(word: &str, now: Now<'_>) -> Option<NaiveDate> {
    let parts: Vec<&str> = word.split(['/', '.', '-']).collect();
    match parts[..] {
        [y, m, d] if y.len() == 4 && word.contains('-') => {
            NaiveDate::from_ymd_opt(i32::try_from(number(y)?).ok()?, number(m)?, number(d)?)
        }
        [d, m, y] => NaiveDate::from_ymd_opt(year(y)?, number(m)?, number(d)?),
        [d, m] if !word.contains('-') => in_year(number(d)?, number(m)?, now),
        _ => None,
    }
}

/// `+5wd` and `-7wd`: working days.
fn working_days(word: &str, now: Now<'_>) -> Option<NaiveDate> {
    let count = word.strip_suffix("wd")?;
    match (count.strip_prefix('+'), count.strip_prefix('-')) {
        (Some(count), _) => Some(now.calendar.working_days_after(number(count)?, now.from)),
        (_, Some(count)) => Some(now.calendar.working_days_before(number(count)?, now.from)),
        _ => None,
    }
}

fn ahead(count: u32, unit: &str, now: Now<'_>) -> Option<NaiveDate> {
    match unit.strip_suffix('s').unwrap_or(unit) {
        "day" => now.from.checked_add_days(Days::new(u64::from(count))),
        "week" => now.from.checked_add_days(Days::new(u64::from(count) * 7)),
        "month" => now.from.checked_add_months(Months::new(count)),
        "year" => now.from.checked_add_months(Months::new(count.checked_mul(12)?)),
        "wd" => Some(now.calendar.working_days_after(count, now.from)),
        _ => None,
    }
}

fn near_weekday(wanted: Weekday, now: Now<'_>) -> Option<NaiveDate> {
    let step = match now.tense {
        Tense::Ahead => NaiveDate::succ_opt,
        Tense::Behind => NaiveDate::pred_opt,
    };
    let mut date = step(&now.from)?;
    while date.weekday() != wanted {
        date = step(&date)?;
    }
    Some(date)
}

/// The day and month in the year that suits: on or after `from` ahead, on or before it behind.
fn in_year(day: u32, month: u32, now: Now<'_>) -> Option<NaiveDate> {
    let date = |year| NaiveDate::from_ymd_opt(year, month, day);
    let this = now.from.year();
    // 29 February may need several years.
    match now.tense {
        Tense::Ahead => (this..this + 9).filter_map(date).find(|date| *date >= now.from),
        Tense::Behind => (this - 8..=this).rev().filter_map(date).find(|date| *date <= now.from),
    }
}

fn weekday(word: &str) -> Option<Weekday> {
    let short = ["mon", "tue", "tues", "wed", "weds", "thu", "thur", "thurs", "fri", "sat", "sun"];
    let long = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    if short.contains(&word) || long.contains(&word) { word.get(..3)?.parse().ok() } else { None }
}

/// The number of a month, by its name or the beginning of it, in small letters.
pub(crate) fn month(word: &str) -> Option<u32> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let found = MONTHS
        .iter()
        .position(|name| word.len() >= 3 && (name.starts_with(word) || word == "sept" && *name == "september"))?;
    u32::try_from(found + 1).ok()
}

fn day_number(word: &str) -> Option<u32> {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let suffix = &word[digits.len()..];
    if matches!(suffix, "" | "st" | "nd" | "rd" | "th") { number(digits) } else { None }
}

/// A year of four digits, or of two: 27 is 2027, 98 is 1998.
pub(crate) fn year(word: &str) -> Option<i32> {
    let year = i32::try_from(number(word)?).ok()?;
    match word.len() {
        4 if (1900..2100).contains(&year) => Some(year),
        2 => Some(if year < 70 { 2000 + year } else { 1900 + year }),
        _ => None,
    }
}

fn number(word: &str) -> Option<u32> {
    let digits = !word.is_empty() && word.len() <= 4 && word.bytes().all(|b| b.is_ascii_digit());
    if digits { word.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// Reads from Thursday 3 December 2026, the next meeting on 7 January.
    fn read(phrase: &str, tense: Tense) -> Result<NaiveDate, NoDate> {
        let calendar = Calendar::default();
        let next_meeting = Some(at("2027-01-07"));
        read_date(phrase, Now { from: at("2026-12-03"), next_meeting, calendar: &calendar, tense })
    }

    #[track_caller]
    fn check(phrase: &str, expect: &str) {
        assert_eq!(read(phrase, Tense::Ahead).map(|date| date.to_string()), Ok(expect.to_owned()), "{phrase}");
    }

    #[test]
    fn dates_are_read_as_people_say_them() {
        check("fri", "2026-12-04");
        check("thursday", "2026-12-10");
        check("next thu", "2026-12-10");
        check("14 jan", "2027-01-14");
        check("14th of January", "2027-01-14");
        check("jan 14", "2027-01-14");
        check("3 dec", "2026-12-03");
        check("2 dec", "2027-12-02");
        check("14/1", "2027-01-14");
        check("12/1", "2027-01-12");
        check("14/01/2027", "2027-01-14");
        check("14.1.27", "2027-01-14");
        check("2027-01-14", "2027-01-14");
        check("Thu 14 Jan 2027", "2027-01-14");
        check("tomorrow", "2026-12-04");
        check("in 2 weeks", "2026-12-17");
        check("in 10 days", "2026-12-13");
        check("in 3 months", "2027-03-03");
        check("+5wd", "2026-12-10");
        check("-7wd", "2026-11-24");
        check("next meeting", "2027-01-07");
        check("next working day", "2026-12-04");
        check("end of month", "2026-12-31");
        check("29 feb", "2028-02-29");
    }

    #[test]
    fn seven_working_days_before_easter_are_counted() {
        let calendar = Calendar::default();
        let now = Now { from: at("2026-04-15"), next_meeting: None, calendar: &calendar, tense: Tense::Ahead };
        assert_eq!(read_date("-7wd", now), Ok(at("2026-04-02")));
    }

    #[test]
    fn what_lies_behind_is_the_latest_such_day() {
        let behind = |phrase| read(phrase, Tense::Behind).unwrap();
        assert_eq!(behind("2 dec"), at("2026-12-02"));
        assert_eq!(behind("14 dec"), at("2025-12-14"));
        assert_eq!(behind("fri"), at("2026-11-27"));
    }

    #[test]
    fn what_is_no_date_is_refused_with_its_words() {
        for phrase in ["", "soon", "31 feb", "13/13", "Fri 14 jan 2027", "in two weeks", "1", "14 janu 20277"] {
            let refused = read(phrase, Tense::Ahead).unwrap_err();
            assert!(refused.to_string().contains(phrase), "{phrase}");
        }
    }

    #[test]
    fn times_are_read_with_colon_point_or_neither() {
        let time = |text: &str| read_time(text).map(|time| time.format("%H:%M").to_string());
        assert_eq!(
            ["22:10", "22.10", "2210", "9am", "9.50pm", "12am"].map(time).map(Option::unwrap),
            ["22:10", "22:10", "22:10", "09:00", "21:50", "00:00"]
        );
        assert_eq!(["25:00", "9", "13pm", "9:5", "noon"].map(time), [None, None, None, None, None]);
    }

    proptest! {
        #[test]
        fn a_printed_date_reads_back(offset in 0u64..20000) {
            let date = at("2000-01-01") + Days::new(offset);
            prop_assert_eq!(read(&day(date), Tense::Ahead), Ok(date));
            prop_assert_eq!(read(&weekday_day(date), Tense::Behind), Ok(date));
        }

        #[test]
        fn no_phrase_panics(phrase in ".{0,40}") {
            let _ = read(&phrase, Tense::Ahead);
            let _ = read_time(&phrase);
        }
    }
}
