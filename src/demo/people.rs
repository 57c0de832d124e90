//! Invented people: children, and those who hold the posts.

use std::collections::{BTreeMap, BTreeSet};

use super::bank::{Bank, Banks};
use super::dice::Dice;
use crate::model::county::Contact;
use crate::model::roster;
use crate::terms::{Area, Terms};

/// Makes names, each once.
#[derive(Debug, Default)]
pub(super) struct People {
    taken: BTreeSet<String>,
    posts: BTreeMap<String, String>,
    helpers: Vec<String>,
    heard: BTreeSet<&'static str>,
}

/// How many social workers and support workers the county has.
const HELPERS: usize = 60;

/// How often each background is met in a hundred, with its word in the names' bank and its place in the terms' list.
const BACKGROUNDS: [(usize, &str, usize); 8] =
    [(64, "b", 0), (7, "e", 1), (6, "b", 2), (3, "a", 2), (7, "s", 3), (7, "a", 4), (3, "t", 5), (3, "o", 6)];

impl People {
    /// A background: its word in the bank, and its place in the terms' list of ethnicities.
    pub fn background(dice: &mut Dice) -> (&'static str, usize) {
        let mut thrown = dice.below(100);
        for (share, word, place) in BACKGROUNDS {
            if thrown < share {
                return (word, place);
            }
            thrown -= share;
        }
        ("b", 0)
    }

    /// A child's first name and full name, never given twice.
    pub fn child(&mut self, names: &Bank, gender: char, background: &str, dice: &mut Dice) -> (String, String) {
        let background_of_name = if gender == 'x' { "b" } else { background };
        let firsts = words(names, "first", &[&gender.to_string(), background_of_name]);
        let surnames = words(names, "surname", &[background]);
        let all = words(names, "surname", &[]);
        let draw = |from: &[&'static str], dice: &mut Dice| dice.pick(from).copied().unwrap_or("Fernsby");
        for attempt in 0.. {
            let first = dice.pick(&firsts).copied().unwrap_or("Robin");
            let own = draw(&surnames, dice);
            // A small county has room for names that share nothing, so that nobody is taken for a sibling.
            let fresh = !self.heard.contains(first) && !self.heard.contains(own);
            if attempt < 12 && !fresh {
                continue;
            }
            let surname = if attempt < 40 { own.to_owned() } else { format!("{own}-{}", draw(&all, dice)) };
            let full = format!("{first} {surname}");
            if self.taken.insert(full.clone()) {
                self.heard.extend([first, own]);
                return (first.to_owned(), full);
            }
        }
        (String::new(), String::new())
    }

    /// Somebody at work, never named twice.
    pub fn officer(&mut self, names: &Bank, dice: &mut Dice) -> String {
        let firsts = words(names, "officer-first", &[]);
        let surnames = words(names, "officer-surname", &[]);
        loop {
            let first = dice.pick(&firsts).copied().unwrap_or("Helen");
            let full = format!("{first} {}", dice.pick(&surnames).copied().unwrap_or("Midwinter"));
            if self.taken.insert(full.clone()) {
                return full;
            }
        }
    }

    /// A social worker or support worker: one person may work with several children.
    pub fn helper(&mut self, names: &Bank, dice: &mut Dice) -> String {
        if self.helpers.len() < HELPERS {
            let name = self.officer(names, dice);
            self.helpers.push(name);
        }
        dice.pick(&self.helpers).cloned().unwrap_or_default()
    }

    /// The contact list of an area: every core seat and the chair of each part. Whoever holds a post
    /// in both parts, or a police district in two areas, is one person.
    pub fn contacts(&mut self, terms: &Terms, area: &Area, banks: &Banks, dice: &mut Dice) -> Vec<Contact> {
        let mut contacts = Vec::new();
        for part in &terms.parts {
            let chair = (part.chair.agency.clone(), part.chair.designation.clone(), None);
            let seats = roster::seats(terms, part, &area.slug, &[]).into_iter().map(|seat| {
                let address = &seat.address;
                let place = district_of(terms, address.as_str(), &seat.districts);
                (address.agency().to_owned(), address.designation().to_owned(), place)
            });
            for (agency, designation, district) in std::iter::once(chair).chain(seats) {
                let county_wide = agency == "escb" || (agency == "police" && district.is_some());
                let scope = if county_wide { "" } else { &area.slug };
                let key = format!("{scope}/{agency}/{designation}/{}", district.as_deref().unwrap_or(""));
                let name = match self.posts.get(&key) {
                    Some(name) => name.clone(),
                    None => self.officer(&banks.names, dice),
                };
                self.posts.insert(key, name.clone());
                // Two who hold posts of one agency stand in for each other.
                let colleague = contacts.iter().rev().find(|c: &&Contact| c.part == part.number && c.agency == agency);
                let deputy = colleague.map_or_else(String::new, |colleague| colleague.name.clone());
                contacts.push(Contact {
                    area: area.slug.clone(),
                    part: part.number,
                    email: format!("{}@{agency}.example", name.to_lowercase().replace(' ', ".")),
                    telephone: format!("01632 960 {:03}", dice.below(1000)),
                    deputy,
                    spoc: !contacts.iter().any(|c: &Contact| c.part == part.number && c.agency == agency),
                    agency,
                    designation,
                    district,
                    name,
                });
            }
        }
        contacts
    }
}

/// The district of a seat as the contact list names it: a council's, or a police district's own name.
fn district_of(terms: &Terms, address: &str, districts: &[String]) -> Option<String> {
    districts.first()?;
    let slug = address.rsplit('/').next()?;
    let same = |name: &&String| name.to_lowercase().replace(' ', "-") == slug;
    let police = terms.police_districts.iter().map(|police| &police.name);
    police.chain(terms.areas.iter().flat_map(|area| &area.districts)).find(same).cloned()
}

/// The words of a section whose lines bear all these tags.
fn words(names: &Bank, section: &str, tags: &[&str]) -> Vec<&'static str> {
    let lines = names.section(section).iter().filter(|entry| tags.iter().all(|tag| entry.tags.contains(tag)));
    lines.flat_map(|entry| entry.text.split(' ')).collect()
}
