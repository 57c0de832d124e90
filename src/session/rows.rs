//! What the store keeps beside an entry: the document's row to list by.

use super::shown::MeetingRow;
use crate::model::action_list::ActionRow;
use crate::model::case::Case;
use crate::model::change::Change;
use crate::model::docs::Docs;
use crate::model::document::{Document, FOLD_VERSION};
use crate::model::id::Stream;
use crate::model::tracker::CaseRow;
use crate::store::DocumentRow;

/// The state, in the column of the store, of a case that is closed and from whose closure dissent stands.
pub const DISPUTED: &str = "disputed";

/// The state, in the column of the store, of a case that was merged into another.
pub const MERGED: &str = "merged";

/// The state, in the column of the store, of a case that was removed under retention: no list asks for it.
pub const REMOVED: &str = "removed";

/// A change as it is stored and hashed; never serialised again from what was read.
#[must_use]
pub fn bytes(change: &Change) -> Vec<u8> {
    // Serialising our own plain data into memory has no way to fail.
    serde_json::to_vec(change).unwrap_or_default()
}

impl Docs {
    /// The row of a loaded document.
    #[must_use]
    pub fn row(&self, stream: &Stream) -> Option<DocumentRow> {
        self.get(stream).map(|document| row(stream, &document))
    }
}

/// A document and what it is listed by.
#[must_use]
pub fn row(stream: &Stream, document: &Document) -> DocumentRow {
    let plain = DocumentRow {
        stream: stream.to_string(),
        kind: stream.kind().to_owned(),
        version: FOLD_VERSION,
        body: serde_json::to_vec(document).unwrap_or_default(),
        ..DocumentRow::default()
    };
    match document {
        Document::Case(case) => DocumentRow {
            label: Some(case.label.clone()),
            title: Some(case.details.name.clone()),
            area: Some(case.area.clone()),
            state: Some(case_state(case).to_owned()),
            day: case.review_date.or(case.closed.as_ref().map(|closed| closed.on)),
            case_id: Some(case.id.to_string()),
            brief: serde_json::to_string(&CaseRow::of(case)).ok(),
            ..plain
        },
        Document::Meeting(meeting) => DocumentRow {
            label: Some(meeting.label.clone()),
            title: Some(format!("Part {} · {} · {}", meeting.plan.part, meeting.plan.venue, meeting.plan.chair)),
            area: Some(meeting.plan.area.clone()),
            state: Some(word(&meeting.state)),
            day: Some(meeting.plan.date),
            meeting_id: Some(meeting.id.to_string()),
            brief: serde_json::to_string(&MeetingRow::of(meeting)).ok(),
            ..plain
        },
        Document::Action(action) => DocumentRow {
            label: Some(action.label.clone()),
            title: Some(action.task.text.clone()),
            state: Some(word(&action.state)),
            // Closed ones are listed by when they were closed: those of late are found without reading the others.
            day: action.closed.or(action.task.due),
            case_id: action.raised_at.case.as_ref().map(ToString::to_string),
            meeting_id: action.raised_at.at.as_ref().map(|(meeting, _)| meeting.to_string()),
            agency: action.task.owner.as_ref().map(|owner| owner.address.agency().to_owned()),
            brief: serde_json::to_string(&ActionRow::of(action)).ok(),
            ..plain
        },
        Document::Place(place) => DocumentRow {
            label: Some(place.label.clone()),
            title: Some(place.text.clone()),
            area: Some(place.area.clone()),
            state: Some(place.kind.clone()),
            day: Some(place.named.on),
            case_id: place.named.case.as_ref().map(ToString::to_string),
            meeting_id: Some(place.named.at.0.to_string()),
            ..plain
        },
        Document::Disclosure(entry) => DocumentRow {
            label: Some(entry.label.clone()),
            title: Some(entry.matter.what.clone()),
            state: Some(entry.standing().name().to_owned()),
            day: Some(entry.matter.on),
            case_id: entry.matter.case.as_ref().map(ToString::to_string),
            ..plain
        },
        Document::Person(person) => DocumentRow { title: Some(person.name.clone()), ..plain },
        Document::County(_) => plain,
    }
}

/// A case that is closed and still has dissent standing is listed apart, so that an agenda finds it.
fn case_state(case: &Case) -> &'static str {
    if case.removed.is_some() {
        return REMOVED;
    }
    if case.is_merged() {
        return MERGED;
    }
    match (case.is_open(), case.open_dissents().next()) {
        (true, _) => "open",
        (false, Some(_)) => DISPUTED,
        (false, None) => "closed",
    }
}

/// A closed word as serde writes it: `agenda-circulated`, `not-completed`.
fn word(value: &impl serde::Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}
