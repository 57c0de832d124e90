//! The path of a dissent, as whoever records it would have it.

use proptest::prelude::*;

use super::*;
use crate::model::capture::Capture;
use crate::model::decide_prepare::ForAgenda;
use crate::model::dissent::{DissentFrom, Voiced, arising};
use crate::model::id::{Address, CaseId, ItemId, ListingId, MeetingId};
use crate::model::office::{Office, check, day};
use crate::model::outlook::Outlook;
use crate::model::readiness::{Unresolved, readiness};
use crate::model::request::Request;
use crate::model::word::Elsewhere;
use crate::terms::calendar::utc;

/// An area's secretary after a meeting that heard a dissent.
struct Heard<'a, 'b> {
    office: &'a mut Office<'b>,
    meeting: MeetingId,
    item: ItemId,
    case: CaseId,
}

fn post() -> Address {
    Address::new("health/named-nurse")
}

fn told(stage: DissentState) -> DissentAnswer {
    let words = |wanted: DissentState, words: &str| if stage == wanted { words.to_owned() } else { String::new() };
    DissentAnswer {
        state: stage,
        rationale: if stage == DissentState::Closed { String::new() } else { "The plan is working.".to_owned() },
        to: words(DissentState::Escalated, "the Director of Nursing"),
        outcome: words(DissentState::Closed, "The plan stands."),
        ..DissentAnswer::default()
    }
}

impl Heard<'_, '_> {
    fn dissent(&self) -> &CaseDissent {
        &self.office.docs().cases[&self.case].dissents[0]
    }

    fn path(&self) -> Vec<String> {
        self.dissent().path.iter().map(|step| step.stage.said()).collect()
    }

    fn say(&mut self, capture: Capture) -> Result<(), Refusal> {
        let (meeting, item) = (self.meeting.clone(), self.item.clone());
        self.office.ask(Request::Say { meeting, item, capture, replaces: None })
    }

    fn answer(&mut self, answer: DissentAnswer) -> Result<(), Refusal> {
        self.say(Capture::DissentAnswered { seat: post(), answer })
    }

    fn follow(&mut self, answer: DissentAnswer) -> Result<(), Refusal> {
        let dissent = self.dissent();
        let (from, post, base) = (dissent.voiced.from.clone(), dissent.voiced.by.post.clone(), dissent.entry.clone());
        self.office.ask(Request::FollowDissent { case: self.case.clone(), from, post, base, answer })
    }

    fn end(&mut self) {
        self.office.ask(Request::EndMeeting(self.meeting.clone())).unwrap();
    }

    /// A meeting from whose agenda the child was taken off.
    fn without_the_child(&mut self, date: &str) -> MeetingId {
        let (meeting, case) = (self.office.plan(date), self.case.clone());
        self.office.agenda(&meeting, ForAgenda::Gather).unwrap();
        self.office.take_off(&meeting, &case, "Health is away", None).unwrap();
        meeting
    }

    fn later(&mut self, date: &str) {
        self.office.now = utc(day(date).and_hms_opt(10, 0, 0).unwrap());
    }
}

/// A meeting that decided a review, and the dissent of Health from it.
#[track_caller]
fn heard(work: impl FnOnce(&mut Heard<'_, '_>)) {
    check(|office| {
        let case = office.child("Robin", Some(day("2026-11-12")), "High");
        let meeting = office.plan("2026-11-12");
        office.agenda(&meeting, ForAgenda::Gather).unwrap();
        office.ask(Request::StartMeeting(meeting.clone())).unwrap();
        let item = office.item(&meeting, &case);
        let mut heard = Heard { office, meeting, item, case };
        let outcome = crate::model::case::Outcome::Review { date: day("2027-02-11") };
        heard.say(Capture::Decision { outcome, because: "Settled".to_owned() }).unwrap();
        heard.say(Capture::Dissent { seat: post(), text: "Too soon.".to_owned() }).unwrap();
        work(&mut heard);
    });
}

