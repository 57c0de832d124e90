//! Asking and saying: one line at a time, and nothing confirmed before it is on disk.

use std::collections::BTreeSet;
use std::io::{self, BufRead, Write};

use chrono::{DateTime, NaiveDate, Utc};
use unicode_normalization::UnicodeNormalization;

use crate::clock::Clock;
use crate::model::id::{ItemId, RequestId};
use crate::model::record::Timed;
use crate::model::request::Request;
use crate::session::{RecordError, Session};
use crate::terms::calendar::london;

use super::telling::Place;

/// How many bytes of one line a terminal hands over: what is typed beyond them never arrives.
const LINE_OF_A_TERMINAL: usize = 4095;

/// Why the dialogue ends.
#[derive(Debug, thiserror::Error)]
pub enum Stop {
    /// The person left, or the input ended.
    #[error("left")]
    Left,
    /// The output went away.
    #[error("the dialogue could not be written ({0})")]
    Output(#[from] io::Error),
    /// The store can no longer be read or written.
    #[error("{0}")]
    Failed(String),
}

impl Stop {
    /// Something failed that the dialogue cannot go on without.
    pub(super) fn failed(error: &impl ToString) -> Self {
        Self::Failed(error.to_string())
    }
}

/// The dialogue: an open session, and where in it the person is.
pub(super) struct Dialogue<R, W> {
    /// The open store.
    pub(super) session: Session,
    /// The item that is spoken of, while a meeting is open.
    pub(super) item: Option<ItemId>,
    /// The items that were told in full: coming back to one, only how it stands is said.
    pub(super) told: BTreeSet<ItemId>,
    clock: Clock,
    input: R,
    out: W,
    terminal: bool,
}

impl<R: BufRead, W: Write> Dialogue<R, W> {
    pub(super) fn new(session: Session, clock: Clock, (input, out): (R, W), terminal: bool) -> Self {
        Self { session, item: None, told: BTreeSet::new(), clock, input, out, terminal }
    }

    /// The moment, UTC.
    pub(super) fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    /// The day in England.
    pub(super) fn today(&self) -> NaiveDate {
        london(self.now()).date()
    }

    /// The item that is spoken of, with what belongs to it.
    pub(super) fn place(&self) -> Option<Place<'_>> {
        Place::of(self.session.shown(), self.item.as_ref()?)
    }

    /// Says one line, or one for each line that a text has.
    pub(super) fn say(&mut self, text: impl AsRef<str>) -> Result<(), Stop> {
        for line in text.as_ref().lines() {
            writeln!(self.out, "{}", spoken(line))?;
        }
        Ok(())
    }

    /// Says several lines.
    pub(super) fn say_all(&mut self, lines: impl IntoIterator<Item = impl AsRef<str>>) -> Result<(), Stop> {
        lines.into_iter().try_for_each(|line| self.say(line))
    }

    /// Asks, and hears one line; `quit` or the end of the input leaves, wherever it is asked.
    pub(super) fn ask(&mut self, prompt: &str) -> Result<String, Stop> {
        loop {
            if self.terminal {
                write!(self.out, "{} ", spoken(prompt))?;
            } else {
                self.say(prompt)?;
            }
            self.out.flush()?;
            let mut typed = Vec::new();
            // Input that fails, as when a terminal goes away, has ended.
            let bytes = self.input.read_until(b'\n', &mut typed).unwrap_or(0);
            if bytes == 0 {
                if self.terminal {
                    writeln!(self.out)?;
                }
                return Err(Stop::Left);
            }
            let Ok(line) = String::from_utf8(typed) else {
                self.say("That line was not UTF-8 text, and was not recorded. Send it again as UTF-8.")?;
                continue;
            };
            if self.terminal && bytes >= LINE_OF_A_TERMINAL {
                self.say("That line was longer than the terminal hands over: hear its end with said.")?;
            }
            let line = heard(&line);
            if line.eq_ignore_ascii_case("quit") {
                return Err(Stop::Left);
            }
            return Ok(line);
        }
    }

    /// Asks for yes or no until it is one of them; Enter is no.
    pub(super) fn agrees(&mut self, question: &str) -> Result<bool, Stop> {
        loop {
            let answer = self.ask(question)?;
            match answer.to_lowercase().as_str() {
                "y" | "yes" => return Ok(true),
                "n" | "no" | "" => return Ok(false),
                _ => self.say(format!("“{answer}” is neither y nor n."))?,
            }
        }
    }

    /// Records requests together; a refusal is said in full, and then nothing was recorded.
    ///
    /// What cannot be written is tried again for as long as the person wants.
    pub(super) fn record(&mut self, requests: Vec<Request>) -> Result<Option<RequestId>, Stop> {
        if self.session.shown().read_only {
            self.say("Not recorded. A newer mace has written to this store, so it can only be read here.")?;
            return Ok(None);
        }
        let at = self.now();
        let asked = requests.into_iter().map(|request| Timed { at, request }).collect();
        let mut tried = self.session.record_all(asked);
        loop {
            let error = match tried {
                Ok(request) => return Ok(Some(request)),
                Err(RecordError::NotSaved(error)) => error,
                Err(RecordError::Refused(refusal)) => {
                    self.say(format!("Not recorded. {refusal}"))?;
                    return Ok(None);
                }
                Err(error) => return Err(Stop::failed(&error)),
            };
            self.say(format!("NOT SAVED: {error}."))?;
            let answer = self.ask("Enter tries again. drop gives this up.").map_err(|stop| match stop {
                // Whoever leaves now must hear that something is missing.
                Stop::Left => Stop::Failed(format!("what was said last is not saved: {error}")),
                other => other,
            })?;
            if answer.eq_ignore_ascii_case("drop") {
                self.say("Not recorded.")?;
                return Ok(None);
            }
            tried = self.session.retry();
        }
    }

    /// Takes in what other windows have recorded meanwhile.
    pub(super) fn catch_up(&mut self) -> Result<(), Stop> {
        self.session.catch_up().map(drop).map_err(|error| Stop::failed(&error))
    }

    /// The last line.
    pub(super) fn farewell(&mut self) -> Result<(), Stop> {
        self.say("Left. Everything recorded is kept.")?;
        Ok(self.out.flush()?)
    }
}

/// A line as it may go out: no control characters, whatever a text holds that came from elsewhere.
fn spoken(line: &str) -> String {
    line.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// A line as it was typed: composed, without its end and without what keys such as arrows leave behind.
fn heard(line: &str) -> String {
    let line: String = line.nfc().map(|c| if c.is_control() { ' ' } else { c }).collect();
    line.trim().to_owned()
}

/// `1 child`, `3 children`.
pub(super) fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// Words with a full stop, unless they end a sentence themselves.
pub(super) fn sentence(words: &str) -> String {
    let words = words.trim_end();
    let ended = words.trim_end_matches(['”', '"', '’', '\'', ')']).ends_with(['.', '!', '?', '…', ':']);
    if ended || words.is_empty() { words.to_owned() } else { format!("{words}.") }
}
