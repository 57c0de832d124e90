//! A fresh database under a fresh key, so that the old key opens the store no more.
//!
//! The steps, each of which may be the last one before a crash, while nobody else has the store open:
//! 1. the copy `journal.db.new` is written whole under the fresh key, without the removed person's key file in its tables;
//! 2. `database.age` is replaced by one with the fresh key and the old one, sealed to those who remain;
//! 3. the old database's log is emptied and taken away, and the copy renamed over it;
//! 4. every seat's drafts go over to the fresh key, one file at a time;
//! 5. `database.age` is replaced by one with the fresh key alone, and key files that the store does not know are removed.
//!
//! When `database.age` holds two keys, [`resume`] tries which opens `journal.db`, and so goes on from 4 or back to before 1.

use std::path::{Path, PathBuf};

use rand_chacha::rand_core::CryptoRng;
use rusqlite::{Connection, TransactionBehavior};

use super::seats::Presence;
use super::{DatabaseKey, RECOVERY, Store, StoreError, connection, folder, journal, keys, schema, search};

impl Store {
    /// Takes a person's access away: writes the store anew under a fresh key that is not sealed to them. Their passphrase
    /// and the old key still open backups made before. Close this seat's drafts first.
    ///
    /// # Errors
    /// Refuses while anyone else has the store open, or when nobody else could open it any more. On any error the old store
    /// stays in place, or the next [`Store::unlock`] completes the change; either way it is to be opened again.
    pub fn remove_person(
        self,
        key: &DatabaseKey,
        person: &str,
        random: &mut impl CryptoRng,
    ) -> Result<(Self, DatabaseKey), StoreError> {
        let name = keys::file_name(person)?;
        let holders = self.key_holders()?;
        if !holders.iter().any(|holder| holder.name == name) {
            return Err(StoreError::NoSuchPerson { name: person.to_owned(), folder: self.folder });
        }
        if !holders.iter().any(|holder| holder.name != name && holder.name != RECOVERY) {
            return Err(StoreError::LastPerson { name: person.to_owned() });
        }
        self.renew(key, Some(&name), random)
    }

    /// Writes the store anew under a fresh key for the same people, as after a purge: what was emptied is then nowhere in
    /// the file. Close this seat's drafts first.
    ///
    /// # Errors
    /// As [`Store::remove_person`].
    pub fn renew_key(self, key: &DatabaseKey, random: &mut impl CryptoRng) -> Result<(Self, DatabaseKey), StoreError> {
        self.renew(key, None, random)
    }

    /// Whether a removal emptied entries since the file was written anew: [`Store::renew_key`] is then to follow.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn wants_renewal(&self) -> Result<bool, StoreError> {
        schema::renewal_is_asked(&self.connection)
    }

    fn renew(
        self,
        old: &DatabaseKey,
        removed: Option<&str>,
        random: &mut impl CryptoRng,
    ) -> Result<(Self, DatabaseKey), StoreError> {
        if self.read_only {
            return Err(StoreError::ReadOnly);
        }
        let Self { connection, folder, change_version, _presence: presence, .. } = self;
        drop(presence);
        let alone = Presence::alone(&folder)?;
        let fresh = DatabaseKey::generate(random);
        prepare(&connection, &folder, old, &fresh, removed)?;
        replace(connection, &folder)?;
        let key = finish(&folder, &[fresh, old.clone()])?;
        drop(alone);
        Ok((Self::open(&folder, &key, change_version)?, key))
    }
}

/// Takes away a copy that was cut off before anything told of it. Whoever holds the folder's lock, shared or alone, knows
/// that no change of key is under way.
pub(super) fn clear(folder: &Path) -> Result<(), StoreError> {
    folder::remove_database(&copy_path(folder))
}

/// Completes or takes back a change of key that was cut off; `unseal` reads the keys that are in `database.age` now.
pub(super) fn resume(
    folder: &Path,
    unseal: impl FnOnce() -> Result<Vec<DatabaseKey>, StoreError>,
) -> Result<DatabaseKey, StoreError> {
    let _alone = Presence::alone(folder)?;
    // Read again, now that nobody else can be in the middle of it.
    finish(folder, &unseal()?)
}

