//! One child's discussion: what is shared, what is agreed, what is decided.

use chrono::{Days, NaiveDate};

use super::bank::choose;
use super::child::{Child, Ending};
use super::company::Minutes;
use super::county::World;
use super::dates::Dates;
use super::hold::Receiving;
use super::script::Script;
use super::tasks::{self, Raised};
use super::voice::When;
use crate::model::attendance::Seat;
use crate::model::capture::Capture;
use crate::model::case::Outcome;
use crate::model::dissent_path::DissentAnswer;
use crate::model::id::{Address, ItemId};
use crate::model::meeting::Meeting;
use crate::model::request::Request;
use crate::model::said::DissentState;

/// Where a child is discussed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Asked<'a> {
    /// The meeting.
    pub meeting: &'a Meeting,
    /// The item.
    pub item: &'a ItemId,
    /// The meeting's place among the area's.
    pub index: usize,
    /// The day.
    pub date: NaiveDate,
    /// The area's place in the terms' list.
    pub place: usize,
}

/// What becomes of a child after the discussion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    /// Reviewed at that meeting.
    Stays(usize),
    /// Reviewed by another area.
    Moves,
    /// Closed.
    Ends,
}

/// A discussion under way.
pub(super) struct Talk<'a, 'w, 't> {
    pub(super) world: &'a mut World<'w>,
    pub(super) minutes: &'a mut Minutes,
    pub(super) child: &'a mut Child,
    pub(super) asked: Asked<'t>,
    pub(super) phase: char,
    /// Meetings until today's; scripts count by it.
    pub(super) before: usize,
    pub(super) when: When,
    pub(super) seats: Vec<Seat>,
}

/// Discusses a child and decides.
pub(super) fn discuss(
    world: &mut World<'_>,
    minutes: &mut Minutes,
    (child, raised): (&mut Child, &mut Vec<Raised>),
    asked: Asked<'_>,
    dates: &Dates,
    receiving: Option<&Receiving>,
) -> Fate {
    let before = dates.past.saturating_sub(asked.index);
    let name = child.script;
    let phase = match name {
        Some(name) => Script::of(&world.banks.today, name).phase(before),
        None => child.phase(asked.index, &mut world.dice),
    };
    let ending = ending(child, asked.index, dates).filter(|how| *how != Ending::Transfer || receiving.is_some());
    let next = next_review(world, child, asked, phase, dates);
    let next_day = dates.part1.get(next).copied().unwrap_or(asked.date + Days::new(28));
    let when = When { on: asked.date, next: next_day };

    minutes.turn_to(asked.item, &mut world.dice);
    let invitee = child.case.as_ref().and_then(|case| minutes.come_in(asked.meeting, case));
    let speaks = |seat: &&Seat| seat.speaks_for(&child.voice.district);
    let seats: Vec<Seat> = invitee.iter().chain(minutes.present.iter().filter(speaks)).cloned().collect();
    let closing = ending.is_some_and(|how| how != Ending::Transfer);
    let mut talk = Talk { world, minutes, child, asked, phase, before, when, seats };
    talk.missing(dates);
    talk.updates();
    talk.views();
    talk.text("discussion", "talk").map(|text| talk.say(Capture::Discussion { text })).unwrap_or_default();
    tasks::answer(talk.world, talk.minutes, asked.item, talk.child, (when, closing, before));
    talk.risk(ending);
    if !closing {
        raised.extend(talk.actions(invitee.as_ref()));
        talk.places();
    }
    let (outcome, because) = talk.decision(ending, receiving);
    talk.minutes.wait(&mut talk.world.dice, 25, 70);
    talk.say(Capture::Decision { outcome, because });
    talk.dissent();
    if talk.unasked() {
        talk.minutes.wait(&mut talk.world.dice, 8, 25);
        let (meeting, item) = (talk.asked.meeting.id.clone(), asked.item.clone());
        talk.minutes.ask(Request::NothingFurther { meeting, item });
    }
    talk.minutes.wait(&mut talk.world.dice, 20, 45);
    let (meeting, item) = (talk.asked.meeting.id.clone(), asked.item.clone());
    talk.minutes.ask(Request::Agree { meeting, item });
    talk.child.discussed += 1;
    minutes.leave(asked.item, &mut world.dice);
    match ending {
        Some(Ending::Transfer) => Fate::Moves,
        Some(_) => Fate::Ends,
        None => Fate::Stays(next),
    }
}

