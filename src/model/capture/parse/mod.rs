//! Reading a capture line: its first word says what, the rest is read by that form.

mod action;
mod decision;
mod missing;

use chrono::NaiveDate;

use super::address;
use super::form::{FORMS, Verb};
use super::refusal::{CaptureRefusal, nearest};
use super::words::{Token, Words, is_keyword, text_of, tokens};
use super::{Around, Call, Capture, vocabulary};
use crate::model::attendance::Mark;
use crate::model::dissent_path::DissentAnswer;
use crate::model::id::Address;
use crate::model::said::{DissentState, Mode, Whose};
use crate::terms::phrase::{Now, Tense, read_date, read_time};

pub(super) use action::{ANSWERS, is_by_date};
pub(super) use decision::DECISIONS;

/// Words that mark a dissent as answered by the chair.
pub(super) const STANDINGS: [(&str, DissentState); 4] = [
    ("resolved", DissentState::Resolved),
    ("escalated", DissentState::Escalated),
    ("noted", DissentState::Noted),
    ("outcome:", DissentState::Closed),
];

/// Marks of the roll-call.
pub(super) const MARKS: [&str; 5] = ["present", "apologies", "absent", "late", "left"];

/// Reads one line. What it makes is tidy ([`Capture::tidy`]).
///
/// # Errors
/// Names the first word that it cannot read and says what is understood; nothing is guessed away.
pub fn parse(line: &str, around: &Around<'_>) -> Result<Capture, CaptureRefusal> {
    let tokens = tokens(line);
    let words = Words::of(line, &tokens);
    let Some(first) = words.first() else {
        return Err(words.refuse("There is nothing to record: begin with a letter, such as u for an update"));
    };
    let verb = Verb::named(first.raw).ok_or_else(|| no_verb(words.take(1), around))?;
    let rest = words.skip(1);
    match verb {
        Verb::Update => update(rest, around, Mode::Spoken),
        Verb::Written => update(rest, around, Mode::Written),
        Verb::Discussion => Ok(Capture::Discussion { text: rest.need_text("what was said")? }),
        Verb::Action => action::action(rest, around),
        Verb::Dissent => dissent(rest, around),
        Verb::Decision => decision::decision(rest, around),
        Verb::Risk => risk(rest, around),
        // `child "…"` says whose view it is by itself.
        Verb::View if whose(first).is_some() => view(words),
        Verb::View => view(rest),
        Verb::Place => place(rest, around),
        Verb::Missing => missing::missing(rest, around),
        Verb::RollCall => roll_call(rest, around),
    }
}

/// What dates are read against.
pub(super) fn now<'a>(around: &Around<'a>, tense: Tense) -> Now<'a> {
    Now { from: around.today, next_meeting: around.next_meeting, calendar: around.calendar, tense }
}

fn update(words: Words<'_>, around: &Around<'_>, mode: Mode) -> Result<Capture, CaptureRefusal> {
    let (seat, words) = speaker(words, around)?;
    let text = words.need_text("what they said, or nil for nothing to report")?;
    let nil = is_nil(words.left().iter().map(|token| token.raw));
    Ok(Capture::Update { seat, text: if nil { String::new() } else { text }, nil, mode })
}

fn dissent(words: Words<'_>, around: &Around<'_>) -> Result<Capture, CaptureRefusal> {
    let (seat, words) = speaker(words, around)?;
    let Some(state) = words.first().and_then(|first| standing(first.raw)) else {
        return Ok(Capture::Dissent { seat, text: words.need_text("from what they dissent, in their words")? });
    };
    let said = words.skip(1);
    let answer = DissentAnswer { state, ..DissentAnswer::default() };
    let answer = match state {
        DissentState::Closed => DissentAnswer { outcome: said.text(), ..answer },
        DissentState::Escalated if said.first().is_some_and(|first| is_keyword(first.raw, "to")) => {
            let (to, because) = said.skip(1).split("because");
            let rationale = because.map_or_else(String::new, Words::text);
            DissentAnswer { to: to.need_text("to whom the agency takes it")?, rationale, ..answer }
        }
        _ => DissentAnswer { rationale: said.text(), ..answer },
    };
    Ok(Capture::DissentAnswered { seat, answer })
}