#[test]
fn every_stage_keeps_those_before_it() {
    heard(|heard| {
        heard.answer(told(DissentState::Noted)).unwrap();
        heard.end();
        heard.later("2026-11-16");
        let escalated = DissentAnswer { day: Some(day("2026-11-14")), ..told(DissentState::Escalated) };
        heard.follow(escalated).unwrap();
        assert!(heard.dissent().voiced.stands());
        heard.later("2026-11-20");
        heard.follow(told(DissentState::Closed)).unwrap();
        assert!(!heard.dissent().voiced.stands());
        assert_eq!(
            heard.path(),
            [
                "the chair tried to resolve it: The plan is working.",
                "escalated to the Director of Nursing",
                "outcome: The plan stands."
            ]
        );
        let days: Vec<NaiveDate> = heard.dissent().path.iter().map(|step| step.on).collect();
        assert_eq!(days, [day("2026-11-12"), day("2026-11-14"), day("2026-11-20")]);
        assert_eq!(heard.dissent().path[1].recorded(), "recorded by Ann, 16 Nov 2026");
    });
}

#[test]
fn nothing_is_closed_without_words_and_nothing_escalated_to_nobody() {
    heard(|heard| {
        let bare = |state| DissentAnswer { state, ..DissentAnswer::default() };
        let refused = |asked: Result<(), Refusal>| asked.unwrap_err().to_string();
        assert!(refused(heard.answer(bare(DissentState::Resolved))).contains("rationale"));
        assert!(refused(heard.answer(told(DissentState::Closed))).contains("not escalated"));
        heard.end();
        assert!(refused(heard.follow(bare(DissentState::Noted))).contains("rationale"));
        assert!(refused(heard.follow(bare(DissentState::Escalated))).contains("to whom"));
        heard.follow(told(DissentState::Escalated)).unwrap();
        assert!(
            refused(heard.follow(bare(DissentState::Closed))).contains("outcome") || heard.dissent().voiced.stands()
        );
        let tomorrow = DissentAnswer { day: Some(day("2026-11-13")), ..told(DissentState::Closed) };
        assert!(refused(heard.follow(tomorrow)).contains("is to come"));
    });
}

#[test]
fn a_line_that_names_nobody_means_the_agencys_own_procedure() {
    heard(|heard| {
        let rationale = "The procedure applies.".to_owned();
        heard.answer(DissentAnswer { rationale, ..DissentAnswer::new(DissentState::Escalated, "") }).unwrap();
        assert_eq!(heard.path()[1], "escalated to the agency's own procedure");
    });
}

#[test]
fn what_was_answered_in_one_meeting_is_put_right_there_and_goes_on_in_the_next() {
    heard(|heard| {
        heard.answer(told(DissentState::Noted)).unwrap();
        heard.answer(DissentAnswer::new(DissentState::Noted, "The plan works.")).unwrap();
        assert_eq!(heard.path(), ["the chair tried to resolve it: The plan works."]);
        heard.answer(told(DissentState::Escalated)).unwrap();
        assert_eq!(heard.path().len(), 2);
        heard.end();
        let december = heard.office.plan("2026-12-03");
        heard.office.agenda(&december, ForAgenda::Gather).unwrap();
        heard.later("2026-12-03");
        heard.office.ask(Request::StartMeeting(december.clone())).unwrap();
        let item = heard.office.item(&december, &heard.case.clone());
        let (meeting, capture) =
            (december, Capture::DissentAnswered { seat: post(), answer: told(DissentState::Closed) });
        heard.office.ask(Request::Say { meeting, item, capture, replaces: None }).unwrap();
        assert_eq!(heard.path().last().map(String::as_str), Some("outcome: The plan stands."));
        assert_eq!(heard.dissent().path.last().map(|step| step.on), Some(day("2026-12-03")));
    });
}

