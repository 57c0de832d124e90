//! A small fictional meeting, recorded request by request, for the tests of what comes out.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};

use crate::model::action::Answer;
use crate::model::agenda::ItemKind;
use crate::model::attendance::Mark;
use crate::model::capture::{Call, Capture};
use crate::model::case::{Details, Outcome};
use crate::model::county::Contact;
use crate::model::decide::Today;
use crate::model::dissent_path::DissentAnswer;
use crate::model::docs::Docs;
use crate::model::id::{Address, CaseId, ItemId, MeetingId, RequestId};
use crate::model::meeting::{Meeting, Plan};
use crate::model::record::{Hand, record};
use crate::model::refusal::Refusal;
use crate::model::request::{NewCase, NewMeeting, Request};
use crate::model::said::{DissentState, Mode, Whose};
use crate::terms::Terms;
use crate::terms::calendar::{Calendar, utc};

/// A store in memory, and the requests that made it what it is.
pub(super) struct Room {
    pub(super) docs: Docs,
    pub(super) terms: Terms,
    pub(super) asked: Vec<(DateTime<Utc>, Request)>,
    calendar: Calendar,
    now: DateTime<Utc>,
    labels: BTreeMap<String, u64>,
}

impl Room {
    pub(super) fn new() -> Self {
        Self {
            docs: Docs::default(),
            terms: Terms::essex().unwrap(),
            asked: vec![],
            calendar: Calendar::default(),
            now: local("2026-10-01T09:00:00"),
            labels: BTreeMap::new(),
        }
    }

    /// Moves the clock, local time.
    pub(super) fn at(&mut self, moment: &str) {
        self.now = local(&format!("{moment}:00"));
    }

    /// Asks as request number `number`, so that identities do not depend on what was asked before.
    pub(super) fn ask_as(&mut self, number: usize, at: DateTime<Utc>, request: &Request) -> Result<(), Refusal> {
        let today = Today { terms: &self.terms, calendar: &self.calendar, now: at };
        let mut hand = Hand::new(RequestId::new(format!("r{number}")), "Tom Hale");
        let labels = &mut self.labels;
        let next = |prefix: &str| {
            let label = labels.entry(prefix.to_owned()).or_default();
            *label += 1;
            *label
        };
        record(&mut self.docs, request, today, &mut hand, next).map(drop)
    }

    #[track_caller]
    pub(super) fn ask(&mut self, request: Request) {
        let number = self.asked.len();
        self.ask_as(number, self.now, &request).expect("a request that is granted");
        self.asked.push((self.now, request));
    }

    /// The meeting on that day.
    pub(super) fn meeting_on(&self, date: &str) -> &Meeting {
        let date = day(date);
        self.docs.meetings.values().find(|meeting| meeting.plan.date == date).expect("a meeting on that day")
    }

    fn item(&self, meeting: &MeetingId, number: usize) -> ItemId {
        self.docs.meetings[meeting].items[number - 1].id().clone()
    }

    #[track_caller]
    pub(super) fn open(&mut self, meeting: &MeetingId, number: usize) {
        let item = self.item(meeting, number);
        self.ask(Request::OpenItem { meeting: meeting.clone(), item });
    }

    #[track_caller]
    pub(super) fn left_because(&mut self, meeting: &MeetingId, number: usize, reason: &str) {
        let item = self.item(meeting, number);
        self.ask(Request::GiveReason { meeting: meeting.clone(), item, reason: reason.to_owned() });
    }

    #[track_caller]
    pub(super) fn say(&mut self, meeting: &MeetingId, number: usize, capture: Capture) {
        let item = self.item(meeting, number);
        self.ask(Request::Say { meeting: meeting.clone(), item, capture, replaces: None });
    }
}

