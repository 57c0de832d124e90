//! That the Word file holds what was said, repeats its headings, and is well formed.

use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::Event;
use zip::ZipArchive;

use super::super::sample;
use super::*;

/// Gives one part of a package.
fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("a zip");
    let mut text = String::new();
    archive.by_name(name).expect(name).read_to_string(&mut text).expect("UTF-8");
    text
}

#[test]
fn every_part_is_well_formed() {
    let bytes = render(&sample::minutes()).expect("rendered");
    let archive = ZipArchive::new(Cursor::new(&bytes)).expect("a zip");
    let names: Vec<String> = archive.file_names().map(|name| name.expect("a name").into_owned()).collect();
    assert_eq!(names.len(), 12);
    for name in names {
        let xml = part(&bytes, &name);
        let mut reader = Reader::from_str(&xml);
        reader.config_mut().check_end_names = true;
        loop {
            match reader.read_event() {
                Ok(Event::Eof) => break,
                Ok(_) => {}
                Err(error) => panic!("{name}: {error}"),
            }
        }
    }
}

#[test]
fn the_marking_is_above_and_below_every_page() {
    let bytes = render(&sample::minutes()).expect("rendered");
    for name in ["word/header1.xml", "word/footer1.xml"] {
        assert!(part(&bytes, name).contains(">OFFICIAL-SENSITIVE<"), "{name}");
    }
    let document = part(&bytes, "word/document.xml");
    assert!(document.contains("<w:headerReference w:type=\"default\" r:id=\"rIdHeader\"/>"));
    assert!(document.contains("<w:footerReference w:type=\"default\" r:id=\"rIdFooter\"/>"));
    assert!(!document.contains("w:titlePg"), "the first page has the same header");
}

#[test]
fn the_footer_counts_the_pages() {
    let footer = part(&render(&sample::minutes()).expect("rendered"), "word/footer1.xml");
    assert!(footer.contains("w:instr=\"PAGE\"") && footer.contains("w:instr=\"NUMPAGES\""));
    assert!(footer.contains(">MACE Part 1 minutes<"));
}

#[test]
fn every_table_repeats_its_header_and_no_short_row_splits() {
    let document = part(&render(&sample::minutes()).expect("rendered"), "word/document.xml");
    let tables = document.matches("<w:tbl>").count();
    assert_eq!(tables, 8, "the summary's two parts are one table");
    assert_eq!(document.matches("<w:tblHeader/>").count(), tables);
    assert_eq!(document.matches("<w:cantSplit/>").count(), document.matches("<w:tr>").count());
}

#[test]
fn headings_are_words_own() {
    let document = part(&render(&sample::minutes()).expect("rendered"), "word/document.xml");
    assert_eq!(document.matches("w:val=\"Title\"").count(), 1);
    assert_eq!(document.matches("w:val=\"Heading1\"").count(), 9);
    let styles = part(&render(&sample::minutes()).expect("rendered"), "word/styles.xml");
    assert!(styles.contains("<w:name w:val=\"heading 1\"/>") && styles.contains("w:val=\"en-GB\""));
}

#[test]
fn every_style_that_is_used_is_defined() {
    let bytes = render(&sample::minutes()).expect("rendered");
    let styles = part(&bytes, "word/styles.xml");
    for name in ["word/document.xml", "word/header1.xml", "word/footer1.xml"] {
        for element in ["<w:pStyle w:val=\"", "<w:rStyle w:val=\"", "<w:tblStyle w:val=\""] {
            for used in part(&bytes, name).split(element).skip(1) {
                let id = used.split('"').next().unwrap_or_default();
                assert!(styles.contains(&format!("w:styleId=\"{id}\"")), "{id}");
            }
        }
    }
}

#[test]
fn the_properties_name_title_author_and_time() {
    let core = part(&render(&sample::minutes()).expect("rendered"), "docProps/core.xml");
    assert!(core.contains("<dc:title>MACE Part 1 minutes</dc:title>"));
    assert!(core.contains("<dc:creator>Tom Hale</dc:creator>"));
    assert!(core.contains("2026-12-03T13:05:00Z"));
}

#[test]
fn the_same_tree_gives_the_same_bytes() {
    assert_eq!(render(&sample::minutes()).expect("rendered"), render(&sample::minutes()).expect("rendered"));
}

#[test]
fn opaque_ids_do_not_leave_the_store() {
    let document = part(&render(&sample::minutes()).expect("rendered"), "word/document.xml");
    assert!(!document.contains("case-1") && !document.contains("summary-1"));
}
