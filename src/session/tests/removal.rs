//! A child's record that is removed under retention: nothing said of the child is left, and all else is as it was.

use proptest::prelude::*;

use super::properties::{Step, step};
use super::*;
use crate::model::decide_minutes::ForMinutes;
use crate::model::decide_retention::{ForRetention, Removal};
use crate::model::disclosure::Matter;
use crate::model::word::ChairsWord;
use crate::sealing::{self, Wanted};
use crate::store::{Draft as Kept, Drafts, Finding, Seat};

/// Robin Invented is twenty-five.
fn years_later() -> DateTime<Utc> {
    "2037-04-01T09:30:00Z".parse().unwrap()
}

fn here() -> ChairsWord {
    ChairsWord { chair: "Pat Vale".to_owned(), elsewhere: None }
}

fn close() -> Capture {
    let outcome = Outcome::Close { outcome: "Risk reduced".to_owned(), reason_reduced: None };
    Capture::Decision { outcome, because: "Robin is settled.".to_owned() }
}

impl County {
    fn robins_record(&self) -> CaseId {
        self.meeting().item(&self.items[0]).unwrap().case().unwrap().clone()
    }

    fn removal(&self) -> Removal {
        let (case, typed) = (self.robins_record(), "m-2026-001".to_owned());
        Removal { case, typed, because: "Reviewed at 25: no reason to keep it.".to_owned(), word: here() }
    }

    fn remove(&mut self) -> Result<Gone, RecordError> {
        let removal = self.removal();
        self.session.remove_case(&removal, years_later())
    }

    #[track_caller]
    fn refuses(&mut self, removal: &Removal, at: DateTime<Utc>, why: &str) {
        let before = self.everything();
        let said = self.session.remove_case(removal, at).unwrap_err().to_string();
        assert!(said.contains(why), "{said}");
        assert_eq!(self.everything(), before);
    }

    /// Every text that the store holds of what was recorded.
    fn words(&self) -> String {
        let mut words = String::new();
        let store = &self.session.store;
        store
            .for_each_entry(0, |entry| {
                words.push_str(&String::from_utf8_lossy(&entry.change.unwrap_or_default()));
                Ok::<(), StoreError>(())
            })
            .unwrap();
        store
            .for_each_document(|row| {
                words.push_str(&String::from_utf8_lossy(&row.body));
                words.extend([row.title, row.brief].into_iter().flatten());
                Ok::<(), StoreError>(())
            })
            .unwrap();
        store
            .for_each_said(|said| {
                words.push_str(&said.text);
                Ok::<(), StoreError>(())
            })
            .unwrap();
        words
    }

    #[track_caller]
    fn holds_nothing_of_robin(&self) {
        let words = self.words();
        for gone in ["Robin", "flamingo", "2012-04-01\",\"district\":\"Chelmsford\",\"source\":null,\"r"] {
            assert!(!words.contains(gone), "{gone}");
        }
        self.is_sound();
        let wrong = |finding: &Finding| matches!(finding, Finding::Wrong(_));
        assert!(!self.session.verify(None).store.findings.iter().any(wrong), "the chain holds");
    }
}

/// A meeting with much said of Robin, who is closed to it, and of Sasha.
fn over() -> County {
    let mut county = county();
    county.say(0, update("Robin was seen at the flamingo sign.")).unwrap();
    county.say(0, action("Visit Robin by the flamingo sign.")).unwrap();
    county.say(0, Capture::Place { kind: "Venue".to_owned(), text: "The flamingo sign".to_owned() }).unwrap();
    let from = day("2026-12-01").and_hms_opt(22, 0, 0).unwrap();
    county.say(0, Capture::Missing { from, until: None, missing_from: None, found: Some("Flamingo".into()) }).unwrap();
    county.say(1, update("Home by nine each night.")).unwrap();
    county.say(1, action("Ring the school.")).unwrap();
    county.say(0, close()).unwrap();
    county.say(1, review("2027-01-14")).unwrap();
    county
}

