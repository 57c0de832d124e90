//! A disk that takes no more: nothing is shown as saved that is not, and nothing typed is lost.

use std::process::Command;

use crate::county::{County, MEETING};
use crate::terminal::{CTRL_Q, ENTER, ESC, F5, Terminal, before_cursor};

/// A limit under which the store opens, and its log is soon full.
pub const SMALL: &str = "trap '' XFSZ; ulimit -S -f 512; exec \"$0\" \"$@\"";

/// Records notes until the disk takes no more; how many were recorded.
#[track_caller]
pub fn fill(terminal: &mut Terminal) -> usize {
    terminal.sees("f filters").then(ENTER, "not asked");
    for number in 1..100 {
        let words = format!("Note {number}.");
        terminal.then("t", "Esc records").paste(&words).sees(&words).keys(ESC);
        terminal.until("recorded or not", |screen| {
            let shown = screen.contents();
            shown.contains("NOT SAVED") || !shown.contains("Esc records")
        });
        if terminal.text().contains("NOT SAVED") {
            return number - 1;
        }
    }
    panic!("the disk never filled\n{}", terminal.shown());
}

#[track_caller]
fn check_recorded(county: &County, expect: usize) {
    let item = &county.show(&["meeting", MEETING])["items"][4];
    let notes: Vec<&str> = item["notes"].as_array().unwrap().iter().map(|n| n["text"].as_str().unwrap()).collect();
    let expected: Vec<String> = (1..=expect).map(|number| format!("Note {number}.")).collect();
    assert_eq!(notes, expected);
    county.is_sound();
}

#[test]
fn on_a_full_disk_the_text_stays_in_its_field_and_the_next_start_has_it_back() {
    let county = County::new();
    county.at_first_case(100, 40).kill();
    let mut terminal = county.open_by(SMALL, 100, 40);
    let recorded = fill(&mut terminal);
    terminal.sees("Not saved:").sees("Your text is still here; press F5 to try again.");
    let words = format!("Note {}.", recorded + 1);
    terminal.until("the cursor behind the text", |screen| before_cursor(screen).trim() == words);
    // It does not quit, and trying again is refused again.
    terminal.then(F5, "Not saved:").then(ESC, "NOT SAVED").sees(&words).kill();

    let mut terminal = county.open(100, 40);
    terminal.sees("You were writing a note on M-2026-001.").sees(&words);
    terminal.keys(ESC).misses("Esc records").sees("✓ saved").keys(CTRL_Q);
    terminal.end();
    check_recorded(&county, recorded + 1);
}

#[test]
fn once_there_is_room_again_f5_saves_once() {
    let county = County::new();
    county.at_first_case(100, 40).kill();
    let mut terminal = county.open_by(SMALL, 100, 40);
    let recorded = fill(&mut terminal);
    let unlimited = ["--pid", &terminal.process().to_string(), "--fsize=unlimited:unlimited"].map(str::to_owned);
    if !Command::new("prlimit").args(unlimited).status().is_ok_and(|status| status.success()) {
        println!("prlimit is not here: nobody has made room.");
        return;
    }
    // The whole frame is awaited: an Esc on top of it would be read as one key with the next.
    terminal.keys(F5).misses("NOT SAVED").sees("✓ saved").misses("Esc records").sees("g read back");
    terminal.keys(CTRL_Q).end();
    check_recorded(&county, recorded + 1);
}
