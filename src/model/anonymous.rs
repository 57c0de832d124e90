//! What stands in an anonymised paper in place of names: children by reference, by initials or by a number, persons of
//! concern by a letter; and what of it no program can be certain of.
//!
//! Every child whom the store knows is covered wherever a word of their name stands with a capital, but not in the name of
//! a member or a place who shares that word with a child of whom the paper does not speak: that is told, to be looked at.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::rc::Rc;

use chrono::Datelike;

use super::addresses::{addresses_in, numbers_in};
use super::case::Case;
use super::concerned::{Lexicon, Persons, begins_sentence, persons};
use super::cover::Hides;
use super::docs::Docs;
use super::id::CaseId;
use super::meeting::Meeting;
use super::names::{Named, Names, is_ordinary, words};
use crate::terms::{Fills, Terms};

/// What stands for a child's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// The reference.
    References,
    /// The initials; references stay.
    Initials,
    /// A number in the order in which the paper names them; references are left out too.
    Nothing,
}

/// Whose name stands in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Who {
    /// A child whom the store knows.
    Child(CaseId),
    /// A person of concern, by the place among those that were found.
    OfConcern(usize),
}

/// Why nobody can be certain of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// It may be a name that the store does not know.
    Unknown,
    /// It is the name of a child who is not in this paper, and stands in a member's or a place's name or is an ordinary
    /// word.
    Shared,
    /// Several children are called so.
    Several,
    /// It stands in a child's record, or behind words as “contact with”, as a person's name does, and no more is known.
    Looks,
    /// In small letters, beside a number or cut short it was read as no name.
    Ordinary,
    /// A number that may tell who somebody is: a telephone, a vehicle, a year of birth.
    Number,
    /// The name of somebody else in a paper about one child.
    Other,
}

/// Covers names, consistently through one paper.
#[derive(Debug)]
pub struct Disguise {
    how: How,
    hides: Rc<Hides<Who>>,
    /// Every reference, in capitals, and whose it is.
    labels: BTreeMap<String, CaseId>,
    /// The reference that each child goes by.
    goes_by: BTreeMap<CaseId, String>,
    /// The children of whom the paper may speak.
    near: BTreeSet<CaseId>,
    /// The words of members' and places' names and of the arrangement, in small letters.
    own: BTreeSet<String>,
    /// How many persons of concern are told to be so; those behind them are taken for it on the looks of their names.
    told: usize,
    /// The children and the persons of concern in the order in which the paper names them.
    children: Vec<CaseId>,
    persons: Vec<usize>,
    /// The lines of addresses that the store knows.
    addresses: BTreeSet<String>,
    /// The years in which those may be born of whom the paper speaks.
    born: Range<i32>,
}

impl How {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::References, Self::Initials, Self::Nothing];

    /// What stands for a child in such a copy, as the log says it.
    #[must_use]
    pub fn logged(self) -> &'static str {
        match self {
            Self::References => "by references",
            Self::Initials => "by initials",
            Self::Nothing => "by numbers",
        }
    }

    /// What it is called.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::References => "references",
            Self::Initials => "initials",
            Self::Nothing => "nothing",
        }
    }

    /// What is called so.
    #[must_use]
    pub fn read(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|how| how.name() == name)
    }

    /// What stands for the children, as a sentence begins.
    #[must_use]
    pub fn said(self) -> &'static str {
        match self {
            Self::References => "Children are named by their references",
            Self::Initials => "Children are named by their initials",
            Self::Nothing => "Children are numbered in the order in which they are named here",
        }
    }
}

impl Why {
    /// All of them, the likeliest to be a name first.
    pub const ALL: [Self; 7] =
        [Self::Unknown, Self::Shared, Self::Several, Self::Looks, Self::Number, Self::Ordinary, Self::Other];

    /// What is asked of whoever looks.
    #[must_use]
    pub fn said(self) -> &'static str {
        match self {
            Self::Unknown => "Left in: it may be the name of somebody whom the store does not know",
            Self::Shared => {
                "Left in: a member's, a place's or an ordinary word, and a name of a child who is not in this paper"
            }
            Self::Several => "Covered as “a child”: several children are called so",
            Self::Looks => "Covered by a letter on its looks alone: it stands where a name of somebody of concern may",
            Self::Number => "Left in: a number that may tell who somebody is",
            Self::Other => "Marked in the paper: the name of somebody else, or what may be one",
            Self::Ordinary => "Left in: read as an ordinary word, a date or a word cut short, and also a child's name",
        }
    }
}

