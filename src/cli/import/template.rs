//! A filled Information Sharing Template: what was read is shown, then filed under the right child or not at all.

use std::io::Write;
use std::path::PathBuf;

use chrono::{DateTime, NaiveDate, Utc};
use clap::Args;
use serde::Serialize;

use crate::cli::opening::{Access, Opened, open};
use crate::cli::show::named;
use crate::cli::table::Table;
use crate::cli::{CliError, Context, Global};
use crate::import::template;
use crate::model::alike::Likeness;
use crate::model::case::Case;
use crate::model::form::Unplaced;
use crate::model::form_offer::{Known, Offer, filing, may_be, offers, opening};
use crate::model::form_reading::{Told, Unread};
use crate::model::id::Stream;
use crate::model::request::Request;
use crate::terms::phrase;

/// Which form, and under whom.
#[derive(Debug, Clone, Args)]
pub(super) struct Template {
    /// The filled form: .docx.
    #[arg(value_name = "FILE")]
    path: PathBuf,
    #[command(flatten)]
    whose: Whose,
    /// The day the form was received, as 2026-11-20; else today.
    #[arg(long, value_name = "DATE")]
    received: Option<NaiveDate>,
    /// File the form, and leave what is known of the child as it is.
    #[arg(long)]
    form_only: bool,
    /// Say what it would do, and do nothing.
    #[arg(long)]
    dry_run: bool,
    /// As JSON: the answers, what is missing, what changes, and what was not placed.
    #[arg(long)]
    json: bool,
}

/// Under whom a form is filed, where name and date of birth do not say it.
#[derive(Debug, Clone, Args)]
struct Whose {
    /// The child's case, as M-2026-014, where name and date of birth do not find it.
    #[arg(long, value_name = "REF", conflicts_with = "new")]
    case: Option<String>,
    /// Open a new case for the child.
    #[arg(long)]
    new: bool,
    /// The new case's area, where the form does not name it.
    #[arg(long, requires = "new", value_name = "AREA")]
    area: Option<String>,
    /// File it in the case although it names another child.
    #[arg(long, requires = "case")]
    force: bool,
}

/// Where a form goes.
enum Under<'a> {
    Known(&'a Case),
    New { area: String },
}

/// What was read and what comes of it.
#[derive(Debug, Serialize)]
struct Report<'a> {
    file: &'a str,
    case: Option<String>,
    new: bool,
    name: Option<&'a str>,
    born: Option<NaiveDate>,
    received: NaiveDate,
    completed: Option<NaiveDate>,
    answered: usize,
    of: usize,
    missing: &'a [String],
    answers: Vec<Said<'a>>,
    changes: Vec<Changed<'a>>,
    unread: Vec<Left<'a>>,
    unplaced: Vec<Left<'a>>,
}

#[derive(Debug, Serialize)]
struct Said<'a> {
    key: &'a str,
    label: &'a str,
    text: &'a str,
}

#[derive(Debug, Serialize)]
struct Changed<'a> {
    what: &'static str,
    old: &'a str,
    new: &'a str,
}

#[derive(Debug, Serialize)]
struct Left<'a> {
    label: &'a str,
    text: &'a str,
}

