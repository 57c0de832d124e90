//! A progress bar on standard error, for people alone: a script sees nothing of it.

use std::io::{Write, stderr};

/// How many cells the bar is wide.
const CELLS: usize = 30;

/// What was drawn last.
#[derive(Debug, Default)]
pub(super) struct Progress {
    shown: Option<usize>,
}

impl Progress {
    /// Draws the bar where another percent is done.
    pub(super) fn show(&mut self, what: &str, done: usize, of: usize) {
        let percent = (done.min(of) * 100).checked_div(of).unwrap_or(100);
        if self.shown == Some(percent) {
            return;
        }
        self.shown = Some(percent);
        let full = percent * CELLS / 100;
        // A bar that cannot be drawn is no reason to stop.
        let _ = write!(stderr(), "\r{what} [{}{}] {percent:>3} %", "#".repeat(full), ".".repeat(CELLS - full));
    }

    /// Takes the bar away.
    pub(super) fn clear(&mut self) {
        if self.shown.take().is_some() {
            let _ = write!(stderr(), "\r\u{1b}[K");
        }
    }
}
