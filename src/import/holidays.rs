//! Bank holidays as gov.uk publishes them, a JSON file with a list for each division; ours is England and Wales.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Deserialize;

use super::csv_text;
use super::file::{self, FileError};
use super::report::{Duplicate, Reading, Refused};
use crate::model::county::Holiday;

/// The list that counts here, as the file calls it.
const DIVISION: &str = "england-and-wales";

const AGAIN: &str = "Save https://www.gov.uk/bank-holidays.json again and import that.";

/// A list of the file; what else it says is passed over.
#[derive(Deserialize)]
struct Division {
    events: Vec<serde_json::Value>,
}

/// Reads the bank holidays of England and Wales. An event is refused where it has no day or no title; the rows of the
/// report are the events, counted from 1.
///
/// # Errors
/// When the file is no JSON, or has no list for England and Wales.
pub fn read(bytes: &[u8], file: &str) -> Result<Reading<Holiday>, FileError> {
    let fault = |what, remedy| FileError::of(file, (what, remedy));
    file::whole(bytes, &file::LIST).map_err(|fault| FileError::of(file, fault))?;
    let lists: BTreeMap<String, serde_json::Value> = serde_json::from_str(&csv_text::decode(bytes))
        .map_err(|_| fault("it is not the JSON that gov.uk publishes", AGAIN))?;
    let list = lists.get(DIVISION).ok_or_else(|| fault("it has no list for England and Wales", AGAIN))?;
    let list: Division = serde_json::from_value(list.clone())
        .map_err(|_| fault("its list for England and Wales has no events", AGAIN))?;
    let mut reading =
        Reading { read: list.events.len(), rows: vec![], refused: vec![], duplicates: vec![], hidden: vec![] };
    let mut rows: Vec<(usize, Holiday)> = Vec::new();
    for (number, event) in (1..).zip(&list.events) {
        match holiday(event) {
            Ok(holiday) => match rows.iter().find(|(_, earlier)| earlier.on == holiday.on) {
                Some((first, _)) => reading.duplicates.push(Duplicate {
                    sheet: DIVISION.to_owned(),
                    row: number,
                    first_sheet: DIVISION.to_owned(),
                    first_row: *first,
                }),
                None => rows.push((number, holiday)),
            },
            Err((column, value, reason)) => reading.refused.push(Refused {
                sheet: DIVISION.to_owned(),
                row: number,
                column: column.to_owned(),
                value,
                reason: reason.to_owned(),
            }),
        }
    }
    reading.rows = rows.into_iter().map(|(_, holiday)| holiday).collect();
    Ok(reading)
}

/// An event's day and title, or which of them is wrong, what stands there, and why it cannot be read.
fn holiday(event: &serde_json::Value) -> Result<Holiday, (&'static str, String, &'static str)> {
    let word = |name: &str| match event.get(name) {
        Some(serde_json::Value::String(text)) => text.trim().to_owned(),
        Some(serde_json::Value::Null) | None => String::new(),
        Some(other) => other.to_string(),
    };
    let (date, title) = (word("date"), word("title"));
    let on = NaiveDate::parse_from_str(&date, "%Y-%m-%d");
    let on = on.map_err(|_| ("date", date, "not a day written as 2027-12-27"))?;
    if title.is_empty() {
        return Err(("title", title, "a bank holiday has a name"));
    }
    Ok(Holiday { on, title })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn refuses(json: &str, said: &str) {
        let error = read(json.as_bytes(), "bank-holidays.json").unwrap_err().to_string();
        assert!(error.contains(said) && error.contains("gov.uk/bank-holidays.json"), "{error}");
    }

    #[test]
    fn the_list_of_england_and_wales_is_read_as_gov_uk_publishes_it() {
        let json = r#"{
            "england-and-wales": {"division": "england-and-wales", "events": [
                {"title": "Christmas Day", "date": "2029-12-25", "notes": "", "bunting": true},
                {"title": "Coronation", "date": "2029-06-04", "notes": "Extra bank holiday", "bunting": true}
            ]},
            "scotland": {"division": "scotland", "events": [{"title": "2nd January", "date": "2029-01-02"}]}
        }"#;
        let reading = read(json.as_bytes(), "bank-holidays.json").unwrap();
        let read: Vec<String> = reading.rows.iter().map(|day| format!("{} {}", day.on, day.title)).collect();
        assert_eq!(read, ["2029-12-25 Christmas Day", "2029-06-04 Coronation"]);
        assert!(reading.refused.is_empty() && reading.read == 2);
    }

    #[test]
    fn an_event_that_does_not_read_is_named_and_the_others_are_kept() {
        let json = r#"{"england-and-wales": {"events": [
            {"title": "Easter Monday", "date": "02/04/2029"},
            {"title": " ", "date": "2029-05-07"},
            {"title": "Christmas Day", "date": "2029-12-25"},
            {"title": "Christmas", "date": "2029-12-25"},
            {"date": 20290101}
        ]}}"#;
        let reading = read(json.as_bytes(), "x.json").unwrap();
        let sentences = reading.report(1, 0).sentences();
        assert_eq!(sentences[0], "5 rows read: 1 new, 0 updated, 1 repeated, 3 refused.");
        assert_eq!(sentences[1], "england-and-wales, row 1: date “02/04/2029”: not a day written as 2027-12-27.");
        assert_eq!(sentences[2], "england-and-wales, row 2: title is empty: a bank holiday has a name.");
        assert_eq!(reading.rows.len(), 1);
    }

    #[test]
    fn another_file_is_refused_with_where_to_get_the_right_one() {
        refuses("not json", "it is not the JSON that gov.uk publishes");
        refuses(r#"["england-and-wales"]"#, "it is not the JSON that gov.uk publishes");
        refuses(r#"{"scotland": {"events": []}}"#, "it has no list for England and Wales");
        refuses(r#"{"england-and-wales": []}"#, "has no events");
    }
}
