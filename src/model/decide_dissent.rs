//! Judges dissent: voiced and answered on an agenda item, taken out, brought forward from before, or followed between
//! meetings.
//!
//! What concerns a child is one entry of the meeting and one of the case, appended together: the case keeps every
//! dissent until it is resolved, so that no agenda forgets one.

use chrono::NaiveDate;

use super::agenda::Item;
use super::case::{Case, CaseChange};
use super::change::Decided;
use super::checks;
use super::decide::{Today, of_case, of_meeting};
use super::decide_said::{known_seat, standing, unchanged, words};
use super::dissent::{CaseDissent, DissentChange, DissentFrom, Speaker, Voiced};
use super::dissent_path::DissentAnswer;
use super::docs::Docs;
use super::id::{Address, CaseId, EntryId, ItemId, MeetingId};
use super::meeting::{Meeting, MeetingChange};
use super::refusal::Refusal;
use super::said::{Dissent, DissentState};

/// What is missing where the chair answers without a word.
const RATIONALE: &str = "the chair's rationale makes clear why (arrangements §7)";

/// Where words are said.
type At<'a> = (&'a Meeting, &'a Item);

/// An agency dissents, or words its dissent anew.
pub(super) fn voice(
    docs: &Docs,
    (meeting, item): At<'_>,
    seat: &Address,
    text: &str,
    replaces: Option<&EntryId>,
) -> Result<Vec<Decided>, Refusal> {
    known_seat(meeting, seat)?;
    let text = words(text, "the dissent has no words")?;
    let standing = replaces.and_then(|entry| item.dissents.iter().find(|d| d.kept.entry == *entry));
    let answer = standing.map_or_else(DissentAnswer::default, |standing| standing.answer.clone());
    Ok(kept(docs, (meeting, item), seat, (text, answer), standing))
}

/// The chair answers the dissent of a seat: its last on this item, or else one brought forward.
pub(super) fn answer_of_seat(
    docs: &Docs,
    (meeting, item): At<'_>,
    seat: &Address,
    answer: &DissentAnswer,
    today: Today<'_>,
) -> Result<Vec<Decided>, Refusal> {
    if let Some(voiced) = item.dissents.iter().rev().find(|d| d.seat == *seat) {
        let answer = in_meeting(meeting, answer, &voiced.answer, today)?;
        return Ok(kept(docs, (meeting, item), seat, (voiced.text.clone(), answer), Some(voiced)));
    }
    let carried = brought_forward(docs, (meeting, item)).find(|dissent| dissent.voiced.by.post == *seat);
    let carried =
        carried.ok_or_else(|| Refusal::NoSuch { what: "dissent on this item by", which: seat.to_string() })?;
    let case = item.case().ok_or(Refusal::NotHere("This item is about no child."))?;
    take_up((meeting, item, case), &carried.voiced, answer, today)
}

/// The chair answers a dissent that was recorded on this item.
pub(super) fn answer(
    docs: &Docs,
    (meeting, item): (&MeetingId, &ItemId),
    entry: &EntryId,
    (text, answer): (&str, &DissentAnswer),
    today: Today<'_>,
) -> Result<Vec<Decided>, Refusal> {
    let (meeting, item) = standing(docs, meeting, item)?;
    unchanged(item, Some(entry))?;
    let voiced = item.dissents.iter().find(|d| d.kept.entry == *entry);
    let voiced = voiced.ok_or_else(|| Refusal::NoSuch { what: "dissent", which: entry.to_string() })?;
    let answer = in_meeting(meeting, answer, &voiced.answer, today)?;
    let said = (words(text, "the dissent has no words")?, answer);
    Ok(kept(docs, (meeting, item), &voiced.seat, said, Some(voiced)))
}

/// The chair answers a dissent that was brought forward, on its child's item or under the matters arising; `base` is its
/// latest entry.
pub(super) fn answer_brought_forward(
    docs: &Docs,
    (meeting, item, case): (&MeetingId, &ItemId, &CaseId),
    which: (&DissentFrom, &Address, &EntryId),
    answer: &DissentAnswer,
    today: Today<'_>,
) -> Result<Vec<Decided>, Refusal> {
    let (meeting, item) = standing(docs, meeting, item)?;
    if item.case().is_some_and(|own| own != case) {
        return Err(Refusal::NotHere("This item is about another child than the dissent."));
    }
    take_up((meeting, item, case), &unmoved(docs.case(case)?, which)?.voiced, answer, today)
}

/// What becomes of a dissent between meetings, recorded on the case itself; `base` is its latest entry.
pub(super) fn answer_between(
    docs: &Docs,
    case: &CaseId,
    which: (&DissentFrom, &Address, &EntryId),
    answer: &DissentAnswer,
    today: Today<'_>,
) -> Result<Vec<Decided>, Refusal> {
    let dissent = unmoved(docs.case(case)?, which)?;
    let mut answer = dated(answer.checked(&dissent.voiced.answer)?, today.day(), today)?;
    if matches!(answer.state, DissentState::Noted) {
        words(&answer.rationale, RATIONALE)?;
    }
    answer.word = answer.word.as_ref().map(|word| word.checked(today)).transpose()?;
    Ok(vec![voiced(case, Voiced { answer, ..dissent.voiced.clone() })])
}

