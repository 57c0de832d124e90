//! Records a request in memory: decides it, allots labels, folds it into the documents.
//!
//! The session does this and appends the entries; tests and the demo county do it alone.

use chrono::{DateTime, Utc};

use super::action::ActionChange;
use super::case::{Case, CaseChange};
use super::change::{Change, Decided, Misfit, Stamp};
use super::decide::{Today, decide};
use super::decide_merge::unmerged;
use super::disclosure::DisclosureChange;
use super::docs::Docs;
use super::document::Document;
use super::id::{CaseId, EntryId, Ids, RequestId, Stream};
use super::meeting::{MeetingChange, Plan};
use super::place::PlaceChange;
use super::refusal::Refusal;
use super::request::Request;
use super::retention::RetentionChange;
use crate::terms::Terms;

/// One entry as the journal will keep it.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Who, when, and its identity.
    pub stamp: Stamp,
    /// The stream.
    pub stream: Stream,
    /// The one case it concerns.
    pub about: Option<CaseId>,
    /// What changes, labels allotted.
    pub change: Change,
}

/// A request and the moment it was made.
#[derive(Debug, Clone, PartialEq)]
pub struct Timed {
    /// When, UTC.
    pub at: DateTime<Utc>,
    /// What is asked for.
    pub request: Request,
}

/// One request's bookkeeping: everything it appends shares this.
#[derive(Debug, Clone)]
pub struct Hand {
    /// The identities it makes.
    pub ids: Ids,
    /// The request.
    pub request: RequestId,
    /// Who asks.
    pub by: String,
    entries: u32,
}

impl Hand {
    /// Begins a request of this person's.
    #[must_use]
    pub fn new(request: RequestId, by: &str) -> Self {
        Self { ids: Ids::of(request.clone()), request, by: by.to_owned(), entries: 0 }
    }

    fn stamp(&mut self, at: DateTime<Utc>) -> Stamp {
        self.entries += 1;
        let entry = EntryId::new(format!("{}.e{}", self.request, self.entries));
        Stamp { entry, request: self.request.clone(), at, by: self.by.clone() }
    }
}

/// The identity of the first entry that a request appends; a draft keeps it, so that what was
/// recorded is recognised after a crash.
#[must_use]
pub fn first_entry(request: &RequestId) -> EntryId {
    EntryId::new(format!("{request}.e1"))
}

/// Records a request into `docs`; `next` gives the next number for a label's prefix.
///
/// # Errors
/// Refuses what [`decide`] refuses, and then nothing has changed.
pub fn record(
    docs: &mut Docs,
    request: &Request,
    today: Today<'_>,
    hand: &mut Hand,
    mut next: impl FnMut(&str) -> u64,
) -> Result<Vec<Entry>, Refusal> {
    let mut decided = decide(request, docs, today, &mut hand.ids)?;
    // Nothing is folded of a request that would touch a record that leads to another.
    for one in &mut decided {
        let Stream::Case(case) = &one.stream else { continue };
        // What is put right in minutes of before two records were merged is the child's still; what was recorded of the
        // wrong child was taken over as a whole, and is not taken out again.
        let put_right = request.meeting().is_some() && !matches!(one.change, Change::Case(CaseChange::MovedAway(_)));
        let stands = if put_right { docs.stands_for(case).clone() } else { case.clone() };
        unmerged(docs, &stands)?;
        if stands != *case {
            (one.stream, one.about) = (Stream::Case(stands.clone()), Some(stands));
        }
    }
    let mut entries = Vec::with_capacity(decided.len());
    for Decided { stream, about, mut change } in decided {
        label(&mut change, today.terms, &mut next);
        let entry = Entry { stamp: hand.stamp(today.now), stream, about, change };
        fold_into(docs, &entry).map_err(|_| Refusal::NotHere("This does not fit what is recorded already."))?;
        entries.push(entry);
    }
    Ok(entries)
}

/// Folds an entry into the documents that are loaded.
///
/// # Errors
/// Passes on what does not fit.
pub fn fold_into(docs: &mut Docs, entry: &Entry) -> Result<(), Misfit> {
    let standing = docs.take(&entry.stream);
    let folded = Document::fold(standing, &entry.stream, &entry.change, &entry.stamp)?;
    docs.put(folded);
    Ok(())
}

/// The prefix and number of the label that a change bears.
fn label_number(change: &Change) -> Option<(String, u64)> {
    let split = |label: &str, prefix: &str| Some((prefix.to_owned(), label.strip_prefix(prefix)?.parse().ok()?));
    match change {
        Change::Case(CaseChange::CaseOpened(opened)) => {
            let (prefix, number) = opened.label.rsplit_once('-')?;
            Some((prefix.to_owned(), number.parse().ok()?))
        }
        Change::Case(CaseChange::EpisodeRecorded(episode)) => split(&episode.label, "E"),
        Change::Action(ActionChange::ActionRaised(raised)) => split(&raised.label, "A"),
        Change::Place(PlaceChange::PlaceNamed { label, .. }) => split(label, "P"),
        Change::Disclosure(DisclosureChange::DisclosureEntered { label, .. }) => split(label, "D"),
        Change::Meeting(MeetingChange::MeetingPlanned(planned)) => {
            let prefix = meeting_prefix(&planned.plan);
            let number = match planned.label.strip_prefix(&prefix)? {
                "" => 1,
                number => number.strip_prefix('-')?.parse().ok()?,
            };
            Some((prefix, number))
        }
        _ => None,
    }
}

/// The labels that a change gave, to know the last ones given; those of a removed record are not given again.
#[must_use]
pub fn labels_given(change: &Change) -> Vec<(String, u64)> {
    match change {
        Change::Case(CaseChange::Retention(RetentionChange::Removed(removed))) => removed.labels.clone(),
        change => label_number(change).into_iter().collect(),
    }
}

fn meeting_prefix(plan: &Plan) -> String {
    format!("{}-{}-{}", plan.area, plan.part, plan.date)
}

/// Allots the label that a first change bears; labels are never reused.
fn label(change: &mut Change, terms: &Terms, next: &mut impl FnMut(&str) -> u64) {
    match change {
        Change::Case(CaseChange::CaseOpened(opened)) => {
            let prefix = terms.area(&opened.area).map_or("X", |area| &area.prefix);
            let prefix = format!("{prefix}-{}", Case::label_year(opened.opened));
            opened.label = format!("{prefix}-{:03}", next(&prefix));
        }
        Change::Case(CaseChange::EpisodeRecorded(episode)) => episode.label = format!("E{}", next("E")),
        Change::Action(ActionChange::ActionRaised(raised)) => raised.label = format!("A{}", next("A")),
        Change::Place(PlaceChange::PlaceNamed { label, .. }) => *label = format!("P{}", next("P")),
        Change::Disclosure(DisclosureChange::DisclosureEntered { label, .. }) => *label = format!("D{}", next("D")),
        Change::Meeting(MeetingChange::MeetingPlanned(planned)) => {
            let prefix = meeting_prefix(&planned.plan);
            planned.label = match next(&prefix) {
                1 => prefix,
                number => format!("{prefix}-{number}"),
            };
        }
        _ => {}
    }
}
