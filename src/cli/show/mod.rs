//! `mace show`: reads meetings, cases, actions, the journal, places and missing episodes, for people or as JSON.

mod cases;
mod journal;
mod log;
mod meetings;
mod minutes;

use std::io::Write;

use chrono::NaiveDate;
use clap::{Args, Subcommand};
use serde::Serialize;

use super::opening::{Access, listed, open};
use super::{CliError, Context, Global};
use crate::model::id::Stream;
use crate::session::Session;
use crate::terms::calendar::london;

/// Show what is recorded.
#[derive(Debug, Args)]
pub struct Show {
    #[command(subcommand)]
    what: What,
    /// As JSON: a list is one array, a single thing one object.
    #[arg(long, global = true)]
    json: bool,
}

#[derive(Debug, Clone, Subcommand)]
enum What {
    /// Every meeting, the latest first.
    Meetings,
    /// One meeting.
    Meeting {
        /// What it is called, as mid-1-2026-12-03, or the beginning of that.
        id: String,
    },
    /// A version of approved minutes, and what it says that another does not.
    Minutes {
        /// What the meeting is called, as mid-1-2026-12-03, or the beginning of that.
        id: String,
        /// Which version: the latest where none is given.
        #[arg(long, value_name = "N")]
        version: Option<u32>,
        /// Which other: the one before where none is given.
        #[arg(long, value_name = "N")]
        against: Option<u32>,
    },
    /// The tracker: every case, by reference.
    Cases,
    /// One case.
    Case {
        /// Its reference, as M-2026-014, or the beginning of that.
        reference: String,
    },
    /// Every action, the earliest date first.
    Actions,
    /// Every entry of the journal, the oldest first.
    Journal,
    /// Places, vehicles and groups named in meetings.
    Places,
    /// Missing episodes.
    Missing,
}

/// Shows it.
pub(super) fn run(show: &Show, global: &Global, context: &mut Context, out: &mut dyn Write) -> Result<(), CliError> {
    let mut opened = open(global, context, Access::Reads)?;
    let today = london(opened.now).date();
    let mut view = Viewing { session: &mut opened.session, today, json: show.json, out };
    match &show.what {
        What::Meetings => meetings::list(&mut view),
        What::Meeting { id } => meetings::one(&mut view, id),
        What::Minutes { id, version, against } => minutes::compare(&mut view, id, *version, *against),
        What::Cases => cases::list(&mut view),
        What::Case { reference } => cases::one(&mut view, reference),
        What::Actions => log::actions(&mut view),
        What::Places => log::places(&mut view),
        What::Missing => cases::missing(&mut view),
        What::Journal => journal::list(&mut view),
    }
}

/// What every view needs.
struct Viewing<'a> {
    session: &'a mut Session,
    today: NaiveDate,
    json: bool,
    out: &'a mut dyn Write,
}

/// Writes one JSON value and ends the line.
fn json(value: &impl Serialize, out: &mut dyn Write) -> Result<(), CliError> {
    serde_json::to_writer_pretty(&mut *out, value)?;
    Ok(writeln!(out)?)
}

/// The one thing that a label, or the beginning of one, names.
pub(super) fn named(session: &Session, kind: &str, text: &str) -> Result<Stream, CliError> {
    let mut found = session.find_labels(kind, text)?;
    match (found.len(), found.pop()) {
        (1, Some((_, stream))) => Ok(stream),
        (0, _) | (_, None) => Err(CliError::said(format!(
            "There is no {kind} “{text}” in this store: `mace show {kind}s` lists what there is."
        ))),
        (_, Some(last)) => {
            found.push(last);
            found.sort();
            let labels: Vec<String> = found.into_iter().take(6).map(|(label, _)| label).collect();
            Err(CliError::said(format!("“{text}” could be several {kind}s, as {}: type more of it.", listed(&labels))))
        }
    }
}

/// A closed word as JSON writes it: `agenda-circulated`.
fn word(value: &impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}

/// A day, or nothing.
fn day(date: Option<NaiveDate>) -> String {
    date.map(crate::terms::phrase::day).unwrap_or_default()
}
