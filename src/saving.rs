//! Saves minutes, an agenda, the tracker, the open actions, the disclosure log or everything held on a child as a file,
//! entered in the journal before it is let out (law 7).

use std::path::PathBuf;

use chrono::{DateTime, Utc};

use crate::export::actions::Actions;
use crate::export::anonymised::Doubt;
use crate::export::produce::Source;
use crate::export::write;
use crate::model::anonymous::Why;
use crate::model::decide_disclosure::SUBJECT;
use crate::model::id::{CaseId, MeetingId};
use crate::model::request::{Export as Note, Request};
use crate::model::sight::reader;
use crate::sealing;
pub use crate::sealing::{Extent, Wanted};
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
    /// The minutes of a meeting, or a part of them, with or without names.
    Minutes(MeetingId, Wanted),
    /// The agenda of a meeting, with the previous discussions, or the invitation to it; for whom, where it is for an
    /// agency or an invitee, as they are called.
    Agenda(MeetingId, String),
    /// The tracker of all cases.
    Tracker,
    /// The open actions: an agency's or a council's, by its slug, or everybody's.
    Actions(Option<String>),
    /// The disclosure log.
    Disclosures,
    /// Everything held on a child, by reference.
    Subject(String),
}

/// What was saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saved {
    /// Where it is, in a sentence.
    pub said: String,
    /// What of an anonymised copy a person must look at before it goes out.
    pub doubts: Vec<Doubt>,
}

/// Makes the file, enters it in the journal, writes it, and says where it is.
///
/// # Errors
/// Says what failed and what to do; a file that is there already is never replaced.
pub fn save(session: &mut Session, export: &Export, now: DateTime<Utc>) -> Result<Saved, String> {
    write::check(&export.path, false).map_err(|error| error.to_string())?;
    let Made { what, of, version, extent, bytes, doubts } = make(session, export, now)?;
    let some = |text: &String| (!text.is_empty()).then(|| text.clone());
    let member = match &export.what {
        ExportWhat::Minutes(_, wanted) => wanted.extent.member(),
        ExportWhat::Agenda(_, whom) => Some(whom).filter(|whom| !whom.is_empty()).cloned(),
        ExportWhat::Actions(agency) => agency
            .as_ref()
            .map(|slug| session.shown().terms.organisation_called(slug).map_or_else(|| slug.clone(), |own| own.name)),
        ExportWhat::Tracker | ExportWhat::Disclosures | ExportWhat::Subject(_) => None,
    };
    let (recipient, purpose) = for_whom(some(&export.recipient), some(&export.purpose), member);
    let note = Note {
        what: what.to_owned(),
        of,
        format: export.format.clone(),
        digest: Digest::of(&bytes).to_string(),
        recipient,
        purpose,
        version,
        extent,
    };
    session.record(Request::NoteExport(note), now).map_err(|error| error.to_string())?;
    write::write_export(&export.path, &bytes, false).map_err(|error| error.to_string())?;
    let said = format!(
        "Saved {}. It is {}: send it by secure means only.",
        export.path.display(),
        session.shown().terms.sharing.marking
    );
    Ok(Saved { said, doubts })
}

/// For whom a copy is, and what for: a part that a member or an invitee may see goes to them for the meeting, unless
/// somebody else is named.
#[must_use]
pub fn for_whom(
    recipient: Option<String>,
    purpose: Option<String>,
    member: Option<String>,
) -> (Option<String>, Option<String>) {
    let meeting = || member.as_ref().filter(|_| recipient.is_none()).map(|_| "for the meeting".to_owned());
    let purpose = purpose.or_else(meeting);
    (recipient.or(member), purpose)
}

/// What was made, of which meeting, and its bytes.
#[derive(Debug, Default)]
pub struct Made {
    /// Minutes, agenda, tracker.
    pub what: &'static str,
    /// Of which meeting or case, by label.
    pub of: Option<String>,
    /// The version of minutes that were approved.
    pub version: Option<u32>,
    /// What of it, where it is not the whole.
    pub extent: Option<String>,
    /// The bytes.
    pub bytes: Vec<u8>,
    /// What of an anonymised copy a person must look at.
    pub doubts: Vec<Doubt>,
}

