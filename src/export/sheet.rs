//! The neutral table for spreadsheets: what a tracker or an action log is before it becomes xlsx or csv.

use chrono::{DateTime, NaiveDate, Utc};

/// A workbook: its sheets, and what every printed page of it bears.
#[derive(Debug, Clone, PartialEq)]
pub struct Workbook {
    /// The title in the file's properties.
    pub title: String,
    /// The protective marking, above every sheet, and in the header and footer of every printed page.
    pub marking: String,
    /// Who is named as the author in the file's properties.
    pub author: String,
    /// When the workbook was made: passed in, so that the same tables always give the same bytes.
    pub created: DateTime<Utc>,
    /// The sheets, in order.
    pub sheets: Vec<Sheet>,
}

/// One table.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// The name on its tab: made fit for Excel (31 characters, none of `[]:*?/\`, unlike the others) when written.
    pub name: String,
    /// The title in the printed header.
    pub title: String,
    /// The lines above the columns' headings, the first in bold: what the sheet is, and how it is filled in.
    pub above: Vec<String>,
    /// The columns, in order.
    pub columns: Vec<SheetColumn>,
    /// The rows, each a cell a column; missing cells are empty, cells beyond the last column are refused.
    pub rows: Vec<Vec<SheetCell>>,
    /// True where only the cells of `editable` columns may be changed (in Excel, and without a password: a guard
    /// against slips, not against people).
    pub protected: bool,
    /// How many empty rows below the last are open for filling in, with the same lists and formats.
    pub blank_rows: u32,
}

/// A column of a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetColumn {
    /// The heading.
    pub name: String,
    /// The width in characters, as Excel counts them; from 1 to 255.
    pub width: u16,
    /// What its cells hold.
    pub kind: ColumnKind,
    /// The values offered as a drop-down list; empty for none. Other values are refused by Excel.
    pub choices: Vec<String>,
    /// True where a protected sheet lets the column be changed.
    pub editable: bool,
    /// True where nobody sees the column: it is for whoever reads the file back.
    pub hidden: bool,
}

/// What a column holds, which decides its format and what Excel accepts in its empty cells.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum ColumnKind {
    /// Words.
    #[default]
    Text,
    /// A number.
    Number,
    /// A date without a time, shown as dd/mm/yyyy.
    Date,
}

/// What stands in one place of a sheet.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum SheetCell {
    /// Words; never read as a formula.
    Text(String),
    /// A number. One that is not finite is left empty.
    Number(f64),
    /// A date without a time.
    Date(NaiveDate),
    /// Nothing.
    #[default]
    Empty,
}

impl Sheet {
    /// Makes an unprotected sheet without rows.
    pub fn new(name: impl Into<String>, title: impl Into<String>, columns: Vec<SheetColumn>) -> Self {
        let (name, title) = (name.into(), title.into());
        Self { name, title, above: Vec::new(), columns, rows: Vec::new(), protected: false, blank_rows: 0 }
    }
}

impl SheetColumn {
    /// Makes a column of words.
    pub fn text(name: impl Into<String>, width: u16) -> Self {
        Self::of(ColumnKind::Text, name, width)
    }

    /// Makes a column of numbers.
    pub fn number(name: impl Into<String>, width: u16) -> Self {
        Self::of(ColumnKind::Number, name, width)
    }

    /// Makes a column of dates.
    pub fn date(name: impl Into<String>, width: u16) -> Self {
        Self::of(ColumnKind::Date, name, width)
    }

    /// Offers a list of values.
    #[must_use]
    pub fn choices<S: Into<String>>(mut self, choices: impl IntoIterator<Item = S>) -> Self {
        self.choices = choices.into_iter().map(Into::into).collect();
        self
    }

    /// Lets the column be changed although its sheet is protected.
    #[must_use]
    pub fn editable(mut self) -> Self {
        self.editable = true;
        self
    }

    /// Hides the column.
    #[must_use]
    pub fn hidden(mut self) -> Self {
        self.hidden = true;
        self
    }

    fn of(kind: ColumnKind, name: impl Into<String>, width: u16) -> Self {
        Self { name: name.into(), width, kind, choices: Vec::new(), editable: false, hidden: false }
    }
}

impl SheetCell {
    /// Makes a cell of words; empty text makes an empty cell.
    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() { Self::Empty } else { Self::Text(text) }
    }
}

impl From<Option<NaiveDate>> for SheetCell {
    fn from(date: Option<NaiveDate>) -> Self {
        date.map_or(Self::Empty, Self::Date)
    }
}