impl Disguise {
    /// Knows every loaded child, and whoever a text of theirs or of the paper says to be of concern.
    #[must_use]
    pub fn new<'a>(
        how: How,
        meeting: &Meeting,
        (docs, terms): (&Docs, &Terms),
        lexicon: &Lexicon<'_>,
        paper: impl IntoIterator<Item = &'a str>,
    ) -> Self {
        let (mut children, mut born, mut labels) = (Vec::new(), Vec::new(), BTreeMap::new());
        let mut addresses = BTreeSet::new();
        for case in docs.cases.values() {
            let stands = docs.stands_for(&case.id);
            children.extend(names(case, terms).into_iter().map(|name| (Who::Child(stands.clone()), name)));
            born.push(case.details.born);
            born.extend(case.earlier.iter().map(|earlier| earlier.details.born));
            let former = case.former.iter().map(|former| &former.label);
            labels.extend(former.chain([&case.label]).map(|label| (label.to_uppercase(), stands.clone())));
            for form in case.forms.iter().map(|filed| &filed.form) {
                let told = form.told(&terms.template, Fills::Address).unwrap_or_default();
                let lines = told.split(['\n', ',']).map(str::trim);
                addresses.extend(lines.filter(|line| line.contains(|c: char| c.is_ascii_digit())).map(str::to_owned));
            }
        }
        let listed =
            meeting.items.iter().map(|item| &item.planned).chain(meeting.taken_off.iter().map(|off| &off.planned));
        let near: BTreeSet<CaseId> =
            listed.filter_map(|item| item.case.as_ref()).map(|case| docs.stands_for(case).clone()).collect();
        let of_children = Names::of(children.iter().map(|(who, name)| (who.clone(), name.as_str())));
        let Persons { mut told, mut by_looks } = persons(docs, terms, lexicon, paper);
        // A child is a child.
        for names in [&mut told, &mut by_looks] {
            names.retain(|name| of_children.find(name).is_empty());
        }
        let persons = told.iter().chain(&by_looks).enumerate();
        let persons = persons.map(|(at, name)| (Who::OfConcern(at), name.as_str()));
        let names = of_children.and_others(persons, |word| lexicon.is_word(word));
        Self {
            how,
            hides: Rc::new(Hides::new(names, born)),
            labels,
            goes_by: docs.records().map(|case| (case.id.clone(), case.label.clone())).collect(),
            near,
            own: lexicon.own.clone(),
            told: told.len(),
            children: Vec::new(),
            persons: Vec::new(),
            addresses,
            born: 1930..meeting.plan.date.year() - 8,
        }
    }

    /// A text without a name, an address, a date of birth. `about` is the child of whom it speaks, `doubt` is told each word
    /// that nobody can be certain of.
    pub fn cover<'t>(
        &mut self,
        text: &'t str,
        about: Option<&CaseId>,
        doubt: &mut dyn FnMut(&str, Why),
    ) -> Cow<'t, str> {
        let hides = Rc::clone(&self.hides);
        let found = hides.names().find(text);
        self.passed_over(text, &found, doubt);
        let mut standing = BTreeSet::new();
        let name = |named: &Named<'_, Who>, text: &str| {
            let instead = self.instead(named, text, about, doubt)?;
            standing.insert(instead.clone());
            Some(standing_after(text.get(..named.at().start).unwrap_or_default(), instead))
        };
        let mut covered = hides.cover_found(text, &found, name, |_| "(date of birth)".to_owned());
        let known = self.addresses.iter().flat_map(|line| covered.match_indices(line.as_str()));
        let known = known.map(|(at, line)| at..at + line.len());
        let mut addresses: Vec<Range<usize>> = known.chain(addresses_in(&covered)).collect();
        addresses.sort_by_key(|range| (range.start, std::cmp::Reverse(range.end)));
        addresses.dedup_by(|next, kept| next.start < kept.end);
        for at in addresses.into_iter().rev() {
            covered.to_mut().replace_range(at, "(address)");
        }
        if self.how == How::Nothing {
            for (at, case) in self.labels_in(&covered).into_iter().rev() {
                let instead = self.numbered(&case);
                standing.insert(instead.clone());
                let instead = standing_after(covered.get(..at.start).unwrap_or_default(), instead);
                covered.to_mut().replace_range(at, &instead);
            }
        }
        for instead in standing {
            once(&mut covered, &instead);
        }
        covered
    }

    /// Tells what in a covered text may still say who somebody is.
    pub fn look(&self, covered: &str, lexicon: &Lexicon<'_>, doubt: &mut dyn FnMut(&str, Why)) {
        for stranger in lexicon.strangers(covered) {
            doubt(stranger, Why::Unknown);
        }
        for number in numbers_in(covered, self.born.clone()) {
            doubt(number, Why::Number);
        }
    }

    /// What stands in place of a name; none where it stays.
    fn instead(
        &mut self,
        named: &Named<'_, Who>,
        text: &str,
        about: Option<&CaseId>,
        doubt: &mut dyn FnMut(&str, Why),
    ) -> Option<String> {
        let spelt = text.get(named.at()).unwrap_or_default();
        let (mut children, mut person) = (Vec::new(), None);
        for who in &named.whose {
            match who {
                Who::Child(case) if children.contains(case) => {}
                Who::Child(case) => children.push(case.clone()),
                Who::OfConcern(at) => person = person.or(Some(*at)),
            }
        }
        let near: Vec<CaseId> = children.iter().filter(|case| self.near.contains(case)).cloned().collect();
        let own = near.iter().find(|case| Some(*case) == about);
        let folded = |word: &Range<usize>| words(text.get(word.clone()).unwrap_or_default()).pop();
        let public = |word: &Range<usize>| {
            folded(word).is_some_and(|word| is_ordinary(&word.folded) || self.own.contains(&word.folded))
        };
        let child = match (own, &near[..], &children[..]) {
            (Some(own), ..) => own.clone(),
            (None, [], []) => {
                let person = person?;
                if person >= self.told {
                    doubt(spelt, Why::Looks);
                }
                return Some(format!("person {}", letters(self.person(person))));
            }
            (None, [], _) if named.words.len() == 1 && named.words.iter().all(public) => {
                doubt(spelt, Why::Shared);
                return None;
            }
            (None, [one], _) | (None, [], [one]) => one.clone(),
            _ if self.how == How::Initials => return Some(named.initials(text)),
            _ => {
                doubt(spelt, Why::Several);
                return Some("a child".to_owned());
            }
        };
        Some(match self.how {
            How::References => self.goes_by.get(&child).cloned().unwrap_or_else(|| self.numbered(&child)),
            How::Initials => named.initials(text),
            How::Nothing => self.numbered(&child),
        })
    }

    fn numbered(&mut self, child: &CaseId) -> String {
        format!("child {}", place_of(&mut self.children, child) + 1)
    }

    fn person(&mut self, person: usize) -> usize {
        place_of(&mut self.persons, &person)
    }

    /// Where a text has references, and whose.
    fn labels_in(&self, text: &str) -> Vec<(Range<usize>, CaseId)> {
        let mut found = Vec::new();
        let mut at = 0;
        for piece in text.split_inclusive(|c: char| !c.is_alphanumeric() && c != '-') {
            let label = piece.trim_end_matches(|c: char| !c.is_alphanumeric());
            if let Some(case) = self.labels.get(&label.to_uppercase()) {
                found.push((at..at + label.len(), case.clone()));
            }
            at += piece.len();
        }
        found
    }

    /// Tells the words that are a name elsewhere and were read as none here; of children who are not in this paper only
    /// those with a capital, or every `way` and `field` would be told.
    fn passed_over(&self, text: &str, found: &[Named<'_, Who>], doubt: &mut dyn FnMut(&str, Why)) {
        for (at, whose) in self.hides.names().passed_over(text, found) {
            let near = |who: &&Who| match who {
                Who::Child(case) => self.near.contains(case),
                Who::OfConcern(_) => false,
            };
            let word = text.get(at.clone()).unwrap_or_default();
            if word.chars().nth(1).is_some() && (word.starts_with(char::is_uppercase) || whose.iter().any(near)) {
                doubt(word, Why::Ordinary);
            }
        }
    }
}

