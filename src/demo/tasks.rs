//! Actions: raised with an owner who can do them, answered at the next meeting.

use chrono::{Days, NaiveDate};

use super::bank::{Bank, Entry, choose};
use super::child::{Child, OpenAction};
use super::company::Minutes;
use super::county::World;
use super::script::Script;
use super::voice::When;
use crate::model::action::{Answer, Unmet};
use crate::model::attendance::Seat;
use crate::model::capture::Capture;
use crate::model::docs::Docs;
use crate::model::id::{Address, CaseId, ItemId, MeetingId};
use crate::terms::Terms;

/// An action that a meeting raises, until its identity is known.
#[derive(Debug)]
pub(super) struct Raised {
    case: Option<CaseId>,
    text: String,
    outcome: Option<String>,
    reasons: Vec<String>,
    scripted: Option<usize>,
    last_due: Option<NaiveDate>,
}

/// The post that owns an action on a child of this district, as this meeting knows it.
fn owner(post: &str, district: &str, present: &[Seat], invitee: Option<&Seat>) -> Option<Address> {
    if post == "cf/asw" {
        return Some(invitee.map_or_else(|| Address::new(post), |seat| seat.address.clone()));
    }
    let address = Address::new(post);
    let same =
        |seat: &&Seat| seat.address.agency() == address.agency() && seat.address.designation() == address.designation();
    present.iter().filter(same).find(|seat| seat.speaks_for(district)).map(|seat| seat.address.clone())
}

/// The category's name for its tag.
fn category(terms: &Terms, tag: Option<&str>) -> Option<String> {
    let words = &terms.vocabulary.category;
    words.iter().find(|word| word.tag.as_deref() == tag).map(|word| word.name.clone())
}

/// Raises actions from the bank on a child's item, or with no child on an item of Part 2.
pub(super) fn raise(
    world: &mut World<'_>,
    minutes: &mut Minutes,
    (item, child, invitee): (&ItemId, &mut Child, Option<&Seat>),
    (phase, when, count): (char, When, usize),
    part2: bool,
) -> Vec<Raised> {
    let strict = world.small();
    let bank: &Bank = if part2 { &world.banks.part2 } else { &world.banks.actions };
    let mut posts: Vec<&str> = bank.sections().filter(|section| section.contains('/')).collect();
    world.dice.shuffle(&mut posts);
    let mut raised = Vec::new();
    for post in posts {
        if raised.len() == count {
            break;
        }
        let Some(owner) = owner(post, &child.voice.district, &minutes.present, invitee) else { continue };
        let used = (&mut child.used, &mut minutes.heard);
        let chosen = choose(bank.section(post), (phase, &child.life), &mut world.dice, used, strict);
        let Some(entry) = chosen else { continue };
        let texts = entry.parts();
        let [text, rest @ ..] = &texts[..] else { continue };
        let text = child.voice.fill(text, when, &mut world.dice);
        let due = if world.dice.chance(45) { due(entry, when) } else { when.next };
        minutes.wait(&mut world.dice, 20, 50);
        let category = category(world.terms, entry.marked('#'));
        minutes.say(item, Capture::Action { owners: vec![owner], text: text.clone(), due: Some(due), category });
        raised.push(Raised {
            case: child.case.clone(),
            text,
            outcome: rest.first().map(|&text| text.to_owned()),
            reasons: rest.iter().skip(1).map(|&text| text.to_owned()).collect(),
            scripted: None,
            last_due: None,
        });
    }
    raised
}

fn due(entry: &Entry, when: When) -> NaiveDate {
    let days = entry.marked('+').and_then(|days| days.parse().ok());
    days.map_or(when.next, |days: u64| (when.on + Days::new(days)).min(when.next))
}

/// Raises the actions that a script has for the meeting so many before today's.
pub(super) fn raise_scripted(
    world: &mut World<'_>,
    minutes: &mut Minutes,
    (item, child, invitee): (&ItemId, &Child, Option<&Seat>),
    (before, when): (usize, When),
    seats: &[Seat],
) -> Vec<Raised> {
    let Some(name) = child.script else { return vec![] };
    let script = Script::of(&world.banks.today, name);
    let mut raised = Vec::new();
    for entry in script.all("action").chain(script.all("done")) {
        let number = |key: &str| entry.tags.iter().find_map(|tag| tag.strip_prefix(key)?.parse::<i64>().ok());
        if number("raised=") != i64::try_from(before).ok() {
            continue;
        }
        let post = entry.tags.first().copied().unwrap_or_default();
        let post: Vec<&str> = post.split('/').take(2).collect();
        let owners = owner(&post.join("/"), &child.voice.district, seats, invitee);
        let texts = entry.parts();
        let [text, rest @ ..] = &texts[..] else { continue };
        let text = child.voice.fill(text, when, &mut world.dice);
        let done = entry.phases == "done";
        let days = number("due=").unwrap_or(0);
        let last = if days < 0 {
            world.today - Days::new(days.unsigned_abs())
        } else {
            world.today + Days::new(days.unsigned_abs())
        };
        let carried = !done && !rest.is_empty();
        let due = if done || carried { when.next } else { last };
        minutes.wait(&mut world.dice, 20, 50);
        let category = category(world.terms, entry.marked('#'));
        let owners = owners.into_iter().collect();
        minutes.say(item, Capture::Action { owners, text: text.clone(), due: Some(due), category });
        raised.push(Raised {
            case: child.case.clone(),
            text,
            outcome: done.then(|| rest.first().map(|&text| text.to_owned())).flatten(),
            reasons: if done { vec![] } else { rest.iter().map(|&text| text.to_owned()).collect() },
            scripted: Some(usize::from(done)),
            last_due: Some(last),
        });
    }
    raised
}

