//! What a user would notice of agencies' requests to list a case.

use super::*;
use crate::model::agenda::ItemKind;
use crate::model::case::DiscussionKind;
use crate::model::decide_listing::ForListing;
use crate::model::dissent_path::DissentAnswer;
use crate::model::listing::{Listing, NOT_LISTED};
use crate::model::said::DissentState;
use crate::model::word::ChairsWord;

const HEALTH: &str = "health/named-nurse";

/// A county whose meeting of 3 December is planned with Robin on its agenda; Sasha was never discussed.
struct Asking {
    folder: TempDir,
    session: Session,
    meeting: MeetingId,
    sasha: CaseId,
}

fn asking() -> Asking {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::create(&folder.path().join("t.mace"), &key(), CHANGE_VERSION).unwrap();
    let mut session = Session::begin(store, ESSEX, true, who("Ann"), random(2), now()).unwrap();
    session.record(open_case("Robin Invented", BORN), now()).unwrap();
    session.record(open_case("Sasha Madeup", BORN), now()).unwrap();
    let named = |name: &str| session.shown().docs.cases.values().find(|c| c.details.name == name).unwrap().id.clone();
    let (robin, sasha) = (named("Robin Invented"), named("Sasha Madeup"));
    session.record(plan_meeting([robin], "Ann"), now()).unwrap();
    let meeting = session.shown().docs.meetings.keys().next().unwrap().clone();
    Asking { folder, session, meeting, sasha }
}

impl Asking {
    fn ask(&mut self, asked: ForListing) -> Result<RequestId, RecordError> {
        self.session
            .record(Request::Listing { case: self.sasha.clone(), asked }, "2026-12-01T10:00:00Z".parse().unwrap())
    }

    fn asks(&mut self, received: &str) -> Result<RequestId, RecordError> {
        self.ask(ForListing::Ask {
            meeting: self.meeting.clone(),
            post: Address::new(HEALTH),
            name: "Jo Doe".to_owned(),
            received: day(received),
            because: "Two contacts at the clinic in a week.".to_owned(),
        })
    }

    fn refuse(&mut self) -> Result<RequestId, RecordError> {
        let (listing, because) =
            (self.listing().asked.id.clone(), "The Hub holds a strategy meeting first.".to_owned());
        self.ask(ForListing::Refuse { listing, because, word: ChairsWord::at_keyboard("Lee") })
    }

    fn dissent(&mut self, text: &str) -> Result<RequestId, RecordError> {
        let (listing, post) = (self.listing().asked.id.clone(), Address::new(HEALTH));
        self.ask(ForListing::Dissent { listing, post, text: text.to_owned() })
    }

    fn accept(&mut self) -> Result<RequestId, RecordError> {
        let word = ChairsWord::at_keyboard("Lee");
        self.ask(ForListing::Accept { listing: self.listing().asked.id.clone(), word })
    }

    fn case(&self) -> &crate::model::case::Case {
        &self.session.shown().docs.cases[&self.sasha]
    }

    fn listing(&self) -> &Listing {
        self.case().listings.last().unwrap()
    }

    fn meeting(&self) -> &Meeting {
        &self.session.shown().docs.meetings[&self.meeting]
    }

    #[track_caller]
    fn is_sound(&self) {
        assert_eq!(self.session.verify(None).replay, Vec::<String>::new());
        let store = Store::open(&self.folder.path().join("t.mace"), &key(), CHANGE_VERSION).unwrap();
        let mut again = Session::open(store, &PersonId::new("ann"), random(9)).unwrap();
        again.load(&Stream::Case(self.sasha.clone())).unwrap();
        assert_eq!(again.shown().docs.cases[&self.sasha], *self.case());
    }
}

#[test]
fn a_request_ten_days_before_is_on_time_and_a_day_later_is_late() {
    for (received, late) in [("2026-11-23", false), ("2026-11-24", true)] {
        let mut county = asking();
        county.asks(received).unwrap();
        let asked = &county.listing().asked;
        assert_eq!((asked.late, asked.kind), (late, DiscussionKind::Initial), "{received}");
        assert_eq!((asked.by.short.as_str(), asked.by.name.as_str()), ("Health", "Jo Doe"));
        county.is_sound();
    }
}

#[test]
fn an_accepted_request_puts_the_case_on_the_agenda_at_once() {
    let mut county = asking();
    county.asks("2026-11-20").unwrap();
    assert!(county.meeting().item_of(&county.sasha).is_none());
    county.accept().unwrap();
    let item = county.meeting().item_of(&county.sasha).unwrap();
    assert_eq!((item.planned.kind, item.planned.late), (ItemKind::Requested, false));
    assert_eq!(county.listing().state(), "accepted");
    assert!(county.accept().unwrap_err().to_string().contains("there already"));
    county.is_sound();
}

#[test]
fn taking_the_acceptance_back_takes_the_item_off_and_leaves_the_request_waiting() {
    let mut county = asking();
    county.asks("2026-11-20").unwrap();
    county.accept().unwrap();
    county.session.undo(now()).unwrap();
    assert!(county.meeting().item_of(&county.sasha).is_none() && county.listing().waits());
    county.session.redo(now()).unwrap();
    assert!(county.meeting().item_of(&county.sasha).is_some());
    county.is_sound();
}

