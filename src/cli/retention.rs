//! `mace retention`: which records are due to be removed, which are held, and their removal.

use std::io::{BufRead, Write, stdin};

use chrono::NaiveDate;
use clap::{Args, Subcommand};
use serde::Serialize;

use super::opening::{Access, Opened, open, renewed};
use super::show::named;
use super::table::Table;
use super::verify::counted;
use super::{CliError, Context, Global};
use crate::model::county::Role;
use crate::model::decide_retention::{ForRetention, Removal};
use crate::model::id::{CaseId, Stream};
use crate::model::request::Request;
use crate::model::tracker::CaseRow;
use crate::model::word::{ChairsWord, Elsewhere};
use crate::session::Gone;
use crate::terms::calendar::london;
use crate::terms::phrase::{Now, Tense, day, read_date};

/// How long records are kept.
#[derive(Debug, Args)]
pub struct Retention {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// List the closed records that are due to be removed, and those that a legal hold keeps.
    List {
        /// As JSON, one array.
        #[arg(long)]
        json: bool,
    },
    /// Put a legal hold on a record: nothing of it is removed while it lasts.
    Hold {
        /// Its reference, as M-2026-014.
        reference: String,
        /// Why.
        #[arg(long, value_name = "TEXT")]
        because: String,
    },
    /// End a legal hold.
    Release {
        /// Its reference, as M-2026-014.
        reference: String,
        /// Why.
        #[arg(long, value_name = "TEXT")]
        because: String,
    },
    /// Remove a record that is due: everything said of the child goes, and cannot come back. The reference is asked for
    /// once more, on standard input.
    Remove(Remove),
}

/// What is removed, and by whose word.
#[derive(Debug, Args)]
struct Remove {
    /// Its reference, as M-2026-014.
    reference: String,
    /// Why.
    #[arg(long, value_name = "TEXT")]
    because: String,
    /// The chair whose decision it is.
    #[arg(long, value_name = "NAME")]
    chair: String,
    /// How the chair's word reached you, in the words of the terms; a chair who opened the store leaves it out.
    #[arg(long, value_name = "MEANS", requires = "on")]
    by: Option<String>,
    /// The day on which the chair said so, day first.
    #[arg(long, value_name = "DATE", requires = "by")]
    on: Option<String>,
}

/// A record as JSON has it.
#[derive(Serialize)]
struct View {
    r#ref: String,
    name: String,
    born: NaiveDate,
    closed: Option<NaiveDate>,
    due: NaiveDate,
    rule: String,
    hold: Option<String>,
}

/// Lists, holds, releases or removes.
pub(super) fn run(
    retention: &Retention,
    global: &Global,
    context: &mut Context,
    out: &mut dyn Write,
) -> Result<(), CliError> {
    let (reference, asked, said) = match &retention.action {
        Action::List { json } => return list(&mut open(global, context, Access::Reads)?, *json, out),
        Action::Remove(asked) => return remove(asked, open(global, context, Access::Records)?, context, out),
        Action::Hold { reference, because } => (reference, ForRetention::Hold { because: because.clone() }, "is held"),
        Action::Release { reference, because } => {
            (reference, ForRetention::EndHold { because: because.clone() }, "is held no longer")
        }
    };
    let mut opened = open(global, context, Access::Records)?;
    let (case, label) = record(&mut opened, reference)?;
    opened.session.record(Request::Retention { case, asked }, opened.now)?;
    Ok(writeln!(out, "{label} {said}.")?)
}

fn record(opened: &mut Opened, reference: &str) -> Result<(CaseId, String), CliError> {
    let Stream::Case(case) = named(&opened.session, "case", reference)? else {
        return Err(CliError::said("This names no case."));
    };
    let case = opened.session.stands_for(&case)?;
    let label = opened.session.shown().docs.cases.get(&case).map(|case| case.label.clone());
    Ok((case, label.unwrap_or_default()))
}

