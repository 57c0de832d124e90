//! Everything owed in a meeting before it ends, item by item.

use super::checks::{Owed, is_undecided_without_reason, together};
use super::decide::owed_on;
use super::docs::Docs;
use super::id::ItemId;
use super::meeting::Meeting;

/// Something owed, with the item to go to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The item.
    pub item: ItemId,
    /// Its number and name.
    pub name: String,
    /// What is owed.
    pub owed: String,
    /// Why, where it was said.
    pub reason: Option<String>,
    /// Whether the meeting cannot end before a reason is given.
    pub needs_reason: bool,
}

/// Everything owed in a meeting, in the order of the agenda.
#[must_use]
pub fn owed_in(meeting: &Meeting, docs: &Docs) -> Vec<Row> {
    let mut rows = Vec::new();
    for (index, item) in meeting.items.iter().enumerate() {
        let case = item.case().and_then(|case| docs.cases.get(case));
        let name = case.map_or_else(|| item.planned.title.clone(), |case| case.label.clone());
        for (what, owed) in together(&owed_on(meeting, item, docs)) {
            let name = format!("{} {name}", index + 1);
            let undecided = matches!(what, Owed::NoDecision | Owed::NotDiscussed);
            let needs_reason = undecided && is_undecided_without_reason(item);
            rows.push(Row { item: item.id().clone(), name, owed, reason: item.reason.clone(), needs_reason });
        }
    }
    rows
}
