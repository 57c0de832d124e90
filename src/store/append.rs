//! The append: entries and every cache of them in one transaction, or nothing at all.

use std::collections::BTreeMap;

use rusqlite::{Connection, Transaction, TransactionBehavior};

use super::journal::{self, signed};
use super::{DocumentRow, Head, NewEntry, RequestRow, SaidRow, Store, StoreError};
use super::{documents, requests, schema, search};

/// After how many rows it is told how far an append is.
const TOLD: usize = 100;

/// What one append writes.
#[derive(Debug, Clone, Default)]
pub struct Batch {
    /// The entries, in order; never empty.
    pub entries: Vec<NewEntry>,
    /// The documents as they stand after these entries.
    pub documents: Vec<DocumentRow>,
    /// The streams whose document vanishes.
    pub gone: Vec<String>,
    /// What is said by these entries, to be found again.
    pub said: Vec<SaidRow>,
    /// The ids of entries whose words are no longer to be found.
    pub unsaid: Vec<String>,
    /// The last number given under each prefix of labels; must be above the one before.
    pub labels: Vec<(String, u64)>,
    /// Whether the requests of these entries can be undone.
    pub undoable: bool,
    /// The requests that these entries undo.
    pub undone: Vec<String>,
    /// The requests that these entries bring back.
    pub redone: Vec<String>,
    /// The ids of entries whose salt and change a purge empties.
    pub purged: Vec<String>,
}

/// One row of a cache, for [`Store::rebuild`].
#[derive(Debug, Clone)]
pub enum Cached {
    /// A document as it stands.
    Document(DocumentRow),
    /// Something that was said.
    Said(SaidRow),
    /// A prefix and the last number given under it.
    Label(String, u64),
    /// A request, for undo and redo.
    Request(RequestRow),
}

/// Why an append wrote nothing.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum AppendError {
    /// Others have appended since: catch up, check the request again, try again.
    #[error("others have recorded since: look again")]
    Moved,
    /// The batch is in the journal already, from an attempt whose end was not seen.
    #[error("this is recorded already")]
    AlreadyRecorded(Head),
    /// An entry's id is that of another request's entry.
    #[error("the entry {0} is already in the journal under another request: nothing was recorded; start again")]
    IdTaken(String),
    /// The label's number has been given before.
    #[error("the label {0}{1} has been given before: nothing was recorded; try again")]
    LabelUsed(String, u64),
    /// The batch holds no entries, so there is nothing to record.
    #[error("there is nothing to record")]
    Empty,
    /// The store failed; nothing was recorded, or a retry will say [`AppendError::AlreadyRecorded`].
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<rusqlite::Error> for AppendError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Store(error.into())
    }
}

impl Store {
    /// Appends a batch after the head that the caller has seen, and returns the new head once all is on the disk.
    ///
    /// # Errors
    /// Nothing is written on any error, and the store stays usable. After [`AppendError::Store`] the same batch may be
    /// tried again as often as one likes: its ids keep it from being recorded twice.
    pub fn append(&mut self, seen: &Head, batch: &Batch) -> Result<Head, AppendError> {
        self.append_telling(seen, batch, &mut |_, _| {})
    }

    /// As [`Store::append`], telling on the way how many of the caches' rows are written, of how many.
    ///
    /// # Errors
    /// As [`Store::append`].
    pub fn append_telling(
        &mut self,
        seen: &Head,
        batch: &Batch,
        far: &mut impl FnMut(usize, usize),
    ) -> Result<Head, AppendError> {
        let first = batch.entries.first().ok_or(AppendError::Empty)?;
        let version = self.change_version;
        let writing = self.write()?;
        match journal::request_of(&writing, &first.id)? {
            Some(request) if request == first.request => {
                return Err(AppendError::AlreadyRecorded(journal::head(&writing)?));
            }
            Some(_) => return Err(AppendError::IdTaken(first.id.clone())),
            None => {}
        }
        let head = journal::append(&writing, seen, &batch.entries)?.ok_or(AppendError::Moved)?;
        if !batch.purged.is_empty() {
            journal::empty(&writing, &batch.purged)?;
            requests::fix(&writing, &batch.purged)?;
            schema::ask_renewal(&writing)?;
        }
        schema::raise_change_version(&writing, version)?;
        documents::remove(&writing, &batch.gone)?;
        let (mut written, all) = (0, batch.documents.len() + batch.said.len());
        let mut tell = |more: usize| {
            written += more;
            far(written, all);
        };
        for some in batch.documents.chunks(TOLD) {
            documents::put(&writing, some)?;
            tell(some.len());
        }
        search::unsay(&writing, &batch.unsaid)?;
        for some in batch.said.chunks(TOLD) {
            search::say(&writing, some)?;
            tell(some.len());
        }
        give_labels(&writing, &batch.labels)?;
        mark_requests(&writing, seen, &head, batch)?;
        writing.commit()?;
        Ok(head)
    }

