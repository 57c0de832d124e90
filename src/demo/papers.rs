//! The papers of a meeting: its agenda goes out before it, and its minutes after it, on the days that the terms give them.
//!
//! Nothing of it is left to chance. A little is left undone, so that there is something to see: of the Part 1 meetings that
//! are over, the last is a draft and the one before it is with the chair; and the agenda of one meeting to come is late.

use std::cmp::Reverse;

use chrono::{DateTime, Duration, NaiveDate, Utc};

use super::Recorder;
use super::county::{County, Place, Which, World};
use super::dates::at;
use crate::model::case::Outcome;
use crate::model::circulated::circulation;
use crate::model::decide_minutes::ForMinutes;
use crate::model::id::{MeetingId, Stream};
use crate::model::meeting::Meeting;
use crate::model::record::Timed;
use crate::model::request::Request;
use crate::model::word::{ChairsWord, Elsewhere};
use crate::terms::Terms;
use crate::terms::calendar::london;

/// What is done with the papers of a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Deed {
    /// The agenda goes out, of a Part 1 with that of the Part 2 at this place among the dates.
    Agenda(Option<usize>),
    /// The draft goes to the chair.
    ToChair,
    /// The chair remarks on it.
    Remark,
    /// The chair approves the minutes, and they go out.
    Approval,
}

/// What the chair remarks on a child's item.
const REMARK: &str = "Is the date of the review right? I had noted the week after.";

/// Everything that is done with papers before today.
pub(super) fn deeds(places: &[Place], world: &World<'_>) -> Vec<(DateTime<Utc>, Deed, Which)> {
    let mut meetings = Vec::new();
    for place in places {
        meetings.extend(place.dates.planned().map(|(part, meeting, day)| (day, (part, place.index, meeting))));
    }
    let late = late(&meetings, world);
    let mut past: Vec<_> = meetings.iter().filter(|(day, which)| which.0 == 1 && *day < world.today).collect();
    past.sort_by_key(|meeting| Reverse(*meeting));
    let left = |which: Which| past.iter().take(2).position(|(_, left)| *left == which);
    let mut all = Vec::new();
    for (day, which) in &meetings {
        let companion = places.get(which.1).and_then(|place| place.dates.companion(which.0, which.2));
        // What goes out with the other part's has no day of its own.
        if Some(*which) != late && (which.0 == 1 || companion.is_none()) {
            let with = companion.filter(|with| late != Some((2, which.1, *with)));
            all.push((at(agenda_due(*day, world), (15, 20)), Deed::Agenda(with), *which));
        }
        if *day < world.today {
            all.extend(after(*day, left(*which), world).into_iter().map(|(at, deed)| (at, deed, *which)));
        }
    }
    all.retain(|(at, ..)| *at < evening(world));
    all
}

/// The last evening before today that anybody was at work.
fn evening(world: &World<'_>) -> DateTime<Utc> {
    at(world.calendar.working_days_before(1, world.today), (17, 10))
}

fn agenda_due(day: NaiveDate, world: &World<'_>) -> NaiveDate {
    world.calendar.working_days_before(world.terms.notice.agenda_working_days, day)
}

/// Whose agenda is late: of the meetings to come whose day for it is over a Part 2, if there is one, and the one that is the
/// least late.
fn late(meetings: &[(NaiveDate, Which)], world: &World<'_>) -> Option<Which> {
    let over = |(day, _): &&(NaiveDate, Which)| *day > world.today && agenda_due(*day, world) < world.today;
    let last = meetings.iter().filter(over).max_by_key(|(day, which)| (which.0, *day, which.1));
    last.map(|(_, which)| *which)
}

/// What becomes of the minutes of a meeting: of the last that stays a draft, of the one before it that is with the chair, and
/// of every other.
fn after(day: NaiveDate, left: Option<usize>, world: &World<'_>) -> Vec<(DateTime<Utc>, Deed)> {
    let days = world.terms.notice.minutes_working_days;
    let after = |days: u32, day, time| at(world.calendar.working_days_after(days.max(1), day), time);
    let sent = after(days / 2, day, (10, 45));
    match left {
        Some(0) => vec![],
        Some(_) => {
            let sent = sent.min(evening(world) - Duration::minutes(50));
            let remarked = after(1, london(sent).date(), (9, 50)).min(evening(world) - Duration::minutes(15));
            vec![(sent, Deed::ToChair), (remarked, Deed::Remark)]
        }
        None => vec![(sent, Deed::ToChair), (after(days.saturating_sub(1), day, (15, 10)), Deed::Approval)],
    }
}

/// Does it.
pub(super) fn handle<R: Recorder>(
    county: &mut County<'_, '_, R>,
    now: DateTime<Utc>,
    deed: Deed,
    (part, place, index): Which,
) -> Result<(), R::Error> {
    let here = &county.places[place];
    let Some(id) = here.meetings.get(&(part, index)) else { return Ok(()) };
    let (recorder, by) = (&mut *county.recorder, here.minute_taker.as_str());
    recorder.load(&Stream::Meeting(id.clone()))?;
    let Some(meeting) = recorder.docs().meetings.get(id).cloned() else { return Ok(()) };
    let asked = match deed {
        Deed::Agenda(with) => {
            let with = with.and_then(|with| here.meetings.get(&(2, with)));
            return send_agenda(recorder, &meeting, with, by, now);
        }
        Deed::ToChair => ForMinutes::SendToChair,
        Deed::Remark => remark(&meeting),
        Deed::Approval => {
            let word = by_e_mail(&here.name_of_chair(part), county.world.terms, london(now).date());
            recorder.approve(id, &word, by, now)?;
            ForMinutes::Circulate { to: vec![] }
        }
    };
    let at = if deed == Deed::Approval { now + Duration::minutes(25) } else { now };
    let request = Request::Minutes { meeting: id.clone(), asked };
    recorder.record(&[Timed { at, request }], by)
}

/// The agenda goes out, and the other part's with it.
fn send_agenda<R: Recorder>(
    recorder: &mut R,
    meeting: &Meeting,
    with: Option<&MeetingId>,
    by: &str,
    now: DateTime<Utc>,
) -> Result<(), R::Error> {
    let cases = meeting.items.iter().filter_map(|item| item.case().cloned());
    for stream in cases.map(Stream::Case).chain(with.cloned().map(Stream::Meeting)) {
        recorder.load(&stream)?;
    }
    let companion = with.and_then(|with| recorder.docs().meetings.get(with));
    let requests = circulation(&meeting.id, companion, &[]);
    let requests: Vec<Timed> = requests.into_iter().map(|request| Timed { at: now, request }).collect();
    recorder.record(&requests, by)
}

/// A remark on the first child whose next review was set; on the whole where there is none.
fn remark(meeting: &Meeting) -> ForMinutes {
    let mut decided = meeting.items.iter().filter_map(|item| Some((item.id(), &item.decision.as_ref()?.outcome)));
    let review = decided.find(|(_, outcome)| matches!(outcome, Outcome::Review { .. }));
    ForMinutes::Comment { item: review.map(|(item, _)| item.clone()), text: REMARK.to_owned() }
}

/// The word of a chair that came by the first of the means that the terms have, which is e-mail.
pub(super) fn by_e_mail(chair: &str, terms: &Terms, on: NaiveDate) -> ChairsWord {
    let means = terms.vocabulary.means.first();
    let elsewhere = means.map(|means| Elsewhere { means: means.name.clone(), on });
    ChairsWord { chair: chair.to_owned(), elsewhere }
}
