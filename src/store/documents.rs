//! The documents: each case, meeting, action as it stands, with the few columns that lists go by. A cache of the journal.

use std::fmt;

use chrono::NaiveDate;
use rusqlite::types::Value;
use rusqlite::{Connection, Row};

use super::{Store, StoreError};

/// One document, and what it is listed by.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct DocumentRow {
    /// The stream that it is folded from; its only key.
    pub stream: String,
    /// What it is, as `case` or `action`.
    pub kind: String,
    /// The label people call it by, unique among its kind.
    pub label: Option<String>,
    /// A line to show and to search in lists.
    pub title: Option<String>,
    /// The area that it belongs to.
    pub area: Option<String>,
    /// Its state, in the model's words.
    pub state: Option<String>,
    /// The day that lists are ordered by.
    pub day: Option<NaiveDate>,
    /// The case that it belongs to.
    pub case_id: Option<String>,
    /// The meeting that it belongs to.
    pub meeting_id: Option<String>,
    /// The agency that it belongs to.
    pub agency: Option<String>,
    /// The version of the fold that made it.
    pub version: u32,
    /// What lists show beyond these columns, so that they need not read the body.
    pub brief: Option<String>,
    /// The document itself.
    pub body: Vec<u8>,
}

// A title and a body are case data, and must not reach a log or a panic.
impl fmt::Debug for DocumentRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DocumentRow").field("stream", &self.stream).field("kind", &self.kind).finish_non_exhaustive()
    }
}

/// Which documents to list; everything left empty asks for nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DocumentQuery {
    /// The kind, as `case`.
    pub kind: String,
    /// Only of this area.
    pub area: Option<String>,
    /// Only in one of these states; empty means any.
    pub states: Vec<String>,
    /// Only from this day on.
    pub from: Option<NaiveDate>,
    /// Only up to and including this day.
    pub to: Option<NaiveDate>,
    /// Only of this case.
    pub case_id: Option<String>,
    /// Only of this meeting.
    pub meeting_id: Option<String>,
    /// Only of this agency.
    pub agency: Option<String>,
    /// Only with this in the label or title, whatever the case of its letters.
    pub text: Option<String>,
    /// The latest day first, else the earliest; documents without a day count as before all days.
    pub newest_first: bool,
    /// At most so many; none means all.
    pub limit: Option<u32>,
    /// Leaving out so many at the beginning.
    pub offset: u32,
}

const COLUMNS: &str = "stream, kind, label, title, area, state, day, case_id, meeting_id, agency, version, brief, body";

/// The same without the body, whose pages are then not read.
const BRIEF: &str =
    "stream, kind, label, title, area, state, day, case_id, meeting_id, agency, version, brief, x'' AS body";

impl Store {
    /// The document of a stream.
    ///
    /// # Errors
    /// Fails when the file cannot be read, or holds a row that no program of ours wrote.
    pub fn document(&self, stream: &str) -> Result<Option<DocumentRow>, StoreError> {
        Ok(self.rows(COLUMNS, "WHERE stream = ?", vec![stream.to_owned().into()])?.pop())
    }

    /// The document of a kind that bears a label.
    ///
    /// # Errors
    /// As [`Store::document`].
    pub fn document_by_label(&self, kind: &str, label: &str) -> Result<Option<DocumentRow>, StoreError> {
        let asked = vec![kind.to_owned().into(), label.to_owned().into()];
        Ok(self.rows(COLUMNS, "WHERE kind = ? AND label = ?", asked)?.pop())
    }

    /// The documents that a query asks for, ordered by day, then label.
    ///
    /// # Errors
    /// As [`Store::document`].
    pub fn documents(&self, query: &DocumentQuery) -> Result<Vec<DocumentRow>, StoreError> {
        let (clause, asked) = listed(query);
        self.rows(COLUMNS, &clause, asked)
    }

    /// The same documents without their bodies, which stay empty: what a list needs, whatever the documents hold.
    ///
    /// # Errors
    /// As [`Store::document`].
    pub fn briefs(&self, query: &DocumentQuery) -> Result<Vec<DocumentRow>, StoreError> {
        let (clause, asked) = listed(query);
        self.rows(BRIEF, &clause, asked)
    }

    /// How many documents a query would list, whatever its limit and offset.
    ///
    /// # Errors
    /// As [`Store::document`].
    pub fn count_documents(&self, query: &DocumentQuery) -> Result<u64, StoreError> {
        let (clause, asked) = clause(query);
        let mut counted = self.connection.prepare_cached(&format!("SELECT count(*) FROM document {clause}"))?;
        let count: i64 = counted.query_row(rusqlite::params_from_iter(asked), |row| row.get(0))?;
        Ok(super::journal::unsigned(count))
    }

    /// Shows every document, ordered by stream, without holding more than one.
    ///
    /// # Errors
    /// As [`Store::document`]; passes on the first error of `show` and stops there.
    pub fn for_each_document<E: From<StoreError>>(
        &self,
        mut show: impl FnMut(DocumentRow) -> Result<(), E>,
    ) -> Result<(), E> {
        let sql = format!("SELECT {COLUMNS} FROM document ORDER BY stream");
        let mut asked = self.connection.prepare_cached(&sql).map_err(StoreError::from)?;
        let mut rows = asked.query([]).map_err(StoreError::from)?;
        while let Some(row) = rows.next().map_err(StoreError::from)? {
            show(document(row)?)?;
        }
        Ok(())
    }

