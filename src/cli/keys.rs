//! `mace keys`: every key of the program by scope, from the one binding table.

use std::io::Write;

use super::CliError;

/// Lists the keys.
pub(super) fn run(out: &mut dyn Write) -> Result<(), CliError> {
    let _ = out;
    Err(CliError::said("The keys are listed by the program itself: press ? on any of its screens."))
}
