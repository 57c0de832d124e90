//! The actions across all meetings, answered one by one or several together.

use super::Desk;
use crate::model::action::{Action, ActionState, Did};
use crate::model::id::ActionId;
use crate::tui::ui::Screen;
use crate::tui::ui::keymap::Scope;

fn actions() -> Desk {
    let mut desk = Desk::new();
    desk.keys("A").shows("Actions").shows("by agency");
    desk
}

/// The labels of the actions in sight, from top to bottom.
fn listed(desk: &Desk) -> Vec<String> {
    let is_label = |word: &&str| word.strip_prefix('A').is_some_and(|number| number.parse::<u32>().is_ok());
    let screen = desk.screen_at(120, 60);
    screen.lines().filter_map(|line| line.split_whitespace().take(3).find(is_label)).map(str::to_owned).collect()
}

fn chosen(desk: &Desk) -> ActionId {
    desk.ui.actions.chosen(desk.session().shown()).unwrap().row.action.clone()
}

fn action<'a>(desk: &'a Desk, id: &ActionId) -> &'a Action {
    &desk.session().shown().docs.actions[id]
}

#[test]
fn capital_a_opens_the_actions_and_q_goes_back_to_the_meetings() {
    let mut desk = actions();
    desk.shows("days late").shows("1 Open").shows("MACE actions");
    desk.keys("q").shows("Coming");
    desk.keys("cA");
    assert_eq!(desk.ui.screen, Screen::Actions);
    desk.keys("<Esc>").shows("Coming");
}

#[test]
fn the_list_is_read_without_reading_the_actions_themselves() {
    let mut desk = actions();
    assert!(desk.session().shown().docs.actions.is_empty());
    assert!(desk.session().shown().actions.iter().all(|listed| listed.row.is_open()));
    desk.keys("7").shows("Closed of late 1");
    assert!(desk.session().shown().actions.iter().any(|listed| !listed.row.is_open()));
    assert!(desk.session().shown().docs.actions.is_empty());
    desk.keys("d").says("It is closed already");
}

#[test]
fn a_key_groups_the_list_in_turn_and_says_by_what() {
    let mut desk = actions();
    for by in ["owner", "case", "meeting", "date", "agency"] {
        desk.keys("g").shows(&format!("by {by}"));
    }
    desk.keys("gg").shows("M-2026-0").keys("gg").shows("Overdue");
}

#[test]
fn the_list_narrows_by_what_is_typed_by_lists_and_to_one_agency() {
    let mut desk = actions();
    let all = desk.ui.actions.pick.len();
    desk.keys("fpolice").shows("with “police”").keys("<Enter>");
    assert!((1..all).contains(&desk.ui.actions.pick.len()));
    desk.keys("<Esc>3").shows("×3");
    assert!(listed(&desk).len() < all);
    desk.keys("1a").shows(" alone");
    assert!((1..all).contains(&desk.ui.actions.pick.len()));
    desk.keys("a");
    assert_eq!(desk.ui.actions.pick.len(), all);
}

#[test]
fn an_action_is_done_with_its_outcome_and_not_without() {
    let mut desk = actions();
    let id = chosen(&desk);
    desk.keys("d<C-s>").says("outcome in words");
    assert_eq!(desk.ui.scope(), Scope::Form);
    desk.keys("The letter is sent.<C-s>").says("Recorded: done");
    assert_eq!(action(&desk, &id).state, ActionState::Completed);
    assert_ne!(chosen(&desk), id, "it is not listed any more");
    desk.keys("<C-z>");
    assert!(desk.session().shown().actions.iter().any(|listed| listed.row.action == id));
}

#[test]
fn several_are_answered_together_and_taken_back_together() {
    let mut desk = actions();
    let first = chosen(&desk);
    desk.keys("  ").shows("2 marked").keys("c");
    let before = desk.entries();
    desk.keys("14 jan<Tab>The worker is ill.<Tab><C-a>YOS<C-s>").says("Recorded for 2 actions: new date");
    assert_eq!(desk.entries(), before + 2);
    let moved = action(&desk, &first).carried.last().unwrap().clone();
    assert_eq!((moved.to.to_string().as_str(), moved.because.as_str()), ("2027-01-14", "The worker is ill."));
    desk.hides("marked").keys("<C-z>");
    assert!(!action(&desk, &first).carried.contains(&moved));
}

#[test]
fn what_fails_for_one_is_recorded_for_none() {
    let mut desk = actions();
    let before = desk.entries();
    desk.keys("*h@yos<Tab>They know the family.<C-s>").says("The owner is there already");
    assert_eq!((desk.entries(), desk.ui.scope()), (before, Scope::Form));
}

