//! Makes a tree fit to render: its text clean, its continued tables joined, its rows as long as the header.
//!
//! Every renderer begins here, so that no format has to think of control characters or ragged rows by itself.

use super::document::{
    Block, Callout, Cell, Column, Document, Field, Part, Run, Signatory, Signature, Table, TableKind,
};

/// Drops what no format can hold and no reader should meet: control characters, and the marks that reorder text.
///
/// Newlines (of any system, and Unicode's own) become `\n`, a tab becomes a space. Right-to-left text needs no marks
/// to be shown rightly; an embedded override can make a sentence read as another, so those are dropped. Joiners stay,
/// as emoji and several scripts need them.
#[must_use]
pub fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\r' => {
                characters.next_if_eq(&'\n');
                out.push('\n');
            }
            '\n' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => out.push('\n'),
            '\t' => out.push(' '),
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}' => {}
            character if character.is_control() => {}
            character => out.push(character),
        }
    }
    out
}

/// Does what [`clean`] does, and keeps the text on one line: for headings, labels and cells of a heading row.
#[must_use]
pub fn clean_line(text: &str) -> String {
    clean(text).replace('\n', " ")
}

/// Gives the tree as renderers want it: one part, `about` nobody, with all blocks in order.
pub(super) fn prepare(document: &Document) -> Document {
    Document {
        title: clean_line(&document.title),
        subject: clean_line(&document.subject),
        status: clean_line(&document.status),
        marking: clean_line(&document.marking),
        header_left: clean_line(&document.header_left),
        header_right: clean_line(&document.header_right),
        foot: clean_line(&document.foot),
        reference: fields(&document.reference),
        language: document.language.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect(),
        author: clean_line(&document.author),
        created: document.created,
        parts: vec![Part { id: String::new(), about: None, blocks: flow(&document.parts) }],
    }
}

/// Gives the blocks of parts in order, clean, with continued tables joined.
pub(super) fn flow(parts: &[Part]) -> Vec<Block> {
    let mut flow = Vec::new();
    for part in parts {
        gather(&part.blocks, &mut flow);
    }
    flow
}

/// Gives a prepared tree's blocks.
pub(super) fn blocks(prepared: &Document) -> impl Iterator<Item = &Block> {
    prepared.parts.iter().flat_map(|part| &part.blocks)
}

/// Sets out a signature as a table, with room to sign while anybody has not; `blank` stands where nothing is written.
pub(super) fn signature_lines(signature: &Signature, blank: &str) -> Table {
    let unsigned = signature.signatories.iter().any(|signatory| signatory.date.is_empty());
    let mut columns = vec![Column::new("Role", 2), Column::new("Name", 6)];
    if unsigned {
        columns.push(Column::new("Signature", 6));
    }
    columns.push(Column::new("Date", 4));
    let written = |text: &str| Cell::text(if text.is_empty() { blank } else { text });
    let rows = signature.signatories.iter().map(|signatory| {
        let mut cells = vec![Cell::text(&signatory.role), written(&signatory.name)];
        if unsigned {
            cells.push(written(""));
        }
        cells.push(written(&signatory.date));
        cells
    });
    Table { kind: TableKind::Plain, caption: String::new(), columns, rows: rows.collect(), continues: false }
}

fn gather(from: &[Block], flow: &mut Vec<Block>) {
    for block in from {
        let block = self::block(block);
        match (flow.last_mut(), block) {
            (Some(Block::Table(before)), Block::Table(table)) if table.continues && table.columns == before.columns => {
                before.rows.extend(table.rows);
            }
            (_, block) => flow.push(block),
        }
    }
}

fn gathered(from: &[Block]) -> Vec<Block> {
    let mut flow = Vec::with_capacity(from.len());
    gather(from, &mut flow);
    flow
}