/// Answers the open actions of a child; what stays open is carried to the next review.
pub(super) fn answer(
    world: &mut World<'_>,
    minutes: &mut Minutes,
    item: &ItemId,
    child: &mut Child,
    (when, closing, before): (When, bool, usize),
) {
    let mut left = Vec::new();
    for mut action in std::mem::take(&mut child.actions) {
        let answer = match action.scripted {
            Some(done) => scripted(world, child, &action, (when, before), done),
            None => by_lot(world, minutes, child, &action, (when, closing || (child.script.is_some() && before <= 2))),
        };
        minutes.wait(&mut world.dice, 12, 40);
        if let Answer::Carry { to, .. } = &answer {
            action.due = Some(*to);
            action.carried += 1;
            minutes.say(item, Capture::Answer { action: action.label.clone(), answer });
            left.push(action);
        } else {
            minutes.say(item, Capture::Answer { action: action.label, answer });
        }
    }
    child.actions = left;
}

/// What a script answers: carried with its own reasons while it has any, else to its last date; or done.
fn scripted(
    world: &mut World<'_>,
    child: &Child,
    action: &OpenAction,
    (when, before): (When, usize),
    done: usize,
) -> Answer {
    if done == before {
        let outcome = action.outcome.as_deref().unwrap_or("Done");
        return Answer::Done { outcome: sentence(child, outcome, when, world) };
    }
    let reason = action.reasons.get(action.carried).map_or("It was not yet due.", String::as_str);
    let last = action.carried + 1 >= action.reasons.len();
    let to = if last { action.last_due.unwrap_or(when.next).max(when.on) } else { when.next };
    Answer::Carry { to, because: sentence(child, reason, when, world), asked_by: String::new() }
}

/// A filled text that ends as a sentence does.
fn sentence(child: &Child, text: &str, when: When, world: &mut World<'_>) -> String {
    let text = child.voice.fill(text, when, &mut world.dice);
    if text.ends_with(['.', '?', '!']) { text } else { format!("{text}.") }
}

fn by_lot(
    world: &mut World<'_>,
    minutes: &mut Minutes,
    child: &mut Child,
    action: &OpenAction,
    (when, closing): (When, bool),
) -> Answer {
    let strict = world.small();
    let thrown = world.dice.below(100);
    let phase = '*';
    let mut reason = |section: &str, minutes: &mut Minutes, world: &mut World<'_>| {
        let entries = world.banks.talk.section(section);
        let used = (&mut child.used, &mut minutes.heard);
        choose(entries, (phase, &child.life), &mut world.dice, used, strict).map(|entry| entry.text)
    };
    // What was carried once is likely to be carried again.
    let done = if action.carried == 0 { 66 } else { 48 };
    let carries = !closing && thrown >= done && action.carried < 3;
    let chosen = match thrown {
        ..90 if carries => action.reasons.first().cloned().filter(|_| action.carried == 0),
        _ => None,
    };
    let text = match (carries && thrown < 90, thrown >= 90) {
        (true, _) => chosen.or_else(|| reason("carry", minutes, world).map(str::to_owned)),
        (_, true) => reason("not-done", minutes, world).map(str::to_owned),
        _ => None,
    };
    match text {
        Some(text) if carries && thrown < 90 => {
            Answer::Carry { to: when.next, because: sentence(child, &text, when, world), asked_by: String::new() }
        }
        Some(text) => {
            Answer::NotDone { because: sentence(child, &text, when, world), kind: Some(unmet(world.terms, false)) }
        }
        None => {
            let outcome = action.outcome.as_deref().unwrap_or("Done and reported to the chair");
            Answer::Done { outcome: sentence(child, outcome, when, world) }
        }
    }
}

/// The way of not being done that the agency itself answers for, or the other.
pub(super) fn unmet(terms: &Terms, by_agency: bool) -> Unmet {
    let word = terms.vocabulary.not_done.iter().find(|word| word.by_agency == by_agency);
    Unmet { name: word.map(|word| word.name.clone()).unwrap_or_default(), by_agency }
}

/// Finds the actions that a meeting raised, now that they have identities, each with the child it concerns.
pub(super) fn harvest(docs: &Docs, meeting: &MeetingId, raised: Vec<Raised>) -> Vec<(Option<CaseId>, OpenAction)> {
    let here =
        |action: &&crate::model::action::Action| action.raised_at.at.as_ref().is_some_and(|(own, _)| own == meeting);
    let mut actions: Vec<_> = docs.actions.values().filter(here).collect();
    let mut found = Vec::new();
    for Raised { case, text, outcome, reasons, scripted, last_due } in raised {
        let same = actions.iter().position(|action| action.raised_at.case == case && action.task.text == text);
        let Some(action) = same.map(|index| actions.swap_remove(index)) else { continue };
        let (id, label, due) = (action.id.clone(), action.label.clone(), action.task.due);
        found.push((case, OpenAction { id, label, due, carried: 0, outcome, reasons, scripted, last_due }));
    }
    found
}
