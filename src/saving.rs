//! Saves minutes, an agenda, the tracker or the open actions as a file, entered in the journal before it is let out (law 7).

use std::path::PathBuf;

use chrono::{DateTime, Utc};

use crate::export::actions::Actions;
use crate::export::produce::Source;
use crate::export::write;
use crate::model::id::MeetingId;
use crate::model::request::{Export as Note, Request};
use crate::model::sight::reader;
use crate::sealing;
use crate::session::Session;
use crate::store::Digest;
use crate::terms::calendar::london;

/// A file to be saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Export {
    /// What.
    pub what: ExportWhat,
    /// The format: `docx`, `xlsx` and so on.
    pub format: String,
    /// Where.
    pub path: PathBuf,
    /// For whom; may be empty.
    pub recipient: String,
    /// What for; may be empty.
    pub purpose: String,
}

/// What can be saved as a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ExportWhat {
    /// The minutes of a meeting.
    Minutes(MeetingId),
    /// The agenda of a meeting, with the previous discussions, or the invitation to it; for whom, where it is for an
    /// agency or an invitee, as they are called.
    Agenda(MeetingId, String),
    /// The tracker of all cases.
    Tracker,
    /// The open actions: an agency's, by its slug, or everybody's.
    Actions(Option<String>),
}

/// Makes the file, enters it in the journal, writes it, and says where it is.
///
/// # Errors
/// Says what failed and what to do; a file that is there already is never replaced.
pub fn save(session: &mut Session, export: &Export, now: DateTime<Utc>) -> Result<String, String> {
    write::check(&export.path, false).map_err(|error| error.to_string())?;
    let (what, of, bytes) = make(session, export, now)?;
    let some = |text: &String| (!text.is_empty()).then(|| text.clone());
    let note = Note {
        what: what.to_owned(),
        of,
        format: export.format.clone(),
        digest: Digest::of(&bytes).to_string(),
        recipient: some(&export.recipient),
        purpose: some(&export.purpose),
    };
    session.record(Request::NoteExport(note), now).map_err(|error| error.to_string())?;
    write::write_export(&export.path, &bytes, false).map_err(|error| error.to_string())?;
    Ok(format!(
        "Saved {}. It is {}: send it by secure means only.",
        export.path.display(),
        session.shown().terms.sharing.marking
    ))
}

type Made = (&'static str, Option<String>, Vec<u8>);

fn make(session: &mut Session, export: &Export, now: DateTime<Utc>) -> Result<Made, String> {
    let open = session.shown().meeting.clone();
    let made = match &export.what {
        ExportWhat::Minutes(id) => {
            let bytes = sealing::minutes(session, id, None, &export.format, now).map_err(|error| error.to_string())?;
            ("minutes", session.shown().open_meeting().map(|meeting| meeting.label.clone()), bytes)
        }
        ExportWhat::Agenda(id, whom) => {
            session.open_agenda(id).map_err(|error| error.to_string())?;
            let shown = session.shown();
            let meeting = shown.open_meeting().ok_or("This meeting is not there any more.")?;
            let source = Source { docs: &shown.docs, terms: &shown.terms, author: &shown.who.name, made_at: now };
            let one = |whom| reader(whom, meeting, &shown.docs, &shown.terms).map_err(|error| error.to_string());
            let one = if whom.is_empty() { None } else { one(whom)? };
            let bytes = source.agenda(meeting, one.as_ref(), &export.format).map_err(|error| error.to_string())?;
            ("agenda", Some(meeting.label.clone()), bytes)
        }
        ExportWhat::Tracker => {
            session.load_kinds(&["case", "action", "meeting"]).map_err(|error| error.to_string())?;
            let shown = session.shown();
            let source = Source { docs: &shown.docs, terms: &shown.terms, author: &shown.who.name, made_at: now };
            ("tracker", None, source.tracker(&export.format).map_err(|error| error.to_string())?)
        }
        // They are read from their rows: nothing is loaded that would have to go.
        ExportWhat::Actions(agency) => {
            return actions(session, agency.as_deref(), &export.format, now)
                .map(|made| ("actions", agency.clone(), made));
        }
    };
    // Whatever was loaded for the file goes; the open meeting stands as before.
    match open {
        Some(open) => session.open_meeting(&open).map_err(|error| error.to_string())?,
        None => session.forget(),
    }
    Ok(made)
}

/// The open actions as a file: those of the agency with this slug, or everybody's.
///
/// # Errors
/// Says what failed: a format that there is not, an agency that the terms do not have, a store that cannot be read.
pub fn actions(
    session: &mut Session,
    agency: Option<&str>,
    format: &str,
    now: DateTime<Utc>,
) -> Result<Vec<u8>, String> {
    let listed = session.actions_as_of(false, london(now).date()).map_err(|error| error.to_string())?;
    let shown = session.shown();
    let known = |slug| shown.terms.agency(slug).ok_or_else(|| format!("“{slug}” is no agency of this county's terms."));
    let agency = agency.map(known).transpose()?;
    let source = Actions { listed: &listed, agency, terms: &shown.terms, author: &shown.who.name, made_at: now };
    source.file(format).map_err(|error| error.to_string())
}
