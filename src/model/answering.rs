//! Which open actions are read out on an item, to be answered there: done, carried, not done.

use chrono::NaiveDate;

use super::action::{Action, Answer};
use super::agenda::{Item, ItemKind};
use super::checks;
use super::docs::Docs;
use super::meeting::Meeting;
use crate::terms::Holds;

/// The actions to be answered on an item: those of its child raised before, open or answered here;
/// on the action log, those of every child that is not on today's agenda.
#[must_use]
pub fn open_actions<'a>(meeting: &Meeting, item: &Item, docs: &'a Docs) -> Vec<&'a Action> {
    let here = |action: &&Action| {
        let raised_here = checks::raised_here(meeting, item, action);
        let answered_here = action.answered_at(&meeting.id, item.id()).is_some();
        !raised_here && (action.is_open() || answered_here)
    };
    let log = is_log(item);
    let of_the_log = |action: &&Action| {
        log && action.raised_at.case.as_ref().is_none_or(|case| meeting.item_of(docs.stands_for(case)).is_none())
    };
    let today = meeting.plan.date;
    let before = |action: &&Action| action.raised_at.at.as_ref().is_none_or(|(raised, _)| *raised != meeting.id);
    let mut actions: Vec<&Action> = match item.case() {
        Some(own) => docs.actions_of(own).filter(here).collect(),
        None => docs.actions.values().filter(of_the_log).filter(here).filter(before).collect(),
    };
    // As they stood before they were answered here: a row stays where it was read out. The log goes agency by agency.
    actions.sort_by_cached_key(|action| {
        let due = due_before(action, meeting, item);
        let agency = if log { agency(action).map(str::to_owned) } else { None };
        (agency, due.is_none_or(|due| due >= today), due, action.label.len(), action.label.clone())
    });
    actions
}

/// The name of the agency that is to do it; none where it has no owner.
#[must_use]
pub fn agency(action: &Action) -> Option<&str> {
    action.task.owner.as_ref().map(|owner| owner.agency.as_str())
}

/// Whether an item is the review of the action log, which goes agency by agency.
#[must_use]
pub fn is_log(item: &Item) -> bool {
    item.planned.kind == ItemKind::Standing(Holds::ActionLog)
}

fn due_before(action: &Action, meeting: &Meeting, item: &Item) -> Option<NaiveDate> {
    match (action.answered_at(&meeting.id, item.id()), action.carried.last()) {
        (Some(Answer::Carry { .. }), Some(carried)) => carried.from,
        _ => action.task.due,
    }
}
