//! What a person who opens a workbook would notice.

use std::io::Cursor;

use calamine::{Data, DataType, Reader, Xlsx};
use chrono::{NaiveDate, TimeZone, Utc};

use super::*;

fn tracker() -> Workbook {
    let mut sheet = Sheet::new(
        "Actions",
        "Action log",
        vec![
            SheetColumn::text("Ref", 8),
            SheetColumn::text("Action", 50),
            SheetColumn::date("Due", 12),
            SheetColumn::number("Times carried", 9),
            SheetColumn::text("Outcome", 20).choices(["Done", "Not done, with a reason"]).editable(),
        ],
    );
    sheet.rows = vec![
        vec![
            SheetCell::text("A1"),
            SheetCell::text("=HYPERLINK(\"http://harm.example\")"),
            NaiveDate::from_ymd_opt(2026, 12, 10).into(),
            SheetCell::Number(2.0),
            SheetCell::Empty,
        ],
        vec![SheetCell::text("A2"), SheetCell::text("Zoë rang 👩‍👧\nشكرا \u{1b}<&>")],
    ];
    sheet.protected = true;
    sheet.blank_rows = 3;
    Workbook {
        title: "MACE tracker".into(),
        marking: "OFFICIAL-SENSITIVE".into(),
        author: "Tom Hale".into(),
        created: Utc.with_ymd_and_hms(2026, 12, 3, 13, 5, 0).unwrap(),
        sheets: vec![sheet],
    }
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    std::io::read_to_string(archive.by_name(name).unwrap()).unwrap()
}

#[test]
fn dates_are_dates_and_nothing_is_a_formula() {
    let bytes = render(&tracker()).unwrap();
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let range = book.worksheet_range("Actions").unwrap();
    let due = range.get_value((2, 2)).unwrap();
    assert!(matches!(due, Data::DateTime(_)), "{due:?}");
    assert_eq!(due.as_date(), NaiveDate::from_ymd_opt(2026, 12, 10));
    assert_eq!(range.get_value((2, 3)), Some(&Data::Float(2.0)));
    let text = |at| range.get_value(at).and_then(Data::get_string).unwrap().to_owned();
    assert_eq!(text((2, 1)), "=HYPERLINK(\"http://harm.example\")");
    assert_eq!(text((3, 1)), "Zoë rang 👩‍👧\nشكرا <&>");
    assert!(book.worksheet_formula("Actions").unwrap().is_empty());
}

#[test]
fn every_printed_page_bears_the_marking_and_the_headings() {
    let bytes = render(&tracker()).unwrap();
    let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
    assert!(sheet.contains("&amp;BOFFICIAL-SENSITIVE</oddHeader>"), "{sheet}");
    assert!(sheet.contains("OFFICIAL-SENSITIVE&amp;B&amp;RPage &amp;P of &amp;N</oddFooter>"));
    assert!(sheet.contains("orientation=\"landscape\"") && sheet.contains("fitToHeight=\"0\""));
    assert!(part(&bytes, "xl/workbook.xml").contains("Print_Titles"));
}

#[test]
fn the_first_cell_of_every_sheet_says_how_it_is_marked_and_says_it_once() {
    let mut book = tracker();
    let mut told = book.sheets[0].clone();
    told.name = "Told".into();
    told.above = vec!["OFFICIAL-SENSITIVE: actions of the police".into(), "Fill it in.".into()];
    book.sheets.push(told);
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(render(&book).unwrap())).unwrap();
    let mut column = |name: &str| {
        let page = book.worksheet_range(name).unwrap();
        (0..3).map(|row| page.get_value((row, 0)).unwrap().to_string()).collect::<Vec<_>>()
    };
    assert_eq!(column("Actions"), ["OFFICIAL-SENSITIVE: Action log", "Ref", "A1"]);
    assert_eq!(column("Told"), ["OFFICIAL-SENSITIVE: actions of the police", "Fill it in.", "Ref"]);
}

#[test]
fn only_editable_columns_can_be_changed_and_their_values_are_offered() {
    let bytes = render(&tracker()).unwrap();
    let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
    assert!(sheet.contains("<sheetProtection"));
    assert!(sheet.contains("sqref=\"E3:E7\"") && sheet.contains("Lists!$A$1:$A$2"), "{sheet}");
    assert!(part(&bytes, "xl/styles.xml").contains("locked=\"0\""));
    let names: Xlsx<_> = Xlsx::new(Cursor::new(&bytes)).unwrap();
    assert_eq!(names.sheet_names(), ["Actions", "Lists"]);
}

#[test]
fn the_heading_stays_in_sight_and_filters() {
    let sheet = part(&render(&tracker()).unwrap(), "xl/worksheets/sheet1.xml");
    assert!(sheet.contains("state=\"frozen\"") && sheet.contains("<autoFilter ref=\"A2:E7\""));
}

#[test]
fn the_same_tables_give_the_same_bytes() {
    assert_eq!(render(&tracker()).unwrap(), render(&tracker()).unwrap());
}

#[test]
fn a_row_with_too_many_cells_is_refused() {
    let mut book = tracker();
    book.sheets[0].rows[0].push(SheetCell::text("one more"));
    let refusal = render(&book).unwrap_err().to_string();
    assert!(refusal.starts_with("Row 1 of the sheet \"Actions\""), "{refusal}");
}

#[test]
fn any_name_becomes_a_tab_and_any_length_a_cell() {
    let mut book = tracker();
    book.sheets[0].name = "Mid/North: a very long name of a quadrant 👩‍👧".into();
    book.sheets.push(Sheet::new("lists", "", Vec::new()));
    book.sheets.push(Sheet::new("", "", vec![SheetColumn::text("", 0)]));
    book.sheets[0].rows[0][1] = SheetCell::Text("👩".repeat(40_000));
    let book: Xlsx<_> = Xlsx::new(Cursor::new(render(&book).unwrap())).unwrap();
    assert_eq!(book.sheet_names(), ["Mid North a very long name of a", "lists 2", "Sheet", "Lists"]);
}
