//! Excel: typed dates, a header that stays in sight, lists to choose from, and the marking on every sheet and printed page.

use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DocProperties, Format, FormatAlign, FormatBorder, Formula,
    ProtectionOptions, Worksheet, XlsxError,
};

use super::error::RenderError;
use super::prepare::{clean, clean_line};
use super::sheet::{ColumnKind, Sheet, SheetCell, SheetColumn, Workbook};

/// As many characters as Excel holds in a cell.
const LONGEST: usize = 32_767;

/// What stands at the end of a text that Excel cannot hold whole.
const CUT: &str = " … [cut: a spreadsheet's cell holds no more]";

/// The hidden sheet that holds the choices; a list in the rule itself may not pass 255 characters.
const LISTS: &str = "Lists";

/// Makes an Excel workbook (xlsx). Text is never read as a formula; control characters are dropped.
///
/// # Errors
/// [`RenderError::RowTooLong`] where a row has more cells than its sheet has columns, [`RenderError::Workbook`] where
/// Excel's own limits are passed (1,048,576 rows, 16,384 columns).
pub fn render(workbook: &Workbook) -> Result<Vec<u8>, RenderError> {
    let mut book = rust_xlsxwriter::Workbook::new();
    book.set_properties(
        &DocProperties::new()
            .set_title(clean_line(&workbook.title))
            .set_author(clean_line(&workbook.author))
            .set_keywords(clean_line(&workbook.marking))
            .set_creation_datetime(&workbook.created),
    );
    let names = tab_names(&workbook.sheets);
    let mut lists = Lists::default();
    for (sheet, name) in workbook.sheets.iter().zip(&names) {
        check_rows(sheet)?;
        let page = book.add_worksheet();
        page.set_name(name)?;
        fill(page, sheet, workbook, &mut lists)?;
    }
    if !lists.columns.is_empty() {
        let page = book.add_worksheet();
        page.set_name(LISTS)?;
        for (at, choices) in (0_u16..).zip(&lists.columns) {
            for (row, choice) in (0_u32..).zip(choices) {
                page.write_string(row, at, choice)?;
            }
        }
        page.set_hidden(true);
    }
    Ok(book.save_to_buffer()?)
}

/// The choices of all columns, each list once, a column of the hidden sheet each.
#[derive(Default)]
struct Lists {
    columns: Vec<Vec<String>>,
}

impl Lists {
    /// Gives the range in which a list stands.
    fn range(&mut self, choices: &[String]) -> Result<Formula, RenderError> {
        let choices: Vec<String> = choices.iter().map(|choice| shortened(&clean_line(choice))).collect();
        let at = self.columns.iter().position(|column| *column == choices).unwrap_or_else(|| {
            self.columns.push(choices.clone());
            self.columns.len() - 1
        });
        let column = u16::try_from(at).map_err(|_| XlsxError::RowColumnLimitError)?;
        let letters = rust_xlsxwriter::utility::column_number_to_name(column);
        Ok(Formula::new(format!("={LISTS}!${letters}$1:${letters}${}", choices.len())))
    }
}

