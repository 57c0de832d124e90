//! Judges what is asked of an action outside a meeting's item: nothing closes without an outcome or a reason.

use chrono::NaiveDate;

use super::action::{ActionChange, Answer, Unmet};
use super::change::{Change, Decided};
use super::decide::Today;
use super::decide_said::{owner, words};
use super::docs::Docs;
use super::id::{Address, Stream};
use super::refusal::Refusal;
use super::request::OfAction;
use super::word::ChairsWord;
use crate::terms::Terms;

/// What can be asked of an open action.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ForAction {
    /// A word on how far it has come; it is in progress from then on.
    Note {
        /// How far.
        text: String,
    },
    /// It is done.
    Done {
        /// The outcome in words.
        outcome: String,
    },
    /// It was not done.
    NotDone {
        /// Which way, in a word of the terms.
        kind: String,
        /// Why.
        because: String,
    },
    /// It gets another date.
    NewDate {
        /// The date.
        to: NaiveDate,
        /// Why.
        because: String,
        /// Who asked for it; may be empty.
        asked_by: String,
    },
    /// It passes to another owner.
    HandOver {
        /// The post.
        to: Address,
        /// Why.
        because: String,
    },
    /// The chair cancels it.
    Cancel {
        /// Why.
        because: String,
        /// How the chair said so.
        word: ChairsWord,
    },
}

/// Judges what is asked of an action.
pub(super) fn decide(request: &OfAction, docs: &Docs, today: Today<'_>) -> Result<Vec<Decided>, Refusal> {
    let OfAction { action: id, seen, asked } = request;
    let action = docs.action(id)?;
    let label = || action.label.clone();
    if !action.is_open() {
        return Err(Refusal::ActionClosed { label: label() });
    }
    // A word on how far it has come is one more, whatever came in between.
    if action.latest != *seen && !matches!(asked, ForAction::Note { .. }) {
        return Err(Refusal::ActionChanged { label: label() });
    }
    let on = today.day();
    let answered = |answer| ActionChange::Answered { on, at: None, answer };
    let change = match asked {
        ForAction::Note { text } => {
            ActionChange::Progressed { on, text: words(text, "the note says nothing of how far it has come")? }
        }
        ForAction::Done { outcome } => answered(Answer::Done { outcome: words(outcome, NO_OUTCOME)? }),
        ForAction::NotDone { kind, because } => {
            let kind = Some(unmet(kind, today.terms)?);
            answered(Answer::NotDone { because: words(because, NO_REASON)?, kind })
        }
        ForAction::NewDate { to, .. } if *to < on => {
            return Err(Refusal::Date { date: *to, why: "is past: an action is carried to a later day" });
        }
        ForAction::NewDate { to, .. } if action.task.due == Some(*to) => {
            return Err(Refusal::Date { date: *to, why: "is the date that it has already" });
        }
        ForAction::NewDate { to, because, asked_by } => {
            let because = words(because, "another date needs the reason")?;
            answered(Answer::Carry { to: *to, because, asked_by: asked_by.trim().to_owned() })
        }
        ForAction::HandOver { to, .. } if action.task.owner.as_ref().is_some_and(|owner| owner.address == *to) => {
            return Err(Refusal::Already { what: "The owner", which: to.to_string() });
        }
        ForAction::HandOver { to, because } => {
            let meeting = action.raised_at.at.as_ref().and_then(|(id, _)| docs.meetings.get(id));
            let to = Box::new(owner(today.terms, meeting, to)?);
            ActionChange::HandedOver { on, to, because: words(because, "handing it over needs the reason")? }
        }
        ForAction::Cancel { because, word } => {
            let because = words(because, "cancelling it needs the chair's reason")?;
            ActionChange::Cancelled { on, because, word: word.checked(today)? }
        }
    };
    let about = action.raised_at.case.clone();
    Ok(vec![Decided::new(Stream::Action(id.clone()), Change::Action(change)).about(about)])
}

/// Why an answer does not close an action.
pub const NO_OUTCOME: &str = "an action is done with its outcome in words";
/// Why an answer does not close an action that was not done.
pub const NO_REASON: &str = "an action that was not done needs the reason";

/// Checks an answer that closes an action, however it was given.
pub(super) fn closes_with_words(answer: &Answer) -> Result<(), Refusal> {
    match answer {
        Answer::Done { outcome } => words(outcome, NO_OUTCOME).map(drop),
        Answer::NotDone { because, .. } => words(because, NO_REASON).map(drop),
        Answer::Carry { .. } => Ok(()),
    }
}

/// The way of not being done that a word of the terms names.
pub(super) fn unmet(name: &str, terms: &Terms) -> Result<Unmet, Refusal> {
    let word = terms.vocabulary.not_done.iter().find(|word| word.name == name);
    let word = word.ok_or_else(|| Refusal::Word { word: name.to_owned(), list: "way of not being done" })?;
    Ok(Unmet { name: word.name.clone(), by_agency: word.by_agency })
}

#[cfg(test)]
mod tests;
