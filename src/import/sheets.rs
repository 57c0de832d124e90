//! Sheets out of a file, whatever its format: `.xlsx`, `.ods` or `.csv`.

use std::ffi::OsStr;
use std::io::{Cursor, Read};
use std::path::Path;

use chrono::NaiveDateTime;
use zip::ZipArchive;

use super::{csv_text, ods, xlsx};

/// The most that a file may hold once unpacked, in bytes; a county's tracker is a hundredth of it.
pub const LARGEST: u64 = 64 * 1024 * 1024;

/// The first columns that are looked at; what lies beyond is no list of people.
pub(super) const WIDEST: usize = 512;

/// A sheet of rows.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// The name on its tab; for `.csv` the file's name.
    pub name: String,
    /// Whether somebody opening the file does not see it.
    pub hidden: bool,
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
    /// A formula's error, such as `#REF!`.
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

/// Why a file could not be read at all.
#[derive(Debug, thiserror::Error)]
pub enum SheetError {
    /// The file could not be opened.
    #[error("“{file}” was not read: {source}. Check the path and that you may read it.")]
    Unopened {
        /// The file, without its folder.
        file: String,
        /// What the system said.
        source: std::io::Error,
    },
    /// The file is not what it ought to be.
    #[error("“{file}” was not read: {what}. {remedy}")]
    Unreadable {
        /// The file, without its folder.
        file: String,
        /// What is wrong.
        what: &'static str,
        /// What to do.
        remedy: &'static str,
    },
    /// No sheet has the columns that are looked for.
    #[error(
        "“{file}” was not read: no sheet of it has a row of column names with {wanted}. Name the columns so, in one row."
    )]
    NoHeader {
        /// The file, without its folder.
        file: String,
        /// The columns that are needed.
        wanted: String,
    },
}

/// What is wrong with a file, and what to do about it.
pub(super) type Fault = (&'static str, &'static str);

pub(super) const DAMAGED: Fault = ("it is damaged or incomplete", "Copy it again from where it came.");
const EMPTY: Fault = ("it is empty", "Export or copy it again.");
const FOLDER: Fault = ("it is a folder", "Name one file in it.");
const LARGE: Fault = ("it holds more than 64 MiB", "Keep the sheet that is needed and save it as a new file.");
const LOCKED: Fault = ("it is protected with a password", "Open it, remove the password, and import that copy.");
const OLD: Fault = ("it is in the format of old versions of Excel", "Open it and save it as .xlsx.");
const OTHER: Fault = ("it is neither .xlsx nor .ods nor .csv", "Save it as one of these.");
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
pub fn open(path: &Path) -> Result<Vec<Sheet>, SheetError> {
    let file = path.file_name().map_or_else(|| path.to_string_lossy(), |name| name.to_string_lossy()).into_owned();
    let unopened = |source| SheetError::Unopened { file: file.clone(), source };
    let about = std::fs::metadata(path).map_err(unopened)?;
    if about.is_dir() {
        return Err(unreadable(&file, FOLDER));
    }
    let mut bytes = Vec::new();
    let opened = std::fs::File::open(path).map_err(unopened)?;
    opened.take(LARGEST + 1).read_to_end(&mut bytes).map_err(unopened)?;
    read(&bytes, &file)
}

/// Reads the sheets of a file's bytes; `file` is its name, whose ending must fit.
///
/// # Errors
/// Says in a sentence what is wrong with the file and what to do.
pub fn read(bytes: &[u8], file: &str) -> Result<Vec<Sheet>, SheetError> {
    read_kind(bytes, file).map_err(|fault| unreadable(file, fault))
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
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(EMPTY);
    }
    if bytes.len() as u64 > LARGEST {
        return Err(LARGE);
    }
    if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        let locked: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
        return Err(if bytes.windows(locked.len()).any(|window| window == locked) { LOCKED } else { OLD });
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

/// Tells the kind of a packed file, having made sure that it unpacks, and to no more than the limit:
/// the sizes that a file gives of its parts need not be true.
fn unpackable(archive: &mut ZipArchive<Cursor<&[u8]>>) -> Result<Kind, Fault> {
    let mut left = LARGEST;
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(|error| match error {
            zip::result::ZipError::UnsupportedArchive(_) => LOCKED,
            _ => DAMAGED,
        })?;
        let unpacked = std::io::copy(&mut part.take(left + 1), &mut std::io::sink()).map_err(|_| DAMAGED)?;
        left = left.checked_sub(unpacked).ok_or(LARGE)?;
    }
    if archive.index_for_name("xl/workbook.xml").is_some() {
        return Ok(Kind::Xlsx);
    }
    if archive.index_for_name("content.xml").is_none() {
        return Err(OTHER);
    }
    let locked = part(archive, "META-INF/manifest.xml").is_some_and(|manifest| manifest.contains("encryption-data"));
    if locked { Err(LOCKED) } else { Ok(Kind::Ods) }
}

/// Reads one part of a packed file as text.
pub(super) fn part(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Option<String> {
    let mut text = String::new();
    archive.by_name(name).ok()?.take(LARGEST).read_to_string(&mut text).ok()?;
    Some(text)
}

fn unreadable(file: &str, (what, remedy): Fault) -> SheetError {
    SheetError::Unreadable { file: file.to_owned(), what, remedy }
}

#[cfg(test)]
mod tests;
