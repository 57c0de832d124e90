//! What a person seeks among everything ever said, done or decided: words, and what narrows them.
//!
//! `retail park @police #disrupt case:014 before:mar` seeks both words in what the police said or are to do, of a category,
//! on a child, before the first of March.

use std::borrow::Cow;
use std::ops::Range;

use chrono::{Datelike, Months, NaiveDate};

use super::capture::nearest_within;
use crate::terms::calendar::{Calendar, month_end};
use crate::terms::phrase::{Now, Tense, day, month, read_start, year};
use crate::terms::{Found, Terms, Word, find_word, fold};

/// What is sought, as it was read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// The words, as they were typed; the last may be unfinished.
    pub words: Vec<String>,
    /// The agencies, by slug: what any of them said or is to do.
    pub agencies: Vec<String>,
    /// The categories of actions, in the words of the terms.
    pub categories: Vec<String>,
    /// References of cases, or parts of them.
    pub cases: Vec<String>,
    /// The first day that is sought.
    pub from: Option<NaiveDate>,
    /// The last day that is sought.
    pub to: Option<NaiveDate>,
    /// What could not be read, or is sought as a word though it looks like a filter, and so narrows nothing; or is of no case:
    /// a sentence each.
    pub unread: Vec<String>,
}

/// The first and the last of some days.
type Span = (NaiveDate, NaiveDate);

/// Which side of some days is sought.
#[derive(Clone, Copy)]
enum Side {
    Before,
    On,
    After,
}

/// The words that a filter by day begins with.
const SIDES: [(&str, Side); 3] = [("before:", Side::Before), ("on:", Side::On), ("after:", Side::After)];

/// What a filter by case begins with.
const CASE: &str = "case:";

/// Reads what was typed on a day. A day without a year is the latest such day; a month or a year alone is all of its days,
/// and a month without a year the latest that has begun.
#[must_use]
pub fn read(typed: &str, terms: &Terms, calendar: &Calendar, today: NaiveDate) -> Query {
    let tokens: Vec<&str> = typed.split_whitespace().collect();
    let now = Now { from: today, next_meeting: None, calendar, tense: Tense::Behind };
    let mut query = Query::default();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        at += 1;
        let rest = |key: &str| strip(token, key);
        if let Some(literal) = token.strip_prefix('\\').filter(|literal| !literal.is_empty()) {
            query.words.push(literal.to_owned());
        } else if let Some(agency) = token.strip_prefix('@') {
            query.seek_agency(token, agency, terms);
        } else if let Some(category) = token.strip_prefix('#') {
            query.seek_category(token, category, &terms.vocabulary.category);
        } else if let Some(case) = rest(CASE) {
            query.seek_case(case);
        } else if let Some((key, side)) = SIDES.into_iter().find(|(key, _)| rest(key).is_some()) {
            // The date may go on in the words behind it: before:14 jan 2026.
            let first = rest(key).filter(|first| !first.is_empty());
            let words: Vec<&str> = first.into_iter().chain(tokens[at..].iter().copied()).collect();
            match read_span(&words, now) {
                Some((span, used)) => {
                    query.narrow(side, span);
                    at += used - usize::from(first.is_some());
                }
                None => query.unread.push(no_day(token, key)),
            }
        } else {
            query.unread.extend(no_filter(token));
            query.words.push((*token).to_owned());
        }
    }
    query
}

