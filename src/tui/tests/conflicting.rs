//! One entry edited in two places: both texts are shown, and none is lost.

use super::Desk;
use crate::model::capture::Capture;
use crate::model::request::Request;
use crate::model::said::Mode;
use crate::tui::ui::keymap::Scope;

/// A correction here of an entry that somebody else corrected meanwhile.
fn conflict() -> Desk {
    let mut desk = Desk::review();
    desk.keys("uSeen twice.<Esc>e<Enter><End> At home.");
    let (meeting, item) = (desk.meeting().id.clone(), desk.item().id().clone());
    let update = desk.item().updates[0].clone();
    let text = "Seen three times.".to_owned();
    let capture = Capture::Update { seat: update.seat, text, nil: false, mode: Mode::Spoken };
    let theirs = Request::Say { meeting, item, capture, replaces: Some(update.kept.entry) };
    let now = desk.ui.now;
    desk.session_mut().record(theirs, now).unwrap();
    desk.keys("<Esc>");
    assert_eq!(desk.ui.scope(), Scope::Conflict);
    desk.shows("Seen three times.").shows("Seen twice. At home.");
    desk
}

fn texts(desk: &Desk) -> Vec<&str> {
    desk.item().updates.iter().map(|update| update.text.as_str()).collect()
}

#[test]
fn mine_may_stand_over_theirs_or_beside_it() {
    let mut desk = conflict();
    desk.keys("m");
    assert_eq!(texts(&desk), ["Seen twice. At home."]);
    let mut desk = conflict();
    desk.keys("b");
    assert_eq!(texts(&desk), ["Seen three times.", "Seen twice. At home."]);
}

#[test]
fn theirs_may_stand_alone_and_mine_waits_as_a_note() {
    let mut desk = conflict();
    desk.shows("Theirs alone").keys("t").says("put aside");
    assert_eq!((texts(&desk), desk.ui.scope()), (vec!["Seen three times."], Scope::Live));
    desk.open();
    desk.says("One unfinished text waits").keys("<Enter>t").shows("Seen twice. At home.").keys("<Esc>");
    assert_eq!(desk.item().notes[0].text, "Seen twice. At home.");
    desk.keys("t").hides("Seen twice. At home.▌").keys("<Esc>");
    assert_eq!(desk.item().notes.len(), 1);
}

#[test]
fn what_was_put_aside_may_be_discarded() {
    let mut desk = conflict();
    desk.keys("tt").shows("Seen twice. At home.").keys("<F8><Esc>t").hides("Seen twice. At home.");
    desk.keys("<Esc>").open();
    assert!(desk.session().shown().recovered.is_empty());
}
