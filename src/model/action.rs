//! An action: raised with an owner, its life kept step by step, closed with an outcome or a reason in words.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::word::ChairsWord;

pub use super::action_step::{ActionChange, ActionRaised, Answer, Did, Step, Unmet};
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
    /// Which way it was not done, once it is not.
    pub unmet: Option<Unmet>,
    /// Everything that became of it, latest last.
    pub life: Vec<Step>,
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
    /// Who asked for it; empty where that was not said.
    pub asked_by: String,
}

impl Owner {
    /// The agency in few letters and who holds the post: `YOS · Jo Doe`.
    #[must_use]
    pub fn said(&self) -> String {
        if self.name.is_empty() { self.short.clone() } else { format!("{} · {}", self.short, self.name) }
    }
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
            unmet: None,
            life: Vec::new(),
            latest: stamp.entry.clone(),
        }
    }

    /// Folds one more change into the action.
    ///
    /// # Errors
    /// Refuses a second raising, and a rewording of what is not the latest.
    pub fn apply(&mut self, change: &ActionChange, stamp: &Stamp) -> Result<(), Misfit> {
        use ActionChange as C;
        let (on, at, did) = match change {
            C::ActionRaised(_) => return Err(Misfit::OpenedTwice),
            C::MovedTo(raised_at) => {
                self.raised_at = raised_at.clone();
                self.latest = stamp.entry.clone();
                return Ok(());
            }
            C::Reworded { task, replaces } => {
                if *replaces != self.latest {
                    return Err(Misfit::Missing("what it replaces"));
                }
                let before = std::mem::replace(&mut self.task, task.clone());
                (stamp.at.date_naive(), None, Did::Reworded(Box::new(before)))
            }
            C::Answered { on, at, answer } => {
                self.answer(*on, answer);
                (*on, at.clone(), Did::Answered(answer.clone()))
            }
            C::Progressed { on, text } => {
                self.state = ActionState::InProgress;
                (*on, None, Did::Noted(text.clone()))
            }
            C::HandedOver { on, to, because } => {
                let to = (**to).clone();
                let from = self.task.owner.replace(to.clone());
                (*on, None, Did::HandedOver { from, to, because: because.clone() })
            }
            C::Cancelled { on, because, word } => {
                self.close(ActionState::Cancelled, *on, None, Some(because));
                (*on, None, Did::Cancelled { because: because.clone(), word: word.clone() })
            }
        };
        self.life.push(Step { entry: stamp.entry.clone(), on, by: stamp.by.clone(), at, did });
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
        self.carried.iter().filter(|carried| carried.from.is_none_or(|from| carried.to > from)).count()
    }

    /// Every answer, latest last.
    #[must_use]
    pub fn answers(&self) -> impl DoubleEndedIterator<Item = (&Step, &Answer)> {
        self.life.iter().filter_map(|step| match &step.did {
            Did::Answered(answer) => Some((step, answer)),
            _ => None,
        })
    }

    /// The answer given at an item, the latest where there are several.
    #[must_use]
    pub fn answered_at(&self, meeting: &MeetingId, item: &ItemId) -> Option<&Answer> {
        let there = |(step, _): &(&Step, &Answer)| step.at.as_ref().is_some_and(|(m, i)| m == meeting && i == item);
        self.answers().rfind(there).map(|(_, answer)| answer)
    }

    /// How the chair cancelled it, where that is how it stands.
    #[must_use]
    pub fn cancelled(&self) -> Option<&ChairsWord> {
        let last = self.life.iter().rev().find_map(|step| match &step.did {
            Did::Cancelled { word, .. } => Some(word),
            _ => None,
        });
        last.filter(|_| self.state == ActionState::Cancelled)
    }

    /// The latest word on how far it has come.
    #[must_use]
    pub fn progress(&self) -> Option<(NaiveDate, &str)> {
        self.life.iter().rev().find_map(|step| match &step.did {
            Did::Noted(text) => Some((step.on, text.as_str())),
            _ => None,
        })
    }

    /// Whose it was on the day of a meeting, for that meeting's minutes.
    #[must_use]
    pub fn owner_on(&self, held: NaiveDate) -> Option<&Owner> {
        let passed_on = self.life.iter().filter(|step| step.on >= held).find_map(|step| match &step.did {
            Did::HandedOver { from, .. } => Some(from.as_ref()),
            _ => None,
        });
        passed_on.unwrap_or(self.task.owner.as_ref())
    }

    /// Whether all that became of it after an entry became of it outside a meeting, and left its words as they were.
    #[must_use]
    pub fn went_on_elsewhere(&self, entry: &EntryId, meeting: &MeetingId) -> bool {
        let from = self.life.iter().position(|step| step.entry == *entry).map_or(0, |at| at + 1);
        self.life.iter().skip(from).all(|step| {
            let here = step.at.as_ref().is_some_and(|(at, _)| at == meeting);
            !here && !matches!(step.did, Did::Reworded(_))
        })
    }

    fn answer(&mut self, on: NaiveDate, answer: &Answer) {
        match answer {
            Answer::Done { outcome } => self.close(ActionState::Completed, on, Some(outcome), None),
            Answer::Carry { to, because, asked_by } => {
                self.carried.push(Carried {
                    from: self.task.due,
                    to: *to,
                    because: because.clone(),
                    asked_by: asked_by.clone(),
                });
                self.task.due = Some(*to);
                self.state = if self.progress().is_some() { ActionState::InProgress } else { ActionState::Open };
                self.outcome = None;
                self.unmet = None;
                self.reason = (!because.is_empty()).then(|| because.clone());
                self.closed = None;
            }
            Answer::NotDone { because, kind } => {
                self.close(ActionState::NotCompleted, on, None, Some(because));
                self.unmet.clone_from(kind);
            }
        }
    }

    fn close(&mut self, state: ActionState, on: NaiveDate, outcome: Option<&String>, reason: Option<&String>) {
        self.state = state;
        self.outcome = outcome.cloned();
        self.reason = reason.cloned();
        self.unmet = None;
        self.closed = Some(on);
    }
}
