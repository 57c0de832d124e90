//! A program that is killed, or whose terminal goes away, loses nothing that was on the screen and doubles nothing.

use std::process::Command;
use std::time::Duration;

use crate::county::{County, MEETING};
use crate::terminal::{CTRL_Q, ENTER, ESC, F2, TAB, Terminal, before_cursor};

/// How often the program is killed.
const KILLS: usize = 50;

/// The words that updates are made of; each update begins with a number of its own.
const WORDS: [&str; 8] = ["seen", "at", "home", "twice", "and", "well", "été", "school"];

#[test]
fn a_program_killed_fifty_times_in_mid_word_loses_and_doubles_nothing() {
    let county = County::new();
    county.at_first_case(90, 40).kill();
    let mut typist = Typist::new(7);
    for _ in 0..KILLS {
        let mut terminal = county.open(90, 40);
        typist.finds(&mut terminal);
        typist.types(&mut terminal);
        terminal.kill();
    }
    let mut terminal = county.open(90, 40);
    typist.finds(&mut terminal);
    if !typist.text.is_empty() {
        terminal.keys(ESC).misses("Esc records");
        typist.said.push(std::mem::take(&mut typist.text));
    }
    terminal.keys(CTRL_Q);
    terminal.end();

    let item = &county.show(&["meeting", MEETING])["items"][4];
    let updates = item["updates"].as_array().unwrap().iter();
    let said: Vec<&str> = updates.map(|update| update["text"].as_str().unwrap()).collect();
    let typed: Vec<&str> = typist.said.iter().map(|text| text.trim()).collect();
    assert_eq!(said, typed);
    assert!(typed.len() > 10, "hardly anything was recorded: {typed:?}");
    county.is_sound();
}

#[test]
fn a_draft_survives_being_killed_again_before_any_key() {
    let county = County::new();
    let mut terminal = county.at_first_case(90, 40);
    terminal.then("u", "Esc records").then("Seen twice, and once with", "once with");
    terminal.kill();
    for _ in 0..3 {
        let mut terminal = county.open(90, 40);
        terminal.sees("You were writing the").sees("Seen twice, and once with").kill();
    }
}

#[test]
fn the_next_start_says_what_was_being_written_and_puts_the_cursor_there() {
    let county = County::new();
    let mut terminal = county.at_first_case(90, 40);
    terminal.then("u", "Esc records").then("Seen at the stat", "Seen at the stat");
    terminal.kill();
    let mut terminal = county.open(90, 40);
    terminal.sees("You were writing the C&F Hidden Harm update on M-2026-001.").sees("nothing was lost");
    terminal.until("the cursor behind the text", |screen| before_cursor(screen).trim() == "Seen at the stat");
    terminal.keys("ion.").sees("Seen at the station.");
    terminal.keys(ESC).misses("Esc records").sees("Seen at the station.");
}

#[test]
fn a_speaker_switched_before_a_word_leaves_no_draft_behind() {
    let county = County::new();
    let mut terminal = county.at_first_case(90, 40);
    terminal.then("u", "Esc records").then("@police/lp", "@police/lp").then(" ", "Police LP · ");
    terminal.then("Seen.", "Seen.").keys(ESC).misses("Esc records");
    terminal.kill();
    county.open(90, 40).sees("f filters");
}

#[test]
fn an_update_turned_into_a_written_one_is_not_offered_again_once_recorded() {
    let county = County::new();
    let mut terminal = county.at_first_case(90, 40);
    terminal.then("u", "Esc records").then("Sent by e-mail.", "Sent by e-mail.").then(F2, "sent in writing");
    terminal.keys(ESC).misses("Esc records").sees("Sent by e-mail.");
    terminal.kill();
    county.open(90, 40).sees("f filters");
}

#[test]
fn a_terminal_that_goes_away_ends_the_program_and_the_draft_is_there_at_the_next_start() {
    let county = County::new();
    let mut terminal = county.at_first_case(90, 40);
    terminal.then("u", "Esc records").then("The line went dead wh", "went dead wh");
    terminal.close();
    let mut terminal = county.open(90, 40);
    terminal.sees("You were writing the").sees("The line went dead wh");
}

#[test]
fn a_program_that_is_asked_to_end_gives_the_terminal_back_and_the_draft_is_there_at_the_next_start() {
    let county = County::new();
    let mut terminal = county.at_first_case(90, 40);
    terminal.then("u", "Esc records").then("Asked to end in mid-wo", "in mid-wo");
    for (signal, code) in [("-TERM", 143), ("-HUP", 129), ("-INT", 130)] {
        assert!(Command::new("kill").args([signal, &terminal.process().to_string()]).status().unwrap().success());
        assert_eq!(terminal.end().exit_code(), code, "{signal}");
        let screen = terminal.screen();
        assert!(!screen.alternate_screen() && !screen.bracketed_paste() && !screen.hide_cursor(), "{signal}");
        terminal = county.open(90, 40);
        terminal.sees("You were writing the").sees("Asked to end in mid-wo");
    }
}