fn sealed() -> County {
    let mut county = over();
    county.session.record(Request::EndMeeting(county.meeting.clone()), now()).unwrap();
    let minutes = |county: &mut County, asked| {
        county.session.record(Request::Minutes { meeting: county.meeting.clone(), asked }, now()).unwrap();
    };
    let item = Some(county.items[0].clone());
    minutes(&mut county, ForMinutes::Comment { item: item.clone(), text: "Which flamingo?".to_owned() });
    minutes(&mut county, ForMinutes::SendToChair);
    sealing::approve(&mut county.session, &county.meeting.clone(), &here(), now()).unwrap();
    let (text, reason) = ("Robin, not Sasha.".to_owned(), "A slip.".to_owned());
    minutes(&mut county, ForMinutes::Amend { item, text, reason, word: here() });
    county
}

#[test]
fn nothing_said_of_the_child_is_left_and_all_else_is_as_it_was() {
    let mut county = over();
    let sasha = county.meeting().item(&county.items[1]).unwrap().clone();
    let gone = county.remove().unwrap();
    assert_eq!(gone.label, "M-2026-001");
    assert!(gone.entries > 6, "{gone:?}");
    assert_eq!(gone.named, vec![]);
    county.holds_nothing_of_robin();
    assert_eq!(*county.meeting().item(&county.items[1]).unwrap(), sasha);
    let item = county.meeting().item(&county.items[0]).unwrap();
    assert!(item.removed && item.updates.is_empty() && item.decision.is_none(), "that it was an item stays");
    let actions: Vec<_> =
        county.session.shown().docs.actions.values().map(|action| action.task.text.as_str()).collect();
    assert_eq!(actions, ["Ring the school."]);
    county.session.list_cases(true, day("2037-04-01")).unwrap();
    let listed: Vec<_> = county.session.shown().tracker.iter().map(|case| case.row.label.as_str()).collect();
    assert_eq!(listed, ["M-2026-002"], "no list has the record any more");
}

#[test]
fn what_stays_says_who_removed_it_and_why_and_no_label_is_given_again() {
    let mut county = over();
    county.remove().unwrap();
    let case = county.robins_record();
    let removed = county.session.shown().docs.cases[&case].removed.clone().unwrap();
    assert_eq!((removed.label.as_str(), removed.rule.as_str()), ("M-2026-001", "25th birthday"));
    assert_eq!(
        (removed.because.as_str(), removed.word.chair.as_str()),
        ("Reviewed at 25: no reason to keep it.", "Pat Vale")
    );
    verify::rebuild(&mut county.session.store).unwrap();
    county.say(1, action("Write to the school.")).unwrap();
    let labels: Vec<_> = county.session.shown().docs.actions.values().map(|action| action.label.as_str()).collect();
    assert_eq!(labels, ["A2", "A3"]);
    county.session.record(open_case("Third Invented", BORN), now()).unwrap();
    assert!(county.session.shown().docs.cases.values().any(|case| case.label == "M-2026-003"));
    let refused = county.say(0, update("Once more.")).unwrap_err().to_string();
    assert!(refused.contains("removed under retention"), "{refused}");
    county.is_sound();
}

#[test]
fn sealed_minutes_keep_their_digest_and_say_what_was_removed() {
    let mut county = sealed();
    let seal = county.meeting().minutes.latest().unwrap().clone();
    county.remove().unwrap();
    county.holds_nothing_of_robin();
    assert_eq!(county.meeting().minutes.latest().unwrap(), &seal);
    let read = |county: &mut County| {
        let (meeting, wanted) = (county.meeting.clone(), Wanted::whole(Some(1)));
        let paper = sealing::minutes(&mut county.session, &meeting, &wanted, "txt", years_later()).unwrap();
        String::from_utf8(paper.bytes).unwrap()
    };
    let minutes = read(&mut county);
    assert!(minutes.contains("Removed under retention.") && minutes.contains("Home by nine each night."), "{minutes}");
    assert!(minutes.contains(&seal.digest[..16]), "{minutes}");
    // What is sealed can still be amended.
    let (text, reason) = ("Ten, not nine.".to_owned(), "A slip.".to_owned());
    let asked = ForMinutes::Amend { item: Some(county.items[1].clone()), text, reason, word: here() };
    county.session.record(Request::Minutes { meeting: county.meeting.clone(), asked }, years_later()).unwrap();
    county.is_sound();
}

