//! Who is here.

use super::Desk;
use crate::model::attendance::{Mark, Seat};

fn called() -> Desk {
    let mut desk = Desk::started();
    desk.keys("r").shows("Roll-call");
    desk
}

#[test]
fn one_key_marks_a_seat_and_goes_to_the_next() {
    let mut desk = called();
    desk.keys("pxp");
    let marks: Vec<_> = desk.meeting().seats.iter().take(3).map(|seat| seat.mark.clone()).collect();
    assert_eq!(marks, [Some(Mark::Present), Some(Mark::Absent), Some(Mark::Present)]);
}

#[test]
fn apologies_may_name_a_substitute() {
    let mut desk = called();
    desk.keys("a").shows("substitute").keys("Jo Doe<Enter>a<Enter>").shows("Jo Doe");
    let seats = &desk.meeting().seats;
    assert_eq!(seats[0].mark, Some(Mark::Apologies { substitute: Some("Jo Doe".to_owned()) }));
    assert_eq!(seats[1].mark, Some(Mark::Apologies { substitute: None }));
    let member = seats[0].name.clone();
    assert!(desk.screen_at(80, 24).contains(&format!("Jo Doe for {member}")), "{}", desk.screen_at(80, 24));
}

#[test]
fn late_and_early_are_noted_with_the_time() {
    let mut desk = called();
    desk.keys("pk").keys("l<C-a>9.50<Enter>").shows("09:50");
    assert_eq!(desk.meeting().seats[0].from, "09:50:00".parse().ok());
    desk.keys("ke<C-a>11:15<Enter>").shows("11:15");
    assert_eq!(desk.meeting().seats[0].until, "11:15:00".parse().ok());
    desk.keys("kl<C-a>ten<Enter>").says("ten").shows("came at");
}

#[test]
fn the_rest_are_present_with_one_key() {
    let mut desk = called();
    desk.keys("xP");
    let seats = &desk.meeting().seats;
    assert_eq!(seats[0].mark, Some(Mark::Absent));
    let core = seats.iter().filter(|seat| seat.only_case.is_none());
    assert!(core.clone().count() > 10 && core.clone().all(|seat| seat.mark.is_some()));
    desk.keys("P").says("Everybody is marked already.");
}

#[test]
fn a_guest_is_given_a_seat() {
    let mut desk = called();
    let before = desk.meeting().seats.len();
    desk.keys("i<C-a>@nobodyhere Jo Doe<Enter>").says("nobodyhere").shows("A seat for");
    desk.keys("<C-a>@cf/hub Jo Doe<Enter>").shows("Jo Doe");
    assert_eq!(desk.meeting().seats.len(), before + 1);
}

#[test]
fn somebody_invited_sits_on_their_childs_item_only() {
    let mut desk = Desk::review();
    desk.keys("i").shows("Invite").keys("<C-a>@cf/team-manager Jo Doe<Enter>");
    let on = |desk: &Desk| desk.meeting().seats_on(desk.item()).any(|(seat, _)| seat.name == "Jo Doe");
    assert!(on(&desk));
    desk.keys("nn");
    assert!(!on(&desk));
}

#[test]
fn the_statement_is_agreed_to_by_all_present_and_by_latecomers() {
    let mut desk = called();
    desk.keys("pps");
    let agreed = |desk: &Desk| desk.meeting().seats.iter().filter(|seat| seat.agreed.is_some()).count();
    assert_eq!(agreed(&desk), 3, "and a substitute who was announced");
    desk.keys("p<Esc>n").shows("Press s when these have agreed too: Access.").keys("s");
    assert_eq!(agreed(&desk), 4);
}

#[test]
fn somebody_chairs_an_item_for_the_chair() {
    let mut desk = Desk::review();
    desk.keys("c").shows("Who chairs").keys("Jo Doe<Enter>");
    assert_eq!(desk.item().acting_chair.as_deref(), Some("Jo Doe"));
    desk.keys("c<Enter>");
    assert_eq!(desk.item().acting_chair, None);
}

/// Today's meeting under way, at the first review, whose social worker is invited and not marked.
fn invited() -> Desk {
    let mut desk = Desk::review();
    desk.wait(2);
    assert_eq!(invitee(&desk).mark, None);
    desk
}

fn invitee(desk: &Desk) -> &Seat {
    desk.meeting().seats.iter().find(|seat| seat.only_case.as_ref() == desk.item().case()).unwrap()
}

