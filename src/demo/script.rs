//! The children of today's meeting, written out in full in `bank/today.txt`.
//!
//! The seed gives them their names, places and the people around them; what was said of them last,
//! and what is still to be done, is the same for every seed.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate, NaiveTime};

use super::bank::{Bank, Entry, Life};
use super::child::{Child, voice, years_before};
use super::county::World;
use crate::model::case::Details;
use crate::terms::{Area, Terms, Word};

/// One child's script.
#[derive(Debug, Clone, Copy)]
pub(super) struct Script<'a>(&'a [Entry]);

impl<'a> Script<'a> {
    /// The script of this name.
    pub fn of(today: &'a Bank, name: &str) -> Self {
        Self(today.section(name))
    }

    /// The entries under a key.
    pub fn all(self, key: &'static str) -> impl Iterator<Item = &'a Entry> {
        self.0.iter().filter(move |entry| entry.phases == key)
    }

    /// The text under a key; empty when there is none.
    pub fn text(self, key: &'static str) -> &'static str {
        self.all(key).next().map_or("", |entry| entry.text)
    }

    /// The number that is the first argument of a key.
    pub fn number(self, key: &'static str) -> usize {
        self.all(key).next().and_then(|entry| entry.tags.first()?.parse().ok()).unwrap_or(0)
    }

    /// What is said under a key so many meetings before today's.
    pub fn said(self, key: &'static str, before: usize) -> Option<&'static str> {
        self.all(key).find(|entry| entry.tags.first().is_some_and(|n| *n == before.to_string())).map(|entry| entry.text)
    }

    /// The phase so many meetings before today's; before the arc begins, contact and disruption take turns.
    pub fn phase(self, before: usize) -> char {
        let arc: Vec<char> = self.text("arc").chars().collect();
        match arc.len().checked_sub(before) {
            Some(place) => arc.get(place).copied().unwrap_or('c'),
            None => ['c', 'w', 'd'][before % 3],
        }
    }

    /// The level of risk set so many meetings before today's, and why.
    pub fn risk(self, before: usize, levels: &[Word]) -> Option<(u8, &'static str)> {
        let (level, because) = self.said("risk", before)?.split_once(" | ")?;
        Some((place_of(levels, level), because))
    }

    /// The missing episodes that became known between two meetings: from, until, where found.
    /// What would lie after the last meeting lies a little before it.
    pub fn missing(self, today: NaiveDate, last: NaiveDate) -> Vec<Missing> {
        let mut episodes = Vec::new();
        for entry in self.all("missing") {
            let [days, time, hours] = entry.tags[..] else { continue };
            let days: i64 = days.parse().unwrap_or(40);
            let gap = (today - last).num_days();
            let days = if days < gap + 2 { gap + 2 + days % 7 } else { days };
            let time = NaiveTime::parse_from_str(time, "%H:%M").unwrap_or_default();
            let from = (today - Days::new(days.unsigned_abs())).and_time(time);
            let hours = hours.parse().unwrap_or(9);
            episodes.push(Missing { from, until: from + chrono::Duration::hours(hours), found: entry.text });
        }
        episodes
    }

    /// The child of the script, in an area whose meeting today is at this place.
    pub fn child(self, name: &'static str, today: usize, area: &Area, world: &mut World<'_>) -> Child {
        let facts: BTreeSet<&str> = self.all("is").flat_map(|entry| entry.tags.iter().copied()).collect();
        let mut args = self.all("is").flat_map(|entry| entry.tags.iter().copied());
        let gender = args.next().and_then(|word| word.chars().next()).unwrap_or('f');
        let background = args.next().unwrap_or("b");
        let theme = args.next().and_then(|word| word.chars().next()).unwrap_or('g');
        let has = |fact| facts.contains(fact);
        let life = Life { theme, care: has("care"), roll: has("roll"), missing: has("missing"), gender };
        let age = self.number("age");
        let wanted = self.text("district");
        let district = area.districts.iter().find(|own| *own == wanted).or(area.districts.first());
        let district = district.cloned().unwrap_or_default();
        let older = age >= 16;
        let mut voice = voice(
            (world.terms, &world.banks),
            &life,
            (district, background),
            older,
            &mut world.people,
            &mut world.dice,
        );
        let relatives = ["father", "grandmother", "aunt"];
        let relative = relatives.into_iter().find(|own| *own == self.text("relative"));
        voice.relative = relative.unwrap_or("mother");
        let birthday = self.text("age").parse::<u64>().ok();
        let born = match birthday {
            Some(days) => years_before(world.today + Days::new(days), age as u64 + 1),
            None => years_before(world.today, age as u64) - Days::new(30 + world.dice.below(150) as u64),
        };
        let levels = &world.terms.vocabulary.risk;
        let risk = place_of(levels, self.text("opens"));
        let first = today - self.number("opens").min(today);
        Child {
            case: None,
            voice,
            life,
            born,
            age: age as u64,
            ethnicity: match background {
                "e" => 1,
                "s" => 3,
                "a" => 4,
                "t" => 5,
                "o" => 6,
                _ => 0,
            },
            risk,
            height: risk,
            first: i64::try_from(first).unwrap_or(0),
            ends: None,
            due: first,
            discussed: 0,
            script: Some(name),
            used: BTreeSet::new(),
            actions: vec![],
            missing: vec![],
        }
    }

    /// What the script says is known of the child.
    pub fn details(self, details: Details, terms: &Terms) -> Details {
        let words = &terms.vocabulary;
        let one =
            |list: &[Word], key| list.iter().find(|word| word.name == self.text(key)).map(|word| word.name.clone());
        let models =
            self.text("models").split(" + ").filter(|model| words.model.iter().any(|word| word.name == *model));
        let presenter = self.text("presenter");
        Details {
            models: models.map(str::to_owned).collect(),
            legal_status: one(&words.legal_status, "legal").or(details.legal_status),
            education: one(&words.education, "education").or(details.education),
            threshold: one(&words.threshold, "threshold").or(details.threshold),
            source: one(&words.source, "source").or(details.source),
            presenter: if presenter.is_empty() { details.presenter } else { presenter.to_owned() },
            ..details
        }
    }
}

/// A missing episode of a script.
#[derive(Debug, Clone, Copy)]
pub(super) struct Missing {
    /// When the child went missing, local time.
    pub from: chrono::NaiveDateTime,
    /// When the child returned.
    pub until: chrono::NaiveDateTime,
    /// Where found, with slots.
    pub found: &'static str,
}

fn place_of(levels: &[Word], name: &str) -> u8 {
    levels.iter().find(|word| word.name == name).and_then(|word| word.level).unwrap_or(2)
}

/// The names of the scripts, in the order of the agenda.
pub(super) fn names(today: &Bank) -> Vec<&'static str> {
    let mut names: Vec<_> = today.sections().collect();
    names.sort_by_key(|name| name.parse::<u32>().unwrap_or(u32::MAX));
    names
}
