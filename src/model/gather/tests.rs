//! What a chair would notice of an agenda that builds itself.

mod properties;

use super::*;
use crate::model::checks::Owed;
use crate::model::decide_gate::owed_on;
use crate::model::decide_listing::ForListing;
use crate::model::decide_prepare::ForAgenda;
use crate::model::dissent_path::DissentAnswer;
use crate::model::id::Address;
use crate::model::office::{Office, TODAY, check, day};
use crate::model::refusal::Refusal;
use crate::model::request::Request;
use crate::model::said::DissentState;
use crate::model::word::ChairsWord;

#[test]
fn a_case_due_this_month_is_on_the_agenda_and_next_months_on_the_next() {
    check(|office| {
        office.child("Overdue", Some(day("2026-10-20")), "Medium");
        office.child("Month's end", Some(day("2026-12-31")), "Medium");
        office.child("Next year", Some(day("2027-01-01")), "Medium");
        office.child_of("north", "Another area's", Some(day("2026-12-01")), "Medium");
        let (december, january) = (office.plan("2026-12-03"), office.plan("2027-01-07"));
        assert_eq!(office.missing(&december), ["Overdue: due 20 Oct 2026", "Month's end: due 31 Dec 2026"]);
        assert_eq!(office.missing(&january), ["Next year: due 1 Jan 2027"]);
        office.agenda(&december, ForAgenda::Gather).unwrap();
        assert_eq!(office.children(&december).len(), 2);
        assert!(office.agenda(&december, ForAgenda::Gather).unwrap_err().to_string().contains("on the agenda"));
    });
}

#[test]
fn a_new_case_is_on_the_next_agenda_after_the_reviews() {
    check(|office| {
        office.child("Newcomer", None, "High");
        office.child("Review", Some(day("2026-12-03")), "Standard");
        let december = office.plan("2026-12-03");
        office.agenda(&december, ForAgenda::Gather).unwrap();
        assert_eq!(office.children(&december), ["Review", "Newcomer"]);
        let last = &office.meeting(&december).items.last().unwrap().planned;
        assert_eq!(last.kind, ItemKind::Standing(Holds::Notes));
        let newcomer = office.meeting(&december).items.iter().rev().nth(1).unwrap();
        assert_eq!(newcomer.planned.responsible, "Nell Drew, Children & Families");
        assert_eq!((newcomer.planned.kind, newcomer.planned.minutes), (ItemKind::Initial, 15));
    });
}

#[test]
fn what_fell_due_after_planning_is_put_on_when_the_meeting_starts() {
    check(|office| {
        let december = office.plan("2026-12-03");
        office.child("Forgotten", Some(day("2026-12-10")), "Medium");
        office.ask(Request::StartMeeting(december.clone())).unwrap();
        assert_eq!(office.children(&december), ["Forgotten"]);
    });
}

#[test]
fn a_meeting_that_was_never_held_keeps_nothing_from_the_next() {
    check(|office| {
        office.child("Waiting", Some(day("2026-11-05")), "Medium");
        office.plan("2026-11-05");
        let december = office.plan("2026-12-03");
        assert_eq!(office.missing(&december), ["Waiting: due 5 Nov 2026"]);
    });
}

#[test]
fn a_due_case_leaves_the_agenda_with_a_reason_and_a_new_review_date_only() {
    check(|office| {
        let case = office.child("Robin", Some(day("2026-12-03")), "Medium");
        let (december, january) = (office.plan("2026-12-03"), office.plan("2027-01-07"));
        office.agenda(&december, ForAgenda::Gather).unwrap();
        let said = |asked: Result<(), Refusal>| asked.unwrap_err().to_string();
        assert!(said(office.take_off(&december, &case, " ", Some("2027-01-07"))).contains("needs a reason"));
        assert!(said(office.take_off(&december, &case, "Social worker on leave", None)).contains("new review date"));
        let past = office.take_off(&december, &case, "Social worker on leave", Some("2026-12-03"));
        assert!(said(past).contains("a review lies ahead"));
        office.take_off(&december, &case, "Social worker on leave", Some("2027-01-07")).unwrap();
        assert!(office.children(&december).is_empty() && office.missing(&december).is_empty());
        let off = &office.meeting(&december).taken_off[0];
        assert_eq!((off.reason.as_str(), off.until), ("Social worker on leave", Some(day("2027-01-07"))));
        let put_off = &office.docs().cases[&case].put_off[0];
        assert_eq!((put_off.reason.as_str(), put_off.until), ("Social worker on leave", Some(day("2027-01-07"))));
        assert_eq!(office.missing(&january), ["Robin: due 7 Jan 2027"]);
    });
}