#[test]
fn only_a_closed_record_that_is_due_and_not_held_is_removed_by_its_reference_and_with_a_reason() {
    let mut county = county();
    let removal = county.removal();
    county.refuses(&removal, years_later(), "M-2026-001 is not removed: it is open");
    county.say(0, close()).unwrap();
    county.refuses(&removal, now(), "it is due from 1 Apr 2037 (25th birthday)");
    county.refuses(
        &Removal { typed: "M-2026-002".to_owned(), ..removal.clone() },
        years_later(),
        "“M-2026-002” is not it. Type M-2026-001 to confirm the removal.",
    );
    county.refuses(&Removal { because: " ".to_owned(), ..removal.clone() }, years_later(), "a removal says why");
    let hold = |county: &mut County, asked| {
        let case = county.robins_record();
        county.session.record(Request::Retention { case, asked }, years_later())
    };
    hold(&mut county, ForRetention::Hold { because: "A public inquiry.".to_owned() }).unwrap();
    county.refuses(&removal, years_later(), "a legal hold is on it: A public inquiry.");
    assert!(hold(&mut county, ForRetention::EndHold { because: String::new() }).is_err());
    hold(&mut county, ForRetention::EndHold { because: "The inquiry reported.".to_owned() }).unwrap();
    county.is_sound();
    county.remove().unwrap();
    county.holds_nothing_of_robin();
}

#[test]
fn what_was_first_recorded_of_another_child_goes_too_and_that_childs_own_words_stay() {
    let mut county = county();
    county.say(1, update("Robin was seen at the flamingo sign.")).unwrap();
    county.say(1, update("Home by nine each night.")).unwrap();
    county.say(1, action("Visit Robin at the flamingo sign.")).unwrap();
    let entry = county.meeting().item(&county.items[1]).unwrap().updates[0].kept.entry.clone();
    county.move_entry(1, entry).unwrap();
    let entry = county.session.shown().docs.actions.values().next().unwrap().latest.clone();
    county.move_entry(1, entry).unwrap();
    county.say(0, close()).unwrap();
    county.remove().unwrap();
    county.holds_nothing_of_robin();
    let left: Vec<_> =
        county.meeting().item(&county.items[1]).unwrap().updates.iter().map(|u| u.text.clone()).collect();
    assert_eq!(left, ["Home by nine each night."]);
}

#[test]
fn words_of_another_child_that_name_the_removed_one_stay_and_are_told() {
    let mut county = over();
    county.say(1, update("Met Robin Invented at the station.")).unwrap();
    let gone = county.remove().unwrap();
    let told: Vec<_> = gone.named.iter().map(|named| (named.kind.as_str(), named.about.as_deref())).collect();
    assert_eq!(told, [("update", Some("M-2026-002"))]);
    county.is_sound();
}

#[test]
fn a_copy_that_was_asked_for_goes_with_the_child_that_it_was_about() {
    let mut county = over();
    let (case, text) = (Some(county.robins_record()), |text: &str| text.to_owned());
    let matter = Matter {
        breach: false,
        on: day("2026-12-03"),
        by: text("Jo Doe"),
        what: text("The minutes on Robin"),
        whom: text("The court"),
        why: text("Proceedings"),
        case,
    };
    county.session.record(Request::EnterDisclosure(Box::new(matter)), now()).unwrap();
    county.remove().unwrap();
    county.holds_nothing_of_robin();
}