#[test]
fn correcting_the_words_of_then_leaves_what_came_of_it_since() {
    heard(|heard| {
        heard.end();
        heard.follow(told(DissentState::Resolved)).unwrap();
        let entry = heard.office.meeting(&heard.meeting).item(&heard.item).unwrap().dissents[0].kept.entry.clone();
        let (meeting, item) = (heard.meeting.clone(), heard.item.clone());
        let capture = Capture::Dissent { seat: post(), text: "Far too soon.".to_owned() };
        heard.office.ask(Request::Say { meeting, item, capture, replaces: Some(entry) }).unwrap();
        assert_eq!(heard.dissent().voiced.text, "Far too soon.");
        assert!(!heard.dissent().voiced.stands());
        assert_eq!(heard.path(), ["resolved: The plan is working."]);
    });
}

#[test]
fn the_chairs_word_given_elsewhere_is_told_with_the_stage() {
    heard(|heard| {
        heard.end();
        let elsewhere = Some(Elsewhere { means: "By e-mail".to_owned(), on: day("2026-11-12") });
        let word = Some(ChairsWord { chair: "Lee Example".to_owned(), elsewhere });
        heard.follow(DissentAnswer { word, ..told(DissentState::Noted) }).unwrap();
        let recorded = heard.dissent().path[0].recorded();
        assert_eq!(recorded, "Lee Example, by e-mail, 12 Nov 2026; recorded by Ann, 12 Nov 2026");
    });
}

#[test]
fn dissent_about_a_child_who_is_not_on_the_agenda_arises_there_until_it_is_closed() {
    heard(|heard| {
        heard.end();
        let december = heard.without_the_child("2026-12-03");
        let arises = |heard: &Heard<'_, '_>| {
            arising(heard.office.meeting(&december), heard.office.docs(), heard.office.terms).len()
        };
        assert_eq!(arises(heard), 1);
        let standing = heard.office.meeting(&december).items[2].id().clone();
        heard.later("2026-12-03");
        heard.office.ask(Request::StartMeeting(december.clone())).unwrap();
        let dissent = heard.dissent();
        let (from, base) = (dissent.voiced.from.clone(), dissent.entry.clone());
        let (case, answer) = (heard.case.clone(), told(DissentState::Resolved));
        let asked =
            ForAgenda::AnswerDissent { item: standing, case, from, post: post(), base, answer: Box::new(answer) };
        heard.office.agenda(&december, asked).unwrap();
        assert!(!heard.dissent().voiced.stands());
        // It was heard here, so it is told here.
        assert_eq!(arises(heard), 1);
        heard.office.ask(Request::EndMeeting(december.clone())).unwrap();
        let january = heard.office.plan("2027-01-07");
        assert_eq!(arising(heard.office.meeting(&january), heard.office.docs(), heard.office.terms).len(), 0);
    });
}

#[test]
fn a_meeting_that_is_over_tells_what_stood_when_it_ended() {
    heard(|heard| {
        heard.end();
        let december = heard.without_the_child("2026-12-03");
        heard.later("2026-12-03");
        heard.office.ask(Request::StartMeeting(december.clone())).unwrap();
        heard.office.ask(Request::EndMeeting(december.clone())).unwrap();
        heard.later("2026-12-07");
        heard.follow(told(DissentState::Resolved)).unwrap();
        assert_eq!(arising(heard.office.meeting(&december), heard.office.docs(), heard.office.terms).len(), 1);
    });
}

#[test]
fn a_deadline_is_said_only_where_the_terms_set_one() {
    heard(|heard| {
        heard.end();
        let calendar = Calendar::default();
        let rules = |hours, days| DissentRules { raise_within_hours: hours, resolve_within_working_days: days };
        assert_eq!(heard.dissent().resolve_by(&rules(None, None), &calendar), None);
        assert_eq!(heard.dissent().resolve_by(&rules(None, Some(5)), &calendar), Some(day("2026-11-19")));
        assert_eq!(rules(Some(72), None).raise_by(day("2026-11-12")), Some(day("2026-11-15")));
        let december = heard.office.plan("2026-12-03");
        let unresolved = |heard: &Heard<'_, '_>, days, today: &str| {
            let mut terms = heard.office.terms.clone();
            terms.dissent = rules(None, days);
            let (outlook, now) = (Outlook::of(heard.office.docs()), day(today).and_hms_opt(9, 0, 0).unwrap());
            readiness(heard.office.meeting(&december), &outlook, &terms, &calendar, now).dissent
        };
        assert_eq!(unresolved(heard, None, "2026-11-30").words().unwrap(), "1 dissent unresolved");
        assert_eq!(unresolved(heard, Some(5), "2026-11-19").words().unwrap(), "1 dissent unresolved");
        assert_eq!(unresolved(heard, Some(5), "2026-11-20").words().unwrap(), "1 dissent unresolved, past its date");
        assert_eq!(Unresolved { all: 2, late: 1 }.words().unwrap(), "2 dissents unresolved, 1 past its date");
        heard.follow(told(DissentState::Resolved)).unwrap();
        assert_eq!(unresolved(heard, Some(5), "2026-11-30").words(), None);
    });
}

