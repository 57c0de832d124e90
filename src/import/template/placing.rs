//! Finding each label's answer: beside it, below it, or behind it, as the form is laid out.

use std::collections::BTreeMap;

use super::boxes;
use super::content::{Block, Cell, Table};
use super::labels::{Label, Labels, Sure};
use crate::model::form::Unplaced;
use crate::terms::{Field, Terms, fold};

/// The grey text that asks for an answer, where a program saved it as if it were one.
const ASKING: [&str; 8] = [
    "click or tap here to enter text",
    "click here to enter text",
    "click or tap to enter a date",
    "click here to enter a date",
    "choose an item",
    "enter text",
    "enter text here",
    "select a date",
];

/// What was found in a document.
pub(super) struct Placing<'a> {
    terms: &'a Terms,
    labels: &'a Labels<'a>,
    /// The answers by key; empty where the label stands there and no answer.
    pub answers: BTreeMap<String, String>,
    /// What no field asks for.
    pub unplaced: Vec<Unplaced>,
    /// The whole whose parts may follow under their short names.
    under: Option<String>,
}

impl<'a> Placing<'a> {
    pub fn new(terms: &'a Terms, labels: &'a Labels<'a>) -> Self {
        Self { terms, labels, answers: BTreeMap::new(), unplaced: Vec::new(), under: None }
    }

