//! Children of a tracker: new ones are opened, known ones corrected where the file says otherwise.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::Plan;
use crate::import::tracker::TrackerRow;
use crate::model::case::{Case, Closed, Details};
use crate::model::docs::Docs;
use crate::model::request::{NewCase, Request};
use crate::terms::fold;

/// What the rows amount to: a child is known by name, however it is spelt, and date of birth. What a row leaves empty
/// stays as it is.
pub(super) fn plan(rows: &[TrackerRow], docs: &Docs) -> Plan {
    let known: BTreeMap<(String, NaiveDate), &Case> =
        docs.cases.values().map(|case| ((fold(&case.details.name), case.details.born), case)).collect();
    let mut plan = Plan::default();
    for row in rows {
        match known.get(&(fold(&row.name), row.born)) {
            None => {
                plan.new += 1;
                plan.requests.push(Request::OpenCase(Box::new(opened(row))));
            }
            Some(case) => {
                if let Some(request) = corrected(case, row) {
                    plan.updated += 1;
                    plan.requests.push(request);
                }
            }
        }
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
