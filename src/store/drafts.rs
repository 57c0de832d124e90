//! What is under the cursor, kept at every turn of the loop, so that no keystroke is lost.
//!
//! Each seat has its own encrypted file, so typing never waits for another seat. A put is committed without waiting for the
//! disk, which survives a killed process; a helper thread syncs the log within a second, which survives a power cut.

mod dropping;

use std::fmt;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, SyncSender, TrySendError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use chrono::{DateTime, SecondsFormat, Utc};
use rusqlite::{Connection, OptionalExtension, Row};

pub use dropping::drop_drafts;

use super::{DatabaseKey, Seat, Store, StoreError, connection, folder, seats};

/// How long after a put the log is brought to the disk.
const SYNC_AFTER: Duration = Duration::from_millis(800);

/// A person's unrecorded text in one field.
#[derive(Clone, PartialEq, Eq)]
pub struct Draft {
    /// Where it was being typed, in the session's words.
    pub field: String,
    /// Whose it is.
    pub person: String,
    /// The id of the entry that it would replace, when it edits one.
    pub base: Option<String>,
    /// The id that its entry will have: a draft whose entry is in the journal is done with.
    pub entry_id: String,
    /// The text.
    pub text: String,
    /// Where the cursor stood, as the session counts.
    pub cursor: u64,
    /// When it was last put; kept to the millisecond.
    pub at: DateTime<Utc>,
    /// The seat that it was typed in.
    pub seat: String,
    /// Whether its person closed the field without recording it: it waits there, and nobody is writing it.
    pub left: bool,
}

// A draft is case data, and must not reach a log or a panic.
impl fmt::Debug for Draft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Draft").field("field", &self.field).field("entry_id", &self.entry_id).finish_non_exhaustive()
    }
}

/// What dead seats left.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Adopted {
    /// The person's drafts, now in this seat's own file.
    pub drafts: Vec<Draft>,
    /// Files that do not open, which are left as they are.
    pub unreadable: Vec<PathBuf>,
}

/// One seat's drafts.
#[derive(Debug)]
pub struct Drafts {
    // Declared before the connection, so that the thread has ended when the connection closes.
    syncing: Syncing,
    connection: Connection,
    key: DatabaseKey,
    folder: PathBuf,
    seat: String,
}

/// Whether any seat's drafts lie in a store's folder: those of a dead seat wait to be adopted.
///
/// # Errors
/// Fails when the folder cannot be read.
pub fn drafts_lie_there(folder: &Path) -> Result<bool, StoreError> {
    Ok(!folder::files_ending(&folder::drafts(folder), ".db")?.is_empty())
}

