//! What holds whatever people do.

use proptest::prelude::*;

use super::*;
use crate::model::id::EntryId;
use crate::model::said::Whose;

/// Something a person might do; refusals are part of it.
#[derive(Debug, Clone)]
pub(super) enum Step {
    Update(usize, String),
    Review(usize, u64),
    Raise(usize, String),
    Risk(usize, usize),
    Nil(usize),
    Withdraw(usize),
    Close(usize),
    Place(usize, String),
    Missing(usize, u32),
    View(usize, String),
    Move(usize, usize),
    Undo,
    Redo,
}

pub(super) fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        1 => (0..2usize, "[a-z ]{0,12}").prop_map(|(item, text)| Step::Update(item, text)),
        1 => (0..2usize, 0..200u64).prop_map(|(item, days)| Step::Review(item, days)),
        1 => (0..2usize, "[a-z]{1,8}").prop_map(|(item, text)| Step::Raise(item, text)),
        1 => (0..2usize, 0..4usize).prop_map(|(item, level)| Step::Risk(item, level)),
        1 => (0..2usize).prop_map(Step::Nil),
        1 => (0..2usize).prop_map(Step::Withdraw),
        1 => (0..2usize).prop_map(Step::Close),
        1 => (0..2usize, "[a-z]{1,8}").prop_map(|(item, text)| Step::Place(item, text)),
        1 => (0..2usize, 0..24u32).prop_map(|(item, hour)| Step::Missing(item, hour)),
        1 => (0..2usize, "[a-z]{1,8}").prop_map(|(item, text)| Step::View(item, text)),
        4 => (0..2usize, 0..9usize).prop_map(|(item, nth)| Step::Move(item, nth)),
        1 => Just(Step::Undo),
        1 => Just(Step::Redo),
    ]
}

impl County {
    /// The latest entries of everything that stands on an item.
    fn entries_on(&self, item: usize) -> Vec<EntryId> {
        let (docs, item) = (&self.session.shown().docs, self.meeting().item(&self.items[item]).unwrap());
        let here = |at: &(MeetingId, ItemId)| at.1 == *item.id();
        let said = item.updates.iter().map(|update| &update.kept).chain(item.views.iter().map(|view| &view.kept));
        let set = item.decision.iter().map(|d| &d.kept).chain(item.risk.iter().map(|risk| &risk.kept));
        let kept = said.chain(set).map(|kept| &kept.entry);
        let raised = docs.actions.values().filter(|a| a.raised_at.at.as_ref().is_some_and(here)).map(|a| &a.latest);
        let named = docs.places.values().filter(|place| here(&place.named.at)).map(|place| &place.latest);
        let missing = docs.cases[item.case().unwrap()].episodes.iter().map(|episode| &episode.entry);
        kept.chain(raised).chain(named).chain(missing).cloned().collect()
    }

    pub(super) fn take(&mut self, step: Step) {
        // A refusal is as good an end as any: what matters is what stands afterwards.
        let _ = match step {
            Step::Update(item, text) => self.say(item, update(&text)).map(drop).map_err(drop),
            Step::Review(item, days) => {
                let date = (day("2026-11-20") + chrono::Days::new(days)).to_string();
                self.say(item, review(&date)).map(drop).map_err(drop)
            }
            Step::Raise(item, text) => self.say(item, action(&text)).map(drop).map_err(drop),
            Step::Risk(item, level) => {
                let level = ["Standard", "Medium", "High", "Actual"][level].to_owned();
                self.say(item, Capture::Risk { level, because: String::new() }).map(drop).map_err(drop)
            }
            Step::Nil(item) => {
                let (meeting, item) = (self.meeting.clone(), self.items[item].clone());
                self.session.record(Request::NothingFurther { meeting, item }, now()).map(drop).map_err(drop)
            }
            Step::Withdraw(item) => {
                let (meeting, item) = (self.meeting.clone(), self.items[item].clone());
                let entry = self.meeting().item(&item).unwrap().updates.first().map(|u| u.kept.entry.clone());
                entry.map_or(Ok(()), |entry| {
                    self.session.record(Request::Withdraw { meeting, item, entry }, now()).map(drop).map_err(drop)
                })
            }
            Step::Close(item) => {
                let outcome = Outcome::Close { outcome: "Risk reduced".to_owned(), reason_reduced: None };
                self.say(item, Capture::Decision { outcome, because: String::new() }).map(drop).map_err(drop)
            }
            Step::Place(item, text) => {
                self.say(item, Capture::Place { kind: "Venue".to_owned(), text }).map(drop).map_err(drop)
            }
            Step::Missing(item, hour) => {
                let from = day("2026-12-01").and_hms_opt(hour, 0, 0).unwrap();
                let missing = Capture::Missing { from, until: None, missing_from: None, found: None };
                self.say(item, missing).map(drop).map_err(drop)
            }
            Step::View(item, text) => {
                self.say(item, Capture::View { whose: Whose::Child, text, why_none: None }).map(drop).map_err(drop)
            }
            Step::Move(item, nth) => {
                let entries = self.entries_on(item);
                let entry = (!entries.is_empty()).then(|| entries[nth % entries.len()].clone());
                entry.map_or(Ok(()), |entry| self.move_entry(item, entry).map(drop).map_err(drop))
            }
            Step::Undo => self.session.undo(now()).map(drop).map_err(drop),
            Step::Redo => self.session.redo(now()).map(drop).map_err(drop),
        };
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn whatever_people_do_replaying_the_journal_gives_the_documents(steps in prop::collection::vec(step(), 1..25)) {
        let mut county = county_for("Bo");
        for step in steps {
            county.take(step);
        }
        prop_assert_eq!(county.session.verify(None).replay, Vec::<String>::new());
        let mut again = county.second_seat();
        again.open_meeting(&county.meeting).unwrap();
        prop_assert_eq!(again.shown().open_meeting(), Some(county.meeting()));
    }

    #[test]
    fn undoing_everything_leaves_what_was_before(steps in prop::collection::vec(step(), 1..20)) {
        let mut county = county_for("Bo");
        let before = county.everything();
        for step in steps {
            county.take(step);
        }
        let last = loop {
            if let Err(error) = county.session.undo(now()) {
                break error;
            }
        };
        prop_assert!(matches!(last, UndoError::Nothing(_)), "{}", last);
        prop_assert_eq!(county.everything(), before);
    }
}
