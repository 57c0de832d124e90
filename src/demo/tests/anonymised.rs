//! Over many counties: an anonymised paper contains no name that the store knows.

use std::collections::BTreeSet;

use super::*;
use crate::demo::Recorder;
use crate::export::anonymised::{Doubt, Known, anonymised};
use crate::export::document::Document;
use crate::export::minutes::{Minutes, minutes};
use crate::export::packs::{self, Cut};
use crate::export::{html, text};
use crate::model::anonymous::{How, Why};
use crate::model::id::{MeetingId, Stream};
use crate::model::record::Timed;
use crate::model::word::ChairsWord;
use crate::spelling::Speller;

/// How many counties, and by how many threads they are made.
const SEEDS: u64 = 100;
const THREADS: u64 = 2;

/// How long each county is followed: until its first meeting has been held.
const DAYS: u64 = 2;

/// A county that ends before today, so that a hundred can be made.
struct Short<'a> {
    memory: Memory<'a>,
    until: DateTime<Utc>,
}

/// It is over.
#[derive(Debug)]
struct Over;

impl Recorder for Short<'_> {
    type Error = Over;

    fn record(&mut self, requests: &[Timed], by: &str) -> Result<(), Over> {
        if requests.iter().any(|asked| asked.at > self.until) {
            return Err(Over);
        }
        self.memory.record(requests, by).unwrap();
        Ok(())
    }

    fn approve(&mut self, meeting: &MeetingId, word: &ChairsWord, by: &str, at: DateTime<Utc>) -> Result<(), Over> {
        if at > self.until {
            return Err(Over);
        }
        self.memory.approve(meeting, word, by, at).unwrap();
        Ok(())
    }

    fn docs(&self) -> &Docs {
        self.memory.docs()
    }

    fn forget(&mut self) {
        self.memory.forget();
    }

    fn load(&mut self, stream: &Stream) -> Result<(), Over> {
        self.memory.load(stream).unwrap();
        Ok(())
    }
}

fn short(seed: u64) -> Docs {
    let (terms, calendar) = (Terms::essex().unwrap(), Calendar::default());
    let at = dates::at(today() - chrono::Months::new(16), (9, 0));
    let until = dates::at(today() - chrono::Months::new(12) + chrono::Days::new(DAYS), (9, 0));
    let mut county = Short { memory: Memory::open(&terms, &calendar, at, false).unwrap(), until };
    let end = fill(&mut county, &terms, &calendar, Scenario { seed, years: 1, today: today() }, |_, _| {});
    assert!(end.is_err(), "the county goes on after that");
    county.memory.into_docs()
}

/// Who may not be named: by the words of their names the children, and whoever the bank calls by a nickname.
struct Secret {
    children: BTreeSet<String>,
    /// The nicknames that the record of a child, a place or a vehicle has: the store knows these.
    known: BTreeSet<String>,
    /// Those that stand nowhere but in what is said in meetings, and are no words of the language: they are told at least.
    others: BTreeSet<String>,
}

fn secret(docs: &Docs, speller: &Speller) -> Secret {
    let children = docs.cases.values().flat_map(|case| words(&case.details.name)).filter(|word| word.len() > 1);
    let records = docs.cases.values().flat_map(|case| [&case.details.concern, &case.details.notes]);
    let records: BTreeSet<&str> =
        records.chain(docs.places.values().map(|place| &place.text)).flat_map(|text| words(text)).collect();
    let banks = bank::Banks::read();
    // `Big Sam` and `Uncle Lee` are told by the word that is theirs alone.
    let nicks = banks.names.section("nick").iter().filter_map(|entry| entry.text.rsplit(' ').next());
    let (known, mut others): (BTreeSet<String>, BTreeSet<String>) =
        nicks.map(str::to_owned).partition(|nick| records.contains(nick.as_str()));
    others.retain(|nick| !speller.knows(&nick.to_lowercase()));
    Secret { children: children.map(str::to_owned).collect(), known, others }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty())
}

