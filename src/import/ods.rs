//! `.ods`: read here and not by calamine, which does not tell hidden rows and spreads out repeated cells
//! that a small file can claim by the million.

use std::collections::HashSet;
use std::io::Cursor;

use chrono::{NaiveDate, NaiveDateTime};
use quick_xml::Reader;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::file::{DAMAGED, Fault, part};
use super::sheets::{Row, Sheet, Value, WIDEST};
use super::xlsx::attribute;

/// The most that one row or cell is repeated; a longer run is filling, not a list of people.
const REPEATS: usize = 1000;

/// Reads every table of a spreadsheet.
pub(super) fn read(archive: &mut ZipArchive<Cursor<&[u8]>>) -> Result<Vec<Sheet>, Fault> {
    let content = part(archive, "content.xml").ok_or(DAMAGED)?;
    let mut reader = Reader::from_str(&content);
    let mut reading = Reading::default();
    loop {
        match reader.read_event().map_err(|_| DAMAGED)? {
            Event::Start(element) => reading.start(&element),
            Event::Empty(element) => {
                reading.start(&element);
                reading.end(element.name().as_ref());
            }
            Event::End(element) => reading.end(element.name().as_ref()),
            Event::Text(text) => reading.said(&text.xml10_content()),
            Event::CData(text) => reading.said(&text.xml10_content()),
            Event::GeneralRef(entity) => match entity.resolve_char_ref() {
                Ok(Some(letter)) => reading.said(letter.encode_utf8(&mut [0; 4])),
                _ => reading.said(resolve_xml_entity(entity.as_ref()).unwrap_or("")),
            },
            Event::Eof => return Ok(reading.sheets),
            _ => {}
        }
    }
}

/// Reads a date of ISO 8601, with or without its time.
pub(super) fn date(text: &str) -> Option<NaiveDateTime> {
    let day = || text.parse::<NaiveDate>().ok()?.and_hms_opt(0, 0, 0);
    text.trim_end_matches('Z').parse::<NaiveDateTime>().ok().or_else(day)
}

/// What is open while the content goes by.
#[derive(Default)]
struct Reading {
    sheets: Vec<Sheet>,
    style: String,
    hidden_styles: HashSet<String>,
    number: usize,
    row_repeats: usize,
    row_hidden: bool,
    cells: Vec<Value>,
    /// Blank cells seen since the last one that shows something.
    gap: usize,
    cell: Option<Cell>,
    annotations: usize,
    paragraphs: usize,
}

struct Cell {
    repeats: usize,
    given: Option<Value>,
    /// Whether the text is what a formula says that went wrong.
    is_error: bool,
    text: String,
}

impl Reading {
    fn start(&mut self, element: &BytesStart<'_>) {
        let repeats = |name| attribute(element, name).and_then(|count| count.parse::<usize>().ok()).unwrap_or(1);
        match element.name().as_ref() {
            "style:style" => self.style = attribute(element, "style:name").unwrap_or_default(),
            "style:table-properties" if attribute(element, "table:display").as_deref() == Some("false") => {
                self.hidden_styles.insert(self.style.clone());
            }
            "table:table" => {
                let style = attribute(element, "table:style-name").unwrap_or_default();
                let name = attribute(element, "table:name").unwrap_or_default();
                let hidden = self.hidden_styles.contains(&style);
                self.sheets.push(Sheet { name, hidden, from_1904: false, rows: Vec::new() });
                self.number = 1;
            }
            "table:table-row" => {
                self.row_repeats = repeats("table:number-rows-repeated");
                let seen = attribute(element, "table:visibility").is_none_or(|visibility| visibility == "visible");
                self.row_hidden = !seen;
                self.cells.clear();
                self.gap = 0;
            }
            "table:table-cell" | "table:covered-table-cell" => {
                let repeats = repeats("table:number-columns-repeated");
                let is_error = attribute(element, "calcext:value-type").as_deref() == Some("error");
                self.cell = Some(Cell { repeats, given: given(element), is_error, text: String::new() });
                self.paragraphs = 0;
            }
            "office:annotation" => self.annotations += 1,
            "text:p" if self.annotations == 0 => {
                if self.paragraphs > 0 {
                    self.said("\n");
                }
                self.paragraphs += 1;
            }
            "text:s" => {
                let blanks = attribute(element, "text:c").and_then(|count| count.parse::<usize>().ok()).unwrap_or(1);
                self.said(&" ".repeat(blanks.min(REPEATS)));
            }
            "text:tab" => self.said("\t"),
            "text:line-break" => self.said("\n"),
            _ => {}
        }
    }

    /// Takes text up into the open cell; a comment on the cell is no part of it.
    fn said(&mut self, text: &str) {
        if self.annotations == 0
            && self.paragraphs > 0
            && let Some(cell) = &mut self.cell
        {
            cell.text.push_str(text);
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "table:table-cell" | "table:covered-table-cell" => {
                let Some(cell) = self.cell.take() else { return };
                let value = match cell.given {
                    _ if cell.is_error => Value::Error(cell.text),
                    Some(value) => value,
                    None => Value::Text(cell.text),
                };
                if value.is_blank() {
                    self.gap = self.gap.saturating_add(cell.repeats);
                    return;
                }
                let start = self.cells.len().saturating_add(self.gap);
                self.gap = 0;
                let end = start.saturating_add(cell.repeats.min(REPEATS)).min(WIDEST);
                if start < end {
                    self.cells.resize(start, Value::Empty);
                    self.cells.resize(end, value);
                }
            }
            "office:annotation" => self.annotations = self.annotations.saturating_sub(1),
            "table:table-row" => {
                let cells = std::mem::take(&mut self.cells);
                let (number, hidden) = (self.number, self.row_hidden);
                if let Some(sheet) = self.sheets.last_mut().filter(|_| !cells.is_empty()) {
                    let copies = number..number.saturating_add(self.row_repeats.min(REPEATS));
                    sheet.rows.extend(copies.map(|number| Row { number, hidden, cells: cells.clone() }));
                }
                self.number = self.number.saturating_add(self.row_repeats);
            }
            _ => {}
        }
    }
}

/// The value that a cell's attributes give; `None` where its text is the value.
fn given(element: &BytesStart<'_>) -> Option<Value> {
    let of = |name| attribute(element, name);
    let Some(kind) = of("office:value-type") else {
        // A formula that the file does not say the value of.
        let formula = of("table:formula")?;
        return Some(Value::Error(formula.trim_start_matches("of:").to_owned()));
    };
    match kind.as_str() {
        "float" | "percentage" | "currency" => of("office:value")?.parse().ok().map(Value::Number),
        "date" => date(&of("office:date-value")?).map(Value::Date),
        "boolean" => Some(Value::Truth(of("office:boolean-value")? == "true")),
        "string" => of("office:string-value").map(Value::Text),
        _ => None,
    }
}
