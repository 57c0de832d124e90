//! Reading a file that is brought in, and holding it against what the store knows; nothing is recorded here.

use std::path::Path;

use super::perform::Outside;
use super::ui::Ui;
use super::ui::bringing_in::{Brought, Paper};
use super::ui::effect::Effect;
use super::ui::filing::Filing;
use super::ui::returns::Returns;
use super::ui::taking::Taking;
use crate::import::file::{self, FileError};
use crate::import::report::Reading;
use crate::import::returns::{self, reconcile};
use crate::import::tracker::{self, plan};
use crate::import::{sheets, template};
use crate::model::id::CaseId;
use crate::session::Session;

/// The size of a file, in bytes, from which on reading it is waited for.
const LONG: usize = 64 * 1024;

/// Performs what opens a case or an action, and what looks into files and other records at intake.
pub(super) fn perform(
    session: &mut Session,
    ui: &mut Ui,
    effect: Effect,
    outside: &mut impl Outside,
) -> Result<Vec<Effect>, String> {
    match effect {
        Effect::OpenCase(case) => {
            let stands = session.open_case(&case).map_err(|e| e.to_string())?;
            let known = session.shown().docs.cases.get(&stands).map(|case| case.label.clone());
            let label = known.ok_or_else(|| "This case is not there any more.".to_owned())?;
            let effects = ui.show_case(&stands);
            if stands != case {
                ui.say(format!("That record was merged into {label}, which is open here."));
            }
            Ok(effects)
        }
        Effect::OpenRecord(case) => {
            session.open_record(&case).map_err(|e| e.to_string())?;
            Ok(ui.show_case(&case))
        }
        Effect::OpenAction(id) => {
            session.load_action(&id).map_err(|e| e.to_string())?;
            ui.show_action(&id);
            Ok(vec![])
        }
        Effect::FindOthers(case) => {
            let others = session.other_records(&case).map_err(|e| e.to_string())?;
            Ok(ui.open_merge(&case, others, session.shown()))
        }
        Effect::LoadBeside(case) => session.load_case(&case).map_err(|e| e.to_string()).map(|()| vec![]),
        Effect::CompletePath(typed, endings) => {
            ui.take_completions(file::completions(&typed, endings));
            Ok(vec![])
        }
        Effect::ReadPaper(paper, path) => {
            let brought = read(session, ui, &paper, &path, outside)?;
            Ok(ui.show_brought(brought, session.shown()))
        }
        Effect::FindAlike(new) => {
            let like = session.cases_like(&new.details.name, new.details.born).map_err(|e| e.to_string())?;
            Ok(ui.meet_alike(new, like, session.shown()))
        }
        _ => Ok(vec![]),
    }
}

/// Reads a file, and says what it would change.
///
/// # Errors
/// Says in a sentence what is wrong with the file and what to do.
fn read(
    session: &mut Session,
    ui: &Ui,
    paper: &Paper,
    path: &str,
    outside: &mut impl Outside,
) -> Result<Brought, String> {
    match paper {
        Paper::Form(here) => form(session, ui, here.clone(), path).map(Brought::Form),
        Paper::Tracker => taking(session, path, outside).map(Brought::Tracker),
        Paper::Returns => returned(session, path).map(Brought::Returns),
    }
}

fn form(session: &mut Session, ui: &Ui, here: Option<CaseId>, path: &str) -> Result<Filing, String> {
    let word = template::open(Path::new(path)).map_err(|error| error.to_string())?;
    let terms = &session.shown().terms;
    let form = word.form(terms, ui.today()).map_err(|error| error.to_string())?;
    let told = template::told(&form, terms);
    let like = match (&told.name, told.born) {
        (Some(name), Some(born)) => session.cases_like(name, born).map_err(|error| error.to_string())?,
        _ => vec![],
    };
    let like: Vec<_> = like.into_iter().map(|(how, row)| (how, row.case)).collect();
    for case in like.iter().map(|(_, case)| case).chain(&here) {
        session.load_case(case).map_err(|error| error.to_string())?;
    }
    Ok(Filing::new(word.file.clone(), form, told, here, like))
}

/// An agency's return beside the actions as they stand now.
fn returned(session: &mut Session, path: &str) -> Result<Returns, String> {
    let (name, bytes) = file::take(Path::new(path)).map_err(|error| error.to_string())?;
    let sheets = sheets::read(&bytes, &name).map_err(|error| error.to_string())?;
    session.catch_up().map_err(|error| error.to_string())?;
    let returned = returns::read(&sheets, &name, &session.shown().terms).map_err(|error| error.to_string())?;
    session.load_actions(reconcile::actions(&returned)).map_err(|error| error.to_string())?;
    let plan = reconcile::reconcile(&returned, &session.shown().docs, &session.shown().terms);
    let agency = session.shown().terms.organisation_called(&returned.agency).map_or_else(String::new, |own| own.name);
    Ok(Returns::new((name, path.to_owned()), agency, (returned.reading, returned.told), plan))
}

fn taking(session: &mut Session, path: &str, outside: &mut impl Outside) -> Result<Taking, String> {
    let (name, bytes) = file::take(Path::new(path)).map_err(|error| error.to_string())?;
    let (what, is_long) = (format!("Reading {name}"), bytes.len() > LONG);
    let mut far = |done, of| {
        if is_long {
            outside.progress(&what, done, of);
        }
    };
    far(0, 1);
    let sheets = sheets::read(&bytes, &name).map_err(|error| error.to_string())?;
    session.load_kinds(&["case"]).map_err(|error| error.to_string())?;
    let shown = session.shown();
    let said = &shown.docs.county.columns;
    let called = tracker::called(&sheets, said);
    let (reading, missing) = match tracker::read(&sheets, &name, &shown.terms, said, far) {
        Ok(reading) => (reading, None),
        // What its columns are called can be said by hand, where there are any.
        Err(error @ FileError::NoHeader { .. }) if called.titles.len() > 1 => {
            (Reading::empty(), Some(error.to_string()))
        }
        Err(error) => return Err(error.to_string()),
    };
    let plan = plan::plan(&reading.rows, shown.docs.cases.values());
    Ok(Taking::new((name, path.to_owned()), reading, plan, called, missing))
}
