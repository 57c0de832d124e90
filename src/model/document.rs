//! A stream folded into what stands: one document a stream, a cache of the journal (law 3).

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::action::{Action, ActionChange};
use super::case::{Case, CaseChange};
use super::change::{Change, Misfit, Stamp};
use super::county::{County, Person};
use super::disclosure::Disclosure;
use super::id::{EntryId, RequestId, Stream};
use super::meeting::{Meeting, MeetingChange};
use super::place::Place;

/// The version of the folds; it rises when a fold changes, and documents are then rebuilt from the journal.
pub const FOLD_VERSION: u32 = 8;

/// What one stream amounts to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Document {
    /// A child's case.
    Case(Box<Case>),
    /// A meeting.
    Meeting(Box<Meeting>),
    /// An action.
    Action(Box<Action>),
    /// A place.
    Place(Place),
    /// An entry of the disclosure log.
    Disclosure(Box<Disclosure>),
    /// A person who can open the store.
    Person(Person),
    /// The county.
    County(Box<County>),
}

impl Document {
    /// Folds one change into what the stream amounted to before it; `None` before its first.
    ///
    /// # Errors
    /// Refuses what does not fit; see [`Misfit`].
    pub fn fold(standing: Option<Self>, stream: &Stream, change: &Change, stamp: &Stamp) -> Result<Self, Misfit> {
        match standing {
            None => Self::begin(stream, change, stamp),
            Some(mut document) => {
                document.apply(change, stamp)?;
                Ok(document)
            }
        }
    }

    fn begin(stream: &Stream, change: &Change, stamp: &Stamp) -> Result<Self, Misfit> {
        match (stream, change) {
            (Stream::Case(id), Change::Case(CaseChange::CaseOpened(opened))) => {
                Ok(Self::Case(Box::new(Case::open(id.clone(), opened, stamp))))
            }
            (Stream::Meeting(id), Change::Meeting(MeetingChange::MeetingPlanned(planned))) => {
                Ok(Self::Meeting(Box::new(Meeting::open(id.clone(), planned, stamp))))
            }
            (Stream::Action(id), Change::Action(ActionChange::ActionRaised(raised))) => {
                Ok(Self::Action(Box::new(Action::open(id.clone(), raised, stamp))))
            }
            (Stream::Place(id), Change::Place(change)) => {
                Place::open(id.clone(), change, stamp).map(Self::Place).ok_or(Misfit::NotOpened)
            }
            (Stream::Disclosure(id), Change::Disclosure(change)) => {
                let opened = Disclosure::open(id.clone(), change, stamp).map(Box::new);
                opened.map(Self::Disclosure).ok_or(Misfit::NotOpened)
            }
            (Stream::Person(id), Change::Person(change)) => {
                Person::open(id.clone(), change).map(Self::Person).ok_or(Misfit::NotOpened)
            }
            (Stream::County, Change::County(change)) => {
                let mut county = County::default();
                county.apply(change, stamp)?;
                Ok(Self::County(Box::new(county)))
            }
            _ => Err(Misfit::NotOpened),
        }
    }

    fn apply(&mut self, change: &Change, stamp: &Stamp) -> Result<(), Misfit> {
        match (self, change) {
            (Self::Case(case), Change::Case(change)) => case.apply(change, stamp),
            (Self::Meeting(meeting), Change::Meeting(change)) => meeting.apply(change, stamp),
            (Self::Action(action), Change::Action(change)) => action.apply(change, stamp),
            (Self::Place(place), Change::Place(change)) => place.apply(change, stamp),
            (Self::Disclosure(entry), Change::Disclosure(change)) => entry.apply(change, stamp),
            (Self::Person(person), Change::Person(change)) => {
                person.apply(change);
                Ok(())
            }
            (Self::County(county), Change::County(change)) => county.apply(change, stamp),
            _ => Err(Misfit::WrongStream),
        }
    }
}

/// A stream that does not fold, and the entry at which it fails.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refold {
    /// The entry.
    pub entry: EntryId,
    /// Why.
    pub misfit: Misfit,
}

/// Folds a whole stream, oldest entry first, leaving out the requests that are undone.
///
/// `None` when nothing of the stream counts.
///
/// # Errors
/// Names the first entry that does not fit.
pub fn replay<'a>(
    stream: &Stream,
    entries: impl Iterator<Item = (&'a Stamp, &'a Change)> + Clone,
) -> Result<Option<Document>, Refold> {
    let mut undone: BTreeSet<&RequestId> = BTreeSet::new();
    for (_, change) in entries.clone() {
        match change {
            Change::Undone(request) => undone.insert(request),
            Change::Redone(request) => undone.remove(request),
            _ => false,
        };
    }
    let mut standing = None;
    for (stamp, change) in entries {
        if undone.contains(&stamp.request) || matches!(change, Change::Undone(_) | Change::Redone(_)) {
            continue;
        }
        let folded = Document::fold(standing, stream, change, stamp);
        standing = Some(folded.map_err(|misfit| Refold { entry: stamp.entry.clone(), misfit })?);
    }
    Ok(standing)
}
