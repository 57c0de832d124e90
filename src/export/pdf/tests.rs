//! That the PDF holds what was said, conforms, and sets its pages as minutes are set.

use std::collections::HashMap;

use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

use super::super::document::*;
use super::super::sample;
use super::fonts::Fonts;
use super::frame::Frame;
use super::lines::is_invisible;
use super::slab::{Content, Set, Slab, Text};
use super::tags::{NodeId, Role};
use super::*;

/// Gives the lines of a slab, cell by cell.
fn texts(slab: &Slab) -> Vec<&Text> {
    match &slab.content {
        Content::Set(set) => set.texts.iter().collect(),
        Content::Row(row) => row.cells.iter().flatten().flat_map(texts).collect(),
    }
}

/// Gives each page's lines as they are seen, header and footer too.
fn pages(document: &Document) -> Vec<Vec<String>> {
    let prepared = prepare(document);
    let fonts = Fonts::load().unwrap();
    let (pages, _) = lay_out(&prepared, &fonts);
    let frame = Frame::new(&fonts, &prepared, pages.len());
    let framed = |(at, page): (usize, &Page)| {
        let lines = |set: &Set| set.texts.iter().map(|text| text.line.said()).collect::<Vec<_>>();
        let body = page.slabs.iter().flat_map(|placed| texts(&placed.slab)).map(|text| text.line.said());
        let all = lines(&frame.header).into_iter().chain(body).chain(lines(&frame.footer(at + 1)));
        all.map(|line| line.trim_end().to_owned()).collect()
    };
    pages.iter().enumerate().map(framed).collect()
}

/// Gives what is read aloud, in the order of the tags: each role with its own text.
fn read(document: &Document) -> Vec<(Role, String)> {
    let prepared = prepare(document);
    let fonts = Fonts::load().unwrap();
    let (pages, body) = lay_out(&prepared, &fonts);
    let mut said: HashMap<NodeId, String> = HashMap::new();
    for placed in pages.iter().flat_map(|page| &page.slabs).filter(|placed| !placed.again) {
        for text in texts(&placed.slab) {
            said.entry(text.node).or_default().push_str(&text.line.said());
        }
    }
    body.tags.read().iter().map(|(node, role)| ((*role).clone(), said.remove(node).unwrap_or_default())).collect()
}

/// Gives all that is read aloud, as [`kept`] gives a text.
pub(in crate::export) fn read_aloud(document: &Document) -> String {
    read(document).iter().flat_map(|(_, text)| text.chars()).filter(|letter| !is_invisible(*letter)).collect()
}

/// Gives a text as this format keeps it: composed, and without what shows nothing by itself.
pub(in crate::export) fn kept(text: &str) -> String {
    text.nfc().filter(|letter| !is_invisible(*letter)).collect()
}

fn document(blocks: Vec<Block>) -> Document {
    let mut document = sample::minutes();
    document.reference = Vec::new();
    document.parts = vec![Part { id: "1".into(), about: None, blocks }];
    document
}

fn paragraphs(count: usize) -> Vec<Block> {
    (1..=count).map(|number| Block::text(format!("Paragraph {number}"))).collect()
}

fn table(rows: Vec<Vec<Cell>>) -> Block {
    let columns = vec![Column::new("Agency", 1), Column::new("Update", 3)];
    Block::Table(Table { kind: TableKind::Updates, caption: String::new(), columns, rows, continues: false })
}

/// Gives the number of the page, from 1, on which a line begins with these words.
#[track_caller]
fn page_of(pages: &[Vec<String>], words: &str) -> usize {
    let page = pages.iter().position(|page| page.iter().any(|line| line.starts_with(words)));
    1 + page.unwrap_or_else(|| panic!("no page has “{words}”"))
}

#[test]
fn every_page_bears_the_marking() {
    let pages = pages(&sample::minutes());
    assert!(pages.len() > 3);
    for (at, page) in pages.iter().enumerate() {
        let header = ["OFFICIAL-SENSITIVE", "Essex MACE · Mid · Part 1", "3 December 2026 · draft"];
        assert_eq!(page[..3], header);
        let number = format!("Page {} of {}", at + 1, pages.len());
        assert_eq!(page[page.len() - 3..], ["MACE Part 1 minutes", "OFFICIAL-SENSITIVE", &number]);
    }
}

