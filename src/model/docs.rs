//! The documents that a check reads: what the session has loaded, and nothing more.

use std::collections::BTreeMap;

use super::action::Action;
use super::case::Case;
use super::county::County;
use super::document::Document;
use super::id::{ActionId, CaseId, MeetingId, PlaceId, Stream};
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
    /// The county.
    pub county: County,
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

    /// The action that people call so.
    ///
    /// # Errors
    /// Refuses a label that no loaded action bears.
    pub fn action_labelled(&self, label: &str) -> Result<&Action, Refusal> {
        let found = self.actions.values().find(|action| action.label.eq_ignore_ascii_case(label));
        found.ok_or_else(|| Refusal::NoSuch { what: "action", which: label.to_owned() })
    }

    /// Puts a document in, in place of an older one; persons are not kept here.
    pub fn put(&mut self, document: Document) {
        match document {
            Document::Case(case) => drop(self.cases.insert(case.id.clone(), *case)),
            Document::Meeting(meeting) => drop(self.meetings.insert(meeting.id.clone(), *meeting)),
            Document::Action(action) => drop(self.actions.insert(action.id.clone(), *action)),
            Document::Place(place) => drop(self.places.insert(place.id.clone(), place)),
            Document::County(county) => self.county = *county,
            Document::Person(_) => {}
        }
    }

    /// Takes a stream's document out, as after an undo of its first entry.
    pub fn forget(&mut self, stream: &Stream) {
        match stream {
            Stream::Case(id) => drop(self.cases.remove(id)),
            Stream::Meeting(id) => drop(self.meetings.remove(id)),
            Stream::Action(id) => drop(self.actions.remove(id)),
            Stream::Place(id) => drop(self.places.remove(id)),
            Stream::County => self.county = County::default(),
            Stream::Person(_) => {}
        }
    }

    /// The loaded document of a stream.
    #[must_use]
    pub fn get(&self, stream: &Stream) -> Option<Document> {
        match stream {
            Stream::Case(id) => self.cases.get(id).cloned().map(|case| Document::Case(Box::new(case))),
            Stream::Meeting(id) => self.meetings.get(id).cloned().map(|m| Document::Meeting(Box::new(m))),
            Stream::Action(id) => self.actions.get(id).cloned().map(|a| Document::Action(Box::new(a))),
            Stream::Place(id) => self.places.get(id).cloned().map(Document::Place),
            Stream::County => {
                let opened = self.county.latest.is_some();
                opened.then(|| Document::County(Box::new(self.county.clone())))
            }
            Stream::Person(_) => None,
        }
    }
}
