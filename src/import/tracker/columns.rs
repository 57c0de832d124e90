//! What a tracker calls its columns: guessed by name, and mended by hand.

use super::{Column, Columns, KIND, NAMES};
use crate::import::header::{self, Own};
use crate::import::sheets::Sheet;
use crate::terms::fold;

/// Which column of the file is taken for what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Called {
    /// Every column name that the file has, in its order.
    pub titles: Vec<String>,
    /// What each column of a tracker is called there; empty for none.
    pub columns: Vec<(Column, String)>,
}

/// Says which column of the file is taken for what; where the columns that are needed are not found, the row that looks
/// most like column names gives the titles.
#[must_use]
pub fn called(sheets: &[Sheet], said: &Columns) -> Called {
    let own = own(sheets, said);
    let seen = || sheets.iter().filter(|sheet| !sheet.hidden);
    let found = seen().find_map(|sheet| Some((sheet, header::find(sheet, &NAMES, KIND.needed, &own)?)));
    let row = match &found {
        Some((sheet, header)) => sheet.rows.get(header.at),
        None => seen().find_map(header::likeliest),
    };
    let titles = row.into_iter().flat_map(|row| &row.cells).map(super::super::sheets::Value::text);
    let title = |column: Column| found.as_ref().map_or("", |(_, header)| header.title(column)).to_owned();
    Called {
        titles: titles.filter(|title| !title.is_empty()).collect(),
        columns: Column::ALL.into_iter().map(|column| (column, title(column))).collect(),
    }
}

/// What the county said, as far as this file has such columns: a tracker of another make is guessed anew.
pub(super) fn own(sheets: &[Sheet], said: &Columns) -> Vec<Own<Column>> {
    let rows = || sheets.iter().flat_map(|sheet| sheet.rows.iter().take(header::FIRST_ROWS));
    let is_there = |name: &str| rows().any(|row| row.cells.iter().any(|cell| fold(&cell.text()) == name));
    let own = Column::ALL.into_iter().filter_map(|column| Some((column, fold(said.get(column.key())?))));
    own.filter(|(_, name)| name.is_empty() || is_there(name)).collect()
}

impl Column {
    /// Every column, in the order in which they are asked about.
    pub const ALL: [Self; 17] = [
        Self::Name,
        Self::Born,
        Self::Area,
        Self::District,
        Self::Opened,
        Self::Risk,
        Self::Review,
        Self::Models,
        Self::Closed,
        Self::Outcome,
        Self::Reason,
        Self::LegalStatus,
        Self::Education,
        Self::Gender,
        Self::Ethnicity,
        Self::Reference,
        Self::Notes,
    ];

    /// What it is kept by.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Reference => "reference",
            Self::Name => "name",
            Self::Born => "born",
            Self::District => "district",
            Self::Area => "area",
            Self::Risk => "risk",
            Self::Models => "models",
            Self::Opened => "opened",
            Self::Review => "review",
            Self::Closed => "closed",
            Self::Outcome => "outcome",
            Self::Reason => "reason",
            Self::Education => "education",
            Self::LegalStatus => "legal-status",
            Self::Gender => "gender",
            Self::Ethnicity => "ethnicity",
            Self::Notes => "notes",
        }
    }

    /// What people call it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Reference => "Reference",
            Self::Name => "Name",
            Self::Born => "Date of birth",
            Self::District => "District",
            Self::Area => "Area",
            Self::Risk => "Risk",
            Self::Models => "Models",
            Self::Opened => "Opened",
            Self::Review => "Next review",
            Self::Closed => "Closed",
            Self::Outcome => "Outcome",
            Self::Reason => "Risk less because",
            Self::Education => "Education",
            Self::LegalStatus => "Plan",
            Self::Gender => "Gender",
            Self::Ethnicity => "Ethnicity",
            Self::Notes => "Notes",
        }
    }
}
