//! Actions, places and the journal's entries as JSON.

use chrono::NaiveDate;
use serde::Serialize;
use serde_json::Value;

use super::{Views, some};
use crate::model::action::{Action, ActionState, Owner};
use crate::model::place::Place;

/// An action.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ActionView<'a> {
    /// The label: `A3`.
    #[serde(rename = "ref")]
    pub reference: &'a str,
    /// The child's reference, if it concerns one.
    pub case: Option<&'a str>,
    /// The meeting where it was raised; `null` for an action log of before.
    pub meeting: Option<&'a str>,
    /// The number of the agenda item.
    pub item: Option<usize>,
    /// Who is to do it; `null` is owed.
    pub owner: Option<OwnerView<'a>>,
    /// What is to be done.
    pub text: &'a str,
    /// The category.
    pub category: Option<&'a str>,
    /// The day it was raised.
    pub raised: NaiveDate,
    /// By when; `null` is owed.
    pub due: Option<NaiveDate>,
    /// open, in-progress, completed, not-completed or cancelled.
    pub state: ActionState,
    /// The outcome in words.
    pub outcome: Option<&'a str>,
    /// Why it was not done, or carried last.
    pub reason: Option<&'a str>,
    /// The day it was closed.
    pub closed: Option<NaiveDate>,
    /// How often it was carried to a later date.
    pub times_carried: usize,
    /// Whether it is open past its date today.
    pub overdue: bool,
}

/// The owner of an action.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OwnerView<'a> {
    /// The agency's name.
    pub agency: &'a str,
    /// The designation's title.
    pub designation: &'a str,
    /// Who holds the post, where known.
    pub name: Option<&'a str>,
}

/// A place, vehicle or group named in a meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PlaceView<'a> {
    /// The label: `P7`.
    #[serde(rename = "ref")]
    pub reference: &'a str,
    /// The kind, in the words of the terms.
    pub kind: &'a str,
    /// What and where it is.
    pub text: &'a str,
    /// The area's slug.
    pub area: &'a str,
    /// The child in whose discussion it was named.
    pub case: Option<&'a str>,
    /// The meeting.
    pub meeting: Option<&'a str>,
    /// The number of the agenda item.
    pub item: Option<usize>,
    /// The day it was named.
    pub named: NaiveDate,
}

/// An entry of the journal, filled by whoever reads the journal.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct JournalView<'a> {
    /// Its place, from 1.
    pub seq: u64,
    /// Its identity.
    pub id: &'a str,
    /// The request it came with.
    pub request: &'a str,
    /// The seat that appended it.
    pub seat: &'a str,
    /// When, UTC (RFC 3339).
    pub at: String,
    /// Who.
    pub by: &'a str,
    /// The stream, as `kind/id`.
    pub stream: String,
    /// The one case it concerns.
    pub about: Option<&'a str>,
    /// What changed; `null` once purged.
    pub change: Option<Value>,
    /// The words of before, where it put others in their place or withdrew them.
    pub before: Option<&'a str>,
    /// The chain's digest, in hexadecimal.
    pub digest: &'a str,
}

impl<'a> Views<'a> {
    /// An action.
    #[must_use]
    pub fn action(&self, action: &'a Action) -> ActionView<'a> {
        let (meeting, item) = self.place_in(action.raised_at.at.as_ref());
        ActionView {
            reference: &action.label,
            case: action.raised_at.case.as_ref().and_then(|id| self.label_of_case(self.docs.stands_for(id))),
            meeting,
            item,
            owner: action.task.owner.as_ref().map(owner),
            text: &action.task.text,
            category: action.task.category.as_deref(),
            raised: action.raised_at.on,
            due: action.task.due,
            state: action.state,
            outcome: action.outcome.as_deref().and_then(some),
            reason: action.reason.as_deref().and_then(some),
            closed: action.closed,
            times_carried: action.times_carried(),
            overdue: action.is_overdue(self.today),
        }
    }

    /// A place.
    #[must_use]
    pub fn place(&self, place: &'a Place) -> PlaceView<'a> {
        let (meeting, item) = self.place_in(Some(&place.named.at));
        PlaceView {
            reference: &place.label,
            kind: &place.kind,
            text: &place.text,
            area: &place.area,
            case: place.named.case.as_ref().and_then(|id| self.label_of_case(id)),
            meeting,
            item,
            named: place.named.on,
        }
    }
}

fn owner(owner: &Owner) -> OwnerView<'_> {
    OwnerView { agency: &owner.agency, designation: &owner.designation, name: some(&owner.name) }
}