/// Reads the form, finds its child, says what comes of it, and does it.
pub(super) fn run(
    asked: &Template,
    global: &Global,
    context: &mut Context,
    out: &mut dyn Write,
) -> Result<(), CliError> {
    // A file that cannot be read is said so before a passphrase is asked for.
    let word = template::open(&asked.path)?;
    let access = if asked.dry_run { Access::Reads } else { Access::Records };
    let mut opened = open(global, context, access)?;
    let today = crate::terms::calendar::london(opened.now).date();
    let terms = opened.session.shown().terms.clone();
    let form = word.form(&terms, asked.received.unwrap_or(today))?;
    let told = template::told(&form, &terms);
    opened.session.load_kinds(&["case"])?;
    let under = place(&asked.whose, &opened, &told)?;
    let (case, changes, request) = match &under {
        Under::Known(case) => {
            let offered = if asked.form_only { Vec::new() } else { offers(&told, case) };
            // Who the child is, a form does not change unseen.
            let changes: Vec<Offer> = offered.into_iter().filter(|offer| !offer.what.is_identity()).collect();
            let taken: Vec<Known> = changes.iter().map(|offer| offer.what).collect();
            (Some(case.label.clone()), changes, filing(case, form.clone(), &told, &taken))
        }
        Under::New { area } => {
            let request = opening(form.clone(), &told, area, today).ok_or_else(|| nameless(&told))?;
            (None, Vec::new(), request)
        }
    };
    let new = matches!(under, Under::New { .. });
    let case = if asked.dry_run { case } else { Some(record(&mut opened, request, case)?) };
    let completeness = form.completeness(&terms.template);
    let report = Report {
        file: &word.file,
        case,
        new,
        name: told.name.as_deref(),
        born: told.born,
        received: form.received,
        completed: form.completed,
        answered: completeness.answered,
        of: completeness.all,
        missing: &completeness.missing,
        answers: form.answers.iter().map(|a| Said { key: &a.key, label: &a.label, text: &a.text }).collect(),
        changes: changes.iter().map(|c| Changed { what: c.what.label(), old: &c.old, new: &c.new }).collect(),
        unread: told.unread.iter().map(|Unread { label, text }| Left { label, text }).collect(),
        unplaced: form.unplaced.iter().map(|Unplaced { label, text }| Left { label, text }).collect(),
    };
    if asked.json {
        serde_json::to_writer_pretty(&mut *out, &report)?;
        return Ok(writeln!(out)?);
    }
    tell(&report, asked.dry_run, out)
}

/// Records the request, and says which case it is in.
fn record(opened: &mut Opened, request: Request, case: Option<String>) -> Result<String, CliError> {
    let before: Vec<String> = opened.session.shown().docs.cases.values().map(|case| case.label.clone()).collect();
    let at: DateTime<Utc> = opened.now;
    opened.session.record(request, at)?;
    let opened_now = || opened.session.shown().docs.cases.values().find(|case| !before.contains(&case.label));
    Ok(case.or_else(|| opened_now().map(|case| case.label.clone())).unwrap_or_default())
}

/// Finds where the form goes, or says what keeps it from going anywhere.
fn place<'a>(asked: &Whose, opened: &'a Opened, told: &Told) -> Result<Under<'a>, CliError> {
    let docs = &opened.session.shown().docs;
    let like = may_be(told, docs.cases.values());
    if let Some(text) = &asked.case {
        let Stream::Case(id) = named(&opened.session, "case", text)? else { return Err(nameless(told)) };
        let case = docs.case(&id)?;
        let says_who = told.name.is_some() && told.born.is_some();
        if says_who && !asked.force && !like.iter().any(|(_, found)| found.id == id) {
            return Err(CliError::said(format!(
                "Nothing was recorded: the form is about {}, and {} is {}. Check which case it belongs to; \
                 --force files it there all the same.",
                child(told),
                case.label,
                of(case)
            )));
        }
        return Ok(Under::Known(case));
    }
    let same: Vec<&Case> = like.iter().filter(|(how, _)| *how == Likeness::Same).map(|(_, case)| *case).collect();
    match &same[..] {
        [] if asked.new => new(asked, opened, told),
        [case, ..] if asked.new => Err(CliError::said(format!(
            "Nothing was recorded: {} is {} already. Leave --new out to file the form there.",
            case.label,
            child(told)
        ))),
        [case] => Ok(Under::Known(case)),
        [] if told.name.is_none() || told.born.is_none() => Err(nameless(told)),
        [] => Err(unknown(told, &like)),
        several => {
            let labels: Vec<&str> = several.iter().map(|case| case.label.as_str()).collect();
            Err(CliError::said(format!(
                "Nothing was recorded: {} has several cases, {}. Say which with --case.",
                child(told),
                labels.join(", ")
            )))
        }
    }
}

