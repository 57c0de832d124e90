//! Files that are damaged, misnamed, too large or meant to do harm, given to every import that takes such a file: a
//! sentence each, and nothing changes.

use std::fs;
use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::support::Place;

const TRACKER: &[u8] = include_bytes!("../papers/tracker.xlsx");
const SHEET: &[u8] = include_bytes!("../papers/tracker.ods");
const FORM: &[u8] = include_bytes!("../papers/form-1.docx");

const MIB: usize = 1024 * 1024;

fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// Gives each file to each import: refused with the file's name, what is wrong, and what to do; and the journal stands.
#[track_caller]
fn refused(imports: &[&str], files: &[(&str, &[u8], &str, &str)]) {
    let place = Place::made();
    let journal = || place.run(&["show", "journal", "--json"]).json();
    let before = journal();
    for (name, bytes, what, remedy) in files {
        let file = place.path(name);
        fs::write(&file, bytes).unwrap();
        for import in imports {
            let run = place.run(&["import", import, file.to_str().unwrap()]);
            run.refused(&[&format!("“{name}”"), what, remedy]);
        }
    }
    assert_eq!(journal(), before);
}

#[test]
fn no_list_is_taken_from_a_bad_file() {
    let rows = "<row><c t=\"inlineStr\"><is><t>Kit Farrow</t></is></c></row>".repeat(50 * MIB / 58);
    let large = packed(&[("xl/workbook.xml", b"<workbook/>"), ("xl/worksheets/sheet1.xml", rows.as_bytes())]);
    let bomb = packed(&[("xl/workbook.xml", b""), ("xl/media/image1.png", &vec![0; 40 * MIB])]);
    let text = vec![b'a'; 50 * MIB];
    refused(
        &["tracker", "contacts", "actions"],
        &[
            ("cut.xlsx", &TRACKER[..TRACKER.len() / 2], "damaged or incomplete", "Copy it again"),
            ("cut.ods", &SHEET[..SHEET.len() / 2], "damaged or incomplete", "Copy it again"),
            ("misnamed.xlsx", SHEET, "its ending does not fit", "save it as .xlsx"),
            ("misnamed.csv", TRACKER, "its ending does not fit", "save it as .xlsx"),
            ("text.ods", b"Name,DOB\n", "its ending does not fit", "save it as .xlsx"),
            ("form.docx", FORM, "neither .xlsx nor .ods nor .csv", "Save it as one of these"),
            ("form.xlsx", FORM, "neither .xlsx nor .ods nor .csv", "Save it as one of these"),
            ("old.xls", b"\xd0\xcf\x11\xe0", "old versions of Excel", "save it as .xlsx"),
            ("large.xlsx", &large, "more than 32 MiB", "Keep what is needed"),
            ("large.csv", &text, "more than 32 MiB", "Keep what is needed"),
            ("bomb.xlsx", &bomb, "more than 32 MiB", "Keep what is needed"),
            ("bytes.csv", b"\0\x01\x02\x03\xff", "it is not text", "Save it as .csv"),
            ("empty.csv", b"", "it is empty", "Export or copy it again"),
            ("other.csv", b"Telephone\n01632 960001\n", "no sheet of it has", "Name the columns so"),
        ],
    );
}

#[test]
fn no_form_is_taken_from_a_bad_file() {
    let macros = packed(&[("word/document.xml", b"<a/>"), ("word/vbaProject.bin", b"x")]);
    let bomb = packed(&[("word/document.xml", b"<a/>"), ("word/media/image1.png", &vec![0; 70 * MIB])]);
    refused(
        &["template"],
        &[
            ("cut.docx", &FORM[..FORM.len() / 2], "damaged or incomplete", "Copy it again"),
            ("sheet.docx", TRACKER, "its ending does not fit", "save it as .docx"),
            ("text.docx", b"Name: Ada", "its ending does not fit", "save it as .docx"),
            ("form.pdf", b"%PDF-1.4", "it is no Word document", "Save the form as .docx"),
            ("macros.docm", FORM, "it holds macros", "without macros"),
            ("macros.docx", &macros, "it holds macros", "without macros"),
            ("bomb.docx", &bomb, "more than 64 MiB", "Keep what is needed"),
            ("empty.docx", b"", "it is empty", "copy it again"),
        ],
    );
}

#[test]
fn no_bank_holidays_are_taken_from_a_bad_file() {
    let text = vec![b'a'; 50 * MIB];
    let deep = [vec![b'['; 200_000], vec![b']'; 200_000]].concat();
    let again = "Save https://www.gov.uk/bank-holidays.json again";
    refused(
        &["bank-holidays"],
        &[
            ("cut.json", br#"{"england-and-wales": {"events": ["#, "not the JSON that gov.uk publishes", again),
            ("sheet.json", TRACKER, "not the JSON that gov.uk publishes", again),
            ("deep.json", &deep, "not the JSON that gov.uk publishes", again),
            ("large.json", &text, "more than 32 MiB", "Keep what is needed"),
            ("empty.json", b"", "it is empty", "copy it again"),
        ],
    );
}

#[test]
fn no_store_is_made_of_bad_terms() {
    let place = Place::empty();
    let wide: Vec<u8> = "\u{feff}[county]".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let cut = mace::terms::ESSEX.len() / 2;
    let bad: [(&str, &[u8], &str); 4] = [
        ("cut.toml", &mace::terms::ESSEX.as_bytes()[..cut], "Correct the file"),
        ("sheet.toml", TRACKER, "is not text in UTF-8: save it so"),
        ("wide.toml", &wide, "is not text in UTF-8: save it so"),
        ("empty.toml", b"", "Correct the file"),
    ];
    for (name, bytes, said) in bad {
        let file = place.path(name);
        fs::write(&file, bytes).unwrap();
        let store = place.store();
        let run = place.run(&[
            "new",
            store.to_str().unwrap(),
            "--role",
            "admin",
            "--as",
            "Ann Example",
            "--terms",
            file.to_str().unwrap(),
        ]);
        run.refused(&[name, said]);
        assert!(!store.exists(), "{name}");
    }
}

#[test]
fn a_workbook_with_macros_is_read_and_nothing_in_it_is_run() {
    let place = Place::made();
    let file = place.path("tracker.xlsm");
    fs::write(&file, TRACKER).unwrap();
    let report = place.run(&["import", "tracker", file.to_str().unwrap(), "--json"]).json();
    assert!(report["new"].as_u64() > Some(0), "{report}");
}
