//! A capture as it will be stored, shown before it is: names resolved, dates with their weekday, and
//! what is still owed. What is flagged is never blocked.

use std::fmt;

use chrono::NaiveDate;

use super::print::{standing_word, whose_word};
use super::{Around, Call, Capture};
use crate::model::action::{Answer, Unmet};
use crate::model::attendance::Mark;
use crate::model::case::Outcome;
use crate::model::id::Address;
use crate::model::said::DissentState;
use crate::model::wording::{Speech, Wordings};
use crate::terms::phrase::weekday_day;

/// What a part of the preview is, so that a view can give each its role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    /// What is recorded: “action”.
    Verb,
    /// A seat, an owner, or whose view it is.
    Who,
    /// Somebody's words.
    Text,
    /// A date or a time.
    Date,
    /// A category, level, kind, outcome or mark, in the words of the terms.
    Word,
    /// Why.
    Reason,
    /// What is still owed.
    Owed,
}

/// One part of the preview.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// What it is.
    pub part: Part,
    /// What it says.
    pub text: String,
}

/// Something about a capture that a person may want to mend before it is recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lint {
    /// An action that nobody owns.
    NoOwner,
    /// An action without a date.
    NoDate,
    /// Words that make an action vague, or that the minutes avoid.
    Avoid {
        /// The words.
        words: String,
        /// What to do about it, as the terms have it.
        why: String,
    },
}

impl fmt::Display for Lint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoOwner => f.write_str("no owner: begin with @ and an agency"),
            Self::NoDate => f.write_str("no date: say by and when"),
            Self::Avoid { words, why } => write!(f, "“{words}”: {why}"),
        }
    }
}

/// Days ahead beyond which working days are not counted: the number tells nobody anything.
const COUNTED_DAYS: i64 = 400;

/// Shows what a capture will record, part by part.
#[must_use]
pub fn preview(capture: &Capture, around: &Around<'_>) -> Vec<Span> {
    let mut shown = Shown { spans: vec![], around };
    shown.put(Part::Verb, capture.verb().name());
    shown.body(capture);
    shown.spans
}

/// The preview as one line of plain text.
#[must_use]
pub fn shown(spans: &[Span]) -> String {
    spans.iter().map(|span| span.text.as_str()).collect::<Vec<_>>().join(" · ")
}

/// Finds what makes an action weak: nobody to do it, no date, or words such as “monitor”.
#[must_use]
pub fn lint(capture: &Capture, wordings: &Wordings) -> Vec<Lint> {
    let Capture::Action { owners, text, due, .. } = capture else { return Vec::new() };
    let mut found = Vec::new();
    if owners.is_empty() {
        found.push(Lint::NoOwner);
    }
    if due.is_none() {
        found.push(Lint::NoDate);
    }
    found.extend(wordings.find(text, Speech::Action).into_iter().filter_map(|avoided| {
        let (words, why) = (text.get(avoided.range.clone())?.to_owned(), wordings.instead(&avoided)?.why.clone());
        Some(Lint::Avoid { words, why })
    }));
    found
}

struct Shown<'s, 'a> {
    spans: Vec<Span>,
    around: &'s Around<'a>,
}

impl Shown<'_, '_> {
    fn body(&mut self, capture: &Capture) {
        match capture {
            Capture::Update { seat, text, nil, .. } => {
                self.seat(seat);
                if *nil { self.put(Part::Word, "nothing to report") } else { self.put(Part::Text, text) }
            }
            Capture::Discussion { text } => self.put(Part::Text, text),
            Capture::Action { owners, text, due, category } => {
                for owner in owners {
                    self.seat(owner);
                }
                self.put(Part::Text, text);
                if let Some(due) = due {
                    let due = self.date(*due);
                    self.put(Part::Date, format!("by {due}"));
                }
                if let Some(category) = category {
                    self.put(Part::Word, category);
                }
                self.owe(owners.is_empty(), "no owner");
                self.owe(due.is_none(), "no date");
            }
            Capture::Answer { action, answer } => {
                self.put(Part::Who, action);
                self.answer(answer);
            }
            Capture::Dissent { seat, text } => {
                self.seat(seat);
                self.put(Part::Text, text);
            }
            Capture::DissentAnswered { seat, answer } => {
                self.seat(seat);
                if answer.state == DissentState::Closed {
                    self.put(Part::Word, "outcome");
                    self.put(Part::Text, &answer.outcome);
                    self.owe(answer.outcome.is_empty(), "no words");
                } else {
                    self.put(Part::Word, standing_word(answer.state));
                    if answer.state == DissentState::Escalated && !answer.to.is_empty() {
                        self.put(Part::Text, format!("to {}", answer.to));
                    }
                    self.why(&answer.rationale, "no rationale");
                }
            }
            Capture::Decision { outcome, because } => {
                self.outcome(outcome);
                self.why(because, "no rationale");
            }
            Capture::Risk { level, because } => {
                self.put(Part::Word, level);
                self.why(because, "no rationale");
            }
            Capture::View { whose, text, why_none } => {
                self.put(Part::Who, whose_word(*whose));
                match why_none {
                    Some(why) => {
                        self.put(Part::Word, "not heard");
                        self.why(why, "no reason");
                    }
                    None => self.put(Part::Text, format!("“{text}”")),
                }
            }
            Capture::Place { kind, text } => {
                self.put(Part::Word, kind);
                self.put(Part::Text, text);
            }
            Capture::Missing { from, until, missing_from, found } => {
                self.put(Part::Date, format!("{} {}", weekday_day(from.date()), from.format("%H:%M")));
                match until {
                    Some(until) => {
                        let until = format!("to {} {}", weekday_day(until.date()), until.format("%H:%M"));
                        self.put(Part::Date, until);
                    }
                    None => self.put(Part::Word, "still missing"),
                }
                if let Some(place) = missing_from {
                    self.put(Part::Word, format!("from {}", place.to_lowercase()));
                }
                if let Some(found) = found {
                    self.put(Part::Text, format!("found {found}"));
                }
            }
            Capture::RollCall { seat, call } => {
                self.seat(seat);
                self.call(call);
            }
        }
    }

