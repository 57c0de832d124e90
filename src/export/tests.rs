//! What must hold in every format: nothing said is lost, nothing said becomes markup, nothing panics.

use std::io::{Cursor, Read};

use proptest::prelude::*;
use quick_xml::Reader;
use quick_xml::events::Event;
use unicode_width::UnicodeWidthStr;

use super::document::*;
use super::prepare::clean;
use super::{docx, html, markdown, pdf, sample, text};

/// Gives the text of some XML or of our own HTML: what stands between its tags.
fn between_tags(markup: &str) -> String {
    let mut reader = Reader::from_str(markup);
    reader.config_mut().check_end_names = false;
    reader.config_mut().allow_unmatched_ends = true;
    let mut out = String::new();
    loop {
        match reader.read_event().expect("markup that can be read") {
            Event::Eof => return out,
            Event::Text(text) => out.push_str(&text),
            Event::GeneralRef(name) => {
                let entity = format!("&{};", &*name);
                out.push_str(&quick_xml::escape::unescape(&entity).expect("an entity"));
            }
            _ => {}
        }
    }
}

fn docx_text(document: &Document) -> String {
    let bytes = docx::render(document).expect("rendered");
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip");
    let mut xml = String::new();
    archive.by_name("word/document.xml").expect("the text").read_to_string(&mut xml).expect("UTF-8");
    between_tags(&xml)
}

fn html_text(document: &Document) -> String {
    let page = html::render(document, None).expect("rendered");
    between_tags(page.split_once("<main>").expect("a main part").1)
}

/// Gives Markdown as it reads: without its escapes, marks and quotation signs.
fn markdown_text(document: &Document) -> String {
    let mut out = String::new();
    let marked = markdown::render(document, None).expect("rendered").replace("<br>", "").replace("\n> ", "\n");
    let mut characters = marked.chars();
    while let Some(character) = characters.next() {
        match character {
            '\\' => out.extend(characters.next()),
            '*' => {}
            character => out.push(character),
        }
    }
    out
}

fn bare(text: &str) -> String {
    clean(text).chars().filter(|character| !character.is_whitespace()).collect()
}

/// Gives a small tree with the words in every kind of place.
pub(super) fn everywhere(words: &str) -> Document {
    let run = |style| Run { text: words.to_owned(), style };
    let all = vec![
        run(Style::Plain),
        run(Style::Bold),
        run(Style::Italic),
        Run::plain(" "),
        run(Style::Muted),
        run(Style::Quote),
    ];
    let table = |inner: Vec<Block>| {
        Block::Table(Table {
            kind: TableKind::Updates,
            caption: words.into(),
            columns: vec![Column::new(words, 1), Column::new("Update", 3)],
            rows: vec![vec![Cell::text(words), Cell { blocks: inner }], vec![Cell::default()]],
            continues: false,
        })
    };
    let simple = vec![
        Block::heading(Level::One, words),
        Block::heading(Level::Three, words),
        Block::runs(all.clone()),
        Block::quote(words),
        Block::note(words),
        Block::Fields { fields: vec![Field::new(words, words)] },
        Block::Bullets { items: vec![all, Vec::new()] },
        Block::PageBreak,
        Block::Signature(Signature {
            statement: words.into(),
            signatories: vec![Signatory { role: words.into(), name: words.into(), date: String::new() }],
        }),
    ];
    let mut blocks = simple.clone();
    blocks.push(table(simple.clone()));
    blocks.push(table(vec![table(simple.clone())]));
    blocks.push(Block::Callout(Callout { kind: CalloutKind::Decision, label: words.into(), blocks: simple.clone() }));
    blocks.push(Block::Together { blocks: simple });
    let mut document = sample::minutes();
    document.title = words.into();
    document.parts = vec![Part { id: words.into(), about: None, blocks }];
    document
}

/// In how many places [`everywhere`] puts the words, counted by hand.
const PLACES: usize = 106;

