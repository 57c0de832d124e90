//! The one door: everything that is recorded, undone or drafted goes through [`Session`] (law 4).
//!
//! A request is decided against what is loaded, folded, and appended together with the documents
//! and the search index; when others have appended meanwhile, it is decided again on what they
//! left. Nothing else holds the store.

mod actions;
mod changed;
mod describe;
mod disclosures;
mod dissent;
mod drafting;
mod load;
mod lobby;
mod named;
mod opening;
mod people;
mod reading;
mod removal;
mod rows;
mod sealed;
mod search;
mod shown;
mod spoken;
mod standing;
mod timeline;
mod tracker;
mod undo;
mod verify;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, SubsecRound, Utc};
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::Rng;

use crate::model::decide::{Today, undecided_in_silence};
use crate::model::id::{RequestId, Stream};
use crate::model::record::{Entry, Hand, Timed, record};
use crate::model::refusal::Refusal;
use crate::model::request::Request;
use crate::store::{self, AppendError, Batch, Head, NewEntry, SaidRow, Store, StoreError};
use crate::terms::calendar::Calendar;

pub use crate::store::{Bell, Ear};
pub use changed::Replaced;
pub use describe::describe;
pub use drafting::{Draft, Recovered};
pub use named::NamedStill;
pub use opening::{OpenError, Who};
pub use removal::Gone;
pub use search::{Child, Find, Finds, Whereabouts};
pub use shown::{MeetingRow, Saved, Shown};
pub use timeline::Happened;
pub use undo::UndoError;
pub use verify::Verdict;

/// How often a request is decided anew because others keep appending, before it is given up.
const ATTEMPTS: usize = 50;

/// An open store with what is loaded of it.
pub struct Session {
    store: Store,
    drafts: Option<drafting::Desk>,
    random: ChaCha20Rng,
    /// This running program's own name in the journal.
    seat: String,
    requests: u64,
    head: Head,
    shown: Shown,
    pending: Option<Pending>,
}

/// What could not be written: it is tried again under the same identity.
struct Pending {
    request: RequestId,
    asked: Vec<Timed>,
    field: Option<String>,
    /// Where the journal ended when what is asked was made, if it holds for that moment alone.
    seen: Option<Head>,
}

/// Why something was not recorded.
#[derive(Debug, thiserror::Error)]
pub enum RecordError {
    /// It does not pass its check.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// It could not be written; it is kept, and `retry` tries again.
    #[error("Not saved: {0}. Your text is still here; press F5 to try again.")]
    NotSaved(#[source] StoreError),
    /// The store could not be read.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// There is no unsaved request to retry.
    #[error("Everything is saved already.")]
    NothingPending,
}

impl Session {
    /// What is loaded, for the screen.
    #[must_use]
    pub fn shown(&self) -> &Shown {
        &self.shown
    }

    /// The end of the journal as this session has seen it.
    #[must_use]
    pub fn head(&self) -> &Head {
        &self.head
    }

    /// Records one request.
    ///
    /// # Errors
    /// Refuses what does not pass its check; keeps what could not be written for [`Session::retry`].
    pub fn record(&mut self, request: Request, now: DateTime<Utc>) -> Result<RequestId, RecordError> {
        self.record_all(vec![Timed { at: now, request }])
    }

    /// Records several requests together, as one that is undone together.
    ///
    /// # Errors
    /// As [`Session::record`]; nothing is recorded unless all of it is.
    pub fn record_all(&mut self, asked: Vec<Timed>) -> Result<RequestId, RecordError> {
        self.record_telling(asked, |_, _| {})
    }

    /// As [`Session::record_all`], telling on the way how much of the work is done, of how much. Nothing of it is
    /// recorded before all of it is.
    ///
    /// # Errors
    /// As [`Session::record_all`].
    pub fn record_telling(
        &mut self,
        asked: Vec<Timed>,
        mut far: impl FnMut(usize, usize),
    ) -> Result<RequestId, RecordError> {
        let request = self.next_request();
        let by = self.shown.who.name.clone();
        self.attempt_telling(Pending { request, asked, field: None, seen: None }, &by, &mut far)
    }

