//! Who was there, who sent apologies and whom in their stead, and who agreed to share and keep confidence.

use std::collections::BTreeMap;

use super::super::document::{Block, Cell, Level, Part, TableKind};
use super::{Minutes, part, spread, words};
use crate::model::attendance::{Mark, Seat};
use crate::terms::calendar::london;

const COLUMNS: [(&str, u16); 4] = [("Agency", 27), ("Designation", 29), ("Name", 18), ("Attendance", 26)];

/// The attendance under a heading of its own, for an agenda without a roll-call.
pub(super) fn attendance_section(source: &Minutes<'_>) -> Vec<Part> {
    let (mut blocks, rows) = attendance(source, "attendance");
    blocks.insert(0, Block::heading(Level::One, "Attendance"));
    let mut parts = vec![part("attendance", None, blocks)];
    parts.extend(rows);
    parts
}

/// How many came, in a sentence, and the head of the table; then its rows, an invitee's about their one case.
pub(super) fn attendance(source: &Minutes<'_>, id: &str) -> (Vec<Block>, Vec<Part>) {
    let seats = &source.meeting.seats;
    let rows = seats.iter().map(|seat| {
        let reference = seat.only_case.as_ref().map(|case| source.reference_of(Some(case)));
        let name = if seat.name.is_empty() { "–" } else { &seat.name };
        let row = [seat.agency.as_str(), &seat.designation, name, &attended(seat, reference.as_deref())];
        (seat.only_case.clone(), row.map(Cell::text).into())
    });
    let (header, rows) = spread(&format!("{id}-seat"), TableKind::Attendance, &COLUMNS, rows);
    (vec![Block::text(how_many(seats)), header], rows)
}

fn how_many(seats: &[Seat]) -> String {
    let members = |wanted: &dyn Fn(&Option<Mark>) -> bool| {
        seats.iter().filter(|seat| seat.only_case.is_none() && wanted(&seat.mark)).count()
    };
    let invited = seats.iter().filter(|seat| seat.only_case.is_some() && seat.attends()).count();
    let counts = [
        (members(&|mark| *mark == Some(Mark::Present)), "was present", "were present"),
        (
            members(&|mark| matches!(mark, Some(Mark::Apologies { substitute: Some(_) }))),
            "sent apologies and a substitute",
            "sent apologies and a substitute",
        ),
        (
            members(&|mark| matches!(mark, Some(Mark::Apologies { substitute: None }))),
            "sent apologies without a substitute",
            "sent apologies without a substitute",
        ),
        (members(&|mark| *mark == Some(Mark::Absent)), "was absent without apologies", "were absent without apologies"),
        (members(&Option::is_none), "is not recorded in the roll-call", "are not recorded in the roll-call"),
    ];
    let counted = counts.iter().filter(|(number, ..)| *number > 0);
    let counted: Vec<_> = counted
        .map(|(number, one, many)| {
            format!("{} {}", words::count(*number, "member", "members"), if *number == 1 { one } else { many })
        })
        .collect();
    let mut text = words::sentence(&words::capital(&words::list(&counted)));
    if invited > 0 {
        let invited = words::capital(&words::count(invited, "person", "people"));
        text = format!("{text} {invited} attended by invitation, for one case only.");
    }
    text
}

fn attended(seat: &Seat, only_case: Option<&str>) -> String {
    let mut text = match &seat.mark {
        None => "Not recorded".to_owned(),
        Some(Mark::Present) => "Present".to_owned(),
        Some(Mark::Apologies { substitute: Some(name) }) => format!("Apologies; {name} attended as substitute"),
        Some(Mark::Apologies { substitute: None }) => "Apologies".to_owned(),
        Some(Mark::Absent) => "Absent".to_owned(),
    };
    if let Some(reference) = only_case {
        text = format!("{text}, for {reference} only");
    }
    // Whoever is invited for one child comes and goes with it, and is neither late nor early.
    let (late, early) = if only_case.is_some() { ("", "") } else { (" (came late)", " (left early)") };
    if let Some(from) = seat.from {
        text = format!("{text}, from {}{late}", words::clock(from));
    }
    if let Some(until) = seat.until {
        text = format!("{text}, until {}{early}", words::clock(until));
    }
    text
}

/// Who agreed to the information-sharing statement, and when; who has not; who has not signed the protocol
/// (arrangements §6).
pub(super) fn statement(source: &Minutes<'_>) -> Vec<Block> {
    let meeting = source.meeting;
    let mut agreed: BTreeMap<_, Vec<&Seat>> = BTreeMap::new();
    for seat in &meeting.seats {
        if let Some(at) = seat.agreed {
            agreed.entry(at).or_default().push(seat);
        }
    }
    let silent: Vec<_> = meeting.seats.iter().filter(|seat| seat.attends() && seat.agreed.is_none()).collect();
    let names = |seats: &[&Seat]| seats.iter().map(|seat| words::speaker(meeting, seat)).collect::<Vec<_>>().join("; ");
    let mut blocks = vec![];
    for (number, (at, seats)) in agreed.iter().enumerate() {
        let time = words::clock(london(*at).time());
        blocks.push(Block::text(if number > 0 {
            format!("It was agreed to on joining, at {time}, by {}.", names(seats))
        } else {
            // Whoever else attends came later, or for one case: then nobody was left out.
            let late = |seat: &&Seat| seat.from.is_some() || seat.only_case.is_some();
            let everybody = silent.iter().all(late) && agreed.values().skip(1).flatten().all(late);
            let who = if everybody { format!("all {} then present", seats.len()) } else { names(seats) };
            format!("The information-sharing statement was put to the meeting and was agreed to at {time} by {who}.")
        }));
    }
    if agreed.is_empty() {
        blocks.push(Block::text("No agreement to the information-sharing statement was recorded."));
    } else if !silent.is_empty() {
        blocks.push(Block::text(format!("No agreement was recorded from {}.", names(&silent))));
    }
    let mut unsigned: Vec<_> =
        meeting.seats.iter().filter(|seat| seat.attends() && !seat.signed).map(|seat| seat.agency.clone()).collect();
    unsigned.dedup();
    if !unsigned.is_empty() {
        let who = words::list(&unsigned);
        blocks.push(Block::text(format!("Not known to have signed the information sharing protocol: {who}.")));
    }
    blocks
}
