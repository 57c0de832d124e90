//! Finds the phrases that a county's minutes avoid in what is being written, and knows what to say instead.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use super::quoted::quoted;
use crate::terms::{Terms, Wording, alternatives};

/// Whose words a line is, which decides what may be said about them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Speech {
    /// A professional's account.
    Account,
    /// An action: vague words weaken it.
    Action,
    /// Somebody's own words, such as a child's view: they are left alone.
    Verbatim,
}

/// A phrase to avoid, where it stands in a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Avoided {
    /// Where, in bytes.
    pub range: Range<usize>,
    /// Which of [`Wordings`] has a better one.
    pub wording: usize,
}

/// The wordings of the terms, ready to be looked for.
#[derive(Debug, Clone, Default)]
pub struct Wordings {
    all: Vec<Wording>,
    phrases: Vec<Phrase>,
    /// The phrases that may begin with a word.
    by_first: HashMap<String, Vec<usize>>,
}

#[derive(Debug, Clone)]
struct Phrase {
    /// For each word, its alternatives.
    words: Vec<Vec<String>>,
    wording: usize,
}

impl Wordings {
    /// Readies a county's wordings, with the vague words that it has no better ones for.
    #[must_use]
    pub fn of(terms: &Terms) -> Self {
        let mut all = terms.wordings.clone();
        if !terms.live.vague.is_empty() {
            let (avoid, why) = (terms.live.vague.clone(), "say what will be done".to_owned());
            all.push(Wording { avoid, say: Vec::new(), why, in_actions: true });
        }
        let mut made = Self { all, ..Self::default() };
        for (wording, row) in made.all.iter().enumerate() {
            for phrase in &row.avoid {
                let words = alternatives(phrase);
                for first in words.first().into_iter().flatten() {
                    made.by_first.entry(first.clone()).or_default().push(made.phrases.len());
                }
                made.phrases.push(Phrase { words, wording });
            }
        }
        made
    }

    /// What to say instead of something found here.
    #[must_use]
    pub fn instead(&self, avoided: &Avoided) -> Option<&Wording> {
        self.all.get(avoided.wording)
    }

    /// Finds what a line would better avoid, in order; the longest phrase where several begin with one word.
    ///
    /// Quotations and a child's own words are left alone.
    #[must_use]
    pub fn find(&self, line: &str, speech: Speech) -> Vec<Avoided> {
        if speech == Speech::Verbatim || self.phrases.is_empty() {
            return Vec::new();
        }
        let words = words(line);
        let mut quoted_parts: Option<Vec<Range<usize>>> = None;
        let mut found = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let Some((length, wording)) = self.begins_at(line, &words[at..], speech) else {
                at += 1;
                continue;
            };
            let range = words[at].range.start..words[at + length - 1].range.end;
            let parts = quoted_parts.get_or_insert_with(|| quoted(line));
            if !parts.iter().any(|part| part.start < range.end && range.start < part.end) {
                found.push(Avoided { range, wording });
            }
            at += length;
        }
        found
    }

    /// Whether a phrase may begin in a piece of text that no white space parts: what is cheap to ask of each word first.
    #[must_use]
    pub fn may_begin_in(&self, piece: &str) -> bool {
        words(piece).iter().any(|word| self.by_first.contains_key(word.text.as_ref()))
    }

    /// The longest phrase with which these words begin: how many of them it takes, and its wording.
    fn begins_at(&self, line: &str, words: &[Word], speech: Speech) -> Option<(usize, usize)> {
        let candidates = self.by_first.get(words.first()?.text.as_ref())?;
        let fits = |phrase: &&Phrase| {
            let counts = speech == Speech::Action || !self.all[phrase.wording].in_actions;
            counts && phrase.words.len() <= words.len() && phrase.says(line, words)
        };
        let fitting = candidates.iter().map(|no| &self.phrases[*no]).filter(fits);
        fitting.max_by_key(|phrase| phrase.words.len()).map(|phrase| (phrase.words.len(), phrase.wording))
    }
}

impl Phrase {
    fn says(&self, line: &str, words: &[Word]) -> bool {
        let same = |(forms, word): (&Vec<String>, &Word)| forms.iter().any(|form| *form == word.text);
        let joined = |pair: &[Word]| {
            let gap = line.get(pair[0].range.end..pair[1].range.start).unwrap_or_default();
            gap.chars().all(|c| c.is_whitespace() || matches!(c, '-' | '‐' | '‑'))
        };
        self.words.iter().zip(words).all(same) && words[..self.words.len()].windows(2).all(joined)
    }
}