fn list(opened: &mut Opened, json: bool, out: &mut dyn Write) -> Result<(), CliError> {
    opened.session.load_cases()?;
    let today = london(opened.now).date();
    let terms = &opened.session.shown().terms;
    let due = |row: &&CaseRow| row.hold.is_some() || row.is_due(today, terms);
    let mut views: Vec<View> = opened.session.shown().cases.iter().filter(due).map(|row| view(row, terms)).collect();
    views.sort_by(|a, b| (a.due, &a.r#ref).cmp(&(b.due, &b.r#ref)));
    if json {
        serde_json::to_writer_pretty(&mut *out, &views)?;
        return Ok(writeln!(out)?);
    }
    if views.is_empty() {
        return Ok(writeln!(out, "No record is due to be removed, and none is held.")?);
    }
    let mut table = Table::new(&["Reference", "Name", "Closed", "Due from", "Rule", "Legal hold"]);
    for view in views {
        let closed = view.closed.map_or_else(|| "open".to_owned(), day);
        let hold = view.hold.unwrap_or_default();
        table.row([view.r#ref, view.name, closed, day(view.due), view.rule, hold]);
    }
    table.print(out)
}

fn view(row: &CaseRow, terms: &crate::terms::Terms) -> View {
    let due = row.retention(terms);
    View {
        r#ref: row.label.clone(),
        name: row.name.clone(),
        born: row.born,
        closed: row.closed,
        due: due.on,
        rule: due.rule(),
        hold: row.hold.clone(),
    }
}

fn remove(asked: &Remove, mut opened: Opened, context: &mut Context, out: &mut dyn Write) -> Result<(), CliError> {
    let (case, label) = record(&mut opened, &asked.reference)?;
    let word = ChairsWord { chair: asked.chair.clone(), elsewhere: elsewhere(asked, &opened)? };
    if context.terminals.input {
        eprintln!("Everything recorded of {label} will be removed, and nobody can bring it back.");
        eprint!("Type its reference to confirm: ");
    }
    let mut typed = String::new();
    stdin().lock().read_line(&mut typed)?;
    let removal = Removal { case, typed, because: asked.because.clone(), word };
    // The seat is taken for its drafts: what was being typed of the child goes too.
    opened.session.take_seat(&opened.folder, &opened.key)?;
    let gone = opened.session.remove_case(&removal, opened.now)?;
    let Opened { session, key, folder, person, .. } = opened;
    tell(&gone, out)?;
    let (session, _) = renewed(session, (&folder, &person, key), context)?;
    if session.wants_renewal()? {
        writeln!(
            out,
            "Somebody else has the store open: the file is written anew, so that no page of it holds a word, when it \
             is next opened with nobody else in it."
        )?;
    } else {
        writeln!(out, "The file is written anew, under a fresh key.")?;
    }
    writeln!(
        out,
        "Backups made before still hold the record: destroy those you do not need. So do files saved earlier."
    )?;
    Ok(())
}

fn elsewhere(asked: &Remove, opened: &Opened) -> Result<Option<Elsewhere>, CliError> {
    let shown = opened.session.shown();
    let (Some(means), Some(on)) = (&asked.by, &asked.on) else {
        return match shown.who.role {
            Role::Chair => Ok(None),
            _ => Err(CliError::said("Say how the chair's word reached you, with --by and --on: e-mail, yesterday.")),
        };
    };
    let now =
        Now { from: london(opened.now).date(), next_meeting: None, calendar: &shown.calendar, tense: Tense::Behind };
    let on = read_date(on, now).map_err(|refusal| CliError::said(refusal.to_string()))?;
    // The terms say “By e-mail”, and people `--by e-mail`.
    let bare = |means: &str| means.to_lowercase().trim_start_matches("by ").to_owned();
    let known = shown.terms.vocabulary.means.iter().find(|word| bare(&word.name) == bare(means));
    Ok(Some(Elsewhere { means: known.map_or_else(|| means.clone(), |word| word.name.clone()), on }))
}

fn tell(gone: &Gone, out: &mut dyn Write) -> Result<(), CliError> {
    let entries = usize::try_from(gone.entries).unwrap_or(usize::MAX);
    let entries = if entries == 1 { "1 entry".to_owned() } else { format!("{entries} entries") };
    writeln!(out, "{} is removed: {entries} emptied, {} dropped.", gone.label, counted(gone.drafts, "draft"))?;
    if !gone.named.is_empty() {
        writeln!(out, "Words about others that name the child stay, for they are theirs:")?;
        for named in &gone.named {
            let on = named.day.map_or_else(String::new, |on| format!(", {}", day(on)));
            writeln!(out, "  {} of {}{on}", named.kind, named.about.as_deref().unwrap_or("no child"))?;
        }
    }
    Ok(())
}
