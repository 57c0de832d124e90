//! Finding anything: the palette, the list of keys, and hints that fade as their keys are learnt.

use super::Desk;
use crate::model::meeting::MeetingState;
use crate::tui::ui::Overlay;
use crate::tui::ui::keymap::Scope;
use crate::tui::ui::list::Pick;
use crate::tui::ui::palette::rows;

/// What the palette finds, best first: the key, number, reference or day of each row.
fn found(desk: &Desk) -> Vec<String> {
    let (all, open) = (rows(&desk.ui, desk.session().shown()), desk.ui.palette.as_ref().unwrap());
    open.pick.visible(usize::MAX).map(|(row, _)| all[row].lead.clone()).collect()
}

#[test]
fn the_palette_does_a_command_by_its_words() {
    let mut desk = Desk::review();
    desk.keys("<C-p>").shows("Find").keys("dissent").shows("Record a dissent").keys("<Enter>");
    assert_eq!(desk.ui.scope(), Scope::Form);
    desk.shows("Dissent");
}

#[test]
fn nothing_typed_shows_what_can_be_done_and_then_what_cannot_with_the_reason() {
    let mut desk = Desk::started();
    desk.size = (120, 80);
    desk.keys("<C-p>");
    let screen = desk.screen();
    let place = |text: &str| screen.find(text).unwrap_or_else(|| panic!("no “{text}” on\n{screen}"));
    assert!(place("Note a discussion") < place("Write the chosen agency's update"));
    desk.shows("not now").keys("chosen agency's update<Enter>").says("This item is about no child");
    assert_eq!(desk.ui.scope(), Scope::Palette);
    desk.keys("<Esc>");
    assert_eq!(desk.ui.scope(), Scope::Live);
}

#[test]
fn an_item_is_found_by_reference_and_by_name_and_the_gate_asks_once() {
    let mut desk = Desk::review();
    let next = desk.meeting().items[desk.first_review() + 1].clone();
    let name = desk.session().shown().docs.cases[next.case().unwrap()].details.name.to_lowercase();
    desk.keys("<C-p>").keys(&name).keys("<Enter>");
    assert_eq!(desk.ui.scope(), Scope::Gate);
    desk.keys("n");
    assert_eq!(desk.item().id(), next.id());
    desk.keys("<C-p>welcome<Enter>");
    assert_eq!(desk.meeting().number(desk.item().id()), Some(1), "going back is free");
}

#[test]
fn a_child_who_is_not_on_the_agenda_is_offered_as_a_late_item() {
    let mut desk = Desk::review();
    let child = desk.session().shown().children.iter().find(|child| child.area == "north").unwrap().clone();
    desk.keys("<C-p>").keys(&child.name.to_lowercase()).shows("not on the agenda").keys("<Enter>");
    assert_eq!(desk.ui.scope(), Scope::Prompt);
    desk.shows("Late item").shows(&child.label).keys("<Enter>");
    assert!(desk.meeting().item_of(&child.case).is_some_and(|item| item.planned.late));
}

#[test]
fn a_person_is_chosen_on_the_strip_and_in_the_roll_call_where_there_is_no_child() {
    let mut desk = Desk::review();
    let seat = desk.meeting().seats.iter().rev().find(|seat| seat.short == "YOS").unwrap().clone();
    desk.keys("<C-p>").keys(&seat.name.to_lowercase()).keys("<Enter>");
    assert_eq!(desk.agency(), "YOS");
    desk.keys("ppp<C-p>").keys(&seat.name.to_lowercase()).keys("<Enter>");
    let row = desk.meeting().seats.iter().position(|other| other.address == seat.address);
    assert!(matches!(&desk.ui.overlay, Some(Overlay::RollCall(pick)) if pick.chosen() == row), "{}", desk.screen());
}

#[test]
fn a_meeting_is_opened_from_the_list_and_from_another_meeting() {
    let mut desk = Desk::new();
    desk.keys("<C-p>mon 14 dec north<Enter>").shows("North").shows("planned");
    desk.keys("<C-p>thu 3 dec mid part 1<Enter>").shows("Mid · Thu 3 Dec 2026").keys("S");
    assert_eq!(desk.meeting().state, MeetingState::Live);
}

#[test]
fn a_case_is_found_by_reference_and_name_wherever_no_meeting_is_open() {
    let mut desk = Desk::new();
    desk.keys("c8");
    let closed = desk.session().shown().tracker.iter().find(|case| case.row.closed.is_some()).unwrap().row.clone();
    for (screen, sought) in
        [("q", closed.label.clone()), ("P", closed.name.to_lowercase()), ("c", closed.label.clone())]
    {
        desk.keys(screen).keys("<C-p>").keys(&sought).shows("· closed").keys("<Enter>");
        assert_eq!(desk.ui.open_case(desk.session().shown()).unwrap().id, closed.case);
        desk.keys("qq");
    }
    desk.keys("<F9><C-p>").keys(&closed.name.to_lowercase()).hides(&closed.name).shows(&closed.label);
}

#[test]
fn over_a_text_the_palette_leaves_it_as_it_stands_and_goes_nowhere() {
    let mut desk = Desk::review();
    let item = desk.item().id().clone();
    desk.keys("uSeen twice<C-p>welcome<Enter>").says("Esc records it");
    desk.keys("<Esc> at the park").shows("Seen twice at the park");
    assert_eq!((desk.ui.scope(), desk.item().id()), (Scope::Writing, &item));
    desk.keys("<C-p>record and return<Enter>");
    assert!(desk.updates().iter().any(|update| update.ends_with("Seen twice at the park")), "{:?}", desk.updates());
}