/// A word of a line, in small letters and with straight apostrophes.
struct Word<'a> {
    text: Cow<'a, str>,
    range: Range<usize>,
}

/// Letters and digits in a row, with the apostrophes between them.
fn words(line: &str) -> Vec<Word<'_>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut open = false;
    let mut letters = line.char_indices().peekable();
    while let Some((at, c)) = letters.next() {
        let apostrophe = matches!(c, '\'' | '’');
        let inside = apostrophe && open && letters.peek().is_some_and(|(_, next)| next.is_alphanumeric());
        if !c.is_alphanumeric() && !inside {
            open = false;
            continue;
        }
        if !open {
            found.push(at..at);
            open = true;
        }
        if let Some(word) = found.last_mut() {
            word.end = at + c.len_utf8();
        }
    }
    found.into_iter().map(|range| Word { text: plain(&line[range.clone()]), range }).collect()
}

/// A word in small letters and with straight apostrophes; most are so already.
fn plain(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
        return Cow::Borrowed(word);
    }
    word.chars().flat_map(|c| if c == '’' { '\''.to_lowercase() } else { c.to_lowercase() }).collect::<String>().into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn found(line: &str, speech: Speech) -> Vec<&str> {
        let wordings = Wordings::of(&Terms::essex().unwrap());
        wordings.find(line, speech).into_iter().map(|avoided| &line[avoided.range]).collect()
    }

    #[track_caller]
    fn check(line: &str, expect: &[&str]) {
        assert_eq!(found(line, Speech::Account), expect, "{line}");
    }

    #[test]
    fn a_phrase_is_found_in_any_case_across_white_space_and_inflection() {
        check("She puts herself at risk when she", &["puts herself at risk"]);
        check("Placing  Himself\tAT risk, again", &["Placing  Himself\tAT risk"]);
        check("risk-taking behaviours and Risk taking behaviour", &["risk-taking behaviours", "Risk taking behaviour"]);
        check("He won’t engage; she doesn't engage.", &["won’t engage", "doesn't engage"]);
    }

    #[test]
    fn a_phrase_is_whole_words_and_no_punctuation_stands_in_it() {
        check("Unpromiscuously put: herself at risk", &[]);
        check("He put himself. At risk is the placement.", &[]);
        check("Promiscuous", &["Promiscuous"]);
    }

    #[test]
    fn somebodys_own_words_are_left_alone() {
        check("Mother said “she puts herself at risk” twice; he is streetwise.", &["streetwise"]);
        check("School wrote \"beyond control\" and 'wayward' and ‘promiscuous’.", &[]);
        check("She isn't streetwise, the worker's view is", &["streetwise"]);
        assert!(found("I put myself at risk, I'm promiscuous", Speech::Verbatim).is_empty());
    }

    #[test]
    fn vague_words_count_in_actions_only() {
        let vague = ["Monitor", "on-going", "as soon as possible"];
        let line = "Monitor the on-going plan as soon as possible";
        assert_eq!(found(line, Speech::Action), vague);
        check(line, &[]);
        assert_eq!(found("fit a monitoring tag", Speech::Action), Vec::<&str>::new());
        assert_eq!(found("ask why she is promiscuous", Speech::Action), ["promiscuous"]);
    }

    #[test]
    fn what_is_found_says_what_to_do_about_it() {
        let wordings = Wordings::of(&Terms::essex().unwrap());
        let all = wordings.find("It is her lifestyle choice", Speech::Account);
        let instead = wordings.instead(&all[0]).unwrap();
        assert_eq!(instead.say, ["is being exploited"]);
        assert!(instead.why.contains("not chosen"), "{}", instead.why);
    }

    #[test]
    fn vague_words_without_a_better_one_are_found_too() {
        let mut terms = Terms::essex().unwrap();
        terms.live.vague.push("touch base".into());
        let wordings = Wordings::of(&terms);
        let all = wordings.find("touch base with school", Speech::Action);
        assert_eq!(wordings.instead(&all[0]).unwrap().why, "say what will be done");
    }

    proptest! {
        #[test]
        fn what_is_found_stands_in_order_on_whole_letters(line in "(puts |herself |at |risk |“|”|'|é|lifestyle |choice |\\PC){0,20}") {
            let mut end = 0;
            for range in Wordings::of(&Terms::essex().unwrap()).find(&line, Speech::Action).into_iter().map(|a| a.range) {
                prop_assert!(range.start >= end && line.get(range.clone()).is_some());
                end = range.end;
            }
        }
    }
}
