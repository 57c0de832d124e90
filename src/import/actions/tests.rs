//! Action logs as counties keep them.

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

use super::*;
use crate::import::sheets;

const HEADER: &str =
    "Action No.;Young Person;Agency;Owner;Action;Date raised;By when;Status;Date completed;Outcome;Category;Notes";

fn read_bytes(bytes: &[u8], file: &str) -> Reading<ActionRow> {
    let terms = Terms::essex().unwrap();
    read(&sheets::read(bytes, file).unwrap(), file, &terms).unwrap()
}

fn read_rows(rows: &str) -> Reading<ActionRow> {
    read_bytes(format!("Action log\n\n{HEADER}\n{rows}").as_bytes(), "actions.csv")
}

fn day(text: &str) -> Option<NaiveDate> {
    text.parse().ok()
}

#[track_caller]
fn refuses(row: &str, column: &str) {
    let reading = read_rows(row);
    assert!(reading.rows.is_empty());
    assert_eq!(reading.refused.first().map(|one| one.column.as_str()), Some(column), "{:?}", reading.refused);
}

#[track_caller]
fn owned(agency: &str, owner: &str, expect: Option<&str>) {
    let reading = read_rows(&format!("1;Jo Doe;{agency};{owner};Do it;;;;;;;"));
    let post = reading.rows[0].owner.as_ref().map(|(agency, designation)| format!("{agency}/{designation}"));
    assert_eq!(post.as_deref(), expect, "{agency} {owner}");
}

#[test]
fn an_action_is_read_with_all_its_columns() {
    let row = "A17;Jo Doe;YOS;Pat Poe;Complete AIM assessment;05/11/2026;3 Dec 2026;Complete;1/12/26;Assessment sent;support;see mins";
    let reading = read_rows(row);
    let action = &reading.rows[0];
    assert_eq!((action.reference.as_deref(), action.about.as_deref()), (Some("A17"), Some("Jo Doe")));
    assert_eq!(action.owner, Some(("yos".to_owned(), "regional-manager".to_owned())));
    assert_eq!((action.owner_text.as_str(), action.text.as_str()), ("Pat Poe", "Complete AIM assessment"));
    assert_eq!((action.raised, action.due, action.closed), (day("2026-11-05"), day("2026-12-03"), day("2026-12-01")));
    assert_eq!((action.state, action.outcome.as_str()), (State::Completed, "Assessment sent"));
    assert_eq!((action.category.as_deref(), action.notes.as_str(), action.row), (Some("Support"), "see mins", 4));
}

#[test]
fn the_owner_is_found_in_either_column() {
    owned("Police", "MPLO", Some("police/mplo"));
    owned("Police", "MPLO - Pat Doe", Some("police/mplo"));
    owned("", "Police MPLO - Pat Doe", Some("police/mplo"));
    owned("", "Police/MPLO", Some("police/mplo"));
    owned("", "Children & Families Allocated social worker", Some("cf/asw"));
    owned("", "ASW (Pat Doe)", Some("cf/asw"));
    owned("Education", "Pat Doe", Some("education/principal-officer"));
    owned("", "", None);
}

#[test]
fn a_due_date_in_words_is_owed_and_kept_in_the_notes() {
    let reading = read_rows("1;;YOS;;Do it;;ASAP;;;;;ring first\n2;;YOS;;Do that;;next meeting;;;;;");
    assert_eq!(reading.rows[0].due, None);
    assert_eq!(reading.rows[0].notes, "ring first\nDue, as the log has it: ASAP");
    assert_eq!(reading.rows[1].notes, "Due, as the log has it: next meeting");
}

#[test]
fn a_state_is_read_however_it_is_worded() {
    let state = |word: &str, closed: &str| read_rows(&format!("1;;YOS;;Do it;;;{word};{closed};;;")).rows[0].state;
    assert_eq!(state("O/S", ""), State::Open);
    assert_eq!(state("On-going", ""), State::InProgress);
    assert_eq!(state("", "1/12/2026"), State::Completed);
    assert_eq!(state("", ""), State::Open);
    assert_eq!(state("No longer required", ""), State::Cancelled);
    assert_eq!(state("NOT COMPLETED", ""), State::NotCompleted);
}

#[test]
fn what_cannot_be_read_is_refused_by_column() {
    refuses("1;Jo Doe;Coastguard;;Do it;;;;;;;", "Agency");
    refuses("1;Jo Doe;;Somebody;Do it;;;;;;;", "Owner");
    refuses("1;Jo Doe;YOS;;;;soon;;;;;", "Action");
    refuses("1;Jo Doe;YOS;;Do it;31/02/2026;;;;;;", "Date raised");
    refuses("1;Jo Doe;YOS;;Do it;;soon;;;;;", "By when");
    refuses("1;Jo Doe;YOS;;Do it;;;purple;;;;", "Status");
    refuses("1;Jo Doe;YOS;;Do it;2/12/2026;;;1/12/2026;;;", "Date completed");
    refuses("1;Jo Doe;YOS;;Do it;;;;;;knitting;", "Category");
}

#[test]
fn the_same_action_twice_is_read_once() {
    let reading = read_rows("7;Jo Doe;YOS;;Do it;;;;;;;\n7;JO DOE;YOS;;do it.;;;;;;;\n8;Jo Doe;YOS;;Do it;;;;;;;");
    assert_eq!((reading.rows.len(), reading.duplicates.len(), reading.read), (2, 1, 3));
}

#[test]
fn a_workbook_reads_as_the_text_does_but_for_hidden_rows() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let date = Format::new().set_num_format("dd/mm/yyyy");
    for (column, title) in ["Action", "Agency", "Due"].into_iter().enumerate() {
        sheet.write_string(0, u16::try_from(column).unwrap(), title).unwrap();
    }
    for row in 1..3 {
        sheet.write_string(row, 0, format!("Task {row}")).unwrap().write_string(row, 1, "YOS").unwrap();
        let due = ExcelDateTime::from_ymd(2026, 12, 3).unwrap();
        sheet.write_datetime_with_format(row, 2, &due, &date).unwrap();
    }
    sheet.set_row_hidden(2).unwrap();
    let reading = read_bytes(&book.save_to_buffer().unwrap(), "actions.xlsx");
    assert_eq!((reading.rows.len(), reading.rows[0].due), (1, day("2026-12-03")));
    assert_eq!(reading.hidden[0].row, 3);
}
