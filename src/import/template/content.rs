//! What a person sees of a Word document: paragraphs and tables, whatever program wrote them.
//!
//! Content controls, hyperlinks and tracked insertions are looked through; deleted and moved text, field codes and
//! the grey text that asks for an answer are left out; boxes to tick become ☒ and ☐.

use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::{Namespace, ResolveResult};
use quick_xml::reader::NsReader;

use super::super::file::{DAMAGED, Fault};

/// How deep tables may stand within each other; no person nests them deeper, and no recursion goes further.
const DEEPEST: usize = 12;

/// A piece of a document, from top to bottom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Block {
    /// A paragraph; its own line ends are kept.
    Paragraph(String),
    /// A table.
    Table(Table),
}

/// A table, row by row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Table {
    /// Its rows.
    pub rows: Vec<Vec<Cell>>,
}

/// A cell of a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Cell {
    /// The grid column at which it begins, from 0.
    pub column: usize,
    /// How many grid columns it spans.
    pub span: usize,
    /// Whether it continues the cell above it.
    pub continues: bool,
    /// What is in it.
    pub blocks: Vec<Block>,
}

/// Reads the blocks of `word/document.xml`, but for paragraphs of these styles.
pub(super) fn read(xml: &str, without: &'static [&'static str]) -> Result<Vec<Block>, Fault> {
    let mut reader = NsReader::from_str(xml);
    let mut reading = Reading { without, ..Reading::default() };
    loop {
        let (space, event) = reader.read_resolved_event().map_err(|_| DAMAGED)?;
        let space = space_of(&space);
        match event {
            Event::Start(element) => reading.start(space, &element)?,
            Event::Empty(element) => {
                reading.start(space, &element)?;
                reading.end(space, element.local_name().as_ref());
            }
            Event::End(element) => reading.end(space, element.local_name().as_ref()),
            Event::Text(text) => reading.characters(&text.xml10_content()),
            Event::CData(text) => reading.characters(&text.xml10_content()),
            Event::GeneralRef(entity) => match entity.resolve_char_ref() {
                Ok(Some(letter)) => reading.characters(letter.encode_utf8(&mut [0; 4])),
                _ => reading.characters(resolve_xml_entity(entity.as_ref()).unwrap_or("")),
            },
            Event::Eof => return reading.finish(),
            _ => {}
        }
    }
}

/// The namespaces that matter; the prefixes that a program gives them do not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Space {
    Word,
    Word2010,
    Compatibility,
    Other,
}

fn space_of(resolved: &ResolveResult<'_>) -> Space {
    match resolved {
        ResolveResult::Bound(Namespace(
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
            | "http://purl.oclc.org/ooxml/wordprocessingml/main",
        )) => Space::Word,
        ResolveResult::Bound(Namespace("http://schemas.microsoft.com/office/word/2010/wordml")) => Space::Word2010,
        ResolveResult::Bound(Namespace("http://schemas.openxmlformats.org/markup-compatibility/2006")) => {
            Space::Compatibility
        }
        _ => Space::Other,
    }
}

/// A table, row or cell that is open.
enum Open {
    Table(Table),
    Row { cells: Vec<Cell>, next: usize },
    Cell(Cell),
}

/// A content control that is open.
#[derive(Default)]
struct Control {
    /// Whether its content is being read.
    inside: bool,
    /// Whether the content only asks for an answer.
    asks: bool,
    /// Whether it is a box, and ticked.
    ticked: Option<bool>,
    /// Whether the box was written down.
    written: bool,
}

/// A form field of old versions of Word that is open: a box, or a list to choose from.
#[derive(Default)]
struct OldField {
    ticked: Option<bool>,
    entries: Vec<String>,
    chosen: usize,
}

/// What is open while the document goes by.
#[derive(Default)]
struct Reading {
    body: Vec<Block>,
    open: Vec<Open>,
    paragraphs: Vec<String>,
    /// How deep in something that is left out.
    left_out: usize,
    /// The styles of paragraphs that are left out, and whether the open one is of these.
    without: &'static [&'static str],
    is_without: bool,
    runs: usize,
    texts: usize,
    controls: Vec<Control>,
    old_field: Option<OldField>,
}

