//! Two seats that decide on one child: the second is told what stands, and decides over it only once that was seen.

use super::*;
use crate::model::id::EntryId;

#[test]
fn a_decision_filled_in_beside_another_is_refused_until_that_was_seen() {
    let mut county = county();
    let mut other = county.second_seat();
    let (meeting, item) = (county.meeting.clone(), county.items[0].clone());
    other.open_meeting(&meeting).unwrap();
    let say = |capture| Request::Say { meeting: meeting.clone(), item: item.clone(), capture, replaces: None };
    let asked = |date: &str, decision: Option<&EntryId>, risk: Option<&EntryId>| {
        let (meeting, item) = (meeting.clone(), item.clone());
        let seen = Request::AsSeen { meeting, item, decision: decision.cloned(), risk: risk.cloned() };
        [seen, say(review(date))].map(|request| Timed { at: now(), request }).to_vec()
    };
    let decided = |session: &Session| {
        let item = session.shown().docs.meetings[&meeting].item(&item).unwrap().clone();
        item.decision.map(|decision| (decision.kept.entry, decision.outcome))
    };
    other.record_all(asked("2027-01-07", None, None)).unwrap();
    let refused = county.session.record_all(asked("2027-02-04", None, None)).unwrap_err();
    let RecordError::Refused(Refusal::Conflict { theirs, entry }) = refused else { panic!("{refused}") };
    let (standing, outcome) = decided(&county.session).unwrap();
    assert_eq!((theirs.as_str(), entry.as_ref()), ("Risk still high.", Some(&standing)));
    assert_eq!(outcome, Outcome::Review { date: day("2027-01-07") });

    county.session.record_all(asked("2027-02-04", Some(&standing), None)).unwrap();
    let (standing, outcome) = decided(&county.session).unwrap();
    assert_eq!(outcome, Outcome::Review { date: day("2027-02-04") });

    // So is one beside which the risk was assessed.
    other.record(say(Capture::Risk { level: "High".to_owned(), because: String::new() }), now()).unwrap();
    let refused = county.session.record_all(asked("2027-03-04", Some(&standing), None)).unwrap_err();
    assert!(refused.to_string().contains("now reads: “High”"), "{refused}");
    assert_eq!(decided(&county.session).unwrap().0, standing);
    county.is_sound();
}