#[track_caller]
fn check(words: &str) {
    let document = everywhere(words);
    let expected = bare(words);
    for (format, text) in
        [("docx", docx_text(&document)), ("html", html_text(&document)), ("markdown", markdown_text(&document))]
    {
        let found = bare(&text).matches(expected.as_str()).count();
        // Words that overlap themselves are counted a little short.
        assert!(expected.is_empty() || found >= PLACES - 6, "{format}: {found} times {words:?} in {text}");
    }
    // The pages themselves are not made here: that takes its time, and `pdf` has its own tests of it.
    let (aloud, kept) = (bare(&pdf::tests::read_aloud(&document)), bare(&pdf::tests::kept(&clean(words))));
    let found = aloud.matches(kept.as_str()).count();
    assert!(kept.is_empty() || found >= PLACES - 6, "pdf: {found} times {words:?} in {aloud}");
    let plain = text::render(&document, None).expect("rendered");
    for character in expected.chars() {
        let wanted = PLACES * expected.matches(character).count();
        assert!(plain.matches(character).count() >= wanted, "text: {character:?} of {words:?} in\n{plain}");
    }
    for line in plain.lines() {
        assert!(line.width() <= 80, "{} columns: {line:?}", line.width());
    }
}

#[test]
fn every_class_of_character_survives_in_every_format() {
    check("plain words");
    check("");
    check("<b>\"R&D\"</b> &amp; 'x'");
    check("tab\tand\u{0} bell\u{7} escape\u{1b}[0m");
    check("line\nbreak\r\nand\rmore");
    check("e\u{301} combining, \u{301}leading");
    check("family 👩‍👩‍👧 flag 🇬🇧 thumb 👍🏽");
    check("שלום עולם, مرحبا بالعالم");
    check("漢字かな交じり文");
    check("{{ document.title }} {% raw %} {# no #}");
    check("| pipes | *stars* _lines_ `ticks` [a](b) # ~~x~~ \\ $x$ !");
    check(&"verylongword".repeat(20));
    check(&"漢".repeat(120));
}

#[test]
fn nobodys_words_turn_into_markdown() {
    let written = |words: &str| {
        let mut document = sample::minutes();
        document.parts = vec![Part { id: "1".into(), about: None, blocks: vec![Block::text(words)] }];
        markdown::render(&document, None).expect("rendered")
    };
    assert!(written("- not a list").contains("\n\\- not a list\n"));
    assert!(written("12. not a list\n# nor a heading").contains("\n12\\. not a list\\\n\\# nor a heading\n"));
    assert!(written("<script>x</script> &copy;").contains("\\<script\\>x\\</script\\> \\&copy;"));
    assert!(written("    not code").contains("\nnot code\n"));
}

#[test]
fn a_pipe_does_not_end_a_cell() {
    let mut document = sample::minutes();
    document.parts = vec![Part {
        id: "1".into(),
        about: None,
        blocks: vec![Block::Table(Table {
            kind: TableKind::Plain,
            caption: String::new(),
            columns: vec![Column::new("a|b", 1)],
            rows: vec![vec![Cell::text("c|d\ne")]],
            continues: false,
        })],
    }];
    let written = markdown::render(&document, None).expect("rendered");
    assert!(written.contains("| a\\|b |\n| --- |\n| c\\|d<br>e |\n"), "{written}");
}

#[test]
fn a_web_page_runs_nothing_and_prints_its_marking() {
    let mut document = sample::minutes();
    document.parts[0].blocks.push(Block::text("<script>alert(1)</script>"));
    let page = html::render(&document, None).expect("rendered");
    assert!(page.starts_with("<!DOCTYPE html>\n<html lang=\"en-GB\">"), "{}", &page[..80]);
    assert!(!page.contains("<script") && !page.contains("http"), "no script, nothing fetched");
    assert_eq!(page.matches("<p class=\"marking\">OFFICIAL-SENSITIVE</p>").count(), 2);
    assert!(page.contains("@media print") && page.contains("table-header-group"));
    assert!(page.contains("<th scope=\"col\">Agency</th>") && page.contains("<th scope=\"row\">"));
    assert!(!page.contains("case-1"), "opaque ids stay in the store");
}

#[test]
fn a_county_may_lay_a_paper_out_anew_and_is_told_of_mistakes() {
    let minutes = sample::minutes();
    assert_eq!(html::render(&minutes, Some("<h1>{{ document.title }}</h1>")).unwrap(), "<h1>MACE Part 1 minutes</h1>");
    assert!(text::render(&minutes, Some("{{ marking }}: {{ body }}")).unwrap().starts_with("OFFICIAL-SENSITIVE: "));
    let refusal = markdown::render(&minutes, Some("{{ nonsense }}")).unwrap_err().to_string();
    assert!(refusal.starts_with("The Markdown template cannot be used: "), "{refusal}");
    let refusal = html::render(&minutes, Some("{% if %}")).unwrap_err().to_string();
    assert!(refusal.contains("HTML template") && refusal.contains("remove it to use the built-in one"), "{refusal}");
}

