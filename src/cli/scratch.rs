//! A fresh private folder for a demo, gone when it ends; and the clearing up after demos that were killed.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use rand_chacha::rand_core::Rng;

use super::{CliError, Context};
use crate::store::other_seats_open;

/// What every demo's folder is called, before its number.
const PREFIX: &str = "mace-demo-";

/// A folder younger than this may belong to a demo that has not taken its seat yet.
const SETTLED: Duration = Duration::from_mins(2);

/// The folder, removed on drop.
#[derive(Debug)]
pub(super) struct Scratch(PathBuf);

impl Scratch {
    /// Makes a folder that only its owner may enter, and removes those of demos that were killed.
    pub(super) fn make(context: &mut Context) -> Result<Self, CliError> {
        clear_dead(&context.temporary, context.real_now.into());
        let mut builder = fs::DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        loop {
            let folder = context.temporary.join(format!("{PREFIX}{:016x}", context.random.next_u64()));
            match builder.create(&folder) {
                Ok(()) => return Ok(Self(folder)),
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
                Err(error) => {
                    let place = context.temporary.display();
                    return Err(CliError::said(format!(
                        "The demo has no place to be: no folder can be made in {place} ({error}); \
                         set TMPDIR to a folder that you may write to."
                    )));
                }
            }
        }
    }

    /// The folder.
    pub(super) fn folder(&self) -> &Path {
        &self.0
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // What cannot be removed now is removed at the next demo's start.
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Removes the folders of demos whose seats are dead. Their keys died with them: nobody can read what is left.
fn clear_dead(temporary: &Path, now: SystemTime) {
    let Ok(listed) = fs::read_dir(temporary) else { return };
    for found in listed.flatten() {
        let ours = found.file_name().to_str().is_some_and(|name| name.starts_with(PREFIX));
        // Not followed: a link in a shared folder could lead anywhere.
        let folder = found.file_type().is_ok_and(|kind| kind.is_dir());
        if ours && folder && is_settled(&found.path(), now) && is_dead(&found.path()) {
            let _ = fs::remove_dir_all(found.path());
        }
    }
}

fn is_settled(folder: &Path, now: SystemTime) -> bool {
    let touched = fs::symlink_metadata(folder).and_then(|about| about.modified());
    touched.is_ok_and(|touched| now.duration_since(touched).is_ok_and(|age| age > SETTLED))
}

fn is_dead(folder: &Path) -> bool {
    other_seats_open(&folder.join("county.mace"), None).is_ok_and(|seats| seats.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Seat;

    #[test]
    fn a_killed_demos_folder_goes_and_a_running_ones_stays() {
        let temporary = tempfile::tempdir().unwrap();
        let at = |name: &str| temporary.path().join(name);
        for name in ["mace-demo-1", "mace-demo-2", "other-3"] {
            fs::create_dir_all(at(name).join("county.mace/drafts")).unwrap();
        }
        let _running = Seat::take(&at("mace-demo-2").join("county.mace"), "a-1").unwrap();
        clear_dead(temporary.path(), SystemTime::now());
        assert!(at("mace-demo-1").exists(), "too young to be judged");
        clear_dead(temporary.path(), SystemTime::now() + Duration::from_mins(10));
        assert_eq!(["mace-demo-1", "mace-demo-2", "other-3"].map(|name| at(name).exists()), [false, true, true]);
    }
}