/// How the case ends at this meeting, if it does; whoever turns 18 before the next one has grown up.
fn ending(child: &Child, index: usize, dates: &Dates) -> Option<Ending> {
    let next = dates.part1.get(index + 1).copied()?;
    match child.ends {
        _ if child.script.is_some() => None,
        Some((at, how)) if at <= index => Some(how),
        _ => (child.grown() <= next).then_some(Ending::Grown),
    }
}

/// The meeting that reviews the case next: mostly the next one, sometimes the one after it.
fn next_review(world: &mut World<'_>, child: &Child, asked: Asked<'_>, phase: char, dates: &Dates) -> usize {
    let next = asked.index + 1;
    if child.script.is_some() {
        return next;
    }
    let rarely = match (world.small(), phase) {
        (true, 's' | 'i') => 35,
        (true, _) => 8,
        (false, 's' | 'i') => 68,
        (false, _) => 34,
    };
    // Today's agenda in the small county is that of the scripts alone.
    let reserved = world.small() && asked.place == 0 && next == dates.past;
    let avoided = world.small() && asked.place == 0 && next + 1 == dates.past;
    let later = !avoided && (reserved || world.dice.chance(rarely));
    let birthday = dates.part1.get(next + 1).is_none_or(|day| child.grown() <= *day + Days::new(40));
    let ends = child.ends.is_some_and(|(at, _)| at <= next);
    if later && (reserved || (!birthday && !ends)) { next + 1 } else { next }
}

