//! Tables of a PDF: light rules, a header row that comes again on every page, rows that stay whole where they fit.

use super::super::document::{Cell, Table};
use super::body::{Body, Place, kept_with_next};
use super::lines::Span;
use super::slab::{Content, Edge, Keep, Row, Slab};
use super::styles;
use super::tags::{NodeId, Role};

/// A column is at least so wide, in points, where the table has the room.
const NARROWEST: f32 = 28.0;

impl Body<'_> {
    /// Lays out a table, caption first. Rows are at least `least` high, in points; nought lets them fit.
    pub(super) fn table(&mut self, table: &Table, least: f32) -> Vec<Slab> {
        let outside = self.place;
        let node = self.tags.add(self.parent, Role::Table);
        let style = styles::CAPTION;
        let spans = [Span::new(&table.caption, style.face, style.ink)];
        let mut out = self.within(node, self.left, self.width, |body| body.said(Role::Caption, &spans, &style));
        let widths = widths(table, self.width);
        let header = self.header(node, table, &widths);
        let head = (outside == Place::Page).then_some(self.heads.len());
        if outside == Place::Page {
            self.heads.push(header.clone());
        }
        // The caption stays with the head, and the head with the first row.
        out = kept_with_next(out);
        out.push(Slab { keep: if table.rows.is_empty() { Keep::No } else { Keep::WithNext }, ..header });
        if !table.rows.is_empty() {
            let body = self.tags.add(node, Role::TableBody);
            for (at, cells) in table.rows.iter().enumerate() {
                let mut slab = self.row(body, table, cells, &widths, least);
                slab.head = head;
                // The last row is not left alone on a page: the one before goes with it.
                slab.keep = if at + 2 == table.rows.len() { Keep::WithNext } else { Keep::No };
                out.push(slab);
            }
        }
        if let Some(last) = out.last_mut() {
            last.after = if outside == Place::Page { styles::AROUND } else { styles::TABLE.after };
        }
        self.place = outside;
        out
    }

    fn header(&mut self, table_node: NodeId, table: &Table, widths: &[f32]) -> Slab {
        let head = self.tags.add(table_node, Role::TableHead);
        let row = self.tags.add(head, Role::Row);
        let style = styles::TABLE_HEADING;
        let mut cells = Vec::new();
        for (column, (x, width)) in table.columns.iter().zip(places(self.left, widths)) {
            let spans = [Span::new(&column.heading, style.face, style.ink)];
            let cell = self.tags.add(row, Role::ColumnHeading);
            cells.push(self.within(cell, x, width, |body| body.said(Role::Paragraph, &spans, &style)));
        }
        let row = self.edged(Edge::Head, widths, cells);
        Slab::new(Content::Row(Row { sinks: true, ..row }))
    }

    fn row(&mut self, body: NodeId, table: &Table, cells: &[Cell], widths: &[f32], least: f32) -> Slab {
        let row = self.tags.add(body, Role::Row);
        let mut out = Vec::new();
        for (at, (cell, (x, width))) in cells.iter().zip(places(self.left, widths)).enumerate() {
            let heads = at == 0 && table.kind.first_column_heads_its_row();
            let (place, role) = if heads { (Place::RowHeading, Role::RowHeading) } else { (Place::Cell, Role::Cell) };
            let node = self.tags.add(row, role);
            self.place = place;
            out.push(self.within(node, x, width, |body| body.blocks(&cell.blocks)));
        }
        Slab::new(Content::Row(Row { least, ..self.edged(Edge::Row, widths, out) }))
    }

    fn edged(&self, edge: Edge, widths: &[f32], cells: Vec<Vec<Slab>>) -> Row {
        let (_, above, below) = styles::CELL;
        Row { edge, x: self.left, width: widths.iter().sum(), above, below, ..Row::bare(cells) }
    }
}

/// Gives the left edge and the width of each cell's text.
fn places(left: f32, widths: &[f32]) -> Vec<(f32, f32)> {
    let text = |x: &mut f32, width: &f32| {
        let left = *x + styles::CELL.0;
        *x += width;
        Some((left, width - 2.0 * styles::CELL.0))
    };
    widths.iter().scan(left, text).collect()
}

/// Shares the width by weight, none too narrow to hold a word.
fn widths(table: &Table, total: f32) -> Vec<f32> {
    let weights: f32 = table.columns.iter().map(|column| f32::from(column.weight)).sum();
    let shares: Vec<f32> =
        table.columns.iter().map(|column| total * f32::from(column.weight) / weights.max(1.0)).collect();
    let columns = u16::try_from(shares.len()).unwrap_or(u16::MAX).max(1);
    let least = NARROWEST.min(total / f32::from(columns));
    let lacking: f32 = shares.iter().map(|share| (least - share).max(0.0)).sum();
    let spare: f32 = shares.iter().map(|share| (share - least).max(0.0)).sum();
    let give = if spare > 0.0 { lacking / spare } else { 0.0 };
    shares.iter().map(|share| least.max(share - give * (share - least).max(0.0))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::document::{Column, TableKind};

    #[track_caller]
    fn check(weights: &[u16], expected: &[f32]) {
        let columns = weights.iter().map(|weight| Column::new("", *weight)).collect();
        let (kind, caption, rows) = (TableKind::Plain, String::new(), Vec::new());
        let table = Table { kind, caption, columns, rows, continues: false };
        let found: Vec<f32> = widths(&table, 400.0).iter().map(|width| width.round()).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn the_width_is_shared_by_weight_and_no_column_vanishes() {
        check(&[1, 3], &[100.0, 300.0]);
        check(&[1, 1000], &[28.0, 372.0]);
        check(&[1; 20], &[20.0; 20]);
    }
}
