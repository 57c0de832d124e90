//! The requests in the order that undo and redo go through them: a cache of the journal.

use rusqlite::{Connection, OptionalExtension, Row};

use super::journal::{signed, unsigned};
use super::{Store, StoreError};

/// One request, and whether it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestRow {
    /// The request's id.
    pub request: String,
    /// Whose it was.
    pub by: String,
    /// The number of its last entry.
    pub seq: u64,
    /// Whether it may be undone at all.
    pub undoable: bool,
    /// Whether it has been undone.
    pub undone: bool,
    /// The number of the entry that undid it.
    pub undone_seq: Option<u64>,
}

impl Store {
    /// The person's newest request that stands and can be undone: what Ctrl-Z takes back.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn last_undoable(&self, by: &str) -> Result<Option<RequestRow>, StoreError> {
        self.request(
            "SELECT request, by, seq, undoable, undone, undone_seq FROM request
             WHERE by = ?1 AND undoable = 1 AND undone = 0 ORDER BY seq DESC LIMIT 1",
            by,
        )
    }

    /// The person's request that was undone last, unless they have done something undoable since: what redo brings back.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn last_undone(&self, by: &str) -> Result<Option<RequestRow>, StoreError> {
        self.request(
            "SELECT request, by, seq, undoable, undone, undone_seq FROM request
             WHERE by = ?1 AND undoable = 1 AND undone = 1 AND undone_seq > coalesce(
                 (SELECT max(seq) FROM request WHERE by = ?1 AND undoable = 1 AND undone = 0), 0)
             ORDER BY undone_seq DESC, seq LIMIT 1",
            by,
        )
    }

    /// Every request in the order of its last entry.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn requests(&self) -> Result<Vec<RequestRow>, StoreError> {
        let mut asked = self.connection.prepare_cached(
            "SELECT request, by, seq, undoable, undone, undone_seq FROM request ORDER BY seq, request",
        )?;
        let rows = asked.query_map([], row)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    fn request(&self, sql: &str, by: &str) -> Result<Option<RequestRow>, StoreError> {
        Ok(self.connection.prepare_cached(sql)?.query_row([by], row).optional()?)
    }
}

fn row(row: &Row) -> rusqlite::Result<RequestRow> {
    Ok(RequestRow {
        request: row.get(0)?,
        by: row.get(1)?,
        seq: unsigned(row.get(2)?),
        undoable: row.get(3)?,
        undone: row.get(4)?,
        undone_seq: row.get::<_, Option<i64>>(5)?.map(unsigned),
    })
}

/// Puts a request in; one that goes on in a later batch takes that batch's number.
pub(super) fn put(connection: &Connection, row: &RequestRow) -> Result<(), StoreError> {
    let mut put = connection.prepare_cached(
        "INSERT INTO request (request, by, seq, undoable, undone, undone_seq) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
         ON CONFLICT (request) DO UPDATE SET seq = excluded.seq",
    )?;
    put.execute((&row.request, &row.by, signed(row.seq), row.undoable, row.undone, row.undone_seq.map(signed)))?;
    Ok(())
}

/// Marks the requests of entries that were emptied as never to be undone.
pub(super) fn fix(connection: &Connection, entries: &[String]) -> Result<(), StoreError> {
    let mut fix = connection.prepare_cached(
        "UPDATE request SET undoable = 0 WHERE request = (SELECT request FROM journal WHERE id = ?1)",
    )?;
    for entry in entries {
        fix.execute([entry])?;
    }
    Ok(())
}

/// Marks requests as undone at a number, or with none as standing again.
pub(super) fn mark(connection: &Connection, requests: &[String], at: Option<u64>) -> Result<(), StoreError> {
    let mut mark = connection.prepare_cached("UPDATE request SET undone = ?2, undone_seq = ?3 WHERE request = ?1")?;
    for request in requests {
        mark.execute((request, at.is_some(), at.map(signed)))?;
    }
    Ok(())
}
