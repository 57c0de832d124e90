//! One thing edited in two places: both texts are shown, and none is lost.

use chrono::NaiveDate;
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;

use super::{Desk, key};
use crate::model::action::Action;
use crate::model::capture::Capture;
use crate::model::case::Outcome;
use crate::model::change::CHANGE_VERSION;
use crate::model::decide_intake::ForIntake;
use crate::model::decide_prepare::ForAgenda;
use crate::model::dissent_path::DissentAnswer;
use crate::model::id::PersonId;
use crate::model::intake::Referral;
use crate::model::request::{NewTask, Request};
use crate::model::said::{DissentState, Mode};
use crate::session::Session;
use crate::store::Store;
use crate::tui::ui::keymap::Scope;

/// A correction here of an entry that somebody else corrected meanwhile.
fn conflict() -> Desk {
    let mut desk = Desk::review();
    desk.keys("uSeen twice.<Esc>e<Enter><End> At home.");
    let (meeting, item) = (desk.meeting().id.clone(), desk.item().id().clone());
    let update = desk.item().updates[0].clone();
    let text = "Seen three times.".to_owned();
    let capture = Capture::Update { seat: update.seat, text, nil: false, mode: Mode::Spoken };
    let theirs = Request::Say { meeting, item, capture, replaces: Some(update.kept.entry) };
    let now = desk.ui.now;
    desk.session_mut().record(theirs, now).unwrap();
    desk.keys("<Esc>");
    assert_eq!(desk.ui.scope(), Scope::Conflict);
    desk.shows("Seen three times.").shows("Seen twice. At home.");
    desk
}

fn texts(desk: &Desk) -> Vec<&str> {
    desk.item().updates.iter().map(|update| update.text.as_str()).collect()
}

#[test]
fn mine_may_stand_over_theirs_or_beside_it() {
    let mut desk = conflict();
    desk.keys("m");
    assert_eq!(texts(&desk), ["Seen twice. At home."]);
    let mut desk = conflict();
    desk.keys("b");
    assert_eq!(texts(&desk), ["Seen three times.", "Seen twice. At home."]);
}

#[test]
fn theirs_may_stand_alone_and_mine_waits_as_a_note() {
    let mut desk = conflict();
    desk.shows("Theirs alone").keys("t").says("put aside");
    assert_eq!((texts(&desk), desk.ui.scope()), (vec!["Seen three times."], Scope::Live));
    desk.open();
    desk.says("One unfinished text waits").keys("<Enter>t").shows("Seen twice. At home.").keys("<Esc>");
    assert_eq!(desk.item().notes[0].text, "Seen twice. At home.");
    desk.keys("t").hides("Seen twice. At home.▌").keys("<Esc>");
    assert_eq!(desk.item().notes.len(), 1);
}

#[test]
fn what_was_put_aside_may_be_discarded() {
    let mut desk = conflict();
    desk.keys("tt").shows("Seen twice. At home.").keys("<F8><Esc>t").hides("Seen twice. At home.");
    desk.keys("<Esc>").open();
    assert!(desk.session().shown().recovered.is_empty());
}

/// Somebody at another seat of the same store records something.
fn elsewhere(desk: &Desk, request: Request) {
    let store = Store::open(&desk.store(), &key(), CHANGE_VERSION).unwrap();
    let seat = ChaCha20Rng::seed_from_u64(10_000 + desk.entries());
    let mut other = Session::open(store, &PersonId::new("alex"), seat).unwrap();
    if let Some(meeting) = request.meeting() {
        other.open_meeting(meeting).unwrap();
    }
    other.record(request, desk.ui.now).unwrap();
}

