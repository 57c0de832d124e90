//! Imports and exports.

use std::fs;
use std::path::Path;

use mace::model::decide_prepare::ForAgenda;
use mace::model::request::Request;

use crate::support::{Place, mode, open_case, plan_meeting};
use crate::{fields, sorted};

#[test]
fn an_export_is_private_never_overwrites_and_is_in_the_journal() {
    let place = Place::meeting();
    let file = place.path("minutes.docx");
    let export = |more: &[&str]| {
        let plain = ["export", "minutes", "mid-1", "--format", "docx", "--out", file.to_str().unwrap()];
        place.run(&[&plain[..], more].concat())
    };
    export(&["--for", "Chair", "--purpose", "approval"]).done();
    assert_eq!(mode(&file), 0o600);
    let first = fs::read(&file).unwrap();
    assert!(first.starts_with(b"PK"));
    export(&[]).refused(&["minutes.docx", "already", "--force"]);
    assert_eq!(fs::read(&file).unwrap(), first);
    export(&["--force"]).done();
    let journal = place.run(&["show", "journal", "--json"]).json();
    let exported: Vec<_> =
        journal.as_array().unwrap().iter().filter_map(|entry| entry["change"]["county"].get("exported")).collect();
    assert_eq!(exported.len(), 2);
    assert_eq!(exported[0]["recipient"], "Chair");
    assert_eq!(exported[0]["of"], "mid-1-2026-12-03");
    assert_eq!(exported[0]["digest"].as_str(), Some(mace::store::Digest::of(&first).to_string().as_str()));
}

#[test]
fn every_format_that_is_offered_can_be_had() {
    let place = Place::meeting();
    for format in ["html", "md", "txt", "json"] {
        let text = place.run(&["export", "minutes", "mid-1", "--format", format]).done();
        assert!(text.contains("Moot Hall"), "{format}");
    }
    for format in ["csv", "json"] {
        assert!(place.run(&["export", "tracker", "--format", format]).done().contains("Robin Invented"), "{format}");
    }
    let file = place.path("tracker.xlsx");
    place.run(&["export", "tracker", "--format", "xlsx", "--out", file.to_str().unwrap()]).done();
    assert!(fs::read(&file).unwrap().starts_with(b"PK"));
    place.run(&["export", "tracker", "--format", "xlsx"]).refused(&["--out"]);
    place.run(&["export", "minutes", "mid-1", "--format", "pdf"]).refused(&["pdf", "--out"]);
    place.run(&["export", "minutes", "mid-1", "--format", "rtf"]).refused(&["rtf", "docx, pdf"]);
    for format in ["html", "md", "txt"] {
        let agenda = place.run(&["export", "agenda", "mid-1", "--format", format]).done();
        assert!(agenda.contains("Robin Invented") && agenda.contains("OFFICIAL-SENSITIVE"), "{format}: {agenda}");
    }
    let invitation = place.run(&["export", "agenda", "mid-1", "--format", "ics"]).done();
    assert!(invitation.contains("BEGIN:VEVENT") && !invitation.contains("Robin"), "{invitation}");
    place.run(&["export", "packs", "mid-1", "--format", "docx"]).refused(&["minutes", "tracker"]);
    place
        .run(&["export", "minutes", "mid-1", "--format", "md", "--version", "2"])
        .refused(&["no version 2", "none was approved yet"]);
}

