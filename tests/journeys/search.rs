//! Everything ever said is searched from a live meeting, at a real terminal.

use crate::county::County;
use crate::terminal::{CTRL_Q, ENTER, ESC};

#[test]
fn what_was_said_is_found_from_a_live_meeting_and_opened_where_it_stands() {
    let county = County::new();
    let mut terminal = county.at_first_case(120, 40);
    terminal.then("u", "Esc records").then("A flamingo was seen at the 1/2 mile post.", "mile post.");
    terminal.keys(ESC).misses("Esc records").then("ppp", "What is said here is confidential");
    terminal.then("/", "before:mar").then("flaming", "1 found").sees("A flamingo was seen at the 1/2");
    terminal.then(ENTER, "Esc goes back").sees("A flamingo was seen at the 1/2 mile post.").misses("1 found");
    terminal.then(ESC, "1 found").keys(ESC).misses("1 found").sees("What is said here is confidential");
    terminal.then("/", "1 found").then("@zz", "is no agency here").keys(ESC).misses("is no agency here");
    terminal.keys(CTRL_Q);
    assert!(terminal.end().success());
    county.is_sound();
}
