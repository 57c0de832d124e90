//! The course of the county: every meeting prepared and held in the order of time.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Days, NaiveDate, NaiveTime, Utc};

use super::bank::Banks;
use super::child::{Child, OpenAction};
use super::dates::{Dates, at};
use super::dice::Dice;
use super::papers::Deed;
use super::people::People;
use super::{Recorder, Scenario, followed, hold, papers, part2, prepare, waiting};
use crate::model::id::MeetingId;
use crate::model::meeting::Plan;
use crate::model::record::Timed;
use crate::model::request::Request;
use crate::terms::Terms;
use crate::terms::calendar::Calendar;

/// What everything is invented from.
#[derive(Debug)]
pub(super) struct World<'a> {
    /// The county's terms.
    pub terms: &'a Terms,
    /// Its working days.
    pub calendar: &'a Calendar,
    /// The sentences.
    pub banks: Banks,
    /// The names.
    pub people: People,
    /// The chance.
    pub dice: Dice,
    /// Today.
    pub today: NaiveDate,
    /// The sentences that cases were opened with: they come again only when all have been used.
    pub opened_with: BTreeSet<usize>,
    years: u32,
}

impl World<'_> {
    /// Whether it is the small county.
    pub fn small(&self) -> bool {
        self.years <= 1
    }
}

/// An area with its meetings and its children.
#[derive(Debug)]
pub(super) struct Place {
    /// Its place in the terms' list.
    pub index: usize,
    /// The slug.
    pub slug: String,
    /// When it meets.
    pub dates: Dates,
    /// The children whose cases are open.
    pub children: Vec<Child>,
    /// Open actions of Part 2.
    pub log: Vec<OpenAction>,
    /// The meetings so far: part, and place among the dates.
    pub meetings: BTreeMap<(u8, usize), MeetingId>,
    /// The sentences of the last Part 2.
    pub heard: Vec<usize>,
    /// Who chairs each part.
    pub chairs: [String; 2],
    /// Who takes the minutes.
    pub minute_taker: String,
    /// Where it meets.
    pub venue: &'static str,
}

/// A meeting: its part, the place of its area in the terms' list, and its place among the dates.
pub(super) type Which = (u8, usize, usize);

impl Place {
    /// Who chairs a part, with designation and agency.
    fn chair(&self, part: u8) -> &str {
        &self.chairs[usize::from(part.saturating_sub(1)).min(1)]
    }

    /// The name of who chairs a part.
    pub fn name_of_chair(&self, part: u8) -> String {
        self.chair(part).split(',').next().unwrap_or_default().to_owned()
    }

    /// What is planned of a meeting.
    pub fn plan(&self, part: u8, date: NaiveDate) -> Plan {
        let time = NaiveTime::from_hms_opt(if part == 1 { 9 } else { 14 }, if part == 1 { 30 } else { 0 }, 0);
        Plan {
            part,
            area: self.slug.clone(),
            date,
            time: time.unwrap_or_default(),
            slot_minutes: if part == 1 { 180 } else { 120 },
            venue: self.venue.to_owned(),
            chair: self.chair(part).to_owned(),
            minute_taker: self.minute_taker.clone(),
        }
    }
}

/// The county on its way through time.
#[derive(Debug)]
pub(super) struct County<'a, 'r, R> {
    /// Where it is recorded.
    pub recorder: &'r mut R,
    /// What it is made from.
    pub world: World<'a>,
    /// Its areas.
    pub places: Vec<Place>,
}

/// A step: a meeting is prepared or held, or something is done with its papers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Step {
    Hold(Which),
    Prepare(Which),
    Papers(Deed, Which),
}

