//! Everything ever said, done or decided is found, and found where it stands.

use super::*;
use crate::model::action::Answer;
use crate::model::decide_action::ForAction;
use crate::model::decide_minutes::ForMinutes;
use crate::model::disclosure::Matter;
use crate::model::dissent_path::DissentAnswer;
use crate::model::request::OfAction;
use crate::model::said::{DissentState, Whose};
use crate::model::word::ChairsWord;

impl County {
    /// Seeks words on the day of the meeting: what each find is, and where it stands.
    fn sought(&mut self, typed: &str) -> Vec<(String, Whereabouts)> {
        self.session.load_cases().unwrap();
        self.session.look_up(typed, day("2026-12-03")).unwrap();
        let finds = self.session.shown().finds.clone();
        finds
            .all
            .iter()
            .map(|find| (find.kind.clone(), self.session.whereabouts(&find.entry).unwrap().unwrap()))
            .collect()
    }

    fn kinds(&mut self, typed: &str) -> Vec<String> {
        self.sought(typed).into_iter().map(|(kind, _)| kind).collect()
    }

    /// Checks that one thing is found by a word, of this kind and on the first child's item.
    #[track_caller]
    fn on_item(&mut self, word: &str, kind: &str) {
        let here = Whereabouts::Meeting(self.meeting.clone(), Some(self.items[0].clone()));
        assert_eq!(self.sought(word), [(kind.to_owned(), here)], "{word}");
    }
}

fn yos() -> Address {
    Address::new("yos/regional-manager")
}

#[test]
fn what_is_said_and_decided_in_a_meeting_is_found_on_its_item() {
    let mut county = county();
    let text = |word: &str| format!("Of the {word} sign.");
    county.say(0, update(&text("aardvark"))).unwrap();
    county.say(0, Capture::Discussion { text: text("badger") }).unwrap();
    let view = |whose, text: &str, why: Option<&str>| Capture::View {
        whose,
        text: text.to_owned(),
        why_none: why.map(str::to_owned),
    };
    county.say(0, view(Whose::Child, &text("cormorant"), None)).unwrap();
    county.say(0, view(Whose::Parent, "", Some("They were out with the dormouse."))).unwrap();
    county.say(0, Capture::Risk { level: "High".to_owned(), because: text("egret") }).unwrap();
    county.say(0, Capture::Dissent { seat: yos(), text: text("flamingo") }).unwrap();
    let to = "The regional director".to_owned();
    let answer = DissentAnswer { to, ..DissentAnswer::new(DissentState::Escalated, text("gannet")) };
    county.say(0, Capture::DissentAnswered { seat: yos(), answer }).unwrap();
    county.say(0, Capture::Place { kind: "Venue".to_owned(), text: text("heron") }).unwrap();
    let outcome = Outcome::Close { outcome: "Risk reduced".to_owned(), reason_reduced: None };
    county.say(0, Capture::Decision { outcome, because: text("ibis") }).unwrap();
    let (meeting, item) = (county.meeting.clone(), county.items[0].clone());
    let reason = "The jackdaw was not there".to_owned();
    county.session.record(Request::GiveReason { meeting, item, reason }, now()).unwrap();
    for (word, kind) in [
        ("aardvark", "update"),
        ("badger", "note"),
        ("cormorant", "child's view"),
        ("dormouse", "parents' view"),
        ("egret", "risk"),
        ("flamingo", "dissent"),
        ("gannet escalated", "dissent"),
        ("heron", "place"),
        ("ibis", "decision"),
        ("ibis risk reduced", "decision"),
        ("jackdaw", "left open"),
    ] {
        county.on_item(word, kind);
    }
    county.is_sound();
}

