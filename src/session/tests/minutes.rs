//! Minutes on their way: with the chair, approved and sealed, out, amended.

use proptest::prelude::*;

use super::properties::step;
use super::*;
use crate::export::produce::Source;
use crate::model::anonymous::How;
use crate::model::decide_action::ForAction;
use crate::model::decide_minutes::ForMinutes;
use crate::model::request::{NewMeeting, OfAction};
use crate::model::word::{ChairsWord, Elsewhere};
use crate::sealing::{self, Wanted};

impl County {
    fn minutes(&mut self, asked: ForMinutes) -> Result<RequestId, RecordError> {
        self.session.record(Request::Minutes { meeting: self.meeting.clone(), asked }, now())
    }

    fn approve(&mut self, word: &ChairsWord) -> Result<u32, sealing::SealError> {
        sealing::approve(&mut self.session, &self.meeting.clone(), word, now())
    }

    fn sealed(&mut self, version: u32, format: &str) -> String {
        let wanted = Wanted::whole(Some(version));
        let paper = sealing::minutes(&mut self.session, &self.meeting.clone(), &wanted, format, now()).unwrap();
        String::from_utf8(paper.bytes).unwrap()
    }

    /// A version in all formats whose bytes are the same each time.
    fn paper_of(&mut self, version: u32) -> Vec<String> {
        ["json", "md", "txt", "html"].map(|format| self.sealed(version, format)).to_vec()
    }

    fn refused(&mut self, asked: ForMinutes, why: &str) {
        let said = self.minutes(asked).unwrap_err().to_string();
        assert!(said.contains(why), "{said}");
    }
}

/// A meeting that is over, both children decided.
fn over() -> County {
    let mut county = county();
    county.say(0, update("Seen twice at the retail park.")).unwrap();
    county.say(1, update("Home by nine each night.")).unwrap();
    for item in 0..2 {
        county.say(item, review("2027-01-14")).unwrap();
    }
    county.session.record(Request::EndMeeting(county.meeting.clone()), now()).unwrap();
    county
}

fn with_chair() -> County {
    let mut county = over();
    county.minutes(ForMinutes::SendToChair).unwrap();
    county
}

fn approved() -> County {
    let mut county = with_chair();
    county.approve(&here()).unwrap();
    county
}

fn amend(text: &str) -> ForMinutes {
    let (text, reason) = (text.to_owned(), "The officer wrote in.".to_owned());
    ForMinutes::Amend { item: None, text, reason, word: here() }
}

fn here() -> ChairsWord {
    ChairsWord { chair: "Ann".to_owned(), elsewhere: None }
}

fn given(chair: &str, on: &str) -> ChairsWord {
    ChairsWord { chair: chair.to_owned(), elsewhere: Some(Elsewhere { means: "By e-mail".to_owned(), on: day(on) }) }
}

fn by_mail() -> ChairsWord {
    given("Ruth Oakley", "2026-12-03")
}

#[test]
fn minutes_go_to_the_chair_back_and_again_and_are_approved_and_sent_out() {
    let mut county = over();
    county.refused(ForMinutes::SendBack { word: by_mail(), because: "no".to_owned() }, "send its minutes to the chair");
    county.minutes(ForMinutes::SendToChair).unwrap();
    county.refused(ForMinutes::SendToChair, "with the chair");
    let because = "The police update names another child.".to_owned();
    county.minutes(ForMinutes::Comment { item: Some(county.items[0].clone()), text: "Which van?".to_owned() }).unwrap();
    county.minutes(ForMinutes::SendBack { word: by_mail(), because }).unwrap();
    assert_eq!(county.meeting().state, MeetingState::Draft);
    county.minutes(ForMinutes::SendToChair).unwrap();
    assert_eq!(county.approve(&by_mail()).unwrap(), 1);
    county.minutes(ForMinutes::Circulate { to: vec!["police".to_owned()] }).unwrap();
    let meeting = county.meeting();
    assert_eq!(meeting.state, MeetingState::MinutesCirculated);
    let record = &meeting.minutes;
    assert_eq!((record.sent.len(), record.returned.len(), record.comments.len()), (2, 1, 1));
    assert_eq!(record.circulated[0].version, 1);
    county.is_sound();
}

