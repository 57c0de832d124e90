//! British spelling: a Hunspell dictionary, the words of this field of work, and which pieces of a line are words.
//!
//! The dictionary is SCOWL's `en_GB-ise`, unchanged, with its licence beside it. Reading it takes some 20 ms, so
//! whoever draws lets a thread of its own do that. Nothing here knows a county, a child or a screen.

mod words;

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::fmt;

use spellbook::{Dictionary, ParseDictionaryError};

pub use words::{pieces, words, words_of};

const RULES: &str = include_str!("en_GB/en_GB.aff");
const WORDS: &str = include_str!("en_GB/en_GB.dic");
/// What no general dictionary knows: agencies, plans, law, and the short words of dates; one a line.
const OF_THE_FIELD: &str = include_str!("field.txt");
const COMMON: &str = include_str!("common.txt");

/// How many words are suggested for a misspelt one: what one digit can choose and one line can show.
const SUGGESTED: usize = 5;

/// How many words asked for are remembered: about an hour's typing.
const REMEMBERED: usize = 20_000;

/// Knows how words are spelt, and remembers what it was asked.
pub struct Speller {
    dictionary: Dictionary,
    asked: RefCell<HashMap<String, bool>>,
    let_be: HashSet<String>,
}

impl Speller {
    /// Reads the embedded dictionary; some 20 ms.
    ///
    /// # Errors
    /// None in a released program, for a test reads it.
    pub fn read() -> Result<Self, ParseDictionaryError> {
        let mut dictionary = Dictionary::new(RULES, WORDS)?;
        for word in of_the_field() {
            // A word with a bad flag would only be a word less; a test adds them all.
            let _ = dictionary.add(word);
        }
        Ok(Self { dictionary, asked: RefCell::default(), let_be: HashSet::new() })
    }

    /// Whether a word is spelt as the dictionary has it; about 0.05 µs for a word asked before, 2 µs for another.
    #[must_use]
    pub fn knows(&self, word: &str) -> bool {
        if let Some(known) = self.asked.borrow().get(word) {
            return *known;
        }
        let known = self.let_be.contains(word) || self.dictionary.check(word);
        let mut asked = self.asked.borrow_mut();
        // Every beginning of every word typed is asked for, so a long day would fill it.
        if asked.len() == REMEMBERED {
            asked.clear();
        }
        asked.insert(word.to_owned(), known);
        known
    }

    /// Words that may have been meant, the likeliest first, five at most; up to 20 ms.
    #[must_use]
    pub fn suggest(&self, word: &str) -> Vec<String> {
        let mut found = Vec::new();
        self.dictionary.suggest(&word.replace('’', "'"), &mut found);
        // The fewer slips, the likelier; of as many what minutes say often, and then the dictionary's own order.
        found.sort_by_cached_key(|meant| {
            let meant = meant.to_lowercase();
            (strsim::damerau_levenshtein(&word.to_lowercase(), &meant), !is_common(&meant))
        });
        // Who writes CAHMS means an abbreviation of the field and no chasm.
        if word.chars().all(char::is_uppercase) {
            found.sort_by_key(|meant| !of_the_field().any(|entry| entry.split('/').next() == Some(meant)));
        }
        found.truncate(SUGGESTED);
        found
    }

    /// Takes a word as it is for as long as the program runs.
    pub fn let_be(&mut self, word: &str) {
        self.asked.get_mut().remove(word);
        self.let_be.insert(word.to_owned());
    }
}

/// Whether a word is one that minutes use often.
fn is_common(word: &str) -> bool {
    COMMON.lines().filter(|line| !line.starts_with('#')).any(|line| line.split(' ').any(|common| common == word))
}

/// The words of the field, each with the flags of its forms.
fn of_the_field() -> impl Iterator<Item = &'static str> {
    OF_THE_FIELD.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// Says nothing of the words asked: they are case text.
impl fmt::Debug for Speller {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Speller")
    }
}

#[cfg(test)]
mod tests {
    use std::sync::OnceLock;

    use super::*;

    #[track_caller]
    fn check(line: &str, misspelt: &[&str]) {
        // The dictionary takes long to read without optimisation, and a speller is of one thread.
        static READ: OnceLock<Dictionary> = OnceLock::new();
        let dictionary = READ.get_or_init(|| Speller::read().unwrap().dictionary).clone();
        let speller = Speller { dictionary, asked: RefCell::default(), let_be: HashSet::new() };
        let found: Vec<&str> = words(line).filter(|(_, word)| !speller.knows(word)).map(|(_, word)| word).collect();
        assert_eq!(found, misspelt, "{line}");
    }

    #[test]
    fn words_are_spelt_as_in_britain() {
        check("The colour of the organised programme's centre; she practises, he has a licence.", &[]);
        check("She didn’t; he’d said the girls’ home wasn't Sarah’s.", &[]);
        check("The color of the organized program", &["color", "organized"]);
        check("An assesment was recieved by there worker", &["assesment", "recieved"]);
    }

    #[test]
    fn the_words_of_the_field_are_known() {
        check("CAMHS, MPLO, OCTT, YOS, MACE, LAC, AIM, NRM, CCE, ABE, MASH, DBS and IRO", &[]);
        check("A s47 enquiry, a S.20 placement, an ABE interview; the MPLO's plan; Snapchat and WhatsApp.", &[]);
        check("safeguarding multi-agency co-located debriefed re-referral", &[]);
        check("CAHMS", &["CAHMS"]);
    }

    #[test]
    fn dates_as_they_are_typed_are_words() {
        check("by fri 4 dec, tues, weds, thurs, +5wd, 14 jan, sept", &[]);
    }

    #[test]
    fn a_misspelt_word_has_suggestions() {
        let speller = Speller::read().unwrap();
        assert!(speller.suggest("assesment").contains(&"assessment".to_owned()), "{:?}", speller.suggest("assesment"));
        assert_eq!(speller.suggest("CAHMS").first().map(String::as_str), Some("CAMHS"));
        assert_eq!(speller.suggest("cheked").first().map(String::as_str), Some("checked"));
        assert_eq!(speller.suggest("recieved").first().map(String::as_str), Some("received"));
        assert!(speller.suggest("didnt").contains(&"didn't".to_owned()));
        assert!(speller.suggest("assesment").len() <= SUGGESTED);
    }

    #[test]
    fn a_word_taken_as_it_is_is_not_flagged_again() {
        let mut speller = Speller::read().unwrap();
        assert!(!speller.knows("Zebedeeville"));
        speller.let_be("Zebedeeville");
        assert!(speller.knows("Zebedeeville"));
    }

    #[test]
    fn every_word_of_the_field_can_be_added() {
        let mut dictionary = Dictionary::new(RULES, WORDS).unwrap();
        for word in of_the_field() {
            dictionary.add(word).unwrap();
        }
    }
}
