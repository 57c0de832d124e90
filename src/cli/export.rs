//! `mace export`: plain-text copies, marked, private, and entered in the journal.

mod agenda;
mod subject;

use std::io::Write;
use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::opening::{Access, Opened, listed, open};
use super::show::named;
use super::{CliError, Context, Global};
use crate::export::actions::ACTIONS;
use crate::export::anonymised::{Doubt, listed as told};
use crate::export::packs::PACKS;
use crate::export::produce::{AGENDA, DISCLOSURES, MINUTES, Source, TEMPLATE, TRACKER};
use crate::export::write;
use crate::model::anonymous::How;
use crate::model::decide_disclosure::SUBJECT;
use crate::model::id::{MeetingId, Stream};
use crate::model::request::{Export as Note, Request};
use crate::saving::{self, Extent, Made, Wanted, for_whom};
use crate::session::Shown;
use crate::store::Digest;
use crate::terms::{Found, Organisation};

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
        /// Without names: children by references, by initials, or by nothing but a number; persons of concern by letters.
        /// What nobody can be certain of is listed afterwards, for a person to look at.
        #[arg(long, value_name = "HOW", value_parser = How::ALL.map(How::name))]
        anonymised: Option<String>,
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
        /// The one agency whose they are, as yos, or of several councils the one, as council/maldon; without it those of
        /// every agency, to look at.
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
    /// Everything held on one child, for whoever asks to see it; the names of others are marked, for a person to review.
    Subject {
        /// The case's reference, as M-2026-014.
        case: String,
        /// docx, pdf, html, md or txt.
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
        What::Minutes { meeting, version, agency, case, anonymised, .. } => {
            let one =
                agency.clone().map(Extent::For).or_else(|| case.as_ref().map(|case| Extent::Case(case.to_uppercase())));
            let anonymised = anonymised.as_deref().and_then(How::read);
            let wanted = Wanted { version: *version, extent: one.unwrap_or_default(), anonymised };
            let id = meeting_named(&opened, meeting)?;
            let made = saving::minutes(&mut opened.session, &id, &wanted, format, opened.now)?;
            return let_out(&mut opened, made, format, &for_a_member(to, agency.clone()), out);
        }
        What::Agenda { meeting, circulate: Some(agencies), alone, .. } => {
            let id = meeting_named(&opened, meeting)?;
            return agenda::circulated(&mut opened, &id, (agencies, *alone), format, to, out);
        }
        What::Agenda { meeting, agency, .. } => {
            let id = meeting_named(&opened, meeting)?;
            let made = agenda::of_agenda(&mut opened, &id, agency.as_deref(), format)?;
            let to = for_a_member(to, agency.clone());
            return let_out(&mut opened, made, format, &to, out);
        }
        What::Actions { agency, .. } => {
            let agency = agency.as_ref().map(|said| organisation_named(&opened, said)).transpose()?;
            let of = agency.as_ref().map(|agency| agency.slug.clone());
            let bytes =
                saving::actions(&mut opened.session, of.as_deref(), format, opened.now).map_err(CliError::said)?;
            let made = Made { what: "actions", of, bytes, ..Made::default() };
            let to = for_a_member(to, agency.map(|agency| agency.name));
            return let_out(&mut opened, made, format, &to, out);
        }
        What::Template { case, .. } => of_template(&mut opened, case.as_deref(), format)?,
        What::Subject { case, .. } => subject::of_subject(&mut opened, case, format)?,
        What::Disclosures { .. } => of_disclosures(&mut opened, format)?,
        _ => of_tracker(&mut opened, format)?,
    };
    let_out(&mut opened, made, format, to, out)
}

/// Enters a copy in the journal, and lets it out.
fn let_out(
    opened: &mut Opened,
    Made { what, of, version, extent, bytes, doubts }: Made,
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
    if let Some(file) = &to.out {
        write::write_export(file, &bytes, to.force)?;
        writeln!(out, "Wrote {}.", file.display())?;
        lines(&doubts).iter().try_for_each(|line| writeln!(out, "{line}"))?;
    } else {
        out.write_all(&bytes)?;
        // What was asked for has the output to itself.
        for line in lines(&doubts) {
            eprintln!("{line}");
        }
    }
    Ok(())
}

/// What of an anonymised copy a person must look at, line by line.
fn lines(doubts: &[Doubt]) -> Vec<String> {
    let groups = told(doubts).into_iter();
    let lines: Vec<String> = groups
        .flat_map(|(why, words)| {
            std::iter::once(format!("{why}:")).chain(words.into_iter().map(|word| format!("  {word}")))
        })
        .collect();
    let head =
        (!lines.is_empty()).then(|| "Look at these before it goes out; no program can be certain of them.".to_owned());
    head.into_iter().chain(lines).collect()
}

/// Where a paper goes that is for a member or an invitee; they get it for the meeting, unless it is said otherwise.
fn for_a_member(to: &To, member: Option<String>) -> To {
    let (recipient, purpose) = for_whom(to.recipient.clone(), to.purpose.clone(), member);
    To { recipient, purpose, ..to.clone() }
}

/// Refuses what cannot be, before a passphrase is asked for.
fn check(export: &Export) -> Result<(&str, &To), CliError> {
    let (what, format, to, known) = match &export.what {
        What::Minutes { format, to, .. } => ("minutes", format, to, &MINUTES[..]),
        What::Agenda { format, to, .. } => ("the agenda", format, to, &AGENDA[..]),
        What::Template { format, to, .. } => ("the template", format, to, &TEMPLATE[..]),
        What::Tracker { format, to } => ("the tracker", format, to, &TRACKER[..]),
        What::Actions { format, to, .. } => ("the actions", format, to, &ACTIONS[..]),
        What::Subject { format, to, .. } => (SUBJECT, format, to, &PACKS[..]),
        What::Disclosures { format, to } => ("the disclosure log", format, to, &DISCLOSURES[..]),
        What::Other(_) => {
            return Err(CliError::said(format!(
                "This cannot be exported by this release: it exports `minutes MEETING` as {}, `agenda MEETING` as \
                 {}, `template [CASE]` as {}, `tracker` as {}, `actions` as {}, `disclosures` as {} and `subject CASE` as {}.",
                MINUTES.join(", "),
                AGENDA.join(", "),
                TEMPLATE.join(", "),
                TRACKER.join(", "),
                ACTIONS.join(", "),
                DISCLOSURES.join(", "),
                PACKS.join(", ")
            )));
        }
    };
    if format == "json" && matches!(&export.what, What::Minutes { anonymised: Some(_), .. }) {
        let papers = PACKS.join(", ");
        return Err(CliError::said(format!("Anonymised minutes are a paper and no data: choose {papers}.")));
    }
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

/// The agency or the council that somebody names.
fn organisation_named(opened: &Opened, said: &str) -> Result<Organisation, CliError> {
    match opened.session.shown().terms.find_organisation(said.trim_start_matches('@')) {
        Found::One(own) => Ok(own),
        Found::Many(all) => {
            let names: Vec<_> = all.into_iter().map(|own| own.slug).collect();
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
