//! The county in memory, for tests and for measuring.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use super::Recorder;
use crate::model::decide::Today;
use crate::model::decide_minutes::ForMinutes;
use crate::model::docs::Docs;
use crate::model::id::{MeetingId, RequestId, Stream};
use crate::model::minutes::NewPart;
use crate::model::record::{Entry, Hand, Timed, record};
use crate::model::refusal::Refusal;
use crate::model::request::Request;
use crate::model::word::ChairsWord;
use crate::terms::Terms;
use crate::terms::calendar::Calendar;

/// Keeps documents, and the entries if they are wanted, in memory.
#[derive(Debug)]
pub struct Memory<'a> {
    terms: &'a Terms,
    calendar: &'a Calendar,
    docs: Docs,
    rest: Docs,
    numbers: BTreeMap<String, u64>,
    requests: u64,
    /// Every entry, oldest first; empty when they are not wanted.
    pub entries: Vec<Entry>,
    keeps: bool,
}

impl<'a> Memory<'a> {
    /// A county that is open since `at`, with nothing in it; `keeps` its entries or only its documents.
    ///
    /// # Errors
    /// Passes on a refusal to open it.
    pub fn open(terms: &'a Terms, calendar: &'a Calendar, at: DateTime<Utc>, keeps: bool) -> Result<Self, Refusal> {
        let (docs, rest) = (Docs::default(), Docs::default());
        let mut memory =
            Self { terms, calendar, docs, rest, numbers: BTreeMap::new(), requests: 0, entries: Vec::new(), keeps };
        let request = Request::OpenCounty { terms: String::new(), demo: true };
        memory.record(&[Timed { at, request }], "demo")?;
        Ok(memory)
    }

    /// Everything, loaded or not.
    #[must_use]
    pub fn into_docs(mut self) -> Docs {
        self.forget();
        let mut docs = self.rest;
        docs.county = self.docs.county;
        docs
    }
}

impl Recorder for Memory<'_> {
    type Error = Refusal;

    fn record(&mut self, requests: &[Timed], by: &str) -> Result<(), Refusal> {
        for Timed { at, request } in requests {
            self.requests += 1;
            let mut hand = Hand::new(RequestId::new(format!("d{}", self.requests)), by);
            let today = Today { terms: self.terms, calendar: self.calendar, now: *at };
            let numbers = &mut self.numbers;
            let next = |prefix: &str| {
                let number = numbers.entry(prefix.to_owned()).or_default();
                *number += 1;
                *number
            };
            let entries = record(&mut self.docs, request, today, &mut hand, next)?;
            if self.keeps {
                self.entries.extend(entries);
            }
        }
        Ok(())
    }

    /// Approves them as the model does; what is sealed is one part without words, for nothing here makes papers.
    fn approve(&mut self, meeting: &MeetingId, word: &ChairsWord, by: &str, at: DateTime<Utc>) -> Result<(), Refusal> {
        let (id, text, hash) = ("head".to_owned(), String::new(), String::new());
        let parts = vec![NewPart { id, about: None, text, hash }];
        let asked = ForMinutes::Approve { word: word.clone(), version: 1, digest: String::new(), parts };
        let request = Request::Minutes { meeting: meeting.clone(), asked };
        self.record(&[Timed { at, request }], by)
    }

    fn docs(&self) -> &Docs {
        &self.docs
    }

    fn forget(&mut self) {
        let county = std::mem::take(&mut self.docs.county);
        let Docs { cases, meetings, actions, places, people, .. } = std::mem::take(&mut self.docs);
        self.docs.county = county;
        self.rest.cases.extend(cases);
        self.rest.meetings.extend(meetings);
        self.rest.actions.extend(actions);
        self.rest.places.extend(places);
        self.rest.people.extend(people);
    }

    fn load(&mut self, stream: &Stream) -> Result<(), Refusal> {
        if *stream != Stream::County
            && let Some(document) = self.rest.take(stream)
        {
            self.docs.put(document);
        }
        Ok(())
    }
}
