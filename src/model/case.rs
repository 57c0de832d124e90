//! A child's case: opened once, discussed at meetings, open until a closure decision.

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

pub use super::details::{Details, Earlier};

use super::change::{Misfit, Stamp};
use super::dissent::{CaseDissent, DissentChange};
use super::form::{Filed, Form};
use super::id::{CaseId, EntryId, ItemId, MeetingId};
use super::intake::{IntakeChange, Referral};
use super::listing::{Listing, ListingChange, PaperIn, PutOff};
use super::merged::{Former, MergedInto, TakenOver};
use super::missing::Episode;
use super::names::initials;
use super::retention::{Hold, Removed, RetentionChange};
use super::settled::{MovedAway, Settled};

/// A child's case as it stands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Case {
    /// The opaque identity.
    pub id: CaseId,
    /// The reference people use: `M-2026-014`.
    pub label: String,
    /// What is known of the child.
    pub details: Details,
    /// What was known before each correction, oldest first.
    pub earlier: Vec<Earlier>,
    /// The area's slug.
    pub area: String,
    /// The day the case was opened to the meeting.
    pub opened: NaiveDate,
    /// The latest level of risk, in the words of the terms.
    pub risk: Option<String>,
    /// Every level of risk, oldest first.
    pub risks: Vec<RiskSet>,
    /// The next review; never `None` while the case is open, once decided.
    pub review_date: Option<NaiveDate>,
    /// How the case was closed.
    pub closed: Option<Closed>,
    /// Every discussion, oldest first.
    pub discussions: Vec<Discussion>,
    /// What set the review date, the closure and the area, oldest first; the last one stands.
    pub settled: Vec<Settled>,
    /// Every missing episode, in the order recorded.
    pub episodes: Vec<Episode>,
    /// Where the child was named while another was discussed.
    pub mentions: Vec<Mention>,
    /// The Information Sharing Templates filed, the latest last.
    pub forms: Vec<Filed>,
    /// The referral to the Hub, once it is recorded (arrangements §3).
    pub referral: Option<Referral>,
    /// The entry that last said what is known of the child, against which corrections are checked.
    pub known: EntryId,
    /// Every request of an agency to have the case discussed, in the order recorded.
    pub listings: Vec<Listing>,
    /// Every time it was taken off an agenda, in the order recorded.
    pub put_off: Vec<PutOff>,
    /// Every paper received for a discussion, in the order recorded.
    pub papers: Vec<PaperIn>,
    /// Every dissent that concerns the case, in the order voiced.
    pub dissents: Vec<CaseDissent>,
    /// The records of the same child that were merged into this one, in the order merged.
    pub former: Vec<Former>,
    /// The record that this one was merged into, with its reference: all that is asked of the child is asked of that.
    pub merged_into: Option<(CaseId, String)>,
    /// Why it is kept beyond its time; none where nothing holds it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hold: Option<Hold>,
    /// That all that was recorded of the child is gone under retention; the rest of this record is then empty.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub removed: Option<Removed>,
    /// The latest entry of the stream, against which edits are checked.
    pub latest: EntryId,
}

/// A level of risk and when it was set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RiskSet {
    /// The day.
    pub on: NaiveDate,
    /// The level, in the words of the terms.
    pub level: String,
    /// Why.
    pub because: String,
    /// The item of a meeting where it was set, if it was in one.
    pub at: Option<(MeetingId, ItemId)>,
}

/// How a case was closed: a decision of all Part 1 members in a meeting, or the chair's refusal to list it at all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closed {
    /// The day.
    pub on: NaiveDate,
    /// The outcome, in the words of the terms.
    pub outcome: String,
    /// Why the risk became less, where it did.
    pub reason_reduced: Option<String>,
}

/// Initial or review (arrangements §2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DiscussionKind {
    /// The first discussion.
    Initial,
    /// A later one.
    Review,
}

/// One discussion of the case and what it decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Discussion {
    /// The meeting.
    pub meeting: MeetingId,
    /// Its agenda item.
    pub item: ItemId,
    /// The day.
    pub on: NaiveDate,
    /// Initial or review.
    pub kind: DiscussionKind,
    /// What was decided.
    pub outcome: Outcome,
}

