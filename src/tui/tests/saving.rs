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
        ("d<S-Tab>Because the", "the decision", "Because the"),
        ("x<Tab>We disagree", "a dissent", "We disagree"),
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

#[test]
fn after_a_crash_a_form_is_open_again_with_its_choices() {
    let mut desk = Desk::review();
    desk.keys("d<Right>");
    desk.open();
    desk.says("You were writing the decision on M-2026-001").shows("Outcome").hides("more unfinished");
    desk.keys("<S-Tab>It is over.");
    desk.open();
    desk.shows("Outcome").shows("It is over.").hides("more unfinished").keys("<C-s>");
    let decision = desk.item().decision.as_ref().unwrap();
    assert!(matches!(decision.outcome, crate::model::case::Outcome::Close { .. }));
    desk.open();
    assert!(desk.session().shown().recovered.is_empty());
}

#[test]
fn after_a_crash_a_dissent_is_still_that_agencys() {
    let mut desk = Desk::review();
    desk.keys("<Right><Right><Right>");
    let agency = desk.agency();
    desk.keys("x<Tab>We disagree");
    desk.open();
    assert_ne!(desk.agency(), agency);
    desk.keys(".<C-s>");
    let dissent = &desk.item().dissents[0];
    assert_eq!((dissent.text.as_str(), &desk.meeting().seat(&dissent.seat).unwrap().short), ("We disagree.", &agency));
}

#[test]
fn after_a_crash_the_answer_goes_to_its_own_dissent() {
    let mut desk = Desk::review();
    desk.keys("xedu<Tab>Too early.<C-s>xyos<Tab>Too late.<C-s>ekx<Tab>res");
    desk.wait(1).keys("<S-Tab>Explained");
    desk.open();
    desk.says("You were writing the answer to a dissent on M-2026-001").shows("Dissent of Education");
    desk.keys("<End>.<C-s>");
    let answers: Vec<_> = desk.item().dissents.iter().map(|d| d.answer.rationale.as_str()).collect();
    assert_eq!(answers, ["Explained.", ""]);
    assert_eq!(desk.item().dissents[0].answer.state, crate::model::said::DissentState::Resolved);
    desk.keys("ex").hides("Explained.");
}

#[test]
fn after_a_crash_the_action_is_worded_anew_and_what_changed_meanwhile_is_said() {
    let mut desk = Desk::review();
    desk.keys("ayos visit by fri<Enter>ayos ring by fri<Enter>ek<Enter>").shows("visit").keys("<End> twice");
    desk.open();
    desk.says("You were writing an action anew on M-2026-001").shows("visit twice");
    let action = desk.session().shown().docs.actions.values().find(|a| a.task.text == "visit").cloned().unwrap();
    let task = crate::model::request::NewTask { owner: None, text: "see him".into(), due: None, category: None };
    let (now, replaces) = (desk.ui.now, action.latest.clone());
    desk.session_mut()
        .record(crate::model::request::Request::Reword { action: action.id, task, replaces }, now)
        .unwrap();
    desk.open();
    desk.says("changed since you typed").shows("visit twice").keys("<C-s>");
    assert!(desk.session().shown().docs.actions.values().any(|a| a.task.text == "visit twice"));
}

#[test]
fn after_a_crash_words_whose_dissent_is_gone_stand_as_a_note() {
    let mut desk = Desk::review();
    desk.keys("x<Tab>Too early.<C-s>exExplained at length.");
    let (meeting, item) = (desk.meeting().id.clone(), desk.item().id().clone());
    let entry = desk.item().dissents[0].kept.entry.clone();
    let (now, request) = (desk.ui.now, crate::model::request::Request::Withdraw { meeting, item, entry });
    desk.session_mut().record(request, now).unwrap();
    desk.open();
    desk.says("not there any more").shows("Explained at length.").keys("<Esc>");
    assert_eq!(desk.item().notes[0].text, "Explained at length.");
    desk.open();
    assert!(desk.session().shown().recovered.is_empty());
}

#[test]
fn after_a_crash_the_plan_of_a_meeting_is_open_again() {
    let mut desk = Desk::new();
    desk.keys("fnorth part 1 14 dec<Enter>p").keys("<Tab><Tab>4 feb<Tab><Tab> hall");
    desk.open();
    desk.says("You were writing the plan of a meeting.").shows("North").shows("4 feb").shows("hall");
    desk.shows("The agenda gathers").keys("<C-s>");
    let planned = desk.session().shown().lobby.iter().find(|row| row.date == "2027-02-04".parse().unwrap()).unwrap();
    assert!(planned.area == "north" && planned.venue.ends_with(" hall"), "{planned:?}");
    desk.open();
    assert!(desk.session().shown().recovered.is_empty());
}

#[test]
fn after_a_crash_the_minutes_of_the_same_meeting_are_saved() {
    let mut desk = Desk::new();
    desk.keys("fmid part 1 5 nov<Enter>O<Tab>md").shows("‹  md  ›").wait(1).keys("<Tab><Tab><Tab><Tab>Sub-Committee");
    desk.open();
    desk.says("You were writing what to save as a file.").shows("mid-1-2026-11-05").shows("Sub-Committee");
    let folder = desk.folder.path().join("out");
    std::fs::create_dir(&folder).unwrap();
    desk.keys("<S-Tab><C-a><BS>");
    desk.paste(folder.to_str().unwrap());
    desk.keys("<Tab><Tab>report<C-s>").says("Saved");
    let saved: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|file| file.unwrap().file_name()).collect();
    assert_eq!(saved, ["minutes-mid-1-2026-11-05.md"]);
    desk.open();
    assert!(desk.session().shown().recovered.is_empty());
}

#[test]
fn choices_alone_are_not_kept_when_a_form_is_left() {
    let mut desk = Desk::review();
    desk.keys("d<Right>").shows("Outcome").keys("<Esc>d").hides("Outcome").keys("<Esc>");
    desk.open();
    assert!(desk.session().shown().recovered.is_empty());
    desk.keys("<Enter>");
    desk.go_to(4);
    desk.keys("d<Right><S-Tab>It is over.<Esc>d").shows("Outcome").shows("It is over.");
}
