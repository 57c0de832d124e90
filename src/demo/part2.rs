//! Part 2: places and patterns, a note or two on each standing item, actions with no child's name.

use chrono::NaiveDate;

use super::Recorder;
use super::bank::{Life, choose};
use super::child::Child;
use super::company::{Minutes, standing};
use super::county::{County, World};
use super::dates::{Dates, at};
use super::hold;
use super::prepare::planned;
use super::tasks;
use super::voice::When;
use crate::model::agenda::ItemKind;
use crate::model::capture::Capture;
use crate::model::id::Stream;
use crate::model::record::Timed;
use crate::model::request::{NewMeeting, Request};
use crate::terms::{Area, Holds};

/// What the notes of the standing items are drawn from, in the order of the agenda.
const SECTIONS: [&str; 5] = ["score-card", "hot-spots", "prevention", "operations", "part2-aob"];

/// Puts the meeting on the calendar.
pub(super) fn prepare<R: Recorder>(county: &mut County<'_, '_, R>, place: usize, index: usize) -> Result<(), R::Error> {
    let here = &mut county.places[place];
    let Some(date) = here.dates.part2.get(index).copied() else { return Ok(()) };
    let plan = here.plan(2, date);
    let made_for = here.dates.made_for(2, index, date);
    let now = Dates::prepared(made_for, county.world.today, county.world.calendar) + chrono::Duration::minutes(50);
    let request = Request::PlanMeeting(Box::new(NewMeeting { plan: plan.clone(), cases: vec![] }));
    county.recorder.record(&[Timed { at: now, request }], &here.minute_taker)?;
    if let Some(id) = planned(county.recorder.docs(), &plan) {
        here.meetings.insert((2, index), id);
    }
    Ok(())
}

/// Holds the meeting.
pub(super) fn hold<R: Recorder>(county: &mut County<'_, '_, R>, place: usize, index: usize) -> Result<(), R::Error> {
    let world = &mut county.world;
    let here = &mut county.places[place];
    let Some(id) = here.meetings.get(&(2, index)).cloned() else { return Ok(()) };
    let Some(date) = here.dates.part2.get(index).copied() else { return Ok(()) };
    let next = here.dates.part2.get(index + 1).copied().unwrap_or(date);
    let Some(area) = world.terms.areas.get(place) else { return Ok(()) };
    county.recorder.load(&Stream::Meeting(id.clone()))?;
    for action in &here.log {
        county.recorder.load(&Stream::Action(action.id.clone()))?;
    }
    let Some(meeting) = county.recorder.docs().meetings.get(&id).cloned() else { return Ok(()) };

    let begins = at(date, (14, 0)) + chrono::Duration::seconds(world.dice.between(20, 240));
    let mut minutes = Minutes::begin(&meeting, begins);
    let when = When { on: date, next };
    let mut spoken = nobody(world, area, date);
    // What was said two months ago is not said again.
    spoken.used.extend(here.heard.iter().copied());
    hold::open(world, &mut minutes, &meeting, "");
    if let Some(item) = standing(&meeting, Holds::ActionLog) {
        minutes.turn_to(item.id(), &mut world.dice);
        spoken.actions = std::mem::take(&mut here.log);
        tasks::answer(world, &mut minutes, item.id(), &mut spoken, (when, false, usize::MAX));
        here.log = std::mem::take(&mut spoken.actions);
        minutes.leave(item.id(), &mut world.dice);
    }
    let mut raised = Vec::new();
    let notes = meeting.items.iter().filter(|item| item.planned.kind == ItemKind::Standing(Holds::Notes));
    for (item, section) in notes.zip(SECTIONS) {
        minutes.turn_to(item.id(), &mut world.dice);
        let count = match section {
            "part2-aob" => 1,
            "hot-spots" => 4,
            _ => 2,
        };
        for _ in 0..count {
            // Each note speaks of another district's places.
            let heard = std::mem::take(&mut spoken.used);
            spoken = nobody(world, area, date);
            spoken.used = heard;
            let used = (&mut spoken.used, &mut minutes.heard);
            let entries = world.banks.part2.section(section);
            let chosen = choose(entries, ('*', &spoken.life), &mut world.dice, used, false);
            let Some(entry) = chosen else { continue };
            let text = spoken.voice.fill(entry.text, when, &mut world.dice);
            minutes.wait(&mut world.dice, 90, 300);
            minutes.say(item.id(), Capture::Discussion { text });
        }
        if matches!(section, "hot-spots" | "prevention" | "operations") {
            let count = 1 + usize::from(section == "hot-spots");
            raised.extend(tasks::raise(world, &mut minutes, (item.id(), &mut spoken, None), ('*', when, count), true));
        }
        minutes.leave(item.id(), &mut world.dice);
    }
    minutes.end(&mut world.dice);
    here.heard = minutes.heard.iter().copied().collect();
    county.recorder.record(&minutes.requests, &here.minute_taker)?;
    here.log.extend(tasks::harvest(county.recorder.docs(), &id, raised).into_iter().map(|(_, action)| action));
    Ok(())
}

/// Stands for a child where none is spoken of, so that sentences have places to name.
fn nobody(world: &mut World<'_>, area: &Area, date: NaiveDate) -> Child {
    let mut child = Child::invent((world.terms, &world.banks), area, &mut world.people, &mut world.dice);
    child.life = Life { theme: '*', care: false, roll: false, missing: false, gender: 'x' };
    child.aged(date, &mut world.dice);
    child
}