/// What a meeting decides on a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// To be reviewed on that day.
    Review {
        /// The next review date.
        date: NaiveDate,
    },
    /// Closed to the meeting.
    Close {
        /// The outcome, in the words of the terms.
        outcome: String,
        /// Why the risk became less, where it did.
        reason_reduced: Option<String>,
    },
    /// Moved to another area's meeting: a decision of its own, not a closure.
    Transfer {
        /// The receiving area's slug.
        area: String,
        /// When that area reviews it first.
        date: NaiveDate,
    },
}

/// A change of a case.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CaseChange {
    /// Opened to the meeting.
    CaseOpened(Box<CaseOpened>),
    /// What is known of the child was corrected; the journal keeps both.
    DetailsCorrected(Box<Details>),
    /// The level of risk was set; the same item's earlier level is replaced.
    RiskSet(RiskSet),
    /// The meeting decided; the same item's earlier decision is replaced.
    Discussed(Discussion),
    /// A review date outside a meeting, as read from an older tracker.
    ReviewDateSet(NaiveDate),
    /// Closed outside a meeting of this store, as read from an older tracker.
    ClosedBefore(Closed),
    /// A missing episode became known.
    EpisodeRecorded(Box<Episode>),
    /// The child was named while another was discussed.
    Mentioned(Mention),
    /// An Information Sharing Template was filed; earlier ones are kept.
    FormFiled(Box<Form>),
    /// An agency asked that the case be discussed, or what came of that.
    Listing(ListingChange),
    /// What a meeting recorded here was another child's: it was taken away, and stands on that child's record now.
    MovedAway(MovedAway),
    /// A missing episode that had been recorded on another child's item; it keeps its label.
    EpisodeMovedHere(Box<Episode>),
    /// An agency dissented, or what became of its dissent.
    Dissent(DissentChange),
    /// An answer of the form, the referral to the Hub, or a missing episode put right.
    Intake(IntakeChange),
    /// Another record of the same child was merged into this one.
    TookOver(Box<TakenOver>),
    /// This record was merged into another of the same child.
    MergedInto(Box<MergedInto>),
    /// How long the record is kept: a legal hold, or its removal.
    Retention(RetentionChange),
}

/// Where a child was named while another was discussed; opaque, so that it says nothing of the other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    /// The meeting.
    pub meeting: MeetingId,
    /// The other child's item.
    pub item: ItemId,
    /// The day.
    pub on: NaiveDate,
}

/// What opens a case.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CaseOpened {
    /// The reference, allotted as the entry is appended.
    pub label: String,
    /// The area's slug.
    pub area: String,
    /// The day it was opened.
    pub opened: NaiveDate,
    /// The level of risk at opening, if assessed.
    pub risk: Option<String>,
    /// What is known of the child.
    pub details: Details,
}

impl Case {
    /// Begins a case from its opening change.
    #[must_use]
    pub fn open(id: CaseId, opened: &CaseOpened, stamp: &Stamp) -> Self {
        let risks = opened.risk.iter().map(|level| RiskSet {
            on: opened.opened,
            level: level.clone(),
            because: String::new(),
            at: None,
        });
        let area = Some(opened.area.clone());
        Self {
            id,
            label: opened.label.clone(),
            details: opened.details.clone(),
            earlier: Vec::new(),
            area: opened.area.clone(),
            opened: opened.opened,
            risk: opened.risk.clone(),
            risks: risks.collect(),
            review_date: None,
            closed: None,
            discussions: Vec::new(),
            settled: vec![Settled { at: None, area, review_date: None, closed: None }],
            episodes: Vec::new(),
            mentions: Vec::new(),
            forms: Vec::new(),
            referral: None,
            known: stamp.entry.clone(),
            listings: Vec::new(),
            put_off: Vec::new(),
            papers: Vec::new(),
            dissents: Vec::new(),
            former: Vec::new(),
            merged_into: None,
            hold: None,
            removed: None,
            latest: stamp.entry.clone(),
        }
    }

