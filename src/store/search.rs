//! What was said, found by its words, and by whose it is and when. A cache of the journal.

use std::fmt;

use chrono::{Datelike, NaiveDate};
use rusqlite::{Connection, ErrorCode, Row, Rows};

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
    /// The category that it belongs to.
    pub category: Option<String>,
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

/// What is sought; everything left empty asks for nothing.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Sought {
    /// All of these words, each of letters and digits; the last may be unfinished. Accents and the case of letters do not
    /// matter, and no character has a special meaning. Of words in rare letters the texts that begin like them are found.
    pub words: Vec<String>,
    /// Said by one of these agencies.
    pub agencies: Vec<String>,
    /// Of one of these categories.
    pub categories: Vec<String>,
    /// Said of one of these cases.
    pub cases: Vec<String>,
    /// Said on this day or after it.
    pub from: Option<NaiveDate>,
    /// Said on this day or before it.
    pub to: Option<NaiveDate>,
}

// As above.
impl fmt::Debug for Sought {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sought").field("words", &self.words.len()).finish_non_exhaustive()
    }
}

/// What becomes of something that fits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Judged {
    /// It is given back.
    Kept,
    /// It is passed over.
    Passed,
    /// It is passed over, and so is all that is older.
    Enough,
}

/// The numbers of one day, in bits: what was said on it is counted in them.
const OF_A_DAY: u32 = 24;

/// The number of days that there can be: the newest comes first in the index, which is faster read forwards.
const DAYS: i64 = 1 << 22;

const COLUMNS: &str = "entry, case_id, meeting_id, agency, kind, category, day, said.text";

impl Store {
    /// Reads what of all that was said fits, the newest first, until it is enough; `judge` sees the words of each.
    ///
    /// # Errors
    /// Fails when the file cannot be read, or holds a row that no program of ours wrote.
    pub fn search(&self, sought: &Sought, judge: impl FnMut(&str) -> Judged) -> Result<Vec<SaidRow>, StoreError> {
        let (first, last) = (first_of(sought.to), last_of(sought.from));
        match expression(sought) {
            None if sought.words.is_empty() && sought.from.is_none() && sought.to.is_none() => Ok(Vec::new()),
            None => {
                let sql = format!("SELECT {COLUMNS} FROM said WHERE number BETWEEN ?1 AND ?2 ORDER BY number");
                judged(self.connection.prepare_cached(&sql)?.query((first, last))?, judge)
            }
            Some(wanted) => {
                let sql = format!(
                    "SELECT {COLUMNS} FROM said_index CROSS JOIN said ON said.number = said_index.rowid
                     WHERE said_index MATCH ?1 AND said_index.rowid BETWEEN ?2 AND ?3 ORDER BY said_index.rowid"
                );
                judged(self.connection.prepare_cached(&sql)?.query((&wanted, first, last))?, judge)
            }
        }
    }

    /// Shows all that was said, ordered by entry, without holding more than one.
    ///
    /// # Errors
    /// As [`Store::search`]; passes on the first error of `show` and stops there.
    pub fn for_each_said<E: From<StoreError>>(&self, mut show: impl FnMut(SaidRow) -> Result<(), E>) -> Result<(), E> {
        let sql = format!("SELECT {COLUMNS} FROM said ORDER BY entry");
        let mut asked = self.connection.prepare_cached(&sql).map_err(StoreError::from)?;
        let mut rows = asked.query([]).map_err(StoreError::from)?;
        while let Some(row) = rows.next().map_err(StoreError::from)? {
            show(said(row)?)?;
        }
        Ok(())
    }
}

fn judged(mut rows: Rows<'_>, mut judge: impl FnMut(&str) -> Judged) -> Result<Vec<SaidRow>, StoreError> {
    let mut kept = Vec::new();
    while let Some(row) = rows.next()? {
        let text = row.get_ref(7)?.as_str().map_err(|_| StoreError::damaged("something said has no readable words"))?;
        match judge(text) {
            Judged::Kept => kept.push(said(row)?),
            Judged::Passed => {}
            Judged::Enough => break,
        }
    }
    Ok(kept)
}

