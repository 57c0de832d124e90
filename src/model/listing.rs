//! What an agency asks of the agenda: that a child's case be discussed, and whether the chair lists it
//! (arrangements §3).
//!
//! It is kept in the case's own stream, for it is about one child and outlives the meeting that it was asked for.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::case::{Case, Closed, DiscussionKind};
use super::change::{Misfit, Stamp};
use super::dissent::{DissentFrom, Speaker};
use super::dissent_path::DissentAnswer;
use super::id::{ListingId, MeetingId};
use super::said::DissentState;
use super::settled::Settled;
use super::word::ChairsWord;
use crate::terms::phrase::day;

/// The outcome of a case that the chair refused to list before it was ever discussed.
pub const NOT_LISTED: &str = "Not listed: the chair refused the request";

/// Why dissent from a refusal is resolved that the chair took back.
const LISTED_AFTER_ALL: &str = "The chair listed the case after all.";

/// An agency's request to have a case discussed, and what came of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listing {
    /// What was asked.
    #[serde(flatten)]
    pub asked: Asked,
    /// What the chair answered; none while the request waits.
    pub answer: Option<ChairsAnswer>,
    /// The meeting that discussed the case in answer to it.
    pub met: Option<MeetingId>,
}

/// What an agency asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// The identity.
    pub id: ListingId,
    /// Which agency asks.
    pub by: Speaker,
    /// Why.
    pub because: String,
    /// For a first discussion or a review.
    pub kind: DiscussionKind,
    /// The meeting that it was asked for.
    pub meeting: MeetingId,
    /// The day of that meeting, as it was planned then.
    pub held: NaiveDate,
    /// The day on which the request reached the chair.
    pub received: NaiveDate,
    /// Whether that was after the notice of then (arrangements §3: 10 days before).
    pub late: bool,
}

/// What the chair answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ChairsAnswer {
    /// It is listed.
    Accepted {
        /// The day.
        on: NaiveDate,
        /// How the chair's word was given; none in what older programs recorded.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        word: Option<ChairsWord>,
    },
    /// It is not.
    Refused {
        /// The day.
        on: NaiveDate,
        /// The chair's rationale.
        because: String,
        /// As above.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        word: Option<ChairsWord>,
    },
    /// The agency no longer asks.
    Withdrawn {
        /// The day.
        on: NaiveDate,
    },
    /// It was accepted, and taken off the agenda again: the case is reviewed later.
    PutOff {
        /// When.
        until: NaiveDate,
    },
}

/// A case that was due and was taken off an agenda, with the day on which it is reviewed instead.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PutOff {
    /// From which meeting.
    pub meeting: MeetingId,
    /// The day of that meeting, as it was planned then.
    pub held: NaiveDate,
    /// What it would have been.
    pub kind: DiscussionKind,
    /// Why.
    pub reason: String,
    /// The new review date; none where the case was not due.
    pub until: Option<NaiveDate>,
}

/// A paper that accompanies the Information Sharing Template (arrangements §3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Paper {
    /// The template itself, where it was received and not filed here.
    Template,
    /// A map of the people and places around the child.
    EcoMap,
    /// A family tree.
    Genogram,
}

/// A paper that was received.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaperIn {
    /// Which.
    pub paper: Paper,
    /// The day it was received.
    pub on: NaiveDate,
}

/// A change of what is asked of the agenda about a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ListingChange {
    /// An agency asked.
    Asked(Box<Asked>),
    /// The chair answered, or answered anew.
    Answered {
        /// Which request.
        listing: ListingId,
        /// What.
        answer: ChairsAnswer,
    },
    /// The case was taken off an agenda.
    PutOff(Box<PutOff>),
    /// Papers were received.
    PapersIn(Vec<PaperIn>),
}

impl Paper {
    /// What people call it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Template => "template",
            Self::EcoMap => "eco-map",
            Self::Genogram => "genogram",
        }
    }
}

impl ChairsAnswer {
    /// What was answered: `refused 3 Dec 2026 by Pat Vale, by e-mail, 3 Dec 2026: it was heard last month`.
    #[must_use]
    pub fn said(&self) -> String {
        let whose =
            |word: &Option<ChairsWord>| word.as_ref().map_or_else(String::new, |word| format!(" by {}", word.said()));
        match self {
            Self::Accepted { on, word } => format!("accepted {}{}", day(*on), whose(word)),
            Self::Refused { on, because, word } => format!("refused {}{}: {because}", day(*on), whose(word)),
            Self::PutOff { until } => format!("put off until {}", day(*until)),
            Self::Withdrawn { on } => format!("withdrawn {}", day(*on)),
        }
    }
}

impl Listing {
    /// Whether the chair has not answered yet.
    #[must_use]
    pub fn waits(&self) -> bool {
        self.answer.is_none()
    }

    /// Whether it was accepted and the case not discussed for it yet.
    #[must_use]
    pub fn is_owed(&self) -> bool {
        matches!(self.answer, Some(ChairsAnswer::Accepted { .. })) && self.met.is_none()
    }

