//! The contact list on the screen, invitations, and apologies before the day.

use super::Desk;
use crate::model::attendance::Mark;
use crate::model::county::Contact;
use crate::model::id::MeetingId;
use crate::tui::ui::keymap::Scope;

fn people() -> Desk {
    let mut desk = Desk::new();
    desk.keys("P");
    assert_eq!(desk.ui.scope(), Scope::People);
    desk
}

fn chosen(desk: &Desk) -> Contact {
    desk.ui.chosen_person(desk.session().shown()).unwrap().contact
}

/// Opens the meeting of North that is still to be held.
fn planned() -> (Desk, MeetingId) {
    let mut desk = Desk::new();
    desk.keys("fnorth part 1<Enter><Enter>");
    assert!(desk.meeting().is_to_come());
    let id = desk.meeting().id.clone();
    (desk, id)
}

#[test]
fn the_people_are_listed_by_area_part_and_post_and_narrowed_while_one_types() {
    let mut desk = people();
    desk.shows("MACE people").shows("1 Everybody").shows("Mid · 1").shows("Secure e-mail");
    desk.keys("3").shows("North · 1").hides("Mid · 1").keys("1");
    desk.keys("fmplo tendring").shows("with “mplo tendring”").keys("<Enter>").shows("@police.example");
    assert_eq!(chosen(&desk).district.as_deref(), Some("Tendring"));
    desk.keys("<Esc>").hides("with “mplo").keys("<Esc>").shows("Coming");
}

#[test]
fn a_contact_is_put_right_and_the_meetings_to_come_have_it_and_undo_brings_the_old_one_back() {
    let (mut desk, north) = planned();
    let before = desk.meeting().clone();
    desk.keys("q<Esc>Pfnorth part 1 yos<Enter>");
    let old = chosen(&desk);
    desk.keys("e<C-a><BS>Jo Roe<Tab><C-a><BS>jo at home<C-s>").says("e-mail").keys("<C-a><BS>jo@yos.example<C-s>");
    desk.says("Recorded: Jo Roe");
    assert_eq!((chosen(&desk).name.as_str(), chosen(&desk).email.as_str()), ("Jo Roe", "jo@yos.example"));
    let seat =
        |desk: &Desk, name: &str| desk.session().shown().docs.meetings[&north].seats.iter().any(|s| s.name == name);
    assert!(seat(&desk, "Jo Roe") && !seat(&desk, &old.name));
    desk.keys("<C-z>");
    assert_eq!(chosen(&desk), old);
    assert_eq!(desk.session().shown().docs.meetings[&north], before);
}

#[test]
fn somebody_new_is_put_on_the_list_by_post_and_a_post_that_is_held_is_refused() {
    let mut desk = people();
    desk.keys("a").shows("A new contact").keys("<Tab><Tab>team manager<Tab>Tess Moor<Tab>tess.moor@cf.example<C-s>");
    desk.says("Recorded: Tess Moor").shows("by formal invitation only");
    desk.keys("a<Tab><Tab>regional<Tab>Somebody Else<C-s>").says("is there already");
    assert_eq!(desk.ui.scope(), Scope::Form, "what was typed stays");
}

#[test]
fn a_removed_person_leaves_the_list_and_no_past_minutes() {
    let mut desk = people();
    desk.keys("fmid part 1 yos<Enter>");
    let gone = chosen(&desk).name;
    desk.keys("x").says("is off the list").shows("nobody named").keys("x").says("Nobody holds");
    desk.keys("<Esc>7").shows("YOS").keys("q");
    let past = desk.session().shown().lobby.iter().filter(|row| row.area == "mid" && row.part == 1);
    let past = past.filter(|row| row.date < desk.ui.today()).max_by_key(|row| row.date).unwrap().id.clone();
    desk.perform(vec![crate::tui::ui::effect::Effect::OpenMeeting(past)]);
    assert!(desk.meeting().is_over() && desk.meeting().seats.iter().any(|seat| seat.name == gone));
}

#[test]
fn what_was_typed_of_a_contact_comes_back_after_a_crash() {
    let mut desk = people();
    desk.keys("fmid part 1 yos<Enter>e<Tab><Tab> ext 42");
    desk.open();
    desk.shows("The text is back").shows("ext 42");
    assert_eq!(desk.ui.scope(), Scope::Form);
    desk.keys("<C-s>").says("Recorded");
    assert!(chosen(&desk).telephone.ends_with("ext 42"));
}

#[test]
fn the_palette_finds_a_person_and_goes_there() {
    let mut desk = people();
    let name = chosen(&desk).name;
    desk.keys("q<C-p>").keys(&name).keys("<Enter>");
    assert_eq!((desk.ui.scope(), chosen(&desk).name), (Scope::People, name));
}

