//! What an admin would notice of deadlines and of what is missing for them.

use chrono::Duration;
use proptest::prelude::*;

use super::*;
use crate::model::decide_listing::ForListing;
use crate::model::decide_prepare::ForAgenda;
use crate::model::id::{Address, MeetingId};
use crate::model::listing::PaperIn;
use crate::model::office::{Office, check, day, essex, plan};
use crate::model::request::Request;
use crate::model::word::ChairsWord;

fn notice() -> Notice {
    essex().notice.clone()
}

fn at(text: &str) -> NaiveDateTime {
    text.parse().unwrap()
}

impl Office<'_> {
    /// What a meeting lacks at a moment, each with how much it presses.
    fn lacks(&self, meeting: &MeetingId, now: &str) -> Vec<String> {
        let ready = |outlook: &Outlook<'_>| {
            readiness(self.meeting(meeting), outlook, self.terms, &Calendar::default(), at(now))
        };
        let rows = self.rows();
        let (ready, of_rows) =
            (ready(&Outlook::of(self.docs())), ready(&Outlook::of_rows(&rows, &self.docs().meetings)));
        assert_eq!(ready, of_rows, "the lobby, which reads rows alone, says the same");
        ready.lacks.iter().map(|lack| format!("{:?}: {}", lack.pressure, lack.what)).collect()
    }

    fn papers_in(&mut self, case: &crate::model::id::CaseId, papers: &[(Paper, &str)]) {
        let papers = papers.iter().map(|(paper, on)| PaperIn { paper: *paper, on: day(on) }).collect();
        self.ask(Request::Listing { case: case.clone(), asked: ForListing::PapersIn(papers) }).unwrap();
    }
}

#[test]
fn the_deadlines_of_a_meeting_after_easter_come_before_the_holidays() {
    let calendar = Calendar::default();
    let found = deadlines(&plan("2026-04-15"), &notice(), &calendar);
    let read: Vec<String> = found.iter().map(|due| format!("{} {}", due.on, due.stage.name())).collect();
    assert_eq!(
        read,
        [
            "2026-04-02 templates due",
            "2026-04-02 agenda goes out",
            "2026-04-05 requests close",
            "2026-04-13 last templates"
        ]
    );
}

#[test]
fn the_backstop_is_a_moment_on_the_clocks_of_england() {
    let calendar = Calendar::default();
    let backstop = |date: &str| {
        let found = deadlines(&plan(date), &notice(), &calendar);
        found.into_iter().find(|due| due.stage == Stage::Backstop).unwrap()
    };
    assert_eq!(backstop("2026-12-03").at, Some(at("2026-12-01T09:30:00")));
    assert_eq!(backstop("2026-03-30").at, Some(at("2026-03-28T08:30:00")));
    let due = backstop("2026-12-03");
    assert!(!due.is_past(at("2026-12-01T09:30:00")) && due.is_past(at("2026-12-01T09:31:00")));
}

#[test]
fn dates_beyond_the_published_holidays_are_provisional_where_working_days_count() {
    let provisional = |calendar: &Calendar| {
        let found = deadlines(&plan("2029-01-10"), &notice(), calendar);
        found.iter().filter(|due| due.provisional).map(|due| due.stage).collect::<Vec<_>>()
    };
    assert_eq!(provisional(&Calendar::default()), [Stage::Templates, Stage::Agenda]);
    assert_eq!(provisional(&Calendar::new([day("2029-12-26")])), []);
}

#[test]
fn a_meeting_says_what_is_missing_the_worst_first() {
    check(|office| {
        let case = office.child("Newcomer Invented", None, "High");
        let december = office.plan("2026-12-03");
        let lacks = office.lacks(&december, "2026-11-12T10:00:00");
        assert_eq!(
            lacks,
            ["Open: 1 case that belongs on the agenda is not on it", "Open: the agenda has not gone out"]
        );
        office.agenda(&december, ForAgenda::Gather).unwrap();
        let lacks = |office: &Office<'_>, now: &str| office.lacks(&december, now);
        let label = office.docs().cases[&case].label.clone();
        assert_eq!(
            lacks(office, "2026-11-20T10:00:00"),
            [
                format!("Near: no template: {label} NI"),
                format!("Near: no eco-map or genogram: {label} NI"),
                "Near: the agenda has not gone out".to_owned()
            ]
        );
        assert!(lacks(office, "2026-11-25T10:00:00").iter().all(|lack| lack.starts_with("Late")));
        office.papers_in(&case, &[(Paper::Template, "2026-11-11"), (Paper::Genogram, "2026-11-11")]);
        assert_eq!(lacks(office, "2026-11-20T10:00:00"), ["Near: the agenda has not gone out"]);
    });
}

#[test]
fn a_scheduled_review_needs_no_papers_and_a_requested_one_does() {
    check(|office| {
        let review = office.child("Review Invented", Some(day("2026-12-03")), "High");
        let asked = office.child("Asked Invented", Some(day("2027-03-04")), "High");
        let december = office.plan("2026-12-03");
        office.agenda(&december, ForAgenda::Gather).unwrap();
        let ask = ForListing::Ask {
            meeting: december.clone(),
            post: Address::new("health/named-nurse"),
            name: String::new(),
            received: day("2026-11-10"),
            because: "Two contacts in a week".to_owned(),
        };
        office.ask(Request::Listing { case: asked.clone(), asked: ask }).unwrap();
        let label = |office: &Office<'_>, case| office.docs().cases[case].label.clone();
        let waits = format!("Open: Health waits for the chair: {} AI", label(office, &asked));
        assert!(office.lacks(&december, "2026-11-12T10:00:00").contains(&waits));
        let listing = office.docs().cases[&asked].listings[0].asked.id.clone();
        office
            .ask(Request::Listing {
                case: asked.clone(),
                asked: ForListing::Accept { listing, word: ChairsWord::at_keyboard("Lee") },
            })
            .unwrap();
        let lacks = office.lacks(&december, "2026-11-12T10:00:00").join("\n");
        assert!(lacks.contains(&format!("no template: {}", label(office, &asked))), "{lacks}");
        assert!(!lacks.contains(&label(office, &review)), "{lacks}");
    });
}

#[test]
fn more_minutes_than_there_are_is_said() {
    check(|office| {
        for number in 0..16 {
            office.child(&format!("Child {number}"), Some(day("2026-12-03")), "Medium");
        }
        let december = office.plan("2026-12-03");
        office.agenda(&december, ForAgenda::Gather).unwrap();
        let planned = office.meeting(&december).planned_minutes();
        let lacks = office.lacks(&december, "2026-11-12T10:00:00").join("\n");
        assert!(
            lacks.contains(&format!("{planned} minutes planned, {} more than there are", planned - 180)),
            "{lacks}"
        );
    });
}

proptest! {
    #[test]
    fn another_holiday_never_brings_a_deadline_later(
        offset in 0_i64..3000,
        own in prop::collection::vec(0_i64..3000, 0..9),
    ) {
        let first = day("2024-01-01");
        let held = plan(&(first + Duration::days(offset)).to_string());
        let extra = Calendar::new(own.into_iter().map(|days| first + Duration::days(days)));
        for stage in [Stage::Requests, Stage::Templates, Stage::Agenda, Stage::Backstop] {
            let due = |calendar: &Calendar| {
                deadlines(&held, &notice(), calendar).into_iter().find(|due| due.stage == stage).unwrap()
            };
            let (before, after) = (due(&Calendar::default()), due(&extra));
            prop_assert!(after.on <= before.on);
            prop_assert!(after.on < held.date);
        }
    }
}
