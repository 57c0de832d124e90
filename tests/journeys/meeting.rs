//! A whole Part 1 meeting, typed as a person would, and the papers that come out of it.

use std::process::Command;

use serde_json::Value;

use crate::county::{County, MEETING};
use crate::terminal::{BACK_TAB, CTRL_A, CTRL_S, CTRL_Y, CTRL_Z, ENTER, ESC, RIGHT, TAB, Terminal};

const SEEN: &str = "Seen at home twice this month, and at school on Tuesday.";
const CALLS: &str = "Two calls from the carer, both at night.";
const VISIT: &str = "visit the placement with the social worker";
const STOPPED: &str = "Stopped on Fuller's Way at ten past nine.";
const CORRECTED: &str = "Stopped on Fuller's Way at ten past nine with a cousin.";
const CHILD: &str = "I only want one person to ring.";
const DISSENT: &str = "Wanted the case kept at the higher level.";
const ANSWER: &str = "The plan holds for four weeks and will be looked at again.";
const REVIEW: &str = "Contact goes on and the notice is not served yet.";
const CLOSED: &str = "No contact for four months and every action is done.";

#[test]
fn a_meeting_is_run_at_the_keyboard_and_its_papers_say_what_was_typed() {
    let county = County::new();
    let mut terminal = county.open(120, 60);
    terminal.sees("09:28").then("s", "Welcome, introductions and apologies");
    roll_call(&mut terminal);
    action_log(&mut terminal);
    first_case(&mut terminal);
    second_case(&mut terminal);
    terminal.then("E", "still owed").sees("The case was not discussed");
    // No child is left undecided without a reason: nine are open, one key each.
    terminal.then("E", "Undecided, and no reason given").keys(&"4".repeat(9));
    terminal.then("E", "draft minutes").then("q", "f filters").keys("q");
    assert!(terminal.end().success());

    let meeting = county.show(&["meeting", MEETING]);
    assert_eq!(meeting["state"], "draft");
    attendance_is_as_called(&meeting);
    the_action_log_is_answered(&county);
    the_first_case_is_as_typed(&county, &meeting["items"][4]);
    the_second_case_is_closed(&county, &meeting["items"][5]);
    assert!(
        meeting["items"][6]["gate"]["owed"].as_array().unwrap().iter().any(|owed| owed == "The case was not discussed")
    );
    papers_hold(&county);
    county.is_sound();
}

fn roll_call(terminal: &mut Terminal) {
    terminal.then("r", "C&F Hidden Harm");
    terminal.then("l", "came at").keys(CTRL_A).keys("09:50").then(ENTER, "came 09:50");
    terminal.then("a", "C&F Missing: apologies").keys("Jo Standin").then(ENTER, "Jo Standin for");
    terminal.then("x", "absent").then("P", "0 not marked");
    terminal.keys(ESC).misses("0 not marked");
    terminal.then("n", "Information-sharing statement").then("s", "present have agreed");
    terminal.then("n", "matters arising Chair").then("t", "Note").keys("The minutes were agreed.");
    terminal.keys(ESC).misses("Esc records");
}

/// Answers the first three of the log: done, carried, not done.
fn action_log(terminal: &mut Terminal) {
    terminal.then("n", "Review of the action log Chair").then("A", "d done c carry");
    terminal.then("d", "done; the outcome").keys("Offered and taken up.").keys(ENTER).misses("done; the outcome");
    terminal.then("c", "carry to").keys(CTRL_A).keys("14 jan because the assessment is late").keys(ENTER);
    terminal.misses("carry to");
    terminal.then("x", "not possible), because").keys("the family moved").keys(ENTER).misses("not possible), because");
    terminal.then("C", "carried to Thu 7 Jan 2027");
    terminal.keys(ESC).misses("d done c carry");
}

