//! Two records of one child that are merged: nothing is lost, nothing past is rewritten, and it can be taken back.

use proptest::prelude::*;

use super::properties::step;
use super::*;
use crate::model::agenda::{Item, ItemKind};
use crate::model::case::{Case, Outcome};
use crate::model::decide_intake::ForIntake;
use crate::model::id::EntryId;
use crate::model::intake::Referral;
use crate::model::request::NewMeeting;

/// The day on which records are merged, and a meeting after it.
const LATER: &str = "2027-01-14";

impl County {
    /// The records of Robin and of Sasha, who are found to be one child.
    fn records(&self) -> (CaseId, CaseId) {
        let case = |at: usize| self.meeting().item(&self.items[at]).unwrap().case().unwrap().clone();
        (case(0), case(1))
    }

    fn record_of(&self, case: &CaseId) -> &Case {
        &self.session.shown().docs.cases[case]
    }

    /// Ends the meeting, with a reason wherever one is owed, and plans the next with both records on its agenda.
    fn over(&mut self) -> MeetingId {
        for item in self.items.clone() {
            let (meeting, reason) = (self.meeting.clone(), "Information not yet available".to_owned());
            let _ = self.session.record(Request::GiveReason { meeting, item, reason }, now());
        }
        self.session.record(Request::EndMeeting(self.meeting.clone()), now()).unwrap();
        let (robin, sasha) = self.records();
        let plan = crate::model::meeting::Plan { date: day(LATER), ..self.meeting().plan.clone() };
        let cases = [robin, sasha].map(|case| (case, ItemKind::Review)).into();
        self.session.record(Request::PlanMeeting(Box::new(NewMeeting { plan, cases })), now()).unwrap();
        let planned = self.session.shown().docs.meetings.values().find(|meeting| meeting.plan.date == day(LATER));
        planned.unwrap().id.clone()
    }

    fn merge(&mut self) -> Result<RequestId, RecordError> {
        let (kept, gone) = self.records();
        let seen = (self.record_of(&kept).latest.clone(), self.record_of(&gone).latest.clone());
        self.session.record(Request::MergeCases { kept, gone, seen }, now())
    }
}

#[test]
fn everything_of_both_records_stands_on_the_one_that_stays() {
    let mut county = county();
    county.say(0, review(LATER)).unwrap();
    county.say(1, action("Visit the family.")).unwrap();
    county.say(1, Capture::Risk { level: "High".to_owned(), because: "Three episodes.".to_owned() }).unwrap();
    let dissent = Capture::Dissent { seat: Address::new("yos/regional-manager"), text: "Too soon.".to_owned() };
    county.say(1, dissent).unwrap();
    let from = day("2026-12-01").and_hms_opt(22, 0, 0).unwrap();
    county.say(1, Capture::Missing { from, until: None, missing_from: None, found: None }).unwrap();
    let next = county.over();
    let (robin, sasha) = county.records();
    let referral = Referral { on: day("2026-12-02"), by: "Nell Drew".to_owned() };
    let asked = ForIntake::Refer { referral: referral.clone(), was: None };
    county.session.record(Request::Intake { case: sasha.clone(), asked }, now()).unwrap();
    county.merge().unwrap();

    let kept = county.record_of(&robin);
    assert_eq!(
        (kept.risk.as_deref(), kept.review_date),
        (Some("High"), Some(day("2026-12-03"))),
        "the more severe, the sooner"
    );
    assert_eq!((kept.discussions.len(), kept.dissents.len(), kept.episodes.len()), (1, 1, 1));
    assert_eq!(kept.referral, Some(referral));
    assert!(kept.details.notes.contains("Sasha Madeup"), "{}", kept.details.notes);
    assert_eq!(county.session.shown().docs.actions_of(&robin).count(), 1, "the open action is the child's");
    let children = |meeting: &MeetingId| -> Vec<CaseId> {
        let items = &county.session.shown().docs.meetings[meeting].items;
        items.iter().filter_map(Item::case).cloned().collect()
    };
    assert_eq!(children(&next), std::slice::from_ref(&robin), "the child is discussed once");
    assert_eq!(children(&county.meeting), [robin, sasha], "past minutes keep the reference of then");
    county.is_sound();
}

#[test]
fn the_reference_that_was_merged_leads_to_the_one_that_stays() {
    let mut county = county();
    county.over();
    let (robin, sasha) = county.records();
    let (label, stays) = (county.record_of(&sasha).label.clone(), county.record_of(&robin).label.clone());
    county.merge().unwrap();
    let session = &mut county.session;
    assert_eq!(session.open_case(&sasha).unwrap(), robin);
    assert_eq!(session.find_label("case", &label).unwrap(), Some(Stream::Case(robin.clone())));
    session.list_cases(true, day(LATER)).unwrap();
    let listed: Vec<&str> = session.shown().tracker.iter().map(|case| case.row.label.as_str()).collect();
    assert_eq!(listed, [stays.as_str()], "there is one row a child");
    assert!(session.shown().tracker[0].fits(&[crate::terms::fold(&label)]), "found by its former reference");
    assert!(session.shown().tracker[0].fits(&["madeup".to_owned()]), "and by its former name");
    let like = session.cases_like("Sasha Madeup", day(BORN)).unwrap();
    assert_eq!(like.into_iter().map(|(_, row)| row.case).collect::<Vec<_>>(), std::slice::from_ref(&robin));
    session.open_meeting(&county.meeting).unwrap();
    let (text, room) =
        (format!("{label} was seen."), crate::model::naming::Room { own: None, today: &[], officers: &[] });
    let named = crate::model::naming::others_named(&text, &session.shown().children, room);
    assert_eq!(named.into_iter().map(|child| child.case.clone()).collect::<Vec<_>>(), std::slice::from_ref(&robin));
    session.load_timeline(&robin).unwrap();
    assert!(session.shown().timeline.iter().any(|row| row.what.contains(&format!("case {label} opened"))));
}

