//! A fictional county that feels real: the demo, made of the same requests as people make.
//!
//! Every name, place and sentence is invented. The same seed gives the same county; nothing else is
//! left to chance. There are two scales:
//!
//! - `years` 1 is the small county: about 35 open cases and a dozen closed, 8 to 13 cases at a meeting
//!   of the first area and 4 to 8 elsewhere, no sentence twice in a case or a meeting, and today's
//!   meeting with nine reviews and two initial cases, written out in full.
//! - More years make the large county: about 35 open cases in each area, about 25 at each meeting, ten
//!   agencies speaking on each and two or three actions; sentences come again, as they must.
//!   Today's meeting has the same eleven children beside the others that fall due. Social workers are
//!   not invited one by one.
//!
//! Papers are where a well-run county has them: agendas are out by their day, and minutes are approved, sealed and out by
//! theirs, but for the little that [`papers`] leaves undone.
//!
//! The county is expected to be open, with its terms: [`fill`] begins with the contact list.

mod bank;
mod cast;
mod child;
mod company;
mod county;
mod dates;
mod dice;
mod discuss;
mod followed;
mod hold;
mod memory;
mod papers;
mod part2;
mod people;
mod prepare;
mod script;
mod shared;
mod tasks;
mod voice;
mod waiting;

use chrono::{DateTime, NaiveDate, Utc};

pub use memory::Memory;

use crate::model::docs::Docs;
use crate::model::id::{MeetingId, Stream};
use crate::model::record::Timed;
use crate::model::word::ChairsWord;
use crate::terms::Terms;
use crate::terms::calendar::Calendar;

/// Where the demo county is recorded: the session, or memory.
pub trait Recorder {
    /// Why something could not be recorded.
    type Error;

    /// Records requests in one transaction, in order, each at its own moment.
    ///
    /// # Errors
    /// Passes on a refusal or a failure; nothing of the transaction is then kept.
    fn record(&mut self, requests: &[Timed], by: &str) -> Result<(), Self::Error>;

    /// Approves the minutes of a meeting at a moment, and seals what they say. The meeting is loaded then, and what else was
    /// loaded may be dropped.
    ///
    /// # Errors
    /// As [`record`](Self::record).
    fn approve(
        &mut self,
        meeting: &MeetingId,
        word: &ChairsWord,
        by: &str,
        at: DateTime<Utc>,
    ) -> Result<(), Self::Error>;

    /// What is loaded: at least what was recorded or loaded since [`forget`](Self::forget), and the county.
    fn docs(&self) -> &Docs;

    /// May drop what is loaded, but for the county; the generator keeps the identities it needs.
    fn forget(&mut self);

    /// Loads one document.
    ///
    /// # Errors
    /// Passes on a failure to read.
    fn load(&mut self, stream: &Stream) -> Result<(), Self::Error>;
}

/// Which county is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scenario {
    /// What decides every name and turn.
    pub seed: u64,
    /// Years of history; 1 is the small county, more the large one.
    pub years: u32,
    /// The day on which the first area holds its Part 1 meeting.
    pub today: NaiveDate,
}

/// Fills an open county with contacts, cases, a history of meetings and those still to come.
///
/// Entries come in the order of time; none is later than the working day before today. `progress` is told
/// how many steps are done, of how many.
///
/// # Errors
/// Passes on the first failure to record or to load.
pub fn fill<R: Recorder>(
    recorder: &mut R,
    terms: &Terms,
    calendar: &Calendar,
    scenario: Scenario,
    progress: impl FnMut(usize, usize),
) -> Result<(), R::Error> {
    county::fill(recorder, (terms, calendar), scenario, progress)
}

#[cfg(test)]
mod tests;
