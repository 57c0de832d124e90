//! What is typed lands where a person expects it, also one who has never seen the program.

use super::Desk;
use crate::model::attendance::{Mark, Seat};
use crate::model::case::Outcome;
use crate::model::meeting::MeetingState;
use crate::tui::ui::keymap::Scope;

#[test]
fn a_day_that_no_choice_has_is_typed_beside_the_choices_and_recorded() {
    for keys in ["d<Tab>14 jan 2027", "d<Tab><Left>14 jan 2027"] {
        let mut desk = Desk::review();
        desk.keys(keys).shows("14 jan 2027").keys("<Tab><Tab>Settled.<C-s>");
        let decided = desk.item().decision.as_ref().map(|decision| decision.outcome.clone());
        assert_eq!(decided, Some(Outcome::Review { date: "2027-01-14".parse().unwrap() }), "{keys}");
    }
}

#[test]
fn the_level_of_risk_that_a_decision_shows_is_recorded_also_where_it_stays() {
    let mut desk = Desk::review();
    let before = desk.case().risk.clone().unwrap();
    desk.keys("d<C-s>").shows(&format!("{before}, as before"));
    assert_eq!(desk.item().risk.as_ref().map(|risk| risk.level.clone()), Some(before));
}

#[test]
fn another_kind_of_line_does_not_go_on_with_the_one_that_was_left() {
    let mut desk = Desk::review();
    desk.keys(":c child Wants to stay<Esc>");
    desk.keys("k").hides("Wants to stay").keys("high because of the calls<Enter>");
    assert!(desk.item().views.is_empty());
    assert_eq!(desk.item().risk.as_ref().unwrap().level, "High");
    desk.keys(":").shows("c child Wants to stay");
    desk.open();
    desk.says("You were writing a capture line").shows("c child Wants to stay");
}

#[test]
fn what_is_typed_takes_the_place_of_what_is_offered() {
    let mut desk = Desk::review();
    desk.keys("Ac").shows("carry to").keys("14 jan 2027 because the clinic was full<Enter>");
    let carried = desk.session().shown().docs.actions.values().find_map(|action| {
        let answer = action.answered_at(&desk.meeting().id, desk.item().id())?;
        Some(format!("{answer:?}"))
    });
    assert!(carried.as_ref().unwrap().contains("2027-01-14"), "{carried:?}");
}

#[test]
fn letters_typed_on_after_the_last_agency_are_text_and_no_commands() {
    let mut desk = Desk::review();
    desk.keys("NuSeen at home.<Tab>").says("Everybody present has been asked");
    let (item, before) = (desk.item().id().clone(), desk.entries());
    desk.keys("! po").shows("! po");
    assert_eq!((desk.ui.scope(), desk.item().id(), desk.entries()), (Scope::Writing, &item, before));
}

#[test]
fn an_agency_that_said_nothing_yet_stays_chosen() {
    let mut desk = Desk::review();
    let chosen = desk.ui.chosen_address().cloned();
    desk.keys("u<Esc>");
    assert_eq!(desk.ui.chosen_address().cloned(), chosen);
}

#[test]
fn an_update_after_all_takes_the_place_of_nothing_to_report() {
    let mut desk = Desk::review();
    desk.keys("N").shows("Nothing to report");
    let short = desk.meeting().seat(desk.ui.chosen_address().unwrap()).unwrap().short.clone();
    desk.keys("uSeen at home.<Esc>").shows("Seen at home.");
    let told: Vec<bool> = desk
        .item()
        .told()
        .filter(|update| desk.meeting().seat(&update.seat).is_some_and(|seat| seat.short == short))
        .map(|update| update.nil)
        .collect();
    assert_eq!(told, [false]);
}

#[test]
fn a_substitute_who_comes_late_is_the_substitute_still_and_present_takes_the_time_away() {
    let mut desk = Desk::started();
    let seat = |desk: &Desk| -> Seat { desk.meeting().seats[0].clone() };
    desk.keys("raJo Doe<Enter><Up>l09:50<Enter>");
    assert_eq!((seat(&desk).speaker(), seat(&desk).from.is_some()), ("Jo Doe", true));
    desk.keys("<Up>p");
    assert_eq!((seat(&desk).mark, seat(&desk).from), (Some(Mark::Present), None));
}

#[test]
fn a_childs_first_name_is_no_title_on_the_agenda() {
    let mut desk = Desk::review();
    let first = desk.session().shown().children[0].clone();
    let name = first.name.split(' ').next().unwrap().to_owned();
    let items = desk.meeting().items.len();
    desk.keys(&format!("j+{name}<Enter>")).says("give the reference").says(&first.label);
    assert_eq!(desk.meeting().items.len(), items);
}

#[test]
fn a_meeting_of_another_day_starts_at_the_second_asking_only() {
    let mut desk = Desk::new();
    desk.keys("<Down>s").says("not today");
    assert!(desk.session().shown().lobby.iter().all(|row| row.state != MeetingState::Live));
    desk.keys("<Up><Down>s").says("not today").keys("s");
    assert_eq!(desk.meeting().state, MeetingState::Live);
}

#[test]
fn the_room_sees_that_it_agreed_and_who_dissents() {
    let mut desk = Desk::review();
    desk.keys("d<C-s>:x @health disagrees with the date: too late<Enter>");
    desk.keys("g");
    let small = desk.screen_at(80, 24);
    assert!(small.contains("Health dissents"), "{small}");
    desk.keys("<Enter>").shows("agreed at");
}

