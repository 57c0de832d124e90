//! The command line: one file a subcommand. These definitions make the help, the man page and the completions.
//!
//! What the environment, the clock and the system's randomness have to say is read into [`Context`] and passed down
//! from here; no other room asks them. Nothing that concerns a child is ever an argument: arguments show in process
//! lists.

mod clock;
mod completions;
mod config;
mod context;
mod date;
mod demo;
mod error;
mod export;
mod import;
mod keys;
mod lock;
mod man;
mod new;
mod opening;
mod passphrase;
mod people;
mod program;
mod progress;
mod record;
mod retention;
mod scratch;
mod secret;
mod show;
mod table;
mod themes;
mod verify;

use std::io::Write;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

pub use crate::clock::Clock;
pub use context::{Context, Terminals};
pub use error::CliError;

/// Run MACE meetings live: agenda, agency updates, actions, dissent, decisions, minutes and tracker.
#[derive(Debug, Parser)]
#[command(name = "mace", version, disable_help_subcommand = true, max_term_width = 100)]
#[command(after_help = "Without a command, the program opens. `mace demo` shows it on a fictional county.")]
pub struct Cli {
    /// What holds for every command.
    #[command(flatten)]
    pub global: Global,
    /// Follow the live meeting on a second screen or a projector, in large type; records nothing.
    #[arg(long)]
    pub follow: bool,
    /// The command; without one, the program opens.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// Options of every command.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Everywhere")]
pub struct Global {
    /// The store's folder [default: county.mace in the user's data folder].
    #[arg(long, global = true, value_name = "DIR", env = "MACE_STORE", hide_env_values = true)]
    pub store: Option<PathBuf>,
    /// Who you are, by name; not needed where one person alone can open the store.
    #[arg(long = "as", global = true, value_name = "PERSON", env = "MACE_PERSON", hide_env_values = true)]
    pub person: Option<String>,
    /// Read the passphrase from the first line of a file, instead of `MACE_PASSPHRASE` or the terminal.
    #[arg(long, global = true, value_name = "FILE")]
    pub passphrase_file: Option<PathBuf>,
    /// Rehearse a date and time in England, as 2026-12-03T09:30; only a demo store records under it.
    #[arg(long, global = true, value_name = "TIME", value_parser = clock::read_moment)]
    pub now: Option<chrono::DateTime<chrono::Utc>>,
    /// The theme of the screen; `mace themes` lists them.
    #[arg(long, global = true, value_name = "NAME")]
    pub theme: Option<String>,
    /// Ask and answer in plain lines instead of a full screen.
    #[arg(long, global = true)]
    pub plain: bool,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Open the program on a throwaway, fictional county: no passphrase, no set-up.
    Demo(demo::Demo),
    /// Make a store.
    New(new::New),
    /// Show meetings, cases, actions, the journal, places or missing episodes.
    Show(show::Show),
    /// Record capture lines from standard input on an item of a meeting.
    Record(record::Record),
    /// Write a plain-text copy, marked and entered in the journal.
    Export(export::Export),
    /// Take over what the county already has: tracker, contacts, actions.
    Import(import::Import),
    /// Show how a date phrase is read; needs no store.
    Date(date::Date),
    /// Let people in or out of the store, or list them.
    Person(people::People),
    /// List the records that are due to be removed, hold them, or remove them.
    Retention(retention::Retention),
    /// Change your own passphrase.
    Passphrase(passphrase::Passphrase),
    /// Prove the journal, the documents, the search index, the key files and the file modes; change nothing.
    Verify(verify::Verify),
    /// List the keys of the program.
    Keys,
    /// List the themes.
    Themes,
    /// Write completions for a shell.
    Completions(completions::Completions),
    /// Write the manual page.
    Man,
}

/// Does what was asked; results go to `out`.
///
/// # Errors
/// A sentence that says what failed, where, and what to do.
pub fn run(cli: Cli, context: &mut Context, out: &mut dyn Write) -> Result<(), CliError> {
    let Cli { global, follow, command } = cli;
    if let Some(theme) = &global.theme {
        themes::check(theme, context)?;
    }
    match command {
        None => program::run(&global, follow, context, out),
        Some(Command::Demo(demo)) => demo::run(&demo, &global, context, out),
        Some(Command::New(new)) => new::run(&new, &global, context, out),
        Some(Command::Show(show)) => show::run(&show, &global, context, out),
        Some(Command::Record(record)) => record::run(&record, &global, context, out),
        Some(Command::Date(date)) => date::run(&date, &global, context, out),
        Some(Command::Export(export)) => export::run(&export, &global, context, out),
        Some(Command::Import(import)) => import::run(&import, &global, context, out),
        Some(Command::Person(people)) => people::run(&people, &global, context, out),
        Some(Command::Retention(retention)) => retention::run(&retention, &global, context, out),
        Some(Command::Passphrase(change)) => passphrase::run(&change, &global, context, out),
        Some(Command::Verify(verify)) => verify::run(&verify, &global, context, out),
        Some(Command::Keys) => keys::run(out),
        Some(Command::Themes) => themes::run(context, out),
        Some(Command::Completions(completions)) => completions::run(&completions, out),
        Some(Command::Man) => man::run(out),
    }
}
