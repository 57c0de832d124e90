//! Printing a capture as the line that reads back as it.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, Timelike};

use super::form::Verb;
use super::parse::{STANDINGS, is_by_date, is_nil, is_not_heard, standing, unquoted};
use super::vocabulary::slug;
use super::words::{after, escape, is_keyword, is_label, one_line};
use super::{Call, Capture};
use crate::model::action::Answer;
use crate::model::attendance::Mark;
use crate::model::case::Outcome;
use crate::model::dissent_path::DissentAnswer;
use crate::model::said::{DissentState, Mode, Whose};
use crate::terms::calendar::Calendar;
use crate::terms::phrase::{Now, Tense, day};

impl Capture {
    /// The line that means this: one line, dates in full, addresses and words in full.
    ///
    /// Read back around the same meeting it gives [`Capture::tidy`] of this, for what can be
    /// recorded at all: with words where words are needed, and the names that the terms know. An owner
    /// of the terms that has a seat in the meeting reads back as that seat.
    #[must_use]
    pub fn line(&self) -> String {
        let capture = self.clone().tidy();
        format!("{} {}", capture.verb().letter(), body(&capture)).trim_end().to_owned()
    }

    /// Brings the texts into the shape that a line has: trimmed, every run of white space one space,
    /// times to the minute, no owner twice. Words win over `nil` and over a reason for having none.
    #[must_use]
    pub fn tidy(self) -> Self {
        let text = |text: String| one_line(&text);
        let some = |text: Option<String>| text.map(|text| one_line(&text)).filter(|text| !text.is_empty());
        match self {
            Self::Update { seat, text: said, nil, mode } => {
                let said = text(said);
                Self::Update { seat, nil: nil && said.is_empty(), text: said, mode }
            }
            Self::Discussion { text: said } => Self::Discussion { text: text(said) },
            Self::Action { mut owners, text: said, due, category } => {
                let mut known = Vec::new();
                owners.retain(|owner| {
                    !known.contains(owner) && {
                        known.push(owner.clone());
                        true
                    }
                });
                Self::Action { owners, text: text(said), due, category }
            }
            Self::Answer { action, answer } => {
                let answer = match answer {
                    Answer::Done { outcome } => Answer::Done { outcome: text(outcome) },
                    Answer::Carry { to, because, asked_by } => Answer::Carry { to, because: text(because), asked_by },
                    Answer::NotDone { because, kind } => Answer::NotDone { because: text(because), kind },
                };
                Self::Answer { action: action.trim().to_ascii_uppercase(), answer }
            }
            Self::Dissent { seat, text: said } => Self::Dissent { seat, text: text(said) },
            Self::DissentAnswered { seat, answer } => {
                let DissentAnswer { state, rationale, to, outcome, .. } = answer;
                let (rationale, to, outcome) = match state {
                    DissentState::Closed => (String::new(), String::new(), text(outcome)),
                    DissentState::Escalated => (text(rationale), text(to), String::new()),
                    DissentState::Noted | DissentState::Resolved => (text(rationale), String::new(), String::new()),
                };
                let answer = DissentAnswer { state, rationale, to, outcome, ..DissentAnswer::default() };
                Self::DissentAnswered { seat, answer }
            }
            Self::Decision { outcome, because } => Self::Decision { outcome, because: text(because) },
            Self::Risk { level, because } => Self::Risk { level, because: text(because) },
            Self::View { whose, text: said, why_none } => {
                let said = text(said);
                Self::View { whose, why_none: some(why_none).filter(|_| said.is_empty()), text: said }
            }
            Self::Place { kind, text: said } => Self::Place { kind, text: text(said) },
            Self::Missing { from, until, missing_from, found } => {
                let whole = |at: NaiveDateTime| at.date().and_time(minute(at.time()));
                Self::Missing { from: whole(from), until: until.map(whole), missing_from, found: some(found) }
            }
            Self::RollCall { seat, call } => {
                let call = match call {
                    Call::Mark(Mark::Apologies { substitute }) => {
                        Call::Mark(Mark::Apologies { substitute: some(substitute) })
                    }
                    Call::Mark(mark) => Call::Mark(mark),
                    Call::Late(at) => Call::Late(minute(at)),
                    Call::Left(at) => Call::Left(minute(at)),
                };
                Self::RollCall { seat, call }
            }
        }
    }

    /// What the line's first word says.
    #[must_use]
    pub fn verb(&self) -> Verb {
        match self {
            Self::Update { mode: Mode::Spoken, .. } => Verb::Update,
            Self::Update { mode: Mode::Written, .. } => Verb::Written,
            Self::Discussion { .. } => Verb::Discussion,
            Self::Action { .. } | Self::Answer { .. } => Verb::Action,
            Self::Dissent { .. } | Self::DissentAnswered { .. } => Verb::Dissent,
            Self::Decision { .. } => Verb::Decision,
            Self::Risk { .. } => Verb::Risk,
            Self::View { .. } => Verb::View,
            Self::Place { .. } => Verb::Place,
            Self::Missing { .. } => Verb::Missing,
            Self::RollCall { .. } => Verb::RollCall,
        }
    }
}

/// How where a dissent stands is written.
pub(super) fn standing_word(state: DissentState) -> &'static str {
    STANDINGS.iter().find(|(_, other)| *other == state).map_or("noted", |(word, _)| word)
}

/// How whose view it is is written.
pub(super) fn whose_word(whose: Whose) -> &'static str {
    match whose {
        Whose::Child => "child",
        Whose::Parent => "parent",
    }
}

