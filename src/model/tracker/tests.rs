//! What holds of the tracker's rows, filters and orders.

use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

const TODAY: &str = "2026-12-03";

fn row(label: &str, name: &str, review: Option<&str>) -> CaseRow {
    CaseRow {
        legal_status: None,
        legal_before: vec![],
        hold: None,
        referred: false,
        case: CaseId::new(label),
        label: label.to_owned(),
        name: name.to_owned(),
        born: day("2011-05-02"),
        area: "mid".to_owned(),
        district: "Chelmsford".to_owned(),
        risk: Some("Medium".to_owned()),
        risk_before: None,
        models: vec!["Online grooming".to_owned()],
        opened: day("2026-06-01"),
        closed: None,
        last_discussed: Some(day("2026-11-05")),
        review_date: review.map(day),
        episodes: vec![],
        next: DiscussionKind::Review,
        asked: vec![],
        dissents: vec![],
        papers: Papers::default(),
        former: vec![],
    }
}

fn listed(row: CaseRow) -> Listed {
    Listed::new(row, (0, 0), &Terms::essex().unwrap())
}

#[track_caller]
fn check_flags(row: &CaseRow, expect: &[Flag]) {
    assert_eq!(row.flags(day(TODAY), &Terms::essex().unwrap()), expect);
}

#[test]
fn a_review_that_is_past_is_overdue_and_one_of_today_is_not() {
    check_flags(&row("M-1", "A", Some("2026-12-02")), &[Flag::Overdue(1)]);
    check_flags(&row("M-1", "A", Some("2026-12-03")), &[]);
}

#[test]
fn a_child_who_was_discussed_must_have_a_review_date() {
    check_flags(&row("M-1", "A", None), &[Flag::NoReview]);
}

#[test]
fn a_new_child_waits_for_the_first_discussion_until_a_meeting_has_passed() {
    let new = CaseRow { last_discussed: None, opened: day("2026-11-20"), ..row("M-1", "A", None) };
    check_flags(&new, &[Flag::First]);
    check_flags(&CaseRow { opened: day("2026-11-02"), ..new }, &[Flag::NoReview]);
}

#[test]
fn nothing_stands_out_on_a_closed_case() {
    let closed = CaseRow { closed: Some(day("2026-11-05")), ..row("M-1", "A", None) };
    check_flags(&CaseRow { episodes: vec![(day("2026-11-01"), true)], ..closed }, &[]);
}

#[test]
fn the_triage_flag_follows_the_countys_rule() {
    let missing = CaseRow { episodes: vec![(day("2026-11-01"), true)], ..row("M-1", "A", Some("2026-12-10")) };
    check_flags(&missing, &[Flag::Triage]);
}

#[test]
fn the_trend_is_told_by_the_order_of_the_levels() {
    let terms = Terms::essex().unwrap();
    assert_eq!(trend(Some("Medium"), Some("High"), &terms), Ordering::Greater);
    assert_eq!(trend(Some("Actual"), Some("High"), &terms), Ordering::Less);
    assert_eq!(trend(None, Some("High"), &terms), Ordering::Equal);
}

fn three() -> Vec<Listed> {
    let closed = CaseRow { closed: Some(day("2026-10-01")), ..row("M-2026-001", "Zoë Ash", None) };
    let high = CaseRow { risk: Some("High".to_owned()), ..row("M-2026-002", "Kit Brown", Some("2027-01-14")) };
    let west =
        CaseRow { area: "west".to_owned(), district: "Harlow".to_owned(), ..row("W-2026-001", "Ada Cole", None) };
    vec![listed(closed), listed(high), listed(west)]
}

#[track_caller]
fn check(saved: Saved, typed: &str, order: (Column, bool), expect: &[usize]) {
    let found = arranged(&three(), (saved, typed), order, day(TODAY), &Terms::essex().unwrap());
    assert_eq!(found, expect, "{saved:?} {typed:?} {order:?}");
}

#[test]
fn every_word_typed_must_be_found_somewhere_whatever_its_accents() {
    let by_reference = (Column::Reference, false);
    check(Saved::All, "zoe", by_reference, &[0]);
    check(Saved::All, "high chelms", by_reference, &[1]);
    check(Saved::All, "west", by_reference, &[2]);
    check(Saved::All, "m-2026", by_reference, &[0, 1]);
    check(Saved::All, "high west", by_reference, &[]);
}

#[test]
fn saved_filters_hold_what_they_say() {
    let by_reference = (Column::Reference, false);
    check(Saved::Open, "", by_reference, &[1, 2]);
    check(Saved::Severe, "", by_reference, &[1]);
    check(Saved::NoReview, "", by_reference, &[2]);
    check(Saved::Due, "", by_reference, &[]);
    check(Saved::Closed, "", by_reference, &[0]);
}

#[test]
fn a_case_without_a_review_date_stands_before_all_and_a_closed_one_behind() {
    check(Saved::All, "", (Column::Review, false), &[2, 1, 0]);
    check(Saved::All, "", (Column::Risk, false), &[1, 0, 2]);
    check(Saved::All, "", (Column::Name, true), &[0, 1, 2]);
}
