//! Saved, not saved, taken back, and found again.

use super::Desk;

#[test]
fn a_failed_write_keeps_the_text_and_f5_tries_again() {
    let mut desk = Desk::review();
    let first = desk.agency();
    desk.fill_disk();
    desk.keys("uSeen twice.<Tab>").shows("NOT SAVED").shows("Seen twice.").says("Not saved");
    assert!(desk.updates().is_empty());
    desk.keys("<F5>").shows("NOT SAVED").shows("Seen twice.");
    desk.free_disk();
    desk.keys(" And again.<F5>").shows("✓ saved");
    assert_eq!(desk.updates(), [format!("{first}: Seen twice. And again.")]);
    assert_ne!(desk.agency(), first, "Tab goes on once it is saved");
    desk.keys("<Esc>");
    assert_eq!(desk.updates().len(), 1, "nothing is recorded twice");
}

#[test]
fn a_failed_action_line_leaves_the_text_once_it_is_saved() {
    let mut desk = Desk::review();
    let first = desk.agency();
    desk.fill_disk();
    desk.keys("uKnown to us.<Enter>!@yos visit by fri<Enter>").shows("NOT SAVED").shows("!@yos visit by fri");
    desk.keys("More.");
    desk.free_disk();
    desk.keys("<F5>").hides("!@yos visit").shows("More.").keys("<Esc>");
    assert_eq!(desk.updates(), [format!("{first}: Known to us.\nMore.")]);
    let raised = |text: &str| desk.session().shown().docs.actions.values().filter(|a| a.task.text == text).count();
    assert_eq!(raised("visit"), 1);
}

#[test]
fn a_failed_form_stays_open_and_f5_records_it() {
    let mut desk = Desk::review();
    desk.fill_disk();
    desk.keys("d<S-Tab>Risk is high.<C-s>").shows("NOT SAVED").shows("Risk is high.");
    desk.free_disk();
    desk.keys("<F5>").shows("✓ saved");
    assert!(desk.item().decision.is_some() && desk.ui.overlay.is_none());
}

#[test]
fn a_failed_answer_and_a_failed_mark_stay_until_saved() {
    let mut desk = Desk::started();
    desk.fill_disk();
    desk.keys("rp").shows("NOT SAVED");
    desk.free_disk();
    desk.keys("<F5>");
    assert!(desk.meeting().seats[0].mark.is_some());
    desk.fill_disk();
    desk.keys("aJo Doe<Enter>").shows("NOT SAVED").shows("Jo Doe");
    desk.free_disk();
    desk.keys("<F5>").shows("✓ saved");
    assert!(desk.ui.prompt.is_none());
}

#[test]
fn undo_and_redo_say_what_they_took() {
    let mut desk = Desk::review();
    desk.keys("uSeen twice.<Esc><C-z>").says("Taken back").says("Seen twice.");
    assert!(desk.updates().is_empty());
    desk.keys("<C-y>").says("Brought back").shows("Seen twice.");
}

#[test]
fn undo_in_a_text_field_takes_back_words_and_not_entries() {
    let mut desk = Desk::review();
    desk.keys("uSeen twice.<Tab>one two<C-z>");
    assert_eq!(desk.updates().len(), 1);
    desk.hides("one two");
}

#[test]
fn after_a_crash_the_text_is_back_in_its_field() {
    let mut desk = Desk::review();
    let agency = desk.agency();
    desk.keys("uSeen twice with<Left><Left>");
    desk.open();
    desk.says(&format!("You were writing the {agency} update on M-2026-001")).shows("Seen twice with");
    desk.keys("<End> him.<Esc>");
    assert_eq!(desk.updates(), [format!("{agency}: Seen twice with him.")]);
    desk.open();
    desk.shows("Coming");
}

#[test]
fn after_a_crash_every_field_gets_its_text_back() {
    let cases = [
        ("tA note on", "a note", "A note on"),
        ("vI want", "the child's view", "I want"),
        (":a @yos visit", "a capture line", "a @yos visit"),
        ("d<S-Tab>Because the", "a form", "Because the"),
        ("x<Tab>We disagree", "a form", "We disagree"),
    ];
    for (keys, what, text) in cases {
        let mut desk = Desk::review();
        desk.keys(keys);
        desk.open();
        desk.says(&format!("You were writing {what} on M-2026-001")).shows(text);
    }
}

#[test]
fn after_a_crash_an_answer_is_back_when_its_question_is_asked() {
    let mut desk = Desk::review();
    desk.keys("AxThe officer was");
    desk.open();
    desk.says("You were writing an answer").keys("Ax").shows("The officer was");
}

#[test]
fn a_text_that_was_recorded_is_not_offered_again() {
    let mut desk = Desk::review();
    desk.keys("uSeen twice.<Esc>d<S-Tab>Because.<C-s>:t A note.<Enter>AxThe officer was ill.<Enter>");
    desk.open();
    assert!(desk.session().shown().recovered.is_empty());
}
