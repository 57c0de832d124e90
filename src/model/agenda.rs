//! An agenda item with all that was said on it.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::dissent::{TakenUp, Voiced};
use super::id::{ActionId, Address, CaseId, EntryId, ItemId};
use super::said::{Agreement, Decision, Dissent, Kept, Note, RiskAfter, Update, View};
use crate::terms::Holds;

/// What an item is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ItemKind {
    /// A row of the standard agenda, with what it holds for the program.
    Standing(Holds),
    /// A case's first discussion.
    Initial,
    /// A case's review.
    Review,
    /// A case that an agency asked to be discussed.
    Requested,
    /// Dissent of before that stands, about a case that is not itself due.
    Dissent,
}

/// What is put on an agenda.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewItem {
    /// The identity.
    pub id: ItemId,
    /// As printed; for a case, empty, since no title may name a child.
    pub title: String,
    /// What it is for.
    pub kind: ItemKind,
    /// The child's case.
    pub case: Option<CaseId>,
    /// The responsible officer or presenter.
    pub responsible: String,
    /// Minutes planned.
    pub minutes: u32,
    /// Whether it came after the agenda had gone out.
    pub late: bool,
}

/// A child's item that was taken off the agenda before the meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakenOff {
    /// The item as it was planned.
    pub planned: NewItem,
    /// Why.
    pub reason: String,
    /// When the case is reviewed instead; none where it was not due.
    pub until: Option<NaiveDate>,
}

/// An agenda item as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// What was put on the agenda.
    #[serde(flatten)]
    pub planned: NewItem,
    /// When it was first opened.
    pub opened_at: Option<DateTime<Utc>>,
    /// When it was last left.
    pub closed_at: Option<DateTime<Utc>>,
    /// Minutes spent in earlier openings, in seconds.
    pub spent_seconds: i64,
    /// When the opening that still runs began.
    pub running_since: Option<DateTime<Utc>>,
    /// Who chairs this item instead of the meeting's chair.
    pub acting_chair: Option<String>,
    /// What was owed when it was last left.
    pub owed: Vec<String>,
    /// Why it was left with something owed.
    pub reason: Option<String>,
    /// Whether it was put aside, to be returned to.
    pub parked: bool,
    /// The latest agreement to what was read back; `checks::agreed` says whether it still stands.
    pub agreement: Option<Agreement>,
    /// The agencies' updates, in the order given.
    pub updates: Vec<Update>,
    /// Discussion without an agency.
    pub notes: Vec<Note>,
    /// The child's and the parents' views.
    pub views: Vec<View>,
    /// Dissent.
    pub dissents: Vec<Dissent>,
    /// Dissent of before that was answered on it, with the answer.
    pub taken_up: Vec<TakenUp>,
    /// The decision.
    pub decision: Option<Decision>,
    /// The level of risk after.
    pub risk: Option<RiskAfter>,
    /// The actions answered on it.
    pub answered: Vec<ActionId>,
    /// Whether all that was said of its child is gone under retention.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub removed: bool,
}

/// How far an item has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// Not yet opened.
    Waiting,
    /// Being discussed.
    Open,
    /// Left.
    Done,
}

/// What the strip shows of one agency on one item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Heard {
    /// Gave an update.
    Gave,
    /// Had nothing to report.
    Nil,
    /// Not present.
    Absent,
    /// Not marked in the roll-call, as an invitee who has not come in yet.
    Awaited,
    /// Not asked yet.
    NotAsked,
}

impl Item {
    /// An item on which nothing was said yet.
    #[must_use]
    pub fn new(planned: NewItem) -> Self {
        Self {
            planned,
            opened_at: None,
            closed_at: None,
            spent_seconds: 0,
            running_since: None,
            acting_chair: None,
            owed: Vec::new(),
            reason: None,
            parked: false,
            agreement: None,
            updates: Vec::new(),
            notes: Vec::new(),
            views: Vec::new(),
            dissents: Vec::new(),
            taken_up: Vec::new(),
            decision: None,
            risk: None,
            answered: Vec::new(),
            removed: false,
        }
    }

    /// The item's identity.
    #[must_use]
    pub fn id(&self) -> &ItemId {
        &self.planned.id
    }

    /// The child's case, if the item is about one.
    #[must_use]
    pub fn case(&self) -> Option<&CaseId> {
        self.planned.case.as_ref()
    }

    /// The child's case, if the item is a discussion of it: what is decided, and who was asked, is owed there.
    #[must_use]
    pub fn discusses(&self) -> Option<&CaseId> {
        self.planned.case.as_ref().filter(|_| self.planned.kind != ItemKind::Dissent)
    }

