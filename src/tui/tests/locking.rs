//! The lock: what is on the screen goes, and one comes back to where one was.

use super::Desk;
use crate::tui::ui::keymap::Scope;
use crate::tui::ui::{Overlay, Screen};

#[test]
fn a_lock_in_mid_word_comes_back_to_text_and_cursor() {
    let mut desk = Desk::review();
    let agency = desk.agency();
    desk.keys("uSeen twce with her aunt.").keys(&"<Left>".repeat(17));
    let before = desk.draw_with_cursor(120, 36);
    desk.lock();
    desk.ui.notice = None;
    assert!(before == desk.draw_with_cursor(120, 36), "{}", desk.screen());
    desk.keys("i<Esc>");
    assert_eq!(desk.updates(), [format!("{agency}: Seen twice with her aunt.")]);
}

#[test]
fn every_field_is_as_it_was() {
    for (keys, scope) in [
        ("u", Scope::Writing),
        ("uSeen", Scope::Writing),
        ("tA note on", Scope::Writing),
        ("vI want", Scope::Writing),
        ("uSeen.<Esc>e<Enter> And again", Scope::Writing),
        (":", Scope::Capture),
        (":a @yos visit", Scope::Capture),
        ("d<Right><S-Tab>Because the", Scope::Form),
        ("d<Right><Tab><Right>", Scope::Form),
        ("x<Right><Tab>We disagree<Tab>The plan", Scope::Form),
        ("ayos visit by fri<Enter>e<Enter> soon", Scope::Form),
        ("xCan wait<Esc>O<Right><Tab><Tab>/tmp", Scope::Form),
        ("<F4><F4>qp<Right><Tab><Tab>4 feb<Tab><Tab><S-Tab>", Scope::Form),
    ] {
        let mut desk = Desk::review();
        desk.keys(keys);
        desk.ui.notice = None;
        assert_eq!(desk.ui.scope(), scope, "{keys}");
        let before = desk.draw_with_cursor(120, 40);
        let seen = desk.screen_at(120, 40);
        desk.lock();
        desk.says("back where you were");
        desk.ui.notice = None;
        assert_eq!(desk.screen_at(120, 40), seen, "{keys}");
        assert_eq!(desk.draw_with_cursor(120, 40).1, before.1, "{keys}");
    }
}

#[test]
fn one_comes_back_to_the_item_and_not_to_an_older_draft() {
    let mut desk = Desk::review();
    let first = desk.first_review();
    desk.keys(":t left for later<Esc>");
    desk.go_to(first + 1);
    let item = desk.item().id().clone();
    desk.lock();
    assert_eq!((desk.item().id(), desk.ui.scope()), (&item, Scope::Live));
    desk.go_to(first);
    desk.keys(":").shows("t left for later");

    let mut desk = Desk::review();
    desk.keys(":t left for later<Esc>q");
    desk.lock();
    assert_eq!(desk.ui.screen, Screen::Meetings);
    desk.shows("Meetings");
}

#[test]
fn a_list_on_top_is_put_away_and_the_item_stays() {
    let mut desk = Desk::review();
    desk.keys("r");
    assert!(matches!(desk.ui.overlay, Some(Overlay::RollCall(_))));
    desk.lock();
    assert!(desk.ui.overlay.is_none());
    desk.shows("M-2026-001");
}

#[test]
fn nothing_of_a_case_is_remembered_while_the_screen_is_locked() {
    let mut desk = Desk::review();
    let name = desk.case().details.name.clone();
    for keys in ["uSeen with ", "<Esc>:t ", "<Esc>d<S-Tab>"] {
        desk.keys(keys).keys(&name);
        let away = format!("{:?}", desk.ui.away(desk.session().shown()));
        assert!(!away.contains("Seen") && name.split(' ').all(|word| !away.contains(word)), "{away}");
    }
}

#[test]
fn the_veil_stays_down_over_a_lock() {
    let mut desk = Desk::review();
    let name = desk.case().details.name.clone();
    desk.keys("<F9>").lock();
    desk.hides(&name).shows("veiled · F9");
}

#[test]
fn the_screen_locks_after_the_minutes_of_the_terms() {
    let mut desk = Desk::new();
    let minutes = |desk: &Desk| crate::tui::idle::minutes(desk.session().shown(), desk.ui.today());
    assert_eq!(minutes(&desk), 10);
    desk.keys("s");
    assert_eq!(minutes(&desk), 30, "a meeting is live");
    desk.keys("q");
    assert_eq!(minutes(&desk), 30, "it goes on beside the list");
}
