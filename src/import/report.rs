//! What an import did, for scripts and for people (interface.md).

use serde::{Deserialize, Serialize};

/// A cell that could not be read, and for which its row is refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refused {
    /// The sheet's name.
    pub sheet: String,
    /// The row's number as the margin shows it; in `.csv` the line.
    pub row: usize,
    /// The column, as the sheet calls it.
    pub column: String,
    /// What stands there.
    pub value: String,
    /// Why it cannot be read.
    pub reason: String,
}

impl Refused {
    /// Says where and why, in a sentence.
    #[must_use]
    pub fn sentence(&self) -> String {
        let Self { sheet, row, column, value, reason } = self;
        match value.as_str() {
            "" => format!("{sheet}, row {row}: {column} is empty: {reason}."),
            _ => format!("{sheet}, row {row}: {column} “{value}”: {reason}."),
        }
    }
}

/// A row that says again what an earlier row said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Duplicate {
    /// The sheet's name.
    pub sheet: String,
    /// The row that is passed over.
    pub row: usize,
    /// The sheet of the row that is kept.
    pub first_sheet: String,
    /// The row that is kept.
    pub first_row: usize,
}

/// A row that nobody sees who opens the file; it is passed over, and said so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hidden {
    /// The sheet's name.
    pub sheet: String,
    /// The row's number.
    pub row: usize,
}

/// What was read of a file.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading<T> {
    /// Rows looked at: those below, the duplicates and the refused.
    pub read: usize,
    /// The rows that could be read, in the file's order.
    pub rows: Vec<T>,
    /// What could not be read; several of one row, perhaps.
    pub refused: Vec<Refused>,
    /// Rows that repeat another.
    pub duplicates: Vec<Duplicate>,
    /// Rows passed over because they are hidden.
    pub hidden: Vec<Hidden>,
}

impl<T> Reading<T> {
    /// Nothing read.
    #[must_use]
    pub fn empty() -> Self {
        let (rows, refused, duplicates, hidden) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        Self { read: 0, rows, refused, duplicates, hidden }
    }

    /// Starts the report; what is new and what is updated, the session knows.
    #[must_use]
    pub fn report(&self, new: usize, updated: usize) -> Report {
        let (read, duplicates) = (self.read, self.duplicates.len());
        Report { read, new, updated, duplicates, refused: self.refused.clone() }
    }

    /// Names each duplicate and hidden row that was passed over, in sentences.
    #[must_use]
    pub fn passed_over(&self) -> Vec<String> {
        let duplicates = self.duplicates.iter().map(|again| {
            let Duplicate { sheet, row, first_sheet, first_row } = again;
            format!("{sheet}, row {row}: passed over, for it repeats row {first_row} of {first_sheet}.")
        });
        let hidden = self.hidden.iter().map(|Hidden { sheet, row }| {
            format!("{sheet}, row {row}: passed over, for it is hidden. Unhide it to import it.")
        });
        duplicates.chain(hidden).collect()
    }
}

/// What an import did.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Report {
    /// Rows looked at.
    pub read: usize,
    /// Of them, what was not known before.
    pub new: usize,
    /// Of them, what was known and has changed.
    pub updated: usize,
    /// Of them, rows that repeat another.
    pub duplicates: usize,
    /// What could not be read.
    pub refused: Vec<Refused>,
}

impl Report {
    /// Says what was done: a sentence of numbers, then one for each refusal.
    #[must_use]
    pub fn sentences(&self) -> Vec<String> {
        let mut rows: Vec<(&str, usize)> = self.refused.iter().map(|one| (one.sheet.as_str(), one.row)).collect();
        rows.sort_unstable();
        rows.dedup();
        let Self { read, new, updated, duplicates, .. } = self;
        let refused = rows.len();
        let numbers =
            format!("{read} rows read: {new} new, {updated} updated, {duplicates} repeated, {refused} refused.");
        std::iter::once(numbers).chain(self.refused.iter().map(Refused::sentence)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report() -> Report {
        let refusal = |column: &str, value: &str, reason: &str| Refused {
            sheet: "Tracker".to_owned(),
            row: 71,
            column: column.to_owned(),
            value: value.to_owned(),
            reason: reason.to_owned(),
        };
        let refused =
            vec![refusal("D.O.B", "31/02/2011", "not a date"), refusal("Young Person", "", "a name is needed")];
        Report { read: 3, new: 1, updated: 1, duplicates: 0, refused }
    }

    #[test]
    fn scripts_get_exactly_the_promised_fields() {
        let json = serde_json::to_string(&report()).unwrap();
        let first = r#"{"read":3,"new":1,"updated":1,"duplicates":0,"refused":[{"sheet":"Tracker","row":71,"column":"D.O.B","value":"31/02/2011","reason":"not a date"}"#;
        assert!(json.starts_with(first), "{json}");
    }

    #[test]
    fn people_get_rows_counted_once_and_every_reason() {
        assert_eq!(
            report().sentences(),
            [
                "3 rows read: 1 new, 1 updated, 0 repeated, 1 refused.",
                "Tracker, row 71: D.O.B “31/02/2011”: not a date.",
                "Tracker, row 71: Young Person is empty: a name is needed.",
            ]
        );
    }
}
