//! The county's present tracker: a workbook of children, kept by hand for years.

mod columns;
pub mod plan;

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::cells::{Line, listed, says_nothing};
use super::file::FileError;
use super::header::Names;
use super::person_name;
use super::report::Reading;
use super::sheets::Sheet;
use super::table::{self, Kind};
use crate::terms::{Found, Terms, Word, find_word, fold};

/// A child of the tracker, in the words of the terms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrackerRow {
    /// The sheet it stands on.
    pub sheet: String,
    /// The row's number there.
    pub row: usize,
    /// The reference or number that the tracker gives, if it gives one.
    pub reference: Option<String>,
    /// The child's name.
    pub name: String,
    /// Date of birth.
    pub born: NaiveDate,
    /// The area's slug.
    pub area: String,
    /// The district, where the tracker names it.
    pub district: Option<String>,
    /// The level of risk.
    pub risk: Option<String>,
    /// Models of exploitation, none twice.
    pub models: Vec<String>,
    /// The day the case was opened to the meeting.
    pub opened: NaiveDate,
    /// The next review; never given for a closed case.
    pub review: Option<NaiveDate>,
    /// The day the case was closed.
    pub closed: Option<NaiveDate>,
    /// The outcome of the closure.
    pub outcome: Option<String>,
    /// The reason why the risk became less.
    pub reason: Option<String>,
    /// Type of education establishment.
    pub education: Option<String>,
    /// Plan or legal status.
    pub legal_status: Option<String>,
    /// Gender.
    pub gender: Option<String>,
    /// Ethnicity.
    pub ethnicity: Option<String>,
    /// Notes as they stand, and an outcome in words that are no list's.
    pub notes: String,
}

/// A column of a tracker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    /// The reference or number.
    Reference,
    /// The name.
    Name,
    /// Date of birth.
    Born,
    /// The district.
    District,
    /// The area.
    Area,
    /// The level of risk.
    Risk,
    /// Models of exploitation.
    Models,
    /// The day it was opened.
    Opened,
    /// The next review.
    Review,
    /// The day it was closed.
    Closed,
    /// The outcome of the closure.
    Outcome,
    /// Why the risk became less.
    Reason,
    /// Type of education establishment.
    Education,
    /// Plan or legal status.
    LegalStatus,
    /// Gender.
    Gender,
    /// Ethnicity.
    Ethnicity,
    /// Notes.
    Notes,
}

const NAMES: [Names<Column>; 17] = [
    (
        Column::Name,
        &["young person", "young persons name", "yp", "yp name", "child", "childs name", "name", "full name"],
    ),
    (Column::Born, &["dob", "date of birth", "born", "birth date"]),
    (Column::Opened, &["date opened to mace", "date opened", "opened", "open date", "start date", "date of referral"]),
    (Column::Reference, &["ref", "reference", "mace ref", "no", "number", "case ref", "id"]),
    (Column::District, &["district borough", "district", "borough", "district or borough", "council"]),
    (Column::Area, &["quad", "quadrant", "area", "la quadrant"]),
    (Column::Risk, &["cse risk level", "ce risk level", "risk level", "cse risk", "ce risk", "risk"]),
    (
        Column::Models,
        &["model s of exploitation", "models of exploitation", "model of exploitation", "models", "model"],
    ),
    (Column::Review, &["next review", "review date", "date of next review", "review"]),
    (Column::Closed, &["date closed", "closed", "close date", "closure date", "date of closure"]),
    (Column::Outcome, &["outcome reason", "outcome", "closure outcome", "closure reason", "outcome and reason"]),
    (Column::Reason, &["reason reduced", "reason for reduction in risk", "reason for reduction", "reason"]),
    (Column::Education, &["education", "education establishment", "type of education", "school"]),
    (Column::LegalStatus, &["legal status", "plan", "plan legal status", "status"]),
    (Column::Gender, &["gender", "sex", "m f"]),
    (Column::Ethnicity, &["ethnicity", "ethnic origin"]),
    (Column::Notes, &["notes", "comments", "comment", "remarks"]),
];

