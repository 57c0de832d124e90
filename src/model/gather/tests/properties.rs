//! What holds whatever the cases and whatever is done: nothing due vanishes silently.

use chrono::{Days, Months};
use proptest::prelude::*;

use super::*;
use crate::model::case::Closed;
use crate::model::meeting::Plan;
use crate::model::office::essex;
use crate::terms::calendar::Calendar;

/// What is known of an invented case: area, review date from today in days, risk, closed.
type Known = (bool, Option<i64>, usize, bool);

fn cases() -> impl Strategy<Value = Vec<Known>> {
    let known =
        (prop::bool::weighted(0.8), prop::option::weighted(0.8, -90_i64..150), 0..4_usize, prop::bool::weighted(0.2));
    prop::collection::vec(known, 0..9)
}

fn settle(office: &mut Office<'_>, known: &[Known]) {
    let risks = ["Standard", "Medium", "High", "Actual"];
    for (number, (ours, due, risk, closed)) in known.iter().enumerate() {
        let due = due.map(|days| day(TODAY) + chrono::Duration::days(days));
        let name = format!("Child {number}");
        let id = office.child_of(if *ours { "mid" } else { "west" }, &name, due, risks[*risk]);
        if *closed {
            let details = Box::new(office.docs().cases[&id].details.clone());
            let closed = Some(Closed { on: day(TODAY), outcome: "Risk reduced".to_owned(), reason_reduced: None });
            office.ask(Request::CorrectCase { case: id, details, risk: None, review_date: None, closed }).unwrap();
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn every_due_case_belongs_to_exactly_one_meeting_the_first_whose_month_reaches_it(
        known in cases(),
        gaps in prop::collection::vec(1_u64..50, 1..6),
    ) {
        let (terms, calendar) = (essex(), Calendar::default());
        let mut office = Office::open(terms, &calendar);
        settle(&mut office, &known);
        let mut date = day(TODAY);
        let mut meetings = Vec::new();
        for gap in gaps {
            date = date + Days::new(gap);
            meetings.push((date, office.plan(&date.to_string())));
        }
        for case in office.docs().cases.values() {
            let wanting: Vec<NaiveDate> = meetings
                .iter()
                .filter(|(_, id)| {
                    let missing = missing(office.meeting(id), &Outlook::of(office.docs()), terms, day(TODAY));
                    missing.iter().any(|wanted| wanted.case == case.id)
                })
                .map(|(date, _)| *date)
                .collect();
            let ours = case.area == "mid" && case.is_open();
            let due = case.review_date.unwrap_or(day(TODAY));
            let first = meetings.iter().map(|(date, _)| *date).find(|date| ours && month_end(*date) >= due);
            prop_assert_eq!(wanting, first.into_iter().collect::<Vec<_>>());
        }
    }

    #[test]
    fn whatever_is_done_to_an_agenda_every_due_case_is_on_it_or_off_with_a_reason(
        known in cases(),
        asked in prop::collection::vec((0..6_u8, 0..12_usize, 1_i64..90), 0..12),
    ) {
        let (terms, calendar) = (essex(), Calendar::default());
        let mut office = Office::open(terms, &calendar);
        settle(&mut office, &known);
        let (december, later) = (office.plan("2026-12-03"), office.plan("2027-01-07"));
        let due: Vec<CaseId> = wanted(
            sitting(office.meeting(&december), &office.docs().meetings, day(TODAY)),
            &Outlook::of(office.docs()),
            terms,
        ).into_iter().map(|wanted| wanted.case).collect();
        for (what, at, days) in asked {
            let meeting = office.meeting(&december).clone();
            let item = meeting.items[at % meeting.items.len()].id().clone();
            let until = Some(meeting.plan.date + chrono::Duration::days(days));
            let agenda = |asked| Request::Agenda { meeting: december.clone(), asked };
            // What is refused changes nothing, which is the point.
            let _ = office.ask(match what {
                0 => agenda(ForAgenda::Gather),
                1 => agenda(ForAgenda::TakeOff { item, reason: "Not ready".to_owned(), until }),
                2 => agenda(ForAgenda::TakeOff { item, reason: "Not ready".to_owned(), until: None }),
                3 => agenda(ForAgenda::Suggest),
                4 => Request::Reorder { meeting: december.clone(), item, after: None },
                _ => {
                    let date = meeting.plan.date + Months::new(1);
                    let plan = Plan { date: if days > 45 { date } else { day("2026-12-10") }, ..meeting.plan };
                    Request::Rearrange { meeting: december.clone(), plan }
                }
            });
        }
        let moved = office.meeting(&december).plan.date > day("2027-01-07");
        let (first, second) = if moved { (later, december) } else { (december, later) };
        office.ask(Request::StartMeeting(first.clone())).unwrap();
        office.ask(Request::StartMeeting(second.clone())).unwrap();
        for case in due {
            let on = |id: &MeetingId| office.meeting(id).items.iter().filter(|item| item.case() == Some(&case)).count();
            let off = |id: &MeetingId| office.meeting(id).taken_off.iter().any(|off| {
                off.planned.case.as_ref() == Some(&case) && !off.reason.is_empty()
            });
            prop_assert!(on(&first) <= 1 && on(&second) <= 1);
            prop_assert!(on(&first) + on(&second) > 0 || off(&first) || off(&second));
        }
    }
}