#[test]
fn nothing_more_is_recorded_on_a_record_that_was_merged_and_the_refusal_names_the_other() {
    let mut county = county();
    county.over();
    let (_, sasha) = county.records();
    county.merge().unwrap();
    let asked = referred();
    let refused = county.session.record(Request::Intake { case: sasha, asked }, now()).unwrap_err();
    assert!(refused.to_string().contains("was merged into M-2026-001"), "{refused}");
    county.say(1, update("Put right in the draft.")).unwrap();
    assert!(county.merge().is_err(), "a record is merged once");
    county.is_sound();
}

#[test]
fn what_the_draft_says_of_a_merged_record_is_put_right_on_the_one_that_stays() {
    let mut county = county();
    county.say(1, review("2027-01-20")).unwrap();
    county.over();
    let (robin, sasha) = county.records();
    county.merge().unwrap();
    county.say(1, review("2027-03-04")).unwrap();
    county.say(1, Capture::Risk { level: "High".to_owned(), because: "Three episodes.".to_owned() }).unwrap();
    let kept = county.record_of(&robin);
    assert_eq!(kept.risk.as_deref(), Some("High"));
    assert_eq!(kept.discussions.len(), 1, "it is the same discussion");
    assert_eq!(kept.discussions[0].outcome, Outcome::Review { date: day("2027-03-04") });
    assert_eq!(kept.review_date, Some(day("2026-12-03")), "what was due of the other is due still");
    assert_eq!(county.record_of(&sasha).discussions[0].outcome, Outcome::Review { date: day("2027-01-20") });
    county.is_sound();
    county.session.undo(now()).unwrap();
    county.session.undo(now()).unwrap();
    assert_eq!(county.record_of(&robin).discussions[0].outcome, Outcome::Review { date: day("2027-01-20") });
    county.is_sound();
}

#[test]
fn what_is_put_right_of_a_merged_record_does_not_put_off_what_the_other_has_due() {
    let mut county = county();
    county.say(0, review("2027-02-04")).unwrap();
    county.say(1, review("2027-01-20")).unwrap();
    county.over();
    let (robin, _) = county.records();
    county.merge().unwrap();
    county.say(1, review("2027-03-04")).unwrap();
    assert_eq!(county.record_of(&robin).review_date, Some(day("2027-02-04")), "the sooner of both");
    county.say(1, review("2027-01-27")).unwrap();
    assert_eq!(county.record_of(&robin).review_date, Some(day("2027-01-27")));
    county.is_sound();
}

#[test]
fn the_record_that_was_merged_has_a_page_of_its_own() {
    let mut county = county();
    county.over();
    let (robin, sasha) = county.records();
    let label = county.record_of(&sasha).label.clone();
    county.merge().unwrap();
    let session = &mut county.session;
    assert_eq!(session.record_labelled(&label.to_lowercase()).unwrap(), Some(sasha.clone()));
    session.open_record(&sasha).unwrap();
    let docs = &session.shown().docs;
    assert_eq!(docs.cases[&sasha].merged_into.as_ref().map(|(into, _)| into), Some(&robin));
    assert!(docs.cases.contains_key(&robin), "the one that stays is at hand");
    session.load_timeline(&sasha).unwrap();
    assert!(session.shown().timeline.iter().any(|row| row.what.contains(&format!("case {label} opened"))));
}

#[test]
fn what_the_merging_took_over_is_not_taken_back_before_the_merging() {
    let mut county = county_for("Bo");
    county.over();
    let (_, sasha) = county.records();
    let asked = referred();
    county.session.record(Request::Intake { case: sasha, asked }, now()).unwrap();
    county.session.shown.who = who("Cy");
    county.merge().unwrap();
    county.session.shown.who = who("Bo");
    let refused = county.session.undo(now()).unwrap_err();
    assert!(refused.to_string().contains("merged into M-2026-001"), "{refused}");
    county.is_sound();
}

#[test]
fn records_are_not_merged_while_either_is_discussed_nor_once_one_has_changed() {
    let mut county = county();
    assert!(county.merge().unwrap_err().to_string().contains("once it has ended"));
    county.over();
    let (kept, gone) = county.records();
    let seen = (county.record_of(&kept).latest.clone(), EntryId::new("another"));
    let refused = county.session.record(Request::MergeCases { kept, gone, seen }, now());
    assert!(matches!(refused, Err(RecordError::Refused(Refusal::Conflict { .. }))));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn merging_and_taking_it_back_leaves_both_records_as_they_were(steps in prop::collection::vec(step(), 1..25)) {
        let mut county = county_for("Bo");
        for step in steps {
            county.take(step);
        }
        county.over();
        let before = county.everything();
        county.merge().unwrap();
        let merged = county.everything();
        prop_assert_ne!(&merged, &before);
        prop_assert_eq!(county.session.verify(None).replay, Vec::<String>::new());
        county.session.undo(now()).unwrap();
        prop_assert_eq!(county.everything(), before);
        county.session.redo(now()).unwrap();
        prop_assert_eq!(county.everything(), merged);
        prop_assert_eq!(county.session.verify(None).replay, Vec::<String>::new());
    }
}

fn referred() -> ForIntake {
    ForIntake::Refer { referral: Referral { on: day("2026-12-02"), by: "Nell Drew".to_owned() }, was: None }
}
