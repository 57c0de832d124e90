//! The tables, and how a file of an earlier program is brought up to date.

use rusqlite::{Connection, OptionalExtension, TransactionBehavior};

use super::StoreError;

/// The layouts in order: the file's `user_version` counts how many have been laid. Never edit one that has shipped; add
/// another.
const LAYOUTS: [&str; 3] = [FIRST, SEARCHED, LEAN];

const FIRST: &str = "
-- The one truth. Nothing is updated but salt and change, which a purge makes null.
CREATE TABLE journal (
    seq        INTEGER PRIMARY KEY,
    id         TEXT NOT NULL UNIQUE,
    request    TEXT NOT NULL,
    seat       TEXT NOT NULL,
    at         TEXT NOT NULL,
    by         TEXT NOT NULL,
    stream     TEXT NOT NULL,
    about      TEXT,
    salt       BLOB,
    change     BLOB,
    commitment BLOB NOT NULL,
    digest     BLOB NOT NULL
) STRICT;
CREATE INDEX journal_stream ON journal (stream, seq);
CREATE INDEX journal_request ON journal (request, seq);
CREATE INDEX journal_about ON journal (about, seq) WHERE about IS NOT NULL;

CREATE TABLE head (
    one    INTEGER PRIMARY KEY CHECK (one = 1),
    seq    INTEGER NOT NULL,
    digest BLOB NOT NULL
) STRICT;
INSERT INTO head VALUES (1, 0, zeroblob(32));

