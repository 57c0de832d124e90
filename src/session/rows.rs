//! What the store keeps beside an entry: the document's row to list by, and the words to search.

use super::shown::MeetingRow;
use crate::model::action::{ActionChange, Answer};
use crate::model::action_list::ActionRow;
use crate::model::case::{Case, CaseChange};
use crate::model::change::Change;
use crate::model::dissent::{DissentChange, DissentFrom};
use crate::model::dissent_path::DissentAnswer;
use crate::model::docs::Docs;
use crate::model::document::{Document, FOLD_VERSION};
use crate::model::id::{Address, CaseId, EntryId, Stream};
use crate::model::intake::IntakeChange;
use crate::model::listing::{ChairsAnswer, ListingChange};
use crate::model::meeting::MeetingChange;
use crate::model::place::PlaceChange;
use crate::model::record::Entry;
use crate::model::tracker::CaseRow;
use crate::store::{DocumentRow, SaidRow};

/// The state, in the column of the store, of a case that is closed and from whose closure dissent stands.
pub const DISPUTED: &str = "disputed";

/// The state, in the column of the store, of a case that was merged into another.
pub const MERGED: &str = "merged";

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
    if case.is_merged() {
        return MERGED;
    }
    match (case.is_open(), case.open_dissents().next()) {
        (true, _) => "open",
        (false, Some(_)) => DISPUTED,
        (false, None) => "closed",
    }
}

/// The words of an entry, to be found again; none where it says nothing.
#[must_use]
pub fn said(entry: &Entry, docs: &Docs) -> Option<SaidRow> {
    let (kind, seat, text) = spoken(&entry.change)?;
    let meeting = match (&entry.stream, &entry.change) {
        (Stream::Meeting(id), _) => Some(id),
        (_, Change::Action(ActionChange::ActionRaised(raised))) => raised.raised_at.at.as_ref().map(|(id, _)| id),
        (_, Change::Action(ActionChange::Answered { at, .. })) => at.as_ref().map(|(id, _)| id),
        (_, Change::Place(PlaceChange::PlaceNamed { named, .. })) => Some(&named.at.0),
        _ => None,
    };
    let held = meeting.and_then(|id| docs.meetings.get(id)).map(|meeting| meeting.plan.date);
    Some(SaidRow {
        entry: entry.stamp.entry.to_string(),
        case_id: entry.about.as_ref().map(ToString::to_string),
        meeting_id: meeting.map(ToString::to_string),
        agency: seat.map(|seat| seat.agency().to_owned()),
        kind: kind.to_owned(),
        day: held.or(Some(entry.stamp.at.date_naive())),
        text,
    })
}

/// The entries whose words a change replaces or withdraws.
pub fn unsaid(change: &Change) -> Option<String> {
    let replaced: Option<&EntryId> = match change {
        Change::Meeting(change) => match said_here(change) {
            MeetingChange::UpdateGiven { replaces, .. }
            | MeetingChange::NoteTaken { replaces, .. }
            | MeetingChange::ViewHeard { replaces, .. }
            | MeetingChange::DissentVoiced { replaces, .. }
            | MeetingChange::Decided { replaces, .. }
            | MeetingChange::RiskAssessed { replaces, .. } => replaces.as_ref(),
            MeetingChange::Withdrawn { entry, .. } | MeetingChange::MovedAway { entry, .. } => Some(entry),
            _ => None,
        },
        _ => None,
    };
    replaced.map(ToString::to_string)
}

/// The child of whom all words of a stream are from this change on.
#[must_use]
pub fn moved_to(change: &Change) -> Option<&CaseId> {
    match change {
        Change::Action(ActionChange::MovedTo(raised_at)) => raised_at.case.as_ref(),
        Change::Place(PlaceChange::MovedTo(named)) => named.case.as_ref(),
        _ => None,
    }
}

