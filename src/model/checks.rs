//! What is owed: on a case before it is left, on a meeting before it ends (design.md, the gate).

use super::action::{Action, Answer};
use super::agenda::{Heard, Item, ItemKind};
use super::case::{Case, Outcome};
use super::dissent::{CaseDissent, DissentFrom};
use super::id::EntryId;
use super::meeting::Meeting;
use super::said::{Agreement, DissentState, ReadBack, Whose};
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
    /// A dissent of before, which the item brings back, was not answered (arrangements §7).
    DissentBack(String),
    /// The roll-call was not taken.
    NoRollCall,
    /// Somebody present has not agreed to the information-sharing statement.
    NotAgreed(String),
    /// A case was never opened.
    NotDiscussed,
    /// Nobody was asked whether they dissent from the decision.
    DissentNotInvited,
    /// A closure was decided while this core seat was empty (arrangements §3: it is a decision of all members).
    ClosedWithout(String),
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
            Self::DissentBack(seat) => format!("The dissent of {seat} that was brought forward was not answered"),
            Self::NoRollCall => "The roll-call is not complete".to_owned(),
            Self::NotAgreed(seat) => format!("{seat} has not agreed to the information-sharing statement"),
            Self::NotDiscussed => "The case was not discussed".to_owned(),
            Self::DissentNotInvited => {
                "Nobody was asked whether they dissent: the decision was not read back".to_owned()
            }
            Self::ClosedWithout(seat) => format!("The closure was decided without {seat}"),
        }
    }

    /// Whether leaving a case asks about it. Open actions and the chair's answers to dissent may wait: they are
    /// listed at the meeting's end.
    #[must_use]
    pub fn stops(&self) -> bool {
        !matches!(
            self,
            Self::Unanswered(_)
                | Self::DissentUnanswered(_)
                | Self::DissentBack(_)
                | Self::NoRollCall
                | Self::NotAgreed(_)
        )
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
pub fn owed_on_item(meeting: &Meeting, item: &Item, case: Option<&Case>, actions: &[&Action]) -> Vec<Owed> {
    let mut owed = Vec::new();
    if item.removed {
        return owed;
    }
    if let Some(case) = case.filter(|_| item.discusses().is_some()) {
        if item.opened_at.is_none() && item.is_silent() {
            owed.push(Owed::NotDiscussed);
        }
        owed.extend(not_asked(meeting, item, &case.known_at(meeting.ended_at).district).map(Owed::NotAsked));
        if item.decision.is_none() {
            owed.push(Owed::NoDecision);
        }
        if item.decision.as_ref().is_some_and(|decision| decision.rationale.is_empty()) {
            owed.push(Owed::NoRationale);
        }
        // What the child last said stands on the case, and beside the discussion.
        if !item.views.iter().any(|view| view.whose == Whose::Child) && case.details.child_says.is_empty() {
            owed.push(Owed::NoView);
        }
        if item.decision.is_some() && item.dissents.is_empty() && agreed(meeting, item, actions).is_none() {
            owed.push(Owed::DissentNotInvited);
        }
        owed.extend(closed_without(meeting, item, case));
    }
    owed.extend(owed_of_dissents(meeting, item));
    owed.extend(case.into_iter().flat_map(|case| owed_of_brought_forward(meeting, item, case)));
    owed.extend(actions.iter().flat_map(|action| owed_of_action(meeting, item, action)));
    owed.extend(owed_of_standing(meeting, item));
    owed
}

/// What is owed, in few sentences, each with the first thing it speaks of: the seats that owe the same share one, and of
/// a case that was not discussed nothing else is asked.
#[must_use]
pub fn together(owed: &[Owed]) -> Vec<(Owed, String)> {
    let silent = owed.contains(&Owed::NotDiscussed);
    let alone = |one: &&Owed| {
        let shares =
            matches!(one, Owed::NotAsked(_) | Owed::NotAgreed(_) | Owed::Unanswered(_) | Owed::ClosedWithout(_));
        !(shares || silent && matches!(one, Owed::NoDecision | Owed::NoView))
    };
    let shared = |of: fn(&Owed) -> Option<&String>, many: &str| {
        let all: Vec<(&Owed, &str)> = owed.iter().filter_map(|one| Some((one, of(one)?.as_str()))).collect();
        let (first, _) = *all.first()?;
        let names: Vec<&str> = all.iter().map(|(_, name)| *name).collect();
        let words =
            if all.len() > 1 { format!("{} {many}: {}", all.len(), names.join(", ")) } else { first.sentence() };
        Some((first.clone(), words))
    };
    let asked = shared(|one| if let Owed::NotAsked(seat) = one { Some(seat) } else { None }, "were not asked");
    let away = shared(
        |one| if let Owed::ClosedWithout(seat) = one { Some(seat) } else { None },
        "core members were away when the closure was decided",
    );
    let agreed = shared(
        |one| if let Owed::NotAgreed(seat) = one { Some(seat) } else { None },
        "have not agreed to the statement",
    );
    let answered = shared(
        |one| if let Owed::Unanswered(action) = one { Some(action) } else { None },
        "open actions were not answered",
    );
    // What asks to be made good before the case is left comes first.
    let mut rows: Vec<(Owed, String)> = asked.filter(|_| !silent).into_iter().collect();
    rows.extend(owed.iter().filter(alone).map(|one| (one.clone(), one.sentence())));
    rows.extend(away.into_iter().chain(agreed).chain(answered));
    rows
}

/// Whether a child's item was neither decided nor given a reason why not.
#[must_use]
pub fn is_undecided_without_reason(item: &Item) -> bool {
    item.discusses().is_some() && !item.removed && item.decision.is_none() && item.reason.is_none()
}

/// Whether an action was raised on an item.
#[must_use]
pub fn raised_here(meeting: &Meeting, item: &Item, action: &Action) -> bool {
    action.raised_at.at.as_ref().is_some_and(|(m, i)| *m == meeting.id && i == item.id())
}

/// What would be read back now; none before a decision. `actions` are those of the item's child.
#[must_use]
pub fn read_back(meeting: &Meeting, item: &Item, actions: &[&Action]) -> Option<ReadBack> {
    let decision = item.decision.as_ref()?.kept.entry.clone();
    let carried = |action: &Action| matches!(action.answered_at(&meeting.id, item.id()), Some(Answer::Carry { .. }));
    let told = actions.iter().filter(|action| raised_here(meeting, item, action) || carried(action));
    let mut told: Vec<_> = told.map(|action| (action.id.clone(), action.latest.clone())).collect();
    told.sort();
    Some(ReadBack {
        decision,
        risk: item.risk.as_ref().map(|risk| risk.kept.entry.clone()),
        actions: told,
        dissents: item.dissents.iter().map(|dissent| dissent.kept.first.clone()).collect(),
    })
}

/// The room's agreement, while what it agreed to stands unchanged. What becomes of an action once the meeting is over, and
/// dissent that comes late, change nothing of what the room agreed to.
#[must_use]
pub fn agreed<'a>(meeting: &Meeting, item: &'a Item, actions: &[&Action]) -> Option<&'a Agreement> {
    let agreement = item.agreement.as_ref()?;
    let mut now = read_back(meeting, item, actions)?;
    if meeting.is_over() {
        for (id, latest) in &mut now.actions {
            let read = agreement.read.actions.iter().find(|(other, _)| other == id).map(|(_, entry)| entry);
            let action = actions.iter().find(|action| action.id == *id);
            if let (Some(read), Some(action)) = (read, action)
                && action.went_on_elsewhere(read, &meeting.id)
            {
                latest.clone_from(read);
            }
        }
        let late = |first: &EntryId| {
            let voiced = item.dissents.iter().find(|dissent| dissent.kept.first == *first);
            voiced.is_some_and(|dissent| dissent.kept.late(meeting.ended_at).is_some())
        };
        now.dissents.retain(|first| !late(first));
    }
    (now == agreement.read).then_some(agreement)
}

