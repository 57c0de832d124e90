//! Decisions and dissent.

use super::Desk;
use crate::model::case::Outcome;
use crate::model::said::DissentState;

#[track_caller]
fn decided(desk: &Desk) -> (Outcome, String) {
    let decision = desk.item().decision.as_ref().unwrap();
    (decision.outcome.clone(), decision.rationale.clone())
}

#[test]
fn a_review_is_offered_for_the_next_meeting() {
    let mut desk = Desk::review();
    desk.keys("d").shows("Thu 7 Jan 2027 · next meeting").keys("<S-Tab>Risk is still high.<C-s>").hides("Rationale");
    let date = "2027-01-07".parse().unwrap();
    assert_eq!(decided(&desk), (Outcome::Review { date }, "Risk is still high.".to_owned()));
    desk.shows("review Thu 7 Jan 2027");
}

#[test]
fn another_day_can_be_typed_as_people_say_it() {
    let mut desk = Desk::review();
    desk.keys("d<Tab><Left>").shows("another day").keys("<Tab>20 jan<C-s>");
    let date = "2027-01-20".parse().unwrap();
    assert_eq!(decided(&desk).0, Outcome::Review { date });
    desk.keys("d").shows("20 Jan 2027");
}

#[test]
fn a_day_that_does_not_read_keeps_the_form() {
    let mut desk = Desk::review();
    desk.keys("d<Tab><Left><Tab>someday<C-s>").says("someday").shows("Rationale");
    assert!(desk.item().decision.is_none());
}

#[test]
fn a_case_is_closed_with_outcome_and_reason() {
    let mut desk = Desk::review();
    desk.keys("d<Right>").shows("Outcome").shows("Risk less because");
    desk.keys("<Tab><Tab><Right><S-Tab><S-Tab><S-Tab>The contact has ended.<C-s>");
    let (outcome, rationale) = decided(&desk);
    assert!(matches!(outcome, Outcome::Close { reason_reduced: Some(_), .. }), "{outcome:?}");
    assert_eq!(rationale, "The contact has ended.");
}

#[test]
fn a_closure_or_a_transfer_that_is_opened_again_stays_what_it_was() {
    let mut desk = Desk::review();
    desk.keys("d<Right><Tab><Right><Tab><Right><S-Tab><S-Tab><S-Tab>The contact has ended.<C-s>");
    let (outcome, rationale) = decided(&desk);
    desk.keys("d<S-Tab> So the room says.<C-s>");
    assert_eq!(decided(&desk), (outcome, format!("{rationale} So the room says.")));
    let mut desk = Desk::review();
    desk.keys("d<Right><Right><Tab><Right><C-s>");
    let (outcome, _) = decided(&desk);
    desk.keys("d<S-Tab>They have moved.<C-s>");
    assert_eq!(decided(&desk), (outcome, "They have moved.".to_owned()));
}

#[test]
fn a_case_is_transferred_to_another_area() {
    let mut desk = Desk::review();
    desk.keys("d<Right><Right>").shows("Transfer to").keys("<C-s>");
    assert!(matches!(decided(&desk).0, Outcome::Transfer { .. }));
}

#[test]
fn the_risk_after_is_recorded_with_the_decision() {
    let mut desk = Desk::review();
    let before = desk.case().risk.clone();
    desk.keys("d<S-Tab><S-Tab><Right><C-s>");
    assert_ne!(desk.item().risk.as_ref().map(|risk| risk.level.clone()), before);
    desk.keys("<C-z>");
    assert!(desk.item().decision.is_none() && desk.item().risk.is_none(), "both were one request");
}

#[test]
fn a_form_left_half_done_comes_back() {
    let mut desk = Desk::review();
    desk.keys("d<S-Tab>Because the<Esc>").hides("Rationale").keys("d").shows("Because the");
}

#[test]
fn a_dissent_is_recorded_in_the_agencys_words_with_the_chairs_rationale() {
    let mut desk = Desk::review();
    desk.keys("x")
        .shows("Dissent · M-2026-001")
        .keys("<Tab>We want one more review.<Tab>The plan is working.<Tab><Right><C-s>");
    let dissent = desk.item().dissents[0].clone();
    assert_eq!(
        (dissent.text.as_str(), dissent.answer.rationale.as_str()),
        ("We want one more review.", "The plan is working.")
    );
    assert_eq!(dissent.answer.state, DissentState::Resolved);
}

#[test]
fn a_dissent_can_be_answered_later() {
    let mut desk = Desk::review();
    desk.keys("x<Tab>We want one more review.<C-s>");
    assert_eq!(desk.item().dissents[0].answer.state, DissentState::Noted);
    desk.keys("ex").shows("Dissent of").keys("The plan is working.<Tab><Right><Right><C-s>").says("Say to whom");
    desk.keys("<Tab>the Director of Nursing<C-s>");
    let dissent = desk.item().dissents[0].clone();
    assert_eq!(
        (dissent.answer.rationale.as_str(), dissent.answer.state),
        ("The plan is working.", DissentState::Escalated)
    );
}

#[test]
fn only_a_dissent_is_answered_as_one() {
    let mut desk = Desk::review();
    desk.keys("uSeen twice.<Esc>ex").says("The chosen entry is no dissent.");
}

#[test]
fn a_choice_is_found_by_typing_and_the_letters_are_shown() {
    let mut desk = Desk::review();
    desk.keys("xedu").shows("Education").shows("“edu”").keys("<Tab>We disagree.<C-s>");
    assert_eq!(desk.meeting().seat(&desk.item().dissents[0].seat).unwrap().short, "Education");
    desk.keys("dcl").shows("Outcome").keys("<BS><BS>tr").shows("Transfer to");
}

#[test]
fn letters_that_no_choice_has_are_refused_and_the_help_still_opens() {
    let mut desk = Desk::review();
    desk.keys("xpolx").says("No choice has “polx”.").shows("“pol”").keys("?").shows("Leave the form");
    desk.keys("<Esc><Tab>").hides("“pol”");
}
