//! A meeting: planned, held live, ended as a draft of its minutes.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use serde::{Deserialize, Serialize};

use super::agenda::{Item, TakenOff};
use super::attendance::{Seat, Stretch};
use super::change::{Misfit, Stamp};
use super::circulated::Circulated;
use super::id::{Address, CaseId, EntryId, ItemId, MeetingId};
use super::minutes::MinutesRecord;
use crate::terms::calendar;

pub use super::meeting_change::{MeetingChange, MeetingPlanned};

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
    /// What was taken off the agenda before the meeting.
    pub taken_off: Vec<TakenOff>,
    /// The sendings of the agenda, in order.
    pub circulated: Vec<Circulated>,
    /// The breaks, in order; while one is taken, no item runs.
    pub breaks: Vec<Break>,
    /// What was owed when it ended, each with the item it concerns.
    pub left_open: Vec<LeftOpen>,
    /// What became of its minutes.
    #[serde(default, skip_serializing_if = "MinutesRecord::is_untouched")]
    pub minutes: MinutesRecord,
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
    /// How long it may take, in minutes.
    pub slot_minutes: u32,
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

impl MeetingState {
    /// Whether the meeting has not begun yet.
    #[must_use]
    pub fn is_to_come(self) -> bool {
        matches!(self, Self::Planned | Self::AgendaCirculated)
    }

    /// Whether it has been held and ended: its minutes stand, as a draft or further on.
    #[must_use]
    pub fn is_over(self) -> bool {
        !self.is_to_come() && self != Self::Live
    }
}

/// A break in the meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Break {
    /// When it began.
    pub from: DateTime<Utc>,
    /// When the meeting went on; `None` while it lasts.
    pub until: Option<DateTime<Utc>>,
    /// The item that was open.
    pub item: Option<ItemId>,
}

/// Something owed that nobody settled before the meeting ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftOpen {
    /// The item.
    pub item: ItemId,
    /// What is owed, as a sentence.
    pub owed: String,
}

impl MeetingState {
    /// The state as people say it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::AgendaCirculated => "agenda out",
            Self::Live => "live",
            Self::Draft => "draft minutes",
            Self::WithChair => "with the chair",
            Self::Approved => "approved",
            Self::MinutesCirculated => "minutes out",
        }
    }
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
            taken_off: Vec::new(),
            circulated: Vec::new(),
            breaks: Vec::new(),
            left_open: Vec::new(),
            minutes: MinutesRecord::default(),
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

    /// The break that lasts.
    #[must_use]
    pub fn on_break(&self) -> Option<&Break> {
        self.breaks.last().filter(|taken| taken.until.is_none())
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

    /// Minutes planned for all its items.
    #[must_use]
    pub fn planned_minutes(&self) -> u32 {
        self.items.iter().map(|item| item.planned.minutes).sum()
    }

    /// Whether things may still be recorded on it: live, or a draft that is being completed or lies with the chair.
    #[must_use]
    pub fn takes_words(&self) -> bool {
        matches!(self.state, MeetingState::Live | MeetingState::Draft | MeetingState::WithChair)
    }

    /// Whether the meeting has not begun yet.
    #[must_use]
    pub fn is_to_come(&self) -> bool {
        self.state.is_to_come()
    }

    /// Whether it has been held and ended: its minutes stand, as a draft or further on.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.state.is_over()
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

    /// The seats in the order of the roll-call: members and guests, and apart from them those who are
    /// invited for one child, as the agenda comes to them.
    #[must_use]
    pub fn roll(&self) -> (Vec<&Seat>, Vec<&Seat>) {
        let (mut invited, members): (Vec<&Seat>, Vec<&Seat>) =
            self.seats.iter().partition(|seat| seat.only_case.is_some());
        invited.sort_by_key(|seat| self.items.iter().position(|item| item.case() == seat.only_case.as_ref()));
        (members, invited)
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
