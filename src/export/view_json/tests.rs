//! That the JSON has the promised fields, all of them and no others, and says what was recorded.

use std::collections::BTreeSet;

use serde_json::Value;

use super::super::fixture::{Room, day, held};
use super::{JournalView, Views};

fn views(room: &Room) -> Views<'_> {
    Views::new(&room.docs, &room.terms, day("2026-12-31"))
}

fn json(value: &impl serde::Serialize) -> Value {
    serde_json::from_str(&serde_json::to_string(value).unwrap()).unwrap()
}

#[track_caller]
fn check_keys(object: &Value, promised: &str) {
    let keys: BTreeSet<&str> = object.as_object().expect("an object").keys().map(String::as_str).collect();
    assert_eq!(keys, promised.split(", ").collect());
}

fn meeting_json(room: &Room) -> Value {
    json(&views(room).meeting(room.meeting_on("2026-12-03")))
}

#[test]
fn a_meeting_has_the_promised_fields_and_no_others() {
    let meeting = meeting_json(&held());
    check_keys(&meeting, "id, part, area, date, time, venue, state, chair, minute_taker, attendance, items");
    for seat in meeting["attendance"].as_array().unwrap() {
        check_keys(seat, "agency, designation, name, mark, substitute, from, until, only_items");
    }
    for item in meeting["items"].as_array().unwrap() {
        check_keys(
            item,
            "no, title, kind, responsible, case, state, opened_at, closed_at, updates, notes, views, places, missing, \
             late, parked, actions, dissents, decision, gate",
        );
        check_keys(&item["decision"], "kind, review_date, reason, rationale, risk_before, risk_after, agreed_at");
        check_keys(&item["gate"], "owed, reason");
    }
    let review = &meeting["items"][4];
    check_keys(&review["updates"][0], "agency, designation, text, nil, mode, at, by");
    check_keys(&review["notes"][0], "text, at, by");
    check_keys(&review["views"][0], "who, text, why_none");
    check_keys(&review["dissents"][0], "agency, text, rationale, state, escalated_to, outcome");
}

#[test]
fn a_case_an_action_a_place_and_an_episode_have_the_promised_fields() {
    let room = held();
    let views = views(&room);
    for case in room.docs.cases.values() {
        let object = json(&views.case(case));
        check_keys(
            &object,
            "ref, name, born, area, district, state, source, opened, closed, outcome, reason_reduced, risk, models, \
             review_date, education, legal_status, days_open, missing_90_days, triage, discussions, actions",
        );
        for discussion in object["discussions"].as_array().unwrap() {
            check_keys(discussion, "meeting, kind, decision");
        }
        for episode in json(&views.missing(case)).as_array().unwrap() {
            check_keys(episode, "ref, case, from, until, missing_from, found, risk, chat, triage");
        }
    }
    for action in room.docs.actions.values() {
        let object = json(&views.action(action));
        check_keys(
            &object,
            "ref, case, meeting, item, owner, text, category, raised, due, state, outcome, reason, closed, \
             times_carried, overdue",
        );
        if !object["owner"].is_null() {
            check_keys(&object["owner"], "agency, designation, name");
        }
    }
    for place in room.docs.places.values() {
        check_keys(&json(&views.place(place)), "ref, kind, text, area, case, meeting, item, named");
    }
}

#[test]
fn a_purged_entry_of_the_journal_keeps_its_fields() {
    let entry = JournalView {
        seq: 7,
        id: "e",
        request: "r",
        seat: "s",
        at: "2026-12-03T09:47:00Z".into(),
        by: "Tom Hale",
        stream: "case/x".into(),
        about: None,
        change: None,
        before: None,
        digest: "00",
    };
    check_keys(&json(&entry), "seq, id, request, seat, at, by, stream, about, change, before, digest");
    assert_eq!(json(&entry)["change"], Value::Null);
}

