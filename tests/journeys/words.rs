//! The words themselves: spelling and wording while one writes, and lines brought back, at a real terminal.

use crate::county::{County, MEETING};
use crate::terminal::{CTRL_Q, ENTER, ESC, F7, TAB, UP};

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

#[test]
fn a_capture_line_is_completed_with_tab_and_says_what_an_action_still_owes() {
    let county = County::new();
    let mut terminal = county.at_first_case(120, 40);
    terminal.then(":", "Tab completes").then("a @yo", "Youth Offending Service").then(TAB, "a @yos");
    terminal.then(" monitor the situation", "monitor").sees("no date");
    terminal.keys(" by fr").then("i", "Fri 4 Dec").keys(" #sup").then(TAB, "#support");
    // It never blocks.
    terminal.keys(ENTER).misses("Enter records").then(":", "Enter records").then("d close m", "Moved").keys(ESC);
    terminal.misses("Enter records").keys(CTRL_Q).end();
    let actions = county.show(&["actions"]);
    let own = actions.as_array().unwrap().iter().find(|action| action["text"] == "monitor the situation").unwrap();
    assert_eq!((&own["due"], &own["owner"]["agency"]), (&"2026-12-04".into(), &"Youth Offending Service".into()));
    county.is_sound();
}

#[test]
fn a_word_of_the_county_is_put_on_its_list_and_not_underlined_again_at_any_seat() {
    let county = County::new();
    let mut terminal = county.at_first_case(120, 40);
    terminal.then("u", "Esc records").then("Seen at the zarble. ", "nor among the names");
    terminal.then(F7, "county's list").then("+", "is on the county's list").misses("nor among the names");
    terminal.keys(ESC).misses("Esc records").keys(CTRL_Q).end();
    let mut terminal = county.open(120, 40);
    terminal.sees("f filters").then(ENTER, "Seen at the zarble.").then("t", "Note");
    // The last slip is told: were it the county's word, this would not be.
    terminal.then("A qworble at the zarble. ", "nor among the names").sees("qworble neither in the dictionary");
    terminal.keys(ESC).misses("Esc records").keys(CTRL_Q).end();
}

#[test]
fn a_phrase_that_blames_is_spoken_of_and_a_childs_own_words_never_are() {
    let county = County::new();
    let mut terminal = county.at_first_case(120, 40);
    terminal.then("v", "Child's view").then("I made a lifestyle choice. ", "lifestyle choice.");
    assert!(!terminal.text().contains("F7 corrects"), "{}", terminal.shown());
    terminal.keys(ESC).misses("Esc records");
    terminal
        .then("u", "Esc records")
        .then("Her own lifestyle choice. ", "say what holds the child")
        .sees("F7 corrects");
    terminal.keys(ESC).misses("Esc records").keys(CTRL_Q).end();
}
