//! Judges dissent on an agenda item: voiced, answered, taken out, or brought forward from before.
//!
//! What concerns a child is one entry of the meeting and one of the case, appended together: the case keeps every
//! dissent until it is resolved, so that no agenda forgets one.

use super::agenda::Item;
use super::case::CaseChange;
use super::change::Decided;
use super::checks;
use super::decide::{of_case, of_meeting};
use super::decide_said::{known_seat, standing, unchanged, words};
use super::dissent::{DissentChange, DissentFrom, Speaker, Voiced};
use super::docs::Docs;
use super::id::{Address, EntryId, ItemId, MeetingId};
use super::meeting::{Meeting, MeetingChange};
use super::refusal::Refusal;
use super::said::{Dissent, DissentState};

/// Where words are said.
type At<'a> = (&'a Meeting, &'a Item);

/// An agency dissents, or words its dissent anew.
pub(super) fn voice(
    (meeting, item): At<'_>,
    seat: &Address,
    text: &str,
    replaces: Option<&EntryId>,
) -> Result<Vec<Decided>, Refusal> {
    known_seat(meeting, seat)?;
    let text = words(text, "the dissent has no words")?;
    let standing = replaces.and_then(|entry| item.dissents.iter().find(|d| d.kept.entry == *entry));
    let (rationale, state) = standing.map_or((String::new(), DissentState::Noted), |d| (d.rationale.clone(), d.state));
    Ok(kept((meeting, item), seat, (text, rationale, state), replaces.cloned()))
}

/// The chair answers the dissent of a seat: its last on this item, or else one brought forward.
pub(super) fn answer_of_seat(
    docs: &Docs,
    (meeting, item): At<'_>,
    seat: &Address,
    rationale: &str,
    state: DissentState,
) -> Result<Vec<Decided>, Refusal> {
    if let Some(voiced) = item.dissents.iter().rev().find(|d| d.seat == *seat) {
        let said = (voiced.text.clone(), rationale.trim().to_owned(), state);
        return Ok(kept((meeting, item), seat, said, Some(voiced.kept.entry.clone())));
    }
    let carried = brought_forward(docs, (meeting, item)).find(|voiced| voiced.by.post == *seat);
    let carried =
        carried.ok_or_else(|| Refusal::NoSuch { what: "dissent on this item by", which: seat.to_string() })?;
    take_up((meeting, item), carried, rationale, state)
}

/// The chair answers a dissent that was recorded on this item.
pub(super) fn answer(
    docs: &Docs,
    (meeting, item): (&MeetingId, &ItemId),
    entry: &EntryId,
    text: &str,
    rationale: &str,
    state: DissentState,
) -> Result<Vec<Decided>, Refusal> {
    let (meeting, item) = standing(docs, meeting, item)?;
    unchanged(item, Some(entry))?;
    let voiced = item.dissents.iter().find(|d| d.kept.entry == *entry);
    let voiced = voiced.ok_or_else(|| Refusal::NoSuch { what: "dissent", which: entry.to_string() })?;
    let said = (words(text, "the dissent has no words")?, rationale.trim().to_owned(), state);
    Ok(kept((meeting, item), &voiced.seat, said, Some(entry.clone())))
}

/// The chair answers a dissent that was brought forward; `base` is its latest entry.
pub(super) fn answer_brought_forward(
    docs: &Docs,
    (meeting, item): (&MeetingId, &ItemId),
    (from, post, base): (&DissentFrom, &Address, &EntryId),
    rationale: &str,
    state: DissentState,
) -> Result<Vec<Decided>, Refusal> {
    let (meeting, item) = standing(docs, meeting, item)?;
    let case = item.case().map(|case| docs.case(case)).transpose()?;
    let dissent = case.and_then(|case| case.dissent(from, post));
    let dissent = dissent.ok_or_else(|| Refusal::NoSuch { what: "dissent", which: post.to_string() })?;
    if dissent.entry != *base {
        return Err(Refusal::Conflict { theirs: dissent.voiced.text.clone(), entry: Some(dissent.entry.clone()) });
    }
    take_up((meeting, item), &dissent.voiced, rationale, state)
}

/// Dissent of before that the item brings back: voiced elsewhere, and not resolved before this meeting answers it.
pub fn brought_forward<'a>(docs: &'a Docs, (meeting, item): At<'a>) -> impl Iterator<Item = &'a Voiced> + use<'a> {
    let case = item.case().and_then(|case| docs.cases.get(case));
    case.into_iter().flat_map(move |case| checks::brought_forward(meeting, item, case))
}

fn take_up(
    (meeting, item): At<'_>,
    dissent: &Voiced,
    rationale: &str,
    state: DissentState,
) -> Result<Vec<Decided>, Refusal> {
    let rationale = words(rationale, "the chair's rationale makes clear why (arrangements §7)")?;
    let answered = Voiced { rationale, state, ..dissent.clone() };
    let taken_up = MeetingChange::DissentTakenUp { item: item.id().clone(), dissent: Box::new(answered.clone()) };
    let taken_up = of_meeting(&meeting.id, taken_up).about(item.case().cloned());
    let of_case = item.case().map(|case| voiced(case, answered));
    Ok(std::iter::once(taken_up).chain(of_case).collect())
}

/// What the case forgets when something said on an item is taken out or moved to another child.
pub(super) fn taken_out((meeting, item): At<'_>, entry: &EntryId) -> Option<Decided> {
    let gone = item.dissents.iter().find(|d| d.kept.entry == *entry)?;
    let others = item.dissents.iter().any(|d| d.seat == gone.seat && d.kept.entry != *entry);
    let case = item.case().filter(|_| !others)?;
    let from = DissentFrom::Discussion { meeting: meeting.id.clone(), item: item.id().clone() };
    let change = DissentChange::Withdrawn { from, post: gone.seat.clone() };
    Some(of_case(case, CaseChange::Dissent(change)))
}

/// What the right child's case keeps of a dissent that was recorded on another child's item.
pub(super) fn put_right((meeting, item): At<'_>, dissent: &Dissent) -> Option<Decided> {
    let said = (dissent.text.clone(), dissent.rationale.clone(), dissent.state);
    of_the_case((meeting, item), &dissent.seat, said)
}

/// The entry of the meeting, and that of the case where the item is about a child.
fn kept(
    (meeting, item): At<'_>,
    seat: &Address,
    (text, rationale, state): (String, String, DissentState),
    replaces: Option<EntryId>,
) -> Vec<Decided> {
    let of_case = of_the_case((meeting, item), seat, (text.clone(), rationale.clone(), state));
    let change =
        MeetingChange::DissentVoiced { item: item.id().clone(), seat: seat.clone(), text, rationale, state, replaces };
    let of_meeting = of_meeting(&meeting.id, change).about(item.case().cloned());
    std::iter::once(of_meeting).chain(of_case).collect()
}

fn of_the_case(
    (meeting, item): At<'_>,
    seat: &Address,
    (text, rationale, state): (String, String, DissentState),
) -> Option<Decided> {
    let by = Speaker::of(meeting.seat(seat)?);
    let from = DissentFrom::Discussion { meeting: meeting.id.clone(), item: item.id().clone() };
    Some(voiced(item.case()?, Voiced { from, by, on: meeting.plan.date, text, rationale, state }))
}

pub(super) fn voiced(case: &super::id::CaseId, voiced: Voiced) -> Decided {
    of_case(case, CaseChange::Dissent(DissentChange::Voiced(Box::new(voiced))))
}
