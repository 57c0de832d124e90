//! What is shared on a child's item: missing episodes, updates, views, places.

use chrono::{Days, Duration, NaiveDate};

use super::bank::choose;
use super::dates::Dates;
use super::discuss::Talk;
use super::script::Script;
use crate::model::attendance::Seat;
use crate::model::capture::Capture;
use crate::model::id::Address;
use crate::model::said::{Mode, Whose};

impl Talk<'_, '_, '_> {
    pub(super) fn updates(&mut self) {
        let mut seats = std::mem::take(&mut self.seats);
        if self.written_out() {
            return self.scripted_updates(seats);
        }
        let own = usize::from(seats.first().is_some_and(|seat| seat.only_case.is_some()));
        self.world.dice.shuffle(&mut seats[own..]);
        let small = self.world.small();
        let wanted = if small { 7 + self.world.dice.below(4) } else { 10 };
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

    pub(super) fn views(&mut self) {
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

    /// Missing episodes that became known since the last meeting.
    pub(super) fn missing(&mut self, dates: &Dates) {
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
    pub(super) fn places(&mut self) {
        let kind = |tag: &str, own: &Self| {
            let words = &own.world.terms.vocabulary.place;
            words.iter().find(|word| word.tag.as_deref() == Some(tag)).map(|word| word.name.clone())
        };
        if self.written_out() {
            let place = self.script().and_then(|script| script.all("place").next());
            if let Some((kind, text)) = place.map(|entry| (entry.tags.join(" "), entry.text)) {
                let text = self.fill(text);
                self.say(Capture::Place { kind, text });
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
}
