//! Facts of the dialogue: lines in, lines out, on a real store.

use chrono::{DateTime, Utc};
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;
use tempfile::TempDir;

use super::*;
use crate::model::agenda::ItemKind;
use crate::model::attendance::Mark;
use crate::model::case::Details;
use crate::model::change::CHANGE_VERSION;
use crate::model::county::Role;
use crate::model::id::{CaseId, MeetingId, PersonId};
use crate::model::meeting::Plan;
use crate::model::request::{NewCase, NewMeeting, Request};
use crate::session::Who;
use crate::store::testing::tamper;
use crate::store::{DatabaseKey, Store};
use crate::terms::ESSEX;

/// A county with a live meeting in Mid on two children, everybody present.
struct County {
    folder: TempDir,
    meeting: MeetingId,
}

fn key() -> DatabaseKey {
    DatabaseKey::generate(&mut ChaCha20Rng::seed_from_u64(7))
}

fn now() -> DateTime<Utc> {
    "2026-12-03T09:31:00Z".parse().unwrap()
}

fn child(name: &str) -> Request {
    let details = Details {
        name: name.to_owned(),
        born: "2012-04-01".parse().unwrap(),
        district: "Maldon".to_owned(),
        source: None,
        threshold: None,
        models: vec![],
        education: None,
        legal_status: None,
        gender: None,
        ethnicity: None,
        concern: "Messages from an older account.".to_owned(),
        child_says: "I am fine.".to_owned(),
        presenter: String::new(),
        notes: String::new(),
    };
    Request::OpenCase(Box::new(NewCase {
        area: "mid".to_owned(),
        opened: "2026-09-01".parse().unwrap(),
        risk: Some("Medium".to_owned()),
        details,
        review_date: Some("2026-12-03".parse().unwrap()),
        closed: None,
        form: None,
    }))
}

impl County {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::create(&folder.path().join("county.mace"), &key(), CHANGE_VERSION).unwrap();
        let who = Who { id: PersonId::new("ann"), name: "Ann Example".to_owned(), role: Role::MinuteTaker };
        let mut session = Session::begin(store, ESSEX, true, who, ChaCha20Rng::seed_from_u64(1), now()).unwrap();
        for name in ["Robin Invented", "Kit Imagined"] {
            session.record(child(name), now()).unwrap();
        }
        let mut cases: Vec<(String, CaseId)> =
            session.shown().docs.cases.values().map(|case| (case.label.clone(), case.id.clone())).collect();
        cases.sort();
        let plan = Plan {
            part: 1,
            area: "mid".to_owned(),
            date: "2026-12-03".parse().unwrap(),
            time: "09:30:00".parse().unwrap(),
            slot_minutes: 180,
            venue: "Moot Hall".to_owned(),
            chair: "Lee Example".to_owned(),
            minute_taker: "Ann Example".to_owned(),
        };
        let cases = cases.into_iter().map(|(_, case)| (case, ItemKind::Review)).collect();
        session.record(Request::PlanMeeting(Box::new(NewMeeting { plan, cases })), now()).unwrap();
        let meeting = session.shown().docs.meetings.values().next().unwrap();
        let (id, seats) = (meeting.id.clone(), meeting.seats.iter().map(|seat| seat.address.clone()).collect());
        session.record(Request::StartMeeting(id.clone()), now()).unwrap();
        session.record(Request::Mark { meeting: id.clone(), seats, mark: Mark::Present }, now()).unwrap();
        Self { folder, meeting: id }
    }

    fn session(&self, seed: u64) -> Session {
        let store = Store::open(&self.folder.path().join("county.mace"), &key(), CHANGE_VERSION).unwrap();
        Session::open(store, &PersonId::new("ann"), ChaCha20Rng::seed_from_u64(seed)).unwrap()
    }

    fn tamper(&self, sql: &str) {
        tamper(&self.folder.path().join("county.mace"), &key(), sql);
    }

    /// Opens the live meeting at the first child and answers with these lines; what was said from there on.
    fn held(&self, lines: &[u8]) -> (Result<(), Stop>, String) {
        let mut out = Vec::new();
        let input = [b"\ngo M-2026-001\n", lines].concat();
        let ended = run(self.session(2), Clock::rehearsing(now(), Utc::now()), (&input[..], &mut out), false);
        let said = String::from_utf8(out).unwrap();
        let begins = said.find("M-2026-001>").unwrap_or_default();
        (ended, said[begins..].to_owned())
    }

    #[track_caller]
    fn says(&self, lines: &str, expected: &[&str]) -> String {
        let (ended, said) = self.held(lines.as_bytes());
        ended.unwrap();
        for words in expected {
            assert!(said.contains(words), "“{words}” is not in:\n{said}");
        }
        said
    }

    /// The texts of the updates recorded on each child's item.
    fn updates(&self) -> Vec<Vec<String>> {
        let mut session = self.session(3);
        session.open_meeting(&self.meeting).unwrap();
        let meeting = session.shown().open_meeting().unwrap();
        let cases = meeting.items.iter().filter(|item| item.case().is_some());
        cases.map(|item| item.updates.iter().map(|update| update.text.clone()).collect()).collect()
    }
}

