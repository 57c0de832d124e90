//! What came of an item: risk, decision, places named, and what was left open.

use super::super::document::{Block, Callout, CalloutKind, Level, Run};
use super::{Minutes, words};
use crate::model::agenda::Item;
use crate::model::case::{Case, Outcome};
use crate::model::checks::Owed;
use crate::model::decide::{agreed, owed_on};
use crate::model::meeting::{Meeting, MeetingState};
use crate::model::place::Place;
use crate::model::said::{Decision, RiskAfter};
use crate::terms::calendar;

/// The decision with its rationale and the level of risk, as a box; without a decision, the risk alone, if assessed.
pub(super) fn decision(source: &Minutes<'_>, item: &Item) -> Vec<Block> {
    let risk = item.risk.as_ref().map(risk_changed);
    let Some(decision) = &item.decision else {
        let label = "Risk level".to_owned();
        let callout = |risk| Block::Callout(Callout { kind: CalloutKind::Note, label, blocks: vec![risk] });
        return risk.map(callout).into_iter().collect();
    };
    let mut blocks: Vec<Block> = risk.into_iter().collect();
    if let Outcome::Close { reason_reduced: Some(reason), .. } = &decision.outcome {
        blocks.push(labelled("Why the risk is less: ", &words::sentence(reason)));
    }
    let rationale = match words::sentence(&decision.rationale) {
        text if text.is_empty() => "none was recorded.".to_owned(),
        text => text,
    };
    blocks.push(labelled("Rationale: ", &rationale));
    blocks.extend(agreement(source, item));
    let label = format!("Decision: {}", decided(source, decision));
    vec![Block::Callout(Callout { kind: CalloutKind::Decision, label, blocks })]
}

/// That the room agreed to what was read back, and whether anybody dissented.
fn agreement(source: &Minutes<'_>, item: &Item) -> Option<Block> {
    let agreed = agreed(source.meeting, item, source.docs)
        .map(|agreement| words::clock(calendar::london(agreement.kept.at).time()));
    // Dissent that came late does not change what the room agreed to.
    let in_meeting = item.dissents.iter().any(|dissent| dissent.kept.late(source.meeting.ended_at).is_none());
    let said = match (agreed, item.dissents.is_empty()) {
        (Some(at), true) => format!("Read back and agreed by the room at {at}. Dissent was invited; none was voiced."),
        (Some(at), false) if !in_meeting => {
            format!("Read back and agreed by the room at {at}. Dissent was invited; none was voiced in the meeting.")
        }
        (Some(at), false) => {
            format!("Read back to the room at {at}. Dissent was invited, and is recorded with this item.")
        }
        (None, true) => "No dissent was recorded.".to_owned(),
        (None, false) => return None,
    };
    Some(Block::text(said))
}

/// The decision in a few words, for a box's label and for the table of all decisions.
pub(super) fn decided(source: &Minutes<'_>, decision: &Decision) -> String {
    match &decision.outcome {
        Outcome::Review { date } => format!("review on {}", words::weekday(*date)),
        Outcome::Close { outcome, .. } => format!("closed ({})", lower_first(outcome)),
        Outcome::Transfer { area, date } => {
            let area = words::area(source.terms, area);
            format!("transferred to {area}, for review there by {}", words::weekday(*date))
        }
    }
}

/// The level before the meeting and after it.
pub(super) fn risk_words(risk: &RiskAfter) -> String {
    match &risk.before {
        Some(before) if *before == risk.level => format!("{} (unchanged)", risk.level),
        Some(before) => format!("{before} → {}", risk.level),
        None => format!("{} (first assessed)", risk.level),
    }
}

/// The level of risk that stood when the meeting began.
pub(super) fn risk_before<'a>(source: &Minutes<'_>, item: &'a Item, case: &'a Case) -> Option<&'a str> {
    if let Some(risk) = &item.risk {
        return risk.before.as_deref();
    }
    let held = source.meeting.plan.date;
    case.risks.iter().rev().find(|set| set.on <= held).map(|set| set.level.as_str())
}

