//! Proof that the journal is the truth: replaying it gives the documents, the index and the labels
//! that stand (law 3); and the same replay rebuilds them when a fold has changed.

use std::collections::{BTreeMap, BTreeSet};

use super::undo::read_entry;
use super::{Session, rows, spoken};
use crate::model::case::CaseChange;
use crate::model::change::Change;
use crate::model::docs::Docs;
use crate::model::document::Document;
use crate::model::id::{RequestId, Stream};
use crate::model::record::{Entry, labels_given};
use crate::model::retention::RetentionChange;
use crate::store::{Cached, Finding, Head, RequestRow, SaidRow, Store, StoreError, Verified};

/// What `mace verify` found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// What the store found of itself.
    pub store: Verified,
    /// What the replay found, a sentence each.
    pub replay: Vec<String>,
}

impl Verdict {
    /// Whether nothing is wrong; warnings do not count.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.store.is_sound() && self.replay.is_empty()
    }

    /// Every sentence, what is wrong first.
    #[must_use]
    pub fn sentences(&self) -> Vec<String> {
        let of_store = self.store.findings.iter().map(|finding| match finding {
            Finding::Wrong(text) => text.clone(),
            Finding::Warning(text) => format!("Note: {text}"),
        });
        self.replay.iter().cloned().chain(of_store).collect()
    }
}

impl Session {
    /// Looks at everything and changes nothing: chain, files, and that replaying the journal gives
    /// the same documents and the same search index.
    #[must_use]
    pub fn verify(&self, against: Option<&Head>) -> Verdict {
        let store = self.store.verify(against);
        let replay =
            compare(&self.store).unwrap_or_else(|error| vec![format!("The journal could not be replayed: {error}.")]);
        Verdict { store, replay }
    }
}

/// Everything that the journal amounts to.
#[derive(Default)]
struct Replayed {
    documents: BTreeMap<Stream, Document>,
    said: BTreeMap<String, SaidRow>,
    labels: BTreeMap<String, u64>,
    requests: BTreeMap<String, RequestRow>,
    /// The requests of which a removal emptied an entry.
    emptied: BTreeSet<String>,
    /// How many entries are empty, and how many the removals say they emptied.
    empty: (u64, u64),
    misfits: Vec<String>,
}

/// Folds the whole journal in one pass, after a first one that finds what is undone.
fn replay_all(store: &Store) -> Result<Replayed, StoreError> {
    let undone = undone_requests(store)?;
    let (mut replayed, mut docs) = (Replayed::default(), Docs::default());
    store.for_each_entry(0, |entry| {
        let Some((stamp, change, about)) = read_entry(&entry)? else {
            replayed.note_request(&entry, None);
            return Ok::<(), StoreError>(());
        };
        replayed.note_request(&entry, Some(&change));
        for (prefix, number) in labels_given(&change) {
            let last = replayed.labels.entry(prefix).or_default();
            *last = number.max(*last);
        }
        if matches!(change, Change::Undone(_) | Change::Redone(_)) || undone.contains(&stamp.request) {
            return Ok(());
        }
        let Ok(stream) = entry.stream.parse::<Stream>() else {
            replayed.misfits.push(format!("Entry {} belongs to no stream that there is.", entry.seq));
            return Ok(());
        };
        if let Err(misfit) = Document::fold(docs.take(&stream), &stream, &change, &stamp).map(|d| docs.put(d)) {
            replayed.misfits.push(format!("Entry {} of {stream} does not fit: {misfit}.", entry.seq));
        }
        if let Some(gone) = spoken::unsaid(&change) {
            replayed.said.remove(&gone);
        }
        if let Some(case) = spoken::moved_to(&change) {
            for earlier in store.entries_of(&entry.stream)? {
                if let Some(said) = replayed.said.get_mut(&earlier.id) {
                    said.case_id = Some(case.to_string());
                }
            }
        }
        let entry = Entry { stamp, stream, about, change };
        if let Some(said) = spoken::said(&entry, &docs) {
            replayed.said.insert(said.entry.clone(), said);
        }
        Ok(())
    })?;
    replayed.documents = docs.into_documents();
    Ok(replayed)
}

