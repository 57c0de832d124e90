//! `m`: a missing episode, with its two moments.

use chrono::{Days, NaiveDateTime};

use crate::model::capture::refusal::{CaptureRefusal, nearest};
use crate::model::capture::words::{Token, Words};
use crate::model::capture::{Around, Capture, vocabulary};
use crate::terms::phrase::{Tense, read_date, read_time};

pub(super) fn missing(words: Words<'_>, around: &Around<'_>) -> Result<Capture, CaptureRefusal> {
    let words = words.skip_if(&["missing"]).skip_if(&["from", "since"]);
    let (from, mut rest) = moment(words, around, None)?;
    let (mut until, mut missing_from, mut found) = (None, None, None);
    while let Some(word) = rest.first() {
        let after = rest.skip(1);
        let twice = |given: bool| {
            let why = format!("“{}” is said twice; one episode a line", word.raw);
            if given { Err(rest.take(1).refuse(why)) } else { Ok(()) }
        };
        if word.is("found") {
            found = Some(after.need_text("where the child was found")?);
            break;
        } else if word.is("from") {
            twice(missing_from.is_some())?;
            let list = &around.terms.vocabulary.missing_from;
            missing_from = Some(vocabulary::read(list, after.take(1), "word for where from")?);
            rest = after.skip(1);
        } else if ["to", "until", "-", "–"].iter().any(|to| word.is(to)) {
            twice(until.is_some())?;
            let (moment, further) = moment(after, around, Some(from))?;
            if moment < from {
                let back = after.take(after.left().len() - further.left().len());
                return Err(back.refuse(format!("“{}” is before the child went missing", back.raw())));
            }
            until = Some(moment);
            rest = further;
        } else {
            let why = format!("“{}” is not understood in an episode; go on with to, from or found", word.raw);
            return Err(rest.take(1).refuse(why).or_try(nearest(word.bare(), ["found", "from", "until"])));
        }
    }
    Ok(Capture::Missing { from, until, missing_from, found })
}

/// Reads a day and a time in either order; after `since`, a time alone is the next such time.
///
/// The day is the longest run of words that still leaves a time beside it: in `2 dec 2210` the
/// last word is a time, not a year.
fn moment<'l>(
    words: Words<'l>,
    around: &Around<'_>,
    since: Option<NaiveDateTime>,
) -> Result<(NaiveDateTime, Words<'l>), CaptureRefusal> {
    let Some(first) = words.first() else { return Err(words.needs("a day and a time, such as 2 dec 22:10")) };
    let now = super::now(around, Tense::Behind);
    let day = |words: Words<'_>| read_date(words.raw(), now).ok();
    let time = |word: Option<&Token<'_>>| word.and_then(|word| read_time(word.bare()));
    let longest = words.left().len().min(5);
    for count in (1..longest).rev() {
        let rest = words.skip(count).skip_if(&["at"]);
        if let (Some(date), Some(time)) = (day(words.take(count)), time(rest.first())) {
            return Ok((date.and_time(time), rest.skip(1)));
        }
    }
    let Some(clock) = time(Some(first)) else {
        let dated = (1..=longest).rev().find(|count| day(words.take(*count)).is_some());
        return Err(match dated {
            Some(count) if words.skip(count).is_empty() => words.skip(count).needs("the time, such as 22:10"),
            Some(count) => {
                let stray = words.skip(count).take(1);
                stray.refuse(format!("“{}” is no time of day; say 22:10, 10.10pm or 2210", stray.raw()))
            }
            None => {
                let why = format!("“{}” does not begin a day and a time; say 2 dec 22:10", first.raw);
                words.take(1).refuse(why)
            }
        });
    };
    let after = words.skip(1).skip_if(&["on"]);
    for count in (1..=after.left().len().min(4)).rev() {
        if let Some(date) = day(after.take(count)) {
            return Ok((date.and_time(clock), after.skip(count)));
        }
    }
    let Some(since) = since else {
        return Err(words.take(1).refuse(format!("“{}” needs its day beside it, such as 2 dec 22:10", first.raw)));
    };
    let same_day = since.date().and_time(clock);
    let next_day = same_day.checked_add_days(Days::new(1)).unwrap_or(same_day);
    Ok((if same_day < since { next_day } else { same_day }, words.skip(1)))
}
