//! What was changed in minutes since the meeting, and what the journal tells of corrections.

use chrono::Duration;

use super::*;
use crate::model::id::EntryId;

/// A county whose meeting is over: an update, a decision and an action on the first child.
fn over() -> County {
    let mut county = county();
    county.say(0, update("Seen twice in a grey van.")).unwrap();
    county.say(0, action("Share the plate.")).unwrap();
    for item in 0..2 {
        county.say(item, review("2027-01-14")).unwrap();
    }
    county.session.record(Request::EndMeeting(county.meeting.clone()), now()).unwrap();
    county.session.open_meeting(&county.meeting.clone()).unwrap();
    county
}

impl County {
    fn later(&mut self, minutes: i64, request: Request) -> RequestId {
        self.session.record(request, now() + Duration::minutes(minutes)).unwrap()
    }

    fn told(&self) -> EntryId {
        self.meeting().item(&self.items[0]).unwrap().updates[0].kept.entry.clone()
    }

    fn reword(&mut self, minutes: i64, text: &str) {
        let (meeting, item, replaces) = (self.meeting.clone(), self.items[0].clone(), Some(self.told()));
        self.later(minutes, Request::Say { meeting, item, capture: update(text), replaces });
    }

    fn withdraw(&mut self, minutes: i64) {
        let (meeting, item, entry) = (self.meeting.clone(), self.items[0].clone(), self.told());
        self.later(minutes, Request::Withdraw { meeting, item, entry });
    }

    /// What is told of the changes since the meeting.
    #[track_caller]
    fn changed(&mut self, expected: &[&str]) {
        self.session.load_changes().unwrap();
        let changes = self.session.shown().changes.iter();
        let said: Vec<String> = changes.map(|one| format!("{} {}: {}", one.what, one.how(), one.words())).collect();
        assert_eq!(said, expected);
    }

    /// What the journal tells of the words that its entries replaced.
    fn replaced(&self) -> Vec<(&'static str, String, Option<String>)> {
        let mut all = Vec::new();
        let take = |entry: store::Entry| {
            let replaced = self.session.replaced(&entry)?;
            all.extend(replaced.map(|one| (one.kind, one.before, one.after)));
            Ok::<(), StoreError>(())
        };
        self.session.for_each_entry(0, take).unwrap();
        all
    }
}

#[test]
fn a_correction_after_the_meeting_is_told_with_old_and_new_words() {
    let mut county = over();
    county.changed(&[]);
    county.reword(10, "Seen twice in a white van.");
    let told = "update of YOS corrected: “Seen twice in a grey van.” → “Seen twice in a white van.”";
    county.changed(&[told]);
    let changed = county.session.shown().changes[0].clone();
    assert_eq!((changed.item.as_ref(), changed.signed.by.as_str()), (Some(&county.items[0]), "Ann"));
    assert_eq!(changed.signed.at, now() + Duration::minutes(10));
    county.reword(20, "Seen twice in a grey van.");
    county.changed(&[]);
    county.reword(30, "Seen once.");
    county.withdraw(40);
    county.changed(&["update of YOS withdrawn: “Seen twice in a grey van.”"]);
}

#[test]
fn what_is_added_decided_anew_or_reworded_after_the_meeting_is_told() {
    let mut county = over();
    let (meeting, item) = (county.meeting.clone(), county.items[0].clone());
    let say = |capture, replaces| Request::Say { meeting: meeting.clone(), item: item.clone(), capture, replaces };
    county.later(10, say(Capture::Discussion { text: "The chair rang.".to_owned() }, None));
    let decided = county.meeting().item(&item).unwrap().decision.clone().unwrap().kept.entry;
    county.later(11, say(review("2027-02-11"), Some(decided)));
    county.changed(&[
        "note added: “The chair rang.”",
        "decision corrected: “review 14 Jan 2027 · Risk still high.” → “review 11 Feb 2027 · Risk still high.”",
    ]);
}

#[test]
fn what_was_said_in_the_meeting_and_is_taken_back_after_it_is_withdrawn() {
    let mut county = county();
    county.say(0, review("2027-01-14")).unwrap();
    county.say(1, review("2027-01-14")).unwrap();
    county.session.record(Request::EndMeeting(county.meeting.clone()), now()).unwrap();
    county.session.open_meeting(&county.meeting.clone()).unwrap();
    county.session.shown.who = who("Bea");
    let said = county.session.record_as(
        "Bea",
        vec![Timed {
            at: now(),
            request: Request::Say {
                meeting: county.meeting.clone(),
                item: county.items[0].clone(),
                capture: update("Seen twice."),
                replaces: None,
            },
        }],
    );
    said.unwrap();
    county.session.undo(now() + Duration::minutes(9)).unwrap();
    county.changed(&["update of YOS withdrawn: “Seen twice.”"]);
}

#[test]
fn the_journal_tells_what_a_correction_replaced_and_what_was_withdrawn() {
    let mut county = over();
    assert_eq!(county.replaced(), []);
    county.reword(10, "Seen once.");
    county.withdraw(20);
    let said = |text: &str| text.to_owned();
    let expected =
        [("update", said("Seen twice in a grey van."), Some(said("Seen once."))), ("update", said("Seen once."), None)];
    assert_eq!(county.replaced(), expected);
}
