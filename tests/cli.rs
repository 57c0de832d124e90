//! The command line, run as people and scripts run it.

mod support;

use std::fs;
use std::path::Path;

use support::{PASSPHRASE, Place, Run, mode};

/// The fields of an object, in order.
fn fields(value: &serde_json::Value) -> Vec<&str> {
    value.as_object().unwrap().keys().map(String::as_str).collect()
}

fn sorted<'a>(names: &[&'a str]) -> Vec<&'a str> {
    let mut names = names.to_vec();
    names.sort_unstable();
    names
}

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
fn a_store_that_is_not_there_is_said_to_be_missing() {
    let place = Place::empty();
    place.run(&["show", "cases"]).refused(&["no store", "county.mace", "mace new"]);
}

#[test]
fn without_a_terminal_the_program_does_not_draw() {
    Place::empty().run(&[]).refused(&["needs a terminal", "mace show"]);
    Place::empty().run(&["demo"]).refused(&["needs a terminal"]);
    Place::empty().run(&["--plain"]).refused(&["plain"]);
    Place::empty().run(&["--theme", "purple"]).refused(&["purple", "dark"]);
}

#[test]
fn a_new_store_opens_verifies_and_is_private() {
    let place = Place::empty();
    let store = place.store();
    let made = place.run(&["new", store.to_str().unwrap(), "--as", "Ann Example", "--role", "admin"]).done();
    let recovery = made.lines().find(|line| line.starts_with("    ")).unwrap().trim().to_owned();
    assert_eq!(recovery.len(), 35);
    assert_eq!(mode(&store), 0o700);
    assert_eq!(mode(&store.join("journal.db")), 0o600);
    assert!(place.run(&["verify"]).done().contains("Sound: 2 entries"));
    assert_eq!(place.run(&["show", "meetings", "--json"]).json(), serde_json::json!([]));
    let people = place.run(&["person", "list", "--json"]).json();
    assert_eq!(people[0]["name"], "Ann Example");
    assert_eq!(people[0]["role"], "admin");
    // A real store keeps real times, but may be looked at under any.
    place.run(&["show", "cases", "--now", "2026-12-03T09:30"]).done();
    place.run(&["export", "tracker", "--format", "csv", "--now", "2026-12-03T09:30"]).refused(&["--now", "demo store"]);
    // The recovery passphrase opens it, and lets somebody in.
    let with_recovery = |arguments: &[&str]| {
        let mut command = place.command();
        command.env("MACE_STORE", &store).env("MACE_PASSPHRASE", &recovery).env("MACE_PERSON", "recovery");
        Run::from(command.env("MACE_NEW_PASSPHRASE", PASSPHRASE).args(arguments).output().unwrap())
    };
    with_recovery(&["person", "add", "Bo Sample", "--role", "chair"]).done();
    with_recovery(&["passphrase"]).refused(&["recovery passphrase", "person add"]);
    place.run(&["verify", "--as", "Bo Sample"]).done();
}

#[test]
fn a_store_is_never_made_over_something_else() {
    let place = Place::empty();
    fs::write(place.path("letter.txt"), "mine").unwrap();
    let folder = place.path("");
    let new = |folder: &str| place.run(&["new", folder, "--as", "Ann Example", "--role", "admin"]);
    new(folder.to_str().unwrap()).refused(&["not empty"]);
    new(place.path("letter.txt").to_str().unwrap()).refused(&["no folder"]);
    place.run(&["new", place.store().to_str().unwrap(), "--role", "admin"]).refused(&["--as"]);
    assert!(!place.store().exists());
}

#[test]
fn a_weak_passphrase_is_refused_with_the_reason() {
    let place = Place::empty();
    let new = |passphrase: &str| {
        let mut command = place.command();
        command.arg("new").arg(place.store()).args(["--as", "Ann Example", "--role", "admin"]);
        Run::from(command.env("MACE_PASSPHRASE", passphrase).output().unwrap())
    };
    new("password1").refused(&["too weak", "four or more"]);
    new("annexample").refused(&["too weak"]);
    new("").refused(&["empty"]);
    assert!(!place.store().exists());
}

#[test]
fn a_mistake_in_the_terms_is_named_and_nothing_is_made() {
    let place = Place::empty();
    let terms = place.path("terms.toml");
    fs::write(&terms, "[county]\nname = 5\n").unwrap();
    let (store, terms) = (place.store(), terms);
    let arguments = ["new", store.to_str().unwrap(), "--as", "Ann Example", "--role", "admin", "--terms"];
    place.run(&[&arguments[..], &[terms.to_str().unwrap()]].concat()).refused(&["terms.toml", "2"]);
    place.run(&[&arguments[..], &["/nowhere.toml"]].concat()).refused(&["/nowhere.toml", "--terms"]);
    assert!(!store.exists());
}

#[test]
fn a_wrong_passphrase_and_an_unknown_person_are_told_apart() {
    let place = Place::made();
    let wrong =
        place.command().env("MACE_PASSPHRASE", "not it").arg("verify").arg("--store").arg(place.store()).output();
    Run::from(wrong.unwrap()).refused(&["passphrase for ann-example", "not right"]);
    place.run(&["verify", "--as", "Cy Nobody"]).refused(&["Cy Nobody has no key"]);
    let file = place.path("pass");
    fs::write(&file, format!("{PASSPHRASE}\n")).unwrap();
    let mut command = place.command();
    command
        .env_remove("MACE_PASSPHRASE")
        .arg("--passphrase-file")
        .arg(&file)
        .arg("verify")
        .arg("--store")
        .arg(place.store());
    Run::from(command.output().unwrap()).done();
}

