//! What the list of actions is read from.

use super::*;
use crate::model::decide_action::ForAction;
use crate::model::request::OfAction;

#[test]
fn an_action_is_listed_with_its_child_and_meeting_until_it_is_closed_and_of_late_after_that() {
    let mut county = county();
    county.say(0, action("Visit together")).unwrap();
    let outcome = Outcome::Close { outcome: "Risk reduced".to_owned(), reason_reduced: None };
    county.say(0, Capture::Decision { outcome, because: "It is.".to_owned() }).unwrap();
    let name = county.child(0).details.name.clone();
    // Nothing is listed from what happens to be loaded.
    county.session.forget();
    county.session.list_actions(false, day("2026-12-03")).unwrap();
    let [listed] = &county.session.shown().actions[..] else { panic!("one action is open") };
    assert_eq!(listed.child.as_ref().unwrap().1, name);
    assert_eq!(listed.meeting, Some((day("2026-12-03"), "Mid Part 1".to_owned())));
    let (action, seen) = (listed.row.action.clone(), listed.row.latest.clone());
    let asked = ForAction::Done { outcome: "Visited.".to_owned() };
    county.session.record(Request::OfAction(OfAction { action, seen, asked }), now()).unwrap();
    county.session.list_actions(false, day("2026-12-03")).unwrap();
    assert!(county.session.shown().actions.is_empty());
    county.session.list_actions(true, day("2026-12-03")).unwrap();
    assert_eq!(county.session.shown().actions[0].row.ended.as_deref(), Some("Visited."));
    county.session.list_actions(true, day("2027-06-03")).unwrap();
    assert!(county.session.shown().actions.is_empty(), "half a year ago is not of late");
}
