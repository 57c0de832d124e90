//! Children of a tracker: new ones are opened, known ones corrected where the file says otherwise.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::TrackerRow;
use crate::model::alike::Register;
use crate::model::case::{Case, Closed, Details};
use crate::model::request::{NewCase, Request};
use crate::terms::fold;

/// What becomes of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    /// A case is opened.
    New,
    /// The case with this reference is corrected.
    Corrects(String),
    /// The case with this reference says the same already.
    Same(String),
}

/// What the rows of a tracker amount to.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Plan {
    /// What becomes of each row, in the rows' order.
    pub fates: Vec<Fate>,
    /// What is asked for by those that change something.
    pub requests: Vec<Request>,
    /// The rows that open a case for a child who may be known already, by their place, and as whom.
    pub like: BTreeMap<usize, String>,
}

impl Plan {
    /// How many cases are opened.
    #[must_use]
    pub fn new_cases(&self) -> usize {
        self.fates.iter().filter(|fate| **fate == Fate::New).count()
    }

    /// How many cases are corrected.
    #[must_use]
    pub fn corrected(&self) -> usize {
        self.fates.iter().filter(|fate| matches!(fate, Fate::Corrects(_))).count()
    }
}

/// Holds the rows against the cases that are known: a child is known by name, however it is spelt, and date of birth.
/// What a row leaves empty stays as it is.
#[must_use]
pub fn plan<'a>(rows: &[TrackerRow], cases: impl Iterator<Item = &'a Case>) -> Plan {
    let known: BTreeMap<(String, NaiveDate), &Case> =
        cases.filter(|case| !case.is_merged()).flat_map(|case| case.identities().map(move |own| (own, case))).collect();
    let mut register = Register::default();
    for ((name, born), case) in &known {
        register.enter(name, *born, &case.label);
    }
    let mut plan = Plan::default();
    for (at, row) in rows.iter().enumerate() {
        let fate = match known.get(&(fold(&row.name), row.born)) {
            None => {
                if let Some((how, called)) = register.find(&row.name, row.born) {
                    plan.like.insert(at, format!("it may be {called}: {}", how.words()));
                }
                register.enter(&row.name, row.born, &format!("row {} of {}", row.row, row.sheet));
                plan.requests.push(Request::OpenCase(Box::new(opened(row))));
                Fate::New
            }
            Some(case) => match corrected(case, row) {
                Some(request) => {
                    plan.requests.push(request);
                    Fate::Corrects(case.label.clone())
                }
                None => Fate::Same(case.label.clone()),
            },
        };
        plan.fates.push(fate);
    }
    plan
}

fn opened(row: &TrackerRow) -> NewCase {
    let blank = Details::of(&row.name, row.born);
    let closed = closed(row);
    NewCase {
        area: row.area.clone(),
        opened: row.opened,
        risk: row.risk.clone(),
        details: filled(&blank, row, ""),
        review_date: row.review.filter(|_| closed.is_none()),
        closed,
        form: None,
    }
}

/// What the row corrects, or nothing.
fn corrected(case: &Case, row: &TrackerRow) -> Option<Request> {
    let details = filled(&case.details, row, &case.label);
    let risk = row.risk.clone().filter(|risk| case.risk.as_ref() != Some(risk));
    let closed = closed(row).filter(|closed| case.closed.as_ref() != Some(closed));
    // A closed case has no review date, and an old file does not open it again.
    let open = case.is_open() && closed.is_none();
    let review_date = row.review.filter(|date| open && case.review_date != Some(*date));
    let same = details == case.details && risk.is_none() && closed.is_none() && review_date.is_none();
    (!same).then(|| Request::CorrectCase {
        case: case.id.clone(),
        details: Box::new(details),
        risk,
        review_date,
        closed,
    })
}

/// What is known of the child once the row is added. The spelling of a known name stays.
fn filled(known: &Details, row: &TrackerRow, label: &str) -> Details {
    let or = |said: &Option<String>, known: &Option<String>| said.clone().or_else(|| known.clone());
    let notes = notes(row, label);
    Details {
        district: row.district.clone().unwrap_or_else(|| known.district.clone()),
        models: if row.models.is_empty() { known.models.clone() } else { row.models.clone() },
        education: or(&row.education, &known.education),
        legal_status: or(&row.legal_status, &known.legal_status),
        gender: or(&row.gender, &known.gender),
        ethnicity: or(&row.ethnicity, &known.ethnicity),
        notes: if notes.is_empty() { known.notes.clone() } else { notes },
        ..known.clone()
    }
}

/// The row's notes, with the reference that the file gave the child. A running number says nothing later on.
fn notes(row: &TrackerRow, label: &str) -> String {
    let reference = row
        .reference
        .as_deref()
        .filter(|reference| !reference.eq_ignore_ascii_case(label) && reference.chars().any(char::is_alphabetic));
    match (reference, row.notes.trim()) {
        (None, notes) => notes.to_owned(),
        (Some(reference), "") => format!("Earlier reference: {reference}."),
        (Some(reference), notes) => format!("Earlier reference: {reference}. {notes}"),
    }
}

fn closed(row: &TrackerRow) -> Option<Closed> {
    let outcome = row.outcome.clone().unwrap_or_else(|| "Not recorded".to_owned());
    row.closed.map(|on| Closed { on, outcome, reason_reduced: row.reason.clone() })
}
