//! What the meetings that are still to be held are prepared from: the cases, as far as planning needs them, and those
//! meetings. It borrows whole documents where they are loaded, and the rows of lists where they are not.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::case::{Case, DiscussionKind};
use super::dissent::StandingDissent;
use super::docs::Docs;
use super::id::{CaseId, MeetingId};
use super::listing::Listing;
use super::meeting::Meeting;
use super::names::initials;
use super::readiness::{Papers, papers};
use super::tracker::CaseRow;

/// A case as far as planning its next discussion needs it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prospect<'a> {
    /// The case.
    pub case: &'a CaseId,
    /// The reference.
    pub label: &'a str,
    /// The child's name.
    pub name: &'a str,
    /// The area's slug.
    pub area: &'a str,
    /// Whether no closure decision stands.
    pub is_open: bool,
    /// The day it was opened.
    pub opened: NaiveDate,
    /// The level of risk.
    pub risk: Option<&'a str>,
    /// The next review.
    pub review_date: Option<NaiveDate>,
    /// The day of the last discussion.
    pub discussed: Option<NaiveDate>,
    /// What the next discussion will be.
    pub next: DiscussionKind,
    /// What agencies asked; at least the requests that wait or are owed.
    pub listings: &'a [Listing],
    /// The dissent that stands, in the order voiced.
    pub dissents: Vec<StandingDissent>,
    /// The papers received for the next discussion.
    pub papers: Papers,
}

/// The cases and the meetings that an agenda is gathered from.
#[derive(Debug, Clone, PartialEq)]
pub struct Outlook<'a> {
    /// The cases, open ones and those from whose closure dissent stands.
    pub cases: BTreeMap<&'a CaseId, Prospect<'a>>,
    /// The meetings, those still to be held among them.
    pub meetings: &'a BTreeMap<MeetingId, Meeting>,
}

impl<'a> Outlook<'a> {
    /// Everything that is loaded, but for records that were merged into others.
    #[must_use]
    pub fn of(docs: &'a Docs) -> Self {
        Self { cases: docs.records().map(|case| (&case.id, case.into())).collect(), meetings: &docs.meetings }
    }

    /// Cases of which only the rows were read.
    #[must_use]
    pub fn of_rows(rows: &'a [CaseRow], meetings: &'a BTreeMap<MeetingId, Meeting>) -> Self {
        Self { cases: rows.iter().map(|row| (&row.case, row.into())).collect(), meetings }
    }
}

impl Prospect<'_> {
    /// The reference with the child's initials.
    #[must_use]
    pub fn short(&self) -> String {
        format!("{} {}", self.label, initials(self.name))
    }
}

impl<'a> From<&'a Case> for Prospect<'a> {
    fn from(case: &'a Case) -> Self {
        Self {
            case: &case.id,
            label: &case.label,
            name: &case.details.name,
            area: &case.area,
            is_open: case.is_open(),
            opened: case.opened,
            risk: case.risk.as_deref(),
            review_date: case.review_date,
            discussed: case.discussions.last().map(|discussion| discussion.on),
            next: case.next_kind(),
            listings: &case.listings,
            dissents: case.standing_dissents(),
            papers: papers(case),
        }
    }
}

impl<'a> From<&'a CaseRow> for Prospect<'a> {
    fn from(row: &'a CaseRow) -> Self {
        Self {
            case: &row.case,
            label: &row.label,
            name: &row.name,
            area: &row.area,
            is_open: row.closed.is_none(),
            opened: row.opened,
            risk: row.risk.as_deref(),
            review_date: row.review_date,
            discussed: row.last_discussed,
            next: row.next,
            listings: &row.asked,
            dissents: row.dissents.clone(),
            papers: row.papers,
        }
    }
}
