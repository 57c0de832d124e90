//! The list of meetings, planning one, saving a file.

use super::Desk;
use crate::model::meeting::MeetingState;

#[test]
fn the_program_opens_on_todays_meeting() {
    let mut desk = Desk::new();
    desk.shows("▸ Thu 3 Dec 2026   09:30 Mid     Part 1  agenda out").shows("✓ saved").shows("OFFICIAL-SENSITIVE");
}

#[test]
fn what_became_of_past_minutes_stands_apart_from_what_was_decided_and_what_is_late() {
    let mut desk = Desk::new();
    desk.shows("draft minutes  5 of 5 decided   ! minutes 4 w.d. late");
    desk.shows("with the chair 5 of 5 decided   ! minutes 12 w.d. late").shows("minutes out    7 of 7 decided");
    desk.size = (80, 24);
    desk.shows("draft minutes ! 4 w.d. late").shows("with chair    ! 12 w.d. late 23 days ago");
}

#[test]
fn the_minutes_of_past_meetings_were_sealed_by_the_chairs_word_and_went_out() {
    let mut desk = Desk::new();
    desk.keys("fmid part 1 5 nov<Enter><Enter>M").shows("Kavita Bhatti-Crane, by e-mail, 11 Nov 2026");
    desk.shows("✓ version 1 out").keys("l").shows("version 1").shows("Welcome, introductions and apologies");
}

#[test]
fn the_list_narrows_while_one_types() {
    let mut desk = Desk::new();
    desk.keys("f").shows("Show only").keys("north part 1 14 dec");
    desk.shows("Mon 14 Dec 2026").hides("Thu 3 Dec 2026   09:30");
    desk.keys("<Enter><Esc>").shows("Thu 3 Dec 2026   09:30");
}

#[test]
fn enter_opens_a_meeting_and_q_goes_back_and_out() {
    let mut desk = Desk::new();
    desk.keys("<Enter>").shows("Agenda").shows("agenda out");
    desk.keys("q").shows("Coming");
    desk.keys("q");
    assert!(desk.ui.quitting);
}

#[test]
fn s_starts_the_meeting_at_its_first_item() {
    let mut desk = Desk::started();
    assert_eq!(desk.meeting().state, MeetingState::Live);
    assert!(desk.item().running_since.is_some());
    desk.shows("1 of 16");
}

#[test]
fn a_past_meeting_opens_for_reading_and_says_why_it_is_not_started() {
    let mut desk = Desk::new();
    desk.keys("fwest 20 nov<Enter>").keys("s").says("The meeting is over");
    desk.keys("<Enter>").shows("draft minutes").keys("S").says("The meeting is over");
}

#[test]
fn a_planned_meeting_takes_nothing_and_says_so() {
    let mut desk = Desk::new();
    desk.keys("<Enter>jjjjj<Enter>");
    for key in ["u", "a", "d", "t", "N", "E"] {
        desk.keys(key).says("The meeting is not live: press S to start it.");
    }
    desk.keys("S");
    assert_eq!(desk.meeting().state, MeetingState::Live);
}

#[test]
fn a_meeting_is_planned_with_the_reviews_that_fall_due() {
    let mut desk = Desk::new();
    desk.keys("p").shows("Plan a meeting");
    desk.keys("<Tab><Tab>4 feb<Tab><Tab><Tab><C-s>");
    desk.hides("Plan a meeting").shows("Thu 4 Feb 2027");
}

#[test]
fn a_plan_that_does_not_read_keeps_the_form_and_says_the_word() {
    let mut desk = Desk::new();
    desk.keys("p<Tab><Tab>someday<C-s>").shows("Plan a meeting").says("someday");
}

#[test]
fn minutes_are_saved_as_a_file_and_the_journal_says_so() {
    let mut desk = Desk::new();
    desk.keys("fmid part 1 5 nov<Enter>O").shows("Save as a file");
    let folder = desk.folder.path().join("out");
    std::fs::create_dir(&folder).unwrap();
    let before = desk.entries();
    desk.keys("<Tab><Tab><Tab><Tab><C-a><BS>");
    desk.paste(folder.to_str().unwrap());
    desk.keys("<C-s>").says("Saved");
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 1);
    assert_eq!(desk.entries(), before + 1);
    desk.keys("O<Tab><Tab><Tab><Tab><C-a><BS>");
    desk.paste(folder.to_str().unwrap());
    desk.keys("<C-s>").shows("Save as a file");
    assert!(desk.said().contains("there already") || desk.said().contains("exists"), "{}", desk.said());
}

#[test]
fn the_list_is_narrowed_by_the_very_words_and_the_arrows_choose_while_one_types() {
    let mut desk = Desk::new();
    desk.keys("fnorth").hides(" West ").hides(" South ").shows("choose among these");
    let first = desk.ui.meetings.chosen(desk.session().shown()).unwrap().id.clone();
    desk.keys("<Down>");
    assert_ne!(desk.ui.meetings.chosen(desk.session().shown()).unwrap().id, first);
    desk.keys("<Esc>").shows(" West ");
}

#[test]
fn dissent_that_stands_is_read_in_the_list_and_found_by_its_word() {
    let mut desk = Desk::new();
    desk.size = (80, 24);
    desk.shows("! 1 dissent");
    desk.keys("fdissent").shows("Thu 3 Dec").hides(" Wed 16 Dec").shows("! 1 dissent");
    desk.size = (120, 36);
    desk.shows("! 1 dissent");
}
