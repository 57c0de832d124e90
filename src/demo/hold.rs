//! A Part 1 meeting from roll-call to the date of the next.

use chrono::{DateTime, NaiveDate, Utc};

use super::bank::{Life, choose};
use super::child::Child;
use super::company::{Minutes, standing};
use super::county::{County, World};
use super::dates::{Dates, at};
use super::discuss::{self, Fate};
use super::tasks::{self, Raised};
use super::voice::When;
use super::{Recorder, dice::Dice};
use crate::model::action::Answer;
use crate::model::capture::Capture;
use crate::model::case::Details;
use crate::model::docs::Docs;
use crate::model::id::{ItemId, Stream};
use crate::model::meeting::Meeting;
use crate::model::record::Timed;
use crate::model::request::Request;
use crate::terms::{Area, Holds, calendar};

/// Holds a meeting that was prepared.
pub(super) fn part1<R: Recorder>(county: &mut County<'_, '_, R>, place: usize, index: usize) -> Result<(), R::Error> {
    let Some(id) = county.places[place].meetings.get(&(1, index)).cloned() else { return Ok(()) };
    let date = county.places[place].dates.part1[index];
    let transfer = transfer(county, place, date);
    let world = &mut county.world;
    let here = &mut county.places[place];
    let (mut due, mut others): (Vec<Child>, Vec<Child>) =
        std::mem::take(&mut here.children).into_iter().partition(|child| child.due == index);

    county.recorder.load(&Stream::Meeting(id.clone()))?;
    for child in &due {
        if let Some(case) = &child.case {
            county.recorder.load(&Stream::Case(case.clone()))?;
        }
    }
    let waiting =
        others.iter().flat_map(|child| &child.actions).filter(|action| action.due.is_some_and(|day| day < date));
    for action in due.iter().flat_map(|child| &child.actions).chain(waiting) {
        county.recorder.load(&Stream::Action(action.id.clone()))?;
    }
    let Some(meeting) = county.recorder.docs().meetings.get(&id).cloned() else { return Ok(()) };

    let begins = at(date, (9, 30)) + chrono::Duration::seconds(world.dice.between(20, 240));
    let mut minutes = Minutes::begin(&meeting, begins);
    let needed = if place == 0 && index + 1 == here.dates.past { "health" } else { "" };
    open(world, &mut minutes, &meeting, needed);
    if let Some(item) = standing(&meeting, Holds::ActionLog) {
        minutes.turn_to(item.id(), &mut world.dice);
        minutes.wait(&mut world.dice, 20, 60);
        note(world, &mut minutes, item.id(), "action-log");
        action_log(world, &mut minutes, item.id(), &mut others, (&here.dates.part1, date));
        minutes.leave(item.id(), &mut world.dice);
    }

    let mut raised: Vec<Raised> = Vec::new();
    let mut staying: Vec<Child> = Vec::new();
    let mut leaving: Option<(Child, usize)> = None;
    for item in meeting.items.iter().filter(|item| item.case().is_some()) {
        let Some(found) = due.iter().position(|child| child.case.as_ref() == item.case()) else { continue };
        let mut child = due.swap_remove(found);
        let asked = discuss::Asked { meeting: &meeting, item: item.id(), index, date, place: here.index };
        let receiving = transfer.as_ref().filter(|_| leaving.is_none());
        let fate = discuss::discuss(world, &mut minutes, (&mut child, &mut raised), asked, &here.dates, receiving);
        match (fate, receiving) {
            (Fate::Stays(next), _) => {
                child.due = next;
                staying.push(child);
            }
            (Fate::Moves, Some((_, target, next, _))) => {
                (child.due, child.ends) = (*next, None);
                child.first = i64::try_from(*next).unwrap_or(0) - 4;
                leaving = Some((child, *target));
            }
            _ => {}
        }
    }
    if let Some(item) = standing(&meeting, Holds::Notes) {
        minutes.turn_to(item.id(), &mut world.dice);
        minutes.wait(&mut world.dice, 40, 120);
        note(world, &mut minutes, item.id(), "aob");
        minutes.leave(item.id(), &mut world.dice);
    }
    minutes.end(&mut world.dice);
    let by = here.minute_taker.clone();
    county.recorder.record(&minutes.requests, &by)?;
    if let Some((child, target)) = &mut leaving {
        let area = county.world.terms.areas.get(*target);
        settle_in(child, area, index);
        county.recorder.record(&moved_house(county.recorder.docs(), child, minutes.now), &by)?;
    }

    others.extend(staying);
    others.extend(due);
    if let Some((child, target)) = leaving {
        if target == place {
            others.push(child);
        } else {
            county.places[target].children.push(child);
        }
    }
    county.places[place].children = others;
    for (case, action) in tasks::harvest(county.recorder.docs(), &id, raised) {
        let owner = county.places.iter_mut().flat_map(|place| &mut place.children).find(|child| child.case == case);
        if let Some(child) = owner {
            child.actions.push(action);
        }
    }
    Ok(())
}

