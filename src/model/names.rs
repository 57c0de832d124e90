//! Finds children's names in people's text, for the veil to cover them. What another child's name means for an entry is
//! the guard's affair: see [`naming`](super::naming).
//!
//! A name is found by each of its words, whatever the case, the accents and the `'s` behind it: people write
//! `Kai`, `KAI` and `Kai's`, and seldom the name in full. What is found once too often is a nuisance; what is missed is
//! a child's name on a wall. Of children whom nobody here speaks about only the whole name is found, or half the county's
//! officers would share a word with one of them.

use std::collections::BTreeMap;
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

/// The names of some children, ready to be looked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Names {
    children: Vec<CaseId>,
    /// Every word of a name as it is compared, and whose it is, by place among the children.
    words: BTreeMap<String, Vec<usize>>,
    /// Every name written as one word, as people call themselves on line.
    joined: BTreeMap<String, Vec<usize>>,
    /// How many children are found by each word of theirs: those beyond are found by the whole name alone.
    near: usize,
}

/// A name found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named<'a> {
    /// Its words as they stand there, each by its bytes, first to last.
    pub words: Vec<Range<usize>>,
    /// Who is called so: several where they share the word.
    pub children: Vec<&'a CaseId>,
}

impl Named<'_> {
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

impl Names {
    /// Takes children by their names: to be found by each word of it.
    #[must_use]
    pub fn of<'a>(children: impl IntoIterator<Item = (CaseId, &'a str)>) -> Self {
        let mut names = Self::default();
        children.into_iter().for_each(|(child, name)| names.take(child, name));
        names.near = names.children.len();
        names
    }

    /// Takes more children, to be found by their whole names alone.
    #[must_use]
    pub fn and_whole<'a>(mut self, children: impl IntoIterator<Item = (CaseId, &'a str)>) -> Self {
        for (child, name) in children {
            if !self.children.contains(&child) {
                self.take(child, name);
            }
        }
        self
    }

    fn take(&mut self, child: CaseId, name: &str) {
        let place = self.children.len();
        self.children.push(child);
        let words = words(name);
        let spelt = words.iter().any(|word| word.capital);
        // The `van` of a Van Dijk is a vehicle everywhere else.
        let own = words.iter().filter(|word| word.folded.chars().nth(1).is_some() && (word.capital || !spelt));
        let own: Vec<&str> = own.map(|word| word.folded.as_str()).collect();
        for word in &own {
            let whose = self.words.entry((*word).to_owned()).or_default();
            if whose.last() != Some(&place) {
                whose.push(place);
            }
        }
        if own.len() > 1 {
            self.joined.entry(own.concat()).or_default().push(place);
        }
    }

    /// Whether there is nobody to look for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Finds every name in a text, first to last; words of one child's name that stand side by side are one.
    #[must_use]
    pub fn find(&self, text: &str) -> Vec<Named<'_>> {
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
            let joined = |word: &Range<usize>| self.is_joined(text.get(word.clone()).unwrap_or_default());
            if words.len() == 1 && !words.iter().any(joined) {
                whose.retain(|child| *child < self.near);
            }
            let children: Vec<&CaseId> = whose.into_iter().filter_map(|child| self.children.get(child)).collect();
            (!children.is_empty()).then_some(Named { words, children })
        };
        found.into_iter().filter_map(named).collect()
    }

    /// Whether a word is a whole name written as one.
    fn is_joined(&self, word: &str) -> bool {
        words(word).first().is_some_and(|word| self.joined.contains_key(&word.folded))
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
        let whose = self.words.get(name)?;
        let ordinary = !word.capital && ORDINARY.split_whitespace().any(|ordinary| ordinary == name);
        let date = CALENDAR.split_whitespace().any(|day| day == name) && beside_number(word, text);
        (!ordinary && !date).then(|| (at, whose.clone()))
    }
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
struct Word {
    /// Its bytes.
    at: Range<usize>,
    /// As it is compared: small letters without accents.
    folded: String,
    /// Whether it begins with a capital, or with a letter that knows none.
    capital: bool,
}

