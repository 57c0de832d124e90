//! The words themselves: spelling and wording while one writes, and lines brought back, at a real terminal.

use crate::county::{County, MEETING};
use crate::terminal::{CTRL_Q, ENTER, ESC, F7, UP};

#[test]
fn what_is_underlined_is_corrected_at_the_keyboard_and_recorded_as_corrected() {
    let county = County::new();
    let mut terminal = county.at_first_case(80, 24);
    terminal.then("u", "Esc records").then("The assesment says he puts himself at risk here. ", "say who endangers");
    // The dictionary is read beside the first keys.
    terminal.then("He was recieved.", "nor among the names");
    terminal.then(F7, "1 received").then("1", "He was received.");
    terminal.then(F7, "1 is being exploited").then(ENTER, "he is being exploited here");
    terminal.then(F7, "1 assessment").keys("1").keys(" Seen.").then(ESC, "He was received. Seen.").keys(CTRL_Q).end();
    let item = &county.show(&["meeting", MEETING])["items"][4];
    let said = "The assessment says he is being exploited here. He was received. Seen.";
    assert_eq!(item["updates"][0]["text"], said);
}

#[test]
fn a_line_recorded_before_is_brought_back_with_up_and_recorded_again() {
    let county = County::new();
    let mut terminal = county.at_first_case(80, 24);
    terminal.then(":", "Enter records").keys("l venue Taxi rank").keys(ENTER).misses("Enter records");
    terminal.then(":", "↑ earlier lines").then(UP, "line 1 of 1, recorded on M-").keys(", Market Road").keys(ENTER);
    terminal.misses("Enter records").keys(CTRL_Q).end();
    let item = &county.show(&["meeting", MEETING])["items"][4];
    assert_eq!(item["places"].as_array().unwrap().len(), 2);
}
