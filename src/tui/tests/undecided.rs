//! Whatever two people do, no child is undecided in the minutes without a reason.

use proptest::prelude::*;
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;

use super::{Desk, key};
use crate::export::document::Document;
use crate::export::minutes::{Minutes, minutes};
use crate::model::agenda::ItemKind;
use crate::model::attendance::Mark;
use crate::model::capture::Capture;
use crate::model::case::Outcome;
use crate::model::change::CHANGE_VERSION;
use crate::model::checks::is_undecided_without_reason;
use crate::model::county::Role;
use crate::model::id::PersonId;
use crate::model::meeting::Meeting;
use crate::model::request::Request;
use crate::session::Session;
use crate::store::Store;
use crate::tui::ui::update::Input;

/// What the minute-taker presses.
const KEYS: [&str; 27] = [
    "n",
    "n",
    "p",
    "P",
    "B",
    "g<Enter>",
    "d<C-s>",
    "<Esc>",
    "1",
    "2",
    "3",
    "E",
    "E",
    "E2",
    "S",
    "j<Enter>",
    "jJ",
    "j+Parking<Enter>",
    "N",
    "<Enter>",
    "uSeen at home.<Esc>",
    "em<Enter>",
    "em<Down><Enter>",
    "<C-z>",
    "<C-z>",
    "<C-y>",
    "<Down>",
];

/// What the chair does meanwhile, at a screen of their own; the number says on which child's item.
#[derive(Debug, Clone)]
enum Chair {
    Decides(usize),
    GivesReason(usize),
    MovesDecision(usize, usize),
    AddsChild(usize),
    Leaves(usize),
    Starts,
    Ends,
    Undoes,
    Redoes,
}

#[derive(Debug, Clone)]
enum Step {
    Key(&'static str),
    Chair(Chair),
}

fn step() -> impl Strategy<Value = Step> {
    let chair = prop_oneof![
        2 => (0..9usize).prop_map(Chair::Decides),
        2 => (0..9usize).prop_map(Chair::GivesReason),
        2 => (0..9usize, 0..9usize).prop_map(|(from, to)| Chair::MovesDecision(from, to)),
        1 => (0..9usize).prop_map(Chair::AddsChild),
        1 => (0..9usize).prop_map(Chair::Leaves),
        1 => Just(Chair::Ends),
        4 => Just(Chair::Undoes),
        2 => Just(Chair::Redoes),
    ];
    prop_oneof![3 => prop::sample::select(&KEYS[..]).prop_map(Step::Key), 2 => chair.prop_map(Step::Chair)]
}

/// The minute-taker's desk, and the chair's own session on the same store.
struct Room {
    desk: Desk,
    chair: Session,
}

impl Room {
    fn new() -> Self {
        let mut desk = Desk::review();
        let (person, name, role) = (PersonId::new("bo"), "Bo Example".to_owned(), Role::Chair);
        let now = desk.ui.now;
        desk.session_mut().record(Request::AddPerson { person: person.clone(), name, role }, now).unwrap();
        let store = Store::open(&desk.store(), &key(), CHANGE_VERSION).unwrap();
        let mut chair = Session::open(store, &person, ChaCha20Rng::seed_from_u64(77)).unwrap();
        chair.open_meeting(&desk.meeting().id.clone()).unwrap();
        Self { desk, chair }
    }

    fn take(&mut self, step: &Step) {
        match step {
            Step::Key(keys) => drop(self.desk.keys(keys)),
            Step::Chair(chair) => self.chair(chair),
        }
        self.desk.session_mut().catch_up().unwrap();
        self.desk.input(Input::Wake);
    }

    /// A refusal is as good an end as any: what matters is what stands afterwards.
    fn chair(&mut self, step: &Chair) {
        let now = self.desk.ui.now;
        let Self { chair, .. } = self;
        chair.catch_up().unwrap();
        let meeting = chair.shown().open_meeting().unwrap();
        let children: Vec<_> = meeting.items.iter().filter(|item| item.case().is_some()).collect();
        let item = |number: usize| children[number % children.len()];
        let id = meeting.id.clone();
        let request = match *step {
            Chair::Decides(on) => {
                let outcome = Outcome::Review { date: "2027-01-14".parse().unwrap() };
                let capture = Capture::Decision { outcome, because: "The plan goes on.".to_owned() };
                Request::Say { meeting: id, item: item(on).id().clone(), capture, replaces: None }
            }
            Chair::GivesReason(on) => {
                let reason = "More time is needed.".to_owned();
                Request::GiveReason { meeting: id, item: item(on).id().clone(), reason }
            }
            Chair::MovesDecision(from, to) => {
                let Some(decision) = &item(from).decision else { return };
                let (item, entry, to) = (item(from).id().clone(), decision.kept.entry.clone(), item(to).id().clone());
                Request::MoveEntry { meeting: id, item, entry, to }
            }
            Chair::AddsChild(number) => {
                let known = &chair.shown().children;
                let case = known[number % known.len()].case.clone();
                Request::AddCase { meeting: id, case, kind: ItemKind::Requested }
            }
            Chair::Leaves(number) => {
                let seats = vec![meeting.seats[number % meeting.seats.len()].address.clone()];
                Request::Mark { meeting: id, seats, mark: Mark::Absent }
            }
            Chair::Starts => Request::StartMeeting(id),
            Chair::Ends => Request::EndMeeting(id),
            Chair::Undoes => return drop(chair.undo(now)),
            Chair::Redoes => return drop(chair.redo(now)),
        };
        drop(chair.record(request, now));
    }