#[test]
fn a_long_marking_is_set_smaller_and_a_long_title_ends_in_an_ellipsis() {
    let mut document = sample::minutes();
    document.marking = "OFFICIAL-SENSITIVE: PERSONAL DATA OF CHILDREN ".repeat(4).trim().into();
    document.title = "Minutes of a meeting with a long name ".repeat(5);
    for page in pages(&document) {
        let [title, marking, _] = &page[page.len() - 3..] else { panic!("{page:?}") };
        assert_eq!((&page[0], marking), (&document.marking, &document.marking));
        assert!(title.starts_with("Minutes of a") && title.ends_with('…'), "{title}");
    }
}

#[test]
fn a_table_head_stands_again_on_the_next_page_and_is_read_once() {
    let rows = (1..=90).map(|row| vec![Cell::text(format!("Agency {row}")), Cell::text("Nothing to report.")]);
    let document = document(vec![table(rows.collect())]);
    let pages = pages(&document);
    assert!(pages.len() > 2);
    for page in &pages {
        assert_eq!(page.iter().filter(|line| *line == "Agency" || *line == "Update").count(), 2, "{page:?}");
    }
    let read = read(&document);
    assert_eq!(read.iter().filter(|(role, _)| *role == Role::ColumnHeading).count(), 2);
    assert_eq!(read.iter().filter(|(role, _)| *role == Role::RowHeading).count(), 90);
    assert_eq!(read.iter().filter(|(_, text)| text == "Update").count(), 1);
}

#[test]
fn a_row_is_divided_only_where_it_is_long() {
    let sentence = "The plan was reviewed and the carers have agreed to it in writing. ";
    for filler in 0..40 {
        let said = |times: usize| format!("BEGIN {}END", sentence.repeat(times));
        let short = vec![Cell::text("Police"), Cell::text(said(12))];
        let mut blocks = paragraphs(filler);
        blocks.push(table(vec![short]));
        let pages = pages(&document(blocks));
        let end = pages.iter().position(|page| page.iter().any(|line| line.ends_with("END"))).unwrap() + 1;
        assert_eq!(page_of(&pages, "BEGIN"), end, "after {filler} paragraphs");
    }
    let long = vec![Cell::text("Police"), Cell::text(format!("BEGIN {}END", sentence.repeat(150)))];
    let long = document(vec![table(vec![long])]);
    assert!(pages(&long).len() > 2);
    assert_eq!(read_aloud(&long).matches(sentence.trim()).count(), 150, "nothing is lost where it is divided");
}

#[test]
fn a_heading_is_never_left_at_the_foot_of_a_page() {
    for filler in 20..45 {
        let mut blocks = paragraphs(filler);
        blocks.push(Block::heading(Level::One, "Item"));
        blocks.push(Block::heading(Level::Two, "Updates"));
        blocks.push(table(vec![vec![Cell::text("Police"), Cell::text("Said")]]));
        let pages = pages(&document(blocks));
        let page = page_of(&pages, "Said");
        assert_eq!((page_of(&pages, "Item"), page_of(&pages, "Updates")), (page, page), "after {filler} paragraphs");
    }
}

#[test]
fn what_belongs_together_stays_on_one_page() {
    for filler in 20..45 {
        let mut blocks = paragraphs(filler);
        blocks.push(Block::Together { blocks: vec![Block::text("First"), Block::text("Then"), Block::text("Last")] });
        let kind = CalloutKind::Decision;
        blocks.push(Block::Callout(Callout { kind, label: "Decision".into(), blocks: vec![Block::text("Agreed")] }));
        let pages = pages(&document(blocks));
        assert_eq!(page_of(&pages, "First"), page_of(&pages, "Last"), "after {filler} paragraphs");
        assert_eq!(page_of(&pages, "Decision"), page_of(&pages, "Agreed"), "after {filler} paragraphs");
    }
    let too_much = document(vec![Block::Together { blocks: paragraphs(100) }]);
    assert!(pages(&too_much).len() > 2, "what no page can hold is divided");
}

#[test]
fn no_line_of_a_paragraph_is_left_alone() {
    let long = "A sentence that is repeated until it fills some lines of the page. ".repeat(6);
    for filler in 20..45 {
        let mut blocks = paragraphs(filler);
        blocks.push(Block::text(format!("BEGIN {long}")));
        let pages = pages(&document(blocks));
        for page in &pages {
            let lines = page.iter().filter(|line| line.contains("sentence") || line.contains("BEGIN")).count();
            assert_ne!(lines, 1, "after {filler} paragraphs");
        }
    }
}

