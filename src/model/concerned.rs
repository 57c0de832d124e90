//! Finds people in free text of whom the store has no record: persons of concern, and words that may be a name of somebody.
//!
//! Where persons of concern are learnt from stands in one place: [`persons`]. A name is told from other words by its
//! capitals, by a dictionary, and by what stands around it: nothing here is certain, so what is found by its looks alone is
//! for a person to look at.

mod around;

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::ops::Range;

use super::addresses::{addresses_in, is_street};
use super::cover::vocabulary;
use super::docs::Docs;
use super::meeting::Meeting;
use super::names::{Word, is_calendar, joins, words};
use crate::terms::{Fills, Terms};
use around::Around;

/// What stands before a street.
const AT: &str = "in at on of near from to along";

/// What is written with a capital and names nobody, beside what the dictionary knows and the county says.
const NOBODY: &str = "mr mrs ms miss mum mummy dad daddy nan nana gran grandad granddad christmas easter ramadan eid diwali halloween english british irish scottish welsh \
    european african asian snapchat instagram facebook whatsapp tiktok telegram youtube discord xbox playstation fortnite \
    roblox google uber airbnb covid";

/// What a name of several words begins with that is made of words of the language alone.
const BYNAMES: &str = "big little young old fat mad uncle aunt auntie aunty brother";

/// Persons of concern whom the store knows, and nobody who is in its records as a child.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Persons {
    /// Those of whom somebody says so.
    pub told: BTreeSet<String>,
    /// Those who are named in the record of a child, or feared in the paper, and no more is known.
    pub by_looks: BTreeSet<String>,
}

