//! A file that somebody hands over: taken whole, and no larger than it may be, before anything looks into it.

use std::io::{Cursor, Read};
use std::path::Path;

use zip::ZipArchive;

/// The most that any file may hold once unpacked, in bytes.
const LARGEST: u64 = FORM.bytes;

/// The most that a file of one kind may hold once unpacked.
pub(super) struct Limit {
    /// In bytes.
    pub bytes: u64,
    /// What is said of more.
    pub fault: Fault,
}

const SMALLER: &str = "Keep what is needed of it and save that as a new file.";

/// A Word form may bring photographs and drawings with it.
pub(super) const FORM: Limit = Limit { bytes: 64 * 1024 * 1024, fault: ("it holds more than 64 MiB", SMALLER) };

/// A county's tracker of 5,000 rows is a sixth of it.
pub(super) const LIST: Limit = Limit { bytes: 32 * 1024 * 1024, fault: ("it holds more than 32 MiB", SMALLER) };

/// Why a file could not be read at all.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
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
    /// A list goes on for longer than any list of a county's.
    #[error(
        "“{file}” was not read: it has more than {most} rows below its column names. Keep the rows that are needed and \
         save that as a new file."
    )]
    TooLong {
        /// The file, without its folder.
        file: String,
        /// The most that is read.
        most: usize,
    },
    /// The columns that are looked for are on sheets alone that nobody sees.
    #[error("“{file}” was not read: the sheet with {wanted} is hidden. Unhide it and save the file again.")]
    AllHidden {
        /// The file, without its folder.
        file: String,
        /// The columns that are needed.
        wanted: String,
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

impl FileError {
    pub(super) fn of(file: &str, (what, remedy): Fault) -> Self {
        Self::Unreadable { file: file.to_owned(), what, remedy }
    }
}

/// What is wrong with a file, and what to do about it.
pub(super) type Fault = (&'static str, &'static str);

pub(super) const DAMAGED: Fault = ("it is damaged or incomplete", "Copy it again from where it came.");
pub(super) const LOCKED: Fault =
    ("it is protected with a password", "Open it, remove the password, and import that copy.");
const EMPTY: Fault = ("it is empty", "Export or copy it again.");
const FOLDER: Fault = ("it is a folder", "Name one file in it.");

/// Takes a file's bytes; its name comes without the folder, for messages.
///
/// # Errors
/// Says in a sentence why it could not be opened.
pub fn take(path: &Path) -> Result<(String, Vec<u8>), FileError> {
    let file = path.file_name().map_or_else(|| path.to_string_lossy(), |name| name.to_string_lossy()).into_owned();
    let unopened = |source| FileError::Unopened { file: file.clone(), source };
    if std::fs::metadata(path).map_err(unopened)?.is_dir() {
        return Err(FileError::of(&file, FOLDER));
    }
    let mut bytes = Vec::new();
    let opened = std::fs::File::open(path).map_err(unopened)?;
    opened.take(LARGEST + 1).read_to_end(&mut bytes).map_err(unopened)?;
    Ok((file, bytes))
}

/// The files and folders that a half-typed path may mean, in order; a folder ends in a slash, and files count by their
/// endings alone.
#[must_use]
pub fn completions(typed: &str, endings: &[&str]) -> Vec<String> {
    let (folder, start) =
        typed.rsplit_once('/').map_or(("", typed), |(folder, start)| (&typed[..=folder.len()], start));
    let Ok(found) = std::fs::read_dir(if folder.is_empty() { "." } else { folder }) else { return Vec::new() };
    let name = |entry: std::fs::DirEntry| {
        let name = entry.file_name().into_string().ok().filter(|name| name.starts_with(start))?;
        let hidden = name.starts_with('.') && !start.starts_with('.');
        let is_folder = std::fs::metadata(entry.path()).is_ok_and(|found| found.is_dir());
        let ending = Path::new(&name).extension().map(|ending| ending.to_string_lossy().to_lowercase());
        let fits = is_folder || ending.is_some_and(|ending| endings.contains(&ending.as_str()));
        (fits && !hidden).then(|| format!("{folder}{name}{}", if is_folder { "/" } else { "" }))
    };
    let mut names: Vec<String> = found.filter_map(Result::ok).filter_map(name).collect();
    names.sort_unstable();
    names
}

/// Makes sure that there is something, and not too much.
pub(super) fn whole(bytes: &[u8], limit: &Limit) -> Result<(), Fault> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(EMPTY);
    }
    if bytes.len() as u64 > limit.bytes { Err(limit.fault) } else { Ok(()) }
}

/// Whether it is a file of old versions of Word or Excel, which newer ones put a locked file into as well.
pub(super) fn is_old(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0])
}

/// Whether such a file is a locked one of newer versions.
pub(super) fn is_locked(bytes: &[u8]) -> bool {
    let locked: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes.windows(locked.len()).any(|window| window == locked)
}

/// Makes sure that a packed file unpacks, and to no more than the limit: the sizes that a file gives of its parts need
/// not be true.
pub(super) fn unpacks(archive: &mut ZipArchive<Cursor<&[u8]>>, limit: &Limit) -> Result<(), Fault> {
    let mut left = limit.bytes;
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(|error| match error {
            zip::result::ZipError::UnsupportedArchive(_) => LOCKED,
            _ => DAMAGED,
        })?;
        let unpacked = std::io::copy(&mut part.take(left + 1), &mut std::io::sink()).map_err(|_| DAMAGED)?;
        left = left.checked_sub(unpacked).ok_or(limit.fault)?;
    }
    Ok(())
}

/// Reads one part of a packed file as text.
pub(super) fn part(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Option<String> {
    let mut text = String::new();
    archive.by_name(name).ok()?.take(LARGEST).read_to_string(&mut text).ok()?;
    Some(text)
}