/// The places, vehicles and groups named on an item, under their heading; none gives no block.
pub(super) fn places(source: &Minutes<'_>, item: &Item) -> Vec<Block> {
    let named = source.docs.places.values().filter(|place| {
        let (meeting, at) = &place.named.at;
        *meeting == source.meeting.id && at == item.id()
    });
    let mut named: Vec<_> = named.collect();
    named.sort_by_key(|place| (place.label.len(), place.label.as_str()));
    if named.is_empty() {
        return vec![];
    }
    let bullet =
        |place: &&Place| vec![Run::bold(format!("{}: ", place.kind)), Run::plain(words::sentence(&place.text))];
    let items = named.iter().map(bullet).collect();
    vec![Block::heading(Level::Two, "Places, vehicles and groups named"), Block::Bullets { items }]
}

/// What an item leaves open, as a box with the reason; nothing where nothing is.
pub(super) fn left_open(source: &Minutes<'_>, item: &Item) -> Vec<Block> {
    let owed = owed(source, item);
    if owed.is_empty() {
        return vec![];
    }
    let bullets = owed.into_iter().map(|owed| vec![Run::plain(words::sentence(&owed))]).collect();
    let mut blocks = vec![Block::Bullets { items: bullets }];
    if let Some(reason) = item.reason.as_deref().filter(|reason| !reason.trim().is_empty()) {
        blocks.push(labelled("Reason given: ", &words::sentence(reason)));
    }
    vec![Block::Callout(Callout { kind: CalloutKind::LeftOpen, label: "Left open".to_owned(), blocks })]
}

/// What was owed on an item when the meeting ended, or is owed while it is live; what a draft has since made good
/// says so. Those who were not asked are named in one line.
pub(super) fn owed(source: &Minutes<'_>, item: &Item) -> Vec<String> {
    let meeting = source.meeting;
    let owed_now = || owed_on(meeting, item, source.docs).iter().map(Owed::sentence).collect::<Vec<_>>();
    match meeting.state {
        MeetingState::Planned | MeetingState::AgendaCirculated => vec![],
        MeetingState::Live => not_asked_together(meeting, &owed_now(), &[]),
        _ => {
            let left = meeting.left_open.iter().filter(|left| left.item == *item.id()).map(|left| left.owed.clone());
            let loaded = item.case().is_none_or(|case| source.docs.cases.contains_key(case));
            let still = owed_now();
            let mut left: Vec<_> = left.collect();
            // A decision that turned out to be another child's left the minutes after the end.
            let undecided = Owed::NoDecision.sentence();
            if item.case().is_some() && item.decision.is_none() && !left.contains(&undecided) {
                left.push(undecided);
            }
            let settled: Vec<_> = left.iter().filter(|owed| loaded && !still.contains(owed)).cloned().collect();
            not_asked_together(meeting, &left, &settled)
        }
    }
}

/// A sentence about a seat, with its agency's name in full for those who were not in the room.
fn in_full(meeting: &Meeting, owed: &str) -> String {
    const OF_SEATS: [fn(String) -> Owed; 5] =
        [Owed::NotAsked, Owed::NotAgreed, Owed::ClosedWithout, Owed::DissentUnanswered, Owed::DissentBack];
    let full = meeting.seats.iter().find_map(|seat| {
        let of = OF_SEATS.iter().find(|of| of(seat.short.clone()).sentence() == owed)?;
        Some(of(words::post(meeting, seat)).sentence())
    });
    full.unwrap_or_else(|| owed.to_owned())
}

/// The sentences with the many "X was not asked" as one, first; those settled since say so.
fn not_asked_together(meeting: &Meeting, owed: &[String], settled: &[String]) -> Vec<String> {
    let mark = |owed: &str, text: &str| {
        let settled = settled.iter().any(|settled| settled == owed);
        if settled { format!("{text} (settled since)") } else { text.to_owned() }
    };
    let suffix = Owed::NotAsked(String::new()).sentence();
    let (mut silent, mut others) = (vec![], vec![]);
    for owed in owed {
        let full = in_full(meeting, owed);
        match full.strip_suffix(&suffix) {
            Some(seat) => silent.push(mark(owed, seat)),
            None => others.push(mark(owed, &full)),
        }
    }
    if !silent.is_empty() {
        others.insert(0, format!("Not asked: {}", words::list(&silent)));
    }
    others
}

fn risk_changed(risk: &RiskAfter) -> Block {
    labelled("Risk level: ", &words::because(&risk_words(risk), &risk.because))
}

pub(super) fn labelled(label: &str, text: &str) -> Block {
    Block::runs(vec![Run::bold(label), Run::plain(text)])
}

/// The text with its first letter small, to stand within a line.
fn lower_first(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or_else(String::new, |first| first.to_lowercase().chain(characters).collect())
}
