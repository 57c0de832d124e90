//! Judges the merging of two records of one child.

use super::case::CaseChange;
use super::change::Decided;
use super::decide::{Today, of_case, of_meeting};
use super::docs::Docs;
use super::id::{CaseId, EntryId};
use super::meeting::{Meeting, MeetingChange, MeetingState};
use super::merged::{MergedInto, TakenOver};
use super::refusal::Refusal;

/// Merges a record into another; `seen` are the latest entries of both, as they stood when they were compared.
pub(super) fn merge(
    docs: &Docs,
    today: Today<'_>,
    (kept, gone): (&CaseId, &CaseId),
    seen: (&EntryId, &EntryId),
) -> Result<Vec<Decided>, Refusal> {
    if kept == gone {
        return Err(Refusal::NotHere("A record is merged with another, not with itself."));
    }
    let (kept, gone) = (docs.case(kept)?, docs.case(gone)?);
    for case in [kept, gone] {
        if case.is_merged() {
            return Err(Refusal::Already { what: "The merging", which: case.label.clone() });
        }
    }
    for (case, seen) in [(kept, seen.0), (gone, seen.1)] {
        if case.latest != *seen {
            let theirs = format!("{} has changed: look at both again", case.label);
            return Err(Refusal::Conflict { theirs, entry: Some(case.latest.clone()) });
        }
    }
    let discussed = |meeting: &&Meeting| {
        let here = [kept, gone].iter().any(|case| meeting.item_of(&case.id).is_some());
        meeting.state == MeetingState::Live && here
    };
    if docs.meetings.values().any(|meeting| discussed(&meeting)) {
        return Err(Refusal::State { state: "live", remedy: "merge the two records once it has ended" });
    }
    let taken = TakenOver::of(kept, gone, today.day(), today.terms);
    let (case, label) = (kept.id.clone(), kept.label.clone());
    let into = MergedInto { case, label, stood: gone.clone() };
    let here = |meeting: &&Meeting| {
        let off = meeting.taken_off.iter().any(|off| off.planned.case.as_ref() == Some(&gone.id));
        meeting.is_to_come() && (off || meeting.item_of(&gone.id).is_some())
    };
    let meetings = docs.meetings.values().filter(here).map(|meeting| {
        let change = MeetingChange::CaseMerged { from: gone.id.clone(), into: kept.id.clone() };
        of_meeting(&meeting.id, change).about(Some(kept.id.clone()))
    });
    let records = [
        of_case(&kept.id, CaseChange::TookOver(Box::new(taken))),
        of_case(&gone.id, CaseChange::MergedInto(Box::new(into))),
    ];
    Ok(records.into_iter().chain(meetings).collect())
}

/// Nothing is asked of a record that was merged into another, which the refusal names, or removed under retention.
pub(super) fn unmerged(docs: &Docs, case: &CaseId) -> Result<(), Refusal> {
    let case = docs.cases.get(case);
    if let Some(case) = case.filter(|case| case.removed.is_some()) {
        return Err(Refusal::Removed { label: case.label.clone() });
    }
    match case.and_then(|case| Some((case, case.merged_into.as_ref()?))) {
        Some((case, (_, into))) => Err(Refusal::Merged { label: case.label.clone(), into: into.clone() }),
        None => Ok(()),
    }
}
