//! Searching everything ever said, and what is found, opened where it stands.

use super::Desk;
use super::disclosures::ASKED;
use super::key_names::read_keys;
use crate::tui::ui::keymap::Scope;
use crate::tui::ui::update::Input;

const SAID: &str = "uA flamingo was seen at the retail park.<Esc>";

#[test]
fn what_was_said_in_a_meeting_is_found_from_everywhere_and_esc_leads_back() {
    for (keys, scope) in [("q", Scope::Meetings), ("qc", Scope::Cases), ("qA", Scope::Actions), ("qP", Scope::People)] {
        let mut desk = Desk::review();
        let item = desk.item().id().clone();
        desk.keys(SAID).keys(keys).keys("/flamingo").shows("1 found").shows("A flamingo was seen at the retail");
        desk.keys("<Enter>").shows("▸ ").shows("A flamingo was seen").says("Esc goes back");
        assert_eq!((desk.ui.scope(), desk.item().id()), (Scope::Live, &item), "from {scope:?}");
        desk.keys("<Down><Esc>").shows("1 found");
        assert_eq!(desk.ui.scope(), Scope::Search);
        desk.keys("<Esc>");
        assert_eq!(desk.ui.scope(), scope);
    }
}

#[test]
fn what_is_typed_in_haste_is_sought_before_enter_opens_it() {
    let mut desk = Desk::review();
    let item = desk.item().id().clone();
    desk.keys(SAID).keys("/nothing of the kind").shows("nothing found").keys("<Esc>q");
    desk.burst(read_keys("/flamingo<Enter>").into_iter().map(Input::Key));
    assert_eq!((desk.ui.scope(), desk.item().id()), (Scope::Live, &item));
    desk.keys("<Esc>").shows("1 found");
}

#[test]
fn looking_at_another_item_of_a_live_meeting_turns_no_page() {
    let mut desk = Desk::review();
    let first = desk.item().id().clone();
    desk.keys(SAID);
    let next = desk.first_review() + 1;
    desk.go_to(next);
    let (second, entries) = (desk.item().id().clone(), desk.entries());
    desk.keys("/flamingo<Enter>").shows("A flamingo was seen");
    assert_eq!((desk.item().id(), desk.entries()), (&first, entries));
    desk.keys("<Esc><Esc>");
    assert_eq!((desk.ui.scope(), desk.item().id(), desk.entries()), (Scope::Live, &second, entries));
    // Whoever begins to work there is not led back by the same key.
    desk.keys("/flamingo<Enter>uMore of it.<Esc>").shows("More of it.");
    desk.keys("<Esc>");
    assert_eq!((desk.ui.scope(), desk.item().id()), (Scope::Live, &first));
}

#[test]
fn an_action_a_copy_and_a_case_open_on_their_own_screens() {
    let mut desk = Desk::review();
    let label = desk.case().label.clone();
    desk.keys("ayos visit the flamingo by fri<Enter>/flamingo<Enter>").shows("Its life").shows("visit the flamingo");
    assert_eq!(desk.ui.scope(), Scope::Action);
    desk.keys("<Esc><Esc>");
    assert_eq!((desk.ui.scope(), desk.case().label.clone()), (Scope::Live, label.clone()));
    desk.keys("qD").keys(ASKED).keys("/proceedings<Enter>").shows("Disclosure log · D1");
    assert_eq!(desk.ui.scope(), Scope::Disclosure);
    desk.keys("<Esc><Esc>");
    assert_eq!(desk.ui.scope(), Scope::Disclosures);
    desk.keys("qcf").keys(&label).keys("<Enter><Enter>eThe flamingo is feared. <C-s>");
    let scope = desk.ui.scope();
    desk.keys("q/").keys(&format!("case:{label}")).shows(&label);
    assert!(
        desk.session().shown().finds.all.iter().all(|find| find.child.as_ref().unwrap().label == label),
        "{scope:?}"
    );
}

#[test]
fn a_remark_on_the_minutes_is_shown_among_what_is_said_of_them() {
    let mut desk = Desk::review();
    desk.ends().keys("MsrWhich flamingo was it?<C-s><Esc>q/flamingo<Enter>").shows("Which flamingo was it?");
    desk.keys("<Esc><Esc>").shows("1 found");
}

#[test]
fn what_was_sought_is_offered_again_and_is_typed_over() {
    let mut desk = Desk::review();
    desk.keys(SAID).keys("/flamingo<Esc>/").shows("1 found").keys("retail park").shows("flamingo was seen");
    assert_eq!(desk.ui.search.open.as_ref().unwrap().editor.text(), "retail park");
}

#[test]
fn a_filter_that_cannot_be_read_is_said_beneath_the_line() {
    let mut desk = Desk::new();
    desk.keys("/").shows("before:mar").shows("#disrupt");
    desk.keys("@polise")
        .shows("did you mean @police?")
        .keys("<C-a>@police before:mar")
        .shows("Police · up to 28 Feb 2026");
    desk.keys("<C-a>zzzz").shows("Nothing that was ever said");
    desk.keys("<C-a>a").shows("the first 100 of many");
}

#[test]
fn in_a_text_the_key_is_a_letter_and_nothing_beneath_the_search_is_touched() {
    let mut desk = Desk::review();
    desk.keys("uSeen 1/2 a day.<Esc>");
    assert!(desk.updates()[0].ends_with("Seen 1/2 a day."));
    let entries = desk.entries();
    desk.keys("/<C-z>");
    assert_eq!((desk.ui.scope(), desk.entries()), (Scope::Search, entries));
    desk.keys("<C-p>");
    assert_eq!(desk.ui.scope(), Scope::Palette);
    desk.keys("<Esc>");
    assert_eq!(desk.ui.scope(), Scope::Live);
    desk.keys("/").keys("<F1>").shows("Searching everything ever said").keys("<Esc>");
    assert_eq!(desk.ui.scope(), Scope::Search);
}

#[test]
fn a_form_that_is_left_for_a_find_keeps_its_text() {
    let mut desk = Desk::review();
    desk.keys(SAID).keys("x<Tab>No plan yet<S-Tab>/flamingo<Enter>").shows("A flamingo was seen");
    assert!(desk.everything().contains("No plan yet"));
}

#[test]
fn under_the_veil_a_name_that_is_sought_finds_only_covered_text() {
    let mut desk = Desk::review();
    let name = desk.case().details.name.clone();
    let first = name.split(' ').next().unwrap().to_owned();
    desk.keys("u").keys(&format!("{name} was at the flamingo; {first} ran off.<Esc>")).keys("<F9>/flamingo");
    desk.shows("flamingo").hides(&first).keys("<C-a>").keys(&name.to_lowercase()).shows("ran off").hides(&first);
    desk.hides(&name.to_lowercase()).keys("q<Enter><Esc>").hides(&first);
    desk.keys("<Esc>q/").keys(&first).hides(&first).keys("<F9>").shows(&first);
}

#[test]
fn what_only_looks_like_a_filter_is_sought_as_a_word_and_said_to_be_none() {
    let mut desk = Desk::review();
    desk.keys("uThe plan: home by 14:30.<Esc>/foo:bar school").shows("“foo:” is no filter; there are @, #, case:");
    desk.keys("<Esc>/<C-a><C-k>14:30").hides("is no filter").shows("home by 14:30");
}
