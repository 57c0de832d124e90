//! Aligned columns for a terminal: sober, width-safe, readable at 80 columns.

use std::io::Write;

use unicode_width::UnicodeWidthStr;

use super::CliError;

/// The columns that a table is set to.
const WIDTH: usize = 80;

/// The least that the last column is squeezed to.
const LEAST: usize = 20;

/// Rows under a heading; the last column takes what is left of the line. What is too long wraps.
#[derive(Debug)]
pub(super) struct Table {
    heading: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Table {
    /// A table without rows.
    pub(super) fn new(heading: &[&str]) -> Self {
        Self { heading: heading.iter().map(|&name| name.to_owned()).collect(), rows: Vec::new() }
    }

    /// Adds a row: a cell a column.
    pub(super) fn row<S: Into<String>>(&mut self, cells: impl IntoIterator<Item = S>) {
        self.rows.push(cells.into_iter().map(|cell| one_line(&cell.into())).collect());
    }

    /// Writes heading and rows.
    pub(super) fn print(&self, out: &mut dyn Write) -> Result<(), CliError> {
        let widths = self.widths();
        for row in std::iter::once(&self.heading).chain(&self.rows) {
            let cells: Vec<_> = row.iter().zip(&widths).map(|(cell, width)| textwrap::wrap(cell, *width)).collect();
            let height = cells.iter().map(Vec::len).max().unwrap_or_default();
            for number in 0..height {
                let mut line = String::new();
                for (cell, width) in cells.iter().zip(&widths) {
                    let text = cell.get(number).map_or("", |text| text.as_ref());
                    line.push_str(text);
                    line.extend(std::iter::repeat_n(' ', width.saturating_sub(text.width()) + 2));
                }
                writeln!(out, "{}", line.trim_end())?;
            }
        }
        Ok(())
    }

    /// Each column as wide as its widest cell, the widest of them squeezed until the last has its least.
    fn widths(&self) -> Vec<usize> {
        let last = self.heading.len().saturating_sub(1);
        let mut widths: Vec<usize> = (0..last)
            .map(|at| {
                let cells = self.rows.iter().filter_map(|row| row.get(at)).chain(self.heading.get(at));
                cells.map(|cell| cell.width()).max().unwrap_or_default()
            })
            .collect();
        let taken = |widths: &[usize]| widths.iter().map(|width| width + 2).sum::<usize>();
        while taken(&widths) > WIDTH - LEAST {
            let Some(widest) = widths.iter_mut().max() else { break };
            *widest -= 1;
        }
        widths.push(WIDTH - taken(&widths));
        widths
    }

    /// Whether there are no rows.
    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}

/// A cell as one line without control characters, which could steer the terminal.
fn one_line(text: &str) -> String {
    let words: Vec<String> =
        text.split_whitespace().map(|word| word.chars().filter(|c| !c.is_control()).collect()).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(rows: &[[&str; 2]], expect: &str) {
        let mut table = Table::new(&["Name", "Says"]);
        for row in rows {
            table.row(*row);
        }
        let mut out = Vec::new();
        table.print(&mut out).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), expect);
    }

    #[test]
    fn columns_are_aligned_by_what_is_seen() {
        check(&[["Zoë", "one"], ["日本", "two"]], "Name  Says\nZoë   one\n日本  two\n");
    }

    #[test]
    fn a_long_last_column_wraps_under_itself() {
        let long = "word ".repeat(20);
        check(
            &[["A", &long]],
            &format!("Name  Says\nA     {}\n      {}\n", "word ".repeat(15).trim(), "word ".repeat(5).trim()),
        );
    }

    #[test]
    fn nothing_in_a_cell_steers_the_terminal() {
        check(&[["A", "red\u{1b}[31m\nnext"]], "Name  Says\nA     red[31m next\n");
    }
}
