//! Tables in plain text: side by side where the columns have room, row by row as label and value where they have not.

use super::document::{Cell, Table};
use super::text::{indented, lines as block_lines};
use super::wrap::{width, wrap};

/// The space between two columns.
const GAP: usize = 2;

/// A column narrower than this makes a table hard to read.
const NARROW: usize = 8;

/// Gives a table as lines no wider than `columns`.
pub(super) fn lines(table: &Table, columns: usize) -> Vec<String> {
    let mut out = if table.caption.is_empty() { Vec::new() } else { wrap(&table.caption, columns) };
    match widths(table, columns) {
        Some(widths) => out.extend(side_by_side(table, &widths)),
        None => out.extend(row_by_row(table, columns)),
    }
    out
}

fn side_by_side(table: &Table, widths: &[usize]) -> Vec<String> {
    let head: Vec<Vec<String>> =
        table.columns.iter().zip(widths).map(|(column, width)| wrap(&column.heading, *width)).collect();
    let rows: Vec<Vec<String>> = table
        .rows
        .iter()
        .map(|row| {
            let cells: Vec<Vec<String>> =
                row.iter().zip(widths).map(|(cell, width)| block_lines(&cell.blocks, *width)).collect();
            joined(&cells, widths)
        })
        .collect();
    let spaced = rows.iter().any(|row| row.len() > 1);
    let mut out = joined(&head, widths);
    out.push(widths.iter().map(|width| "-".repeat(*width)).collect::<Vec<_>>().join(&" ".repeat(GAP)));
    for (at, row) in rows.into_iter().enumerate() {
        if spaced && at > 0 {
            out.push(String::new());
        }
        out.extend(row);
    }
    out
}

/// Joins the lines of a row's cells, top to top.
fn joined(cells: &[Vec<String>], widths: &[usize]) -> Vec<String> {
    let height = cells.iter().map(Vec::len).max().unwrap_or_default().max(1);
    (0..height)
        .map(|at| {
            let mut line = String::new();
            for (cell, columns) in cells.iter().zip(widths) {
                let text = cell.get(at).map_or("", String::as_str);
                line.push_str(text);
                line.push_str(&" ".repeat(columns.saturating_sub(width(text)) + GAP));
            }
            line.trim_end().to_owned()
        })
        .collect()
}

fn row_by_row(table: &Table, columns: usize) -> Vec<String> {
    let mut out = Vec::new();
    if table.rows.is_empty() {
        let headings: Vec<&str> = table.columns.iter().map(|column| column.heading.as_str()).collect();
        out.extend(wrap(&headings.join(", "), columns));
    }
    for (at, row) in table.rows.iter().enumerate() {
        if at > 0 {
            out.push(String::new());
        }
        for (cell, column) in row.iter().zip(&table.columns) {
            out.extend(wrap(&format!("{}:", column.heading), columns));
            out.extend(indented(&block_lines(&cell.blocks, columns.saturating_sub(4)), "    ", "    "));
        }
    }
    out
}

/// Gives each column its natural width where that is within its share, and shares the rest by weight; none where a
/// column would become too narrow to read.
fn widths(table: &Table, columns: usize) -> Option<Vec<usize>> {
    let natural: Vec<usize> = (0..table.columns.len()).map(|at| natural(table, at)).collect();
    let room = columns.checked_sub(GAP * (natural.len().saturating_sub(1)))?;
    let mut widths: Vec<Option<usize>> = vec![None; natural.len()];
    loop {
        let taken: usize = widths.iter().flatten().sum();
        let left = room.checked_sub(taken)?;
        let weights: usize = table
            .columns
            .iter()
            .zip(&widths)
            .filter(|(_, width)| width.is_none())
            .map(|(column, _)| usize::from(column.weight))
            .sum();
        let share = |at: usize| left * usize::from(table.columns[at].weight) / weights.max(1);
        let fits: Vec<usize> =
            (0..natural.len()).filter(|at| widths[*at].is_none() && natural[*at] <= share(*at)).collect();
        if fits.is_empty() {
            let shared: Vec<usize> = (0..natural.len()).map(|at| widths[at].unwrap_or_else(|| share(at))).collect();
            let readable = (0..natural.len()).all(|at| shared[at] >= NARROW.min(natural[at]).max(1));
            return readable.then_some(shared);
        }
        for at in fits {
            widths[at] = Some(natural[at].max(1));
        }
    }
}

fn natural(table: &Table, at: usize) -> usize {
    // Wide enough that nothing wraps, small enough that a nested table does not fill it.
    const UNBOUND: usize = 400;
    let cell =
        |cell: &Cell| block_lines(&cell.blocks, UNBOUND).iter().map(|line| width(line)).max().unwrap_or_default();
    let heading = table.columns.get(at).map_or(0, |column| width(&column.heading));
    table.rows.iter().filter_map(|row| row.get(at)).map(cell).max().unwrap_or_default().max(heading)
}
