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

/// How many counties, and by how many threads they are made.
const SEEDS: u64 = 100;
const THREADS: u64 = 2;

/// How long each county is followed: until its first meeting has been held.
const DAYS: u64 = 2;

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

/// The dictionary is beside the point and slow to read in a test: whatever is in small letters is a word.
fn knows(word: &str) -> bool {
    word.chars().all(char::is_lowercase)
}

/// A word of a text that names somebody and is not told to be looked at.
fn named<'t>(text: &'t str, secret: &BTreeSet<String>, told: &BTreeSet<&str>) -> Option<&'t str> {
    text.split(|c: char| !c.is_alphabetic()).find(|word| secret.contains(*word) && !told.contains(word))
}

/// Looks through a meeting's minutes, each way without names.
fn check(seed: u64, meeting: &Meeting, docs: &Docs) {
    let terms = Terms::essex().unwrap();
    let secret = secret(docs);
    let births: Vec<String> =
        docs.cases.values().map(|case| case.details.born.format("%-d %B %Y").to_string()).collect();
    let made_at = dates::at(today(), (9, 0));
    let tree = minutes(&Minutes { meeting, docs, terms: &terms, next_meeting: None, made_at });
    let with_names = text::render(&tree, None).unwrap();
    assert!(named(&with_names, &secret, &BTreeSet::new()).is_some(), "seed {seed}: whom is it about?");
    for how in How::ALL {
        let known = Known { meeting, docs, terms: &terms };
        let (paper, doubts) = anonymised(tree.clone(), how, known, &knows);
        let told = doubts.iter().flat_map(|doubt| doubt.word.split(|c: char| !c.is_alphabetic())).collect();
        let mut rendered = vec![text::render(&paper, None).unwrap()];
        // The tree is what is covered: another format is looked at now and then.
        if seed.is_multiple_of(10) {
            rendered.push(html::render(&paper, None).unwrap().split_once("<body").unwrap().1.to_owned());
        }
        let at = format!("seed {seed}, {}, {}", meeting.label, how.name());
        for text in rendered {
            assert_eq!(named(&text, &secret, &told), None, "{at}");
            assert!(!births.iter().any(|born| text.contains(born.as_str())), "{at}");
            let reference = docs.cases.values().find(|case| text.contains(&case.label));
            assert!(how != How::Nothing || reference.is_none(), "{at}");
        }
    }
}

fn held(docs: &Docs) -> impl Iterator<Item = &Meeting> {
    docs.meetings.values().filter(|meeting| meeting.plan.part == 1 && meeting.state == MeetingState::Draft)
}

#[test]
fn no_paper_of_a_hundred_counties_contains_a_known_name() {
    let follow = |seed: u64| {
        let docs = short(seed);
        held(&docs).map(|meeting| check(seed, meeting, &docs)).count()
    };
    let papers: usize = std::thread::scope(|scope| {
        let all = |first| move || (0..SEEDS).filter(|seed| seed % THREADS == first).map(follow).sum::<usize>();
        let threads: Vec<_> = (0..THREADS).map(|first| scope.spawn(all(first))).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).sum()
    });
    assert!(papers >= 100, "only {papers} meetings were looked at");
}

#[test]
fn no_paper_of_a_year_contains_a_name_known_at_its_end() {
    let docs = small(3);
    assert!(held(&docs).step_by(9).map(|meeting| check(3, meeting, &docs)).count() > 3);
}