#[test]
fn an_action_shows_its_whole_life() {
    let mut desk = actions();
    desk.keys("<Enter>").shows("Its life").shows("Raised at");
    desk.keys("pThe first visit is booked.<C-s>").shows("in progress").shows("▸ The first visit is booked.");
    desk.keys("h@health/named<Tab>They see the family.<C-s>").shows("⇄ from");
    desk.keys("x<Right><Tab>Nobody took it up.<C-s>").shows("✗ not done by the agency");
    let id = desk.ui.actions.open.as_ref().unwrap().action.clone();
    assert!(action(&desk, &id).unmet.as_ref().unwrap().by_agency);
    assert!(action(&desk, &id).life.iter().any(|step| matches!(step.did, Did::HandedOver { .. })));
    desk.keys("<Esc>").shows("by agency");
}

#[test]
fn the_chairs_word_given_elsewhere_is_shown_as_such() {
    let mut desk = actions();
    desk.keys("<Enter>wThe family has moved.<Tab><Tab>Pat Vale<Tab><Tab><C-a>1 dec<C-s>");
    desk.shows("cancelled by Pat Vale, by e-mail, 1 Dec 2026: The family has moved.");
}

#[test]
fn a_form_that_was_cut_off_comes_back_with_its_actions() {
    let mut desk = actions();
    desk.keys("  dThe letters are");
    desk.open();
    desk.says("what became of an action").shows("Done · 2 actions").shows("The letters are");
    desk.keys(" sent.<C-s>").says("Recorded for 2 actions: done");
}

#[test]
fn what_somebody_else_changed_meanwhile_is_not_written_over() {
    let mut desk = actions();
    desk.keys("d");
    let listed = desk.ui.actions.chosen(desk.session().shown()).unwrap().row.clone();
    let asked = crate::model::decide_action::ForAction::Done { outcome: "Seen to.".to_owned() };
    let asked = crate::model::request::OfAction { action: listed.action, seen: listed.latest, asked };
    let now = desk.ui.now;
    desk.session_mut().record(crate::model::request::Request::OfAction(asked), now).unwrap();
    desk.keys("The letter is sent.<C-s>").says("closed already").shows("The letter is sent.");
}

#[test]
fn the_veil_covers_names_among_the_actions() {
    let mut desk = actions();
    desk.keys("gg");
    let named = |desk: &Desk| {
        let shown = desk.session().shown();
        shown.actions.iter().find_map(|listed| listed.child.clone().filter(|_| true)).unwrap().1
    };
    let name =
        desk.ui.actions.chosen(desk.session().shown()).unwrap().child.clone().map_or_else(|| named(&desk), |c| c.1);
    desk.shows(&name).keys("<F9>").hides(&name);
}

#[test]
fn the_case_of_an_action_is_a_key_away() {
    let mut desk = actions();
    let (label, _) = desk.ui.actions.chosen(desk.session().shown()).unwrap().child.clone().unwrap();
    desk.keys("o").shows(&label);
    assert_eq!(desk.ui.screen, Screen::Case);
}

/// The review of the action log in the live meeting.
fn log() -> Desk {
    let mut desk = Desk::started();
    desk.go_to(3);
    desk.keys("A").shows("Open actions");
    desk
}

#[test]
fn the_log_goes_agency_by_agency_and_tells_the_agency_from_circumstances() {
    let mut desk = log();
    let shown = desk.session().shown();
    let all = crate::tui::ui::answers::open_actions(&desk.ui.place(shown).unwrap(), shown);
    let agencies: Vec<_> = all.iter().map(|action| crate::model::answering::agency(action)).collect();
    assert!(agencies.is_sorted() && !agencies.is_empty());
    let first = agencies[0].unwrap().to_owned();
    desk.shows(&first).keys("XThe post was empty.<Enter>").shows("✗ not done: The post was empty. (by the agency)");
}

#[test]
fn one_key_carries_the_rest_of_the_log_and_one_takes_it_back() {
    let mut desk = log();
    desk.keys("dSeen to.<Enter>C").says("carried to Thu 7 Jan 2027").says("Ctrl-Z");
    assert!(desk.ui.rest(desk.session().shown()).is_empty());
    desk.keys("C").says("Nothing else here falls due");
    desk.keys("<C-z>");
    assert!(!desk.ui.rest(desk.session().shown()).is_empty());
    desk.shows("✓ done: Seen to.");
}

#[test]
fn an_empty_outcome_is_refused_in_the_room_and_the_question_stays() {
    let mut desk = log();
    desk.keys("d<Enter>").says("outcome in words");
    assert_eq!(desk.ui.scope(), Scope::Prompt);
}
