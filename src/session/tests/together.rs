//! What is recorded together, in one request.

use super::*;
use crate::model::action::Answer;
use crate::model::dissent_path::DissentAnswer;
use crate::model::said::DissentState;

#[test]
fn words_replaced_within_one_request_are_not_found() {
    let mut county = county();
    let (meeting, item) = (county.meeting.clone(), county.items[0].clone());
    let seat = Address::new("yos/regional-manager");
    let voiced = Capture::Dissent { seat: seat.clone(), text: "Wants a flamingo.".to_owned() };
    let rationale = "The plan stands.".to_owned();
    let answered = Capture::DissentAnswered { seat, answer: DissentAnswer::new(DissentState::Resolved, rationale) };
    let say = |capture| Request::Say { meeting: meeting.clone(), item: item.clone(), capture, replaces: None };
    let together = [voiced, answered].map(|capture| Timed { at: now(), request: say(capture) });
    county.session.record_all(together.into()).unwrap();
    assert_eq!(found(&county.session.store, "flamingo").len(), 1);
    county.is_sound();
}

#[test]
fn a_moment_between_two_milliseconds_is_kept_as_the_journal_keeps_it() {
    let mut county = county();
    let (meeting, item) = (county.meeting.clone(), county.items[0].clone());
    let between = now() + chrono::Duration::nanoseconds(1_234_567);
    let capture = update("Seen at the retail park.");
    county.session.record(Request::Say { meeting, item, capture, replaces: None }, between).unwrap();
    county.is_sound();
}

#[test]
fn an_action_answered_together_with_the_end_of_the_meeting_stays_answered() {
    let mut county = county();
    county.say(0, action("Complete the assessment")).unwrap();
    let (meeting, item) = (county.meeting.clone(), county.items[0].clone());
    let done = Answer::Done { outcome: "Assessment sent.".to_owned() };
    let capture = Capture::Answer { action: "A1".to_owned(), answer: done };
    let answer = Request::Say { meeting: meeting.clone(), item, capture, replaces: None };
    let reasons = county.items.clone().into_iter().map(|item| {
        let (meeting, reason) = (meeting.clone(), "Information not yet available".to_owned());
        Request::GiveReason { meeting, item, reason }
    });
    let together: Vec<_> = reasons.chain([answer, Request::EndMeeting(meeting.clone())]).collect();
    let together = together.into_iter().map(|request| Timed { at: now(), request });
    county.session.record_all(together.collect()).unwrap();
    let outcomes: Vec<_> = county.session.shown().docs.actions.values().map(|a| a.outcome.clone()).collect();
    assert_eq!(outcomes, [Some("Assessment sent.".to_owned())]);
    county.is_sound();
}