fn new<'a>(asked: &Whose, opened: &Opened, told: &Told) -> Result<Under<'a>, CliError> {
    if told.name.is_none() || told.born.is_none() {
        return Err(nameless(told));
    }
    let terms = &opened.session.shown().terms;
    let areas = || terms.areas.iter().map(|area| area.slug.as_str()).collect::<Vec<_>>().join(", ");
    match asked.area.as_deref().map(|area| terms.find_area(area).one()) {
        Some(Some(area)) => Ok(Under::New { area: area.slug.clone() }),
        Some(None) => {
            Err(CliError::said(format!("Nothing was recorded: --area names no area; there are {}.", areas())))
        }
        None => match &told.area {
            Some(area) => Ok(Under::New { area: area.clone() }),
            None => Err(CliError::said(format!(
                "Nothing was recorded: the form does not say in which area the child lives. Say it with --area: {}.",
                areas()
            ))),
        },
    }
}

fn unknown(told: &Told, like: &[(Likeness, &Case)]) -> CliError {
    if like.is_empty() {
        return CliError::said(format!(
            "Nothing was recorded: no case here is {}. Open one with --new, or name the case with --case.",
            child(told)
        ));
    }
    let similar: Vec<String> =
        like.iter().take(5).map(|(how, case)| format!("{} {} ({})", case.label, of(case), how.words())).collect();
    CliError::said(format!(
        "Nothing was recorded: no case here is {}. Similar: {}. Name the case with --case, or open another with --new.",
        child(told),
        similar.join("; ")
    ))
}

fn nameless(told: &Told) -> CliError {
    let missing = if told.name.is_none() { "a name" } else { "a date of birth that reads as a date" };
    CliError::said(format!(
        "Nothing was recorded: the form has not {missing}. Name the child's case with --case, or have the form completed."
    ))
}

fn child(told: &Told) -> String {
    let born = told.born.map_or_else(|| "no date of birth".to_owned(), |born| format!("born {}", phrase::day(born)));
    format!("{}, {born}", told.name.as_deref().unwrap_or("somebody without a name"))
}

fn of(case: &Case) -> String {
    format!("{}, born {}", case.details.name, phrase::day(case.details.born))
}

fn tell(report: &Report<'_>, dry_run: bool, out: &mut dyn Write) -> Result<(), CliError> {
    if dry_run {
        writeln!(out, "Dry run: nothing is recorded.")?;
    }
    let who = report.name.unwrap_or("no name");
    writeln!(out, "{}: {who}, {} of {} fields answered.", report.file, report.answered, report.of)?;
    match (&report.case, report.new, dry_run) {
        (Some(case), true, _) => writeln!(out, "Opened {case} and filed the form there.")?,
        (None, ..) => writeln!(out, "It would open a new case.")?,
        (Some(case), false, true) => writeln!(out, "It would be filed in {case}.")?,
        (Some(case), false, false) => writeln!(out, "Filed in {case}.")?,
    }
    let mut read = Table::new(&["Field", "Answer"]);
    for Said { label, text, .. } in &report.answers {
        read.row([(*label).to_owned(), one_line(text)]);
    }
    writeln!(out)?;
    read.print(out)?;
    if !report.changes.is_empty() {
        let mut changes = Table::new(&["Changed", "Was", "Is"]);
        for Changed { what, old, new } in &report.changes {
            changes.row([(*what).to_owned(), one_line(old), one_line(new)]);
        }
        writeln!(out)?;
        changes.print(out)?;
    }
    for Left { label, text } in &report.unread {
        writeln!(
            out,
            "\n{label} “{}”: kept on the form; what the record says stays, as this is no word of the terms.",
            one_line(text)
        )?;
    }
    for Left { label, text } in &report.unplaced {
        let label = if label.is_empty() { "without a label" } else { label };
        writeln!(out, "\nNot placed, kept as a note, {label}: {}", one_line(text))?;
    }
    if !report.missing.is_empty() {
        writeln!(out, "\nNot answered: {}.", report.missing.join("; "))?;
    }
    Ok(())
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