#[test]
fn an_item_says_what_was_recorded_on_it() {
    let meeting = meeting_json(&held());
    assert_eq!((&meeting["id"], &meeting["state"]), (&Value::from("mid-1-2026-12-03"), &Value::from("draft")));
    assert_eq!((&meeting["time"], &meeting["area"]), (&Value::from("09:30"), &Value::from("mid")));
    let review = &meeting["items"][4];
    assert_eq!(review["case"], "M-2026-001");
    assert_eq!(review["kind"], "review");
    assert_eq!(review["state"], "done");
    assert_eq!(review["actions"], serde_json::json!(["A3", "A4"]));
    assert_eq!(review["places"], serde_json::json!(["P1"]));
    assert_eq!(review["missing"], serde_json::json!(["E1"]));
    assert_eq!(review["updates"][0]["agency"], "Youth Offending Service");
    assert_eq!(review["updates"][0]["at"], "2026-12-03T09:44:00Z");
    assert_eq!(review["updates"][4]["mode"], "written");
    assert_eq!(review["updates"][5]["text"], Value::Null);
    assert_eq!(review["updates"][5]["nil"], true);
    assert_eq!(review["dissents"][0]["state"], "escalated");
    let decision = serde_json::json!({
        "kind": "review", "review_date": "2027-01-14", "reason": null, "rationale": "disruption has only begun",
        "risk_before": "Medium", "risk_after": "High", "agreed_at": null
    });
    assert_eq!(review["decision"], decision);
    assert_eq!(meeting["items"][5]["decision"]["kind"], "none");
    assert_eq!(review["gate"]["reason"], "Agency to send its update in writing");
    let owed = meeting["items"][5]["gate"]["owed"].as_array().unwrap();
    assert!(owed.contains(&Value::from("No review date or closure was decided")), "{owed:?}");
}

#[test]
fn the_roll_call_says_who_came_in_whose_stead_and_for_which_items() {
    let meeting = meeting_json(&held());
    let seat = |designation: &str| {
        let seats = meeting["attendance"].as_array().unwrap();
        seats.iter().find(|seat| seat["designation"] == designation).unwrap().clone()
    };
    let education = seat("Principal Officer");
    assert_eq!((&education["mark"], &education["substitute"]), (&Value::from("apologies"), &Value::from("Amir Khan")));
    assert_eq!(seat("Local CSE lead")["from"], "09:41");
    assert_eq!(seat("Allocated social worker")["only_items"], serde_json::json!([5]));
    assert_eq!(seat("Local CSE lead")["only_items"], serde_json::json!([]));
}

#[test]
fn a_case_and_an_action_name_each_other_by_label() {
    let room = held();
    let views = views(&room);
    let ava = room.docs.cases.values().find(|case| case.label == "M-2026-001").unwrap();
    let case = json(&views.case(ava));
    assert_eq!(case["actions"], serde_json::json!(["A1", "A2", "A3", "A4"]));
    assert_eq!(case["discussions"][0]["meeting"], "mid-1-2026-11-05");
    assert_eq!(
        (&case["discussions"][0]["kind"], &case["discussions"][0]["decision"]),
        (&"initial".into(), &"review".into())
    );
    assert_eq!((&case["missing_90_days"], &case["triage"]), (&Value::from(1), &Value::from(false)));
    let carried = json(&views.action(room.docs.action_labelled("A2").unwrap()));
    assert_eq!(carried["case"], "M-2026-001");
    assert_eq!(carried["meeting"], "mid-1-2026-11-05");
    assert_eq!((&carried["item"], &carried["times_carried"]), (&Value::from(5), &Value::from(1)));
    assert_eq!((&carried["due"], &carried["overdue"]), (&Value::from("2026-12-10"), &Value::from(true)));
    let owed = json(&views.action(room.docs.action_labelled("A5").unwrap()));
    assert_eq!((&owed["owner"], &owed["due"]), (&Value::Null, &Value::Null));
}
