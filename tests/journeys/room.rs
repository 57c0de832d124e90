//! The room at the keyboard: the gate and the read-back, the wrong child, pace, open actions, finding anything.

use serde_json::Value;

use crate::county::{County, MEETING};
use crate::terminal::{CTRL_P, CTRL_Q, CTRL_S, DOWN, ENTER, ESC, F4, TAB, Terminal};

fn item(county: &County, at: usize) -> Value {
    county.show(&["meeting", MEETING])["items"][at].clone()
}

/// Decides the next review with a rationale.
#[track_caller]
fn decide(terminal: &mut Terminal) {
    terminal.then("d", "Ctrl-S records").keys(&TAB.repeat(3)).then("The plan goes on.", "The plan goes on.");
    terminal.keys(CTRL_S).misses("Ctrl-S records");
}

#[test]
fn the_gate_shows_what_is_owed_takes_a_reason_in_one_key_and_lets_a_settled_case_pass() {
    let county = County::new();
    let mut terminal = county.at_first_case(120, 40);
    terminal.then("n", "Leave M-2026-001?").sees("were not asked").sees("No review date or closure was decided");
    terminal.keys(ESC).misses("Leave M-2026-001?").sees("5 of 16");
    terminal.then("n", "Leave M-2026-001?").then("2", "6 of 16");
    assert_eq!(item(&county, 4)["gate"]["reason"], "Information not yet available");
    assert!(!item(&county, 4)["gate"]["owed"].as_array().unwrap().is_empty());
    // With N, a decision and the read-back's key a case passes with no question.
    terminal.then("N", "everybody present was asked");
    decide(&mut terminal);
    terminal.then("g", "Is this agreed?").keys(ENTER).misses("Is this agreed?").sees("agreed at");
    terminal.then("n", "7 of 16").misses("Leave M-").keys(CTRL_Q).end();
    assert!(item(&county, 5)["decision"]["agreed_at"].is_string());
    county.is_sound();
}

#[test]
fn what_is_changed_after_the_read_back_withdraws_the_rooms_agreement() {
    let county = County::new();
    let mut terminal = county.at_first_case(120, 60);
    decide(&mut terminal);
    terminal.then("g", "Is this agreed?").keys(ENTER).misses("Is this agreed?").sees("agreed at");
    terminal.then(":", "Enter records").keys("a @yos visit the family by fri").keys(ENTER).misses("agreed at");
    terminal.keys(CTRL_Q).end();
    assert!(item(&county, 4)["decision"]["agreed_at"].is_null());
}

#[test]
fn from_the_gate_an_action_is_gone_to_where_its_owner_is_missing() {
    let county = County::new();
    let mut terminal = county.at_first_case(120, 40);
    terminal.then("N", "everybody present was asked");
    decide(&mut terminal);
    terminal.then("g", "Is this agreed?").keys(ENTER).misses("Is this agreed?");
    terminal.then(":", "Enter records").keys("a visit the family by fri").keys(ENTER).misses("Enter records");
    terminal.then("g", "Is this agreed?").keys(ENTER).misses("Is this agreed?");
    terminal.then("n", "has no owner").then(ENTER, "▸ Owner").then("@yos", "@yos").keys(CTRL_S).misses("▸ Owner");
    terminal.keys(CTRL_Q).end();
    let actions = county.show(&["actions"]);
    let own = actions.as_array().unwrap().iter().find(|action| action["text"] == "visit the family").unwrap();
    assert_eq!(own["owner"]["agency"], "Youth Offending Service", "{own}");
}

#[test]
fn words_that_name_another_child_wait_until_it_is_said_whose_they_are() {
    let county = County::new();
    let mut terminal = county.at_first_case(120, 40);
    terminal.then("u", "Esc records").keys("Seen with M-2026-006.").keys(ESC);
    terminal.sees("Another child is named").sees("nothing is recorded yet").keys(ESC).misses("Another child");
    terminal.sees("Seen with M-2026-006.").keys(ESC).sees("Another child is named");
    terminal.keys("m").misses("Another child is named");
    assert_eq!(item(&county, 4)["updates"].as_array().unwrap().len(), 0);
    let there = county.show(&["meeting", MEETING]);
    let there = there["items"].as_array().unwrap().iter().find(|item| item["case"] == "M-2026-006").cloned();
    assert_eq!(there.unwrap()["updates"][0]["text"], "Seen with M-2026-006.");
    // An entry that went wrong is moved afterwards.
    terminal.then("t", "Note").keys("Said of the other one.").keys(ESC).misses("Esc records");
    terminal.then("e", "Recorded on this item").then("m", "Whose entry is it?").then(ENTER, "Moved to M-");
    assert_eq!(item(&county, 4)["notes"].as_array().unwrap().len(), 0);
    terminal.keys(CTRL_Q).end();
    county.is_sound();
}

