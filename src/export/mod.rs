//! Papers and tables on their way out: one neutral document tree, one neutral sheet, one file a format.
//!
//! This room knows nothing of the model, the store or the clock: whoever builds a tree passes everything in. A
//! renderer turns a tree into bytes and touches no disk; only [`write`] does, and it never overwrites unasked.

/// The neutral document tree.
pub mod document;
/// Word.
pub mod docx;
/// What can go wrong.
pub mod error;
/// Clean text and level rows, before any format.
pub mod prepare;
/// The neutral table for spreadsheets.
pub mod sheet;
mod xml;

#[cfg(test)]
mod sample;