impl Talk<'_, '_, '_> {
    pub(super) fn script(&self) -> Option<Script<'_>> {
        self.child.script.map(|name| Script::of(&self.world.banks.today, name))
    }

    /// Whether this is the last discussion before today's, which the scripts have written out.
    pub(super) fn written_out(&self) -> bool {
        self.child.script.is_some() && self.before == 1
    }

    pub(super) fn fill(&mut self, text: &str) -> String {
        self.child.voice.fill(text, self.when, &mut self.world.dice)
    }

    pub(super) fn say(&mut self, capture: Capture) {
        self.minutes.say(self.asked.item, capture);
    }

    /// The script's words under a key for this meeting, or a sentence of the bank's section.
    pub(super) fn text(&mut self, section: &str, key: &'static str) -> Option<String> {
        let scripted = self.script().and_then(|script| script.said(key, self.before));
        let chosen = scripted.or_else(|| self.drawn(section, self.phase));
        self.minutes.wait(&mut self.world.dice, 15, 50);
        chosen.map(|text| self.fill(text))
    }

    fn drawn(&mut self, section: &str, phase: char) -> Option<&'static str> {
        let strict = self.world.small();
        let used = (&mut self.child.used, &mut self.minutes.heard);
        let entries = self.world.banks.talk.section(section);
        choose(entries, (phase, &self.child.life), &mut self.world.dice, used, strict).map(|entry| entry.text)
    }

    fn risk(&mut self, ending: Option<Ending>) {
        let levels = &self.world.terms.vocabulary.risk;
        let (level, because) = if self.child.script.is_some() {
            let Some((level, because)) = self.script().and_then(|script| script.risk(self.before, levels)) else {
                return;
            };
            (level, because)
        } else {
            let level = self.child.level(self.phase);
            let settled = ending != Some(Ending::Reduced) && self.world.dice.chance(35);
            if level == self.child.risk || settled || ending.is_some_and(|how| how != Ending::Reduced) {
                return;
            }
            let section = if level > self.child.risk { "risk-up" } else { "risk-down" };
            let severe = if level == 4 && level > self.child.risk { 'A' } else { '*' };
            let Some(because) = self.drawn(section, severe) else { return };
            (level, because)
        };
        let Some(word) = levels.iter().find(|word| word.level == Some(level)) else { return };
        self.child.risk = level;
        let because = self.fill(because);
        self.minutes.wait(&mut self.world.dice, 15, 45);
        self.say(Capture::Risk { level: word.name.clone(), because });
    }

    fn actions(&mut self, invitee: Option<&Seat>) -> Vec<Raised> {
        let of = (self.asked.item, &mut *self.child, invitee);
        if of.1.script.is_some() && self.before <= 2 {
            let (item, child, invitee) = of;
            let when = (self.before, self.when);
            return tasks::raise_scripted(
                self.world,
                self.minutes,
                (item, child, invitee),
                when,
                &self.asked.meeting.seats,
            );
        }
        let mut count = match (self.world.small(), self.phase) {
            (true, '0' | 'w') => 2,
            (true, _) => 1,
            (false, _) => 2 + usize::from(self.world.dice.chance(45)),
        };
        let mut raised = vec![];
        if of.1.script.is_some() {
            let (item, child, invitee) = of;
            let when = (self.before, self.when);
            raised = tasks::raise_scripted(
                self.world,
                self.minutes,
                (item, child, invitee),
                when,
                &self.asked.meeting.seats,
            );
            count = count.min(1);
        }
        let of = (self.asked.item, &mut *self.child, invitee);
        raised.extend(tasks::raise(self.world, self.minutes, of, (self.phase, self.when, count), false));
        raised
    }

    fn decision(&mut self, ending: Option<Ending>, receiving: Option<&Receiving>) -> (Outcome, String) {
        let section = match ending {
            None => "review",
            Some(Ending::Reduced) => "close-reduced",
            Some(Ending::Moved) => "close-moved",
            Some(Ending::Grown) => "close-18",
            Some(Ending::Other) => "close-other",
            Some(Ending::Transfer) => "transfer",
        };
        let because = match self.text(section, "why") {
            Some(because) => because,
            None => self.fill("The picture is as it was. The plan of {full} goes on until {review}."),
        };
        let closures = &self.world.terms.vocabulary.closure;
        let closure =
            |place: usize| closures.get(place).or(closures.first()).map_or_else(String::new, |w| w.name.clone());
        let close = |place: usize| Outcome::Close { outcome: closure(place), reason_reduced: None };
        let outcome = match (ending, receiving) {
            (Some(Ending::Transfer), Some((area, _, _, date))) => Outcome::Transfer { area: area.clone(), date: *date },
            (None | Some(Ending::Transfer), _) => Outcome::Review { date: self.when.next },
            (Some(Ending::Moved), _) => close(1),
            (Some(Ending::Grown), _) => close(2),
            (Some(Ending::Other), _) => close(3),
            (Some(Ending::Reduced), _) => {
                let reasons = &self.world.terms.vocabulary.reason_reduced;
                let reason = self.world.dice.pick(&reasons[..reasons.len().min(6)]).map(|word| word.name.clone());
                Outcome::Close { outcome: closure(0), reason_reduced: reason }
            }
        };
        (outcome, because)
    }

    /// Few decisions meet dissent, and the chair resolves it; the script's is not resolved.
    fn dissent(&mut self) {
        let scripted = self.script().filter(|_| self.before == 1).and_then(|script| {
            let entry = script.all("dissent").next()?;
            let (text, rationale) = entry.text.split_once(" | ")?;
            Some((Address::new(entry.tags.first().copied()?), text, rationale))
        });
        let (seat, text, rationale, state) = if let Some((seat, text, rationale)) = scripted {
            (seat, text, rationale, DissentState::Noted)
        } else {
            if self.child.script.is_some() || !self.world.dice.chance(5) {
                return;
            }
            let voices = ["health", "education", "childrens-society", "yos", "police"];
            let seats: Vec<_> = self.minutes.present.iter().filter(|s| voices.contains(&s.address.agency())).collect();
            let Some(seat) = self.world.dice.pick(&seats).map(|seat| seat.address.clone()) else { return };
            let Some(text) = self.drawn("dissent", '*') else { return };
            let Some(rationale) = self.drawn("dissent-answer", '*') else { return };
            (seat, text, rationale, DissentState::Resolved)
        };
        if self.asked.meeting.seat(&seat).is_none() {
            return;
        }
        let (text, rationale) = (self.fill(text), self.fill(rationale));
        self.minutes.wait(&mut self.world.dice, 15, 40);
        self.say(Capture::Dissent { seat: seat.clone(), text });
        self.minutes.wait(&mut self.world.dice, 30, 90);
        self.say(Capture::DissentAnswered { seat, answer: DissentAnswer::new(state, rationale) });
    }

    /// Whether anybody present has not yet been asked.
    fn unasked(&self) -> bool {
        !self.seats.is_empty()
    }
}