#[test]
fn a_case_is_put_aside_a_late_item_added_the_order_changed_and_a_break_taken() {
    let county = County::new();
    let mut terminal = county.at_first_case(120, 40);
    terminal.sees("left of 10").sees("ends ≈");
    terminal.then("B", "break since").keys("B").misses("break since");
    terminal.then("P", "6 of 16");
    assert_eq!(item(&county, 4)["parked"], true);
    terminal
        .then("j", "Enter opens")
        .keys(DOWN)
        .keys("J")
        .then("+", "Late item")
        .keys("Flood at the clinic")
        .keys(ENTER);
    terminal.misses("Late item").sees("Flood at the clinic").keys(ESC).misses("Enter opens").keys(CTRL_Q).end();
    let meeting = county.show(&["meeting", MEETING]);
    let items = meeting["items"].as_array().unwrap();
    let late = items.iter().find(|item| item["title"] == "Flood at the clinic").unwrap();
    assert_eq!(late["late"], true);
    county.is_sound();
}

#[test]
fn a_case_that_was_put_aside_is_returned_to_before_the_end() {
    let county = County::new();
    let mut terminal = county.at_first_case(120, 40);
    terminal.then("u", "Esc records").keys("Seen at home.").keys(ESC).misses("Esc records");
    terminal.then("P", "6 of 16").then("E", "End the meeting?").keys(ESC).misses("End the meeting?");
    terminal.then("j", "Enter opens").then("\x1b[A", "▸").keys(ENTER).sees("5 of 16").sees("Seen at home.");
    decide(&mut terminal);
    terminal.keys(CTRL_Q).end();
    let item = item(&county, 4);
    assert_eq!((&item["parked"], &item["decision"]["kind"]), (&false.into(), &"review".into()));
    county.is_sound();
}

#[test]
fn a_case_is_opened_from_anywhere_by_a_few_letters_of_its_name() {
    let county = County::new();
    let name = county.show(&["case", "M-2026-006"])["name"].as_str().unwrap().to_owned();
    let mut terminal = county.open(120, 40);
    terminal.sees("f filters").then(CTRL_P, "Enter goes").then(&name.to_lowercase(), "M-2026-006").keys(ENTER);
    terminal.sees("1 Summary").sees(&name).then("q", "cases").keys(CTRL_Q).end();
}

#[test]
fn an_open_action_of_the_child_is_answered_in_the_case_with_one_key() {
    let county = County::new();
    let mut terminal = county.at_first_case(120, 60);
    terminal.sees("Last time, ").sees("Open actions");
    terminal.then("A", "c carry").then("d", "done; the outcome").keys("Sent on Monday.").keys(ENTER);
    terminal.misses("done; the outcome").keys(ESC).misses("c carry");
    terminal.sees("✓ done: Sent on Monday.").keys(CTRL_Q).end();
    let actions = county.show(&["actions"]);
    assert!(actions.as_array().unwrap().iter().any(|action| action["outcome"] == "Sent on Monday."));
}

#[test]
fn anything_is_found_by_a_few_letters_and_the_help_by_a_word() {
    let county = County::new();
    let mut terminal = county.at_first_case(120, 40);
    terminal.then(CTRL_P, "Enter goes").then("roll-call", "Who is here").keys(ENTER).sees("0 not marked").keys(ESC);
    terminal.misses("0 not marked").then("?", "a letter finds its key").then("veil", "initials only").keys(ESC);
    terminal.misses("initials only").then("?", "a letter finds its key").then("signs", "left with something open");
    terminal.keys(ESC).misses("left with something open").keys(CTRL_Q).end();
}

#[test]
fn somebody_new_is_led_through_the_first_steps_in_the_demo() {
    let county = County::nowhere();
    let mut terminal = county.demo(120, 40);
    terminal.sees("F4 starts a tour").then(F4, "Tour 1 of 12").then("s", "Tour 2 of 12");
    terminal.keys("rP").sees("Tour 3 of 12").keys(F4).misses("Tour 3 of 12").keys(CTRL_Q).end();
}

#[test]
fn of_two_texts_theirs_may_stand_and_mine_waits_as_a_note() {
    let county = County::new();
    let mut desk = county.at_first_case(100, 40);
    desk.then("t", "Note").keys("Seen once.").keys(ESC).misses("Esc records");
    let mut other = county.open(100, 40);
    other.sees("f filters").then(ENTER, "Seen once.");
    for terminal in [&mut desk, &mut other] {
        terminal.then("e", "Recorded on this item").then(ENTER, "Correcting:");
    }
    desk.then(" At the station.", "At the station.").keys(ESC).misses("Correcting:");
    other.then(" At the park.", "At the park.").keys(ESC).sees("Two texts of one entry");
    other.then("t", "put aside").then("t", "At the park.").keys(ESC).misses("Esc records");
    for terminal in [&mut desk, &mut other] {
        terminal.keys(CTRL_Q).end();
    }
    let texts: Vec<Value> = item(&county, 4)["notes"].as_array().unwrap().iter().map(|n| n["text"].clone()).collect();
    assert_eq!(texts, ["Seen once. At the station.", "Seen once. At the park."]);
    county.is_sound();
}