#[test]
fn what_is_refused_is_said_back_and_what_is_recorded_stays_when_the_input_ends() {
    let county = County::new();
    county.says(
        "u @polise Seen twice.\nwhatever\nu @yos Seen once.\nu @health Last words",
        &[
            "Not recorded. “@polise” is no agency here; did you mean @police?\nYour line: u @polise Seen twice.\n",
            "help says what else you can type.\nYour line: whatever\n",
            "Recorded: update, YOS, Seen once.\n",
            "Left. Everything recorded is kept.\n",
        ],
    );
    assert_eq!(county.updates()[0], ["Seen once.", "Last words"]);
}

#[test]
fn a_line_that_is_no_text_is_refused_and_what_keys_leave_behind_is_not_said() {
    let county = County::new();
    let (ended, said) = county.held(b"u @yos \xff\xfe\nu @yos Seen\x1b[D\x07 once.\nsaid\n");
    ended.unwrap();
    assert!(said.contains("not UTF-8"), "{said}");
    assert!(said.chars().all(|c| c == '\n' || !c.is_control()), "{said:?}");
    assert_eq!(county.updates()[0].len(), 1);
}

#[test]
fn what_cannot_be_written_is_said_tried_again_and_said_back() {
    let county = County::new();
    let fails = "CREATE TRIGGER full BEFORE INSERT ON journal BEGIN SELECT RAISE(ABORT, 'disk is full'); END";
    county.tamper(fails);
    let mut session = county.session(2);
    session.open_meeting(&county.meeting).unwrap();
    let item = session.shown().open_meeting().unwrap().items[4].id().clone();
    let talk = |lines: &str| {
        let (mut out, mut session) = (Vec::new(), county.session(4));
        session.open_meeting(&county.meeting).unwrap();
        let ended = {
            let clock = Clock::rehearsing(now(), Utc::now());
            let mut dialogue = Dialogue::new(session, clock, (lines.as_bytes(), &mut out), false);
            dialogue.item = Some(item.clone());
            dialogue.capture("u @yos Seen once.", None).map(drop)
        };
        (ended, String::from_utf8(out).unwrap())
    };
    let (ended, said) = talk("\ndrop\n");
    ended.unwrap();
    assert_eq!(said.matches("NOT SAVED: ").count(), 2, "{said}");
    assert!(said.ends_with("Not recorded.\nYour line: u @yos Seen once.\n"), "{said}");
    let (ended, said) = talk("quit\n");
    assert!(matches!(ended, Err(Stop::Failed(why)) if why.contains("not saved")), "{said}");
    assert!(!said.contains("Recorded"), "{said}");
}

#[test]
fn words_that_name_another_child_are_asked_about() {
    let county = County::new();
    let said = county.says(
        "u @yos Seen with Kit Imagined.\nk\nu @yos Kit went home.\nm\nu @yos Kit again.\n\nu @yos And Kit.\nu @yos Nobody else.\n",
        &["this names another child, M-2026-002", "Recorded on M-2026-002: ", "Your line: u @yos Kit again.\n"],
    );
    assert!(said.find("Nothing is recorded yet").unwrap() < said.find("Recorded: ").unwrap(), "{said}");
    assert_eq!(county.updates(), [vec!["Seen with Kit Imagined.", "Nobody else."], vec!["Kit went home."]]);
}

