//! Who may see the screen: the lock, the veil, and what is left behind in the terminal.

use std::time::Duration;

use crate::county::{County, MEETING, PASSPHRASE};
use crate::terminal::{CTRL_L, CTRL_Q, ENTER, ESC, F5, F9, Terminal, before_cursor};

const ASKS: &str = "Passphrase of Ann Example";

/// Whether no name of a child is among some words, and no part of one.
#[track_caller]
pub fn names_nobody(county: &County, shown: &str) {
    let words: Vec<&str> = shown.split(|c: char| !c.is_alphabetic()).collect();
    let found: Vec<String> = county.names().into_iter().filter(|name| words.contains(&name.as_str())).collect();
    assert!(found.is_empty(), "{found:?} in\n{shown}");
}

/// The files of the store that the program has open.
fn open_files(county: &County, terminal: &Terminal) -> Vec<std::path::PathBuf> {
    let handles = std::fs::read_dir(format!("/proc/{}/fd", terminal.process())).unwrap();
    let files = handles.filter_map(|handle| std::fs::read_link(handle.unwrap().path()).ok());
    files.filter(|file| file.starts_with(county.store().canonicalize().unwrap())).collect()
}

#[test]
fn a_lock_in_mid_word_hides_all_and_the_passphrase_brings_back_text_and_cursor() {
    let county = County::new();
    let mut terminal = county.at_first_case(90, 40);
    terminal.then("u", "Esc records").then("Seen at the stat", "Seen at the stat");
    assert!(!open_files(&county, &terminal).is_empty());
    terminal.then(CTRL_L, ASKS).sees("Locked. The meeting goes on where it was.").misses("Seen at the stat");
    names_nobody(&county, &terminal.text());
    assert_eq!(open_files(&county, &terminal), [""; 0].map(std::path::PathBuf::from), "the store is shut");
    // The passphrase that the program was started with stands in its environment, and opens nothing.
    terminal.then(ENTER, ASKS).then("kettle", "••••••").then(ENTER, "That is not the passphrase of Ann Example");
    terminal.misses("••••••").keys(PASSPHRASE).then(ENTER, "back where you were").sees("Seen at the stat");
    terminal.until("the cursor behind the text", |screen| before_cursor(screen).trim() == "Seen at the stat");
    terminal.then("ion.", "Seen at the station.").keys(ESC).misses("Esc records").sees("Seen at the station.");
    // All that while the terminal's own screen never came back.
    let written = terminal.written();
    assert_eq!((written.matches("\x1b[?1049h").count(), written.matches("\x1b[?1049l").count()), (1, 0));
    assert!(!written.contains("kettle") && !written.contains(PASSPHRASE));
    terminal.keys(CTRL_Q);
    assert!(terminal.end().success());
    assert_eq!(county.show(&["meeting", MEETING])["items"][4]["updates"][0]["text"], "Seen at the station.");
    county.is_sound();
}

#[test]
fn nobody_else_opens_the_locked_screen() {
    let county = County::new();
    let chair = [("MACE_NEW_PASSPHRASE", "orbit")];
    county.run_with(&chair, &["person", "add", "Bo Example", "--role", "chair", "--now", crate::county::NOW]);
    let mut terminal = county.open(90, 30);
    terminal.sees("f filters").then(CTRL_L, ASKS).keys("orbit").then(ENTER, "nobody else's opens this screen");
    terminal.sees(ASKS).keys(PASSPHRASE).then(ENTER, "f filters");
}

#[test]
fn a_locked_program_can_be_left_and_the_next_start_has_the_text() {
    let county = County::new();
    let mut terminal = county.at_first_case(90, 40);
    terminal.then("u", "Esc records").then("Left in a hurry", "Left in a hurry").then(CTRL_L, ASKS).keys(CTRL_Q);
    assert!(terminal.end().success());
    names_nobody(&county, &terminal.scrolled_back());
    county.open(90, 40).sees("You were writing the").sees("Left in a hurry");
}

#[test]
fn what_is_not_saved_is_only_hidden() {
    let county = County::new();
    county.at_first_case(100, 40).kill();
    let mut terminal = county.open_by(crate::disk::SMALL, 100, 40);
    crate::disk::fill(&mut terminal);
    let text = terminal.sees("NOT SAVED").text();
    terminal.then(CTRL_L, "the screen is only hidden").sees("NOT SAVED").sees(ASKS);
    names_nobody(&county, &terminal.text());
    terminal.then(CTRL_Q, "would be lost").keys("kettle").then(ENTER, "That is not the passphrase");
    terminal.keys(PASSPHRASE).keys(ENTER).misses(ASKS).sees("NOT SAVED").sees("Esc records");
    let note = text.split("Note ").last().and_then(|rest| rest.split('.').next()).unwrap();
    terminal.sees(&format!("Note {note}.")).then(F5, "Not saved:");
}

