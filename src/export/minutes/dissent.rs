//! Dissent in the minutes: what was voiced on an item, what came back, and what stands about children who are not on the
//! agenda (arrangements §7).

use super::super::document::{Block, Callout, CalloutKind, Run};
use super::outcome::labelled;
use super::{Minutes, words};
use crate::model::agenda::Item;
use crate::model::case::Case;
use crate::model::decide_dissent;
use crate::model::dissent::{self, CaseDissent};
use crate::model::dissent_path::DissentAnswer;
use crate::model::id::CaseId;
use crate::model::meeting::Meeting;
use crate::model::said::{Dissent, DissentState};

/// Every dissent on an item, each a box with the chair's rationale and where it stands (arrangements §7).
pub(super) fn voiced(meeting: &Meeting, item: &Item) -> Vec<Block> {
    item.dissents.iter().map(|dissent| voiced_box(meeting, dissent)).collect()
}

/// Every dissent of before that came back with an item: its path until then, and what was answered here (arrangements §7).
pub(super) fn brought_forward(source: &Minutes<'_>, item: &Item) -> Vec<Block> {
    let meeting = source.meeting;
    let forward = decide_dissent::brought_forward(source.docs, (meeting, item));
    forward
        .map(|dissent| {
            let voiced = &dissent.voiced;
            let answered = item.took_up(voiced).map(|answered| &answered.answer);
            let mut blocks = before(meeting, dissent);
            match answered.map(|answer| answer.rationale.trim()) {
                Some("") => {}
                Some(rationale) => {
                    blocks.push(labelled("Chair's rationale at this meeting: ", &words::sentence(rationale)));
                }
                None => blocks.push(Block::text("It was not answered at this meeting.")),
            }
            blocks.push(labelled("State: ", &words::sentence(&stands(answered.unwrap_or(&voiced.answer)))));
            callout("Dissent brought forward", dissent, blocks)
        })
        .collect()
}

/// Dissent about children who are not on this agenda, each a box about its child (arrangements §7).
pub(super) fn arising(source: &Minutes<'_>) -> Vec<(CaseId, Block)> {
    let meeting = source.meeting;
    let told = |(case, dissent): (&Case, &CaseDissent)| {
        let mut blocks = before(meeting, dissent);
        let answered = meeting.items.iter().find_map(|item| item.took_up(&dissent.voiced)).map(|taken| &taken.answer);
        if let Some(answer) = answered {
            if !answer.rationale.trim().is_empty() {
                let rationale = words::sentence(&answer.rationale);
                blocks.push(labelled("Chair's rationale at this meeting: ", &rationale));
            }
            blocks.push(labelled("State: ", &words::sentence(&stands(answer))));
        }
        (case.id.clone(), callout(&format!("Dissent that stands, {}", case.label), dissent, blocks))
    };
    dissent::arising(meeting, source.docs, source.terms).into_iter().map(told).collect()
}

/// A dissent of before as an agenda tells it: the agency's words, and what became of them.
pub(in crate::export) fn told_before(meeting: &Meeting, label: &str, dissent: &CaseDissent) -> Block {
    callout(label, dissent, before(meeting, dissent))
}

fn callout(label: &str, dissent: &CaseDissent, blocks: Vec<Block>) -> Block {
    let voiced = &dissent.voiced;
    let label = format!("{label}: {}, voiced on {}", voiced.by.agency, words::day(voiced.on));
    Block::Callout(Callout { kind: CalloutKind::Dissent, label, blocks })
}

/// The agency's words, and what became of them before the meeting.
fn before(meeting: &Meeting, dissent: &CaseDissent) -> Vec<Block> {
    std::iter::once(Block::quote(&dissent.voiced.text)).chain(path(meeting, dissent)).collect()
}

/// What became of a dissent before the meeting, in a line; nothing where nothing did.
fn path(meeting: &Meeting, dissent: &CaseDissent) -> Option<Block> {
    let before = dissent.path_by(meeting.ended_at).filter(|step| step.at.as_ref() != Some(&meeting.id));
    let said: Vec<String> =
        before.map(|step| format!("{}, {}", words::day(step.on), step.stage.said().trim_end_matches('.'))).collect();
    (!said.is_empty()).then(|| labelled("Since then: ", &words::sentence(&said.join("; "))))
}

/// Where a dissent stands that was brought forward.
fn stands(answer: &DissentAnswer) -> String {
    match answer.state {
        DissentState::Noted => "Noted; it comes back until it is resolved".to_owned(),
        DissentState::Resolved => "Resolved".to_owned(),
        DissentState::Escalated if answer.to.is_empty() => {
            "Escalated by the agency; it comes back until its outcome is heard".to_owned()
        }
        DissentState::Escalated => format!("Escalated to {}; it comes back until its outcome is heard", answer.to),
        DissentState::Closed => format!("Closed by the outcome of the escalation: {}", answer.outcome),
    }
}

fn voiced_box(meeting: &Meeting, dissent: &Dissent) -> Block {
    let who = meeting.seat(&dissent.seat).map_or_else(String::new, |seat| words::speaker(meeting, seat));
    let answer = &dissent.answer;
    let rationale = match words::sentence(&answer.rationale) {
        text if text.is_empty() => "none was recorded.".to_owned(),
        text => text,
    };
    let late = dissent.kept.late(meeting.ended_at);
    let elsewhere = answer.day.filter(|day| *day != meeting.plan.date);
    let on = elsewhere.map_or_else(String::new, |day| format!(" on {}", words::day(day)));
    let stands = match answer.state {
        DissentState::Noted => "The dissent stands and is noted.".to_owned(),
        DissentState::Resolved if late.is_some() => "The dissent was resolved.".to_owned(),
        DissentState::Resolved => "The dissent was resolved in the meeting.".to_owned(),
        DissentState::Escalated if answer.to.is_empty() => {
            "Not resolved: the agency takes it to its own escalation process.".to_owned()
        }
        DissentState::Escalated => format!("Not resolved: the agency takes it to {}{on}.", answer.to),
        DissentState::Closed => {
            let outcome = words::sentence(&answer.outcome);
            format!("Not resolved in the meeting: the agency took it to {}. Outcome{on}: {outcome}", answer.to)
        }
    };
    let mut blocks = vec![
        Block::runs(vec![Run::bold(format!("{who}: ")), Run::quote(&dissent.text)]),
        labelled("The chair's rationale: ", &rationale),
        Block::text(&stands),
    ];
    if let Some(on) = late {
        blocks.push(Block::note(format!("Recorded after the meeting, on {}.", words::day(on))));
    }
    let label = if late.is_some() { "Late dissent" } else { "Dissent" };
    Block::Callout(Callout { kind: CalloutKind::Dissent, label: label.to_owned(), blocks })
}
