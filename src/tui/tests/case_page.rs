//! A child's case: its sections.

use super::Desk;
use crate::tui::ui::Screen;

/// The case of the first child under review today.
fn case() -> Desk {
    let mut desk = Desk::new();
    desk.keys("cfM-2026-001<Enter><Enter>").shows("M-2026-001").shows("1 Summary");
    desk
}

#[test]
fn enter_opens_the_chosen_case_and_esc_goes_back_to_it_in_the_tracker() {
    let mut desk = case();
    desk.shows("Concern").shows("Lives in").shows("Open actions");
    desk.keys("<Esc>").shows("▸ M-2026-001");
    assert_eq!(desk.ui.screen, Screen::Cases);
}

#[test]
fn the_sections_open_by_number_and_by_tab() {
    let mut desk = case();
    desk.keys("3").shows("in the last 90 days").keys("<Tab>").shows("read back and agreed");
    desk.keys("5").shows("✓ done").keys("<S-Tab><S-Tab><S-Tab>").shows("was filed for this child yet");
}

#[test]
fn the_timeline_tells_everything_from_the_latest_back_to_the_opening() {
    let mut desk = case();
    desk.size = (120, 400);
    desk.keys("4").shows("read back and agreed").shows("decision: review").shows("update “");
    let screen = desk.screen();
    let place = |text: &str| screen.lines().position(|line| line.contains(text)).unwrap();
    assert!(place("decision: review") < place("case M-2026-001 opened"), "{screen}");
}

#[test]
fn what_was_taken_back_stays_in_the_timeline_and_says_so() {
    let mut desk = Desk::review();
    let label = desk.case().label.clone();
    desk.keys("uSettled at home.<Esc><C-z>").says("Taken back");
    desk.keys("qcf").keys(&label).keys("<Enter><Enter>4").shows("(taken back)").shows("something taken back");
}

#[test]
fn earlier_minutes_stand_beside_what_changed_since() {
    let mut desk = case();
    let discussed = desk.ui.open_case(desk.session().shown()).unwrap().discussions.len();
    desk.keys("6").shows(&format!("{discussed} of {discussed}")).shows("Since then");
    desk.keys("p").shows(&format!("{} of {discussed}", discussed - 1)).shows("A");
    desk.keys("n").shows(&format!("{discussed} of {discussed}"));
}

#[test]
fn the_veil_covers_a_case() {
    let mut desk = case();
    let name = desk.ui.open_case(desk.session().shown()).unwrap().details.name.clone();
    let first = name.split(' ').next().unwrap().to_owned();
    desk.shows(&name).keys("<F9>").hides("Born");
    for section in ["1", "4", "5", "6"] {
        desk.keys(section).hides(&first);
    }
}
