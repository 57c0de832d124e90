//! Open actions, answered in place.

use super::Desk;
use crate::model::action::Answer;
use crate::store::DocumentQuery;

/// The child's open actions, the first chosen.
fn open() -> Desk {
    let mut desk = Desk::review();
    desk.keys("A").shows("Open actions");
    desk
}

fn label(desk: &Desk) -> String {
    desk.ui.chosen_action(desk.session().shown()).unwrap().label.clone()
}

#[track_caller]
fn answer(desk: &Desk, label: &str) -> Answer {
    let shown = desk.session().shown();
    let action = shown.docs.actions.values().find(|action| action.label == label).unwrap();
    action.answered_at(&desk.meeting().id, desk.item().id()).unwrap().clone()
}

#[test]
fn an_action_is_done_with_its_outcome() {
    let mut desk = open();
    let own = label(&desk);
    desk.keys("dAgreed with CAMHS.<Enter>").shows("✓ done: Agreed with CAMHS.");
    assert_eq!(answer(&desk, &own), Answer::Done { outcome: "Agreed with CAMHS.".to_owned() });
}

#[test]
fn an_action_is_carried_to_the_next_meeting_or_another_day() {
    let mut desk = open();
    let own = label(&desk);
    desk.keys("c").shows("Thu 7 Jan 2027").keys("<Enter>").shows("→ carried to 7 Jan 2027");
    assert!(matches!(answer(&desk, &own), Answer::Carry { .. }));
    desk.keys("c<C-a>14 jan because the interview waits<Enter>").shows("carried to 14 Jan 2027");
}

#[test]
fn an_action_is_not_done_and_says_why() {
    let mut desk = open();
    desk.keys("xThe officer was ill.<Enter>").shows("✗ not done: The officer was ill.");
}

#[test]
fn a_carry_that_reads_as_no_day_keeps_the_answer() {
    let mut desk = open();
    desk.keys("c<C-a>soonish<Enter>").says("soonish").shows("soonish");
}

#[test]
fn an_answer_left_half_typed_comes_back_with_its_question() {
    let mut desk = open();
    desk.keys("xThe officer was<Esc>").hides("The officer was").keys("x").shows("The officer was");
    desk.keys(" ill.<Enter>").shows("✗ not done: The officer was ill.");
    desk.keys("kx").hides("because: The officer");
}

#[test]
fn a_case_without_open_actions_says_so() {
    let mut desk = Desk::started();
    desk.keys("A").says("No open actions belong to this item.");
}

#[test]
fn the_action_log_answers_actions_of_children_not_on_todays_agenda() {
    let mut desk = Desk::started();
    desk.go_to(3);
    desk.keys("A").shows("Open actions").keys("dSeen to.<Enter>").shows("✓ done: Seen to.");
}

#[test]
fn the_action_log_is_that_of_this_area_and_this_part() {
    for (filter, part) in [("mid part 1 3 dec", 1), ("mid part 2 9 dec", 2)] {
        let mut desk = Desk::new();
        desk.keys(&format!("f{filter}<Enter><Enter>S"));
        while !desk.item().planned.title.contains("action log") {
            desk.keys("n");
        }
        let every = DocumentQuery { kind: "meeting".to_owned(), ..DocumentQuery::default() };
        let meetings = desk.session().meeting_rows(&every).unwrap();
        let shown = desk.session().shown();
        let log = crate::tui::ui::answers::open_actions(&desk.ui.place(shown).unwrap(), shown);
        assert!(!log.is_empty(), "nothing of Part {part}");
        for action in log {
            let area = match (&action.raised_at.case, &action.raised_at.at) {
                (Some(case), _) if part == 1 => &shown.docs.cases[case].area,
                (None, Some((meeting, _))) => {
                    let row = meetings.iter().find(|row| row.id == *meeting).unwrap();
                    assert_eq!(row.part, part, "{}", action.label);
                    &row.area
                }
                _ => panic!("{} is for the other part", action.label),
            };
            assert_eq!(area, "mid", "{} {}", action.label, action.task.text);
        }
    }
}
