//! Two records of one child, compared and merged on the screen.

use super::Desk;
use crate::model::id::CaseId;
use crate::tui::ui::Overlay;
use crate::tui::ui::keymap::Scope;

fn on_case() -> Desk {
    let mut desk = Desk::new();
    desk.keys("cfm-2026-001<Enter><Enter>");
    assert_eq!(desk.ui.scope(), Scope::Case);
    desk
}

/// The record that stays and the one that is merged into it, as the open form stands.
fn compared(desk: &Desk) -> (CaseId, CaseId) {
    let Some(Overlay::Form(form)) = &desk.ui.overlay else { panic!("no form") };
    let (kept, gone) = form.merged().unwrap();
    (kept.clone(), gone.clone())
}

fn label(desk: &Desk, case: &CaseId) -> String {
    desk.session().shown().docs.cases[case].label.clone()
}

#[test]
fn two_records_are_compared_before_one_is_merged_into_the_other() {
    let mut desk = on_case();
    desk.keys("M").shows("Merge two records of one child").shows("No other record is chosen yet");
    desk.keys("<C-s>").says("Choose the other record").keys("<Right>").shows("is merged into it").shows("Discussions");
    let (kept, gone) = compared(&desk);
    assert_eq!(label(&desk, &kept), "M-2026-001");
    desk.keys("<Tab><Right>");
    assert_eq!(compared(&desk), (gone, kept), "the other may stay");
    desk.keys("<Esc>").shows("1 Summary");
}

#[test]
fn a_merged_reference_leads_to_the_record_that_stays_and_undo_brings_both_back() {
    let mut desk = on_case();
    desk.keys("M<Right>");
    let (kept, gone) = compared(&desk);
    let (stays, former) = (label(&desk, &kept), label(&desk, &gone));
    let before = desk.session().shown().docs.cases[&gone].clone();
    desk.keys("<C-s>").says(&format!("{former} is merged into {stays}")).shows("Merged into it");
    desk.keys("q<Esc>8f").keys(&former).keys("<Enter>").shows(&stays).keys("<Enter>").shows(&format!("{former} on "));
    desk.keys("<C-z>").says("Taken back").hides("Merged into it");
    desk.perform(vec![crate::tui::ui::effect::Effect::OpenCase(gone.clone())]);
    assert_eq!(desk.session().shown().docs.cases[&gone], before);
    desk.shows(&former);
}

#[test]
fn a_merged_record_has_a_page_of_its_own_that_says_where_it_went() {
    let mut desk = on_case();
    desk.keys("M<Right>");
    let (kept, gone) = compared(&desk);
    let (stays, former) = (label(&desk, &kept), label(&desk, &gone));
    desk.keys("<C-s>").says("is merged into");
    desk.keys("<C-p>").keys(&former).shows("the record as it stood").keys("<Enter>");
    desk.shows(&format!("now {stays}")).shows(&format!("Merged into {stays}, where all"));
    assert_eq!(desk.ui.open_case(desk.session().shown()).unwrap().id, gone);
    desk.keys("h").keys("Jo Doe<C-s>").says(&format!("was merged into {stays}"));
    desk.keys("<Esc><C-p>").keys(&stays).keys("<Enter>").hides("Merged into M").shows("Merged into it");
    assert_eq!(desk.ui.open_case(desk.session().shown()).unwrap().id, kept);
    desk.keys("q<C-p>").keys(&former).shows("the record as it stood").keys("<Enter>").shows(&format!("now {stays}"));
}
