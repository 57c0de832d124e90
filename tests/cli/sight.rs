//! Agendas and minutes for those who may see a part of them alone.

use std::fs;

use mace::model::agenda::ItemKind;
use mace::model::id::Address;
use mace::model::request::Request;

use crate::support::{Place, open_case, plan_meeting};

/// A store with a planned meeting on two children; a social worker is invited for the first.
fn planned() -> Place {
    let place = Place::made();
    let mut session = place.session();
    let at = "2026-11-20T10:00:00Z".parse().unwrap();
    for name in ["Robin Invented", "Quill Silverton"] {
        session.record(open_case(name, "2012-04-01"), at).unwrap();
    }
    let named = |name: &str| {
        let mut cases = session.shown().docs.cases.values();
        cases.find(|case| case.details.name == name).unwrap().id.clone()
    };
    let (first, second) = (named("Robin Invented"), named("Quill Silverton"));
    session.record(plan_meeting([first.clone()], "Ann Example"), at).unwrap();
    let meeting = session.shown().docs.meetings.keys().next().unwrap().clone();
    let add = Request::AddCase { meeting: meeting.clone(), case: second, kind: ItemKind::Initial };
    session.record(add, at).unwrap();
    let (post, name) = (Address::new("cf/asw"), "Jo Doe".to_owned());
    session.record(Request::Invite { meeting, post, name, case: Some(first) }, at).unwrap();
    place
}

fn exported(place: &Place) -> Vec<serde_json::Value> {
    let journal = place.run(&["show", "journal", "--json"]).json();
    let exports = journal.as_array().unwrap().iter().filter_map(|entry| entry["change"]["county"].get("exported"));
    exports.cloned().collect()
}

#[test]
fn an_invitees_agenda_has_their_child_alone_and_an_agencys_all_that_it_may_see() {
    let place = planned();
    let agenda = |whom: &str| place.run(&["export", "agenda", "mid-1", "--format", "txt", "--agency", whom]);
    for whom in ["cf/asw", "Jo Doe"] {
        let text = agenda(whom).done();
        assert!(text.contains("Robin Invented") && text.contains("for Jo Doe"), "{text}");
        assert!(!text.contains("Quill"), "{text}");
    }
    let whole = agenda("police").done();
    assert!(whole.contains("Robin Invented") && whole.contains("Quill Silverton"), "{whole}");
    agenda("nobody").refused(&["“nobody” has no seat at this meeting", "name an agency"]);
    let recipients: Vec<_> = exported(&place).iter().map(|one| one["recipient"].clone()).collect();
    assert_eq!(recipients, ["cf/asw", "Jo Doe", "police"]);
}

#[test]
fn an_anonymised_copy_names_no_child_lists_what_is_uncertain_and_is_told_in_the_journal() {
    let place = planned();
    let export = |more: &[&str]| place.run(&[&["export", "minutes", "mid-1", "--anonymised"], more].concat());
    for (how, label) in [("references", true), ("initials", true), ("nothing", false)] {
        let run = export(&[how, "--format", "txt"]);
        let (text, doubts) = (run.out.clone(), run.err.clone());
        run.done();
        assert!(!text.contains("Robin") && !text.contains("Silverton") && !doubts.contains("Robin"), "{text}{doubts}");
        assert_eq!(text.contains("M-2026-001"), label, "{text}");
    }
    let out = place.path("copy.docx");
    export(&["nothing", "--case", "m-2026-001", "--format", "docx", "--out", out.to_str().unwrap()]).done();
    export(&["nothing", "--format", "json"]).refused(&["a paper and no data", "choose docx"]);
    let told: Vec<_> = exported(&place).iter().map(|one| one["extent"].clone()).collect();
    let one = "M-2026-001 alone, anonymised by numbers";
    assert_eq!(told, ["anonymised by references", "anonymised by initials", "anonymised by numbers", one]);
}

#[test]
fn circulating_writes_each_invitees_agenda_beside_the_whole_one_and_keeps_to_whom_it_went() {
    let place = planned();
    let out = place.path("agenda.html");
    let circulate = |more: &[&str]| {
        let plain = ["export", "agenda", "mid-1", "--format", "html", "--circulate", "all"];
        place.run(&[&plain[..], more].concat())
    };
    circulate(&[]).refused(&["Nothing was circulated", "Jo Doe, Allocated social worker", "--out"]);
    fs::write(place.path("agenda-cf-asw.html"), "in the way").unwrap();
    circulate(&["--out", out.to_str().unwrap()]).refused(&["agenda-cf-asw.html"]);
    assert!(exported(&place).is_empty() && !out.exists());
    fs::remove_file(place.path("agenda-cf-asw.html")).unwrap();

    let said = circulate(&["--out", out.to_str().unwrap()]).done();
    assert!(said.contains("agenda.html") && said.contains("agenda-cf-asw.html"), "{said}");
    assert!(fs::read_to_string(&out).unwrap().contains("Quill Silverton"));
    let theirs = fs::read_to_string(place.path("agenda-cf-asw.html")).unwrap();
    assert!(theirs.contains("Robin Invented") && !theirs.contains("Quill"), "{theirs}");
    assert!(theirs.contains("Version 1, circulated on"), "{theirs}");
    assert_eq!(exported(&place)[1]["recipient"], "Jo Doe, Allocated social worker");
    let journal = place.run(&["show", "journal", "--json"]).json();
    let mut sent =
        journal.as_array().unwrap().iter().filter_map(|entry| entry["change"]["meeting"].get("agenda-circulated"));
    assert_eq!(sent.next().unwrap()["apart"][0]["seat"], "cf/asw");
    assert!(place.run(&["verify"]).done().contains("Sound:"));
}

#[test]
fn an_invitees_minutes_have_their_child_alone_and_a_childs_file_no_other_child() {
    let place = planned();
    let minutes = |more: &[&str]| place.run(&[&["export", "minutes", "mid-1", "--format", "txt"][..], more].concat());
    let whole = minutes(&["--agency", "police"]).done();
    assert!(whole.contains("Robin Invented") && whole.contains("Quill Silverton"), "{whole}");
    for more in [["--agency", "cf/asw"], ["--agency", "Jo Doe"], ["--case", "m-2026-001"]] {
        let text = minutes(&more).done();
        assert!(text.contains("Robin Invented") && text.contains("Handling of these minutes"), "{text}");
        assert!(!text.contains("Quill") && !text.contains("M-2026-002"), "{text}");
    }
    minutes(&["--case", "M-2026-009"]).refused(&["Nothing in these minutes is about M-2026-009"]);
    minutes(&["--agency", "nobody"]).refused(&["“nobody” has no seat at this meeting"]);
    let json = ["export", "minutes", "mid-1", "--format", "json", "--case", "M-2026-001"];
    place.run(&json).refused(&["choose docx, pdf, html, md, txt"]);
    let log = exported(&place);
    let kept = |one: &serde_json::Value| format!("{} {} {}", one["recipient"], one["purpose"], one["extent"]);
    assert_eq!(kept(&log[0]), r#""police" "for the meeting" "for police""#);
    assert_eq!(kept(&log[3]), r#"null null "M-2026-001 alone""#);
}