/// Learns who is of concern, from all that it is learnt from:
///
/// - what an information form answers on suspects and on persons of concern: every name in it;
/// - whatever is written on a child's record, on a form, of a place, a vehicle or a group, and in the paper: who is said to
///   be called so, or to have exploited somebody, to use the vehicle, to be under arrest (see [`Lexicon::called`]);
/// - why a child is of concern, on the record and on a form: whatever has the looks of a person's name; and in the paper what
///   has them where the name of somebody to fear stands (see [`Lexicon::feared`]).
#[must_use]
pub fn persons<'a>(
    docs: &Docs,
    terms: &Terms,
    lexicon: &Lexicon<'_>,
    paper: impl IntoIterator<Item = &'a str>,
) -> Persons {
    let Persons { mut told, mut by_looks } = Persons::default();
    for case in docs.cases.values() {
        let details = std::iter::once(&case.details).chain(case.earlier.iter().map(|earlier| &earlier.details));
        for details in details {
            told.extend([&details.concern, &details.notes].into_iter().flat_map(|text| lexicon.called(text)));
            by_looks.extend(lexicon.suspected(&details.concern));
        }
        for form in case.forms.iter().map(|filed| &filed.form) {
            let of_concern = form.told(&terms.template, Fills::OfConcern);
            told.extend(of_concern.iter().flat_map(|text| lexicon.answered(text)));
            told.extend(form.answers.iter().flat_map(|answer| lexicon.called(&answer.text)));
            let concern = form.told(&terms.template, Fills::Concern);
            by_looks.extend(concern.iter().flat_map(|text| lexicon.suspected(text)));
        }
    }
    docs.places.values().for_each(|place| told.extend(lexicon.called(&place.text)));
    for text in paper {
        told.extend(lexicon.called(text));
        by_looks.extend(lexicon.feared(text));
    }
    by_looks.retain(|name| !told.contains(name));
    Persons { told, by_looks }
}

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
        let name = |run: Run| self.name(text, &run, Self::stands_alone(text, &run));
        taken(text, runs(text).into_iter().filter_map(name))
    }

    /// The names of those of whom a text says that they are called so, or what only people of concern are or do.
    #[must_use]
    pub fn called(&self, text: &str) -> Vec<String> {
        let lower = text.to_ascii_lowercase();
        let name = |run: Run| {
            if Around::of(&lower, &run.at()).is_called() {
                return self.name(text, &run, true);
            }
            let of_concern = |at: &Range<usize>| Around::of(&lower, at).is_of_concern() && self.is_person(text, at);
            self.name(text, &run, false).filter(of_concern)
        };
        taken(text, runs(text).into_iter().filter_map(name))
    }

    /// What has the looks of a person's name in a text that tells why a child is of concern: no dictionary knows it, and it
    /// stands as no place and no thing does; or it is a word of the language that stands where people do.
    #[must_use]
    pub fn suspected(&self, text: &str) -> Vec<String> {
        self.looking(text, |around, known| !known || around.is_met() || around.is_feared())
    }

    /// What stands in any text where the name of somebody to fear does.
    #[must_use]
    pub fn feared(&self, text: &str) -> Vec<String> {
        self.looking(text, |around, _| around.is_feared())
    }

    /// What has the looks of a person's name and stands where `there` says; it is told whether the dictionary knows it.
    fn looking(&self, text: &str, there: impl Fn(&Around<'_>, bool) -> bool) -> Vec<String> {
        let lower = text.to_ascii_lowercase();
        let suspect = |at: &Range<usize>| {
            let around = Around::of(&lower, at);
            let known = words(text.get(at.clone()).unwrap_or_default()).iter().all(|word| self.is_word(&word.folded));
            self.is_person(text, at) && !around.is_place() && there(&around, known)
        };
        let name = |run: Run| self.name(text, &run, false).filter(suspect);
        taken(text, runs(text).into_iter().filter_map(name))
    }

    /// What in a text may be the name of somebody or of some place that nobody told the program.
    #[must_use]
    pub fn strangers<'t>(&self, text: &'t str) -> Vec<&'t str> {
        runs(text).into_iter().filter_map(|run| self.stranger(text, &run)).collect()
    }

    /// Where a run is a name; none where it is none. A first word that only begins its sentence is no part of it, unless the
    /// run is all there is.
    fn name(&self, text: &str, run: &Run, alone: bool) -> Option<Range<usize>> {
        let of = |word: &Word| text.get(word.at.clone()).unwrap_or_default();
        let first = usize::from(run.begins && !alone && run.words.first().is_some_and(|word| self.is_word(of(word))));
        let is_name = |word: &&Word| !self.own.contains(&word.folded) && !is_calendar(&word.folded);
        let kept: Vec<&Word> = run.words.get(first..)?.iter().skip_while(|word| !is_name(word)).collect();
        let (start, end) = (kept.first()?, kept.last()?);
        let before = words(text.get(..start.at.start).unwrap_or_default()).pop();
        let placed = before.is_some_and(|before| AT.split_whitespace().any(|at| at == before.folded));
        let street = is_street(end) && (placed || !addresses_in(text).is_empty());
        let letters: usize = kept.iter().map(|word| word.folded.chars().count()).sum();
        (kept.iter().all(is_name) && letters > 1 && !street).then_some(start.at.start..end.at.end)
    }

    /// Whether a name may be one of a person, where only what stands around it says so: `Big Sam` and `Slim`, but no
    /// `Early Help` and no `NRM`.
    fn is_person(&self, text: &str, at: &Range<usize>) -> bool {
        let words = words(text.get(at.clone()).unwrap_or_default());
        let of = |word: &Word| text.get(at.start + word.at.start..at.start + word.at.end).unwrap_or_default();
        let byname = words.first().is_some_and(|first| BYNAMES.split_whitespace().any(|name| name == first.folded));
        let nobody = |word: &Word| NOBODY.split_whitespace().any(|name| name == word.folded);
        let unknown = words.iter().any(|word| !self.is_word(of(word)));
        (unknown || byname || words.len() == 1)
            && words.iter().all(|word| self.is_strange(word, of(word)) && !nobody(word))
    }

    /// Whether a word is none of the county's own, no day and no abbreviation.
    fn is_strange(&self, word: &Word, spelt: &str) -> bool {
        // `Saturdays` is a day too.
        let days = word.folded.strip_suffix('s').is_some_and(is_calendar) || is_calendar(&word.folded);
        let short = spelt.chars().count() <= 4 || (self.knows)(spelt);
        let acronym = spelt.chars().all(char::is_uppercase) && short;
        !self.own.contains(&word.folded) && !days && !acronym && word.folded.len() > 1
    }

    /// Whether a run is an entry of a list by itself, as `Slim, 24, of no fixed address`.
    fn stands_alone(text: &str, run: &Run) -> bool {
        let rest =
            run.words.last().and_then(|word| text.get(word.at.end..)).unwrap_or_default().trim_start_matches(' ');
        rest.is_empty() || rest.starts_with([',', ';', ':', '(', '\n', '.', '/', '–', '-'])
    }

    fn stranger<'t>(&self, text: &'t str, run: &Run) -> Option<&'t str> {
        let of = |word: &Word| text.get(word.at.clone()).unwrap_or_default();
        let strange = |word: &Word| self.is_strange(word, of(word));
        let unknown = |word: &Word| strange(word) && !self.is_word(of(word));
        let first = usize::from(run.begins && run.words.first().is_some_and(|word| !unknown(word)));
        let words = run.words.get(first..)?;
        // `Child Abduction Warning Notice` is a name of no person; `with Slim` may be.
        let told = words.iter().any(unknown) || run.words.len() == 1 && words.iter().all(strange);
        let (start, end) = (words.first()?, words.last()?);
        told.then(|| text.get(start.at.start..end.at.end)).flatten()
    }
}

impl Run {
    /// Where it stands, from its first letter to its last.
    fn at(&self) -> Range<usize> {
        let start = self.words.first().map_or(0, |word| word.at.start);
        start..self.words.last().map_or(start, |word| word.at.end)
    }
}

/// The pieces of a text that stand there.
fn taken(text: &str, names: impl Iterator<Item = Range<usize>>) -> Vec<String> {
    names.filter_map(|at| text.get(at)).map(str::to_owned).collect()
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