    /// The chair's rationale, where the request was refused.
    #[must_use]
    pub fn refused(&self) -> Option<&str> {
        match &self.answer {
            Some(ChairsAnswer::Refused { because, .. }) => Some(because),
            _ => None,
        }
    }

    /// How the request stands, in a word.
    #[must_use]
    pub fn state(&self) -> &'static str {
        match self.answer {
            None => "waits for the chair",
            Some(ChairsAnswer::Accepted { .. }) if self.met.is_some() => "discussed",
            Some(ChairsAnswer::Accepted { .. }) => "accepted",
            Some(ChairsAnswer::Refused { .. }) => "refused",
            Some(ChairsAnswer::Withdrawn { .. }) => "withdrawn",
            Some(ChairsAnswer::PutOff { .. }) => "put off",
        }
    }
}

impl Case {
    /// Folds what is asked of the agenda, and what the chair answers.
    ///
    /// # Errors
    /// Refuses what speaks of a request that is not there.
    pub(super) fn fold_listing(&mut self, change: &ListingChange, stamp: &Stamp) -> Result<(), Misfit> {
        match change {
            ListingChange::Asked(asked) => {
                self.listings.push(Listing { asked: (**asked).clone(), answer: None, met: None });
            }
            ListingChange::Answered { listing: id, answer } => {
                let listing = self.listings.iter_mut().find(|listing| listing.asked.id == *id);
                listing.ok_or(Misfit::Missing("that request"))?.answer = Some(answer.clone());
                match answer {
                    ChairsAnswer::Accepted { on, .. } => self.list(id, *on, stamp),
                    ChairsAnswer::Refused { on, .. } | ChairsAnswer::Withdrawn { on } => self.turn_away(*on),
                    ChairsAnswer::PutOff { .. } => {}
                }
            }
            ListingChange::PutOff(put_off) => {
                if let Some(until) = put_off.until {
                    let closed = self.closed.clone();
                    self.settle(Settled { at: None, area: None, review_date: Some(until), closed });
                    for listing in self.listings.iter_mut().filter(|listing| listing.is_owed()) {
                        listing.answer = Some(ChairsAnswer::PutOff { until });
                    }
                }
                self.put_off.push((**put_off).clone());
            }
            ListingChange::PapersIn(papers) => self.papers.extend(papers.iter().cloned()),
        }
        Ok(())
    }

    /// What the next discussion will be. A case that an older tracker gave a review date was discussed before.
    #[must_use]
    pub fn next_kind(&self) -> DiscussionKind {
        let waits = self.put_off.last().filter(|put_off| put_off.until.is_some() && put_off.until == self.review_date);
        match (self.discussions.is_empty(), waits) {
            (false, _) => DiscussionKind::Review,
            (true, Some(put_off)) => put_off.kind,
            (true, None) if self.review_date.is_some() => DiscussionKind::Review,
            (true, None) => DiscussionKind::Initial,
        }
    }

    /// Opens the case again, if it was closed; nobody dissents any longer from a refusal that does not stand.
    fn list(&mut self, listing: &ListingId, on: NaiveDate, stamp: &Stamp) {
        if self.closed.is_some() {
            self.settle(Settled { at: None, area: None, review_date: self.review_date, closed: None });
        }
        let refusal = DissentFrom::Refusal(listing.clone());
        for dissent in self.dissents.iter_mut().filter(|dissent| dissent.voiced.from == refusal) {
            let resolved = DissentAnswer::new(DissentState::Resolved, LISTED_AFTER_ALL);
            dissent.follow(&DissentAnswer { day: Some(on), ..resolved }, stamp);
        }
    }

    /// Closes a case that was never discussed, unless another agency's request for it waits or is accepted.
    fn turn_away(&mut self, on: NaiveDate) {
        let wanted = self.listings.iter().any(|listing| listing.waits() || listing.is_owed());
        if self.discussions.is_empty() && !wanted && self.is_open() {
            let closed = Some(Closed { on, outcome: NOT_LISTED.to_owned(), reason_reduced: None });
            self.settle(Settled { at: None, area: None, review_date: None, closed });
        }
    }
}

/// A discussion answers every accepted request that asked for this meeting, or for an earlier day.
pub(super) fn discussed(listings: &mut [Listing], meeting: &MeetingId, held: NaiveDate) {
    let for_it =
        |listing: &&mut Listing| listing.is_owed() && (listing.asked.meeting == *meeting || listing.asked.held <= held);
    for listing in listings.iter_mut().filter(for_it) {
        listing.met = Some(meeting.clone());
    }
}

/// What was decided at a meeting was about another child: whoever asked for this one still waits.
pub(super) fn not_discussed(listings: &mut [Listing], meeting: &MeetingId) {
    for listing in listings.iter_mut().filter(|listing| listing.met.as_ref() == Some(meeting)) {
        listing.met = None;
    }
}
