//! Wakes the loop when another process writes to the store's journal: so a second screen follows at once, and a program
//! that is alone need not look.

use std::ffi::OsStr;
use std::path::Path;

use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher};

/// A watch on a store; dropping it ends the watch.
pub struct Nudge {
    _watcher: RecommendedWatcher,
}

impl Nudge {
    /// Watches the journal of the store in a folder. Where the system has no watch to give there is none: the loop then
    /// looks from time to time.
    #[must_use]
    pub fn watch(store: &Path) -> Option<Nudge> {
        let mut watcher = notify::recommended_watcher(|event: notify::Result<Event>| {
            if event.is_ok_and(|event| event.paths.iter().any(|path| is_journal(path))) {
                wake();
            }
        })
        .ok()?;
        watcher.watch(store, RecursiveMode::NonRecursive).ok()?;
        Some(Nudge { _watcher: watcher })
    }
}

/// The journal's log, to which every entry goes first.
fn is_journal(path: &Path) -> bool {
    path.file_name() == Some(OsStr::new("journal.db-wal"))
}

/// Ends the wait for keys as a change of the window's size does: the loop finds the size unchanged, and looks.
fn wake() {
    #[cfg(unix)]
    let _ = signal_hook::low_level::raise(signal_hook::consts::SIGWINCH);
}
