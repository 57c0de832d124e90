//! The JSON that scripts rely on (interface.md): exactly the promised fields, absent ones `null`, never left out.
//!
//! References are labels (`M-2026-014`, `A3`, `mid-1-2026-12-03`), never opaque identities. Agencies and designations
//! are in the words of the meeting, an area is its slug, times of day are local, moments are UTC (RFC 3339).

mod case;
mod log;
mod meeting;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, NaiveTime, SecondsFormat, Utc};

pub use case::{CaseView, DiscussionView, MissingView};
pub use log::{ActionView, JournalView, OwnerView, PlaceView};
pub use meeting::{
    AttendanceView, DecisionView, DissentView, GateView, ItemView, MeetingView, NoteView, UpdateView, ViewView,
};

use crate::model::action::Action;
use crate::model::docs::Docs;
use crate::model::id::{CaseId, ItemId, MeetingId};
use crate::terms::Terms;

/// What the JSON objects are made from. Labels are found in `docs`: of a document that is not loaded the label is `null`.
#[derive(Debug)]
pub struct Views<'a> {
    docs: &'a Docs,
    terms: &'a Terms,
    today: NaiveDate,
    actions_of: BTreeMap<&'a CaseId, Vec<&'a Action>>,
}

impl<'a> Views<'a> {
    /// Makes ready to view these documents on a day in England, on which ages and overdue dates depend.
    #[must_use]
    pub fn new(docs: &'a Docs, terms: &'a Terms, today: NaiveDate) -> Self {
        let mut actions_of: BTreeMap<&CaseId, Vec<&Action>> = BTreeMap::new();
        for action in docs.actions.values() {
            if let Some(case) = &action.raised_at.case {
                actions_of.entry(docs.stands_for(case)).or_default().push(action);
            }
        }
        for actions in actions_of.values_mut() {
            actions.sort_by_key(|action| (action.label.len(), action.label.as_str()));
        }
        Self { docs, terms, today, actions_of }
    }

    fn label_of_case(&self, id: &CaseId) -> Option<&'a str> {
        self.docs.cases.get(id).map(|case| case.label.as_str())
    }

    fn label_of_meeting(&self, id: &MeetingId) -> Option<&'a str> {
        self.docs.meetings.get(id).map(|meeting| meeting.label.as_str())
    }

    /// The meeting's label and the item's number.
    fn place_in(&self, at: Option<&(MeetingId, ItemId)>) -> (Option<&'a str>, Option<usize>) {
        let Some((meeting, item)) = at else { return (None, None) };
        let number = self.docs.meetings.get(meeting).and_then(|meeting| meeting.number(item));
        (self.label_of_meeting(meeting), number)
    }
}

fn moment(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}

fn clock(time: NaiveTime) -> String {
    time.format("%H:%M").to_string()
}

/// The text, or `null` where there is none.
fn some(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}

/// Labels in the order people count them, `A9` before `A10`.
fn in_order(mut labels: Vec<&str>) -> Vec<&str> {
    labels.sort_by_key(|label| (label.len(), *label));
    labels
}
