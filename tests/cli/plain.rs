//! The dialogue of plain lines: a whole meeting, held by the real binary.

use std::fmt::Write as _;

use serde_json::Value;

use crate::support::{Place, mode};

const NOW: &str = "2026-12-03T09:28";
const MEETING: &str = "mid-1-2026-12-03";

fn shown(place: &Place) -> Value {
    place.run(&["show", "meeting", MEETING, "--json"]).json()
}

fn children(meeting: &Value) -> Vec<Value> {
    meeting["items"].as_array().unwrap().iter().filter(|item| !item["case"].is_null()).cloned().collect()
}

/// Whether there is nothing but text and line ends, and every line is complete.
#[track_caller]
fn plain(out: &str) {
    assert!(out.ends_with('\n'), "{out:?}");
    let odd = out.chars().find(|c| c.is_control() && *c != '\n');
    assert_eq!(odd, None, "{out}");
}

/// What is typed at each child's item: decided and agreed; closed; left for a reason; left without one.
fn script(children: usize) -> String {
    let mut lines =
        String::from("\ny\nroll\np\na\nJo Example\nlate 09:35\nrest\nnext\nstatement\nagree\nnext\nnext\nnext\n");
    for number in 0..children {
        let decided = "read\ny\nnext\n";
        let end = match number {
            0 => format!("u @polise Seen twice.\nd review next meeting because risk is still high\n{decided}"),
            1 => "k medium because contact has ended\nd close risk-reduced because no contact since August\nread\ny\nnext\nnext\n".to_owned(),
            2 => "next\n2\n".to_owned(),
            3 => "next\nnext\n".to_owned(),
            _ => format!("d review next meeting because the plan holds\n{decided}"),
        };
        let said =
            format!("u @police Seen near the park, {number}.\na @yos complete AIM assessment by 17/12/2026 #support\n");
        // At the first child a late one is put on the agenda, somebody is invited, another chairs.
        let late = if number == 0 { LATE } else { "" };
        let view = "c child none because Child did not wish to say\n";
        writeln!(lines, "{late}{said}{view}nothing\nwho\nsaid\n{}", end.trim_end()).unwrap();
    }
    lines
}

const LATE: &str = "add N-2026-001\norder N-2026-001 after M-2026-001\ninvite @asw Jo Doe\ny\nu @cf/asw Settled at home.\n\
                    chair Bo Deputy\ny\nl venue Taxi rank\nmove 2 N-2026-001\npark\nback\n";

#[test]
fn plain_dialogue_completes_a_whole_meeting() {
    let place = Place::empty();
    let store = place.store();
    let new = ["new", store.to_str().unwrap(), "--role", "minute-taker", "--as", "Ann Example", "--demo", "--now", NOW];
    place.run(&new).done();
    let count = children(&shown(&place)).len() + 1;
    assert!(count > 4, "{count} children");
    let file = place.path("minutes.txt");
    let lines = format!("{}t Next date was confirmed.\nend\n1\ny\n{}\nquit\n", script(count), file.display());
    let run = place.run_with(&["--plain", "--now", NOW], &lines);
    let out = run.done();
    plain(&out);
    for said in [
        "Recorded: the meeting started at 09:2",
        "Recorded: apologies, Jo Example instead.",
        "agree to the statement.",
        "Your line: u @polise Seen twice.",
        "Recorded: N-2026-001 is item 16 of 17, a late item.",
        "Recorded: N-2026-001 is item 6 of 17 now.",
        "Recorded: a seat for M-2026-001: C&F ASW, Jo Doe.",
        "Recorded: in the chair for this item: Bo Deputy.",
        "Recorded: number 2 is moved to N-2026-001.",
        "Recorded: M-2026-001 is put aside.",
        "Recorded: agreed, and nobody dissents.",
        "Recorded: left, because Information not yet available.",
        "Recorded: the meeting ended at ",
        "Saved ",
        "Left. Everything recorded is kept.",
    ] {
        assert!(out.contains(said), "“{said}” is not in:\n{out}");
    }
    assert_eq!(out.matches("Not recorded").count(), 1, "{out}");

    let meeting = shown(&place);
    assert_eq!(meeting["state"], "draft");
    let marks = meeting["attendance"].as_array().unwrap().iter().filter(|seat| seat["mark"] == "present").count();
    assert!(marks > 10, "{marks} present");
    for (number, item) in children(&meeting).iter().enumerate() {
        let texts: Vec<&str> = item["updates"].as_array().unwrap().iter().filter_map(|u| u["text"].as_str()).collect();
        assert!(texts.contains(&format!("Seen near the park, {number}.").as_str()), "{texts:?}");
        assert_eq!(item["actions"].as_array().unwrap().len(), 1, "{item}");
        let (decision, reason) = (&item["decision"], &item["gate"]["reason"]);
        match number {
            1 => assert_eq!(decision["kind"], "close"),
            2 => assert_eq!(reason, "Information not yet available"),
            3 => assert_eq!(reason, "Agency to send its update in writing"),
            _ => {
                assert_eq!((&decision["kind"], &decision["review_date"]), (&"review".into(), &"2027-01-07".into()));
                assert!(decision["agreed_at"].is_string(), "{decision}");
            }
        }
    }
    let minutes = std::fs::read_to_string(&file).unwrap();
    assert!(minutes.contains("Next date was confirmed."), "{minutes}");
    assert_eq!(mode(&file), 0o600);
    assert!(place.run(&["verify"]).done().contains("Sound:"));
}

#[test]
fn the_demo_is_held_in_plain_lines_without_a_terminal() {
    let place = Place::empty();
    let out = place.run_with(&["demo", "--plain", "--now", NOW], "help\n\ny\nhelp\nhelp lines\nquit\n").done();
    plain(&out);
    for said in
        ["This county is fictional", "1. Today 09:30, Mid, Part 1, agenda out", "Item 1 of ", "nothing: record that"]
    {
        assert!(out.contains(said), "“{said}” is not in:\n{out}");
    }
    let left = std::fs::read_dir(place.path("")).unwrap().filter_map(Result::ok);
    assert!(left.into_iter().all(|found| !found.file_name().to_string_lossy().starts_with("mace-demo-")));
}
