//! What an agenda says of what was taken off it, and of what has changed since it went out.

use super::super::fixture::held;
use super::super::text;
use super::{Agenda, agenda};
use crate::export::minutes::{Minutes, minutes};
use crate::model::agenda::ItemKind;
use crate::model::decide_prepare::ForAgenda;
use crate::model::request::{NewMeeting, Request};

/// The words of a paper, each gap a single space.
fn flowing(document: &crate::export::document::Document) -> String {
    text::render(document, None).unwrap().split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn what_was_taken_off_stands_in_agenda_and_minutes_and_a_revision_lists_what_changed() {
    let mut room = held();
    let case = room.docs.cases.values().find(|case| case.details.name == "Ava Marlow").unwrap().id.clone();
    room.at("2026-12-10T09:00");
    let mut plan = room.meeting_on("2026-12-03").plan.clone();
    plan.date = "2027-01-07".parse().unwrap();
    room.ask(Request::PlanMeeting(Box::new(NewMeeting { plan, cases: vec![(case.clone(), ItemKind::Review)] })));
    let january = room.meeting_on("2027-01-07").id.clone();
    let made_at = "2026-12-11T09:00:00Z".parse().unwrap();
    let written = |room: &super::super::fixture::Room| {
        let (docs, terms) = (&room.docs, &room.terms);
        flowing(&agenda(&Agenda { meeting: room.meeting_on("2027-01-07"), docs, terms, made_at, reader: None }))
    };
    assert!(written(&room).contains("Not yet circulated"));
    let asked = ForAgenda::Circulate { to: vec![] };
    room.ask(Request::Agenda { meeting: january.clone(), asked });
    assert!(written(&room).contains("Version 1, circulated on 10 December 2026"), "{}", written(&room));

    let item = room.meeting_on("2027-01-07").item_of(&case).unwrap().id().clone();
    let until = Some("2027-02-04".parse().unwrap());
    let asked = ForAgenda::TakeOff { item, reason: "Her social worker is away".to_owned(), until };
    room.ask(Request::Agenda { meeting: january, asked });
    let said = written(&room);
    assert!(said.contains("REVISED: version 2, in place of version 1"), "{said}");
    assert!(said.contains("was taken off: Her social worker is away. It is reviewed on 4 Feb 2027."), "{said}");
    assert!(said.contains("Taken off the agenda") && said.contains("4 February 2027"), "{said}");

    let (docs, terms) = (&room.docs, &room.terms);
    let source = Minutes { meeting: room.meeting_on("2027-01-07"), docs, terms, next_meeting: None, made_at };
    assert!(flowing(&minutes(&source)).contains("Her social worker is away"));
}
