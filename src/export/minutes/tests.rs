//! What a reader of minutes would notice: that everything is there, in its place, and about the right child.

use chrono::{TimeZone, Utc};
use proptest::prelude::*;

use super::super::document::{Block, Cell, Document, Part, Run};
use super::super::fixture::{Room, day, held};
use super::super::{docx, html, markdown, pdf, text, tracker, xlsx};
use super::{Minutes, minutes};
use crate::model::action::Answer;
use crate::model::capture::Capture;
use crate::model::case::Outcome;
use crate::model::meeting::{Meeting, Plan};
use crate::model::request::{NewMeeting, Request};

fn written(room: &Room, meeting: &Meeting) -> Document {
    minutes(&Minutes {
        meeting,
        docs: &room.docs,
        terms: &room.terms,
        next_meeting: Some((day("2027-01-14"), "09:30:00".parse().unwrap(), "Committee Room 2".into())),
        made_at: Utc.with_ymd_and_hms(2026, 12, 3, 13, 5, 0).unwrap(),
    })
}

fn december() -> Document {
    let room = held();
    written(&room, room.meeting_on("2026-12-03"))
}

/// The text of December's minutes with every run of blanks as one, so that wrapping does not matter.
fn flowing(document: &Document) -> String {
    let text = text::render(document, None).unwrap();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[track_caller]
fn check_all(expected: &[&str]) {
    let flat = words_of_document(&december());
    for words in expected {
        assert!(flat.contains(words), "“{words}” is not in:\n{flat}");
    }
}

/// The cells of the table row that begins so.
#[track_caller]
fn row_of(part: &Part, first: &str) -> String {
    let row = rows(&part.blocks).into_iter().find(|row| words(&row[0].blocks).starts_with(first));
    let row = row.unwrap_or_else(|| panic!("no row begins with “{first}”"));
    row.iter().map(|cell| words(&cell.blocks)).collect::<Vec<_>>().join(" | ")
}

fn part_about<'a>(document: &'a Document, heading: &str) -> &'a Part {
    let found = document.parts.iter().find(|part| words(&part.blocks).contains(heading));
    found.unwrap_or_else(|| panic!("no part holds “{heading}”"))
}

fn rows(blocks: &[Block]) -> Vec<&Vec<Cell>> {
    blocks.iter().flat_map(|block| if let Block::Table(table) = block { &table.rows[..] } else { &[] }).collect()
}

fn words_of_document(document: &Document) -> String {
    let reference: Vec<_> =
        document.reference.iter().map(|f| format!("{}: {}", f.label, run_words(&f.value))).collect();
    let parts: Vec<_> = document.parts.iter().map(|part| words(&part.blocks)).collect();
    format!("{}\n{}\n{}\n{}", document.title, document.status, reference.join("\n"), parts.join("\n"))
}

fn words(blocks: &[Block]) -> String {
    let one = |block: &Block| match block {
        Block::Heading { text, .. } => text.clone(),
        Block::Paragraph(paragraph) => run_words(&paragraph.runs),
        Block::Fields { fields } => {
            fields.iter().map(|f| format!("{}: {}", f.label, run_words(&f.value))).collect::<Vec<_>>().join("\n")
        }
        Block::Table(table) => {
            let row = |row: &Vec<Cell>| row.iter().map(|cell| words(&cell.blocks)).collect::<Vec<_>>().join(" | ");
            table.rows.iter().map(row).collect::<Vec<_>>().join("\n")
        }
        Block::Bullets { items } => items.iter().map(|item| run_words(item)).collect::<Vec<_>>().join("\n"),
        Block::Callout(callout) => format!("{}\n{}", callout.label, words(&callout.blocks)),
        Block::Together { blocks } => words(blocks),
        Block::PageBreak => String::new(),
        Block::Signature(signature) => format!("{} {}", signature.statement, signature.signatories[0].name),
    };
    blocks.iter().map(one).collect::<Vec<_>>().join("\n")
}

fn run_words(runs: &[Run]) -> String {
    runs.iter().map(|run| run.text.as_str()).collect()
}

#[test]
fn the_minutes_of_a_small_meeting_read_as_minutes_do() {
    insta::assert_snapshot!(text::render(&december(), None).unwrap());
}

