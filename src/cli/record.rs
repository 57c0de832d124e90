//! `mace record`: capture lines from standard input, one a line, onto an item of a meeting.
//!
//! They are read from there because arguments show in process lists.

use std::io::{BufRead, Write, stdin};

use clap::Args;

use super::opening::{Access, Opened, open};
use super::show::named;
use super::{CliError, Context, Global};
use crate::model::capture::{Around, Capture, parse};
use crate::model::id::{ItemId, MeetingId, Stream};
use crate::model::request::Request;
use crate::session::Session;
use crate::terms::calendar::london;

/// Record capture lines.
#[derive(Debug, Args)]
pub struct Record {
    /// What the meeting is called, as mid-1-2026-12-03, or the beginning of that.
    #[arg(long)]
    meeting: String,
    /// The number of the agenda item.
    #[arg(long, value_name = "N")]
    item: usize,
}

/// Records line after line, each in a transaction of its own; stops at the first that is refused.
pub(super) fn run(
    record: &Record,
    global: &Global,
    context: &mut Context,
    out: &mut dyn Write,
) -> Result<(), CliError> {
    let mut opened = open(global, context, Access::Records)?;
    let Stream::Meeting(meeting) = named(&opened.session, "meeting", &record.meeting)? else {
        return Err(CliError::said("This names no meeting."));
    };
    opened.session.open_meeting(&meeting)?;
    let item = item(&opened.session, record)?;
    if context.terminals.input {
        eprintln!("Type capture lines, one a line; Ctrl-D ends.");
    }
    for (index, line) in stdin().lock().lines().enumerate() {
        let refused = |why: String| CliError::said(format!("Line {} was not recorded: {why}", index + 1));
        let line = line.map_err(|_| refused("it is not UTF-8 text; send it as UTF-8.".to_owned()))?;
        if line.trim().is_empty() {
            continue;
        }
        let said = one(&mut opened, &meeting, &item, &line, context).map_err(|error| refused(error.to_string()))?;
        writeln!(out, "{said}")?;
        // Shown only once it is on disk, and at once, for whoever types.
        out.flush()?;
    }
    Ok(())
}

fn one(
    opened: &mut Opened,
    meeting: &MeetingId,
    item: &ItemId,
    line: &str,
    context: &Context,
) -> Result<String, CliError> {
    let now = if context.terminals.input { opened.clock.now() } else { opened.now };
    let capture = read(&opened.session, item, line, now)?;
    let said = capture.line();
    let request = Request::Say { meeting: meeting.clone(), item: item.clone(), capture, replaces: None };
    opened.session.record(request, now)?;
    Ok(said)
}

fn read(session: &Session, item: &ItemId, line: &str, now: chrono::DateTime<chrono::Utc>) -> Result<Capture, CliError> {
    let shown = session.shown();
    let Some(meeting) = shown.open_meeting() else { return Err(CliError::said("The meeting is gone.")) };
    let case = meeting.item(item).and_then(|item| shown.docs.cases.get(item.case()?));
    let around = Around {
        terms: &shown.terms,
        calendar: &shown.calendar,
        seats: &meeting.seats,
        district: case.map(|case| case.details.district.as_str()),
        today: london(now).date(),
        next_meeting: shown.next_meeting().map(|next| next.date),
    };
    parse(line, &around).map_err(|refusal| CliError::said(refusal.to_string()))
}

fn item(session: &Session, record: &Record) -> Result<ItemId, CliError> {
    let meeting = session.shown().open_meeting().ok_or_else(|| CliError::said("The meeting is gone."))?;
    let found = record.item.checked_sub(1).and_then(|index| meeting.items.get(index));
    found.map(|item| item.id().clone()).ok_or_else(|| {
        CliError::said(format!(
            "{} has no item {}: its agenda has items 1 to {}.",
            meeting.label,
            record.item,
            meeting.items.len()
        ))
    })
}
