//! Bringing files in: a filled form beside what stands, a tracker row by row, and files that are none.

use std::fs;
use std::io::Write;
use std::path::Path;

use super::Desk;
use crate::tui::ui::Overlay;

pub(super) fn paper(name: &str) -> String {
    format!("{}/tests/papers/{name}", env!("CARGO_MANIFEST_DIR"))
}

/// A tracker with two children, one of whom has no date of birth.
const ROWS: &str = "Young Person,DOB,District,Opened,Next Review\n\
    Kit Farrow,24/03/2012,Chelmsford,01/09/2026,14/01/2027\n\
    Ada Nowhere,,Harlow,01/09/2026,\n";

impl Desk {
    fn file(&self, name: &str, bytes: &[u8]) -> String {
        let path = self.folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        path.to_str().unwrap().to_owned()
    }

    /// Brings a tracker in from the list of cases, up to its preview.
    fn tracker_of(&mut self, name: &str, bytes: &[u8]) -> &mut Self {
        let path = self.file(name, bytes);
        self.keys("cI").keys(&path).keys("<Enter>")
    }
}

#[test]
fn a_form_is_shown_before_it_is_filed_and_opens_a_case_where_there_is_none() {
    let mut desk = Desk::new();
    desk.keys("ci").keys(&paper("form-1.docx")).keys("<Enter>");
    desk.shows("Read of form-1.docx").shows("Quill Silverton").shows("▸ Open a new case in");
    desk.shows("Came from").shows("! missing: the form does not say");
    assert_eq!(desk.entries(), desk.began, "nothing is recorded before it is confirmed");
    desk.keys("<Enter>").says("is opened").shows("Quill Silverton").shows("2 Form 27/28");
    desk.keys("<C-z>").says("Taken back");
    assert!(desk.session().shown().tracker.iter().all(|case| case.row.name != "Quill Silverton"));
}

#[test]
fn a_form_goes_under_its_child_with_what_differs() {
    let mut desk = Desk::new();
    desk.keys("caQuill Silvertn<Tab>24/03/2015<Tab>maldon<Tab>request<Tab>known<C-s>").says("is opened");
    desk.size = (120, 90);
    desk.keys("qi").keys(&paper("form-1.docx")).keys("<Enter>");
    desk.shows("▸ File in")
        .shows("a similar name")
        .shows("names another child")
        .shows("The record would say")
        .shows("+ ");
    desk.keys("<Tab>").shows("▸ Open a new case").keys("<S-Tab><Enter>").says("The form is filed");
    let case = desk.ui.open_case(desk.session().shown()).unwrap();
    assert_eq!((case.details.name.as_str(), case.risk.as_deref()), ("Quill Silvertn", Some("High")));
    desk.keys("i").keys(&paper("form-1.docx")).keys("<Enter>").shows("the case on the screen").shows("= ");
    desk.keys("<Enter>").says("there already");
}

#[test]
fn the_form_alone_leaves_the_record_as_it_is() {
    let mut desk = Desk::new();
    desk.keys("caQuill Silverton<Tab>24/03/2015<Tab>maldon<Tab>request<Tab>known<C-s>").says("is opened");
    desk.keys("i").keys(&paper("form-1.docx")).keys("<Enter>f").says("The form is filed");
    let case = desk.ui.open_case(desk.session().shown()).unwrap();
    assert!(case.form().is_some() && case.risk.is_none());
}

#[test]
fn tab_completes_the_name_of_a_file() {
    let mut desk = Desk::new();
    desk.keys("ci").keys(&paper("fo")).keys("<Tab>").shows("form-1.docx").shows("form-3.docx").hides("tracker.xlsx");
    desk.keys("2<Tab><Enter>").shows("Read of form-2.docx");
    desk.keys("<Esc>i/nowhere/at all<Tab>").says("No file of that kind");
    desk.keys("<Enter>").says("was not read");
}

#[test]
fn every_row_of_a_tracker_is_shown_before_it_comes_in() {
    let mut desk = Desk::new();
    desk.tracker_of("old.csv", ROWS.as_bytes());
    desk.shows("2 rows: 1 new, 0 corrected, 0 known already, 1 refused").shows("Name ← “Young Person”");
    desk.shows("Kit Farrow").shows("review 14 Jan 2027").shows("a date of birth is needed");
    desk.keys("r").hides("Kit Farrow").keys("r").keys("<Enter>").says("1 new cases");
    desk.keys("ffarrow").shows("Kit Farrow").keys("<Enter><C-z>").says("Taken back").shows("No case fits");
}

#[test]
fn the_same_tracker_twice_changes_nothing() {
    let mut desk = Desk::new();
    desk.tracker_of("old.csv", ROWS.as_bytes()).keys("<Enter>").says("1 new cases");
    let entries = desk.entries();
    desk.tracker_of("old.csv", ROWS.as_bytes()).shows("1 known already").keys("<Enter>").says("nothing to record");
    assert_eq!(desk.entries(), entries);
}

#[test]
fn columns_are_mended_by_hand_and_remembered() {
    let mut desk = Desk::new();
    let rows = ROWS.replace("Young Person,DOB", "Who,Birthday");
    desk.tracker_of("own.csv", rows.as_bytes()).shows("m takes columns of the file by hand");
    desk.keys("m").shows("The tracker's columns").keys("who<Tab>birth<C-s>");
    desk.shows("2 rows: 1 new").shows("Name ← “Who”");
    assert_eq!(desk.entries(), desk.began + 1, "what the columns are called is in the journal");
    desk.keys("<Esc>");
    desk.open();
    desk.tracker_of("own.csv", rows.as_bytes()).shows("Name ← “Who”");
    desk.keys("<Esc>").tracker_of("old.csv", ROWS.as_bytes()).shows("Name ← “Young Person”");
}