#[test]
fn what_was_recorded_is_heard_corrected_withdrawn_and_brought_back() {
    let county = County::new();
    county.says(
        "u @yos Seen twice.\na @yos visit home\nsaid\ncorrect 1 u @yos Seen once.\ncorrect 2 a @yos visit home by 17/12/2026\nsaid\nwithdraw 2\nwithdraw 1\nundo\nundo\nredo\ncorrect 9 u @yos Lost?\nsaid\n",
        &[
            "1. YOS: Seen twice.\n2. Action A1, YOS: visit home. No date.\n",
            "1. YOS: Seen once.\n2. Action A1, YOS: visit home. By Thu 17 Dec 2026.\n",
            "Not recorded: only words are withdrawn.",
            "Recorded: number 1 is withdrawn.",
            "Taken back: entry withdrawn on M-2026-001.",
            "“9” is no number from 1 to 2. Type said to hear them.\nYour line: u @yos Lost?\n",
        ],
    );
    assert_eq!(county.updates()[0], ["Seen once."]);
}

#[test]
fn what_is_owed_is_said_before_a_case_is_left_and_holds_nobody_up() {
    let county = County::new();
    let said = county.says(
        "next\n\nnext\nu @yos Seen once.\nnext\n99\nnext\n2\nback\n",
        &[
            "No review date or closure was decided.\n",
            "2. Information not yet available.\n",
            "You stay at M-2026-001.\n",
            "Recorded: update, YOS, Seen once.\n",
            "There is no reason 99.",
            "Recorded: left, because Information not yet available.\nItem 6 of 7: M-2026-002, review. Undecided.\n",
            "M-2026-001, review. Undecided, because: Information not yet available.\n",
            "show tells it again in full.\n",
        ],
    );
    assert_eq!(said.matches("Before you leave M-2026-001").count(), 4, "{said}");
}

#[test]
fn a_child_is_put_aside_a_break_is_taken_and_the_meeting_comes_back_to_both() {
    let county = County::new();
    let said = county.says(
        "break\nbreak\npark\nagenda\nnext\nnext\nnext\n",
        &[
            "Recorded: a break.",
            "Recorded: the break is over.\nItem 5 of 7: M-2026-001",
            "Recorded: M-2026-001 is put aside. Return with go M-2026-001.\nItem 6 of 7: M-2026-002",
            "5. M-2026-001, Robin Invented: put aside.\n6. M-2026-002, Kit Imagined: open now.\n",
            "Item 7 of 7",
        ],
    );
    assert!(said.ends_with("M-2026-001>\nLeft. Everything recorded is kept.\n"), "{said}");
}

#[test]
fn the_room_agrees_to_what_was_read_out_and_not_before_it_is_decided() {
    let county = County::new();
    county.says(
        "read\nd review 14/1/2027 because risk is still high\nread\nmaybe\nn\nx @health wants two weeks\nread\ny\nread\n",
        &[
            "Nothing is decided here yet",
            "Decision: review Thu 14 Jan 2027.\nBecause: risk is still high.\nNo new actions.\n",
            "“maybe” is neither y nor n.",
            "Not recorded as agreed.",
            "does nobody else dissent? y or n:\nRecorded: agreed, and nobody else dissents.\n",
            "The room agreed to this at 09:3",
        ],
    );
}

#[test]
fn the_meeting_ends_only_with_a_reason_for_every_child_left_undecided() {
    let county = County::new();
    county.says(
        "end\n1\n\nend\nnone\n2\nn\nend\ny\n\n",
        &[
            "No child is left undecided without a reason.",
            "The meeting goes on.",
            "Item 6 M-2026-002 is undecided: why?",
            "“none” is no number from 1 to ",
            "Its minutes are a draft.",
            "Which meeting?",
        ],
    );
    let mut session = county.session(5);
    session.open_meeting(&county.meeting).unwrap();
    assert_eq!(session.shown().open_meeting().unwrap().state.name(), "draft minutes");
}

impl County {
    /// A third child, who is on nobody's agenda yet.
    fn with_another() -> Self {
        let county = Self::new();
        county.session(8).record(child("Sam Thirdly"), now()).unwrap();
        county
    }
}

