//! Files good and bad.

use std::io::Write;

use proptest::prelude::*;
use rust_xlsxwriter::Workbook;
use zip::write::SimpleFileOptions;

use super::*;
use crate::import::file::{LIST, part};

const XLSX: &[u8] = include_bytes!("../../../tests/papers/tracker.xlsx");
const ODS: &[u8] = include_bytes!("../../../tests/papers/tracker.ods");
const CSV: &[u8] = include_bytes!("../../../tests/papers/tracker.csv");

#[track_caller]
fn refused(bytes: &[u8], file: &str, because: &str) {
    let refusal = read(bytes, file).unwrap_err().to_string();
    assert!(refusal.contains(because) && refusal.contains(&format!("“{file}”")), "{refusal}");
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

/// Packs one table as `.ods`.
fn ods(rows: &str) -> Vec<u8> {
    let content = format!(
        r#"<?xml version="1.0"?><office:document-content><office:body><office:spreadsheet><table:table table:name="List">{rows}</table:table></office:spreadsheet></office:body></office:document-content>"#
    );
    packed(&[("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", content.as_bytes())])
}

#[test]
fn bad_files_are_refused_in_a_sentence() {
    refused(b"", "tracker.csv", "it is empty");
    refused(b" \r\n", "tracker.csv", "it is empty");
    refused(b"%PDF-1.4", "tracker.pdf", "neither .xlsx nor .ods nor .csv");
    refused(b"anything", "tracker", "neither .xlsx nor .ods nor .csv");
    refused(b"Name,DOB", "tracker.xlsx", "its ending does not fit");
    refused(XLSX, "tracker.ods", "its ending does not fit");
    refused(XLSX, "tracker.csv", "its ending does not fit");
    refused(&packed(&[("word/document.xml", b"<w/>")]), "form.xlsx", "neither .xlsx nor .ods nor .csv");
    refused(b"\0\x01\x02", "tracker.csv", "it is not text");
}

#[test]
fn a_truncated_file_is_damaged() {
    for (bytes, file) in [(XLSX, "tracker.xlsx"), (ODS, "tracker.ods")] {
        for part in [10, bytes.len() / 2, bytes.len() - 30] {
            refused(&bytes[..part], file, "damaged or incomplete");
        }
    }
}

#[test]
fn a_protected_or_old_workbook_says_what_to_do() {
    let mut bytes = vec![0xd0, 0xcf, 0x11, 0xe0];
    refused(&bytes, "tracker.xlsx", "old versions of Excel");
    bytes.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    refused(&bytes, "tracker.xlsx", "protected with a password");
    let manifest: &[u8] = b"<manifest:encryption-data/>";
    refused(
        &packed(&[("content.xml", b""), ("META-INF/manifest.xml", manifest)]),
        "tracker.ods",
        "protected with a password",
    );
}

#[test]
fn a_file_that_unpacks_to_more_than_the_limit_is_not_unpacked() {
    let zeros = vec![0; usize::try_from(LIST.bytes).unwrap() + 1];
    refused(&packed(&[("xl/workbook.xml", b""), ("xl/media/image1.png", &zeros)]), "tracker.xlsx", "more than 32 MiB");
    refused(&vec![b'a'; zeros.len()], "tracker.csv", "more than 32 MiB");
}

#[test]
fn a_folder_and_a_missing_file_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let refusal = |path: &Path| open(path).unwrap_err().to_string();
    assert!(refusal(folder.path()).contains("it is a folder"));
    assert!(refusal(&folder.path().join("none.csv")).contains("Check the path"));
    let path = folder.path().join("list.csv");
    std::fs::write(&path, "Name\nJo").unwrap();
    assert_eq!(open(&path).unwrap()[0].rows.len(), 2);
}

#[test]
fn hidden_rows_and_sheets_of_a_workbook_are_known() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("Ours & theirs").unwrap();
    for (row, text) in ["a", "b", "c"].into_iter().enumerate() {
        sheet.write_string(u32::try_from(row).unwrap(), 1, text).unwrap();
    }
    sheet.set_row_hidden(1).unwrap();
    book.add_worksheet().set_name("old").unwrap().set_hidden(true).write_boolean(0, 0, true).unwrap();
    let sheets = read(&book.save_to_buffer().unwrap(), "book.xlsx").unwrap();
    assert_eq!((sheets[0].name.as_str(), sheets[0].hidden, sheets[1].hidden), ("Ours & theirs", false, true));
    let rows: Vec<(usize, bool, String)> =
        sheets[0].rows.iter().map(|row| (row.number, row.hidden, row.cells[1].text())).collect();
    assert_eq!(rows, [(1, false, "a".to_owned()), (2, true, "b".to_owned()), (3, false, "c".to_owned())]);
    assert_eq!(sheets[1].rows[0].cells, [Value::Truth(true)]);
}

