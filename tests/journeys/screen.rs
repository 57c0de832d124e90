//! The terminal itself: its size, its colours, pastes, and what is left behind.

use std::fs;

use crate::county::{County, MEETING};
use crate::terminal::{CTRL_Q, CTRL_S, ENTER, ESC, TAB, Terminal};

/// Whether a frame fits its terminal: every row of the bar and the keys is there.
#[track_caller]
fn is_whole(terminal: &mut Terminal) {
    terminal.sees("saved").sees("keys");
}

#[test]
fn a_whole_case_is_taken_at_80_by_24() {
    let county = County::new();
    let mut terminal = county.at_first_case(80, 24);
    is_whole(&mut terminal);
    terminal.then("u", "Esc records").keys("Seen at home.").then(TAB, "C&F Missing · ").keys("One episode.");
    terminal.then(ENTER, "One episode.").then("!@yos visit by fri #support", "action YOS").keys(ENTER).misses("!@yos");
    terminal.keys(ESC).misses("Esc records").then("N", "everybody present was asked");
    terminal.then("v", "Child's view").then("I like the quiet.", "I like the quiet.").keys(ESC).misses("Esc records");
    terminal.then("x", "Chair's rationale").keys(TAB).then("Wanted more.", "Wanted more.").keys(CTRL_S);
    terminal.misses("Ctrl-S records");
    terminal.then("d", "Decision · M-").keys(&TAB.repeat(3)).then("The plan holds.", "The plan holds.").keys(CTRL_S);
    terminal.misses("Ctrl-S records").then("n", "6/16").keys(CTRL_Q).end();
    let item = &county.show(&["meeting", MEETING])["items"][4];
    assert_eq!(item["updates"][1]["text"], "One episode.");
    assert_eq!(item["views"][0]["text"], "I like the quiet.");
    assert_eq!(item["dissents"][0]["text"], "Wanted more.");
    assert_eq!(item["decision"]["rationale"], "The plan holds.");
    assert_eq!(item["actions"].as_array().unwrap().len(), 1);
}

#[test]
fn resizing_while_one_writes_reflows_and_loses_nothing() {
    const SAID: &str = "Seen at home twice this month, and at school on every day but one, when the bus was late.";
    let county = County::new();
    let mut terminal = county.at_first_case(120, 40);
    terminal.then("u", "Esc records").then(SAID, "bus was late.");
    for (columns, rows) in [(60, 20), (200, 60), (41, 15), (10, 4), (1, 1), (90, 30)] {
        terminal.resize(columns, rows);
        if columns > 40 {
            terminal.sees("bus was late.");
        } else {
            terminal.idle(std::time::Duration::from_millis(200));
        }
    }
    terminal.sees(SAID).keys(" More.").sees("More.").keys(ESC).misses("Esc records");
    terminal.keys(CTRL_Q).end();
    let item = &county.show(&["meeting", MEETING])["items"][4];
    assert_eq!(item["updates"][0]["text"], format!("{SAID} More."));
}

#[test]
fn without_colour_no_colour_is_written() {
    let county = County::new();
    let mut terminal = county.open_with(&[("NO_COLOR", "1")], 100, 40);
    terminal.sees("f filters").then("s", "Welcome, introductions").then("?", "The live meeting").keys(CTRL_Q).end();
    let written = terminal.written();
    for sequence in written.split("\x1b[").skip(1) {
        let Some((numbers, _)) =
            sequence.split_once('m').filter(|(n, _)| n.chars().all(|c| c == ';' || c.is_ascii_digit()))
        else {
            continue;
        };
        let colour =
            numbers.split(';').filter_map(|n| n.parse().ok()).any(|n: u8| matches!(n, 30..=38 | 40..=48 | 90..=107));
        assert!(!colour, "a colour was written: {numbers:?}");
    }
}

#[test]
fn leaving_gives_the_terminal_back_with_nothing_of_a_case_on_it() {
    let county = County::new();
    let mut terminal = county.at_first_case(120, 40);
    assert!(terminal.screen().alternate_screen() && terminal.screen().bracketed_paste());
    terminal.then("u", "Esc records").then("Seen at home.", "Seen at home.").keys(ESC).misses("Esc records");
    terminal.keys("q").sees("f filters").keys("q");
    assert!(terminal.end().success());
    let screen = terminal.screen();
    assert!(!screen.alternate_screen() && !screen.bracketed_paste() && !screen.hide_cursor());
    assert_eq!(screen.contents().trim(), "");
    let written = terminal.written();
    let titles: Vec<&str> =
        ["\x1b]0;", "\x1b]1;", "\x1b]2;"].iter().flat_map(|start| written.split(*start).skip(1)).collect();
    assert!(!titles.is_empty());
    assert!(titles.iter().all(|title| title.starts_with("mace\x07") || title.starts_with("mace\x1b")), "{titles:?}");
}

#[test]
fn a_paste_is_text_and_never_a_command() {
    let county = County::new();
    let mut terminal = county.at_first_case(100, 40);
    // Where no field is open, a paste does nothing.
    terminal.paste("q\nE\nE\n:d close\n").sees("Nothing here takes a paste").sees("not asked");
    terminal.then("u", "Esc records").paste("First line\r\nq\n:d close moved because\nlast line").sees("last line");
    terminal.keys(ESC).misses("Esc records").keys(CTRL_Q).end();
    let meeting = county.show(&["meeting", MEETING]);
    let item = &meeting["items"][4];
    assert_eq!(item["updates"][0]["text"], "First line\nq\n:d close moved because\nlast line");
    assert_eq!(item["decision"]["kind"], "none");
    assert_eq!(meeting["state"], "live");
}

#[test]
fn a_correction_that_changes_nothing_is_none() {
    let county = County::new();
    let mut terminal = county.at_first_case(100, 40);
    terminal.then("u", "Esc records").then("Seen at home.", "Seen at home.").keys(ESC).misses("Esc records");
    let journal = county.show(&["journal"]).as_array().unwrap().len();
    terminal.then("e", "Recorded on this item").then(ENTER, "Correcting:").keys(ESC).misses("Esc records");
    terminal.sees("C&F Hidden Harm Seen at home.");
    assert_eq!(county.show(&["journal"]).as_array().unwrap().len(), journal);
}

#[test]
fn the_demo_opens_at_todays_meeting_without_a_passphrase_and_leaves_nothing() {
    let county = County::nowhere();
    let left = || {
        let names = fs::read_dir(county.path("")).unwrap().map(|found| found.unwrap().file_name());
        names.filter(|name| name.to_string_lossy().starts_with("mace-demo-")).count()
    };
    let mut terminal = county.demo(120, 40);
    terminal.sees("fictional county").sees("today").sees("09:28").then("s", "Welcome, introductions and apologies");
    assert_eq!(left(), 1);
    terminal.keys(CTRL_Q);
    assert!(terminal.end().success());
    assert_eq!(left(), 0);
}