impl Drafts {
    /// Opens the drafts of a running seat, making the file where there is none.
    ///
    /// # Errors
    /// Fails when the file cannot be made or opened with this key.
    pub fn open(seat: &Seat, key: &DatabaseKey) -> Result<Self, StoreError> {
        let file = seats::database(seat.folder(), seat.id());
        let connection = if file.exists() { connection::open(&file, key)? } else { connection::create(&file, key)? };
        connection.execute_batch("PRAGMA synchronous = NORMAL")?;
        connection.execute_batch(
            r#"CREATE TABLE IF NOT EXISTS draft (
                 field    TEXT NOT NULL,
                 person   TEXT NOT NULL,
                 seat     TEXT NOT NULL,
                 base     TEXT,
                 entry_id TEXT NOT NULL,
                 text     TEXT NOT NULL,
                 cursor   INTEGER NOT NULL,
                 at       TEXT NOT NULL,
                 "left"   INTEGER NOT NULL,
                 PRIMARY KEY (person, field, seat)
             ) STRICT, WITHOUT ROWID"#,
        )?;
        let syncing = Syncing::begin(&file)?;
        let (folder, seat) = (seat.folder().to_owned(), seat.id().to_owned());
        Ok(Self { syncing, connection, key: key.clone(), folder, seat })
    }

    /// Keeps a draft in its field, in place of the one there. The draft's own seat says which is replaced, so that an
    /// adopted draft and a new one in the same field both stay.
    ///
    /// # Errors
    /// Fails when the disk refuses; the draft of before then stays, and the next put may succeed.
    pub fn put(&mut self, draft: &Draft) -> Result<(), StoreError> {
        put(&self.connection, draft)?;
        self.syncing.soon();
        Ok(())
    }

    /// A person's draft in a field, typed in this seat.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn get(&self, person: &str, field: &str) -> Result<Option<Draft>, StoreError> {
        let sql = format!("{SELECT} WHERE person = ?1 AND field = ?2 AND seat = ?3");
        Ok(self.connection.prepare_cached(&sql)?.query_row((person, field, &self.seat), row).optional()?)
    }

    /// All drafts of a person, the latest first; those of other seats have been adopted.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn list(&self, person: &str) -> Result<Vec<Draft>, StoreError> {
        list(&self.connection, person)
    }

    /// Marks a draft whose field was closed without recording it, until it is put again.
    ///
    /// # Errors
    /// Fails when the disk refuses; the draft then counts as one that is being written.
    pub fn leave(&mut self, person: &str, field: &str, seat: &str) -> Result<(), StoreError> {
        let mut leave = self
            .connection
            .prepare_cached("UPDATE draft SET \"left\" = 1 WHERE person = ?1 AND field = ?2 AND seat = ?3")?;
        leave.execute((person, field, seat))?;
        self.syncing.soon();
        Ok(())
    }

    /// Takes a draft away, once it is recorded or its person let it go.
    ///
    /// # Errors
    /// Fails when the disk refuses; the draft then stays.
    pub fn delete(&mut self, person: &str, field: &str, seat: &str) -> Result<(), StoreError> {
        let mut out =
            self.connection.prepare_cached("DELETE FROM draft WHERE person = ?1 AND field = ?2 AND seat = ?3")?;
        out.execute((person, field, seat))?;
        self.syncing.soon();
        Ok(())
    }

    /// Drops the drafts whose entry is in the journal, and returns how many: their recording ended, but not the program.
    ///
    /// # Errors
    /// Fails when either file cannot be read.
    pub fn drop_recorded(&mut self, store: &Store) -> Result<usize, StoreError> {
        let mut ids: Vec<String> = {
            let mut asked = self.connection.prepare_cached("SELECT DISTINCT entry_id FROM draft")?;
            asked.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?
        };
        let mut failed = None;
        ids.retain(|id| store.is_recorded(id).map_err(|error| failed = Some(error)).unwrap_or(false));
        if let Some(error) = failed {
            return Err(error);
        }
        let mut dropped = 0;
        for id in ids {
            dropped += self.connection.execute("DELETE FROM draft WHERE entry_id = ?1", [id])?;
        }
        Ok(dropped)
    }

    /// Takes over what dead seats left of one person's drafts, and offers them; nobody else's are touched or shown. A dead
    /// seat's files go once they are empty.
    ///
    /// # Errors
    /// Fails when this seat's own file or the folder refuses; what was not taken over stays where it was.
    pub fn adopt(&mut self, person: &str) -> Result<Adopted, StoreError> {
        let mut adopted = Adopted::default();
        for file in folder::files_ending(&folder::drafts(&self.folder), ".db")? {
            let Some(seat) = file.file_stem().and_then(|stem| stem.to_str()).map(str::to_owned) else { continue };
            if seat == self.seat {
                continue;
            }
            // Held until its drafts are here, so that two live seats never take over the same ones.
            let Some(_held) = seats::hold_dead(&self.folder, &seat)? else { continue };
            match self.adopt_from(&file, person) {
                Ok(drafts) => adopted.drafts.extend(drafts),
                Err(Taking::Unreadable) => adopted.unreadable.push(file.clone()),
                Err(Taking::Failed(error)) => return Err(error),
            }
            if !file.exists() {
                folder::remove_if_there(&seats::lock_path(&self.folder, &seat))?;
            }
        }
        Ok(adopted)
    }

    fn adopt_from(&mut self, file: &Path, person: &str) -> Result<Vec<Draft>, Taking> {
        let dead = connection::open(file, &self.key).map_err(|_| Taking::Unreadable)?;
        let has_table = "SELECT count(*) FROM sqlite_schema WHERE name = 'draft'";
        let tables: i64 = dead.query_row(has_table, [], |row| row.get(0)).map_err(|_| Taking::Unreadable)?;
        let drafts = if tables == 0 { Vec::new() } else { list(&dead, person).map_err(|_| Taking::Unreadable)? };
        if !drafts.is_empty() {
            let keeping = self.connection.transaction().map_err(StoreError::from)?;
            drafts.iter().try_for_each(|draft| put(&keeping, draft))?;
            keeping.commit().map_err(StoreError::from)?;
            // On the disk here before they go from there.
            self.syncing.now()?;
            dead.execute("DELETE FROM draft WHERE person = ?1", [person]).map_err(StoreError::from)?;
        }
        let left: i64 = if tables == 0 {
            0
        } else {
            dead.query_row("SELECT count(*) FROM draft", [], |row| row.get(0)).map_err(StoreError::from)?
        };
        drop(dead);
        if left == 0 {
            folder::remove_database(file)?;
        }
        Ok(drafts)
    }

    /// Brings every draft to the disk now, as before the program is stopped.
    ///
    /// # Errors
    /// Fails when the disk refuses.
    pub fn sync(&self) -> Result<(), StoreError> {
        self.syncing.now()
    }

    /// Closes the file, and removes it when it holds no draft.
    ///
    /// # Errors
    /// Fails when the file cannot be read or removed.
    pub fn close(self) -> Result<(), StoreError> {
        let left: i64 = self.connection.query_row("SELECT count(*) FROM draft", [], |row| row.get(0))?;
        let file = seats::database(&self.folder, &self.seat);
        drop(self);
        if left == 0 { folder::remove_database(&file) } else { Ok(()) }
    }
}

