//! Standing items, the agenda, and the end of the meeting.

use super::Desk;
use crate::model::meeting::MeetingState;

#[test]
fn standing_items_take_notes_and_actions() {
    let mut desk = Desk::started();
    desk.keys("tEverybody was welcomed.<Esc>ayos bring the list by fri<Enter>");
    desk.shows("Everybody was welcomed.").shows("bring the list");
}

#[test]
fn what_belongs_to_a_child_is_refused_elsewhere_with_the_reason() {
    let mut desk = Desk::started();
    for key in ["u", "o", "N", "d", "x", "v", "V", "k", "m", "w", "-", "i", "<Right>"] {
        desk.keys(key).says("This item is about no child");
    }
}

#[test]
fn the_agenda_opens_any_item() {
    let mut desk = Desk::started();
    desk.keys("j").shows("Enter opens").keys("jjjj<Enter>");
    assert_eq!(desk.meeting().number(desk.item().id()), Some(5));
    desk.keys("p");
    assert_eq!(desk.meeting().number(desk.item().id()), Some(4));
}

#[test]
fn the_first_and_the_last_item_say_so() {
    let mut desk = Desk::started();
    desk.keys("p").says("This is the first item.");
    let last = desk.meeting().items.len() - 1;
    desk.go_to(last);
    desk.keys("n").says("press E to end the meeting");
}

#[test]
fn time_on_an_item_is_counted() {
    let mut desk = Desk::started();
    desk.shows("5 min left of 5").wait(2).shows("3 min left of 5").wait(5).shows("2 min over 5");
}

#[test]
fn the_end_lists_what_is_owed_and_makes_a_draft() {
    let mut desk = Desk::review();
    desk.keys("uSeen twice.<Esc>E").shows("M-2026-001");
    desk.keys("<Esc>");
    assert_eq!(desk.meeting().state, MeetingState::Live);
    desk.ends();
    assert_eq!(desk.meeting().state, MeetingState::Draft);
    assert!(!desk.meeting().left_open.is_empty());
    desk.shows("draft");
}

#[test]
fn the_list_of_what_is_owed_leads_to_its_item() {
    let mut desk = Desk::started();
    desk.go_to(5);
    desk.keys("E<Enter>");
    assert_eq!(desk.ui.scope(), crate::tui::ui::keymap::Scope::Live);
    assert_eq!(desk.meeting().state, MeetingState::Live);
}

#[test]
fn a_draft_still_takes_what_was_forgotten() {
    let mut desk = Desk::review();
    desk.ends().keys("uSeen twice.<Esc>");
    assert_eq!(desk.updates().len(), 1);
}

#[test]
fn what_is_over_is_not_ended_again() {
    let mut desk = Desk::new();
    desk.keys("fwest part 1 20 nov<Enter><Enter>E").says("The meeting is over; its minutes are a draft.");
}

#[test]
fn the_minutes_item_names_the_last_meeting_and_what_arose_there() {
    let mut desk = Desk::started();
    desk.keys("nn").shows("Last meeting  Thu 5 Nov 2026, 09:30").shows("all decided · minutes out");
    desk.keys("qfmid part 2 9 dec<Enter><Enter>Sn").shows("Last meeting").shows("Review of the MACE score card");
}

#[test]
fn a_planned_meeting_speaks_of_no_key_that_cannot_be_pressed() {
    let mut desk = Desk::new();
    desk.keys("<Enter>").shows("S starts the meeting").hides("Press r");
    for _ in 0..4 {
        desk.keys("n").hides("t notes").hides("t takes").hides("Press s").hides("A answers them");
    }
    desk.keys("S");
    desk.go_to(3);
    desk.shows("A answers them").shows("t takes a note");
}

#[test]
fn a_meeting_held_before_its_day_has_its_planned_minutes() {
    let mut desk = Desk::new();
    desk.keys("fmid part 2 9 dec<Enter><Enter>").shows("members are expected");
    desk.keys("q<Esc>fwest part 1 dec<Enter><Enter>SS").shows("min each");
    let screen = desk.screen();
    let each = screen.split(" min each").next().unwrap().rsplit(' ').next().unwrap();
    assert!(each.parse::<i64>().unwrap() <= 15, "{each} minutes each");
}

#[test]
fn wide_screens_tell_the_childs_history_and_what_was_raised_today() {
    let mut desk = Desk::review();
    desk.keys("ayos visit by fri<Enter>");
    let screen = desk.screen_at(200, 72);
    for text in ["Before that", "Missing", "Raised today", "∅ nothing to report"] {
        assert!(screen.contains(text), "no {text} on\n{screen}");
    }
}

#[test]
fn a_title_that_does_not_fit_has_its_short_name() {
    let mut desk = Desk::started();
    for (width, name) in [(120, "4 Action log"), (200, "4 Review of the action log")] {
        let screen = desk.screen_at(width, 36);
        assert!(screen.contains(name), "{name}\n{screen}");
    }
    desk.keys("j").shows("4 Review of the action log");
}