    /// The meeting as it stands, on the chair's screen: the minute-taker may have gone to another.
    fn meeting(&mut self) -> &Meeting {
        self.chair.catch_up().unwrap();
        self.chair.shown().open_meeting().unwrap()
    }

    /// Ends the meeting, unless it is over: the way out is barred until every child is accounted for. One whose start
    /// was taken back is started first.
    fn ends(&mut self) {
        if self.meeting().is_to_come() {
            self.chair(&Chair::Starts);
        }
        for _ in 0..=self.meeting().items.len() {
            let mut silent = self.meeting().items.iter().filter(|item| item.case().is_some());
            let silent = silent.position(is_undecided_without_reason);
            self.chair(&silent.map_or(Chair::Ends, Chair::GivesReason));
        }
        assert!(self.meeting().is_over(), "the meeting cannot be ended");
        self.desk.session_mut().catch_up().unwrap();
    }

    /// Whether the meeting is over with a child of whom nothing is said.
    fn is_over_in_silence(&mut self) -> bool {
        let meeting = self.meeting();
        meeting.is_over() && meeting.items.iter().any(is_undecided_without_reason)
    }

    /// The minutes as they would be saved now.
    fn minutes(&self) -> Document {
        let shown = self.chair.shown();
        let meeting = shown.open_meeting().unwrap();
        let (docs, terms, made_at) = (&shown.docs, &shown.terms, self.desk.ui.now);
        minutes(&Minutes { meeting, docs, terms, next_meeting: None, made_at })
    }

    /// Every child's part of the minutes says what was decided, or why nothing was.
    fn is_accounted_for(&mut self) -> Result<(), TestCaseError> {
        let document = self.minutes();
        for item in self.meeting().items.iter().filter(|item| item.case().is_some()) {
            let name = format!("item-{}", item.id());
            let part = format!("{:?}", document.parts.iter().find(|part| part.id == name).unwrap());
            prop_assert!(part.contains("\"Decision: ") || part.contains("Reason given: "), "{}", part);
        }
        Ok(())
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, ..ProptestConfig::default() })]

    #[test]
    fn no_way_through_the_meeting_leaves_a_child_undecided_without_a_reason(
        live in prop::collection::vec(step(), 1..24),
        draft in prop::collection::vec(step(), 1..16),
    ) {
        let mut room = Room::new();
        for step in &live {
            room.take(step);
            prop_assert!(!room.is_over_in_silence());
        }
        room.ends();
        room.is_accounted_for()?;
        for step in &draft {
            room.take(step);
            prop_assert!(!room.is_over_in_silence());
        }
        room.ends();
        room.is_accounted_for()?;
        prop_assert_eq!(room.desk.session().verify(None).replay, Vec::<String>::new());
    }
}

#[test]
fn a_reason_is_not_taken_back_once_the_meeting_is_over() {
    let mut room = Room::new();
    room.chair(&Chair::GivesReason(0));
    room.desk.session_mut().catch_up().unwrap();
    room.desk.ends();
    assert!(room.meeting().is_over());
    let refused = room.chair.undo(room.desk.ui.now).unwrap_err().to_string();
    assert!(refused.contains("the meeting is over, and M-2026-"), "{refused}");
    assert!(refused.contains("would be undecided without a reason"), "{refused}");
    room.is_accounted_for().unwrap();
}

#[test]
fn a_decision_moved_out_of_the_draft_leaves_its_reason_in_the_minutes() {
    let mut room = Room::new();
    room.chair(&Chair::Decides(0));
    room.ends();
    room.take(&Step::Chair(Chair::MovesDecision(0, 1)));
    let moved = format!("{:?}", room.minutes());
    assert!(moved.contains("The decision recorded here was about another child"), "{moved}");
    room.is_accounted_for().unwrap();
}

#[test]
fn no_child_is_put_on_the_agenda_of_a_meeting_that_is_over() {
    let mut room = Room::new();
    room.ends();
    let before = room.meeting().items.len();
    (0..40).for_each(|number| room.take(&Step::Chair(Chair::AddsChild(number))));
    room.desk.keys("j+Parking<Enter>");
    assert_eq!(room.meeting().items.len(), before);
}
