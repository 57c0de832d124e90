//! What a user would notice of recording, undoing and sharing a store.

mod acting;
mod changes;
mod forms;
mod holidays;
mod invented;
mod listing;
mod merging;
mod minutes;
mod moving;
mod properties;
mod removal;
mod searching;
mod seats;
mod together;

use chrono::{DateTime, NaiveDate, Utc};
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;
use tempfile::TempDir;

use self::invented::{open_case, plan_meeting};
use super::*;
use crate as mace;
use crate::model::attendance::Mark;
use crate::model::capture::Capture;
use crate::model::case::Outcome;
use crate::model::change::CHANGE_VERSION;
use crate::model::county::Role;
use crate::model::id::{Address, CaseId, ItemId, MeetingId, PersonId};
use crate::model::meeting::{Meeting, MeetingState};
use crate::model::said::Mode;
use crate::store::testing::found;
use crate::store::{DatabaseKey, DocumentQuery};
use crate::terms::ESSEX;

/// When the children were born.
const BORN: &str = "2012-04-01";

fn random(seed: u64) -> ChaCha20Rng {
    ChaCha20Rng::seed_from_u64(seed)
}

fn key() -> DatabaseKey {
    DatabaseKey::generate(&mut random(1))
}

fn now() -> DateTime<Utc> {
    "2026-12-03T09:30:00Z".parse().unwrap()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn who(name: &str) -> Who {
    Who { id: PersonId::new(name.to_lowercase()), name: name.to_owned(), role: Role::MinuteTaker }
}

/// A county with a live meeting in Mid on two children.
struct County {
    folder: TempDir,
    session: Session,
    meeting: MeetingId,
    items: Vec<ItemId>,
}

fn county() -> County {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::create(&folder.path().join("t.mace"), &key(), CHANGE_VERSION).unwrap();
    let mut session = Session::begin(store, ESSEX, true, who("Ann"), random(2), now()).unwrap();
    session.record(open_case("Robin Invented", BORN), now()).unwrap();
    session.record(open_case("Sasha Madeup", BORN), now()).unwrap();
    let cases: Vec<CaseId> = session.shown().docs.cases.keys().cloned().collect();
    session.record(plan_meeting(cases, "Ann"), now()).unwrap();
    let meeting = session.shown().docs.meetings.keys().next().unwrap().clone();
    session.record(Request::StartMeeting(meeting.clone()), now()).unwrap();
    let items = session.shown().docs.meetings[&meeting].items.iter().filter(|item| item.case().is_some());
    let items = items.map(|item| item.id().clone()).collect();
    County { folder, session, meeting, items }
}

/// The same county, in which somebody else works from now on: what they undo is their own.
fn county_for(name: &str) -> County {
    let mut county = county();
    county.session.shown.who = who(name);
    county
}

impl County {
    fn say(&mut self, item: usize, capture: Capture) -> Result<RequestId, RecordError> {
        let (meeting, item) = (self.meeting.clone(), self.items[item].clone());
        self.session.record(Request::Say { meeting, item, capture, replaces: None }, now())
    }

    fn meeting(&self) -> &Meeting {
        &self.session.shown().docs.meetings[&self.meeting]
    }

    /// Another program on the same store.
    fn second_seat(&self) -> Session {
        let store = Store::open(&self.folder.path().join("t.mace"), &key(), CHANGE_VERSION).unwrap();
        Session::open(store, &PersonId::new("ann"), random(9)).unwrap()
    }

    #[track_caller]
    fn is_sound(&self) {
        let verdict = self.session.verify(None);
        assert_eq!(verdict.replay, Vec::<String>::new());
    }

    fn everything(&self) -> Vec<crate::store::DocumentRow> {
        let kinds = ["case", "meeting", "action", "place", "county", "person"];
        let query = |kind: &str| DocumentQuery { kind: kind.to_owned(), ..DocumentQuery::default() };
        kinds.iter().flat_map(|kind| self.session.store.documents(&query(kind)).unwrap()).collect()
    }
}

fn update(text: &str) -> Capture {
    Capture::Update {
        seat: Address::new("yos/regional-manager"),
        text: text.to_owned(),
        nil: false,
        mode: Mode::Spoken,
    }
}

fn review(date: &str) -> Capture {
    Capture::Decision { outcome: Outcome::Review { date: day(date) }, because: "Risk still high.".to_owned() }
}

fn action(text: &str) -> Capture {
    Capture::Action {
        owners: vec![Address::new("yos/regional-manager")],
        text: text.to_owned(),
        due: None,
        category: None,
    }
}

#[test]
fn what_was_recorded_is_there_when_the_store_is_opened_again() {
    let mut county = county();
    county.say(0, update("Seen at the retail park.")).unwrap();
    county.say(0, review("2027-01-14")).unwrap();
    let mut again = county.second_seat();
    again.open_meeting(&county.meeting).unwrap();
    let meeting = again.shown().open_meeting().unwrap();
    assert_eq!(meeting.item(&county.items[0]).unwrap().updates[0].text, "Seen at the retail park.");
    let case = meeting.item(&county.items[0]).unwrap().case().unwrap();
    assert_eq!(again.shown().docs.cases[case].review_date, Some(day("2027-01-14")));
    county.is_sound();
}

#[test]
fn labels_count_up_and_are_never_given_twice() {
    let mut county = county();
    county.say(0, action("Complete the assessment")).unwrap();
    county.session.undo(now()).unwrap();
    county.say(0, action("Visit on Friday")).unwrap();
    let labels: Vec<_> = county.session.shown().docs.actions.values().map(|a| a.label.clone()).collect();
    assert_eq!(labels, ["A2"]);
    let cases: Vec<_> = county.session.shown().docs.cases.values().map(|c| c.label.clone()).collect();
    assert_eq!(cases, ["M-2026-001", "M-2026-002"]);
}

#[test]
fn undo_takes_back_a_decision_from_meeting_and_case_together() {
    let mut county = county();
    let before = county.everything();
    county.say(0, review("2027-01-14")).unwrap();
    let said = county.session.undo(now()).unwrap();
    assert!(said.contains("review 14 Jan 2027"), "{said}");
    assert_eq!(county.everything(), before);
    county.session.redo(now()).unwrap();
    assert_eq!(
        county.meeting().item(&county.items[0]).unwrap().decision.as_ref().unwrap().review_date(),
        Some(day("2027-01-14"))
    );
    county.is_sound();
}

#[test]
fn undo_goes_back_any_depth_and_across_a_restart() {
    let mut county = county();
    let before = county.everything();
    for text in ["One.", "Two.", "Three."] {
        county.say(1, update(text)).unwrap();
    }
    let mut again = county.second_seat();
    for _ in 0..3 {
        again.undo(now()).unwrap();
    }
    county.session.catch_up().unwrap();
    assert_eq!(county.everything(), before);
    assert!(county.meeting().item(&county.items[1]).unwrap().updates.is_empty());
    for _ in 0..3 {
        again.redo(now()).unwrap();
    }
    assert!(matches!(again.redo(now()), Err(UndoError::Nothing(_))));
    county.session.catch_up().unwrap();
    assert_eq!(county.meeting().item(&county.items[1]).unwrap().updates.len(), 3);
    county.is_sound();
}

#[test]
fn an_undo_that_a_later_entry_builds_on_is_refused_and_names_it() {
    let mut county = county();
    let (meeting, item) = (county.meeting.clone(), county.items[0].clone());
    county.say(0, update("Seen at the retail park.")).unwrap();
    let mut other = county.second_seat();
    other.shown.who = who("Bo");
    let entry = county.meeting().item(&item).unwrap().updates[0].kept.entry.clone();
    let capture = update("Seen twice at the retail park.");
    other.record(Request::Say { meeting, item, capture, replaces: Some(entry) }, now()).unwrap();
    let refused = county.session.undo(now()).unwrap_err().to_string();
    assert!(refused.contains("Seen twice at the retail park"), "{refused}");
    county.is_sound();
}

#[test]
fn one_persons_undo_leaves_another_persons_entries_alone() {
    let mut county = county();
    county.say(0, update("Ann's own.")).unwrap();
    let mut other = county.second_seat();
    other.shown.who = who("Bo");
    let (meeting, item) = (county.meeting.clone(), county.items[0].clone());
    let capture = update("Bo's own.");
    other.record(Request::Say { meeting, item, capture, replaces: None }, now()).unwrap();
    county.session.undo(now()).unwrap();
    let left: Vec<_> =
        county.meeting().item(&county.items[0]).unwrap().updates.iter().map(|u| u.text.clone()).collect();
    assert_eq!(left, ["Bo's own."]);
}

#[test]
fn the_same_entry_edited_in_two_places_is_a_conflict_and_both_texts_stay() {
    let mut county = county();
    county.say(0, update("First.")).unwrap();
    let (meeting, item) = (county.meeting.clone(), county.items[0].clone());
    let entry = county.meeting().item(&item).unwrap().updates[0].kept.entry.clone();
    let mut other = county.second_seat();
    let edit = |text: &str| Request::Say {
        meeting: meeting.clone(),
        item: item.clone(),
        capture: update(text),
        replaces: Some(entry.clone()),
    };
    other.record(edit("Theirs."), now()).unwrap();
    let refused = county.session.record(edit("Mine."), now()).unwrap_err().to_string();
    assert!(refused.contains("Theirs."), "{refused}");
    assert_eq!(county.meeting().item(&item).unwrap().updates[0].text, "Theirs.");
}

#[test]
fn two_seats_writing_in_turn_lose_nothing() {
    let mut county = county();
    let mut other = county.second_seat();
    for number in 0..20 {
        county.say(0, update(&format!("Mine {number}."))).unwrap();
        let (meeting, item) = (county.meeting.clone(), county.items[0].clone());
        let capture = update(&format!("Theirs {number}."));
        other.record(Request::Say { meeting, item, capture, replaces: None }, now()).unwrap();
    }
    county.session.catch_up().unwrap();
    assert_eq!(county.meeting().item(&county.items[0]).unwrap().updates.len(), 40);
    county.is_sound();
}

#[test]
fn a_child_whom_another_seat_adds_late_comes_with_name_and_actions() {
    let mut county = county();
    county.say(0, action("Complete the assessment")).unwrap();
    let mut other = county.second_seat();
    other.open_meeting(&county.meeting).unwrap();
    county.session.record(open_case("Third Invented", BORN), now()).unwrap();
    let third = county.session.shown().docs.cases.values().find(|case| case.details.name == "Third Invented");
    let case = third.unwrap().id.clone();
    let raised = crate::model::action::Raised { on: day("2026-11-05"), case: Some(case.clone()), at: None };
    let task =
        crate::model::action::Task { owner: None, text: "Ring the school".to_owned(), due: None, category: None };
    let old = crate::model::request::OldAction { case: raised.case, raised: raised.on, task, answer: None };
    county.session.record(Request::TakeOverAction(Box::new(old)), now()).unwrap();
    let kind = crate::model::agenda::ItemKind::Requested;
    let late = Request::AddCase { meeting: county.meeting.clone(), case: case.clone(), kind };
    county.session.record(late, now()).unwrap();
    other.catch_up().unwrap();
    let docs = &other.shown().docs;
    assert_eq!(docs.cases[&case].details.name, "Third Invented");
    let tasks: Vec<_> = docs.actions_of(&case).map(|action| action.task.text.as_str()).collect();
    assert_eq!(tasks, ["Ring the school"]);
}

#[test]
fn a_refused_request_leaves_everything_as_it_was() {
    let mut county = county();
    let before = county.everything();
    assert!(matches!(county.say(0, update("   ")), Err(RecordError::Refused(_))));
    assert!(matches!(county.say(0, review("2026-11-01")), Err(RecordError::Refused(_))));
    let good = Timed { at: now(), request: open_case("Third Invented", BORN) };
    let bad = Timed { at: now(), request: open_case("  ", BORN) };
    assert!(matches!(county.session.record_all(vec![good, bad]), Err(RecordError::Refused(_))));
    assert_eq!(county.everything(), before);
    assert_eq!(county.session.shown().docs.cases.len(), 2);
}

#[test]
fn what_was_taken_back_is_found_no_more_and_comes_back_with_redo() {
    let mut county = county();
    let found = |county: &County| found(&county.session.store, "flamingo").len();
    county.say(0, update("Saw the flamingo sign.")).unwrap();
    assert_eq!(found(&county), 1);
    county.session.undo(now()).unwrap();
    assert_eq!(found(&county), 0);
    county.session.redo(now()).unwrap();
    assert_eq!(found(&county), 1);
}

#[test]
fn a_document_altered_behind_the_journals_back_is_found() {
    let county = county();
    let file = county.folder.path().join("t.mace");
    crate::store::testing::tamper(&file, &key(), "UPDATE document SET title = 'Other' WHERE kind = 'case'");
    let verdict = county.session.verify(None);
    assert!(verdict.replay.iter().any(|sentence| sentence.contains("case/")), "{verdict:?}");
}

#[test]
fn caches_made_by_an_older_fold_are_made_anew() {
    let county = county();
    let before = county.everything();
    let file = county.folder.path().join("t.mace");
    crate::store::testing::tamper(&file, &key(), "UPDATE document SET version = 0, body = x'00'");
    let again = county.second_seat();
    assert_eq!(again.verify(None).replay, Vec::<String>::new());
    assert_eq!(county.everything(), before);
}

#[test]
fn a_request_retried_after_an_uncertain_commit_is_recorded_once() {
    let mut county = county();
    let (meeting, item) = (county.meeting.clone(), county.items[0].clone());
    let say =
        || Request::Say { meeting: meeting.clone(), item: item.clone(), capture: update("Once."), replaces: None };
    let pending = || Pending {
        request: RequestId::new("r-1"),
        asked: vec![Timed { at: now(), request: say() }],
        field: None,
        seen: None,
    };
    county.session.attempt(pending(), "Ann").unwrap();
    county.session.attempt(pending(), "Ann").unwrap();
    assert_eq!(county.meeting().item(&county.items[0]).unwrap().updates.len(), 1);
    county.is_sound();
}

#[test]
fn ending_a_meeting_lists_what_is_owed_and_makes_it_a_draft() {
    let mut county = county();
    let meeting = county.meeting.clone();
    let seats = county.meeting().seats.iter().map(|seat| seat.address.clone()).collect();
    let mark = Request::Mark { meeting: meeting.clone(), seats, mark: Mark::Present };
    county.session.record(mark, now()).unwrap();
    county.say(0, review("2027-01-14")).unwrap();
    let early = county.session.record(Request::EndMeeting(meeting.clone()), now()).unwrap_err();
    assert!(early.to_string().starts_with("Undecided, and no reason given: M-2026-002."), "{early}");
    let (item, reason) = (county.items[1].clone(), "Information not yet available".to_owned());
    county.session.record(Request::GiveReason { meeting: meeting.clone(), item, reason }, now()).unwrap();
    county.session.record(Request::EndMeeting(meeting), now()).unwrap();
    assert_eq!(county.meeting().state, MeetingState::Draft);
    let owed = |item: &ItemId| {
        let left = county.meeting().left_open.iter().filter(|left| left.item == *item);
        left.map(|left| left.owed.clone()).collect::<Vec<_>>()
    };
    assert!(!owed(&county.items[0]).iter().any(|owed| owed.contains("review date")));
    assert!(owed(&county.items[1]).iter().any(|owed| owed.contains("review date")));
    assert!(owed(&county.items[1]).iter().any(|owed| owed.contains("YOS was not asked")));
}
