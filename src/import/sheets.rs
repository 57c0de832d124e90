//! Sheets out of a file, whatever its format: `.xlsx`, `.ods` or `.csv`.

use std::ffi::OsStr;
use std::io::Cursor;
use std::path::Path;

use chrono::NaiveDateTime;
use zip::ZipArchive;

use super::file::{self, DAMAGED, Fault, FileError, LOCKED};
use super::{csv_text, ods, xlsx};

/// The first columns that are looked at; what lies beyond is no list of people.
pub(super) const WIDEST: usize = 512;

/// A sheet of rows.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// The name on its tab; for `.csv` the file's name.
    pub name: String,
    /// Whether somebody opening the file does not see it.
    pub hidden: bool,
    /// Whether its dates are counted from 1904 on, as older programs for the Mac did, and not from 1900.
    pub from_1904: bool,
    /// The rows that have cells.
    pub rows: Vec<Row>,
}

/// A row of cells.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The row's number in the margin, from 1; in `.csv` the line on which it begins.
    pub number: usize,
    /// Whether somebody looking at the sheet does not see it.
    pub hidden: bool,
    /// The cells from the first column on.
    pub cells: Vec<Value>,
}

/// What a cell holds.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Value {
    /// Nothing.
    #[default]
    Empty,
    /// Text, as typed.
    Text(String),
    /// A number.
    Number(f64),
    /// A date, perhaps with a time.
    Date(NaiveDateTime),
    /// Yes or no.
    Truth(bool),
    /// A formula's error, such as `#REF!`; or the formula itself, where the file does not say what it gives.
    Error(String),
}

impl Value {
    /// Prints the value as a person reads it in its cell, without blanks around it.
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) | Self::Error(text) => text.trim().to_owned(),
            Self::Number(number) => number.to_string(),
            Self::Date(at) => at.format("%d/%m/%Y").to_string(),
            Self::Truth(truth) => if *truth { "yes" } else { "no" }.to_owned(),
        }
    }

    /// Tells whether the cell shows nothing.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) => text.trim().is_empty(),
            _ => false,
        }
    }
}

const OTHER: Fault = ("it is neither .xlsx nor .ods nor .csv", "Save it as one of these.");
const OLD: Fault = ("it is in the format of old versions of Excel", "Open it and save it as .xlsx.");
const MISNAMED: Fault = ("its ending does not fit what is in it", "Open it and save it as .xlsx, .ods or .csv.");

/// What a file is by its first bytes and its parts.
#[derive(PartialEq, Eq)]
enum Kind {
    Xlsx,
    Ods,
    Csv,
}

/// Opens a file and reads its sheets.
///
/// # Errors
/// Says in a sentence what is wrong with the file and what to do.
pub fn open(path: &Path) -> Result<Vec<Sheet>, FileError> {
    let (file, bytes) = file::take(path)?;
    read(&bytes, &file)
}

/// Reads the sheets of a file's bytes; `file` is its name, whose ending must fit.
///
/// # Errors
/// Says in a sentence what is wrong with the file and what to do.
pub fn read(bytes: &[u8], file: &str) -> Result<Vec<Sheet>, FileError> {
    read_kind(bytes, file).map_err(|fault| FileError::of(file, fault))
}

fn read_kind(bytes: &[u8], file: &str) -> Result<Vec<Sheet>, Fault> {
    let path = Path::new(file);
    let named = match path.extension().map(OsStr::to_ascii_lowercase) {
        Some(ending) if ending == "xlsx" || ending == "xlsm" => Kind::Xlsx,
        Some(ending) if ending == "ods" => Kind::Ods,
        Some(ending) if ending == "csv" || ending == "txt" => Kind::Csv,
        Some(ending) if ending == "xls" => return Err(OLD),
        _ => return Err(OTHER),
    };
    file::whole(bytes, &file::LIST)?;
    if file::is_old(bytes) {
        return Err(if file::is_locked(bytes) { LOCKED } else { OLD });
    }
    if !bytes.starts_with(b"PK") {
        return match named {
            Kind::Csv => csv_text::read(bytes, path.file_stem().map_or("", |stem| stem.to_str().unwrap_or(""))),
            Kind::Xlsx | Kind::Ods => Err(MISNAMED),
        };
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| DAMAGED)?;
    let kind = unpackable(&mut archive)?;
    match kind {
        kind if kind != named => Err(MISNAMED),
        Kind::Xlsx => xlsx::read(bytes, &mut archive),
        _ => ods::read(&mut archive),
    }
}

/// Tells the kind of a packed file, having made sure that it unpacks.
fn unpackable(archive: &mut ZipArchive<Cursor<&[u8]>>) -> Result<Kind, Fault> {
    file::unpacks(archive, &file::LIST)?;
    if archive.index_for_name("xl/workbook.xml").is_some() {
        return Ok(Kind::Xlsx);
    }
    if archive.index_for_name("content.xml").is_none() {
        return Err(OTHER);
    }
    let locked =
        file::part(archive, "META-INF/manifest.xml").is_some_and(|manifest| manifest.contains("encryption-data"));
    if locked { Err(LOCKED) } else { Ok(Kind::Ods) }
}

#[cfg(test)]
mod tests;
