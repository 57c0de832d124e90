//! `mace keys`: every key of the program by scope, from the one binding table.

use std::io::Write;

use super::CliError;
use super::table::Table;
use crate::tui::ui::keymap::{Scope, of_scope};

/// Lists the keys, and when each counts.
pub(super) fn run(out: &mut dyn Write) -> Result<(), CliError> {
    for (index, scope) in Scope::ALL.into_iter().enumerate() {
        if index > 0 {
            writeln!(out)?;
        }
        let mut table = Table::new(&["Keys", scope.heading()]);
        for binding in of_scope(scope) {
            table.row([binding.shown().as_str(), binding.help]);
        }
        table.print(out)?;
    }
    Ok(())
}
