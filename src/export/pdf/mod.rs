//! PDF: paged and tagged, fit to be signed, archived and read aloud (PDF/A-2a and PDF/UA-1), from the same tree as
//! every other format; the same tree gives the same bytes.
//!
//! `body` and `table` lay the blocks out as slabs (`slab`), `lines` breaks text by the widths of `fonts`, `pages`
//! fills pages, `frame` says what every page bears, `tags` what is read aloud and what the outline shows, `paint`
//! writes the file, `styles` holds the measures.

mod body;
mod fonts;
mod frame;
mod lines;
mod pages;
mod paint;
mod slab;
mod styles;
mod table;
mod tags;

use super::document::Document;
use super::error::RenderError;
use super::prepare::prepare;
use body::Body;
use fonts::Fonts;
use pages::Page;

/// Makes a PDF of a tree.
///
/// Its typeface has the letters of Europe's languages in Latin, Greek and Cyrillic script. Anything else is shown as
/// □, and its words are kept in the file for searching, copying and reading aloud.
///
/// # Errors
/// [`RenderError::Pdf`] where the file would not conform to PDF/A-2a and PDF/UA-1; nothing that is said causes that.
pub fn render(document: &Document) -> Result<Vec<u8>, RenderError> {
    let document = prepare(document);
    let fonts = Fonts::load()?;
    let (pages, body) = lay_out(&document, &fonts);
    paint::paint(&document, &pages, body.tags, &body.headings, &fonts)
}

fn lay_out<'a>(prepared: &Document, fonts: &'a Fonts) -> (Vec<Page>, Body<'a>) {
    let mut body = Body::new(fonts);
    let slabs = body.document(prepared);
    (pages::fill(slabs, &body.heads), body)
}

#[cfg(test)]
pub(super) mod tests;
