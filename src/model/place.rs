//! Places, vehicles and groups: what Part 1 hands to Part 2 (arrangements §4).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::change::{Misfit, Stamp};
use super::id::{CaseId, EntryId, ItemId, MeetingId, PlaceId};

/// A place, vehicle or group as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The opaque identity.
    pub id: PlaceId,
    /// What people call it: `P7`.
    pub label: String,
    /// The kind, in the words of the terms: venue, vehicle, group.
    pub kind: String,
    /// What and where it is.
    pub text: String,
    /// The area's slug.
    pub area: String,
    /// Where it was named.
    pub named: Named,
    /// The latest entry.
    pub latest: EntryId,
}

/// Where and when a place was named.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    /// The day.
    pub on: NaiveDate,
    /// The child in whose discussion it was named, if in one.
    pub case: Option<CaseId>,
    /// The meeting and the item.
    pub at: (MeetingId, ItemId),
}

/// A change of a place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PlaceChange {
    /// Named in a meeting.
    PlaceNamed {
        /// What people call it, allotted as the entry is appended.
        label: String,
        /// The kind.
        kind: String,
        /// What and where it is.
        text: String,
        /// The area's slug.
        area: String,
        /// Where it was named.
        named: Named,
    },
    /// Worded anew.
    Reworded {
        /// The kind.
        kind: String,
        /// What and where it is.
        text: String,
        /// The entry it replaces.
        replaces: EntryId,
    },
    /// Moved to the child in whose discussion it was named.
    MovedTo(Named),
}

impl Place {
    /// Begins a place from its naming; `None` for any other change.
    #[must_use]
    pub fn open(id: PlaceId, change: &PlaceChange, stamp: &Stamp) -> Option<Self> {
        let PlaceChange::PlaceNamed { label, kind, text, area, named } = change else { return None };
        Some(Self {
            id,
            label: label.clone(),
            kind: kind.clone(),
            text: text.clone(),
            area: area.clone(),
            named: named.clone(),
            latest: stamp.entry.clone(),
        })
    }

    /// Folds one more change into the place.
    ///
    /// # Errors
    /// Refuses a second naming, and a rewording of what is not the latest.
    pub fn apply(&mut self, change: &PlaceChange, stamp: &Stamp) -> Result<(), Misfit> {
        match change {
            PlaceChange::PlaceNamed { .. } => return Err(Misfit::OpenedTwice),
            PlaceChange::Reworded { kind, text, replaces } => {
                if *replaces != self.latest {
                    return Err(Misfit::Missing("what it replaces"));
                }
                self.kind.clone_from(kind);
                self.text.clone_from(text);
            }
            PlaceChange::MovedTo(named) => self.named = named.clone(),
        }
        self.latest = stamp.entry.clone();
        Ok(())
    }
}