fn make(session: &mut Session, export: &Export, now: DateTime<Utc>) -> Result<Made, String> {
    let open = session.shown().meeting.clone();
    let made = match &export.what {
        ExportWhat::Minutes(id, wanted) => {
            minutes(session, id, wanted, &export.format, now).map_err(|error| error.to_string())?
        }
        ExportWhat::Agenda(id, whom) => {
            session.open_agenda(id).map_err(|error| error.to_string())?;
            let shown = session.shown();
            let meeting = shown.open_meeting().ok_or("This meeting is not there any more.")?;
            let source = Source { docs: &shown.docs, terms: &shown.terms, author: &shown.who.name, made_at: now };
            let one = |whom| reader(whom, meeting, &shown.docs, &shown.terms).map_err(|error| error.to_string());
            let one = if whom.is_empty() { None } else { one(whom)? };
            let bytes = source.agenda(meeting, one.as_ref(), &export.format).map_err(|error| error.to_string())?;
            let extent = one.map(|one| format!("for {}", one.name));
            Made { what: "agenda", of: Some(meeting.label.clone()), extent, bytes, ..Made::default() }
        }
        ExportWhat::Tracker => {
            session.load_kinds(&["case", "action", "meeting"]).map_err(|error| error.to_string())?;
            let shown = session.shown();
            let source = Source { docs: &shown.docs, terms: &shown.terms, author: &shown.who.name, made_at: now };
            let bytes = source.tracker(&export.format).map_err(|error| error.to_string())?;
            Made { what: "tracker", bytes, ..Made::default() }
        }
        ExportWhat::Disclosures => {
            session.list_disclosures().map_err(|error| error.to_string())?;
            let shown = session.shown();
            let source = Source { docs: &shown.docs, terms: &shown.terms, author: &shown.who.name, made_at: now };
            let bytes = source.disclosures(&shown.log, &export.format).map_err(|error| error.to_string())?;
            Made { what: "disclosure log", bytes, ..Made::default() }
        }
        ExportWhat::Subject(label) => {
            let case = session.record_labelled(label).map_err(|error| error.to_string())?;
            let case = case.ok_or_else(|| format!("No case has the reference “{label}”: give one as M-2026-014."))?;
            let case = session.stands_for(&case).map_err(|error| error.to_string())?;
            subject(session, &case, &export.format, now).map_err(|error| error.to_string())?
        }
        // They are read from their rows: nothing is loaded that would have to go.
        ExportWhat::Actions(agency) => {
            let bytes = actions(session, agency.as_deref(), &export.format, now)?;
            return Ok(Made { what: "actions", of: agency.clone(), bytes, ..Made::default() });
        }
    };
    // Whatever was loaded for the file goes; the open meeting stands as before.
    match open {
        Some(open) => session.open_meeting(&open).map_err(|error| error.to_string())?,
        None => session.forget(),
    }
    Ok(made)
}

/// The minutes of a meeting as a file; the meeting stays open.
///
/// # Errors
/// As [`sealing::minutes`].
pub fn minutes(
    session: &mut Session,
    id: &MeetingId,
    wanted: &Wanted,
    format: &str,
    now: DateTime<Utc>,
) -> Result<Made, sealing::SealError> {
    let paper = sealing::minutes(session, id, wanted, format, now)?;
    let meeting = session.shown().open_meeting();
    let version = wanted.version.or_else(|| Some(meeting?.minutes.latest()?.version));
    let of = meeting.map(|meeting| meeting.label.clone());
    Ok(Made { what: "minutes", of, version, extent: wanted.said(), bytes: paper.bytes, doubts: paper.doubts })
}

/// Everything held on a child as a file, with the names in it that a person must look at.
///
/// # Errors
/// As [`sealing::held`].
pub fn subject(
    session: &mut Session,
    case: &CaseId,
    format: &str,
    now: DateTime<Utc>,
) -> Result<Made, sealing::SealError> {
    let held = sealing::held(session, case, format, now)?;
    let places = |times: usize| vec![if times == 1 { "once".to_owned() } else { format!("{times} times") }];
    let doubts = held.marked.into_iter().map(|(word, times)| Doubt { why: Why::Other, word, places: places(times) });
    let (of, doubts) = (Some(held.label), doubts.collect());
    Ok(Made { what: SUBJECT, of, bytes: held.bytes, doubts, ..Made::default() })
}

/// The open actions as a file: those of the agency or the council with this slug, or everybody's.
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
    let known = |slug| {
        let none = || format!("“{slug}” is no agency of this county's terms.");
        shown.terms.organisation_called(slug).ok_or_else(none)
    };
    let agency = agency.map(known).transpose()?;
    let source = Actions {
        listed: &listed,
        agency: agency.as_ref(),
        terms: &shown.terms,
        author: &shown.who.name,
        made_at: now,
    };
    source.file(format).map_err(|error| error.to_string())
}