#[test]
fn an_action_is_found_with_all_that_became_of_it_and_by_its_category() {
    let mut county = county();
    let raised = Capture::Action {
        owners: vec![yos()],
        text: "Visit the aardvark".to_owned(),
        due: None,
        category: Some("Disruption".to_owned()),
    };
    county.say(0, raised).unwrap();
    let action = county.session.shown().docs.actions.values().next().unwrap().clone();
    let ask = |county: &mut County, asked: ForAction| {
        let seen = county.session.shown().docs.actions[&action.id].latest.clone();
        county.session.record(Request::OfAction(OfAction { action: action.id.clone(), seen, asked }), now()).unwrap();
    };
    ask(&mut county, ForAction::Note { text: "The badger was asked.".to_owned() });
    let answer =
        Answer::Carry { to: day("2027-01-14"), because: "The cormorant flew off.".to_owned(), asked_by: String::new() };
    county.say(0, Capture::Answer { action: action.label.clone(), answer }).unwrap();
    let here = Whereabouts::Action(action.id.clone());
    for (word, kind) in [
        ("aardvark", "action"),
        ("badger", "progress"),
        ("cormorant", "answer"),
        ("#disrupt", "action"),
        ("#dis @yos visit", "action"),
    ] {
        assert_eq!(county.sought(word), [(kind.to_owned(), here.clone())], "{word}");
    }
    assert!(county.kinds("#support").is_empty() && county.kinds("aardvark @police").is_empty());
    // However little is loaded, what is taken back leaves the rest under the day of its meeting.
    county.session.forget();
    county.session.undo(now()).unwrap();
    county.is_sound();
}

#[test]
fn remarks_and_amendments_copies_and_what_is_known_of_a_child_are_found_too() {
    let mut county = county();
    for item in 0..2 {
        county.say(item, review("2027-01-14")).unwrap();
    }
    let meeting = county.meeting.clone();
    county.session.record(Request::EndMeeting(meeting.clone()), now()).unwrap();
    let minutes = |asked| Request::Minutes { meeting: meeting.clone(), asked };
    let item = Some(county.items[0].clone());
    county.session.record(minutes(ForMinutes::SendToChair), now()).unwrap();
    county.session.record(minutes(ForMinutes::Comment { item, text: "Which aardvark?".to_owned() }), now()).unwrap();
    let (word, because) =
        (ChairsWord { chair: "Ann".to_owned(), elsewhere: None }, "The badger is missing.".to_owned());
    county.session.record(minutes(ForMinutes::SendBack { word, because }), now()).unwrap();
    let here = Whereabouts::Minutes(meeting.clone(), Some(county.items[0].clone()));
    assert_eq!(county.sought("aardvark"), [("remark".to_owned(), here)]);
    assert_eq!(county.sought("badger"), [("sent back".to_owned(), Whereabouts::Minutes(meeting.clone(), None))]);
    let child = county.child(0).id.clone();
    let matter = Matter {
        breach: false,
        on: day("2026-12-03"),
        by: "Dee Rowe, Police".to_owned(),
        what: "The minutes with the cormorant".to_owned(),
        whom: "The family court".to_owned(),
        why: "Care proceedings".to_owned(),
        case: Some(child.clone()),
    };
    county.session.record(Request::EnterDisclosure(Box::new(matter)), now()).unwrap();
    let found = county.sought("cormorant rowe");
    assert!(matches!(&found[..], [(kind, Whereabouts::Disclosure(_))] if kind == "disclosure"), "{found:?}");
    let label = county.child(0).label.clone();
    let concern = county.sought(&format!("older account case:{label}"));
    assert_eq!(concern, [("concern".to_owned(), Whereabouts::Case(child))]);
    county.is_sound();
}

