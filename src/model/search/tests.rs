//! How what is typed into the search is read.

use proptest::prelude::*;

use super::*;
use crate::terms::ESSEX;

fn at(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Reads on Thursday 3 December 2026.
fn sought(typed: &str) -> Query {
    let terms = Terms::read(ESSEX, "essex.toml").unwrap();
    read(typed, &terms, &Calendar::default(), at("2026-12-03"))
}

#[track_caller]
fn check(typed: &str, expect: &Query) {
    assert_eq!(sought(typed), *expect, "{typed}");
}

/// Checks the first and the last day that is sought.
#[track_caller]
fn days(typed: &str, from: &str, to: &str) {
    let query = sought(typed);
    let said = |date: Option<NaiveDate>| date.map_or_else(String::new, |date| date.to_string());
    assert_eq!((said(query.from), said(query.to)), (from.to_owned(), to.to_owned()), "{typed}");
    assert_eq!((query.words, query.unread), (vec![], Vec::<String>::new()), "{typed}");
}

/// Checks that a filter is said not to be read, and narrows nothing.
#[track_caller]
fn unread(typed: &str, said: &str) {
    let query = sought(typed);
    assert!(query.unread.iter().any(|why| why.contains(said)), "{typed}: {:?}", query.unread);
    assert!(query.is_empty(), "{typed}: {query:?}");
}

#[test]
fn letters_before_a_colon_that_are_no_filter_stay_a_word_and_are_said_to_be_none() {
    let query = sought("foo:bar school");
    assert_eq!(query.words, ["foo:bar", "school"]);
    assert_eq!(query.unread, ["“foo:” is no filter; there are @, #, case:, before:, after: and on:."]);
    for typed in ["14:30", "https://place.example", "foo:", ":bar", "\\foo:bar"] {
        assert!(sought(typed).unread.is_empty(), "{typed}");
    }
}

#[test]
fn words_agencies_categories_and_cases_are_told_apart() {
    let one = |word: &str| vec![word.to_owned()];
    check("", &Query::default());
    check("retail  Park", &Query { words: vec!["retail".into(), "Park".into()], ..Query::default() });
    check("@police", &Query { agencies: one("police"), ..Query::default() });
    check("@POL van", &Query { agencies: one("police"), words: one("van"), ..Query::default() });
    check("@mplo", &Query { agencies: one("police"), ..Query::default() });
    check("@police/mplo", &Query { agencies: one("police"), ..Query::default() });
    check("#disrupt", &Query { categories: one("Disruption"), ..Query::default() });
    check("#dis", &Query { categories: one("Disruption"), ..Query::default() });
    check("case:m-2026-014", &Query { cases: one("M-2026-014"), ..Query::default() });
    check("Case:014", &Query { cases: one("014"), ..Query::default() });
    check(r"\@police \case:1", &Query { words: vec!["@police".into(), "case:1".into()], ..Query::default() });
    check("14:30", &Query { words: one("14:30"), ..Query::default() });
    let both = sought("@police @health");
    assert_eq!(both.agencies, ["police", "health"]);
}

#[test]
fn days_are_read_as_everywhere_the_latest_such_day() {
    days("before:14 jan", "", "2026-01-13");
    days("before:14 jan 2025", "", "2025-01-13");
    days("before: 14 jan", "", "2026-01-13");
    days("before:14/12", "", "2025-12-13");
    days("on:2026-11-05", "2026-11-05", "2026-11-05");
    days("on:yesterday", "2026-12-02", "2026-12-02");
    days("after:fri", "2026-11-28", "");
    days("AFTER:1/11 before:1/12", "2026-11-02", "2026-11-30");
    let with_words = sought("van before:14 jan 2025 park");
    assert_eq!((with_words.words, with_words.to), (vec!["van".to_owned(), "park".to_owned()], Some(at("2025-01-13"))));
}

#[test]
fn a_month_or_a_year_alone_is_all_of_its_days_and_a_month_the_latest_that_has_begun() {
    days("before:mar", "", "2026-02-28");
    days("on:mar", "2026-03-01", "2026-03-31");
    days("after:mar", "2026-04-01", "");
    days("on:dec", "2026-12-01", "2026-12-31");
    days("before:mar 2024", "", "2024-02-29");
    days("on:2025", "2025-01-01", "2025-12-31");
    let terms = Terms::read(ESSEX, "essex.toml").unwrap();
    let in_february = read("before:mar", &terms, &Calendar::default(), at("2026-02-10"));
    assert_eq!(in_february.to, Some(at("2025-02-28")), "in February the last March was a year ago");
}

#[test]
fn a_filter_that_cannot_be_read_is_said_and_narrows_nothing() {
    unread("@", "After @ comes one of @");
    unread("@polise", "did you mean @police?");
    unread("@zzz", "is no agency here");
    unread("@p", "could be @");
    unread("#", "#disrupt");
    unread("#disrubt", "did you mean #disrupt?");
    unread("case:", "case:M-2026-014");
    unread("before:", "before:mar");
    unread("before:soonish", "“before:soonish” has no date that reads here");
    let rest = sought("van on:31/31 @health");
    assert_eq!((rest.words.len(), rest.agencies.len(), rest.unread.len()), (1, 1, 1));
}

#[test]
fn what_narrows_is_said_as_it_was_understood() {
    let terms = Terms::read(ESSEX, "essex.toml").unwrap();
    let said = |typed: &str| sought(typed).narrowed_by(&terms);
    assert_eq!(said("van"), "");
    assert_eq!(said("@police #disrupt case:014 before:mar"), "Police · Disruption · 014 · up to 28 Feb 2026");
    assert_eq!(said("@police @health after:mar"), "Police or Health · from 1 Apr 2026");
    assert_eq!(said("on:5/11"), "on 5 Nov 2026");
}

#[test]
fn the_words_are_marked_where_they_stand() {
    let marked = |text: &str, words: &[&str]| {
        let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
        Compared::new(&words).hits(text).into_iter().map(|at| text[at].to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(marked("Seen at the retail park.", &["RETAIL", "pa"]), ["retail", "park"]);
    assert_eq!(marked("Élodie's café; a cafeteria", &["elodie", "cafe"]), ["Élodie", "café", "cafeteria"]);
    assert_eq!(marked("retail and retailers", &["retail", "x"]), ["retail"], "only the last may be unfinished");
    assert_eq!(marked("a retail-park", &["retail-park"]), ["retail", "park"]);
    assert!(marked("anything", &[]).is_empty() && marked("anything", &["--"]).is_empty());
}

#[test]
fn words_that_stand_together_fit_best_and_a_whole_word_before_a_beginning() {
    let fits =
        |text: &str, words: &str| Compared::new(&words.split(' ').map(str::to_owned).collect::<Vec<_>>()).fit(text);
    let better = |first: &str, then: &str, words: &str| {
        assert!(fits(first, words) < fits(then, words), "{words}: {first} / {then}");
    };
    better("Seen at the retail park.", "Retail is shut, so they meet in the park.", "retail park");
    better("So they meet, retail. The Park; retail", "Retail, and the park", "retail park");
    better("Near the park", "Near the parking", "park");
    better("parks, and the retail park", "the retail parks", "retail park");
    better("Near the retail parking", "Near the park", "retail park");
    assert_eq!(fits("Near the park", "park"), fits("The park; the park again", "park"));
    assert_eq!(fits("anything", ""), fits("else", ""));
    assert_eq!(fits("the", "the th").spread, 1, "one word may be both");
}

#[test]
fn a_word_is_what_texts_have_between_signs() {
    let parted = |words: &str| parts(&words.split(' ').map(str::to_owned).collect::<Vec<_>>()).join(" ");
    assert_eq!(parted("the Retail-park -- don't Élodie"), "the Retail park don t Élodie");
}

#[test]
fn words_that_tell_texts_apart_lead_to_them_and_else_what_narrows_or_the_last_word() {
    let led =
        |words: &str, narrowed| leading(&words.split(' ').map(str::to_owned).collect::<Vec<_>>(), narrowed).join(" ");
    for (words, alone, narrowed) in [
        ("The van was seen", "van seen", "van seen"),
        ("retail pa", "retail", "retail"),
        ("the retail-park", "retail park", "retail park"),
        ("to be or not", "not", ""),
        ("to and of the q", "q", ""),
        ("pa", "pa", ""),
        ("-- the", "the", ""),
        ("--", "", ""),
    ] {
        assert_eq!((led(words, false).as_str(), led(words, true).as_str()), (alone, narrowed), "{words}");
    }
}

proptest! {
    #[test]
    fn nothing_that_is_typed_panics(typed in ".{0,40}", keys in "(@|#|case:|before:|on:)?[a-zé0-9/ ]{0,12}", text in "\\PC{0,40}") {
        for typed in [&typed, &keys] {
            let query = sought(typed);
            let words = Compared::new(&query.words);
            let _ = words.fit(&text);
            for hit in words.hits(&text) {
                prop_assert!(text.get(hit).is_some());
            }
        }
    }
}