/// Why a dead seat's drafts were not taken over.
enum Taking {
    Unreadable,
    Failed(StoreError),
}

impl From<StoreError> for Taking {
    fn from(error: StoreError) -> Self {
        Self::Failed(error)
    }
}

const SELECT: &str = r#"SELECT field, person, base, entry_id, text, cursor, at, seat, "left" FROM draft"#;

fn list(connection: &Connection, person: &str) -> Result<Vec<Draft>, StoreError> {
    let mut asked = connection.prepare_cached(&format!("{SELECT} WHERE person = ?1 ORDER BY at DESC, field, seat"))?;
    let rows = asked.query_map([person], row)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn put(connection: &Connection, draft: &Draft) -> Result<(), StoreError> {
    let mut put = connection.prepare_cached(
        r#"INSERT INTO draft (field, person, seat, base, entry_id, text, cursor, at, "left")
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
         ON CONFLICT (person, field, seat)
         DO UPDATE SET base = ?4, entry_id = ?5, text = ?6, cursor = ?7, at = ?8, "left" = ?9"#,
    )?;
    put.execute((
        &draft.field,
        &draft.person,
        &draft.seat,
        &draft.base,
        &draft.entry_id,
        &draft.text,
        super::journal::signed(draft.cursor),
        draft.at.to_rfc3339_opts(SecondsFormat::Millis, true),
        draft.left,
    ))?;
    Ok(())
}

fn row(row: &Row) -> rusqlite::Result<Draft> {
    let at: String = row.get(6)?;
    // A time that cannot be read is no reason to lose the text.
    let at = DateTime::parse_from_rfc3339(&at).map_or(DateTime::UNIX_EPOCH, |at| at.to_utc());
    Ok(Draft {
        field: row.get(0)?,
        person: row.get(1)?,
        base: row.get(2)?,
        entry_id: row.get(3)?,
        text: row.get(4)?,
        cursor: super::journal::unsigned(row.get(5)?),
        at,
        seat: row.get(7)?,
        left: row.get(8)?,
    })
}

/// The helper thread that brings the log to the disk, so that typing never waits for it.
#[derive(Debug)]
struct Syncing {
    /// None only while being dropped: closing the channel is what ends the thread.
    ask: Option<SyncSender<()>>,
    /// Whether a sync is asked for already: waking the thread at every key would cost more than the put.
    asked: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
    /// A handle on the log alone: SQLite's locks are on the database and the shared memory, so closing it loses none.
    log: File,
    path: PathBuf,
}

impl Syncing {
    fn begin(database: &Path) -> Result<Self, StoreError> {
        let path = folder::beside(database, "-wal");
        let log = File::open(&path).map_err(StoreError::io("opening", &path))?;
        let own = log.try_clone().map_err(StoreError::io("opening", &path))?;
        let (ask, wanted) = mpsc::sync_channel::<()>(1);
        let asked = Arc::new(AtomicBool::new(false));
        let pending = Arc::clone(&asked);
        let thread = thread::Builder::new()
            .name("drafts".to_owned())
            .spawn(move || {
                while wanted.recv().is_ok() {
                    // Only the closing of the channel ends the wait early: more puts just join this sync.
                    let _ = wanted.recv_timeout(SYNC_AFTER);
                    // Before the sync, so that a put that comes while it runs asks for another.
                    pending.store(false, Ordering::SeqCst);
                    // A refused sync is told by the next put or recording, which meet the same disk.
                    let _ = own.sync_data();
                }
            })
            .map_err(StoreError::io("starting the sync of", &path))?;
        Ok(Self { ask: Some(ask), asked, thread: Some(thread), log, path })
    }

    fn soon(&self) {
        if let Some(ask) = &self.ask
            && !self.asked.swap(true, Ordering::SeqCst)
        {
            // A full channel means that a sync is asked for already.
            if let Err(TrySendError::Disconnected(())) = ask.try_send(()) {
                let _ = self.log.sync_data();
            }
        }
    }

    fn now(&self) -> Result<(), StoreError> {
        self.log.sync_data().map_err(StoreError::io("syncing", &self.path))
    }
}

impl Drop for Syncing {
    fn drop(&mut self) {
        self.ask = None;
        if let Some(thread) = self.thread.take() {
            // A thread that panicked has nothing left to bring to the disk.
            let _ = thread.join();
        }
    }
}

#[cfg(test)]
pub(super) mod tests;