impl Replayed {
    /// Keeps that a request was made; one of which an entry was emptied cannot be undone any more.
    fn note_request(&mut self, entry: &crate::store::Entry, change: Option<&Change>) {
        let target = match change {
            Some(Change::Undone(target) | Change::Redone(target)) => Some(target),
            _ => None,
        };
        if let Some(row) = target.and_then(|target| self.requests.get_mut(target.as_str())) {
            row.undone = matches!(change, Some(Change::Undone(_)));
            row.undone_seq = row.undone.then_some(entry.seq);
        }
        let undoable = target.is_none() && change.is_some_and(Change::is_undoable);
        if let Some(Change::Case(CaseChange::Retention(RetentionChange::Removed(removed)))) = change {
            self.empty.1 += removed.entries;
        }
        if change.is_none() {
            self.empty.0 += 1;
            self.emptied.insert(entry.request.clone());
        }
        let emptied = self.emptied.contains(&entry.request);
        let row = self.requests.entry(entry.request.clone()).or_insert_with(|| RequestRow {
            request: entry.request.clone(),
            by: entry.by.clone(),
            seq: entry.seq,
            undoable: false,
            undone: false,
            undone_seq: None,
        });
        row.seq = entry.seq;
        row.undoable = (row.undoable || undoable) && !emptied;
    }
}

fn undone_requests(store: &Store) -> Result<BTreeSet<RequestId>, StoreError> {
    let mut undone = BTreeSet::new();
    store.for_each_entry(0, |entry| {
        match read_entry(&entry)? {
            Some((_, Change::Undone(request), _)) => drop(undone.insert(request)),
            Some((_, Change::Redone(request), _)) => drop(undone.remove(&request)),
            _ => {}
        }
        Ok::<(), StoreError>(())
    })?;
    Ok(undone)
}

/// What differs between the replayed journal and the caches, a sentence each.
fn compare(store: &Store) -> Result<Vec<String>, StoreError> {
    let mut replayed = replay_all(store)?;
    let mut wrong = std::mem::take(&mut replayed.misfits);
    store.for_each_document(|row| {
        let stream = row.stream.parse::<Stream>().ok();
        let expected = stream.and_then(|stream| {
            let document = replayed.documents.remove(&stream)?;
            Some(rows::row(&stream, &document))
        });
        match expected {
            None => wrong.push(format!("The document of {} has no entries in the journal.", row.stream)),
            Some(expected) if expected != row => {
                wrong.push(format!("The document of {} is not what the journal folds to.", row.stream));
            }
            Some(_) => {}
        }
        Ok::<(), StoreError>(())
    })?;
    wrong.extend(replayed.documents.keys().map(|stream| format!("The document of {stream} is not there.")));
    store.for_each_said(|said| {
        match replayed.said.remove(&said.entry) {
            Some(expected) if expected == said => {}
            _ => wrong.push(format!("The search index has words of entry {} that the journal has not.", said.entry)),
        }
        Ok::<(), StoreError>(())
    })?;
    wrong.extend(replayed.said.keys().map(|entry| format!("The search index lacks the words of entry {entry}.")));
    let (empty, removed) = replayed.empty;
    if empty != removed {
        wrong.push(format!("{empty} entries of the journal are empty, but the removals on record emptied {removed}."));
    }
    let given: BTreeMap<String, u64> = store.labels()?.into_iter().collect();
    let behind = replayed.labels.iter().filter(|(prefix, number)| given.get(*prefix).is_none_or(|last| last < number));
    wrong.extend(behind.map(|(prefix, _)| format!("The labels {prefix} would be given twice.")));
    Ok(wrong)
}

/// Makes documents, index, labels and requests anew from the journal.
pub(super) fn rebuild(store: &mut Store) -> Result<(), StoreError> {
    let head = store.head()?;
    let replayed = replay_all(store)?;
    let documents = replayed.documents.iter().map(|(stream, document)| Cached::Document(rows::row(stream, document)));
    let said = replayed.said.into_values().map(Cached::Said);
    let labels = replayed.labels.into_iter().map(|(prefix, last)| Cached::Label(prefix, last));
    let requests = replayed.requests.into_values().map(Cached::Request);
    let rows: Vec<Cached> = documents.chain(said).chain(labels).chain(requests).collect();
    match store.rebuild(&head, rows) {
        Ok(()) => Ok(()),
        Err(crate::store::AppendError::Store(error)) => Err(error),
        // Another seat appended, and so has rebuilt already or will be caught up with.
        Err(_) => Err(StoreError::Busy),
    }
}
