//! The open actions as to-dos, for a calendar or a task list.

use icalendar::{Calendar, Class, Component, Todo, TodoStatus};

use super::{Actions, case};
use crate::model::action::ActionState;
use crate::model::action_list::Listed;

/// Writes a to-do for each open action (RFC 5545). A calendar shows its title to whoever looks over a shoulder: it says
/// whose the action is and no more; what is to be done stands within.
pub(super) fn todos(source: &Actions<'_>) -> String {
    let mut calendar = Calendar::new();
    for listed in source.rows() {
        calendar.push(todo(listed, source));
    }
    calendar.done().to_string()
}

fn todo(listed: &Listed, source: &Actions<'_>) -> Todo {
    let row = &listed.row;
    let marking = &source.terms.sharing.marking;
    let owner = row.owner.as_ref().map_or_else(|| "no owner yet".to_owned(), |owner| owner.short.clone());
    let of = case(listed);
    let about = if of.is_empty() { String::new() } else { format!("\n\nCase {of}") };
    let status = if row.state == ActionState::InProgress { TodoStatus::InProcess } else { TodoStatus::NeedsAction };
    let mut todo = Todo::new();
    todo.uid(&format!("{}@mace.{}", row.action, source.terms.county.name.replace(' ', "-")).to_lowercase())
        .timestamp(source.made_at)
        .summary(&format!("{marking}: MACE action {}, {owner}", row.label))
        .description(&format!("{marking}\n\n{}{about}", row.text))
        .class(Class::Private)
        .status(status);
    if let Some(due) = row.due {
        todo.due(due);
    }
    todo.done()
}
