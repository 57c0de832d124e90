//! Who is running: advisory locks that the system lets go of when a process ends, however it ends.

use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use super::{StoreError, folder};

/// A running seat: one window of the program. Its lock is held until it is dropped or its process ends.
#[derive(Debug)]
pub struct Seat {
    id: String,
    folder: PathBuf,
    _lock: File,
    _presence: Presence,
}

impl Seat {
    /// Takes a seat in a store's folder. The id is made by the caller, fresh for each run, of letters, digits and `-`.
    ///
    /// # Errors
    /// Refuses an id that is running already, or that does not make a file name.
    pub fn take(folder: &Path, id: &str) -> Result<Self, StoreError> {
        if id.is_empty() || !id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') {
            return Err(StoreError::BadName { name: id.to_owned() });
        }
        folder::make(folder)?;
        let presence = Presence::shared(folder)?;
        let lock = hold(&lock_path(folder, id), true)?.ok_or_else(|| StoreError::SeatTaken { seat: id.to_owned() })?;
        Ok(Self { id: id.to_owned(), folder: folder.to_owned(), _lock: lock, _presence: presence })
    }

    /// The seat's id.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The store's folder.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        // The lock file of a seat that left drafts stays beside them; either way the lock itself goes with the handle.
        if !database(&self.folder, &self.id).exists() {
            let _ = folder::remove_if_there(&lock_path(&self.folder, &self.id));
        }
    }
}

/// The ids of the seats that are running in a store's folder, but for one's own.
///
/// # Errors
/// Fails when the folder cannot be read.
pub fn other_seats_open(folder: &Path, own: Option<&str>) -> Result<Vec<String>, StoreError> {
    let mut open = Vec::new();
    for path in folder::files_ending(&folder::drafts(folder), ".lock")? {
        let Some(id) = path.file_stem().and_then(|stem| stem.to_str()) else { continue };
        if own != Some(id) && hold(&path, false)?.is_none() {
            open.push(id.to_owned());
        }
    }
    Ok(open)
}

/// The drafts of a seat.
pub(super) fn database(folder: &Path, seat: &str) -> PathBuf {
    folder::drafts(folder).join(format!("{seat}.db"))
}

/// The lock of a seat.
pub(super) fn lock_path(folder: &Path, seat: &str) -> PathBuf {
    folder::drafts(folder).join(format!("{seat}.lock"))
}

/// Holds a dead seat's lock while its drafts are taken over; none when the seat is running.
pub(super) fn hold_dead(folder: &Path, seat: &str) -> Result<Option<File>, StoreError> {
    hold(&lock_path(folder, seat), false)
}

/// Takes a lock for oneself. With patience, it outlasts somebody else's look at whether it is held.
fn hold(path: &Path, patient: bool) -> Result<Option<File>, StoreError> {
    let file = folder::lock_file(path)?;
    for _ in 0..if patient { 20 } else { 1 } {
        match file.try_lock() {
            Ok(()) => return Ok(Some(file)),
            Err(TryLockError::Error(error)) => return Err(StoreError::io("locking", path)(error)),
            Err(TryLockError::WouldBlock) if patient => thread::sleep(Duration::from_millis(5)),
            Err(TryLockError::WouldBlock) => {}
        }
    }
    Ok(None)
}

/// A lock on the whole folder: shared by everyone who has the store open, held alone by one who replaces its files.
#[derive(Debug)]
pub(super) struct Presence(#[expect(dead_code, reason = "the lock lives as long as the handle")] File);

impl Presence {
    pub(super) fn shared(folder: &Path) -> Result<Self, StoreError> {
        Self::lock(folder, File::try_lock_shared)
    }

    pub(super) fn alone(folder: &Path) -> Result<Self, StoreError> {
        Self::lock(folder, File::try_lock)
    }

    fn lock(folder: &Path, lock: fn(&File) -> Result<(), TryLockError>) -> Result<Self, StoreError> {
        let path = folder.join("open.lock");
        let file = folder::lock_file(&path)?;
        match lock(&file) {
            Ok(()) => Ok(Self(file)),
            Err(TryLockError::WouldBlock) => Err(StoreError::InUse { folder: folder.to_owned() }),
            Err(TryLockError::Error(error)) => Err(StoreError::io("locking", &path)(error)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_running_seat_is_seen_by_others_until_it_goes() {
        let folder = tempfile::tempdir().unwrap();
        let seat = Seat::take(folder.path(), "a-1").unwrap();
        assert_eq!(other_seats_open(folder.path(), None).unwrap(), ["a-1"]);
        assert_eq!(other_seats_open(folder.path(), Some("a-1")).unwrap(), [""; 0]);
        assert!(matches!(Seat::take(folder.path(), "a-1"), Err(StoreError::SeatTaken { .. })));
        drop(seat);
        assert_eq!(other_seats_open(folder.path(), None).unwrap(), [""; 0]);
        Seat::take(folder.path(), "a-1").unwrap();
    }

    #[test]
    fn a_seat_whose_id_makes_no_file_name_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        for id in ["", "../a", "a b", "a/b"] {
            assert!(matches!(Seat::take(folder.path(), id), Err(StoreError::BadName { .. })), "{id}");
        }
    }

    #[test]
    fn nobody_is_alone_while_another_is_there() {
        let folder = tempfile::tempdir().unwrap();
        let one = Presence::shared(folder.path()).unwrap();
        let two = Presence::shared(folder.path()).unwrap();
        assert!(matches!(Presence::alone(folder.path()), Err(StoreError::InUse { .. })));
        drop((one, two));
        let alone = Presence::alone(folder.path()).unwrap();
        assert!(matches!(Presence::shared(folder.path()), Err(StoreError::InUse { .. })));
        drop(alone);
    }
}
