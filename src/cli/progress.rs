//! A progress bar on standard error, for people alone: a script sees nothing of it.

use std::io::{Write, stderr};

use super::{Context, Global};
use crate::tui::view::progress::Steps;

/// How many cells the bar is wide.
const CELLS: usize = 30;

/// A bar, where somebody watches.
#[derive(Debug)]
pub(super) struct Progress {
    watched: bool,
    steps: Steps,
}

impl Progress {
    /// A bar for whoever sees standard error; none for a script, nor for who asked for plain lines.
    pub(super) fn for_people(global: &Global, context: &Context) -> Self {
        Self { watched: context.terminals.error && !global.plain, steps: Steps::default() }
    }

    /// Draws the bar where another percent is done.
    pub(super) fn show(&mut self, what: &str, done: usize, of: usize) {
        if !self.watched {
            return;
        }
        let Some(percent) = self.steps.next(what, done, of) else { return };
        let full = percent * CELLS / 100;
        // A bar that cannot be drawn is no reason to stop.
        let _ = write!(stderr(), "\r{what} [{}{}] {percent:>3} %", "#".repeat(full), ".".repeat(CELLS - full));
    }

    /// Takes the bar away.
    pub(super) fn clear(&mut self) {
        if self.steps.end() {
            let _ = write!(stderr(), "\r\u{1b}[K");
        }
    }
}
