//! Connections to SQLCipher databases: the key first, then how they write.

use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};
use zeroize::Zeroizing;

use super::{DatabaseKey, StoreError, folder};

/// How long a connection waits for another's transaction.
const PATIENCE: Duration = Duration::from_secs(5);

/// Readies SQLite and its ciphers, which the first connection of a program does else.
pub(super) fn ready() {
    // What fails here fails again, and is told, when a database is opened.
    let _ = Connection::open_in_memory();
}

/// Makes a new encrypted database and opens it.
pub(super) fn create(file: &Path, key: &DatabaseKey) -> Result<Connection, StoreError> {
    // Made empty and private beforehand: SQLite then gives its log and shared memory the same mode, whatever the umask.
    folder::new_private_file(file)?;
    open(file, key)
}

/// Opens an encrypted database that is there, for durable writing.
pub(super) fn open(file: &Path, key: &DatabaseKey) -> Result<Connection, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(file, flags)?;
    // SQLCipher would else write to standard error, over the screen, when the key is wrong.
    connection.execute_batch("PRAGMA cipher_log_level = NONE")?;
    let statement = Zeroizing::new(format!("PRAGMA key = \"{}\"", key.raw().as_str()));
    // The error is replaced, because SQLite's would quote the statement and so the key.
    connection.execute_batch(&statement).map_err(|_| StoreError::WrongKey)?;
    connection.busy_timeout(PATIENCE)?;
    connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
    connection.execute_batch(
        "PRAGMA temp_store = MEMORY;
         PRAGMA foreign_keys = ON;
         PRAGMA cache_size = -65536;",
    )?;
    connection.query_row("PRAGMA journal_mode = WAL", [], |_| Ok(()))?;
    connection.execute_batch("PRAGMA synchronous = FULL")?;
    connection.set_prepared_statement_cache_capacity(64);
    Ok(connection)
}

/// Stops waiting for the disk at each commit: only for a store that can be made again from nothing.
pub(super) fn relax(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch("PRAGMA synchronous = OFF; PRAGMA cache_size = -131072")
}

/// Waits for the disk again, and brings all that was written to it.
pub(super) fn settle(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch("PRAGMA synchronous = FULL; PRAGMA cache_size = -65536")?;
    // A checkpoint syncs the log before it copies from it, and the database after.
    checkpoint(connection)
}

/// Copies the whole log into the database and empties it.
pub(super) fn checkpoint(connection: &Connection) -> rusqlite::Result<()> {
    connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))
}

/// Writes all of a database as one moment shows it to a new file, under `key`, and brings it to the disk.
pub(super) fn copy(connection: &Connection, file: &Path, key: &DatabaseKey) -> Result<(), StoreError> {
    let made = folder::new_private_file(file)?;
    let copied = export(connection, file, key)
        .and_then(|()| made.sync_all().map_err(StoreError::io("syncing", file)))
        .and_then(|()| file.parent().map_or(Ok(()), folder::sync_folder));
    if copied.is_err() {
        // The first error is the one to tell; a copy that cannot be removed is empty or half written.
        let _ = folder::remove_database(file);
    }
    copied
}

fn export(connection: &Connection, file: &Path, key: &DatabaseKey) -> Result<(), StoreError> {
    let name = file.to_str().ok_or_else(|| StoreError::BadName { name: file.display().to_string() })?;
    connection.execute("ATTACH DATABASE ?1 AS fresh KEY ?2", (name, key.raw().as_str()))?;
    // A store opened for reading only may still be copied.
    let query_only: bool = connection.query_row("PRAGMA query_only", [], |row| row.get(0))?;
    connection.pragma_update(None, "query_only", false)?;
    let exported = export_attached(connection);
    connection.pragma_update(None, "query_only", query_only)?;
    connection.execute_batch("DETACH DATABASE fresh")?;
    Ok(exported?)
}

fn export_attached(connection: &Connection) -> rusqlite::Result<()> {
    let layout: i64 = connection.query_row("PRAGMA main.user_version", [], |row| row.get(0))?;
    // One transaction, so that the copy shows one moment however long it takes.
    let moment = connection.unchecked_transaction()?;
    moment.query_row("SELECT sqlcipher_export('fresh')", [], |_| Ok(()))?;
    moment.pragma_update(Some("fresh"), "user_version", layout)?;
    moment.commit()
}