#[test]
fn a_stray_cell_far_out_costs_nothing() {
    let mut book = Workbook::new();
    book.add_worksheet().write_string(0, 0, "a").unwrap().write_string(1_048_575, 16_383, "stray").unwrap();
    let sheets = read(&book.save_to_buffer().unwrap(), "book.xlsx").unwrap();
    assert_eq!(sheets[0].rows.len(), 1);
}

#[test]
fn hidden_rows_comments_and_breaks_of_opendocument_are_known() {
    let sheets = read(
        &ods(concat!(
            r#"<table:table-row table:number-rows-repeated="3"><table:table-cell table:number-columns-repeated="9"/></table:table-row>"#,
            r#"<table:table-row table:visibility="filter"><table:table-cell/><table:table-cell office:value-type="string">"#,
            r"<office:annotation><text:p>ask again</text:p></office:annotation><text:p>O&apos;Neil<text:s/>&amp;</text:p><text:p>Doe</text:p>",
            r"</table:table-cell></table:table-row>",
        )),
        "list.ods",
    )
    .unwrap();
    let row = &sheets[0].rows[0];
    assert_eq!((row.number, row.hidden, row.cells[1].text().as_str()), (4, true, "O'Neil &\nDoe"));
}

#[test]
fn repeated_cells_by_the_million_are_not_spread_out() {
    let cell =
        r#"<table:table-cell table:number-columns-repeated="16384" office:value-type="float" office:value="1"/>"#;
    let row = format!(r#"<table:table-row table:number-rows-repeated="99999999999">{cell}</table:table-row>"#);
    let sheets = read(&ods(&row.repeat(2)), "list.ods").unwrap();
    assert!(sheets[0].rows.len() <= 2000 && sheets[0].rows[0].cells.len() == WIDEST);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..200), ending in "(csv|xlsx|ods|xls|)") {
        let _ = read(&bytes, &format!("a.{ending}"));
        let _ = read(&[b"PK\x03\x04", &bytes[..]].concat(), &format!("a.{ending}"));
    }

    #[test]
    fn no_damaged_file_panics(at in any::<prop::sample::Index>(), with in any::<u8>(), cut in 0..40_usize) {
        for (bytes, file) in [(XLSX, "a.xlsx"), (ODS, "a.ods"), (CSV, "a.csv")] {
            let mut bytes = bytes.to_vec();
            let at = at.index(bytes.len());
            bytes[at] = with;
            bytes.drain(at..(at + cut).min(bytes.len()));
            let _ = read(&bytes, file);
        }
    }

    #[test]
    fn no_damaged_content_panics(seed in any::<prop::sample::Index>(), with in "[<>/&\"a0 ]{0,4}") {
        let mut archive = ZipArchive::new(Cursor::new(ODS)).unwrap();
        let mut content = part(&mut archive, "content.xml").unwrap();
        let at = seed.index(content.len());
        if content.is_char_boundary(at) {
            content.insert_str(at, &with);
        }
        let _ = read(&packed(&[("content.xml", content.as_bytes())]), "a.ods");

        let mut archive = ZipArchive::new(Cursor::new(XLSX)).unwrap();
        let names: Vec<String> = archive.file_names().map(|name| name.unwrap().into_owned()).collect();
        let mut parts: Vec<(String, String)> =
            names.into_iter().filter_map(|name| Some((name.clone(), part(&mut archive, &name)?))).collect();
        for (_, text) in parts.iter_mut().filter(|(name, _)| !name.contains("theme")) {
            let at = seed.index(text.len());
            if text.is_char_boundary(at) {
                text.insert_str(at, &with);
            }
        }
        let parts: Vec<(&str, &[u8])> = parts.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
        let _ = read(&packed(&parts), "a.xlsx");
    }
}
