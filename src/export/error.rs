//! What can go wrong between a tree and its bytes.

use thiserror::Error;

/// Why a paper or a table could not be turned into its format. Nothing has been written when one of these is given.
#[derive(Debug, Error)]
pub enum RenderError {
    /// A template is not well formed, or asks for something that is not there.
    #[error(
        "The {format} template cannot be used: {reason}. Mend the county's own template, or remove it to use the built-in one."
    )]
    Template {
        /// The format: "HTML", "Markdown" or "text".
        format: &'static str,
        /// What is wrong and in which line, in the template engine's words.
        reason: String,
    },
    /// A row of a sheet has more cells than the sheet has columns.
    #[error(
        "Row {row} of the sheet \"{sheet}\" has more cells than the sheet has columns. Nothing was written; please report this."
    )]
    RowTooLong {
        /// The sheet's name.
        sheet: String,
        /// The row, counted from 1 without the header.
        row: usize,
    },
    /// A table is larger than a spreadsheet can be, or Excel's rules refuse it.
    #[error("The spreadsheet could not be made: {0}. Choose fewer rows, or export as csv.")]
    Workbook(String),
    /// A PDF would not conform to what it claims to be, or its typeface cannot be read.
    #[error("The PDF could not be made: {0}. Nothing was written; export as docx, and please report this.")]
    Pdf(String),
    /// The parts of a file could not be packed together.
    #[error("The file could not be packed: {0}. Nothing was written; try again, or choose another format.")]
    Packing(String),
}

impl From<zip::result::ZipError> for RenderError {
    fn from(error: zip::result::ZipError) -> Self {
        Self::Packing(error.to_string())
    }
}

impl From<std::io::Error> for RenderError {
    fn from(error: std::io::Error) -> Self {
        Self::Packing(error.to_string())
    }
}

impl From<rust_xlsxwriter::XlsxError> for RenderError {
    fn from(error: rust_xlsxwriter::XlsxError) -> Self {
        Self::Workbook(error.to_string())
    }
}
