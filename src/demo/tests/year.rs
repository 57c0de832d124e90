//! A year of meetings after the demo county's today, month by month: no case is ever lost.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, Months, Weekday};

use super::*;
use crate::model::capture::Capture;
use crate::model::case::Details;
use crate::model::decide_prepare::{ForAgenda, is_due};
use crate::model::gather;
use crate::model::id::{CaseId, ItemId, MeetingId};
use crate::model::meeting::Plan;
use crate::model::outlook::Outlook;
use crate::model::refusal::Refusal;
use crate::model::request::{NewCase, NewMeeting, Request};
use crate::model::tracker::{CaseRow, Flag};
use crate::terms::calendar::{month_end, utc};

/// The county on its way through the year, and what its meetings said last of each case.
struct Year<'a> {
    memory: Memory<'a>,
    terms: &'a Terms,
    decided: BTreeMap<CaseId, Outcome>,
    turn: usize,
}

impl Year<'_> {
    fn docs(&self) -> &Docs {
        self.memory.docs()
    }

    fn ask(&mut self, on: NaiveDate, (hour, minute): (u32, u32), request: Request) -> Result<(), Refusal> {
        let at = utc(on.and_hms_opt(hour, minute, 0).unwrap());
        self.memory.record(&[Timed { at, request }], "Ann")
    }

    /// A child whom somebody brings in the month before.
    fn newcomer(&mut self, area: &str, on: NaiveDate) {
        let district = self.terms.area(area).unwrap().districts[0].clone();
        let born = NaiveDate::from_ymd_opt(2012, 4, 1).unwrap();
        let details = Details { district, ..Details::of(&format!("Newcomer {area} {on}"), born) };
        let (area, risk) = (area.to_owned(), Some("Medium".to_owned()));
        let new = NewCase { area, opened: on, risk, details, review_date: None, closed: None, form: None };
        self.ask(on, (8, 0), Request::OpenCase(Box::new(new))).unwrap();
    }

    /// The Part 1 meetings of an area in a month; one is planned where there is none.
    fn meetings(&mut self, area: &str, first: NaiveDate) -> Vec<MeetingId> {
        let found = |docs: &Docs| {
            let here =
                docs.meetings.values().filter(|meeting| (meeting.plan.area.as_str(), meeting.plan.part) == (area, 1));
            let due = here.filter(|m| m.is_to_come() && month_end(m.plan.date) == month_end(first));
            let mut due: Vec<_> = due.map(|meeting| (meeting.plan.date, meeting.id.clone())).collect();
            due.sort();
            due.into_iter().map(|(_, id)| id).collect::<Vec<_>>()
        };
        if found(self.docs()).is_empty() {
            let on = NaiveDate::from_weekday_of_month_opt(first.year(), first.month(), Weekday::Thu, 2).unwrap();
            let plan = Plan {
                part: 1,
                area: area.to_owned(),
                date: on,
                time: "09:30:00".parse().unwrap(),
                slot_minutes: 180,
                venue: "Moot Hall".to_owned(),
                chair: "Lee Example".to_owned(),
                minute_taker: "Ann".to_owned(),
            };
            let request = Request::PlanMeeting(Box::new(NewMeeting { plan, cases: vec![] }));
            self.ask(on - Days::new(21), (9, 0), request).unwrap();
        }
        found(self.docs())
    }

    /// Gathers the agenda, takes one due child off it, holds the meeting and decides on every child there.
    fn hold(&mut self, id: &MeetingId) {
        let on = self.docs().meetings[id].plan.date;
        // That nothing is missing is refused with a sentence, which is no failure here.
        let _ = self.ask(on - Days::new(9), (9, 0), Request::Agenda { meeting: id.clone(), asked: ForAgenda::Gather });
        self.take_one_off(id, on);
        self.ask(on, (9, 30), Request::StartMeeting(id.clone())).unwrap();
        let items = self.docs().meetings[id].items.clone();
        for item in &items {
            let (meeting, at) = (id.clone(), item.id().clone());
            if let Some(case) = item.discusses() {
                self.decide(id, item.id(), case, on);
            }
            let reason = "Information not yet available".to_owned();
            let _ = self.ask(on, (12, 0), Request::GiveReason { meeting, item: at, reason });
        }
        self.ask(on, (12, 30), Request::EndMeeting(id.clone())).unwrap();
    }

    fn take_one_off(&mut self, id: &MeetingId, on: NaiveDate) {
        let meeting = &self.docs().meetings[id];
        let due = meeting.items.iter().find(|item| item.discusses().is_some() && is_due(meeting, item, self.docs()));
        let Some((item, case)) = due.and_then(|item| Some((item.id().clone(), item.case()?.clone()))) else { return };
        self.turn += 1;
        if !self.turn.is_multiple_of(4) {
            return;
        }
        let until = on + Days::new(28);
        let asked = ForAgenda::TakeOff { item, reason: "Her worker is away".to_owned(), until: Some(until) };
        self.ask(on - Days::new(3), (9, 0), Request::Agenda { meeting: id.clone(), asked }).unwrap();
        self.decided.insert(case, Outcome::Review { date: until });
    }

    fn decide(&mut self, meeting: &MeetingId, item: &ItemId, case: &CaseId, on: NaiveDate) {
        self.turn += 1;
        let weeks = 3 + u64::try_from(self.turn % 11).unwrap();
        let area = self.docs().cases[case].area.clone();
        let other = self.terms.areas.iter().map(|area| &area.slug).find(|slug| **slug != area).unwrap().clone();
        let outcome = match self.turn {
            turn if turn.is_multiple_of(9) => {
                Outcome::Close { outcome: "Risk reduced".to_owned(), reason_reduced: None }
            }
            turn if turn.is_multiple_of(17) => Outcome::Transfer { area: other, date: on + Days::new(40) },
            _ => Outcome::Review { date: on + Days::new(7 * weeks) },
        };
        let capture = Capture::Decision { outcome: outcome.clone(), because: "As discussed.".to_owned() };
        let request = Request::Say { meeting: meeting.clone(), item: item.clone(), capture, replaces: None };
        self.ask(on, (11, 0), request).unwrap();
        self.decided.insert(case.clone(), outcome);
    }

    /// Nobody of the area whose review lay in the month, or who was new, was left out.
    #[track_caller]
    fn nobody_was_left_out(&self, area: &str, first: NaiveDate) {
        for case in self.docs().cases.values().filter(|case| case.is_open() && case.area == area) {
            let due = case.review_date.unwrap_or_else(|| panic!("{} has no review date after {first}", case.label));
            // A review within the month, decided in the month, is the next meeting's.
            let heard = case.discussions.last().is_some_and(|last| last.on >= first);
            assert!(heard || due > month_end(first), "{} was due {due}, and nobody discussed it", case.label);
        }
    }

    /// The tracker says of every case what its meetings decided last.
    #[track_caller]
    fn the_tracker_says_what_was_decided(&self, today: NaiveDate) {
        for case in self.docs().cases.values() {
            let row = CaseRow::of(case);
            match self.decided.get(&case.id) {
                Some(Outcome::Review { date }) => assert_eq!((row.review_date, row.closed), (Some(*date), None)),
                Some(Outcome::Transfer { area, date }) => {
                    assert_eq!((&row.area, row.review_date, row.closed), (area, Some(*date), None));
                }
                Some(Outcome::Close { .. }) => assert!(row.closed.is_some() && row.review_date.is_none()),
                None => {}
            }
            assert!(!row.flags(today, self.terms).contains(&Flag::NoReview), "{} has no review date", case.label);
        }
    }
}