#[test]
fn a_request_that_was_answered_is_not_taken_back_alone() {
    let mut county = asking();
    county.asks("2026-11-20").unwrap();
    county.session.shown.who = who("Lee");
    county.refuse().unwrap();
    county.session.shown.who = who("Ann");
    let refused = county.session.undo(now()).unwrap_err().to_string();
    assert!(refused.contains("request refused"), "{refused}");
}

#[test]
fn a_refusal_needs_a_rationale_and_closes_a_case_that_was_never_discussed() {
    let mut county = asking();
    county.asks("2026-11-20").unwrap();
    let listing = county.listing().asked.id.clone();
    let refuse = |because: &str, chair: &str| {
        let (listing, word) = (listing.clone(), ChairsWord::at_keyboard(chair));
        ForListing::Refuse { listing, because: because.to_owned(), word }
    };
    let nobody = county.ask(refuse("Not now.", " "));
    assert!(nobody.unwrap_err().to_string().contains("who chairs"));
    let bare = county.ask(refuse("  ", "Lee"));
    assert!(bare.unwrap_err().to_string().contains("rationale"));
    county.refuse().unwrap();
    assert_eq!(county.case().closed.as_ref().map(|closed| closed.outcome.as_str()), Some(NOT_LISTED));
    county.is_sound();
}

#[test]
fn a_refusal_may_draw_dissent_that_stands_until_the_outcome_of_its_escalation() {
    let mut county = asking();
    county.asks("2026-11-20").unwrap();
    assert!(county.dissent("We disagree.").unwrap_err().to_string().contains("not refused"));
    county.refuse().unwrap();
    county.dissent("Waiting a month leaves her unseen.").unwrap();
    let follow = |county: &Asking, answer| Request::FollowDissent {
        case: county.sasha.clone(),
        from: county.case().dissents[0].voiced.from.clone(),
        post: Address::new(HEALTH),
        base: county.case().dissents[0].entry.clone(),
        answer,
    };
    let because = "The strategy meeting is on Friday.";
    let to = "the Director of Nursing".to_owned();
    let first = follow(&county, DissentAnswer { to, ..DissentAnswer::new(DissentState::Escalated, because) });
    county.session.record(first.clone(), now()).unwrap();
    assert_eq!(county.case().open_dissents().count(), 1);
    let stale = county.session.record(first, now()).unwrap_err().to_string();
    assert!(stale.contains("Waiting a month leaves her unseen."), "{stale}");
    let outcome = "She was seen on Monday.".to_owned();
    let heard = DissentAnswer { state: DissentState::Closed, outcome, ..DissentAnswer::default() };
    county.session.record(follow(&county, heard), now()).unwrap();
    assert_eq!(county.case().open_dissents().count(), 0);
    let path: Vec<String> = county.case().dissents[0].path.iter().map(|step| step.stage.said()).collect();
    assert_eq!(
        path,
        [
            "the chair tried to resolve it: The strategy meeting is on Friday.",
            "escalated to the Director of Nursing",
            "outcome: She was seen on Monday.",
        ]
    );
    assert_eq!(county.case().dissents[0].voiced.text, "Waiting a month leaves her unseen.");
    county.is_sound();
}

#[test]
fn a_chair_who_lists_the_case_after_all_opens_it_again_and_resolves_the_dissent() {
    let mut county = asking();
    county.asks("2026-11-20").unwrap();
    county.refuse().unwrap();
    county.dissent("Waiting a month leaves her unseen.").unwrap();
    county.accept().unwrap();
    assert!(county.case().is_open() && county.case().open_dissents().count() == 0);
    assert!(county.refuse().unwrap_err().to_string().contains("off the agenda"));
    county.is_sound();
}

#[test]
fn the_discussion_answers_the_request() {
    let mut county = asking();
    county.asks("2026-11-20").unwrap();
    county.accept().unwrap();
    county.session.record(Request::StartMeeting(county.meeting.clone()), now()).unwrap();
    let (meeting, item) = (county.meeting.clone(), county.meeting().item_of(&county.sasha).unwrap().id().clone());
    let say = Request::Say { meeting, item, capture: review("2027-01-14"), replaces: None };
    county.session.record(say, now()).unwrap();
    assert_eq!(county.listing().met, Some(county.meeting.clone()));
    assert_eq!(county.case().discussions[0].kind, DiscussionKind::Initial);
    county.is_sound();
}

#[test]
fn what_cannot_be_asked_is_refused_with_a_sentence() {
    let mut county = asking();
    let said = |asked: Result<RequestId, RecordError>| asked.unwrap_err().to_string();
    assert!(said(county.asks("2026-12-02")).contains("still to come"));
    county.asks("2026-11-20").unwrap();
    assert!(said(county.asks("2026-11-21")).contains("there already"));
    let (meeting, received, because) = (county.meeting.clone(), day("2026-11-21"), "As before.".to_owned());
    let post = Address::new("nobody/here");
    let nobody = ForListing::Ask { meeting, post, name: String::new(), received, because };
    assert!(said(county.ask(nobody)).contains("nobody/here"));
    county.session.record(Request::StartMeeting(county.meeting.clone()), now()).unwrap();
    county.ask(ForListing::Withdraw(county.listing().asked.id.clone())).unwrap();
    assert!(said(county.asks("2026-11-22")).contains("still to come"));
    assert!(said(county.accept()).contains("withdrawn"));
}
