//! What is read: dates, lists, JSON, the generated pages.

use crate::support::{Place, Run};
use crate::{fields, sorted};

#[test]
fn a_date_phrase_needs_no_store() {
    let place = Place::empty();
    let read = |arguments: &[&str]| place.run(&[&["date"], arguments].concat()).done();
    assert_eq!(read(&["-7wd", "--from", "2026-04-15"]), "2026-04-02\n");
    assert_eq!(read(&["--from", "2026-12-03", "fri"]), "2026-12-04\n");
    assert_eq!(read(&["in", "2", "weeks", "--from", "2026-12-03"]), "2026-12-17\n");
    assert_eq!(read(&["14 jan", "--from", "2026-12-03"]), "2027-01-14\n");
    assert_eq!(read(&["tomorrow", "--now", "2026-12-03T23:30"]), "2026-12-04\n");
    place.run(&["date", "soon"]).refused(&["“soon”", "14 jan"]);
}

#[test]
fn wrong_usage_exits_with_two() {
    let place = Place::empty();
    for arguments in [&["date"][..], &["nonsense"], &["show", "meeting"], &["date", "fri", "--from", "soon"]] {
        assert_eq!(place.run(arguments).code, 2, "{arguments:?}");
    }
    assert_eq!(place.run(&["--help"]).code, 0);
}

#[test]
fn without_a_terminal_the_program_does_not_draw() {
    Place::empty().run(&[]).refused(&["needs a terminal", "mace show"]);
    Place::empty().run(&["demo"]).refused(&["needs a terminal"]);
    Place::empty().run(&["--plain"]).refused(&["no store", "mace new", "mace demo --plain"]);
    Place::empty().run(&["--theme", "purple"]).refused(&["purple", "dark"]);
}

#[test]
fn a_meeting_and_its_case_have_the_promised_fields() {
    let place = Place::meeting();
    let meetings = place.run(&["show", "meetings", "--json"]).json();
    let meeting = place.run(&["show", "meeting", "mid-1", "--json"]).json();
    assert_eq!(meetings[0], meeting);
    let promised =
        ["id", "part", "area", "date", "time", "venue", "state", "chair", "minute_taker", "attendance", "items"];
    assert_eq!(fields(&meeting), sorted(&promised));
    assert_eq!((meeting["state"].as_str(), meeting["date"].as_str()), (Some("live"), Some("2026-12-03")));
    let item = meeting["items"].as_array().unwrap().iter().find(|item| !item["case"].is_null()).unwrap();
    let promised = [
        "no",
        "title",
        "kind",
        "responsible",
        "case",
        "state",
        "opened_at",
        "closed_at",
        "updates",
        "notes",
        "views",
        "places",
        "missing",
        "late",
        "parked",
        "actions",
        "dissents",
        "decision",
        "gate",
    ];
    assert_eq!(fields(item), sorted(&promised));
    let case = place.run(&["show", "case", "M-2026", "--json"]).json();
    let promised = [
        "ref",
        "name",
        "born",
        "area",
        "district",
        "state",
        "source",
        "opened",
        "closed",
        "outcome",
        "reason_reduced",
        "risk",
        "models",
        "review_date",
        "education",
        "legal_status",
        "days_open",
        "missing_90_days",
        "triage",
        "discussions",
        "actions",
    ];
    assert_eq!(fields(&case), sorted(&promised));
    assert_eq!(place.run(&["show", "cases", "--json"]).json()[0], case);
    for list in ["actions", "places", "missing"] {
        assert_eq!(place.run(&["show", list, "--json"]).json(), serde_json::json!([]), "{list}");
    }
    let journal = place.run(&["show", "journal", "--json"]).json();
    let promised = ["seq", "id", "request", "seat", "at", "by", "stream", "about", "change", "before", "digest"];
    assert_eq!(fields(&journal[0]), sorted(&promised));
    place.run(&["show", "meeting", "east"]).refused(&["“east”", "mace show meetings"]);
}

#[test]
fn people_read_tables_of_eighty_columns() {
    let place = Place::meeting();
    for arguments in
        [&["meetings"][..], &["meeting", "mid-1-2026-12-03"], &["cases"], &["case", "m-2026-001"], &["journal"]]
    {
        let shown = place.run(&[&["show"], arguments].concat()).done();
        assert!(shown.lines().count() > 1, "{shown}");
        assert!(shown.lines().all(|line| line.chars().count() <= 80), "{shown}");
    }
    assert!(place.run(&["show", "cases"]).done().contains("Robin Invented"));
}

#[test]
fn what_is_generated_knows_every_command() {
    let place = Place::empty();
    let man = place.run(&["man"]).done();
    let bash = place.run(&["completions", "bash"]).done();
    for command in ["demo", "new", "show", "record", "date", "export", "verify", "person", "passphrase"] {
        assert!(man.contains(&format!("MACE {}", command.to_uppercase())), "{command}");
        assert!(bash.contains(command), "{command}");
    }
}

#[test]
fn a_fictional_county_is_sound_and_may_be_rehearsed_on() {
    let place = Place::empty();
    let store = place.store();
    let new = ["new", store.to_str().unwrap(), "--as", "Ann Example", "--role", "admin", "--demo", "--seed", "7"];
    let weak = place.command().env("MACE_PASSPHRASE", "demo").args(new).args(["--now", "2026-12-03T09:00"]).output();
    Run::from(weak.unwrap()).done();
    let run = |arguments: &[&str]| {
        let mut command = place.command();
        command.env("MACE_PASSPHRASE", "demo").env("MACE_STORE", &store).args(arguments);
        Run::from(command.args(["--now", "2026-12-03T09:30"]).output().unwrap())
    };
    assert!(run(&["verify"]).done().contains("Sound:"));
    let meetings = run(&["show", "meetings", "--json"]).json();
    let today =
        meetings.as_array().unwrap().iter().find(|meeting| meeting["id"] == "mid-1-2026-12-03").unwrap().clone();
    assert_eq!(today["state"], "agenda-circulated");
    assert_eq!(today["items"].as_array().unwrap().iter().filter(|item| !item["case"].is_null()).count(), 11);
    let cases = run(&["show", "cases", "--json"]).json();
    assert!(cases.as_array().unwrap().iter().any(|case| case["triage"] == true));
    // What was recorded under the rehearsed date bears it.
    run(&["export", "tracker", "--format", "csv"]).done();
    let journal = run(&["show", "journal", "--json"]).json();
    assert_eq!(journal.as_array().unwrap().last().unwrap()["at"], "2026-12-03T09:30:00.000Z");
    for arguments in [&["show", "meetings"][..], &["show", "actions"], &["show", "places"], &["show", "missing"]] {
        assert!(run(arguments).done().lines().all(|line| line.chars().count() <= 80), "{arguments:?}");
    }
}
