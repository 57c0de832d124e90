//! Before a meeting: cases are opened, the agenda is made, social workers are invited.

use chrono::{DateTime, Days, Duration, Utc};

use super::bank::choose;
use super::child::Child;
use super::county::{County, World};
use super::dates::Dates;
use super::script::Script;
use super::voice::When;
use super::{Recorder, cast};
use crate::model::agenda::ItemKind;
use crate::model::attendance::Mark;
use crate::model::docs::Docs;
use crate::model::id::{Address, CaseId, MeetingId};
use crate::model::meeting::Plan;
use crate::model::record::Timed;
use crate::model::request::{NewCase, NewMeeting, Request};

/// Opens the cases that are new, plans the meeting and invites the social workers.
pub(super) fn part1<R: Recorder>(county: &mut County<'_, '_, R>, place: usize, meeting: usize) -> Result<(), R::Error> {
    let world = &mut county.world;
    let Some(area) = world.terms.areas.get(place) else { return Ok(()) };
    let here = &mut county.places[place];
    let date = here.dates.part1[meeting];
    let mut now = Dates::prepared(date, world.today, world.calendar);
    let by = here.minute_taker.clone();

    let mut newcomers = cast::newcomers(world, area, here, meeting);
    let mut requests = Vec::new();
    for child in &mut newcomers {
        let request = Request::OpenCase(Box::new(opening(world, child, (area.slug.as_str(), date), now)));
        requests.push(Timed { at: now, request });
        now += Duration::seconds(world.dice.between(140, 420));
    }
    if !requests.is_empty() {
        county.recorder.record(&requests, &by)?;
    }
    for child in &mut newcomers {
        let cases = &county.recorder.docs().cases;
        child.case = cases.values().find(|case| case.details.name == child.voice.full_name).map(|case| case.id.clone());
    }
    here.children.extend(newcomers);

    let mut due: Vec<&Child> = here.children.iter().filter(|child| child.due == meeting).collect();
    due.sort_by_key(|child| std::cmp::Reverse(child.risk));
    let kind =
        |child: &Child| if child.first >= 0 && child.discussed == 0 { ItemKind::Initial } else { ItemKind::Review };
    let cases = due.iter().filter_map(|child| Some((child.case.clone()?, kind(child)))).collect();
    let social_workers: Vec<(CaseId, String)> =
        due.iter().filter_map(|child| Some((child.case.clone()?, child.voice.asw.clone()))).collect();
    let plan = here.plan(1, date);
    let request = Request::PlanMeeting(Box::new(NewMeeting { plan: plan.clone(), cases }));
    county.recorder.record(&[Timed { at: now, request }], &by)?;
    let Some(id) = planned(county.recorder.docs(), &plan) else { return Ok(()) };
    here.meetings.insert((1, meeting), id.clone());

    let mut requests = Vec::new();
    if world.small() {
        let post = Address::new("cf/asw");
        for (case, name) in social_workers {
            now += Duration::seconds(world.dice.between(20, 60));
            let request = Request::Invite { meeting: id.clone(), case: Some(case), post: post.clone(), name };
            requests.push(Timed { at: now, request });
        }
    }
    if date == world.today {
        requests.extend(known_apologies(world, county.recorder.docs(), &id, now));
    }
    if requests.is_empty() { Ok(()) } else { county.recorder.record(&requests, &by) }
}

/// Two members have sent apologies before the day, one of them with a substitute.
fn known_apologies(world: &mut World<'_>, docs: &Docs, id: &MeetingId, now: DateTime<Utc>) -> Vec<Timed> {
    let Some(meeting) = docs.meetings.get(id) else { return vec![] };
    let substitute = world.people.officer(&world.banks.names, &mut world.dice);
    let excused = [("sexual-health", Some(substitute)), ("youth-service", None)];
    let known = excused.into_iter().filter_map(|(agency, substitute)| {
        let seat = meeting.seats.iter().find(|seat| seat.address.agency() == agency)?;
        let mark = Mark::Apologies { substitute };
        let request = Request::Mark { meeting: id.clone(), seats: vec![seat.address.clone()], mark };
        Some(Timed { at: now + Duration::minutes(25), request })
    });
    known.collect()
}

/// The meeting that was planned so.
pub(super) fn planned(docs: &Docs, plan: &Plan) -> Option<MeetingId> {
    docs.meetings.values().find(|meeting| meeting.plan == *plan).map(|meeting| meeting.id.clone())
}

/// What opens a child's case before a meeting; a case taken over comes with its review date.
fn opening(
    world: &mut World<'_>,
    child: &mut Child,
    (area, date): (&str, chrono::NaiveDate),
    now: DateTime<Utc>,
) -> NewCase {
    let taken_over = child.first < 0;
    let day = crate::terms::calendar::london(now).date();
    let earlier = Days::new(u64::try_from(world.dice.between(30, 210)).unwrap_or(90));
    let opened = if taken_over { day - earlier } else { day };
    let when = When { on: day, next: date };
    let script = child.script;
    let mut text = |child: &mut Child, section: &str, dice: &mut super::dice::Dice| {
        let entries = world.banks.talk.section(section);
        let phase = if taken_over { 'c' } else { '0' };
        let chosen = choose(entries, (phase, &child.life), dice, (&mut child.used, &mut world.opened_with), false);
        chosen.map_or_else(String::new, |entry| child.voice.fill(entry.text, when, dice))
    };
    let (concern, says) = match script.map(|name| Script::of(&world.banks.today, name)) {
        Some(script) => {
            let says = script.said("child", 1).or(script.said("child", 0)).unwrap_or_default();
            let fill = |text, dice: &mut super::dice::Dice| child.voice.fill(text, when, dice);
            (fill(script.text("concern"), &mut world.dice), fill(says, &mut world.dice))
        }
        None => (text(child, "concern", &mut world.dice), text(child, "child", &mut world.dice)),
    };
    let mut details = child.details(world.terms, concern, says, &mut world.dice);
    if let Some(name) = script {
        details = Script::of(&world.banks.today, name).details(details, world.terms);
    }
    let levels = &world.terms.vocabulary.risk;
    let risk = levels.iter().find(|word| word.level == Some(child.risk)).map(|word| word.name.clone());
    let review_date = taken_over.then_some(date);
    NewCase { area: area.to_owned(), opened, risk, details, review_date, closed: None, form: None }
}