fn say(desk: &Desk, capture: Capture) -> Request {
    let (meeting, item) = (desk.meeting().id.clone(), desk.item().id().clone());
    Request::Say { meeting, item, capture, replaces: None }
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// An action that is worded anew here and at another seat, where its day is put off too.
pub(super) fn two_wordings() -> Desk {
    let mut desk = Desk::review();
    desk.keys("ayos visit by fri<Enter>e<Enter>").shows("Action A").keys("<End> her at home");
    let action = &task(&desk);
    let text = "Visit both parents".to_owned();
    let task = NewTask { owner: None, text, due: Some(day("2026-12-18")), category: None };
    let theirs = Request::Reword { action: action.id.clone(), task, replaces: action.latest.clone() };
    elsewhere(&desk, theirs);
    desk.keys("<C-s>");
    assert_eq!(desk.ui.scope(), Scope::Conflict, "{}", desk.said());
    desk
}

fn task(desk: &Desk) -> Action {
    let here = |action: &&Action| action.raised_at.at.as_ref().is_some_and(|(at, _)| *at == desk.meeting().id);
    desk.session().shown().docs.actions.values().find(here).unwrap().clone()
}

fn wording(desk: &Desk) -> (String, Option<NaiveDate>) {
    let task = task(desk).task;
    (task.text, task.due)
}

#[test]
fn a_form_shows_theirs_and_mine_field_by_field() {
    let mut desk = two_wordings();
    desk.shows("Two versions · Action").shows("Visit both parents").shows("visit her at home");
    desk.shows("Fri 18 Dec 2026").shows("not touched here: theirs stays");
    assert!(!desk.footer().contains("both"), "{}", desk.footer());
    desk.keys("b").says("A form has one text");
    assert_eq!(wording(&desk).0, "Visit both parents", "nothing is recorded before it is chosen");
}

#[test]
fn mine_over_theirs_leaves_what_was_not_touched_as_theirs() {
    let mut desk = two_wordings();
    desk.keys("m");
    assert_eq!(wording(&desk), ("visit her at home".to_owned(), Some(day("2026-12-18"))));
    assert_eq!(desk.ui.scope(), Scope::Live);
    desk.keys("<C-z>");
    assert_eq!(wording(&desk).0, "Visit both parents", "the journal has both");
}

#[test]
fn theirs_stands_and_mine_is_there_when_the_form_is_opened_again() {
    let mut desk = two_wordings();
    desk.keys("t").says("Theirs stands").hides("Two versions");
    assert_eq!(wording(&desk).0, "Visit both parents");
    desk.keys("e<Enter>").shows("visit her at home").says("changed since you typed").keys("<Esc>");
    desk.open();
    desk.keys("<Enter>e<Enter>").shows("visit her at home");
}

#[test]
fn one_edits_on_with_theirs_below_the_field() {
    for keys in ["e", "<Esc>"] {
        let mut desk = two_wordings();
        desk.keys(keys).shows("theirs: Visit both parents").shows("visit her at home").keys(" with both parents<C-s>");
        assert_eq!(wording(&desk).0, "visit her at home with both parents");
    }
}

#[test]
fn what_was_typed_is_safe_while_both_are_shown() {
    let mut desk = two_wordings();
    desk.open();
    desk.says("The text is back").shows("visit her at home");
    let mut desk = two_wordings();
    desk.lock();
    desk.shows("visit her at home");
}

#[test]
fn two_who_come_to_the_same_have_no_conflict() {
    let mut desk = Desk::review();
    desk.keys("ayos visit by fri<Enter>e<Enter><End> her");
    let action = task(&desk);
    let mut text = NewTask { owner: None, text: "visit her".to_owned(), due: action.task.due, category: None };
    text.owner = action.task.owner.as_ref().map(|owner| owner.address.clone());
    elsewhere(&desk, Request::Reword { action: action.id, task: text, replaces: action.latest });
    desk.keys("<C-s>");
    assert_eq!((desk.ui.scope(), wording(&desk).0.as_str()), (Scope::Live, "visit her"));
    desk.keys("e<Enter>");
    assert_eq!(desk.said(), "", "no draft of it is left");
}

#[test]
fn a_decision_does_not_silently_take_the_place_of_another() {
    let closed = Outcome::Close { outcome: "Moved out of area".to_owned(), reason_reduced: None };
    let theirs = Capture::Decision { outcome: closed.clone(), because: "The family has moved.".to_owned() };
    let decided = |desk: &Desk| desk.item().decision.as_ref().unwrap().outcome.clone();
    let conflict = || {
        let mut desk = Desk::review();
        desk.keys("d<S-Tab>The pattern is unchanged.");
        elsewhere(&desk, say(&desk, theirs.clone()));
        desk.keys("<C-s>").shows("The family has moved.").shows("The pattern is unchanged.").shows("Moved out of area");
        desk
    };
    let mut desk = conflict();
    assert_eq!(decided(&desk), closed);
    desk.keys("m");
    assert!(matches!(decided(&desk), Outcome::Review { .. }), "{}", desk.screen());
    let mut desk = conflict();
    desk.keys("t");
    assert_eq!(decided(&desk), closed);
}

#[test]
fn an_answer_to_a_dissent_meets_another() {
    let mut desk = Desk::review();
    desk.keys("x<Tab>We want one more review.<C-s>ex").keys("The plan is working.");
    let (meeting, item) = (desk.meeting().id.clone(), desk.item().id().clone());
    let dissent = desk.item().dissents[0].clone();
    let answer = DissentAnswer::new(DissentState::Resolved, "The risk has fallen.");
    elsewhere(&desk, Request::AnswerDissent { meeting, item, entry: dissent.kept.entry, text: dissent.text, answer });
    desk.keys("<C-s>").shows("The risk has fallen.").shows("The plan is working.").keys("m");
    let answered = &desk.item().dissents[0];
    assert_eq!(
        (answered.answer.rationale.as_str(), answered.answer.state),
        ("The plan is working.", DissentState::Resolved)
    );
}

#[test]
fn what_was_taken_out_meanwhile_is_said_and_the_form_stays() {
    let mut desk = Desk::review();
    desk.keys("x<Tab>We want one more review.<C-s>ex").keys("The plan is working.");
    let (meeting, item) = (desk.meeting().id.clone(), desk.item().id().clone());
    let entry = desk.item().dissents[0].kept.entry.clone();
    elsewhere(&desk, Request::Withdraw { meeting, item, entry });
    desk.keys("<C-s>").says("taken out meanwhile").shows("The plan is working.");
    assert_eq!(desk.ui.scope(), Scope::Form);
}

#[test]
fn a_contact_a_record_a_referral_and_an_item_meet_their_others() {
    let mut desk = Desk::new();
    desk.keys("Pfmplo maldon<Enter>e<End>x");
    let held = desk.ui.chosen_person(desk.session().shown()).unwrap().contact;
    let theirs = crate::model::county::Contact { telephone: "01245 000111".to_owned(), ..held.clone() };
    elsewhere(&desk, Request::KeepContact { contact: Box::new(theirs), base: Some(Box::new(held.clone())) });
    desk.keys("<C-s>").shows("01245 000111").keys("m");
    let kept = desk.ui.chosen_person(desk.session().shown()).unwrap().contact;
    assert_eq!((kept.name, kept.telephone.as_str()), (format!("{}x", held.name), "01245 000111"));

    desk.keys("qcfm-2026-001<Enter><Enter>hNell Drew");
    let case = desk.ui.child_on_screen(desk.session().shown()).unwrap().id.clone();
    let referral = Referral { on: day("2026-12-02"), by: "Jo Doe".to_owned() };
    let was = desk.ui.child_on_screen(desk.session().shown()).unwrap().referral.clone();
    let asked = ForIntake::Refer { referral, was };
    elsewhere(&desk, Request::Intake { case: case.clone(), asked });
    desk.keys("<C-s>").shows("Jo Doe").shows("Nell Drew").keys("m");
    assert!(desk.session().shown().docs.cases[&case].referral.as_ref().unwrap().by.contains("Nell Drew"));

    let mut desk = Desk::review();
    desk.keys("jm<C-a><BS>7");
    let (meeting, planned) = (desk.meeting().id.clone(), desk.item().planned.clone());
    let (was, item) = ((planned.minutes, planned.responsible), desk.item().id().clone());
    let asked = ForAgenda::Change { item, minutes: 25, responsible: "Jo Doe".to_owned(), was };
    elsewhere(&desk, Request::Agenda { meeting, asked });
    desk.keys("<C-s>").shows("25").shows("Jo Doe").keys("m");
    let planned = &desk.item().planned;
    assert_eq!((planned.minutes, planned.responsible.as_str()), (7, "Jo Doe"));
}
