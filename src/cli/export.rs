//! `mace export`: plain-text copies, marked, private, and entered in the journal.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};

use super::opening::{Access, Opened, listed, open};
use super::show::named;
use super::{CliError, Context, Global};
use crate::export::actions::ACTIONS;
use crate::export::produce::{AGENDA, DISCLOSURES, MINUTES, Source, TEMPLATE, TRACKER};
use crate::export::write;
use crate::model::circulated::{circulation, companion};
use crate::model::id::{MeetingId, Stream};
use crate::model::record::Timed;
use crate::model::request::{Export as Note, Request};
use crate::model::sight::{Apart, apart, reader};
use crate::saving::{Extent, Made, for_whom};
use crate::session::Shown;
use crate::store::Digest;
use crate::terms::{Agency, Found};
use crate::{saving, sealing};

/// What nobody reads on a screen, and so goes to a file.
const BINARY: &[&str] = &["docx", "pdf", "xlsx"];

/// Write a plain-text copy.
#[derive(Debug, Args)]
pub struct Export {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// The minutes of a meeting: as they were approved, or as they stand.
    Minutes {
        /// What the meeting is called, as mid-1-2026-12-03, or the beginning of that.
        meeting: String,
        /// docx, pdf, html, md, txt or json.
        #[arg(long)]
        format: String,
        /// The version that was approved; the latest without it.
        #[arg(long, value_name = "N")]
        version: Option<u32>,
        /// For whom they are, where they may not see all of them: an agency, as police, or an invitee by post or name.
        #[arg(long, value_name = "WHO", conflicts_with = "case")]
        agency: Option<String>,
        /// One child's discussion alone, by reference: for the child's file.
        #[arg(long, value_name = "REF")]
        case: Option<String>,
        #[command(flatten)]
        to: To,
    },
    /// The agenda of a meeting with its children's previous discussions, or the invitation to it.
    Agenda {
        /// What the meeting is called, as mid-1-2026-12-03, or the beginning of that.
        meeting: String,
        /// docx, pdf, html, md, txt or ics.
        #[arg(long)]
        format: String,
        /// Record that the agenda goes out: `all` for every agency of the meeting, or the agencies, as police,yos. The
        /// other part's agenda goes out in the same step where it falls due in the same month, to a file beside.
        #[arg(long, value_name = "AGENCIES")]
        circulate: Option<String>,
        /// With --circulate: leave the other part's agenda out, though it falls due in the same month.
        #[arg(long, requires = "circulate")]
        alone: bool,
        /// For whom it is, where they may not see all of it: an agency, as police, or an invitee by post or name, as cf/asw
        /// or "Jo Doe", who gets their child's item alone.
        #[arg(long, value_name = "WHO", conflicts_with = "circulate")]
        agency: Option<String>,
        #[command(flatten)]
        to: To,
    },
    /// The Information Sharing Template: the one filed last in a case, or a blank one.
    Template {
        /// The case's reference, as M-2026-014; without one the form is blank.
        #[arg(value_name = "CASE")]
        case: Option<String>,
        /// docx.
        #[arg(long)]
        format: String,
        #[command(flatten)]
        to: To,
    },
    /// The tracker with the open actions.
    Tracker {
        /// xlsx, csv or json.
        #[arg(long)]
        format: String,
        #[command(flatten)]
        to: To,
    },
    /// The open actions: an agency's as the workbook that it fills in and returns, or a list to chase with.
    Actions {
        /// The one agency whose they are, as yos; without it those of every agency, to look at.
        #[arg(long, value_name = "AGENCY")]
        agency: Option<String>,
        /// xlsx, md, txt, ics or csv.
        #[arg(long)]
        format: String,
        #[command(flatten)]
        to: To,
    },
    /// The disclosure log: copies asked for and what the chair decided, breaches, and files saved.
    Disclosures {
        /// xlsx, csv, md or json.
        #[arg(long)]
        format: String,
        #[command(flatten)]
        to: To,
    },
    /// Promised for later: refused with a sentence.
    #[command(external_subcommand)]
    Other(#[expect(dead_code, reason = "only that it was asked for matters")] Vec<String>),
}

/// Where a copy goes, and why.
#[derive(Debug, Clone, Args)]
struct To {
    /// The file; docx, pdf and xlsx need one, the others are else written to standard output.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Replace the file if it is there already.
    #[arg(long)]
    force: bool,
    /// For whom the copy is, for the disclosure log; it needs a purpose.
    #[arg(long = "for", value_name = "WHO")]
    recipient: Option<String>,
    /// What for, for the disclosure log.
    #[arg(long, value_name = "TEXT")]
    purpose: Option<String>,
}

/// Makes the copy, enters it in the journal, and only then lets it out: a copy that nobody knows of would be worse
/// than an entry without its copy.
pub(super) fn run(
    export: &Export,
    global: &Global,
    context: &mut Context,
    out: &mut dyn Write,
) -> Result<(), CliError> {
    let (format, to) = check(export)?;
    let mut opened = open(global, context, Access::Records)?;
    let made = match &export.what {
        What::Minutes { meeting, version, agency, case, .. } => {
            let one =
                agency.clone().map(Extent::For).or_else(|| case.as_ref().map(|case| Extent::Case(case.to_uppercase())));
            let made = of_meeting(&mut opened, meeting, (*version, &one.unwrap_or_default()), format)?;
            return let_out(&mut opened, made, format, &for_a_member(to, agency.clone()), out);
        }
        What::Agenda { meeting, circulate: Some(agencies), alone, .. } => {
            let id = meeting_named(&opened, meeting)?;
            return circulated(&mut opened, &id, (agencies, *alone), format, to, out);
        }
        What::Agenda { meeting, agency, .. } => {
            let id = meeting_named(&opened, meeting)?;
            let made = of_agenda(&mut opened, &id, agency.as_deref(), format)?;
            let to = for_a_member(to, agency.clone());
            return let_out(&mut opened, made, format, &to, out);
        }
        What::Actions { agency, .. } => {
            let agency = agency.as_ref().map(|said| agency_named(&opened, said)).transpose()?;
            let of = agency.as_ref().map(|agency| agency.slug.clone());
            let bytes =
                saving::actions(&mut opened.session, of.as_deref(), format, opened.now).map_err(CliError::said)?;
            let made = Made { what: "actions", of, bytes, ..Made::default() };
            let to = for_a_member(to, agency.map(|agency| agency.name));
            return let_out(&mut opened, made, format, &to, out);
        }
        What::Template { case, .. } => of_template(&mut opened, case.as_deref(), format)?,
        What::Disclosures { .. } => of_disclosures(&mut opened, format)?,
        _ => of_tracker(&mut opened, format)?,
    };
    let_out(&mut opened, made, format, to, out)
}

/// Enters a copy in the journal, and lets it out.
fn let_out(
    opened: &mut Opened,
    Made { what, of, version, extent, bytes }: Made,
    format: &str,
    to: &To,
    out: &mut dyn Write,
) -> Result<(), CliError> {
    let note = Note {
        what: what.to_owned(),
        of,
        format: format.to_owned(),
        digest: Digest::of(&bytes).to_string(),
        recipient: to.recipient.clone(),
        purpose: to.purpose.clone(),
        version,
        extent,
    };
    opened.session.record(Request::NoteExport(note), opened.now)?;
    match &to.out {
        Some(file) => {
            write::write_export(file, &bytes, to.force)?;
            Ok(writeln!(out, "Wrote {}.", file.display())?)
        }
        None => Ok(out.write_all(&bytes)?),
    }
}

/// Where a paper goes that is for a member or an invitee; they get it for the meeting, unless it is said otherwise.
fn for_a_member(to: &To, member: Option<String>) -> To {
    let (recipient, purpose) = for_whom(to.recipient.clone(), to.purpose.clone(), member);
    To { recipient, purpose, ..to.clone() }
}

/// The file beside another, for the other part's agenda or for somebody who gets a part alone: `agenda.docx`,
/// `agenda-part-2.docx`, `agenda-cf-asw.docx`.
fn beside(file: &Path, what: &str) -> PathBuf {
    let stem = file.file_stem().unwrap_or_default().to_string_lossy();
    let ending = file.extension().map_or_else(String::new, |ending| format!(".{}", ending.to_string_lossy()));
    file.with_file_name(format!("{stem}-{what}{ending}"))
}

/// Refuses what cannot be, before a passphrase is asked for.
fn check(export: &Export) -> Result<(&str, &To), CliError> {
    let (what, format, to, known) = match &export.what {
        What::Minutes { format, to, .. } => ("minutes", format, to, &MINUTES[..]),
        What::Agenda { format, to, .. } => ("the agenda", format, to, &AGENDA[..]),
        What::Template { format, to, .. } => ("the template", format, to, &TEMPLATE[..]),
        What::Tracker { format, to } => ("the tracker", format, to, &TRACKER[..]),
        What::Actions { format, to, .. } => ("the actions", format, to, &ACTIONS[..]),
        What::Disclosures { format, to } => ("the disclosure log", format, to, &DISCLOSURES[..]),
        What::Other(_) => {
            return Err(CliError::said(format!(
                "This cannot be exported by this release: it exports `minutes MEETING` as {}, `agenda MEETING` as \
                 {}, `template [CASE]` as {}, `tracker` as {}, `actions` as {} and `disclosures` as {}.",
                MINUTES.join(", "),
                AGENDA.join(", "),
                TEMPLATE.join(", "),
                TRACKER.join(", "),
                ACTIONS.join(", "),
                DISCLOSURES.join(", ")
            )));
        }
    };
    if !known.contains(&format.as_str()) {
        return Err(CliError::said(format!(
            "{what} cannot be exported as “{format}” by this release: choose {}.",
            known.join(", ")
        )));
    }
    match &to.out {
        Some(file) => drop(write::check(file, to.force)?),
        None if BINARY.contains(&format.as_str()) => {
            return Err(CliError::said(format!("{format} goes to a file: name it with --out FILE.")));
        }
        None => {}
    }
    Ok((format, to))
}

fn meeting_named(opened: &Opened, meeting: &str) -> Result<MeetingId, CliError> {
    match named(&opened.session, "meeting", meeting)? {
        Stream::Meeting(id) => Ok(id),
        _ => Err(CliError::said("This names no meeting.")),
    }
}

/// Records that the agenda goes out, so that the copies bear its version, and lets them out: the whole one, beside it
/// that of each who gets a part alone, and in the same step the other part's, where that falls due too. All files are
/// known to be writable first.
fn circulated(
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
fn of_agenda(opened: &mut Opened, id: &MeetingId, whom: Option<&str>, format: &str) -> Result<Made, CliError> {
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

fn of_meeting(
    opened: &mut Opened,
    meeting: &str,
    (version, extent): (Option<u32>, &Extent),
    format: &str,
) -> Result<Made, CliError> {
    let id = meeting_named(opened, meeting)?;
    let bytes = sealing::minutes(&mut opened.session, &id, (version, extent), format, opened.now)?;
    let meeting = opened.session.shown().open_meeting();
    let version = version.or_else(|| Some(meeting?.minutes.latest()?.version));
    let of = meeting.map(|meeting| meeting.label.clone());
    Ok(Made { what: "minutes", of, version, extent: extent.said(), bytes })
}

fn of_template(opened: &mut Opened, case: Option<&str>, format: &str) -> Result<Made, CliError> {
    let id = match case.map(|case| named(&opened.session, "case", case)).transpose()? {
        Some(Stream::Case(id)) => Some(id),
        Some(_) => return Err(CliError::said("This names no case.")),
        None => None,
    };
    if let Some(id) = &id {
        opened.session.load_case(id)?;
    }
    let shown = opened.session.shown();
    let case = id.as_ref().and_then(|id| shown.docs.cases.get(id));
    let label = case.map(|case| case.label.clone());
    let bytes = source(shown, opened).template(case, format)?;
    Ok(Made { what: "template", of: label, bytes, ..Made::default() })
}

/// The agency that somebody names.
fn agency_named(opened: &Opened, said: &str) -> Result<Agency, CliError> {
    match opened.session.shown().terms.find_agency(said) {
        Found::One(agency) => Ok(agency.clone()),
        Found::Many(all) => {
            let names: Vec<_> = all.into_iter().map(|agency| agency.slug.clone()).collect();
            Err(CliError::said(format!("“{said}” could be {}: say which.", listed(&names))))
        }
        Found::None => Err(CliError::said(format!("“{said}” is no agency of this county's terms."))),
    }
}

fn of_disclosures(opened: &mut Opened, format: &str) -> Result<Made, CliError> {
    opened.session.list_disclosures()?;
    let shown = opened.session.shown();
    let bytes = source(shown, opened).disclosures(&shown.log, format)?;
    Ok(Made { what: "disclosure log", bytes, ..Made::default() })
}

fn of_tracker(opened: &mut Opened, format: &str) -> Result<Made, CliError> {
    // Labels of the meetings are needed in JSON alone.
    let kinds: &[&str] = if format == "json" { &["case", "action", "meeting"] } else { &["case", "action"] };
    opened.session.load_kinds(kinds)?;
    let bytes = source(opened.session.shown(), opened).tracker(format)?;
    Ok(Made { what: "tracker", bytes, ..Made::default() })
}

fn source<'a>(shown: &'a Shown, opened: &Opened) -> Source<'a> {
    Source { docs: &shown.docs, terms: &shown.terms, author: &shown.who.name, made_at: opened.now }
}