fn risk(words: Words<'_>, around: &Around<'_>) -> Result<Capture, CaptureRefusal> {
    let (level, because) = words.split("because");
    let level = vocabulary::read(&around.terms.vocabulary.risk, level, "risk level")?;
    Ok(Capture::Risk { level, because: because.map_or_else(String::new, Words::text) })
}

fn view(words: Words<'_>) -> Result<Capture, CaptureRefusal> {
    let Some(first) = words.first() else { return Err(words.needs("whose view: child or parent")) };
    let Some(whose) = whose(first) else {
        let meant = nearest(first.bare(), ["child", "parent"]);
        let why = format!("“{}” is nobody whose view is heard here; say child or parent", first.raw);
        return Err(words.take(1).refuse(why).or_try(meant));
    };
    let words = words.skip(1);
    if let Some(reason) = not_heard(words) {
        let why_none = reason.need_text("because, and why the view was not heard")?;
        return Ok(Capture::View { whose, text: String::new(), why_none: Some(why_none) });
    }
    let text = match unquoted(words.raw()) {
        Some(inside) => text_of(&tokens(inside)),
        None => words.text(),
    };
    if text.is_empty() {
        return Err(words.skip(words.left().len()).needs("their words, or none because and why"));
    }
    Ok(Capture::View { whose, text, why_none: None })
}

fn place(words: Words<'_>, around: &Around<'_>) -> Result<Capture, CaptureRefusal> {
    let kinds = &around.terms.vocabulary.place;
    let Some(first) = words.first() else { return Err(words.needs("what and where it is")) };
    if let Some(kind) = vocabulary::read_whole(kinds, first) {
        return Ok(Capture::Place { kind: kind.name.clone(), text: words.skip(1).need_text("what and where it is")? });
    }
    let kind = kinds.first().ok_or_else(|| words.refuse("The terms of this county know no kind of place"))?;
    Ok(Capture::Place { kind: kind.name.clone(), text: words.text() })
}

fn roll_call(words: Words<'_>, around: &Around<'_>) -> Result<Capture, CaptureRefusal> {
    let (seat, words) = speaker(words, around)?;
    let all = MARKS.join(", ");
    let Some(first) = words.first() else { return Err(words.needs(&format!("a mark: {all}"))) };
    let mark = keyword(first, &MARKS).ok_or_else(|| {
        let why = format!("“{}” is no mark of the roll-call; say {all}", first.raw);
        words.take(1).refuse(why).or_try(nearest(first.bare(), MARKS))
    })?;
    let rest = words.skip(1);
    let (call, rest) = match mark {
        "apologies" if rest.first().is_some_and(|word| word.is("sub") || word.is("substitute")) => {
            let name = rest.skip(1).need_text("the substitute's name")?;
            (Call::Mark(Mark::Apologies { substitute: Some(name) }), rest.skip(rest.left().len()))
        }
        "apologies" => (Call::Mark(Mark::Apologies { substitute: None }), rest),
        "absent" => (Call::Mark(Mark::Absent), rest),
        "late" | "left" => {
            let rest = rest.skip_if(&["at"]);
            let time = rest.first().ok_or_else(|| rest.needs("the time, such as 09:50"))?;
            let at = read_time(time.bare()).ok_or_else(|| {
                rest.take(1).refuse(format!("“{}” is no time of day; say 09:50, 9.50am or 0950", time.raw))
            })?;
            (if mark == "late" { Call::Late(at) } else { Call::Left(at) }, rest.skip(1))
        }
        _ => (Call::Mark(Mark::Present), rest),
    };
    match rest.first() {
        None => Ok(Capture::RollCall { seat, call }),
        Some(stray) => {
            let further = if mark == "apologies" { "; a substitute is named after sub" } else { "; one mark a line" };
            Err(rest.take(1).refuse(format!("“{}” is not understood after {mark}{further}", stray.raw)))
        }
    }
}