#[test]
fn the_demo_has_no_passphrase_and_says_that_its_key_stays() {
    let county = County::nowhere();
    let mut terminal = county.demo(100, 30);
    terminal.sees("09:28").then("s", "Welcome, introductions and apologies").then("n", "Information-sharing statement");
    terminal.then(CTRL_L, "Enter brings the screen back").sees("its key stays in memory").misses("Welcome");
    terminal.then(ENTER, "back where you were").sees("Information-sharing statement").keys(CTRL_Q);
    assert!(terminal.end().success());
}

#[test]
fn a_screen_that_nobody_minds_locks_itself() {
    let county = County::nowhere();
    let terms = include_str!("../../src/terms/essex.toml").replace("idle-away-minutes = 10", "idle-away-minutes = 1");
    std::fs::write(county.path("terms.toml"), terms).unwrap();
    let (store, terms) = (county.store(), county.path("terms.toml"));
    let arguments = [store.to_str().unwrap(), "--role", "chair", "--terms", terms.to_str().unwrap()];
    let passphrase = [("MACE_PASSPHRASE", "kettle orbit mossy lantern")];
    county.run_with(&passphrase, &[&["new"], &arguments[..]].concat());
    let mut terminal = county.open_really(&passphrase, 90, 30);
    terminal.sees("No meetings yet").idle(Duration::from_secs(20)).sees("No meetings yet");
    terminal.sees(ASKS).sees("Nobody pressed a key for 1 minute.").sees("Everything is kept.").keys(CTRL_Q);
    assert!(terminal.end().success());
}

#[test]
fn under_the_veil_a_whole_case_is_taken_without_a_name_on_the_screen() {
    let county = County::new();
    let mut terminal = county.at_first_case(120, 36);
    let name = county.show(&["case", "M-2026-001"])["name"].as_str().unwrap().to_owned();
    terminal.sees(&name).then(F9, "veiled · F9").misses(&name);
    names_nobody(&county, &terminal.text());
    let from = terminal.written().len();
    terminal.then("u", "Esc records").keys(&format!("{name} was seen.")).sees("was seen.").keys(ESC);
    terminal.misses("Esc records").then("d", "Decision · M-").keys(ESC).misses("Decision · M-");
    terminal.then("n", "Leave M-").then("n", "6/16").then("p", "5/16").then("q", "f filters");
    names_nobody(&county, &terminal.text());
    let written = terminal.written();
    assert!(!written[from..].contains(name.split(' ').next().unwrap()), "a name was on the screen for a moment");
    terminal.keys(CTRL_Q).end();
    let said = &county.show(&["meeting", MEETING])["items"][4]["updates"][0]["text"];
    assert_eq!(said.as_str().unwrap(), format!("{name} was seen."));
}

#[test]
fn nothing_of_a_case_stays_in_the_terminal_and_its_title_names_nobody() {
    let county = County::new();
    let mut terminal = county.at_first_case(100, 30);
    let name = county.show(&["case", "M-2026-001"])["name"].as_str().unwrap().to_owned();
    terminal.sees(&name).then("n", "Leave M-").then("n", "6/16").then("n", "Leave M-").then("n", "7/16");
    terminal.keys(CTRL_L).sees(ASKS);
    terminal.keys(PASSPHRASE).then(ENTER, "7/16").then("u", "Esc records").then("Seen.", "Seen.").keys(CTRL_Q);
    assert!(terminal.end().success());
    assert_eq!(terminal.scrolled_back().trim(), "");
    let written = terminal.written();
    // Names are written between taking the alternate screen and giving it back, and nowhere else.
    let (before, rest) = written.split_once("\x1b[?1049h").unwrap();
    let (within, after) = rest.rsplit_once("\x1b[?1049l").unwrap();
    assert!(within.contains(name.split(' ').next().unwrap()));
    names_nobody(&county, before);
    names_nobody(&county, after);
    let titles = ["\x1b]0;", "\x1b]1;", "\x1b]2;"].iter().flat_map(|start| written.split(*start).skip(1));
    let titles: Vec<&str> = titles.filter_map(|title| title.split(['\x07', '\x1b']).next()).collect();
    assert!(!titles.is_empty() && titles.iter().all(|title| *title == "mace"), "{titles:?}");
}
