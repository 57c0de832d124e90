//! The tracker.

use super::Desk;
use crate::tui::ui::Screen;

fn tracker() -> Desk {
    let mut desk = Desk::new();
    desk.keys("c").shows("▸ M-2026-0");
    desk
}

/// The references in sight, from top to bottom.
fn listed(desk: &Desk) -> Vec<String> {
    let screen = desk.screen_at(120, 60);
    let word = |line: &str| line.split_whitespace().find(|word| word.contains("-202")).map(str::to_owned);
    screen.lines().filter_map(word).collect()
}

#[test]
fn c_opens_the_tracker_and_q_goes_back_to_the_meetings() {
    let mut desk = tracker();
    desk.shows("Reference").shows("Review▾").shows("1 Open 36").shows("MACE cases");
    desk.keys("q").shows("Coming");
    desk.keys("c<Esc>");
    assert_eq!(desk.ui.screen, Screen::Meetings);
}

#[test]
fn the_tracker_narrows_while_one_types_and_esc_shows_all_again() {
    let mut desk = tracker();
    let all = listed(&desk).len();
    desk.keys("fhigh chelmsford").shows("with “high chelmsford”");
    let found = listed(&desk).len();
    assert!(found > 0 && found < all, "{found} of {all}");
    desk.keys("<Enter>").shows("with “high chelmsford”").keys("<Esc>").hides("with “high");
    assert_eq!(listed(&desk).len(), all);
    desk.keys("fnobody of that name").shows("No case fits");
}

#[test]
fn a_number_takes_a_saved_filter() {
    let mut desk = tracker();
    desk.keys("4");
    assert!(listed(&desk).len() < 36);
    desk.hides(" Standard ").hides(" Medium ").shows("High");
    desk.keys("5").shows("No case is one of these");
}

#[test]
fn closed_cases_are_loaded_when_they_are_asked_for() {
    let mut desk = tracker();
    assert!(desk.session().shown().tracker.iter().all(|case| case.row.closed.is_none()));
    desk.keys("7").shows("closed").shows("Closed 1");
    assert!(desk.session().shown().tracker.iter().any(|case| case.row.closed.is_some()));
}

#[test]
fn the_tracker_is_sorted_by_any_column_and_turned_round() {
    let mut desk = tracker();
    desk.keys("<Right>").shows("Actions▾").keys("<Right><Right>").shows("Reference▾");
    let by_reference = listed(&desk);
    assert!(by_reference.is_sorted());
    desk.keys("r").shows("Reference▴");
    assert_eq!(listed(&desk).first(), by_reference.last());
    desk.keys("<Left>").shows("Flags▾");
}

#[test]
fn the_veil_covers_the_names_of_the_tracker() {
    let mut desk = tracker();
    let name = desk.session().shown().tracker[0].row.name.clone();
    desk.size = (200, 60);
    desk.shows(&name).keys("<F9>").hides(&name);
}

#[test]
fn every_column_can_be_found_in_the_palette() {
    let mut desk = tracker();
    desk.keys("<C-p>sort by the next").shows("Sort by the next column").keys("<Enter>").shows("Actions▾");
}