#[test]
fn the_head_says_when_where_and_who_and_that_it_is_a_draft() {
    let document = december();
    assert_eq!(document.marking, "OFFICIAL-SENSITIVE");
    check_all(&[
        "MACE Part 1 minutes",
        "DRAFT: not yet approved by the chair",
        "Date and time: Thursday 3 December 2026 at 09:30; began at 09:32 and ended at 10:25",
        "Venue: Committee Room 2, County Hall, Chelmsford",
        "Chair: Priya Shah, Service Manager, Children & Families",
    ]);
}

#[test]
fn the_attendance_shows_apologies_substitutes_and_late_comers() {
    check_all(&[
        "Joan Frost | Apologies; Amir Khan attended as substitute",
        "Named Nurse / Named Nurse LAC | Sue Webb | Apologies",
        "Local CSE lead | – | Present, from 09:41 (came late)",
        "Youth Service | Representative | – | Absent",
        "Allocated social worker | Nell Drew | Present, for M-2026-001 only",
    ]);
}

#[test]
fn the_statement_was_agreed_to_and_by_a_late_comer_on_joining() {
    check_all(&[
        "was agreed to at 09:36 by all 16 then present.",
        "It was agreed to on joining, at 09:42, by Sexual Health.",
        "No agreement was recorded from Nell Drew, Children & Families (Allocated social worker).",
    ]);
}

#[test]
fn an_agency_that_spoke_twice_is_gathered() {
    let document = december();
    let row = row_of(part_about(&document, "Ava Marlow"), "Youth Offending Service");
    assert!(row.contains("Seen twice at the retail park with older males.\nShe has asked for a mentor"), "{row}");
}

#[test]
fn several_who_speak_for_one_agency_are_told_apart() {
    let document = december();
    let row = row_of(part_about(&document, "Ava Marlow"), "Police");
    assert!(row.contains("Insp. Mark Vale, Senior Police Lead, Local Policing: Two vehicles"), "{row}");
    assert!(row.contains("Lee Marsh, Missing Person Liaison Officer, Chelmsford: Four episodes"), "{row}");
}

#[test]
fn who_had_nothing_was_not_there_or_was_not_asked_is_listed() {
    check_all(&[
        "Nothing to report: Borough, City & District Council (Safeguarding Lead, Chelmsford)",
        "Not present: Youth Service",
        "Present, not asked: Children & Families (Hidden Harm Operational Lead);",
        "Sent in writing. Seen by the school nurse twice",
    ]);
}

#[test]
fn the_child_is_heard_in_her_own_words_and_silence_is_explained() {
    check_all(&[
        "I like going there because nobody asks me questions.",
        "The parents' or carers' view was not heard. Reason: Her mother could not be reached.",
        "The child's view was not recorded.",
    ]);
}

#[test]
fn earlier_actions_stand_with_their_answers_and_the_date_they_had_then() {
    check_all(&[
        "A1 | Ask licensing for camera coverage | Ola Reed\nBorough, City & District Council, Safeguarding Lead, \
         Chelmsford | Thu 26 Nov 2026 | Done: coverage confirmed, letter sent.",
        "Thu 19 Nov 2026 | Carried to Thu 10 Dec 2026, for the first time: awaiting the analyst.",
    ]);
}

#[test]
fn every_action_raised_stands_in_the_summary_with_its_case() {
    let document = december();
    let after = document.parts.iter().skip_while(|part| part.id != "actions").map(|part| words(&part.blocks));
    let after = after.collect::<Vec<_>>().join("\n");
    for row in ["A3 | M-2026-001 | Share the two", "A4 | M-2026-001 | Offer", "A5 | M-2026-002 | Find", "A6 | – | Send"]
    {
        assert!(after.contains(row), "{row} in {after}");
    }
    assert!(after.contains("No owner was agreed | No date was agreed"));
}

#[test]
fn the_decision_has_its_rationale_and_the_risk_before_and_after() {
    check_all(&[
        "Decision: review on Thursday 14 January 2027",
        "Risk level: Medium → High: contact with adults has become weekly.",
        "Rationale: disruption has only begun.",
    ]);
}

#[test]
fn a_dissent_stands_with_the_chairs_rationale_and_what_became_of_it() {
    check_all(&[
        "Kit Lowe, Youth Offending Service: Six weeks is too long.",
        "The chair's rationale: the strategy meeting on 17 December will see the child sooner.",
        "Not resolved: the agency takes it to the Head of Youth Justice.",
    ]);
}

#[test]
fn what_was_left_open_stands_with_its_reason() {
    check_all(&[
        "Reason given: Agency to send its update in writing.",
        "No review date or closure was decided.",
        "A5 has no owner.",
        "Not asked: Children & Families (Hidden Harm Operational Lead), ",
        "5  M-2026-001 | ",
    ]);
}

