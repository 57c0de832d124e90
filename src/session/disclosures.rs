//! The disclosure log, read from its entries and from what the journal keeps of files that were saved.

use super::Session;
use crate::model::change::Change;
use crate::model::disclosure_log::{File, Logged, Of};
use crate::model::id::{CaseId, Stream};
use crate::store::StoreError;

impl Session {
    /// Lists the disclosure log, the latest first, and every case that an entry may be about.
    ///
    /// # Errors
    /// Fails when the store cannot be read.
    pub fn list_disclosures(&mut self) -> Result<(), StoreError> {
        self.load_kinds(&["disclosure"])?;
        self.load_cases()?;
        let cases = &self.shown.cases;
        let called = |id: &CaseId| {
            let own = cases.iter().find(|row| row.case == *id || row.former.iter().any(|former| former.case == *id));
            own.map(|row| (row.label.clone(), row.name.clone()))
        };
        let entries = self.shown.docs.disclosures.values().map(|entry| Logged {
            at: entry.entered.at,
            by: entry.entered.by.clone(),
            child: entry.matter.case.as_ref().and_then(called),
            of: Of::Entry(Box::new(entry.clone())),
        });
        let mut log: Vec<Logged> = entries.collect();
        let files = self.read_stream(&Stream::County)?.into_iter().filter_map(|(stamp, change, _)| {
            let Change::County(change) = change else { return None };
            Some(Logged { of: Of::File(File::of(change)?), at: stamp.at, by: stamp.by, child: None })
        });
        log.extend(files);
        // Of what came at one moment, the last stands first too.
        log.sort_by_cached_key(|line| (line.at, line.label().len(), line.label().to_owned()));
        log.reverse();
        self.shown.log = log;
        Ok(())
    }
}