impl Reading {
    fn start(&mut self, space: Space, element: &BytesStart<'_>) -> Result<(), Fault> {
        let local = element.local_name();
        if self.left_out > 0 {
            self.left_out += 1;
            return Ok(());
        }
        let value = || attribute(element, "val");
        let is_on = || value().is_none_or(|value| !matches!(value.as_str(), "0" | "false" | "off"));
        match (space, local.as_ref()) {
            (Space::Compatibility, "Fallback") | (Space::Word, "del" | "moveFrom") => self.left_out = 1,
            (Space::Word2010, "checkbox") => self.control(|control| control.ticked = Some(false)),
            (Space::Word2010, "checked") => self.control(|control| control.ticked = Some(is_on())),
            (Space::Word, "p") => {
                self.paragraphs.push(String::new());
                self.is_without = false;
            }
            (Space::Word, "pStyle") => {
                self.is_without = value().is_some_and(|style| self.without.contains(&style.as_str()));
            }
            (Space::Word, "t") => self.texts += 1,
            (Space::Word, "r") => {
                self.runs += 1;
                self.box_of_control();
            }
            (Space::Word, "tab") if self.runs > 0 => self.said("\t"),
            (Space::Word, "br" | "cr") if self.runs > 0 => self.said("\n"),
            (Space::Word, "noBreakHyphen") => self.said("-"),
            (Space::Word, "sym") => {
                let symbol = attribute(element, "char").unwrap_or_default();
                self.said(symbol_of(&symbol));
            }
            (Space::Word, "tbl" | "tr" | "tc" | "gridSpan" | "gridBefore" | "vMerge") => {
                self.open_table(local.as_ref(), value())?;
            }
            (Space::Word, "sdt") => self.controls.push(Control::default()),
            (Space::Word, "sdtContent") => self.control(|control| control.inside = true),
            (Space::Word, "showingPlcHdr") if is_on() => self.control(|control| control.asks = true),
            (Space::Word, "ffData") => self.old_field = Some(OldField::default()),
            (Space::Word, "default" | "checked" | "checkBox" | "listEntry" | "result") => {
                self.old_field_says(local.as_ref(), value(), is_on());
            }
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, space: Space, name: &str) {
        if self.left_out > 0 {
            self.left_out -= 1;
            return;
        }
        match (space, name) {
            (Space::Word, "p") => {
                if let Some(paragraph) = self.paragraphs.pop().filter(|_| !std::mem::take(&mut self.is_without)) {
                    self.block(Block::Paragraph(paragraph));
                }
            }
            (Space::Word, "t") => self.texts = self.texts.saturating_sub(1),
            (Space::Word, "r") => self.runs = self.runs.saturating_sub(1),
            (Space::Word, "tbl" | "tr" | "tc") => self.close_table(),
            (Space::Word, "sdt") => drop(self.controls.pop()),
            (Space::Word, "ffData") => {
                let Some(field) = self.old_field.take() else { return };
                match (field.ticked, field.entries.get(field.chosen)) {
                    (Some(ticked), _) => self.said(if ticked { "☒" } else { "☐" }),
                    (None, Some(entry)) => self.said(&entry.clone()),
                    (None, None) => {}
                }
            }
            _ => {}
        }
    }

    fn open_table(&mut self, name: &str, value: Option<String>) -> Result<(), Fault> {
        let count = |value: Option<String>| value.and_then(|count| count.parse::<usize>().ok()).unwrap_or(1).min(64);
        match (name, self.open.last_mut()) {
            ("tbl", _) => {
                if self.open.iter().filter(|open| matches!(open, Open::Table(_))).count() >= DEEPEST {
                    return Err(DAMAGED);
                }
                self.open.push(Open::Table(Table::default()));
            }
            ("tr", _) => self.open.push(Open::Row { cells: Vec::new(), next: 0 }),
            ("tc", Some(Open::Row { next, .. })) => {
                let column = *next;
                self.open.push(Open::Cell(Cell { column, span: 1, ..Cell::default() }));
            }
            ("tc", _) => self.open.push(Open::Cell(Cell { span: 1, ..Cell::default() })),
            ("gridBefore", Some(Open::Row { next, .. })) => *next += count(value),
            ("gridSpan", Some(Open::Cell(cell))) => cell.span = count(value).max(1),
            ("vMerge", Some(Open::Cell(cell))) => cell.continues = value.as_deref() != Some("restart"),
            _ => {}
        }
        Ok(())
    }

    fn close_table(&mut self) {
        match (self.open.pop(), self.open.last_mut()) {
            (Some(Open::Cell(cell)), Some(Open::Row { cells, next })) => {
                *next = cell.column + cell.span;
                cells.push(cell);
            }
            (Some(Open::Row { cells, .. }), Some(Open::Table(table))) => table.rows.push(cells),
            (Some(Open::Table(table)), _) => self.block(Block::Table(table)),
            _ => {}
        }
    }

    fn old_field_says(&mut self, what: &str, value: Option<String>, is_on: bool) {
        let Some(field) = &mut self.old_field else { return };
        match what {
            "checkBox" => field.ticked = Some(false),
            "default" | "checked" if field.ticked.is_some() => field.ticked = Some(is_on),
            "listEntry" => field.entries.extend(value),
            "default" | "result" => field.chosen = value.and_then(|at| at.parse().ok()).unwrap_or_default(),
            _ => {}
        }
    }

    fn control(&mut self, note: impl FnOnce(&mut Control)) {
        if let Some(control) = self.controls.last_mut() {
            note(control);
        }
    }

    /// Writes a control's box down in place of whatever letter the program drew it with.
    fn box_of_control(&mut self) {
        let is_boxed = |control: &&mut Control| control.inside && !control.written && control.ticked.is_some();
        let Some(control) = self.controls.iter_mut().find(is_boxed) else { return };
        control.written = true;
        let drawn = if control.ticked == Some(true) { "☒" } else { "☐" };
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.push_str(drawn);
        }
    }

