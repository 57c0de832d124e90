//! Judges the leaving of items and the end of the meeting: what is owed, why it is left so, what the room agreed to.

use super::action::{Action, Answer};
use super::agenda::Item;
use super::change::Decided;
use super::checks::{self, Owed};
use super::decide::{known_item, of_meeting};
use super::docs::Docs;
use super::id::{ItemId, MeetingId};
use super::meeting::{LeftOpen, Meeting, MeetingChange};
use super::refusal::Refusal;

/// What is owed on an item, with the documents that are loaded.
#[must_use]
pub fn owed_on(meeting: &Meeting, item: &Item, docs: &Docs) -> Vec<Owed> {
    let case = item.case().and_then(|id| docs.cases.get(id));
    checks::owed_on_item(meeting, item, case, &concerned(meeting, item, docs))
}

/// The loaded actions that were raised on an item, or are its child's.
fn concerned<'a>(meeting: &Meeting, item: &Item, docs: &'a Docs) -> Vec<&'a Action> {
    match item.case() {
        Some(case) => docs.actions_of(case).collect(),
        None => docs.actions.values().filter(|action| checks::raised_here(meeting, item, action)).collect(),
    }
}

pub(super) fn leave(meeting: &Meeting, item: &Item, reason: Option<&str>, docs: &Docs) -> MeetingChange {
    let owed = checks::together(&owed_on(meeting, item, docs)).into_iter().map(|(_, words)| words).collect();
    // A reason that was given before stands until another is.
    let reason = reason.map(str::to_owned).or_else(|| item.reason.clone());
    MeetingChange::ItemLeft { item: item.id().clone(), owed, reason }
}

pub(super) fn give_reason(meeting: &Meeting, item: &ItemId, reason: &str) -> Result<Vec<Decided>, Refusal> {
    let case = known_item(meeting, item)?.case().cloned();
    let reason = reason.trim().to_owned();
    if reason.is_empty() {
        return Err(Refusal::Empty("no reason was given"));
    }
    if !meeting.takes_words() {
        return Err(Refusal::State { state: "not live", remedy: "start it first" });
    }
    Ok(vec![of_meeting(&meeting.id, MeetingChange::LeftBecause { item: item.clone(), reason }).about(case)])
}

/// What is owed when a meeting ends.
///
/// # Errors
/// Refuses while a child is neither decided on nor left with a reason: no case goes undecided in silence.
pub(super) fn owed_at_end(meeting: &Meeting, docs: &Docs) -> Result<Vec<LeftOpen>, Refusal> {
    if let Some(cases) = undecided_in_silence(meeting, docs) {
        return Err(Refusal::Undecided { cases });
    }
    let owed = |item: &Item| {
        let id = item.id().clone();
        owed_on(meeting, item, docs).into_iter().map(move |o| LeftOpen { item: id.clone(), owed: o.sentence() })
    };
    Ok(meeting.items.iter().flat_map(owed).collect())
}

/// The children of a meeting who are neither decided on nor left with a reason, by their references; none where every
/// child is accounted for. No minutes may stand with any.
#[must_use]
pub fn undecided_in_silence(meeting: &Meeting, docs: &Docs) -> Option<String> {
    let silent = meeting.items.iter().filter(|item| checks::is_undecided_without_reason(item));
    let label = |item: &Item| docs.cases.get(item.case()?).map(|case| case.label.clone());
    let labels: Vec<String> = silent.map(|item| label(item).unwrap_or_else(|| "a child".to_owned())).collect();
    (!labels.is_empty()).then(|| labels.join(", "))
}

/// The room agreed to what was read back: it is kept which decision, risk, actions and dissents those were.
pub(super) fn agree(docs: &Docs, meeting: &MeetingId, item: &ItemId) -> Result<Vec<Decided>, Refusal> {
    let meeting = docs.meeting(meeting)?;
    if !meeting.takes_words() {
        return Err(Refusal::State { state: "not live", remedy: "start it first" });
    }
    let item = known_item(meeting, item)?;
    let read = checks::read_back(meeting, item, &concerned(meeting, item, docs));
    let read = read.ok_or(Refusal::NotHere("Nothing is decided here yet: decide first, then read back."))?;
    let change = MeetingChange::Agreed { item: item.id().clone(), read };
    Ok(vec![of_meeting(&meeting.id, change).about(item.case().cloned())])
}

/// Whether what stands on an item is what the room agreed to.
#[must_use]
pub fn agreed<'a>(meeting: &Meeting, item: &'a Item, docs: &Docs) -> Option<&'a super::said::Agreement> {
    checks::agreed(meeting, item, &concerned(meeting, item, docs))
}

/// The actions that are read back on an item: those raised on it, and those carried on it.
#[must_use]
pub fn read_out<'a>(meeting: &Meeting, item: &Item, docs: &'a Docs) -> Vec<&'a Action> {
    let mut actions = concerned(meeting, item, docs);
    actions.retain(|action| {
        let carried = matches!(action.answered_at(&meeting.id, item.id()), Some(Answer::Carry { .. }));
        action.is_open() && (checks::raised_here(meeting, item, action) || carried)
    });
    actions.sort_by_key(|action| (action.label.len(), action.label.clone()));
    actions
}
