//! A child and a meeting that do not exist, for the tests of the session and of the binary alike.
//!
//! The binary's tests include this file beside their own: `mace` is this crate to the one and a library to the other.

use super::mace::model::agenda::ItemKind;
use super::mace::model::case::Details;
use super::mace::model::id::CaseId;
use super::mace::model::meeting::Plan;
use super::mace::model::request::{NewCase, NewMeeting, Request};

/// Opens the case of a child of Maldon, born on that day, whose review is due on 3 December 2026.
pub fn open_case(name: &str, born: &str) -> Request {
    let details = Details {
        name: name.to_owned(),
        born: born.parse().unwrap(),
        district: "Maldon".to_owned(),
        source: None,
        threshold: None,
        models: vec!["Online grooming".to_owned()],
        education: None,
        legal_status: None,
        gender: None,
        ethnicity: None,
        concern: "Messages from an older account.".to_owned(),
        child_says: String::new(),
        presenter: String::new(),
        notes: String::new(),
    };
    Request::OpenCase(Box::new(NewCase {
        area: "mid".to_owned(),
        opened: "2026-09-01".parse().unwrap(),
        risk: Some("Medium".to_owned()),
        details,
        review_date: Some("2026-12-03".parse().unwrap()),
        closed: None,
        form: None,
    }))
}

/// Plans Mid's Part 1 of 3 December 2026, at which these cases are reviewed.
pub fn plan_meeting(cases: impl IntoIterator<Item = CaseId>, minute_taker: &str) -> Request {
    let plan = Plan {
        part: 1,
        area: "mid".to_owned(),
        date: "2026-12-03".parse().unwrap(),
        time: "09:30:00".parse().unwrap(),
        slot_minutes: 180,
        venue: "Moot Hall".to_owned(),
        chair: "Lee Example, Service Manager".to_owned(),
        minute_taker: minute_taker.to_owned(),
    };
    let cases = cases.into_iter().map(|case| (case, ItemKind::Review)).collect();
    Request::PlanMeeting(Box::new(NewMeeting { plan, cases }))
}