#[test]
fn a_social_worker_is_invited_to_one_child_before_the_day_and_once_only() {
    let (mut desk, _) = planned();
    let at = desk.meeting().items.iter().position(|item| item.case().is_some()).unwrap();
    desk.keys(&"n".repeat(at)).shows("i invite");
    let case = desk.item().case().unwrap().clone();
    let own = |desk: &Desk| -> Vec<String> {
        let seats = desk.meeting().seats.iter().filter(|seat| seat.only_case.as_ref() == Some(&case));
        seats.map(|seat| format!("{} {}", seat.short, seat.name)).collect()
    };
    assert_eq!(own(&desk).len(), 1, "the fictional social worker");
    desk.keys("i<C-a><BS>@cf/team-manager Tess Moor<Enter>");
    assert_eq!(own(&desk).len(), 2);
    desk.keys("i<C-a><BS>@cf/team-manager Tess Moor<Enter>").says("there already").keys("<Esc>");
    desk.keys("i<C-a><BS>@asw Al Doe<Enter>");
    assert_eq!(own(&desk), ["C&F ASW Al Doe", "C&F TM Tess Moor"], "another name takes the place of the one before");
    desk.keys("r").keys("<End>");
    let last = desk.meeting().seats.len();
    desk.keys("w").says("withdrawn");
    assert_eq!(desk.meeting().seats.len(), last - 1);
}

#[test]
fn who_is_invited_for_one_child_gets_a_part_of_the_agenda_alone() {
    let (mut desk, _) = planned();
    let at = desk.meeting().items.iter().position(|item| item.case().is_some()).unwrap();
    let label = desk.meeting().label.clone();
    desk.keys(&"n".repeat(at)).keys("i<C-a><BS>@cf/team-manager Tess Moor<Enter>");
    let case = desk.item().case().unwrap().clone();
    let own = desk.session().shown().docs.cases[&case].details.name.clone();
    let others = desk.meeting().items.iter().filter_map(|item| item.case()).filter(|other| **other != case);
    let others: Vec<String> =
        others.map(|other| desk.session().shown().docs.cases[other].details.name.clone()).collect();
    let folder = desk.folder.path().to_str().unwrap().to_owned();
    desk.keys("O<Tab>").keys("<Right><Right><Right><Right>").keys("<Tab>Tess Moor<Tab><C-a><BS>").paste(&folder);
    desk.keys("<C-s>").says("Saved").says("tess-moor");
    let path = desk.folder.path().join(format!("agenda-{label}-tess-moor.txt"));
    let text = std::fs::read_to_string(path).unwrap();
    assert!(text.contains(&own) && text.contains("for Tess Moor, Team Manager"), "{text}");
    assert!(!others.is_empty() && others.iter().all(|other| !text.contains(other)), "{text}");
}

#[test]
fn apologies_with_a_substitute_are_recorded_before_the_day_and_stand_at_the_roll_call() {
    let (mut desk, north) = planned();
    desk.keys("r<Home>").shows("expected").keys("p").says("has not begun");
    desk.keys("a").keys("<C-a><BS>Jo Standin<Enter>").shows("Jo Standin");
    let first = desk.meeting().seats[0].address.clone();
    desk.keys("<Up>c");
    assert_eq!(desk.meeting().seat(&first).unwrap().mark, None, "they come after all");
    desk.keys("a<C-a><BS>Jo Standin<Enter><Esc>SS");
    assert_eq!(desk.session().shown().docs.meetings[&north].seat(&first).unwrap().speaker(), "Jo Standin");
    desk.keys("rP");
    let excused = Mark::Apologies { substitute: Some("Jo Standin".to_owned()) };
    assert_eq!(desk.meeting().seat(&first).unwrap().mark, Some(excused));
}

#[test]
fn before_the_day_the_deputy_is_offered_as_the_substitute() {
    let (mut desk, _) = planned();
    let contacts = &desk.session().shown().docs.county.contacts;
    let seats: Vec<String> = desk.meeting().seats.iter().map(|seat| seat.address.to_string()).collect();
    let own = contacts.iter().filter(|held| held.area == "north" && held.part == 1 && !held.deputy.is_empty());
    let (at, deputy) =
        own.map(|held| (seats.iter().position(|seat| *seat == held.seat()), held.deputy.clone())).next().unwrap();
    let address = seats[at.unwrap()].clone();
    desk.keys("r<Home>").keys(&"j".repeat(at.unwrap())).keys("a").shows("the deputy").keys("<Enter>");
    let seat = desk.meeting().seats.iter().find(|seat| seat.address.as_str() == address).unwrap();
    assert_eq!(seat.speaker(), deputy);
}

#[test]
fn the_foot_numbers_as_many_lists_as_there_are() {
    let mut desk = Desk::new();
    let all = crate::tui::ui::people::lists(&desk.session().shown().terms).len();
    desk.keys("P").keys(&all.to_string()).hides("There are").keys(&(all + 1).to_string()).says("There are");
    assert!(desk.footer().contains(&format!("1–{all} lists")), "{}", desk.footer());
}