#[test]
fn the_terms_take_deadlines_that_can_be_kept() {
    use crate::terms::{ESSEX, Terms};
    let terms = |hours: &str, days: &str| {
        let text = ESSEX.replace("# raise-within-hours = 72", &format!("raise-within-hours = {hours}"));
        let days = format!("resolve-within-working-days = {days}");
        Terms::read(&text.replace("# resolve-within-working-days = 5", &days), "terms.toml")
    };
    assert_eq!(Terms::essex().unwrap().dissent, DissentRules::default());
    let set = DissentRules { raise_within_hours: Some(72), resolve_within_working_days: Some(5) };
    assert_eq!(terms("72", "5").unwrap().dissent, set);
    assert!(terms("0", "5").unwrap_err().to_string().contains("1 to 8760"));
    assert!(terms("72", "2500").unwrap_err().to_string().contains("1 to 250"));
}

#[test]
fn what_was_kept_before_there_were_stages_still_reads() {
    let before = r#"{"from":{"refusal":"l1"},"by":{"post":"yos/regional-manager","agency":"Youth Offending Service",
        "short":"YOS","name":""},"on":"2026-11-12","text":"Too soon.","rationale":"The plan works.","state":"escalated"}"#;
    let voiced: Voiced = serde_json::from_str(before).unwrap();
    assert_eq!(voiced.from, DissentFrom::Refusal(ListingId::new("l1")));
    let answer = DissentAnswer::new(DissentState::Escalated, "The plan works.");
    assert_eq!(voiced.answer, answer);
    let stages = answer.stages(&[]);
    let said: Vec<String> = stages.iter().map(Stage::said).collect();
    assert_eq!(said, ["the chair tried to resolve it: The plan works.", "escalated"]);
}

fn any_answer() -> impl Strategy<Value = DissentAnswer> {
    let states =
        [DissentState::Noted, DissentState::Resolved, DissentState::Escalated, DissentState::Closed].as_slice();
    let text =
        || prop_oneof![Just(String::new()), Just("  ".to_owned()), Just("Words.".to_owned()), Just("More.".to_owned())];
    (prop::sample::select(states), text(), text(), text()).prop_map(|(state, rationale, to, outcome)| DissentAnswer {
        state,
        rationale,
        to,
        outcome,
        ..DissentAnswer::default()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_path_is_closed_without_a_rationale_or_an_outcome(
        asked in prop::collection::vec((any::<bool>(), any_answer()), 1..12),
    ) {
        heard(|heard| {
            let mut before: Vec<Step> = Vec::new();
            for (in_meeting, answer) in asked {
                let recorded = if in_meeting { heard.answer(answer) } else { heard.follow(answer) };
                if recorded.is_err() {
                    continue;
                }
                let path = &heard.dissent().path;
                if !heard.dissent().voiced.stands() {
                    let last = path.last().map(|step| step.stage.words().trim().to_owned()).unwrap_or_default();
                    assert!(!last.is_empty(), "{path:?}");
                }
                // Between meetings nothing that was reached is lost: at most the last stage is worded anew.
                if !in_meeting {
                    let kept = before.len().saturating_sub(1);
                    assert_eq!(path.get(..kept), before.get(..kept));
                }
                before.clone_from(path);
            }
        });
    }
}
