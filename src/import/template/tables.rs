//! Finding the answers in a table: two columns or four, labels above or beside, merged or nested.

use std::collections::{BTreeMap, BTreeSet};

use super::content::{Block, Cell, Table};
use super::labels::{Label, Sure};
use super::placing::{Placing, is_guidance, text_of};
use crate::terms::Field;

/// A table whose texts are at hand.
struct Grid<'t> {
    rows: Vec<Vec<Seen<'t>>>,
    /// The columns in which some row has a label.
    label_columns: BTreeSet<usize>,
}

/// A cell and what it says.
struct Seen<'t> {
    cell: &'t Cell,
    text: String,
    /// Whether it certainly is a label.
    certain: bool,
}

/// Places everything that a table says.
pub(super) fn place(placing: &mut Placing<'_>, table: &Table) {
    let grid = Grid::of(placing, table);
    let mut taken: usize = 0;
    let mut merged = BTreeMap::new();
    for row in 0..grid.rows.len() {
        if row < taken {
            continue;
        }
        taken = row
            + 1
            + rows_below(placing, &grid, row).unwrap_or_else(|| {
                along(placing, &grid, row, &mut merged);
                0
            });
    }
}

impl<'t> Grid<'t> {
    fn of(placing: &Placing<'_>, table: &'t Table) -> Self {
        let seen = |cell: &'t Cell| {
            let text = text_of(cell);
            let certain = placing.label(&text).is_some_and(|label| label.sure == Sure::Certain);
            Seen { cell, text, certain }
        };
        let rows: Vec<Vec<Seen<'t>>> = table.rows.iter().map(|row| row.iter().map(seen).collect()).collect();
        let certain = rows.iter().flatten().filter(|seen| seen.certain);
        let label_columns = certain.map(|seen| seen.cell.column).collect();
        Self { rows, label_columns }
    }

    /// The text of the cell of a row that stands below a cell.
    fn below(&self, row: usize, above: &Cell) -> Option<&Seen<'t>> {
        let overlaps = |seen: &&Seen<'_>| {
            seen.cell.column < above.column + above.span && above.column < seen.cell.column + seen.cell.span
        };
        self.rows.get(row)?.iter().find(overlaps)
    }

    fn has_label(&self, row: usize) -> bool {
        self.rows.get(row).is_some_and(|cells| cells.iter().any(|seen| seen.certain))
    }
}

/// Reads a row whose answers stand below it; says how many rows they take. `None` where they do not.
fn rows_below(placing: &mut Placing<'_>, grid: &Grid<'_>, row: usize) -> Option<usize> {
    let cells = &grid.rows[row];
    if let [only] = &cells[..] {
        return Some(single(placing, grid, row, only));
    }
    if let Some(rows) = matrix(placing, grid, row) {
        return Some(rows);
    }
    let next = grid.rows.get(row + 1)?;
    if cells.len() < 2 || next.len() < 2 || !cells.iter().all(|seen| seen.certain) || grid.has_label(row + 1) {
        return None;
    }
    for seen in cells {
        let Some(label) = placing.label(&seen.text) else { continue };
        let (field, rest) = (label.field, label.rest.to_owned());
        let answer = grid.below(row + 1, seen.cell).map_or("", |below| below.text.as_str());
        let answer = if answer.is_empty() && !is_guidance(field, &rest) { &rest } else { answer };
        placing.answer(field, answer);
        placing.goes_under(field);
    }
    Some(1)
}

/// A row of one cell: a label with its answer in the next row or in itself, a heading, or a form within a frame. Says
/// how many rows below belong to it.
fn single(placing: &mut Placing<'_>, grid: &Grid<'_>, row: usize, only: &Seen<'_>) -> usize {
    let next = grid.rows.get(row + 1).and_then(|cells| match &cells[..] {
        [below] => Some(below),
        _ => None,
    });
    // An answer may be a word that is a label elsewhere; then the labels go on in every second row.
    let below = next.filter(|below| !below.certain || grid.has_label(row + 2) && !below.text.contains(':'));
    let Some(label) = placing.label(&only.text) else {
        if holds_form(placing, only.cell) {
            placing.blocks(&only.cell.blocks);
            return 0;
        }
        let pair =
            below.filter(|below| !below.certain && !placing.is_heading(&only.text) && !holds_form(placing, below.cell));
        match pair {
            Some(below) => placing.leave(&only.text, &below.text),
            None => placing.leave("", &only.text),
        }
        return usize::from(pair.is_some());
    };
    let (field, rest) = (label.field, label.rest.to_owned());
    placing.goes_under(field);
    let own = !is_guidance(field, &rest);
    match below {
        Some(below) if !own || !below.certain && !below.text.is_empty() && rest.is_empty() => {
            placing.answer(field, &below.text);
            1
        }
        _ => {
            placing.answer(field, if own { &rest } else { "" });
            0
        }
    }
}

