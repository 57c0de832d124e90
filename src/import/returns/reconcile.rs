//! A return held against the store: what each row would change, and what changed there since it went out.

use std::collections::BTreeMap;

use super::{ReturnRow, Returned, refused};
use crate::import::report::Refused;
use crate::model::action::{Action, ActionState, Did, Step, Unmet};
use crate::model::action_list::organisation;
use crate::model::decide_action::ForAction;
use crate::model::docs::Docs;
use crate::model::id::ActionId;
use crate::model::request::{OfAction, Request};
use crate::terms::phrase::day;
use crate::terms::{Organisation, Terms};

/// A row of a return beside what the store has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reconciled {
    /// The row.
    pub row: ReturnRow,
    /// What becomes of it.
    pub fate: Fate,
}

/// What becomes of a row of a return.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    /// It says nothing new.
    Silent,
    /// The store says the same already.
    Known,
    /// It can be recorded as it stands.
    New(OfAction),
    /// The action was changed since it went out: a person chooses between both.
    Changed {
        /// What was recorded since.
        since: Vec<Step>,
        /// What the return asks for, where the action is still open.
        asked: Option<OfAction>,
    },
}

/// A return, row by row.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Plan {
    /// The rows that are about actions of this store.
    pub rows: Vec<Reconciled>,
    /// Rows that read well but fit nothing here.
    pub refused: Vec<Refused>,
}

impl Plan {
    /// What the rows ask for that can be recorded as they stand.
    pub fn requests(&self) -> impl Iterator<Item = Request> {
        self.rows.iter().filter_map(|row| match &row.fate {
            Fate::New(asked) => Some(Request::OfAction(asked.clone())),
            _ => None,
        })
    }

    /// The rows whose actions were changed since they went out, refused where nobody can be asked which of both it is.
    #[must_use]
    pub fn unasked(&self) -> Vec<Refused> {
        let refusal = |one: &Reconciled| {
            let Fate::Changed { since, asked } = &one.fate else { return None };
            let last = since.last().map_or_else(String::new, |step| format!(" on {} by {}", day(step.on), step.by));
            let remedy = match asked {
                Some(_) => "bring the file in at the screen, with A and then I, to choose between both",
                None => "it is closed by now",
            };
            Some(refused(&one.row, format!("it was changed{last}, since it went out; {remedy}")))
        };
        self.rows.iter().filter_map(refusal).collect()
    }
}

/// The actions that a return is about.
pub fn actions(returned: &Returned) -> impl Iterator<Item = &ActionId> {
    returned.reading.rows.iter().map(|row| &row.stamp.action)
}

/// Holds the rows against the loaded actions.
#[must_use]
pub fn reconcile(returned: &Returned, docs: &Docs, terms: &Terms) -> Plan {
    let mut plan = Plan::default();
    let mut answered: BTreeMap<&ActionId, &ReturnRow> = BTreeMap::new();
    for row in &returned.reading.rows {
        let stamp = &row.stamp;
        let known = docs.actions.get(&stamp.action).filter(|action| action.label == stamp.label);
        let reason = match (known, answered.insert(&stamp.action, row)) {
            (None, _) => "no action of this store; it may have been taken back since it went out".to_owned(),
            (Some(_), Some(first)) => format!("row {} of {} answers it too, and otherwise", first.row, first.sheet),
            (Some(action), None)
                if stamp.is_latest(action) && whose(action, terms).is_none_or(|own| own.slug != stamp.agency) =>
            {
                let name = whose(action, terms).map_or_else(|| "nobody".to_owned(), |own| own.name);
                format!("an action of {name}: an agency returns its own alone")
            }
            (Some(action), None) => {
                let fate = fate(row, action);
                plan.rows.push(Reconciled { row: row.clone(), fate });
                continue;
            }
        };
        plan.refused.push(refused(row, reason));
    }
    plan
}

/// Whose an action is to do.
fn whose(action: &Action, terms: &Terms) -> Option<Organisation> {
    action.task.owner.as_ref().map(|owner| organisation(&owner.address, (&owner.agency, &owner.short), terms))
}

fn fate(row: &ReturnRow, action: &Action) -> Fate {
    let Some(said) = &row.said else { return Fate::Silent };
    if says_already(action, said) {
        return Fate::Known;
    }
    let asked = OfAction { action: action.id.clone(), seen: action.latest.clone(), asked: said.clone() };
    if row.stamp.is_latest(action) {
        return Fate::New(asked);
    }
    Fate::Changed { since: since(row, action).to_vec(), asked: action.is_open().then_some(asked) }
}

/// What was recorded after the entry with which the action went out; all of its life where that entry is no step of it.
fn since<'a>(row: &ReturnRow, action: &'a Action) -> &'a [Step] {
    let known = action.life.iter().rposition(|step| step.entry == row.stamp.entry);
    known.map_or(&action.life[..], |at| &action.life[at + 1..])
}

/// Whether the store has it already, word by word: so that a return that is brought in twice changes nothing.
fn says_already(action: &Action, said: &ForAction) -> bool {
    let is = |kept: Option<&String>, words: &str| kept.is_some_and(|kept| kept.trim() == words.trim());
    match said {
        ForAction::Done { outcome } => action.state == ActionState::Completed && is(action.outcome.as_ref(), outcome),
        ForAction::NotDone { kind, because } => {
            let same = |unmet: &Unmet| unmet.name == *kind;
            action.state == ActionState::NotCompleted
                && is(action.reason.as_ref(), because)
                && action.unmet.as_ref().is_some_and(same)
        }
        ForAction::Note { text } => {
            action.life.iter().any(|step| matches!(&step.did, Did::Noted(noted) if noted.trim() == text.trim()))
        }
        ForAction::NewDate { .. } | ForAction::HandOver { .. } | ForAction::Cancel { .. } => false,
    }
}
