//! What a person asks for: verbs, checked by [`decide`](super::decide::decide) before anything is kept.

mod about;
mod parts;

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveTime};

use super::agenda::ItemKind;
use super::attendance::Mark;
use super::capture::Capture;
use super::case::{Closed, Details};
use super::county::{Contact, Holiday, Role};
use super::decide_disclosure::ForDisclosure;
use super::decide_intake::ForIntake;
use super::decide_listing::ForListing;
use super::decide_minutes::ForMinutes;
use super::decide_prepare::ForAgenda;
use super::decide_retention::ForRetention;
use super::disclosure::Matter;
use super::dissent::DissentFrom;
use super::dissent_path::DissentAnswer;
use super::form::Form;
use super::id::{ActionId, Address, CaseId, DisclosureId, EntryId, ItemId, MeetingId, PersonId};
use super::meeting::Plan;

pub use parts::{Correction, Export, NewCase, NewMeeting, NewTask, OfAction, OldAction};

/// One thing asked for; what it amounts to is appended together or not at all.
#[derive(Debug, Clone, PartialEq)]
pub enum Request {
    /// Begins the county's stream in a new store.
    OpenCounty {
        /// The terms, as TOML.
        terms: String,
        /// Whether the county is fictional.
        demo: bool,
    },
    /// Fills posts of the contact list.
    SetContacts(Vec<Contact>),
    /// Puts one person on the contact list, or puts right what it says of them.
    KeepContact {
        /// As they are now.
        contact: Box<Contact>,
        /// As they stood when the form was opened; none for somebody new.
        base: Option<Box<Contact>>,
    },
    /// Takes a person off the contact list.
    RemoveContact(Box<Contact>),
    /// Adds a word to the county's own list, so that it is no slip of spelling.
    AddWord(String),
    /// Keeps bank holidays as they were published.
    SetHolidays(Vec<Holiday>),
    /// Keeps what the county's tracker calls its columns, by the key of the column.
    NameColumns(BTreeMap<String, String>),
    /// Records that a person was given a key.
    AddPerson {
        /// Identity, made from the name.
        person: PersonId,
        /// The name.
        name: String,
        /// What they do.
        role: Role,
    },
    /// Records that a person can no longer open the store.
    RemovePerson(PersonId),
    /// Records that a person's passphrase was changed.
    ChangePassphrase(PersonId),
    /// Records that a plain-text copy was made (law 7).
    NoteExport(Export),
    /// Enters in the disclosure log that a copy was asked for, or a breach.
    EnterDisclosure(Box<Matter>),
    /// Records what becomes of an entry of the disclosure log.
    OfDisclosure {
        /// Which.
        entry: DisclosureId,
        /// Its latest entry, as whoever asks has seen it.
        seen: EntryId,
        /// What is asked.
        asked: ForDisclosure,
    },
    /// Opens a child's case.
    OpenCase(Box<NewCase>),
    /// Corrects what is known of a child.
    CorrectCase {
        /// Which.
        case: CaseId,
        /// What is known now.
        details: Box<Details>,
        /// The level of risk, if it is another.
        risk: Option<String>,
        /// The review date, if it is another.
        review_date: Option<NaiveDate>,
        /// The closure, if it is closed by now.
        closed: Option<Closed>,
    },
    /// Files an Information Sharing Template in a child's case, with what it tells of the child, together.
    FileForm {
        /// Which case.
        case: CaseId,
        /// The form.
        form: Box<Form>,
        /// The entry of the latest form that stood there when this one was read; none where there was none.
        base: Option<EntryId>,
        /// What is corrected by it.
        correction: Option<Box<Correction>>,
    },
    /// Records what is learnt of a child at intake: answers of the form, the referral to the Hub, missing episodes.
    Intake {
        /// Which case.
        case: CaseId,
        /// What is asked.
        asked: ForIntake,
    },
    /// Merges a record into another of the same child.
    MergeCases {
        /// The record that stays.
        kept: CaseId,
        /// The record that leads to it from then on.
        gone: CaseId,
        /// The latest entries of both, as they stood when they were compared.
        seen: (EntryId, EntryId),
    },
    /// Records an agency's request to have a case discussed, or what comes of it.
    Listing {
        /// Which case.
        case: CaseId,
        /// What is asked.
        asked: ForListing,
    },
    /// Records for how long a record is kept.
    Retention {
        /// Which case.
        case: CaseId,
        /// What is asked.
        asked: ForRetention,
    },
    /// Prepares an agenda, or answers what was brought forward to it.
    Agenda {
        /// Which meeting.
        meeting: MeetingId,
        /// What is asked.
        asked: ForAgenda,
    },
    /// Records what became of an open action, outside a meeting's item.
    OfAction(OfAction),
    /// Takes over an action from the log of before.
    TakeOverAction(Box<OldAction>),
    /// Puts a meeting on the calendar.
    PlanMeeting(Box<NewMeeting>),
    /// Changes its date, time, venue or people.
    Rearrange {
        /// Which.
        meeting: MeetingId,
        /// What is planned now.
        plan: Plan,
    },
    /// Puts a case on the agenda of a planned or live meeting.
    AddCase {
        /// Which meeting.
        meeting: MeetingId,
        /// Which case.
        case: CaseId,
        /// Initial, review or requested.
        kind: ItemKind,
    },
    /// Brings the minutes of a meeting that is over on their way: to the chair, approved, out, amended.
    Minutes {
        /// Which meeting.
        meeting: MeetingId,
        /// What is asked.
        asked: ForMinutes,
    },
    /// Gives somebody a seat: an invitee for one case, or a guest.
    Invite {
        /// Which meeting.
        meeting: MeetingId,
        /// The one case, if it is an invitee.
        case: Option<CaseId>,
        /// The post, `agency/designation`.
        post: Address,
        /// The name.
        name: String,
    },
    /// Withdraws an invitation that was not answered yet.
    Uninvite {
        /// Which meeting.
        meeting: MeetingId,
        /// Whose seat.
        seat: Address,
    },
    /// Takes away what seats were marked with: before the day they come after all.
    Unmark {
        /// Which meeting.
        meeting: MeetingId,
        /// Which seats.
        seats: Vec<Address>,
    },
    /// Begins the meeting.
    StartMeeting(MeetingId),
    /// Ends the meeting; its minutes are a draft.
    EndMeeting(MeetingId),
    /// Marks seats in the roll-call.
    Mark {
        /// Which meeting.
        meeting: MeetingId,
        /// Which seats.
        seats: Vec<Address>,
        /// What.
        mark: Mark,
    },
    /// Records that a member came late; and so is present.
    CameAt {
        /// Which meeting.
        meeting: MeetingId,
        /// Who.
        seat: Address,
        /// When; `None` takes it back.
        from: Option<NaiveTime>,
    },
    /// Records that a member left early.
    LeftAt {
        /// Which meeting.
        meeting: MeetingId,
        /// Who.
        seat: Address,
        /// When; `None` takes it back.
        until: Option<NaiveTime>,
    },
    /// Records that all who are present agree to the information-sharing statement.
    AgreeStatement(MeetingId),
    /// Somebody chairs for the planned chair; an empty name hands the chair back.
    ActingChair {
        /// Which meeting.
        meeting: MeetingId,
        /// The one item, or the whole meeting.
        item: Option<ItemId>,
        /// Who.
        name: String,
    },
    /// Turns the meeting to an item.
    OpenItem {
        /// Which meeting.
        meeting: MeetingId,
        /// Which item.
        item: ItemId,
    },
    /// Leaves an item; what is owed on it is minuted.
    LeaveItem {
        /// Which meeting.
        meeting: MeetingId,
        /// Which item.
        item: ItemId,
        /// Why it is left with something owed.
        reason: Option<String>,
    },
    /// Says afterwards why an item was left with something owed.
    GiveReason {
        /// Which meeting.
        meeting: MeetingId,
        /// Which item.
        item: ItemId,
        /// Why.
        reason: String,
    },
    /// Puts an item aside, to be returned to before the end.
    Park {
        /// Which meeting.
        meeting: MeetingId,
        /// Which item.
        item: ItemId,
    },
    /// Puts an item in another place of the agenda.
    Reorder {
        /// Which meeting.
        meeting: MeetingId,
        /// Which item.
        item: ItemId,
        /// The item it is to follow; none puts it first.
        after: Option<ItemId>,
    },
    /// Puts something that is no child's case on the agenda of a live meeting, before any other business.
    AddItem {
        /// Which meeting.
        meeting: MeetingId,
        /// Its title; it names no child.
        title: String,
        /// Who is responsible for it.
        responsible: String,
    },
    /// Begins a break.
    TakeBreak(MeetingId),
    /// Ends the break: the item that was open runs again.
    EndBreak(MeetingId),
    /// Records that the decision was read back, that the room agreed, and that dissent was invited.
    Agree {
        /// Which meeting.
        meeting: MeetingId,
        /// Which item.
        item: ItemId,
    },
    /// Moves something said to the item of the child it is about.
    MoveEntry {
        /// Which meeting.
        meeting: MeetingId,
        /// The item it stands on.
        item: ItemId,
        /// Its latest entry.
        entry: EntryId,
        /// The right child's item.
        to: ItemId,
    },
    /// Notes on a child's record that they were named while another child was discussed.
    NoteMention {
        /// Which meeting.
        meeting: MeetingId,
        /// On which item.
        item: ItemId,
        /// Who was named.
        case: CaseId,
    },
    /// Records what is said, on an item.
    Say {
        /// Which meeting.
        meeting: MeetingId,
        /// Which item.
        item: ItemId,
        /// What.
        capture: Capture,
        /// The entry it replaces, when it is an edit.
        replaces: Option<EntryId>,
    },
    /// Records "asked, nothing further" for every seat present and not yet asked.
    NothingFurther {
        /// Which meeting.
        meeting: MeetingId,
        /// Which item.
        item: ItemId,
    },
    /// Records nothing, and refuses all that is asked with it where the item reads otherwise than it was seen: so that a
    /// decision that was filled in beside another does not silently take its place.
    AsSeen {
        /// Which meeting.
        meeting: MeetingId,
        /// Which item.
        item: ItemId,
        /// The entry of the decision that stood there.
        decision: Option<EntryId>,
        /// The entry of the risk that stood there.
        risk: Option<EntryId>,
    },
    /// Answers a dissent, or words it anew.
    AnswerDissent {
        /// Which meeting.
        meeting: MeetingId,
        /// Which item.
        item: ItemId,
        /// The dissent's latest entry.
        entry: EntryId,
        /// The agency's words.
        text: String,
        /// Where it stands, with the words for it.
        answer: DissentAnswer,
    },
    /// Records what became of a dissent between meetings.
    FollowDissent {
        /// The case that it concerns.
        case: CaseId,
        /// From what.
        from: DissentFrom,
        /// Which post's.
        post: Address,
        /// The entry that is answered.
        base: EntryId,
        /// Where it stands, with the words for it.
        answer: DissentAnswer,
    },
    /// Takes out something recorded by mistake.
    Withdraw {
        /// Which meeting.
        meeting: MeetingId,
        /// Which item.
        item: ItemId,
        /// Its latest entry.
        entry: EntryId,
    },
    /// Words an action anew.
    Reword {
        /// Which.
        action: ActionId,
        /// The new wording; an owner is named by post.
        task: NewTask,
        /// The entry it replaces.
        replaces: EntryId,
    },
}