    /// Records what a draft holds; the draft is gone once that is on disk.
    ///
    /// # Errors
    /// As [`Session::record`]; the draft then stays.
    pub fn record_draft(&mut self, field: &str, asked: Vec<Timed>) -> Result<RequestId, RecordError> {
        let id = self.drafts.as_ref().and_then(|desk| desk.request(field)).unwrap_or_else(|| self.next_request());
        let by = self.shown.who.name.clone();
        self.attempt(Pending { request: id, asked, field: Some(field.to_owned()), seen: None }, &by)
    }

    /// Tries again to write what could not be written.
    ///
    /// # Errors
    /// As [`Session::record`].
    pub fn retry(&mut self) -> Result<RequestId, RecordError> {
        let pending = self.pending.take().ok_or(RecordError::NothingPending)?;
        let by = self.shown.who.name.clone();
        self.attempt(pending, &by)
    }

    /// Records in the name of another, as the fictional county's past is.
    pub(crate) fn record_as(&mut self, by: &str, asked: Vec<Timed>) -> Result<RequestId, RecordError> {
        let request = self.next_request();
        self.attempt(Pending { request, asked, field: None, seen: None }, by)
    }

    fn attempt(&mut self, pending: Pending, by: &str) -> Result<RequestId, RecordError> {
        self.attempt_telling(pending, by, &mut |_, _| {})
    }

    fn attempt_telling(
        &mut self,
        mut pending: Pending,
        by: &str,
        far: &mut impl FnMut(usize, usize),
    ) -> Result<RequestId, RecordError> {
        // Deciding is about half of the work, writing the other.
        let whole = 2 * pending.asked.len();
        // The journal keeps milliseconds: documents must hold the same, or a replay would differ.
        for timed in &mut pending.asked {
            timed.at = timed.at.trunc_subsecs(3);
        }
        self.catch_up()?;
        for _ in 0..ATTEMPTS {
            if pending.seen.is_some_and(|seen| seen != self.head) {
                return Err(Refusal::Meanwhile.into());
            }
            let (entries, labels) = self.decide(&pending, by, &mut |decided| far(decided, whole))?;
            if entries.is_empty() {
                return Ok(pending.request);
            }
            let batch = self.batch(&entries, labels);
            let mut written = |done: usize, of: usize| far(whole / 2 + (whole / 2 * done).div_ceil(of.max(1)), whole);
            match batch.map_err(AppendError::Store).and_then(|batch| self.append(&batch, &mut written)) {
                Ok(()) => {
                    self.settled(&pending);
                    return Ok(pending.request);
                }
                Err(AppendError::AlreadyRecorded(_)) => {
                    self.reload(&streams(&entries))?;
                    self.catch_up()?;
                    self.settled(&pending);
                    return Ok(pending.request);
                }
                Err(AppendError::Moved | AppendError::LabelUsed(..)) => {
                    self.reload(&streams(&entries))?;
                    self.catch_up()?;
                }
                Err(error) => {
                    self.reload(&streams(&entries))?;
                    return Err(self.not_saved(error, pending));
                }
            }
        }
        Err(self.not_saved(AppendError::Store(StoreError::Busy), pending))
    }

    /// Appends to the journal, and rings for the other seats.
    fn append(&mut self, batch: &Batch, far: &mut impl FnMut(usize, usize)) -> Result<(), AppendError> {
        self.head = self.store.append_telling(&self.head, batch, far)?;
        store::ring(self.store.folder(), &self.seat);
        Ok(())
    }

    /// Decides all that is asked, folding as it goes; on a refusal nothing stays folded.
    fn decide(
        &mut self,
        pending: &Pending,
        by: &str,
        far: &mut impl FnMut(usize),
    ) -> Result<(Vec<Entry>, BTreeMap<String, u64>), RecordError> {
        let mut hand = Hand::new(pending.request.clone(), by);
        let mut entries: Vec<Entry> = Vec::new();
        let mut given: BTreeMap<String, u64> = BTreeMap::new();
        for (decided, timed) in pending.asked.iter().enumerate() {
            far(decided);
            self.load_for(&timed.request)?;
            let mut failed = None;
            let (shown, store) = (&mut self.shown, &self.store);
            let today = Today { terms: &shown.terms, calendar: &shown.calendar, now: timed.at };
            let next = |prefix: &str| {
                let last = given.get(prefix).copied().map_or_else(|| store.last_label(prefix), Ok);
                let number = last.map_err(|error| failed = Some(error)).unwrap_or_default() + 1;
                given.insert(prefix.to_owned(), number);
                number
            };
            let recorded = record(&mut shown.docs, &timed.request, today, &mut hand, next);
            if let Some(error) = failed {
                self.reload(&streams(&entries))?;
                return Err(error.into());
            }
            match recorded {
                Ok(more) => entries.extend(more),
                Err(refusal) => {
                    self.reload(&streams(&entries))?;
                    return Err(refusal.into());
                }
            }
        }
        // However minutes are changed, no child in them is undecided in silence.
        let over = |stream: &Stream| match stream {
            Stream::Meeting(id) => self.shown.docs.meetings.get(id).filter(|meeting| meeting.is_over()),
            _ => None,
        };
        let silent = |meeting| undecided_in_silence(meeting, &self.shown.docs);
        if let Some(cases) = streams(&entries).iter().filter_map(over).find_map(silent) {
            self.reload(&streams(&entries))?;
            return Err(Refusal::Undecided { cases }.into());
        }
        Ok((entries, given))
    }