/// What of a text names somebody: a nickname that the store knows; or another, or a word of a child's name, that is not told
/// to be looked at.
fn named<'t>(text: &'t str, secret: &Secret, doubts: &[Doubt]) -> Option<&'t str> {
    let left = doubts.iter().filter(|doubt| doubt.why != Why::Looks);
    let told: BTreeSet<&str> = left.flat_map(|doubt| words(&doubt.word)).collect();
    let untold = |word: &str| (secret.children.contains(word) || secret.others.contains(word)) && !told.contains(word);
    words(text).find(|word| secret.known.contains(*word) || untold(word))
}

/// A copy of minutes: the whole, what somebody may see who sees every other child, or one child alone.
fn copies(tree: &Document) -> Vec<Document> {
    let children: BTreeSet<&String> = tree.parts.iter().filter_map(|part| part.about.as_ref()).collect();
    let cut = |said: &str, children: Vec<&&String>, common| {
        let cases = children.into_iter().map(|case| (*case).clone()).collect();
        packs::cut(tree.clone(), &Cut { said: said.to_owned(), cases, common })
    };
    let agency = cut("for one agency", children.iter().step_by(2).collect(), true);
    let file = children.iter().find_map(|case| cut("one alone", vec![case], false));
    [Some(tree.clone()), agency, file].into_iter().flatten().collect()
}

/// Looks through a meeting's minutes without names: the whole and parts of them, each in one way, so that a few meetings
/// have every copy in every way.
fn check((seed, nth): (u64, usize), meeting: &Meeting, docs: &Docs, speller: &Speller) {
    let (terms, secret) = (Terms::essex().unwrap(), secret(docs, speller));
    let births: Vec<String> =
        docs.cases.values().map(|case| case.details.born.format("%-d %B %Y").to_string()).collect();
    let made_at = dates::at(today(), (9, 0));
    let tree = minutes(&Minutes { meeting, docs, terms: &terms, next_meeting: None, made_at });
    let with_names = text::render(&tree, None).unwrap();
    assert!(named(&with_names, &secret, &[]).is_some(), "seed {seed}: whom is it about?");
    let copies = copies(&tree);
    assert_eq!(copies.len(), 3, "seed {seed}");
    for (at, copy) in copies.into_iter().enumerate() {
        let how = How::ALL[(nth + at) % How::ALL.len()];
        let known = Known { meeting, docs, terms: &terms };
        let (paper, doubts) = anonymised(copy, how, known, &|word| speller.knows(word));
        let mut rendered = vec![text::render(&paper, None).unwrap()];
        // The tree is what is covered: another format is looked at now and then.
        if seed.is_multiple_of(10) {
            rendered.push(html::render(&paper, None).unwrap().split_once("<body").unwrap().1.to_owned());
        }
        let at = format!("seed {seed}, {}, {}, {}", meeting.label, paper.subject, how.name());
        for text in rendered {
            assert_eq!(named(&text, &secret, &doubts), None, "{at}");
            assert!(!births.iter().any(|born| text.contains(born.as_str())), "{at}");
            let reference = docs.cases.values().find(|case| text.contains(&case.label));
            assert!(how != How::Nothing || reference.is_none(), "{at}");
        }
    }
}

fn held(docs: &Docs) -> impl Iterator<Item = &Meeting> {
    docs.meetings.values().filter(|meeting| meeting.plan.part == 1 && meeting.is_over())
}

/// Looks through the meetings of a county that were held, some of them passed over.
fn follow(seed: u64, docs: &Docs, step: usize, speller: &Speller) -> usize {
    let first = usize::try_from(seed).unwrap();
    let checked = held(docs).step_by(step).enumerate();
    checked.map(|(nth, meeting)| check((seed, first + nth), meeting, docs, speller)).count()
}

#[test]
fn no_paper_of_a_hundred_counties_contains_a_known_name() {
    let papers: usize = std::thread::scope(|scope| {
        let all = |first| {
            move || {
                let speller = Speller::read().unwrap();
                let seeds = (0..SEEDS).filter(|seed| seed % THREADS == first);
                seeds.map(|seed| follow(seed, &short(seed), 1, &speller)).sum::<usize>()
            }
        };
        let threads: Vec<_> = (0..THREADS).map(|first| scope.spawn(all(first))).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).sum()
    });
    assert!(papers >= 100, "only {papers} meetings were looked at");
}

#[test]
fn no_paper_of_a_year_contains_a_name_known_at_its_end() {
    assert!(follow(3, &small(3), 9, &Speller::read().unwrap()) > 3);
}