#[test]
fn a_year_of_meetings_loses_no_case_and_the_tracker_says_what_each_decided() {
    let (terms, calendar) = (Terms::essex().unwrap(), Calendar::default());
    let at = dates::at(today() - Months::new(16), (9, 0));
    let mut memory = Memory::open(&terms, &calendar, at, true).unwrap();
    fill(&mut memory, &terms, &calendar, Scenario { seed: 1, years: 1, today: today() }, |_, _| {}).unwrap();
    let streams: BTreeSet<Stream> = memory.entries.iter().map(|entry| entry.stream.clone()).collect();
    for stream in &streams {
        memory.load(stream).unwrap();
    }
    let mut year = Year { memory, terms: &terms, decided: BTreeMap::new(), turn: 0 };
    let areas: Vec<String> = terms.areas.iter().map(|area| area.slug.clone()).collect();
    let began = year.docs().cases.len();
    let mut first = today().with_day(1).unwrap();
    for month in 1..=12 {
        let mut meetings = Vec::new();
        for area in &areas {
            for id in year.meetings(area, first) {
                meetings.push((year.docs().meetings[&id].plan.date, area.clone(), id));
            }
        }
        meetings.sort();
        for (_, _, id) in &meetings {
            year.hold(id);
        }
        for area in &areas {
            year.nobody_was_left_out(area, first);
        }
        year.the_tracker_says_what_was_decided(month_end(first));
        first = first + Months::new(1);
        for area in &areas {
            year.newcomer(area, first);
        }
        assert_eq!(year.docs().cases.len(), began + month * areas.len(), "a case opened is a case kept");
        // What is not on an agenda yet belongs to one: the first meeting of the area whose month reaches it.
        for case in year.docs().cases.values().filter(|case| case.is_open()) {
            let due = case.review_date.unwrap_or(first);
            let (date, time) = (month_end(due), "09:30:00".parse().unwrap());
            let wanted = gather::for_plan((&case.area, 1), (date, time), year.docs(), &terms, first);
            let planned = year.docs().meetings.values().any(|m| m.is_to_come() && m.item_of(&case.id).is_some());
            let missing = year.docs().meetings.values().filter(|meeting| meeting.is_to_come());
            let outlook = Outlook::of(year.docs());
            let missing = missing.flat_map(|meeting| gather::missing(meeting, &outlook, &terms, first));
            let here = wanted.iter().map(|wanted| &wanted.case).any(|wanted| *wanted == case.id);
            let there = missing.into_iter().any(|wanted| wanted.case == case.id);
            assert!(planned || here || there, "{}, due {due}, belongs to no meeting", case.label);
        }
    }
    let decisions: Vec<_> = year.docs().cases.values().flat_map(|case| &case.discussions).map(|d| &d.outcome).collect();
    assert!(decisions.iter().filter(|outcome| matches!(outcome, Outcome::Transfer { .. })).count() > 3);
    assert!(year.decided.len() > began, "{} of {began} cases were decided", year.decided.len());
}
