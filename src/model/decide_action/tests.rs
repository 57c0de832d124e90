//! What holds of the life of an action: above all that nothing closes without an outcome or a reason.

use proptest::prelude::*;

use super::*;
use crate::model::action::{Action, ActionState, Did};
use crate::model::agenda::ItemKind;
use crate::model::capture::Capture;
use crate::model::id::{ActionId, ItemId, MeetingId};
use crate::model::office::{Office, check, day};
use crate::model::request::{NewTask, OldAction, Request};
use crate::model::word::Elsewhere;

const YOS: &str = "yos/regional-manager";
const POLICE: &str = "police/lp";
const NURSE: &str = "health/named-nurse";
const BY_AGENCY: &str = "Not done by the agency";

/// A live meeting on one child, on whose item an action of the YOS is raised.
fn raised(office: &mut Office<'_>) -> (MeetingId, ItemId, ActionId) {
    let case = office.child("Robin", Some(day("2026-12-03")), "Medium");
    let meeting = office.plan("2026-12-03");
    office.ask(Request::AddCase { meeting: meeting.clone(), case, kind: ItemKind::Review }).unwrap();
    office.ask(Request::StartMeeting(meeting.clone())).unwrap();
    let item = office.meeting(&meeting).items.iter().find(|item| item.case().is_some()).unwrap().id().clone();
    let owners = vec![Address::new(YOS)];
    let capture = Capture::Action { owners, text: "Complete the assessment".into(), due: Some(due()), category: None };
    let (at, on) = (meeting.clone(), item.clone());
    office.ask(Request::Say { meeting: at, item: on, capture, replaces: None }).unwrap();
    let action = office.docs().actions.keys().next().unwrap().clone();
    (meeting, item, action)
}

fn due() -> NaiveDate {
    day("2027-01-07")
}

fn of<'a>(office: &'a Office<'_>, id: &ActionId) -> &'a Action {
    &office.docs().actions[id]
}

fn ask(office: &mut Office<'_>, id: &ActionId, asked: ForAction) -> Result<(), Refusal> {
    let seen = of(office, id).latest.clone();
    office.ask(Request::OfAction(OfAction { action: id.clone(), seen, asked }))
}

fn new_date(to: &str, asked_by: &str) -> ForAction {
    ForAction::NewDate { to: day(to), because: "The clinic was closed.".into(), asked_by: asked_by.into() }
}

fn chair(name: &str, elsewhere: Option<(&str, &str)>) -> ChairsWord {
    let elsewhere = elsewhere.map(|(means, on)| Elsewhere { means: means.into(), on: day(on) });
    ChairsWord { chair: name.into(), elsewhere }
}

fn cancel(word: ChairsWord) -> ForAction {
    ForAction::Cancel { because: "The family has moved.".into(), word }
}

#[test]
fn a_note_puts_an_action_in_progress_and_another_date_leaves_it_so() {
    check(|office| {
        let (.., id) = raised(office);
        ask(office, &id, ForAction::Note { text: "The first visit is booked.".into() }).unwrap();
        ask(office, &id, new_date("2027-01-14", "YOS")).unwrap();
        let action = of(office, &id);
        assert_eq!((action.state, action.task.due), (ActionState::InProgress, Some(day("2027-01-14"))));
        assert_eq!(action.progress().map(|(_, text)| text), Some("The first visit is booked."));
        let moved = &action.carried[0];
        assert_eq!((moved.from, moved.to, moved.asked_by.as_str()), (Some(due()), day("2027-01-14"), "YOS"));
    });
}

#[test]
fn a_date_that_is_brought_forward_is_not_counted_as_carried() {
    check(|office| {
        let (.., id) = raised(office);
        ask(office, &id, new_date("2027-02-04", "")).unwrap();
        ask(office, &id, new_date("2027-01-21", "the chair")).unwrap();
        assert_eq!((of(office, &id).times_carried(), of(office, &id).carried.len()), (1, 2));
        assert!(ask(office, &id, new_date("2027-01-21", "")).is_err(), "it is the date that it has");
        assert!(ask(office, &id, new_date("2026-01-21", "")).is_err(), "it is past");
    });
}

#[test]
fn an_action_that_is_handed_over_keeps_whose_it_was() {
    check(|office| {
        let (.., id) = raised(office);
        let hand_over = |to| ForAction::HandOver { to: Address::new(to), because: "They know the family.".into() };
        assert!(ask(office, &id, hand_over(YOS)).is_err(), "it is theirs already");
        ask(office, &id, hand_over(NURSE)).unwrap();
        let action = of(office, &id);
        assert_eq!(action.task.owner.as_ref().unwrap().address, Address::new(NURSE));
        let Did::HandedOver { from: Some(from), .. } = &action.life[0].did else { panic!("it is not kept") };
        assert_eq!((from.address.clone(), action.times_carried()), (Address::new(YOS), 0));
    });
}