    /// Folds one more change into the case.
    ///
    /// # Errors
    /// Refuses a second opening, and the taking away of what is not there.
    pub fn apply(&mut self, change: &CaseChange, stamp: &Stamp) -> Result<(), Misfit> {
        if self.is_merged() {
            return Err(Misfit::Merged);
        }
        if self.removed.is_some() {
            return Err(Misfit::Removed);
        }
        match change {
            CaseChange::CaseOpened(_) => return Err(Misfit::OpenedTwice),
            CaseChange::DetailsCorrected(details) => {
                let details = std::mem::replace(&mut self.details, (**details).clone());
                self.earlier.push(Earlier { until: stamp.at, details });
                self.known = stamp.entry.clone();
            }
            CaseChange::RiskSet(set) => self.set_risk(set),
            CaseChange::Discussed(discussion) => self.discuss(discussion),
            CaseChange::ReviewDateSet(date) => {
                let (review_date, closed) = (Some(*date), self.closed.clone());
                self.settle(Settled { at: None, area: None, review_date, closed });
            }
            CaseChange::ClosedBefore(closed) => {
                self.settle(Settled { at: None, area: None, review_date: None, closed: Some(closed.clone()) });
            }
            CaseChange::EpisodeRecorded(episode) | CaseChange::EpisodeMovedHere(episode) => {
                let episode = Episode { entry: stamp.entry.clone(), ..(**episode).clone() };
                self.episodes.push(episode);
            }
            CaseChange::Mentioned(mention) => {
                if !self.mentions.contains(mention) {
                    self.mentions.push(mention.clone());
                }
            }
            CaseChange::FormFiled(form) => self.forms.push(Filed::new((**form).clone(), stamp)),
            CaseChange::MovedAway(what) => self.move_away(what)?,
            CaseChange::Listing(change) => self.fold_listing(change, stamp)?,
            CaseChange::Dissent(change) => self.fold_dissent(change, stamp),
            CaseChange::Intake(change) => self.fold_intake(change, stamp)?,
            CaseChange::TookOver(taken) => self.take_over(taken, stamp),
            CaseChange::MergedInto(merged) => self.fold_merged_into(merged)?,
            CaseChange::Retention(change) => self.fold_retention(change, stamp)?,
        }
        self.latest = stamp.entry.clone();
        Ok(())
    }

    /// Whether no closure decision stands, and the record leads to no other.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.closed.is_none() && !self.is_merged() && self.removed.is_none()
    }

    /// What was known of the child at a moment; `None` is now.
    #[must_use]
    pub fn known_at(&self, moment: Option<DateTime<Utc>>) -> &Details {
        let then = moment.and_then(|moment| self.earlier.iter().find(|earlier| earlier.until > moment));
        then.map_or(&self.details, |earlier| &earlier.details)
    }

    /// The level of risk before the one now standing, if there was another.
    #[must_use]
    pub fn risk_before(&self) -> Option<&str> {
        self.risks.iter().rev().nth(1).map(|set| set.level.as_str())
    }

    /// Days from opening to closure, or to `today`; never negative.
    #[must_use]
    pub fn days_open(&self, today: NaiveDate) -> i64 {
        let until = self.closed.as_ref().map_or(today, |closed| closed.on);
        (until - self.opened).num_days().max(0)
    }

    /// The child's age in whole years on a day.
    #[must_use]
    pub fn age(&self, on: NaiveDate) -> u32 {
        on.years_since(self.details.born).unwrap_or(0)
    }

    /// The child's initials, for lists and the veil.
    #[must_use]
    pub fn initials(&self) -> String {
        initials(&self.details.name)
    }

    /// The form that stands: the one filed last.
    #[must_use]
    pub fn form(&self) -> Option<&Filed> {
        self.forms.last()
    }

    /// The latest discussion before the given day.
    #[must_use]
    pub fn discussed_before(&self, day: NaiveDate) -> Option<&Discussion> {
        self.discussions.iter().rev().find(|discussion| discussion.on < day)
    }

    /// The year that a reference opened on this day bears.
    #[must_use]
    pub fn label_year(opened: NaiveDate) -> i32 {
        opened.year()
    }
}
