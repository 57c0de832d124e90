//! One child's discussion: what is shared, what is agreed, what is decided.

use chrono::{Days, Duration, NaiveDate};

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
use crate::model::id::{Address, ItemId};
use crate::model::meeting::Meeting;
use crate::model::request::Request;
use crate::model::said::{DissentState, Mode, Whose};

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
struct Talk<'a, 'w, 't> {
    world: &'a mut World<'w>,
    minutes: &'a mut Minutes,
    child: &'a mut Child,
    asked: Asked<'t>,
    phase: char,
    /// Meetings until today's; scripts count by it.
    before: usize,
    when: When,
    seats: Vec<Seat>,
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
    talk.child.discussed += 1;
    if let Some(seat) = &invitee {
        minutes.go_out(seat);
    }
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
    let later = reserved || world.dice.chance(rarely);
    let birthday = dates.part1.get(next + 1).is_none_or(|day| child.grown() <= *day + Days::new(40));
    let ends = child.ends.is_some_and(|(at, _)| at <= next);
    if later && (reserved || (!birthday && !ends)) { next + 1 } else { next }
}

impl Talk<'_, '_, '_> {
    fn script(&self) -> Option<Script<'_>> {
        self.child.script.map(|name| Script::of(&self.world.banks.today, name))
    }

    /// Whether this is the last discussion before today's, which the scripts have written out.
    fn written_out(&self) -> bool {
        self.child.script.is_some() && self.before == 1
    }

    fn fill(&mut self, text: &str) -> String {
        self.child.voice.fill(text, self.when, &mut self.world.dice)
    }

    fn say(&mut self, capture: Capture) {
        self.minutes.say(self.asked.item, capture);
    }

    /// The script's words under a key for this meeting, or a sentence of the bank's section.
    fn text(&mut self, section: &str, key: &'static str) -> Option<String> {
        let scripted = self.script().and_then(|script| script.said(key, self.before));
        let chosen = scripted.or_else(|| self.from_bank(section, self.phase));
        self.minutes.wait(&mut self.world.dice, 15, 50);
        chosen.map(|text| self.fill(text))
    }

    fn from_bank(&mut self, section: &str, phase: char) -> Option<&'static str> {
        let strict = self.world.small();
        let used = (&mut self.child.used, &mut self.minutes.heard);
        let entries = self.world.banks.talk.section(section);
        choose(entries, (phase, &self.child.life), &mut self.world.dice, used, strict).map(|entry| entry.text)
    }

    fn updates(&mut self) {
        let mut seats = std::mem::take(&mut self.seats);
        if self.written_out() {
            return self.scripted_updates(seats);
        }
        let own = usize::from(seats.first().is_some_and(|seat| seat.only_case.is_some()));
        self.world.dice.shuffle(&mut seats[own..]);
        let small = self.world.small();
        let wanted = if small { 5 + self.world.dice.below(4) } else { 10 };
        let mut spoken = 0;
        let mut left = Vec::new();
        for seat in seats {
            let post = format!("{}/{}", seat.address.agency(), seat.address.designation());
            let used = (&mut self.child.used, &mut self.minutes.heard);
            let entries = self.world.banks.updates.section(&post);
            let chosen = if spoken < wanted {
                choose(entries, (self.phase, &self.child.life), &mut self.world.dice, used, small)
            } else {
                None
            };
            let Some(entry) = chosen else {
                left.push(seat);
                continue;
            };
            spoken += 1;
            let text = self.fill(entry.text);
            self.minutes.wait(&mut self.world.dice, 18, 65);
            self.say(Capture::Update { seat: seat.address, text, nil: false, mode: Mode::Spoken });
        }
        self.seats = left;
    }

    /// What the agencies said last; one that is not there had written.
    fn scripted_updates(&mut self, mut seats: Vec<Seat>) {
        let Some(name) = self.child.script else { return };
        let entries: Vec<_> = {
            let script = Script::of(&self.world.banks.today, name);
            script.all("say").map(|entry| (entry.tags.first().copied().unwrap_or_default(), entry.text)).collect()
        };
        for (post, text) in entries {
            let invited = |seat: &Seat| post == "cf/asw" && seat.only_case.is_some();
            let there = seats.iter().position(|seat| seat.address.as_str() == post || invited(seat));
            let known = self.asked.meeting.seat(&Address::new(post)).map(|seat| seat.address.clone());
            let (seat, mode) = match (there, known) {
                (Some(index), _) => (seats.remove(index).address, Mode::Spoken),
                (None, Some(seat)) => (seat, Mode::Written),
                (None, None) => continue,
            };
            let text = self.fill(text);
            self.minutes.wait(&mut self.world.dice, 25, 70);
            self.say(Capture::Update { seat, text, nil: false, mode });
        }
        self.seats = seats;
    }

    fn views(&mut self) {
        let heard = self.world.dice.chance(80) || self.written_out();
        let text = if heard { self.text("child", "child") } else { None };
        let why_none = match text {
            Some(_) => None,
            None => self.world.dice.pick(&self.world.terms.live.no_view_reasons).cloned(),
        };
        let text = text.unwrap_or_default();
        if why_none.is_some() || !text.is_empty() {
            self.say(Capture::View { whose: Whose::Child, text, why_none });
        }
        if (self.world.dice.chance(55) || self.written_out())
            && let Some(text) = self.text("parent", "parent")
        {
            self.say(Capture::View { whose: Whose::Parent, text, why_none: None });
        }
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
            let Some(because) = self.from_bank(section, severe) else { return };
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

    /// Missing episodes that became known since the last meeting.
    fn missing(&mut self, dates: &Dates) {
        let since = self.asked.index.checked_sub(1).and_then(|last| dates.part1.get(last)).copied();
        let since = since.unwrap_or(self.asked.date - Days::new(28));
        let last = dates.part1.get(dates.past.saturating_sub(1)).copied().unwrap_or(self.asked.date);
        let today = self.world.today;
        let care = usize::from(self.child.life.care);
        let words = &self.world.terms.vocabulary.missing_from;
        let missing_from = words.get(care).map(|word| word.name.clone());
        let mut episodes = Vec::new();
        if let Some(script) = self.script() {
            let known = |day: NaiveDate| day > since && day <= self.asked.date;
            let known = script.missing(today, last).into_iter().filter(|episode| known(episode.from.date()));
            episodes.extend(known.map(|episode| (episode.from, episode.until, episode.found)));
        } else if self.child.life.missing {
            let most = match self.phase {
                'w' | 'c' => 3,
                '0' | 'd' => 2,
                _ => 1,
            };
            for _ in 0..self.world.dice.below(most + 1) {
                let gap = (self.asked.date - since).num_days().clamp(2, 35);
                let day = self.asked.date - Days::new(self.world.dice.between(1, gap - 1).unsigned_abs());
                // In the small county the children at the trigger today are those of the scripts.
                let lately = today - Days::new(95);
                let enough = self.child.missing.iter().filter(|own| **own > lately).count() >= 2;
                if self.child.missing.contains(&day) || (self.world.small() && day > lately && enough) {
                    continue;
                }
                self.child.missing.push(day);
                let from = day.and_time(chrono::NaiveTime::default())
                    + Duration::minutes(self.world.dice.between(190, 287) * 5);
                let until = from + Duration::minutes(self.world.dice.between(20, 340) * 5);
                let found =
                    ["{place}", "{place2}", "a friend's house", "a flat in {town}", "returned without being found"];
                episodes.push((from, until, self.world.dice.pick(&found).copied().unwrap_or("{place}")));
            }
        }
        episodes.sort_by_key(|(from, ..)| *from);
        for (from, until, found) in episodes {
            let found = Some(self.fill(found));
            let until = Some(until.min(self.asked.date.and_hms_opt(8, 0, 0).unwrap_or(until)).max(from));
            self.minutes.wait(&mut self.world.dice, 10, 30);
            self.say(Capture::Missing { from, until, missing_from: missing_from.clone(), found });
        }
    }

    /// Places, vehicles and groups that Part 2 is to hear of.
    fn places(&mut self) {
        let kind = |tag: &str, own: &Self| {
            let words = &own.world.terms.vocabulary.place;
            words.iter().find(|word| word.tag.as_deref() == Some(tag)).map(|word| word.name.clone())
        };
        let scripted = self.script().filter(|_| self.before == 1).map(|script| script.text("place").split_once(';'));
        if let Some(place) = scripted {
            if let Some((kind, text)) = place {
                let text = self.fill(text);
                self.say(Capture::Place { kind: kind.to_owned(), text });
            }
            return;
        }
        if !matches!(self.phase, '0' | 'c' | 'w' | 'd') || !self.world.dice.chance(22) {
            return;
        }
        let (tag, section) = match self.child.life.theme {
            'o' => ("online", "online"),
            'g' | 'p' if self.world.dice.chance(25) => ("group", "group"),
            'b' | 'n' if self.world.dice.chance(35) => ("vehicle", ""),
            _ => ("venue", "venue-detail"),
        };
        let used = (&mut self.child.used, &mut self.minutes.heard);
        let entries = self.world.banks.places.section(section);
        let chosen = choose(entries, ('*', &self.child.life), &mut self.world.dice, used, true).map(|entry| entry.text);
        let text = match (tag, chosen) {
            ("vehicle", _) => "{vehicle}".to_owned(),
            ("venue", Some(detail)) => format!("{{place}}: {detail}"),
            (_, Some(text)) => text.to_owned(),
            (_, None) => return,
        };
        let Some(kind) = kind(tag, self) else { return };
        let text = self.fill(&text);
        self.minutes.wait(&mut self.world.dice, 10, 30);
        self.say(Capture::Place { kind, text });
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
            None => self.fill("The picture is as it was, and {name}'s plan goes on. The next review is {review}."),
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
            let Some(text) = self.from_bank("dissent", '*') else { return };
            let Some(rationale) = self.from_bank("dissent-answer", '*') else { return };
            (seat, text, rationale, DissentState::Resolved)
        };
        if self.asked.meeting.seat(&seat).is_none() {
            return;
        }
        let (text, rationale) = (self.fill(text), self.fill(rationale));
        self.minutes.wait(&mut self.world.dice, 15, 40);
        self.say(Capture::Dissent { seat: seat.clone(), text });
        self.minutes.wait(&mut self.world.dice, 30, 90);
        self.say(Capture::DissentAnswered { seat, rationale, state });
    }

    /// Whether anybody present has not yet been asked.
    fn unasked(&self) -> bool {
        !self.seats.is_empty()
    }
}
