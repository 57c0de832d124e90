//! Going through the rows of a file as a person would: below the header, past blanks, headings and what is hidden.

use std::collections::HashMap;

use super::cells::Line;
use super::file::FileError;
use super::header::{self, Names, Own};
use super::report::{Duplicate, Hidden, Reading};
use super::sheets::{Row, Sheet, Value};

/// The most rows that are read: a county's list of many years is a tenth of it, and a slip of the mouse fills a million.
const MOST: usize = 50_000;

/// What a kind of list is made of.
pub(super) struct Kind<C: 'static> {
    /// The columns and their names.
    pub names: &'static [Names<C>],
    /// The columns without which a sheet is not such a list.
    pub needed: &'static [C],
}

/// Reads every row of a list. `read` makes a row's entries out of its line, or refuses cells of it;
/// `same` is what two rows have in common that say the same thing twice.
pub(super) fn rows<C: Copy + PartialEq, T>(
    sheets: &[Sheet],
    file: &str,
    kind: &Kind<C>,
    own: &[Own<C>],
    mut read: impl FnMut(&mut Line<'_, C>) -> Vec<T>,
    same: impl Fn(&T) -> String,
) -> Result<Reading<T>, FileError> {
    let mut reading =
        Reading { read: 0, rows: Vec::new(), refused: Vec::new(), duplicates: Vec::new(), hidden: Vec::new() };
    let mut first: HashMap<String, (String, usize)> = HashMap::new();
    let (mut is_list, mut is_hidden) = (false, false);
    for sheet in sheets {
        let Some(header) = header::find(sheet, kind.names, kind.needed, own) else { continue };
        is_list |= !sheet.hidden;
        is_hidden |= sheet.hidden;
        let below = sheet.rows.iter().skip(header.at + 1);
        for row in below.filter(|row| !is_heading(row) && !header::is_repeated(row, &header)) {
            if sheet.hidden || row.hidden {
                reading.hidden.push(Hidden { sheet: sheet.name.clone(), row: row.number });
                continue;
            }
            reading.read += 1;
            if reading.read > MOST {
                return Err(FileError::TooLong { file: file.to_owned(), most: MOST });
            }
            let mut line = Line::new(sheet, row, &header);
            line.refuse_errors();
            let entries = if line.refused.is_empty() { read(&mut line) } else { Vec::new() };
            if !line.refused.is_empty() {
                reading.refused.append(&mut line.refused);
                continue;
            }
            let here = (sheet.name.clone(), row.number);
            let mut repeats = None;
            for entry in entries {
                match first.entry(same(&entry)).or_insert_with(|| here.clone()) {
                    seen if *seen == here => reading.rows.push(entry),
                    seen => repeats = Some(seen.clone()),
                }
            }
            if let Some((first_sheet, first_row)) = repeats {
                let (sheet, row) = here;
                reading.duplicates.push(Duplicate { sheet, row, first_sheet, first_row });
            }
        }
    }
    match (is_list, is_hidden) {
        (true, _) => Ok(reading),
        (false, true) => Err(FileError::AllHidden { file: file.to_owned(), wanted: wanted(kind) }),
        (false, false) => Err(FileError::NoHeader { file: file.to_owned(), wanted: wanted(kind) }),
    }
}

/// Whether a row is blank, or a heading or note across the list, or a number without a row yet. A lone
/// cell further in that could be a name is none: somebody began a row and its rest is missing.
fn is_heading(row: &Row) -> bool {
    let mut filled = row.cells.iter().enumerate().filter(|(_, cell)| !cell.is_blank());
    match (filled.next(), filled.next()) {
        (None, _) => true,
        (Some((place, value)), None) => {
            place == 0 || matches!(value, Value::Number(_)) || !could_be_name(&value.text())
        }
        _ => false,
    }
}

fn could_be_name(text: &str) -> bool {
    text.starts_with(char::is_alphabetic) && text.split_whitespace().count() <= 5 && !text.contains([':', '–'])
}

/// The columns that are needed, as people know them.
fn wanted<C: Copy + PartialEq>(kind: &Kind<C>) -> String {
    let name = |column: &C| kind.names.iter().find(|(known, _)| known == column).map_or("", |(_, names)| names[0]);
    let wanted: Vec<String> = kind.needed.iter().map(|column| format!("“{}”", name(column))).collect();
    wanted.join(" and ")
}