#[test]
fn a_case_taken_off_within_the_month_stays_off_that_agenda_and_may_be_put_back() {
    check(|office| {
        let case = office.child("Robin", Some(day("2026-12-03")), "Medium");
        let december = office.plan("2026-12-03");
        office.agenda(&december, ForAgenda::Gather).unwrap();
        office.take_off(&december, &case, "Strategy meeting first", Some("2026-12-17")).unwrap();
        office.ask(Request::StartMeeting(december.clone())).unwrap();
        assert!(office.children(&december).is_empty());
    });
    check(|office| {
        let case = office.child("Robin", Some(day("2026-12-03")), "Medium");
        let december = office.plan("2026-12-03");
        office.agenda(&december, ForAgenda::Gather).unwrap();
        office.take_off(&december, &case, "Strategy meeting first", Some("2026-12-17")).unwrap();
        let kind = ItemKind::Review;
        office.ask(Request::AddCase { meeting: december.clone(), case, kind }).unwrap();
        assert!(office.meeting(&december).taken_off.is_empty());
    });
}

#[test]
fn a_new_case_that_is_put_off_is_still_an_initial_discussion() {
    check(|office| {
        let case = office.child("Newcomer", None, "High");
        let (december, january) = (office.plan("2026-12-03"), office.plan("2027-01-07"));
        office.agenda(&december, ForAgenda::Gather).unwrap();
        office.take_off(&december, &case, "The form is not in", Some("2027-01-07")).unwrap();
        office.agenda(&january, ForAgenda::Gather).unwrap();
        assert_eq!(office.meeting(&january).item_of(&case).unwrap().planned.kind, ItemKind::Initial);
    });
}

#[test]
fn an_accepted_request_brings_a_case_that_is_not_due() {
    check(|office| {
        let case = office.child("Robin", Some(day("2027-03-04")), "Medium");
        let (december, january) = (office.plan("2026-12-03"), office.plan("2027-01-07"));
        let asked = ForListing::Ask {
            meeting: january.clone(),
            post: Address::new("health/named-nurse"),
            name: String::new(),
            received: day("2026-11-10"),
            because: "Two contacts in a week".to_owned(),
        };
        office.ask(Request::Listing { case: case.clone(), asked }).unwrap();
        assert!(office.missing(&january).is_empty());
        let listing = office.docs().cases[&case].listings[0].asked.id.clone();
        office
            .ask(Request::Listing {
                case: case.clone(),
                asked: ForListing::Accept { listing, word: ChairsWord::at_keyboard("Lee") },
            })
            .unwrap();
        assert!(office.missing(&december).is_empty());
        let item = office.meeting(&january).item_of(&case).unwrap();
        assert_eq!((item.planned.kind, item.planned.responsible.as_str()), (ItemKind::Requested, "Health"));
        let why = why_here(office.meeting(&january), item, office.docs(), day(TODAY));
        assert_eq!(why.iter().map(Why::words).collect::<Vec<_>>(), ["asked by Health, accepted"]);
        office.take_off(&january, &case, "Settled in supervision", Some("2027-03-04")).unwrap();
        assert_eq!(office.docs().cases[&case].listings[0].state(), "put off");
    });
}

#[test]
fn dissent_comes_back_first_even_from_a_closed_case() {
    check(|office| {
        let case = office.child("Closed", None, "High");
        office.child("Actual", Some(day("2026-12-03")), "Actual");
        let (december, january) = (office.plan("2026-12-03"), office.plan("2027-01-07"));
        let ask = |office: &mut Office<'_>, asked| office.ask(Request::Listing { case: case.clone(), asked });
        let post = Address::new("health/named-nurse");
        let (meeting, because) = (december.clone(), "Two contacts in a week".to_owned());
        let received = day("2026-11-10");
        let asked = ForListing::Ask { meeting, post: post.clone(), name: String::new(), received, because };
        ask(office, asked).unwrap();
        let listing = office.docs().cases[&case].listings[0].asked.id.clone();
        let because = "The Hub meets first".to_owned();
        ask(office, ForListing::Refuse { listing: listing.clone(), because, word: ChairsWord::at_keyboard("Lee") })
            .unwrap();
        let text = "Waiting leaves her unseen.".to_owned();
        ask(office, ForListing::Dissent { listing, post, text }).unwrap();
        let expected = ["Closed: dissent of Health, 12 Nov 2026", "Actual: due 3 Dec 2026"];
        assert_eq!(office.missing(&december), expected);
        assert!(office.missing(&january).is_empty());
        office.agenda(&december, ForAgenda::Gather).unwrap();
        assert_eq!(office.meeting(&december).item_of(&case).unwrap().planned.kind, ItemKind::Dissent);
        office.take_off(&december, &case, "Health is away", None).unwrap();
        assert!(office.missing(&december).is_empty());
        assert_eq!(office.docs().cases[&case].open_dissents().count(), 1);
    });
}