    fn batch(&mut self, entries: &[Entry], labels: BTreeMap<String, u64>) -> Result<Batch, StoreError> {
        let undoable = entries.iter().any(|entry| entry.change.is_undoable());
        let documents = streams(entries).iter().filter_map(|stream| self.shown.docs.row(stream)).collect();
        let (mut said, mut unsaid): (Vec<SaidRow>, Vec<String>) = (Vec::new(), Vec::new());
        for entry in entries {
            said.extend(spoken::said(entry, &self.shown.docs));
            unsaid.extend(spoken::unsaid(&entry.change));
        }
        // What was moved to another child is found under that child, with all that was said of it before.
        for moved in entries.iter().filter(|entry| spoken::moved_to(&entry.change).is_some()) {
            let mut read = self.read_stream(&moved.stream)?;
            let with_it = entries.iter().filter(|entry| entry.stream == moved.stream);
            read.extend(with_it.map(|entry| (entry.stamp.clone(), entry.change.clone(), entry.about.clone())));
            said.extend(self.said_anew(&moved.stream, &read));
        }
        // What is said and replaced within one request is not said.
        said.retain(|row| !unsaid.contains(&row.entry));
        let entries = entries.iter().map(|entry| self.sealed(entry)).collect();
        let labels = labels.into_iter().collect();
        Ok(Batch { entries, documents, said, unsaid, labels, undoable, ..Batch::default() })
    }

    /// The entry as the journal stores it, with a salt of its own.
    fn sealed(&mut self, entry: &Entry) -> NewEntry {
        let mut salt = [0; 16];
        self.random.fill_bytes(&mut salt);
        NewEntry {
            id: entry.stamp.entry.to_string(),
            request: entry.stamp.request.to_string(),
            seat: self.seat.clone(),
            at: entry.stamp.at,
            by: entry.stamp.by.clone(),
            stream: entry.stream.to_string(),
            about: entry.about.as_ref().map(ToString::to_string),
            salt,
            change: rows::bytes(&entry.change),
        }
    }

    fn settled(&mut self, pending: &Pending) {
        if let (Some(desk), Some(field)) = (&mut self.drafts, &pending.field) {
            desk.recorded(field);
        }
        self.shown.saved = Saved::Saved;
        self.pending = None;
        self.keep_calendar();
    }

    /// Counts working days by the bank holidays that the county keeps now.
    fn keep_calendar(&mut self) {
        let holidays = &self.shown.docs.county.holidays;
        if !holidays.iter().map(|holiday| &holiday.on).eq(self.shown.calendar.own()) {
            self.shown.calendar = Calendar::new(holidays.iter().map(|holiday| holiday.on));
        }
    }

    fn not_saved(&mut self, error: AppendError, pending: Pending) -> RecordError {
        let error = match error {
            AppendError::Store(error) => error,
            other => StoreError::Damaged { what: other.to_string() },
        };
        self.shown.saved = Saved::NotSaved(error.to_string());
        self.pending = Some(pending);
        RecordError::NotSaved(error)
    }

    fn next_request(&mut self) -> RequestId {
        self.requests += 1;
        RequestId::new(format!("{}-{}", self.seat, self.requests))
    }
}

/// The streams that some entries belong to, each once.
fn streams(entries: &[Entry]) -> BTreeSet<Stream> {
    entries.iter().map(|entry| entry.stream.clone()).collect()
}
