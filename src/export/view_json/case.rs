//! A case and its missing episodes as JSON.

use chrono::{NaiveDate, NaiveDateTime};
use serde::Serialize;

use super::Views;
use crate::model::case::{Case, Discussion, DiscussionKind, Outcome};
use crate::model::missing::triage;

/// A child's case: a row of the tracker.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CaseView<'a> {
    /// The reference: `M-2026-014`.
    #[serde(rename = "ref")]
    pub reference: &'a str,
    /// The child's name.
    pub name: &'a str,
    /// Date of birth.
    pub born: Option<NaiveDate>,
    /// The area's slug.
    pub area: &'a str,
    /// The district.
    pub district: &'a str,
    /// open or closed.
    pub state: &'static str,
    /// Where the case came from.
    pub source: Option<&'a str>,
    /// The day it was opened.
    pub opened: NaiveDate,
    /// The day it was closed.
    pub closed: Option<NaiveDate>,
    /// The outcome of the closure.
    pub outcome: Option<&'a str>,
    /// Why the risk became less.
    pub reason_reduced: Option<&'a str>,
    /// The latest level of risk.
    pub risk: Option<&'a str>,
    /// Models of exploitation.
    pub models: &'a [String],
    /// The next review.
    pub review_date: Option<NaiveDate>,
    /// Type of education establishment.
    pub education: Option<&'a str>,
    /// Plan or legal status.
    pub legal_status: Option<&'a str>,
    /// Days from opening to closure, or to today.
    pub days_open: i64,
    /// Missing episodes within the county's window, 90 days in Essex, up to today.
    pub missing_90_days: u32,
    /// Whether the triage trigger is met today (arrangements §5).
    pub triage: bool,
    /// Every discussion, oldest first.
    pub discussions: Vec<DiscussionView<'a>>,
    /// The labels of all its actions.
    pub actions: Vec<&'a str>,
}

/// One discussion of a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DiscussionView<'a> {
    /// The meeting's label; `null` where it is not loaded.
    pub meeting: Option<&'a str>,
    /// initial or review.
    pub kind: DiscussionKind,
    /// review, close or transfer.
    pub decision: &'static str,
}

/// A missing episode.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MissingView<'a> {
    /// The label: `E12`.
    #[serde(rename = "ref")]
    pub reference: &'a str,
    /// The child's reference.
    pub case: &'a str,
    /// When the child went missing, local time.
    pub from: NaiveDateTime,
    /// When the child returned, local time.
    pub until: Option<NaiveDateTime>,
    /// Where from: home, care or education.
    pub missing_from: Option<&'a str>,
    /// Where the child was found.
    pub found: Option<&'a str>,
    /// Medium or High.
    pub risk: Option<&'a str>,
    /// The return interview: offered, accepted, declined or completed.
    pub chat: Option<&'a str>,
    /// Whether the child's triage trigger is met today.
    pub triage: bool,
}

impl<'a> Views<'a> {
    /// A case.
    #[must_use]
    pub fn case(&self, case: &'a Case) -> CaseView<'a> {
        let details = &case.details;
        let closed = case.closed.as_ref();
        let missing = triage(&case.episodes, self.today, &self.terms.missing);
        let actions = self.actions_of.get(&case.id).map_or(&[][..], Vec::as_slice);
        CaseView {
            reference: &case.label,
            name: &details.name,
            born: case.removed.is_none().then_some(details.born),
            area: &case.area,
            district: &details.district,
            state: if case.is_open() { "open" } else { "closed" },
            source: details.source.as_deref(),
            opened: case.opened,
            closed: closed.map(|closed| closed.on),
            outcome: closed.map(|closed| closed.outcome.as_str()),
            reason_reduced: closed.and_then(|closed| closed.reason_reduced.as_deref()),
            risk: case.risk.as_deref(),
            models: &details.models,
            review_date: case.review_date,
            education: details.education.as_deref(),
            legal_status: details.legal_status.as_deref(),
            days_open: case.days_open(self.today),
            missing_90_days: missing.episodes,
            triage: missing.met,
            discussions: case.discussions.iter().map(|discussion| self.discussion(discussion)).collect(),
            actions: actions.iter().map(|action| action.label.as_str()).collect(),
        }
    }

    /// The missing episodes of a case, in the order recorded.
    #[must_use]
    pub fn missing(&self, case: &'a Case) -> Vec<MissingView<'a>> {
        let met = triage(&case.episodes, self.today, &self.terms.missing).met;
        let episodes = case.episodes.iter().map(|episode| MissingView {
            reference: &episode.label,
            case: &case.label,
            from: episode.from,
            until: episode.until,
            missing_from: episode.missing_from.as_deref(),
            found: episode.found.as_deref(),
            risk: episode.risk.as_deref(),
            chat: episode.chat.as_deref(),
            triage: met,
        });
        episodes.collect()
    }

    fn discussion(&self, discussion: &'a Discussion) -> DiscussionView<'a> {
        let decision = outcome_word(&discussion.outcome);
        DiscussionView { meeting: self.label_of_meeting(&discussion.meeting), kind: discussion.kind, decision }
    }
}

/// The word for a decision: review, close or transfer.
pub(super) fn outcome_word(outcome: &Outcome) -> &'static str {
    match outcome {
        Outcome::Review { .. } => "review",
        Outcome::Close { .. } => "close",
        Outcome::Transfer { .. } => "transfer",
    }
}
