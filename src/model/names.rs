//! Finds names in people's text, for the veil and for anonymised papers to cover them. What another child's name means
//! for an entry is the guard's affair: see [`naming`](super::naming).
//!
//! A name is found by each of its words, whatever the case, the accents and the `'s` behind it: people write
//! `Kai`, `KAI` and `Kai's`, and seldom the name in full. What is found once too often is a nuisance; what is missed is
//! a child's name on a wall. Of children whom nobody here speaks about only the whole name is found, or half the county's
//! officers would share a word with one of them. Whoever else is looked for, as persons of concern, is often called by a
//! word of the language: that is a name by its capital alone.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::id::CaseId;

/// Words that names share with ordinary English: in small letters they are read as words.
///
/// To hide every `will` from the minutes would tell a reader that somebody is called Will.
const ORDINARY: &str = include_str!("names/ordinary.txt");

/// Days and months that people are called by too: beside a number they are a date.
const CALENDAR: &str = "mon tue wed thu fri sat sun monday tuesday wednesday thursday friday saturday sunday \
    jan feb mar apr may jun jul aug sep sept oct nov dec \
    january february march april june july august september october november december";

/// Letters that a text cut with `…` must show of a name before it is taken for one.
const CUT: usize = 3;

/// The names of some children, and of others, ready to be looked for; `K` says who somebody is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Names<K = CaseId> {
    bearers: Vec<K>,
    /// Every word of a name as it is compared, and whose it is, by place among the bearers.
    words: BTreeMap<String, Vec<usize>>,
    /// Every name written as one word, as people call themselves on line.
    joined: BTreeMap<String, Vec<usize>>,
    /// How many children are found by each word of theirs: those beyond are found by the whole name alone.
    near: usize,
    /// The bearers who are called by words of the language, and those words.
    plain: BTreeMap<usize, BTreeSet<String>>,
    /// The others, who are no children, and how many words their names have.
    others: BTreeMap<usize, usize>,
}

/// Nobody.
impl<K> Default for Names<K> {
    fn default() -> Self {
        Self {
            bearers: Vec::new(),
            words: BTreeMap::new(),
            joined: BTreeMap::new(),
            near: 0,
            plain: BTreeMap::new(),
            others: BTreeMap::new(),
        }
    }
}

/// A name found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named<'a, K = CaseId> {
    /// Its words as they stand there, each by its bytes, first to last.
    pub words: Vec<Range<usize>>,
    /// Who is called so: several where they share the word.
    pub whose: Vec<&'a K>,
}

impl<K> Named<'_, K> {
    /// Where it stands, from its first letter to its last.
    #[must_use]
    pub fn at(&self) -> Range<usize> {
        let start = self.words.first().map_or(0, |word| word.start);
        start..self.words.last().map_or(start, |word| word.end)
    }

    /// Its initials, in capitals; `text` is what it was found in.
    #[must_use]
    pub fn initials(&self, text: &str) -> String {
        let first = |word: &Range<usize>| text.get(word.clone())?.chars().next();
        self.words.iter().filter_map(first).flat_map(char::to_uppercase).collect()
    }
}

impl<K: Clone + PartialEq> Names<K> {
    /// Takes children by their names: to be found by each word of it.
    #[must_use]
    pub fn of<'a>(children: impl IntoIterator<Item = (K, &'a str)>) -> Self {
        let mut names = Self::default();
        children.into_iter().for_each(|(child, name)| drop(names.take(child, name)));
        names.near = names.bearers.len();
        names
    }

    /// Takes more children, to be found by their whole names alone.
    #[must_use]
    pub fn and_whole<'a>(mut self, children: impl IntoIterator<Item = (K, &'a str)>) -> Self {
        for (child, name) in children {
            if !self.bearers.contains(&child) {
                self.take(child, name);
            }
        }
        self
    }

    /// Takes others, to be found by each word of their names; one that is a word of the language too is found by its
    /// capital, and beside the rest of the name where there is more of it.
    #[must_use]
    pub fn and_others<'a>(
        mut self,
        others: impl IntoIterator<Item = (K, &'a str)>,
        is_word: impl Fn(&str) -> bool,
    ) -> Self {
        for (who, name) in others {
            let own = self.take(who, name);
            let place = self.bearers.len() - 1;
            self.others.insert(place, own.len());
            let plain: BTreeSet<String> = own.into_iter().filter(|word| is_word(word)).collect();
            if !plain.is_empty() {
                self.plain.insert(place, plain);
            }
        }
        self
    }

    /// Takes a name, and gives the words that it is found by.
    fn take(&mut self, who: K, name: &str) -> Vec<String> {
        let place = self.bearers.len();
        self.bearers.push(who);
        let words = words(name);
        let spelt = words.iter().any(|word| word.capital);
        // The `van` of a Van Dijk is a vehicle everywhere else.
        let own = words.into_iter().filter(|word| word.folded.chars().nth(1).is_some() && (word.capital || !spelt));
        let own: Vec<String> = own.map(|word| word.folded).collect();
        for word in &own {
            let whose = self.words.entry(word.clone()).or_default();
            if whose.last() != Some(&place) {
                whose.push(place);
            }
        }
        if own.len() > 1 {
            self.joined.entry(own.concat()).or_default().push(place);
        }
        own
    }
}

