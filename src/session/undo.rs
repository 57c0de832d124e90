//! Undo and redo: entries of their own, that refold their streams without the request, or with it again.

use std::collections::BTreeSet;

use chrono::{DateTime, SubsecRound, Utc};

use super::load::parse;
use super::{RecordError, Session, describe, rows, spoken};
use crate::model::action::ActionChange;
use crate::model::change::{Change, Stamp};
use crate::model::decide::undecided_in_silence;
use crate::model::document::{Document, replay};
use crate::model::id::{CaseId, EntryId, RequestId, Stream};
use crate::model::record::Entry;
use crate::store::{self, AppendError, Batch, DocumentQuery, StoreError};

/// Why nothing was taken back, or brought back.
#[derive(Debug, thiserror::Error)]
pub enum UndoError {
    /// There is nothing.
    #[error("{0}")]
    Nothing(&'static str),
    /// A later entry leans on it.
    #[error("This cannot be {verb}: “{later}”, recorded at {at}, builds on it. Take that back first.")]
    LeansOn {
        /// Taken back, or brought back.
        verb: &'static str,
        /// The later entry.
        later: String,
        /// When, local time.
        at: String,
    },
    /// The minutes of a meeting that is over would have a child undecided and nothing said of why.
    #[error(
        "This cannot be {verb}: the meeting is over, and {cases} would be undecided without a reason. Decide anew, or give \
         another reason (E), instead."
    )]
    Undecided {
        /// Taken back, or brought back.
        verb: &'static str,
        /// Their references.
        cases: String,
    },
    /// Approved minutes say it.
    #[error("This cannot be {verb}: the minutes of {later} are approved and sealed. Write an amendment instead.")]
    Sealed {
        /// Taken back, or brought back.
        verb: &'static str,
        /// The meeting's label.
        later: String,
    },
    /// Others keep appending.
    #[error("Others are recording at this moment: try again.")]
    Moved,
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<RecordError> for UndoError {
    fn from(error: RecordError) -> Self {
        match error {
            RecordError::NotSaved(error) | RecordError::Store(error) => Self::Store(error),
            RecordError::Refused(_) | RecordError::NothingPending => Self::Moved,
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Undo,
    Redo,
}

/// A stream's entries with what they mean.
pub(super) type Read = Vec<(Stamp, Change, Option<CaseId>)>;

impl Session {
    /// Takes back this person's own last request that stands; says what it was.
    ///
    /// # Errors
    /// Refuses when a later entry leans on it, naming that entry.
    pub fn undo(&mut self, now: DateTime<Utc>) -> Result<String, UndoError> {
        self.catch_up()?;
        let last = self.store.last_undoable(&self.shown.who.name)?;
        let last = last.ok_or(UndoError::Nothing("There is nothing of yours to take back."))?;
        self.turn(Way::Undo, &RequestId::new(last.request), now)
    }

    /// Brings back this person's own request that was taken back last; says what it was.
    ///
    /// # Errors
    /// Refuses when it no longer fits what was recorded since.
    pub fn redo(&mut self, now: DateTime<Utc>) -> Result<String, UndoError> {
        self.catch_up()?;
        let last = self.store.last_undone(&self.shown.who.name)?;
        let last = last.ok_or(UndoError::Nothing("There is nothing of yours to bring back."))?;
        self.turn(Way::Redo, &RequestId::new(last.request), now)
    }

    fn turn(&mut self, way: Way, target: &RequestId, now: DateTime<Utc>) -> Result<String, UndoError> {
        let now = now.trunc_subsecs(3);
        let theirs = self.store.entries_of_request(target.as_str())?;
        let streams: BTreeSet<Stream> = theirs.iter().filter_map(|entry| entry.stream.parse().ok()).collect();
        let request = self.next_request();
        let (mut batch, mut entries) = (Batch::default(), Vec::new());
        for (number, stream) in streams.iter().enumerate() {
            let change = match way {
                Way::Undo => Change::Undone(target.clone()),
                Way::Redo => Change::Redone(target.clone()),
            };
            let id = EntryId::new(format!("{request}.e{}", number + 1));
            let stamp = Stamp { entry: id, request: request.clone(), at: now, by: self.shown.who.name.clone() };
            let mut read = self.read_stream(stream)?;
            let about = read.iter().find(|(stamp, ..)| stamp.request == *target).and_then(|(.., about)| about.clone());
            let entry = Entry { stamp, stream: stream.clone(), about, change };
            read.push((entry.stamp.clone(), entry.change.clone(), entry.about.clone()));
            // What was said is found under the day of its meeting, whatever is on the screen.
            let held = read.iter().filter_map(|(_, change, _)| spoken::meeting(stream, change));
            for meeting in held.cloned().collect::<BTreeSet<_>>() {
                self.load(&Stream::Meeting(meeting))?;
            }
            self.refold(way, stream, &read, target, &mut batch)?;
            entries.push(entry);
        }
        let summary = self.summary(&theirs);
        batch.entries = entries.iter().map(|entry| self.sealed(entry)).collect();
        match way {
            Way::Undo => batch.undone = vec![target.to_string()],
            Way::Redo => batch.redone = vec![target.to_string()],
        }
        self.append(&batch, &mut |_, _| {}).map_err(|error| match error {
            AppendError::Store(error) => UndoError::Store(error),
            _ => UndoError::Moved,
        })?;
        self.reload(&streams)?;
        Ok(summary)
    }

    /// Folds a stream anew, and writes what it then amounts to into the batch.
    fn refold(
        &self,
        way: Way,
        stream: &Stream,
        read: &Read,
        target: &RequestId,
        batch: &mut Batch,
    ) -> Result<(), UndoError> {
        let verb = if way == Way::Undo { "taken back" } else { "brought back" };
        if let Some(later) = self.sealed_over(stream, read, target)? {
            return Err(UndoError::Sealed { verb, later });
        }
        let folded = replay(stream, read.iter().map(|(stamp, change, _)| (stamp, change)));
        let folded = folded.map_err(|refold| {
            let later = read.iter().find(|(stamp, ..)| stamp.entry == refold.entry);
            later.map_or(UndoError::Moved, |(stamp, change, about)| self.leans(verb, stamp, change, about.as_ref()))
        })?;
        if let Some(Document::Meeting(meeting)) = &folded
            && meeting.is_over()
            && let Some(cases) = undecided_in_silence(meeting, &self.shown.docs)
        {
            return Err(UndoError::Undecided { verb, cases });
        }
        if let Some(document) = folded {
            batch.documents.push(rows::row(stream, &document));
        } else {
            self.nothing_leans_on(verb, stream, target)?;
            batch.gone.push(stream.to_string());
        }
        batch.unsaid.extend(read.iter().map(|(stamp, ..)| stamp.entry.to_string()));
        batch.said.extend(self.said_anew(stream, read));
        Ok(())
    }

    /// The label of the meeting whose approved minutes say what would change: a meeting's own stream, or an action that
    /// was raised in it, worded there or moved.
    fn sealed_over(&self, stream: &Stream, read: &Read, target: &RequestId) -> Result<Option<String>, StoreError> {
        let words = |change: &Change| match change {
            Change::Action(change) => !matches!(change, ActionChange::Answered { .. }),
            _ => false,
        };
        let meeting = match stream {
            Stream::Meeting(id) => Some(id),
            Stream::Action(_) if read.iter().any(|(by, change, _)| by.request == *target && words(change)) => {
                read.iter().find_map(|(_, change, _)| match change {
                    Change::Action(ActionChange::ActionRaised(raised)) => raised.raised_at.at.as_ref().map(|at| &at.0),
                    _ => None,
                })
            }
            _ => None,
        };
        let Some(meeting) = meeting else { return Ok(None) };
        let row = self.store.document(&Stream::Meeting(meeting.clone()).to_string())?;
        match row.map(|row| parse(&row)).transpose()? {
            Some(Document::Meeting(meeting)) => Ok(meeting.is_sealed().then_some(meeting.label)),
            _ => Ok(None),
        }
    }

    /// The words of a stream that count, once replaced and undone ones are left out.
    pub(super) fn said_anew(&self, stream: &Stream, read: &Read) -> Vec<store::SaidRow> {
        let standing = standing(read);
        let replaced: BTreeSet<String> = standing.iter().filter_map(|(_, change, _)| spoken::unsaid(change)).collect();
        let moved = standing.iter().rev().find_map(|(_, change, _)| spoken::moved_to(change)).cloned();
        let counts = standing.into_iter().filter(|(stamp, ..)| !replaced.contains(stamp.entry.as_str()));
        let said = counts.filter_map(|(stamp, change, about)| {
            let about = moved.clone().or_else(|| about.clone());
            let entry = Entry { stamp: stamp.clone(), stream: stream.clone(), about, change: change.clone() };
            spoken::said(&entry, &self.shown.docs)
        });
        said.collect()
    }

    /// A stream that vanishes must leave nothing behind that speaks of it.
    fn nothing_leans_on(&self, verb: &'static str, stream: &Stream, target: &RequestId) -> Result<(), UndoError> {
        match stream {
            Stream::Case(id) => {
                for entry in self.store.entries_about(id.as_str(), 0)? {
                    let elsewhere = entry.request != target.as_str() && entry.stream != stream.to_string();
                    if elsewhere && let Some((stamp, change, about)) = read_entry(&entry)? {
                        return Err(self.leans(verb, &stamp, &change, about.as_ref()));
                    }
                }
            }
            Stream::Meeting(id) => {
                let raised = DocumentQuery {
                    kind: "action".to_owned(),
                    meeting_id: Some(id.to_string()),
                    limit: Some(1),
                    ..DocumentQuery::default()
                };
                if let Some(row) = self.store.documents(&raised)?.pop() {
                    let later = row.label.unwrap_or_default();
                    return Err(UndoError::LeansOn { verb, later, at: "that meeting".to_owned() });
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn leans(&self, verb: &'static str, stamp: &Stamp, change: &Change, about: Option<&CaseId>) -> UndoError {
        let later = describe(change, about, &self.shown.docs);
        let at = crate::terms::calendar::london(stamp.at).format("%H:%M").to_string();
        UndoError::LeansOn { verb, later, at }
    }

    pub(super) fn read_stream(&self, stream: &Stream) -> Result<Read, StoreError> {
        let entries = self.store.entries_of(&stream.to_string())?;
        entries.iter().filter_map(|entry| read_entry(entry).transpose()).collect()
    }

    fn summary(&self, entries: &[store::Entry]) -> String {
        let read = entries.iter().filter_map(|entry| read_entry(entry).ok().flatten());
        let mut said: Vec<String> =
            read.map(|(_, change, about)| describe(&change, about.as_ref(), &self.shown.docs)).collect();
        said.dedup();
        match said.len() {
            0 => "nothing".to_owned(),
            1..=2 => said.swap_remove(0),
            many => format!("{} and {} more", said.swap_remove(0), many - 1),
        }
    }
}

/// The entries of a stream whose requests are not undone.
fn standing(read: &Read) -> Vec<&(Stamp, Change, Option<CaseId>)> {
    let undone = undone_in(read);
    read.iter().filter(|(stamp, ..)| !undone.contains(&stamp.request)).collect()
}

/// The requests that are undone in a stream.
pub(super) fn undone_in(read: &Read) -> BTreeSet<RequestId> {
    let mut undone = BTreeSet::new();
    for (_, change, _) in read {
        match change {
            Change::Undone(request) => drop(undone.insert(request.clone())),
            Change::Redone(request) => drop(undone.remove(request)),
            _ => {}
        }
    }
    undone
}

/// What an entry of the journal says; `None` once it is purged.
pub(super) fn read_entry(entry: &store::Entry) -> Result<Option<(Stamp, Change, Option<CaseId>)>, StoreError> {
    let Some(bytes) = &entry.change else { return Ok(None) };
    let damaged = || StoreError::Damaged { what: format!("entry {} of the journal does not read", entry.seq) };
    let change = serde_json::from_slice(bytes).map_err(|_| damaged())?;
    let stamp = Stamp {
        entry: EntryId::new(entry.id.clone()),
        request: RequestId::new(entry.request.clone()),
        at: entry.at,
        by: entry.by.clone(),
    };
    Ok(Some((stamp, change, entry.about.clone().map(CaseId::new))))
}
