//! The `mace` program: arguments, run, one-line error.

use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

use clap::Parser;
use mace::cli::{self, Cli, CliError, Context};

fn main() -> ExitCode {
    match run(Cli::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("mace: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(cli: Cli) -> anyhow::Result<()> {
    let mut context = Context::of_system()?;
    // Not locked: whatever ends the program from another thread gives the terminal back through it.
    let mut out = BufWriter::new(io::stdout());
    let done = cli::run(cli, &mut context, &mut out).and_then(|()| out.flush().map_err(CliError::Output));
    match done {
        // Whoever reads has read enough, as `head` does.
        Err(CliError::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        Err(error) => {
            let _ = out.flush();
            Err(error.into())
        }
        Ok(()) => Ok(()),
    }
}
