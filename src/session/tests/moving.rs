//! Entries that are moved to the child they are about: the wrong child's record is as before, the right one's has them.

use super::*;
use crate::model::agenda::Item;
use crate::model::case::{Case, Closed};
use crate::model::id::EntryId;
use crate::model::said::Whose;

const SIGN: &str = "Seen at the flamingo sign.";

impl County {
    fn item(&self, item: usize) -> &Item {
        self.meeting().item(&self.items[item]).unwrap()
    }

    pub(super) fn child(&self, item: usize) -> &Case {
        &self.session.shown().docs.cases[self.item(item).case().unwrap()]
    }

    pub(super) fn move_entry(&mut self, from: usize, entry: EntryId) -> Result<RequestId, RecordError> {
        let (item, to) = (self.items[from].clone(), self.items[1 - from].clone());
        self.session.record(Request::MoveEntry { meeting: self.meeting.clone(), item, entry, to }, now())
    }

    fn move_decision(&mut self) -> Result<RequestId, RecordError> {
        let entry = self.item(0).decision.as_ref().unwrap().kept.entry.clone();
        self.move_entry(0, entry)
    }

    /// The child under whom words are found.
    fn found_under(&self, word: &str) -> Vec<Option<String>> {
        found(&self.session.store, word).into_iter().map(|said| said.case_id).collect()
    }

    /// The descriptions of the journal's latest entries about a child.
    fn journal_of(&self, item: usize) -> Vec<String> {
        let entries = self.session.store.entries_about(self.child(item).id.as_str(), 0).unwrap();
        let read = entries.iter().filter_map(|entry| undo::read_entry(entry).unwrap());
        read.map(|(_, change, _)| describe(&change, None, &self.session.shown().docs)).collect()
    }
}

fn close() -> Capture {
    let outcome = Outcome::Close { outcome: "Risk reduced".to_owned(), reason_reduced: None };
    Capture::Decision { outcome, because: "Settled at school.".to_owned() }
}

fn risk(level: &str) -> Capture {
    Capture::Risk { level: level.to_owned(), because: "Three episodes.".to_owned() }
}

#[test]
fn a_decision_that_is_moved_leaves_the_wrong_childs_review_as_it_was() {
    let mut county = county();
    county.say(0, review("2027-01-14")).unwrap();
    county.move_decision().unwrap();
    assert!(county.item(0).decision.is_none());
    let (wrong, right) = (county.child(0), county.child(1));
    assert_eq!((wrong.review_date, wrong.discussions.len()), (Some(day("2026-12-03")), 0));
    assert_eq!((right.review_date, right.discussions.len()), (Some(day("2027-01-14")), 1));
    assert_eq!(county.item(1).decision.as_ref().unwrap().rationale, "Risk still high.");
    assert!(county.journal_of(0).contains(&"decision moved to the right child".to_owned()));
    assert!(county.journal_of(1).contains(&"decision: review 14 Jan 2027, moved here".to_owned()));
    county.is_sound();
}

#[test]
fn a_closure_of_the_wrong_child_is_moved_and_the_child_is_open_again() {
    let mut county = county();
    county.say(0, close()).unwrap();
    assert!(!county.child(0).is_open());
    county.move_decision().unwrap();
    assert_eq!((county.child(0).is_open(), county.child(0).review_date), (true, Some(day("2026-12-03"))));
    assert!(matches!(&county.child(1).closed, Some(Closed { outcome, .. }) if outcome == "Risk reduced"));
    county.is_sound();
}

#[test]
fn a_transfer_of_the_wrong_child_is_moved_and_the_child_is_in_its_area_again() {
    let mut county = county();
    let outcome = Outcome::Transfer { area: "west".to_owned(), date: day("2027-01-14") };
    county.say(0, Capture::Decision { outcome, because: "Moved house.".to_owned() }).unwrap();
    county.move_decision().unwrap();
    assert_eq!((county.child(0).area.as_str(), county.child(1).area.as_str()), ("mid", "west"));
    county.is_sound();
}

#[test]
fn taking_the_move_back_puts_everything_where_it_was() {
    let mut county = county();
    county.say(0, close()).unwrap();
    county.say(0, risk("High")).unwrap();
    let before = county.everything();
    county.move_decision().unwrap();
    let entry = county.item(0).risk.as_ref().unwrap().kept.entry.clone();
    county.move_entry(0, entry).unwrap();
    assert_ne!(county.everything(), before);
    county.session.undo(now()).unwrap();
    county.session.undo(now()).unwrap();
    assert_eq!(county.everything(), before);
    county.session.redo(now()).unwrap();
    assert!(county.item(0).decision.is_none() && county.item(1).decision.is_some());
    county.is_sound();
}

#[test]
fn a_child_who_is_decided_or_assessed_already_keeps_that_and_nothing_is_moved() {
    let mut county = county();
    for item in [0, 1] {
        county.say(item, review("2027-01-14")).unwrap();
        county.say(item, risk("High")).unwrap();
    }
    let before = county.everything();
    let refused = county.move_decision().unwrap_err().to_string();
    assert!(refused.starts_with("M-2026-002 has a decision of its own:"), "{refused}");
    let entry = county.item(0).risk.as_ref().unwrap().kept.entry.clone();
    let refused = county.move_entry(0, entry).unwrap_err().to_string();
    assert!(refused.starts_with("M-2026-002 has a level of risk of its own:"), "{refused}");
    assert_eq!(county.everything(), before);
}

