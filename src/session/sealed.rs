//! Approved minutes as they are kept: the text of their parts in the journal, and what the journal's end was then.

use std::collections::BTreeMap;

use super::{Pending, RecordError, Session};
use crate::model::change::Change;
use crate::model::id::{CaseId, EntryId, MeetingId, RequestId, Stream};
use crate::model::meeting::MeetingChange;
use crate::model::record::Timed;
use crate::store::{Head, StoreError};

impl Session {
    /// The sealed text of a version's parts, by their names; a part that retention took out is not among them.
    ///
    /// # Errors
    /// Fails when the store cannot be read.
    pub fn sealed_parts(&self, meeting: &MeetingId, version: u32) -> Result<BTreeMap<String, String>, StoreError> {
        Ok(self.sealed_entries(meeting, version)?.map(|(id, _, text)| (id, text)).collect())
    }

    fn sealed_entries(
        &self,
        meeting: &MeetingId,
        version: u32,
    ) -> Result<impl Iterator<Item = (String, Option<CaseId>, String)>, StoreError> {
        let read = self.read_stream(&Stream::Meeting(meeting.clone()))?;
        Ok(read.into_iter().filter_map(move |(_, change, about)| match change {
            Change::Meeting(MeetingChange::PartSealed { version: of, id, text }) if of == version => {
                Some((id, about, text))
            }
            _ => None,
        }))
    }

    /// Which child each sealed part of a version speaks of.
    ///
    /// # Errors
    /// Fails when the store cannot be read.
    pub fn sealed_about(
        &self,
        meeting: &MeetingId,
        version: u32,
    ) -> Result<BTreeMap<String, Option<CaseId>>, StoreError> {
        Ok(self.sealed_entries(meeting, version)?.map(|(id, about, _)| (id, about)).collect())
    }

    /// The end of the journal when an entry had been appended: the witness that sealed minutes print.
    ///
    /// # Errors
    /// Fails when the store cannot be read.
    pub fn head_at(&self, entry: &EntryId) -> Result<Option<Head>, StoreError> {
        let entry = self.store.entry(entry.as_str())?;
        Ok(entry.map(|entry| Head { seq: entry.seq, digest: entry.digest }))
    }

    /// Records one request in somebody's name, only if nothing was recorded since the journal ended there: what it says was
    /// made from all that stood then.
    ///
    /// # Errors
    /// As [`Session::record`]; refuses when something was recorded meanwhile.
    pub(crate) fn record_as_seen(&mut self, seen: &Head, by: &str, asked: Timed) -> Result<RequestId, RecordError> {
        let request = self.next_request();
        self.attempt(Pending { request, asked: vec![asked], field: None, seen: Some(*seen) }, by)
    }
}