fn fill(page: &mut Worksheet, sheet: &Sheet, workbook: &Workbook, lists: &mut Lists) -> Result<(), RenderError> {
    let count = |rows: usize| u32::try_from(rows).map_err(|_| XlsxError::RowColumnLimitError);
    let above = marked(sheet, &workbook.marking);
    let (head, rows) = (count(above.len())?, count(sheet.rows.len())?);
    let last_row = rows.checked_add(sheet.blank_rows).and_then(|rows| rows.checked_add(head));
    let last_row = last_row.ok_or(XlsxError::RowColumnLimitError)?;
    for (row, line) in (0_u32..).zip(&above) {
        let format = if row == 0 { Format::new().set_bold() } else { Format::new() };
        page.write_string_with_format(row, 0, shortened(&clean_line(line)), &format)?;
    }
    for (at, column) in (0_u16..).zip(&sheet.columns) {
        page.set_column_width(at, f64::from(column.width.clamp(1, 255)))?;
        if column.hidden {
            page.set_column_hidden(at)?;
        }
        page.write_string_with_format(head, at, shortened(&clean_line(&column.name)), &heading_format())?;
        let format = cell_format(column);
        for row in head + 1..=last_row {
            page.write_blank(row, at, &format)?;
        }
        if last_row > head {
            validate(page, column, at, (head + 1, last_row), lists)?;
        }
    }
    for (row, cells) in (head + 1..).zip(&sheet.rows) {
        for ((at, column), cell) in (0_u16..).zip(&sheet.columns).zip(cells) {
            write(page, row, at, cell, column)?;
        }
        // Not every program makes room for wrapped words by itself.
        page.set_row_height(row, height(cells, &sheet.columns))?;
    }
    page.set_freeze_panes(head + 1, 0)?;
    if let Some(last_column) = u16::try_from(sheet.columns.len()).ok().and_then(|count| count.checked_sub(1)) {
        page.autofilter(head, 0, last_row, last_column)?;
    }
    if sheet.protected {
        // Sorting and widening are no change to what is said.
        page.protect_with_options(&ProtectionOptions {
            sort: true,
            use_autofilter: true,
            format_columns: true,
            format_rows: true,
            ..ProtectionOptions::default()
        });
    }
    page.set_repeat_rows(head, head)?;
    set_page(page, sheet, workbook);
    Ok(())
}

/// The lines above the headings: whatever a sheet has there, its first cell says how it is marked.
fn marked(sheet: &Sheet, marking: &str) -> Vec<String> {
    let says_it = sheet.above.first().is_some_and(|line| line.starts_with(marking));
    let first = (!says_it).then(|| format!("{marking}: {}", sheet.title));
    first.into_iter().chain(sheet.above.iter().cloned()).collect()
}

fn set_page(page: &mut Worksheet, sheet: &Sheet, workbook: &Workbook) {
    const A4: u8 = 9;
    let marking = printable(&workbook.marking);
    page.set_landscape().set_paper_size(A4).set_print_fit_to_pages(1, 0);
    page.set_header(format!("&L{}&C&B{marking}", printable(&sheet.title)));
    page.set_footer(format!("&L{}&C&B{marking}&B&RPage &P of &N", printable(&workbook.title)));
}

fn write(page: &mut Worksheet, row: u32, at: u16, cell: &SheetCell, column: &SheetColumn) -> Result<(), RenderError> {
    let format = cell_format(column);
    match cell {
        SheetCell::Text(text) => {
            // Older Excels show a long text in the text format as a row of hashes.
            let format = if text.len() > 255 { format.set_num_format("General") } else { format };
            page.write_string_with_format(row, at, shortened(&clean(text)), &format)?;
        }
        SheetCell::Number(number) if number.is_finite() => {
            page.write_number_with_format(row, at, *number, &format)?;
        }
        SheetCell::Date(date) => {
            // Excel's calendar begins in 1900 and ends in 9999; a date outside it stays readable as words.
            let dated = cell_format(&SheetColumn { kind: ColumnKind::Date, ..column.clone() });
            if page.write_datetime_with_format(row, at, date, &dated).is_err() {
                page.write_string_with_format(row, at, date.format("%d/%m/%Y").to_string(), &format)?;
            }
        }
        SheetCell::Number(_) | SheetCell::Empty => {}
    }
    Ok(())
}

/// Offers a column's choices in every row below the heading, the empty ones included.
fn validate(
    page: &mut Worksheet,
    column: &SheetColumn,
    at: u16,
    (first_row, last_row): (u32, u32),
    lists: &mut Lists,
) -> Result<(), RenderError> {
    if column.choices.is_empty() {
        return Ok(());
    }
    let rule = DataValidation::new()
        .allow_list_formula(lists.range(&column.choices)?)
        .ignore_blank(true)
        .set_error_style(DataValidationErrorStyle::Stop)
        .set_error_title("Not in the list")?
        .set_error_message("Choose one of the values offered by the arrow beside the cell.")?;
    page.add_data_validation(first_row, at, last_row, at, &rule)?;
    Ok(())
}

