//! What a request that builds on itself leaves behind.

use super::*;

#[test]
fn a_document_knows_no_moment_more_exactly_than_the_journal_keeps_it() {
    let mut county = county();
    let (meeting, item) = (county.meeting.clone(), county.items[0].clone());
    let say = Request::Say { meeting, item, capture: update("At the retail park."), replaces: None };
    county.session.record(say, now() + chrono::TimeDelta::nanoseconds(123_456_789)).unwrap();
    county.is_sound();
}

#[test]
fn what_one_request_builds_on_itself_is_sound() {
    let mut county = county();
    let (meeting, item) = (county.meeting.clone(), county.items[0].clone());
    let action = Capture::Action {
        owners: vec![Address::new("yos/regional-manager")],
        text: "Complete the assessment".to_owned(),
        due: Some(day("2026-12-17")),
        category: None,
    };
    county.say(0, action).unwrap();
    county.session.forget();
    let done = Capture::Answer {
        action: "A1".to_owned(),
        answer: crate::model::action::Answer::Done { outcome: "Sent.".to_owned() },
    };
    let say = |capture| Request::Say { meeting: meeting.clone(), item: item.clone(), capture, replaces: None };
    // The second decision replaces the first; ending the meeting loads the answered action again.
    let asked = [say(done), say(review("2027-01-14")), say(review("2027-02-04")), Request::EndMeeting(meeting.clone())];
    county.session.record_all(asked.map(|request| Timed { at: now(), request }).into()).unwrap();
    county.is_sound();
}