-- Everything below but the settings and the key files is a cache of the journal.
CREATE TABLE document (
    stream     TEXT PRIMARY KEY,
    kind       TEXT NOT NULL,
    label      TEXT,
    title      TEXT,
    area       TEXT,
    state      TEXT,
    day        TEXT,
    case_id    TEXT,
    meeting_id TEXT,
    agency     TEXT,
    version    INTEGER NOT NULL,
    words      TEXT NOT NULL,
    brief      TEXT,
    body       BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX document_label ON document (kind, label) WHERE label IS NOT NULL;
CREATE INDEX document_day ON document (kind, day);
CREATE INDEX document_area ON document (kind, area, day);
CREATE INDEX document_state ON document (kind, state, day);
CREATE INDEX document_case ON document (kind, case_id, day);
CREATE INDEX document_meeting ON document (kind, meeting_id, day);
CREATE INDEX document_agency ON document (kind, agency, day);
CREATE INDEX document_agency_state ON document (kind, agency, state, day);
CREATE INDEX document_version ON document (version);

CREATE TABLE said (
    number     INTEGER PRIMARY KEY,
    entry      TEXT NOT NULL UNIQUE,
    case_id    TEXT,
    meeting_id TEXT,
    agency     TEXT,
    kind       TEXT NOT NULL,
    day        TEXT,
    text       TEXT NOT NULL
) STRICT;
-- The index keeps no text of its own: it points into said, so that one entry is unsaid without a scan.
CREATE VIRTUAL TABLE said_index USING fts5 (
    text, content = 'said', content_rowid = 'number', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TRIGGER said_in AFTER INSERT ON said BEGIN
    INSERT INTO said_index (rowid, text) VALUES (new.number, new.text);
END;
CREATE TRIGGER said_out AFTER DELETE ON said BEGIN
    INSERT INTO said_index (said_index, rowid, text) VALUES ('delete', old.number, old.text);
END;

CREATE TABLE label (
    prefix TEXT PRIMARY KEY,
    last   INTEGER NOT NULL
) STRICT;

CREATE TABLE request (
    request    TEXT PRIMARY KEY,
    by         TEXT NOT NULL,
    seq        INTEGER NOT NULL,
    undoable   INTEGER NOT NULL,
    undone     INTEGER NOT NULL,
    undone_seq INTEGER
) STRICT;
CREATE INDEX request_undo ON request (by, undoable, undone, seq);
CREATE INDEX request_redo ON request (by, undone, undone_seq);

CREATE TABLE key_file (
    name      TEXT PRIMARY KEY,
    recipient TEXT,
    hash      BLOB NOT NULL
) STRICT;

CREATE TABLE setting (
    name  TEXT PRIMARY KEY,
    value INTEGER NOT NULL
) STRICT;
INSERT INTO setting VALUES ('change_version', 0);
";

/// What was said, to be searched by agency, case and category too, and by day: the number says the day. It is a cache, so
/// it is made anew from the journal, which is done where the documents are not of this program's version.
const SEARCHED: &str = "
DROP TABLE said_index;
DROP TABLE said;
CREATE TABLE said (
    number     INTEGER PRIMARY KEY,
    entry      TEXT NOT NULL UNIQUE,
    case_id    TEXT,
    meeting_id TEXT,
    agency     TEXT,
    kind       TEXT NOT NULL,
    category   TEXT,
    day        TEXT,
    text       TEXT NOT NULL,
    marks      TEXT NOT NULL
) STRICT;
-- Beginnings of up to four letters have lists of their own: those of the commonest words would be gathered anew from
-- much of the index at each key.
CREATE VIRTUAL TABLE said_index USING fts5 (
    text, marks, content = 'said', content_rowid = 'number', tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3 4'
);
CREATE TRIGGER said_in AFTER INSERT ON said BEGIN
    INSERT INTO said_index (rowid, text, marks) VALUES (new.number, new.text, new.marks);
END;
CREATE TRIGGER said_out AFTER DELETE ON said BEGIN
    INSERT INTO said_index (said_index, rowid, text, marks) VALUES ('delete', old.number, old.text, old.marks);
END;
UPDATE document SET version = 0;
";

/// The index without the places of words in their texts: these are as long as the texts, and nobody asks for them.
const LEAN: &str = "
DROP TABLE said_index;
CREATE VIRTUAL TABLE said_index USING fts5 (
    text, marks, content = 'said', content_rowid = 'number', tokenize = 'unicode61 remove_diacritics 2',
    prefix = '1 2 3 4', detail = none
);
INSERT INTO said_index (said_index) VALUES ('rebuild');
INSERT INTO said_index (said_index) VALUES ('optimize');
";

/// Lays the tables that the file does not have yet, each layout in one transaction.
pub(super) fn migrate(connection: &Connection) -> Result<(), StoreError> {
    let known = i64::try_from(LAYOUTS.len()).unwrap_or(i64::MAX);
    let found = layout(connection)?;
    if found > known {
        return Err(StoreError::NewerLayout { found, known });
    }
    if found == known {
        return Ok(());
    }
    for (number, tables) in (1..).zip(LAYOUTS) {
        let laying = rusqlite::Transaction::new_unchecked(connection, TransactionBehavior::Immediate)?;
        // Asked again inside the transaction: another process may have laid it a moment ago.
        if layout(&laying)? < number {
            laying.execute_batch(tables)?;
            laying.pragma_update(None, "user_version", number)?;
            laying.commit()?;
        }
    }
    Ok(())
}

fn layout(connection: &Connection) -> Result<i64, StoreError> {
    Ok(connection.query_row("PRAGMA user_version", [], |row| row.get(0))?)
}

/// The newest kind of change that the file holds; 0 when nothing has been recorded.
pub(super) fn change_version(connection: &Connection) -> Result<u32, StoreError> {
    let mut asked = connection.prepare_cached("SELECT value FROM setting WHERE name = 'change_version'")?;
    let found: Option<u32> = asked.query_row([], |row| row.get(0)).optional()?;
    found.ok_or_else(|| StoreError::damaged("it does not say which changes it holds"))
}

/// Notes that entries were emptied: what they said may still lie in free pages until the file is written anew.
pub(super) fn ask_renewal(connection: &Connection) -> Result<(), StoreError> {
    connection.execute_batch("INSERT OR REPLACE INTO setting VALUES ('renewal', 1)")?;
    Ok(())
}

/// Whether entries were emptied since the file was written anew.
pub(super) fn renewal_is_asked(connection: &Connection) -> Result<bool, StoreError> {
    let asked = connection.query_row("SELECT count(*) FROM setting WHERE name = 'renewal'", [], |row| row.get(0));
    Ok(asked.map(|rows: i64| rows > 0)?)
}

/// Notes that the file was written anew.
pub(super) fn renewed(connection: &Connection) -> Result<(), StoreError> {
    connection.execute_batch("DELETE FROM setting WHERE name = 'renewal'")?;
    Ok(())
}

/// Notes that changes of this version are now in the file.
pub(super) fn raise_change_version(connection: &Connection, version: u32) -> Result<(), StoreError> {
    connection
        .prepare_cached("UPDATE setting SET value = ?1 WHERE name = 'change_version' AND value < ?1")?
        .execute([version])?;
    Ok(())
}
