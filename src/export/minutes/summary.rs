//! What the whole meeting amounts to: decisions at a glance, all actions, what was left open, the next meeting.

use super::super::document::{Block, Cell, Level, Part, Run, Signatory, Signature, TableKind};
use super::{Minutes, actions, outcome, part, spread, words};
use crate::model::agenda::{Item, ItemKind};
use crate::model::meeting::MeetingState;

/// Every child discussed, a row each: risk and decision. By reference alone, as this is the page most seen.
pub(super) fn at_a_glance(source: &Minutes<'_>) -> Vec<Part> {
    let cases = source.meeting.items.iter().enumerate().filter(|(_, item)| item.case().is_some());
    let rows = cases.map(|(index, item)| (item.case().cloned(), glance(source, index + 1, item)));
    let columns = [("Item", 8), ("Case", 16), ("Discussion", 16), ("Risk level", 22), ("Decision", 38)];
    let (header, rows) = spread("glance", TableKind::Plain, &columns, rows);
    if rows.is_empty() {
        return vec![];
    }
    let heading = Block::heading(Level::One, "Decisions at a glance");
    std::iter::once(part("glance", None, vec![heading, header])).chain(rows).collect()
}

/// What follows the agenda's items, to the chair's signature.
pub(super) fn closing(source: &Minutes<'_>) -> Vec<Part> {
    let mut parts = vec![];
    let (table, rows) = actions::all(source);
    let mut blocks = vec![Block::heading(Level::One, "Summary of actions")];
    if table.is_empty() {
        blocks.push(Block::text("The meeting agreed no new action."));
    }
    blocks.extend(table);
    parts.push(part("actions", None, blocks));
    parts.extend(rows);
    parts.extend(left_open(source));
    parts.push(part("closing", None, last_words(source)));
    parts
}

fn glance(source: &Minutes<'_>, number: usize, item: &Item) -> Vec<Cell> {
    let kind = match item.planned.kind {
        ItemKind::Initial => "Initial",
        ItemKind::Requested => "Requested",
        ItemKind::Dissent => "Dissent",
        _ => "Review",
    };
    let standing =
        source.case(item).and_then(|case| outcome::risk_before(source, item, case)).unwrap_or("Not assessed");
    let risk = item.risk.as_ref().map_or_else(|| standing.to_owned(), outcome::risk_words);
    let decided = match &item.decision {
        Some(decision) => words::capital(&outcome::decided(source, decision)),
        None if item.opened_at.is_none() && item.is_silent() => "Not discussed".to_owned(),
        None => "No decision was recorded".to_owned(),
    };
    let dissent = if item.dissents.is_empty() { "" } else { "; dissent recorded" };
    vec![
        Cell::text(number.to_string()),
        Cell::text(source.reference_of(item.case())),
        Cell::text(kind),
        Cell::text(risk),
        Cell::text(format!("{decided}{dissent}")),
    ]
}

fn left_open(source: &Minutes<'_>) -> Vec<Part> {
    let heading = Block::heading(Level::One, "Left open at the end of the meeting");
    if matches!(source.meeting.state, MeetingState::Planned | MeetingState::AgendaCirculated | MeetingState::Live) {
        let text = "The meeting has not ended. What is then still open will be listed here.";
        return vec![part("left-open", None, vec![heading, Block::text(text)])];
    }
    let rows = source.meeting.items.iter().enumerate().filter_map(|(index, item)| {
        let owed = outcome::owed(source, item);
        let bullets = owed.iter().map(|owed| vec![Run::plain(words::sentence(owed))]).collect();
        let title = match item.case() {
            Some(case) => source.reference_of(Some(case)),
            None => item.planned.title.clone(),
        };
        let row = vec![
            Cell::text(format!("{}  {title}", index + 1)),
            Cell { blocks: vec![Block::Bullets { items: bullets }] },
            Cell::text(item.reason.as_deref().unwrap_or("None was given")),
        ];
        (!owed.is_empty()).then(|| (item.case().cloned(), row))
    });
    let columns = [("Item", 27), ("What was left open", 48), ("Reason", 25)];
    let (table, rows) = spread("left-open", TableKind::Plain, &columns, rows);
    if rows.is_empty() {
        return vec![part("left-open", None, vec![heading, Block::text("Nothing was left open.")])];
    }
    std::iter::once(part("left-open", None, vec![heading, table])).chain(rows).collect()
}

fn last_words(source: &Minutes<'_>) -> Vec<Block> {
    let next = match &source.next_meeting {
        Some((date, time, venue)) if venue.trim().is_empty() => {
            format!("The next meeting is on {} at {}.", words::weekday(*date), words::clock(*time))
        }
        Some((date, time, venue)) => {
            format!("The next meeting is on {} at {}, {venue}.", words::weekday(*date), words::clock(*time))
        }
        None => "The date of the next meeting has not been set.".to_owned(),
    };
    let chair = source.meeting.acting_chair.as_ref().unwrap_or(&source.meeting.plan.chair);
    let chair = Signatory { role: "Chair".to_owned(), name: chair.clone(), date: String::new() };
    let approval =
        Signature { statement: "Approved as a true record of the meeting.".to_owned(), signatories: vec![chair] };
    let duties = source.terms.sharing.statement.iter().map(|duty| vec![Run::plain(duty)]);
    vec![
        Block::heading(Level::One, "Next meeting"),
        Block::text(next),
        Block::Together { blocks: vec![Block::heading(Level::One, "Approval"), Block::Signature(approval)] },
        Block::Together {
            blocks: vec![
                Block::heading(Level::One, "Handling of these minutes"),
                Block::text("The information-sharing statement of this meeting applies to these minutes:"),
                Block::Bullets { items: duties.collect() },
            ],
        },
    ]
}
