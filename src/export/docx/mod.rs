//! Word: the parts of a docx package, written by ourselves and packed so that the same tree gives the same bytes.
//!
//! `body` writes the text, `table` the tables, `frame` what every page bears, `styles` how it all looks; `form` is the
//! Information Sharing Template. Headings,
//! lists and tables are Word's own, so that its navigation, its checker and a screen reader find them.

mod body;
mod form;
mod frame;
mod styles;
mod table;

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::document::Document;
use super::error::RenderError;
use super::prepare::prepare;

pub use form::render_form;

/// The namespaces that every part of ours declares.
const NAMESPACES: [(&str, &str); 2] = [
    ("xmlns:w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    ("xmlns:r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
];

/// Makes a Word document (docx) of a tree.
///
/// # Errors
/// [`RenderError::Packing`] where the parts cannot be packed, as when they would pass 4 GB.
pub fn render(document: &Document) -> Result<Vec<u8>, RenderError> {
    let document = prepare(document);
    package(&document, &document.marking, body::document(&document))
}

/// Packs a text with everything that belongs to it.
fn package(document: &Document, keywords: &str, text: String) -> Result<Vec<u8>, RenderError> {
    pack(&[
        ("[Content_Types].xml", styles::CONTENT_TYPES.to_owned()),
        ("_rels/.rels", styles::PACKAGE_RELATIONSHIPS.to_owned()),
        ("docProps/core.xml", frame::core_properties(document, keywords)),
        ("docProps/app.xml", styles::APP_PROPERTIES.to_owned()),
        ("word/document.xml", text),
        ("word/_rels/document.xml.rels", styles::DOCUMENT_RELATIONSHIPS.to_owned()),
        ("word/styles.xml", styles::styles(&document.language)),
        ("word/numbering.xml", styles::NUMBERING.to_owned()),
        ("word/settings.xml", styles::settings(&document.language)),
        ("word/fontTable.xml", styles::FONT_TABLE.to_owned()),
        ("word/header1.xml", frame::header(document)),
        ("word/footer1.xml", frame::footer(document)),
    ])
}

/// Packs the parts in the given order, all with the earliest time that zip can hold.
fn pack(parts: &[(&str, String)]) -> Result<Vec<u8>, RenderError> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, options)?;
        zip.write_all(content.as_bytes())?;
    }
    Ok(zip.finish()?.into_inner())
}

#[cfg(test)]
mod tests;