/// The seat that a line begins with, and what follows.
fn speaker<'l>(words: Words<'l>, around: &Around<'_>) -> Result<(Address, Words<'l>), CaptureRefusal> {
    let Some(first) = words.first() else { return Err(words.needs("who it is: @ and an agency")) };
    let Some(typed) = address::address(first.raw) else {
        let word = first.bare();
        let meant = address::find_seat(word, around).ok().map(|_| format!("@{word}"));
        let why = format!("“{}” does not say who it is; begin with @ and an agency", first.raw);
        return Err(words.take(1).refuse(why).or_try(meant));
    };
    Ok((address::seat(first, typed, around)?, words.skip(1)))
}

/// Reads all of these words as a date.
fn date(words: Words<'_>, around: &Around<'_>, what: &str) -> Result<NaiveDate, CaptureRefusal> {
    if words.is_empty() {
        return Err(words.needs(what));
    }
    read_date(words.raw(), now(around, Tense::Ahead)).map_err(|no_date| words.refuse(no_date.to_string()))
}

/// The keyword that a word is, or is the only one to begin so.
fn keyword(word: &Token<'_>, all: &[&'static str]) -> Option<&'static str> {
    let typed = word.bare().to_ascii_lowercase();
    let begins = |keyword: &&&str| !typed.is_empty() && keyword.starts_with(&typed);
    let mut found = all.iter().filter(begins);
    match (all.iter().find(|keyword| **keyword == typed), found.next(), found.next()) {
        (Some(whole), ..) => Some(whole),
        (None, Some(only), None) => Some(only),
        _ => None,
    }
}

fn no_verb(word: Words<'_>, around: &Around<'_>) -> CaptureRefusal {
    let typed = word.raw();
    if let Some(address) = address::address(typed)
        && address::find_seat(address, around).is_ok()
    {
        return word.refuse(format!("“{typed}” says who but not what")).or_try(Some(format!("u {typed}")));
    }
    let names = FORMS.iter().flat_map(|form| form.names.iter().copied());
    let letters: Vec<&str> = FORMS.iter().map(|form| form.letter).collect();
    let why = format!("“{typed}” says nothing that can be recorded; begin with one of {}", letters.join(" "));
    word.refuse(why).or_try(nearest(typed, names))
}

fn whose(word: &Token<'_>) -> Option<Whose> {
    match word {
        word if word.is("child") => Some(Whose::Child),
        word if word.is("parent") || word.is("parents") => Some(Whose::Parent),
        _ => None,
    }
}

/// The reason, if the words say that a view was not heard.
fn not_heard(words: Words<'_>) -> Option<Words<'_>> {
    let raw: Vec<&str> = words.left().iter().take(2).map(|token| token.raw).collect();
    is_not_heard(&raw).then(|| words.skip(1).skip_if(&["because"]))
}

/// Why a view was not heard, where a text says that and no more: `none because she is not in school yet`.
#[must_use]
pub fn why_not_heard(text: &str) -> Option<String> {
    let tokens = tokens(text);
    not_heard(Words::of(text, &tokens)).map(Words::text).filter(|why| !why.is_empty())
}

/// Whether words say that a view was not heard: `none`, and then nothing or `because`.
pub(super) fn is_not_heard(words: &[&str]) -> bool {
    match words {
        [none] => is_keyword(none, "none"),
        [none, because, ..] => is_keyword(none, "none") && is_keyword(because, "because"),
        [] => false,
    }
}

/// What stands between quotation marks, where they enclose the whole and nothing else.
pub(super) fn unquoted(raw: &str) -> Option<&str> {
    let inside = raw
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'))
        .or_else(|| raw.strip_prefix('“').and_then(|rest| rest.strip_suffix('”')))?;
    (!inside.contains(['"', '“', '”'])).then_some(inside)
}

/// Whether words say that there is nothing to report.
pub(super) fn is_nil<'w>(mut words: impl Iterator<Item = &'w str>) -> bool {
    words.next().is_some_and(|word| is_keyword(word, "nil")) && words.next().is_none()
}

/// What a dissent's first word says of where it stands.
pub(super) fn standing(word: &str) -> Option<DissentState> {
    // An outcome bears its colon: the word alone may well begin what an agency says.
    let is = |keyword: &str| is_keyword(word, keyword) || word.eq_ignore_ascii_case(keyword);
    STANDINGS.iter().find(|(keyword, _)| is(keyword)).map(|(_, state)| *state)
}
