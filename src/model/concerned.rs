//! Finds people in free text of whom the store has no record: persons of concern where a text says that somebody is
//! called so, and words that may be a name of somebody.
//!
//! A name is told from other words by its capitals, and by a dictionary: nothing here is certain, so what is found here
//! by its looks alone is for a person to look at.

use std::collections::BTreeSet;
use std::ops::Range;

use super::addresses::{addresses_in, is_street};
use super::cover::vocabulary;
use super::docs::Docs;
use super::meeting::Meeting;
use super::names::{Word, is_calendar, joins, words};
use crate::terms::Terms;

/// What says that somebody is called so.
const CALLED: [&str; 11] = [
    "known as",
    "known to be",
    "called",
    "nicknamed",
    "named",
    "alias",
    "aka",
    "a.k.a.",
    "goes by",
    "going by",
    "name of",
];

/// Of whom that is said.
const PEOPLE: &str = "man men male males woman women female females adult adults person people boy boys girl girls he she \
    him her they who friend friends boyfriend girlfriend partner associate associates cousin uncle driver recruiter runner \
    dealer brother suspect offender perpetrator individual member himself herself";

/// What stands before a street.
const AT: &str = "in at on of near from to along";

/// How much before a word that says how somebody is called says who that is, in bytes.
const BEFORE: usize = 80;

/// Which words are nobody's name.
pub struct Lexicon<'a> {
    /// Whether the dictionary knows a word as it is spelt.
    pub knows: &'a dyn Fn(&str) -> bool,
    /// Words that the county writes with a capital and that are no name to hide, in small letters: of agencies, districts,
    /// members' names.
    pub own: BTreeSet<String>,
}

/// The words of those who are no secret, in small letters: members, officers, agencies, districts, the venue.
#[must_use]
pub fn public_words(meeting: &Meeting, docs: &Docs, terms: &Terms) -> BTreeSet<String> {
    let mut own = BTreeSet::new();
    let mut learn = |text: &str| {
        own.extend(words(text).into_iter().filter(|word| word.capital).map(|word| word.folded));
    };
    for text in vocabulary(terms) {
        learn(&text);
    }
    let plan = &meeting.plan;
    for text in [&plan.chair, &plan.minute_taker, &plan.venue].into_iter().chain(&meeting.acting_chair) {
        learn(text);
    }
    for seat in &meeting.seats {
        [seat.name.as_str(), seat.speaker(), &seat.agency, &seat.designation].into_iter().for_each(&mut learn);
    }
    for contact in &docs.county.contacts {
        learn(&contact.name);
        learn(&contact.deputy);
    }
    docs.people.values().for_each(|person| learn(&person.name));
    docs.cases.values().for_each(|case| learn(&case.details.presenter));
    let owners = docs.actions.values().filter_map(|action| action.task.owner.as_ref());
    owners.for_each(|owner| learn(&owner.name));
    own
}

/// Words with capitals that stand side by side.
struct Run {
    words: Vec<Word>,
    /// Whether the first of them begins a sentence, so that its capital says nothing.
    begins: bool,
}

impl Lexicon<'_> {
    /// Whether a word of a text is a word of the language, whatever its capital.
    #[must_use]
    pub fn is_word(&self, word: &str) -> bool {
        (self.knows)(&word.to_lowercase())
    }

    /// The names in an answer to who is of concern.
    #[must_use]
    pub fn answered(&self, text: &str) -> Vec<String> {
        runs(text).into_iter().filter_map(|run| self.name(text, &run, Self::stands_alone(text, &run))).collect()
    }

    /// The names of those of whom a text says that they are called so.
    #[must_use]
    pub fn called(&self, text: &str) -> Vec<String> {
        let lower = text.to_ascii_lowercase();
        let said = |run: &Run| {
            let start = run.words.first().map_or(0, |word| word.at.start);
            let before = lower.get(..start).unwrap_or_default().trim_end();
            let before = before.trim_end_matches(['“', '"', '‘', '\'', '(']).trim_end();
            let before = before.strip_suffix("the name").map_or(before, str::trim_end);
            let said = CALLED.iter().find_map(|called| before.strip_suffix(called));
            // Who recalled somebody called nobody so.
            let Some(before) = said.filter(|before| !before.ends_with(char::is_alphanumeric)) else { return false };
            let from = before.len().saturating_sub(BEFORE);
            let near = (from..=before.len()).find_map(|from| before.get(from..)).unwrap_or_default();
            let near = near.rsplit(['.', '!', '?', '\n']).next().unwrap_or_default();
            words(near).iter().any(|word| PEOPLE.split_whitespace().any(|people| people == word.folded))
        };
        runs(text).into_iter().filter(|run| said(run)).filter_map(|run| self.name(text, &run, true)).collect()
    }

    /// What in a text may be the name of somebody or of some place that nobody told the program.
    #[must_use]
    pub fn strangers<'t>(&self, text: &'t str) -> Vec<&'t str> {
        runs(text).into_iter().filter_map(|run| self.stranger(text, &run)).collect()
    }

    /// A run as a name; none where it is none. A first word that only begins its sentence is no part of it, unless the run
    /// is all there is.
    fn name(&self, text: &str, run: &Run, alone: bool) -> Option<String> {
        let of = |word: &Word| text.get(word.at.clone()).unwrap_or_default();
        let first = usize::from(run.begins && !alone && run.words.first().is_some_and(|word| self.is_word(of(word))));
        let is_name = |word: &&Word| !self.own.contains(&word.folded) && !is_calendar(&word.folded);
        let kept: Vec<&Word> = run.words.get(first..)?.iter().skip_while(|word| !is_name(word)).collect();
        let (start, end) = (kept.first()?, kept.last()?);
        let before = words(text.get(..start.at.start).unwrap_or_default()).pop();
        let placed = before.is_some_and(|before| AT.split_whitespace().any(|at| at == before.folded));
        let street = is_street(end) && (placed || !addresses_in(text).is_empty());
        let letters: usize = kept.iter().map(|word| word.folded.chars().count()).sum();
        (kept.iter().all(is_name) && letters > 1 && !street)
            .then(|| text.get(start.at.start..end.at.end).unwrap_or_default().to_owned())
    }

    /// Whether a run is an entry of a list by itself, as `Slim, 24, of no fixed address`.
    fn stands_alone(text: &str, run: &Run) -> bool {
        let rest =
            run.words.last().and_then(|word| text.get(word.at.end..)).unwrap_or_default().trim_start_matches(' ');
        rest.is_empty() || rest.starts_with([',', ';', ':', '(', '\n', '.', '/', '–', '-'])
    }

    fn stranger<'t>(&self, text: &'t str, run: &Run) -> Option<&'t str> {
        let of = |word: &Word| text.get(word.at.clone()).unwrap_or_default();
        let acronym = |word: &Word| {
            let letters = of(word).chars();
            letters.clone().all(char::is_uppercase) && (letters.count() <= 4 || (self.knows)(of(word)))
        };
        let strange = |word: &Word| {
            // `Saturdays` is a day too.
            let days = word.folded.strip_suffix('s').is_some_and(is_calendar) || is_calendar(&word.folded);
            !self.own.contains(&word.folded) && !days && !acronym(word) && word.folded.len() > 1
        };
        let unknown = |word: &Word| strange(word) && !self.is_word(of(word));
        let first = usize::from(run.begins && run.words.first().is_some_and(|word| !unknown(word)));
        let words = run.words.get(first..)?;
        // `Child Abduction Warning Notice` is a name of no person; `with Slim` may be.
        let told = words.iter().any(unknown) || run.words.len() == 1 && words.iter().all(strange);
        let (start, end) = (words.first()?, words.last()?);
        told.then(|| text.get(start.at.start..end.at.end)).flatten()
    }
}

