//! What lists may hold besides plain cells, for every import that takes a list: read rightly, or the row named.

use std::io::{Cursor, Read, Write};

use chrono::NaiveDate;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, Worksheet};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::file::FileError;
use super::report::{Reading, Refused};
use super::sheets;
use super::tracker::{Columns, TrackerRow};
use crate::terms::Terms;

const TRACKER: [&str; 5] = ["Young Person", "DOB", "District", "Opened", "Next Review"];

fn tracker(bytes: &[u8], file: &str) -> Result<Reading<TrackerRow>, FileError> {
    super::tracker::read(&sheets::read(bytes, file)?, file, &Terms::essex().unwrap(), &Columns::new(), |_, _| {})
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A workbook of one sheet with these columns, filled in by hand.
fn book(columns: &[&str], fill: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("Tracker").unwrap();
    sheet.write_row(0, 0, columns.iter().copied()).unwrap();
    fill(sheet);
    book.save_to_buffer().unwrap()
}

fn date(sheet: &mut Worksheet, row: u32, column: u16, (year, month, day): (u16, u8, u8)) {
    let format = Format::new().set_num_format("dd/mm/yyyy");
    sheet.write_with_format(row, column, ExcelDateTime::from_ymd(year, month, day).unwrap(), &format).unwrap();
}

fn kit(sheet: &mut Worksheet) {
    sheet.write(1, 0, "Kit Farrow").unwrap().write(1, 2, "Chelmsford").unwrap();
    date(sheet, 1, 1, (2012, 3, 24));
    date(sheet, 1, 3, (2026, 9, 1));
}

/// The same workbook with something else in one of its parts.
fn with(bytes: &[u8], part: &str, from: &str, to: &str) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).unwrap();
        let name = file.name().unwrap().into_owned();
        let mut text = Vec::new();
        file.read_to_end(&mut text).unwrap();
        if name == part {
            let whole = String::from_utf8(text).unwrap();
            assert!(whole.contains(from), "{whole}");
            text = whole.replace(from, to).into_bytes();
        }
        writer.start_file(name, SimpleFileOptions::default()).unwrap();
        writer.write_all(&text).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn places(refused: &[Refused]) -> Vec<(usize, &str, &str)> {
    refused.iter().map(|one| (one.row, one.column.as_str(), one.value.as_str())).collect()
}

#[test]
fn a_formula_counts_for_what_it_gave_when_the_file_was_saved() {
    let bytes = book(&TRACKER, |sheet| {
        kit(sheet);
        sheet.write(1, 0, Formula::new("=B9").set_result("Kit Farrow")).unwrap();
        sheet.write(1, 4, Formula::new("=D2+90").set_result("46402")).unwrap();
    });
    let reading = tracker(&bytes, "list.xlsx").unwrap();
    assert_eq!((reading.rows[0].name.as_str(), reading.rows[0].review), ("Kit Farrow", Some(day("2027-01-15"))));
}

#[test]
fn a_formula_without_a_value_or_with_an_error_refuses_its_row_and_no_other() {
    let bytes = book(&TRACKER, |sheet| {
        kit(sheet);
        for row in 2..4 {
            sheet.write(row, 0, "Ada Nowhere").unwrap().write(row, 2, "Harlow").unwrap();
            date(sheet, row, 1, (2011, 2, 3));
            date(sheet, row, 3, (2026, 9, 1));
        }
        sheet.write(2, 4, Formula::new("=D3+90").set_result("777")).unwrap();
        sheet.write(3, 0, Formula::new("=X9").set_result("#REF!")).unwrap();
    });
    let bytes = with(&bytes, "xl/worksheets/sheet1.xml", "<v>777</v>", "<v></v>");
    let reading = tracker(&bytes, "list.xlsx").unwrap();
    assert_eq!(reading.rows.len(), 1, "{:?}", reading.rows);
    assert_eq!(places(&reading.refused), [(3, "Next Review", "=D3+90"), (4, "Young Person", "#REF!")]);
    assert!(reading.refused[0].sentence().contains("open it in Excel, save it"), "{:?}", reading.refused);

    let csv = "Young Person,DOB,District,Opened\n#N/A,24/03/2012,Chelmsford,01/09/2026\n";
    assert_eq!(places(&tracker(csv.as_bytes(), "list.csv").unwrap().refused), [(2, "Young Person", "#N/A")]);
}