#[test]
fn a_question_that_was_cancelled_does_not_decide_where_a_restart_lands() {
    for question in ["d<S-Tab>Because", "x<Tab>We disagree", "AxThe officer was", ":x @health disagrees"] {
        let mut desk = Desk::review();
        desk.keys(question).keys("<Esc><Esc>").open();
        desk.says("One unfinished text waits in its field").shows("Coming");
    }
}

#[test]
fn a_question_that_was_cancelled_waits_where_it_is_asked() {
    let mut desk = Desk::review();
    desk.keys("x<Tab>We disagree<Esc>");
    desk.open();
    desk.says("One unfinished text waits in its field").shows("Coming").keys("<Enter>x").shows("We disagree");
    desk.open();
    desk.says("You were writing a dissent");
}

#[test]
fn a_childs_view_that_there_is_none_of_is_explained_where_it_would_be_written() {
    let mut desk = Desk::review();
    desk.keys("v").shows("none because …").keys("none because she is not in school yet<Esc>");
    let view = desk.item().views[0].clone();
    assert_eq!((view.text.as_str(), view.why_none.as_deref()), ("", Some("she is not in school yet")));
    desk.keys("e").shows("none because she is not in school yet").keys("<Enter><End>, and ill<Esc>");
    assert_eq!(desk.item().views[0].why_none.as_deref(), Some("she is not in school yet, and ill"));
    desk.keys("e<Enter><C-a><BS>None of them listens.<Esc>");
    assert_eq!(
        (desk.item().views[0].text.as_str(), desk.item().views[0].why_none.is_none()),
        ("None of them listens.", true)
    );
}

#[test]
fn the_sign_that_an_action_begins_with_is_not_doubled_and_owners_may_have_commas() {
    let mut desk = Desk::review();
    desk.keys("a@yos,@edu visit together by fri<Enter>");
    let owners = desk.session().shown().docs.actions.values().filter(|action| action.task.text == "visit together");
    assert_eq!(owners.count(), 2);
    desk.keys("i").keys("<C-a><BS>@@asw").shows("@asw").hides("@@");
}

#[test]
fn the_form_of_a_file_tells_what_it_will_be_called() {
    let mut desk = Desk::started();
    desk.keys("O")
        .shows("Ctrl-S saves · Esc leaves")
        .shows("Will be saved as ./minutes-mid-1-2026-12-03.docx")
        .keys("<Tab>pdf<Tab><Tab><Tab><C-a><BS>/tmp/out");
    desk.shows("Will be saved as /tmp/out/minutes-mid-1-2026-12-03.pdf");
}

#[test]
fn an_answer_on_the_action_log_stands_among_what_was_recorded() {
    let mut desk = Desk::started();
    desk.go_to(3);
    desk.keys("AdSent on Monday.<Enter><Esc>").shows("✓ done: Sent on Monday.").hides("Nothing yet");
}

#[test]
fn the_agenda_tells_a_case_that_is_settled_from_one_that_was_left_open() {
    let mut desk = Desk::review();
    let row = |desk: &Desk, label: &str| {
        desk.screen().lines().find(|line| line.contains(&format!("{label} "))).unwrap_or_default().to_owned()
    };
    let first = desk.case().label.clone();
    desk.keys("Nd<S-Tab>The plan goes on.<C-s>g<Enter>v none because he did not come<Esc>n");
    let second = desk.case().label.clone();
    desk.keys("nn");
    assert!(row(&desk, &first).starts_with(" ✓"), "{}", desk.screen());
    assert!(row(&desk, &second).starts_with(" !"), "{}", desk.screen());
    desk.keys("?signs").shows("something open").shows("nothing to report");
}

#[test]
fn a_reason_given_at_a_gate_stands_whole_at_the_end_of_the_meeting() {
    let mut desk = Desk::review();
    desk.keys("n1").keys("E<Home>");
    for (width, height) in [(80, 24), (120, 36)] {
        let screen = desk.screen_at(width, height);
        assert!(screen.contains("Agency to send its update in writing"), "{screen}");
    }
    desk.size = (80, 24);
    desk.keys("<Down><Down><Down>").shows("Agency to send its update in writing");
}

#[test]
fn what_was_corrected_says_so_and_the_keys_of_a_choice_are_those_there_are() {
    let mut desk = Desk::review();
    desk.keys("uSeen twice.<Esc>e<Enter><End> At home.<Esc>").shows("Seen twice. At home.  corrected");
    desk.keys("n").shows("1–5 leave, because").hides("1–9");
}

#[test]
fn what_was_recorded_is_never_begun_in_the_middle_of_an_entry() {
    let mut desk = Desk::review();
    for _ in 0..3 {
        desk.keys("u").keys(&"Seen twice near the retail park. ".repeat(5)).keys("<Esc>");
    }
    desk.size = (80, 24);
    let screen = desk.screen();
    let mut below = screen.lines().skip_while(|line| !line.contains("Recorded")).skip(1);
    assert!(below.next().is_some_and(|line| !line.starts_with("       ")), "{screen}");
    desk.shows("more above");
}

#[test]
fn a_line_that_was_left_waits_for_its_own_key_also_after_a_restart() {
    let mut desk = Desk::review();
    desk.keys("lvenue Taxi rank<Esc>a@yos visit<Esc>").open();
    desk.says("2 unfinished texts wait")
        .keys("<Enter>l")
        .shows("l venue Taxi rank")
        .keys("<Esc>a")
        .shows("a @yos visit");
}
