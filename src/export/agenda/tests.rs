//! What a member who gets the agenda would notice.

use super::super::document::{Block, Document};
use super::super::fixture::{Room, held};
use super::super::{docx, html, markdown, pdf, text};
use super::{Agenda, agenda};
use crate::model::id::Address;
use crate::model::sight::Apart;

fn december(room: &Room) -> Document {
    agenda(&Agenda {
        meeting: room.meeting_on("2026-12-03"),
        docs: &room.docs,
        terms: &room.terms,
        made_at: "2026-11-23T10:00:00Z".parse().unwrap(),
        reader: None,
    })
}

/// The agenda's text with every run of blanks as one.
fn flowing(document: &Document) -> String {
    text::render(document, None).unwrap().split_whitespace().collect::<Vec<_>>().join(" ")
}

#[track_caller]
fn check_all(expected: &[&str]) {
    let flat = flowing(&december(&held()));
    for words in expected {
        assert!(flat.contains(words), "“{words}” is not in:\n{flat}");
    }
}

#[test]
fn an_agency_can_search_its_records_for_every_child() {
    check_all(&[
        "M-2026-001: Ava Marlow",
        "Date of birth: 14 March 2011 (aged 15 at the meeting)",
        "District: Chelmsford",
        "Presented by: Nell Drew, Children & Families",
        "M-2026-002: Cai Denby",
        "Initial discussion",
    ]);
}

#[test]
fn a_review_has_its_previous_discussion_and_its_open_actions_beside_it() {
    check_all(&["Previous discussion, Thursday 5 November 2026", "Decision: review on Thursday 3 December 2026"]);
    let room = held();
    let document = december(&room);
    let child = document.parts.iter().find(|part| {
        part.blocks.iter().any(|block| matches!(block, Block::Heading { text, .. } if text.contains("Ava Marlow")))
    });
    let child = child.unwrap();
    assert!(child.about.is_some());
    let headings = child.blocks.iter().filter_map(|block| match block {
        Block::Heading { text, .. } => Some(text.as_str()),
        _ => None,
    });
    assert!(headings.clone().any(|text| text == "Open actions"), "{:?}", headings.collect::<Vec<_>>());
}

#[test]
fn what_is_about_one_child_stands_in_a_part_of_that_child() {
    let document = december(&held());
    for part in document.parts.iter().filter(|part| part.about.is_none()) {
        let words = serde_json::to_string(part).unwrap();
        assert!(!words.contains("Ava") && !words.contains("Cai") && !words.contains("M-2026"), "{words}");
    }
}

#[test]
fn the_statement_and_where_to_ask_go_out_with_it() {
    check_all(&["Information-sharing statement", "disclosed outside this meeting", "mace.mid@essex.example"]);
}

/// The December agenda as it goes to somebody who sees the first child alone.
fn for_one(invited: bool) -> String {
    let room = held();
    let meeting = room.meeting_on("2026-12-03");
    let first = meeting.items.iter().find(|item| item.case().is_some()).unwrap().id().clone();
    let name = "Jo Doe, Allocated social worker".to_owned();
    let one = Apart { seat: Address::new("cf/asw"), name, invited, items: vec![first] };
    let made_at = "2026-11-23T10:00:00Z".parse().unwrap();
    let (docs, terms) = (&room.docs, &room.terms);
    flowing(&agenda(&Agenda { meeting, docs, terms, made_at, reader: Some(&one) }))
}

#[test]
fn an_invitee_gets_their_childs_item_and_nothing_of_anybody_else() {
    let flat = for_one(true);
    for words in ["for Jo Doe, Allocated social worker", "Ava Marlow", "Date of birth: 14 March 2011", "Planned for"] {
        assert!(flat.contains(words), "“{words}” is not in:\n{flat}");
    }
    for words in ["Cai Denby", "M-2026-002", "Review of the action log", "other child"] {
        assert!(!flat.contains(words), "“{words}” is in:\n{flat}");
    }
}

#[test]
fn a_member_who_sees_some_children_alone_is_told_that_there_are_others() {
    let flat = for_one(false);
    assert!(flat.contains("Ava Marlow") && flat.contains("Review of the action log"), "{flat}");
    assert!(flat.contains("One other child is discussed; those items go to others alone."), "{flat}");
    assert!(!flat.contains("Cai Denby") && !flat.contains("M-2026-002"), "{flat}");
}

#[test]
fn every_format_takes_it() {
    let document = december(&held());
    assert!(docx::render(&document).is_ok() && pdf::render(&document).is_ok());
    for words in [
        html::render(&document, None).unwrap(),
        markdown::render(&document, None).unwrap(),
        text::render(&document, None).unwrap(),
    ] {
        assert!(words.contains("OFFICIAL-SENSITIVE") && words.contains("Ava Marlow"));
    }
}