#[test]
fn drafts_of_the_child_are_dropped_and_the_others_stay() {
    let mut county = over();
    let folder = county.folder.path().join("t.mace");
    let seat = Seat::take(&folder, "dead-seat").unwrap();
    let mut drafts = Drafts::open(&seat, &key()).unwrap();
    let draft = |field: &str, text: &str| Kept {
        field: field.to_owned(),
        person: "Bo".to_owned(),
        base: None,
        entry_id: format!("x-{field}"),
        text: text.to_owned(),
        cursor: 0,
        at: now(),
        seat: "dead-seat".to_owned(),
        left: false,
    };
    drafts.put(&draft(&format!("details:{}", county.robins_record()), "Chelmsford")).unwrap();
    drafts.put(&draft("elsewhere", "Robin Invented was named here.")).unwrap();
    drafts.put(&draft("other", "Ring the school.")).unwrap();
    county.session.take_seat(&folder, &key()).unwrap();
    assert_eq!(county.remove().unwrap().drafts, 2);
    let left: Vec<String> = drafts.list("Bo").unwrap().into_iter().map(|draft| draft.text).collect();
    assert_eq!(left, ["Ring the school."]);
}

#[test]
fn the_file_is_written_anew_under_a_fresh_key_once_nobody_else_has_it_open() {
    let mut county = over();
    for name in ["Ann", "Bo"] {
        let words = secrecy::SecretString::from(format!("{name}'s long words"));
        county.session.store.add_person(&key(), name, &words, crate::store::WorkFactor::FICTIONAL).unwrap();
    }
    county.remove().unwrap();
    assert!(county.session.wants_renewal().unwrap());
    let County { folder, session, .. } = county;
    let (session, fresh) = session.renew(&key(), &mut random(5)).unwrap();
    assert!(!session.wants_renewal().unwrap());
    assert_eq!(session.verify(None).replay, Vec::<String>::new());
    drop(session);
    let store = folder.path().join("t.mace");
    assert!(Store::open(&store, &key(), CHANGE_VERSION).is_err(), "the old key opens it no more");
    assert!(Store::open(&store, &fresh, CHANGE_VERSION).is_ok());
    let bytes = crate::store::testing::opened_bytes(&store, &fresh);
    let holds = |word: &str| bytes.windows(word.len()).any(|at| at.eq_ignore_ascii_case(word.as_bytes()));
    assert!(holds("Sasha Madeup") && holds("Home by nine"), "it is read at all");
    assert!(!holds("Robin") && !holds("flamingo"), "no byte of the child is left");
}

#[test]
fn an_entry_that_was_emptied_by_no_removal_is_found() {
    let mut county = over();
    county.remove().unwrap();
    county.is_sound();
    let file = county.folder.path().join("t.mace");
    let sql = "UPDATE journal SET salt = NULL, change = NULL WHERE seq = (SELECT max(seq) FROM journal WHERE change LIKE '%Home by nine%')";
    crate::store::testing::tamper(&file, &key(), sql);
    let told = county.session.verify(None).replay;
    assert!(told.iter().any(|told| told.contains("entries of the journal are empty")), "{told:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn whatever_was_done_a_removal_leaves_a_sound_store_and_nothing_of_the_child(
        steps in prop::collection::vec(step(), 1..25)
    ) {
        let mut county = county_for("Bo");
        county.say(0, update("Robin was seen at the flamingo sign.")).unwrap();
        for step in steps.into_iter().filter(|step| !matches!(step, Step::Redo)) {
            // What was moved from Robin to Sasha is Sasha's: unless it is moved back at once.
            let moved = matches!(step, Step::Move(0, _));
            let was = county.session.head().seq;
            county.take(step);
            if moved && county.session.head().seq != was {
                county.take(Step::Undo);
            }
        }
        county.say(0, close()).unwrap();
        let before = county.meeting().item(&county.items[1]).unwrap().clone();
        let done = county.remove();
        prop_assert!(done.is_ok(), "{:?}", done);
        prop_assert_eq!(county.session.verify(None).replay, Vec::<String>::new());
        prop_assert_eq!(county.meeting().item(&county.items[1]).unwrap(), &before);
        let words = county.words();
        prop_assert!(!words.contains("flamingo") && !words.contains("Robin"));
        let rows = county.everything();
        verify::rebuild(&mut county.session.store).unwrap();
        prop_assert_eq!(county.everything(), rows);
        while county.session.undo(now()).is_ok() {}
        prop_assert_eq!(county.session.verify(None).replay, Vec::<String>::new());
    }
}