    /// Replaces every cache by what the caller has folded from the journal up to `seen`, in one transaction.
    ///
    /// # Errors
    /// [`AppendError::Moved`] when others have appended since; nothing is changed on any error.
    pub fn rebuild(&mut self, seen: &Head, rows: impl IntoIterator<Item = Cached>) -> Result<(), AppendError> {
        let writing = self.write()?;
        if journal::head(&writing)? != *seen {
            return Err(AppendError::Moved);
        }
        writing.execute_batch("DELETE FROM document; DELETE FROM label; DELETE FROM request")?;
        search::clear(&writing)?;
        for row in rows {
            match row {
                Cached::Document(document) => documents::put(&writing, &[document])?,
                Cached::Said(said) => search::say(&writing, &[said])?,
                Cached::Label(prefix, last) => give_labels(&writing, &[(prefix, last)])?,
                Cached::Request(request) => requests::put(&writing, &request)?,
            }
        }
        writing.commit()?;
        Ok(())
    }

    /// The last number given under a prefix of labels, 0 when none was.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn last_label(&self, prefix: &str) -> Result<u64, StoreError> {
        let mut asked = self.connection.prepare_cached("SELECT max(last) FROM label WHERE prefix = ?1")?;
        let last: Option<i64> = asked.query_row([prefix], |row| row.get(0))?;
        Ok(last.map_or(0, journal::unsigned))
    }

    /// Every prefix and the last number given under it.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn labels(&self) -> Result<Vec<(String, u64)>, StoreError> {
        let mut asked = self.connection.prepare_cached("SELECT prefix, last FROM label ORDER BY prefix")?;
        let rows = asked.query_map([], |row| Ok((row.get(0)?, journal::unsigned(row.get(1)?))))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Begins a transaction that writes, unless a newer program's changes are in the file.
    fn write(&mut self) -> Result<Transaction<'_>, StoreError> {
        if self.read_only {
            return Err(StoreError::ReadOnly);
        }
        let version = self.change_version;
        let writing = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        // Asked every time: a newer program may have the store open beside this one.
        if schema::change_version(&writing)? > version {
            return Err(StoreError::ReadOnly);
        }
        Ok(writing)
    }
}

fn give_labels(connection: &Connection, labels: &[(String, u64)]) -> Result<(), AppendError> {
    let mut give = connection.prepare_cached(
        "INSERT INTO label (prefix, last) VALUES (?1, ?2)
         ON CONFLICT (prefix) DO UPDATE SET last = excluded.last WHERE excluded.last > label.last",
    )?;
    for (prefix, last) in labels {
        if give.execute((prefix, signed(*last)))? == 0 {
            return Err(AppendError::LabelUsed(prefix.clone(), *last));
        }
    }
    Ok(())
}

fn mark_requests(connection: &Connection, seen: &Head, head: &Head, batch: &Batch) -> Result<(), StoreError> {
    let mut made = BTreeMap::new();
    for (seq, new) in (seen.seq + 1..).zip(&batch.entries) {
        made.insert(&new.request, (seq, &new.by));
    }
    for (request, (seq, by)) in made {
        let row = RequestRow {
            request: request.clone(),
            by: by.clone(),
            seq,
            undoable: batch.undoable,
            undone: false,
            undone_seq: None,
        };
        requests::put(connection, &row)?;
    }
    requests::mark(connection, &batch.undone, Some(head.seq))?;
    requests::mark(connection, &batch.redone, None)
}

#[cfg(test)]
mod tests;
