//! What holds whatever people do.

use proptest::prelude::*;

use super::*;

/// Something a person might do; refusals are part of it.
#[derive(Debug, Clone)]
enum Step {
    Update(usize, String),
    Review(usize, u64),
    Raise(usize, String),
    Risk(usize, usize),
    Nil(usize),
    Withdraw(usize),
    Undo,
    Redo,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        (0..2usize, "[a-z ]{0,12}").prop_map(|(item, text)| Step::Update(item, text)),
        (0..2usize, 0..200u64).prop_map(|(item, days)| Step::Review(item, days)),
        (0..2usize, "[a-z]{1,8}").prop_map(|(item, text)| Step::Raise(item, text)),
        (0..2usize, 0..4usize).prop_map(|(item, level)| Step::Risk(item, level)),
        (0..2usize).prop_map(Step::Nil),
        (0..2usize).prop_map(Step::Withdraw),
        Just(Step::Undo),
        Just(Step::Redo),
    ]
}

impl County {
    fn take(&mut self, step: Step) {
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