fn spoken(change: &Change) -> Option<(&'static str, Option<&Address>, String)> {
    use MeetingChange as M;
    let (kind, seat, text) = match change {
        Change::Meeting(change) => match said_here(change) {
            M::UpdateGiven { seat, text, .. } => ("update", Some(seat), text.clone()),
            M::NoteTaken { text, .. } => ("note", None, text.clone()),
            M::ViewHeard { text, .. } => ("view", None, text.clone()),
            M::DissentVoiced { seat, text, answer, .. } => ("dissent", Some(seat), all_of(text, answer)),
            M::DissentTakenUp { dissent, .. } => ("dissent", Some(&dissent.by.post), all_of("", &dissent.answer)),
            M::Decided { rationale, .. } => ("decision", None, rationale.clone()),
            M::RiskAssessed { because, .. } => ("risk", None, because.clone()),
            _ => return None,
        },
        Change::Action(ActionChange::ActionRaised(raised)) => {
            ("action", raised.task.owner.as_ref().map(|owner| &owner.address), raised.task.text.clone())
        }
        Change::Action(ActionChange::Reworded { task, .. }) => {
            ("action", task.owner.as_ref().map(|owner| &owner.address), task.text.clone())
        }
        Change::Action(ActionChange::Answered { answer, .. }) => {
            let (Answer::Done { outcome: text }
            | Answer::Carry { because: text, .. }
            | Answer::NotDone { because: text, .. }) = answer;
            ("answer", None, text.clone())
        }
        Change::Action(ActionChange::Progressed { text, .. }) => ("progress", None, text.clone()),
        Change::Action(ActionChange::HandedOver { to, because, .. }) => {
            ("handed over", Some(&to.address), because.clone())
        }
        Change::Action(ActionChange::Cancelled { because, .. }) => ("cancelled", None, because.clone()),
        Change::Place(PlaceChange::PlaceNamed { text, .. } | PlaceChange::Reworded { text, .. }) => {
            ("place", None, text.clone())
        }
        Change::Case(CaseChange::CaseOpened(opened)) => ("concern", None, opened.details.concern.clone()),
        Change::Case(CaseChange::FormFiled(form)) => ("form", None, form.words()),
        Change::Case(CaseChange::Intake(IntakeChange::FormAnswered(given))) => {
            ("form", None, given.answer.text.clone())
        }
        Change::Case(CaseChange::DetailsCorrected(details)) => ("concern", None, details.concern.clone()),
        Change::Case(CaseChange::Listing(change)) => of_listing(change)?,
        // What was voiced in a meeting is found there.
        Change::Case(CaseChange::Dissent(DissentChange::Voiced(voiced)))
            if matches!(voiced.from, DissentFrom::Refusal(_)) =>
        {
            ("dissent", Some(&voiced.by.post), all_of(&voiced.text, &voiced.answer))
        }
        // What a meeting heard is found there.
        Change::Case(CaseChange::Dissent(DissentChange::Voiced(voiced))) if voiced.answer.is_between_meetings() => {
            ("dissent", Some(&voiced.by.post), all_of("", &voiced.answer))
        }
        _ => return None,
    };
    (!text.is_empty()).then_some((kind, seat, text))
}

fn of_listing(change: &ListingChange) -> Option<(&'static str, Option<&Address>, String)> {
    match change {
        ListingChange::Asked(asked) => Some(("request", Some(&asked.by.post), asked.because.clone())),
        ListingChange::Answered { answer: ChairsAnswer::Refused { because, .. }, .. } => {
            Some(("refusal", None, because.clone()))
        }
        ListingChange::PutOff(put_off) => Some(("taken off", None, put_off.reason.clone())),
        ListingChange::Answered { .. } | ListingChange::PapersIn(_) => None,
    }
}

/// What was said, without that it was moved here.
fn said_here(change: &MeetingChange) -> &MeetingChange {
    match change {
        MeetingChange::MovedHere(said) => said,
        said => said,
    }
}

/// All words of a dissent and of what became of it.
fn all_of(text: &str, answer: &DissentAnswer) -> String {
    let all = [text, &answer.rationale, &answer.to, &answer.outcome];
    all.into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join("\n")
}

/// A closed word as serde writes it: `agenda-circulated`, `not-completed`.
fn word(value: &impl serde::Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}
