//! Asks the terminal for the colour of its ground, and picks the answer out of what is typed.
//!
//! The answer comes the way keys come, at once or half a second later over a slow line, or never. So nobody waits for
//! it who has something to do, no key is taken for a part of it, and no part of it for a key.

use std::io::{self, Write, stdout};
use std::time::{Duration, Instant};

use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

use super::{Screen, drawing, inbox};
use crate::tui::theme::Ground;

/// The question, as xterm has it (OSC 11); terminals that do not know it leave it alone.
const QUESTION: &[u8] = b"\x1b]11;?\x07";
/// How an answer begins; `rgba:` is answered too.
const ANSWER: &str = "\x1b]11;rgb";
/// How long after the question a program that leaves waits for the answer, so that the shell is not given it.
const PARTING: Duration = Duration::from_millis(250);

impl Screen {
    /// Asks for the colour of the ground; the answer is found by [`Screen::wait`].
    ///
    /// # Errors
    /// The terminal has gone away.
    pub fn ask_ground(&mut self) -> io::Result<()> {
        let _drawing = drawing();
        let mut out = stdout();
        out.write_all(QUESTION)?;
        out.flush()?;
        self.ears.asked = Some(Instant::now());
        Ok(())
    }

    /// The ground, once the terminal told it.
    #[must_use]
    pub fn ground(&self) -> Option<Ground> {
        self.ears.told
    }

    /// Takes in an answer that is still on its way.
    pub(super) fn part(&mut self) {
        while let Some(asked) = self.ears.asked.filter(|_| self.ears.told.is_none()) {
            let left = PARTING.saturating_sub(asked.elapsed());
            let Ok(events) = inbox::wait(Some(left)) else { break };
            let taken = events.into_iter().try_for_each(|event| self.take(event, &mut Vec::new()));
            if left.is_zero() || taken.is_err() {
                break;
            }
        }
    }
}

/// Listens for the answer among the keys.
#[derive(Debug, Default)]
pub(super) struct Ears {
    asked: Option<Instant>,
    told: Option<Ground>,
    /// What may be the beginning of an answer, kept back until that is known.
    held: Vec<Event>,
    /// The same as the terminal sent it.
    said: String,
    /// Whether the last event was a lone Escape, which a slow line may have cut off an answer.
    escaped: bool,
}

impl Ears {
    /// Passes an event on, unless it belongs to an answer.
    pub(super) fn hear(&mut self, event: Event, into: &mut Vec<Event>) {
        // An answer begins with a control: a letter that follows none is no part of one.
        let letter = matches!(&event, Event::Key(key) if is_letter(key));
        if self.asked.is_none() || (letter && !self.escaped && self.held.is_empty()) {
            into.push(event);
            return;
        }
        let Some(sent) = as_sent(&event) else {
            // A new size, or a paste, says nothing of the keys before and after it.
            into.push(event);
            return;
        };
        if self.held.is_empty() {
            self.said.clear();
            if self.escaped && sent == "]" {
                self.said.push('\x1b');
            }
        }
        self.escaped = false;
        self.said.push_str(&sent);
        match read(&self.said) {
            Read::Part => self.held.push(event),
            Read::Whole(ground) => {
                self.held.clear();
                self.told = ground.or(self.told);
            }
            // An answer is sent in one piece, so a key that does not fit shows that there was none.
            Read::Other if !self.held.is_empty() => {
                into.append(&mut self.held);
                self.hear(event, into);
            }
            Read::Other => {
                self.escaped = sent == "\x1b";
                into.push(event);
            }
        }
    }
}

fn is_letter(key: &KeyEvent) -> bool {
    matches!(key.code, KeyCode::Char(_)) && key.modifiers.difference(KeyModifiers::SHIFT).is_empty()
}

/// What the terminal sent for a key that may belong to an answer.
fn as_sent(event: &Event) -> Option<String> {
    let Event::Key(key) = event else { return None };
    let plain = key.modifiers.difference(KeyModifiers::SHIFT);
    Some(match key.code {
        _ if key.kind != KeyEventKind::Press => return None,
        KeyCode::Esc => "\x1b".to_owned(),
        KeyCode::Char(c) if plain.is_empty() => c.to_string(),
        KeyCode::Char(c) if plain == KeyModifiers::ALT => format!("\x1b{c}"),
        KeyCode::Char('g') if plain == KeyModifiers::CONTROL => "\x07".to_owned(),
        _ => "\0".to_owned(),
    })
}

enum Read {
    Part,
    Whole(Option<Ground>),
    Other,
}

