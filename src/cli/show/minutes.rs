//! Approved minutes: their versions, and what one of them says that another does not.

use serde::Serialize;

use super::{Viewing, json, named};
use crate::cli::CliError;
use crate::export::document::Part;
use crate::export::text::{WIDTH, part_lines};
use crate::model::id::Stream;
use crate::sealing;
use crate::terms::phrase::weekday_day;

/// Two versions beside each other.
#[derive(Serialize)]
struct Compared<'a> {
    meeting: &'a str,
    version: u32,
    digest: &'a str,
    approved: String,
    against: Option<u32>,
    changes: Vec<Change>,
}

/// A part as one version has it, and as the other; absent where it has none.
#[derive(Serialize)]
struct Change {
    before: Option<String>,
    after: Option<String>,
}

/// A version, the latest where none is named, held against another, the one before it where none is named.
pub(super) fn compare(
    view: &mut Viewing<'_>,
    id: &str,
    version: Option<u32>,
    against: Option<u32>,
) -> Result<(), CliError> {
    let Stream::Meeting(id) = named(view.session, "meeting", id)? else { return Ok(()) };
    view.session.load_meeting(&id)?;
    let Some(meeting) = view.session.shown().docs.meetings.get(&id) else { return Ok(()) };
    let latest = meeting.minutes.latest().map_or(1, |seal| seal.version);
    let version = version.unwrap_or(latest);
    let after = sealing::document(view.session, meeting, version)?;
    let against = against.or_else(|| version.checked_sub(1).filter(|before| *before > 0));
    let before = against.map(|before| sealing::document(view.session, meeting, before)).transpose()?;
    let text = |part: &Part| part_lines(std::slice::from_ref(part), WIDTH).join("\n");
    let changes = before.iter().flat_map(|before| sealing::differences(before, &after));
    let changes = changes.map(|(before, after)| Change { before: before.map(text), after: after.map(text) }).collect();
    let Some(seal) = meeting.minutes.version(version) else { return Ok(()) };
    let (digest, approved) = (seal.digest.as_str(), seal.approved());
    let compared = Compared { meeting: &meeting.label, version, digest, approved, against, changes };
    if view.json {
        return json(&compared, view.out);
    }
    let out = &mut *view.out;
    writeln!(out, "{}  minutes of {}", meeting.label, weekday_day(meeting.plan.date))?;
    writeln!(out, "Version {version}, approved {}\nDigest {digest}", compared.approved)?;
    match (against, compared.changes.len()) {
        (None, _) => writeln!(out, "It is the first.")?,
        (Some(before), 0) => writeln!(out, "It says what version {before} says.")?,
        (Some(before), _) => writeln!(out, "Against version {before}:")?,
    }
    for change in &compared.changes {
        writeln!(out)?;
        for (sign, side) in [("-", &change.before), ("+", &change.after)] {
            for line in side.iter().flat_map(|side| side.lines()) {
                writeln!(out, "{}", format!("{sign} {line}").trim_end())?;
            }
        }
    }
    Ok(())
}
