//! Covers the names in people's text and the dates of birth: what the veil and anonymised papers have in common.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

use chrono::NaiveDate;
use serde_json::Value;

use super::id::CaseId;
use super::names::{Named, Names};
use crate::terms::Terms;

/// How people write a date of birth.
const WRITTEN: [&str; 11] = [
    "%-d %b %Y",
    "%-d %B %Y",
    "%Y-%m-%d",
    "%d-%m-%Y",
    "%d/%m/%Y",
    "%-d/%-m/%Y",
    "%d/%m/%y",
    "%-d/%-m/%y",
    "%d.%m.%Y",
    "%-d.%-m.%Y",
    "%d.%m.%y",
];

/// The bytes of the shortest and of the longest of them: `1/2/11`, `24 September 2011`.
const SHORTEST: usize = 6;
const LONGEST: usize = 17;

/// What is hidden: names, and dates of birth as people write them.
#[derive(Debug, Clone, PartialEq)]
pub struct Hides<K = CaseId> {
    names: Names<K>,
    births: BTreeSet<String>,
}

impl<K> Hides<K> {
    /// Hides these names and dates of birth.
    #[must_use]
    pub fn new(names: Names<K>, born: impl IntoIterator<Item = NaiveDate>) -> Self {
        let written = |born: NaiveDate| WRITTEN.map(|form| born.format(form).to_string());
        Self { names, births: born.into_iter().flat_map(written).collect() }
    }

    /// Whose names are hidden.
    #[must_use]
    pub fn names(&self) -> &Names<K> {
        &self.names
    }

    /// A text with initials in place of names, and nothing of a date of birth but its dots.
    #[must_use]
    pub fn cover<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let dots = |birth: &str| birth.chars().map(|_| '·').collect();
        self.cover_found(text, &self.names.find(text), |named, text| Some(named.initials(text)), dots)
    }

    /// A text with something else in place of each name that was found in it, asked for from first to last, and of each
    /// date of birth; a name that nothing is given for stays.
    #[must_use]
    pub fn cover_found<'t>(
        &self,
        text: &'t str,
        found: &[Named<'_, K>],
        mut name: impl FnMut(&Named<'_, K>, &str) -> Option<String>,
        birth: impl Fn(&str) -> String,
    ) -> Cow<'t, str> {
        let instead = found.iter().filter_map(|named| Some((named.at(), name(named, text)?)));
        let instead: Vec<(Range<usize>, String)> = instead.collect();
        let mut text = Cow::Borrowed(text);
        for (at, instead) in instead.into_iter().rev() {
            text.to_mut().replace_range(at, &instead);
        }
        for at in self.births_in(&text).into_iter().rev() {
            let instead = birth(text.get(at.clone()).unwrap_or_default());
            text.to_mut().replace_range(at, &instead);
        }
        text
    }

    /// The bytes of a text that are dotted out where nothing may move: of each word of a name all but the first letter.
    #[must_use]
    pub fn dots(&self, text: &str) -> Vec<Range<usize>> {
        let tail = |word: Range<usize>| {
            let first = text.get(word.clone())?.chars().next()?;
            Some(word.start + first.len_utf8()..word.end)
        };
        let words = self.names.find(text).into_iter().flat_map(|named| named.words);
        let mut dots: Vec<Range<usize>> = words.filter_map(tail).collect();
        dots.extend(self.births_in(text));
        dots.sort_by_key(|range| range.start);
        dots
    }

    /// Where a text tells a date of birth.
    #[must_use]
    pub fn births_in(&self, text: &str) -> Vec<Range<usize>> {
        let digit = |c: char| c.is_ascii_digit();
        let mut found: Vec<Range<usize>> = Vec::new();
        for (at, _) in text.char_indices().filter(|(_, c)| digit(*c)) {
            let before = text.get(..at).unwrap_or_default();
            if before.ends_with(digit) || found.last().is_some_and(|last| at < last.end) {
                continue;
            }
            let whole = |end: &usize| !text.get(*end..).is_some_and(|after| after.starts_with(digit));
            let born = |end: &usize| text.get(at..*end).is_some_and(|date| self.births.contains(date));
            let ends = (at + SHORTEST..=at + LONGEST).rev();
            found.extend(ends.filter(whole).find(born).map(|end| at..end));
        }
        found
    }
}

/// Every text of the county's terms: the words of an arrangement, and of nobody.
#[must_use]
pub fn vocabulary(terms: &Terms) -> BTreeSet<String> {
    fn gather(value: Value, into: &mut BTreeSet<String>) {
        match value {
            Value::String(text) => drop(into.insert(text)),
            Value::Array(values) => values.into_iter().for_each(|value| gather(value, into)),
            Value::Object(fields) => fields.into_iter().for_each(|(_, value)| gather(value, into)),
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }
    let mut words = BTreeSet::new();
    gather(serde_json::to_value(terms).unwrap_or_default(), &mut words);
    words
}
