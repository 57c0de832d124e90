//! The capture line: a small grammar for everything a minute-taker records on an item (interface.md).
//!
//! One line, its first word says what. [`Capture`] is what a line means once agencies and dates are
//! resolved; the forms on the screen make the same values, so there is one way in.
//!
//! A capture's texts are single lines: trimmed, every run of white space one space. [`Capture::tidy`]
//! brings them into that shape, and [`Capture::line`] prints the line that [`parse`] reads as the same.
//! [`FORMS`] is the one table that parser, printer, completion and help read.

mod address;
mod complete;
mod form;
mod lines;
mod parse;
mod preview;
mod print;
mod refusal;
mod vocabulary;
mod words;

#[cfg(test)]
mod tests;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use super::action::Answer;
use super::attendance::{Mark, Seat};
use super::case::Outcome;
use super::dissent_path::DissentAnswer;
use super::id::Address;
use super::said::{Mode, Whose};
use crate::terms::Terms;
use crate::terms::calendar::Calendar;

pub use address::find_seat;
pub use complete::{Completion, complete};
pub use form::{FORMS, Form, Verb, forms};
pub use lines::{Bang, bang, plain, switch};
pub use parse::{parse, why_not_heard};
pub use preview::{Lint, Part, Span, lint, preview, shown};
pub use refusal::{CaptureRefusal, nearest_within};

/// Something to be recorded on an agenda item, resolved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Capture {
    /// `u @police/mplo Seen twice.` · `u @health nil` · `w @health …` for one sent in writing.
    Update {
        /// Who speaks.
        seat: Address,
        /// What; empty for nothing to report.
        text: String,
        /// Nothing to report.
        nil: bool,
        /// Spoken or written.
        mode: Mode,
    },
    /// `t Chair summarised the plan.`
    Discussion {
        /// What was said.
        text: String,
    },
    /// `a @yos @asw visit together by fri #support`: an action for each owner.
    Action {
        /// The owners; empty is owed.
        owners: Vec<Address>,
        /// What is to be done.
        text: String,
        /// By when; `None` is owed.
        due: Option<NaiveDate>,
        /// The category's name.
        category: Option<String>,
    },
    /// `a A3 done Assessment sent` · `a A3 carry to 14 jan because …` · `a A3 not-done because …`
    Answer {
        /// The action's label, upper case.
        action: String,
        /// What is answered.
        answer: Answer,
    },
    /// `x @health disagrees with closure: wants one more`
    Dissent {
        /// Who dissents.
        seat: Address,
        /// Their words.
        text: String,
    },
    /// `x @health resolved Chair explained the plan` · `x @health escalated to the Director because …` ·
    /// `x @health outcome: …`
    DissentAnswered {
        /// Who had dissented.
        seat: Address,
        /// Where it stands now, with the words for it.
        answer: DissentAnswer,
    },
    /// `d review 14 jan because …` · `d close risk-reduced #contact-ended because …` · `d transfer west because …`
    Decision {
        /// What is decided; a transfer without a date has the default first review.
        outcome: Outcome,
        /// Why; empty is owed.
        because: String,
    },
    /// `k medium because …`
    Risk {
        /// The level's name.
        level: String,
        /// Why.
        because: String,
    },
    /// `c child "…"` · `c parent "…"` · `c child none because …`
    View {
        /// Whose.
        whose: Whose,
        /// In their words; empty when not heard.
        text: String,
        /// Why it was not heard.
        why_none: Option<String>,
    },
    /// `l venue Taxi rank, Market Road`
    Place {
        /// The kind's name.
        kind: String,
        /// What and where.
        text: String,
    },
    /// `m missing 2 dec 22:10 to 3 dec 06:30 from care, found Southend`
    Missing {
        /// When the child went missing, local time.
        from: NaiveDateTime,
        /// When the child returned.
        until: Option<NaiveDateTime>,
        /// Where from: the word's name.
        missing_from: Option<String>,
        /// Where found.
        found: Option<String>,
    },
    /// `r @health apologies sub Jo Doe` · `r @yos late 09:50` · `r @yos left 11:00` · `r @yos present` · `r @yos absent`
    RollCall {
        /// Whose seat.
        seat: Address,
        /// What is marked.
        call: Call,
    },
}

/// What the roll-call marks of one seat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Call {
    /// Present, apologies or absent.
    Mark(Mark),
    /// Came late, at this local time (and is present).
    Late(NaiveTime),
    /// Left early, at this local time.
    Left(NaiveTime),
}

/// What the grammar reads a line against.
#[derive(Debug, Clone, Copy)]
pub struct Around<'a> {
    /// The county's words.
    pub terms: &'a Terms,
    /// Its working days.
    pub calendar: &'a Calendar,
    /// The meeting's seats: an agency without a designation is its first seat present, and of
    /// several the child's own.
    pub seats: &'a [Seat],
    /// The child's district, whose own seats come first.
    pub district: Option<&'a str>,
    /// The day that dates count from.
    pub today: NaiveDate,
    /// The next meeting of this area and part, for `next meeting`.
    pub next_meeting: Option<NaiveDate>,
}