fn first_case(terminal: &mut Terminal) {
    terminal.then("n", "13 not asked").then("u", "Esc records").keys(SEEN);
    terminal.then(TAB, "C&F Missing · Jo Standin").keys(CALLS).keys(ENTER);
    terminal.then(&format!("!@yos {VISIT} by fri #support"), "action YOS").keys(ENTER);
    terminal.misses("!@yos").then("@police/lp ", "Police LP · ").keys(STOPPED);
    // What was said last is corrected in place, and the next is written.
    terminal.then(BACK_TAB, "Correcting: Police LP").keys("\x7f with a cousin.").then(TAB, "Police OCTT · ");
    terminal.keys(ESC).misses("Esc records").sees("with a cousin.");
    terminal.then("o", "Nothing to report").then("N", "everybody present was asked");
    terminal.then("v", "Child's view").keys(CHILD).keys(ESC).misses("Esc records").sees(CHILD);
    dissent(terminal);
    decision(terminal);
    terminal.then("k", "medium").keys("medium because the adult is in custody").then(ENTER, "Actual → Medium");
    terminal.then("l", "venue").keys("venue Taxi rank, Market Road").then(ENTER, "Taxi rank, Market Road");
    terminal.then("m", "m missing").keys("2 dec 22:10 to 3 dec 06:30 from care, found Southend").keys(ENTER);
    terminal.misses("m missing");
    // An entry of before is corrected out of the list.
    terminal
        .then("e", "Recorded on this item")
        .keys(&"k".repeat(40))
        .then(ENTER, "Correcting: C&F")
        .keys(" She was well.");
    terminal.keys(ESC).misses("Esc records");
    terminal.then("t", "Note").keys("Said in passing.").keys(ESC).misses("Esc records");
    terminal.sees("Note Said in passing.").then(CTRL_Z, "Taken back:").misses("Note Said in passing.");
    terminal.then(CTRL_Y, "Brought back:").sees("Note Said in passing.");
}

fn dissent(terminal: &mut Terminal) {
    terminal.then("x", "Chair's rationale").keys(TAB).then(DISSENT, DISSENT);
    terminal.keys(TAB).then(ANSWER, ANSWER).keys(TAB).then(RIGHT, "resolved");
    terminal.keys(CTRL_S).misses("Ctrl-S records").sees(DISSENT);
}

fn decision(terminal: &mut Terminal) {
    terminal.then("d", "Decision · M-").sees("next meeting").keys(&TAB.repeat(3)).then(REVIEW, REVIEW);
    terminal.keys(CTRL_S).misses("Ctrl-S records").sees(REVIEW);
}

fn second_case(terminal: &mut Terminal) {
    terminal
        .then("n", "Nothing yet")
        .then("+", "? C&F ASW")
        .misses("press +")
        .then("d", "Decision · M-")
        .then(RIGHT, "Outcome")
        .keys(&TAB.repeat(4));
    terminal.then(CLOSED, CLOSED).keys(CTRL_S).misses("Ctrl-S records").sees(CLOSED);
    // What was decided is read back in large type, and one key stamps the agreement.
    terminal.then("g", "Does anyone dissent?").keys(ENTER).misses("Does anyone dissent?");
    terminal.then("g", "Agreed by the room at").keys(ESC).misses("Agreed by the room");
}

#[track_caller]
fn attendance_is_as_called(meeting: &Value) {
    let seat = |at: usize| &meeting["attendance"][at];
    assert_eq!((&seat(0)["mark"], &seat(0)["from"]), (&"present".into(), &"09:50".into()));
    assert_eq!((&seat(1)["mark"], &seat(1)["substitute"]), (&"apologies".into(), &"Jo Standin".into()));
    assert_eq!(seat(2)["mark"], "absent");
    assert_eq!(seat(3)["mark"], "present");
    // Of those invited for one child, the one who came in was there from then until the item was left.
    let invited: Vec<&Value> = meeting["attendance"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|seat| seat["only_items"] != serde_json::json!([]))
        .collect();
    let came: Vec<_> = invited.iter().filter(|seat| !seat["mark"].is_null()).collect();
    assert_eq!((invited.len() > 5, came.len()), (true, 1), "{invited:#?}");
    assert_eq!((&came[0]["mark"], &came[0]["only_items"]), (&"present".into(), &serde_json::json!([6])));
    assert!(!came[0]["from"].is_null() && !came[0]["until"].is_null(), "{came:#?}");
    assert_eq!(meeting["items"][2]["notes"][0]["text"], "The minutes were agreed.");
}

#[track_caller]
fn the_action_log_is_answered(county: &County) {
    let actions = county.show(&["actions"]);
    let actions = actions.as_array().unwrap();
    assert!(actions.iter().any(|a| a["outcome"] == "Offered and taken up." && a["state"] == "completed"));
    assert!(actions.iter().any(|a| a["reason"] == "the family moved" && a["state"] == "not-completed"));
    assert!(actions.iter().any(|a| a["due"] == "2027-01-14" && a["times_carried"] != 0));
    let visit = actions.iter().find(|a| a["text"] == VISIT).unwrap();
    assert_eq!((&visit["due"], &visit["category"]), (&"2026-12-04".into(), &"Support".into()));
    assert_eq!(visit["owner"]["agency"], "Youth Offending Service");
}

