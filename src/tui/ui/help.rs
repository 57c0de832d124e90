//! The list of keys while it is open: what narrows it, and how far it is scrolled.

use std::cell::Cell;

use super::editor::Editor;
use super::keymap::Binding;

/// The open list of keys.
#[derive(Debug)]
pub struct Help {
    /// What is looked for.
    pub editor: Editor,
    first: Cell<usize>,
    height: Cell<usize>,
}

impl Default for Help {
    fn default() -> Self {
        let hint = "a letter finds its key, a word what it does";
        Self { editor: Editor::line().with_placeholder(hint), first: Cell::new(0), height: Cell::new(1) }
    }
}

impl Help {
    /// Scrolls by lines.
    pub fn scroll(&self, by: isize) {
        self.first.set(self.first.get().saturating_add_signed(by));
    }

    /// Scrolls by a page of the last drawing.
    pub fn page(&self, down: bool) {
        let page = isize::try_from(self.height.get().saturating_sub(1).max(1)).unwrap_or(1);
        self.scroll(if down { page } else { -page });
    }

    /// Goes back to the first line, as when something else is looked for.
    pub fn to_top(&self) {
        self.first.set(0);
    }

    /// The first line in sight of a window of `height` on so many lines; scrolling stops at the last.
    pub fn first_of(&self, lines: usize, height: usize) -> usize {
        let first = self.first.get().min(lines.saturating_sub(height));
        self.first.set(first);
        self.height.set(height);
        first
    }
}

/// Whether a row of the table of keys is what is looked for: one letter is a key as it is pressed, more are words in the
/// key's name, its hint, its help or the heading above it.
#[must_use]
pub fn finds(sought: &str, binding: &Binding) -> bool {
    let sought = sought.trim();
    if sought.chars().count() == 1 {
        return binding.keys.iter().any(|key| key.shown() == sought);
    }
    let all =
        format!("{} {} {} {}", binding.shown(), binding.hint, binding.help, binding.scope.heading()).to_lowercase();
    sought.to_lowercase().split_whitespace().all(|word| all.contains(word))
}
