//! The documents that a check reads: what the session has loaded, and nothing more.

use std::collections::{BTreeMap, BTreeSet};

use super::action::Action;
use super::case::Case;
use super::county::{County, Person};
use super::disclosure::Disclosure;
use super::document::Document;
use super::id::{ActionId, CaseId, DisclosureId, MeetingId, PersonId, PlaceId, Stream};
use super::meeting::Meeting;
use super::place::Place;
use super::refusal::Refusal;

/// Loaded documents, by stream.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Docs {
    /// Cases.
    pub cases: BTreeMap<CaseId, Case>,
    /// Meetings.
    pub meetings: BTreeMap<MeetingId, Meeting>,
    /// Actions.
    pub actions: BTreeMap<ActionId, Action>,
    /// Places.
    pub places: BTreeMap<PlaceId, Place>,
    /// The disclosure log.
    pub disclosures: BTreeMap<DisclosureId, Disclosure>,
    /// Those who can open the store.
    pub people: BTreeMap<PersonId, Person>,
    /// The county.
    pub county: County,
    /// Which actions concern a child, so that no frame looks through those of every other.
    by_case: BTreeMap<CaseId, BTreeSet<ActionId>>,
}

impl Docs {
    /// The case, if it is loaded.
    ///
    /// # Errors
    /// Refuses a case that is not there.
    pub fn case(&self, id: &CaseId) -> Result<&Case, Refusal> {
        self.cases.get(id).ok_or_else(|| Refusal::NoSuch { what: "case", which: id.to_string() })
    }

    /// The meeting, if it is loaded.
    ///
    /// # Errors
    /// Refuses a meeting that is not there.
    pub fn meeting(&self, id: &MeetingId) -> Result<&Meeting, Refusal> {
        self.meetings.get(id).ok_or_else(|| Refusal::NoSuch { what: "meeting", which: id.to_string() })
    }

    /// The action, if it is loaded.
    ///
    /// # Errors
    /// Refuses an action that is not there.
    pub fn action(&self, id: &ActionId) -> Result<&Action, Refusal> {
        self.actions.get(id).ok_or_else(|| Refusal::NoSuch { what: "action", which: id.to_string() })
    }

    /// The loaded records that lead to no other: one a child.
    pub fn records(&self) -> impl Iterator<Item = &Case> {
        self.cases.values().filter(|case| !case.is_merged() && case.removed.is_none())
    }

    /// The record that stands for a case: itself, or the loaded one that it was merged into.
    #[must_use]
    pub fn stands_for<'a>(&'a self, case: &'a CaseId) -> &'a CaseId {
        let mut found = case;
        while let Some((into, _)) = self.cases.get(found).and_then(|case| case.merged_into.as_ref()) {
            found = into;
        }
        found
    }

