//! What can go wrong with a store, each in words for the person who meets it.

use std::io;
use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;

/// A failure of the store: what failed, where, and what to do.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// The folder holds no `journal.db`.
    #[error("there is no store in {}: give another folder with --store, or make one with `mace new`", folder.display())]
    Missing {
        /// The folder that was to be opened.
        folder: PathBuf,
    },
    /// The file is already there and is not replaced.
    #[error("{} is already there: choose another name, or open it with --store", file.display())]
    Exists {
        /// The file or folder in the way.
        file: PathBuf,
    },
    /// The folder is on a file system that cannot be locked reliably.
    #[error(
        "{} is on a network file system ({kind}), where two people writing at once could spoil it: \
         keep the store on a local disk", folder.display()
    )]
    Network {
        /// The folder that was to be opened.
        folder: PathBuf,
        /// The file system's type, as the system names it.
        kind: String,
    },
    /// The key does not open the file.
    #[error(
        "the store does not open with this key: it may have been replaced under a fresh key, or be damaged; \
         unlock it again, and if that fails restore a backup"
    )]
    WrongKey,
    /// The file's tables are of a later program.
    #[error(
        "the store was made by a newer mace (its layout is {found}, this program knows {known}): \
         install the newer program; nothing was changed"
    )]
    NewerLayout {
        /// The layout's number in the file.
        found: i64,
        /// The newest number that this program knows.
        known: i64,
    },
    /// Changes of a later program are in the file.
    #[error("the store is open for reading only, because a newer mace has written to it: install the newer program")]
    ReadOnly,
    /// The disk is full; what was to be written is not.
    #[error("the disk holding the store is full: nothing was lost or half written; free some space and try again")]
    DiskFull,
    /// Another process held the store for longer than one should wait.
    #[error("another program kept the store busy for more than five seconds: try again")]
    Busy,
    /// Somebody else has the store open where one must be alone.
    #[error("{} is open in another window or program: close it there, then try again", folder.display())]
    InUse {
        /// The store's folder.
        folder: PathBuf,
    },
    /// A seat of this name is already running.
    #[error("the seat {seat} is already running: start again, so that a new seat is taken")]
    SeatTaken {
        /// The seat's id.
        seat: String,
    },
    /// Only a store without entries can be loaded in bulk.
    #[error("the store already holds entries, and only a new one can be filled in bulk: make a new store")]
    NotNew,
    /// A row is not what this program ever writes.
    #[error("the store is damaged: {what}; run `mace verify`, and restore a backup if it agrees")]
    Damaged {
        /// What was found, without any of its content.
        what: String,
    },
    /// The name does not make a file name.
    #[error("the name “{name}” does not make a key file's name: use letters, at least two, and no reserved word")]
    BadName {
        /// The name as it was given.
        name: String,
    },
    /// Nobody of this name has a key.
    #[error("{name} has no key in {}: check the name with `mace person list`, or be added by someone who has", folder.display())]
    NoSuchPerson {
        /// The name as it was given.
        name: String,
        /// The store's folder.
        folder: PathBuf,
    },
    /// Somebody of this name already has a key.
    #[error("{name} can already open the store: choose another name, or change the passphrase with `mace passphrase`")]
    PersonExists {
        /// The name as it was given.
        name: String,
    },
    /// The last person cannot be removed.
    #[error("{name} is the only person who can open the store: add another person first")]
    LastPerson {
        /// The name as it was given.
        name: String,
    },
    /// The passphrase does not open the key file.
    #[error("the passphrase for {name} is not right: try again, or use the recovery passphrase from the county's safe")]
    WrongPassphrase {
        /// Whose passphrase it was.
        name: String,
    },
    /// The person's key opens, but the database key is not sealed to it.
    #[error("{name} has a key file but was not let in to the end: ask the person who added them to add them again")]
    NotAdmitted {
        /// Whose key it is.
        name: String,
    },
    /// A key file is not an age file of ours.
    #[error("the key file {} cannot be read as one: restore it from a backup", file.display())]
    KeyFile {
        /// The key file.
        file: PathBuf,
    },
    /// The system refused a file operation.
    #[error("{doing} {} failed: {source}; check the disk and the folder's permissions", path.display())]
    Io {
        /// What was being done, as "writing".
        doing: &'static str,
        /// On which file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// SQLite refused; its words never hold a row's content.
    #[error("the store's database refused: {0}; check the disk, then run `mace verify`")]
    Database(rusqlite::Error),
}

impl StoreError {
    /// Makes the error of a file operation, for use in `map_err`.
    pub(super) fn io(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| match source.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::DiskFull,
            _ => Self::Io { doing, path, source },
        }
    }

    /// Makes the error of a row that this program never writes.
    pub(super) fn damaged(what: impl Into<String>) -> Self {
        Self::Damaged { what: what.into() }
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::NotADatabase) => Self::WrongKey,
            Some(ErrorCode::DiskFull) => Self::DiskFull,
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy,
            Some(ErrorCode::ReadOnly) => Self::ReadOnly,
            Some(ErrorCode::DatabaseCorrupt) => Self::damaged("a page does not hold what was written to it"),
            _ => Self::Database(error),
        }
    }
}
