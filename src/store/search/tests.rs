//! What a search finds, and what it leaves out.

use super::*;
use crate::store::Batch;
use crate::store::testing::{batch, store, words};

fn said(entry: &str, text: &str) -> SaidRow {
    SaidRow {
        entry: entry.to_owned(),
        case_id: Some("case/1".to_owned()),
        meeting_id: Some("meeting/1".to_owned()),
        agency: Some("police".to_owned()),
        kind: "update".to_owned(),
        category: None,
        day: "2026-12-03".parse().ok(),
        text: text.to_owned(),
    }
}

/// Which entries are found, in their order.
#[track_caller]
fn check(store: &Store, sought: &Sought, entries: &[&str]) {
    let found: Vec<String> = found(store, sought).into_iter().map(|said| said.entry).collect();
    assert_eq!(found, entries, "{:?}", sought.words);
}

fn found(store: &Store, sought: &Sought) -> Vec<SaidRow> {
    store.search(sought, |_| Judged::Kept).unwrap()
}

#[test]
fn what_was_said_is_found_by_its_words() {
    let (_folder, mut store) = store();
    let first = vec![said("e1", "Seen twice at the retail park"), said("e2", "Élodie was at the café (again)")];
    let head = store.append(&store.head().unwrap(), &Batch { said: first, ..batch(1) }).unwrap();
    check(&store, &words("retail"), &["e1"]);
    check(&store, &words("the ret"), &["e1"]);
    check(&store, &words("RETAIL twice"), &["e1"]);
    check(&store, &words("elodie cafe"), &["e2"]);
    check(&store, &words("at the"), &["e2", "e1"]);
    check(&store, &words(""), &[]);
    for odd in ["\"", "retail OR", "NOT", "(", "text:retail", "re*tail^2", "--", "a\0b", "NEAR(retail, park)", "🙂"] {
        found(&store, &words(odd));
    }
    assert_eq!(found(&store, &words("retail")), [said("e1", "Seen twice at the retail park")]);

    let next = Batch { said: vec![said("e1", "Seen once")], unsaid: vec!["e2".to_owned()], ..batch(2) };
    store.append(&head, &next).unwrap();
    check(&store, &words("retail"), &[]);
    check(&store, &words("elodie"), &[]);
    check(&store, &words("once"), &["e1"]);
    assert_eq!(store.verify(None).said, 1);
}

#[test]
fn whose_it_is_and_when_narrow_it_and_are_no_words_of_it() {
    let (_folder, mut store) = store();
    let of = |entry: &str, day: &str, agency: &str, case: &str| SaidRow {
        day: day.parse().ok(),
        agency: Some(agency.to_owned()),
        case_id: Some(case.to_owned()),
        ..said(entry, "Seen at the park")
    };
    let mut all = vec![
        of("e1", "2026-12-03", "police", "c-1"),
        of("e2", "2026-03-01", "police", "c-11"),
        of("e3", "2026-02-28", "youth-offending", "c-1"),
        SaidRow { category: Some("Disrupt".to_owned()), ..of("e4", "2025-02-28", "youth", "c-2") },
    ];
    all.push(SaidRow { day: None, agency: None, case_id: None, ..said("e5", "Nothing more") });
    store.append(&store.head().unwrap(), &Batch { said: all, ..batch(1) }).unwrap();
    let one = |text: &str| vec![text.to_owned()];
    let any = Sought::default();
    check(&store, &Sought { agencies: one("police"), ..any.clone() }, &["e1", "e2"]);
    check(&store, &Sought { agencies: one("youth"), ..any.clone() }, &["e4"]);
    check(&store, &Sought { agencies: vec!["youth".into(), "police".into()], ..any.clone() }, &["e1", "e2", "e4"]);
    check(&store, &Sought { cases: one("c-1"), ..any.clone() }, &["e1", "e3"]);
    check(&store, &Sought { categories: one("Disrupt"), ..any.clone() }, &["e4"]);
    check(&store, &Sought { cases: one("c-1"), agencies: one("police"), ..words("park") }, &["e1"]);
    check(&store, &Sought { to: "2026-02-28".parse().ok(), ..any.clone() }, &["e3", "e4", "e5"]);
    check(&store, &Sought { from: "2026-02-28".parse().ok(), ..any.clone() }, &["e1", "e2", "e3"]);
    let in_spring = Sought { from: "2026-02-28".parse().ok(), to: "2026-03-01".parse().ok(), ..words("seen") };
    check(&store, &in_spring, &["e2", "e3"]);
    check(&store, &words("police"), &[]);
    assert!(index_is_whole(&store.connection).unwrap());
}

#[test]
fn the_newest_comes_first_and_what_has_no_day_last() {
    let (_folder, mut store) = store();
    let on = |entry: &str, day: Option<&str>| SaidRow {
        day: day.map(|day| day.parse().unwrap()),
        ..said(entry, "Nothing of the kind")
    };
    let mut all = vec![on("e1", Some("2024-12-03")), on("e2", Some("2026-12-03")), on("e3", None), on("e4", None)];
    all.extend((0..40).map(|at| on(&format!("f{at:02}"), Some("2025-01-01"))));
    all.push(on("far", Some("9999-12-31")));
    store.append(&store.head().unwrap(), &Batch { said: all, ..batch(1) }).unwrap();
    let all = found(&store, &words("nothing"));
    let entries: Vec<&str> = all.iter().map(|said| said.entry.as_str()).collect();
    assert_eq!((&entries[..4], &entries[41..]), (&["far", "e2", "f39", "f38"][..], &["f00", "e1", "e4", "e3"][..]));
}

#[test]
fn it_is_judged_by_its_words_and_no_further_than_is_asked_for() {
    let (_folder, mut store) = store();
    let all = (0..9).map(|at| said(&format!("e{at}"), if at % 2 == 0 { "A heron" } else { "A heron and a weir" }));
    store.append(&store.head().unwrap(), &Batch { said: all.collect(), ..batch(1) }).unwrap();
    let mut looked = 0;
    let kept = store.search(&words("heron"), |text| {
        looked += 1;
        match text {
            _ if looked > 6 => Judged::Enough,
            "A heron and a weir" => Judged::Kept,
            _ => Judged::Passed,
        }
    });
    let kept: Vec<String> = kept.unwrap().into_iter().map(|said| said.entry).collect();
    assert_eq!((kept.iter().map(String::as_str).collect::<Vec<_>>(), looked), (vec!["e7", "e5", "e3"], 7));
}

#[test]
fn every_letter_that_the_index_knows_stays_in_its_word_and_of_others_the_beginning_is_sought() {
    let (_folder, mut store) = store();
    let all =
        vec![said("e1", "Seen at the مقهى by Łukasz"), said("e2", "Seen at the m\u{2c60}n"), said("e3", "Nothing")];
    store.append(&store.head().unwrap(), &Batch { said: all, ..batch(1) }).unwrap();
    check(&store, &words("مقهى łukasz"), &["e1"]);
    check(&store, &words("m\u{2c60}n seen"), &["e2"]);
    check(&store, &words("\u{2c60}"), &["e3", "e2", "e1"]);
    let mut asked = store.connection.prepare("SELECT count(*) FROM said_index WHERE said_index MATCH ?1").unwrap();
    for c in ('\u{80}'..='\u{10ffff}').filter(|c| stays_together(*c)) {
        let count: Result<i64, _> = asked.query_row([format!("\"a{c}b\"")], |row| row.get(0));
        assert_eq!(count, Ok(0), "U+{:04x}", u32::from(c));
    }
}