    /// The loaded actions that concern a child, those of records that were merged into the child's among them.
    pub fn actions_of<'a>(&'a self, case: &CaseId) -> impl Iterator<Item = &'a Action> + use<'a> {
        let former = self.cases.get(case).into_iter().flat_map(|case| case.former_at(None)).cloned();
        let own: Vec<CaseId> = std::iter::once(case.clone()).chain(former).collect();
        own.into_iter().flat_map(move |case| {
            let found = self.by_case.get(&case).into_iter().flatten().filter_map(|id| self.actions.get(id));
            // An action that was moved to another child is listed under both.
            found.filter(move |action| action.raised_at.case.as_ref() == Some(&case))
        })
    }

    /// The action that people call so.
    ///
    /// # Errors
    /// Refuses a label that no loaded action bears.
    pub fn action_labelled(&self, label: &str) -> Result<&Action, Refusal> {
        let found = self.actions.values().find(|action| action.label.eq_ignore_ascii_case(label));
        found.ok_or_else(|| Refusal::NoSuch { what: "action", which: label.to_owned() })
    }

    /// Puts a document in, in place of an older one.
    pub fn put(&mut self, document: Document) {
        match document {
            Document::Case(case) => drop(self.cases.insert(case.id.clone(), *case)),
            Document::Meeting(meeting) => drop(self.meetings.insert(meeting.id.clone(), *meeting)),
            Document::Action(action) => {
                if let Some(case) = &action.raised_at.case {
                    self.by_case.entry(case.clone()).or_default().insert(action.id.clone());
                }
                drop(self.actions.insert(action.id.clone(), *action));
            }
            Document::Place(place) => drop(self.places.insert(place.id.clone(), place)),
            Document::Disclosure(entry) => drop(self.disclosures.insert(entry.id.clone(), *entry)),
            Document::County(county) => self.county = *county,
            Document::Person(person) => drop(self.people.insert(person.id.clone(), person)),
        }
    }

    /// Takes the loaded document of a stream out, to fold into it.
    pub fn take(&mut self, stream: &Stream) -> Option<Document> {
        match stream {
            Stream::Case(id) => self.cases.remove(id).map(|case| Document::Case(Box::new(case))),
            Stream::Meeting(id) => self.meetings.remove(id).map(|meeting| Document::Meeting(Box::new(meeting))),
            Stream::Action(id) => self.actions.remove(id).map(|action| Document::Action(Box::new(action))),
            Stream::Place(id) => self.places.remove(id).map(Document::Place),
            Stream::Disclosure(id) => self.disclosures.remove(id).map(|entry| Document::Disclosure(Box::new(entry))),
            Stream::Person(id) => self.people.remove(id).map(Document::Person),
            Stream::County => {
                let opened = self.county.latest.is_some();
                opened.then(|| Document::County(Box::new(std::mem::take(&mut self.county))))
            }
        }
    }

    /// Everything loaded, by stream.
    #[must_use]
    pub fn into_documents(self) -> BTreeMap<Stream, Document> {
        let county = self.county.latest.is_some().then(|| (Stream::County, Document::County(Box::new(self.county))));
        let cases = self.cases.into_iter().map(|(id, case)| (Stream::Case(id), Document::Case(Box::new(case))));
        let meetings = self.meetings.into_iter().map(|(id, m)| (Stream::Meeting(id), Document::Meeting(Box::new(m))));
        let actions = self.actions.into_iter().map(|(id, a)| (Stream::Action(id), Document::Action(Box::new(a))));
        let places = self.places.into_iter().map(|(id, place)| (Stream::Place(id), Document::Place(place)));
        let people = self.people.into_iter().map(|(id, person)| (Stream::Person(id), Document::Person(person)));
        let log = self.disclosures.into_iter();
        let log = log.map(|(id, entry)| (Stream::Disclosure(id), Document::Disclosure(Box::new(entry))));
        cases.chain(meetings).chain(actions).chain(places).chain(log).chain(people).chain(county).collect()
    }

    /// Whether the document of a stream is loaded.
    #[must_use]
    pub fn holds(&self, stream: &Stream) -> bool {
        match stream {
            Stream::Case(id) => self.cases.contains_key(id),
            Stream::Meeting(id) => self.meetings.contains_key(id),
            Stream::Action(id) => self.actions.contains_key(id),
            Stream::Place(id) => self.places.contains_key(id),
            Stream::Disclosure(id) => self.disclosures.contains_key(id),
            Stream::Person(id) => self.people.contains_key(id),
            Stream::County => self.county.latest.is_some(),
        }
    }

    /// A copy of the loaded document of a stream.
    #[must_use]
    pub fn get(&self, stream: &Stream) -> Option<Document> {
        match stream {
            Stream::Case(id) => self.cases.get(id).cloned().map(|case| Document::Case(Box::new(case))),
            Stream::Meeting(id) => self.meetings.get(id).cloned().map(|meeting| Document::Meeting(Box::new(meeting))),
            Stream::Action(id) => self.actions.get(id).cloned().map(|action| Document::Action(Box::new(action))),
            Stream::Place(id) => self.places.get(id).cloned().map(Document::Place),
            Stream::Disclosure(id) => {
                self.disclosures.get(id).cloned().map(|entry| Document::Disclosure(Box::new(entry)))
            }
            Stream::Person(id) => self.people.get(id).cloned().map(Document::Person),
            Stream::County => self.county.latest.is_some().then(|| Document::County(Box::new(self.county.clone()))),
        }
    }
}