/// Every name that a child goes or went by.
fn names(case: &Case, terms: &Terms) -> BTreeSet<String> {
    let former = case.former.iter().map(|former| former.name.clone());
    let earlier = case.earlier.iter().map(|earlier| earlier.details.name.clone());
    let forms = case.forms.iter().filter_map(|filed| filed.form.told(&terms.template, Fills::Name));
    std::iter::once(case.details.name.clone()).chain(former).chain(earlier).chain(forms).collect()
}

fn place_of<T: Clone + PartialEq>(among: &mut Vec<T>, one: &T) -> usize {
    among.iter().position(|other| other == one).unwrap_or_else(|| {
        among.push(one.clone());
        among.len() - 1
    })
}

/// `A` to `Z`, and `AA` after them.
fn letters(place: usize) -> String {
    let letter = |at: usize| char::from(b'A' + u8::try_from(at % 26).unwrap_or(0));
    let first = place.checked_sub(26).map(|more| letter(more / 26));
    first.into_iter().chain([letter(place)]).collect()
}

/// What stands in place of a name, with a capital where it begins a sentence or a heading.
fn standing_after(before: &str, instead: String) -> String {
    let begins = before.trim_start_matches(|c: char| c.is_ascii_digit()).trim().is_empty() || begins_sentence(before);
    if begins { capital(&instead) } else { instead }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Says once what a reference and the name behind it, or two references of one child, would say twice.
fn once(text: &mut Cow<'_, str>, instead: &str) {
    let rest = instead.get(1..).unwrap_or_default();
    if text.matches(rest).nth(1).is_none() {
        return;
    }
    for between in [": ", ", now ", " "] {
        let forms = [instead.to_owned(), capital(instead)];
        for (first, second) in forms.iter().flat_map(|first| forms.iter().map(move |second| (first, second))) {
            let twice = format!("{first}{between}{second}");
            let whole =
                |at: &usize| !text.get(at + twice.len()..).is_some_and(|rest| rest.starts_with(char::is_alphanumeric));
            let found: Vec<usize> = text.match_indices(&twice).map(|(at, _)| at).filter(whole).collect();
            for at in found.into_iter().rev() {
                text.to_mut().replace_range(at..at + twice.len(), first);
            }
        }
    }
}

#[cfg(test)]
mod tests;