impl Query {
    /// Whether nothing is sought.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let Self { words, agencies, categories, cases, from, to, unread: _ } = self;
        let filters = [agencies, categories, cases].iter().any(|of| !of.is_empty());
        words.is_empty() && !filters && from.is_none() && to.is_none()
    }

    /// What narrows the words, as it was understood: `Police · Disruption · up to 28 Feb 2026`.
    #[must_use]
    pub fn narrowed_by(&self, terms: &Terms) -> String {
        let short = |slug: &String| terms.agency(slug).map_or_else(|| slug.clone(), |agency| agency.short.clone());
        let any = |names: Vec<String>| (!names.is_empty()).then(|| names.join(" or "));
        let days = match (self.from, self.to) {
            (None, None) => None,
            (Some(from), Some(to)) if from == to => Some(format!("on {}", day(from))),
            (Some(from), Some(to)) => Some(format!("{} to {}", day(from), day(to))),
            (Some(from), None) => Some(format!("from {}", day(from))),
            (None, Some(to)) => Some(format!("up to {}", day(to))),
        };
        let agencies = any(self.agencies.iter().map(short).collect());
        let parts = [agencies, any(self.categories.clone()), any(self.cases.clone()), days];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }

    fn seek_agency(&mut self, token: &str, agency: &str, terms: &Terms) {
        // A post stands for its agency: nothing is kept by posts.
        let found = match (terms.find_agency(agency), terms.find_post(agency)) {
            (Found::None, Found::One((agency, _))) => Found::One(agency),
            (found, _) => found,
        };
        match found {
            Found::One(agency) => self.agencies.push(agency.slug.clone()),
            Found::Many(all) => self.unread.push(several(token, '@', all.iter().map(|agency| agency.slug.as_str()))),
            Found::None => self.unread.push(none(token, '@', "agency", terms.agencies.iter().map(|a| a.slug.as_str()))),
        }
    }

    fn seek_category(&mut self, token: &str, category: &str, list: &[Word]) {
        let tag = |word: &Word| word.tag.clone().unwrap_or_else(|| fold(&word.name).replace(' ', "-"));
        let tags = |words: Vec<&Word>| words.into_iter().map(tag).collect::<Vec<_>>();
        match find_word(list, category) {
            Found::One(word) => self.categories.push(word.name.clone()),
            Found::Many(all) => self.unread.push(several(token, '#', tags(all).iter().map(String::as_str))),
            Found::None => {
                let tags = tags(list.iter().collect());
                self.unread.push(none(token, '#', "category", tags.iter().map(String::as_str)));
            }
        }
    }

    fn seek_case(&mut self, case: &str) {
        if case.is_empty() {
            self.unread
                .push("After case: comes a reference or a part of it, as case:M-2026-014 or case:014.".to_owned());
        } else {
            self.cases.push(case.to_uppercase());
        }
    }

    /// Narrows the days that are sought; what is said twice narrows twice.
    fn narrow(&mut self, side: Side, (first, last): Span) {
        let (from, to) = match side {
            Side::Before => (None, first.pred_opt()),
            Side::On => (Some(first), Some(last)),
            Side::After => (last.succ_opt(), None),
        };
        self.from = self.from.max(from);
        self.to = [self.to, to].into_iter().flatten().min();
    }
}

/// What stands behind a key, in whatever letters it is written.
fn strip<'a>(token: &'a str, key: &str) -> Option<&'a str> {
    let (head, rest) = token.split_at_checked(key.len())?;
    head.eq_ignore_ascii_case(key).then_some(rest)
}

/// The days that words begin with, and how many words they took: a date as people say it, a month, a year.
fn read_span(words: &[&str], now: Now<'_>) -> Option<(Span, usize)> {
    if let Some((date, used)) = read_start(words, now) {
        return Some(((date, date), used));
    }
    let whole = |first: NaiveDate| (first, month_end(first));
    let first = words.first()?;
    if let Some(month) = month(&first.to_lowercase()) {
        if let Some(first) = words.get(1).and_then(|word| NaiveDate::from_ymd_opt(year(word)?, month, 1)) {
            return Some((whole(first), 2));
        }
        let this = NaiveDate::from_ymd_opt(now.from.year(), month, 1)?;
        let latest = if this <= now.from { this } else { this.checked_sub_months(Months::new(12))? };
        return Some((whole(latest), 1));
    }
    let year = year(first).filter(|_| first.len() == 4)?;
    Some(((NaiveDate::from_ymd_opt(year, 1, 1)?, NaiveDate::from_ymd_opt(year, 12, 31)?), 1))
}

/// That a word is no filter, where it looks like one: letters, a colon and more, and no web address.
fn no_filter(token: &str) -> Option<String> {
    let (key, rest) = token.split_once(':')?;
    let letters = !key.is_empty() && key.chars().all(char::is_alphabetic);
    let looks_so = letters && !rest.is_empty() && !rest.starts_with("//");
    looks_so.then(|| format!("“{key}:” is no filter; there are @, #, case:, before:, after: and on:."))
}

fn no_day(token: &str, key: &str) -> String {
    if token.len() == key.len() {
        format!("After {key} comes a day, a month or a year, as {key}mar, {key}14 jan or {key}2025.")
    } else {
        format!("“{token}” has no date that reads here; say {key}mar, {key}14 jan, {key}14/1/2026 or {key}2025.")
    }
}

fn several<'a>(token: &str, sign: char, all: impl Iterator<Item = &'a str>) -> String {
    format!("“{token}” could be {}: say which.", listed(sign, all, " or "))
}

fn none<'a>(token: &str, sign: char, what: &str, all: impl Iterator<Item = &'a str> + Clone) -> String {
    let word = token.trim_start_matches(sign);
    if word.is_empty() {
        return format!("After {sign} comes one of {}.", listed(sign, all, ", "));
    }
    match nearest_within(word.chars().count() / 3, word, all.clone()) {
        Some(meant) => format!("“{token}” is no {what} here; did you mean {sign}{meant}?"),
        None => format!("“{token}” is no {what} here; there are {}.", listed(sign, all, ", ")),
    }
}