pub(super) fn fill<R: Recorder>(
    recorder: &mut R,
    (terms, calendar): (&Terms, &Calendar),
    scenario: Scenario,
    mut progress: impl FnMut(usize, usize),
) -> Result<(), R::Error> {
    let years = scenario.years.clamp(1, 40);
    let banks = Banks::read();
    let dice = Dice::new(scenario.seed);
    let people = People::default();
    let mut world =
        World { terms, calendar, banks, people, dice, today: scenario.today, opened_with: BTreeSet::new(), years };
    let places = settle(recorder, &mut world)?;
    let steps = steps(&places, &world);
    let mut county = County { recorder, world, places };
    for (done, (now, step)) in steps.iter().enumerate() {
        county.recorder.forget();
        match *step {
            Step::Prepare((1, place, meeting)) => prepare::part1(&mut county, place, meeting)?,
            Step::Prepare((_, place, meeting)) => part2::prepare(&mut county, place, meeting)?,
            Step::Hold((1, place, meeting)) => hold::part1(&mut county, place, meeting)?,
            Step::Hold((_, place, meeting)) => part2::hold(&mut county, place, meeting)?,
            Step::Papers(deed, which) => papers::handle(&mut county, *now, deed, which)?,
        }
        progress(done + 1, steps.len());
    }
    followed::up(&mut county)?;
    waiting::leave(&mut county)
}

/// Fills every post, and finds each area its room, its chairs and its dates.
fn settle<R: Recorder>(recorder: &mut R, world: &mut World<'_>) -> Result<Vec<Place>, R::Error> {
    let mut places = Vec::new();
    let mut requests = Vec::new();
    let mut rooms: Vec<&'static str> = world.banks.names.section("room").iter().map(|entry| entry.text).collect();
    world.dice.shuffle(&mut rooms);
    for (index, area) in world.terms.areas.iter().enumerate() {
        let contacts = world.people.contacts(world.terms, area, &world.banks, &mut world.dice);
        let chair = |number: u8| {
            let part = world.terms.part(number)?;
            let post = &part.chair;
            let held = contacts.iter().find(|contact| {
                (contact.part, &contact.agency, &contact.designation) == (number, &post.agency, &post.designation)
            })?;
            let (agency, designation) = world.terms.designation(&post.agency, &post.designation)?;
            Some(format!("{}, {}, {}", held.name, designation.title, agency.short))
        };
        let chairs = [1, 2].map(|number| chair(number).unwrap_or_default());
        let dates = Dates::of(index, world.years, world.today, world.calendar);
        let first = dates.part1.first().copied().unwrap_or(world.today);
        let opened = at(first - Days::new(40), (9, 5 + u32::try_from(index % 40).unwrap_or(0)));
        requests.push(Timed { at: opened, request: Request::SetContacts(contacts) });
        places.push(Place {
            index,
            slug: area.slug.clone(),
            dates,
            children: vec![],
            log: vec![],
            meetings: BTreeMap::new(),
            heard: vec![],
            chairs,
            minute_taker: world.people.officer(&world.banks.names, &mut world.dice),
            venue: rooms.get(index % rooms.len().max(1)).copied().unwrap_or_default(),
        });
    }
    requests.sort_by_key(|timed| timed.at);
    let by = places.first().map_or("", |place| place.minute_taker.as_str());
    recorder.record(&requests, by)?;
    Ok(places)
}

/// Everything that happens, in the order of time.
fn steps(places: &[Place], world: &World<'_>) -> Vec<(DateTime<Utc>, Step)> {
    let papers = papers::deeds(places, world).into_iter().map(|(at, deed, which)| (at, Step::Papers(deed, which)));
    let mut steps: Vec<_> = papers.collect();
    for place in places {
        for (part, meeting, day) in place.dates.planned() {
            let which = (part, place.index, meeting);
            let prepared = Dates::prepared(place.dates.made_for(part, meeting, day), world.today, world.calendar);
            steps.push((prepared, Step::Prepare(which)));
            if day < world.today {
                steps.push((at(day, if part == 1 { (9, 30) } else { (14, 0) }), Step::Hold(which)));
            }
        }
    }
    steps.sort();
    steps
}
