//! `mace man`: the manual page, made from the one definition.

use std::io::Write;

use clap::{Command, CommandFactory};
use clap_mangen::Man;

use super::{Cli, CliError};

/// Writes one page: the program first, then every command with its options.
pub(super) fn run(out: &mut dyn Write) -> Result<(), CliError> {
    let mut program = Cli::command();
    program.build();
    Man::new(program.clone()).render(&mut *out)?;
    for command in program.get_subcommands() {
        section(command, out)?;
    }
    Ok(())
}

fn section(command: &Command, out: &mut dyn Write) -> Result<(), CliError> {
    let name = command.get_display_name().unwrap_or_else(|| command.get_name()).replace('-', " ");
    let man = Man::new(command.clone());
    writeln!(out, ".SH \"{}\"", name.to_uppercase())?;
    for part in [Man::render_description_section, Man::render_synopsis_section, Man::render_options_section] {
        let mut text = Vec::new();
        part(&man, &mut text)?;
        // The command's own sections stand one level lower.
        let text = String::from_utf8_lossy(&text).replace(".SH ", ".SS ");
        out.write_all(text.as_bytes())?;
    }
    command.get_subcommands().try_for_each(|nested| section(nested, out))
}
