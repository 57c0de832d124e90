//! Over many counties: an anonymised paper contains no name that the store knows.

use std::collections::BTreeSet;

use super::*;
use crate::demo::Recorder;
use crate::export::anonymised::{Known, anonymised};
use crate::export::minutes::{Minutes, minutes};
use crate::export::{html, text};
use crate::model::anonymous::How;
use crate::model::id::Stream;
use crate::model::record::Timed;
use crate::spelling::Speller;

/// How many counties, and by how many threads they are made.
const SEEDS: u64 = 100;
const THREADS: u64 = 4;

/// How long each county is followed: a meeting in every area.
const DAYS: u64 = 31;

/// A county that ends before today, so that a hundred can be made.
struct Short<'a> {
    memory: Memory<'a>,
    until: chrono::DateTime<chrono::Utc>,
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

/// The words of everybody who may not be named: of children, and of those whom a text calls by a name of the bank.
fn secret(docs: &Docs) -> BTreeSet<String> {
    let children = docs.cases.values().map(|case| case.details.name.clone());
    let banks = bank::Banks::read();
    let nicks = banks.names.section("nick").iter().map(|entry| entry.text);
    let called =
        |nick: &&str| docs.cases.values().any(|case| case.details.concern.contains(&format!("known as {nick}")));
    let persons: Vec<String> = nicks.filter(called).map(str::to_owned).collect();
    // `Big Sam` and `Uncle Lee` are told by the word that is theirs alone.
    let persons = persons.iter().map(|nick| nick.rsplit(' ').next().unwrap_or_default().to_owned());
    let words = |name: String| name.split(|c: char| !c.is_alphabetic()).map(str::to_owned).collect::<Vec<_>>();
    children.chain(persons).flat_map(words).filter(|word| word.chars().count() > 1).collect()
}

/// Looks through every meeting that has minutes; gives how many papers there were.
fn check(seed: u64, docs: &Docs, speller: &Speller) -> usize {
    let terms = Terms::essex().unwrap();
    let secret = secret(docs);
    let births: Vec<String> =
        docs.cases.values().map(|case| case.details.born.format("%-d %B %Y").to_string()).collect();
    let mut papers = 0;
    for meeting in docs.meetings.values().filter(|meeting| meeting.state == MeetingState::Draft) {
        let made_at = dates::at(today(), (9, 0));
        let tree = minutes(&Minutes { meeting, docs, terms: &terms, next_meeting: None, made_at });
        for how in How::ALL {
            let known = Known { meeting, docs, terms: &terms };
            let (paper, doubts) = anonymised(tree.clone(), how, known, &|word| speller.knows(word));
            let told: BTreeSet<&str> =
                doubts.iter().flat_map(|doubt| doubt.word.split(|c: char| !c.is_alphabetic())).collect();
            let text = text::render(&paper, None).unwrap();
            let mut rendered = vec![text.clone()];
            // The tree is what is covered: one format more is looked at once.
            if how == How::References {
                rendered.push(html::render(&paper, None).unwrap().split_once("<body").unwrap().1.to_owned());
            }
            for rendered in rendered {
                for word in rendered.split(|c: char| !c.is_alphabetic()) {
                    let named = secret.contains(word) && !told.contains(word);
                    assert!(!named, "seed {seed}, {}, {}: {word}", meeting.label, how.name());
                }
                assert!(!births.iter().any(|born| rendered.contains(born.as_str())), "seed {seed}, {}", meeting.label);
            }
            let reference = docs.cases.values().find(|case| text.contains(&case.label));
            assert!(how != How::Nothing || reference.is_none(), "seed {seed}, {}", meeting.label);
            papers += 1;
        }
    }
    papers
}

#[test]
fn no_paper_of_a_hundred_counties_contains_a_known_name() {
    let papers = std::thread::scope(|scope| {
        let follow = |first: u64| {
            scope.spawn(move || {
                let speller = Speller::read().unwrap();
                (first..SEEDS).step_by(4).map(|seed| check(seed, &short(seed), &speller)).sum::<usize>()
            })
        };
        let threads: Vec<_> = (0..THREADS).map(follow).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).sum::<usize>()
    });
    assert!(papers >= 1000, "only {papers} papers were looked at");
}
