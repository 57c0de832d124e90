//! Comma-separated values that Excel opens by a double click, umlauts and all, and that cannot run as formulas.

use super::error::RenderError;
use super::prepare::clean;
use super::sheet::{Sheet, SheetCell};

/// Makes a csv file: UTF-8 with a byte-order mark (without which Excel misreads it), CRLF at each row's end.
///
/// Dates are dd/mm/yyyy, as people here write them and as a British Excel reads them. Text that begins with `=`, `+`,
/// `-`, `@`, a tab or a carriage return gets a leading apostrophe, so that no spreadsheet runs it; numbers do not.
/// The marking is the first thing that a csv cannot bear: the file's name and whoever sends it must carry it.
///
/// # Errors
/// [`RenderError::RowTooLong`] where a row has more cells than the sheet has columns.
pub fn render(sheet: &Sheet) -> Result<Vec<u8>, RenderError> {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .flexible(true)
        .from_writer(b"\xef\xbb\xbf".to_vec());
    let packed = |error: csv::Error| RenderError::Packing(error.to_string());
    if !sheet.columns.is_empty() {
        writer.write_record(sheet.columns.iter().map(|column| harmless(&column.name))).map_err(packed)?;
    }
    for (at, row) in sheet.rows.iter().enumerate() {
        let missing = sheet
            .columns
            .len()
            .checked_sub(row.len())
            .ok_or_else(|| RenderError::RowTooLong { sheet: sheet.name.clone(), row: at + 1 })?;
        if !sheet.columns.is_empty() {
            let cells = row.iter().map(written).chain(std::iter::repeat_n(String::new(), missing));
            writer.write_record(cells).map_err(packed)?;
        }
    }
    writer.into_inner().map_err(|error| RenderError::Packing(error.to_string()))
}

fn written(cell: &SheetCell) -> String {
    match cell {
        SheetCell::Text(text) => harmless(text),
        SheetCell::Number(number) if number.is_finite() => number.to_string(),
        SheetCell::Date(date) => date.format("%d/%m/%Y").to_string(),
        SheetCell::Number(_) | SheetCell::Empty => String::new(),
    }
}

/// Takes the power from text that a spreadsheet would run. What stands before cleaning counts as well as after, and
/// so do the full-width signs, which some programs read as the plain ones.
fn harmless(text: &str) -> String {
    let dangerous = |text: &str| text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    let cleaned = clean(text);
    if dangerous(text) || dangerous(cleaned.trim_start()) { format!("'{cleaned}") } else { cleaned }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::export::sheet::SheetColumn;

    #[track_caller]
    fn check(cell: SheetCell, expected: &str) {
        let mut sheet = Sheet::new("Actions", "", vec![SheetColumn::text("Said", 20)]);
        sheet.rows = vec![vec![cell]];
        let text = String::from_utf8(render(&sheet).unwrap()).unwrap();
        assert_eq!(text, format!("\u{feff}Said\r\n{expected}\r\n"));
    }

    #[test]
    fn text_that_a_spreadsheet_would_run_is_made_harmless() {
        check(SheetCell::text("=1+1"), "'=1+1");
        check(SheetCell::text("+44 20"), "'+44 20");
        check(SheetCell::text("-"), "'-");
        check(SheetCell::text("@SUM(A1)"), "'@SUM(A1)");
        check(SheetCell::text("\t=1"), "' =1");
        check(SheetCell::text("\r=1"), "\"'\n=1\"");
        check(SheetCell::text("\u{0}=1"), "'=1");
        check(SheetCell::text("  =1"), "'  =1");
    }

    #[test]
    fn numbers_and_dates_stay_what_they_are() {
        check(SheetCell::Number(-2.5), "-2.5");
        check(NaiveDate::from_ymd_opt(2026, 12, 3).into(), "03/12/2026");
        check(SheetCell::Number(f64::NAN), "\"\"");
    }

    #[test]
    fn commas_quotes_lines_and_every_script_survive() {
        check(SheetCell::text("a, \"b\"\nc"), "\"a, \"\"b\"\"\nc\"");
        check(SheetCell::text("Zoë שלום 👩‍👧 漢字"), "Zoë שלום 👩‍👧 漢字");
    }
}
