//! An action whole: what was agreed, and every step of its life.

use chrono::NaiveDate;

use crate::model::action::{Action, ActionState, Answer, Did, Owner, Step, Unmet};
use crate::model::action_list::Listed;
use crate::session::Shown;
use crate::terms::phrase::{day, weekday_day};
use crate::tui::theme::Role;
use crate::tui::view::paper::Paper;

/// The cells of a step's day.
const DAY: usize = 13;

/// Writes what the list knows of an action.
pub fn known(paper: &mut Paper<'_>, listed: &Listed, today: NaiveDate) {
    let row = &listed.row;
    paper.text(&row.text, Role::Title);
    let owner = row.owner.as_ref().map_or_else(
        || "no owner".to_owned(),
        |owner| if owner.name.is_empty() { owner.short.clone() } else { format!("{} · {}", owner.short, owner.name) },
    );
    let child = listed.child.as_ref().map_or_else(String::new, |(label, name)| format!("{label} {name}"));
    let parts = [owner, child, row.standing(), due(row.due, row.days_late(today)), times(row.carried)];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    paper.text(&parts.join(" · "), Role::Muted);
    if let Some(because) = row.because.as_ref().filter(|_| row.is_open()) {
        paper.text(&format!("Carried: {because}"), Role::Warning);
    }
    if let Some((on, note)) = &row.note {
        paper.text(&format!("{}: {note}", day(*on)), Role::Info);
    }
    if let Some(ended) = &row.ended {
        paper.text(ended, Role::Text);
    }
}

/// Writes an action whole.
pub fn whole(paper: &mut Paper<'_>, action: &Action, today: NaiveDate, shown: &Shown) {
    paper.text(&action.task.text, Role::Title);
    paper.gap();
    paper.fact("Owner", &action.task.owner.as_ref().map_or_else(|| "none yet".to_owned(), Owner::said));
    let late = action.task.due.map(|due| (today - due).num_days()).filter(|late| action.is_open() && *late > 0);
    let role = if late.is_some() || action.task.due.is_none() { Role::Danger } else { Role::Text };
    paper.fact_in("Due", due(action.task.due, late).trim_start_matches("due "), role);
    paper.fact("Category", action.task.category.as_deref().unwrap_or_default());
    let case = action.raised_at.case.as_ref().and_then(|case| shown.docs.cases.get(shown.docs.stands_for(case)));
    paper.fact("Child", &case.map_or_else(String::new, |case| format!("{} {}", case.label, case.details.name)));
    let (standing, role) = standing(action);
    paper.fact_in("State", &standing, role);
    if let Some(word) = action.cancelled() {
        paper.fact("By", &word.said());
    }
    let words = action.outcome.as_deref().or(action.reason.as_deref().filter(|_| !action.is_open()));
    paper.fact("In words", words.unwrap_or_default());
    let carried = times(action.times_carried());
    paper.fact_in("Dates", &carried, if action.times_carried() >= 3 { Role::Danger } else { Role::Warning });
    paper.heading("Its life");
    let raised = &action.raised_at;
    let at = raised.at.as_ref().map_or_else(|| "in the log of before".to_owned(), |(id, _)| meeting(id, shown));
    paper.hanging(&day(raised.on), DAY, Role::Faint, &format!("Raised {at}"), Role::Text);
    for step in &action.life {
        let (said, role) = told(step);
        let at = step.at.as_ref().map_or_else(String::new, |(id, _)| format!(", {}", meeting(id, shown)));
        paper.hanging(&day(step.on), DAY, Role::Faint, &said, role);
        paper.hanging("", DAY, Role::Faint, &format!("recorded by {}{at}", step.by), Role::Faint);
    }
}

/// What a step was.
pub fn told(step: &Step) -> (String, Role) {
    let (sign, role) = match &step.did {
        Did::Answered(Answer::Done { .. }) => ("✓ ", Role::Success),
        Did::Answered(Answer::Carry { .. }) => ("→ ", Role::Warning),
        Did::Answered(Answer::NotDone { .. }) => ("✗ ", Role::Warning),
        Did::Noted(_) => ("▸ ", Role::Info),
        Did::HandedOver { .. } => ("⇄ ", Role::Text),
        Did::Cancelled { .. } => ("– ", Role::Muted),
        Did::Reworded(_) => ("", Role::Muted),
    };
    (format!("{sign}{}", step.did.said()), role)
}

fn standing(action: &Action) -> (String, Role) {
    let (said, role) = match (action.state, action.closed) {
        (ActionState::Open, _) => ("open".to_owned(), Role::Text),
        (ActionState::InProgress, _) => ("in progress".to_owned(), Role::Info),
        (ActionState::NotCompleted, _) => (format!("✗ {}", Unmet::said(action.unmet.as_ref())), Role::Warning),
        (ActionState::Completed, _) => ("✓ done".to_owned(), Role::Success),
        (ActionState::Cancelled, _) => ("– cancelled by the chair".to_owned(), Role::Muted),
    };
    let on = action.closed.map_or_else(String::new, |on| format!(" {}", day(on)));
    (format!("{said}{on}"), role)
}

/// How an action ended, where there is little room.
pub fn ended(state: ActionState, on: NaiveDate) -> (String, Role) {
    let (sign, role) = match state {
        ActionState::Completed => ("✓", Role::Success),
        ActionState::NotCompleted => ("✗", Role::Warning),
        _ => ("–", Role::Muted),
    };
    (format!("{sign} {}", day(on)), role)
}

fn due(due: Option<NaiveDate>, late: Option<i64>) -> String {
    match (due, late) {
        (None, _) => "no date".to_owned(),
        (Some(due), None) => format!("due {}", weekday_day(due)),
        (Some(due), Some(1)) => format!("1 day late, due {}", weekday_day(due)),
        (Some(due), Some(days)) => format!("{days} days late, due {}", weekday_day(due)),
    }
}

fn times(carried: usize) -> String {
    match carried {
        0 => String::new(),
        1 => "carried once".to_owned(),
        2 => "carried twice".to_owned(),
        many => format!("carried {many} times"),
    }
}

fn meeting(id: &crate::model::id::MeetingId, shown: &Shown) -> String {
    shown.docs.meetings.get(id).map_or_else(
        || "at a meeting".to_owned(),
        |meeting| {
            let area =
                shown.terms.area(&meeting.plan.area).map_or(meeting.plan.area.as_str(), |area| area.name.as_str());
            format!("at {area} Part {}, {}", meeting.plan.part, weekday_day(meeting.plan.date))
        },
    )
}