pub use columns::{Called, called};

const KIND: Kind<Column> = Kind { names: &NAMES, needed: &[Column::Name, Column::Born] };

/// What the county calls the columns of its tracker, by [`Column::key`]; an empty name says that it has none such.
pub type Columns = BTreeMap<String, String>;

/// Reads a tracker; the same child twice is read once. What the county calls its columns goes before every guess. Each
/// row is told of: how many are done, of how many.
///
/// # Errors
/// When no sheet that a person sees has the columns of a tracker. What is wrong with a row is in the reading.
pub fn read(
    sheets: &[Sheet],
    file: &str,
    terms: &Terms,
    called: &Columns,
    mut far: impl FnMut(usize, usize),
) -> Result<Reading<TrackerRow>, FileError> {
    let (mut done, all) = (0, sheets.iter().map(|sheet| sheet.rows.len()).sum());
    let row = |line: &mut Line<'_, Column>| {
        done += 1;
        far(done, all);
        child(line, terms).into_iter().collect()
    };
    table::rows(sheets, file, &KIND, &columns::own(sheets, called), row, |child| {
        format!("{} {}", fold(&child.name), child.born)
    })
}

fn child(line: &mut Line<'_, Column>, terms: &Terms) -> Option<TrackerRow> {
    let words = &terms.vocabulary;
    let name = person_name(&line.text(Column::Name));
    if !name.chars().any(char::is_alphabetic) {
        line.refuse(Column::Name, "a name is needed");
    }
    let born = needed_date(line, Column::Born, "a date of birth is needed");
    let (area, district) = place(line, terms);
    let risk = line.word(Column::Risk, &words.risk, "a level of risk");
    let models = models(line, &words.model);
    let opened = needed_date(line, Column::Opened, "the day the case was opened is needed");
    let closed = line.date(Column::Closed);
    let review = review(line, closed);
    order(line, born, opened, closed);
    let education = line.word(Column::Education, &words.education, "a type of education");
    let legal_status = line.word(Column::LegalStatus, &words.legal_status, "a plan or legal status");
    let gender = line.word(Column::Gender, &words.gender, "a gender");
    let ethnicity = line.word(Column::Ethnicity, &words.ethnicity, "an ethnicity");
    let mut notes = line.text(Column::Notes);
    let (outcome, reason) = outcome(line, terms, &mut notes);
    let reference = Some(line.text(Column::Reference)).filter(|reference| !reference.is_empty());
    let (born, opened, area) = (born?, opened?, area?);
    let (sheet, row) = (line.sheet().to_owned(), line.number());
    Some(TrackerRow {
        sheet,
        row,
        reference,
        name,
        born,
        area,
        district,
        risk,
        models,
        opened,
        review,
        closed,
        outcome,
        reason,
        education,
        legal_status,
        gender,
        ethnicity,
        notes,
    })
}

fn needed_date(line: &mut Line<'_, Column>, column: Column, reason: &str) -> Option<NaiveDate> {
    let before = line.refused.len();
    let date = line.date(column);
    if date.is_none() && line.refused.len() == before {
        line.refuse(column, reason);
    }
    date
}

/// Reads area and district, which must agree; a district alone knows its area, and a sheet may be an area's.
fn place(line: &mut Line<'_, Column>, terms: &Terms) -> (Option<String>, Option<String>) {
    let (said_area, said_district) = (line.text(Column::Area), line.text(Column::District));
    let district = match terms.find_council(&said_district) {
        Some(district) => Some(district),
        None if says_nothing(&said_district) => None,
        None => {
            line.refuse(Column::District, "not a district of this county");
            return (None, None);
        }
    };
    let lies_in = district.as_deref().and_then(|district| terms.area_of(district));
    let area = match terms.find_area(&said_area) {
        Found::One(area) => Some(area),
        _ if says_nothing(&said_area) => lies_in.or_else(|| terms.find_area(line.sheet()).one()),
        _ => {
            line.refuse(Column::Area, "not an area of this county");
            return (None, None);
        }
    };
    if let (Some(area), Some(lies_in)) = (area, lies_in)
        && area.slug != lies_in.slug
    {
        let district = district.as_deref().unwrap_or_default();
        line.refuse(Column::Area, format!("{district} lies in {}, not in {}", lies_in.name, area.name));
    }
    if area.is_none() {
        line.refuse(Column::District, "a district or an area is needed");
    }
    (area.map(|area| area.slug.clone()), district)
}

