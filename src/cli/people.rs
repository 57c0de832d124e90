//! `mace person`: who can open the store.

use std::io::Write;
use std::path::PathBuf;

use clap::{Args, Subcommand};
use serde::Serialize;

use super::new::RoleName;
use super::opening::{Access, Opened, open};
use super::passphrase::demands;
use super::secret::chosen;
use super::table::Table;
use super::{CliError, Context, Global};
use crate::model::county::Role;

/// Who can open the store.
#[derive(Debug, Args)]
pub struct People {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Let another person in; they choose their passphrase.
    Add {
        /// Their name, as it will stand in the journal.
        name: String,
        /// What they do.
        #[arg(long)]
        role: RoleName,
        /// Read their passphrase from the first line of a file, instead of `MACE_NEW_PASSPHRASE` or the terminal.
        #[arg(long, value_name = "FILE")]
        new_passphrase_file: Option<PathBuf>,
    },
    /// Take a person's access away, under a fresh key; nobody else may have the store open.
    Remove {
        /// Their name.
        name: String,
    },
    /// List who can open it.
    List {
        /// As JSON, one array.
        #[arg(long)]
        json: bool,
    },
}

/// Adds, removes or lists.
pub(super) fn run(
    people: &People,
    global: &Global,
    context: &mut Context,
    out: &mut dyn Write,
) -> Result<(), CliError> {
    match &people.action {
        Action::Add { name, role, new_passphrase_file } => {
            let mut opened = open(global, context, Access::Records)?;
            let shown = opened.session.shown();
            let county = shown.terms.county.name.clone();
            let known: Vec<&str> = name.split_whitespace().chain([county.as_str(), "mace"]).collect();
            let (strength, work) = demands(shown.demo, &known);
            let prompt = format!("Passphrase that {name} chooses");
            let file = new_passphrase_file.as_deref();
            let passphrase = chosen(&prompt, file, context.new_passphrase.as_ref(), strength)?;
            opened.session.let_in(&opened.key, (name, (*role).into()), &passphrase, work, opened.now)?;
            writeln!(out, "{name} can open {}.", opened.folder.display())?;
        }
        Action::Remove { name } => {
            let Opened { session, key, folder, now, .. } = open(global, context, Access::Records)?;
            session.shut_out(&key, name, &mut context.random, now)?;
            writeln!(out, "{name} can no longer open {}, which is under a fresh key.", folder.display())?;
            writeln!(out, "Backups made before still open with {name}'s passphrase: destroy those you do not need.")?;
        }
        Action::List { json } => list(&mut open(global, context, Access::Reads)?, *json, out)?,
    }
    Ok(())
}

/// A person as JSON has them.
#[derive(Serialize)]
struct PersonView<'a> {
    name: &'a str,
    key: &'a str,
    role: Role,
    active: bool,
}

fn list(opened: &mut Opened, json: bool, out: &mut dyn Write) -> Result<(), CliError> {
    let people = opened.session.people()?;
    let views: Vec<PersonView<'_>> = people
        .iter()
        .map(|p| PersonView { name: &p.name, key: p.id.as_str(), role: p.role, active: p.active })
        .collect();
    if json {
        serde_json::to_writer_pretty(&mut *out, &views)?;
        return Ok(writeln!(out)?);
    }
    let mut table = Table::new(&["Name", "Role", "Can open it"]);
    for person in &views {
        let role = match person.role {
            Role::MinuteTaker => "minute-taker",
            Role::Chair => "chair",
            Role::Admin => "admin",
        };
        table.row([person.name, role, if person.active { "yes" } else { "no longer" }]);
    }
    table.print(out)
}
