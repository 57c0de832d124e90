//! A form filled in at two windows: both versions on the screen, none lost.

use crate::county::{County, MEETING};
use crate::terminal::{CTRL_Q, CTRL_S, ENTER, ESC, TAB, Terminal};

/// An action is worded anew in two windows; the second to record is where both are shown.
#[track_caller]
fn worded_twice(county: &County) -> (Terminal, Terminal) {
    let mut desk = county.at_first_case(120, 40);
    desk.then(":", "Enter records").keys("a @yos visit by fri").keys(ENTER).misses("Enter records");
    let mut other = county.open(120, 40);
    other.sees("f filters").then(ENTER, "visit");
    for terminal in [&mut desk, &mut other] {
        terminal.then("e", "Recorded on this item").then(ENTER, "▸ Action");
    }
    desk.then(" the school", "visit the school").keys(CTRL_S).misses("▸ Action");
    other.then(" both parents", "visit both parents").keys(CTRL_S).sees("Two versions · Action A");
    other.sees("visit the school").sees("visit both parents").sees("Nothing is lost");
    (desk, other)
}

#[track_caller]
fn text(county: &County) -> String {
    let actions = county.show(&["actions"]);
    let own = actions.as_array().unwrap().iter().rfind(|action| action["meeting"] == MEETING).unwrap();
    own["text"].as_str().unwrap().to_owned()
}

#[test]
fn of_two_wordings_yours_may_take_the_place_of_theirs() {
    let county = County::new();
    let (mut desk, mut other) = worded_twice(&county);
    other.keys("m").misses("Two versions").sees("visit both parents");
    desk.sees("visit both parents");
    for terminal in [&mut desk, &mut other] {
        terminal.keys(CTRL_Q).end();
    }
    assert_eq!(text(&county), "visit both parents");
    assert!(county.run(&["show", "journal", "--json"]).contains("visit the school"));
    county.is_sound();
}

#[test]
fn of_two_wordings_one_is_made_with_theirs_below_it_or_theirs_stands_and_mine_waits() {
    let county = County::new();
    let (mut desk, mut other) = worded_twice(&county);
    other.then("t", "Theirs stands").then("e", "Recorded on this item").then(ENTER, "visit both parents");
    other.keys(ESC).misses("▸ Action");
    assert_eq!(text(&county), "visit the school");
    // The same again, and this time both become one.
    desk.then("e", "Recorded on this item").then(ENTER, "▸ Action").keys(" first").sees("visit the school first");
    other.then("e", "Recorded on this item").then(ENTER, "visit both parents");
    desk.keys(CTRL_S).misses("▸ Action");
    other.keys(CTRL_S).sees("Two versions").then("e", "theirs: visit the school first");
    other.keys(" and the school").keys(CTRL_S).misses("▸ Action");
    for terminal in [&mut desk, &mut other] {
        terminal.keys(CTRL_Q).end();
    }
    assert_eq!(text(&county), "visit both parents and the school");
    county.is_sound();
}

#[test]
fn two_decisions_filled_in_at_once_are_both_shown() {
    let county = County::new();
    let mut desk = county.at_first_case(120, 40);
    let mut other = county.open(120, 40);
    other.sees("f filters").then(ENTER, "not asked");
    for (terminal, why) in [(&mut desk, "The plan holds."), (&mut other, "The risk has grown.")] {
        terminal.then("d", "Decision · M-").keys(&TAB.repeat(3)).then(why, why);
    }
    desk.keys(CTRL_S).misses("Ctrl-S records");
    other.keys(CTRL_S).sees("Two versions · Decision").sees("The plan holds.").sees("The risk has grown.");
    other.keys("m").misses("Two versions").sees("The risk has grown.");
    for terminal in [&mut desk, &mut other] {
        terminal.keys(CTRL_Q).end();
    }
    let decision = &county.show(&["meeting", MEETING])["items"][4]["decision"];
    assert_eq!(decision["rationale"], "The risk has grown.");
    county.is_sound();
}