#[test]
fn what_becomes_of_an_action_afterwards_changes_nothing_of_what_the_room_agreed_to() {
    let mut county = county();
    let yos = Address::new("yos/regional-manager");
    let task = |text: &str| Capture::Action {
        owners: vec![yos.clone()],
        text: text.to_owned(),
        due: Some(day("2026-12-17")),
        category: None,
    };
    county.say(0, task("Visit the home")).unwrap();
    county.say(0, task("Ask the school")).unwrap();
    for item in 0..2 {
        county.say(item, review("2027-01-14")).unwrap();
    }
    let (meeting, item) = (county.meeting.clone(), county.items[0].clone());
    county.session.record(Request::Agree { meeting: meeting.clone(), item: item.clone() }, now()).unwrap();
    county.session.record(Request::EndMeeting(meeting.clone()), now()).unwrap();
    let minutes = |county: &mut County| {
        let paper = sealing::minutes(&mut county.session, &meeting, &Wanted::default(), "md", now()).unwrap();
        String::from_utf8(paper.bytes).unwrap()
    };
    let before = minutes(&mut county);
    assert!(before.contains("Read back and agreed by the room"), "{before}");
    let actions: Vec<_> = county.session.shown().docs.actions.values().cloned().collect();
    let later = now() + chrono::TimeDelta::days(1);
    let ask = |county: &mut County, at: usize, asked: ForAction| {
        let action = actions[at].id.clone();
        let seen = county.session.shown().docs.actions[&action].latest.clone();
        county.session.record(Request::OfAction(OfAction { action, seen, asked }), later).unwrap();
    };
    let because = "The post is vacant.".to_owned();
    let (to, asked_by) = (Address::new("police/mplo"), String::new());
    ask(&mut county, 0, ForAction::HandOver { to, because: because.clone() });
    ask(&mut county, 0, ForAction::NewDate { to: day("2027-01-07"), because, asked_by });
    ask(&mut county, 1, ForAction::Done { outcome: "It was asked.".to_owned() });
    assert_eq!(minutes(&mut county), before);
    let dissent = Capture::Dissent { seat: yos.clone(), text: "Not enough.".to_owned() };
    let said = Request::Say { meeting: meeting.clone(), item, capture: dissent, replaces: None };
    county.session.record(said, later).unwrap();
    assert!(minutes(&mut county).contains("none was voiced in the meeting."), "a late dissent takes nothing back");
    county.is_sound();
}

#[test]
fn a_word_given_elsewhere_says_by_whom_and_how_and_is_told_as_such() {
    let mut county = with_chair();
    let said = county.approve(&given(" ", "2026-12-03")).unwrap_err().to_string();
    assert!(said.contains("who chairs"), "{said}");
    let said = county.approve(&given("Ruth Oakley", "2026-12-04")).unwrap_err().to_string();
    assert!(said.contains("is to come"), "{said}");
    county.approve(&by_mail()).unwrap();
    let text = county.sealed(1, "md");
    assert!(text.contains("by Ruth Oakley, by e-mail, 3 Dec 2026; recorded by Ann, 3 Dec 2026"), "{text}");
}

#[test]
fn approved_minutes_bear_version_digest_and_the_journals_end_and_verify_takes_it_as_a_witness() {
    let mut county = approved();
    let seal = county.meeting().minutes.latest().unwrap().clone();
    let text = county.sealed(1, "txt");
    assert!(text.contains("Approved by the chair") && text.contains(&seal.digest), "{text}");
    let head = county.session.head_at(&seal.entry).unwrap().unwrap();
    assert!(text.replace(['\n', ' '], "").contains(&head.to_string()), "{text}");
    assert!(county.session.verify(Some(&head)).is_sound());
}

#[test]
fn an_anonymised_copy_of_sealed_minutes_bears_their_digest_and_covers_amendments() {
    let mut county = approved();
    let name = county.session.shown().docs.cases.values().next().unwrap().details.name.clone();
    let item = Some(county.items[0].clone());
    let text = format!("{name} was seen twice.");
    let amend = ForMinutes::Amend { item, text, reason: "A slip.".to_owned(), word: by_mail() };
    county.minutes(amend).unwrap();
    county.approve(&by_mail()).unwrap();
    let digest = county.meeting().minutes.latest().unwrap().digest.clone();
    for how in How::ALL {
        let wanted = Wanted { anonymised: Some(how), ..Wanted::whole(Some(2)) };
        let id = county.meeting.clone();
        let paper = sealing::minutes(&mut county.session, &id, &wanted, "txt", now()).unwrap();
        let text = String::from_utf8(paper.bytes).unwrap();
        assert!(text.contains(&digest) && text.contains("was seen twice."), "{text}");
        assert!(!name.split(' ').any(|word| text.contains(word)), "{text}");
    }
}

#[test]
fn the_same_version_gives_the_same_bytes_whatever_is_recorded_later() {
    let mut county = approved();
    let formats = ["md", "txt", "json", "html"];
    let before = formats.map(|format| county.sealed(1, format));
    county.minutes(amend("The van was grey.")).unwrap();
    county.approve(&here()).unwrap();
    assert_eq!(formats.map(|format| county.sealed(1, format)), before);
    assert_ne!(county.sealed(2, "md"), before[0]);
}