fn runs(text: &str) -> Vec<Run> {
    let mut found: Vec<Run> = Vec::new();
    let mut open: Option<Range<usize>> = None;
    for word in words(text) {
        let gap = open.as_ref().and_then(|last| text.get(last.end..word.at.start));
        // The `s` of `Fuller's Way` parts no name.
        if gap.is_some_and(|gap| matches!(gap, "'" | "’")) && word.folded == "s" {
            open = Some(word.at.clone());
            continue;
        }
        if !word.capital {
            open = None;
            continue;
        }
        open = Some(word.at.clone());
        match found.last_mut() {
            Some(run) if gap.is_some_and(joins) => run.words.push(word),
            _ => {
                let before = text.get(..word.at.start).unwrap_or_default();
                let begins = begins_sentence(before);
                found.push(Run { words: vec![word], begins });
            }
        }
    }
    found
}

/// Whether a sentence begins behind a text.
#[must_use]
pub fn begins_sentence(before: &str) -> bool {
    let line = before.trim_end_matches([' ', '\t', '(', '[', '*']);
    let opened = line.trim_end_matches(['“', '"', '‘', '\'', '«']);
    opened.len() < line.len()
        || line.is_empty()
        || line.ends_with(['.', '!', '?', ':', ';', '\n', '•', '·', '–', '|', '…'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn knows(word: &str) -> bool {
        "the a man of with seen was at slim big trips he is known as who has order risk sexual lives flat in by white van"
            .split(' ')
            .any(|known| known == word)
    }

    fn lexicon() -> Lexicon<'static> {
        Lexicon { knows: &knows, own: ["police", "chelmsford"].map(str::to_owned).into() }
    }

    #[test]
    fn who_an_answer_names_is_of_concern() {
        let answer = "Slim, 24, lives in a flat in Chelmsford\nBig Sam (white van); Marlo Venn. The man with Kez Olu was at 4 \
            Fuller's Way. Police known.";
        assert_eq!(lexicon().answered(answer), ["Slim", "Big Sam", "Marlo Venn", "Kez Olu"]);
    }

    #[test]
    fn who_is_said_to_be_called_so_is_of_concern() {
        let text = "Exploited by a man in his twenties known as Ricco, who presents himself so. His friend, called “Big Sam”, \
            drives. A park known as Osier Green. He goes by the name Uncle Lee.";
        assert_eq!(lexicon().called(text), ["Ricco", "Big Sam", "Uncle Lee"]);
    }

    #[test]
    fn a_capital_that_no_dictionary_explains_may_be_a_name() {
        let text = "The man was seen with Slim and Marlo at Osier Bay. Kez was at a Sexual Risk Order. Police of Chelmsford, \
            YOS, on Saturdays. Big van.";
        assert_eq!(lexicon().strangers(text), ["Slim", "Marlo", "Osier Bay", "Kez"]);
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in "[a-zA-Zé'’“” .…\\n-]{0,60}|\\PC{0,30}|([A-Z][a-z]{0,4} known as ){0,4}[A-Z][a-z]") {
            let lexicon = lexicon();
            let _ = (lexicon.answered(&text), lexicon.called(&text), lexicon.strangers(&text));
        }
    }
}
