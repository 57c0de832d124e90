//! The minutes of a meeting as a document: what a county signs, and who was not there can follow.
//!
//! `opening` says who was there, `standing` and `case` write the agenda's items, `updates`, `outcome` and `actions`
//! their pieces, `summary` what the whole meeting amounts to. What speaks of a child stands in a part of that child's
//! own, also where a table runs through several children: so that a part can be sealed and purged alone.

mod actions;
mod case;
pub(super) mod dissent;
mod opening;
mod outcome;
mod standing;
mod summary;
pub(super) mod taken;
mod updates;
pub(super) mod words;

pub use case::BORN;

#[cfg(test)]
mod tests;

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};

use super::document::{Block, Cell, Column, Document, Field, Level, Part, Table, TableKind};
use crate::model::agenda::{Item, ItemKind};
use crate::model::case::Case;
use crate::model::docs::Docs;
use crate::model::id::CaseId;
use crate::model::meeting::{Meeting, MeetingState};
use crate::terms::calendar::london;
use crate::terms::{Holds, Terms};

/// What minutes are made from.
#[derive(Debug, Clone)]
pub struct Minutes<'a> {
    /// The meeting.
    pub meeting: &'a Meeting,
    /// The cases on its agenda, and every action and place of theirs and of the meeting, as loaded.
    pub docs: &'a Docs,
    /// The county's terms.
    pub terms: &'a Terms,
    /// The area's next meeting of the same part, if it is planned: date, local time, venue.
    pub next_meeting: Option<(NaiveDate, NaiveTime, String)>,
    /// When the minutes are made.
    pub made_at: DateTime<Utc>,
}

/// Writes the minutes as they stand. A meeting that is not over gives what is recorded so far, and says so.
#[must_use]
pub fn minutes(source: &Minutes<'_>) -> Document {
    let meeting = source.meeting;
    let plan = &meeting.plan;
    let area = words::area(source.terms, &plan.area);
    let part = source.terms.part(plan.part);
    let part_name = part.map_or_else(|| format!("Part {}", plan.part), |part| part.name.clone());
    let about = part.map_or_else(String::new, |part| format!(": {}", part.about));
    let (status, stage) = status(meeting.state);
    let mut parts = summary::at_a_glance(source);
    if !holds(meeting, Holds::RollCall) {
        parts.extend(opening::attendance_section(source));
    }
    for (index, item) in meeting.items.iter().enumerate() {
        parts.extend(match item.planned.kind {
            ItemKind::Standing(holds) => standing::parts(source, index + 1, item, holds),
            _ => vec![case::part(source, index + 1, item)],
        });
    }
    parts.extend(taken::parts(meeting, source.docs, |_| true));
    parts.extend(summary::closing(source));
    Document {
        title: format!("MACE {part_name} minutes"),
        subject: format!("{area}{about}"),
        status: status.to_owned(),
        marking: source.terms.sharing.marking.clone(),
        header_left: format!("{} MACE · {area} · {part_name}", source.terms.county.name),
        header_right: format!("{} · {stage}", words::day(plan.date)),
        foot: String::new(),
        reference: reference(source),
        language: "en-GB".to_owned(),
        author: plan.minute_taker.clone(),
        created: source.made_at,
        parts,
    }
}

/// The minutes of one child's discussion, to stand within another paper under a heading of the second level.
pub(super) fn discussion(source: &Minutes<'_>, item: &Item) -> Vec<Block> {
    let lower = |block| match block {
        Block::Heading { level: Level::Two, text } => Block::Heading { level: Level::Three, text },
        other => other,
    };
    case::said(source, item).into_iter().map(lower).collect()
}

impl Minutes<'_> {
    /// The child of an item, where the case is loaded.
    fn case(&self, item: &Item) -> Option<&Case> {
        self.docs.cases.get(item.case()?)
    }

    /// The reference people use for a case; a dash where it is not loaded.
    fn reference_of(&self, case: Option<&CaseId>) -> String {
        case.and_then(|id| self.docs.cases.get(id)).map_or_else(|| "–".to_owned(), |case| case.label.clone())
    }
}

/// The status under the title, and the word for it in every page's header.
fn status(state: MeetingState) -> (&'static str, &'static str) {
    match state {
        MeetingState::Planned | MeetingState::AgendaCirculated => ("The meeting has not been held", "not held"),
        MeetingState::Live => ("DRAFT, taken while the meeting is being held", "draft"),
        MeetingState::Draft => ("DRAFT: not yet approved by the chair", "draft"),
        MeetingState::WithChair => ("DRAFT: with the chair for approval", "draft"),
        MeetingState::Approved => ("Approved by the chair", "approved"),
        MeetingState::MinutesCirculated => ("Approved by the chair and circulated", "approved"),
    }
}

/// Date, venue and people, under the title.
fn reference(source: &Minutes<'_>) -> Vec<Field> {
    let (meeting, plan) = (source.meeting, &source.meeting.plan);
    let planned = format!("{} at {}", words::weekday(plan.date), words::clock(plan.time));
    let at = |moment: DateTime<Utc>| words::clock(london(moment).time());
    let held = match (meeting.started_at, meeting.ended_at) {
        (Some(began), Some(ended)) => format!("{planned}; began at {} and ended at {}", at(began), at(ended)),
        (Some(began), None) => format!("{planned}; began at {}", at(began)),
        (None, _) => planned,
    };
    let chair = match &meeting.acting_chair {
        Some(acting) => format!("{acting}, acting for {}", plan.chair),
        None => plan.chair.clone(),
    };
    let known = |text: &str| if text.trim().is_empty() { "Not recorded".to_owned() } else { text.to_owned() };
    vec![
        Field::new("Date and time", held),
        Field::new("Venue", known(&plan.venue)),
        Field::new("Chair", known(&chair)),
        Field::new("Minute-taker", known(&plan.minute_taker)),
    ]
}

fn holds(meeting: &Meeting, wanted: Holds) -> bool {
    meeting.items.iter().any(|item| item.planned.kind == ItemKind::Standing(wanted))
}

pub(super) fn part(id: impl Into<String>, about: Option<&CaseId>, blocks: Vec<Block>) -> Part {
    Part { id: id.into(), about: about.map(ToString::to_string), blocks }
}

/// A table whose rows may each speak of another child: the header, and a part for each row, drawn as one.
pub(super) fn spread(
    id: &str,
    kind: TableKind,
    columns: &[(&str, u16)],
    rows: impl IntoIterator<Item = (Option<CaseId>, Vec<Cell>)>,
) -> (Block, Vec<Part>) {
    let header = table(kind, columns, Vec::new());
    let rows = rows.into_iter().enumerate().map(|(number, (about, row))| {
        let mut block = table(kind, columns, vec![row]);
        if let Block::Table(table) = &mut block {
            table.continues = true;
        }
        part(format!("{id}-{}", number + 1), about.as_ref(), vec![block])
    });
    (header, rows.collect())
}

pub(super) fn table(kind: TableKind, columns: &[(&str, u16)], rows: Vec<Vec<Cell>>) -> Block {
    let columns = columns.iter().map(|(heading, weight)| Column::new(*heading, *weight)).collect();
    Block::Table(Table { kind, caption: String::new(), columns, rows, continues: false })
}