#[test]
fn the_data_of_sealed_minutes_say_which_version_they_are_and_how_it_is_proved() {
    let mut county = approved();
    let data: serde_json::Value = serde_json::from_str(&county.sealed(1, "json")).unwrap();
    let seal = county.meeting().minutes.latest().unwrap().clone();
    let head = county.session.head_at(&seal.entry).unwrap().unwrap();
    assert_eq!((&data["version"], &data["digest"]), (&1.into(), &seal.digest.as_str().into()));
    assert_eq!(data["journal"], head.to_string());
    assert_eq!(data["id"], county.meeting().label);
    let mut draft = with_chair();
    let id = draft.meeting.clone();
    let paper = sealing::minutes(&mut draft.session, &id, &Wanted::default(), "json", now()).unwrap();
    let data: serde_json::Value = serde_json::from_slice(&paper.bytes).unwrap();
    let none = |key| data.get(key).is_some_and(serde_json::Value::is_null);
    assert!(["version", "digest", "journal"].into_iter().all(none), "{data}");
}

#[test]
fn approved_minutes_change_no_more_and_nothing_in_them_is_taken_back() {
    let mut county = approved();
    let said = county.say(0, update("More.")).unwrap_err().to_string();
    assert!(said.contains("sealed") && said.contains("amendment"), "{said}");
    let said = county.session.undo(now()).unwrap_err().to_string();
    assert!(said.contains("approved and sealed"), "{said}");
}

#[test]
fn an_amendment_stands_in_front_of_the_next_version_and_needs_a_reason() {
    let mut county = with_chair();
    county.refused(amend("The van was grey."), "approves its minutes first");
    county.approve(&here()).unwrap();
    let (text, reason) = ("The van was grey.".to_owned(), String::new());
    let bare = ForMinutes::Amend { item: None, text, reason, word: here() };
    county.refused(bare, "needs a reason");
    assert!(county.approve(&here()).unwrap_err().to_string().contains("nothing was amended"));
    let item = Some(county.items[0].clone());
    let (text, reason) = ("The van was grey.".to_owned(), "The officer wrote in.".to_owned());
    county.minutes(ForMinutes::Amend { item, text, reason, word: by_mail() }).unwrap();
    county.refused(ForMinutes::Circulate { to: Vec::new() }, "approves the amended minutes");
    assert_eq!(county.approve(&by_mail()).unwrap(), 2);
    let text = county.sealed(2, "txt");
    let at = |words: &str| text.find(words).unwrap_or_else(|| panic!("{words} is not in {text}"));
    assert!(at("The van was grey.") < at("Seen twice at the retail park."));
    assert!(text.contains("The officer wrote in."));
    assert!(!county.sealed(1, "txt").contains("grey"));
}

#[test]
fn the_agenda_of_the_next_meeting_lists_what_was_amended_among_its_matters_arising() {
    let mut county = approved();
    let item = Some(county.items[0].clone());
    let (text, reason) = ("The van was grey.".to_owned(), "The officer wrote in.".to_owned());
    county.minutes(ForMinutes::Amend { item, text, reason, word: by_mail() }).unwrap();
    let mut plan = county.meeting().plan.clone();
    plan.date = day("2027-01-14");
    let planned = Request::PlanMeeting(Box::new(NewMeeting { plan, cases: Vec::new() }));
    county.session.record(planned, now()).unwrap();
    let meetings = &county.session.shown().docs.meetings;
    let next = meetings.values().find(|meeting| meeting.plan.date == day("2027-01-14")).unwrap().id.clone();
    county.session.forget();
    county.session.open_agenda(&next).unwrap();
    let shown = county.session.shown();
    let source = Source { docs: &shown.docs, terms: &shown.terms, author: "Dee", made_at: now() };
    let agenda = source.agenda(shown.open_meeting().unwrap(), None, "md").unwrap();
    let agenda = String::from_utf8(agenda).unwrap();
    let (_, arising) = agenda.split_once("For the matters arising").unwrap_or_else(|| panic!("{agenda}"));
    assert!(arising.contains("of Thursday 3 December 2026") && arising.contains("The van was grey."), "{arising}");
}

#[test]
fn minutes_that_changed_while_they_were_made_are_not_sealed() {
    let mut county = with_chair();
    let seen = *county.session.head();
    county.say(0, update("Also seen on Friday.")).unwrap();
    let asked = ForMinutes::Approve { word: here(), version: 1, digest: String::new(), parts: Vec::new() };
    let request = Request::Minutes { meeting: county.meeting.clone(), asked };
    let asked = Timed { at: now(), request };
    let said = county.session.record_as_seen(&seen, "Ann Example", asked).unwrap_err().to_string();
    assert!(said.contains("meanwhile"), "{said}");
}

