//! A second screen: the room view, and the chair's own window beside the minute-taker's.
//!
//! In the window that follows no key is pressed.

use crate::county::{CHAIR, County, MEETING};
use crate::privacy::names_nobody;
use crate::terminal::{CTRL_Q, CTRL_Z, ENTER, ESC, Terminal};

/// Records a note on the item.
#[track_caller]
fn note(terminal: &mut Terminal, words: &str) {
    terminal.then("t", "Note").then(words, words).keys(ESC).misses("Esc records");
}

/// What a program wrote, without what only steers the terminal.
fn written_words(terminal: &Terminal) -> String {
    let written = terminal.written();
    let mut pieces = written.split('\x1b');
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces.fold(first, |said, piece| {
        let steers =
            piece.strip_prefix('[').map_or(1, |rest| rest.find(|c: char| c.is_ascii_alphabetic()).unwrap_or(0) + 2);
        said + " " + piece.get(steers..).unwrap_or_default()
    })
}

#[test]
fn the_room_view_shows_each_entry_as_it_is_recorded_and_names_nobody() {
    let county = County::new();
    let mut room = county.follow(76, 30);
    room.sees("No meeting is live yet");
    let mut desk = county.at_first_case(100, 40);
    let name = county.show(&["case", "M-2026-001"])["name"].as_str().unwrap().to_owned();
    desk.sees(&name);
    room.sees("item 5 of 16").misses("No meeting is live yet");
    desk.then("u", "Esc records").keys(&format!("{name} was seen at home.")).sees("seen at home.").keys(ESC);
    room.sees("was seen at home.");
    desk.keys(":a @yos visit the family by fri").keys(ENTER);
    room.sees("visit the family");
    note(&mut desk, "The plan was read out.");
    room.sees("The plan was read out.");
    desk.keys(":k medium because settled").keys(ENTER);
    room.sees("MEDIUM");
    desk.keys(":d review 14/1/2027 because risk still high").keys(ENTER);
    // What is decided takes the place of what was said.
    room.misses("The plan was read out.");
    desk.then("n", "Leave M-").then("n", "6/16");
    room.sees("item 6 of 16");
    desk.keys("B");
    room.sees("since 09:28");
    desk.keys("B");
    room.sees("item 6 of 16");
    names_nobody(&county, &written_words(&room));
    room.keys("q");
    assert!(room.end().success());
    desk.keys(CTRL_Q).end();
    county.is_sound();
}

#[test]
fn in_large_type_the_room_view_follows_too() {
    let county = County::new();
    let mut desk = county.at_first_case(100, 40);
    let mut room = county.follow(200, 60);
    room.sees("item 5 of 16");
    let before = room.text();
    desk.keys(":d review 14/1/2027 because risk still high").keys(ENTER);
    room.until("another frame", |screen| screen.contents().contains('█') && !before.contains(&screen.contents()));
    names_nobody(&county, &written_words(&room));
    desk.keys(CTRL_Q).end();
}

#[test]
fn the_chairs_own_window_shows_the_minute_takers_entries_and_takes_back_none_of_them() {
    let county = County::new();
    let mut desk = county.at_first_case(100, 40);
    let mut chair = county.open_for_chair(100, 40);
    chair.sees("f filters").then(ENTER, "not asked");
    for words in ["Settled at home.", "The plan goes on."] {
        note(&mut desk, words);
        chair.sees(words);
    }
    chair.then(CTRL_Z, "nothing of yours to take back");
    note(&mut chair, "Chair: keep the next date.");
    desk.sees("Chair: keep the next date.");
    chair.then(CTRL_Z, "Taken back");
    desk.misses("Chair: keep the next date.");
    for terminal in [&mut desk, &mut chair] {
        terminal.keys(CTRL_Q).end();
    }
    let notes = county.show(&["meeting", MEETING])["items"][4]["notes"].clone();
    let by: Vec<&str> = notes.as_array().unwrap().iter().map(|note| note["by"].as_str().unwrap()).collect();
    assert_eq!(by, ["Ann Example"; 2]);
    let journal = county.show(&["journal"]);
    assert!(journal.as_array().unwrap().iter().any(|entry| entry["by"] == CHAIR));
    county.is_sound();
}

/// Two windows correct the same note, and the second to record presses a key at the choice; what stands then, and what
/// the journal holds.
#[track_caller]
fn corrected_twice(key: &str) -> (Vec<String>, String) {
    let county = County::new();
    let mut desk = county.at_first_case(100, 40);
    note(&mut desk, "Seen once.");
    let mut other = county.open(100, 40);
    other.sees("f filters").then(ENTER, "Seen once.");
    for terminal in [&mut desk, &mut other] {
        terminal.then("e", "Recorded on this item").then(ENTER, "Correcting:");
    }
    desk.then(" At the station.", "At the station.").keys(ESC).misses("Correcting:");
    other.then(" At the park.", "At the park.").keys(ESC).sees("Two texts of one entry").sees("Nothing is lost");
    other.sees("Seen once. At the station.").sees("Seen once. At the park.");
    other.keys(key).misses("Two texts of one entry").misses("Correcting:").sees("Seen once. At the park.");
    desk.sees("Seen once. At the park.");
    for terminal in [&mut desk, &mut other] {
        terminal.keys(CTRL_Q).end();
    }
    county.is_sound();
    let notes = county.show(&["meeting", MEETING])["items"][4]["notes"].clone();
    let notes = notes.as_array().unwrap().iter().map(|note| note["text"].as_str().unwrap().to_owned());
    (notes.collect(), county.run(&["show", "journal", "--json"]))
}

#[test]
fn the_same_entry_corrected_in_two_windows_is_shown_with_both_texts_and_both_may_stay() {
    let (notes, _) = corrected_twice("b");
    assert_eq!(notes, ["Seen once. At the station.", "Seen once. At the park."]);
}

#[test]
fn one_of_two_texts_may_take_the_others_place_and_the_journal_keeps_both() {
    let (notes, journal) = corrected_twice("m");
    assert_eq!(notes, ["Seen once. At the park."]);
    assert!(journal.contains("Seen once. At the station."), "{journal}");
}
