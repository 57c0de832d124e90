//! The stages of dissent: its card in the meeting, in the next one, and between meetings.

use super::Desk;
use crate::model::dissent::CaseDissent;
use crate::model::said::DissentState;
use crate::tui::ui::keymap::Scope;

/// The dissent of Health that the first review brings back.
fn of_health(desk: &Desk) -> &CaseDissent {
    desk.case().dissents.iter().find(|dissent| dissent.voiced.by.short == "Health").unwrap()
}

fn path(desk: &Desk) -> Vec<String> {
    of_health(desk).path.iter().map(|step| step.stage.said()).collect()
}

#[test]
fn a_dissent_brought_forward_is_told_with_the_case_and_followed_from_there() {
    let mut desk = Desk::review();
    desk.shows("Dissent brought forward  X opens it").keys("X").shows("Dissent of Health").shows("✓ 5 Nov 2026");
    desk.keys("<Tab><Right><Right><Tab>the Director of Nursing<C-s>").says("it comes back on the next agenda");
    assert_eq!(path(&desk).last().map(String::as_str), Some("escalated to the Director of Nursing"));
    desk.shows("→ escalated to the Director of Nursing");
    desk.keys("X").shows("▸ next").shows("the outcome of the escalation").shows("closed: the outcome was heard");
    desk.keys("<Tab>The plan stands.<C-s>").says("the dissent is closed");
    assert_eq!(of_health(&desk).voiced.answer.state, DissentState::Closed);
    desk.keys("<C-z>");
    assert_eq!(of_health(&desk).voiced.answer.state, DissentState::Escalated);
}

#[test]
fn the_chairs_rationale_is_no_correction_of_the_dissent() {
    let mut desk = Desk::review();
    desk.keys("xyos<Tab>It is too soon.<Tab>The plan was weighed.<C-s>").shows("It is too soon.");
    desk.shows("The plan was weighed.").hides("corrected");
}

#[test]
fn the_outcome_that_came_by_mail_is_recorded_on_the_case() {
    let mut desk = Desk::review();
    desk.keys("X<Tab><Right><Right><Tab>the Director of Nursing<C-s>").ends();
    desk.keys("qcfm-2026-001<Enter><Enter>")
        .shows("Dissent of Health: → escalated to the Director of Nursing. d opens it.")
        .keys("d")
        .shows("closed: the outcome");
    desk.keys("<C-s>").says("what came of the escalation is not said");
    desk.keys("<Tab>The Director upheld the plan.<C-s>").says("the dissent is closed");
    desk.hides("d opens it").keys("<End>").shows("outcome: The Director upheld the plan.");
    let step = of_case(&desk).path.last().unwrap();
    assert!(step.at.is_none() && step.word.is_none());
}

fn of_case(desk: &Desk) -> &CaseDissent {
    let case = desk.ui.open_case(desk.session().shown()).unwrap();
    case.dissents.iter().find(|dissent| dissent.voiced.by.short == "Health").unwrap()
}

#[test]
fn between_meetings_the_chairs_rationale_says_whose_word_it_is() {
    let mut desk = Desk::review();
    desk.keys("qcfm-2026-001<Enter><Enter>d").shows("The chair's word").keys("The clinic was told.<C-s>");
    let step = of_case(&desk).path.last().unwrap();
    assert!(step.recorded().contains("by e-mail"), "{}", step.recorded());
}

#[test]
fn an_escalation_needs_to_whom_and_what_was_typed_waits() {
    let mut desk = Desk::review();
    desk.keys("XIt cannot wait.<Tab><Right><Right><C-s>").says("Say to whom").keys("<Esc>");
    desk.keys("X").shows("It cannot wait.");
    desk.open();
    desk.says("what becomes of a dissent").shows("It cannot wait.");
}

#[test]
fn several_dissents_are_chosen_from_a_list() {
    let mut desk = Desk::review();
    desk.keys("xedu<Tab>We disagree.<C-s>X").shows("Enter opens").shows("Education, on this item");
    assert_eq!(desk.ui.scope(), Scope::Dissents);
    desk.keys("<End><Enter>").shows("Dissent of Education").shows("We disagree.");
}

#[test]
fn where_nobody_dissented_the_key_says_so() {
    let mut desk = Desk::review();
    desk.keys("nn").keys("X").says("No dissent is recorded here.");
}

#[test]
fn the_card_tells_as_much_of_a_path_as_rows_are_free_for() {
    let mut desk = Desk::review();
    desk.size = (80, 24);
    desk.keys("X<Tab><Right><Right>").shows("▸ next").shows("Taken to");
    desk.shows("hears the dates.”").shows("call is weekly. The Named Nurse was not");
}
