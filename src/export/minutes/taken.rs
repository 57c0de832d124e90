//! What was taken off an agenda before the meeting: the child, why, and when the case is reviewed instead.

use super::super::document::{Block, Cell, Level, Part, TableKind};
use super::{part, spread, words};
use crate::model::agenda::NewItem;
use crate::model::docs::Docs;
use crate::model::meeting::Meeting;

/// Writes those that are shown, each child's row a part of that child's own; nothing where there are none.
pub(in crate::export) fn parts(meeting: &Meeting, docs: &Docs, shows: impl Fn(&NewItem) -> bool) -> Vec<Part> {
    let told: Vec<_> = meeting.taken_off.iter().filter(|off| shows(&off.planned)).collect();
    if told.is_empty() {
        return vec![];
    }
    let rows = told.into_iter().map(|off| {
        let case = off.planned.case.as_ref().and_then(|case| docs.cases.get(case));
        let what =
            case.map_or_else(|| off.planned.title.clone(), |case| format!("{}: {}", case.label, case.details.name));
        let until = off.until.map_or_else(|| "Not due".to_owned(), words::day);
        (off.planned.case.clone(), [what, off.reason.clone(), until].map(Cell::text).into())
    });
    let columns = [("Case", 34), ("Reason", 44), ("Reviewed instead", 22)];
    let (header, rows) = spread("taken-off", TableKind::Plain, &columns, rows);
    let head = vec![Block::heading(Level::One, "Taken off the agenda"), header];
    std::iter::once(part("taken-off", None, head)).chain(rows).collect()
}