/// What is asked of the index; none where it can tell nothing of what is sought.
fn expression(sought: &Sought) -> Option<String> {
    let of = |sign: char, ids: &[String]| {
        let any: Vec<String> = ids.iter().map(|id| format!("\"{}\"", mark(sign, id))).collect();
        (!any.is_empty()).then(|| format!("({})", any.join(" OR ")))
    };
    let marks = [of('a', &sought.agencies), of('k', &sought.categories), of('c', &sought.cases)];
    let last = sought.words.len().saturating_sub(1);
    let words = sought.words.iter().enumerate().filter_map(|(at, word)| term(word, at == last));
    let all: Vec<String> = words.chain(marks.into_iter().flatten()).collect();
    (!all.is_empty()).then(|| all.join(" AND "))
}

/// A word quoted, so that it is taken for no operator; as a beginning, where it may be unfinished or the index might cut it.
fn term(word: &str, begins: bool) -> Option<String> {
    let end = word.find(|c| !stays_together(c)).unwrap_or(word.len());
    let known = &word[..end];
    let star = if begins || end < word.len() { "*" } else { "" };
    (!known.is_empty()).then(|| format!("\"{known}\"{star}"))
}

/// Whether the index takes a character for a part of a word, as we do: it knows the letters of an older Unicode, and refuses
/// two words where it expects one.
fn stays_together(c: char) -> bool {
    let known = matches!(c, '\u{c0}'..='\u{24f}' | '\u{370}'..='\u{523}' | '\u{5d0}'..='\u{5ea}' | '\u{620}'..='\u{64a}'
        | '\u{1e00}'..='\u{1eff}' | '\u{4e00}'..='\u{9fa5}');
    c.is_ascii_alphanumeric() || known && c.is_alphabetic()
}

/// Whose something is, as one word that no text has: letters and digits, for nothing else stays together in the index.
fn mark(sign: char, id: &str) -> String {
    let digits = id.bytes().fold(String::new(), |digits, byte| format!("{digits}{byte:02x}"));
    format!("0{sign}{digits}")
}

/// The first number of a day, which the latest of it comes to have if it is full; none is before all.
fn first_of(day: Option<NaiveDate>) -> i64 {
    day.map_or(0, |day| after(day) << OF_A_DAY)
}

/// The last number of a day, which the first that is said on it has; what has no day stands behind every day.
fn last_of(day: Option<NaiveDate>) -> i64 {
    ((day.map_or(DAYS, after) + 1) << OF_A_DAY) - 1
}

/// How many days there can be after a day.
fn after(day: NaiveDate) -> i64 {
    (DAYS - 1 - i64::from(day.num_days_from_ce())).clamp(0, DAYS - 1)
}

fn said(row: &Row) -> Result<SaidRow, StoreError> {
    let day: Option<String> = row.get(6)?;
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
        category: row.get(5)?,
        day,
        text: row.get(7)?,
    })
}

/// Puts in what was said, replacing what the same entries said before.
pub(super) fn say(connection: &Connection, said: &[SaidRow]) -> Result<(), StoreError> {
    let mut out = connection.prepare_cached("DELETE FROM said WHERE entry = ?1")?;
    let mut put = connection.prepare_cached(
        "INSERT INTO said (entry, case_id, meeting_id, agency, kind, category, day, text, marks, number)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9,
             (SELECT coalesce(min(number) - 1, ?11) FROM said WHERE number BETWEEN ?10 AND ?11))",
    )?;
    for s in said {
        // Not INSERT OR REPLACE: that would leave the words of before in the index.
        out.execute([&s.entry])?;
        let whose = [('a', &s.agency), ('k', &s.category), ('c', &s.case_id)];
        let whose: Vec<String> = whose.into_iter().filter_map(|(sign, id)| Some(mark(sign, id.as_ref()?))).collect();
        let (marks, day, last) = (whose.join(" "), s.day.map(|day| day.to_string()), last_of(s.day));
        let first = s.day.map_or(DAYS << OF_A_DAY, |day| first_of(Some(day)));
        let (case, meeting, agency) = (&s.case_id, &s.meeting_id, &s.agency);
        put.execute((&s.entry, case, meeting, agency, &s.kind, &s.category, day, &s.text, marks, first, last))?;
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
    Ok(gather(connection)?)
}

/// Puts the pieces that the index grew by into one, which is read fastest.
pub(super) fn gather(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch("INSERT INTO said_index (said_index) VALUES ('optimize')")
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