/// The dissent, where nobody has changed it meanwhile.
fn unmoved<'a>(
    case: &'a Case,
    (from, post, base): (&DissentFrom, &Address, &EntryId),
) -> Result<&'a CaseDissent, Refusal> {
    let dissent = case.dissent(from, post);
    let dissent = dissent.ok_or_else(|| Refusal::NoSuch { what: "dissent", which: post.to_string() })?;
    if dissent.entry != *base {
        return Err(Refusal::Conflict { theirs: dissent.voiced.text.clone(), entry: Some(dissent.entry.clone()) });
    }
    Ok(dissent)
}

/// The answer as a meeting keeps it.
fn in_meeting(
    meeting: &Meeting,
    answer: &DissentAnswer,
    before: &DissentAnswer,
    today: Today<'_>,
) -> Result<DissentAnswer, Refusal> {
    let answer = dated(answer.checked(before)?, meeting.plan.date, today)?;
    Ok(DissentAnswer { at: Some(meeting.id.clone()), word: None, ..answer })
}

/// The answer with its day, which is past: the usual one where none is said.
fn dated(answer: DissentAnswer, usual: NaiveDate, today: Today<'_>) -> Result<DissentAnswer, Refusal> {
    let day = answer.day.unwrap_or(usual);
    if day > today.day().max(usual) {
        return Err(Refusal::Date { date: day, why: "is to come: what becomes of a dissent is recorded once it has" });
    }
    Ok(DissentAnswer { day: Some(day), ..answer })
}

/// Dissent of before that the item brings back ([`checks::brought_forward`]).
pub fn brought_forward<'a>(docs: &'a Docs, (meeting, item): At<'a>) -> impl Iterator<Item = &'a CaseDissent> + use<'a> {
    let case = item.case().and_then(|case| docs.cases.get(case));
    case.into_iter().flat_map(move |case| checks::brought_forward(meeting, item, case))
}

fn take_up(
    (meeting, item, case): (&Meeting, &Item, &CaseId),
    dissent: &Voiced,
    answer: &DissentAnswer,
    today: Today<'_>,
) -> Result<Vec<Decided>, Refusal> {
    let answer = in_meeting(meeting, answer, &dissent.answer, today)?;
    if answer.state != DissentState::Closed {
        words(&answer.rationale, RATIONALE)?;
    }
    let answered = Voiced { answer, ..dissent.clone() };
    let (dissent, of) = (Box::new(answered.clone()), Some(case.clone()));
    let taken_up = MeetingChange::DissentTakenUp { item: item.id().clone(), dissent, case: of.clone() };
    Ok(vec![of_meeting(&meeting.id, taken_up).about(of), voiced(case, answered)])
}

/// What the case forgets when something said on an item is taken out or moved to another child.
pub(super) fn taken_out((meeting, item): At<'_>, entry: &EntryId) -> Option<Decided> {
    let gone = item.dissents.iter().find(|d| d.kept.entry == *entry)?;
    let others = item.dissents.iter().any(|d| d.seat == gone.seat && d.kept.entry != *entry);
    let case = item.case().filter(|_| !others)?;
    let change = DissentChange::Withdrawn { from: from_here((meeting, item)), post: gone.seat.clone() };
    Some(of_case(case, CaseChange::Dissent(change)))
}

/// What the right child's case keeps of a dissent that was recorded on another child's item.
pub(super) fn put_right((meeting, item): At<'_>, dissent: &Dissent) -> Option<Decided> {
    of_the_case((meeting, item), &dissent.seat, (dissent.text.clone(), dissent.answer.clone()))
}

/// The entry of the meeting, and that of the case where the item is about a child. Where something came of the dissent
/// after this meeting, the case keeps that, and only the words are put right.
fn kept(
    docs: &Docs,
    (meeting, item): At<'_>,
    seat: &Address,
    (text, answer): (String, DissentAnswer),
    replaces: Option<&Dissent>,
) -> Vec<Decided> {
    let from = from_here((meeting, item));
    let standing = item.case().and_then(|case| docs.cases.get(case)?.dissent(&from, seat));
    let since = standing.filter(|standing| replaces.is_some_and(|own| own.answer != standing.voiced.answer));
    let now = since.map_or(&answer, |since| &since.voiced.answer).clone();
    let of_case = of_the_case((meeting, item), seat, (text.clone(), now));
    let (id, replaces) = (item.id().clone(), replaces.map(|own| own.kept.entry.clone()));
    let change = MeetingChange::DissentVoiced { item: id, seat: seat.clone(), text, answer, replaces };
    let of_meeting = of_meeting(&meeting.id, change).about(item.case().cloned());
    std::iter::once(of_meeting).chain(of_case).collect()
}

fn from_here((meeting, item): At<'_>) -> DissentFrom {
    DissentFrom::Discussion { meeting: meeting.id.clone(), item: item.id().clone() }
}

fn of_the_case((meeting, item): At<'_>, seat: &Address, (text, answer): (String, DissentAnswer)) -> Option<Decided> {
    let by = Speaker::of(meeting.seat(seat)?);
    Some(voiced(item.case()?, Voiced { from: from_here((meeting, item)), by, on: meeting.plan.date, text, answer }))
}

pub(super) fn voiced(case: &CaseId, voiced: Voiced) -> Decided {
    of_case(case, CaseChange::Dissent(DissentChange::Voiced(Box::new(voiced))))
}
