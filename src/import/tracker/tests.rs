//! The county's tracker in its three formats, read as a person reads it.

use std::collections::BTreeSet;

use proptest::prelude::*;
use serde_json::Value as Json;

use super::*;
use crate::import::sheets;

const XLSX: &[u8] = include_bytes!("../../../tests/papers/tracker.xlsx");
const ODS: &[u8] = include_bytes!("../../../tests/papers/tracker.ods");
const CSV: &[u8] = include_bytes!("../../../tests/papers/tracker.csv");
const TRUTH: &str = include_str!("../../../tests/papers/truth.json");

fn read_bytes(bytes: &[u8], file: &str) -> Reading<TrackerRow> {
    let terms = Terms::essex().unwrap();
    read(&sheets::read(bytes, file).unwrap(), file, &terms, &Columns::new(), |_, _| {}).unwrap()
}

/// Reads rows under the columns of the county's tracker.
fn read_rows(rows: &str) -> Reading<TrackerRow> {
    let header =
        "Young Person;D.O.B;District;Quad;Risk;Models;Opened;Next Review;Date closed;Outcome / reason;Education";
    read_bytes(format!("{header}\n{rows}").as_bytes(), "rows.csv")
}

/// What a person would read of each child, with every word as the terms spell it.
fn expected() -> BTreeSet<String> {
    let terms = Terms::essex().unwrap();
    let word = |list: &[Word], text: &str| find_word(list, text).one().map(|word| word.name.clone());
    let truth: Json = serde_json::from_str(TRUTH).unwrap();
    let children = truth["children"].as_array().unwrap().iter().map(|child| {
        let text = |field: &str| child[field].as_str().map(str::to_owned);
        let models: BTreeSet<String> = child["models"]
            .as_array()
            .unwrap()
            .iter()
            .map(|model| word(&terms.vocabulary.model, model.as_str().unwrap()).unwrap())
            .collect();
        let district = text("district").unwrap();
        let area = terms.area_of(&district).unwrap().slug.clone();
        format!(
            "{:?}",
            (
                text("name"),
                text("born"),
                district,
                area,
                text("risk"),
                models,
                text("opened"),
                text("closed"),
                text("review"),
                text("education").and_then(|education| word(&terms.vocabulary.education, &education)),
            )
        )
    });
    children.collect()
}

#[track_caller]
fn check(bytes: &[u8], file: &str, hidden: usize) {
    let reading = read_bytes(bytes, file);
    let day = |date: Option<NaiveDate>| date.map(|date| date.to_string());
    let read: BTreeSet<String> = reading
        .rows
        .iter()
        .map(|child| {
            let models: BTreeSet<&String> = child.models.iter().collect();
            format!(
                "{:?}",
                (
                    Some(&child.name),
                    day(Some(child.born)),
                    child.district.as_deref().unwrap_or(""),
                    &child.area,
                    &child.risk,
                    models,
                    day(Some(child.opened)),
                    day(child.closed),
                    day(child.review),
                    &child.education,
                )
            )
        })
        .collect();
    let expected = expected();
    let missing: Vec<&String> = expected.difference(&read).collect();
    let extra: Vec<&String> = read.difference(&expected).collect();
    assert!(missing.is_empty() && extra.is_empty(), "missing {missing:#?}\nextra {extra:#?}\n{:#?}", reading.refused);
    assert_eq!(reading.rows.len(), expected.len());

    let truth: Json = serde_json::from_str(TRUTH).unwrap();
    let refused: BTreeSet<(&str, usize)> = reading.refused.iter().map(|one| (one.sheet.as_str(), one.row)).collect();
    assert!(refused.len() as u64 >= truth["rows_refused_at_least"].as_u64().unwrap(), "{:?}", reading.refused);
    assert_eq!(reading.duplicates.len() as u64, truth["duplicates"].as_u64().unwrap());
    assert_eq!(reading.hidden.len(), hidden);
    assert_eq!(reading.read, expected.len() + reading.duplicates.len() + refused.len());
}

#[test]
fn every_format_reads_as_a_person_reads_it() {
    check(XLSX, "tracker.xlsx", 1);
    check(ODS, "tracker.ods", 1);
    check(CSV, "tracker.csv", 0);
}

#[test]
fn refusals_name_sheet_row_column_value_and_reason() {
    let reading = read_bytes(XLSX, "tracker.xlsx");
    let born = &reading.refused[0];
    assert_eq!((born.sheet.as_str(), born.row, born.column.as_str()), ("MACE1 Tracker", 71, "D.O.B"));
    assert_eq!((born.value.as_str(), born.reason.contains("not a date")), ("31/02/2011", true));
    let columns: Vec<&str> =
        reading.refused.iter().filter(|one| one.row == 72).map(|one| one.column.as_str()).collect();
    assert_eq!(columns, ["District / Borough", "CSE Risk level", "Model(s) of exploitation", "Next Review"]);
}

