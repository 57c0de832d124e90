//! What can become of an action: the answers, and every other step of its life.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::action::{Owner, Raised, Task};
use super::id::{EntryId, ItemId, MeetingId};

use super::word::ChairsWord;
use crate::terms::phrase::weekday_day;

/// One step in the life of an action, as it was recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// The entry that recorded it.
    pub entry: EntryId,
    /// The day.
    pub on: NaiveDate,
    /// Who recorded it.
    pub by: String,
    /// The meeting and item where it was said, if in one.
    pub at: Option<(MeetingId, ItemId)>,
    /// What it was.
    pub did: Did,
}

/// What a step was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Did {
    /// It was answered.
    Answered(Answer),
    /// A word on how far it has come.
    Noted(String),
    /// It passed to another owner.
    HandedOver {
        /// Whose it was; none if it had no owner.
        from: Option<Owner>,
        /// Whose it is.
        to: Owner,
        /// Why.
        because: String,
    },
    /// The chair cancelled it.
    Cancelled {
        /// Why.
        because: String,
        /// How the chair said so.
        word: ChairsWord,
    },
    /// It was worded anew; this is how it stood before.
    Reworded(Box<Task>),
}

/// What can be said of an open action when it is read out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Answer {
    /// Done, with the outcome in words.
    Done {
        /// The outcome.
        outcome: String,
    },
    /// Carried to a later date.
    Carry {
        /// The later date.
        to: NaiveDate,
        /// Why.
        because: String,
        /// Who asked for it, where that was said.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        asked_by: String,
    },
    /// Not done, and why.
    NotDone {
        /// Why.
        because: String,
        /// Whether circumstances forbade it or the agency left it undone; none where that was not said.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        kind: Option<Unmet>,
    },
}

/// Which way an action was not done, in the words of the terms as they were then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unmet {
    /// The word.
    pub name: String,
    /// Whether the agency itself left it undone.
    pub by_agency: bool,
}

/// A change of an action.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ActionChange {
    /// Agreed.
    ActionRaised(Box<ActionRaised>),
    /// Worded anew: owner, text, date or category were corrected.
    Reworded {
        /// The latest wording.
        task: Task,
        /// The entry it replaces.
        replaces: EntryId,
    },
    /// Moved to the child that it is about.
    MovedTo(Raised),
    /// Answered, at a meeting or afterwards.
    Answered {
        /// The day.
        on: NaiveDate,
        /// The meeting and item, if in one.
        at: Option<(MeetingId, ItemId)>,
        /// What was answered.
        answer: Answer,
    },
    /// A word on how far it has come.
    Progressed {
        /// The day.
        on: NaiveDate,
        /// How far.
        text: String,
    },
    /// Passed to another owner.
    HandedOver {
        /// The day.
        on: NaiveDate,
        /// To whom.
        to: Box<Owner>,
        /// Why.
        because: String,
    },
    /// Cancelled by the chair.
    Cancelled {
        /// The day.
        on: NaiveDate,
        /// Why.
        because: String,
        /// How the chair said so.
        word: ChairsWord,
    },
}

/// What raises an action.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ActionRaised {
    /// What people call it, allotted as the entry is appended.
    pub label: String,
    /// Where and when.
    pub raised_at: Raised,
    /// What was agreed.
    pub task: Task,
}

impl Unmet {
    /// ` (by the agency)`, behind the reason; nothing where it was not said which way.
    #[must_use]
    pub fn behind(kind: Option<&Self>) -> String {
        let name = kind.map(|kind| kind.name.to_lowercase());
        name.map_or_else(String::new, |name| format!(" ({})", name.trim_start_matches("not done ")))
    }

    /// `not done by the agency`; where it was not said which way, `not done`.
    #[must_use]
    pub fn said(kind: Option<&Self>) -> String {
        const NOT_DONE: &str = "not done";
        match kind.map(|kind| kind.name.to_lowercase()) {
            None => NOT_DONE.to_owned(),
            Some(name) if name.starts_with(NOT_DONE) => name,
            Some(name) => format!("{NOT_DONE}, {name}"),
        }
    }
}

impl Did {
    /// What it was, in words: `done: a place was found`.
    #[must_use]
    pub fn said(&self) -> String {
        let why = |because: &str| if because.is_empty() { String::new() } else { format!(": {because}") };
        match self {
            Self::Answered(Answer::Done { outcome }) => format!("done{}", why(outcome)),
            Self::Answered(Answer::Carry { to, because, asked_by }) => {
                let by = if asked_by.is_empty() { String::new() } else { format!(", asked for by {asked_by}") };
                format!("new date {}{by}{}", weekday_day(*to), why(because))
            }
            Self::Answered(Answer::NotDone { because, kind }) => {
                format!("{}{}", Unmet::said(kind.as_ref()), why(because))
            }
            Self::Noted(text) => text.clone(),
            Self::HandedOver { from, to, because } => {
                let from = from.as_ref().map_or_else(|| "nobody".to_owned(), Owner::said);
                format!("from {from} to {}{}", to.said(), why(because))
            }
            Self::Cancelled { because, word } => format!("cancelled by {}{}", word.said(), why(because)),
            Self::Reworded(before) => format!("worded anew; before: {}", before.text),
        }
    }
}
