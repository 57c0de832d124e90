//! The cells of one row as values: what cannot be read is gathered, so that a person sees all of it at once.

use chrono::{Datelike, Days, NaiveDate};

use super::header::Header;
use super::report::Refused;
use super::sheets::{Row, Sheet, Value};
use crate::terms::phrase::read_full_date;
use crate::terms::{Found, Word, find_word, fold};

/// What people write in a cell that has nothing to say.
const NOTHING: [&str; 12] =
    ["", "na", "n a", "none", "nil", "tbc", "tba", "not applicable", "not known", "unknown", "no", "x"];

/// Day 0 as programs write it, which is what an empty cell looks like as a date.
const DAY_0: [&str; 5] = ["0", "00/01/1900", "00/01/00", "00-Jan-00", "30/12/1899"];

/// The days between the two days from which Excel counts.
const FROM_1904: f64 = 1462.0;

/// A row below its header, and what in it could not be read.
pub(super) struct Line<'a, C> {
    sheet: &'a Sheet,
    row: &'a Row,
    header: &'a Header<C>,
    pub refused: Vec<Refused>,
}

impl<'a, C: Copy + PartialEq> Line<'a, C> {
    pub fn new(sheet: &'a Sheet, row: &'a Row, header: &'a Header<C>) -> Self {
        Self { sheet, row, header, refused: Vec::new() }
    }

    pub fn sheet(&self) -> &'a str {
        &self.sheet.name
    }

    pub fn number(&self) -> usize {
        self.row.number
    }

    pub fn value(&self, column: C) -> &'a Value {
        self.header.place(column).and_then(|place| self.row.cells.get(place)).unwrap_or(&Value::Empty)
    }

    /// Whether the sheet has the column.
    pub fn has(&self, column: C) -> bool {
        self.header.place(column).is_some()
    }

    /// What the cell shows, its inner line ends kept.
    pub fn text(&self, column: C) -> String {
        self.value(column).text()
    }

    /// Refuses the row for this cell; the reason is a clause without a full stop.
    pub fn refuse(&mut self, column: C, reason: impl Into<String>) {
        self.refused.push(Refused {
            sheet: self.sheet.name.clone(),
            row: self.row.number,
            column: self.header.title(column).to_owned(),
            value: self.text(column),
            reason: reason.into(),
        });
    }

    /// Refuses the row for each of its cells that a formula left without a value.
    pub fn refuse_errors(&mut self) {
        for column in self.header.columns() {
            let reason = match self.value(column) {
                Value::Error(formula) if formula.starts_with('=') => {
                    "the file does not say what this formula gives; open it in Excel, save it, and import that"
                }
                Value::Error(_) => "the formula there went wrong; mend it, or type what should stand there",
                _ => continue,
            };
            self.refuse(column, reason);
        }
    }

    /// Reads a date; `None` when there is none, or it was refused.
    pub fn date(&mut self, column: C) -> Option<NaiveDate> {
        let value = self.value(column);
        let text = value.text();
        if says_nothing(&text) || DAY_0.contains(&text.as_str()) {
            return None;
        }
        let date = date(value, self.sheet.from_1904);
        if date.is_none() {
            self.refuse(column, "not a date; write it day first, as 14/01/2027");
        }
        date
    }

    /// Whether the cell holds a date.
    pub fn is_date(&self, column: C) -> bool {
        date(self.value(column), self.sheet.from_1904).is_some()
    }

    /// Reads a word of a list as the terms spell it; `None` when there is none, or it was refused.
    pub fn word(&mut self, column: C, words: &[Word], list: &str) -> Option<String> {
        let text = self.text(column);
        match find_word(words, &text) {
            Found::One(word) => Some(word.name.clone()),
            _ if says_nothing(&text) => None,
            Found::None => {
                self.refuse(column, format!("not {list} of this county; it has {}", listed(words)));
                None
            }
            Found::Many(words) => {
                let names: Vec<&str> = words.iter().map(|word| word.name.as_str()).collect();
                self.refuse(column, format!("it could be {}", names.join(" or ")));
                None
            }
        }
    }
}

/// Tells whether a cell's text only says that there is nothing.
pub(super) fn says_nothing(text: &str) -> bool {
    NOTHING.contains(&fold(text).as_str())
}

/// Lists the names of words, for a reason.
pub(super) fn listed(words: &[Word]) -> String {
    words.iter().map(|word| word.name.as_str()).collect::<Vec<_>>().join(", ")
}

/// Reads a date out of a cell: a date, a serial number of Excel's, or text that says day, month and year. What lies
/// outside 1950 to 2149 is no date of anybody's here.
fn date(value: &Value, from_1904: bool) -> Option<NaiveDate> {
    let date = match value {
        Value::Date(at) => Some(at.date()),
        Value::Number(number) => serial(if from_1904 { number + FROM_1904 } else { *number }),
        Value::Text(text) => written(text),
        Value::Empty | Value::Truth(_) | Value::Error(_) => None,
    };
    date.filter(|date| (1950..2150).contains(&date.year()))
}

/// Reads Excel's count of days since 1900; what lies outside 1950 to 2149 is some other number.
fn serial(number: f64) -> Option<NaiveDate> {
    if !(18_264.0..91_313.0).contains(&number) {
        return None;
    }
    // Within the range just checked a float's whole part is exact.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 18,264 and 91,313")]
    let days = number.trunc() as u64;
    NaiveDate::from_ymd_opt(1899, 12, 30)?.checked_add_days(Days::new(days))
}

fn written(text: &str) -> Option<NaiveDate> {
    let text = text.trim();
    if text.len() == 5
        && let Some(date) = text.parse().ok().and_then(serial)
    {
        return Some(date);
    }
    read_full_date(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(value: &Value, expect: Option<&str>) {
        assert_eq!(date(value, false).map(|date| date.to_string()).as_deref(), expect, "{value:?}");
    }

    #[test]
    fn a_date_is_read_however_it_was_typed() {
        for text in [
            "31/10/2010",
            "31/10/10",
            "31.10.2010",
            "31 Oct 2010",
            "31-Oct-10",
            "31st October 2010",
            "2010-10-31",
            "2010-10-31 0:00:00",
            "31/10/2010 00:00",
            "Sun 31 Oct 2010",
            "40482",
        ] {
            check(&Value::Text(text.to_owned()), Some("2010-10-31"));
        }
        check(&Value::Number(40482.0), Some("2010-10-31"));
        check(&Value::Number(40482.75), Some("2010-10-31"));
        assert_eq!(date(&Value::Number(39020.0), true), date(&Value::Number(40482.0), false), "counted from 1904");
    }

    #[test]
    fn what_is_no_full_date_is_none() {
        for text in
            ["31/02/2011", "soon", "fri", "14 jan", "tomorrow", "+5wd", "10/31/2010", "12", "in 2 weeks", "31/10/1910"]
        {
            check(&Value::Text(text.to_owned()), None);
        }
        check(&Value::Number(12.0), None);
        check(&Value::Number(f64::NAN), None);
    }

    proptest! {
        #[test]
        fn no_cell_panics(text in "\\PC{0,16}", number in any::<f64>()) {
            let _ = (date(&Value::Text(text), false), date(&Value::Number(number), true));
        }
    }
}
