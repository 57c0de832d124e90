//! An action: raised with an owner, answered at a meeting, closed with an outcome in words.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::change::{Misfit, Stamp};
use super::id::{ActionId, Address, CaseId, EntryId, ItemId, MeetingId};

/// An action as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Action {
    /// The opaque identity.
    pub id: ActionId,
    /// What people call it: `A3`.
    pub label: String,
    /// Where it was raised.
    pub raised_at: Raised,
    /// What was agreed; the latest wording.
    pub task: Task,
    /// How far it has come.
    pub state: ActionState,
    /// The outcome in words, once completed.
    pub outcome: Option<String>,
    /// Why it was not done, carried last or cancelled.
    pub reason: Option<String>,
    /// The day it was closed.
    pub closed: Option<NaiveDate>,
    /// Every time it was carried to a later date.
    pub carried: Vec<Carried>,
    /// The answers given at meetings, latest last.
    pub answers: Vec<Answered>,
    /// The latest entry, against which edits are checked.
    pub latest: EntryId,
}

/// Where and when an action was raised.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Raised {
    /// The day.
    pub on: NaiveDate,
    /// The child it concerns, if it concerns one.
    pub case: Option<CaseId>,
    /// The meeting and the agenda item; none for an action log of before.
    pub at: Option<(MeetingId, ItemId)>,
}

/// What was agreed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Task {
    /// Who is to do it; `None` is owed.
    pub owner: Option<Owner>,
    /// What is to be done.
    pub text: String,
    /// By when; `None` is owed.
    pub due: Option<NaiveDate>,
    /// The category, in the words of the terms.
    pub category: Option<String>,
}

/// The owner of an action, with the words as they were then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Owner {
    /// The post.
    pub address: Address,
    /// The agency's name.
    pub agency: String,
    /// The name in narrow places.
    pub short: String,
    /// The designation's title.
    pub designation: String,
    /// Who holds the post, where known.
    pub name: String,
}

/// How far an action has come (interface.md, `state`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ActionState {
    /// Agreed.
    Open,
    /// Begun.
    InProgress,
    /// Done, with an outcome in words.
    Completed,
    /// Not done, with a reason.
    NotCompleted,
    /// Cancelled by the chair.
    Cancelled,
}

/// A date that was moved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Carried {
    /// The earlier date.
    pub from: Option<NaiveDate>,
    /// The later date.
    pub to: NaiveDate,
    /// Why.
    pub because: String,
}

/// An answer to an open action.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answered {
    /// The entry that recorded it.
    pub entry: EntryId,
    /// The day.
    pub on: NaiveDate,
    /// The meeting and item where it was given, if in one.
    pub at: Option<(MeetingId, ItemId)>,
    /// What was answered.
    pub answer: Answer,
}

/// What can be said of an open action when it is read out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Answer {
    /// Done, with the outcome in words.
    Done {
        /// The outcome; empty is owed.
        outcome: String,
    },
    /// Carried to a later date.
    Carry {
        /// The later date.
        to: NaiveDate,
        /// Why.
        because: String,
    },
    /// Not done, and why.
    NotDone {
        /// Why.
        because: String,
    },
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

impl Action {
    /// Begins an action from its raising.
    #[must_use]
    pub fn open(id: ActionId, raised: &ActionRaised, stamp: &Stamp) -> Self {
        Self {
            id,
            label: raised.label.clone(),
            raised_at: raised.raised_at.clone(),
            task: raised.task.clone(),
            state: ActionState::Open,
            outcome: None,
            reason: None,
            closed: None,
            carried: Vec::new(),
            answers: Vec::new(),
            latest: stamp.entry.clone(),
        }
    }

    /// Folds one more change into the action.
    ///
    /// # Errors
    /// Refuses a second raising, and a rewording of what is not the latest.
    pub fn apply(&mut self, change: &ActionChange, stamp: &Stamp) -> Result<(), Misfit> {
        match change {
            ActionChange::ActionRaised(_) => return Err(Misfit::OpenedTwice),
            ActionChange::Reworded { task, replaces } => {
                if *replaces != self.latest {
                    return Err(Misfit::Missing("what it replaces"));
                }
                self.task = task.clone();
            }
            ActionChange::MovedTo(raised_at) => self.raised_at = raised_at.clone(),
            ActionChange::Answered { on, at, answer } => {
                self.answer(*on, answer);
                let entry = stamp.entry.clone();
                self.answers.push(Answered { entry, on: *on, at: at.clone(), answer: answer.clone() });
            }
        }
        self.latest = stamp.entry.clone();
        Ok(())
    }

    /// Whether it still waits to be done.
    #[must_use]
    pub fn is_open(&self) -> bool {
        matches!(self.state, ActionState::Open | ActionState::InProgress)
    }

    /// Whether it is open past its date.
    #[must_use]
    pub fn is_overdue(&self, today: NaiveDate) -> bool {
        self.is_open() && self.task.due.is_some_and(|due| due < today)
    }

    /// How often it was carried to a later date.
    #[must_use]
    pub fn times_carried(&self) -> usize {
        self.carried.len()
    }

    /// The answer given at an item, the latest where there are several.
    #[must_use]
    pub fn answered_at(&self, meeting: &MeetingId, item: &ItemId) -> Option<&Answer> {
        let there = |a: &&Answered| a.at.as_ref().is_some_and(|(m, i)| m == meeting && i == item);
        self.answers.iter().rev().find(there).map(|a| &a.answer)
    }

    fn answer(&mut self, on: NaiveDate, answer: &Answer) {
        match answer {
            Answer::Done { outcome } => {
                self.state = ActionState::Completed;
                self.outcome = Some(outcome.clone());
                self.reason = None;
                self.closed = Some(on);
            }
            Answer::Carry { to, because } => {
                self.carried.push(Carried { from: self.task.due, to: *to, because: because.clone() });
                self.task.due = Some(*to);
                self.state = ActionState::Open;
                self.outcome = None;
                self.reason = (!because.is_empty()).then(|| because.clone());
                self.closed = None;
            }
            Answer::NotDone { because } => {
                self.state = ActionState::NotCompleted;
                self.outcome = None;
                self.reason = Some(because.clone());
                self.closed = Some(on);
            }
        }
    }
}
