//! Files that are no form: each gets a sentence.

use proptest::prelude::*;

use super::*;
use crate::import::file::FORM;

#[track_caller]
fn refused(bytes: &[u8], file: &str, because: &str) {
    let refusal = read(bytes, file, &terms(), received()).unwrap_err().to_string();
    assert!(refusal.contains(because) && refusal.contains(&format!("“{file}”")), "{refusal}");
    assert!(!refusal.contains("  ") && refusal.ends_with('.'), "{refusal}");
}

#[test]
fn a_file_that_is_no_form_is_refused_in_a_sentence() {
    let (_, form) = FORMS[0];
    refused(b"", "form.docx", "it is empty");
    refused(b"%PDF-1.4", "form.pdf", "no Word document");
    refused(b"{\\rtf1}", "form.rtf", "old versions of Word");
    refused(b"Name: Ada", "form.docx", "its ending does not fit");
    refused(form, "form.xlsx", "no Word document");
    refused(form, "form", "no Word document");
    refused(include_bytes!("../../../../tests/papers/tracker.xlsx"), "form.docx", "its ending does not fit");
    refused(&docx(&paragraphs("Dear all, see you on Thursday.")), "form.docx", "no label of the Information Sharing");
    refused(&docx("<w:p>"), "form.docx", "damaged or incomplete");
}

#[test]
fn a_truncated_form_is_damaged() {
    for (file, bytes) in FORMS {
        for part in [10, bytes.len() / 2, bytes.len() - 30] {
            refused(&bytes[..part], file, "damaged or incomplete");
        }
    }
}

#[test]
fn a_locked_or_old_document_says_what_to_do() {
    let mut bytes = vec![0xd0, 0xcf, 0x11, 0xe0];
    refused(&bytes, "form.docx", "old versions of Word");
    refused(&bytes, "form.doc", "old versions of Word");
    bytes.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    refused(&bytes, "form.docx", "protected with a password");
}

#[test]
fn macros_are_not_let_in() {
    let (_, form) = FORMS[0];
    refused(form, "form.docm", "macros");
    refused(&packed(&[("word/document.xml", b"<a/>"), ("word/vbaProject.bin", b"x")]), "form.docx", "macros");
}

#[test]
fn a_form_that_unpacks_to_more_than_the_limit_is_not_unpacked() {
    let zeros = vec![0; usize::try_from(FORM.bytes).unwrap() + 1];
    refused(
        &packed(&[("word/document.xml", b"<a/>"), ("word/media/image1.png", &zeros)]),
        "form.docx",
        "more than 64 MiB",
    );
}

#[test]
fn tables_nested_beyond_reason_do_not_bring_it_down() {
    let deep = format!("{}{}", "<w:tbl><w:tr><w:tc>".repeat(9_000), "</w:tc></w:tr></w:tbl>".repeat(9_000));
    refused(&docx(&deep), "form.docx", "damaged or incomplete");
}

#[test]
fn entities_that_name_each_other_are_not_spelt_out() {
    let xml = format!(
        "<!DOCTYPE d [<!ENTITY a \"x\"><!ENTITY b \"&a;&a;&a;&a;\">]>{}",
        "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>"
    );
    refused(&packed(&[("word/document.xml", xml.as_bytes())]), "form.docx", "no label");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = read(&bytes, "a.docx", &terms(), received());
        let _ = read(&[b"PK\x03\x04", &bytes[..]].concat(), "a.docx", &terms(), received());
    }

    #[test]
    fn no_damaged_form_panics(at in any::<prop::sample::Index>(), with in any::<u8>(), which in 0..3_usize) {
        let mut bytes = FORMS[which].1.to_vec();
        let at = at.index(bytes.len());
        bytes[at] = with;
        let _ = read(&bytes, "a.docx", &terms(), received());
    }

    #[test]
    fn no_damaged_content_panics(seed in any::<prop::sample::Index>(), with in "[<>/&\"a0 :☒]{0,4}", which in 0..3_usize) {
        let mut archive = ZipArchive::new(Cursor::new(FORMS[which].1)).unwrap();
        let mut xml = file::part(&mut archive, "word/document.xml").unwrap();
        let at = seed.index(xml.len());
        if xml.is_char_boundary(at) {
            xml.insert_str(at, &with);
        }
        let _ = read(&packed(&[("word/document.xml", xml.as_bytes())]), "a.docx", &terms(), received());
    }

    #[test]
    fn whatever_people_write_in_any_cells_is_placed_or_listed(
        rows in prop::collection::vec(prop::collection::vec("[A-Za-z:?/. \\n☐☒\\[\\]]{0,24}|Gender|Health|Parents view|Safety and well-being", 0..5), 0..8)
    ) {
        let rows: Vec<Vec<String>> = rows.iter().map(|row| row.iter().map(|text| cell(text)).collect()).collect();
        let _ = read(&docx(&table_of(&rows)), "a.docx", &terms(), received());
    }
}
