//! Who is here.

use super::Desk;
use crate::model::attendance::Mark;

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
