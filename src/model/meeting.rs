//! A meeting: planned, held live, ended as a draft of its minutes.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use serde::{Deserialize, Serialize};

use super::agenda::{Item, NewItem};
use super::attendance::{Mark, Seat, Stretch};
use super::case::Outcome;
use super::change::{Misfit, Stamp};
use super::id::{ActionId, Address, CaseId, EntryId, ItemId, MeetingId};
use super::said::{DissentState, Mode, Whose};
use crate::terms::calendar;

/// A meeting as it stands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Meeting {
    /// The opaque identity.
    pub id: MeetingId,
    /// What people call it: `mid-1-2026-12-03`.
    pub label: String,
    /// What was planned.
    pub plan: Plan,
    /// How far it has come.
    pub state: MeetingState,
    /// When it was started.
    pub started_at: Option<DateTime<Utc>>,
    /// When it was ended.
    pub ended_at: Option<DateTime<Utc>>,
    /// Who chairs the whole meeting instead of the planned chair.
    pub acting_chair: Option<String>,
    /// The seats, core members first, in the order of the terms.
    pub seats: Vec<Seat>,
    /// The agenda, in order.
    pub items: Vec<Item>,
    /// What was owed when it ended, each with the item it concerns.
    pub left_open: Vec<LeftOpen>,
    /// The latest entry of the stream.
    pub latest: EntryId,
}

/// What is planned of a meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// 1 or 2.
    pub part: u8,
    /// The area's slug.
    pub area: String,
    /// The day.
    pub date: NaiveDate,
    /// When it begins, local time.
    pub time: NaiveTime,
    /// Where.
    pub venue: String,
    /// Who chairs: name and designation.
    pub chair: String,
    /// Who takes the minutes.
    pub minute_taker: String,
}

/// How far a meeting has come (interface.md, `state`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MeetingState {
    /// On the calendar.
    Planned,
    /// The agenda has gone out.
    AgendaCirculated,
    /// Being held.
    Live,
    /// Ended; the minutes are a draft.
    Draft,
    /// The minutes are with the chair.
    WithChair,
    /// The minutes are approved and sealed.
    Approved,
    /// The minutes have gone out.
    MinutesCirculated,
}

/// Something owed that nobody settled before the meeting ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftOpen {
    /// The item.
    pub item: ItemId,
    /// What is owed, as a sentence.
    pub owed: String,
}

/// A change of a meeting.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MeetingChange {
    /// Put on the calendar, with seats and agenda.
    MeetingPlanned(Box<MeetingPlanned>),
    /// Date, time, venue or people were changed.
    Rearranged(Plan),
    /// An item was put on the agenda, after another or at the end.
    ItemAdded {
        /// The item.
        item: NewItem,
        /// The item it follows.
        after: Option<ItemId>,
    },
    /// Somebody was given a seat: an invitee, or a guest.
    SeatAdded(Box<Seat>),
    /// The meeting began.
    Started,
    /// The meeting ended with this still owed; its minutes are a draft.
    Ended {
        /// What is owed.
        left_open: Vec<LeftOpen>,
    },
    /// The roll-call found this of some seats.
    Marked {
        /// Which.
        seats: Vec<Address>,
        /// What.
        mark: Mark,
    },
    /// A member came late.
    CameAt {
        /// Who.
        seat: Address,
        /// When, local time; `None` takes it back.
        from: Option<NaiveTime>,
    },
    /// A member left early.
    LeftAt {
        /// Who.
        seat: Address,
        /// When, local time; `None` takes it back.
        until: Option<NaiveTime>,
    },
    /// These agreed to the information-sharing statement.
    StatementAgreed {
        /// Who.
        seats: Vec<Address>,
    },
    /// Somebody chairs for the planned chair.
    ActingChair {
        /// The one item, or the whole meeting.
        item: Option<ItemId>,
        /// Who; empty hands the chair back.
        name: String,
    },
    /// The meeting turned to an item; whatever was open is left.
    ItemOpened {
        /// Which.
        item: ItemId,
    },
    /// An item was left.
    ItemLeft {
        /// Which.
        item: ItemId,
        /// What is owed on it.
        owed: Vec<String>,
        /// Why it was left all the same.
        reason: Option<String>,
    },
    /// An agency gave an update, or had nothing to report.
    UpdateGiven {
        /// On which item.
        item: ItemId,
        /// Who.
        seat: Address,
        /// What; empty for nothing to report.
        text: String,
        /// Nothing to report.
        nil: bool,
        /// Spoken or written.
        mode: Mode,
        /// The entry it replaces, when it is an edit.
        replaces: Option<EntryId>,
    },
    /// Discussion without an agency.
    NoteTaken {
        /// On which item.
        item: ItemId,
        /// What.
        text: String,
        /// The entry it replaces.
        replaces: Option<EntryId>,
    },
    /// A view was heard, or why it was not.
    ViewHeard {
        /// On which item.
        item: ItemId,
        /// Whose.
        whose: Whose,
        /// In their words.
        text: String,
        /// Why there is none.
        why_none: Option<String>,
        /// The entry it replaces.
        replaces: Option<EntryId>,
    },
    /// An agency dissented, or the dissent's words, rationale or state changed.
    DissentVoiced {
        /// On which item.
        item: ItemId,
        /// Who.
        seat: Address,
        /// Their words.
        text: String,
        /// The chair's rationale.
        rationale: String,
        /// Where it stands.
        state: DissentState,
        /// The entry it replaces.
        replaces: Option<EntryId>,
    },
    /// The meeting decided; an earlier decision on the item is replaced.
    Decided {
        /// On which item.
        item: ItemId,
        /// What.
        outcome: Outcome,
        /// Why.
        rationale: String,
        /// The entry it replaces.
        replaces: Option<EntryId>,
    },
    /// The level of risk after the discussion; an earlier one on the item is replaced.
    RiskAssessed {
        /// On which item.
        item: ItemId,
        /// The level before the meeting.
        before: Option<String>,
        /// The level after.
        level: String,
        /// Why.
        because: String,
        /// The entry it replaces.
        replaces: Option<EntryId>,
    },
    /// An open action was answered on this item; the answer stands in the action's own stream.
    ActionAnswered {
        /// On which item.
        item: ItemId,
        /// Which action.
        action: ActionId,
    },
    /// Something recorded by mistake was taken out; the journal keeps it.
    Withdrawn {
        /// On which item.
        item: ItemId,
        /// Its latest entry.
        entry: EntryId,
    },
}