#[test]
fn a_level_of_risk_is_moved_and_the_wrong_childs_is_again_as_it_was() {
    let mut county = county();
    county.say(0, risk("High")).unwrap();
    let entry = county.item(0).risk.as_ref().unwrap().kept.entry.clone();
    county.move_entry(0, entry).unwrap();
    assert_eq!(county.child(0).risk.as_deref(), Some("Medium"));
    let moved = county.item(1).risk.as_ref().unwrap();
    assert_eq!((moved.before.as_deref(), moved.level.as_str()), (Some("Medium"), "High"));
    assert_eq!(county.child(1).risk.as_deref(), Some("High"));
    county.is_sound();
}

#[test]
fn a_place_and_a_missing_episode_are_moved_with_their_labels() {
    let mut county = county();
    county.say(0, Capture::Place { kind: "Venue".to_owned(), text: SIGN.to_owned() }).unwrap();
    let from = "2026-12-01T22:10:00".parse().unwrap();
    county.say(0, Capture::Missing { from, until: None, missing_from: None, found: None }).unwrap();
    let place = county.session.shown().docs.places.values().next().unwrap().latest.clone();
    let episode = county.child(0).episodes[0].entry.clone();
    for entry in [place, episode] {
        county.move_entry(0, entry).unwrap();
    }
    let right = county.child(1).clone();
    let place = county.session.shown().docs.places.values().next().unwrap();
    assert_eq!((place.label.as_str(), place.named.case.as_ref()), ("P1", Some(&right.id)));
    assert_eq!(place.named.at.1, county.items[1]);
    assert_eq!(county.child(0).episodes, []);
    assert_eq!(right.episodes[0].label, "E1");
    assert_eq!(right.episodes[0].at.as_ref().unwrap().1, county.items[1]);
    let (wrong, right) = (county.journal_of(0), county.journal_of(1));
    assert!(wrong.contains(&"place moved to the right child".to_owned()), "{wrong:?}");
    assert!(wrong.contains(&"missing episode moved to the right child".to_owned()), "{wrong:?}");
    assert!(right.contains(&"missing episode E1, moved here".to_owned()), "{right:?}");
    county.is_sound();
}

#[test]
fn a_view_is_moved_to_the_child_whose_it_is() {
    let mut county = county();
    let text = "I like the quiet.".to_owned();
    county.say(0, Capture::View { whose: Whose::Child, text, why_none: None }).unwrap();
    let entry = county.item(0).views[0].kept.entry.clone();
    county.move_entry(0, entry).unwrap();
    assert_eq!((county.item(0).views.len(), county.item(1).views[0].text.as_str()), (0, "I like the quiet."));
    county.is_sound();
}

#[test]
fn what_was_moved_is_found_under_the_right_child() {
    let mut county = county();
    county.say(0, action("Look for the flamingo")).unwrap();
    county.say(0, Capture::Place { kind: "Venue".to_owned(), text: SIGN.to_owned() }).unwrap();
    county.say(0, update(SIGN)).unwrap();
    let docs = &county.session.shown().docs;
    let action = docs.actions.values().next().unwrap().latest.clone();
    let place = docs.places.values().next().unwrap().latest.clone();
    let update = county.item(0).updates[0].kept.entry.clone();
    let (wrong, right) = (Some(county.child(0).id.to_string()), Some(county.child(1).id.to_string()));
    assert_eq!(county.found_under("flamingo"), vec![wrong.clone(); 3]);
    for entry in [action, place, update] {
        county.move_entry(0, entry).unwrap();
    }
    assert_eq!(county.found_under("flamingo"), vec![right; 3]);
    county.is_sound();
    for _ in 0..3 {
        county.session.undo(now()).unwrap();
    }
    assert_eq!(county.found_under("flamingo"), vec![wrong; 3]);
    county.is_sound();
}

#[test]
fn what_was_moved_is_not_taken_back_under_it() {
    let mut county = county();
    county.say(0, review("2027-01-14")).unwrap();
    let entry = county.item(0).decision.as_ref().unwrap().kept.entry.clone();
    let (meeting, item, to) = (county.meeting.clone(), county.items[0].clone(), county.items[1].clone());
    let mut other = county.second_seat();
    other.shown.who = who("Bo");
    other.record(Request::MoveEntry { meeting, item, entry, to }, now()).unwrap();
    let refused = county.session.undo(now()).unwrap_err().to_string();
    assert!(refused.contains("moved to the right child"), "{refused}");
    county.is_sound();
}

#[test]
fn a_decision_moved_out_of_a_draft_leaves_the_reason_why_the_child_is_undecided() {
    let mut county = county();
    county.say(0, review("2027-01-14")).unwrap();
    let (meeting, item) = (county.meeting.clone(), county.items[1].clone());
    let reason = "Information not yet available".to_owned();
    county.session.record(Request::GiveReason { meeting: meeting.clone(), item, reason }, now()).unwrap();
    county.session.record(Request::EndMeeting(meeting), now()).unwrap();
    county.move_decision().unwrap();
    assert_eq!(county.item(0).reason.as_deref(), Some("The decision recorded here was about another child"));
    assert!(county.item(1).decision.is_some());
    county.session.undo(now()).unwrap();
    assert_eq!(county.item(0).reason, None);
    county.is_sound();
}
