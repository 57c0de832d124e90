//! The action log, and the places that Part 1 hands to Part 2.

use chrono::NaiveDate;

use super::{Viewing, day, json};
use crate::cli::CliError;
use crate::cli::table::Table;
use crate::export::view_json::Views;
use crate::model::action::{Action, ActionState, Unmet};
use crate::model::place::Place;

/// Every action: the open ones by their date, then the closed ones.
pub(super) fn actions(view: &mut Viewing<'_>) -> Result<(), CliError> {
    let kinds: &[&str] = if view.json { &["action", "case", "meeting"] } else { &["action", "case"] };
    view.session.load_kinds(kinds)?;
    let shown = view.session.shown();
    let mut actions: Vec<&Action> = shown.docs.actions.values().collect();
    actions.sort_by_key(|action| (!action.is_open(), action.task.due, action.label.len(), action.label.clone()));
    if view.json {
        let views = Views::new(&shown.docs, &shown.terms, view.today);
        let actions: Vec<_> = actions.into_iter().map(|action| views.action(action)).collect();
        return json(&actions, view.out);
    }
    let case = |action: &Action| {
        let case = action.raised_at.case.as_ref().and_then(|id| shown.docs.cases.get(id));
        case.map_or_else(String::new, |case| case.label.clone())
    };
    action_table(&actions, view.today, case).print(view.out)
}

/// Actions under a heading, each with what `of` says of it where they are not all one child's.
pub(super) fn action_table(actions: &[&Action], today: NaiveDate, of: impl Fn(&Action) -> String) -> Table {
    let mut table = Table::new(&["Ref", "Case", "Due", "State", "Action"]);
    for action in actions {
        let owner = action.task.owner.as_ref().map_or("no owner", |owner| owner.short.as_str());
        let state = match action.state {
            _ if action.is_overdue(today) => "overdue",
            ActionState::Open => "open",
            ActionState::InProgress => "begun",
            ActionState::Completed => "done",
            ActionState::NotCompleted => "not done",
            ActionState::Cancelled => "cancelled",
        };
        let carried = match action.times_carried() {
            0 => String::new(),
            1 => " (carried once)".to_owned(),
            times => format!(" (carried {times} times)"),
        };
        let how = match action.state {
            ActionState::NotCompleted => Unmet::behind(action.unmet.as_ref()),
            ActionState::InProgress => action.progress().map_or_else(String::new, |(_, note)| format!(" ({note})")),
            ActionState::Cancelled => action.cancelled().map_or_else(String::new, |word| format!(" ({})", word.said())),
            ActionState::Open | ActionState::Completed => String::new(),
        };
        let text = format!("{owner}: {}{carried}{how}", action.task.text);
        table.row([action.label.clone(), of(action), day(action.task.due), state.to_owned(), text]);
    }
    table
}

/// Every place, vehicle and group, the latest first.
pub(super) fn places(view: &mut Viewing<'_>) -> Result<(), CliError> {
    view.session.load_kinds(&["place", "case", "meeting"])?;
    let shown = view.session.shown();
    let mut places: Vec<&Place> = shown.docs.places.values().collect();
    places.sort_by_key(|place| std::cmp::Reverse((place.named.on, place.label.len(), place.label.clone())));
    if view.json {
        let views = Views::new(&shown.docs, &shown.terms, view.today);
        let places: Vec<_> = places.into_iter().map(|place| views.place(place)).collect();
        return json(&places, view.out);
    }
    let mut table = Table::new(&["Ref", "Named", "Area", "Kind", "What"]);
    for place in places {
        table.row([&place.label, &day(Some(place.named.on)), &place.area, &place.kind, &place.text]);
    }
    table.print(view.out)
}