#[test]
fn an_acting_chair_a_previous_discussion_and_the_next_meeting_are_named() {
    check_all(&[
        "Chaired by: Dan Obi, acting",
        "5 November 2026 (initial discussion), when a review was set for 3 December 2026",
        "The next meeting is on Thursday 14 January 2027 at 09:30, Committee Room 2.",
        "Approved as a true record of the meeting. Priya Shah",
    ]);
}

#[test]
fn missing_episodes_and_places_told_in_the_meeting_are_listed() {
    check_all(&["Tue 1 Dec 2026, 22:10 | Wed 2 Dec 2026, 06:30 | Home | Southend", "Venue: Taxi rank, Market Road."]);
}

#[test]
fn no_part_about_one_child_speaks_of_another_and_the_rest_speaks_of_none() {
    let room = held();
    let document = written(&room, room.meeting_on("2026-12-03"));
    let names = [("Ava", "M-2026-001"), ("Cai Denby", "M-2026-002")];
    for part in &document.parts {
        let words = words(&part.blocks);
        let about = part.about.as_ref().map(|id| room.docs.cases.values().find(|c| c.id.as_str() == id).unwrap());
        for (name, reference) in names {
            let own = about.is_some_and(|case| case.label == reference);
            assert!(own || !(words.contains(name) || words.contains(reference)), "{}: {words}", part.id);
        }
    }
    let mut ids: Vec<_> = document.parts.iter().map(|part| &part.id).collect();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), document.parts.len());
}

#[test]
fn no_identity_of_the_store_is_shown() {
    let text = flowing(&december());
    assert!(!text.split(|c: char| !c.is_alphanumeric() && c != '.').any(|word| {
        word.strip_prefix('r').is_some_and(|rest| rest.contains('.') && rest.starts_with(|c: char| c.is_ascii_digit()))
    }));
}

#[test]
fn a_meeting_that_is_still_live_says_so() {
    let room = {
        let full = held();
        let mut room = Room::new();
        for (number, (at, request)) in full.asked.iter().enumerate() {
            let last = number + 1 == full.asked.len();
            if !last {
                room.ask_as(number, *at, request).unwrap();
            }
        }
        room
    };
    let document = written(&room, room.meeting_on("2026-12-03"));
    assert!(words_of_document(&document).contains("The meeting has not ended."));
    assert_eq!(document.status, "DRAFT, taken while the meeting is being held");
}

#[test]
fn what_a_draft_has_made_good_is_said_to_be_settled() {
    let mut room = held();
    let meeting = room.meeting_on("2026-12-03").id.clone();
    room.say(&meeting, 6, super::super::fixture::review_on("2027-01-14", "the account must be traced"));
    let document = written(&room, room.meeting_on("2026-12-03"));
    assert!(words_of_document(&document).contains("No review date or closure was decided (settled since)."));
}

#[test]
fn an_action_answered_from_the_log_stands_in_a_part_of_its_childs_own() {
    let mut room = held();
    let meeting = room.meeting_on("2026-12-03").id.clone();
    let answer = Answer::NotDone { because: "the provider withdrew".into(), kind: None };
    room.say(&meeting, 4, Capture::Answer { action: "A5".into(), answer });
    let document = written(&room, room.meeting_on("2026-12-03"));
    let part = part_about(&document, "Not done: the provider withdrew.");
    let case = room.docs.cases.values().find(|case| case.label == "M-2026-002").unwrap();
    assert_eq!(part.about.as_deref(), Some(case.id.as_str()));
    assert!(words(&part.blocks).starts_with("A5\nM-2026-002 | Find out who owns the account"));
}

#[test]
fn past_minutes_print_what_a_merged_record_is_called_now() {
    let mut room = held();
    let record = |label: &str| room.docs.cases.values().find(|case| case.label == label).unwrap();
    let (kept, gone) = (record("M-2026-001"), record("M-2026-002"));
    let seen = (kept.latest.clone(), gone.latest.clone());
    room.ask(Request::MergeCases { kept: kept.id.clone(), gone: gone.id.clone(), seen });
    let words = flowing(&written(&room, room.meeting_on("2026-12-03")));
    assert!(words.contains("M-2026-002, now M-2026-001: Cai Denby"), "{words}");
}

