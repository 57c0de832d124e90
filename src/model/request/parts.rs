//! What requests carry: a case to be opened, a meeting to be planned, an action as a person words it.

use chrono::NaiveDate;

use crate::model::action::{Answer, Task};
use crate::model::agenda::ItemKind;
use crate::model::case::{Closed, Details};
use crate::model::decide_action::ForAction;
use crate::model::form::Form;
use crate::model::id::{ActionId, Address, CaseId, EntryId};
use crate::model::meeting::Plan;

/// A plain-text copy that left the store.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Export {
    /// What: minutes, tracker, agenda.
    pub what: String,
    /// Of which meeting, by label.
    pub of: Option<String>,
    /// The format.
    pub format: String,
    /// SHA-256 of the file's bytes, in hexadecimal.
    pub digest: String,
    /// For whom.
    pub recipient: Option<String>,
    /// What for.
    pub purpose: Option<String>,
    /// The version of minutes that were approved.
    pub version: Option<u32>,
    /// What of it, where it is not the whole: for an agency or an invitee.
    pub extent: Option<String>,
}

/// What a filed form corrects of what is known of the child.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// The entry that last said what is known, as it was when the form was read: `Case::known`.
    pub base: EntryId,
    /// What is known now.
    pub details: Details,
    /// The level of risk, if it is another.
    pub risk: Option<String>,
}

/// A case to be opened.
#[derive(Debug, Clone, PartialEq)]
pub struct NewCase {
    /// The area's slug.
    pub area: String,
    /// The day it is opened.
    pub opened: NaiveDate,
    /// The level of risk, if assessed.
    pub risk: Option<String>,
    /// What is known of the child.
    pub details: Details,
    /// A review date from an older tracker.
    pub review_date: Option<NaiveDate>,
    /// A closure from an older tracker.
    pub closed: Option<Closed>,
    /// The Information Sharing Template that came with it.
    pub form: Option<Box<Form>>,
}

/// A meeting to be planned.
#[derive(Debug, Clone, PartialEq)]
pub struct NewMeeting {
    /// What is planned.
    pub plan: Plan,
    /// The cases on its agenda, in order, with what each is for.
    pub cases: Vec<(CaseId, ItemKind)>,
}

/// An action as a person words it: the owner by post.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewTask {
    /// The owner's post.
    pub owner: Option<Address>,
    /// What is to be done.
    pub text: String,
    /// By when.
    pub due: Option<NaiveDate>,
    /// The category's name.
    pub category: Option<String>,
}

/// What is asked of an open action.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfAction {
    /// Which.
    pub action: ActionId,
    /// Its latest entry, as whoever asks has seen it.
    pub seen: EntryId,
    /// What is asked.
    pub asked: ForAction,
}

/// An action of the log of before.
#[derive(Debug, Clone, PartialEq)]
pub struct OldAction {
    /// The child, if it names one.
    pub case: Option<CaseId>,
    /// The day it was raised.
    pub raised: NaiveDate,
    /// What was agreed.
    pub task: Task,
    /// How it was answered, if it is closed.
    pub answer: Option<(NaiveDate, Answer)>,
}
