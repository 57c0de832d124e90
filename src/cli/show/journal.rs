//! The journal, entry by entry.

use chrono::SecondsFormat;

use super::Viewing;
use crate::cli::CliError;
use crate::cli::table::Table;
use crate::export::view_json::JournalView;
use crate::terms::calendar::london;

/// Shows every entry, oldest first, however many there are: JSON is written as it is read.
pub(super) fn list(view: &mut Viewing<'_>) -> Result<(), CliError> {
    if view.json { as_json(view) } else { as_table(view) }
}

fn as_json(view: &mut Viewing<'_>) -> Result<(), CliError> {
    let out = &mut *view.out;
    let mut first = true;
    write!(out, "[")?;
    view.session.for_each_entry(0, |entry| {
        let change = entry.change.as_deref().map(serde_json::from_slice).transpose()?;
        let digest = entry.digest.to_string();
        let shown = JournalView {
            seq: entry.seq,
            id: &entry.id,
            request: &entry.request,
            seat: &entry.seat,
            at: entry.at.to_rfc3339_opts(SecondsFormat::Millis, true),
            by: &entry.by,
            stream: entry.stream.clone(),
            about: entry.about.as_deref(),
            change,
            digest: &digest,
        };
        write!(out, "{}", if first { "\n" } else { ",\n" })?;
        first = false;
        serde_json::to_writer(&mut *out, &shown)?;
        Ok::<(), CliError>(())
    })?;
    Ok(writeln!(out, "\n]")?)
}

/// What changed is not shown here: it is the meeting's and the child's words, and those belong on their own pages.
fn as_table(view: &mut Viewing<'_>) -> Result<(), CliError> {
    let mut table = Table::new(&["No", "When", "By", "Request", "What"]);
    view.session.for_each_entry(0, |entry| {
        let when = london(entry.at).format("%Y-%m-%d %H:%M:%S").to_string();
        let what = entry.change.as_deref().map_or_else(|| "purged".to_owned(), kind_of_change);
        let kind = entry.stream.split('/').next().unwrap_or_default();
        table.row([entry.seq.to_string(), when, entry.by, entry.request, format!("{kind}: {what}")]);
        Ok::<(), CliError>(())
    })?;
    table.print(view.out)
}

/// The name of a change as the journal has it: `update given`.
fn kind_of_change(bytes: &[u8]) -> String {
    let mut value: serde_json::Value = serde_json::from_slice(bytes).unwrap_or_default();
    let mut name = String::new();
    // The outermost name is the stream's kind, the next one the change's.
    for _ in 0..2 {
        match value {
            serde_json::Value::Object(fields) => {
                let Some((key, inner)) = fields.into_iter().next() else { break };
                name = key;
                value = inner;
            }
            serde_json::Value::String(plain) => {
                name = plain;
                break;
            }
            _ => break,
        }
    }
    name.replace('-', " ")
}
