//! Loading the cases from which dissent stands.

use super::Session;
use super::load::{OPEN, of_area};
use crate::model::decide_prepare::ForAgenda;
use crate::model::id::{CaseId, Stream};
use crate::model::request::Request;
use crate::store::StoreError;

impl Session {
    /// Loads the cases of the open meeting's area from which dissent stands, and those whose dissent it answered: what
    /// concerns a child who is not on its agenda stands under the matters arising.
    pub(super) fn load_dissenting(&mut self) -> Result<(), StoreError> {
        let Some(open) = self.shown.open_meeting() else { return Ok(()) };
        let answered = open.items.iter().flat_map(|item| &item.taken_up).filter_map(|taken| taken.case.clone());
        let answered: Vec<CaseId> = answered.collect();
        let rows = self.case_rows(&of_area(&open.plan.area, "case", &OPEN))?;
        let dissenting = rows.into_iter().filter(|row| !row.dissents.is_empty()).map(|row| row.case);
        dissenting.chain(answered).try_for_each(|case| self.load(&Stream::Case(case)))
    }

    /// Loads the case whose dissent a meeting is asked to answer.
    pub(super) fn load_answered(&mut self, request: &Request) -> Result<(), StoreError> {
        match request {
            Request::Agenda { asked: ForAgenda::AnswerDissent { case, .. }, .. } => {
                self.load(&Stream::Case(case.clone()))
            }
            _ => Ok(()),
        }
    }
}
