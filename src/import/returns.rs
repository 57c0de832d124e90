//! An agency's return: the workbook that went out with its open actions, filled in and perhaps saved by another program,
//! sorted anew, with columns added or moved. Each row says what it was by its stamp ([`crate::model::returned`]).

use std::collections::BTreeMap;

use super::actions::{State, state_called};
use super::cells::{Line, says_nothing};
use super::file::FileError;
use super::header::{self, Names};
use super::report::{Reading, Refused};
use super::sheets::Sheet;
use super::table::{self, Kind};
use crate::model::action::ActionState;
use crate::model::decide_action::{ForAction, NO_OUTCOME, NO_REASON};
use crate::model::returned::Stamp;
use crate::terms::Terms;
use crate::terms::phrase::day;

/// Returns held against what the store knows.
pub mod reconcile;

/// A row of a return that reads well.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReturnRow {
    /// The sheet it stands on.
    pub sheet: String,
    /// The row's number there.
    pub row: usize,
    /// The action as it went out.
    pub stamp: Stamp,
    /// What the agency says of it; none where it says nothing new.
    pub said: Option<ForAction>,
}

/// A return as it was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Returned {
    /// The agency whose it is, by its slug; empty where no row reads.
    pub agency: String,
    /// Its rows.
    pub reading: Reading<ReturnRow>,
    /// What every row with a reference says, also of those that are refused, by its sheet and number.
    pub told: BTreeMap<(String, usize), Told>,
}

/// What a row of a return says, as it stands in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// The reference.
    pub label: String,
    /// What is to be done.
    pub text: String,
    /// The state, in which way it was not done, and the outcome; those that are filled in.
    pub returned: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Reference,
    Text,
    Due,
    State,
    Which,
    Outcome,
    Stamp,
}

const NAMES: [Names<Column>; 7] = [
    (Column::Reference, &["reference", "ref"]),
    (Column::Text, &["action"]),
    (Column::Due, &["due"]),
    (Column::State, &["state", "status"]),
    (Column::Which, &["if not completed"]),
    (Column::Outcome, &["outcome", "outcome or how far it is"]),
    (Column::Stamp, &["stamp"]),
];

const KIND: Kind<Column> = Kind {
    names: &NAMES,
    needed: &[Column::Stamp, Column::Reference, Column::Text, Column::State, Column::Which, Column::Outcome],
};

/// Reads a return. What is not the agency's to say, and what nobody can read, is refused by its cell.
///
/// # Errors
/// When no sheet that a person sees has the columns of a workbook that went out.
pub fn read(sheets: &[Sheet], file: &str, terms: &Terms) -> Result<Returned, FileError> {
    let row = |line: &mut Line<'_, Column>| returned(line, terms).into_iter().collect();
    let reading =
        table::rows(sheets, file, &KIND, &[], row, |row: &ReturnRow| format!("{} {:?}", row.stamp, row.said))?;
    Ok(of_one_agency(reading, told(sheets), terms))
}

/// What every row with a reference says.
fn told(sheets: &[Sheet]) -> BTreeMap<(String, usize), Told> {
    let mut told = BTreeMap::new();
    for sheet in sheets {
        let Some(header) = header::find(sheet, KIND.names, KIND.needed, &[]) else { continue };
        for row in sheet.rows.iter().skip(header.at + 1) {
            let line = Line::new(sheet, row, &header);
            let label = line.text(Column::Reference);
            if label.is_empty() {
                continue;
            }
            let said = [Column::State, Column::Which, Column::Outcome].map(|column| line.text(column));
            let said: Vec<String> = said.into_iter().filter(|words| !says_nothing(words)).collect();
            let (text, returned) = (line.text(Column::Text), said.join(" · "));
            told.insert((sheet.name.clone(), row.number), Told { label, text, returned });
        }
    }
    told
}

/// A return is one agency's: rows that were copied into it from another's are refused.
fn of_one_agency(mut reading: Reading<ReturnRow>, told: BTreeMap<(String, usize), Told>, terms: &Terms) -> Returned {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for row in &reading.rows {
        *counts.entry(&row.stamp.agency).or_default() += 1;
    }
    let agency = counts.into_iter().max_by_key(|(_, count)| *count).map_or("", |(agency, _)| agency).to_owned();
    let name = |slug: &str| terms.organisation_called(slug).map_or_else(|| slug.to_owned(), |own| own.name);
    let (own, others): (Vec<_>, Vec<_>) = reading.rows.into_iter().partition(|row| row.stamp.agency == agency);
    reading.rows = own;
    reading.refused.extend(others.into_iter().map(|row| {
        let reason = format!("it went out to {}, and this is the return of {}", name(&row.stamp.agency), name(&agency));
        refused(&row, reason)
    }));
    Returned { agency, reading, told }
}

