//! What came before a meeting, as data: what was taken off its agenda, and when the agenda went out.

use chrono::NaiveDate;
use serde::Serialize;

use super::{Views, moment};
use crate::model::meeting::Meeting;

/// A case, or another matter, that was taken off the agenda.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TakenOffView<'a> {
    /// Its title; of a case, its reference.
    pub title: &'a str,
    /// The child's reference.
    pub case: Option<&'a str>,
    /// Why.
    pub reason: &'a str,
    /// When the case is reviewed instead; `null` where it was not due.
    pub review_date: Option<NaiveDate>,
}

/// One sending of the agenda.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CirculatedView<'a> {
    /// Which version, from 1.
    pub version: u32,
    /// When, UTC.
    pub at: String,
    /// Who sent it.
    pub by: &'a str,
    /// The slugs of the agencies it went to.
    pub agencies: Vec<&'a str>,
}

impl<'a> Views<'a> {
    pub(super) fn taken_off(&self, meeting: &'a Meeting) -> Vec<TakenOffView<'a>> {
        let view = |off: &'a crate::model::agenda::TakenOff| {
            let case = off.planned.case.as_ref().and_then(|id| self.label_of_case(id));
            let title = case.unwrap_or(&off.planned.title);
            TakenOffView { title, case, reason: &off.reason, review_date: off.until }
        };
        meeting.taken_off.iter().map(view).collect()
    }
}

pub(super) fn circulated(meeting: &Meeting) -> Vec<CirculatedView<'_>> {
    let sent = meeting.circulated.iter();
    sent.map(|sent| CirculatedView {
        version: sent.version,
        at: moment(sent.at),
        by: &sent.by,
        agencies: sent.to.iter().map(|told| told.agency.as_str()).collect(),
    })
    .collect()
}