#[track_caller]
fn check_decision(outcome: Outcome, expected: &str) {
    let mut room = held();
    let meeting = room.meeting_on("2026-12-03").id.clone();
    room.say(&meeting, 6, Capture::Decision { outcome, because: String::new() });
    let document = written(&room, room.meeting_on("2026-12-03"));
    let words = words(&part_about(&document, "Cai Denby").blocks);
    assert!(words.contains(expected), "{words}");
}

#[test]
fn a_closure_and_a_transfer_are_said_in_full() {
    let close = |reason: Option<&str>| Outcome::Close {
        outcome: "Risk reduced".into(),
        reason_reduced: reason.map(Into::into),
    };
    check_decision(close(None), "Decision: closed (risk reduced)\nRationale: none was recorded.");
    check_decision(close(Some("Contact ended")), "Why the risk is less: Contact ended.");
    let date = day("2027-01-20");
    check_decision(
        Outcome::Transfer { area: "west".into(), date },
        "Decision: transferred to West, for review there by Wednesday 20 January 2027",
    );
}

#[test]
fn an_acting_chair_of_the_whole_meeting_chairs_and_signs() {
    let mut room = held();
    let meeting = room.meeting_on("2026-12-03").id.clone();
    room.ask(Request::ActingChair { meeting, item: None, name: "Dan Obi".into() });
    let words = words_of_document(&written(&room, room.meeting_on("2026-12-03")));
    assert!(words.contains("Chair: Dan Obi, acting for Priya Shah, Service Manager"));
    assert!(words.contains("Approved as a true record of the meeting. Dan Obi"));
}

#[test]
fn minutes_of_an_earlier_meeting_keep_the_dates_agreed_then() {
    let room = held();
    let words = words_of_document(&written(&room, room.meeting_on("2026-11-05")));
    assert!(words.contains("Update the flag on the two vehicles | Lee Marsh"), "{words}");
    assert!(words.contains("Thu 19 Nov 2026") && !words.contains("Thu 10 Dec 2026"), "{words}");
    assert!(words.contains("Risk level: Medium (not assessed anew at this meeting)"), "{words}");
}

#[test]
fn minutes_of_a_part_2_meeting_have_its_agenda_and_no_child() {
    let mut room = held();
    let plan = Plan { part: 2, date: day("2027-02-02"), ..room.meeting_on("2026-12-03").plan.clone() };
    room.ask(Request::PlanMeeting(Box::new(NewMeeting { plan, cases: vec![] })));
    let document = written(&room, room.meeting_on("2027-02-02"));
    let words = words_of_document(&document);
    assert_eq!(document.status, "The meeting has not been held");
    assert!(words.contains("MACE Part 2 minutes") && words.contains("6  Local prevention and awareness raising"));
    assert!(document.parts.iter().all(|part| part.about.is_none()) && !words.contains("Decisions at a glance"));
}

#[test]
#[ignore = "writes these minutes and the tracker to the folder SAMPLE_FOLDER, to be looked at"]
fn write_the_minutes_to_be_looked_at() {
    let folder = std::path::PathBuf::from(std::env::var_os("SAMPLE_FOLDER").expect("SAMPLE_FOLDER"));
    let (room, document) = (held(), december());
    let book = tracker::workbook(&room.docs, &room.terms, day("2026-12-31"), "Tom Hale", document.created);
    for (name, bytes) in [
        ("meeting.docx", docx::render(&document).unwrap()),
        ("meeting.pdf", pdf::render(&document).unwrap()),
        ("meeting.html", html::render(&document, None).unwrap().into_bytes()),
        ("meeting.md", markdown::render(&document, None).unwrap().into_bytes()),
        ("tracker.xlsx", xlsx::render(&book).unwrap()),
    ] {
        std::fs::write(folder.join(name), bytes).unwrap();
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn whatever_was_recorded_minutes_can_be_written(kept in prop::collection::vec(prop::bool::weighted(0.85), 80)) {
        let full = held();
        let mut room = Room::new();
        for (number, (at, request)) in full.asked.iter().enumerate() {
            // Without a county, cases and a meeting there is nothing to write minutes of.
            let needed = matches!(request, Request::PlanMeeting(_));
            if needed || kept.get(number).copied().unwrap_or(true) {
                let _ = room.ask_as(number, *at, request);
            }
        }
        for meeting in room.docs.meetings.values() {
            let document = written(&room, meeting);
            prop_assert!(text::render(&document, None).is_ok());
            prop_assert!(docx::render(&document).is_ok());
        }
    }
}