/// Views as a table: the parts down the side, whose view along the top.
fn matrix(placing: &mut Placing<'_>, grid: &Grid<'_>, row: usize) -> Option<usize> {
    let wholes: Vec<(&Cell, _)> = grid.rows[row]
        .iter()
        .skip(1)
        .filter_map(|seen| {
            let field = placing.label(&seen.text).filter(|label| label.sure == Sure::Certain)?.field;
            placing.has_parts(field).then_some((seen.cell, field))
        })
        .collect();
    let (_, first) = wholes.first()?;
    let parts = |cells: &&Vec<Seen<'_>>| {
        let side = cells.first().filter(|side| !side.text.is_empty());
        side.is_some_and(|side| placing.part_of(first, &side.text).is_some())
    };
    let rows = grid.rows[row + 1..].iter().take_while(parts).count();
    for below in row + 1..=row + rows {
        let side = grid.rows[below][0].text.clone();
        for (above, whole) in &wholes {
            let answer = grid.below(below, above).map_or("", |seen| seen.text.as_str());
            if let Some(part) = placing.part_of(whole, &side) {
                placing.answer(part, answer);
            }
        }
    }
    (rows > 0).then_some(rows)
}

/// Reads a row from left to right: a label, its answer, the next label.
fn along<'a>(placing: &mut Placing<'a>, grid: &Grid<'_>, row: usize, merged: &mut BTreeMap<usize, &'a Field>) {
    let cells = &grid.rows[row];
    let mut at = 0;
    while let Some(seen) = cells.get(at) {
        at += 1;
        if seen.cell.continues {
            let Some(field) = merged.get(&seen.cell.column).copied() else { continue };
            if !part_follows(placing, field, &cells[at..]) {
                let (text, used) = answer(grid, row, at);
                placing.add(field, &text);
                at += used;
            }
            continue;
        }
        if seen.text.is_empty() {
            continue;
        }
        let Some(label) = placing.label(&seen.text) else {
            if holds_form(placing, seen.cell) {
                placing.blocks(&seen.cell.blocks);
                continue;
            }
            let (text, used) = answer(grid, row, at);
            let (label, text) =
                if text.is_empty() { ("", seen.text.as_str()) } else { (seen.text.as_str(), text.as_str()) };
            // An unknown question without an answer says nothing.
            if used == 0 || !label.is_empty() {
                placing.leave(label, text);
            }
            at += used;
            continue;
        };
        let field = label.field;
        merged.insert(seen.cell.column, field);
        at += labelled(placing, grid, (row, at), &label);
    }
}

/// Keeps the answer of a label, and says how many cells it took.
fn labelled<'a>(placing: &mut Placing<'a>, grid: &Grid<'_>, (row, at): (usize, usize), label: &Label<'a, '_>) -> usize {
    let field = label.field;
    placing.goes_under(field);
    let next = grid.rows[row].get(at);
    let own = !is_guidance(field, label.rest);
    if part_follows(placing, field, &grid.rows[row][at..]) {
        return 0;
    }
    // "Gender: Female | Ethnicity: …": each cell has its own answer.
    if own && next.is_none_or(|next| next.certain || next.text.is_empty()) {
        placing.answer(field, label.rest);
        return usize::from(next.is_some_and(|next| next.text.is_empty() && !next.certain));
    }
    let (text, used) = answer(grid, row, at);
    placing.answer(field, &text);
    used
}

/// Whether the next cell is a label too, of a part: "Parents' view | Safety and well-being | …".
fn part_follows(placing: &Placing<'_>, whole: &Field, cells: &[Seen<'_>]) -> bool {
    cells.len() > 1 && placing.part_of(whole, &cells[0].text).is_some()
}

/// The answer that begins at a cell, and how many cells it takes: one, and those after it in which no row has a label.
fn answer(grid: &Grid<'_>, row: usize, at: usize) -> (String, usize) {
    let cells = &grid.rows[row][at..];
    let more = cells.iter().skip(1).take_while(|seen| !seen.certain && !grid.label_columns.contains(&seen.cell.column));
    let used = cells.len().min(1) + more.count();
    let texts: Vec<&str> =
        cells[..used].iter().map(|seen| seen.text.as_str()).filter(|text| !text.is_empty()).collect();
    (texts.join("\n"), used)
}

/// Whether a cell frames a form of its own.
fn holds_form(placing: &Placing<'_>, cell: &Cell) -> bool {
    cell.blocks.iter().any(|block| match block {
        Block::Table(table) => {
            placing.certain(table) > 0 || table.rows.iter().flatten().any(|inner| holds_form(placing, inner))
        }
        Block::Paragraph(_) => false,
    })
}