#[test]
fn a_formula_that_went_wrong_in_opendocument_is_no_empty_cell() {
    let cell = |text: &str| {
        format!(r#"<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>"#)
    };
    let row = |cells: &[String]| format!("<table:table-row>{}</table:table-row>", cells.concat());
    let wrong = r#"<table:table-cell table:formula="of:=[.X9]" office:value-type="string" office:string-value="" calcext:value-type="error"><text:p>#REF!</text:p></table:table-cell>"#;
    let unknown = r#"<table:table-cell table:formula="of:=[.D2]+90"/>"#;
    let never = r#"<table:table-cell office:value-type="date" office:date-value="1899-12-30"/>"#;
    let known = ["Kit Farrow", "24/03/2012", "Chelmsford", "01/09/2026"].map(cell);
    let rows = [
        row(&TRACKER.map(cell)),
        row(&[&known[..], &[wrong.to_owned()]].concat()),
        row(&[&known[..], &[unknown.to_owned()]].concat()),
        row(&[&known[..], &[never.to_owned()]].concat()),
    ];
    let content = format!(
        r#"<office:document-content><office:body><office:spreadsheet><table:table table:name="List">{}</table:table></office:spreadsheet></office:body></office:document-content>"#,
        rows.concat()
    );
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer.start_file("content.xml", SimpleFileOptions::default()).unwrap();
    writer.write_all(content.as_bytes()).unwrap();
    let reading = tracker(&writer.finish().unwrap().into_inner(), "list.ods").unwrap();
    assert_eq!(places(&reading.refused), [(2, "Next Review", "#REF!"), (3, "Next Review", "=[.D2]+90")]);
    assert_eq!((reading.rows.len(), reading.rows[0].review), (1, None));
}

#[test]
fn dates_counted_from_1904_are_the_same_days() {
    let bytes = book(&TRACKER, |sheet| {
        kit(sheet);
        // 15 Jan 2027, as the number that a cell of no format shows.
        sheet.write(1, 4, 46402 - 1462).unwrap();
    });
    let (from, to) = ("<workbookPr ", "<workbookPr date1904=\"1\" ");
    let reading = tracker(&with(&bytes, "xl/workbook.xml", from, to), "list.xlsx").unwrap();
    let row = &reading.rows[0];
    // The cells that the writer counted from 1900 are four years and a day later in such a workbook.
    assert_eq!((row.born, row.opened), (day("2016-03-25"), day("2030-09-02")));
    assert_eq!(row.review, Some(day("2027-01-15")));
}

#[test]
fn day_nought_of_1900_is_an_empty_cell_and_other_days_beyond_living_memory_are_no_dates() {
    let shown = Format::new().set_num_format("dd/mm/yyyy");
    let bytes = book(&TRACKER, |sheet| {
        kit(sheet);
        sheet.write_with_format(1, 4, 0, &shown).unwrap();
        sheet.write(2, 0, "Ada Nowhere").unwrap().write(2, 2, "Harlow").unwrap();
        date(sheet, 2, 1, (1911, 2, 3));
        date(sheet, 2, 3, (2026, 9, 1));
        sheet.write_with_format(3, 1, 0, &shown).unwrap().write(3, 0, "Jo Doe").unwrap();
        sheet.write(3, 2, "Harlow").unwrap();
        date(sheet, 3, 3, (2026, 9, 1));
    });
    let reading = tracker(&bytes, "list.xlsx").unwrap();
    assert_eq!((reading.rows.len(), reading.rows[0].review), (1, None));
    assert_eq!(places(&reading.refused), [(3, "DOB", "03/02/1911"), (4, "DOB", "")]);
    let csv = "Young Person,DOB,District,Opened,Next Review\nKit Farrow,24/03/2012,Chelmsford,01/09/2026,00/01/1900\n";
    assert_eq!(tracker(csv.as_bytes(), "list.csv").unwrap().rows[0].review, None);
}

#[test]
fn a_hidden_sheet_is_passed_over_and_a_list_that_is_hidden_whole_says_so() {
    let mut book = Workbook::new();
    for name in ["Now", "Old"] {
        let sheet = book.add_worksheet().set_name(name).unwrap();
        sheet.write_row(0, 0, TRACKER).unwrap();
        kit(sheet);
        sheet.write(1, 0, format!("Kit {name}")).unwrap();
    }
    book.worksheet_from_name("Old").unwrap().set_hidden(true);
    let reading = tracker(&book.save_to_buffer().unwrap(), "list.xlsx").unwrap();
    assert_eq!((reading.rows.len(), reading.rows[0].name.as_str()), (1, "Kit Now"));
    assert_eq!(reading.passed_over(), ["Old, row 2: passed over, for it is hidden. Unhide it to import it."]);

    let mut book = Workbook::new();
    book.add_worksheet().write(0, 0, "Nothing here").unwrap();
    let sheet = book.add_worksheet().set_hidden(true);
    sheet.write_row(0, 0, TRACKER).unwrap();
    kit(sheet);
    let refusal = tracker(&book.save_to_buffer().unwrap(), "list.xlsx").unwrap_err().to_string();
    assert!(refusal.contains("“list.xlsx”") && refusal.contains("is hidden. Unhide it"), "{refusal}");
}

#[test]
fn a_list_that_goes_on_for_ever_is_not_read_to_its_end() {
    let row = "Kit Farrow,24/03/2012,Chelmsford,01/09/2026\n";
    let csv = format!("Young Person,DOB,District,Opened\n{}", row.repeat(50_001));
    let refusal = tracker(csv.as_bytes(), "list.csv").unwrap_err().to_string();
    assert!(refusal.contains("more than 50000 rows") && refusal.contains("Keep the rows"), "{refusal}");
}

#[test]
fn contacts_and_actions_are_read_with_formulas_from_1904_and_in_utf_16() {
    let terms = Terms::essex().unwrap();
    let columns = ["Area", "Part", "Agency", "Designation", "Name"];
    let bytes = book(&columns, |sheet| {
        sheet.write_row(1, 0, ["Mid", "1", "YOS", "Regional Team Manager"]).unwrap();
        sheet.write(1, 4, Formula::new("=A9&B9").set_result("Pat Example")).unwrap();
        sheet.write_row(2, 0, ["Mid", "1", "YOS", "Regional Team Manager"]).unwrap();
        sheet.write(2, 4, Formula::new("=A9").set_result("#NAME?")).unwrap();
    });
    let reading = super::contacts::read(&sheets::read(&bytes, "list.xlsx").unwrap(), "list.xlsx", &terms).unwrap();
    assert_eq!((reading.rows.len(), reading.rows[0].name.as_str()), (1, "Pat Example"));
    assert_eq!(places(&reading.refused), [(3, "Name", "#NAME?")]);

    let columns = ["Child", "Owner", "Action", "Date raised", "Due date", "Status"];
    let bytes = book(&columns, |sheet| {
        sheet.write_row(1, 0, ["Jo Doe", "YOS", "Complete the assessment"]).unwrap();
        sheet.write(1, 3, 46296 - 1462).unwrap().write(1, 4, 46310 - 1462).unwrap().write(1, 5, "Open").unwrap();
    });
    let bytes = with(&bytes, "xl/workbook.xml", "<workbookPr ", "<workbookPr date1904=\"true\" ");
    let reading = super::actions::read(&sheets::read(&bytes, "log.xlsx").unwrap(), "log.xlsx", &terms).unwrap();
    let dates = (reading.rows[0].raised, reading.rows[0].due);
    assert_eq!(dates, (Some(day("2026-10-01")), Some(day("2026-10-15"))));

    let wide = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let csv = wide("Area\tPart\tAgency\tDesignation\tName\nMid\t1\tYOS\tRegional Team Manager\tZoë Example\n");
    let reading = super::contacts::read(&sheets::read(&csv, "list.csv").unwrap(), "list.csv", &terms).unwrap();
    assert_eq!(reading.rows[0].name, "Zoë Example");
    let csv = wide("\u{feff}Child,Owner,Action,Due date\nZoë Doe,YOS,Visit,15/10/2026\n");
    let reading = super::actions::read(&sheets::read(&csv, "log.csv").unwrap(), "log.csv", &terms).unwrap();
    assert_eq!(reading.rows[0].about.as_deref(), Some("Zoë Doe"));
    let json =
        wide("\u{feff}{\"england-and-wales\": {\"events\": [{\"title\": \"Extra\", \"date\": \"2029-06-04\"}]}}");
    assert_eq!(super::holidays::read(&json, "bank-holidays.json").unwrap().rows.len(), 1);
}