    fn characters(&mut self, text: &str) {
        if self.texts > 0 {
            self.said(text);
        }
    }

    /// Takes text into the open paragraph, unless it is left out or a control's own.
    fn said(&mut self, text: &str) {
        let is_asking =
            self.controls.iter().any(|control| control.inside && (control.asks || control.ticked.is_some()));
        if self.left_out == 0
            && !is_asking
            && let Some(paragraph) = self.paragraphs.last_mut()
        {
            paragraph.push_str(text);
        }
    }

    fn block(&mut self, block: Block) {
        match self.open.last_mut() {
            Some(Open::Cell(cell)) => cell.blocks.push(block),
            _ => self.body.push(block),
        }
    }

    fn finish(self) -> Result<Vec<Block>, Fault> {
        if self.open.is_empty() && self.paragraphs.is_empty() { Ok(self.body) } else { Err(DAMAGED) }
    }
}

/// The boxes that the symbol fonts draw; other symbols say nothing.
fn symbol_of(code: &str) -> &'static str {
    match code.to_ascii_uppercase().trim_start_matches("F0") {
        "FE" | "FD" | "53" | "54" | "51" | "52" => "☒",
        "6F" | "A8" | "70" | "71" | "72" | "A3" => "☐",
        "FC" => "✓",
        "B7" | "A7" | "D8" => "•",
        _ => "",
    }
}

fn attribute(element: &BytesStart<'_>, local: &str) -> Option<String> {
    let mut attributes = element.attributes().filter_map(Result::ok);
    let found = attributes.find(|attribute| attribute.key.local_name().as_ref() == local)?;
    quick_xml::escape::unescape(&found.value).ok().map(std::borrow::Cow::into_owned)
}
