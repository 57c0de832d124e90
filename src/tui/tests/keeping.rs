//! How long a record is kept, on the tracker: legal holds, and the removal of what is due.

use super::Desk;
use crate::tui::ui::away::Why;

/// Long after the last of them was born.
const DECADES: i64 = 80 * 366 * 24 * 60;

/// The list of what is due, decades later.
fn due() -> Desk {
    let mut desk = Desk::new();
    desk.wait(DECADES).keys("c9").shows("9 Retention").shows("due since");
    desk
}

fn reference(desk: &Desk) -> String {
    desk.ui.cases.chosen(desk.session().shown()).unwrap().row.label.clone()
}

#[test]
fn nothing_is_due_while_the_children_are_young_and_an_open_case_is_never_removed() {
    let mut desk = Desk::new();
    desk.keys("c9").shows("Nothing is due. Closed records come here at the 25th birthday").shows("as the terms say");
    desk.keys("x").says("No case is chosen");
    desk.keys("1x").says("only a closed record is removed");
    desk.keys("7x").says("It is not due to be removed yet");
}

#[test]
fn a_legal_hold_keeps_a_record_until_it_ends() {
    let mut desk = due();
    desk.keys("h<C-s>")
        .says("a legal hold says why")
        .keys("A public inquiry.<C-s>")
        .says("Held")
        .shows("legal hold: A public inquiry.");
    desk.keys("x").says("A legal hold keeps this record: h ends it first.");
    desk.keys("hThe inquiry reported.<C-s>").says("The legal hold has ended.").hides("legal hold: A public");
    desk.keys("<C-z>").says("Taken back");
}

#[test]
fn a_record_is_removed_once_its_reference_is_typed_and_the_screen_locks() {
    let mut desk = due();
    let reference = reference(&desk);
    let asked = format!("Type {reference} to confirm");
    desk.keys("x").shows("for ever").shows(&asked).keys("Reviewed: no reason to keep it.<C-s>");
    desk.says(&format!("{asked} the removal.")).shows(&format!("▸ {asked}"));
    desk.keys("M-2026-0<C-s>").says("“M-2026-0” is not it.");
    desk.keys(&format!("<C-a><C-k>{reference}<C-s>")).says(&format!("{reference} is removed."));
    assert_eq!(desk.ui.locking, Some(Why::Removed));
    desk.shows("8 All 48").shows("9 Retention 12").keys("<C-z>");
    assert!(!desk.said().contains("Taken back"), "it cannot be taken back: {}", desk.said());
}

#[test]
fn the_form_of_a_removal_says_how_it_is_recorded_and_since_when_the_record_is_due_on_a_narrow_screen_too() {
    let mut desk = due();
    desk.size = (80, 24);
    desk.keys("x").shows("Ctrl-S records · Esc leaves").shows("due since").shows("25th birthday");
    desk.keys("<F9>").hides("due since");
}

#[test]
fn the_list_of_what_is_due_says_since_when_and_why_and_leads_with_the_two_keys_that_count() {
    let mut desk = due();
    for size in [(80, 24), (120, 36)] {
        desk.size = size;
        desk.shows("25th birthday").hides("Review").hides("Risk");
        assert!(desk.footer().starts_with(" h legal hold   x remove   Enter open"), "{}", desk.footer());
    }
    desk.keys("<F9>").shows("25th birthday").hides("due since").keys("<F9>");
    desk.keys("<Enter>").shows("Retention").shows("due since");
    desk.keys("<Esc>1").shows("Review▾");
    assert!(desk.footer().starts_with(" Enter open"), "{}", desk.footer());
}
