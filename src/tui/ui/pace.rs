//! How the meeting keeps to its time: what is left, and when it will end.

use chrono::{DateTime, Duration, Utc};

use crate::model::agenda::Item;
use crate::model::meeting::Meeting;
use crate::terms::Terms;
use crate::terms::calendar;

/// When the meeting will end if every item that is not yet done takes its planned minutes from now on.
#[must_use]
pub fn projected_end(meeting: &Meeting, now: DateTime<Utc>) -> DateTime<Utc> {
    let seconds: i64 = meeting.items.iter().filter(|item| is_left(item)).map(|item| seconds_left(item, now)).sum();
    now + Duration::seconds(seconds)
}

/// The children still to be discussed, and the minutes that each may take for the meeting to end in its slot, after what
/// the other items still need; never below zero.
#[must_use]
pub fn cases_left(meeting: &Meeting, terms: &Terms, now: DateTime<Utc>) -> (usize, i64) {
    let left = || meeting.items.iter().filter(|item| is_left(item));
    let cases = left().filter(|item| item.case().is_some()).count();
    let slot = terms.part(meeting.plan.part).map_or(0, |part| part.slot_minutes);
    let ends = calendar::utc(meeting.plan.date.and_time(meeting.plan.time)) + Duration::minutes(i64::from(slot));
    let others: i64 = left().filter(|item| item.case().is_none()).map(|item| seconds_left(item, now)).sum();
    let minutes = ((ends - now).num_seconds() - others) / 60;
    // A meeting that is held on another day than planned has no slot to end in: its cases have the minutes planned.
    let planned = || left().filter(|item| item.case().is_some()).map(|item| seconds_left(item, now)).sum::<i64>() / 60;
    let minutes = if calendar::london(now).date() == meeting.plan.date { minutes } else { planned() };
    (cases, minutes.max(0) / i64::try_from(cases.max(1)).unwrap_or(1))
}

fn is_left(item: &Item) -> bool {
    item.closed_at.is_none() || item.running_since.is_some() || item.parked
}

fn seconds_left(item: &Item, now: DateTime<Utc>) -> i64 {
    (i64::from(item.planned.minutes) * 60 - item.elapsed_seconds(now)).max(0)
}