#[test]
fn each_part_that_speaks_of_a_child_is_an_entry_about_that_child_alone() {
    let county = approved();
    let names = ["Robin Invented", "Sasha Madeup"];
    let about = county.session.sealed_about(&county.meeting, 1).unwrap();
    for (id, text) in county.session.sealed_parts(&county.meeting, 1).unwrap() {
        for (case, name) in county.session.shown().docs.cases.values().map(|case| (&case.id, &case.details.name)) {
            if text.contains(name.as_str()) || text.contains(&county.session.shown().docs.cases[case].label) {
                assert_eq!(about[&id].as_ref(), Some(case), "{id} names {name}, one of {names:?}");
            }
        }
    }
}

#[test]
fn a_childs_timeline_is_not_filled_with_the_parts_that_were_sealed() {
    let mut county = approved();
    let case = county.meeting().item(&county.items[0]).unwrap().case().unwrap().clone();
    county.session.load_timeline(&case).unwrap();
    let told = &county.session.shown().timeline;
    assert!(!told.is_empty() && told.iter().all(|happened| !happened.what.contains("sealed")), "{told:?}");
}

#[test]
fn a_version_that_was_never_approved_is_refused() {
    let mut county = approved();
    let id = county.meeting.clone();
    let said =
        sealing::minutes(&mut county.session, &id, &Wanted::whole(Some(3)), "txt", now()).unwrap_err().to_string();
    assert_eq!(said, "There is no version 3 of these minutes: version 1 was approved.");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_done_afterwards_a_sealed_version_stays_as_it_was(
        steps in proptest::collection::vec((step(), 0_u8..4), 1..12),
    ) {
        let mut county = approved();
        let before = county.meeting().clone();
        let mut versions = vec![county.paper_of(1)];
        let mut touched = false;
        for (step, then) in steps {
            county.take(step);
            // What is asked at the wrong moment is refused, and changes nothing.
            let done = match then {
                1 => county.minutes(amend("The van was grey.")).is_ok(),
                2 => county.approve(&here()).map(|version| versions.push(county.paper_of(version))).is_ok(),
                3 => county.minutes(ForMinutes::Circulate { to: vec!["police".to_owned()] }).is_ok(),
                _ => false,
            };
            touched |= done;
        }
        for (version, paper) in (1..).zip(&versions) {
            prop_assert_eq!(paper, &county.paper_of(version), "version {}", version);
        }
        prop_assert!(touched || before == *county.meeting());
    }
}

#[test]
fn what_was_amended_arises_at_the_next_meeting_and_stands_in_its_minutes_about_the_child_alone() {
    let mut county = approved();
    let (item, word) = (Some(county.items[0].clone()), here());
    let child = county.meeting().item(&county.items[0]).unwrap().case().unwrap().to_string();
    let (text, reason) = ("The van was grey.".to_owned(), "The officer wrote in.".to_owned());
    county.minutes(ForMinutes::Amend { item, text, reason, word }).unwrap();
    let plan = crate::model::meeting::Plan { date: day("2027-01-07"), ..county.meeting().plan.clone() };
    let new = crate::model::request::NewMeeting { plan, cases: vec![] };
    county.session.record(Request::PlanMeeting(Box::new(new)), now()).unwrap();
    let planned = county.session.shown().docs.meetings.values().find(|meeting| meeting.plan.date == day("2027-01-07"));
    let next = planned.unwrap().id.clone();

    let paper = sealing::minutes(&mut county.session, &next, &Wanted::whole(None), "txt", now()).unwrap();
    let text = String::from_utf8(paper.bytes).unwrap();
    assert!(text.contains("of Thursday 3 December 2026") && text.contains("The van was grey."), "{text}");
    let shown = county.session.shown();
    let source = Source { docs: &shown.docs, terms: &shown.terms, author: "Ann", made_at: now() };
    let tree = source.tree(&shown.docs.meetings[&next], None);
    let part = tree.parts.iter().find(|part| part.id.contains("-amended-")).unwrap();
    assert_eq!(part.about.as_ref(), Some(&child));
}

#[test]
fn two_versions_differ_by_the_amendments_of_the_later_one() {
    let mut county = approved();
    county.minutes(amend("The van was grey.")).unwrap();
    county.approve(&here()).unwrap();
    let [first, second] = [1, 2].map(|n| sealing::document(&county.session, county.meeting(), n).unwrap());
    let differ = sealing::differences(&first, &second);
    assert!(matches!(differ[..], [(None, Some(part))] if part.id == "amendment-1"), "{differ:?}");
    assert_eq!(sealing::differences(&second, &first).len(), 1);
    assert!(sealing::differences(&first, &first).is_empty());
}