#[test]
fn what_the_agency_left_undone_is_told_from_what_was_not_possible() {
    check(|office| {
        let (.., id) = raised(office);
        let not_done = |kind: &str, because: &str| ForAction::NotDone { kind: kind.into(), because: because.into() };
        assert!(ask(office, &id, not_done("No reason", "None.")).is_err(), "it is no word of the terms");
        assert!(ask(office, &id, not_done(BY_AGENCY, " ")).is_err(), "it says no reason");
        ask(office, &id, not_done(BY_AGENCY, "The post was empty.")).unwrap();
        let action = of(office, &id);
        assert_eq!(action.state, ActionState::NotCompleted);
        assert!(action.unmet.as_ref().unwrap().by_agency);
        assert_eq!(Unmet::said(action.unmet.as_ref()), "not done by the agency");
        let other = Unmet { name: "Circumstances changed".into(), by_agency: false };
        assert_eq!(Unmet::said(Some(&other)), "not done, circumstances changed");
    });
}

#[test]
fn the_chair_cancels_at_the_keyboard_or_by_a_word_given_elsewhere() {
    check(|office| {
        let (.., id) = raised(office);
        assert!(ask(office, &id, cancel(chair(" ", None))).is_err(), "nobody chairs");
        let to_come = chair("Pat Vale", Some(("By e-mail", "2027-03-03")));
        assert!(ask(office, &id, cancel(to_come)).is_err(), "it was not said yet");
        assert!(ask(office, &id, cancel(chair("Pat Vale", Some(("By pigeon", "2026-11-30"))))).is_err());
        ask(office, &id, cancel(chair("Pat Vale", Some(("By e-mail", "2026-11-01"))))).unwrap();
        let action = of(office, &id);
        assert_eq!((action.state, action.reason.as_deref()), (ActionState::Cancelled, Some("The family has moved.")));
        assert_eq!(action.cancelled().unwrap().elsewhere.as_ref().unwrap().means, "By e-mail");
    });
}

#[test]
fn what_is_closed_takes_no_more_answers_and_what_changed_meanwhile_is_not_written_over() {
    check(|office| {
        let (.., id) = raised(office);
        let seen = of(office, &id).latest.clone();
        ask(office, &id, ForAction::Note { text: "Begun.".into() }).unwrap();
        let done = || ForAction::Done { outcome: "Sent.".into() };
        let late = Request::OfAction(OfAction { action: id.clone(), seen: seen.clone(), asked: done() });
        assert!(matches!(office.ask(late), Err(Refusal::ActionChanged { .. })));
        let note = ForAction::Note { text: "Two more visits.".into() };
        office.ask(Request::OfAction(OfAction { action: id.clone(), seen, asked: note })).unwrap();
        ask(office, &id, done()).unwrap();
        assert!(matches!(ask(office, &id, done()), Err(Refusal::ActionClosed { .. })));
        assert!(matches!(ask(office, &id, new_date("2027-01-14", "")), Err(Refusal::ActionClosed { .. })));
    });
}

#[test]
fn nothing_is_done_in_the_room_without_its_outcome() {
    check(|office| {
        let (meeting, item, id) = raised(office);
        let say = |answer| Request::Say {
            meeting: meeting.clone(),
            item: item.clone(),
            capture: Capture::Answer { action: "A1".into(), answer },
            replaces: None,
        };
        let refused = office.ask(say(Answer::Done { outcome: "  ".into() })).unwrap_err();
        assert!(refused.to_string().contains("outcome in words"), "{refused}");
        office.ask(say(Answer::Done { outcome: "Sent.".into() })).unwrap();
        assert_eq!(of(office, &id).outcome.as_deref(), Some("Sent."));
    });
}

/// Something a person might ask of the action; refusals are part of it.
fn asked() -> impl Strategy<Value = ForAction> {
    let words = || "[a-z ]{0,3}";
    let on = || (0u64..120).prop_map(|days| day("2026-10-20") + chrono::Days::new(days));
    let post = || prop::sample::select(vec![YOS, POLICE, NURSE, "nobody/at-all"]).prop_map(Address::new);
    let kind = || prop::sample::select(vec![BY_AGENCY, "Circumstances changed or not possible", ""]);
    let means = || prop::sample::select(vec!["By e-mail", "By pigeon"]);
    let elsewhere = prop::option::of((means(), on()).prop_map(|(means, on)| Elsewhere { means: means.into(), on }));
    prop_oneof![
        words().prop_map(|text| ForAction::Note { text }),
        words().prop_map(|outcome| ForAction::Done { outcome }),
        (kind(), words()).prop_map(|(kind, because)| ForAction::NotDone { kind: kind.into(), because }),
        (on(), words(), words()).prop_map(|(to, because, asked_by)| ForAction::NewDate { to, because, asked_by }),
        (post(), words()).prop_map(|(to, because)| ForAction::HandOver { to, because }),
        (words(), words(), elsewhere).prop_map(|(because, chair, elsewhere)| {
            ForAction::Cancel { because, word: ChairsWord { chair, elsewhere } }
        }),
    ]
}