/// Judges whether what was sent is an answer, `ESC ] 11 ; rgb : r / g / b` and BEL or `ESC \`, or its beginning.
fn read(said: &str) -> Read {
    let Some(rest) = said.strip_prefix(ANSWER) else {
        // A lone Escape is a key of its own: it is never kept back.
        return if said.len() > 1 && ANSWER.starts_with(said) { Read::Part } else { Read::Other };
    };
    let color = rest.trim_end_matches(['\x07', '\x1b', '\\']);
    if !color.chars().all(|c| c.is_ascii_hexdigit() || matches!(c, ':' | '/')) || color.len() > 24 {
        return Read::Other;
    }
    match rest.get(color.len()..).unwrap_or_default() {
        "" | "\x1b" => Read::Part,
        "\x07" | "\x1b\\" => Read::Whole(color.split_once(':').and_then(|(_, color)| Ground::of_answer(color))),
        _ => Read::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Reads bytes as the terminal's keys, an Escape and the letter after it as one key with Alt; `~` cuts them apart.
    fn keys(sent: &str) -> Vec<Event> {
        let mut events = Vec::new();
        let mut letters = sent.chars().peekable();
        while let Some(letter) = letters.next() {
            let (code, with) = match letter {
                '~' => continue,
                '\x1b' => match letters.next_if(|next| *next != '~') {
                    Some(next) => (KeyCode::Char(next), KeyModifiers::ALT),
                    None => (KeyCode::Esc, KeyModifiers::NONE),
                },
                '\x07' => (KeyCode::Char('g'), KeyModifiers::CONTROL),
                letter => (KeyCode::Char(letter), KeyModifiers::NONE),
            };
            events.push(Event::Key(KeyEvent::new(code, with)));
        }
        events
    }

    #[track_caller]
    fn check(sent: &str, passed: &str, told: Option<Ground>) {
        let mut ears = Ears { asked: Some(Instant::now()), ..Ears::default() };
        let mut into = Vec::new();
        for event in keys(sent) {
            ears.hear(event, &mut into);
        }
        assert_eq!(into, keys(passed));
        assert_eq!(ears.told, told);
    }

    const LIGHT: Option<Ground> = Some(Ground::Light);

    #[test]
    fn an_answer_is_heard_and_is_no_key() {
        check("\x1b]11;rgb:ffff/ffff/ffff\x07", "", LIGHT);
        check("\x1b]11;rgb:0000/2b2b/3636\x1b\\", "", Some(Ground::Dark));
        check("\x1b]11;rgba:ffff/ffff/ffff/ffff\x07", "", LIGHT);
    }

    #[test]
    fn keys_typed_before_and_after_an_answer_are_passed_on() {
        check("abc\x1b]11;rgb:ffff/ffff/ffff\x07def", "abcdef", LIGHT);
    }

    #[test]
    fn an_answer_cut_apart_by_a_slow_line_is_heard_all_the_same() {
        check("\x1b~]11;rgb:ffff/ffff/ffff\x1b~\\x", "\x1b~x", LIGHT);
    }

    #[test]
    fn what_only_looks_like_an_answer_is_keys() {
        for typed in ["\x1b]12", "\x1b]x", "\x1b~]", "\x1b~]1", "]11;rgb:ff", "\x1b]11;rgb:zz\x07"] {
            check(&format!("{typed}."), &format!("{typed}."), None);
        }
    }

    #[test]
    fn escape_is_never_kept_back() {
        check("\x1b~", "\x1b~", None);
    }

    #[test]
    fn who_did_not_ask_hears_keys_only() {
        let mut into = Vec::new();
        let mut ears = Ears::default();
        let sent = keys("\x1b]11;rgb:ffff/ffff/ffff\x07");
        for event in &sent {
            ears.hear(event.clone(), &mut into);
        }
        assert_eq!(into, sent);
    }

    proptest! {
        #[test]
        fn no_key_is_lost_wherever_the_answer_comes(before in "[a-z\\]1;:\x1b\x07~]{0,9}", after in "[a-z\\]1;:\x1b~]{0,9}") {
            let answer = "\x1b]11;rgb:ffff/ffff/ffff\x07";
            let mut ears = Ears { asked: Some(Instant::now()), ..Ears::default() };
            let mut into = Vec::new();
            let (mut typed, then) = (keys(&before), keys(&after));
            for event in typed.iter().chain(&keys(answer)).chain(&then) {
                ears.hear(event.clone(), &mut into);
            }
            into.append(&mut ears.held);
            typed.extend(then);
            prop_assert_eq!(into, typed);
            prop_assert_eq!(ears.told, LIGHT);
        }
    }
}
