//! Whether two records may be of one child: names with slips and without marks, days and months swapped.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use crate::terms::fold;

/// How like two names must be, letter by letter, to be one with a slip.
const NEAR: f64 = 0.8;

/// Why two records may be of one child.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// Name and date of birth are the same, however the name is spelt in capitals, marks and order.
    Same,
    /// The same name, and day and month swapped.
    Swapped,
    /// The same name, and a date of birth with one part different.
    NearDate,
    /// The same date of birth, and a name with a slip or a part left out.
    NearName,
    /// The same name, and quite another date of birth.
    Namesake,
}

impl Likeness {
    /// Says so, for a list: “day and month swapped”.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Same => "the same name and date of birth",
            Self::Swapped => "the same name, day and month of birth swapped",
            Self::NearDate => "the same name, one part of the date of birth different",
            Self::NearName => "the same date of birth, a similar name",
            Self::Namesake => "the same name, another date of birth",
        }
    }
}

/// Children by name and date of birth, in which those that a child may be are found without looking at all of them.
#[derive(Debug, Default)]
pub struct Register {
    /// Name, date of birth, and what the record is called.
    known: Vec<(String, NaiveDate, String)>,
    by_name: BTreeMap<Vec<String>, Vec<usize>>,
    by_day: BTreeMap<NaiveDate, Vec<usize>>,
}

impl Register {
    /// Enters a child.
    pub fn enter(&mut self, name: &str, born: NaiveDate, called: &str) {
        let at = self.known.len();
        self.by_name.entry(sorted(name)).or_default().push(at);
        self.by_day.entry(born).or_default().push(at);
        self.known.push((name.to_owned(), born, called.to_owned()));
    }

    /// What the record is called that a child may be, and why; the likeliest, and no mere namesake.
    #[must_use]
    pub fn find(&self, name: &str, born: NaiveDate) -> Option<(Likeness, &str)> {
        let swapped = NaiveDate::from_ymd_opt(born.year(), born.day(), born.month());
        let days = [Some(born), swapped].into_iter().flatten().filter_map(|day| self.by_day.get(&day));
        let candidates = self.by_name.get(&sorted(name)).into_iter().chain(days).flatten();
        let like = candidates.filter_map(|at| {
            let (other, day, called) = self.known.get(*at)?;
            Some((likeness((name, born), (other, *day))?, called.as_str()))
        });
        like.filter(|(how, _)| *how != Likeness::Namesake).min()
    }
}

/// Whether two names and dates of birth may be of one child.
#[must_use]
pub fn likeness((name, born): (&str, NaiveDate), (other, other_born): (&str, NaiveDate)) -> Option<Likeness> {
    let (name, other) = (sorted(name), sorted(other));
    if name.is_empty() || other.is_empty() {
        return None;
    }
    let (same_name, same_date) = (name == other, born == other_born);
    let swapped = NaiveDate::from_ymd_opt(born.year(), born.day(), born.month()) == Some(other_born);
    match (same_name, same_date) {
        (true, true) => Some(Likeness::Same),
        (true, false) if swapped => Some(Likeness::Swapped),
        (true, false) if differs_in_one(born, other_born) => Some(Likeness::NearDate),
        (true, false) => Some(Likeness::Namesake),
        (false, _) if (same_date || swapped) && near(&name, &other) => Some(Likeness::NearName),
        (false, _) => None,
    }
}

/// A name's words, folded and in one order: people write surnames first, and last.
fn sorted(name: &str) -> Vec<String> {
    let mut words: Vec<String> = fold(name).split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect();
    words.sort();
    words
}

fn near(name: &[String], other: &[String]) -> bool {
    let (short, long) = if name.len() <= other.len() { (name, other) } else { (other, name) };
    let within = short.len() > 1 && short.iter().all(|word| long.contains(word));
    within || strsim::normalized_damerau_levenshtein(&name.join(" "), &other.join(" ")) >= NEAR
}

fn differs_in_one(one: NaiveDate, other: NaiveDate) -> bool {
    let same = [one.day() == other.day(), one.month() == other.month(), one.year() == other.year()];
    same.into_iter().filter(|same| *same).count() == 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(one: (&str, &str), other: (&str, &str), expect: Option<Likeness>) {
        let (one, other) = ((one.0, one.1.parse().unwrap()), (other.0, other.1.parse().unwrap()));
        assert_eq!(likeness(one, other), expect);
        assert_eq!(likeness(other, one), expect, "either way round");
    }

    #[test]
    fn a_child_is_known_however_the_name_is_spelt() {
        check(("Oisín Ashdown", "2010-07-29"), ("ASHDOWN, OISIN", "2010-07-29"), Some(Likeness::Same));
    }

    #[test]
    fn a_slip_in_name_or_date_is_similar() {
        check(("Ada Nowhere", "2012-02-01"), ("Ada Nowhere", "2012-01-02"), Some(Likeness::Swapped));
        check(("Ada Nowhere", "2012-02-01"), ("Ada Nowhere", "2013-02-01"), Some(Likeness::NearDate));
        check(("Ada Nowhere", "2012-02-01"), ("Ada Nowehre", "2012-02-01"), Some(Likeness::NearName));
        check(("Ada Mary Nowhere", "2012-02-01"), ("Ada Nowhere", "2012-02-01"), Some(Likeness::NearName));
        check(("Ada Nowhere", "2012-02-01"), ("Ada Nowhere", "2009-11-30"), Some(Likeness::Namesake));
    }

    #[test]
    fn a_register_finds_what_looking_at_every_record_finds() {
        let born = |text: &str| text.parse::<NaiveDate>().unwrap();
        let mut register = Register::default();
        for (name, day, called) in [("Ada Nowhere", "2012-02-01", "A"), ("Bo Somewhere", "2012-02-01", "B")] {
            register.enter(name, born(day), called);
        }
        let find = |name: &str, day: &str| register.find(name, born(day));
        assert_eq!(find("Nowhere, Ada", "2012-01-02"), Some((Likeness::Swapped, "A")));
        assert_eq!(find("Bo Somewere", "2012-02-01"), Some((Likeness::NearName, "B")));
        assert_eq!(find("Ada Nowhere", "2009-11-30"), None, "a mere namesake");
        assert_eq!(find("Cy Elsewhere", "2012-02-01"), None);
    }

    #[test]
    fn others_born_on_the_day_or_named_nearly_so_are_not() {
        check(("Ada Nowhere", "2012-02-01"), ("Bo Somewhere", "2012-02-01"), None);
        check(("Ada Nowhere", "2012-02-01"), ("Ada Nowehre", "2009-11-30"), None);
    }
}