/// The core seats that were empty when a closure was decided.
fn closed_without<'a>(meeting: &'a Meeting, item: &'a Item, case: &'a Case) -> impl Iterator<Item = Owed> + 'a {
    let closure = item.decision.as_ref().is_some_and(|d| matches!(d.outcome, Outcome::Close { .. }));
    let core = meeting.seats_on(item).filter(move |(seat, attends)| {
        closure && !attends && seat.only_case.is_none() && !seat.guest && seat.speaks_for(&case.details.district)
    });
    core.map(|(seat, _)| Owed::ClosedWithout(seat.short.clone()))
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
    let unanswered =
        item.dissents.iter().filter(|d| d.answer.state == DissentState::Noted && d.answer.rationale.is_empty());
    unanswered.map(|d| {
        let who = meeting.seat(&d.seat).map_or_else(|| d.seat.to_string(), |seat| seat.short.clone());
        Owed::DissentUnanswered(who)
    })
}

fn owed_of_brought_forward(meeting: &Meeting, item: &Item, case: &Case) -> Vec<Owed> {
    let back = brought_forward(meeting, item, case).map(|dissent| &dissent.voiced);
    let unanswered = back.filter(|voiced| item.took_up(voiced).is_none());
    unanswered.map(|voiced| Owed::DissentBack(voiced.by.short.clone())).collect()
}

/// Dissent of before that the item brings back: voiced elsewhere, and standing until this meeting answers it. Of a meeting
/// that is over, what stood when it ended.
pub fn brought_forward<'a>(
    meeting: &'a Meeting,
    item: &'a Item,
    case: &'a Case,
) -> impl Iterator<Item = &'a CaseDissent> + use<'a> {
    let here = DissentFrom::Discussion { meeting: meeting.id.clone(), item: item.id().clone() };
    let before = case.dissents.iter().filter(move |dissent| {
        let voiced = &dissent.voiced;
        voiced.from != here && voiced.on <= meeting.plan.date
    });
    before.filter(move |dissent| dissent.stood(meeting.ended_at) || item.took_up(&dissent.voiced).is_some())
}

fn owed_of_action(meeting: &Meeting, item: &Item, action: &Action) -> Vec<Owed> {
    let here = raised_here(meeting, item, action);
    let mut owed = Vec::new();
    if here && action.is_open() {
        if action.task.owner.is_none() {
            owed.push(Owed::NoOwner(action.label.clone()));
        }
        if action.task.due.is_none() {
            owed.push(Owed::NoDate(action.label.clone()));
        }
    } else if !here && action.is_open() && action.answered_at(&meeting.id, item.id()).is_none() {
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