#[test]
fn both_agendas_go_out_in_one_step_and_a_revision_lists_what_changed() {
    let place = Place::made();
    let mut session = place.session();
    let at = "2026-11-20T10:00:00Z".parse().unwrap();
    session.record(open_case("Robin Invented", "2012-04-01"), at).unwrap();
    let case = session.shown().docs.cases.keys().next().unwrap().clone();
    session.record(plan_meeting([case.clone()], "Ann Example"), at).unwrap();
    let Request::PlanMeeting(mut part2) = plan_meeting([], "Ann Example") else { panic!("no plan") };
    (part2.plan.part, part2.plan.date) = (2, "2026-12-15".parse().unwrap());
    session.record(Request::PlanMeeting(part2), at).unwrap();
    drop(session);

    let agenda = |file: &str, more: &[&str]| {
        let out = place.path(file);
        let plain = ["export", "agenda", "mid-1", "--format", "html", "--out", out.to_str().unwrap()];
        place.run(&[&plain[..], more].concat())
    };
    agenda("no.html", &["--circulate", "nobody"]).refused(&["nobody"]);
    assert!(!place.path("no.html").exists());
    fs::write(place.path("first-part-2.html"), "in the way").unwrap();
    agenda("first.html", &["--circulate", "all"]).refused(&["first-part-2.html"]);
    let states = || {
        let meetings = place.run(&["show", "meetings", "--json"]).json();
        let state = |meeting: &serde_json::Value| meeting["state"].as_str().unwrap().to_owned();
        meetings.as_array().unwrap().iter().map(state).collect::<Vec<_>>()
    };
    assert_eq!(states(), ["planned", "planned"], "what was refused changes nothing");
    fs::remove_file(place.path("first-part-2.html")).unwrap();

    let said = agenda("first.html", &["--circulate", "all"]).done();
    assert!(said.contains("first.html") && said.contains("first-part-2.html"), "{said}");
    assert_eq!(states(), ["agenda-circulated", "agenda-circulated"]);
    let first = fs::read_to_string(place.path("first.html")).unwrap();
    assert!(first.contains("Version 1, circulated on") && first.contains("Robin Invented"), "{first}");
    let second = fs::read_to_string(place.path("first-part-2.html")).unwrap();
    assert!(second.contains("Version 1, circulated on") && !second.contains("Robin"), "{second}");
    let journal = place.run(&["show", "journal", "--json"]).json();
    let sent: Vec<_> = journal
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|entry| Some((&entry["request"], entry["change"]["meeting"].get("agenda-circulated")?)))
        .collect();
    assert_eq!((sent.len(), sent[0].0), (2, sent[1].0), "one step: {journal}");
    assert!(sent[0].1["to"].as_array().unwrap().iter().any(|told| told["agency"] == "police"), "{journal}");

    let mut session = place.session();
    let meeting = session.meeting_rows(&mace::store::DocumentQuery { kind: "meeting".into(), ..Default::default() });
    let meeting = meeting.unwrap()[0].id.clone();
    session.open_meeting(&meeting).unwrap();
    let item = session.shown().open_meeting().unwrap().item_of(&case).unwrap().id().clone();
    let until = Some("2027-01-20".parse().unwrap());
    let asked = ForAgenda::TakeOff { item, reason: "Her worker is away".to_owned(), until };
    session.record(Request::Agenda { meeting, asked }, "2026-11-24T10:00:00Z".parse().unwrap()).unwrap();
    drop(session);
    agenda("revised.html", &[]).done();
    let revised = fs::read_to_string(place.path("revised.html")).unwrap();
    assert!(revised.contains("REVISED: version 2, in place of version 1"), "{revised}");
    assert!(revised.contains("was taken off: Her worker is away. It is reviewed on 20 Jan 2027."), "{revised}");
    agenda("second.html", &["--circulate", "police"]).done();
    assert!(!place.path("second-part-2.html").exists(), "Part 2's is out as it stands");
    assert!(fs::read_to_string(place.path("second.html")).unwrap().contains("Version 2, circulated on"));
}

#[test]
fn a_tracker_as_messy_as_they_are_is_taken_over_once() {
    let papers = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/papers");
    let truth: serde_json::Value = serde_json::from_slice(&fs::read(papers.join("truth.json")).unwrap()).unwrap();
    for ending in ["xlsx", "ods", "csv"] {
        let place = Place::made();
        let file = papers.join(format!("tracker.{ending}"));
        let import = |more: &[&str]| {
            place.run(&[&["import", "tracker", file.to_str().unwrap(), "--json"], more].concat()).json()
        };
        let children = truth["children"].as_array().unwrap();
        let dry = import(&["--dry-run"]);
        assert_eq!(place.run(&["show", "cases", "--json"]).json(), serde_json::json!([]));
        let done = import(&[]);
        assert_eq!(dry, done);
        assert_eq!(fields(&done), sorted(&["read", "new", "updated", "duplicates", "refused"]));
        assert_eq!(fields(&done["refused"][0]), sorted(&["sheet", "row", "column", "value", "reason"]));
        assert_eq!((done["new"].as_u64(), done["updated"].as_u64()), (Some(children.len() as u64), Some(0)));
        let again = import(&[]);
        assert_eq!((again["new"].as_u64(), again["updated"].as_u64()), (Some(0), Some(0)));
        let cases = place.run(&["show", "cases", "--json"]).json();
        for child in children {
            let found = cases
                .as_array()
                .unwrap()
                .iter()
                .find(|case| case["name"] == child["name"] && case["born"] == child["born"]);
            let case = found.unwrap_or_else(|| panic!("{ending}: no {}", child["name"]));
            for (field, said) in
                [("district", "district"), ("risk", "risk"), ("opened", "opened"), ("closed", "closed")]
            {
                assert_eq!(case[field], child[said], "{ending}: {field} of {}", child["name"]);
            }
        }
        assert!(place.run(&["verify"]).done().contains("Sound:"));
    }
}