    /// Goes through blocks from top to bottom.
    pub fn blocks(&mut self, blocks: &[Block]) {
        let mut open: Option<(&'a Field, Vec<String>)> = None;
        for block in blocks {
            match block {
                Block::Paragraph(text) => self.paragraph(text, &mut open),
                Block::Table(table) => {
                    let unanswered = open.as_mut().filter(|(_, lines)| lines.iter().all(String::is_empty));
                    if let Some((_, lines)) = unanswered.filter(|_| self.certain(table) < 2) {
                        lines.push(flat(table));
                        continue;
                    }
                    self.close(open.take());
                    super::tables::place(self, table);
                }
            }
        }
        self.close(open);
    }

    /// A paragraph outside tables is a label with its answer behind it, or one line of the label before.
    fn paragraph(&mut self, text: &str, open: &mut Option<(&'a Field, Vec<String>)>) {
        let label = self.label(text).filter(|label| {
            label.sure == Sure::Certain
                && (label.rest.is_empty() || text[..text.len() - label.rest.len()].contains([':', '?', '\n', '\t']))
        });
        if let Some(label) = label {
            self.close(open.take());
            self.goes_under(label.field);
            let rest = if is_guidance(label.field, label.rest) { "" } else { label.rest };
            *open = Some((label.field, vec![rest.to_owned()]));
        } else if self.labels.is_heading(text) && !text.trim().is_empty() {
            self.close(open.take());
        } else if let Some((_, lines)) = open {
            lines.push(text.to_owned());
        } else {
            self.leave("", text);
        }
    }

    fn close(&mut self, open: Option<(&'a Field, Vec<String>)>) {
        if let Some((field, lines)) = open {
            self.answer(field, &lines.join("\n"));
        }
    }

    /// What a text labels here.
    pub fn label<'t>(&self, text: &'t str) -> Option<Label<'a, 't>> {
        self.labels.find(text, self.under.as_deref())
    }

    /// What a text labels beneath a whole.
    pub fn part_of(&self, whole: &Field, text: &str) -> Option<&'a Field> {
        let found = self.labels.find(text, Some(&whole.key))?;
        (found.field.part_of.as_ref() == Some(&whole.key)).then_some(found.field)
    }

    /// Whether a field is asked in parts.
    pub fn has_parts(&self, field: &Field) -> bool {
        self.terms.template.parts_of(&field.key).next().is_some()
    }

    /// Whether a text is no more than a heading.
    pub fn is_heading(&self, text: &str) -> bool {
        self.labels.is_heading(text)
    }

    /// Notes that the parts of this field's whole may follow.
    pub fn goes_under(&mut self, field: &Field) {
        self.under = field.part_of.clone().or_else(|| self.has_parts(field).then(|| field.key.clone()));
    }

    /// How many cells of a table certainly are labels.
    pub fn certain(&self, table: &Table) -> usize {
        let cells = table.rows.iter().flatten().map(text_of);
        cells.filter(|text| self.label(text).is_some_and(|label| label.sure == Sure::Certain)).count()
    }

    /// Keeps an answer; a second, different one to the same label is listed instead.
    pub fn answer(&mut self, field: &'a Field, text: &str) {
        let text = boxes::answered(&cleaned(text), self.terms.choices(field));
        let text = self.parted(field, text.trim());
        match self.answers.get(&field.key) {
            Some(earlier) if !earlier.is_empty() && *earlier != text => self.leave(&field.label, &text),
            Some(earlier) if !earlier.is_empty() => {}
            _ => drop(self.answers.insert(field.key.clone(), text)),
        }
    }

    /// Adds to the answer of a label whose cell spans several rows.
    pub fn add(&mut self, field: &'a Field, text: &str) {
        let text = boxes::answered(&cleaned(text), self.terms.choices(field));
        let text = self.parted(field, text.trim());
        let answer = self.answers.entry(field.key.clone()).or_default();
        if !answer.is_empty() && !text.trim().is_empty() {
            answer.push('\n');
        }
        answer.push_str(text.trim());
    }

    /// Lists what no field asks for.
    pub fn leave(&mut self, label: &str, text: &str) {
        let (label, text) = (one_line(label), boxes::answered(&cleaned(text), &[]));
        // A heading beside another, as above the columns, says nothing; nor does one alone.
        let says_nothing = text.trim().is_empty() || self.is_heading(&label) && self.is_heading(&text);
        if !says_nothing {
            self.unplaced.push(Unplaced { label, text: text.trim().to_owned() });
        }
    }

    /// Takes the parts of a view out of an answer that names them line by line; gives what is left.
    fn parted(&mut self, field: &'a Field, text: &str) -> String {
        if !self.has_parts(field) {
            return text.to_owned();
        }
        let mut whole: Vec<&str> = Vec::new();
        let mut parts: Vec<(&'a Field, Vec<&str>)> = Vec::new();
        for line in text.lines() {
            let named = self.labels.find(line, Some(&field.key));
            let named =
                named.filter(|label| label.sure == Sure::Certain && label.field.part_of.as_ref() == Some(&field.key));
            match (named, parts.last_mut()) {
                (Some(label), _) => parts.push((label.field, vec![label.rest])),
                (None, Some((_, lines))) => lines.push(line),
                (None, None) => whole.push(line),
            }
        }
        for (part, lines) in parts {
            self.answer(part, &lines.join("\n"));
        }
        whole.join("\n").trim().to_owned()
    }
}

/// Whether what stands behind a label in its own cell only says what is asked for.
pub(super) fn is_guidance(field: &Field, rest: &str) -> bool {
    let said = rest.trim();
    let folded = fold(said);
    let bracketed = said.starts_with(['(', '[']) && said.trim_end_matches(['.', ':', '*']).ends_with([')', ']']);
    let asks = ["e g", "i e", "eg ", "ie ", "please", "include ", "including", "such as", "for example", "to include"];
    folded.is_empty()
        || field.hint.as_deref().is_some_and(|hint| fold(hint) == folded)
        || bracketed
        || asks.iter().any(|start| folded.starts_with(start))
}

/// Everything a cell says, line by line.
pub(super) fn text_of(cell: &Cell) -> String {
    let lines = cell.blocks.iter().map(|block| match block {
        Block::Paragraph(text) => text.clone(),
        Block::Table(table) => flat(table),
    });
    lines.collect::<Vec<_>>().join("\n").trim().to_owned()
}

/// A table as lines of text.
fn flat(table: &Table) -> String {
    let row = |cells: &Vec<Cell>| {
        let texts = cells.iter().map(text_of).filter(|text| !text.is_empty()).map(|text| one_line(&text));
        texts.collect::<Vec<_>>().join(" | ")
    };
    table.rows.iter().map(row).filter(|row| !row.is_empty()).collect::<Vec<_>>().join("\n")
}

/// Whether a text only asks for an answer.
pub(super) fn asks(text: &str) -> bool {
    ASKING.contains(&fold(text).as_str())
}

/// A text without what only stands in for an answer.
fn cleaned(text: &str) -> String {
    let is_line = |line: &str| {
        let filler = line.trim().chars().all(|letter| matches!(letter, '_' | '.' | '…' | ' '));
        !(asks(line) || filler && line.trim().chars().count() > 2)
    };
    let lines = text.lines().map(|line| line.replace(['\t', '\u{a0}'], " ").trim_end().to_owned());
    lines.map(|line| if is_line(&line) { line } else { String::new() }).collect::<Vec<_>>().join("\n").trim().to_owned()
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
