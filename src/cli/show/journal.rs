//! The journal, entry by entry.

use chrono::SecondsFormat;

use super::Viewing;
use crate::cli::CliError;
use crate::cli::table::Table;
use crate::export::view_json::JournalView;
use crate::model::minutes_changes::in_brief;
use crate::session::Replaced;
use crate::terms::calendar::london;

/// Shows every entry, oldest first, however many there are: JSON is written as it is read.
pub(super) fn list(view: &mut Viewing<'_>) -> Result<(), CliError> {
    if view.json { as_json(view) } else { as_table(view) }
}

fn as_json(view: &mut Viewing<'_>) -> Result<(), CliError> {
    let out = &mut *view.out;
    let mut first = true;
    write!(out, "[")?;
    let session = &view.session;
    session.for_each_entry(0, |entry| {
        let replaced = session.replaced(&entry)?;
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
            before: replaced.as_ref().map(|replaced| replaced.before.as_str()),
            digest: &digest,
        };
        write!(out, "{}", if first { "\n" } else { ",\n" })?;
        first = false;
        serde_json::to_writer(&mut *out, &shown)?;
        Ok::<(), CliError>(())
    })?;
    Ok(writeln!(out, "\n]")?)
}

/// The meeting's and the child's words belong on their own pages: here are those alone that a correction put in the place of
/// others, or that were withdrawn, which are on no other page.
fn as_table(view: &mut Viewing<'_>) -> Result<(), CliError> {
    let mut table = Table::new(&["No", "When", "By", "Request", "What"]);
    let session = &view.session;
    session.for_each_entry(0, |entry| {
        let when = london(entry.at).format("%Y-%m-%d %H:%M:%S").to_string();
        let what = match session.replaced(&entry)? {
            Some(replaced) => told(&replaced),
            None => entry.change.as_deref().map_or_else(|| "purged".to_owned(), kind_of_change),
        };
        let kind = entry.stream.split('/').next().unwrap_or_default();
        table.row([entry.seq.to_string(), when, entry.by, entry.request, format!("{kind}: {what}")]);
        Ok::<(), CliError>(())
    })?;
    table.print(view.out)
}

/// `update worded anew: “old” → “new”`, or `update withdrawn: “old”`: a few words from where they differ.
fn told(replaced: &Replaced) -> String {
    let (before, after) = (Some(replaced.before.as_str()), replaced.after.as_deref());
    let how = if after.is_some() { "worded anew" } else { "withdrawn" };
    format!("{} {how}: {}", replaced.kind, in_brief(before, after))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_correction_is_told_with_old_and_new_words_and_a_withdrawal_with_the_old() {
        let replaced = |after: Option<&str>| Replaced {
            kind: "update",
            before: "Seen in a grey van.".to_owned(),
            after: after.map(str::to_owned),
        };
        let anew = "update worded anew: “…in a grey van.” → “…in a white van.”";
        assert_eq!(told(&replaced(Some("Seen in a white van."))), anew);
        assert_eq!(told(&replaced(None)), "update withdrawn: “Seen in a grey van.”");
    }
}