    /// How far it has come.
    #[must_use]
    pub fn progress(&self) -> Progress {
        match (self.running_since, self.closed_at) {
            (Some(_), _) => Progress::Open,
            (None, Some(_)) => Progress::Done,
            (None, None) => Progress::Waiting,
        }
    }

    /// Seconds spent on it until `now`, over all its openings.
    #[must_use]
    pub fn elapsed_seconds(&self, now: DateTime<Utc>) -> i64 {
        self.spent_seconds + self.running_since.map_or(0, |since| (now - since).num_seconds().max(0))
    }

    /// Whether anything at all was recorded on it.
    #[must_use]
    pub fn is_silent(&self) -> bool {
        self.updates.is_empty()
            && self.notes.is_empty()
            && self.views.is_empty()
            && self.dissents.is_empty()
            && self.taken_up.is_empty()
            && self.decision.is_none()
            && self.risk.is_none()
            && self.answered.is_empty()
    }

    /// The answer that was given on it to a dissent of before.
    #[must_use]
    pub fn took_up(&self, dissent: &Voiced) -> Option<&Voiced> {
        let same = |answered: &&TakenUp| answered.voiced.is_same(&dissent.from, &dissent.by.post);
        self.taken_up.iter().find(same).map(|answered| &answered.voiced)
    }

    /// The updates as they are told: that a seat had nothing to report is not, once it has reported something after all.
    pub fn told(&self) -> impl Iterator<Item = &Update> {
        let after_all =
            |at: usize, nil: &Update| self.updates.iter().skip(at).any(|later| later.seat == nil.seat && !later.nil);
        let told = self.updates.iter().enumerate().filter(move |(at, update)| !(update.nil && after_all(*at, update)));
        told.map(|(_, update)| update)
    }

    /// What a seat that attends has been heard to say; `None` when it was not asked.
    #[must_use]
    pub fn heard(&self, seat: &Address) -> Option<Heard> {
        let mut own = self.updates.iter().filter(|update| update.seat == *seat).peekable();
        own.peek()?;
        Some(if own.all(|update| update.nil) { Heard::Nil } else { Heard::Gave })
    }

    /// The entries of everything said, to find what an edit replaces.
    #[must_use]
    pub fn kept(&self, entry: &EntryId) -> Option<&Kept> {
        let updates = self.updates.iter().map(|u| &u.kept);
        let notes = self.notes.iter().map(|n| &n.kept);
        let views = self.views.iter().map(|v| &v.kept);
        let dissents = self.dissents.iter().map(|d| &d.kept);
        let decision = self.decision.iter().map(|d| &d.kept);
        let risk = self.risk.iter().map(|r| &r.kept);
        updates.chain(notes).chain(views).chain(dissents).chain(decision).chain(risk).find(|kept| kept.entry == *entry)
    }

    /// Opens the item, or opens it again.
    pub(super) fn open(&mut self, at: DateTime<Utc>) {
        self.parked = false;
        self.opened_at.get_or_insert(at);
        self.running_since.get_or_insert(at);
    }

    /// Leaves the item, if it is open.
    pub(super) fn close(&mut self, at: DateTime<Utc>) {
        if let Some(since) = self.running_since.take() {
            self.spent_seconds += (at - since).num_seconds().max(0);
            self.closed_at = Some(at);
        }
    }

    /// What was said that an edit has taken the place of `entry` in, with its words.
    #[must_use]
    pub fn replaced(&self, entry: &EntryId) -> Option<(&Kept, &str)> {
        let updates = self.updates.iter().map(|u| (&u.kept, u.text.as_str()));
        let notes = self.notes.iter().map(|n| (&n.kept, n.text.as_str()));
        let views = self.views.iter().map(|v| (&v.kept, v.text.as_str()));
        let dissents = self.dissents.iter().map(|d| (&d.kept, d.text.as_str()));
        updates.chain(notes).chain(views).chain(dissents).find(|(kept, _)| kept.has_replaced(entry))
    }

    /// Takes out what the entry recorded; whether anything was there.
    pub(super) fn withdraw(&mut self, entry: &EntryId) -> bool {
        let before = self.kept(entry).is_some();
        self.updates.retain(|u| u.kept.entry != *entry);
        self.notes.retain(|n| n.kept.entry != *entry);
        self.views.retain(|v| v.kept.entry != *entry);
        self.dissents.retain(|d| d.kept.entry != *entry);
        self.decision.take_if(|d| d.kept.entry == *entry);
        self.risk.take_if(|r| r.kept.entry == *entry);
        before
    }
}