/// What follows the first word.
fn body(capture: &Capture) -> String {
    match capture {
        Capture::Update { seat, nil: true, .. } => format!("@{seat} nil"),
        Capture::Update { seat, text, .. } => {
            format!("@{seat} {}", escape(text, |_, words| is_nil(words.iter().copied())))
        }
        Capture::Discussion { text } => plain(text),
        Capture::Action { owners, text, due, category } => {
            let mut parts: Vec<String> = owners.iter().map(|owner| format!("@{owner}")).collect();
            parts.push(task(text, owners.is_empty(), due.is_none()));
            parts.extend(due.map(|due| format!("by {}", day(due))));
            parts.extend(category.iter().map(|category| format!("#{}", slug(category))));
            parts.join(" ")
        }
        Capture::Answer { action, answer } => match answer {
            Answer::Done { outcome } => format!("{action} done {}", plain(outcome)),
            Answer::Carry { to, because, .. } => format!("{action} carry to {}{}", day(*to), reason(because)),
            Answer::NotDone { because, kind } => {
                let kind = kind.as_ref().map_or_else(String::new, |kind| format!(" #{}", slug(&kind.name)));
                format!("{action} not-done{kind}{}", reason(because))
            }
        },
        Capture::Dissent { seat, text } => {
            format!("@{seat} {}", escape(text, |at, words| at == 0 && standing(words[at]).is_some()))
        }
        Capture::DissentAnswered { seat, answer } => {
            format!("@{seat} {} {}", standing_word(answer.state), stands(answer))
        }
        Capture::Decision { outcome, because } => format!("{}{}", decided(outcome), reason(because)),
        Capture::Risk { level, because } => format!("{}{}", slug(level), reason(because)),
        Capture::View { whose, why_none: Some(why), .. } => format!("{} none{}", whose_word(*whose), reason(why)),
        Capture::View { whose, text, why_none: None } => format!("{} {}", whose_word(*whose), quoted(text)),
        Capture::Place { kind, text } => format!("{} {}", slug(kind), plain(text)),
        Capture::Missing { from, until, missing_from, found } => {
            let mut line = format!("missing {}", moment(*from));
            if let Some(until) = until {
                line = format!("{line} to {}", moment(*until));
            }
            if let Some(place) = missing_from {
                line = format!("{line} from {}", slug(place));
            }
            found.as_ref().map_or(line.clone(), |found| format!("{line}, found {}", plain(found)))
        }
        Capture::RollCall { seat, call } => format!("@{seat} {}", called(call)),
    }
}

/// The words for where a dissent stands; those of an escalation say first to whom.
fn stands(answer: &DissentAnswer) -> String {
    match (answer.state, answer.to.as_str()) {
        (DissentState::Closed, _) => plain(&answer.outcome),
        (DissentState::Escalated, "") => escape(&answer.rationale, |at, words| at == 0 && is_keyword(words[at], "to")),
        (DissentState::Escalated, to) => {
            let to = escape(to, |at, words| is_keyword(words[at], "because"));
            format!("to {to}{}", reason(&answer.rationale))
        }
        _ => plain(&answer.rationale),
    }
}

fn decided(outcome: &Outcome) -> String {
    match outcome {
        Outcome::Review { date } => format!("review {}", day(*date)),
        Outcome::Close { outcome, reason_reduced: None } => format!("close {}", slug(outcome)),
        Outcome::Close { outcome, reason_reduced: Some(reason) } => {
            format!("close {} #{}", slug(outcome), slug(reason))
        }
        Outcome::Transfer { area, date } => format!("transfer {area} {}", day(*date)),
    }
}

fn called(call: &Call) -> String {
    match call {
        Call::Mark(Mark::Present) => "present".to_owned(),
        Call::Mark(Mark::Absent) => "absent".to_owned(),
        Call::Mark(Mark::Apologies { substitute: None }) => "apologies".to_owned(),
        Call::Mark(Mark::Apologies { substitute: Some(name) }) => format!("apologies sub {}", plain(name)),
        Call::Late(at) => format!("late {}", at.format("%H:%M")),
        Call::Left(at) => format!("left {}", at.format("%H:%M")),
    }
}

/// An action's text: no word of it may read as an owner, a category, a label where it is the line's
/// `first`, or the date where the action is `undated`; of several dates the last is the action's.
fn task(text: &str, first: bool, undated: bool) -> String {
    let calendar = Calendar::default();
    // Whether words read as a date at all does not depend on the day they are read on.
    let from = NaiveDate::default();
    let now = Now { from, next_meeting: Some(from), calendar: &calendar, tense: Tense::Ahead };
    escape(text, |at, words| {
        let word = words[at];
        let begins = at == 0 && (after(word, '@').is_some() || word == "," || first && is_label(word));
        begins || after(word, '#').is_some() || undated && is_by_date(&words[at..], now)
    })
}

/// Somebody's words between quotation marks, unless they hold some of their own.
fn quoted(text: &str) -> String {
    if !text.contains(['"', '“', '”']) {
        return format!("\"{}\"", plain(text));
    }
    escape(text, |at, words| at == 0 && (is_not_heard(words) || unquoted(text).is_some()))
}

fn reason(because: &str) -> String {
    if because.is_empty() { String::new() } else { format!(" because {}", plain(because)) }
}

fn plain(text: &str) -> String {
    escape(text, |_, _| false)
}

fn moment(at: NaiveDateTime) -> String {
    format!("{} {}", day(at.date()), at.format("%H:%M"))
}

fn minute(time: NaiveTime) -> NaiveTime {
    NaiveTime::from_hms_opt(time.hour(), time.minute(), 0).unwrap_or(time)
}
