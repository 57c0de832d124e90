//! Who comes to the meetings and when: the small county by a fixed pattern, the large one by its turnover.

use chrono::{Days, NaiveDate};

use super::child::{Child, Ending};
use super::county::{Place, World};
use super::script::{self, Script};
use crate::terms::Area;

/// How many open cases an area of the large county keeps.
const OPEN: usize = 35;
/// How many it opens at one meeting at most.
const OPENED: usize = 7;

use Ending::{Grown, Moved, Other, Reduced, Transfer};

/// The endings of the small county by area: the meeting, and how. A seed moves the later ones by a meeting.
const ENDINGS: [&[(usize, Ending)]; 4] = [
    &[(2, Reduced), (4, Moved), (6, Transfer), (7, Grown), (9, Reduced)],
    &[(3, Reduced), (6, Other), (9, Reduced)],
    &[(3, Grown), (6, Reduced), (9, Moved)],
    &[(2, Reduced), (5, Reduced), (9, Grown)],
];

/// The children whose first discussion is at this meeting, or, at the first, who were taken over.
pub(super) fn newcomers(world: &mut World<'_>, area: &Area, place: &Place, meeting: usize) -> Vec<Child> {
    let mut children = if place.index == 0 { scripted(world, area, place, meeting) } else { vec![] };
    if meeting > place.dates.past {
        return children;
    }
    let due_today = place.index == 0 && meeting == place.dates.past;
    if world.small() {
        children.extend(small(world, area, place, meeting));
    } else if !due_today {
        let open = place.children.len();
        let wanted = if meeting == 0 { OPEN } else { OPEN.saturating_sub(open).min(OPENED) };
        for _ in 0..wanted {
            let life = 5 + world.dice.below(9);
            let how = match world.dice.below(100) {
                0..66 => Reduced,
                66..80 => Moved,
                80..94 => Other,
                _ => Transfer,
            };
            children.push(procedural(world, area, place, meeting, Some((meeting + life, how))));
        }
    }
    children
}

fn scripted(world: &mut World<'_>, area: &Area, place: &Place, meeting: usize) -> Vec<Child> {
    let today = place.dates.past;
    let mut children = Vec::new();
    for name in script::names(&world.banks.today) {
        let opens = Script::of(&world.banks.today, name).number("opens");
        if today - opens.min(today) == meeting {
            // The banks are put back at once: the script only reads them.
            let bank = std::mem::take(&mut world.banks.today);
            children.push(Script::of(&bank, name).child(name, today, area, world));
            world.banks.today = bank;
        }
    }
    children
}

fn small(world: &mut World<'_>, area: &Area, place: &Place, meeting: usize) -> Vec<Child> {
    let first = place.index == 0;
    let endings = ENDINGS.get(place.index % 4).copied().unwrap_or_default();
    if meeting == 0 {
        let mut children = Vec::new();
        for (at, how) in endings {
            let at = if *how == Transfer { *at } else { at + world.dice.below(2) };
            children.push(procedural(world, area, place, 0, Some((at, *how))));
        }
        for _ in 0..3 {
            children.push(procedural(world, area, place, 0, None));
        }
        return children;
    }
    let opens = !first && [1, 4, 7, 10].map(|at| at + place.index % 2).contains(&meeting);
    if opens { vec![procedural(world, area, place, meeting, None)] } else { vec![] }
}

/// A child whose storyline is drawn by lot.
fn procedural(
    world: &mut World<'_>,
    area: &Area,
    place: &Place,
    meeting: usize,
    ends: Option<(usize, Ending)>,
) -> Child {
    let mut child = Child::invent((world.terms, &world.banks), area, &mut world.people, &mut world.dice);
    let date = |index: usize| place.dates.part1.get(index).copied();
    child.due = meeting;
    child.first = i64::try_from(meeting).unwrap_or(0);
    if meeting == 0 {
        child.first = -world.dice.between(1, 4);
    }
    let last: NaiveDate = ends.and_then(|(at, _)| date(at)).unwrap_or(world.today).min(world.today);
    if let Some((at, Grown)) = ends {
        child.age = 17;
        let next = date(at + 1).unwrap_or(world.today);
        let within = u64::try_from(world.dice.between(3, 20)).unwrap_or(9);
        child.born = super::child::years_before((last + Days::new(within)).min(next), 18);
    } else {
        child.aged(if world.small() { last } else { date(meeting).unwrap_or(last) }, &mut world.dice);
    }
    child.ends = ends;
    child
}
