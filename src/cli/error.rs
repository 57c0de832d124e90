//! What a command fails with: always a sentence for the person at the terminal.

use std::io;

use crate::export::produce::ProduceError;
use crate::export::write::WriteError;
use crate::import::file::FileError;
use crate::model::refusal::Refusal;
use crate::plain::Stop;
use crate::sealing::SealError;
use crate::session::{OpenError, RecordError};
use crate::store::StoreError;
use crate::terms::TermsError;

/// Why a command was refused or failed.
#[derive(Debug, thiserror::Error)]
pub enum CliError {
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Opening it for a person.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// Recording. The form that keeps the text is on the screen, so here only the cause counts.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The county's terms.
    #[error(transparent)]
    Terms(#[from] TermsError),
    /// Reading a file that is imported.
    #[error(transparent)]
    File(#[from] FileError),
    /// Writing an export.
    #[error(transparent)]
    Write(#[from] WriteError),
    /// Making an export.
    #[error(transparent)]
    Produce(#[from] ProduceError),
    /// The results could not be written.
    #[error("The results could not be written ({0}): check where the output goes, then try again.")]
    Output(#[from] io::Error),
    /// Anything else, in its own words.
    #[error("{0}")]
    Said(String),
}

impl CliError {
    /// A sentence of its own.
    pub(super) fn said(sentence: impl Into<String>) -> Self {
        Self::Said(sentence.into())
    }
}

impl From<RecordError> for CliError {
    fn from(error: RecordError) -> Self {
        match error {
            RecordError::Refused(refusal) => Self::Refused(refusal),
            // Nothing waits for F5 in a command that ends.
            RecordError::NotSaved(error) | RecordError::Store(error) => Self::Store(error),
            RecordError::NothingPending => Self::Said(error.to_string()),
        }
    }
}

impl From<SealError> for CliError {
    fn from(error: SealError) -> Self {
        match error {
            SealError::Record(error) => error.into(),
            SealError::Store(error) => Self::Store(error),
            SealError::Produce(error) => error.into(),
            SealError::Json(error) => error.into(),
            other => Self::Said(other.to_string()),
        }
    }
}

impl From<Stop> for CliError {
    fn from(stop: Stop) -> Self {
        match stop {
            Stop::Output(error) => Self::Output(error),
            Stop::Left | Stop::Failed(_) => Self::Said(capital(&stop.to_string())),
        }
    }
}

/// A sentence begins with a capital.
fn capital(said: &str) -> String {
    let mut letters = said.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

impl From<serde_json::Error> for CliError {
    fn from(error: serde_json::Error) -> Self {
        Self::Output(error.into())
    }
}
