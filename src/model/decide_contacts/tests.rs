//! What holds of the contact list and of the seats that follow it.

use super::*;
use crate::model::attendance::{Mark, Seat};
use crate::model::id::{Address, CaseId, MeetingId};
use crate::model::office::{Office, check, day};
use crate::model::request::Request;

fn contact(post: &str, district: Option<&str>, name: &str) -> Contact {
    let (agency, designation) = post.split_once('/').unwrap();
    Contact {
        area: "mid".to_owned(),
        part: 1,
        agency: agency.to_owned(),
        designation: designation.to_owned(),
        district: district.map(str::to_owned),
        name: name.to_owned(),
        email: "someone@county.example".to_owned(),
        telephone: "01632 960 100".to_owned(),
        spoc: false,
        deputy: String::new(),
    }
}

fn new(contact: Contact) -> Request {
    Request::KeepContact { contact: Box::new(contact), base: None }
}

fn corrected(base: &Contact, contact: Contact) -> Request {
    Request::KeepContact { contact: Box::new(contact), base: Some(Box::new(base.clone())) }
}

fn name<'a>(office: &'a Office<'_>, meeting: &MeetingId, seat: &str) -> &'a str {
    &office.meeting(meeting).seat(&Address::new(seat)).unwrap().name
}

fn invited<'a>(office: &'a Office<'_>, meeting: &MeetingId, case: &CaseId) -> Vec<&'a str> {
    let own = |seat: &&Seat| seat.only_case.as_ref() == Some(case);
    office.meeting(meeting).seats.iter().filter(own).map(|seat| seat.name.as_str()).collect()
}

#[test]
fn the_seats_of_coming_meetings_follow_the_contact_list_and_those_of_past_ones_do_not() {
    check(|office| {
        let mplo = "police/mplo/chelmsford";
        let first = contact("police/mplo", Some("Chelmsford"), "Lee Marsh");
        office.ask(new(first.clone())).unwrap();
        let (past, coming) = (office.plan("2026-11-12"), office.plan("2026-12-03"));
        office.ask(Request::StartMeeting(past.clone())).unwrap();
        office.ask(Request::EndMeeting(past.clone())).unwrap();
        let second = Contact { name: "Jo Roe".to_owned(), ..first.clone() };
        office.ask(corrected(&first, second.clone())).unwrap();
        assert_eq!((name(office, &coming, mplo), name(office, &past, mplo)), ("Jo Roe", "Lee Marsh"));
        office.ask(Request::RemoveContact(Box::new(second))).unwrap();
        assert_eq!((name(office, &coming, mplo), name(office, &past, mplo)), ("", "Lee Marsh"));
        assert!(office.docs().county.contacts.is_empty());
    });
}

#[test]
fn a_contact_who_takes_another_post_leaves_the_first() {
    check(|office| {
        let first = contact("yos/regional-manager", None, "Kit Lowe");
        office.ask(new(first.clone())).unwrap();
        office.ask(corrected(&first, contact("escb/ce-manager", None, "Kit Lowe"))).unwrap();
        let posts: Vec<&str> = office.docs().county.contacts.iter().map(|held| held.agency.as_str()).collect();
        assert_eq!(posts, ["escb"]);
    });
}

#[test]
fn a_post_that_somebody_holds_is_not_filled_by_mistake() {
    check(|office| {
        office.ask(new(contact("yos/regional-manager", None, "Kit Lowe"))).unwrap();
        let refused = office.ask(new(contact("yos/regional-manager", None, "Jo Roe"))).unwrap_err();
        assert!(refused.to_string().contains("Kit Lowe"), "{refused}");
    });
}

#[test]
fn a_contact_that_was_changed_meanwhile_is_not_written_over() {
    check(|office| {
        let read = contact("yos/regional-manager", None, "Kit Lowe");
        office.ask(new(read.clone())).unwrap();
        let theirs = Contact { telephone: "01632 960 999".to_owned(), ..read.clone() };
        office.ask(corrected(&read, theirs)).unwrap();
        let mine = Contact { email: "kit@yos.example".to_owned(), ..read.clone() };
        assert!(matches!(office.ask(corrected(&read, mine)), Err(Refusal::Conflict { .. })));
    });
}

#[test]
fn an_agency_has_one_single_point_of_contact_in_an_area_and_part() {
    check(|office| {
        let spoc = |post, name| Contact { spoc: true, ..contact(post, None, name) };
        office.ask(new(spoc("police/lp", "Mark Vale"))).unwrap();
        office.ask(new(spoc("police/octt", "Ann Cole"))).unwrap();
        let spocs: Vec<&str> =
            office.docs().county.contacts.iter().filter(|held| held.spoc).map(|held| held.name.as_str()).collect();
        assert_eq!(spocs, ["Ann Cole"]);
    });
}