    /// The oldest and the newest version of the fold among the documents; none when there are none. When either is not
    /// the program's own, the caches are to be rebuilt.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn document_versions(&self) -> Result<Option<(u32, u32)>, StoreError> {
        let mut asked = self
            .connection
            .prepare_cached("SELECT (SELECT min(version) FROM document), (SELECT max(version) FROM document)")?;
        let (oldest, newest): (Option<u32>, Option<u32>) = asked.query_row([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(oldest.zip(newest))
    }

    fn rows(&self, columns: &str, clause: &str, asked: Vec<Value>) -> Result<Vec<DocumentRow>, StoreError> {
        let mut statement = self.connection.prepare_cached(&format!("SELECT {columns} FROM document {clause}"))?;
        let mut rows = statement.query(rusqlite::params_from_iter(asked))?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(document(row)?);
        }
        Ok(found)
    }
}

/// A query with its order and limits.
fn listed(query: &DocumentQuery) -> (String, Vec<Value>) {
    let (clause, asked) = clause(query);
    let way = if query.newest_first { "DESC" } else { "ASC" };
    // Spelled out, not bound: SQLite plans by a bound limit, and so plans anew at every asking.
    let limit = query.limit.map_or(-1, i64::from);
    let offset = query.offset;
    (format!("{clause} ORDER BY day {way}, label {way}, stream {way} LIMIT {limit} OFFSET {offset}"), asked)
}

fn clause(query: &DocumentQuery) -> (String, Vec<Value>) {
    let mut clause = "WHERE kind = ?".to_owned();
    let mut asked: Vec<Value> = vec![query.kind.clone().into()];
    let equal = [
        ("area", &query.area),
        ("case_id", &query.case_id),
        ("meeting_id", &query.meeting_id),
        ("agency", &query.agency),
    ];
    for (column, wanted) in equal {
        if let Some(wanted) = wanted {
            clause = format!("{clause} AND {column} = ?");
            asked.push(wanted.clone().into());
        }
    }
    if !query.states.is_empty() {
        let marks = vec!["?"; query.states.len()].join(", ");
        clause = format!("{clause} AND state IN ({marks})");
        asked.extend(query.states.iter().cloned().map(Value::from));
    }
    for (compare, day) in [("day >= ?", query.from), ("day <= ?", query.to)] {
        if let Some(day) = day {
            clause = format!("{clause} AND {compare}");
            asked.push(day.to_string().into());
        }
    }
    if let Some(text) = query.text.as_deref().map(str::trim).filter(|text| !text.is_empty()) {
        clause.push_str(" AND instr(words, ?) > 0");
        asked.push(text.to_lowercase().into());
    }
    (clause, asked)
}

fn document(row: &Row) -> Result<DocumentRow, StoreError> {
    let day: Option<String> = row.get(6)?;
    let day =
        day.map(|day| day.parse()).transpose().map_err(|_| StoreError::damaged("a document has no readable day"))?;
    Ok(DocumentRow {
        stream: row.get(0)?,
        kind: row.get(1)?,
        label: row.get(2)?,
        title: row.get(3)?,
        area: row.get(4)?,
        state: row.get(5)?,
        day,
        case_id: row.get(7)?,
        meeting_id: row.get(8)?,
        agency: row.get(9)?,
        version: row.get(10)?,
        brief: row.get(11)?,
        body: row.get(12)?,
    })
}

/// Puts documents in, replacing those of the same streams.
pub(super) fn put(connection: &Connection, documents: &[DocumentRow]) -> Result<(), StoreError> {
    let mut put = connection.prepare_cached(
        "INSERT INTO document (stream, kind, label, title, area, state, day, case_id, meeting_id, agency, version,
             words, brief, body)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)
         ON CONFLICT (stream) DO UPDATE SET kind = ?2, label = ?3, title = ?4, area = ?5, state = ?6, day = ?7,
             case_id = ?8, meeting_id = ?9, agency = ?10, version = ?11, words = ?12, brief = ?13, body = ?14",
    )?;
    for d in documents {
        // SQLite lowers ASCII only, so what lists are filtered by is lowered here.
        let words = [d.label.as_deref(), d.title.as_deref()].map(Option::unwrap_or_default).join(" ").to_lowercase();
        let day = d.day.map(|day| day.to_string());
        put.execute(rusqlite::params![
            d.stream,
            d.kind,
            d.label,
            d.title,
            d.area,
            d.state,
            day,
            d.case_id,
            d.meeting_id,
            d.agency,
            d.version,
            words,
            d.brief,
            d.body
        ])?;
    }
    Ok(())
}

/// Takes away the documents of streams.
pub(super) fn remove(connection: &Connection, streams: &[String]) -> Result<(), StoreError> {
    let mut remove = connection.prepare_cached("DELETE FROM document WHERE stream = ?1")?;
    for stream in streams {
        remove.execute([stream])?;
    }
    Ok(())
}

#[cfg(test)]
mod tests;