/// The words of a text; an apostrophe, a hyphen, a digit part them.
fn words(text: &str) -> Vec<Word> {
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
fn joins(gap: &str) -> bool {
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
mod tests {
    use super::*;
    use proptest::prelude::*;

    const CHILDREN: [(&str, &str); 6] = [
        ("1", "Kai Nowak-Birch"),
        ("2", "Zoë O'Neil"),
        ("3", "Will Young"),
        ("4", "Ludo van Dijk"),
        ("5", "Kai Łaska"),
        ("6", "May Li"),
    ];

    fn names() -> Names {
        Names::of(CHILDREN.map(|(id, name)| (CaseId::new(id), name)))
    }

    /// Names in a text are given in brackets, with whose they are before a colon.
    #[track_caller]
    fn check(marked: &str) {
        let mut text = String::new();
        let mut expected = Vec::new();
        for (at, part) in marked.split(['[', ']']).enumerate() {
            if at % 2 == 0 {
                text.push_str(part);
                continue;
            }
            let (whose, name) = part.split_once(':').unwrap();
            expected.push((text.len()..text.len() + name.len(), whose.to_owned()));
            text.push_str(name);
        }
        let names = names();
        let whose = |named: &Named<'_>| named.children.iter().map(|id| id.as_str()).collect::<String>();
        let found: Vec<_> = names.find(&text).iter().map(|named| (named.at(), whose(named))).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn a_name_is_found_in_full_and_in_part_whatever_its_case_and_accents() {
        check("[1:Kai Nowak-Birch] was seen with [2:Zoe]'s cousin.");
        check("[15:KAI] and [15:kai], [2:zoë] and [2:Neil]");
        check("[1:Birch] and [1:Nowak]; [5:Laska], [5:Kai Laska]; [4:Dijk] and [4:Ludo]");
    }

    #[test]
    fn a_possessive_and_a_name_on_line_are_found() {
        check("[15:Kai]'s phone, [15:Kai]’s phone, [15:kai]s phone");
        check("[15:kai]06, [15:kai]_b, [1:kainowakbirch]99");
    }

    #[test]
    fn parts_of_other_words_are_left() {
        check("The kaiser of kairos, Neilson and Mayfair");
    }

    #[test]
    fn a_name_that_is_an_ordinary_word_is_found_by_its_capital() {
        check("The young person will say so; [3:Will] said that the [3:Young]s would.");
        check("A van, [4:Ludo] van [4:Dijk]");
    }

    #[test]
    fn a_month_beside_a_number_is_a_date() {
        check("due 14 May, on 14th May, May 2026, Thu 7 May 2026; [6:May] is well.");
    }

    #[test]
    fn a_name_cut_short_is_found() {
        check("said by [1:Now]… and [15:Kai]. [15:Kai] left");
        check("No… none");
    }

    #[test]
    fn children_whom_nobody_speaks_about_are_found_by_their_whole_name_alone() {
        let names = Names::of([(CaseId::new("1"), "Kai Birch")]).and_whole([
            (CaseId::new("2"), "Kai Jones"),
            (CaseId::new("1"), "Kai Birch"),
            (CaseId::new("3"), "Robin"),
        ]);
        let found = |text| {
            let found = names.find(text).into_iter();
            found.map(|named| (named.at(), named.children[0].as_str().to_owned())).collect::<Vec<_>>()
        };
        assert_eq!(found("Ann Jones and Robin"), []);
        assert_eq!(found("Kai came"), [(0..3, "1".to_owned())]);
        assert_eq!(found("Kai Jones's phone, kaijones99"), [(0..9, "2".to_owned()), (19..27, "2".to_owned())]);
    }

    #[test]
    fn initials_are_those_of_the_words_found() {
        let (names, text) = (names(), "then kai nowak-birch, and Neil");
        let found: Vec<String> = names.find(text).iter().map(|named| named.initials(text)).collect();
        assert_eq!(found, ["KNB", "N"]);
    }

    #[test]
    fn initials_are_of_every_word_and_a_name_kept_as_initials_stays() {
        let names = ["Adaeze Mensah-Vale", "Robin", "ADM", "ROBIN ASH"];
        assert_eq!(names.map(initials), ["AMV", "R", "ADM", "RA"]);
    }

    #[test]
    fn nobody_is_found_where_there_is_nobody() {
        assert!(Names::default().is_empty() && Names::default().find("Kai").is_empty());
        assert!(Names::of([(CaseId::new("1"), "B")]).is_empty(), "one letter is an initial already");
    }

    proptest! {
        #[test]
        fn any_text_is_read_and_what_is_found_stands_between_letters(text in "[a-zA-ZëéŁß'’ …\\-1]{0,40}|\\PC{0,30}") {
            for named in names().find(&text) {
                for word in &named.words {
                    prop_assert!(text.get(word.clone()).is_some_and(|word| !word.is_empty()));
                }
                prop_assert!(named.words.windows(2).all(|pair| pair[0].end < pair[1].start) && !named.children.is_empty());
            }
        }
    }
}