/// What puts a meeting on the calendar.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MeetingPlanned {
    /// What people call it, allotted as the entry is appended.
    pub label: String,
    /// What is planned.
    pub plan: Plan,
    /// The seats, with the words of the terms as they were then.
    pub seats: Vec<Seat>,
    /// The agenda.
    pub items: Vec<NewItem>,
}

impl Meeting {
    /// Begins a meeting from its planning.
    #[must_use]
    pub fn open(id: MeetingId, planned: &MeetingPlanned, stamp: &Stamp) -> Self {
        Self {
            id,
            label: planned.label.clone(),
            plan: planned.plan.clone(),
            state: MeetingState::Planned,
            started_at: None,
            ended_at: None,
            acting_chair: None,
            seats: planned.seats.clone(),
            items: planned.items.iter().cloned().map(Item::new).collect(),
            left_open: Vec::new(),
            latest: stamp.entry.clone(),
        }
    }

    /// The item with this identity.
    #[must_use]
    pub fn item(&self, id: &ItemId) -> Option<&Item> {
        self.items.iter().find(|item| item.id() == id)
    }

    /// The place of an item on the agenda, counted from 1 as people do.
    #[must_use]
    pub fn number(&self, id: &ItemId) -> Option<usize> {
        self.items.iter().position(|item| item.id() == id).map(|index| index + 1)
    }

    /// The item that is open now.
    #[must_use]
    pub fn current(&self) -> Option<&Item> {
        self.items.iter().find(|item| item.running_since.is_some())
    }

    /// The seat with this address.
    #[must_use]
    pub fn seat(&self, address: &Address) -> Option<&Seat> {
        self.seats.iter().find(|seat| seat.address == *address)
    }

    /// The item that discusses a case.
    #[must_use]
    pub fn item_of(&self, case: &CaseId) -> Option<&Item> {
        self.items.iter().find(|item| item.case() == Some(case))
    }

    /// Whether things may still be recorded on it: live, or a draft that is being completed.
    #[must_use]
    pub fn takes_words(&self) -> bool {
        matches!(self.state, MeetingState::Live | MeetingState::Draft)
    }

    /// The local time during which an item was open, for per-case attendance.
    #[must_use]
    pub fn stretch(item: &Item) -> Option<Stretch> {
        let opened = calendar::london(item.opened_at?).time();
        let closed = item.running_since.map_or(item.closed_at, |_| None);
        Some((opened, closed.map(|at| calendar::london(at).time())))
    }

    /// The seats that belong to an item, and whether each attends it. While it is open that means now:
    /// who left before it was opened again attends no more.
    pub fn seats_on<'a>(&'a self, item: &'a Item) -> impl Iterator<Item = (&'a Seat, bool)> {
        let now = item.running_since.map(|since| (calendar::london(since).time(), None));
        let stretch = now.or_else(|| Self::stretch(item));
        self.seats
            .iter()
            .filter(|seat| seat.only_case.as_ref().is_none_or(|own| Some(own) == item.case()))
            .map(move |seat| (seat, seat.attends_item(item.case(), stretch)))
    }

    /// Who chairs an item.
    #[must_use]
    pub fn chair_of<'a>(&'a self, item: &'a Item) -> &'a str {
        item.acting_chair.as_deref().or(self.acting_chair.as_deref()).unwrap_or(&self.plan.chair)
    }

    /// Folds one more change into the meeting.
    ///
    /// # Errors
    /// Refuses a second planning, and what speaks of an item, seat or entry that is not there.
    pub fn apply(&mut self, change: &MeetingChange, stamp: &Stamp) -> Result<(), Misfit> {
        self.fold(change, stamp)?;
        self.latest = stamp.entry.clone();
        Ok(())
    }
}
