//! Judges what is asked of a child's case: opening it, correcting it, filing a form in it.

use super::case::{Case, CaseChange, CaseOpened, Closed, Details, RiskSet};
use super::change::Decided;
use super::decide::{Today, of_case};
use super::docs::Docs;
use super::form::{Filed, Form};
use super::id::{CaseId, EntryId, Ids};
use super::refusal::Refusal;
use super::request::{Correction, NewCase};
use crate::terms::phrase;

pub(super) fn open(new: &NewCase, today: Today<'_>, ids: &mut Ids) -> Result<Vec<Decided>, Refusal> {
    if new.details.name.trim().is_empty() {
        return Err(Refusal::Empty("the child has no name"));
    }
    if new.details.born > new.opened {
        return Err(Refusal::Date { date: new.details.born, why: "is after the day the case was opened" });
    }
    if today.terms.area(&new.area).is_none() {
        return Err(Refusal::Word { word: new.area.clone(), list: "area" });
    }
    if let Some(form) = &new.form {
        sound(form, today)?;
    }
    let id = CaseId::new(ids.next_id());
    let opened = CaseOpened {
        label: String::new(),
        area: new.area.clone(),
        opened: new.opened,
        risk: new.risk.clone(),
        details: new.details.clone(),
    };
    let form = new.form.clone().map(CaseChange::FormFiled);
    let review = new.review_date.map(CaseChange::ReviewDateSet);
    let closed = new.closed.clone().map(CaseChange::ClosedBefore);
    let opened = CaseChange::CaseOpened(Box::new(opened));
    let changes = std::iter::once(opened).chain(form).chain(review).chain(closed);
    Ok(changes.map(|change| of_case(&id, change)).collect())
}

/// What a correction amounts to: only what differs from what stands.
pub(super) fn correct(
    standing: &Case,
    details: &Details,
    risk: Option<&String>,
    today: Today<'_>,
) -> impl Iterator<Item = CaseChange> {
    let changed = (standing.details != *details).then(|| CaseChange::DetailsCorrected(Box::new(details.clone())));
    let risk = risk.filter(|level| standing.risk.as_ref() != Some(*level));
    let on = today.day();
    let risk = risk.map(|level| RiskSet { on, level: level.clone(), because: String::new(), at: None });
    changed.into_iter().chain(risk.map(CaseChange::RiskSet))
}

pub(super) fn closed_before(
    standing: &Case,
    review_date: Option<chrono::NaiveDate>,
    closed: Option<&Closed>,
) -> impl Iterator<Item = CaseChange> {
    let review = review_date.filter(|date| standing.review_date != Some(*date)).map(CaseChange::ReviewDateSet);
    let closed = closed.filter(|closed| standing.closed.as_ref() != Some(*closed)).cloned();
    review.into_iter().chain(closed.map(CaseChange::ClosedBefore))
}

pub(super) fn file_form(
    docs: &Docs,
    today: Today<'_>,
    case: &CaseId,
    form: &Form,
    base: Option<&EntryId>,
    correction: Option<&Correction>,
) -> Result<Vec<Decided>, Refusal> {
    let standing = docs.case(case)?;
    sound(form, today)?;
    let latest = standing.forms.last();
    if latest.map(|filed| &filed.entry) != base {
        let theirs = latest.map_or_else(|| "no form".to_owned(), |filed| named(&filed.form));
        return Err(Refusal::Conflict { theirs, entry: latest.map(|filed| filed.entry.clone()) });
    }
    let same = |filed: &Filed| filed.form.answers == form.answers && filed.form.unplaced == form.unplaced;
    if latest.is_some_and(same) {
        return Err(Refusal::Already { what: "This form", which: named(form) });
    }
    // Two people who come to the same have no conflict.
    let moved = |c: &Correction| c.base != standing.known && c.details != standing.details;
    if correction.is_some_and(moved) {
        let Details { name, born, .. } = &standing.details;
        let theirs = format!("{name}, born {}", phrase::day(*born));
        return Err(Refusal::Conflict { theirs, entry: Some(standing.known.clone()) });
    }
    let filed = CaseChange::FormFiled(Box::new(form.clone()));
    let corrected = correction.into_iter().flat_map(|c| correct(standing, &c.details, c.risk.as_ref(), today));
    Ok(std::iter::once(filed).chain(corrected).map(|change| of_case(case, change)).collect())
}

/// A form says something, and was not received before it was made.
fn sound(form: &Form, today: Today<'_>) -> Result<(), Refusal> {
    if form.answers.is_empty() && form.unplaced.is_empty() {
        return Err(Refusal::Empty("the form has no answers"));
    }
    if form.received > today.day() {
        return Err(Refusal::Date {
            date: form.received,
            why: "has not come yet: a form is received before it is filed",
        });
    }
    Ok(())
}

/// How a form is told from others in a sentence.
fn named(form: &Form) -> String {
    let day = form.completed.map_or_else(
        || format!("received {}", phrase::day(form.received)),
        |day| format!("completed {}", phrase::day(day)),
    );
    format!("the form of {}, {day}", form.from())
}
