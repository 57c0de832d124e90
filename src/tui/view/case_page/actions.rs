//! The child's actions: the open ones by date, then what became of the others.

use chrono::NaiveDate;

use crate::model::action::{Action, ActionState, Unmet};
use crate::model::case::Case;
use crate::session::Shown;
use crate::terms::phrase::{day, weekday_day};
use crate::tui::theme::Role;
use crate::tui::view::paper::Paper;

/// Writes the actions.
pub fn write(paper: &mut Paper<'_>, case: &Case, today: NaiveDate, shown: &Shown) {
    let mut actions: Vec<&Action> = shown.docs.actions_of(&case.id).collect();
    actions.sort_by_key(|action| (!action.is_open(), action.task.due, action.label.len(), action.label.clone()));
    let open = actions.iter().filter(|action| action.is_open()).count();
    let overdue = actions.iter().filter(|action| action.is_overdue(today)).count();
    let late = if overdue == 0 { String::new() } else { format!(", {overdue} overdue") };
    paper.line([(format!("{open} open").as_str(), Role::Text), (&late, Role::Danger)]);
    paper.gap();
    for action in actions.iter().filter(|action| action.is_open()) {
        tell(paper, action, today);
    }
    let closed: Vec<&&Action> = actions.iter().filter(|action| !action.is_open()).collect();
    if !closed.is_empty() {
        paper.heading(&format!("Closed {}", closed.len()));
    }
    for action in closed.into_iter().rev() {
        let owner = action.task.owner.as_ref().map_or("no owner", |owner| owner.short.as_str());
        let said = format!("{owner}: {}", action.task.text);
        paper.hanging(&action.label, 6, Role::Key, &said, Role::Muted);
        let (how, role) = match (action.state, action.cancelled()) {
            (ActionState::Completed, _) => ("✓ done".to_owned(), Role::Success),
            (ActionState::NotCompleted, _) => (format!("✗ {}", Unmet::said(action.unmet.as_ref())), Role::Warning),
            (_, Some(word)) => (format!("cancelled by {},", word.said()), Role::Muted),
            _ => ("cancelled".to_owned(), Role::Muted),
        };
        let on = action.closed.map_or_else(String::new, |on| format!(" {}", day(on)));
        let words = action.outcome.as_ref().or(action.reason.as_ref()).map_or("", String::as_str);
        let colon = if words.is_empty() { "" } else { ": " };
        paper.hanging("", 6, Role::Muted, &format!("{how}{on}{colon}{words}"), role);
    }
}

/// Tells of an open action: who is to do what, by when, and how often it was carried.
pub fn tell(paper: &mut Paper<'_>, action: &Action, today: NaiveDate) {
    let owner = action.task.owner.as_ref().map_or("no owner", |owner| owner.short.as_str());
    paper.hanging(&action.label, 6, Role::Key, &format!("{owner}: {}", action.task.text), Role::Text);
    let (due, role) = match action.task.due {
        Some(due) if action.is_overdue(today) => {
            (format!("overdue {} days, by {}", (today - due).num_days(), weekday_day(due)), Role::Danger)
        }
        Some(due) => (format!("by {}", weekday_day(due)), Role::Muted),
        None => ("no date".to_owned(), Role::Danger),
    };
    let times = match action.times_carried() {
        0 => String::new(),
        1 => " · carried once".to_owned(),
        2 => " · carried twice".to_owned(),
        many => format!(" · carried {many} times"),
    };
    let because = action.carried.last().filter(|carried| !carried.because.is_empty());
    let because = because.map_or_else(String::new, |carried| format!(": {}", carried.because));
    paper.hanging("", 6, Role::Muted, &format!("{due}{times}{because}"), role);
    if let Some((on, note)) = action.progress() {
        paper.hanging("", 6, Role::Muted, &format!("{}: {note}", day(on)), Role::Info);
    }
}
