//! What was said, found by its words. A cache of the journal.

use std::fmt;

use chrono::NaiveDate;
use rusqlite::{Connection, ErrorCode, Row};

use super::{Store, StoreError};

/// Something that was said, and where.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct SaidRow {
    /// The id of the entry that says it; its only key.
    pub entry: String,
    /// The case it was said of.
    pub case_id: Option<String>,
    /// The meeting it was said in.
    pub meeting_id: Option<String>,
    /// The agency that said it.
    pub agency: Option<String>,
    /// What it is, as `update` or `dissent`.
    pub kind: String,
    /// The day it was said.
    pub day: Option<NaiveDate>,
    /// The words.
    pub text: String,
}

// The words are case data, and must not reach a log or a panic.
impl fmt::Debug for SaidRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SaidRow").field("entry", &self.entry).field("kind", &self.kind).finish_non_exhaustive()
    }
}

/// Something found by its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// What was said, whole.
    pub said: SaidRow,
    /// The words around the find; what matched stands between the characters U+0002 and U+0003.
    pub excerpt: String,
}

impl Store {
    /// What was said with all of these words in it, the best match first, at most `limit`. The last word may be unfinished;
    /// accents and the case of letters do not matter, and no character has a special meaning.
    ///
    /// # Errors
    /// Fails when the file cannot be read, or holds a row that no program of ours wrote.
    pub fn search(&self, words: &str, limit: u32) -> Result<Vec<Found>, StoreError> {
        let Some(wanted) = match_phrase(words) else { return Ok(Vec::new()) };
        let mut asked = self.connection.prepare_cached(
            "SELECT said.entry, said.case_id, said.meeting_id, said.agency, said.kind, said.day, said.text,
                 snippet(said_index, 0, char(2), char(3), '…', 16)
             FROM said_index JOIN said ON said.number = said_index.rowid
             WHERE said_index MATCH ?1 ORDER BY said_index.rank, said.day DESC LIMIT ?2",
        )?;
        let mut rows = asked.query((wanted, limit))?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(Found { said: said(row)?, excerpt: row.get(7)? });
        }
        Ok(found)
    }

    /// Shows all that was said, ordered by entry, without holding more than one.
    ///
    /// # Errors
    /// As [`Store::search`]; passes on the first error of `show` and stops there.
    pub fn for_each_said<E: From<StoreError>>(&self, mut show: impl FnMut(SaidRow) -> Result<(), E>) -> Result<(), E> {
        let sql = "SELECT entry, case_id, meeting_id, agency, kind, day, text FROM said ORDER BY entry";
        let mut asked = self.connection.prepare_cached(sql).map_err(StoreError::from)?;
        let mut rows = asked.query([]).map_err(StoreError::from)?;
        while let Some(row) = rows.next().map_err(StoreError::from)? {
            show(said(row)?)?;
        }
        Ok(())
    }
}

/// Each word quoted, so that none is taken for an operator, and the last one as a beginning.
fn match_phrase(words: &str) -> Option<String> {
    let quoted: Vec<String> = words
        .split_whitespace()
        .filter(|word| word.chars().any(char::is_alphanumeric))
        .map(|word| format!("\"{}\"", word.replace(['"', '\0'], "")))
        .collect();
    (!quoted.is_empty()).then(|| quoted.join(" ") + "*")
}

fn said(row: &Row) -> Result<SaidRow, StoreError> {
    let day: Option<String> = row.get(5)?;
    let day = day
        .map(|day| day.parse())
        .transpose()
        .map_err(|_| StoreError::damaged("something said has no readable day"))?;
    Ok(SaidRow {
        entry: row.get(0)?,
        case_id: row.get(1)?,
        meeting_id: row.get(2)?,
        agency: row.get(3)?,
        kind: row.get(4)?,
        day,
        text: row.get(6)?,
    })
}

/// Puts in what was said, replacing what the same entries said before.
pub(super) fn say(connection: &Connection, said: &[SaidRow]) -> Result<(), StoreError> {
    let mut out = connection.prepare_cached("DELETE FROM said WHERE entry = ?1")?;
    let mut put = connection.prepare_cached(
        "INSERT INTO said (entry, case_id, meeting_id, agency, kind, day, text) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?;
    for s in said {
        // Not INSERT OR REPLACE: that would leave the words of before in the index.
        out.execute([&s.entry])?;
        let day = s.day.map(|day| day.to_string());
        put.execute((&s.entry, &s.case_id, &s.meeting_id, &s.agency, &s.kind, day, &s.text))?;
    }
    Ok(())
}

/// Takes out what entries said.
pub(super) fn unsay(connection: &Connection, entries: &[String]) -> Result<(), StoreError> {
    let mut out = connection.prepare_cached("DELETE FROM said WHERE entry = ?1")?;
    for entry in entries {
        out.execute([entry])?;
    }
    Ok(())
}

/// Takes out everything, and the index's own memory of it.
pub(super) fn clear(connection: &Connection) -> Result<(), StoreError> {
    connection.execute_batch("DELETE FROM said; INSERT INTO said_index (said_index) VALUES ('rebuild')")?;
    Ok(())
}

/// Makes the index anew from what was said, so that no word that was taken out lingers in it.
pub(super) fn reindex(connection: &Connection) -> Result<(), StoreError> {
    connection.execute_batch("INSERT INTO said_index (said_index) VALUES ('rebuild')")?;
    Ok(())
}

/// Whether the index holds the words that were said, and no others.
pub(super) fn index_is_whole(connection: &Connection) -> Result<bool, StoreError> {
    match connection.execute_batch("INSERT INTO said_index (said_index, rank) VALUES ('integrity-check', 1)") {
        Err(error) if error.sqlite_error_code() == Some(ErrorCode::DatabaseCorrupt) => Ok(false),
        looked => Ok(looked.map(|()| true)?),
    }
}

#[cfg(test)]
mod tests;