/// A room in which the meeting of 3 December 2026 in Mid has been held: a review of Ava Marlow (her first discussion
/// was on 5 November) and an initial discussion of Cai Denby, which is left with much still owed.
pub(super) fn held() -> Room {
    let mut room = Room::new();
    let ava = set_up(&mut room);
    first_meeting(&mut room, &ava);
    let cai = details("Cai Denby", "2013-01-22", "Braintree", "Femi Oduya, Children & Families");
    let cai = open(&mut room, cai, "Standard");
    let december = plan(&mut room, "2026-12-03", vec![(ava.clone(), ItemKind::Review), (cai, ItemKind::Initial)]);
    roll_call(&mut room, &december);
    review(&mut room, &december, &ava);
    initial(&mut room, &december);
    room.at("2026-12-03T10:20");
    room.open(&december, 7);
    room.say(&december, 7, discussion("The chair thanked the board for the training day."));
    room.say(&december, 7, action(&["escb/ce-manager"], "Send the dates of the next training day", Some("2026-12-18")));
    room.at("2026-12-03T10:25");
    room.left_because(&december, 6, "Information not yet available");
    room.ask(Request::EndMeeting(december));
    room
}

fn set_up(room: &mut Room) -> CaseId {
    let contact = |post: &str, district: Option<&str>, name: &str| Contact {
        area: "mid".into(),
        part: 1,
        agency: post.split('/').next().unwrap().into(),
        designation: post.split('/').nth(1).unwrap().into(),
        district: district.map(Into::into),
        name: name.into(),
        email: "seat@county.example".into(),
        telephone: String::new(),
        spoc: false,
        deputy: String::new(),
    };
    room.ask(Request::SetContacts(vec![
        contact("cf/hidden-harm", None, "Dan Obi"),
        contact("cf/missing", None, "Ruth Penn"),
        contact("police/lp", None, "Insp. Mark Vale"),
        contact("police/octt", None, "DS Ann Cole"),
        contact("police/mplo", Some("Chelmsford"), "Lee Marsh"),
        contact("education/principal-officer", None, "Joan Frost"),
        contact("health/named-nurse", None, "Sue Webb"),
        contact("yos/regional-manager", None, "Kit Lowe"),
        contact("council/safeguarding", Some("Chelmsford"), "Ola Reed"),
        contact("council/safeguarding", Some("Braintree"), "Ian Pell"),
    ]));
    let ava = Details {
        models: vec!["Online grooming".into(), "Peer on peer".into()],
        education: Some("Reduced timetable".into()),
        legal_status: Some("Child in Need".into()),
        concern: "Ava has been seen repeatedly at the retail park with two older males. She came home from her last \
                  episode with a new telephone that she would not explain."
            .into(),
        ..details("Ava Marlow", "2011-03-14", "Chelmsford", "Nell Drew, Children & Families")
    };
    open(room, ava, "Medium")
}

fn open(room: &mut Room, details: Details, risk: &str) -> CaseId {
    let (opened, name) = (day("2026-10-01"), details.name.clone());
    let new = NewCase {
        area: "mid".into(),
        opened,
        risk: Some(risk.into()),
        details,
        review_date: None,
        closed: None,
        form: None,
    };
    room.ask(Request::OpenCase(Box::new(new)));
    room.docs.cases.values().find(|case| case.details.name == name).unwrap().id.clone()
}

fn details(name: &str, born: &str, district: &str, presenter: &str) -> Details {
    Details {
        name: name.into(),
        born: day(born),
        district: district.into(),
        source: Some("Risk-record data".into()),
        threshold: None,
        models: vec![],
        education: None,
        legal_status: None,
        gender: None,
        ethnicity: None,
        concern: String::new(),
        child_says: String::new(),
        presenter: presenter.into(),
        notes: String::new(),
    }
}

fn plan(room: &mut Room, date: &str, cases: Vec<(CaseId, ItemKind)>) -> MeetingId {
    let plan = Plan {
        part: 1,
        area: "mid".into(),
        date: day(date),
        time: "09:30:00".parse().unwrap(),
        slot_minutes: 180,
        venue: "Committee Room 2, County Hall, Chelmsford".into(),
        chair: "Priya Shah, Service Manager, Children & Families".into(),
        minute_taker: "Tom Hale, Business Support".into(),
    };
    room.ask(Request::PlanMeeting(Box::new(NewMeeting { plan, cases })));
    room.meeting_on(date).id.clone()
}

