//! What was taken off an agenda before the meeting: the child, why, and when the case is reviewed instead.

use super::super::document::{Block, Cell, Level, Part, TableKind};
use super::{part, spread, words};
use crate::model::docs::Docs;
use crate::model::meeting::Meeting;

/// Writes them, each child's row a part of that child's own; nothing where nothing was taken off.
pub(in crate::export) fn parts(meeting: &Meeting, docs: &Docs) -> Vec<Part> {
    if meeting.taken_off.is_empty() {
        return vec![];
    }
    let rows = meeting.taken_off.iter().map(|off| {
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
