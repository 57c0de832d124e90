//! A form that was written here, read back to the letter: its labels are the terms' own, one row a field.

use std::collections::BTreeMap;

use super::content::{Block, Cell};
use super::labels::Labels;
use super::placing::{asks, text_of};
use crate::model::form::{ALSO, Unplaced};
use crate::terms::{Template, fold};

/// What such a form says.
pub(super) struct Own {
    /// The answers by key.
    pub answers: BTreeMap<String, String>,
    /// What no field asks for.
    pub unplaced: Vec<Unplaced>,
}

/// Reads a form of ours; `None` once somebody has set it out anew, or the county's fields are others by now.
pub(super) fn read(blocks: &[Block], template: &Template, labels: &Labels<'_>) -> Option<Own> {
    let mut own = Own { answers: BTreeMap::new(), unplaced: Vec::new() };
    let mut also = false;
    for block in blocks {
        match block {
            Block::Paragraph(text) if text.trim() == ALSO => also = true,
            Block::Paragraph(text) if text.trim().is_empty() || labels.is_heading(text) => {}
            Block::Paragraph(text) => own.unplaced.push(Unplaced { label: String::new(), text: text.clone() }),
            Block::Table(table) => {
                for cells in &table.rows {
                    let [label, answer] = &cells[..] else { return None };
                    row(&mut own, template, also, &text_of(label), lines(answer)?)?;
                }
            }
        }
    }
    Some(own)
}

fn row(own: &mut Own, template: &Template, also: bool, label: &str, answer: String) -> Option<()> {
    if also {
        own.unplaced.push(Unplaced { label: label.to_owned(), text: answer });
        return Some(());
    }
    let named = fold(label.lines().next().unwrap_or_default());
    let field = template.fields().find(|field| fold(&field.label) == named)?;
    let answer = if asks(&answer) { String::new() } else { answer };
    own.answers.insert(field.key.clone(), answer);
    Some(())
}

/// An answer line by line; `None` where it holds a table, which is set out by the other way.
fn lines(answer: &Cell) -> Option<String> {
    let line = |block: &Block| match block {
        Block::Paragraph(text) => Some(text.clone()),
        Block::Table(_) => None,
    };
    let lines: Option<Vec<String>> = answer.blocks.iter().map(line).collect();
    lines.map(|lines| lines.join("\n"))
}
