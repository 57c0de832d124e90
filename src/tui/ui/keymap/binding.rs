//! A row of the table of keys.

use super::key::Key;
use super::scope::Scope;
use crate::tui::ui::command::Command;

/// One row: keys that do something somewhere.
#[derive(Debug, Clone, Copy)]
pub struct Binding {
    /// Where.
    pub scope: Scope,
    /// The keys, the first shown in the footer.
    pub keys: &'static [Key],
    /// What it does.
    pub command: Command,
    /// One or two words for the footer; empty keeps it out of the footer.
    pub hint: &'static str,
    /// A sentence for the help.
    pub help: &'static str,
}

pub(super) const fn bind(
    scope: Scope,
    keys: &'static [Key],
    command: Command,
    hint: &'static str,
    help: &'static str,
) -> Binding {
    Binding { scope, keys, command, hint, help }
}

impl Binding {
    /// The key that the footer shows: the first, or the whole run of digits.
    #[must_use]
    pub fn first_shown(&self) -> String {
        if self.keys.len() > 4 { self.shown() } else { self.keys.first().map(|key| key.shown()).unwrap_or_default() }
    }

    /// All its keys as a person reads them.
    #[must_use]
    pub fn shown(&self) -> String {
        if let (true, Some(first), Some(last)) = (self.keys.len() > 4, self.keys.first(), self.keys.last()) {
            return format!("{}–{}", first.shown(), last.shown());
        }
        self.keys.iter().map(|key| key.shown()).collect::<Vec<_>>().join(" or ")
    }
}
