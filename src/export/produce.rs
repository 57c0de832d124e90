//! Minutes, agenda and tracker as the bytes of a file, in each format that they can be had in.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};

use super::agenda::{Agenda, agenda};
use super::disclosures::Log;
use super::document::Document;
use super::error::RenderError;
use super::minutes::{Minutes, minutes};
use super::template::{FormSource, form_paper};
use super::view_json::Views;
use super::{csv, docx, html, invitation, markdown, pdf, text, tracker, xlsx};
use crate::model::case::Case;
use crate::model::disclosure_log::Logged;
use crate::model::docs::Docs;
use crate::model::meeting::Meeting;
use crate::model::sight::Apart;
use crate::terms::Terms;
use crate::terms::calendar::london;

/// What minutes can be had as, Word first.
pub const MINUTES: [&str; 6] = ["docx", "pdf", "html", "md", "txt", "json"];

/// What an agenda can be had as, Word first; `ics` is the invitation to the meeting.
pub const AGENDA: [&str; 6] = ["docx", "pdf", "html", "md", "txt", "ics"];

/// What the tracker can be had as, the workbook first.
pub const TRACKER: [&str; 3] = ["xlsx", "csv", "json"];

/// What the disclosure log can be had as, the workbook first.
pub const DISCLOSURES: [&str; 4] = ["xlsx", "csv", "md", "json"];

/// What the Information Sharing Template can be had as: it goes to people who fill it in.
pub const TEMPLATE: [&str; 1] = ["docx"];

/// What a file is made from: the documents that it speaks of are loaded.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// The loaded documents.
    pub docs: &'a Docs,
    /// The county's terms.
    pub terms: &'a Terms,
    /// Who makes the file.
    pub author: &'a str,
    /// When, UTC.
    pub made_at: DateTime<Utc>,
}

/// When a meeting is held again, and where.
pub type Next = (NaiveDate, NaiveTime, String);

/// Why a file was not made.
#[derive(Debug, thiserror::Error)]
pub enum ProduceError {
    /// The format is none of those there are.
    #[error("“{0}” is no format of this: choose {1}")]
    Format(String, String),
    /// It could not be rendered.
    #[error(transparent)]
    Render(#[from] RenderError),
    /// It could not be written as data.
    #[error("the data could not be written: {0}")]
    Json(#[from] serde_json::Error),
}

impl Source<'_> {
    /// The minutes of a meeting as a tree; `next` is when and where it meets again.
    #[must_use]
    pub fn tree(&self, meeting: &Meeting, next: Option<&Next>) -> Document {
        let (docs, terms) = (self.docs, self.terms);
        minutes(&Minutes { meeting, docs, terms, next_meeting: next.cloned(), made_at: self.made_at })
    }

    /// The minutes of a meeting as the data that scripts read.
    ///
    /// # Errors
    /// None that this data can cause; the signature is `serde_json`'s.
    pub fn data(&self, meeting: &Meeting) -> Result<serde_json::Value, serde_json::Error> {
        serde_json::to_value(self.views().meeting(meeting))
    }

    /// The agenda of a meeting, whole or the part that somebody gets, or the invitation to it; the meetings that discussed
    /// its children before are loaded.
    ///
    /// # Errors
    /// Refuses a format that there is not, and passes on what cannot be rendered.
    pub fn agenda(&self, meeting: &Meeting, reader: Option<&Apart>, format: &str) -> Result<Vec<u8>, ProduceError> {
        let (docs, terms, made_at) = (self.docs, self.terms, self.made_at);
        match format {
            "ics" => Ok(invitation::invitation(meeting, terms, made_at).into_bytes()),
            other => paper(&agenda(&Agenda { meeting, docs, terms, made_at, reader }), other, &AGENDA),
        }
    }

    /// The tracker: every loaded case, and the open actions beside it.
    ///
    /// # Errors
    /// Refuses a format that there is not, and passes on what cannot be rendered.
    pub fn tracker(&self, format: &str) -> Result<Vec<u8>, ProduceError> {
        let (docs, terms) = (self.docs, self.terms);
        Ok(match format {
            "xlsx" => xlsx::render(&tracker::workbook(docs, terms, self.today(), self.author, self.made_at))?,
            "csv" => csv::render(&tracker::tracker(docs, terms, self.today()))?,
            "json" => {
                let views = self.views();
                let mut cases: Vec<_> = docs.records().map(|case| views.case(case)).collect();
                cases.sort_by_key(|case| case.reference);
                json(&cases)?
            }
            other => return Err(ProduceError::Format(other.to_owned(), TRACKER.join(", "))),
        })
    }

    /// The disclosure log: the lines that are loaded.
    ///
    /// # Errors
    /// Refuses a format that there is not, and passes on what cannot be rendered.
    pub fn disclosures(&self, lines: &[Logged], format: &str) -> Result<Vec<u8>, ProduceError> {
        let log = Log { lines, terms: self.terms, author: self.author, made_at: self.made_at };
        match format {
            "xlsx" => Ok(xlsx::render(&log.workbook())?),
            "csv" => Ok(csv::render(&log.sheet())?),
            "json" => json(&log.data()),
            other => paper(&log.document(), other, &DISCLOSURES),
        }
    }

    /// The Information Sharing Template: that of a case, or a blank one.
    ///
    /// # Errors
    /// Refuses a format that there is not, and passes on what cannot be rendered.
    pub fn template(&self, case: Option<&Case>, format: &str) -> Result<Vec<u8>, ProduceError> {
        let source = FormSource { case, terms: self.terms, author: self.author, made_at: self.made_at };
        match format {
            "docx" => Ok(docx::render_form(&form_paper(&source))?),
            other => Err(ProduceError::Format(other.to_owned(), TEMPLATE.join(", "))),
        }
    }

    fn today(&self) -> NaiveDate {
        london(self.made_at).date()
    }

    fn views(&self) -> Views<'_> {
        Views::new(self.docs, self.terms, self.today())
    }
}

/// A tree as a paper of a format.
///
/// # Errors
/// Refuses a format that there is not, and passes on what cannot be rendered.
pub fn paper(tree: &Document, format: &str, known: &[&str]) -> Result<Vec<u8>, ProduceError> {
    Ok(match format {
        "docx" => docx::render(tree)?,
        "pdf" => pdf::render(tree)?,
        "html" => html::render(tree, None)?.into_bytes(),
        "md" => markdown::render(tree, None)?.into_bytes(),
        "txt" => text::render(tree, None)?.into_bytes(),
        other => return Err(ProduceError::Format(other.to_owned(), known.join(", "))),
    })
}

/// Data as JSON that people can read.
///
/// # Errors
/// None that this data can cause.
pub fn json(value: &impl serde::Serialize) -> Result<Vec<u8>, ProduceError> {
    let mut bytes = serde_json::to_vec_pretty(value)?;
    bytes.push(b'\n');
    Ok(bytes)
}
