//! The action log of before: each action once, with its child found by reference or name.

use chrono::NaiveDate;

use super::Plan;
use crate::import::actions::{ActionRow, State};
use crate::import::person_name;
use crate::import::report::Refused;
use crate::model::action::{Action, Answer, Owner, Task};
use crate::model::case::Case;
use crate::model::docs::Docs;
use crate::model::id::{Address, CaseId};
use crate::model::request::{OldAction, Request};
use crate::terms::{Terms, fold};

/// What the rows amount to. An action is known by its child, its words and the day it was raised; how a known one stands
/// is the store's to say, since answers are given in meetings.
pub(super) fn plan(rows: &[ActionRow], docs: &Docs, terms: &Terms, today: NaiveDate) -> Plan {
    let mut plan = Plan::default();
    for row in rows {
        let case = match row.about.as_deref().map(|about| child(about, docs)).transpose() {
            Ok(case) => case,
            Err(reason) => {
                plan.refused.push(refused(row, reason));
                continue;
            }
        };
        let text = words(row);
        if docs.actions.values().any(|known| is_same(known, case, &text, row.raised)) {
            continue;
        }
        plan.new += 1;
        let raised = row.raised.or(row.due.filter(|due| *due <= today)).unwrap_or(today);
        let owner = row.owner.as_ref().and_then(|(agency, designation)| {
            owner(terms, docs, case.map(|case| case.area.as_str()), agency, designation)
        });
        let task = Task { owner, text, due: row.due, category: row.category.clone() };
        let answer = answer(row).map(|answer| (row.closed.or(row.due).unwrap_or(raised).max(raised), answer));
        let case = case.map(|case| case.id.clone());
        plan.requests.push(Request::TakeOverAction(Box::new(OldAction { case, raised, task, answer })));
    }
    plan
}

/// The child that a log names by reference or by name.
fn child<'a>(about: &str, docs: &'a Docs) -> Result<&'a Case, &'static str> {
    if let Some(case) = docs.cases.values().find(|case| case.label.eq_ignore_ascii_case(about.trim())) {
        return docs.case(docs.stands_for(&case.id)).map_err(|_| "its record is not in this store");
    }
    let name = fold(&person_name(about));
    let is =
        |case: &&Case| fold(&case.details.name) == name || case.former.iter().any(|former| fold(&former.name) == name);
    let mut named = docs.records().filter(is);
    match (named.next(), named.next()) {
        (Some(case), None) => Ok(case),
        (Some(_), Some(_)) => Err("several children of that name are in this store; give the case's reference"),
        _ => Err("no case of that name or reference is in this store; import the tracker first"),
    }
}

fn refused(row: &ActionRow, reason: &str) -> Refused {
    Refused {
        sheet: row.sheet.clone(),
        row: row.row,
        column: "Child".to_owned(),
        value: row.about.clone().unwrap_or_default(),
        reason: reason.to_owned(),
    }
}

/// What is to be done, with what else the log says of it.
fn words(row: &ActionRow) -> String {
    let reference = row.reference.as_ref().map(|reference| format!("earlier number {reference}"));
    let notes = Some(row.notes.trim().to_owned()).filter(|notes| !notes.is_empty());
    // An owner whom the terms do not know is still said.
    let owner = Some(row.owner_text.trim()).filter(|text| row.owner.is_none() && !text.is_empty());
    let more: Vec<String> =
        owner.map(|owner| format!("owner: {owner}")).into_iter().chain(reference).chain(notes).collect();
    if more.is_empty() { row.text.clone() } else { format!("{} ({})", row.text, more.join("; ")) }
}

fn is_same(known: &Action, case: Option<&Case>, text: &str, raised: Option<NaiveDate>) -> bool {
    let child: Option<&CaseId> = case.map(|case| &case.id);
    known.raised_at.case.as_ref() == child
        && fold(&known.task.text) == fold(text)
        && raised.is_none_or(|raised| known.raised_at.on == raised)
}

fn answer(row: &ActionRow) -> Option<Answer> {
    let said = Some(row.outcome.trim()).filter(|said| !said.is_empty());
    // Nothing is closed without words: where the log has none, that is what is said.
    let or = |unsaid: &str| said.unwrap_or(unsaid).to_owned();
    let not_done = |because| Some(Answer::NotDone { because, kind: None });
    match row.state {
        State::Open | State::InProgress => None,
        State::Completed => Some(Answer::Done { outcome: or("The log of before records no outcome.") }),
        State::NotCompleted => not_done(or("The log of before records no reason.")),
        State::Cancelled => not_done(said.map_or_else(|| "Cancelled".to_owned(), |said| format!("Cancelled: {said}"))),
    }
}

/// The owner in the words of the terms, with the name that the contact list has for Part 1 of the child's area.
fn owner(terms: &Terms, docs: &Docs, area: Option<&str>, agency: &str, designation: &str) -> Option<Owner> {
    let (of, post) = terms.designation(agency, designation)?;
    let holder = docs.county.contacts.iter().find(|contact| {
        Some(contact.area.as_str()) == area
            && contact.part == 1
            && contact.agency == agency
            && contact.designation == designation
    });
    let short = if of.designations.len() > 1 { format!("{} {}", of.short, post.short) } else { of.short.clone() };
    Some(Owner {
        address: Address::new(format!("{agency}/{designation}")),
        agency: of.name.clone(),
        short,
        designation: post.title.clone(),
        name: holder.map_or_else(String::new, |holder| holder.name.clone()),
    })
}
