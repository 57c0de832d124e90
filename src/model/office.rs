//! An area's secretary with the county in memory, for tests of what is prepared before a meeting.

use std::sync::OnceLock;

use chrono::{DateTime, NaiveDate, Utc};

use super::agenda::Item;
use super::case::Details;
use super::decide_prepare::ForAgenda;
use super::docs::Docs;
use super::gather::{Wanted, Why, may_want, missing};
use super::id::{CaseId, ItemId, MeetingId};
use super::meeting::{Meeting, Plan};
use super::outlook::Outlook;
use super::record::Timed;
use super::refusal::Refusal;
use super::request::{NewCase, NewMeeting, Request};
use super::tracker::CaseRow;
use crate::demo::{Memory, Recorder};
use crate::terms::Terms;
use crate::terms::calendar::{Calendar, utc};

/// The day on which everything is prepared.
pub const TODAY: &str = "2026-11-12";

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A meeting of Mid's Part 1, as it is planned.
pub fn plan(date: &str) -> Plan {
    Plan {
        part: 1,
        area: "mid".to_owned(),
        date: day(date),
        time: "09:30:00".parse().unwrap(),
        slot_minutes: 180,
        venue: "Moot Hall".to_owned(),
        chair: "Lee Example".to_owned(),
        minute_taker: "Ann Example".to_owned(),
    }
}

/// An area's secretary with the county in memory.
pub struct Office<'a> {
    memory: Memory<'a>,
    pub terms: &'a Terms,
    pub now: DateTime<Utc>,
}

impl<'a> Office<'a> {
    pub fn open(terms: &'a Terms, calendar: &'a Calendar) -> Self {
        let now = utc(day(TODAY).and_hms_opt(10, 0, 0).unwrap());
        Self { memory: Memory::open(terms, calendar, now, false).unwrap(), terms, now }
    }

    pub fn ask(&mut self, request: Request) -> Result<(), Refusal> {
        self.memory.record(&[Timed { at: self.now, request }], "Ann")
    }

    /// Opens a case of Mid; gives its name's case.
    pub fn child(&mut self, name: &str, review_date: Option<NaiveDate>, risk: &str) -> CaseId {
        self.child_of("mid", name, review_date, risk)
    }

    pub fn child_of(&mut self, area: &str, name: &str, review_date: Option<NaiveDate>, risk: &str) -> CaseId {
        let details = Details {
            district: "Maldon".to_owned(),
            presenter: "Nell Drew, Children & Families".to_owned(),
            ..Details::of(name, day("2012-04-01"))
        };
        let (opened, risk) = (day("2026-09-01"), Some(risk.to_owned()));
        let new = NewCase { area: area.to_owned(), opened, risk, details, review_date, closed: None, form: None };
        self.ask(Request::OpenCase(Box::new(new))).unwrap();
        self.docs().cases.values().find(|case| case.details.name == name).unwrap().id.clone()
    }

    pub fn plan(&mut self, date: &str) -> MeetingId {
        self.ask(Request::PlanMeeting(Box::new(NewMeeting { plan: plan(date), cases: vec![] }))).unwrap();
        let planned = self.docs().meetings.values().find(|meeting| meeting.plan.date == day(date));
        planned.unwrap().id.clone()
    }

    pub fn agenda(&mut self, meeting: &MeetingId, asked: ForAgenda) -> Result<(), Refusal> {
        self.ask(Request::Agenda { meeting: meeting.clone(), asked })
    }

    pub fn docs(&self) -> &Docs {
        self.memory.docs()
    }

    /// The cases as lists show them.
    pub fn rows(&self) -> Vec<CaseRow> {
        self.docs().cases.values().map(CaseRow::of).collect()
    }

    pub fn meeting(&self, id: &MeetingId) -> &Meeting {
        &self.docs().meetings[id]
    }

    /// The names of what is missing, each with why.
    pub fn missing(&self, id: &MeetingId) -> Vec<String> {
        let missing = |outlook: &Outlook<'_>| missing(self.meeting(id), outlook, self.terms, day(TODAY));
        let rows = self.rows();
        let (missing, of_rows) =
            (missing(&Outlook::of(self.docs())), missing(&Outlook::of_rows(&rows, &self.docs().meetings)));
        assert_eq!(missing, of_rows, "rows say the same as whole cases");
        let may = |row: &&CaseRow| may_want(self.meeting(id), &(*row).into());
        let loaded: Vec<_> = rows.iter().filter(may).map(|row| &row.case).collect();
        assert!(missing.iter().all(|wanted| loaded.contains(&&wanted.case)), "what is wanted is loaded");
        let words = |wanted: &Wanted| {
            let whys: Vec<String> = wanted.whys.iter().map(Why::words).collect();
            format!("{}: {}", self.docs().cases[&wanted.case].details.name, whys.join(", "))
        };
        missing.iter().map(words).collect()
    }

    /// The names of the children on an agenda, in order.
    pub fn children(&self, id: &MeetingId) -> Vec<&str> {
        let items = self.meeting(id).items.iter().filter_map(Item::case);
        items.map(|case| self.docs().cases[case].details.name.as_str()).collect()
    }

    pub fn item(&self, meeting: &MeetingId, case: &CaseId) -> ItemId {
        self.meeting(meeting).item_of(case).unwrap().id().clone()
    }

    pub fn take_off(
        &mut self,
        meeting: &MeetingId,
        case: &CaseId,
        reason: &str,
        until: Option<&str>,
    ) -> Result<(), Refusal> {
        let item = self.item(meeting, case);
        self.agenda(meeting, ForAgenda::TakeOff { item, reason: reason.to_owned(), until: until.map(day) })
    }
}

/// The terms, read once a process.
pub fn essex() -> &'static Terms {
    static ESSEX: OnceLock<Terms> = OnceLock::new();
    ESSEX.get_or_init(|| Terms::essex().unwrap())
}

#[track_caller]
pub fn check(work: impl FnOnce(&mut Office<'_>)) {
    let calendar = Calendar::default();
    work(&mut Office::open(essex(), &calendar));
}
