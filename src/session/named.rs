//! Where a child is named: the records and names of one, and the words about others that name them in full.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::Session;
use crate::model::id::{CaseId, Stream};
use crate::model::names::Names;
use crate::store::{SaidRow, StoreError};

/// Words about something else that name a child.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedStill {
    /// The day they were said.
    pub day: Option<NaiveDate>,
    /// What they are, as `update`.
    pub kind: String,
    /// The reference of the child that they are about; none where they are about no child.
    pub about: Option<String>,
}

impl Session {
    /// Where a child is named in full in what is said of others, or of nobody.
    ///
    /// # Errors
    /// Fails when the store cannot be read.
    pub fn named_elsewhere(&mut self, case: &CaseId) -> Result<Vec<NamedStill>, StoreError> {
        self.load_case(case)?;
        let (records, names) = self.records_of(case);
        self.named_in(&names, |said| said.case_id.as_ref().is_none_or(|of| !records.contains(&CaseId::new(of))))
    }

    /// A child's record with those that were merged into it, and every name that they bear or bore.
    #[must_use]
    pub fn records_of(&self, case: &CaseId) -> (BTreeSet<CaseId>, BTreeSet<String>) {
        let docs = &self.shown.docs;
        let former = docs.cases.get(case).into_iter().flat_map(|case| case.former_at(None)).cloned();
        let records: BTreeSet<CaseId> = former.chain([case.clone()]).collect();
        let names = records.iter().filter_map(|id| docs.cases.get(id)).flat_map(|case| {
            let earlier = case.earlier.iter().map(|earlier| earlier.details.name.clone());
            earlier.chain([case.details.name.clone()])
        });
        let names = names.collect();
        (records, names)
    }

    /// Where what is said names somebody in full, among what `looked` lets through.
    pub(super) fn named_in(
        &self,
        names: &BTreeSet<String>,
        looked: impl Fn(&SaidRow) -> bool,
    ) -> Result<Vec<NamedStill>, StoreError> {
        let names = whole_names(names);
        let mut found: Vec<SaidRow> = Vec::new();
        self.store.for_each_said(|said| {
            if looked(&said) && !names.find(&said.text).is_empty() {
                found.push(said);
            }
            Ok::<(), StoreError>(())
        })?;
        found.sort_by(|a, b| (a.day, &a.entry).cmp(&(b.day, &b.entry)));
        let told = found.into_iter().map(|said| {
            let about = said.case_id.map(|case| self.store.document(&Stream::Case(CaseId::new(case)).to_string()));
            let about = about.transpose()?.flatten().and_then(|row| row.label);
            Ok(NamedStill { day: said.day, kind: said.kind, about })
        });
        told.collect()
    }
}

/// The names, to be found where they stand whole.
pub(super) fn whole_names(names: &BTreeSet<String>) -> Names<usize> {
    Names::default().and_whole((0..).zip(names.iter().map(String::as_str)))
}