/// The height of a row that is filled in, in points: not every program finds it by itself, and there has to be room to
/// write.
fn height(cells: &[SheetCell], columns: &[SheetColumn]) -> f64 {
    const LINE: f64 = 15.0;
    const MOST: usize = 27;
    let lines = |(cell, column): (&SheetCell, &SheetColumn)| match cell {
        SheetCell::Text(text) if !column.hidden => {
            let width = usize::from(column.width.clamp(2, 255)) - 1;
            clean(text).lines().map(|line| line.chars().count().div_ceil(width).max(1)).sum()
        }
        _ => 1,
    };
    let most = cells.iter().zip(columns).map(lines).max().unwrap_or(1).clamp(2, MOST);
    LINE * f64::from(u8::try_from(most).unwrap_or(u8::MAX))
}

fn heading_format() -> Format {
    Format::new()
        .set_bold()
        .set_font_color(0x1F_3B57)
        .set_background_color(0xED_F2F6)
        .set_border_bottom(FormatBorder::Thin)
        .set_text_wrap()
        .set_align(FormatAlign::Bottom)
}

fn cell_format(column: &SheetColumn) -> Format {
    let format = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let format = match column.kind {
        // "@" keeps Excel from turning what is typed later, such as 3-4, into a date.
        ColumnKind::Text => format.set_num_format("@"),
        ColumnKind::Number => format,
        ColumnKind::Date => format.set_num_format("dd/mm/yyyy").set_align(FormatAlign::Left),
    };
    if !column.editable {
        return format;
    }
    // A tint says where to write.
    format.set_unlocked().set_background_color(0xFF_F9E0).set_border(FormatBorder::Hair)
}

/// Makes a text fit for a printed header, where `&` begins a code and 255 characters are the end.
fn printable(text: &str) -> String {
    clean_line(text).chars().take(60).collect::<String>().replace('&', "&&")
}

fn shortened(text: &str) -> String {
    // Excel counts as UTF-16 does.
    if text.encode_utf16().count() <= LONGEST {
        return text.to_owned();
    }
    let room = LONGEST - CUT.encode_utf16().count();
    let mut used = 0;
    let kept: String = text
        .chars()
        .take_while(|character| {
            used += character.len_utf16();
            used <= room
        })
        .collect();
    kept + CUT
}

fn check_rows(sheet: &Sheet) -> Result<(), RenderError> {
    match sheet.rows.iter().position(|row| row.len() > sheet.columns.len()) {
        Some(at) => Err(RenderError::RowTooLong { sheet: sheet.name.clone(), row: at + 1 }),
        None => Ok(()),
    }
}

/// Gives every sheet a name that Excel accepts and no other sheet has.
fn tab_names(sheets: &[Sheet]) -> Vec<String> {
    let mut taken = vec![LISTS.to_lowercase(), "history".to_owned()];
    let mut names = Vec::with_capacity(sheets.len());
    for sheet in sheets {
        let plain: String =
            clean_line(&sheet.name).chars().map(|c| if "[]:*?/\\'".contains(c) { ' ' } else { c }).collect();
        let plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
        let plain = if plain.is_empty() { "Sheet".to_owned() } else { plain };
        let mut name = start_of(&plain, 31);
        let mut count = 2;
        while taken.contains(&name.to_lowercase()) {
            name = format!("{} {count}", start_of(&plain, 26));
            count += 1;
        }
        taken.push(name.to_lowercase());
        names.push(name);
    }
    names
}

fn start_of(text: &str, units: usize) -> String {
    let mut used = 0;
    text.chars()
        .take_while(|character| {
            used += character.len_utf16();
            used <= units
        })
        .collect::<String>()
        .trim_end()
        .to_owned()
}

#[cfg(test)]
mod tests;