/// Steps 1 and 2: the copy under the fresh key, and both keys sealed to those who remain.
fn prepare(
    connection: &Connection,
    folder: &Path,
    old: &DatabaseKey,
    fresh: &DatabaseKey,
    removed: Option<&str>,
) -> Result<(), StoreError> {
    let file = copy_path(folder);
    clear(folder)?;
    search::reindex(connection)?;
    connection::copy(connection, &file, fresh)?;
    let copy = connection::open(&file, fresh)?;
    if journal::head(&copy)? != journal::head(connection)? {
        return Err(StoreError::damaged("its copy under a fresh key does not end where it does"));
    }
    if let Some(name) = removed {
        copy.execute("DELETE FROM key_file WHERE name = ?1", [name])?;
    }
    schema::renewed(&copy)?;
    let sealed = keys::sealed_keys(&copy, &[fresh, old])?;
    close_whole(copy, &file)?;
    folder::replace_file(&keys::path(folder, keys::DATABASE), &sealed)
}

/// Step 3: the copy in place of the database.
fn replace(old: Connection, folder: &Path) -> Result<(), StoreError> {
    let file = folder::journal(folder);
    close_whole(old, &file)?;
    folder::move_over(&copy_path(folder), &file)
}

/// Steps 4 and 5, or back to before 1: whichever key opens the database becomes the only one.
fn finish(folder: &Path, keys: &[DatabaseKey]) -> Result<DatabaseKey, StoreError> {
    let (mut connection, key) = open_with_any(&folder::journal(folder), keys)?;
    clear(folder)?;
    for drafts in folder::files_ending(&folder::drafts(folder), ".db")? {
        carry_over(&drafts, key, keys)?;
    }
    // Noted before it is put in place: cut off between the two, the file still holds both keys and this is done again.
    let noting = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let sealed = keys::sealed_keys(&noting, &[key])?;
    keys::note(&noting, keys::DATABASE, None, &sealed)?;
    noting.commit()?;
    folder::replace_file(&keys::path(folder, keys::DATABASE), &sealed)?;
    let known: Vec<_> = keys::hashes(&connection)?.into_iter().map(|(name, _)| keys::path(folder, &name)).collect();
    for file in folder::files_ending(&folder::keys(folder), ".age")? {
        if !known.contains(&file) {
            folder::remove_if_there(&file)?;
        }
    }
    Ok(key.clone())
}

/// Brings a seat's drafts under the key, if another of the keys opens them; drafts that none opens are left alone.
fn carry_over(drafts: &Path, key: &DatabaseKey, keys: &[DatabaseKey]) -> Result<(), StoreError> {
    let copy = folder::beside(drafts, ".new");
    folder::remove_database(&copy)?;
    match open_with_any(drafts, std::slice::from_ref(key)) {
        Err(StoreError::WrongKey) => {}
        opened => return opened.map(|_| ()),
    }
    let old = match open_with_any(drafts, keys) {
        Err(StoreError::WrongKey) => return Ok(()),
        opened => opened?.0,
    };
    connection::copy(&old, &copy, key)?;
    close_whole(old, drafts)?;
    folder::move_over(&copy, drafts)
}

fn open_with_any<'a>(file: &Path, keys: &'a [DatabaseKey]) -> Result<(Connection, &'a DatabaseKey), StoreError> {
    for key in keys {
        match connection::open(file, key) {
            Err(StoreError::WrongKey) => {}
            opened => return Ok((opened?, key)),
        }
    }
    Err(StoreError::WrongKey)
}

/// Closes a database with nothing left in a log: a log that outlived its database would spoil the one put in its place.
fn close_whole(connection: Connection, file: &Path) -> Result<(), StoreError> {
    connection::checkpoint(&connection)?;
    let mode: String = connection.query_row("PRAGMA journal_mode = DELETE", [], |row| row.get(0))?;
    connection.close().map_err(|(_, error)| error)?;
    if mode != "delete" || folder::beside(file, "-wal").exists() {
        return Err(StoreError::Busy);
    }
    Ok(())
}

fn copy_path(folder: &Path) -> PathBuf {
    folder::beside(&folder::journal(folder), ".new")
}

#[cfg(test)]
mod tests;
