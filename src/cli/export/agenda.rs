//! The agenda as a file: the whole, what somebody may see of it, and all that goes out when it is circulated.

use std::io::Write;
use std::path::{Path, PathBuf};

use super::{To, for_a_member, let_out, source};
use crate::cli::CliError;
use crate::cli::opening::Opened;
use crate::export::write;
use crate::model::circulated::{circulation, companion};
use crate::model::id::MeetingId;
use crate::model::record::Timed;
use crate::model::sight::{Apart, apart, reader};
use crate::saving::Made;

/// Records that the agenda goes out, so that the copies bear its version, and lets them out: the whole one, beside it
/// that of each who gets a part alone, and in the same step the other part's, where that falls due too. All files are
/// known to be writable first.
pub(super) fn circulated(
    opened: &mut Opened,
    meeting: &MeetingId,
    (agencies, alone): (&str, bool),
    format: &str,
    to: &To,
    out: &mut dyn Write,
) -> Result<(), CliError> {
    let some = |to: &str| to.split(',').map(|agency| agency.trim().trim_start_matches('@').to_owned()).collect();
    let agencies: Vec<String> = if agencies == "all" { vec![] } else { some(agencies) };
    opened.session.open_agenda(meeting)?;
    let shown = opened.session.shown();
    let open = shown.open_meeting().ok_or_else(|| CliError::said("This names no meeting."))?;
    let other = Some(open).filter(|_| !alone).and_then(|meeting| companion(meeting, &shown.docs.meetings));
    let requests = circulation(meeting, other, &agencies);
    let other = other.filter(|_| requests.len() > 1).map(|other| (other.id.clone(), other.plan.part));
    let told = |one: &Apart| agencies.is_empty() || agencies.iter().any(|slug| slug == one.seat.agency());
    let apart: Vec<Apart> = apart(open, &shown.docs, &shown.terms).into_iter().filter(told).collect();
    // An invitation names no child, and is the same for everybody.
    let apart = if format == "ics" { vec![] } else { apart };
    if to.out.is_none() && !apart.is_empty() {
        let names: Vec<&str> = apart.iter().map(|one| one.name.as_str()).collect();
        return Err(CliError::said(format!(
            "Nothing was circulated: a part of this agenda alone goes to {}. Name a file with --out, and theirs are \
             written beside it.",
            names.join("; ")
        )));
    }
    let of_one = |one: &Apart| one.seat.as_str().replace('/', "-");
    let of_part = |part: u8| format!("part-{part}");
    let also = apart.iter().map(of_one).chain(other.iter().map(|(_, part)| of_part(*part)));
    for (file, what) in to.out.iter().flat_map(|file| also.clone().map(move |what| (file, what))) {
        write::check(&beside(file, &what), to.force)?;
    }
    let now = opened.now;
    opened.session.record_all(requests.into_iter().map(|request| Timed { at: now, request }).collect())?;
    let made = of_agenda(opened, meeting, None, format)?;
    let_out(opened, made, format, to, out)?;
    let copy = |what: &str| To { out: to.out.as_deref().map(|file| beside(file, what)), ..to.clone() };
    for one in &apart {
        let made = made_for(opened, meeting, Some(one), format)?;
        let to = for_a_member(&To { recipient: None, ..copy(&of_one(one)) }, Some(one.name.clone()));
        let_out(opened, made, format, &to, out)?;
    }
    if let Some((other, part)) = &other {
        let made = of_agenda(opened, other, None, format)?;
        let_out(opened, made, format, &copy(&of_part(*part)), out)?;
    }
    Ok(())
}

/// The agenda of a meeting, or what of it an agency or an invitee may see.
pub(super) fn of_agenda(
    opened: &mut Opened,
    id: &MeetingId,
    whom: Option<&str>,
    format: &str,
) -> Result<Made, CliError> {
    opened.session.open_agenda(id)?;
    let shown = opened.session.shown();
    let meeting = shown.open_meeting().ok_or_else(|| CliError::said("This names no meeting."))?;
    let reader = |whom| reader(whom, meeting, &shown.docs, &shown.terms).map_err(|why| CliError::said(why.to_string()));
    let one = whom.map(reader).transpose()?.flatten();
    made_for(opened, id, one.as_ref(), format)
}

fn made_for(opened: &mut Opened, id: &MeetingId, one: Option<&Apart>, format: &str) -> Result<Made, CliError> {
    opened.session.open_agenda(id)?;
    let shown = opened.session.shown();
    let meeting = shown.open_meeting().ok_or_else(|| CliError::said("This names no meeting."))?;
    let (of, extent) = (Some(meeting.label.clone()), one.map(|one| format!("for {}", one.name)));
    let bytes = source(shown, opened).agenda(meeting, one, format)?;
    Ok(Made { what: "agenda", of, extent, bytes, ..Made::default() })
}

/// The file beside another, for the other part's agenda or for somebody who gets a part alone: `agenda.docx`,
/// `agenda-part-2.docx`, `agenda-cf-asw.docx`.
fn beside(file: &Path, what: &str) -> PathBuf {
    let stem = file.file_stem().unwrap_or_default().to_string_lossy();
    let ending = file.extension().map_or_else(String::new, |ending| format!(".{}", ending.to_string_lossy()));
    file.with_file_name(format!("{stem}-{what}{ending}"))
}
