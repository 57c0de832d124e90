//! What is owed: on a case before it is left, on a meeting before it ends (design.md, the gate).

use super::action::Action;
use super::agenda::{Heard, Item, ItemKind};
use super::case::Case;
use super::meeting::Meeting;
use super::said::{DissentState, Whose};
use crate::terms::Holds;

/// One thing owed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Owed {
    /// A seat that is present was not asked.
    NotAsked(String),
    /// Neither review date nor closure was decided.
    NoDecision,
    /// The decision has no rationale.
    NoRationale,
    /// The child's view was neither given nor explained.
    NoView,
    /// An action has no owner.
    NoOwner(String),
    /// An action has no date.
    NoDate(String),
    /// An open action was not answered.
    Unanswered(String),
    /// A dissent has no rationale of the chair's.
    DissentUnanswered(String),
    /// The roll-call was not taken.
    NoRollCall,
    /// Somebody present has not agreed to the information-sharing statement.
    NotAgreed(String),
    /// A case was never opened.
    NotDiscussed,
}

impl Owed {
    /// What is owed, as a person reads it in a list and in the minutes.
    #[must_use]
    pub fn sentence(&self) -> String {
        match self {
            Self::NotAsked(seat) => format!("{seat} was not asked"),
            Self::NoDecision => "No review date or closure was decided".to_owned(),
            Self::NoRationale => "The decision has no rationale".to_owned(),
            Self::NoView => "The child's view was neither given nor explained".to_owned(),
            Self::NoOwner(action) => format!("{action} has no owner"),
            Self::NoDate(action) => format!("{action} has no date"),
            Self::Unanswered(action) => format!("{action} was not answered"),
            Self::DissentUnanswered(seat) => format!("The chair's rationale for the dissent of {seat} is not recorded"),
            Self::NoRollCall => "The roll-call is not complete".to_owned(),
            Self::NotAgreed(seat) => format!("{seat} has not agreed to the information-sharing statement"),
            Self::NotDiscussed => "The case was not discussed".to_owned(),
        }
    }
}

/// How a seat was heard on an item, for the strip.
#[must_use]
pub fn heard(item: &Item, seat: &super::attendance::Seat, attends: bool) -> Heard {
    item.heard(&seat.address).unwrap_or(match (attends, &seat.mark) {
        (true, _) => Heard::NotAsked,
        (false, None) => Heard::Awaited,
        (false, Some(_)) => Heard::Absent,
    })
}

/// What is owed on one item: `case` is its child, `actions` those raised on it or open for its child.
#[must_use]
pub fn owed_on_item<'a>(
    meeting: &Meeting,
    item: &Item,
    case: Option<&Case>,
    actions: impl Iterator<Item = &'a Action>,
) -> Vec<Owed> {
    let mut owed = Vec::new();
    if let Some(case) = case {
        if item.opened_at.is_none() && item.is_silent() {
            owed.push(Owed::NotDiscussed);
        }
        owed.extend(not_asked(meeting, item, &case.details.district).map(Owed::NotAsked));
        if item.decision.is_none() {
            owed.push(Owed::NoDecision);
        }
        if item.decision.as_ref().is_some_and(|decision| decision.rationale.is_empty()) {
            owed.push(Owed::NoRationale);
        }
        if !item.views.iter().any(|view| view.whose == Whose::Child) {
            owed.push(Owed::NoView);
        }
    }
    owed.extend(owed_of_dissents(meeting, item));
    owed.extend(actions.flat_map(|action| owed_of_action(meeting, item, action)));
    owed.extend(owed_of_standing(meeting, item));
    owed
}

/// The seats that attend an item, speak for its child and were not asked yet, by their short names.
pub fn not_asked<'a>(meeting: &'a Meeting, item: &'a Item, district: &'a str) -> impl Iterator<Item = String> + 'a {
    meeting
        .seats_on(item)
        .filter(move |(seat, attends)| {
            (seat.speaks_for(district) || seat.only_case.is_some()) && heard(item, seat, *attends) == Heard::NotAsked
        })
        .map(|(seat, _)| seat.short.clone())
}

fn owed_of_dissents<'a>(meeting: &'a Meeting, item: &'a Item) -> impl Iterator<Item = Owed> + 'a {
    let unanswered = item.dissents.iter().filter(|d| d.state == DissentState::Noted && d.rationale.is_empty());
    unanswered.map(|d| {
        let who = meeting.seat(&d.seat).map_or_else(|| d.seat.to_string(), |seat| seat.short.clone());
        Owed::DissentUnanswered(who)
    })
}

fn owed_of_action(meeting: &Meeting, item: &Item, action: &Action) -> Vec<Owed> {
    let raised_here = action.raised_at.at.as_ref().is_some_and(|(m, i)| *m == meeting.id && i == item.id());
    let mut owed = Vec::new();
    if raised_here && action.is_open() {
        if action.task.owner.is_none() {
            owed.push(Owed::NoOwner(action.label.clone()));
        }
        if action.task.due.is_none() {
            owed.push(Owed::NoDate(action.label.clone()));
        }
    } else if !raised_here && action.is_open() && action.answered_at(&meeting.id, item.id()).is_none() {
        owed.push(Owed::Unanswered(action.label.clone()));
    }
    owed
}

fn owed_of_standing(meeting: &Meeting, item: &Item) -> Vec<Owed> {
    match item.planned.kind {
        ItemKind::Standing(Holds::RollCall) => {
            let core = || meeting.seats.iter().filter(|seat| seat.only_case.is_none());
            if core().any(|seat| seat.mark.is_none()) { vec![Owed::NoRollCall] } else { vec![] }
        }
        ItemKind::Standing(Holds::Statement) => {
            let silent = meeting.seats.iter().filter(|seat| seat.attends() && seat.agreed.is_none());
            silent.map(|seat| Owed::NotAgreed(seat.short.clone())).collect()
        }
        _ => vec![],
    }
}