#[test]
fn who_is_invited_for_one_child_is_not_there_for_the_whole_meeting() {
    let mut desk = called();
    desk.keys("P");
    let (invited, members): (Vec<_>, Vec<_>) = desk.meeting().seats.iter().partition(|seat| seat.only_case.is_some());
    assert_eq!((invited.len(), members.len()), (11, 19));
    assert!(invited.iter().all(|seat| seat.mark.is_none()) && members.iter().all(|seat| seat.mark.is_some()));
    desk.shows("0 not marked").shows("Invited, each for one child's item").shows("M-2026-001  C&F ASW");
}

#[test]
fn the_roll_call_lists_the_invited_last_and_a_guest_before_them() {
    let mut desk = called();
    desk.keys("i<C-a>@cf/hub Jo Doe<Enter>");
    let screen = desk.screen();
    let at = |text: &str| screen.find(text).unwrap_or_else(|| panic!("no {text} in\n{screen}"));
    assert!(at("Jo Doe") < at("Invited, each for one child's item"));
    desk.keys("x");
    let guest = desk.meeting().seats.iter().find(|seat| seat.name == "Jo Doe").unwrap();
    assert_eq!(guest.mark, Some(Mark::Absent), "the guest is the chosen row");
}

#[test]
fn an_invitee_is_asked_once_they_have_come_in() {
    let mut desk = invited();
    desk.shows("· C&F ASW").shows("press + when C&F ASW is here").shows("14 not asked");
    desk.keys("+").shows("? C&F ASW").shows("15 not asked").hides("press +");
    assert_eq!(desk.agency(), "C&F ASW");
    let seat = invitee(&desk);
    assert_eq!((&seat.mark, seat.from), (&Some(Mark::Present), "09:30:00".parse().ok()));
}

#[test]
fn an_invitee_leaves_with_the_item_and_comes_back_with_one_key() {
    let mut desk = invited();
    desk.keys("+").wait(10).keys("nn").wait(1);
    let left = |desk: &Desk| desk.meeting().seats.iter().find(|seat| seat.from.is_some()).unwrap().until;
    assert_eq!(left(&desk), "09:40:00".parse().ok());
    let attends = |desk: &Desk| {
        let item = &desk.meeting().items[desk.first_review()];
        desk.meeting().seats_on(item).any(|(seat, attends)| attends && seat.only_case.is_some())
    };
    assert!(attends(&desk), "who left with the item was there for it");
    desk.keys("p");
    assert!(!attends(&desk), "but is not there when it is opened again");
    desk.shows("– C&F ASW").keys("+");
    assert_eq!(left(&desk), None);
    assert!(attends(&desk));
}

#[test]
fn turning_the_page_is_still_nothing_to_take_back_when_an_invitee_left_with_it() {
    let mut desk = invited();
    desk.keys("+oo").wait(1).keys("nn<C-z>").says("nothing to report");
}

#[test]
fn a_latecomer_is_marked_on_the_strip_with_the_time() {
    let mut desk = called();
    desk.keys("xP<Esc>").wait(20);
    desk.go_to(desk.first_review());
    desk.keys("<Left>").shows("– C&F");
    while desk.agency() != desk.meeting().seats[0].short {
        desk.keys("<Right>");
    }
    desk.keys("+");
    let first = &desk.meeting().seats[0];
    assert_eq!((&first.mark, first.from), (&Some(Mark::Present), "09:48:00".parse().ok()));
    desk.keys("+").keys("+").says("The chosen agency is here already.");
}

#[test]
fn an_invitee_agrees_to_the_statement_as_latecomers_do() {
    let mut desk = called();
    desk.keys("Ps<Esc>");
    desk.go_to(desk.first_review());
    desk.keys("s").says("Everybody present has agreed already.").keys("+s");
    assert!(invitee(&desk).agreed.is_some());
}

#[test]
fn nobody_agrees_to_the_statement_after_leaving() {
    let mut desk = called();
    desk.keys("Ps<Esc>");
    desk.go_to(desk.first_review());
    desk.keys("+").wait(10).keys("nn").wait(1).keys("+s");
    let agreed: Vec<_> = desk.meeting().seats.iter().filter(|s| s.from.is_some()).map(|s| s.agreed.is_some()).collect();
    assert_eq!(agreed, [false, true]);
}

#[test]
fn who_is_invited_on_the_item_is_chosen_and_one_key_away_from_being_here() {
    let mut desk = invited();
    desk.keys("i<C-a>@cf/team-manager Jo Doe<Enter>");
    assert_eq!(desk.agency(), "C&F TM");
    desk.keys("+").shows("? C&F TM").shows("· C&F ASW");
}

#[test]
fn it_is_said_who_agreed_to_the_statement() {
    let mut desk = called();
    desk.keys("Ps").says("All 18 have agreed to the information-sharing statement.").keys("<Esc>");
    desk.go_to(desk.first_review());
    desk.keys("+s").says("Agreed to the information-sharing statement: C&F ASW.");
}