    fn answer(&mut self, answer: &Answer) {
        match answer {
            Answer::Done { outcome } => {
                self.put(Part::Word, "done");
                self.put(Part::Text, outcome);
            }
            Answer::Carry { to, because, .. } => {
                let to = self.date(*to);
                self.put(Part::Date, format!("carried to {to}"));
                self.why(because, "no reason");
            }
            Answer::NotDone { because, kind } => {
                self.put(Part::Word, Unmet::said(kind.as_ref()));
                self.why(because, "no reason");
            }
        }
    }

    fn outcome(&mut self, outcome: &Outcome) {
        match outcome {
            Outcome::Review { date } => {
                let date = self.date(*date);
                self.put(Part::Word, "review");
                self.put(Part::Date, date);
            }
            Outcome::Close { outcome, reason_reduced } => {
                self.put(Part::Word, format!("close: {outcome}"));
                if let Some(reason) = reason_reduced {
                    self.put(Part::Word, reason);
                }
            }
            Outcome::Transfer { area, date } => {
                let name = self.around.terms.area(area).map_or(area, |area| &area.name);
                self.put(Part::Word, format!("transfer to {name}"));
                let date = self.date(*date);
                self.put(Part::Date, format!("first review {date}"));
            }
        }
    }

    fn call(&mut self, call: &Call) {
        match call {
            Call::Mark(Mark::Present) => self.put(Part::Word, "present"),
            Call::Mark(Mark::Absent) => self.put(Part::Word, "absent"),
            Call::Mark(Mark::Apologies { substitute }) => {
                self.put(Part::Word, "apologies");
                if let Some(name) = substitute {
                    self.put(Part::Who, format!("substitute {name}"));
                }
                self.owe(substitute.is_none(), "no substitute");
            }
            Call::Late(at) => self.put(Part::Date, format!("present, from {}", at.format("%H:%M"))),
            Call::Left(at) => self.put(Part::Date, format!("left at {}", at.format("%H:%M"))),
        }
    }

    /// A seat as the meeting knows it, or a post as the terms do.
    fn seat(&mut self, address: &Address) {
        let name = match self.around.seats.iter().find(|seat| seat.address == *address) {
            Some(seat) if seat.speaker().is_empty() => seat.label().to_owned(),
            Some(seat) => format!("{} ({})", seat.label(), seat.speaker()),
            None => match self.around.terms.designation(address.agency(), address.designation()) {
                Some((agency, designation)) => format!("{}, {}", agency.short, designation.title),
                None => address.to_string(),
            },
        };
        self.put(Part::Who, name);
    }

    fn date(&self, date: NaiveDate) -> String {
        resolved(date, self.around)
    }

    fn why(&mut self, because: &str, owed: &str) {
        match because {
            "" => self.put(Part::Owed, owed),
            because => self.put(Part::Reason, format!("because {because}")),
        }
    }

    fn owe(&mut self, owed: bool, what: &str) {
        if owed {
            self.put(Part::Owed, what);
        }
    }

    fn put(&mut self, part: Part, text: impl Into<String>) {
        let text = text.into();
        if !text.is_empty() {
            self.spans.push(Span { part, text });
        }
    }
}

/// A date as it is resolved: `Fri 4 Dec 2026, 1 working day`.
pub(super) fn resolved(date: NaiveDate, around: &Around<'_>) -> String {
    let Around { today, calendar, .. } = around;
    let named = weekday_day(date);
    let days = (date - *today).num_days();
    if days == 0 {
        return format!("{named}, today");
    }
    if days < 0 {
        return format!("{named}, past");
    }
    if days > COUNTED_DAYS {
        return named;
    }
    let working = calendar.working_days_between(*today, date);
    let unit = if working == 1 { "working day" } else { "working days" };
    let off = if calendar.is_working_day(date) { "" } else { ", itself not a working day" };
    format!("{named}, {working} {unit}{off}")
}
