//! What effects reach besides the session: the clipboard, and the bar that says how far a long piece of work is.

use std::io;

use super::perform::Outside;
use super::terminal::Screen;
use super::theme::Looks;
use super::view::progress::{self, Steps};

/// The terminal, as far as effects reach it.
pub(super) struct Outward<'a> {
    screen: &'a mut Screen,
    looks: &'a Looks,
    steps: Steps,
}

impl<'a> Outward<'a> {
    pub fn new(screen: &'a mut Screen, looks: &'a Looks) -> Self {
        Self { screen, looks, steps: Steps::default() }
    }
}

impl Outside for Outward<'_> {
    fn copy(&mut self, text: &str) -> io::Result<()> {
        self.screen.copy(text)
    }

    fn progress(&mut self, what: &str, done: usize, of: usize) {
        let Some(percent) = self.steps.next(what, done, of) else { return };
        let theme = self.looks.theme(self.screen.ground());
        // That the terminal has gone away is found at the next frame, once the work is done.
        let _ = self.screen.draw_over(progress::place, |area, buf| {
            progress::render(area, buf, theme, what, percent);
            None
        });
    }
}
