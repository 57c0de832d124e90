//! Reading for lists and exports: by the label that people type, and through the whole journal.

use serde::de::DeserializeOwned;

use super::Session;
use super::load::parse;
use crate::model::document::Document;
use crate::model::id::{CaseId, Stream};
use crate::store::{DocumentQuery, DocumentRow, Entry, StoreError};

impl Session {
    /// What people call by a label or the beginning of one: the label and the stream of each that fits,
    /// or of the one whose whole label it is.
    ///
    /// # Errors
    /// Fails when the store cannot be read.
    pub fn find_labels(&self, kind: &str, text: &str) -> Result<Vec<(String, Stream)>, StoreError> {
        let query = DocumentQuery { kind: kind.to_owned(), text: Some(text.to_owned()), ..DocumentQuery::default() };
        let wanted = text.to_lowercase();
        let mut found = Vec::new();
        for row in self.store.documents(&query)? {
            let Some(label) = row.label.filter(|label| label.to_lowercase().starts_with(&wanted)) else { continue };
            let Ok(stream) = row.stream.parse() else { continue };
            let stream = self.leads_to(stream)?;
            if label.to_lowercase() == wanted {
                return Ok(vec![(label, stream)]);
            }
            if !found.iter().any(|(_, known)| *known == stream) {
                found.push((label, stream));
            }
        }
        Ok(found)
    }

    /// The record that has exactly this reference, itself, though it was merged into another.
    ///
    /// # Errors
    /// Fails when the store cannot be read.
    pub fn record_labelled(&self, label: &str) -> Result<Option<CaseId>, StoreError> {
        let row = self.store.document_by_label("case", &label.to_uppercase())?;
        Ok(row.and_then(|row| match row.stream.parse() {
            Ok(Stream::Case(id)) => Some(id),
            _ => None,
        }))
    }

    /// The stream that stands for another: that of the record that a case was merged into.
    pub(super) fn leads_to(&self, stream: Stream) -> Result<Stream, StoreError> {
        let mut stream = stream;
        while let Stream::Case(_) = &stream {
            let Some(row) = self.store.document(&stream.to_string())? else { break };
            let Document::Case(case) = parse(&row)? else { break };
            let Some((into, _)) = case.merged_into else { break };
            stream = Stream::Case(into);
        }
        Ok(stream)
    }

    /// What lists show of the documents that a query finds, without reading these themselves.
    pub(super) fn brief_rows<T: DeserializeOwned>(&self, query: &DocumentQuery) -> Result<Vec<T>, StoreError> {
        let read = |row: &DocumentRow| {
            let damaged = || StoreError::Damaged { what: format!("the row of {} does not read", row.stream) };
            serde_json::from_str(row.brief.as_deref().unwrap_or_default()).map_err(|_| damaged())
        };
        self.store.briefs(query)?.iter().map(read).collect()
    }

    /// Loads every document of some kinds, as `case` and `action`.
    ///
    /// # Errors
    /// Fails when the store cannot be read.
    pub fn load_kinds(&mut self, kinds: &[&str]) -> Result<(), StoreError> {
        for kind in kinds {
            self.load_all(&DocumentQuery { kind: (*kind).to_owned(), ..DocumentQuery::default() })?;
        }
        Ok(())
    }

    /// Shows every entry of the journal after `seq`, oldest first.
    ///
    /// # Errors
    /// Passes on what `show` returns, and fails when the store cannot be read.
    pub fn for_each_entry<E: From<StoreError>>(
        &self,
        seq: u64,
        show: impl FnMut(Entry) -> Result<(), E>,
    ) -> Result<(), E> {
        self.store.for_each_entry(seq, show)
    }
}