/// One who types, and knows what was typed.
struct Typist {
    dice: u64,
    /// What must be recorded, in the order typed.
    said: Vec<String>,
    /// What was typed into the field since.
    text: String,
    /// How many letters of it the screen showed before the kill: none of these may be lost.
    shown: usize,
    /// Whether a key that records was pressed after the text.
    ending: bool,
    number: usize,
}

impl Typist {
    fn new(seed: u64) -> Typist {
        Typist { dice: seed, said: vec![], text: String::new(), shown: 0, ending: false, number: 100 }
    }

    /// Sees what the program found at its start: the text in its field with the cursor at its end, or else it is
    /// recorded. The field is open then.
    #[track_caller]
    fn finds(&mut self, terminal: &mut Terminal) {
        terminal.until("what was found", |screen| {
            let shown = screen.contents();
            shown.contains("You were writing the") || shown.contains("f filters")
        });
        if terminal.text().contains("You were writing the") {
            terminal.sees("update on M-2026-001.");
            let letters = self.shown.max(1)..=self.text.chars().count();
            let what = format!("{} letters or more of {:?} in the field", self.shown, self.text);
            terminal.until(&what, |screen| letters.clone().any(|count| self.stands(screen, count)));
            // What follows belongs to the same frame: the cursor comes to rest.
            terminal.idle(Duration::from_millis(50));
            let kept = letters.clone().find(|count| self.stands(terminal.screen(), *count)).unwrap();
            self.text = start(&self.text, kept);
        } else {
            if self.ending {
                self.said.push(self.text.clone());
            } else {
                assert_eq!(self.shown, 0, "{:?} is lost\n{}", self.text, terminal.shown());
            }
            self.text.clear();
            terminal.then(ENTER, "Recorded").then("u", "Esc records");
        }
        (self.shown, self.ending) = (self.text.chars().count(), false);
    }

    /// Types a little, and stops at any moment: in mid-word, or right after Tab, Esc or Enter.
    #[track_caller]
    fn types(&mut self, terminal: &mut Terminal) {
        for _ in 0..=self.throw(3) {
            self.word(terminal);
        }
        match self.throw(8) {
            0..=2 => {}
            3 => self.puts(ENTER, "\n", terminal),
            key => {
                let all = self.text.chars().count();
                terminal.until("all that was typed", |screen| self.stands(screen, all));
                self.shown = all;
                self.ending = true;
                terminal.keys(if key < 6 { TAB } else { ESC });
            }
        }
        terminal.idle(Duration::from_millis(self.throw(25)));
        let all = self.text.chars().count();
        let seen = (self.shown..=all).rev().find(|count| self.stands(terminal.screen(), *count));
        self.shown = seen.unwrap_or(self.shown);
    }

    fn word(&mut self, terminal: &mut Terminal) {
        let line = self.text.lines().last().unwrap_or_default().chars().count();
        if self.text.is_empty() {
            self.number += 1;
            let number = format!("Number {}", self.number);
            self.puts(&number, &number, terminal);
        } else if line > 55 && !self.text.ends_with('\n') {
            self.puts(ENTER, "\n", terminal);
        }
        let word = WORDS[usize::try_from(self.throw(8)).unwrap()];
        let word = if self.text.ends_with('\n') { word.to_owned() } else { format!(" {word}") };
        self.puts(&word, &word, terminal);
    }

    fn puts(&mut self, keys: &str, text: &str, terminal: &mut Terminal) {
        terminal.keys(keys);
        self.text.push_str(text);
    }

    /// Whether the field holds the first letters of the text, with the cursor behind them.
    fn stands(&self, screen: &vt100::Screen, count: usize) -> bool {
        let text = start(&self.text, count);
        let (above, last) = text.rsplit_once('\n').unwrap_or(("", &text));
        let contents = screen.contents();
        before_cursor(screen).trim_start() == last && above.lines().all(|line| contents.contains(line))
    }

    /// A number below `sides`, the same in every run.
    fn throw(&mut self, sides: u64) -> u64 {
        self.dice = self.dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.dice >> 33) % sides
    }
}

fn start(text: &str, letters: usize) -> String {
    text.chars().take(letters).collect()
}