#[test]
fn people_come_and_go_and_change_their_passphrases() {
    let place = Place::made();
    let with_new = |arguments: &[&str]| {
        let mut command = place.command();
        command.env("MACE_STORE", place.store()).env("MACE_NEW_PASSPHRASE", "another lantern mossy orbit");
        Run::from(command.args(arguments).output().unwrap())
    };
    place.run(&["person", "remove", "Ann Example"]).refused(&["only person"]);
    with_new(&["person", "add", "Bo Sample", "--role", "chair"]).done();
    with_new(&["person", "add", "Bo Sample", "--role", "chair", "--as", "Ann Example"]).refused(&["can already open"]);
    place.run(&["verify"]).refused(&["--as", "ann-example or bo-sample"]);
    with_new(&["passphrase", "--as", "Ann Example"]).done();
    place.run(&["verify", "--as", "Ann Example"]).refused(&["not right"]);
    let opened = place
        .command()
        .env("MACE_PASSPHRASE", "another lantern mossy orbit")
        .env("MACE_STORE", place.store())
        .args(["person", "remove", "Ann Example", "--as", "Bo Sample"])
        .output();
    Run::from(opened.unwrap()).done();
    place.run(&["verify", "--as", "Ann Example"]).refused(&["has no key"]);
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
    let promised = ["seq", "id", "request", "seat", "at", "by", "stream", "about", "change", "digest"];
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
    place.run(&["export", "minutes", "mid-1", "--format", "pdf"]).refused(&["pdf", "docx"]);
    place.run(&["export", "agenda", "mid-1", "--format", "docx"]).refused(&["minutes", "tracker"]);
    place.run(&["export", "minutes", "mid-1", "--format", "docx", "--version", "2"]).refused(&["version"]);
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
    assert!(place.run(&["themes"]).done().contains("dark"));
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
    assert_eq!(today["state"], "planned");
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

/// The number of the only child's item on the agenda.
fn item(place: &Place) -> String {
    let meeting = place.run(&["show", "meeting", "mid-1", "--json"]).json();
    let items = meeting["items"].as_array().unwrap();
    items.iter().find(|item| !item["case"].is_null()).unwrap()["no"].to_string()
}

fn updates(place: &Place, number: &str) -> Vec<String> {
    let meeting = place.run(&["show", "meeting", "mid-1", "--json"]).json();
    let item =
        meeting["items"].as_array().unwrap().iter().find(|item| item["no"].to_string() == number).unwrap().clone();
    let texts =
        item["updates"].as_array().unwrap().iter().map(|update| update["text"].as_str().unwrap_or("nil").to_owned());
    texts.collect()
}

#[test]
fn capture_lines_are_recorded_up_to_the_first_that_is_refused() {
    let place = Place::meeting();
    let item = item(&place);
    let record = |lines: &str| place.run_with(&["record", "--meeting", "mid-1", "--item", &item], lines);
    let run = record(
        "u @yos Seen twice near the retail park.\n\na @yos complete AIM assessment by 17/12/2026 #support\nu @polise Nothing.\nu @yos Never read.\n",
    );
    run.refused(&["Line 4", "polise"]);
    assert_eq!(run.out.lines().count(), 2, "{}", run.out);
    assert_eq!(updates(&place, &item), ["Seen twice near the retail park."]);
    let actions = place.run(&["show", "actions", "--json"]).json();
    assert_eq!((actions[0]["ref"].as_str(), actions[0]["due"].as_str()), (Some("A1"), Some("2026-12-17")));
    assert_eq!(actions[0]["item"].to_string(), item);
    let rest = record(
        "a A1 done Assessment sent\nd review 14/01/2027 because risk is still high\nc child \"I feel safer now\"\n",
    )
    .done();
    assert_eq!(rest.lines().count(), 3);
    let case = place.run(&["show", "case", "M-2026-001", "--json"]).json();
    assert_eq!(case["review_date"], "2027-01-14");
    place.run_with(&["record", "--meeting", "mid-1", "--item", "99"], "").refused(&["no item 99"]);
    assert!(place.run(&["verify"]).done().contains("Sound:"));
}

#[test]
fn two_processes_that_record_at_once_lose_nothing() {
    let place = Place::meeting();
    let number = item(&place);
    let said = |who: &str| (0..40).map(|n| format!("u @{who} Said {n} by {who}.\n")).collect::<String>();
    std::thread::scope(|scope| {
        for who in ["yos", "health"] {
            let (place, number) = (&place, &number);
            scope.spawn(move || {
                place.run_with(&["record", "--meeting", "mid-1", "--item", number], &said(who)).done();
            });
        }
    });
    let mut found = updates(&place, &number);
    found.sort();
    let mut expect: Vec<String> =
        ["yos", "health"].iter().flat_map(|who| (0..40).map(move |n| format!("Said {n} by {who}."))).collect();
    expect.sort();
    assert_eq!(found, expect);
    assert!(place.run(&["verify"]).done().contains("Sound:"));
}