#[test]
fn a_form_and_a_line_that_are_left_through_the_palette_keep_their_text() {
    let mut desk = Desk::review();
    desk.keys("x<Tab>No plan yet<C-p>statement<Enter>p");
    let everything = desk.everything();
    assert!(everything.contains("No plan yet"), "{everything}");
    let mut desk = Desk::review();
    desk.keys(":a @yos visit<C-p>welcome<Enter>");
    if desk.ui.scope() == Scope::Gate {
        desk.keys("n");
    }
    assert!(desk.everything().contains("a @yos visit"));
}

#[test]
fn a_paste_goes_into_the_line_that_looks_for_something() {
    let mut desk = Desk::review();
    desk.keys("uText<C-p>");
    desk.paste("roll-call\nwelcome");
    desk.shows("roll-call welcome").keys("<Esc><C-p>").paste("dissent");
    assert_eq!(desk.ui.palette.as_ref().map(|open| open.pick.filter().to_owned()).as_deref(), Some("dissent"));
    desk.keys("<Esc><F1>").paste("carry to a later");
    desk.shows("Carry to a later date").hides("Record a dissent").keys("<Esc>").shows("Text");
}

#[test]
fn taking_back_reaches_nothing_beneath_the_palette() {
    let mut desk = Desk::review();
    desk.keys("uSettled at home.<Esc>");
    let entries = desk.entries();
    desk.keys("<C-p><C-z><Esc><F1><C-z><Esc>");
    assert_eq!(desk.entries(), entries);
    desk.keys("<C-p>take back your own<Enter>");
    assert_eq!(desk.entries(), entries + 1, "{}", desk.said());
}

#[test]
fn letters_find_what_they_name_and_little_else() {
    let mut desk = Desk::review();
    desk.keys("<C-p>roll-call");
    assert_eq!(found(&desk)[0], "r");
    assert!(found(&desk).len() < 4, "{:?}", found(&desk));
    desk.keys("<C-a><BS>yos");
    assert_eq!(found(&desk)[0], "YOS");
    assert!(found(&desk).len() < 4, "{:?}", found(&desk));
    desk.keys("<C-p>");
    assert_eq!(desk.ui.scope(), Scope::Live, "the same key closes it");
}

#[test]
fn the_help_narrows_as_one_types() {
    let mut desk = Desk::review();
    desk.keys("?").shows("The live meeting").keys("ctrl-z").shows("Take back your own").hides("Record a dissent");
    desk.keys("<C-a><BS>N").shows("has nothing further").hides("Leave this item and go on to the next");
    desk.keys("<C-a><BS>roll-call rest").hides("Record a dissent").shows("Everybody not yet marked is present");
    desk.keys("<C-a><BS>zzz").shows("No key is called that").keys("<Esc>");
    assert_eq!(desk.ui.scope(), Scope::Live);
}

#[test]
fn the_help_stops_scrolling_at_its_end() {
    let mut desk = Desk::review();
    desk.keys("?");
    let top = desk.screen();
    for _ in 0..60 {
        desk.keys("<PgDn>").screen();
    }
    let end = desk.screen();
    desk.keys("<Down>");
    assert_eq!(desk.screen(), end);
    desk.keys("<Up>");
    assert_ne!(desk.screen(), end, "one step back is one step");
    desk.keys("x<BS>");
    assert_eq!(desk.screen(), top);
}

#[test]
fn hints_grow_faint_and_then_make_room_for_what_is_not_learnt() {
    let mut desk = Desk::review();
    desk.size = (80, 24);
    let before = desk.footer();
    assert!(before.contains("a action") && !before.contains("x dissent"), "{before}");
    let style = |desk: &Desk| {
        let buffer = desk.draw(80, 24);
        let at = desk.footer().find("action").map(|at| u16::try_from(at).unwrap()).unwrap();
        buffer[(at, 23)].style().fg
    };
    let plain = style(&desk);
    desk.keys(&"a<Esc>".repeat(8));
    assert_ne!(style(&desk), plain);
    assert_eq!(desk.footer(), before);
    desk.keys(&"a<Esc>".repeat(17));
    let after = desk.footer();
    assert!(!after.contains("a action") && after.contains("u update"), "{after}");
    assert!(after.contains("? keys"), "{after}");
}

#[test]
fn a_command_that_was_looked_for_is_not_a_key_that_is_learnt() {
    let mut desk = Desk::review();
    let before = desk.ui.learnt.clone();
    for _ in 0..8 {
        desk.keys("<C-p>raise an action<Enter><Esc>");
    }
    assert!(!desk.ui.learnt.is_known(crate::tui::ui::command::Command::RaiseAction));
    assert_ne!(desk.ui.learnt, before);
}

#[test]
fn the_palette_follows_what_another_seat_records() {
    let mut desk = Desk::review();
    desk.keys("<C-p>");
    let all = desk.ui.palette.as_ref().map(|open| open.pick.len());
    if let Some(open) = &mut desk.ui.palette {
        open.pick = Pick::new(1);
    }
    desk.wait(1);
    assert_eq!(desk.ui.palette.as_ref().map(|open| open.pick.len()), all);
}
