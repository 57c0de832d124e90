//! `mace passphrase`: another passphrase for oneself.

use std::io::Write;
use std::path::PathBuf;

use clap::Args;

use super::opening::{Access, open};
use super::secret::{Strength, chosen};
use super::{CliError, Context, Global};
use crate::store::{RECOVERY, WorkFactor};

/// Change your own passphrase.
#[derive(Debug, Args)]
pub struct Passphrase {
    /// Read the new passphrase from the first line of a file, instead of `MACE_NEW_PASSPHRASE` or the terminal.
    #[arg(long, value_name = "FILE")]
    new_passphrase_file: Option<PathBuf>,
}

/// Changes it: the old one first, then the new one twice.
pub(super) fn run(
    change: &Passphrase,
    global: &Global,
    context: &mut Context,
    out: &mut dyn Write,
) -> Result<(), CliError> {
    let mut opened = open(global, context, Access::Records)?;
    let who = opened.session.shown().who.clone();
    if who.id.as_str() == RECOVERY {
        return Err(CliError::said(
            "The recovery passphrase is not changed like this: with it, let people in with `mace person add`.",
        ));
    }
    let county = opened.session.shown().terms.county.name.clone();
    let known: Vec<&str> = who.name.split_whitespace().chain([county.as_str(), "mace"]).collect();
    let (strength, work) = demands(opened.session.shown().demo, &known);
    let file = change.new_passphrase_file.as_deref();
    let new = chosen("New passphrase", file, context.new_passphrase.as_ref(), strength)?;
    opened.session.change_passphrase(&opened.passphrase, &new, work, opened.now)?;
    writeln!(out, "{} has another passphrase. Backups made before still open with the old one.", who.name)?;
    Ok(())
}

/// What a new passphrase must withstand, and how much work trying one costs.
pub(super) fn demands<'a>(demo: bool, known: &'a [&'a str]) -> (Strength<'a>, WorkFactor) {
    if demo { (Strength::Fictional, WorkFactor::FICTIONAL) } else { (Strength::Real(known), WorkFactor::STANDARD) }
}