#[test]
fn what_is_exported_can_be_imported_and_changes_nothing() {
    let place = Place::meeting();
    for format in ["xlsx", "csv"] {
        let file = place.path(&format!("out.{format}"));
        let file = file.to_str().unwrap();
        place.run(&["export", "tracker", "--format", format, "--out", file]).done();
        let report = place.run(&["import", "tracker", file, "--json"]).json();
        assert_eq!((report["read"].as_u64(), report["new"].as_u64()), (Some(1), Some(0)), "{format}: {report}");
        assert_eq!(report["updated"].as_u64(), Some(0), "{format}: {report}");
    }
}

#[test]
fn contacts_fill_the_seats_of_the_next_meeting() {
    let place = Place::made();
    let list = place.path("contacts.csv");
    let write = |name: &str| {
        fs::write(
            &list,
            format!(
                "Area,Part,Agency,Designation,Name,Secure e-mail,Telephone,SPOC\n\
                Mid,1,YOS,Regional Team Manager,{name},pat@yos.example,01632 960001,yes\n\
                Atlantis,1,YOS,Regional Team Manager,Nobody,,,\n"
            ),
        )
        .unwrap();
        let report = place.run(&["import", "contacts", list.to_str().unwrap(), "--json"]).json();
        (
            report["new"].as_u64().unwrap(),
            report["updated"].as_u64().unwrap(),
            report["refused"].as_array().unwrap().len(),
        )
    };
    assert_eq!(write("Pat Example"), (1, 0, 1));
    assert_eq!(write("Pat Example"), (0, 0, 1));
    assert_eq!(write("Jo Example"), (0, 1, 1));
    place.fill();
    let meeting = place.run(&["show", "meeting", "mid-1", "--json"]).json();
    let seats = meeting["attendance"].as_array().unwrap();
    assert!(seats.iter().any(|seat| seat["name"] == "Jo Example"));
}

#[test]
fn published_bank_holidays_are_taken_once() {
    let place = Place::made();
    let list = place.path("bank-holidays.json");
    let json = r#"{"england-and-wales": {"division": "england-and-wales", "events": [
        {"title": "Extra", "date": "2026-11-26", "notes": "", "bunting": false},
        {"title": "Nonsense", "date": "26 Nov", "notes": "", "bunting": false}
    ]}}"#;
    fs::write(&list, json).unwrap();
    let import = |more: &[&str]| {
        let all = [&["import", "bank-holidays", list.to_str().unwrap(), "--json"], more].concat();
        let report = place.run(&all).json();
        (report["new"].as_u64().unwrap(), report["refused"].as_array().unwrap().len())
    };
    assert_eq!(import(&["--dry-run"]), (1, 1));
    assert_eq!(import(&[]), (1, 1));
    assert_eq!(import(&[]), (0, 1));
    let journal = place.run(&["show", "journal", "--json"]).json();
    assert!(journal.to_string().contains("Extra"));
    fs::write(&list, "{}").unwrap();
    place.run(&["import", "bank-holidays", list.to_str().unwrap()]).refused(&["no list for England and Wales"]);
}

#[test]
fn the_action_log_of_before_is_taken_over_once() {
    let place = Place::meeting();
    let log = place.path("log.csv");
    fs::write(
        &log,
        "Ref,Child,Owner,Action,Date raised,Due date,Status,Outcome\n\
         7,Robin INVENTED,YOS,Complete the assessment,01/10/2026,15/10/2026,Completed,Sent to the worker\n\
         8,M-2026-001,Police,Visit the address,01/10/2026,20/12/2026,Open,\n\
         9,Who Knows,Police,Visit the address,01/10/2026,20/12/2026,Open,\n",
    )
    .unwrap();
    let import = || place.run(&["import", "actions", log.to_str().unwrap(), "--json"]).json();
    let report = import();
    assert_eq!(report["new"].as_u64(), Some(2), "{report}");
    assert_eq!(report["refused"][0]["value"], "Who Knows");
    assert_eq!(import()["new"].as_u64(), Some(0));
    let actions = place.run(&["show", "actions", "--json"]).json();
    let done = actions.as_array().unwrap().iter().find(|action| action["state"] == "completed").unwrap();
    assert_eq!(done["outcome"], "Sent to the worker");
    assert!(actions.as_array().unwrap().iter().all(|action| action["case"] == "M-2026-001"));
}
