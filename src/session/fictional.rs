//! Fills a new store with the fictional county, through the same door as everything else.

use super::{RecordError, Session};
use crate::demo::{self, Recorder, Scenario};
use crate::model::docs::Docs;
use crate::model::id::Stream;
use crate::model::record::Timed;

impl Recorder for Session {
    type Error = RecordError;

    fn record(&mut self, requests: &[Timed], by: &str) -> Result<(), RecordError> {
        self.record_as(by, requests.to_vec()).map(drop)
    }

    fn docs(&self) -> &Docs {
        &self.shown.docs
    }

    fn forget(&mut self) {
        Session::forget(self);
    }

    fn load(&mut self, stream: &Stream) -> Result<(), RecordError> {
        Ok(Session::load(self, stream)?)
    }
}

impl Session {
    /// Makes the fictional county in a store that was just begun, and says how far it is.
    ///
    /// # Errors
    /// Fails when the store cannot be written; it is then not to be used.
    pub fn fill_with_fiction(
        &mut self,
        scenario: Scenario,
        progress: impl FnMut(usize, usize),
    ) -> Result<(), RecordError> {
        let (terms, calendar) = (self.shown.terms.clone(), self.shown.calendar.clone());
        self.store.relax()?;
        let filled = demo::fill(self, &terms, &calendar, scenario, progress);
        self.store.settle()?;
        filled?;
        Session::forget(self);
        Ok(())
    }
}