#[test]
fn the_same_tree_gives_the_same_bytes() {
    assert_eq!(html::render(&sample::minutes(), None).unwrap(), html::render(&sample::minutes(), None).unwrap());
    let minutes = sample::minutes();
    let json = minutes.canonical_json().unwrap();
    let again: Document = serde_json::from_str(&json).unwrap();
    assert_eq!(again, minutes);
    assert_eq!(again.canonical_json().unwrap(), json);
}

#[test]
fn a_parts_json_keeps_its_field_order() {
    let part = Part {
        id: "item-5".into(),
        about: Some("k7".into()),
        blocks: vec![
            Block::heading(Level::Two, "AB"),
            Block::runs(vec![Run::bold("x")]),
            Block::Table(Table {
                kind: TableKind::Actions,
                caption: String::new(),
                columns: vec![Column::new("Ref", 2)],
                rows: vec![vec![Cell::text("A1")]],
                continues: true,
            }),
        ],
    };
    let json = part.canonical_json().unwrap();
    // Approved minutes are sealed by these bytes: a change here breaks the seals of before.
    let expected = concat!(
        r#"{"id":"item-5","about":"k7","blocks":[{"type":"heading","level":"two","text":"AB"},"#,
        r#"{"type":"paragraph","manner":"normal","runs":[{"text":"x","style":"bold"}]},"#,
        r#"{"type":"table","kind":"actions","caption":"","columns":[{"heading":"Ref","weight":2}],"#,
        r#""rows":[[[{"type":"paragraph","manner":"normal","runs":[{"text":"A1","style":"plain"}]}]]],"continues":true}]}"#
    );
    assert_eq!(json, expected);
}

#[test]
fn plain_text_sets_a_table_side_by_side() {
    let plain = text::render(&sample::minutes(), None).expect("rendered");
    assert!(plain.contains("Agency                Designation  "), "{plain}");
    assert!(plain.lines().all(|line| line.width() <= 80 && line.trim_end() == line));
}

#[test]
#[ignore = "writes the sample in every format to the folder SAMPLE_FOLDER, to be looked at"]
fn the_sample_in_every_format() {
    let folder = std::path::PathBuf::from(std::env::var_os("SAMPLE_FOLDER").expect("SAMPLE_FOLDER"));
    for (name, document) in [("sample", sample::minutes()), ("odd", everywhere("Zoë <b>שלום</b> 👩‍👧 long\nlines"))]
    {
        std::fs::write(folder.join(name).with_extension("docx"), docx::render(&document).unwrap()).unwrap();
        std::fs::write(folder.join(name).with_extension("pdf"), pdf::render(&document).unwrap()).unwrap();
        std::fs::write(folder.join(name).with_extension("html"), html::render(&document, None).unwrap()).unwrap();
        std::fs::write(folder.join(name).with_extension("md"), markdown::render(&document, None).unwrap()).unwrap();
        std::fs::write(folder.join(name).with_extension("txt"), text::render(&document, None).unwrap()).unwrap();
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_said_is_there(words in any::<String>()) {
        check(&words);
    }

    #[test]
    fn whatever_is_marked_up_is_there(words in "[-+=:#0-9.)>| *_`\\\\~<&\n\t a-c\u{301}漢👩\u{200d}]{0,24}") {
        check(&words);
    }

    #[test]
    fn a_table_of_any_shape_is_drawn(
        weights in prop::collection::vec(any::<u16>(), 0..14),
        rows in prop::collection::vec(prop::collection::vec("[a-z ]{0,30}", 0..16), 0..4),
    ) {
        let mut document = sample::minutes();
        let columns = weights.iter().map(|weight| Column::new("Heading", *weight)).collect();
        let cells = rows.iter().map(|row| row.iter().map(Cell::text).collect()).collect();
        let table = Table { kind: TableKind::Actions, caption: String::new(), columns, rows: cells, continues: true };
        document.parts = vec![Part { id: String::new(), about: None, blocks: vec![Block::Table(table)] }];
        let expected: usize = rows.iter().flatten().map(|cell| bare(cell).len()).sum();
        let aloud = pdf::tests::read_aloud(&document);
        for text in [docx_text(&document), html_text(&document), markdown_text(&document), aloud] {
            prop_assert!(bare(&text).len() >= expected);
        }
        let plain = text::render(&document, None).unwrap();
        prop_assert!(bare(&plain).len() >= expected);
        prop_assert!(plain.lines().all(|line| line.width() <= 80));
    }
}
