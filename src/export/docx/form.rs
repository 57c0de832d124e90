//! A form of Word: a label and its answer beside each other, and where there is no answer yet, a control to fill in.

use super::super::document::{Run, Style};
use super::super::error::RenderError;
use super::super::prepare::{clean, clean_line, prepare};
use super::super::template::{Entry, FormPaper, FormRow};
use super::super::xml::Xml;
use super::body::{Body, Place};
use super::styles::TINT;
use crate::model::form::{ALSO, WRITTEN_HERE};

/// The widths of the two columns, in twentieths of a point.
const WIDTHS: [u32; 2] = [3_200, 6_212];

/// How high an empty field is at least, in twentieths of a point: a line, or room to write.
const LINE: u32 = 420;
const ROOM: u32 = 1_080;

/// What an empty field says until somebody writes there.
const ASKS: &str = "Click or tap here to enter text.";
const ASKS_CHOICE: &str = "Choose an item.";
const ASKS_DATE: &str = "Click or tap to enter a date.";

/// Makes a Word document (docx) of a form.
///
/// # Errors
/// [`RenderError::Packing`] where the parts cannot be packed, as when they would pass 4 GB.
pub fn render_form(paper: &FormPaper) -> Result<Vec<u8>, RenderError> {
    let frame = prepare(&paper.frame);
    let mut body = Body::begin(&frame);
    for sentence in &paper.guidance {
        body.line("Note", sentence);
    }
    let mut control = 0;
    for section in &paper.sections {
        body.line("Heading2", &clean_line(&section.title));
        table(&mut body, &section.rows, &mut control);
    }
    if !paper.also.is_empty() {
        body.line("Heading2", ALSO);
        let rows: Vec<FormRow> = paper
            .also
            .iter()
            .map(|left| FormRow {
                label: left.label.clone(),
                hint: String::new(),
                answer: left.text.clone(),
                entry: Entry::Text,
            })
            .collect();
        table(&mut body, &rows, &mut control);
    }
    let keywords = format!("{}; {WRITTEN_HERE}", frame.marking);
    super::package(&frame, &keywords, body.end())
}

fn table(body: &mut Body, rows: &[FormRow], control: &mut u32) {
    let xml = &mut body.xml;
    xml.open("w:tbl", &[]).open("w:tblPr", &[]);
    xml.empty("w:tblStyle", &[("w:val", "MinutesTable")])
        .empty("w:tblW", &[("w:w", &WIDTHS.iter().sum::<u32>().to_string()), ("w:type", "dxa")])
        .empty("w:tblLayout", &[("w:type", "fixed")])
        .empty(
            "w:tblLook",
            &[("w:val", "0080"), ("w:firstRow", "0"), ("w:firstColumn", "1"), ("w:noHBand", "1"), ("w:noVBand", "1")],
        )
        .close();
    xml.open("w:tblGrid", &[]);
    for width in WIDTHS {
        xml.empty("w:gridCol", &[("w:w", &width.to_string())]);
    }
    xml.close();
    for row in rows {
        write_row(body, row, control);
    }
    body.xml.close();
    body.line("Spacer", "");
}

fn write_row(body: &mut Body, row: &FormRow, control: &mut u32) {
    let empty = row.answer.is_empty();
    let height = if empty && row.entry == Entry::Text { ROOM } else { LINE };
    body.xml.open("w:tr", &[]).open("w:trPr", &[]);
    if row.answer.chars().count() < 1_200 {
        body.xml.empty("w:cantSplit", &[]);
    }
    body.xml.empty("w:trHeight", &[("w:val", &height.to_string()), ("w:hRule", "atLeast")]).close();
    open_cell(&mut body.xml, WIDTHS[0], true);
    body.place = Place::RowHeading;
    body.line("TableRowHeading", &clean_line(&row.label));
    if !row.hint.is_empty() {
        body.open("TableRowHeading", false);
        body.run(&Run { text: clean_line(&row.hint), style: Style::Muted }, Style::Plain);
        body.xml.close();
    }
    body.place = Place::Page;
    body.xml.close();
    if empty {
        blank(body, row, control);
    } else {
        open_cell(&mut body.xml, WIDTHS[1], false);
        for line in clean(&row.answer).split('\n') {
            body.line("TableText", line);
        }
        body.xml.close();
    }
    body.xml.close();
}

/// An empty cell within a control, as Word itself writes it.
fn blank(body: &mut Body, row: &FormRow, control: &mut u32) {
    *control += 1;
    let xml = &mut body.xml;
    xml.open("w:sdt", &[]).open("w:sdtPr", &[]);
    xml.empty("w:alias", &[("w:val", &clean_line(&row.label))])
        .empty("w:id", &[("w:val", &(1_000 + *control).to_string())])
        .empty("w:showingPlcHdr", &[]);
    let asks = match &row.entry {
        Entry::Line | Entry::Text => ASKS,
        Entry::Date => {
            xml.open("w:date", &[])
                .empty("w:dateFormat", &[("w:val", "dd/MM/yyyy")])
                .empty("w:lid", &[("w:val", "en-GB")]);
            xml.empty("w:storeMappedDataAs", &[("w:val", "dateTime")])
                .empty("w:calendar", &[("w:val", "gregorian")])
                .close();
            ASKS_DATE
        }
        Entry::Choice(words) => {
            xml.open("w:comboBox", &[]);
            for word in words {
                xml.empty("w:listItem", &[("w:displayText", word), ("w:value", word)]);
            }
            xml.close();
            ASKS_CHOICE
        }
    };
    xml.close().open("w:sdtContent", &[]);
    open_cell(xml, WIDTHS[1], false);
    body.open("TableText", false);
    body.run(&Run { text: asks.to_owned(), style: Style::Muted }, Style::Plain);
    body.xml.close().close().close().close();
}

fn open_cell(xml: &mut Xml, width: u32, shaded: bool) {
    xml.open("w:tc", &[]).open("w:tcPr", &[]).empty("w:tcW", &[("w:w", &width.to_string()), ("w:type", "dxa")]);
    if shaded {
        xml.empty("w:shd", &[("w:val", "clear"), ("w:color", "auto"), ("w:fill", TINT)]);
    }
    xml.close();
}
