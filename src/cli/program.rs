//! The program itself: `mace` alone opens it on the store, or on the first-run screen where there is none.

use super::opening::{Access, folder, open};
use super::{CliError, Context, Global};
use crate::session::Session;
use crate::store::{StoreError, key_names};
use crate::tui;
use crate::tui::theme::Theme;

/// Opens the program.
pub(super) fn run(global: &Global, context: &mut Context) -> Result<(), CliError> {
    needs_terminal(context)?;
    match key_names(&folder(global, context)?) {
        Err(StoreError::Missing { .. }) => return first_run(global, context),
        other => drop(other?),
    }
    let mut opened = open(global, context, Access::Records)?;
    opened.session.take_seat(&opened.folder, &opened.key)?;
    show(opened.session, global, context)
}

/// Refuses to draw where nobody sees it.
pub(super) fn needs_terminal(context: &Context) -> Result<(), CliError> {
    if context.terminals.input && context.terminals.output {
        return Ok(());
    }
    Err(CliError::said(
        "The program needs a terminal to draw on: start it in one, or use a command such as `mace show meetings`.",
    ))
}

/// Shows the program on an open session until the person leaves it.
pub(super) fn show(session: Session, global: &Global, context: &Context) -> Result<(), CliError> {
    let name = global.theme.as_deref().unwrap_or("dark");
    let theme = Theme::load(name, context.colours).map_err(|error| CliError::said(error.to_string()))?;
    let options = tui::Options { theme, clock: context.clock(global) };
    tui::run(session, &options).map(drop).map_err(CliError::Output)
}

/// There is no store yet: the program offers to make one, or to look at the demo.
fn first_run(global: &Global, context: &Context) -> Result<(), CliError> {
    let place = folder(global, context)?;
    Err(CliError::said(format!(
        "There is no store in {} yet: make one with `mace new`, or look at `mace demo`.",
        place.display()
    )))
}