/// Refuses a row for the action that it is about.
fn refused(row: &ReturnRow, reason: impl Into<String>) -> Refused {
    Refused {
        sheet: row.sheet.clone(),
        row: row.row,
        column: "Reference".to_owned(),
        value: row.stamp.label.clone(),
        reason: reason.into(),
    }
}

fn returned(line: &mut Line<'_, Column>, terms: &Terms) -> Option<ReturnRow> {
    let stamp = stamp(line)?;
    if !stamp.is_of_words(&line.text(Column::Text)) {
        line.refuse(Column::Text, "the wording was altered since it went out; what is agreed is worded by the meeting");
    }
    same_date(line, &stamp);
    let said = said(line, &stamp, terms);
    let (sheet, row) = (line.sheet().to_owned(), line.number());
    line.refused.is_empty().then_some(ReturnRow { sheet, row, stamp, said })
}

/// Reads the stamp, and holds the reference against it.
fn stamp(line: &mut Line<'_, Column>) -> Option<Stamp> {
    let (text, reference) = (line.text(Column::Stamp), line.text(Column::Reference));
    match text.parse::<Stamp>() {
        Ok(stamp) if stamp.label.eq_ignore_ascii_case(&reference) => Some(stamp),
        Ok(stamp) => {
            line.refuse(Column::Reference, format!("the reference was altered: this row went out as {}", stamp.label));
            None
        }
        Err(_) if text.is_empty() => {
            line.refuse(
                Column::Reference,
                "no action that went out in this workbook; something new is raised at the meeting",
            );
            None
        }
        Err(_) => {
            line.refuse(Column::Stamp, "the stamp was altered; take this row again from the workbook that went out");
            None
        }
    }
}

/// A date is moved by the meeting or the chair, not by typing over it.
fn same_date(line: &mut Line<'_, Column>, stamp: &Stamp) {
    if !line.has(Column::Due) {
        return;
    }
    let before = line.refused.len();
    let due = line.date(Column::Due);
    if line.refused.len() == before && due != stamp.due {
        let was = stamp.due.map_or_else(|| "without a date".to_owned(), |due| format!("with {}", day(due)));
        line.refuse(Column::Due, format!("it went out {was}: another date is asked of the chair"));
    }
}

/// Reads what the agency says; nothing where the row stands as it went out.
fn said(line: &mut Line<'_, Column>, stamp: &Stamp, terms: &Terms) -> Option<ForAction> {
    let state = line.text(Column::State);
    let words = Some(line.text(Column::Outcome)).filter(|words| !says_nothing(words)).unwrap_or_default();
    let Some(called) = state_called(&state) else {
        line.refuse(Column::State, "not a state of an action; choose Open, In progress, Completed or Not completed");
        return None;
    };
    let not_done = called == State::NotCompleted;
    if !not_done && !says_nothing(&line.text(Column::Which)) {
        line.refuse(Column::Which, format!("it belongs to what is not completed, and the state says {state}"));
        return None;
    }
    match called {
        State::Cancelled => {
            line.refuse(Column::State, "only the chair can cancel an action; say why, and ask the chair");
            None
        }
        State::Open if stamp.state == ActionState::InProgress => {
            line.refuse(Column::State, "it went out in progress, and what was begun does not go back to open");
            None
        }
        // A word on how far it is says that it was begun.
        State::Open | State::InProgress if !words.is_empty() => Some(ForAction::Note { text: words }),
        State::Open => None,
        State::InProgress if stamp.state == ActionState::InProgress => None,
        State::InProgress => {
            line.refuse(Column::Outcome, "what is in progress needs how far it is, in words");
            None
        }
        State::Completed if words.is_empty() => {
            line.refuse(Column::Outcome, NO_OUTCOME);
            None
        }
        State::Completed => Some(ForAction::Done { outcome: words }),
        State::NotCompleted => {
            let kind = line.word(Column::Which, &terms.vocabulary.not_done, "a way of not being done");
            if kind.is_none() && line.refused.is_empty() {
                line.refuse(Column::Which, "choose whether circumstances changed or the agency left it undone");
            }
            if words.is_empty() {
                line.refuse(Column::Outcome, NO_REASON);
            }
            kind.map(|kind| ForAction::NotDone { kind, because: words })
        }
    }
}

#[cfg(test)]
mod tests;