impl<K> Names<K> {
    /// Whether there is nobody to look for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Finds every name in a text, first to last; words of one child's name that stand side by side are one.
    #[must_use]
    pub fn find(&self, text: &str) -> Vec<Named<'_, K>> {
        if self.is_empty() {
            return Vec::new();
        }
        let mut found: Vec<(Vec<Range<usize>>, Vec<usize>)> = Vec::new();
        for word in words(text) {
            let Some((at, whose)) = self.whose(&word, text) else { continue };
            if let Some((before, shared)) = found.last_mut() {
                let gap = before.last().and_then(|last| text.get(last.end..at.start)).unwrap_or_default();
                let both: Vec<usize> = shared.iter().filter(|child| whose.contains(child)).copied().collect();
                if !both.is_empty() && joins(gap) {
                    before.push(at);
                    *shared = both;
                    continue;
                }
            }
            found.push((vec![at], whose));
        }
        let named = |(words, mut whose): (Vec<Range<usize>>, Vec<usize>)| {
            if let [word] = &words[..] {
                let word = text.get(word.clone()).unwrap_or_default();
                whose.retain(|bearer| self.is_found_by(*bearer, word));
            }
            let whose: Vec<&K> = whose.into_iter().filter_map(|bearer| self.bearers.get(bearer)).collect();
            (!whose.is_empty()).then_some(Named { words, whose })
        };
        found.into_iter().filter_map(named).collect()
    }

    /// The words that a text shares with a name of these and that were not found to be one: ordinary words in small
    /// letters, months beside a number, words cut too short.
    #[must_use]
    pub fn passed_over(&self, text: &str, found: &[Named<'_, K>]) -> Vec<(Range<usize>, Vec<&K>)> {
        let found: Vec<&Range<usize>> = found.iter().flat_map(|named| &named.words).collect();
        let shared = |word: Word| {
            let cut = text.get(word.at.end..).is_some_and(|after| after.starts_with('…'));
            let begun = self.words.range(word.folded.clone()..);
            let begun = begun.take_while(|(name, _)| **name == word.folded || cut && name.starts_with(&word.folded));
            let whose: BTreeSet<usize> = begun.flat_map(|(_, whose)| whose.iter().copied()).collect();
            let passed = !whose.is_empty() && !found.iter().any(|found| found.start == word.at.start);
            passed.then(|| (word.at, whose.into_iter().filter_map(|bearer| self.bearers.get(bearer)).collect()))
        };
        words(text).into_iter().filter_map(shared).collect()
    }

    /// Whether somebody is found by one word that stands alone.
    fn is_found_by(&self, bearer: usize, word: &str) -> bool {
        let Some(Word { folded, .. }) = words(word).into_iter().next() else { return false };
        if self.joined.get(&folded).is_some_and(|whose| whose.contains(&bearer)) {
            return true;
        }
        let beside = self.plain.get(&bearer).is_some_and(|plain| plain.contains(&folded));
        bearer < self.near || self.others.get(&bearer).is_some_and(|words| *words == 1 || !beside)
    }

    /// Whose name a word is a part of, and how much of it; none where it is an ordinary word here.
    fn whose(&self, word: &Word, text: &str) -> Option<(Range<usize>, Vec<usize>)> {
        let (spelt, after) = (text.get(word.at.clone())?, text.get(word.at.end..)?);
        if after.starts_with('…') && word.folded.chars().count() >= CUT {
            let begun = self.words.range(word.folded.clone()..).take_while(|(name, _)| name.starts_with(&word.folded));
            let mut whose: Vec<usize> = begun.flat_map(|(_, whose)| whose.iter().copied()).collect();
            whose.sort_unstable();
            whose.dedup();
            return (!whose.is_empty()).then(|| (word.at.clone(), whose));
        }
        if let Some(whose) = self.joined.get(&word.folded) {
            return Some((word.at.clone(), whose.clone()));
        }
        // `Kais` is how `Kai's` is typed in a hurry.
        let hurried = word.folded.strip_suffix('s').filter(|name| name.len() > 2 && spelt.ends_with(['s', 'S']));
        let (name, at) = match (self.words.contains_key(&word.folded), hurried) {
            (true, _) => (word.folded.as_str(), word.at.clone()),
            (false, Some(name)) => (name, word.at.start..word.at.end - 1),
            (false, None) => return None,
        };
        let mut whose = self.words.get(name)?.clone();
        if !word.capital {
            whose.retain(|bearer| !self.plain.get(bearer).is_some_and(|plain| plain.contains(name)));
        }
        let ordinary = !word.capital && is_ordinary(name);
        let date = is_calendar(name) && beside_number(word, text);
        (!ordinary && !date && !whose.is_empty()).then_some((at, whose))
    }
}

