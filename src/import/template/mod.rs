//! A filled Information Sharing Template in Word: read as a person would, whatever its layout.
//!
//! `content` sees paragraphs and tables, `labels` knows how forms name the fields, `placing` and `tables` find each
//! label's answer, `boxes` reads what was ticked; `own` reads back what was written here. What belongs to no field is listed, and kept as a note.

mod boxes;
mod content;
mod labels;
mod own;
mod placing;
mod tables;

use std::ffi::OsStr;
use std::io::Cursor;
use std::path::Path;

use chrono::NaiveDate;
use zip::ZipArchive;

use self::labels::Labels;
use self::placing::Placing;
use super::file::{self, DAMAGED, Fault, FileError, LOCKED};
use crate::model::form::{Form, WRITTEN_HERE};
use crate::model::form_reading::{self, Told};
use crate::terms::Terms;

const OTHER: Fault = ("it is no Word document", "Save the form as .docx.");
const OLD: Fault = ("it is in the format of old versions of Word", "Open it and save it as .docx.");
const MISNAMED: Fault = ("its ending does not fit what is in it", "Open it in Word and save it as .docx.");
const MACROS: Fault =
    ("it holds macros, which a form has no need of", "Have the sender save it as .docx, without macros.");
const NO_FORM: Fault = (
    "no label of the Information Sharing Template stands in it",
    "Check that it is the right file; `mace export template` writes a blank form.",
);

/// The styles of paragraphs that say what a form is, and nothing of a child; and those in which ours says how to fill
/// it in.
const TITLES: &[&str] = &["Title", "Subtitle"];
const OWN_TITLES: &[&str] = &["Title", "Subtitle", "Status", "Note"];

/// The fewest labels by which a document is known as a form.
const FEWEST: usize = 3;

/// A Word document, as far as a form needs it.
#[derive(Debug, Clone)]
pub struct Word {
    /// The file's name, without its folder.
    pub file: String,
    /// The part that holds the text.
    xml: String,
    /// Whether it was written here.
    is_own: bool,
}

/// Opens a file that holds a form.
///
/// # Errors
/// Says in a sentence what is wrong with the file and what to do.
pub fn open(path: &Path) -> Result<Word, FileError> {
    let (file, bytes) = file::take(path)?;
    take(&bytes, &file)
}

/// Takes a file's bytes; `file` is its name, whose ending must fit.
///
/// # Errors
/// Says in a sentence what is wrong with the file and what to do.
pub fn take(bytes: &[u8], file: &str) -> Result<Word, FileError> {
    document(bytes, file).map_err(|fault| FileError::of(file, fault))
}

impl Word {
    /// Reads the form in the document.
    ///
    /// # Errors
    /// Says in a sentence what is wrong with the document and what to do.
    pub fn form(&self, terms: &Terms, received: NaiveDate) -> Result<Form, FileError> {
        form(self, terms, received).map_err(|fault| FileError::of(&self.file, fault))
    }
}

/// What a form tells of the child's record; a name in capitals is set as people write it.
#[must_use]
pub fn told(form: &Form, terms: &Terms) -> Told {
    let told = form_reading::told(form, terms);
    Told { name: told.name.as_deref().map(super::person_name), ..told }
}

/// The parts of a Word document, once it is known to be one.
fn document(bytes: &[u8], file: &str) -> Result<Word, Fault> {
    let ending = Path::new(file).extension().map(OsStr::to_ascii_lowercase);
    match ending.as_deref().and_then(OsStr::to_str) {
        Some("docx" | "dotx") => {}
        Some("docm" | "dotm") => return Err(MACROS),
        Some("doc" | "dot" | "rtf") => return Err(OLD),
        _ => return Err(OTHER),
    }
    file::whole(bytes, &file::FORM)?;
    if file::is_old(bytes) {
        return Err(if file::is_locked(bytes) { LOCKED } else { OLD });
    }
    if !bytes.starts_with(b"PK") {
        return Err(MISNAMED);
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| DAMAGED)?;
    file::unpacks(&mut archive, &file::FORM)?;
    let has_macros = archive.file_names().filter_map(Result::ok).any(|name| name.ends_with("vbaProject.bin"));
    if has_macros {
        return Err(MACROS);
    }
    let Some(main) = main_part(&mut archive) else { return Err(MISNAMED) };
    let xml = file::part(&mut archive, &main).ok_or(DAMAGED)?;
    let is_own = file::part(&mut archive, "docProps/core.xml").is_some_and(|core| core.contains(WRITTEN_HERE));
    Ok(Word { file: file.to_owned(), xml, is_own })
}

/// The name of the part that holds the text: programs may call it otherwise than Word does.
fn main_part(archive: &mut ZipArchive<Cursor<&[u8]>>) -> Option<String> {
    const USUAL: &str = "word/document.xml";
    if archive.index_for_name(USUAL).is_some() {
        return Some(USUAL.to_owned());
    }
    let relations = file::part(archive, "_rels/.rels")?;
    let at = relations.find("/officeDocument\"")?;
    let relation = &relations[relations[..at].rfind('<')?..];
    let target = relation.split_once("Target=\"")?.1.split('"').next()?.trim_start_matches('/').to_owned();
    // A workbook or a presentation has its main part in another folder.
    let is_there = target.starts_with("word/") && archive.index_for_name(&target).is_some();
    is_there.then_some(target)
}

fn form(word: &Word, terms: &Terms, received: NaiveDate) -> Result<Form, Fault> {
    let blocks = content::read(&word.xml, if word.is_own { OWN_TITLES } else { TITLES })?;
    let labels = Labels::of(&terms.template, &terms.sharing.marking);
    if let Some(own) = word.is_own.then(|| own::read(&blocks, &terms.template, &labels)).flatten() {
        let answers = own.answers.iter().map(|(key, text)| (key.as_str(), text.as_str()));
        return Ok(Form::new(terms, answers, received, own.unplaced));
    }
    let mut placing = Placing::new(terms, &labels);
    placing.blocks(&blocks);
    if placing.answers.len() < FEWEST {
        return Err(NO_FORM);
    }
    let answers = placing.answers.iter().map(|(key, text)| (key.as_str(), text.as_str()));
    Ok(Form::new(terms, answers, received, placing.unplaced))
}

#[cfg(test)]
mod tests;
