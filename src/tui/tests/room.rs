//! The room view: it follows the live meeting and changes nothing.

use super::Desk;
use crate::tui::ui::Screen;
use crate::tui::ui::effect::Effect;
use crate::tui::ui::keymap::Scope;

#[test]
fn the_room_view_waits_for_a_meeting_and_then_shows_its_open_item() {
    let mut desk = Desk::new();
    desk.ui.screen = Screen::Room;
    desk.perform(vec![Effect::FollowRoom]);
    desk.shows("This view follows it as soon as it begins");
    desk.ui.screen = Screen::Meetings;
    desk.keys("s");
    desk.go_to(desk.first_review());
    let label = desk.case().label.clone();
    desk.ui.screen = Screen::Room;
    desk.wait(0).shows("review · item").shows("Agencies");
    assert_eq!(desk.case().label, label);
}

#[test]
fn the_room_view_tells_of_no_key_that_nobody_there_can_press() {
    let mut desk = Desk::review();
    desk.keys("uSettled at home.<Esc>");
    desk.shows("e corrects").shows("press + when");
    desk.ui.screen = Screen::Room;
    desk.wait(0).shows("Settled at home.").hides("e corrects").hides("press +").hides("▸").hides("shows them");
    desk.ui.screen = Screen::Live;
    desk.go_to(0);
    desk.ui.screen = Screen::Room;
    desk.wait(0).shows("Nothing yet.").hides("t takes a note");
}

#[test]
fn the_room_view_records_nothing() {
    let mut desk = Desk::started();
    desk.ui.screen = Screen::Room;
    let before = desk.entries();
    assert_eq!(desk.ui.scope(), Scope::Room);
    desk.keys("<C-z>").says("changes nothing");
    desk.keys("nuE:a");
    assert_eq!(desk.entries(), before);
    desk.keys("q");
    assert!(desk.ui.quitting);
}
