//! What a search finds, and what it leaves out.

use super::*;
use crate::store::Batch;
use crate::store::testing::{batch, store};

fn said(entry: &str, text: &str) -> SaidRow {
    SaidRow {
        entry: entry.to_owned(),
        case_id: Some("case/1".to_owned()),
        meeting_id: Some("meeting/1".to_owned()),
        agency: Some("police".to_owned()),
        kind: "update".to_owned(),
        day: "2026-12-03".parse().ok(),
        text: text.to_owned(),
    }
}

#[track_caller]
fn check(store: &Store, words: &str, entries: &[&str]) {
    let mut found: Vec<String> = store.search(words, 10).unwrap().into_iter().map(|f| f.said.entry).collect();
    found.sort();
    assert_eq!(found, entries, "{words}");
}

#[test]
fn what_was_said_is_found_by_its_words() {
    let (_folder, mut store) = store();
    let first = vec![said("e1", "Seen twice at the retail park"), said("e2", "Élodie was at the café (again)")];
    let head = store.append(&store.head().unwrap(), &Batch { said: first, ..batch(1) }).unwrap();
    check(&store, "retail", &["e1"]);
    check(&store, "the ret", &["e1"]);
    check(&store, "RETAIL twice", &["e1"]);
    check(&store, "elodie cafe", &["e2"]);
    check(&store, "at the", &["e1", "e2"]);
    check(&store, "", &[]);
    for odd in ["\"", "retail OR", "NOT", "(", "text:retail", "re*tail^2", "--", "a\0b", "NEAR(retail, park)", "🙂"] {
        store.search(odd, 10).unwrap();
    }
    let found = store.search("retail", 10).unwrap().remove(0);
    assert_eq!(found.said, said("e1", "Seen twice at the retail park"));
    assert_eq!(found.excerpt, "Seen twice at the \u{2}retail\u{3} park");

    let next = Batch { said: vec![said("e1", "Seen once")], unsaid: vec!["e2".to_owned()], ..batch(2) };
    store.append(&head, &next).unwrap();
    check(&store, "retail", &[]);
    check(&store, "elodie", &[]);
    check(&store, "once", &["e1"]);
    assert_eq!(store.verify(None).said, 1);
}
