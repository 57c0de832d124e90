//! Fills a new store with the fictional county, through the same door as everything else.

use chrono::{DateTime, Utc};

use super::{SealError, approve_as};
use crate::demo::{self, Recorder, Scenario};
use crate::model::docs::Docs;
use crate::model::id::{MeetingId, Stream};
use crate::model::record::Timed;
use crate::model::word::ChairsWord;
use crate::session::Session;

impl Recorder for Session {
    type Error = SealError;

    fn record(&mut self, requests: &[Timed], by: &str) -> Result<(), SealError> {
        Ok(self.record_as(by, requests.to_vec()).map(drop)?)
    }

    fn approve(
        &mut self,
        meeting: &MeetingId,
        word: &ChairsWord,
        by: &str,
        at: DateTime<Utc>,
    ) -> Result<(), SealError> {
        approve_as(self, meeting, (word, by), at).map(drop)
    }

    fn docs(&self) -> &Docs {
        &self.shown().docs
    }

    fn forget(&mut self) {
        Session::forget(self);
    }

    fn load(&mut self, stream: &Stream) -> Result<(), SealError> {
        Ok(Session::load(self, stream)?)
    }
}

/// Makes the fictional county in a store that was just begun, and says how far it is.
///
/// # Errors
/// Fails when the store cannot be written; it is then not to be used.
pub fn fill_with_fiction(
    session: &mut Session,
    scenario: Scenario,
    progress: impl FnMut(usize, usize),
) -> Result<(), SealError> {
    let (terms, calendar) = (session.shown().terms.clone(), session.shown().calendar.clone());
    session.without_waiting(|session| demo::fill(session, &terms, &calendar, scenario, progress))??;
    session.forget();
    Ok(())
}
