//! What is offered where.

use super::Room;
use crate::model::capture::{Capture, complete};

/// What is offered at the end of a line, the spaces after it left out.
fn offered(line: &str) -> Vec<String> {
    let room = Room::new();
    let actions = [("A3", "Share the vehicle"), ("A14", "Visit")];
    let found = complete(line, line.chars().count(), &room.around(), &actions);
    found.into_iter().map(|completion| completion.with.trim_end().to_owned()).collect()
}

#[track_caller]
fn check(line: &str, expect: &[&str]) {
    assert_eq!(offered(line), expect, "{line}");
}

/// Checks that something is among what is offered, and what it is said to stand for.
#[track_caller]
fn check_means(line: &str, with: &str, means: &str) {
    let room = Room::new();
    let found = complete(line, line.chars().count(), &room.around(), &[("A3", "Share the vehicle")]);
    let one = found.iter().find(|completion| completion.with.trim_end() == with);
    assert_eq!(one.map(|completion| completion.means.as_str()), Some(means), "{line}: {found:?}");
}

#[test]
fn a_line_begins_with_a_verb() {
    check("", &["u", "w", "t", "a", "x", "d", "k", "c", "l", "m", "r"]);
    check("dis", &["t", "x"]);
    check_means("d", "d", "decision: the decision: next review, closure or transfer");
    check("q", &[]);
    check("q x", &[]);
}

#[test]
fn after_the_sign_come_agencies_and_designations() {
    check("u @yo", &["@yos", "@youth-service"]);
    check(
        "u @police/",
        &["@police/lp", "@police/octt", "@police/chelmsford", "@police/braintree-and-uttlesford", "@police/maldon"],
    );
    check("u @mal", &["@police/maldon", "@council/maldon"]);
    check("u @probation", &[]);
    check("a @prob", &["@probation/senior-po"]);
    check("a @yos @as", &["@cf/asw"]);
    check("a @yos,@as", &["@cf/asw"]);
    check_means("u @team", "@cf/team-manager", "Jo Doe, Team Manager, Children & Families");
}

#[test]
fn a_persons_name_completes_to_their_post() {
    check("u @jo", &["@cf/team-manager"]);
    check("a @yos @Doe", &["@cf/team-manager", "@cf/2"]);
    check_means("u @al", "@cf/2", "Al Doe, Team Manager, Children & Families");
}

#[test]
fn every_seat_can_be_chosen_and_means_itself() {
    let room = Room::new();
    let mut meant: Vec<_> = offered("u @")
        .into_iter()
        .map(|address| match room.parse(&format!("u {address} x")) {
            Ok(Capture::Update { seat, .. }) => seat,
            other => panic!("{address}: {other:?}"),
        })
        .collect();
    let mut seats: Vec<_> = room.seats.iter().map(|seat| seat.address.clone()).collect();
    meant.sort();
    seats.sort();
    assert_eq!(meant, seats);
}

#[test]
fn an_action_is_answered_by_label_or_has_category_and_date() {
    check("a A1", &["A14"]);
    check_means("a A", "A3", "Share the vehicle");
    check("a A3 ", &["done", "carry", "not-done"]);
    check("a A3 carry ", &["to"]);
    check("a A3 carry to next w", &["working day"]);
    check("a @yos visit #s", &["#safeguard", "#support", "#share"]);
    check_means("a @yos visit by f", "fri", "Fri 4 Dec 2026, 1 working day");
    check_means("a @yos visit by n", "next meeting", "Thu 7 Jan 2027, 22 working days");
    check_means("a @yos visit by next ", "working day", "Fri 4 Dec 2026, 1 working day");
    check("a @yos visit by in 1", &["1 week", "1 month"]);
    check("a @yos visit by fri ", &["#safeguard", "#disrupt", "#support", "#evidence", "#share", "#prevent", "#other"]);
    check("a @yos visit by fri #share ", &[]);
    check_means("a @yos visit #sh", "#share", "Information sharing");
    check("a @yos visit ", &[]);
}

#[test]
fn decisions_levels_kinds_and_marks_are_offered() {
    check("d ", &["review", "close", "transfer"]);
    check_means("d review ", "+5wd", "Thu 10 Dec 2026, 5 working days");
    assert_eq!(offered("d review ")[..3], ["next meeting", "next working day", "fri"]);
    check("d close ", &["risk-reduced", "moved-out-of-area", "turned-18-transition", "other-multi-agency-decision"]);
    check("d close risk-reduced #con", &["#contact-ended"]);
    check_means("d close risk-reduced ", "#contact-ended", "Contact ended");
    check_means("d close t", "turned-18-transition", "Turned 18 / transition");
    check("d transfer ", &["mid", "north", "south", "west"]);
    check("d close risk-reduced because #", &[]);
    check("k ", &["standard", "medium", "high", "actual"]);
    check("l g", &["group"]);
    check("c ", &["child", "parent"]);
    assert_eq!(offered("c child n")[0], "none because Child could not be reached");
    check("c child none because too", &["Too soon after the last return"]);
    check("r @yos ", &["present", "apologies", "absent", "late", "left"]);
    check("r @yos apologies ", &["sub"]);
    check("x @yos re", &["resolved"]);
    check("u @yos n", &["nil"]);
    check("m 2 dec 22:10 from ", &["home", "care", "education"]);
}

#[test]
fn the_whole_word_under_the_cursor_is_replaced() {
    let room = Room::new();
    let found = complete("u @polxx seen", 6, &room.around(), &[]);
    assert!(found.iter().all(|completion| completion.replace == (2..8)));
    assert_eq!(found[0].with, "@police/lp ");
}
