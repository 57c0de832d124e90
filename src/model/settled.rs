//! What stands of a case: how review date, closure, area and level of risk are set at meetings, and are again as before
//! where a meeting spoke of another child.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::case::{Case, Closed, Discussion, Outcome, RiskSet};
use super::change::Misfit;
use super::id::{EntryId, ItemId, MeetingId};
use super::listing;

/// What set the review date, the closure or the area of a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settled {
    /// The item of a meeting that decided it, if one did.
    pub at: Option<(MeetingId, ItemId)>,
    /// The area's slug, where it was set.
    pub area: Option<String>,
    /// The next review.
    pub review_date: Option<NaiveDate>,
    /// The closure.
    pub closed: Option<Closed>,
}

/// What was recorded of the wrong child.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MovedAway {
    /// What was decided at an item of a meeting: the review date, closure and area are again as they were before it.
    Decision(MeetingId, ItemId),
    /// The level of risk that was set there: the level is again as it was before it.
    Risk(MeetingId, ItemId),
    /// A missing episode, by its entry.
    Episode(EntryId),
}

impl Case {
    /// Sets the level of risk; the same item's earlier one is replaced.
    pub(super) fn set_risk(&mut self, set: &RiskSet) {
        match self.risks.iter_mut().find(|earlier| set.at.is_some() && earlier.at == set.at) {
            Some(earlier) => *earlier = set.clone(),
            None => self.risks.push(set.clone()),
        }
        self.risk = self.risks.last().map(|last| last.level.clone());
    }

    /// Keeps what a meeting decided; the same item's earlier decision is replaced.
    pub(super) fn discuss(&mut self, discussion: &Discussion) {
        let same = |d: &&mut Discussion| d.meeting == discussion.meeting && d.item == discussion.item;
        let at = Some((discussion.meeting.clone(), discussion.item.clone()));
        let is_settled = self.settled.iter().any(|settled| settled.at == at);
        let earlier = self.discussions.iter_mut().find(same);
        let before = earlier.map(|earlier| std::mem::replace(earlier, discussion.clone()));
        if before.is_none() {
            self.discussions.push(discussion.clone());
        }
        listing::discussed(&mut self.listings, &discussion.meeting, discussion.on);
        let (area, review_date, closed) = match &discussion.outcome {
            Outcome::Review { date } => (None, Some(*date), None),
            Outcome::Close { outcome, reason_reduced } => {
                let (outcome, reason_reduced) = (outcome.clone(), reason_reduced.clone());
                (None, None, Some(Closed { on: discussion.on, outcome, reason_reduced }))
            }
            Outcome::Transfer { area, date } => (Some(area.clone()), Some(*date), None),
        };
        match before.filter(|_| !is_settled) {
            None => self.settle(Settled { at, area, review_date, closed }),
            Some(before) => self.put_right(&before, discussion, Settled { at: None, area, review_date, closed }),
        }
    }

    /// Sets anew what was decided on a record that was merged into this one: what was decided later stands, and the child
    /// is still reviewed when the first of all that is due falls due.
    fn put_right(&mut self, before: &Discussion, now: &Discussion, settled: Settled) {
        let others = || self.discussions.iter().filter(|other| other.item != now.item);
        if others().any(|other| other.on > now.on) {
            return;
        }
        let due = |discussion: &Discussion| match discussion.outcome {
            Outcome::Review { date } | Outcome::Transfer { date, .. } => Some(date),
            Outcome::Close { .. } => None,
        };
        // Where it was this decision that set the review, what was due before that counts again.
        let stands = if self.review_date == due(before) {
            self.settled.iter().rev().nth(1).and_then(|earlier| earlier.review_date)
        } else {
            self.review_date
        };
        let same_day = others().filter(|other| other.on == now.on).filter_map(due);
        let review_date = same_day.chain(stands).chain(settled.review_date).min();
        let closed = settled.closed.filter(|_| review_date.is_none());
        self.settle(Settled { review_date, closed, ..settled });
    }

    /// Sets what stands now; the same item's earlier decision is replaced.
    pub(super) fn settle(&mut self, settled: Settled) {
        match self.settled.iter_mut().find(|earlier| settled.at.is_some() && earlier.at == settled.at) {
            Some(earlier) => *earlier = settled,
            None => self.settled.push(settled),
        }
        self.stand();
    }

    /// Reads review date, closure and area from the last that was settled.
    fn stand(&mut self) {
        if let Some(last) = self.settled.last() {
            self.review_date = last.review_date;
            self.closed.clone_from(&last.closed);
        }
        if let Some(area) = self.settled.iter().rev().find_map(|settled| settled.area.as_ref()) {
            self.area.clone_from(area);
        }
    }

    /// Takes away what was recorded of the wrong child.
    pub(super) fn move_away(&mut self, what: &MovedAway) -> Result<(), Misfit> {
        let there = match what {
            MovedAway::Decision(meeting, item) => {
                let at = Some((meeting.clone(), item.clone()));
                self.discussions.retain(|d| d.meeting != *meeting || d.item != *item);
                listing::not_discussed(&mut self.listings, meeting);
                let there = take_out(&mut self.settled, |settled| settled.at == at);
                self.stand();
                there
            }
            MovedAway::Risk(meeting, item) => {
                let at = Some((meeting.clone(), item.clone()));
                let there = take_out(&mut self.risks, |set| set.at == at);
                self.risk = self.risks.last().map(|last| last.level.clone());
                there
            }
            MovedAway::Episode(entry) => take_out(&mut self.episodes, |episode| episode.entry == *entry),
        };
        if there { Ok(()) } else { Err(Misfit::Missing("what is moved away")) }
    }
}

/// Takes something out; whether it was there.
fn take_out<T>(all: &mut Vec<T>, is: impl Fn(&T) -> bool) -> bool {
    let before = all.len();
    all.retain(|one| !is(one));
    all.len() < before
}
