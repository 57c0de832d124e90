//! What a reader of an anonymised paper would notice.

use super::super::fixture::held;
use super::super::minutes::{Minutes, minutes};
use super::super::{docx, html, markdown, pdf, text};
use super::*;

/// The dictionary of a reader who knows no names.
fn knows(word: &str) -> bool {
    word.chars().all(|c| !c.is_uppercase()) && !["vine", "southend"].contains(&word)
}

/// December's minutes of two children, Ava Marlow and Cai Denby, without names.
fn december(how: How) -> (Document, Vec<Doubt>) {
    let room = held();
    let meeting = room.meeting_on("2026-12-03");
    let made_at = chrono::DateTime::UNIX_EPOCH;
    let tree = minutes(&Minutes { meeting, docs: &room.docs, terms: &room.terms, next_meeting: None, made_at });
    anonymised(tree, how, Known { meeting, docs: &room.docs, terms: &room.terms }, &knows)
}

#[test]
fn the_minutes_of_a_small_meeting_read_on_without_names() {
    let (paper, doubts) = december(How::Nothing);
    let told = listed(&doubts).into_iter().map(|(why, words)| format!("{why}\n  {}", words.join("\n  ")));
    insta::assert_snapshot!(format!(
        "{}\n----\n{}",
        text::render(&paper, None).unwrap(),
        told.collect::<Vec<_>>().join("\n")
    ));
}

#[test]
fn no_format_names_a_child_in_its_words_or_its_properties() {
    for how in How::ALL {
        let (paper, _) = december(how);
        let docx = docx::render(&paper).unwrap();
        let mut texts = vec![
            ("txt", text::render(&paper, None).unwrap()),
            ("md", markdown::render(&paper, None).unwrap()),
            ("html", html::render(&paper, None).unwrap()),
            ("pdf", String::from_utf8_lossy(&pdf::render(&paper).unwrap()).into_owned()),
        ];
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(docx)).unwrap();
        for at in 0..archive.len() {
            let mut text = String::new();
            let mut part = archive.by_index(at).unwrap();
            if std::io::Read::read_to_string(&mut part, &mut text).is_ok() {
                texts.push(("docx", text));
            }
        }
        for (format, text) in texts {
            for name in ["Ava", "Marlow", "Cai", "Denby", "14 March 2011", "22 January 2013"] {
                let found = text
                    .split(|c: char| !c.is_alphanumeric() && c != ' ')
                    .any(|piece| piece.trim() == name || piece.split(' ').any(|word| word == name));
                assert!(!found, "{name} stands in {format} with {}", how.name());
            }
            assert!(how != How::Nothing || !text.contains("M-2026-00"), "a reference stands in {format}");
        }
    }
}

#[test]
fn the_paper_says_what_it_is_and_names_no_author() {
    let (paper, _) = december(How::References);
    assert!(paper.author.is_empty() && paper.header_right.ends_with("anonymised"));
    let text = text::render(&paper, None).unwrap();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(text.contains("A person must read this copy before it goes out"), "{text}");
    assert!(text.contains("5 M-2026-001, aged 15 (review)") && text.contains("Age: 15"), "{text}");
    assert!(text.contains("Priya Shah, Service Manager"), "members keep their names: {text}");
}

#[test]
fn what_is_covered_already_is_covered_to_the_letter_again() {
    let room = held();
    let meeting = room.meeting_on("2026-12-03");
    for how in How::ALL {
        let (paper, _) = december(how);
        let known = Known { meeting, docs: &room.docs, terms: &room.terms };
        let (again, _) = anonymised(paper.clone(), how, known, &knows);
        assert_eq!(again.parts, paper.parts);
    }
}