/// Whether a word, in small letters, is one that names share with ordinary English.
#[must_use]
pub fn is_ordinary(word: &str) -> bool {
    ORDINARY.split_whitespace().any(|ordinary| ordinary == word)
}

/// Whether a word, in small letters, is a day or a month, in full or in short.
#[must_use]
pub fn is_calendar(word: &str) -> bool {
    CALENDAR.split_whitespace().any(|day| day == word)
}

/// The initials of a name; one that is kept as its initials, as in some trackers, stays so.
#[must_use]
pub fn initials(name: &str) -> String {
    if name.len() <= 4 && name.chars().all(char::is_uppercase) {
        return name.to_owned();
    }
    name.split([' ', '-']).filter_map(|word| word.chars().next()).collect()
}

/// A word of a text.
pub(super) struct Word {
    /// Its bytes.
    pub at: Range<usize>,
    /// As it is compared: small letters without accents.
    pub folded: String,
    /// Whether it begins with a capital, or with a letter that knows none.
    pub capital: bool,
}

/// The words of a text; an apostrophe, a hyphen, a digit part them.
pub(super) fn words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    for (at, letter) in text.char_indices() {
        let end = at + letter.len_utf8();
        let open = words.last_mut().filter(|word| word.at.end == at);
        match open {
            Some(word) if letter.is_alphabetic() || is_combining_mark(letter) => {
                word.at.end = end;
                fold(letter, &mut word.folded);
            }
            None if letter.is_alphabetic() => {
                let mut folded = String::new();
                fold(letter, &mut folded);
                words.push(Word { at: at..end, folded, capital: !letter.is_lowercase() });
            }
            _ => {}
        }
    }
    words
}

/// Adds a letter as it is compared.
fn fold(letter: char, to: &mut String) {
    if letter.is_ascii_alphabetic() {
        return to.push(letter.to_ascii_lowercase());
    }
    for plain in letter.to_lowercase().nfd().filter(|part| !is_combining_mark(*part)) {
        match plain {
            'ł' => to.push('l'),
            'ø' => to.push('o'),
            'đ' => to.push('d'),
            'ı' => to.push('i'),
            'ß' => to.push_str("ss"),
            'æ' => to.push_str("ae"),
            'œ' => to.push_str("oe"),
            other => to.push(other),
        }
    }
}

/// Whether what stands between two words of a name leaves them one name.
pub(super) fn joins(gap: &str) -> bool {
    let blank = !gap.is_empty() && gap.chars().all(char::is_whitespace);
    blank || matches!(gap, "-" | "‐" | "‑" | "'" | "’" | "‘" | "_" | ".")
}

fn beside_number(word: &Word, text: &str) -> bool {
    let gap = |c: char| matches!(c, ' ' | '-' | '/' | '.');
    let before = text.get(..word.at.start).unwrap_or_default();
    let before = before.strip_suffix(gap).unwrap_or(before);
    let ordinal = ["st", "nd", "rd", "th"].iter().find_map(|ending| before.strip_suffix(ending)).unwrap_or(before);
    let after = text.get(word.at.end..).unwrap_or_default();
    let after = after.strip_prefix(gap).unwrap_or(after);
    ordinal.ends_with(|c: char| c.is_ascii_digit()) || after.starts_with(|c: char| c.is_ascii_digit())
}

#[cfg(test)]
mod tests;
