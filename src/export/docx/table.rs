//! Tables of a Word document: light rules, a header row that comes again on every page, rows that stay whole.

use super::super::document::{Block, Cell, Table};
use super::body::{Body, Place};

/// The space between a cell's edge and its text, in twentieths of a point.
const PADDING: u32 = 85;

/// Beyond so many characters a row may run over the page's end: kept whole it would leave half a page empty.
const LONG_ROW: usize = 1_200;

/// Writes a table, caption first. Rows are at least `row_height` high, in twentieths of a point; nought lets them fit.
pub(super) fn write(body: &mut Body, table: &Table, row_height: u32) {
    let widths = widths(table, body.width);
    if !table.caption.is_empty() {
        body.open("Caption", true);
        body.xml.open("w:r", &[]).leaf("w:t", &[("xml:space", "preserve")], &table.caption).close();
        body.xml.close();
    }
    body.xml.open("w:tbl", &[]);
    properties(body, table, widths.iter().sum());
    body.xml.open("w:tblGrid", &[]);
    for width in &widths {
        body.xml.empty("w:gridCol", &[("w:w", &width.to_string())]);
    }
    body.xml.close();
    header(body, table, &widths);
    let keep = body.keep;
    for (at, cells) in table.rows.iter().enumerate() {
        // The last row is not left alone on a page: the one before goes with it.
        body.keep = keep || at + 2 == table.rows.len();
        row(body, table, cells, &widths, row_height);
    }
    body.keep = keep;
    body.xml.close();
}

fn properties(body: &mut Body, table: &Table, width: u32) {
    let heads = if table.kind.first_column_heads_its_row() { "1" } else { "0" };
    body.xml
        .open("w:tblPr", &[])
        .empty("w:tblStyle", &[("w:val", "MinutesTable")])
        .empty("w:tblW", &[("w:w", &width.to_string()), ("w:type", "dxa")])
        .empty("w:tblLayout", &[("w:type", "fixed")])
        .empty(
            "w:tblLook",
            &[
                ("w:val", if heads == "1" { "06A0" } else { "0620" }),
                ("w:firstRow", "1"),
                ("w:lastRow", "0"),
                ("w:firstColumn", heads),
                ("w:lastColumn", "0"),
                ("w:noHBand", "1"),
                ("w:noVBand", "1"),
            ],
        );
    if !table.caption.is_empty() {
        body.xml.empty("w:tblCaption", &[("w:val", &table.caption)]);
    }
    body.xml.close();
}

fn header(body: &mut Body, table: &Table, widths: &[u32]) {
    body.xml.open("w:tr", &[]).open("w:trPr", &[]).empty("w:cantSplit", &[]).empty("w:tblHeader", &[]).close();
    for (column, width) in table.columns.iter().zip(widths) {
        open_cell(body, *width);
        // The header row is never the last thing on a page.
        body.open("TableHeading", true);
        body.xml.open("w:r", &[]).leaf("w:t", &[("xml:space", "preserve")], &column.heading).close();
        body.xml.close().close();
    }
    body.xml.close();
}

fn row(body: &mut Body, table: &Table, cells: &[Cell], widths: &[u32], height: u32) {
    body.xml.open("w:tr", &[]).open("w:trPr", &[]);
    if cells.iter().map(length).sum::<usize>() <= LONG_ROW {
        body.xml.empty("w:cantSplit", &[]);
    }
    if height > 0 {
        body.xml.empty("w:trHeight", &[("w:val", &height.to_string()), ("w:hRule", "atLeast")]);
    }
    body.xml.close();
    let (place, width) = (body.place, body.width);
    for (at, (cell, cell_width)) in cells.iter().zip(widths).enumerate() {
        open_cell(body, *cell_width);
        let heads = at == 0 && table.kind.first_column_heads_its_row();
        body.place = if heads { Place::RowHeading } else { Place::Cell };
        body.width = cell_width.saturating_sub(2 * PADDING);
        if cell.blocks.iter().all(|block| matches!(block, Block::PageBreak)) {
            body.line("TableText", "");
        } else {
            body.blocks(&cell.blocks);
            end_in_a_paragraph(body, &cell.blocks);
        }
        body.xml.close();
    }
    (body.place, body.width) = (place, width);
    body.xml.close();
}

fn open_cell(body: &mut Body, width: u32) {
    body.xml
        .open("w:tc", &[])
        .open("w:tcPr", &[])
        .empty("w:tcW", &[("w:w", &width.to_string()), ("w:type", "dxa")])
        .close();
}

/// Word refuses a cell whose last thing is not a paragraph, or that holds none.
fn end_in_a_paragraph(body: &mut Body, blocks: &[Block]) {
    let writes_a_paragraph = blocks.last().is_some_and(|block| match block {
        Block::Fields { fields } => !fields.is_empty(),
        Block::Bullets { items } => !items.is_empty(),
        Block::Together { .. } | Block::PageBreak => false,
        _ => true,
    });
    if !writes_a_paragraph {
        body.line("Spacer", "");
    }
}

/// Shares the width by weight; what rounding leaves goes to the last column.
fn widths(table: &Table, total: u32) -> Vec<u32> {
    let weights: u32 = table.columns.iter().map(|column| u32::from(column.weight)).sum();
    let mut widths: Vec<u32> =
        table.columns.iter().map(|column| total * u32::from(column.weight) / weights.max(1)).collect();
    let used: u32 = widths.iter().sum();
    if let Some(last) = widths.last_mut() {
        *last += total.saturating_sub(used);
    }
    widths
}

/// Counts a cell's characters, near enough to tell a long row.
fn length(cell: &Cell) -> usize {
    cell.blocks.iter().map(block_length).sum()
}

fn block_length(block: &Block) -> usize {
    match block {
        Block::Heading { text, .. } => text.chars().count(),
        Block::Paragraph(paragraph) => paragraph.runs.iter().map(|run| run.text.chars().count()).sum(),
        Block::Bullets { items } => items.iter().flatten().map(|run| run.text.chars().count()).sum(),
        Block::Fields { fields } => fields.iter().flat_map(|field| &field.value).map(|run| run.text.len()).sum(),
        Block::Callout(callout) => callout.blocks.iter().map(block_length).sum(),
        Block::Together { blocks } => blocks.iter().map(block_length).sum(),
        Block::Table(table) => table.rows.iter().flatten().map(length).sum(),
        Block::PageBreak | Block::Signature(_) => 0,
    }
}
