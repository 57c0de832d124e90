//! What two people at two terminals wait for: an entry to reach the other's screen, and a key to be painted while somebody
//! else records without a pause.
//!
//! The built program runs in real pseudo-terminals on the fictional county of one year, whose store lies in the system's
//! folder for temporary files: `TMPDIR` names another disk. Each line of the report is in milliseconds.
#![expect(clippy::unwrap_used, reason = "a measurement that cannot be made is given up")]

#[path = "../../tests/journeys/county.rs"]
#[expect(dead_code, reason = "the journeys use the rest of it")]
mod county;
#[path = "../../tests/journeys/terminal.rs"]
#[expect(dead_code, reason = "the journeys use the rest of it")]
mod terminal;

use std::io::{BufRead, BufReader, Write};
use std::process::Child;
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use county::County;
use terminal::{CTRL_Q, ENTER, ESC, Terminal, before_cursor};

/// How many entries, and how many keys, are measured.
const ENTRIES: usize = 60;
const KEYS: usize = 300;

/// Between two keys, and between two entries of the other program.
const PAUSE: Duration = Duration::from_millis(50);

const BACKSPACE: &str = "\x7f";

fn main() {
    println!("{:<44} {:>5} {:>8} {:>8} {:>8}", "milliseconds", "n", "p50", "p90", "max");
    second_screen();
    room_view();
    key_to_paint(false);
    key_to_paint(true);
}

/// From the key that records a note to the note on the chair's screen.
fn second_screen() {
    let county = County::new();
    let mut desk = county.at_first_case(120, 36);
    let mut chair = county.open(120, 36);
    chair.sees("f filters").then(ENTER, "not asked");
    report("an entry, to the other window", reaches(&mut desk, &mut chair));
    leave([desk, chair]);
}

/// From the key that records a note to the note in the room view.
fn room_view() {
    let county = County::new();
    let mut desk = county.at_first_case(120, 36);
    let mut room = county.follow(120, 36);
    room.sees("item 5 of 16");
    report("an entry, to the room view", reaches(&mut desk, &mut room));
    leave([desk, room]);
}

fn reaches(desk: &mut Terminal, other: &mut Terminal) -> Vec<Duration> {
    let mut taken = Vec::new();
    for number in 0..ENTRIES {
        let words = format!("Note {number} of many.");
        desk.then("t", "Note").then(&words, &words);
        other.idle(PAUSE);
        let from = Instant::now();
        desk.keys(ESC);
        other.sees(&words);
        taken.push(from.elapsed());
        desk.misses("Esc records");
    }
    taken
}

/// From a key in a text field to its letter on the screen: with nobody else there, or while another program records one
/// entry after the other.
fn key_to_paint(busy: bool) {
    let county = County::new();
    let mut desk = county.at_first_case(120, 36);
    let recorder = busy.then(|| Recorder::start(&county));
    desk.then("u", "Esc records").then("Seen", "Seen");
    let mut taken = Vec::new();
    for number in 0..KEYS {
        // A letter and its deletion in turn, so that the text is as long at the end as at the beginning.
        let (key, there) = if number % 2 == 0 { ("x", "Seenx") } else { (BACKSPACE, "Seen") };
        desk.idle(PAUSE);
        let from = Instant::now();
        desk.keys(key).until(there, |screen| before_cursor(screen).ends_with(there));
        taken.push(from.elapsed());
    }
    let what = if busy { "a key, while another program records" } else { "a key, alone" };
    report(what, taken);
    if let Some(recorder) = recorder {
        println!("    the other program recorded {} entries meanwhile", recorder.stop());
    }
    leave([desk]);
}

/// Another program that records twenty entries a second, until it is stopped.
struct Recorder {
    program: Child,
    lines: JoinHandle<usize>,
}

impl Recorder {
    fn start(county: &County) -> Recorder {
        let mut program = county.recording();
        let (mut lines, said) = (program.stdin.take().unwrap(), program.stdout.take().unwrap());
        let mut said = BufReader::new(said).lines();
        // What was recorded is said once it is on disk.
        let mut records = move |number: usize| {
            std::thread::sleep(PAUSE);
            writeln!(lines, "t Entry {number} from elsewhere.").is_ok() && said.next().is_some_and(|line| line.is_ok())
        };
        let lines = std::thread::spawn(move || {
            let mut recorded = 0;
            while records(recorded + 1) {
                recorded += 1;
            }
            recorded
        });
        Recorder { program, lines }
    }

    fn stop(mut self) -> usize {
        self.program.kill().unwrap();
        self.program.wait().unwrap();
        self.lines.join().unwrap()
    }
}

fn leave(terminals: impl IntoIterator<Item = Terminal>) {
    for mut terminal in terminals {
        terminal.keys(CTRL_Q).end();
    }
}

#[expect(clippy::cast_precision_loss, reason = "microseconds of seconds")]
fn report(what: &str, mut taken: Vec<Duration>) {
    taken.sort_unstable();
    let at = |of_100: usize| taken[(taken.len() * of_100 / 100).min(taken.len() - 1)].as_micros() as f64 / 1000.0;
    println!("{what:<44} {:>5} {:>8.1} {:>8.1} {:>8.1}", taken.len(), at(50), at(90), at(100));
}
