//! Meetings: the list, and one with its agenda.

use super::{Viewing, json, named, word};
use crate::cli::CliError;
use crate::cli::table::Table;
use crate::export::view_json::Views;
use crate::model::agenda::Item;
use crate::model::attendance::Mark;
use crate::model::case::Outcome;
use crate::model::docs::Docs;
use crate::model::id::Stream;
use crate::model::meeting::Meeting;
use crate::store::DocumentQuery;
use crate::terms::phrase::{day, weekday_day};

/// Every meeting, the latest first.
pub(super) fn list(view: &mut Viewing<'_>) -> Result<(), CliError> {
    if view.json {
        view.session.load_kinds(&["meeting", "case", "action", "place"])?;
        let shown = view.session.shown();
        let views = Views::new(&shown.docs, &shown.terms, view.today);
        let mut meetings: Vec<&Meeting> = shown.docs.meetings.values().collect();
        meetings.sort_by_key(|meeting| std::cmp::Reverse((meeting.plan.date, meeting.label.clone())));
        let meetings: Vec<_> = meetings.into_iter().map(|meeting| views.meeting(meeting)).collect();
        return json(&meetings, view.out);
    }
    let query = DocumentQuery { kind: "meeting".to_owned(), newest_first: true, ..DocumentQuery::default() };
    let mut table = Table::new(&["Meeting", "Day", "Time", "Cases", "State", "Venue"]);
    for row in view.session.meeting_rows(&query)? {
        let cases = format!("{}/{}", row.decided, row.cases);
        let time = row.time.format("%H:%M").to_string();
        table.row([row.label, weekday_day(row.date), time, cases, word(&row.state), row.venue]);
    }
    table.print(view.out)
}

/// One meeting with its agenda and attendance.
pub(super) fn one(view: &mut Viewing<'_>, id: &str) -> Result<(), CliError> {
    let Stream::Meeting(id) = named(view.session, "meeting", id)? else { return Ok(()) };
    view.session.load_meeting(&id)?;
    let shown = view.session.shown();
    let Some(meeting) = shown.docs.meetings.get(&id) else { return Ok(()) };
    if view.json {
        return json(&Views::new(&shown.docs, &shown.terms, view.today).meeting(meeting), view.out);
    }
    let plan = &meeting.plan;
    let area = shown.terms.area(&plan.area).map_or(plan.area.as_str(), |area| area.name.as_str());
    let out = &mut *view.out;
    let time = plan.time.format("%H:%M");
    writeln!(out, "{}  Part {} · {area} · {} at {time}", meeting.label, plan.part, weekday_day(plan.date))?;
    let people = format!("chaired by {}, minutes by {}", plan.chair, plan.minute_taker);
    writeln!(out, "{}\n", textwrap::fill(&format!("{}, {people}, {}", plan.venue, word(&meeting.state)), 80))?;
    let mut agenda = Table::new(&["No", "Kind", "Said", "Actions", "Decision", "Item"]);
    for (index, item) in meeting.items.iter().enumerate() {
        agenda.row(item_row(index + 1, item, meeting, &shown.docs));
    }
    agenda.print(out)?;
    writeln!(out)?;
    attendance(meeting).print(out)
}

fn item_row(number: usize, item: &Item, meeting: &Meeting, docs: &Docs) -> [String; 6] {
    let here = |at: &(_, _)| at.0 == meeting.id && at.1 == *item.id();
    let actions = docs.actions.values().filter(|action| action.raised_at.at.as_ref().is_some_and(here)).count();
    let decision = item.decision.as_ref().map(|decision| match &decision.outcome {
        Outcome::Review { date } => format!("review {}", day(*date)),
        Outcome::Close { outcome, .. } => format!("close: {outcome}"),
        Outcome::Transfer { area, .. } => format!("transfer to {area}"),
    });
    let title = match item.case().and_then(|case| docs.cases.get(case)) {
        Some(case) => format!("{} {}", case.label, case.details.name),
        None => item.planned.title.clone(),
    };
    let kind = match item.planned.kind {
        crate::model::agenda::ItemKind::Standing(_) => "standing".to_owned(),
        kind => word(&kind),
    };
    let said = item.updates.len() + item.notes.len() + item.views.len();
    [number.to_string(), kind, said.to_string(), actions.to_string(), decision.unwrap_or_default(), title]
}

fn attendance(meeting: &Meeting) -> Table {
    let mut table = Table::new(&["Mark", "Name", "For"]);
    for seat in &meeting.seats {
        let mark = match &seat.mark {
            None => "–".to_owned(),
            Some(Mark::Present) => "present".to_owned(),
            Some(Mark::Absent) => "absent".to_owned(),
            Some(Mark::Apologies { .. }) => "apologies".to_owned(),
        };
        let name = match &seat.mark {
            Some(Mark::Apologies { substitute: Some(name) }) => format!("{} (sub {name})", seat.name),
            _ => seat.name.clone(),
        };
        table.row([mark, name, format!("{}, {}", seat.agency, seat.designation)]);
    }
    table
}
