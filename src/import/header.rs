//! Finding the row of column names by itself, below whatever titles stand above it.

use super::sheets::{Row, Sheet, Value};
use crate::terms::fold;

/// A column, and the names that people give it, folded; the first is the one told to people.
pub(super) type Names<C> = (C, &'static [&'static str]);

/// The rows, from the top, among which column names are looked for.
pub(super) const FIRST_ROWS: usize = 40;

/// The columns of a sheet.
#[derive(Debug)]
pub(super) struct Header<C> {
    /// The place of the header among the sheet's rows.
    pub at: usize,
    columns: Vec<(C, usize, String)>,
}

impl<C: Copy + PartialEq> Header<C> {
    /// Where a column stands, from 0.
    pub fn place(&self, column: C) -> Option<usize> {
        self.columns.iter().find(|(known, ..)| *known == column).map(|(_, place, _)| *place)
    }

    /// The columns that the sheet has.
    pub fn columns(&self) -> impl Iterator<Item = C> + use<'_, C> {
        self.columns.iter().map(|(column, ..)| *column)
    }

    /// What the sheet calls a column.
    pub fn title(&self, column: C) -> &str {
        self.columns.iter().find(|(known, ..)| *known == column).map_or("", |(.., title)| title)
    }
}

/// What somebody said that a column is called, folded; an empty name says that there is no such column.
pub(super) type Own<C> = (C, String);

/// Finds the row that names most columns, all those needed among them; what somebody said goes before every guess.
pub(super) fn find<C: Copy + PartialEq>(
    sheet: &Sheet,
    names: &[Names<C>],
    needed: &[C],
    own: &[Own<C>],
) -> Option<Header<C>> {
    let candidates = sheet.rows.iter().take(FIRST_ROWS).enumerate().map(|(at, row)| columns(row, at, names, own));
    let complete = candidates.filter(|header| needed.iter().all(|column| header.place(*column).is_some()));
    // The first of equals: a header repeated further down for printing is a row like the others.
    complete.reduce(|best, header| if header.columns.len() > best.columns.len() { header } else { best })
}

/// The row that looks most like column names, where none has those that are needed: the one with most texts.
pub(super) fn likeliest(sheet: &Sheet) -> Option<&Row> {
    let texts = |row: &Row| row.cells.iter().filter(|cell| matches!(cell, Value::Text(_)) && !cell.is_blank()).count();
    // The first of equals, as of headers.
    sheet.rows.iter().take(FIRST_ROWS).reduce(|best, row| if texts(row) > texts(best) { row } else { best })
}

/// Tells whether a row is the header once more, as at the top of a printed page.
pub(super) fn is_repeated<C: Copy + PartialEq>(row: &Row, header: &Header<C>) -> bool {
    let same = |(_, place, title): &(C, usize, String)| row.cells.get(*place).is_some_and(|cell| cell.text() == *title);
    header.columns.iter().all(same)
}

/// Matches a row's cells to columns: first by the whole name, then by its beginning.
fn columns<C: Copy + PartialEq>(row: &Row, at: usize, names: &[Names<C>], own: &[Own<C>]) -> Header<C> {
    let titles: Vec<String> = row.cells.iter().map(|cell| fold(&cell.text())).collect();
    let mut columns: Vec<(C, usize, String)> = Vec::new();
    for (column, name) in own.iter().filter(|(_, name)| !name.is_empty()) {
        let place = titles.iter().position(|title| title == name);
        columns.extend(place.map(|place| (*column, place, row.cells[place].text())));
    }
    let fits: [fn(&str, &str) -> bool; 2] =
        [|title, name| title == name, |title, name| title.strip_prefix(name).is_some_and(|rest| rest.starts_with(' '))];
    for fits in fits {
        for (column, known) in names {
            let said = own.iter().any(|(known, _)| known == column);
            if said || columns.iter().any(|(taken, ..)| taken == column) {
                continue;
            }
            // Names come in the order of preference, so "date of birth" goes before "age".
            let place = known.iter().find_map(|name| {
                let free = |place: &usize| columns.iter().all(|(_, taken, _)| taken != place);
                titles.iter().enumerate().map(|(place, _)| place).filter(free).find(|place| fits(&titles[*place], name))
            });
            columns.extend(place.map(|place| (*column, place, row.cells[place].text())));
        }
    }
    Header { at, columns }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: [Names<char>; 3] =
        [('n', &["young person", "name"]), ('b', &["dob", "date of birth"]), ('r', &["next review", "review"])];

    fn sheet(rows: &[&[&str]]) -> Sheet {
        let row = |(at, cells): (usize, &&[&str])| Row {
            number: at + 1,
            hidden: false,
            cells: cells.iter().map(|cell| Value::Text((*cell).to_owned())).collect(),
        };
        Sheet {
            name: "s".to_owned(),
            hidden: false,
            from_1904: false,
            rows: rows.iter().enumerate().map(row).collect(),
        }
    }

    #[test]
    fn the_header_is_found_below_titles_however_columns_are_spelt() {
        let sheet = sheet(&[
            &["NAME of the meeting"],
            &[],
            &["No.", "YOUNG PERSON", "D.O.B.", "Review (MACE)"],
            &["1", "Jo Doe"],
        ]);
        let header = find(&sheet, &NAMES, &['n', 'b'], &[]).unwrap();
        assert_eq!(
            (header.at, header.place('n'), header.place('b'), header.place('r')),
            (2, Some(1), Some(2), Some(3))
        );
        assert_eq!(header.title('r'), "Review (MACE)");
    }

    #[test]
    fn a_sheet_without_the_needed_columns_has_no_header() {
        assert!(find(&sheet(&[&["Name", "Telephone"]]), &NAMES, &['n', 'b'], &[]).is_none());
    }

    #[test]
    fn one_cell_is_never_two_columns() {
        let header =
            find(&sheet(&[&["name", "dob", "next review date", "review notes"]]), &NAMES, &['n'], &[]).unwrap();
        assert_eq!(header.place('r'), Some(2));
    }
}
