//! Without a full screen: the same meeting as a dialogue of plain lines, for a screen reader, a braille line or a pipe.
//!
//! The program asks, a person answers with one line. Nothing addresses the cursor, nothing is coloured, and no line is
//! rewritten once it is out. What is recorded goes through [`Session::record_all`] as everywhere, and is confirmed only
//! once it is on disk (laws 1 and 4). A line belongs to the terminal until Enter is pressed; from then on it is recorded,
//! or said back with what is wrong.

mod agenda;
mod capture;
mod ending;
mod leaving;
mod lobby;
mod meeting;
mod roll_call;
mod said;
mod talk;
mod telling;
#[cfg(test)]
mod tests;
mod words;

use std::io::{BufRead, Write};

use crate::clock::Clock;
use crate::session::Session;
use crate::terms::calendar::london;
use crate::terms::phrase::weekday_day;

pub use talk::Stop;
use talk::{Dialogue, counted};

/// Holds the dialogue until the person leaves it, or has nothing more to say. `terminal` says whether answers are typed
/// beside their prompt; from a pipe nobody types, and a prompt is a line of its own.
///
/// # Errors
/// The output went away, or the store can no longer be read or written.
pub fn run<R: BufRead, W: Write>(
    session: Session,
    clock: Clock,
    (input, out): (R, W),
    terminal: bool,
) -> Result<(), Stop> {
    let mut dialogue = Dialogue::new(session, clock, (input, out), terminal);
    match greet(&mut dialogue).and_then(|()| dialogue.lobby()) {
        Err(Stop::Left) | Ok(()) => dialogue.farewell(),
        Err(stop) => Err(stop),
    }
}

fn greet<R: BufRead, W: Write>(dialogue: &mut Dialogue<R, W>) -> Result<(), Stop> {
    let shown = dialogue.session.shown();
    let now = london(dialogue.now());
    let mut lines = vec![
        format!("mace, in plain lines. Everything here is {}.", shown.terms.sharing.marking),
        format!("{}, {}. You are {}.", weekday_day(now.date()), now.format("%H:%M"), shown.who.name),
    ];
    if shown.demo {
        lines.push("This county is fictional: nobody here exists.".to_owned());
    }
    if shown.read_only {
        lines.push("A newer mace has written to this store, so it can only be read here.".to_owned());
    }
    match shown.recovered.len() {
        0 => {}
        texts => lines.push(format!(
            "{} from an earlier window: open mace without --plain to finish.",
            counted(texts, "unfinished text waits", "unfinished texts wait")
        )),
    }
    lines.push("In a meeting, help tells what you can type. quit leaves, wherever you are asked.".to_owned());
    dialogue.say_all(lines)
}
