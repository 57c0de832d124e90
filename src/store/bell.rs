//! A bell at each seat, rung by whoever has recorded something: so that nobody need keep looking, not even who is alone
//! and may be joined at any moment.
//!
//! It says nothing but that: who hears it looks into the journal. A bell that does not ring is no fault, for a seat
//! looks into the journal at every key and every minute all the same.

use std::ffi::OsStr;
use std::io;
use std::path::{Path, PathBuf};

use super::{folder, seats};

pub use socket::Ear;

/// A seat's bell; dropping it takes it down, and whoever listens to it hears that.
#[derive(Debug)]
pub struct Bell(PathBuf);

impl Bell {
    /// Hangs a bell for a running seat. None where the system has no such bells, or the folder's name is too long for
    /// one: the others are then looked for as if there were none.
    #[must_use]
    pub fn hang(folder: &Path, seat: &str) -> Option<(Self, Ear)> {
        let place = bells(folder).join(format!("{seat}.bell"));
        let ear = Ear::at(&place).ok()?;
        let bell = Self(place);
        folder::set_mode(&bell.0, 0o600).ok()?;
        Some((bell, ear))
    }
}

impl Drop for Bell {
    fn drop(&mut self) {
        let _ = socket::send(&self.0, socket::DOWN);
        let _ = folder::remove_if_there(&self.0);
    }
}

/// Rings the bells of every seat but one's own; that of a dead seat is taken down.
pub fn ring(folder: &Path, own: &str) {
    for bell in folder::files_ending(&bells(folder), ".bell").unwrap_or_default() {
        let Some(seat) = bell.file_stem().and_then(OsStr::to_str).filter(|seat| *seat != own) else { continue };
        let unheard =
            socket::send(&bell, socket::RUNG).is_err_and(|why| why.kind() == io::ErrorKind::ConnectionRefused);
        // A bell that is just being hung is not heard yet, but its seat is alive.
        if unheard && let Ok(Some(_dead)) = seats::hold_dead(folder, seat) {
            let _ = folder::remove_if_there(&bell);
        }
    }
}

fn bells(folder: &Path) -> PathBuf {
    folder::drafts(folder)
}

#[cfg(unix)]
mod socket {
    use std::io;
    use std::os::unix::net::UnixDatagram;
    use std::path::Path;

    pub(super) const RUNG: &[u8] = b"r";
    pub(super) const DOWN: &[u8] = b"d";

    /// Hears one bell.
    #[derive(Debug)]
    pub struct Ear(UnixDatagram);

    impl Ear {
        pub(super) fn at(place: &Path) -> io::Result<Self> {
            UnixDatagram::bind(place).map(Self)
        }

        /// Waits until the bell is rung; false once it is taken down.
        #[must_use]
        pub fn wait(&self) -> bool {
            let mut said = [0; 1];
            matches!(self.0.recv(&mut said), Ok(1)) && said == RUNG
        }
    }

    /// Never waits: a bell that rings and rings unheard is heard when its seat wakes up.
    pub(super) fn send(bell: &Path, said: &[u8]) -> io::Result<()> {
        let hand = UnixDatagram::unbound()?;
        hand.set_nonblocking(true)?;
        hand.send_to(said, bell).map(drop)
    }
}

#[cfg(not(unix))]
mod socket {
    use std::convert::Infallible;
    use std::io;
    use std::path::Path;

    pub(super) const RUNG: &[u8] = b"r";
    pub(super) const DOWN: &[u8] = b"d";

    /// Hears one bell; here there are none.
    #[derive(Debug)]
    pub struct Ear(Infallible);

    impl Ear {
        pub(super) fn at(_: &Path) -> io::Result<Self> {
            Err(io::ErrorKind::Unsupported.into())
        }

        /// Waits until the bell is rung; false once it is taken down.
        #[must_use]
        pub fn wait(&self) -> bool {
            match self.0 {}
        }
    }

    pub(super) fn send(_: &Path, _: &[u8]) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(all(test, unix))]
mod tests {
    use std::fs;
    use std::os::unix::fs::PermissionsExt;

    use super::*;
    use crate::store::Seat;

    #[test]
    fn a_bell_is_rung_by_the_others_and_heard_until_it_is_taken_down() {
        let folder = tempfile::tempdir().unwrap();
        let _seat = Seat::take(folder.path(), "a-1").unwrap();
        let (bell, ear) = Bell::hang(folder.path(), "a-1").unwrap();
        ring(folder.path(), "a-1");
        ring(folder.path(), "b-2");
        assert!(ear.wait());
        drop(bell);
        assert!(!ear.wait(), "one's own ringing is not heard");
        assert_eq!(folder::files_ending(&bells(folder.path()), ".bell").unwrap(), [""; 0].map(PathBuf::from));
    }

    #[test]
    fn a_bell_that_nobody_listens_to_holds_nobody_up() {
        let folder = tempfile::tempdir().unwrap();
        let _seat = Seat::take(folder.path(), "a-1").unwrap();
        let (_bell, ear) = Bell::hang(folder.path(), "a-1").unwrap();
        (0..100).for_each(|_| ring(folder.path(), "b-2"));
        assert!(ear.wait());
    }

    #[test]
    fn a_bell_is_its_owners_alone() {
        let folder = tempfile::tempdir().unwrap();
        let _seat = Seat::take(folder.path(), "a-1").unwrap();
        let (bell, _ear) = Bell::hang(folder.path(), "a-1").unwrap();
        assert_eq!(fs::metadata(&bell.0).unwrap().permissions().mode() & 0o777, 0o600);
    }

    #[test]
    fn a_dead_seats_bell_is_taken_down_and_a_living_ones_is_left() {
        let folder = tempfile::tempdir().unwrap();
        let seat = Seat::take(folder.path(), "a-1").unwrap();
        let (bell, ear) = Bell::hang(folder.path(), "a-1").unwrap();
        drop(ear);
        ring(folder.path(), "b-2");
        assert!(bell.0.exists(), "its seat is alive");
        drop(seat);
        ring(folder.path(), "b-2");
        assert!(!bell.0.exists());
    }

    #[test]
    fn where_the_folders_name_is_too_long_there_is_no_bell() {
        let folder = tempfile::tempdir().unwrap();
        let long = folder.path().join("n".repeat(120));
        let _seat = Seat::take(&long, "a-1").unwrap();
        assert!(Bell::hang(&long, "a-1").is_none());
        ring(&long, "b-2");
    }
}