#[test]
fn a_late_child_and_a_late_item_are_put_on_the_agenda_and_in_order() {
    let county = County::with_another();
    county.says(
        "add\nadd M-2026-009\nadd m-2026-003\nadd M-2026-003\nadd Parking\ny\nadd the school to the plan\nn\norder 7 first\n\
         order M-2026-003 after M-2026-001\norder 99 first\norder 3\nagenda\nnext\nnext\nsaid\n",
        &[
            "Say what is added, as: add M-2026-009, or a title.",
            "Not recorded. No open child has the reference M-2026-009.",
            "Recorded: M-2026-003 is item 7 of 8, a late item.",
            "Not recorded. The case is there already: M-2026-003.",
            "Add an item “Parking”? y or n:\nRecorded: Parking is item 8 of 9, a late item.",
            "Add an item “the school to the plan”? y or n:\nNot recorded.",
            "Recorded: M-2026-003 is item 1 of 9 now.",
            "Recorded: M-2026-003 is item 6 of 9 now.",
            "“99” is no item: say a number from 1 to 9",
            "Say which item goes where, as: order 7 after 4, or order 7 first.",
            "6. M-2026-003, Sam Thirdly, late item: to come.\n7. M-2026-002, Kit Imagined: to come.\n8. Parking, late item: to come.\n",
            "Item 6 of 9: M-2026-003, initial, late. Undecided.",
        ],
    );
}

#[test]
fn an_invitee_comes_in_for_their_child_and_goes_with_the_item() {
    let county = County::new();
    let said = county.says(
        "invite\ninvite @polise Jo Doe\ninvite @asw Jo Doe\nn\nshow\nr @cf/asw present\nwho\ninvite @asw Sam Roe\ny\n\
         u @cf/asw Settled at home.\nnext\nnext\nwho\nback\nwho\n",
        &[
            "Not recorded. “” is no agency or designation here; say @asw Jo Doe.",
            "Not recorded. “@polise” is no agency or designation here",
            "Recorded: a seat for M-2026-001: C&F ASW, Jo Doe.\nAre they here now? y or n:\nAs they come in: r @cf/asw present",
            "Invited and not here: C&F ASW, Jo Doe. As they come in: r @cf/asw present",
            "Recorded: a seat for M-2026-001: C&F ASW, Sam Roe.\nAre they here now? y or n:\nRecorded: present.",
            "Recorded: update, C&F ASW (Jo Doe), Settled at home.",
        ],
    );
    let (before, after) = said.split_once("Item 6 of 7: M-2026-002").unwrap();
    assert!(before.contains("Family Sol, C&F ASW."), "who came in is asked: {before}");
    let (there, back) = after.split_once("M-2026-001, review").unwrap();
    assert!(!there.contains("ASW"), "an invitee belongs to their own child: {there}");
    assert!(back.contains("Not here, 1: C&F ASW"), "who was invited goes with the item: {back}");
}

#[test]
fn a_guest_has_a_seat_for_the_whole_meeting_and_somebody_else_may_chair_an_item() {
    let county = County::new();
    county.says(
        "go 1\ninvite @police/mplo Lee Guest\ny\nwho\nchair\nchair summarised the plan\nn\nchair Bo Deputy\ny\nchair\nchair\n",
        &[
            "Recorded: a seat for the whole meeting: ",
            "Lee Guest",
            "In the chair: Lee Example.",
            "Does “summarised the plan” chair this item instead of Lee Example? y or n:\nNot recorded. t records",
            "Recorded: in the chair for this item: Bo Deputy.",
            "Recorded: in the chair for this item: Lee Example.",
        ],
    );
}

#[test]
fn what_was_recorded_on_the_wrong_child_is_moved_to_the_right_one() {
    let county = County::new();
    county.says(
        "u @yos Seen once.\nd review 14/1/2027 because risk is still high\nl venue Taxi rank, Market Road\n\
         m missing 1 dec 22:10 to 2 dec 06:30 from care, found Southend\nsaid\nmove 1\nmove 9 M-2026-002\nmove 1 M-2026-009\n\
         move 2 M-2026-002\nmove 1 6\nmove 1 6\nmove 1 6\nsaid\ngo 6\nnext\nsaid\nundo\n",
        &[
            "2. Decision: review Thu 14 Jan 2027. Because: risk is still high.\n3. P1 venue: Taxi rank, Market Road.\n4. E1 missing: 1 Dec 22:10 to 2 Dec 06:30, from care, found Southend.\n",
            "Say the number and where it goes, as: move 2 M-2026-009.",
            "“M-2026-009” is no item",
            "Recorded: number 2 is moved to M-2026-002. undo brings it back.",
            "Nothing was recorded on this item yet.",
            "Item 6 of 7: M-2026-002, review. Decided: review Thu 14 Jan 2027",
            "Taken back: ",
        ],
    );
    assert_eq!(county.updates(), [vec![], vec!["Seen once.".to_owned()]]);
}