fn first_meeting(room: &mut Room, ava: &CaseId) {
    room.at("2026-11-05T09:30");
    let november = plan(room, "2026-11-05", vec![(ava.clone(), ItemKind::Initial)]);
    room.ask(Request::StartMeeting(november.clone()));
    room.open(&november, 5);
    room.say(
        &november,
        5,
        action(&["council/safeguarding/chelmsford"], "Ask licensing for camera coverage", Some("2026-11-26")),
    );
    room.say(
        &november,
        5,
        action(&["police/mplo/chelmsford"], "Update the flag on the two vehicles", Some("2026-11-19")),
    );
    room.say(&november, 5, review_on("2026-12-03", "the concern is new"));
    room.ask(Request::EndMeeting(november));
}

fn roll_call(room: &mut Room, meeting: &MeetingId) {
    room.at("2026-12-03T09:32");
    room.ask(Request::StartMeeting(meeting.clone()));
    room.open(meeting, 1);
    let mark = |seats: &[&str], mark| Request::Mark {
        meeting: meeting.clone(),
        seats: seats.iter().map(|s| post(s)).collect(),
        mark,
    };
    let all: Vec<String> = room.docs.meetings[meeting].seats.iter().map(|seat| seat.address.to_string()).collect();
    let all: Vec<&str> = all.iter().map(String::as_str).collect();
    room.ask(mark(&all, Mark::Present));
    room.ask(mark(&["education/principal-officer"], Mark::Apologies { substitute: Some("Amir Khan".into()) }));
    room.ask(mark(&["health/named-nurse", "sexual-health/cse-lead"], Mark::Apologies { substitute: None }));
    room.ask(mark(&["youth-service/representative"], Mark::Absent));
    room.open(meeting, 2);
    room.at("2026-12-03T09:36");
    room.ask(Request::AgreeStatement(meeting.clone()));
    let late = Call::Late("09:41:00".parse().unwrap());
    room.say(meeting, 2, Capture::RollCall { seat: post("sexual-health/cse-lead"), call: late });
    room.at("2026-12-03T09:42");
    room.ask(Request::AgreeStatement(meeting.clone()));
    room.open(meeting, 3);
    room.say(meeting, 3, discussion("The minutes of 5 November 2026 were agreed as a true record."));
    room.open(meeting, 4);
}

