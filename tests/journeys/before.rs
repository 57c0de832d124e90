//! What is done before a meeting, at a real terminal: files of other programs come in, the meeting is planned, its
//! agenda goes out, and it is held.

use std::path::PathBuf;

use crate::county::County;
use crate::terminal::{CTRL_Q, CTRL_S, ENTER, ESC, TAB, Terminal};

/// One of the papers: the tracker and form 2 were saved by LibreOffice, forms 1 and 3 were made by python-docx.
fn paper(name: &str) -> String {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/papers").join(name);
    path.to_str().unwrap().to_owned()
}

#[test]
fn a_tracker_and_three_forms_come_in_and_their_meeting_is_planned_circulated_and_opened_live() {
    let county = County::new();
    let before = county.show(&["cases"]).as_array().unwrap().len();
    let mut terminal = county.open(120, 40);
    terminal.sees("f filters").then("c", "Reference");
    bring(&mut terminal, "I", "tracker.ods").sees("rows:").then(ENTER, "new cases");
    for (file, child) in
        [("form-1.docx", "Quill Silverton"), ("form-2.docx", "Una Underhill"), ("form-3.docx", "Dilys Pennyfeather")]
    {
        bring(&mut terminal, "i", file).sees(&format!("Read of {file}")).sees(child).then(ENTER, "The form is filed");
        terminal.then("q", "Reference");
    }
    let cases = county.show(&["cases"]);
    let cases = cases.as_array().unwrap();
    assert!(cases.len() > before + 50, "{} cases after {before}", cases.len());

    terminal.then("q", "f filters").then("fwest part 1", "choose among these").keys(ENTER);
    terminal.then("p", "Plan a meeting").keys(&TAB.repeat(2)).keys("3 dec").keys(TAB).keys("2pm");
    terminal.then(CTRL_S, "Thu 3 Dec 2026").misses("Plan a meeting").then(ENTER, "W-2025-008 CQ");
    terminal.then("C", "The agenda went out").then(CTRL_S, "version 1").keys(ESC);
    let meetings = county.show(&["meetings"]);
    let planned =
        meetings.as_array().unwrap().iter().find(|m| m["area"] == "west" && m["date"] == "2026-12-03").unwrap();
    assert_eq!(planned["state"], "agenda-circulated");
    terminal.misses("The agenda went out").then("S", "Recorded").keys(CTRL_Q);
    assert!(terminal.end().success());
    let meeting = county.show(&["meeting", planned["id"].as_str().unwrap()]);
    assert_eq!(meeting["state"], "live");
    let child = cases.iter().find(|case| case["name"] == "Callum Quarrington").unwrap();
    let item = meeting["items"].as_array().unwrap().iter().find(|item| item["case"] == child["ref"]).unwrap();
    assert_eq!(item["kind"], "review");
    county.is_sound();
}

/// Names a file to be brought in.
#[track_caller]
fn bring<'a>(terminal: &'a mut Terminal, key: &str, file: &str) -> &'a mut Terminal {
    terminal.then(key, "Bring in").paste(&paper(file)).sees(file).keys(ENTER)
}
