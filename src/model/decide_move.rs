//! Judges the moving of an entry to the child that it is about, and the naming of a child in another's discussion.
//!
//! No change speaks of two children: what is taken away and what is put down are entries of their own.

use super::action::{ActionChange, Raised};
use super::agenda::Item;
use super::case::{CaseChange, Mention};
use super::change::{Change, Decided};
use super::decide::{known_item, of_case, of_meeting};
use super::docs::Docs;
use super::id::{CaseId, EntryId, ItemId, MeetingId, Stream};
use super::meeting::{Meeting, MeetingChange};
use super::refusal::Refusal;

pub(super) fn move_entry(
    docs: &Docs,
    meeting: &MeetingId,
    (from, to): (&ItemId, &ItemId),
    entry: &EntryId,
) -> Result<Vec<Decided>, Refusal> {
    let meeting = docs.meeting(meeting)?;
    if !meeting.takes_words() {
        return Err(Refusal::State { state: "not live", remedy: "start it first" });
    }
    let (from, to) = (known_item(meeting, from)?, known_item(meeting, to)?);
    let Some(right) = to.case().filter(|_| from.id() != to.id()) else {
        return Err(Refusal::NotHere("An entry is moved to another child's item."));
    };
    let wrong = |change| of_meeting(&meeting.id, change).about(from.case().cloned());
    if let Some(said) = said_again(from, to.id(), entry) {
        let away = MeetingChange::MovedAway { item: from.id().clone(), entry: entry.clone() };
        let here = MeetingChange::MovedHere(Box::new(said));
        return Ok(vec![wrong(away), of_meeting(&meeting.id, here).about(Some(right.clone()))]);
    }
    let action = docs.actions.values().find(|action| action.latest == *entry);
    let action = action.ok_or(Refusal::NotHere(
        "A decision or a level of risk is not moved: take it back with Ctrl-Z, and decide on the right child's item.",
    ))?;
    let raised_at =
        Raised { on: meeting.plan.date, case: Some(right.clone()), at: Some((meeting.id.clone(), to.id().clone())) };
    let moved = Change::Action(ActionChange::MovedTo(raised_at));
    let away = MeetingChange::ActionMovedAway { item: from.id().clone(), action: action.id.clone() };
    Ok(vec![wrong(away), Decided::new(Stream::Action(action.id.clone()), moved).about(Some(right.clone()))])
}

/// What an entry said, as a change of another item.
fn said_again(from: &Item, to: &ItemId, entry: &EntryId) -> Option<MeetingChange> {
    let item = to.clone();
    if let Some(update) = from.updates.iter().find(|update| update.kept.entry == *entry) {
        let (seat, text, nil, mode) = (update.seat.clone(), update.text.clone(), update.nil, update.mode);
        return Some(MeetingChange::UpdateGiven { item, seat, text, nil, mode, replaces: None });
    }
    if let Some(note) = from.notes.iter().find(|note| note.kept.entry == *entry) {
        return Some(MeetingChange::NoteTaken { item, text: note.text.clone(), replaces: None });
    }
    if let Some(view) = from.views.iter().find(|view| view.kept.entry == *entry) {
        let (whose, text, why_none) = (view.whose, view.text.clone(), view.why_none.clone());
        return Some(MeetingChange::ViewHeard { item, whose, text, why_none, replaces: None });
    }
    let dissent = from.dissents.iter().find(|dissent| dissent.kept.entry == *entry)?;
    let (seat, text, rationale) = (dissent.seat.clone(), dissent.text.clone(), dissent.rationale.clone());
    Some(MeetingChange::DissentVoiced { item, seat, text, rationale, state: dissent.state, replaces: None })
}

pub(super) fn mention(docs: &Docs, meeting: &MeetingId, item: &ItemId, case: &CaseId) -> Result<Vec<Decided>, Refusal> {
    let meeting: &Meeting = docs.meeting(meeting)?;
    docs.case(case)?;
    let item = known_item(meeting, item)?.id().clone();
    let mention = Mention { meeting: meeting.id.clone(), item, on: meeting.plan.date };
    Ok(vec![of_case(case, CaseChange::Mentioned(mention))])
}