#[track_caller]
fn the_first_case_is_as_typed(county: &County, item: &Value) {
    let updates = item["updates"].as_array().unwrap();
    let of = |designation: &str| updates.iter().filter(|u| u["designation"] == designation).collect::<Vec<_>>();
    let said = |text: &str| updates.iter().filter(|u| u["text"] == text).count();
    assert_eq!(said(&format!("{SEEN} She was well.")), 1, "{updates:#?}");
    assert_eq!(said(CALLS), 1, "{updates:#?}");
    assert_eq!(said(CORRECTED), 1, "{updates:#?}");
    assert_eq!(of("Senior Police Lead, Local Policing").len(), 1, "{updates:#?}");
    assert_eq!(of("DI representative, OC Triage Team")[0]["nil"], true);
    assert_eq!(updates.len() - updates.iter().filter(|u| u["nil"] == true).count(), 3, "{updates:#?}");
    assert_eq!(item["views"][0]["text"], CHILD);
    let dissent = &item["dissents"][0];
    assert_eq!((&dissent["text"], &dissent["rationale"]), (&DISSENT.into(), &ANSWER.into()));
    assert_eq!(dissent["state"], "resolved");
    let decision = &item["decision"];
    assert_eq!((&decision["kind"], &decision["review_date"]), (&"review".into(), &"2027-01-07".into()));
    assert_eq!((&decision["rationale"], &decision["risk_after"]), (&REVIEW.into(), &"Medium".into()));
    assert_eq!(item["notes"][0]["text"], "Said in passing.");
    assert_eq!(item["actions"].as_array().unwrap().len(), 1);
    assert_eq!(item["places"].as_array().unwrap().len(), 1);
    assert_eq!(item["missing"].as_array().unwrap().len(), 1);
    let case = county.show(&["case", item["case"].as_str().unwrap()]);
    assert_eq!((&case["risk"], &case["review_date"]), (&"Medium".into(), &"2027-01-07".into()));
}

#[track_caller]
fn the_second_case_is_closed(county: &County, item: &Value) {
    assert_eq!((&item["decision"]["kind"], &item["decision"]["rationale"]), (&"close".into(), &CLOSED.into()));
    assert_eq!(county.show(&["case", item["case"].as_str().unwrap()])["state"], "closed");
    assert!(item["decision"]["agreed_at"].as_str().is_some_and(|at| at.starts_with("2026-12-03T")), "{item:#}");
}

/// The papers are read by the programs that people read them with.
#[track_caller]
fn papers_hold(county: &County) {
    let (minutes, tracker) = (county.path("minutes.docx"), county.path("tracker.xlsx"));
    county.run(&["export", "minutes", MEETING, "--format", "docx", "--out", minutes.to_str().unwrap()]);
    county.run(&["export", "tracker", "--format", "xlsx", "--out", tracker.to_str().unwrap()]);
    let read = |script: &str, file: &std::path::Path| {
        let python = std::env::var_os("MACE_PYTHON").unwrap_or_else(|| "python3".into());
        let out = Command::new(python).arg("-c").arg(script).arg(file).output().ok()?;
        let known = out.status.success();
        let missing = String::from_utf8_lossy(&out.stderr).contains("ModuleNotFoundError");
        assert!(known || missing, "{}", String::from_utf8_lossy(&out.stderr));
        known.then(|| String::from_utf8_lossy(&out.stdout).split_whitespace().collect::<Vec<_>>().join(" "))
    };
    let Some((minutes, tracker)) = read(DOCX, &minutes).zip(read(XLSX, &tracker)) else {
        assert!(std::env::var_os("MACE_REQUIRE_PYTHON").is_none(), "python-docx and openpyxl are required");
        println!("python-docx and openpyxl are not here: the papers were written, and nobody has read them.");
        return;
    };
    let words = [CALLS, VISIT, CORRECTED, CHILD, DISSENT, ANSWER, REVIEW, CLOSED, "Jo Standin", "OFFICIAL-SENSITIVE"];
    for said in words {
        assert!(minutes.contains(said), "the minutes lack “{said}”:\n{minutes}");
    }
    for said in ["M-2026-001", "Medium", "2027-01-07"] {
        assert!(tracker.contains(said), "the tracker lacks “{said}”");
    }
}

const DOCX: &str = r"
import sys, docx
document = docx.Document(sys.argv[1])
def tables(of):
    for table in of.tables:
        for row in table.rows:
            for cell in row.cells:
                for paragraph in cell.paragraphs: print(paragraph.text)
                tables(cell)
for paragraph in document.paragraphs: print(paragraph.text)
tables(document)
for section in document.sections:
    for part in (section.header, section.footer):
        for paragraph in part.paragraphs: print(paragraph.text)
        tables(part)
";

const XLSX: &str = r"
import sys, openpyxl
for sheet in openpyxl.load_workbook(sys.argv[1]):
    for row in sheet.iter_rows(values_only=True):
        for cell in row: print(cell)
";