#[test]
fn words_that_stand_together_come_first_and_of_many_the_newest() {
    let mut county = county();
    county.say(0, update("Seen at the flamingo sign.")).unwrap();
    county.say(0, update("The sign is down; a flamingo was seen.")).unwrap();
    let texts = |county: &mut County, typed: &str| {
        county.sought(typed);
        let finds = &county.session.shown().finds;
        (finds.all.iter().map(|find| find.text.clone()).collect::<Vec<_>>(), finds.more)
    };
    let (found, _) = texts(&mut county, "flamingo sign");
    assert_eq!(found, ["Seen at the flamingo sign.", "The sign is down; a flamingo was seen."]);
    let (found, _) = texts(&mut county, "the sign is a flam");
    assert_eq!(found, ["The sign is down; a flamingo was seen."], "common words are looked for too");
    let (found, _) = texts(&mut county, "flamingo si");
    assert_eq!(found.len(), 2);
    assert!(texts(&mut county, "flamingo x").0.is_empty() && texts(&mut county, "flamingo was x").0.is_empty());
    for at in 0..100 {
        county.say(1, update(&format!("A flamingo, number {at}, beside the sign."))).unwrap();
    }
    let (found, more) = texts(&mut county, "flamingo sign");
    assert_eq!((found.len(), more), (100, true));
    assert_eq!(found[0], "A flamingo, number 99, beside the sign.");
    let (found, more) = texts(&mut county, "the flamingo sig");
    assert_eq!((found.len(), more), (100, true), "they are looked for in the texts that have the others");
    assert_eq!(found[0], "A flamingo, number 99, beside the sign.");
    let (found, more) = texts(&mut county, "is the flamingo");
    assert_eq!((&found[..], more), (&["The sign is down; a flamingo was seen.".to_owned()][..], false));
    assert_eq!(texts(&mut county, "flamingo sign").0, texts(&mut county, "-- flamingo sign").0);
    assert_eq!(texts(&mut county, "sign").0, texts(&mut county, "-- sign").0, "what has no letters is no word");
}

#[test]
fn a_text_far_down_among_many_is_found_by_common_words_too() {
    let mut county = county();
    county.say(0, update("A heron that is by the weir.")).unwrap();
    let (meeting, item) = (county.meeting.clone(), county.items[1].clone());
    let say = |at| {
        let capture = update(&format!("Heron number {at} flew off."));
        let request = Request::Say { meeting: meeting.clone(), item: item.clone(), capture, replaces: None };
        Timed { at: now(), request }
    };
    county.session.record_all((0..500).map(say).collect()).unwrap();
    for typed in ["the heron", "heron by the w", "is that by the h"] {
        county.sought(typed);
        let finds = &county.session.shown().finds;
        let texts: Vec<&str> = finds.all.iter().map(|find| find.text.as_str()).collect();
        assert_eq!((&texts[..], finds.more), (&["A heron that is by the weir."][..], false), "{typed}");
    }
}

#[test]
fn filters_narrow_and_one_that_means_nothing_here_is_said() {
    let mut county = county();
    county.say(0, update("Seen at the flamingo sign.")).unwrap();
    county.say(1, update("Seen at the flamingo too.")).unwrap();
    let [first, second] = [county.child(0), county.child(1)].map(|child| child.label.clone());
    assert_eq!(county.kinds("flamingo").len(), 2);
    assert_eq!(county.kinds(&format!("flamingo case:{}", &first[7..])).len(), 1);
    assert_eq!(county.kinds(&format!("case:{first} case:{second} flamingo")).len(), 2);
    assert_eq!(county.kinds("flamingo before:today").len(), 0);
    assert_eq!(county.kinds("flamingo on:dec").len(), 2);
    assert_eq!(county.kinds("@yos").len(), 2, "a filter alone finds");
    for typed in ["flamingo case:999", "case:999"] {
        assert!(county.sought(typed).is_empty(), "of no case nothing is found");
        let unread = &county.session.shown().finds.query.unread;
        assert!(unread.len() == 1 && unread[0].contains("No case has “999”"), "{unread:?}");
    }
    assert_eq!(county.kinds(&format!("flamingo case:999 case:{first}")).len(), 1);
    county.sought("flamingo case:M-");
    let finds = &county.session.shown().finds;
    let child = finds.all[0].child.as_ref().unwrap();
    assert!(child.label == first || child.label == second);
    assert_eq!(finds.all[0].meeting.as_ref().unwrap().id, county.meeting);
}
