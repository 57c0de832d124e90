//! The disclosure log on the screen: a copy asked for, decided on and sent; a breach; files that were saved.

use super::Desk;
use crate::tui::ui::keymap::Scope;

/// A copy for the family court, asked for today.
pub(super) const ASKED: &str = "aDee Rowe, Police<Tab>The minutes of the discussion in November<Tab>\
    The family court<Tab>Care proceedings<Tab>m-2026-001<C-s>";

/// The chair allows it.
pub(super) const ALLOWED: &str = "d<Tab>The court has ordered it.<Tab>The part about this child alone.<C-s>";

/// Papers that went to the wrong person.
pub(super) const BREACH: &str = "bSam Fell, YOS<Tab>The agenda of 3 December<Tab>A parent of another child<Tab>\
    Sent to the wrong address<C-s>";

fn log() -> Desk {
    let mut desk = Desk::new();
    desk.keys("D");
    assert_eq!(desk.ui.scope(), Scope::Disclosures);
    desk
}

#[test]
fn a_copy_is_asked_for_decided_on_and_sent() {
    let mut desk = log();
    desk.shows("Nothing is in the log yet").keys("d").says("The log holds nothing here");
    desk.keys(ASKED).says("The chair decides: d").shows("D1").shows("with the chair").shows("M-2026-001");
    desk.keys("s").says("The chair decides first");
    desk.keys("d<Tab>The court has ordered it.<C-s>").says("proportionate").shows("The court has ordered it.");
    desk.keys("<Tab>The part about this child alone.<C-s>")
        .says("the chair allows it")
        .shows("allowed, not sent")
        .shows("by e-mail");
    desk.keys("sTwo pages by secure e-mail.<C-s>").shows("✓ sent");
    desk.keys("d").says("stays in the log as it is").keys("<C-z>").hides("Taken back");
    desk.keys("<Enter>")
        .shows("Proportionate")
        .shows("Two pages by secure e-mail.")
        .keys("<Esc>")
        .shows("Disclosure log");
}

#[test]
fn a_breach_says_what_to_do_next_until_all_is_done() {
    let mut desk = log();
    desk.keys(BREACH)
        .says("Next: Tell the chair of the meeting at once")
        .shows("breach, 7 to do")
        .shows("! Tell the chair");
    desk.keys("s").says("A breach is not decided on");
    desk.keys("t<Tab>Rang Lee Example.<C-s>").says("Next: Have the copy returned").shows("breach, 6 to do");
    for _ in 0..6 {
        desk.keys("t<Tab>Done.<C-s>");
    }
    desk.says("Every step was taken").shows("breach, followed up").keys("t").says("Every step after this breach");
}

#[test]
fn the_log_is_narrowed_by_list_and_by_what_is_typed() {
    let mut desk = log();
    desk.keys(ASKED).keys(BREACH).shows("D1").shows("D2");
    desk.keys("4").hides("D1 ").shows("D2").keys("2").shows("D1").keys("9").hides("There are");
    desk.keys("1fcourt<Enter>").shows("with “court”").hides("D2 ").keys("<Esc>").shows("D2").keys("<Esc>");
    assert_eq!(desk.ui.scope(), Scope::Meetings);
}

#[test]
fn a_file_is_a_line_of_the_log_and_one_for_somebody_needs_a_purpose() {
    let mut desk = Desk::review();
    desk.ends().keys("Msv<C-s><Esc>");
    let folder = desk.folder.path().to_str().unwrap().to_owned();
    desk.keys("O<Tab>txt<Tab><Tab><Tab><C-a><BS>").paste(&folder);
    desk.keys("<Tab>The family court<C-s>").says("needs a purpose").keys("<Tab>care proceedings<C-s>").says("Saved");
    desk.keys("qD").shows("· saved").shows("version 1 · txt").shows("The family court").shows("care proceedings");
    desk.keys("w").says("a file that was saved");
    desk.keys("O").shows("Disclosure log").keys("<Tab>csv<Tab><C-a><BS>").paste(&folder);
    desk.keys("<C-s>").says("Saved").shows("disclosure log · csv");
    let name = format!("disclosure-log-{}.csv", desk.ui.today());
    let text = std::fs::read_to_string(desk.folder.path().join(name)).unwrap();
    assert!(text.contains("The family court") && text.contains("care proceedings"), "{text}");
}

#[test]
fn a_half_typed_entry_comes_back_after_a_crash() {
    let mut desk = log();
    desk.keys("aDee Rowe<Tab>The minutes of Nov");
    desk.open();
    desk.shows("The minutes of Nov");
    assert_eq!(desk.ui.scope(), Scope::Form);
}

#[test]
fn the_veil_covers_the_child_of_an_entry() {
    let mut desk = log();
    desk.keys(ASKED);
    let name = desk.session().shown().log[0].child.clone().unwrap().1;
    desk.shows(&name).keys("<F9>").hides(&name).shows("M-2026-001");
}

#[test]
fn a_line_of_the_log_uses_the_room_that_no_other_column_needs() {
    let mut desk = log();
    desk.keys(ASKED);
    let screen = desk.screen();
    let line = screen.lines().find(|line| line.contains("▸ D1")).unwrap();
    assert!(line.contains("The minutes of the discussion in November") && line.contains("The family court"), "{line}");
}