#[test]
fn leaving_the_columns_leads_back_to_the_rows() {
    let mut desk = Desk::new();
    desk.tracker_of("old.csv", ROWS.as_bytes()).keys("m<Esc>").shows("2 rows: 1 new");
    assert_eq!(desk.entries(), desk.began);
}

/// A zip of these parts.
fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
        zip.start_file(*name, options).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn a_bad_file_gets_a_sentence_and_changes_nothing() {
    let whole = fs::read(paper("tracker.xlsx")).unwrap();
    let form = fs::read(paper("form-1.docx")).unwrap();
    let bomb = zipped(&[("xl/workbook.xml", &vec![b' '; 70 * 1024 * 1024])]);
    let wide = vec![b'a'; 65 * 1024 * 1024];
    let macros = zipped(&[("word/document.xml", b"<w:document/>"), ("word/vbaProject.bin", b"x")]);
    let utf16: Vec<u8> = [0xff, 0xfe].into_iter().chain(ROWS.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let bad: [(&str, &str, &[u8], &str); 10] = [
        ("I", "cut.xlsx", &whole[..whole.len() / 2], "damaged or incomplete"),
        ("I", "misnamed.ods", &whole, "does not fit what is in it"),
        ("I", "form.docx", &form, "neither .xlsx nor .ods nor .csv"),
        ("I", "bomb.xlsx", &bomb, "more than 32 MiB"),
        ("I", "large.csv", &wide, "more than 32 MiB"),
        ("I", "empty.csv", b"", "it is empty"),
        ("I", "columns.csv", b"Telephone\n01\n", "no sheet of it has a row of column names"),
        ("i", "cut.docx", &form[..form.len() / 2], "damaged or incomplete"),
        ("i", "macros.docm", &macros, "it holds macros"),
        ("i", "sheet.docx", &whole, "does not fit what is in it"),
    ];
    let mut desk = Desk::new();
    desk.keys("c");
    for (key, name, bytes, said) in bad {
        let path = desk.file(name, bytes);
        desk.keys(key);
        desk.paste(&path);
        desk.keys("<Enter>").says(said).says(name);
        assert!(matches!(desk.ui.overlay, Some(Overlay::Form(_))), "{name}: the path stays, to be mended");
        desk.keys("<Home>");
        // The path is let go before the next one.
        desk.keys("<C-u><Esc>");
        desk.ui.kept.clear();
    }
    assert_eq!(desk.entries(), desk.began);
    // What Excel writes as “Unicode text” is no bad file.
    desk.tracker_of("utf16.csv", &utf16).shows("2 rows: 1 new");
}

#[test]
fn the_macros_and_formulas_of_a_tracker_are_not_run_and_hidden_rows_are_named() {
    let mut desk = Desk::new();
    let whole = fs::read(paper("tracker.xlsx")).unwrap();
    // A workbook with macros is read as any other: nothing in it is run.
    desk.tracker_of("tracker.xlsm", &whole).shows("rows:").shows("refused");
    assert!(Path::new(&paper("tracker.ods")).exists());
    desk.keys("r").shows("passed over");
}

#[test]
fn a_long_tracker_shows_how_far_it_is_and_is_taken_back_as_one() {
    let row = |at: usize| {
        let notes = "Seen twice near the retail park. ".repeat(10);
        format!("Child{at} Invented,{:02}/03/2012,Chelmsford,01/09/2026,14/01/2027,{notes}\n", 1 + at % 28)
    };
    let rows: String = (0..300).map(row).collect();
    let mut desk = Desk::new();
    desk.tracker_of("long.csv", format!("Young Person,DOB,District,Opened,Next Review,Notes\n{rows}").as_bytes());
    desk.shows("300 rows: 300 new").keys("<Enter>");
    for what in ["Reading long.csv", "Recording 300 entries"] {
        let shown: Vec<(usize, usize)> =
            desk.copied.1.iter().filter(|(work, ..)| work == what).map(|(_, done, of)| (*done, *of)).collect();
        let end = shown.last().unwrap();
        assert!(shown[0].0 == 0 && end.0 + 1 >= end.1 && shown.len() > 100, "{what}: {shown:?}");
    }
    let all = |desk: &Desk| desk.session().shown().tracker.len();
    let with = all(&desk);
    desk.keys("<C-z>").says("Taken back");
    assert_eq!(all(&desk) + 300, with);
}

#[test]
fn a_row_whose_child_may_be_known_already_says_so_before_a_second_record_is_made() {
    let rows = "Young Person,DOB,District,Opened\nKit Farrow,24/03/2012,Chelmsford,01/09/2026\n";
    let again = "Young Person,DOB,District,Opened\nKit Farow,24/03/2012,Chelmsford,01/09/2026\n\
        Kit Farrow,03/04/2012,Chelmsford,01/09/2026\nKit Farrow,04/03/2012,Chelmsford,01/09/2026\n";
    let mut desk = Desk::new();
    desk.tracker_of("first.csv", rows.as_bytes()).shows("1 rows: 1 new,").keys("<Enter>");
    desk.keys("q");
    desk.tracker_of("again.csv", again.as_bytes()).shows("3 new (2 may be known already)").shows("new?");
    desk.shows("it may be M-2026-").shows("the same date of birth, a similar name");
    desk.keys("<Down><Down>").shows("it may be row 3 of again: the same name, day and month of birth swapped");
    desk.keys("r").hides("3 Apr 2012").shows("4 Mar 2012");
}
