//! The tour of the fictional county.

use super::Desk;
use crate::session::Shown;
use crate::tui::ui::command::{Command, why_not};
use crate::tui::ui::tour::STEPS;

/// What is pressed at each step, and nothing else.
const PRESSED: [&str; 11] = [
    "s",
    "rP",
    "s<Esc>",
    "nnnn",
    "uSettled at home.<Tab>",
    "!@yos visit by fri<Enter>",
    "<Esc>N",
    "vI want to go home.<Esc>",
    "d<Tab><Tab><Tab>The plan goes on.<C-s>",
    "g<Enter>",
    "n",
];

#[track_caller]
fn step(desk: &mut Desk, number: usize) {
    desk.shows(&format!("Tour {number} of {}", STEPS.len()));
}

#[test]
fn the_tour_is_walked_by_pressing_what_it_says() {
    let mut desk = Desk::new();
    desk.shows("First time here? F4 starts a tour").keys("<F4>").hides("First time here?");
    for (at, keys) in PRESSED.into_iter().enumerate() {
        step(&mut desk, at + 1);
        desk.keys(keys);
    }
    step(&mut desk, STEPS.len());
    desk.shows("Ctrl-P finds anything").keys("<F4>").hides("Tour 12").says("That was the tour");
}

#[test]
fn a_step_that_is_done_already_is_skipped_and_one_that_was_done_is_not_asked_again() {
    let mut desk = Desk::review();
    desk.keys("<F4>");
    step(&mut desk, 3);
    desk.keys("rs<Esc>");
    step(&mut desk, 5);
    desk.keys("p");
    step(&mut desk, 5);
}

#[test]
fn leaving_the_tour_keeps_everything_and_coming_back_goes_on() {
    let mut desk = Desk::new();
    desk.keys("<F4>srP");
    step(&mut desk, 3);
    desk.keys("<F4>").hides("Tour 3 of").says("F4 takes it up again");
    assert!(desk.meeting().seats.iter().filter(|seat| seat.only_case.is_none()).all(|seat| seat.mark.is_some()));
    desk.keys("<F4>");
    step(&mut desk, 3);
}

#[test]
fn the_tour_is_never_over_what_is_typed_and_leaves_a_low_window_alone() {
    let mut desk = Desk::review();
    desk.keys("<F4>uSeen at the park").shows("Seen at the park").shows("Tour 3 of");
    let screen = desk.screen_at(80, 24);
    assert!(screen.contains("Seen at the park") && screen.contains("Tour 3 of"), "{screen}");
    let low = desk.screen_at(80, 19);
    assert!(low.contains("Seen at the park") && !low.contains("Tour"), "{low}");
    desk.keys("<Esc>c").shows("Who chairs this item").shows("Tour 3 of");
}

#[test]
fn outside_the_fictional_county_there_is_no_tour() {
    let desk = Desk::new();
    let shown = Shown { demo: false, ..desk.session().shown().clone() };
    assert!(why_not(Command::Tour, &desk.ui, &shown).is_some_and(|why| why.contains("mace demo")));
    assert_eq!(desk.ui.tour_offer(&shown), None);
}

#[test]
fn every_step_is_one_or_two_short_sentences_with_something_to_press() {
    for step in STEPS {
        assert!(step.say.chars().count() <= 150 && step.say.matches('`').count() >= 2, "{}", step.say);
        assert_eq!(step.say.matches('`').count() % 2, 0, "{}", step.say);
    }
}