fn listed<'a>(sign: char, all: impl Iterator<Item = &'a str>, between: &str) -> String {
    all.map(|word| format!("{sign}{word}")).collect::<Vec<_>>().join(between)
}

/// How well a text fits what is sought, the best first: the words close together before words far apart, and the last
/// one whole before one that only begins so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fit {
    /// Over how many words of the text those that are sought are spread, at the closest.
    spread: usize,
    /// Whether the last word is nowhere more than a beginning.
    begun: bool,
}

impl Fit {
    /// Whether the text has all of the words.
    #[must_use]
    pub fn has_all(self) -> bool {
        self.spread < usize::MAX
    }
}

/// Words that stand in so many texts that they hardly tell one from another.
const COMMON: &str = "a an and are as at be been but by for from had has have he her him his in is it no not of on or s she \
    that the their them they this to was were will with";

/// A last word that is shorter may become any.
const TELLS: usize = 3;

/// The words that lead to the texts in which the others are looked for: those that tell texts apart. Where none does, it
/// is whatever else narrows what is sought, or the last word.
#[must_use]
pub fn leading(words: &[String], narrowed: bool) -> Vec<String> {
    let words = parts(words);
    let Some((last, before)) = words.split_last() else { return Vec::new() };
    let common = |word: &str| COMMON.split(' ').any(|common| fold(word) == common);
    let mut leading: Vec<String> = before.iter().filter(|word| !common(word)).cloned().collect();
    if (last.chars().count() >= TELLS && !common(last)) || (leading.is_empty() && !narrowed) {
        leading.push(last.clone());
    }
    leading
}

/// The words as texts have them: `retail-park` is two.
#[must_use]
pub fn parts(words: &[String]) -> Vec<String> {
    words.iter().flat_map(|word| pieces(word).map(|at| word[at].to_owned())).collect()
}

/// Words as they are compared with those of texts, however many of these there are.
#[derive(Debug, Clone)]
pub struct Compared {
    /// Each without marks and in small letters.
    words: Vec<String>,
}

impl Compared {
    /// The words that are sought, the last of which may be unfinished.
    #[must_use]
    pub fn new(words: &[String]) -> Self {
        Self { words: parts(words).iter().map(|word| fold(word)).filter(|word| !word.is_empty()).collect() }
    }

    /// How well a text fits. One that has not all of the words fits worst.
    #[must_use]
    pub fn fit(&self, text: &str) -> Fit {
        let Some((last, _)) = self.words.split_last() else { return Fit { spread: 0, begun: false } };
        let mut fit = Fit { spread: usize::MAX, begun: true };
        // Where each was seen last.
        let mut seen: Vec<Option<usize>> = vec![None; self.words.len()];
        for (at, piece) in pieces(text).enumerate() {
            let word = compared(&text[piece]);
            fit.begun &= !word.eq_ignore_ascii_case(last);
            let mut any = false;
            for (sought, seen) in self.words.iter().zip(&mut seen) {
                if word.eq_ignore_ascii_case(sought) {
                    *seen = Some(at);
                    any = true;
                }
            }
            if begins(&word, last) {
                seen[self.words.len() - 1] = Some(at);
                any = true;
            }
            let first = seen.iter().copied().min().flatten();
            if let (true, Some(first)) = (any, first) {
                fit.spread = fit.spread.min(at - first + 1);
            }
        }
        fit
    }

    /// Where the words stand in a text, first to last, in bytes.
    #[must_use]
    pub fn hits(&self, text: &str) -> Vec<Range<usize>> {
        let Some((last, before)) = self.words.split_last() else { return Vec::new() };
        let is = |at: &Range<usize>| {
            let word = compared(&text[at.clone()]);
            begins(&word, last) || before.iter().any(|sought| word.eq_ignore_ascii_case(sought))
        };
        pieces(text).filter(is).collect()
    }
}

/// A word of a text as it is compared, but for capitals: most have no marks, and stay where they stand.
fn compared(word: &str) -> Cow<'_, str> {
    if word.is_ascii() { Cow::Borrowed(word) } else { Cow::Owned(fold(word)) }
}

fn begins(word: &str, with: &str) -> bool {
    word.as_bytes().get(..with.len()).is_some_and(|start| start.eq_ignore_ascii_case(with.as_bytes()))
}

/// The words of a text, in bytes: runs of letters and digits.
fn pieces(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut from = 0;
    std::iter::from_fn(move || {
        let start = from + text[from..].find(char::is_alphanumeric)?;
        // An accent may stand behind its letter.
        let ends = |c: char| !c.is_alphanumeric() && !('\u{300}'..='\u{36f}').contains(&c);
        from = text[start..].find(ends).map_or(text.len(), |end| start + end);
        Some(start..from)
    })
}

#[cfg(test)]
mod tests;