#[test]
fn a_csv_row_is_named_by_its_line() {
    let reading = read_bytes(CSV, "tracker.csv");
    let last = reading.refused.last().unwrap();
    let lines = CSV.split(|byte| *byte == b'\n').count() - 1;
    assert_eq!(last.row, lines);
}

#[test]
fn the_same_child_twice_is_one_child_and_said_so() {
    let reading = read_bytes(XLSX, "tracker.xlsx");
    let again = &reading.duplicates[0];
    assert!(again.row > again.first_row);
    assert!(reading.passed_over()[0].contains(&format!("it repeats row {}", again.first_row)));
}

#[test]
fn an_outcome_in_other_words_is_kept_in_the_notes() {
    let rows = "Jo Doe;1/2/2011;Maldon;;High;;1/3/2026;;1/4/2026;Panel decided otherwise;\n\
        Al Poe;1/2/2011;Maldon;;High;;1/3/2026;;1/4/2026;Risk reduced - back in education;";
    let reading = read_rows(rows);
    let [other, both] = &reading.rows[..] else { panic!("{:?}", reading.refused) };
    assert_eq!(other.outcome.as_deref(), Some("Other multi-agency decision"));
    assert_eq!(other.notes, "Panel decided otherwise");
    assert_eq!(both.outcome.as_deref(), Some("Risk reduced"));
    assert_eq!(both.reason.as_deref(), Some("Back in education"));
}

#[track_caller]
fn refuses(row: &str, column: &str, reason: &str) {
    let reading = read_rows(row);
    let found = reading.refused.iter().any(|one| one.column == column && one.reason.contains(reason));
    assert!(found && reading.rows.is_empty(), "{row}: {:?}", reading.refused);
}

#[test]
fn rows_that_contradict_themselves_are_refused() {
    refuses("Jo Doe;1/2/2011;Maldon;West;High;;1/3/2026;;;;", "Quad", "Maldon lies in Mid, not in West");
    refuses("Jo Doe;1/2/2026;Maldon;;High;;1/3/2025;;;;", "D.O.B", "not before");
    refuses("Jo Doe;1/2/2011;Maldon;;High;;1/3/2026;;1/2/2026;;", "Date closed", "before the day");
    refuses("Jo Doe;1/2/2011;Maldon;;High;;1/3/2026;closed;;;", "Next Review", "closed");
}

#[test]
fn rows_that_lack_what_a_case_needs_are_refused() {
    refuses("Jo Doe;;Maldon;;High;;1/3/2026;;;;", "D.O.B", "needed");
    refuses(";1/2/2011;Maldon;;High;;1/3/2026;;;;", "Young Person", "a name is needed");
    refuses("Jo Doe;1/2/2011;;;High;;1/3/2026;;;;", "District", "needed");
    refuses("Jo Doe;1/2/2011;Maldon;;High;;;;;;", "Opened", "needed");
}

#[test]
fn headings_blanks_and_a_repeated_header_are_no_children() {
    let header =
        "Young Person;D.O.B;District;Quad;Risk;Models;Opened;Next Review;Date closed;Outcome / reason;Education";
    let reading = read_rows(&format!(
        "MID QUADRANT\n\n;;\n--- cases below moved ---;;;\n{header}\nJo Doe;1/2/2011;Colchester BC;North;;;1/3/2026;n/a;-;;"
    ));
    assert_eq!((reading.read, reading.rows.len()), (1, 1), "{:?}", reading.refused);
    assert_eq!(reading.rows[0].district.as_deref(), Some("Colchester"));
}

#[test]
fn a_sheet_named_for_an_area_lends_it_to_its_rows() {
    let csv = "Name,DOB,Opened\nJo Doe,1/2/2011,1/3/2026";
    assert_eq!(read_bytes(csv.as_bytes(), "North Quadrant.csv").rows[0].area, "north");
}

#[test]
fn a_file_without_a_tracker_says_which_columns_it_lacks() {
    let terms = Terms::essex().unwrap();
    let sheets = sheets::read(b"Name,Telephone\nJo,1", "list.csv").unwrap();
    let refusal = read(&sheets, "list.csv", &terms, &Columns::new(), |_, _| {}).unwrap_err().to_string();
    assert!(refusal.contains("“list.csv”") && refusal.contains("“young person” and “dob”"), "{refusal}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_cells_panic(rows in prop::collection::vec(prop::collection::vec("[\\PC]{0,12}", 0..14), 0..6)) {
        let body: Vec<String> = rows.iter().map(|row| row.join(";")).collect();
        let _ = read_rows(&body.join("\n"));
    }
}
