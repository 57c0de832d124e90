//! How long a record is kept, on the tracker: legal holds, and the removal of what is due.

use super::Desk;
use crate::tui::ui::away::Why;

/// Long after the last of them was born.
const DECADES: i64 = 80 * 366 * 24 * 60;

/// The list of what is due, decades later.
fn due() -> Desk {
    let mut desk = Desk::new();
    desk.wait(DECADES).keys("c9").shows("9 Retention").shows("!due");
    desk
}

fn reference(desk: &Desk) -> String {
    desk.ui.cases.chosen(desk.session().shown()).unwrap().row.label.clone()
}

#[test]
fn nothing_is_due_while_the_children_are_young_and_an_open_case_is_never_removed() {
    let mut desk = Desk::new();
    desk.keys("c9").shows("No case is one of these").keys("x").says("No case is chosen");
    desk.keys("1x").says("only a closed record is removed");
    desk.keys("7x").says("It is not due to be removed yet");
}

#[test]
fn a_legal_hold_keeps_a_record_until_it_ends() {
    let mut desk = due();
    desk.keys("h<C-s>").says("a legal hold says why").keys("A public inquiry.<C-s>").says("Held").shows("legal hold");
    desk.keys("x").says("A legal hold keeps this record: h ends it first.");
    desk.keys("hThe inquiry reported.<C-s>").says("The legal hold has ended.").shows("!due");
    desk.keys("<C-z>").says("Taken back");
}

#[test]
fn a_record_is_removed_once_its_reference_is_typed_and_the_screen_locks() {
    let mut desk = due();
    let reference = reference(&desk);
    desk.keys("x").shows("for ever").keys("Reviewed: no reason to keep it.<C-s>").says("its reference is typed");
    desk.keys("<S-Tab>M-2026-0<C-s>").says("and “M-2026-0” is not it");
    desk.keys(&format!("<C-a><C-k>{reference}<C-s>")).says(&format!("{reference} is removed."));
    assert_eq!(desk.ui.locking, Some(Why::Removed));
    desk.shows("8 All 48").shows("9 Retention 12").keys("<C-z>");
    assert!(!desk.said().contains("Taken back"), "it cannot be taken back: {}", desk.said());
}
