//! Papers and tables on their way out: one neutral document tree, one neutral sheet, one file a format.
//!
//! `minutes`, `tracker` and `view_json` read the model; the renderers know nothing of it, only the tree. The whole
//! room knows neither store nor clock: everything is passed in. A renderer turns a tree into bytes and touches no
//! disk; only [`write`] does, and it never overwrites unasked.

/// The open actions: the workbook that an agency fills in, the chase list, and to-dos.
pub mod actions;
/// The agenda of a meeting, as a document.
pub mod agenda;
/// What was put right after minutes were approved.
pub mod amendments;
/// Minutes without a name.
pub mod anonymised;
/// Comma-separated values.
pub mod csv;
/// The disclosure log.
pub mod disclosures;
/// The neutral document tree.
pub mod document;
/// Word.
pub mod docx;
/// What can go wrong.
pub mod error;
mod frame;
/// A web page.
pub mod html;
/// The invitation to a meeting, for a calendar.
pub mod invitation;
/// Markdown.
pub mod markdown;
/// The minutes of a meeting, as a document.
pub mod minutes;
/// A part of minutes alone.
pub mod packs;
/// PDF.
pub mod pdf;
/// Clean text and level rows, before any format.
pub mod prepare;
/// Minutes and tracker as the bytes of a file.
pub mod produce;
/// The neutral table for spreadsheets.
pub mod sheet;
/// Everything held on one child.
pub mod subject;
/// The Information Sharing Template, blank or filled.
pub mod template;
/// Plain text.
pub mod text;
mod text_table;
/// Names of others, marked for review.
pub mod third_parties;
/// The tracker and the action log, as sheets.
pub mod tracker;
/// The JSON that scripts rely on.
pub mod view_json;
mod wrap;
/// Files, written whole or not at all.
pub mod write;
/// Excel.
pub mod xlsx;
mod xml;

#[cfg(test)]
mod fixture;
#[cfg(test)]
mod sample;
#[cfg(test)]
mod tests;