/// Reads several models out of one cell. A name may itself hold the mark that parts names, so the
/// longest run of parts that is one model is taken.
fn models(line: &mut Line<'_, Column>, words: &[Word]) -> Vec<String> {
    let text = line.text(Column::Models);
    let mut models: Vec<String> = Vec::new();
    if says_nothing(&text) {
        return models;
    }
    let parts: Vec<&str> =
        text.split([';', ',', '/', '\n', '+']).map(str::trim).filter(|part| !part.is_empty()).collect();
    let mut at = 0;
    while at < parts.len() {
        let longest = (at + 1..=parts.len()).rev();
        let run = longest
            .map(|end| (end, parts[at..end].join(" ")))
            .find_map(|(end, said)| Some((end, find_word(words, &said).one()?)));
        let Some((end, word)) = run else {
            let reason = format!("“{}” is not a model of this county; it has {}", parts[at], listed(words));
            line.refuse(Column::Models, reason);
            return models;
        };
        if !models.contains(&word.name) {
            models.push(word.name.clone());
        }
        at = end;
    }
    models
}

/// Reads the next review. "Closed" there belongs to a case that says when it was closed.
fn review(line: &mut Line<'_, Column>, closed: Option<NaiveDate>) -> Option<NaiveDate> {
    if matches!(fold(&line.text(Column::Review)).as_str(), "closed" | "close") {
        if closed.is_none() {
            line.refuse(Column::Review, "the case is closed, but the day it was closed is missing");
        }
        return None;
    }
    line.date(Column::Review).filter(|_| closed.is_none())
}

/// A child is born before the case is opened, and a case opened before it is closed.
fn order(line: &mut Line<'_, Column>, born: Option<NaiveDate>, opened: Option<NaiveDate>, closed: Option<NaiveDate>) {
    if let (Some(born), Some(opened)) = (born, opened)
        && born >= opened
    {
        line.refuse(Column::Born, "it is not before the day the case was opened");
    }
    if let (Some(opened), Some(closed)) = (opened, closed)
        && closed < opened
    {
        line.refuse(Column::Closed, "it is before the day the case was opened");
    }
}

/// Reads outcome and reason, which trackers often hold in one cell. Words of no list are the list's
/// "other", and are kept in the notes.
fn outcome(line: &mut Line<'_, Column>, terms: &Terms, notes: &mut String) -> (Option<String>, Option<String>) {
    let words = &terms.vocabulary;
    let named = |list: &[Word], text: &str| find_word(list, text).one().map(|word| word.name.clone());
    let (mut outcome, mut reason) = (None, None);
    let text = line.text(Column::Outcome);
    if let Some(whole) = named(&words.closure, &text) {
        outcome = Some(whole);
    } else if !says_nothing(&text) {
        for part in text.split([';', ',', ':', '-', '–', '—', '/']).map(str::trim) {
            outcome = outcome.or_else(|| named(&words.closure, part));
            reason = reason.or_else(|| named(&words.reason_reduced, part));
        }
        if outcome.is_none() && reason.is_none() {
            outcome = named(&words.closure, "other");
            if outcome.is_none() {
                line.refuse(
                    Column::Outcome,
                    format!("not an outcome of this county; it has {}", listed(&words.closure)),
                );
            }
        }
        append(notes, &text);
    }
    let own = line.text(Column::Reason);
    if !says_nothing(&own) {
        match named(&words.reason_reduced, &own) {
            Some(word) => reason = Some(word),
            None => append(notes, &own),
        }
    }
    (outcome, reason)
}

fn append(notes: &mut String, text: &str) {
    if !notes.is_empty() {
        notes.push('\n');
    }
    notes.push_str(text);
}

#[cfg(test)]
mod tests;