/// A child who is transferred lives in the receiving area from now on: a transfer is decided because the family or the
/// placement has moved.
fn settle_in(child: &mut Child, area: Option<&Area>, index: usize) {
    let districts = area.map_or(&[][..], |area| &area.districts);
    if let Some(district) = districts.get(index % districts.len().max(1)) {
        child.voice.district.clone_from(district);
    }
}

/// The case's details after the move: a transfer hands the case over, and where the child lives is corrected beside it.
fn moved_house(docs: &Docs, child: &Child, now: DateTime<Utc>) -> Vec<Timed> {
    let Some(case) = child.case.as_ref().and_then(|id| docs.cases.get(id)) else { return vec![] };
    let details = Details { district: child.voice.district.clone(), ..case.details.clone() };
    let request = Request::CorrectCase {
        case: case.id.clone(),
        details: Box::new(details),
        risk: None,
        review_date: None,
        closed: None,
    };
    vec![Timed { at: now + chrono::Duration::minutes(20), request }]
}

/// Where a child who moves within the county is reviewed first: the next area's first meeting that is not yet prepared.
pub(super) type Receiving = (String, usize, usize, NaiveDate);

fn transfer<R>(county: &County<'_, '_, R>, place: usize, date: NaiveDate) -> Option<Receiving> {
    let target = (place + 1) % county.places.len();
    let there = &county.places[target];
    let world = &county.world;
    let unprepared =
        |day: NaiveDate| Dates::prepared(day, world.today, world.calendar) > at(date, (17, 0)) && day > date;
    let index = there.dates.part1.iter().take(there.dates.past + 2).position(|day| unprepared(*day))?;
    (target != place).then(|| (there.slug.clone(), target, index, there.dates.part1[index]))
}

/// Roll-call, statement and the last minutes.
pub(super) fn open(world: &mut World<'_>, minutes: &mut Minutes, meeting: &Meeting, needed: &str) {
    if let Some(item) = standing(meeting, Holds::RollCall) {
        minutes.turn_to(item.id(), &mut world.dice);
        minutes.roll_call(meeting, needed, world);
        minutes.leave(item.id(), &mut world.dice);
    }
    let statement = standing(meeting, Holds::Statement);
    if let Some(item) = statement {
        minutes.turn_to(item.id(), &mut world.dice);
        minutes.wait(&mut world.dice, 40, 90);
    }
    minutes.ask(Request::AgreeStatement(meeting.id.clone()));
    if let Some(item) = statement {
        minutes.leave(item.id(), &mut world.dice);
    }
    if let Some(item) = standing(meeting, Holds::LastMinutes) {
        minutes.turn_to(item.id(), &mut world.dice);
        minutes.wait(&mut world.dice, 40, 150);
        note(world, minutes, item.id(), "last-minutes");
        minutes.leave(item.id(), &mut world.dice);
    }
}

/// A note from a section of the talk that speaks of no child.
fn note(world: &mut World<'_>, minutes: &mut Minutes, item: &ItemId, section: &str) {
    let life = Life { theme: '*', care: false, roll: false, missing: false, gender: 'x' };
    let mut nobody = std::collections::BTreeSet::new();
    let used = (&mut nobody, &mut minutes.heard);
    let chosen = choose(world.banks.talk.section(section), ('*', &life), &mut world.dice, used, false);
    if let Some(entry) = chosen {
        minutes.say(item, Capture::Discussion { text: entry.text.to_owned() });
    }
}

/// Answers actions that are past their date and whose child is not on today's agenda.
fn action_log(
    world: &mut World<'_>,
    minutes: &mut Minutes,
    item: &ItemId,
    others: &mut [Child],
    (dates, on): (&[NaiveDate], NaiveDate),
) {
    let dice: &mut Dice = &mut world.dice;
    for child in others.iter_mut().filter(|child| child.script.is_none()) {
        let next = dates.get(child.due).copied().unwrap_or(on);
        let voice = child.voice.clone();
        child.actions.retain_mut(|action| {
            if action.due.is_none_or(|day| day >= on) || !dice.chance(70) {
                return true;
            }
            minutes.wait(dice, 15, 40);
            let outcome = action.outcome.as_deref().unwrap_or("Done and reported to the chair");
            let outcome = format!("{}.", voice.fill(outcome, When { on, next }, dice));
            minutes.say(item, Capture::Answer { action: action.label.clone(), answer: Answer::Done { outcome } });
            false
        });
    }
    debug_assert!(calendar::london(minutes.now).date() == on);
}
