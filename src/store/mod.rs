//! The store: one county's folder, encrypted, with its journal, its caches, its drafts and its keys.
//!
//! It knows bytes, strings and rows, and nothing of the model. What holds here:
//! - an entry, once appended, is never altered; a purge may empty its salt and change, nothing else;
//! - the only way in is [`Store::append`], one transaction for the entries and every cache of them;
//! - no plain text reaches the disk: database, write-ahead log, drafts and keys are all encrypted;
//! - randomness is passed in, except inside `age`, which takes its own from the system;
//! - `journal.db` is never opened by hand, because closing such a handle would drop SQLite's locks.
//!
//! A folder `NAME.mace/` holds `journal.db`, `drafts/SEAT.db`, `keys/NAME.age` and `open.lock`.

mod append;
mod bell;
mod connection;
mod documents;
mod drafts;
mod error;
mod folder;
mod journal;
mod keys;
mod passphrase;
mod rekey;
mod requests;
mod schema;
mod sealing;
mod search;
mod seats;
mod secret;
mod verify;

use std::path::{Path, PathBuf};

use rusqlite::Connection;

pub use append::{AppendError, Batch, Cached};
pub use bell::{Bell, Ear, ring};
pub use documents::{DocumentQuery, DocumentRow};
pub use drafts::{Adopted, Draft, Drafts, drafts_lie_there, drop_drafts};
pub use error::StoreError;
pub use journal::{Digest, Entry, Head, NewEntry, NotADigest};
pub use keys::{KeyHolder, RECOVERY, WorkFactor, key_name, key_names};
pub use passphrase::weakness;
pub use requests::RequestRow;
pub use search::{Judged, SaidRow, Sought};
pub use seats::{Seat, other_seats_open};
pub use secret::DatabaseKey;
pub use verify::{Finding, Verified};

/// An open store: one connection to `journal.db`, held with a shared lock on the folder while it lives.
#[derive(Debug)]
pub struct Store {
    connection: Connection,
    folder: PathBuf,
    /// The newest kind of change that this program understands.
    change_version: u32,
    read_only: bool,
    _presence: seats::Presence,
}

impl Store {
    /// Makes the folder and an empty store in it. `change_version` is the newest kind of change the program writes.
    ///
    /// # Errors
    /// Refuses a folder that already holds a store, or that lies on a network file system.
    pub fn create(folder: &Path, key: &DatabaseKey, change_version: u32) -> Result<Self, StoreError> {
        folder::make(folder)?;
        let presence = seats::Presence::shared(folder)?;
        let connection = connection::create(&folder::journal(folder), key)?;
        schema::migrate(&connection)?;
        folder::sync_folder(folder)?;
        Ok(Self { connection, folder: folder.to_owned(), change_version, read_only: false, _presence: presence })
    }

    /// Readies the ciphers, which takes some milliseconds once in a program: for a thread that has nothing else to do.
    pub fn ready() {
        connection::ready();
    }

    /// Opens a store. One that a newer program has written to, in a way this one cannot read whole, is opened
    /// read-only: see [`Store::read_only`].
    ///
    /// # Errors
    /// Refuses a folder without a store, a wrong key, a newer schema, a network file system.
    pub fn open(folder: &Path, key: &DatabaseKey, change_version: u32) -> Result<Self, StoreError> {
        let file = folder::journal(folder);
        if !file.is_file() {
            return Err(StoreError::Missing { folder: folder.to_owned() });
        }
        folder::refuse_network(folder)?;
        let presence = seats::Presence::shared(folder)?;
        rekey::clear(folder)?;
        let connection = connection::open(&file, key)?;
        schema::migrate(&connection)?;
        let read_only = schema::change_version(&connection)? > change_version;
        if read_only {
            connection.pragma_update(None, "query_only", true)?;
        }
        Ok(Self { connection, folder: folder.to_owned(), change_version, read_only, _presence: presence })
    }

    /// The folder that the store lives in.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Whether a newer program has written changes that this one does not understand, so that nothing may be recorded.
    #[must_use]
    pub fn read_only(&self) -> bool {
        self.read_only
    }

    /// The newest kind of change that the file holds.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn change_version(&self) -> Result<u32, StoreError> {
        schema::change_version(&self.connection)
    }

    /// A number that changes when another connection has committed: cheap enough to ask ten times a second.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn data_version(&self) -> Result<i64, StoreError> {
        let mut asked = self.connection.prepare_cached("PRAGMA data_version")?;
        Ok(asked.query_row([], |row| row.get(0))?)
    }

    /// Writes a consistent encrypted copy under the same key to a file that must not exist yet, while others work on.
    ///
    /// # Errors
    /// Fails when the file exists or cannot be written; a half-written copy is taken away again.
    pub fn copy_to(&self, file: &Path, key: &DatabaseKey) -> Result<(), StoreError> {
        connection::copy(&self.connection, file, key)
    }

    /// Begins a long load into a new store, one that holds nothing but its beginning: commits no longer wait for the
    /// disk, until [`Store::settle`].
    ///
    /// # Errors
    /// Refuses a store that already holds cases or meetings.
    pub fn relax(&mut self) -> Result<(), StoreError> {
        for kind in ["case", "meeting"] {
            if self.count_documents(&DocumentQuery { kind: kind.to_owned(), ..DocumentQuery::default() })? != 0 {
                return Err(StoreError::NotNew);
            }
        }
        Ok(connection::relax(&self.connection)?)
    }

    /// Ends a long load, whether or not it went well: brings everything to the disk and returns to full durability.
    ///
    /// # Errors
    /// Fails when the disk refuses.
    pub fn settle(&mut self) -> Result<(), StoreError> {
        search::gather(&self.connection)?;
        Ok(connection::settle(&self.connection)?)
    }
}

#[cfg(test)]
pub(crate) mod testing;
