//! The theme: dark or light as the terminal is, or the one that was chosen.

use std::fs;
use std::time::{Duration, Instant};

use vt100::Color;

use crate::county::County;
use crate::terminal::{CTRL_Q, ESC, Terminal};

const QUESTION: &str = "\x1b]11;?";
const TRUE: (&str, &str) = ("COLORTERM", "truecolor");
const DARK: Color = Color::Rgb(0x12, 0x17, 0x1d);
const LIGHT: Color = Color::Rgb(0xfb, 0xf9, 0xf4);

/// Waits until the program has asked for the terminal's ground.
#[track_caller]
fn asked(terminal: &mut Terminal) {
    let end = Instant::now() + Duration::from_mins(1);
    while !terminal.written().contains(QUESTION) {
        assert!(Instant::now() < end, "the terminal was never asked");
        terminal.idle(Duration::from_millis(5));
    }
}

/// The ground of a row of the list of meetings that is not chosen.
fn ground(screen: &vt100::Screen) -> Color {
    screen.cell(4, 2).map_or(Color::Default, vt100::Cell::bgcolor)
}

#[track_caller]
fn stands_on(terminal: &mut Terminal, color: Color) {
    terminal.sees("f filters").until(&format!("the ground {color:?}"), |screen| ground(screen) == color);
}

#[test]
fn on_a_light_terminal_the_screen_is_light_and_on_a_dark_one_dark() {
    let county = County::new();
    for (answer, color) in [("\x1b]11;rgb:fdfd/f6f6/e3e3\x1b\\", LIGHT), ("\x1b]11;rgb:0000/2b2b/3636\x07", DARK)] {
        let mut terminal = county.open_with(&[TRUE, ("COLORFGBG", "0;15")], 100, 30);
        asked(&mut terminal);
        terminal.keys(answer);
        stands_on(&mut terminal, color);
        terminal.keys(CTRL_Q).end();
    }
}

#[test]
fn the_first_frame_is_as_the_terminal_was_last_time() {
    let county = County::new();
    let mut terminal = county.open_with(&[TRUE], 100, 30);
    asked(&mut terminal);
    terminal.keys("\x1b]11;rgb:fdfd/f6f6/e3e3\x07");
    stands_on(&mut terminal, LIGHT);
    terminal.keys(CTRL_Q).end();
    let mut terminal = county.open_with(&[TRUE], 100, 30);
    stands_on(&mut terminal, LIGHT);
    terminal.keys(CTRL_Q).end();
}

#[test]
fn a_terminal_that_answers_late_or_never_keeps_nobody_waiting() {
    let county = County::new();
    let mut terminal = county.open_with(&[TRUE], 100, 30);
    stands_on(&mut terminal, DARK);
    terminal.keys("\x1b]11;rgb:ffff/ffff/ffff\x07");
    stands_on(&mut terminal, LIGHT);
    // Not a letter of the answer was taken for a key: `:` and `g` would have done something.
    terminal.then("f", "Show only:").keys(ESC).misses("Show only:").keys(CTRL_Q).end();
}

#[test]
fn keys_typed_before_the_first_frame_are_not_lost_to_the_answer() {
    let county = County::new();
    let mut terminal = county.open_with(&[TRUE], 100, 30);
    asked(&mut terminal);
    terminal.keys("p\t\t\x1b]11;rgb:ffff/ffff/ffff\x074 feb");
    terminal.sees("Plan a meeting").sees("Date 4 feb").keys(CTRL_Q).end();
}

#[test]
fn who_chose_a_theme_asks_the_terminal_nothing() {
    let county = County::new();
    let settings = county.path(".config/mace");
    fs::create_dir_all(settings.join("themes")).unwrap();
    fs::write(settings.join("config.toml"), "theme = \"essex\"\n").unwrap();
    fs::write(settings.join("themes/essex.toml"), "inherits = \"light\"\n[palette]\npaper = \"#fff0e0\"\n").unwrap();
    let mut terminal = county.open_with(&[TRUE], 100, 30);
    stands_on(&mut terminal, Color::Rgb(0xff, 0xf0, 0xe0));
    terminal.keys(CTRL_Q).end();
    assert!(!terminal.written().contains(QUESTION));
}

#[test]
fn a_bad_theme_in_the_settings_is_told_and_the_program_goes_on() {
    let county = County::new();
    let settings = county.path(".config/mace");
    fs::create_dir_all(settings.join("themes")).unwrap();
    fs::write(settings.join("config.toml"), "theme = \"essex\"\n").unwrap();
    fs::write(settings.join("themes/essex.toml"), "inherits = \"light\"\n\n[roles]\nhint = \"beige\"\n").unwrap();
    let mut terminal = county.open_with(&[TRUE], 100, 30);
    terminal.sees("f filters").sees("essex.toml, line 4: found `beige`");
    stands_on(&mut terminal, DARK);
    terminal.keys("/").misses("beige").keys(CTRL_Q).end();
}