fn review(room: &mut Room, meeting: &MeetingId, ava: &CaseId) {
    room.at("2026-12-03T09:44");
    room.ask(Request::Invite {
        meeting: meeting.clone(),
        case: Some(ava.clone()),
        post: post("cf/asw"),
        name: "Nell Drew".into(),
    });
    let seats = vec![post("cf/asw")];
    room.ask(Request::Mark { meeting: meeting.clone(), seats, mark: Mark::Present });
    room.open(meeting, 5);
    room.say(meeting, 5, update("yos/regional-manager", "Seen twice at the retail park with older males."));
    room.at("2026-12-03T09:47");
    room.say(
        meeting,
        5,
        update("police/lp", "Two vehicles have been linked to the retail park; officers have been briefed."),
    );
    room.say(meeting, 5, update("police/mplo/chelmsford", "Four episodes since September, the longest of 19 hours."));
    room.say(meeting, 5, update("cf/asw", "Ava keeps most appointments but leaves early."));
    let written = Capture::Update {
        seat: post("health/named-nurse"),
        text: "Seen by the school nurse twice; no concern was disclosed.".into(),
        nil: false,
        mode: Mode::Written,
    };
    room.say(meeting, 5, written);
    room.say(meeting, 5, nil("council/safeguarding/chelmsford"));
    room.at("2026-12-03T09:52");
    room.say(meeting, 5, update("yos/regional-manager", "She has asked for a mentor of her own choosing."));
    room.say(meeting, 5, discussion("The chair asked for the strategy meeting to see Ava first."));
    room.say(meeting, 5, view(Whose::Child, "I like going there because nobody asks me questions.", None));
    room.say(meeting, 5, view(Whose::Parent, "", Some("Her mother could not be reached")));
    room.say(meeting, 5, Capture::Place { kind: "Venue".into(), text: "Taxi rank, Market Road".into() });
    room.say(
        meeting,
        5,
        Capture::Missing {
            from: "2026-12-01T22:10:00".parse().unwrap(),
            until: Some("2026-12-02T06:30:00".parse().unwrap()),
            missing_from: Some("Home".into()),
            found: Some("Southend".into()),
        },
    );
    let answer = |label: &str, answer| Capture::Answer { action: label.into(), answer };
    room.say(meeting, 5, answer("A1", Answer::Done { outcome: "coverage confirmed, letter sent".into() }));
    let carry =
        Answer::Carry { to: day("2026-12-10"), because: "awaiting the analyst".into(), asked_by: String::new() };
    room.say(meeting, 5, answer("A2", carry));
    room.say(
        meeting,
        5,
        action(&["police/octt"], "Share the two vehicles with the disruption team", Some("2026-12-10")),
    );
    room.say(
        meeting,
        5,
        action(&["cf/asw"], "Offer Ava a mentor of her own choosing, and record her answer", Some("2026-12-17")),
    );
    room.say(
        meeting,
        5,
        Capture::Risk { level: "High".into(), because: "contact with adults has become weekly".into() },
    );
    room.say(meeting, 5, review_on("2027-01-14", "disruption has only begun"));
    room.say(
        meeting,
        5,
        Capture::Dissent { seat: post("yos/regional-manager"), text: "Six weeks is too long.".into() },
    );
    let rationale = "the strategy meeting on 17 December will see the child sooner";
    let to = "the Head of Youth Justice".into();
    let answer = DissentAnswer { to, ..DissentAnswer::new(DissentState::Escalated, rationale) };
    room.say(meeting, 5, Capture::DissentAnswered { seat: post("yos/regional-manager"), answer });
    room.at("2026-12-03T10:05");
    let item = room.item(meeting, 5);
    room.ask(Request::LeaveItem {
        meeting: meeting.clone(),
        item,
        reason: Some("Agency to send its update in writing".into()),
    });
}

fn initial(room: &mut Room, meeting: &MeetingId) {
    room.open(meeting, 6);
    let item = room.item(meeting, 6);
    room.ask(Request::ActingChair { meeting: meeting.clone(), item: Some(item.clone()), name: "Dan Obi".into() });
    room.say(meeting, 6, update("cf/hidden-harm", "The placement is stable."));
    room.at("2026-12-03T10:15");
    room.ask(Request::NothingFurther { meeting: meeting.clone(), item });
    room.say(meeting, 6, action(&[], "Find out who owns the account", None));
}

pub(super) fn update(seat: &str, text: &str) -> Capture {
    Capture::Update { seat: post(seat), text: text.into(), nil: false, mode: Mode::Spoken }
}

pub(super) fn nil(seat: &str) -> Capture {
    Capture::Update { seat: post(seat), text: String::new(), nil: true, mode: Mode::Spoken }
}

pub(super) fn discussion(text: &str) -> Capture {
    Capture::Discussion { text: text.into() }
}

pub(super) fn review_on(date: &str, because: &str) -> Capture {
    Capture::Decision { outcome: Outcome::Review { date: day(date) }, because: because.into() }
}

pub(super) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn action(owners: &[&str], text: &str, due: Option<&str>) -> Capture {
    let category = Some("Disruption".into());
    Capture::Action {
        owners: owners.iter().map(|owner| post(owner)).collect(),
        text: text.into(),
        due: due.map(day),
        category,
    }
}

fn view(whose: Whose, text: &str, why_none: Option<&str>) -> Capture {
    Capture::View { whose, text: text.into(), why_none: why_none.map(Into::into) }
}

fn post(text: &str) -> Address {
    Address::new(text)
}

fn local(text: &str) -> DateTime<Utc> {
    utc(text.parse::<NaiveDateTime>().unwrap())
}