#[test]
fn what_cannot_be_a_contact_is_refused() {
    check(|office| {
        let sound = contact("police/mplo", Some("Chelmsford"), "Lee Marsh");
        for wrong in [
            Contact { name: " ".to_owned(), ..sound.clone() },
            Contact { email: "lee at home".to_owned(), ..sound.clone() },
            Contact { deputy: "lee marsh".to_owned(), ..sound.clone() },
            Contact { district: None, ..sound.clone() },
            Contact { district: Some("Colchester".to_owned()), ..sound.clone() },
            Contact { area: "moon".to_owned(), ..sound.clone() },
            Contact { designation: "admiral".to_owned(), ..sound.clone() },
        ] {
            office.ask(new(wrong.clone())).expect_err(&format!("{wrong:?}"));
        }
        office.ask(new(sound)).unwrap();
    });
}

#[test]
fn the_same_post_invited_twice_for_one_child_gets_one_seat() {
    check(|office| {
        let child = office.child("First", Some(day("2026-12-03")), "Medium");
        let other = office.child("Second", Some(day("2026-12-03")), "Medium");
        let december = office.plan("2026-12-03");
        office.agenda(&december, crate::model::decide_prepare::ForAgenda::Gather).unwrap();
        let invite = |case: &CaseId, name: &str| Request::Invite {
            meeting: december.clone(),
            case: Some(case.clone()),
            post: Address::new("cf/asw"),
            name: name.to_owned(),
        };
        office.ask(invite(&child, "Jo Doe")).unwrap();
        assert!(matches!(office.ask(invite(&child, "jo doe")), Err(Refusal::Already { .. })));
        office.ask(invite(&child, "Al Doe")).unwrap();
        office.ask(invite(&other, "Jo Doe")).unwrap();
        assert_eq!(invited(office, &december, &child), ["Al Doe"], "the name is put right");
        assert_eq!(invited(office, &december, &other), ["Jo Doe"]);
        let stranger = office.child("Third", Some(day("2027-02-04")), "Medium");
        office.ask(invite(&stranger, "Jo Doe")).expect_err("their case is not on the agenda");
    });
}

#[test]
fn apologies_before_the_day_stand_when_the_meeting_starts_and_presence_waits_for_it() {
    check(|office| {
        let december = office.plan("2026-12-03");
        let seat = Address::new("yos/regional-manager");
        let mark = |mark| Request::Mark { meeting: december.clone(), seats: vec![seat.clone()], mark };
        let excused = Mark::Apologies { substitute: Some("Jo Roe".to_owned()) };
        office.ask(mark(Mark::Present)).expect_err("nobody is present before the day");
        office.ask(mark(excused.clone())).unwrap();
        office.ask(Request::Unmark { meeting: december.clone(), seats: vec![seat.clone()] }).unwrap();
        assert_eq!(office.meeting(&december).seat(&seat).unwrap().mark, None);
        office.ask(mark(excused.clone())).unwrap();
        office.ask(Request::StartMeeting(december.clone())).unwrap();
        let held = office.meeting(&december).seat(&seat).unwrap();
        assert_eq!((held.mark.as_ref(), held.speaker(), held.attends()), (Some(&excused), "Jo Roe", true));
    });
}

#[test]
fn an_invitation_is_withdrawn_until_it_is_answered_and_a_member_stays() {
    check(|office| {
        let child = office.child("First", Some(day("2026-12-03")), "Medium");
        let december = office.plan("2026-12-03");
        office.agenda(&december, crate::model::decide_prepare::ForAgenda::Gather).unwrap();
        let (post, case) = (Address::new("cf/team-manager"), Some(child.clone()));
        let invite = Request::Invite { meeting: december.clone(), case, post: post.clone(), name: "Jo Doe".to_owned() };
        let withdraw = |seat: &str| Request::Uninvite { meeting: december.clone(), seat: Address::new(seat) };
        office.ask(invite.clone()).unwrap();
        office.ask(withdraw("cf/team-manager")).unwrap();
        assert!(invited(office, &december, &child).is_empty());
        office.ask(withdraw("yos/regional-manager")).expect_err("a member stays");
        office.ask(invite).unwrap();
        let excused = Mark::Apologies { substitute: None };
        office.ask(Request::Mark { meeting: december.clone(), seats: vec![post], mark: excused }).unwrap();
        office.ask(withdraw("cf/team-manager")).expect_err("it was answered");
    });
}
