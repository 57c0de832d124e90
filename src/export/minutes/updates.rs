//! What the agencies said on an item, gathered by agency, and who said nothing and why.

use super::super::document::{Block, Cell, Field, Level, Run, TableKind};
use super::{table, words};
use crate::model::agenda::{Heard, Item};
use crate::model::attendance::Seat;
use crate::model::checks;
use crate::model::meeting::Meeting;
use crate::model::said::{Mode, Update};

/// The agencies' updates on a child, and one line each for those who had nothing, were not there or were not asked.
pub(super) fn on_child(meeting: &Meeting, item: &Item, district: &str) -> Vec<Block> {
    let mut blocks = vec![Block::heading(Level::Two, "Agency updates")];
    if item.updates.iter().any(|update| !update.nil || !update.text.is_empty()) {
        blocks.push(given(meeting, item));
    } else {
        blocks.push(Block::text("No agency gave an update."));
    }
    let mut lines = vec![];
    let mut line = |label: &str, seats: Vec<String>| {
        if !seats.is_empty() {
            lines.push(Field::new(label, seats.join("; ")));
        }
    };
    line("Nothing to report", nothing_to_report(meeting, item));
    let expected = || {
        meeting
            .seats_on(item)
            .filter(|(seat, _)| seat.speaks_for(district) || seat.only_case.is_some())
            .filter(|(seat, attends)| !*attends && item.heard(&seat.address).is_none())
            .map(|(seat, _)| seat)
    };
    let posts = |seats: &mut dyn Iterator<Item = &Seat>| seats.map(|seat| words::post(meeting, seat)).collect();
    line("Not present", posts(&mut expected().filter(|seat| seat.mark.is_some())));
    let silent = meeting.seats_on(item).filter(|(seat, attends)| {
        (seat.speaks_for(district) || seat.only_case.is_some())
            && checks::heard(item, seat, *attends) == Heard::NotAsked
    });
    line("Present, not asked", posts(&mut silent.map(|(seat, _)| seat)));
    line("Attendance not recorded", posts(&mut expected().filter(|seat| seat.mark.is_none())));
    if !lines.is_empty() {
        blocks.push(Block::Fields { fields: lines });
    }
    blocks
}

/// The table of what was said, a row an agency in the order of the seats; an agency that spoke often is gathered.
pub(super) fn given(meeting: &Meeting, item: &Item) -> Block {
    let mut agencies: Vec<&str> = vec![];
    for seat in &meeting.seats {
        let agency = seat.address.agency();
        if !agencies.contains(&agency) {
            agencies.push(agency);
        }
    }
    let rows = agencies.into_iter().filter_map(|agency| row(meeting, item, agency)).collect();
    table(TableKind::Updates, &[("Agency", 27), ("Update", 73)], rows)
}

/// Discussion without an agency, in the order noted.
pub(super) fn notes(item: &Item) -> Vec<Block> {
    let mut notes: Vec<_> = item.notes.iter().collect();
    notes.sort_by_key(|note| note.kept.at);
    notes.into_iter().map(|note| Block::text(&note.text)).collect()
}

fn row(meeting: &Meeting, item: &Item, agency: &str) -> Option<Vec<Cell>> {
    let mut updates: Vec<&Update> = item.told().filter(|update| update.seat.agency() == agency).collect();
    updates.sort_by_key(|update| update.kept.at);
    if updates.iter().all(|update| update.nil && update.text.is_empty()) {
        return None;
    }
    let speakers: Vec<&Seat> = meeting.seats.iter().filter(|s| updates.iter().any(|u| u.seat == s.address)).collect();
    let first = *speakers.first()?;
    let several = speakers.len() > 1;
    let mut head = vec![Run::plain(&first.agency)];
    if !several {
        head.push(Run::muted(format!("\n{}", person(first))));
    }
    let blocks = updates.iter().map(|update| {
        let seat = speakers.iter().find(|seat| several && seat.address == update.seat);
        let mut runs = seat.map_or_else(Vec::new, |seat| vec![Run::bold(format!("{}: ", person(seat)))]);
        if update.mode == Mode::Written {
            runs.push(Run::italic("Sent in writing. "));
        }
        let again =
            updates.iter().any(|other| other.seat == update.seat && !other.nil && other.kept.at <= update.kept.at);
        let words = match (update.text.as_str(), again) {
            ("", true) => "Nothing further.",
            ("", false) => "Nothing to report.",
            (text, _) => text,
        };
        runs.push(Run::plain(words));
        Block::runs(runs)
    });
    Some(vec![Cell::runs(head), Cell { blocks: blocks.collect() }])
}

/// Who spoke, and as what.
fn person(seat: &Seat) -> String {
    match seat.speaker() {
        "" => seat.designation.clone(),
        name => format!("{name}, {}", seat.designation),
    }
}

/// Those who had nothing to report and whose agency's row is not in the table.
fn nothing_to_report(meeting: &Meeting, item: &Item) -> Vec<String> {
    let spoke = |agency: &str| item.updates.iter().any(|u| u.seat.agency() == agency && !(u.nil && u.text.is_empty()));
    let silent = meeting.seats.iter().filter(|seat| !spoke(seat.address.agency()));
    let nil = silent.filter_map(|seat| {
        let update = item.updates.iter().find(|update| update.seat == seat.address)?;
        let written = if update.mode == Mode::Written { ", in writing" } else { "" };
        Some(format!("{}{written}", words::post(meeting, seat)))
    });
    nil.collect()
}
