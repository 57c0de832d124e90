//! The terminal is given back whatever ends the program: driven at a real pseudo-terminal.
//!
//! This file is its own program: the tests marked `ignore` are what runs inside the pseudo-terminal.
#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, reason = "a test's helpers fail as the test does")]

use std::io::{Read, Write};
use std::process::Command;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use mace::tui::terminal::Screen;
use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

const SECRET: &str = "Robin Underhill said";

/// The last word of the first frame: blanks between words are not sent.
const LAST: &str = "said";

fn show(screen: &mut Screen) {
    let said = format!("pid={}; {SECRET}", std::process::id());
    let view = |area: Rect, buf: &mut Buffer| {
        buf.set_string(area.x, area.y, said, Style::new());
        None
    };
    screen.draw(view).unwrap();
}

#[test]
#[ignore = "runs inside the pseudo-terminal"]
fn inside_waits_for_keys_and_leaves_on_q() {
    let mut screen = Screen::enter().unwrap();
    show(&mut screen);
    let mut events = Vec::new();
    while !format!("{events:?}").contains("Char('q')") {
        if screen.wait(None, &mut events).is_err() {
            return;
        }
    }
}

#[test]
#[ignore = "runs inside the pseudo-terminal"]
fn inside_panics_with_case_text() {
    let mut screen = Screen::enter().unwrap();
    show(&mut screen);
    std::thread::sleep(Duration::from_millis(300));
    panic!("{SECRET} something");
}

struct Seat {
    child: Box<dyn Child + Send + Sync>,
    master: Option<Box<dyn MasterPty + Send>>,
    output: Receiver<Vec<u8>>,
    seen: Vec<u8>,
}

impl Seat {
    /// Opens the program in a pseudo-terminal, `before` being the command that starts it, and waits for its first frame;
    /// with `deaf`, nothing is read after that, so that the terminal can be closed.
    fn open(before: &[&str], test: &str, deaf: bool) -> Seat {
        let pair = native_pty_system().openpty(PtySize { rows: 24, cols: 80, ..PtySize::default() }).unwrap();
        let program = std::env::current_exe().unwrap();
        let mut command = match before.split_first() {
            Some((first, rest)) => {
                let mut command = CommandBuilder::new(first);
                command.args(rest);
                command.arg(program);
                command
            }
            None => CommandBuilder::new(program),
        };
        command.args(["--ignored", "--exact", "--nocapture", "--test-threads=1", test]);
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().unwrap();
        let (send, output) = channel();
        std::thread::spawn(move || {
            let mut bytes = [0; 4096];
            let mut all = Vec::new();
            while let Ok(count) = reader.read(&mut bytes) {
                all.extend(&bytes[..count]);
                let enough = deaf && String::from_utf8_lossy(&all).contains(LAST);
                if count == 0 || send.send(bytes[..count].to_vec()).is_err() || enough {
                    break;
                }
            }
        });
        let mut seat = Seat { child, master: Some(pair.master), output, seen: Vec::new() };
        seat.until(LAST);
        assert!(seat.screen().screen().alternate_screen());
        assert!(seat.screen().screen().bracketed_paste());
        seat
    }

    fn until(&mut self, text: &str) {
        let end = Instant::now() + Duration::from_secs(10);
        while !String::from_utf8_lossy(&self.seen).contains(text) {
            match self.output.recv_timeout(end.saturating_duration_since(Instant::now())) {
                Ok(bytes) => self.seen.extend(bytes),
                Err(error) => panic!("`{text}` never came, {error}: {}", String::from_utf8_lossy(&self.seen)),
            }
        }
    }

    /// Waits for the program's end and gives its exit code and the screen it left.
    fn end(mut self) -> (u32, vt100::Parser) {
        let code = self.child.wait().unwrap().exit_code();
        while let Ok(bytes) = self.output.recv_timeout(Duration::from_millis(300)) {
            self.seen.extend(bytes);
        }
        (code, self.screen())
    }

    fn screen(&self) -> vt100::Parser {
        let mut parser = vt100::Parser::new(24.try_into().unwrap(), 80.try_into().unwrap(), 1000);
        parser.process(&self.seen);
        parser
    }

    fn write(&mut self, bytes: &[u8]) {
        let mut writer = self.master.as_ref().unwrap().take_writer().unwrap();
        writer.write_all(bytes).unwrap();
        writer.flush().unwrap();
        std::thread::sleep(Duration::from_millis(100));
    }
}

#[track_caller]
fn check_given_back(parser: &vt100::Parser) {
    let screen = parser.screen();
    assert!(!screen.alternate_screen(), "the alternate screen stayed");
    assert!(!screen.bracketed_paste(), "bracketed paste stayed");
    assert!(!screen.hide_cursor(), "the cursor stayed hidden");
    assert!(!screen.contents().contains("Robin"), "case text stayed: {}", screen.contents());
}

#[test]
fn the_terminal_is_given_back_on_leaving() {
    let mut seat = Seat::open(&[], "inside_waits_for_keys_and_leaves_on_q", false);
    seat.write(b"q");
    let (code, parser) = seat.end();
    assert_eq!(code, 0);
    check_given_back(&parser);
}

#[test]
fn a_panic_gives_the_terminal_back_and_tells_the_place_only() {
    let seat = Seat::open(&[], "inside_panics_with_case_text", false);
    let (code, parser) = seat.end();
    assert_eq!(code, 101);
    check_given_back(&parser);
    assert!(parser.screen().contents().contains("tests/terminal.rs:"), "{}", parser.screen().contents());
}

#[test]
fn a_signal_gives_the_terminal_back() {
    for (signal, expected) in [("-TERM", 143), ("-INT", 130), ("-HUP", 129)] {
        let seat = Seat::open(&[], "inside_waits_for_keys_and_leaves_on_q", false);
        let id = seat.child.process_id().unwrap().to_string();
        assert!(Command::new("kill").args([signal, &id]).status().unwrap().success());
        let (code, parser) = seat.end();
        assert_eq!(code, expected, "{signal}");
        check_given_back(&parser);
    }
}

#[test]
fn a_terminal_that_goes_away_ends_the_program_even_without_a_signal() {
    // In a session of its own the program is sent no SIGHUP, as happens to one that a dead connection left behind.
    for before in [&[][..], &["setsid", "--fork", "--wait"][..]] {
        let mut seat = Seat::open(before, "inside_waits_for_keys_and_leaves_on_q", true);
        let seen = String::from_utf8_lossy(&seat.seen).into_owned();
        let watched = seen.split_once("pid=").and_then(|(_, rest)| rest.split_once(';')).unwrap().0;
        drop(seat.master.take());
        let end = Instant::now() + Duration::from_secs(8);
        let mut alive = true;
        while alive && Instant::now() < end {
            std::thread::sleep(Duration::from_millis(50));
            let _ = seat.child.try_wait();
            alive = std::fs::read_to_string(format!("/proc/{watched}/stat")).is_ok_and(|stat| !stat.contains(") Z "));
        }
        if alive {
            let _ = Command::new("kill").args(["-KILL", watched]).status();
        }
        assert!(!alive, "the program lives on without its terminal: {before:?}");
    }
}
