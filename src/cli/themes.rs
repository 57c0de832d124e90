//! `mace themes`: the themes of the screen.

use std::io::Write;

use super::CliError;
use super::table::Table;
use crate::tui::theme::{Colours, EMBEDDED, Theme};

/// Lists the themes with what each is for.
pub(super) fn run(out: &mut dyn Write) -> Result<(), CliError> {
    let mut table = Table::new(&["Theme", "About"]);
    for (name, _) in EMBEDDED {
        let theme = Theme::load(name, Colours::None).map_err(|error| CliError::said(error.to_string()))?;
        table.row([*name, theme.about()]);
    }
    table.print(out)
}

/// Refuses a theme that there is not, before a store is opened.
pub(super) fn check(name: &str) -> Result<(), CliError> {
    Theme::load(name, Colours::None).map(drop).map_err(|error| CliError::said(error.to_string()))
}