#[test]
fn dissent_brought_forward_is_owed_an_answer_until_the_chair_gives_one() {
    check(|office| {
        let case = office.child("Due", Some(day("2026-12-03")), "High");
        let december = office.plan("2026-12-03");
        let post = Address::new("health/named-nurse");
        let ask = |office: &mut Office<'_>, asked| office.ask(Request::Listing { case: case.clone(), asked });
        let (meeting, because, received) = (december.clone(), "Two contacts".to_owned(), day("2026-11-10"));
        ask(office, ForListing::Ask { meeting, post: post.clone(), name: String::new(), received, because }).unwrap();
        let listing = office.docs().cases[&case].listings[0].asked.id.clone();
        ask(
            office,
            ForListing::Refuse {
                listing: listing.clone(),
                because: "The Hub meets first".to_owned(),
                word: ChairsWord::at_keyboard("Lee"),
            },
        )
        .unwrap();
        ask(office, ForListing::Dissent { listing, post: post.clone(), text: "It cannot wait.".to_owned() }).unwrap();
        office.ask(Request::StartMeeting(december.clone())).unwrap();
        let owed = |office: &Office<'_>| {
            let item = office.meeting(&december).item_of(&case).unwrap();
            owed_on(office.meeting(&december), item, office.docs()).contains(&Owed::DissentBack("Health".to_owned()))
        };
        assert!(owed(office));
        let dissent = office.docs().cases[&case].dissents[0].clone();
        let item = office.meeting(&december).item_of(&case).unwrap().id().clone();
        let (from, base) = (dissent.voiced.from, dissent.entry);
        let answer = DissentAnswer::new(DissentState::Resolved, "Heard first today.");
        office
            .agenda(
                &december,
                ForAgenda::AnswerDissent { item, case: case.clone(), from, post, base, answer: Box::new(answer) },
            )
            .unwrap();
        assert!(!owed(office));
    });
}

#[test]
fn the_suggested_order_is_dissent_then_actual_and_high_then_longest_since_discussed() {
    check(|office| {
        for (name, risk) in [("Standard", "Standard"), ("High", "High"), ("Actual", "Actual"), ("Medium", "Medium")] {
            office.child(name, Some(day("2026-12-03")), risk);
        }
        let december = office.plan("2026-12-03");
        office.agenda(&december, ForAgenda::Gather).unwrap();
        assert_eq!(office.children(&december), ["Actual", "High", "Standard", "Medium"]);
        assert!(office.agenda(&december, ForAgenda::Suggest).unwrap_err().to_string().contains("suggested order"));
        let items: Vec<ItemId> = office.meeting(&december).items.iter().map(|item| item.id().clone()).collect();
        let (item, after) = (items[4].clone(), Some(items[7].clone()));
        office.ask(Request::Reorder { meeting: december.clone(), item, after }).unwrap();
        assert_eq!(office.children(&december), ["High", "Standard", "Medium", "Actual"]);
        office.agenda(&december, ForAgenda::Suggest).unwrap();
        assert_eq!(office.children(&december), ["Actual", "High", "Standard", "Medium"]);
    });
}

#[test]
fn items_take_other_minutes_and_presenters_and_added_ones_are_removed_again() {
    check(|office| {
        let december = office.plan("2026-12-03");
        let meeting = december.clone();
        let (title, responsible) = ("Training day".to_owned(), "Board".to_owned());
        office.ask(Request::AddItem { meeting, title, responsible }).unwrap();
        let before = office.meeting(&december).planned_minutes();
        let item =
            office.meeting(&december).items.iter().find(|i| i.planned.title == "Training day").unwrap().id().clone();
        let planned = office.meeting(&december).item(&item).unwrap().planned.clone();
        let was = (planned.minutes, planned.responsible);
        let responsible = " Jo Doe ".to_owned();
        let change = |minutes| ForAgenda::Change {
            item: item.clone(),
            minutes,
            responsible: responsible.clone(),
            was: was.clone(),
        };
        assert!(office.agenda(&december, change(0)).is_err());
        office.agenda(&december, change(25)).unwrap();
        assert_eq!(office.meeting(&december).planned_minutes(), before + 20);
        assert_eq!(office.meeting(&december).item(&item).unwrap().planned.responsible, "Jo Doe");
        let first = office.meeting(&december).items[0].id().clone();
        let off = |item| ForAgenda::TakeOff { item, reason: String::new(), until: None };
        assert!(office.agenda(&december, off(first)).unwrap_err().to_string().contains("it stays"));
        office.agenda(&december, off(item)).unwrap();
        assert_eq!(office.meeting(&december).planned_minutes(), before - 5);
    });
}