#[test]
fn a_page_begins_where_the_paper_says_so() {
    let blocks = vec![Block::PageBreak, Block::text("One"), Block::PageBreak, table(vec![]), Block::PageBreak];
    let pages = pages(&document(blocks));
    assert_eq!((pages.len(), page_of(&pages, "One"), page_of(&pages, "Agency")), (3, 2, 3));
}

#[test]
fn no_heading_skips_a_depth_for_those_who_hear_it() {
    let headings = [(Level::Two, "a"), (Level::Three, "b"), (Level::One, "c"), (Level::Three, "d"), (Level::One, " ")];
    let mut blocks: Vec<Block> = headings.map(|(level, text)| Block::heading(level, text)).to_vec();
    let kind = CalloutKind::Note;
    let inner = vec![Block::heading(Level::One, "in a box")];
    blocks.push(Block::Callout(Callout { kind, label: "Note".into(), blocks: inner }));
    let depths: Vec<u16> = read(&document(blocks))
        .into_iter()
        .filter_map(|(role, _)| if let Role::Heading(depth, _) = role { Some(depth) } else { None })
        .collect();
    assert_eq!(depths, [1, 2, 1, 2]);
}

#[test]
fn the_sample_is_read_in_order_with_its_lists_tables_and_boxes() {
    let read = read(&sample::minutes());
    assert_eq!(read[0], (Role::Title, "MACE Part 1 minutes".to_owned()));
    let is = |role: &Role| read.iter().filter(|(found, _)| found == role).count();
    assert_eq!([is(&Role::Table), is(&Role::Quotation), is(&Role::Bullets), is(&Role::Box)], [8, 1, 2, 4]);
    assert_eq!([is(&Role::Fields), is(&Role::Item), is(&Role::Label), is(&Role::ItemBody)], [3, 17, 17, 17]);
    let mut rows = read.iter().skip_while(|(_, text)| !text.starts_with("Maldon"));
    assert_eq!(rows.next().unwrap(), &(Role::Paragraph, "Maldon District Council".to_owned()));
}

#[test]
fn the_file_says_what_it_is_and_conforms() {
    let bytes = render(&sample::minutes()).expect("krilla checks that it conforms");
    let file = String::from_utf8_lossy(&bytes);
    for said in ["<pdfaid:part>2<", "<pdfaid:conformance>A<", "<pdfuaid:part>1<", "/Lang(en-GB)", "<dc:title>"] {
        assert!(file.contains(said), "{said}");
    }
    assert!(file.contains("MACE Part 1 minutes") && file.contains("Tom Hale") && file.contains("2026-12-03T13:05:00"));
    assert!(!file.contains("case-1") && !file.contains("summary-1"), "opaque ids stay in the store");
}

#[test]
fn the_same_tree_gives_the_same_bytes() {
    assert_eq!(render(&sample::minutes()).unwrap(), render(&sample::minutes()).unwrap());
}

#[test]
fn a_paper_with_nothing_in_it_conforms_too() {
    let mut document = document(Vec::new());
    let blank = [&mut document.title, &mut document.subject, &mut document.status, &mut document.marking];
    blank.into_iter().for_each(String::clear);
    document.language.clear();
    document.author.clear();
    assert!(render(&document).is_ok());
}

#[test]
fn what_the_typeface_lacks_does_not_stop_the_paper() {
    for words in ["李小明", "👩‍👧 🇬🇧", "\u{e000}\u{f8ff}", "\u{fdd0}", "שלום", "a\u{a0}b\u{3000}c\u{ad}d", "□"]
    {
        let mut document = document(vec![Block::heading(Level::One, words), Block::text(words)]);
        document.title = words.into();
        document.marking = words.into();
        assert!(render(&document).is_ok(), "{words:?}");
        assert!(read_aloud(&document).contains(&kept(words)), "{words:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_stops_the_paper(words in any::<String>()) {
        let document = crate::export::tests::everywhere(&words);
        prop_assert!(render(&document).is_ok());
    }

    #[test]
    fn no_pile_of_accents_or_length_stops_the_paper(
        letter in any::<char>(),
        times in 1_usize..1_000,
        accent in prop::sample::select(vec!["", "\u{301}", "\u{200d}", " ", "-", "\n"]),
    ) {
        let words = format!("{letter}{accent}").repeat(times);
        let mut document = document(vec![Block::heading(Level::One, &words), Block::text(&words)]);
        document.title = words.clone();
        document.marking = words;
        prop_assert!(render(&document).is_ok());
    }
}
