//! What the journal keeps of a meeting: one change an entry.

use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

use super::agenda::NewItem;
use super::attendance::{Mark, Seat};
use super::case::Outcome;
use super::circulated::Told;
use super::dissent::Voiced;
use super::dissent_path::DissentAnswer;
use super::id::{ActionId, Address, CaseId, EntryId, ItemId, PlaceId};
use super::meeting::{LeftOpen, Plan};
use super::minutes::SealedPart;
use super::said::{Mode, ReadBack, Whose};
use super::sight::Apart;
use super::word::ChairsWord;

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
    /// A child's item was taken off the agenda before the meeting.
    ItemTakenOff {
        /// Which.
        item: ItemId,
        /// Why.
        reason: String,
        /// When the case is reviewed instead; none where it was not due.
        until: Option<NaiveDate>,
    },
    /// Something that is no child's was taken off the agenda before the meeting.
    ItemRemoved {
        /// Which.
        item: ItemId,
    },
    /// An item was given other minutes, or another presenter.
    ItemChanged {
        /// Which.
        item: ItemId,
        /// Minutes planned.
        minutes: u32,
        /// The responsible officer or presenter.
        responsible: String,
    },
    /// These items were put in this order, in the places that they held together.
    AgendaOrdered(Vec<ItemId>),
    /// The agenda went out as it stands.
    AgendaCirculated {
        /// To which agencies.
        to: Vec<Told>,
        /// Whoever gets a part of it alone, and which.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        apart: Vec<Apart>,
    },
    /// The draft of the minutes went to the chair.
    SentToChair,
    /// The chair remarked something on the minutes.
    Commented {
        /// On which item; none for the whole.
        item: Option<ItemId>,
        /// What.
        text: String,
    },
    /// The chair sent the minutes back to be put right.
    SentBack {
        /// Whose word it is.
        word: ChairsWord,
        /// Why.
        because: String,
    },
    /// One part of the minutes, as it was approved; a child's part is an entry about that child.
    PartSealed {
        /// The version.
        version: u32,
        /// The part's name in the document.
        id: String,
        /// Its canonical bytes.
        text: String,
    },
    /// The chair approved the minutes: they are sealed.
    Approved {
        /// The version, from 1.
        version: u32,
        /// The digest of the list of parts, in hex.
        digest: String,
        /// The parts, in the order they are read.
        parts: Vec<SealedPart>,
        /// Whose word it is.
        word: ChairsWord,
    },
    /// The approved minutes went out.
    MinutesCirculated {
        /// Which version.
        version: u32,
        /// To which agencies.
        to: Vec<Told>,
    },
    /// Something was put right in approved minutes.
    Amended {
        /// On which item; none for the whole.
        item: Option<ItemId>,
        /// How it should read.
        text: String,
        /// Why.
        reason: String,
        /// Whose word it is.
        word: ChairsWord,
    },
    /// Somebody was given a seat: an invitee, or a guest.
    SeatAdded(Box<Seat>),
    /// A seat is held by somebody else than before; an empty name leaves it to nobody.
    SeatNamed {
        /// Which.
        seat: Address,
        /// Who.
        name: String,
    },
    /// An invitation was withdrawn before it was answered.
    SeatRemoved {
        /// Which seat.
        seat: Address,
    },
    /// Two records of one child were merged: what was planned for one of them is planned for the other.
    CaseMerged {
        /// The record that is no more.
        from: CaseId,
        /// The one that stays.
        into: CaseId,
    },
    /// All that was said here of a child is gone under retention; that they were discussed stays.
    CaseRemoved(CaseId),
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
    /// These seats are as if nobody had marked them.
    Unmarked {
        /// Which.
        seats: Vec<Address>,
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
    /// Why an item was left with something owed, said afterwards.
    LeftBecause {
        /// Which.
        item: ItemId,
        /// Why.
        reason: String,
    },
    /// An item was put aside, to be returned to before the end.
    Parked {
        /// Which.
        item: ItemId,
    },
    /// An item was put in another place of the agenda.
    Reordered {
        /// Which.
        item: ItemId,
        /// The item it follows now; none puts it first.
        after: Option<ItemId>,
    },
    /// A break began.
    BreakBegun,
    /// The break was over: the item that was open runs again.
    BreakEnded,
    /// What was decided was read back; the room agreed, and dissent was invited.
    Agreed {
        /// On which item.
        item: ItemId,
        /// What was read back.
        read: ReadBack,
    },
    /// Something said about another child was taken from this one's item; it stands on that child's now.
    MovedAway {
        /// From which item.
        item: ItemId,
        /// Its latest entry.
        entry: EntryId,
    },
    /// An action was taken from this child's item; it is another child's now.
    ActionMovedAway {
        /// From which item.
        item: ItemId,
        /// Which action.
        action: ActionId,
    },
    /// A place was taken from this child's item; it was named in another child's discussion.
    PlaceMovedAway {
        /// From which item.
        item: ItemId,
        /// Which place.
        place: PlaceId,
    },
    /// Something that had been recorded on another child's item.
    MovedHere(Box<MeetingChange>),
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
    /// An agency dissented, or the dissent's words or where it stands changed.
    DissentVoiced {
        /// On which item.
        item: ItemId,
        /// Who.
        seat: Address,
        /// Their words.
        text: String,
        /// Where it stands, with the words for it.
        #[serde(flatten)]
        answer: DissentAnswer,
        /// The entry it replaces.
        replaces: Option<EntryId>,
    },
    /// The chair answered a dissent that was brought forward from before.
    DissentTakenUp {
        /// On which item.
        item: ItemId,
        /// The dissent, with the chair's rationale and where it stands now.
        dissent: Box<Voiced>,
        /// The case that it concerns; none in records of before, where it is the item's own.
        #[serde(default)]
        case: Option<CaseId>,
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