fn block(block: &Block) -> Block {
    match block {
        Block::Heading { level, text } => Block::Heading { level: *level, text: clean_line(text) },
        Block::Paragraph(paragraph) => {
            let mut paragraph = paragraph.clone();
            paragraph.runs = runs(&paragraph.runs);
            Block::Paragraph(paragraph)
        }
        Block::Fields { fields } => Block::Fields { fields: self::fields(fields) },
        Block::Table(table) => Block::Table(self::table(table)),
        Block::Bullets { items } => Block::Bullets { items: items.iter().map(|item| runs(item)).collect() },
        Block::Callout(callout) => Block::Callout(Callout {
            kind: callout.kind,
            label: clean_line(&callout.label),
            blocks: gathered(&callout.blocks),
        }),
        Block::Together { blocks } => Block::Together { blocks: gathered(blocks) },
        Block::PageBreak => Block::PageBreak,
        Block::Signature(signature) => Block::Signature(Signature {
            statement: clean(&signature.statement),
            signatories: signature
                .signatories
                .iter()
                .map(|signatory| Signatory {
                    role: clean_line(&signatory.role),
                    name: clean_line(&signatory.name),
                    date: clean_line(&signatory.date),
                })
                .collect(),
        }),
    }
}

fn table(table: &Table) -> Table {
    let mut columns: Vec<Column> =
        table.columns.iter().map(|column| Column::new(clean_line(&column.heading), column.weight.max(1))).collect();
    if columns.is_empty() {
        columns.push(Column::new("", 1));
    }
    let rows = table.rows.iter().map(|row| self::row(row, columns.len())).collect();
    Table { kind: table.kind, caption: clean_line(&table.caption), columns, rows, continues: table.continues }
}

/// Fits a row to the header; nothing said is dropped.
fn row(row: &[Cell], columns: usize) -> Vec<Cell> {
    let mut cells: Vec<Cell> = row.iter().map(|cell| Cell { blocks: gathered(&cell.blocks) }).collect();
    if cells.len() > columns {
        let beyond: Vec<Block> = cells.drain(columns..).flat_map(|cell| cell.blocks).collect();
        if let Some(last) = cells.last_mut() {
            last.blocks.extend(beyond);
        }
    }
    cells.resize(columns, Cell::default());
    cells
}

fn fields(fields: &[Field]) -> Vec<Field> {
    fields.iter().map(|field| Field { label: clean_line(&field.label), value: runs(&field.value) }).collect()
}

fn runs(runs: &[Run]) -> Vec<Run> {
    runs.iter().map(|run| Run { text: clean(&run.text), style: run.style }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(clean(text), expected);
    }

    #[test]
    fn control_characters_go_and_everything_else_stays() {
        check("a\u{0}b\u{1b}[31mc\u{7f}\u{9b}d", "ab[31mcd");
        check("é e\u{301} 👩‍👧 שלום مرحبا 漢字 <>&\"'", "é e\u{301} 👩‍👧 שלום مرحبا 漢字 <>&\"'");
        check("", "");
    }

    #[test]
    fn newlines_of_every_system_become_one() {
        check("a\r\nb\rc\nd\u{2028}e\u{b}f", "a\nb\nc\nd\ne\nf");
    }

    #[test]
    fn text_cannot_be_made_to_read_backwards() {
        check("not \u{202e}guilty\u{202c}", "not guilty");
    }

    fn table_of(rows: Vec<Vec<Cell>>, continues: bool) -> Block {
        let columns = vec![Column::new("Ref", 1), Column::new("Action", 4)];
        Block::Table(Table { kind: TableKind::Actions, caption: String::new(), columns, rows, continues })
    }

    #[test]
    fn a_table_that_continues_is_joined_to_the_one_before() {
        let one = table_of(vec![vec![Cell::text("A1"), Cell::text("Ring")]], false);
        let two = table_of(vec![vec![Cell::text("A2"), Cell::text("Write")]], true);
        let joined = gathered(&[one.clone(), two.clone()]);
        assert_eq!(joined.len(), 1);
        let apart = gathered(&[one, Block::text("Between"), two]);
        assert_eq!(apart.len(), 3);
    }

    #[test]
    fn a_ragged_row_is_fitted_and_loses_nothing() {
        let short = row(&[Cell::text("A1")], 2);
        assert_eq!(short, vec![Cell::text("A1"), Cell::default()]);
        let long = row(&[Cell::text("A1"), Cell::text("b"), Cell::text("c")], 2);
        assert_eq!(long[1].blocks, vec![Block::text("b"), Block::text("c")]);
    }
}