fn answer() -> impl Strategy<Value = Answer> {
    let words = || "[a-z ]{0,3}";
    let kind = prop::option::of(Just(Unmet { name: BY_AGENCY.into(), by_agency: true }));
    prop_oneof![
        words().prop_map(|outcome| Answer::Done { outcome }),
        words().prop_map(|because| Answer::Carry { to: due(), because, asked_by: String::new() }),
        (words(), kind).prop_map(|(because, kind)| Answer::NotDone { because, kind }),
    ]
}

#[derive(Debug, Clone)]
enum Turn {
    /// Asked on the screen of actions.
    Asked(ForAction),
    /// Said in the room.
    Said(Answer),
    /// Worded anew.
    Reworded(String),
}

fn turn() -> impl Strategy<Value = Turn> {
    prop_oneof![
        4 => asked().prop_map(Turn::Asked),
        2 => answer().prop_map(Turn::Said),
        1 => "[a-z ]{0,3}".prop_map(Turn::Reworded),
    ]
}

/// Whether what is closed says why, and what is open does not pretend to be closed.
fn is_sound(action: &Action) -> Result<(), String> {
    let said = |words: &Option<String>| words.as_ref().is_some_and(|words| !words.trim().is_empty());
    let sound = match action.state {
        ActionState::Open | ActionState::InProgress => action.closed.is_none() && action.outcome.is_none(),
        ActionState::Completed => action.closed.is_some() && said(&action.outcome),
        ActionState::NotCompleted => action.closed.is_some() && said(&action.reason),
        ActionState::Cancelled => {
            let chair = action.cancelled().is_some_and(|word| !word.chair.trim().is_empty());
            action.closed.is_some() && said(&action.reason) && chair
        }
    };
    if sound { Ok(()) } else { Err(format!("{action:?}")) }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_path_leads_to_closed_without_an_outcome(turns in prop::collection::vec(turn(), 1..12)) {
        check(|office| {
            let (meeting, item, id) = raised(office);
            for turn in turns.clone() {
                let before = of(office, &id).clone();
                let asked = match turn {
                    Turn::Asked(asked) => ask(office, &id, asked),
                    Turn::Said(answer) => office.ask(Request::Say {
                        meeting: meeting.clone(),
                        item: item.clone(),
                        capture: Capture::Answer { action: "A1".into(), answer },
                        replaces: None,
                    }),
                    Turn::Reworded(text) => {
                        let task = NewTask { owner: None, text, due: None, category: None };
                        let replaces = before.latest.clone();
                        office.ask(Request::Reword { action: id.clone(), task, replaces })
                    }
                };
                let action = of(office, &id);
                assert_eq!(is_sound(action), Ok(()));
                match asked {
                    Ok(()) => assert_eq!(action.life.len(), before.life.len() + 1, "every step is kept"),
                    Err(_) => assert_eq!(*action, before, "what is refused changes nothing"),
                }
            }
        });
    }
}

#[test]
fn answers_that_were_kept_before_there_was_more_to_say_read_still() {
    let read = |text: &str| serde_json::from_str::<Answer>(text).unwrap();
    let carried = Answer::Carry { to: due(), because: String::new(), asked_by: String::new() };
    assert_eq!(read(r#"{"carry":{"to":"2027-01-07","because":""}}"#), carried);
    let not_done = Answer::NotDone { because: "They moved.".into(), kind: None };
    assert_eq!(read(r#"{"not-done":{"because":"They moved."}}"#), not_done);
    assert_eq!(serde_json::to_string(&not_done).unwrap(), r#"{"not-done":{"because":"They moved."}}"#);
}

#[test]
fn the_log_of_before_closes_nothing_without_words_either() {
    check(|office| {
        let task = crate::model::action::Task { owner: None, text: "Visit".into(), due: None, category: None };
        let answer = |outcome: &str| Some((day("2026-10-01"), Answer::Done { outcome: outcome.into() }));
        let old =
            |outcome| OldAction { case: None, raised: day("2026-09-01"), task: task.clone(), answer: answer(outcome) };
        assert!(office.ask(Request::TakeOverAction(Box::new(old(" ")))).is_err());
        office.ask(Request::TakeOverAction(Box::new(old("Visited.")))).unwrap();
        assert_eq!(office.docs().actions.values().next().unwrap().outcome.as_deref(), Some("Visited."));
    });
}
