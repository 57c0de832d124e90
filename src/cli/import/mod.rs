//! `mace import`: what the county already has, taken over in one transaction or not at all.
//!
//! The rows are read in [`crate::import`]; here they are held against what the store knows already, so that the same
//! file imported twice changes nothing the second time.

mod actions;
mod contacts;
mod holidays;
mod returns;
mod template;

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};

use super::opening::{Access, Opened, open};
use super::progress::Progress;
use super::{CliError, Context, Global};
use crate::import::report::{Reading, Refused};
use crate::import::sheets::{self, Sheet};
use crate::import::tracker::{self, plan};
use crate::model::record::Timed;
use crate::model::request::Request;

/// Take over what the county already has.
#[derive(Debug, Args)]
pub struct Import {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// The tracker: children by name and date of birth.
    Tracker(File),
    /// The contact list: who holds which post, per area and part.
    Contacts(File),
    /// The action log of before.
    Actions(File),
    /// Bank holidays as gov.uk publishes them, in bank-holidays.json
    BankHolidays(File),
    /// An agency's return: the workbook of `export actions --agency`, filled in.
    Returns(File),
    /// A filled Information Sharing Template, filed under its child or in a new case.
    Template(template::Template),
    /// Promised for later: refused with a sentence.
    #[command(external_subcommand)]
    Other(#[expect(dead_code, reason = "only that it was asked for matters")] Vec<String>),
}

/// Which file, and how.
#[derive(Debug, Clone, Args)]
struct File {
    /// A workbook or list: .xlsx, .ods or .csv; bank holidays: .json.
    #[arg(value_name = "FILE")]
    path: PathBuf,
    /// Say what it would do, and do nothing.
    #[arg(long)]
    dry_run: bool,
    /// As JSON: read, new, updated, duplicates and what was refused.
    #[arg(long)]
    json: bool,
}

/// What a file's rows amount to, held against what is known.
#[derive(Debug, Default)]
struct Plan {
    requests: Vec<Request>,
    new: usize,
    updated: usize,
    /// Rows that read well but fit nothing here.
    refused: Vec<Refused>,
    /// What else a person would want to know of a row, in sentences.
    notes: Vec<String>,
}

/// Reads the file, holds it against the store, says what comes of it, and does it.
pub(super) fn run(
    import: &Import,
    global: &Global,
    context: &mut Context,
    out: &mut dyn Write,
) -> Result<(), CliError> {
    let file = match &import.what {
        What::BankHolidays(file) => return as_holidays(file, global, context, out),
        What::Tracker(file) | What::Contacts(file) | What::Actions(file) | What::Returns(file) => file,
        What::Template(asked) => return template::run(asked, global, context, out),
        What::Other(_) => {
            return Err(CliError::said(
                "This cannot be imported by this release: it imports `tracker`, `contacts`, `actions`, `returns`, \
                 `template` and `bank-holidays`.",
            ));
        }
    };
    // A file that cannot be read is said so before a passphrase is asked for.
    let sheets = sheets::open(&file.path)?;
    let name = file_name(&file.path);
    let access = if file.dry_run { Access::Reads } else { Access::Records };
    let mut opened = open(global, context, access)?;
    let terms = opened.session.shown().terms.clone();
    let mut progress = Progress::for_people(global, context);
    match &import.what {
        What::Tracker(_) => {
            opened.session.load_kinds(&["case"])?;
            let own = &opened.session.shown().docs.county.columns;
            let far = |done, of| progress.show(&format!("Reading {name}"), done, of);
            let reading = tracker::read(&sheets, &name, &terms, own, far).inspect_err(|_| progress.clear())?;
            let rows = plan::plan(&reading.rows, opened.session.shown().docs.cases.values());
            let (new, updated) = (rows.new_cases(), rows.corrected());
            let like = |(at, like): (&usize, &String)| {
                let row = reading.rows.get(*at)?;
                Some(format!("{}, row {}: a new case for {}, but {like}.", row.sheet, row.row, row.name))
            };
            let notes = rows.like.iter().filter_map(like).collect();
            let plan = Plan { requests: rows.requests, new, updated, notes, ..Plan::default() };
            finish(file, &mut opened, &reading, plan, progress, out)
        }
        What::Contacts(_) => {
            let reading = crate::import::contacts::read(&sheets, &name, &terms)?;
            let plan = contacts::plan(&reading.rows, &opened.session.shown().docs.county);
            finish(file, &mut opened, &reading, plan, progress, out)
        }
        What::Returns(_) => {
            let reading = crate::import::returns::read(&sheets, &name, &terms)?;
            let plan = returns::plan(&reading, &mut opened.session)?;
            finish(file, &mut opened, &reading.reading, plan, progress, out)
        }
        _ => as_actions(file, &mut opened, (&sheets, &name), progress, out),
    }
}

fn as_holidays(file: &File, global: &Global, context: &mut Context, out: &mut dyn Write) -> Result<(), CliError> {
    let (name, bytes) = crate::import::file::take(&file.path)?;
    let reading = crate::import::holidays::read(&bytes, &name)?;
    let access = if file.dry_run { Access::Reads } else { Access::Records };
    let mut opened = open(global, context, access)?;
    let plan = holidays::plan(&reading.rows, &opened.session.shown().docs.county);
    finish(file, &mut opened, &reading, plan, Progress::for_people(global, context), out)
}

fn as_actions(
    file: &File,
    opened: &mut Opened,
    (sheets, name): (&[Sheet], &str),
    progress: Progress,
    out: &mut dyn Write,
) -> Result<(), CliError> {
    opened.session.load_kinds(&["case", "action"])?;
    let shown = opened.session.shown();
    let today = crate::terms::calendar::london(opened.now).date();
    let reading = crate::import::actions::read(sheets, name, &shown.terms)?;
    let plan = actions::plan(&reading.rows, &shown.docs, &shown.terms, today);
    finish(file, opened, &reading, plan, progress, out)
}

/// Records the plan in one transaction, unless it is a dry run, and reports.
fn finish<T>(
    file: &File,
    opened: &mut Opened,
    reading: &Reading<T>,
    plan: Plan,
    mut progress: Progress,
    out: &mut dyn Write,
) -> Result<(), CliError> {
    let mut report = reading.report(plan.new, plan.updated);
    report.refused.extend(plan.refused);
    let recorded = if file.dry_run || plan.requests.is_empty() {
        Ok(())
    } else {
        let at = opened.now;
        let asked = plan.requests.into_iter().map(|request| Timed { at, request }).collect();
        opened.session.record_telling(asked, |done, of| progress.show("Recording", done, of)).map(drop)
    };
    progress.clear();
    recorded?;
    if file.json {
        serde_json::to_writer_pretty(&mut *out, &report)?;
        return Ok(writeln!(out)?);
    }
    if file.dry_run {
        writeln!(out, "Dry run: nothing is recorded.")?;
    }
    for sentence in report.sentences().into_iter().chain(reading.passed_over()).chain(plan.notes) {
        writeln!(out, "{sentence}")?;
    }
    Ok(())
}

/// The file's name without its folder, for messages.
fn file_name(file: &Path) -> String {
    file.file_name().map_or_else(|| file.display().to_string(), |name| name.to_string_lossy().into_owned())
}
