//! Minutes on their way at a real terminal: put right after the meeting, sent back by the chair, approved and sealed,
//! amended.

use crate::county::{County, MEETING};
use crate::terminal::{CTRL_Q, CTRL_S, ENTER, ESC, TAB};

const SAID: &str = "Seen at the tram stop twice.";
const ADDED: &str = " With a cousin.";
const AMENDED: &str = "The cousin is an uncle.";

#[test]
fn minutes_are_put_right_sent_back_approved_and_amended_and_every_version_says_what_it_said() {
    let county = County::new();
    let mut terminal = county.open(120, 50);
    terminal.sees("09:28").then("s", "Welcome, introductions and apologies");
    terminal.then("n", "Information-sharing statement").then("n", "matters arising Chair");
    terminal.then("n", "Review of the action log Chair").then("n", "Child says");
    terminal.then("u", "Esc records").keys(SAID).keys(ESC).misses("Esc records").sees(SAID);
    terminal.then("E", "still owed").keys(&"4".repeat(11)).then("E", "draft minutes");

    // The entry is put right in place, and the minutes go to the chair.
    terminal.then("e", "Recorded on this item").then(ENTER, "Correcting: ").keys(ADDED).keys(ESC).misses("Esc records");
    terminal.sees("With a cousin.");
    terminal.then("M", "s sends the draft to the chair").then("s", "with the chair");
    terminal.then("b", "Who chairs").keys("Say who was seen.").then(CTRL_S, "Say who was seen.");
    terminal
        .then("s", "with the chair")
        .then("v", "version 1 is sealed")
        .then(CTRL_S, "Version 1 is approved and sealed");
    terminal.keys(ESC).misses("✓ version 1 approved").then("u", "m there, amends them");

    terminal
        .then("M", "✓ version 1 approved")
        .then("m", "Amendment")
        .keys(AMENDED)
        .keys(TAB)
        .keys("The uncle wrote in.");
    terminal.then(CTRL_S, "approves the amended minutes").then("v", "version 2 is sealed");
    terminal.then(CTRL_S, "Version 2 is approved").keys(CTRL_Q);
    assert!(terminal.end().success());

    let version = |number: &str| county.run(&["export", "minutes", MEETING, "--format", "txt", "--version", number]);
    let (first, second) = (version("1"), version("2"));
    let put_right = format!("{SAID}{ADDED}");
    assert!(first.contains(&put_right) && !first.contains(AMENDED), "{first}");
    assert!(second.contains(&put_right) && second.contains(AMENDED) && second.contains("The uncle wrote in."));
    let journal = county.show(&["journal"]).to_string();
    assert!(journal.contains("Seen at the tram stop twice.\\\"") || journal.contains("Seen at the tram stop twice.\""));
    county.is_sound();
}
