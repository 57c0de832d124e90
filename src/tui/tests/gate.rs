//! The gate, the read-back, the reasons, and what is put aside.

use super::Desk;
use crate::model::checks::is_undecided_without_reason;
use crate::model::meeting::MeetingState;
use crate::tui::ui::keymap::Scope;

/// A review on which everybody was heard and the next review is decided.
fn decided() -> Desk {
    let mut desk = Desk::review();
    desk.keys("Nd").keys("<Tab><Tab><Tab>The plan goes on.<C-s>");
    assert!(desk.item().decision.is_some(), "{}", desk.screen());
    desk
}

#[test]
fn leaving_a_case_shows_what_is_owed_and_the_same_key_again_moves_on() {
    let mut desk = Desk::review();
    let item = desk.item().id().clone();
    desk.keys("n");
    assert_eq!(desk.ui.scope(), Scope::Gate);
    desk.shows("were not asked")
        .shows("No review date or closure was decided")
        .shows("Agency to send its update in writing");
    desk.keys("n");
    let left = desk.meeting().item(&item).unwrap();
    assert!(left.closed_at.is_some() && left.reason.is_none());
    assert!(left.owed.iter().any(|owed| owed.contains("were not asked")), "{:?}", left.owed);
}

#[test]
fn a_reason_is_one_key() {
    let mut desk = Desk::review();
    let item = desk.item().id().clone();
    desk.keys("n2");
    let left = desk.meeting().item(&item).unwrap();
    assert_eq!(left.reason.as_deref(), Some("Information not yet available"));
    assert_ne!(desk.item().id(), &item);
}

#[test]
fn staying_goes_to_the_first_thing_owed_and_enter_to_the_chosen_one() {
    let mut desk = Desk::review();
    desk.keys("n<Esc>");
    assert_eq!(desk.ui.scope(), Scope::Live);
    desk.keys("Nn<Esc>");
    assert_eq!(desk.ui.scope(), Scope::Form);
    desk.shows("Decision").keys("<Esc>n<Down><Enter>");
    assert_ne!(desk.ui.scope(), Scope::Gate);
}

#[test]
fn going_to_an_action_that_lacks_something_lands_in_the_field_that_is_owed() {
    let mut desk = decided();
    desk.keys("g<Enter>v none because he did not come<Esc>:a visit the family<Enter>");
    for typed in ["@yos", "fri"] {
        desk.keys("n").keys("<Down><Enter>").keys(typed).keys("<C-s>");
    }
    let action = desk.session().shown().docs.actions.values().find(|action| action.task.text == "visit the family");
    let task = &action.unwrap().task;
    assert!(task.owner.is_some() && task.due.is_some(), "{task:?}");
}

#[test]
fn what_asks_to_be_made_good_stands_first_and_a_dissent_of_before_is_answered_from_there() {
    let mut desk = decided();
    desk.keys("g<Enter>:a @yos visit<Enter>n").keys("<Down><Down><Enter>");
    desk.shows("Dissent of Health").keys("The plan was explained.<Tab><Right><C-s>n").hides("The dissent of Health");
}

#[test]
fn going_to_a_decision_without_a_rationale_lands_in_the_rationale() {
    let mut desk = Desk::review();
    desk.keys("Nd<C-s>n").shows("The decision has no rationale").keys("<Enter>The plan goes on.<C-s>");
    assert_eq!(desk.item().decision.as_ref().unwrap().rationale, "The plan goes on.");
}

#[test]
fn going_back_is_free() {
    let mut desk = Desk::review();
    let number = desk.meeting().number(desk.item().id());
    desk.keys("p");
    assert_eq!(desk.meeting().number(desk.item().id()), number.map(|number| number - 1));
}

#[test]
fn a_fluent_chair_meets_no_dialog() {
    let mut desk = decided();
    let item = desk.item().id().clone();
    desk.keys("g").shows("Does anyone dissent?").keys("<Enter>n");
    assert_ne!(desk.item().id(), &item, "{}", desk.screen());
    assert_eq!(desk.meeting().item(&item).unwrap().owed.iter().filter(|owed| owed.contains("asked")).count(), 0);
}

#[test]
fn a_change_after_the_read_back_withdraws_its_stamp_and_undo_brings_it_back() {
    let mut desk = decided();
    desk.keys("g<Enter>g").shows("Agreed by the room at");
    desk.keys("<Esc>:a @yos visit the family by fri<Enter>g").shows("Changed since the room agreed");
    desk.keys("<Esc><C-z>g").shows("Agreed by the room at");
}

#[test]
fn the_read_back_reads_out_decision_owner_and_date() {
    let mut desk = decided();
    desk.keys(":a @yos visit the family by fri<Enter>");
    // In a small window the letters are the terminal's own.
    desk.size = (70, 16);
    desk.keys("g").shows("YOS: visit the family by Fri");
}

#[test]
fn a_meeting_does_not_end_while_a_child_is_undecided_without_a_reason() {
    let mut desk = Desk::review();
    desk.keys("E").shows("needs a reason").keys("E");
    assert_eq!(desk.meeting().state, MeetingState::Live);
    desk.says("Undecided, and no reason given");
    desk.keys("<Esc>").ends();
    assert_eq!(desk.meeting().state, MeetingState::Draft, "{}", desk.screen());
    let silent = desk.meeting().items.iter().filter(|item| is_undecided_without_reason(item)).count();
    assert_eq!(silent, 0);
}

#[test]
fn a_child_put_aside_is_returned_to_before_the_end() {
    let mut desk = Desk::review();
    let item = desk.item().id().clone();
    desk.keys("P");
    assert!(desk.meeting().item(&item).unwrap().parked);
    assert_ne!(desk.item().id(), &item);
    let last = desk.meeting().items.len() - 1;
    desk.keys("j").keys(&"<Down>".repeat(last)).keys("<Enter>");
    if desk.ui.scope() == Scope::Gate {
        desk.keys("n");
    }
    desk.keys("n");
    assert_eq!(desk.item().id(), &item);
    assert!(!desk.meeting().item(&item).unwrap().parked);
}

#[test]
fn the_agenda_is_reordered_and_added_to_while_the_meeting_runs() {
    let mut desk = Desk::review();
    let first = desk.item().id().clone();
    let at = desk.meeting().number(&first).unwrap();
    desk.keys("jJ");
    assert_eq!(desk.meeting().number(&first), Some(at + 1));
    desk.keys("K");
    assert_eq!(desk.meeting().number(&first), Some(at));
    desk.keys("+Parking at the new venue<Enter>");
    let added = desk.meeting().items.iter().find(|item| item.planned.title == "Parking at the new venue").unwrap();
    assert!(added.planned.late);
    let child = desk.session().shown().children.iter().find(|child| child.area == "north").unwrap().clone();
    desk.keys("+").keys(&child.label.to_lowercase()).keys("<Enter>");
    assert!(desk.meeting().item_of(&child.case).is_some_and(|item| item.planned.late), "{}", desk.screen());
}

#[test]
fn a_break_stops_the_clock_of_the_item() {
    let mut desk = Desk::review();
    desk.keys("B").shows("break since");
    let before = desk.item().elapsed_seconds(desk.ui.now);
    desk.wait(10);
    assert_eq!(desk.item().elapsed_seconds(desk.ui.now), before);
    desk.keys("B").wait(3);
    assert_eq!(desk.item().elapsed_seconds(desk.ui.now), before + 180);
}
