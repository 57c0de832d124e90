//! The invitation to a meeting, as calendars take it: when, where, how it is marked, and no child's name.

use chrono::{DateTime, TimeDelta, Utc};
use icalendar::{Calendar, Class, Component, Event, EventLike};

use super::minutes::words;
use crate::model::meeting::Meeting;
use crate::terms::Terms;
use crate::terms::calendar::utc;

/// Writes the invitation (RFC 5545). It lasts as long as the agenda is planned to, or the part's slot where that is
/// longer.
#[must_use]
pub fn invitation(meeting: &Meeting, terms: &Terms, made_at: DateTime<Utc>) -> String {
    let plan = &meeting.plan;
    let part = terms.part(plan.part);
    let planned: u32 = meeting.items.iter().map(|item| item.planned.minutes).sum();
    let minutes = part.map_or(planned, |part| part.slot_minutes.max(planned));
    let begins = utc(plan.date.and_time(plan.time));
    let name = part.map_or_else(|| format!("Part {}", plan.part), |part| part.name.clone());
    let marking = &terms.sharing.marking;
    let area = words::area(terms, &plan.area);
    let mut said = vec![format!("{marking}. The agenda and the papers come by secure e-mail.")];
    said.extend((!plan.chair.is_empty()).then(|| format!("Chair: {}", plan.chair)));
    said.push(format!("Enquiries: {}, {}", terms.county.contact, terms.county.telephone));
    said.extend(terms.sharing.statement.iter().cloned());
    let event = Event::new()
        .uid(&format!("{}@mace.{area}", meeting.id).to_lowercase())
        .timestamp(made_at)
        .summary(&format!("{marking}: MACE {name}, {area}"))
        .location(&plan.venue)
        .description(&said.join("\n\n"))
        .class(Class::Private)
        .starts(begins)
        .ends(begins + TimeDelta::minutes(i64::from(minutes)))
        .done();
    let mut calendar = Calendar::new();
    calendar.push(event);
    calendar.done().to_string()
}

#[cfg(test)]
mod tests {
    use super::super::fixture::held;
    use super::*;

    #[test]
    fn a_calendar_gets_time_place_and_marking_and_no_childs_name() {
        let room = held();
        let made = "2026-11-23T10:00:00Z".parse().unwrap();
        let written = invitation(room.meeting_on("2026-12-03"), &room.terms, made);
        for expected in [
            "BEGIN:VCALENDAR",
            "DTSTART:20261203T093000Z",
            "DTEND:20261203T123000Z",
            "DTSTAMP:20261123T100000Z",
            "SUMMARY:OFFICIAL-SENSITIVE: MACE Part 1\\, Mid",
            "LOCATION:Committee Room 2",
        ] {
            assert!(written.contains(expected), "“{expected}” is not in:\n{written}");
        }
        for name in ["Ava", "Marlow", "Cai", "Denby", "M-2026"] {
            assert!(!written.contains(name), "{name} is in:\n{written}");
        }
    }
}
