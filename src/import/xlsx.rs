//! `.xlsx`: cells through calamine, one by one, so that a stray cell far out costs nothing; and which
//! rows are hidden, which calamine does not tell.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::io::Cursor;

use calamine::{DataRef, Reader as _, SheetType, SheetVisible, Xlsx, XlsxFormulaMetadata};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::file::{DAMAGED, Fault, part};
use super::sheets::{Row, Sheet, Value, WIDEST};

type Archive<'a> = ZipArchive<Cursor<&'a [u8]>>;

/// Reads every worksheet of a workbook.
pub(super) fn read(bytes: &[u8], archive: &mut Archive<'_>) -> Result<Vec<Sheet>, Fault> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|_| DAMAGED)?;
    let listed: Vec<calamine::Sheet> = book.sheets_metadata().to_vec();
    let paths = paths(archive);
    let mut sheets = Vec::new();
    for sheet in listed.into_iter().filter(|sheet| sheet.typ == SheetType::WorkSheet) {
        let hidden = paths.get(&sheet.name).map_or_else(HashSet::new, |path| hidden_rows(archive, path));
        let rows = rows(&mut book, &sheet.name)?.into_iter();
        let rows = rows.map(|(number, cells)| Row { number, hidden: hidden.contains(&number), cells }).collect();
        let hidden = sheet.visible != SheetVisible::Visible;
        sheets.push(Sheet { name: sheet.name, hidden, from_1904: book.has_1904_epoch(), rows });
    }
    Ok(sheets)
}

fn rows(book: &mut Xlsx<Cursor<&[u8]>>, sheet: &str) -> Result<BTreeMap<usize, Vec<Value>>, Fault> {
    let mut rows: BTreeMap<usize, Vec<Value>> = BTreeMap::new();
    let mut cells = book.worksheet_cells_reader(sheet).map_err(|_| DAMAGED)?;
    while let Some(cell) = cells.next_cell_with_formula_metadata().map_err(|_| DAMAGED)? {
        let (row, column) = cell.pos;
        let (number, column) = (row as usize + 1, column as usize);
        let value = match (&cell.value, &cell.formula) {
            // Nothing is worked out here: what a formula gave when the file was last saved stands beside it, or nothing.
            (DataRef::Empty, Some(formula)) => Value::Error(written(formula)),
            (given, _) => value(given),
        };
        if value.is_blank() || column >= WIDEST {
            continue;
        }
        let row = rows.entry(number).or_default();
        if row.len() <= column {
            row.resize(column + 1, Value::Empty);
        }
        row[column] = value;
    }
    Ok(rows)
}

/// A formula as its cell shows it to somebody who looks into it; one that is filled down is written once only.
fn written(formula: &XlsxFormulaMetadata) -> String {
    match formula {
        XlsxFormulaMetadata::Normal { formula } | XlsxFormulaMetadata::Shared { formula, .. } => format!("={formula}"),
        _ => "=…".to_owned(),
    }
}

fn value(data: &DataRef<'_>) -> Value {
    match data {
        DataRef::Empty => Value::Empty,
        DataRef::Int(number) => Value::Text(number.to_string()),
        DataRef::Float(number) => Value::Number(*number),
        DataRef::String(text) | DataRef::DurationIso(text) => Value::Text(text.clone()),
        DataRef::SharedString(text) => Value::Text((*text).to_owned()),
        DataRef::Bool(truth) => Value::Truth(*truth),
        // Day 0 is what an empty cell looks like as a date: 00/01/1900.
        DataRef::DateTime(at) if at.is_datetime() && at.as_f64() == 0.0 => Value::Empty,
        DataRef::DateTime(at) if at.is_datetime() => at.as_datetime().map_or(Value::Number(at.as_f64()), Value::Date),
        DataRef::DateTime(at) => Value::Number(at.as_f64()),
        DataRef::DateTimeIso(text) => super::ods::date(text).map_or_else(|| Value::Text(text.clone()), Value::Date),
        DataRef::Error(error) => Value::Error(error.to_string()),
    }
}

/// Where each sheet lies within the file, by its name.
fn paths(archive: &mut Archive<'_>) -> HashMap<String, String> {
    let mut targets = HashMap::new();
    if let Some(links) = part(archive, "xl/_rels/workbook.xml.rels") {
        each_element(&links, |element| {
            if let (Some(id), Some(target)) = (attribute(element, "Id"), attribute(element, "Target")) {
                let inside = target.trim_start_matches('/');
                let path = if inside.starts_with("xl/") { inside.to_owned() } else { format!("xl/{inside}") };
                targets.insert(id, path);
            }
        });
    }
    let mut paths = HashMap::new();
    if let Some(book) = part(archive, "xl/workbook.xml") {
        each_element(&book, |element| {
            if let (b"sheet", Some(name), Some(id)) =
                (element.local_name().as_ref().as_bytes(), attribute(element, "name"), attribute(element, "r:id"))
                && let Some(path) = targets.get(&id)
            {
                paths.insert(name, path.clone());
            }
        });
    }
    paths
}

fn hidden_rows(archive: &mut Archive<'_>, path: &str) -> HashSet<usize> {
    let mut hidden = HashSet::new();
    if let Some(sheet) = part(archive, path) {
        each_element(&sheet, |element| {
            let row = element.local_name().as_ref() == "row";
            if row && matches!(attribute(element, "hidden").as_deref(), Some("1" | "true")) {
                hidden.extend(attribute(element, "r").and_then(|number| number.parse::<usize>().ok()));
            }
        });
    }
    hidden
}

/// Shows every opening element of a text in XML, up to where it breaks off.
fn each_element(text: &str, mut show: impl FnMut(&BytesStart<'_>)) {
    let mut reader = Reader::from_str(text);
    loop {
        match reader.read_event() {
            Ok(Event::Start(element) | Event::Empty(element)) => show(&element),
            Ok(Event::Eof) | Err(_) => return,
            Ok(_) => {}
        }
    }
}

/// Gives an attribute's value by its name as written, unescaped.
pub(super) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = element.attributes().filter_map(Result::ok).find(|attribute| attribute.key.as_ref() == name)?;
    quick_xml::escape::unescape(&found.value).ok().map(std::borrow::Cow::into_owned)
}
