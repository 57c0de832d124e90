//! Forms as people send them.

mod bad;
mod layouts;
mod own;

use std::io::Write;

use serde_json::Value;
use zip::write::SimpleFileOptions;

use super::*;

const FORMS: [(&str, &[u8]); 3] = [
    ("form-1.docx", include_bytes!("../../../tests/papers/form-1.docx")),
    ("form-2.docx", include_bytes!("../../../tests/papers/form-2.docx")),
    ("form-3.docx", include_bytes!("../../../tests/papers/form-3.docx")),
];

const TRUTH: &str = include_str!("../../../tests/papers/truth.json");

/// How those forms label the fields.
const LABELS: [(&str, &str); 24] = [
    ("name", "Name of Young Person"),
    ("born", "DOB"),
    ("professional", "Name of Professional"),
    ("agency", "Name of Agency"),
    ("gender", "Gender"),
    ("area", "LA / Quadrant"),
    ("ethnicity", "Ethnicity"),
    ("completed", "Date Completed"),
    ("legal-status", "Legal Status"),
    (
        "risk-assessment",
        "Has a CSE Risk Assessment been completed and what is the Risk Assessment Level? (i.e. Standard/Med/High/Actual)",
    ),
    ("address", "Placement / Home Address"),
    ("case-system", "Has a CSE Risk Record and CSE Safeguarding Plan been completed on Mosaic?"),
    ("concern", "Reason for current concerns regarding exploitation & Identified Risk:"),
    ("suspects", "Information regarding suspects/perpetrators/associates/gang membership etc."),
    ("persons", "Detail of person/s of concern"),
    ("missing", "Summary of Missing events from home, care and/or education"),
    ("chats", "Missing Return Interview (Missing Chats) details"),
    ("disruption", "Any disruption activities undertaken"),
    ("enforcement", "Any known enforcement action regarding any known perpetrators"),
    ("health", "Health Information"),
    ("education", "Information regarding Education"),
    ("other", "Any other information relevant to the assessment of CSE activity and/or missing"),
    ("parents-view", "Parents view"),
    ("child-view", "Child’s view"),
];

fn read(bytes: &[u8], file: &str, terms: &Terms, received: NaiveDate) -> Result<Form, FileError> {
    take(bytes, file)?.form(terms, received)
}

fn terms() -> Terms {
    Terms::essex().unwrap()
}

fn received() -> NaiveDate {
    "2026-11-20".parse().unwrap()
}

/// Packs parts into a file.
fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A Word document of this body, made by hand.
fn docx(body: &str) -> Vec<u8> {
    let xml = format!(
        concat!(
            r#"<?xml version="1.0" encoding="UTF-8"?><w:document "#,
            r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" "#,
            r#"xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" "#,
            r#"xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:body>{}</w:body></w:document>"#
        ),
        body
    );
    packed(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", xml.as_bytes())])
}

/// Paragraphs, one a line.
fn paragraphs(text: &str) -> String {
    let one = |line: &str| {
        format!("<w:p><w:r><w:t xml:space=\"preserve\">{}</w:t></w:r></w:p>", quick_xml::escape::escape(line))
    };
    text.split('\n').map(one).collect::<Vec<_>>().concat()
}

fn cell(text: &str) -> String {
    format!("<w:tc><w:tcPr/>{}</w:tc>", paragraphs(text))
}

/// A table of these cells, as XML.
fn table_of(rows: &[Vec<String>]) -> String {
    let rows: Vec<String> = rows.iter().map(|cells| format!("<w:tr>{}</w:tr>", cells.concat())).collect();
    format!("<w:tbl><w:tblPr/>{}</w:tbl>", rows.concat())
}

fn table(rows: &[&[&str]]) -> String {
    table_of(&rows.iter().map(|row| row.iter().map(|text| cell(text)).collect()).collect::<Vec<_>>())
}

#[track_caller]
fn form_of(body: &str) -> Form {
    read(&docx(body), "form.docx", &terms(), received()).unwrap()
}

/// Reads a document and compares what was placed, and what was not.
#[track_caller]
fn check(body: &str, expect: &[(&str, &str)], unplaced: &[(&str, &str)]) {
    let form = form_of(body);
    let mut placed: Vec<(&str, &str)> = form.answers.iter().map(|a| (a.key.as_str(), a.text.as_str())).collect();
    let mut expect = expect.to_vec();
    placed.sort_unstable();
    expect.sort_unstable();
    assert_eq!(placed, expect);
    let left: Vec<(&str, &str)> = form.unplaced.iter().map(|u| (u.label.as_str(), u.text.as_str())).collect();
    assert_eq!(left, unplaced);
}

#[test]
fn the_three_forms_are_read_wholly_right() {
    let truth: Value = serde_json::from_str(TRUTH).unwrap();
    for ((file, bytes), expect) in FORMS.iter().zip(truth["forms"].as_array().unwrap()) {
        assert_eq!(expect["file"], *file);
        let form = read(bytes, file, &terms(), received()).unwrap();
        for (key, label) in LABELS {
            assert_eq!(form.answer(key).unwrap_or(""), expect["answers"][label].as_str().unwrap(), "{file}: {label}");
        }
        assert_eq!(form.answers.len(), 23, "{file}: no answer but the empty one is missing, and none was made up");
        assert!(form.unplaced.is_empty(), "{file}: {:?}", form.unplaced);
        assert_eq!(form.completed, "2026-11-16".parse().ok());
    }
}
