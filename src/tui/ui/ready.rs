//! How ready a meeting is that is to come: requests that wait, what belongs on the agenda, whose papers are missing.

use chrono::NaiveDate;

use super::list::Pick;
use super::{Overlay, Ui};
use crate::model::agenda::Item;
use crate::model::case::Case;
use crate::model::gather::{self, Wanted};
use crate::model::id::CaseId;
use crate::model::listing::Listing;
use crate::model::meeting::Meeting;
use crate::model::outlook::Outlook;
use crate::model::readiness;
use crate::session::Shown;

/// Something that a person can do about a meeting's readiness.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Row<'a> {
    /// A request that waits for the chair, or that was refused.
    Asked(&'a Case, &'a Listing),
    /// A child who belongs on the agenda and is not on it.
    Missing(&'a Case),
    /// A child whose papers are due.
    Papers(&'a Case, &'a Item),
}

impl Row<'_> {
    /// The child.
    #[must_use]
    pub fn case(&self) -> &CaseId {
        match self {
            Self::Asked(case, _) | Self::Missing(case) | Self::Papers(case, _) => &case.id,
        }
    }
}

/// Everything to be done before a meeting: requests that wait, children who are missing, papers, refusals.
#[must_use]
pub fn rows<'a>(meeting: &'a Meeting, shown: &'a Shown, today: NaiveDate) -> Vec<Row<'a>> {
    let cases = &shown.docs.cases;
    let records = || shown.docs.records();
    let asked = |wanted: fn(&Listing) -> bool| {
        let listings = records().flat_map(|case| case.listings.iter().map(move |listing| (case, listing)));
        let here = listings.filter(move |(_, listing)| listing.asked.meeting == meeting.id && wanted(listing));
        here.map(|(case, listing)| Row::Asked(case, listing))
    };
    let missing: Vec<Wanted> = gather::missing(meeting, &Outlook::of(&shown.docs), &shown.terms, today);
    let missing = missing.into_iter().filter_map(|wanted| cases.get(&wanted.case)).map(Row::Missing);
    let due = meeting.items.iter().filter(|item| readiness::needs_papers(item));
    let papers = due.filter_map(|item| Some(Row::Papers(cases.get(item.case()?)?, item)));
    asked(Listing::waits).chain(missing).chain(papers).chain(asked(|listing| listing.refused().is_some())).collect()
}

impl Ui {
    /// Shows how ready the meeting on the screen is.
    pub fn open_ready(&mut self, shown: &Shown) {
        let Some(place) = self.place(shown).filter(|place| place.meeting.is_to_come()) else { return };
        let rows = rows(place.meeting, shown, self.today()).len();
        self.overlay = Some(Overlay::Ready(Pick::new(rows)));
    }

    /// The row chosen there.
    #[must_use]
    pub fn chosen_to_prepare<'a>(&self, shown: &'a Shown) -> Option<Row<'a>> {
        let (place, Some(Overlay::Ready(pick))) = (self.place(shown)?, &self.overlay) else { return None };
        rows(place.meeting, shown, self.today()).into_iter().nth(pick.chosen()?)
    }
}
