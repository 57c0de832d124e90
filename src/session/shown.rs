//! What the session has loaded: all that a view can read (law 5).

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use serde::{Deserialize, Serialize};

use super::drafting::Recovered;
use super::opening::Who;
use super::search::Finds;
use super::timeline::Happened;
use crate::model::action_list;
use crate::model::disclosure_log::Logged;
use crate::model::docs::Docs;
use crate::model::id::{CaseId, MeetingId};
use crate::model::meeting::{Meeting, MeetingState};
use crate::model::minutes_changes::Changed;
use crate::model::minutes_due::OnTheirWay;
use crate::model::naming::KnownChild;
use crate::model::readiness::Readiness;
use crate::model::tracker::{CaseRow, Listed};
use crate::terms::Terms;
use crate::terms::calendar::Calendar;

/// Everything that is loaded, for the screen and for checks.
#[derive(Debug, Clone, PartialEq)]
pub struct Shown {
    /// The county's terms.
    pub terms: Terms,
    /// Its working days.
    pub calendar: Calendar,
    /// Who unlocked the store.
    pub who: Who,
    /// Whether the county is fictional.
    pub demo: bool,
    /// Whether a newer program has written to the store, so that nothing may be recorded.
    pub read_only: bool,
    /// Whether all that was recorded is on disk.
    pub saved: Saved,
    /// The loaded documents.
    pub docs: Docs,
    /// The meetings that the lobby lists.
    pub lobby: Vec<MeetingRow>,
    /// How ready each meeting is that is still to be held, as the lobby lists it.
    pub readiness: BTreeMap<MeetingId, Readiness>,
    /// The meeting that is open on the screen.
    pub meeting: Option<MeetingId>,
    /// The meeting at which each child was discussed before, where it is loaded.
    pub previous: BTreeMap<CaseId, MeetingId>,
    /// The meeting of the same area and part held before the open one, where it is loaded.
    pub last: Option<MeetingId>,
    /// The coming meetings of the open meeting's area and part, soonest first.
    pub coming: Vec<MeetingRow>,
    /// Every open child of the county, by reference: so that naming another than the one discussed is noticed.
    pub children: Vec<KnownChild>,
    /// Every case of the county, open or closed, by reference, where no meeting is open and one is looked for.
    pub cases: Vec<CaseRow>,
    /// The cases that the tracker lists, in no order of its own.
    pub tracker: Vec<Listed>,
    /// The actions that the list across all meetings holds, in no order of its own.
    pub actions: Vec<action_list::Listed>,
    /// The disclosure log, the latest first, where it is loaded.
    pub log: Vec<Logged>,
    /// What was changed in the open meeting's minutes since it ended, where it is loaded.
    pub changes: Vec<Changed>,
    /// Everything that ever happened to the case that is open, the latest first, where it is loaded.
    pub timeline: Vec<Happened>,
    /// What was found of everything ever said, done or decided, as it was sought last.
    pub finds: Finds,
    /// Drafts that an earlier run of the program left.
    pub recovered: Vec<Recovered>,
}

/// Whether all that was recorded is on disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Saved {
    /// It is.
    Saved,
    /// It is not, and why.
    NotSaved(String),
}

/// A meeting as a list shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeetingRow {
    /// The identity.
    pub id: MeetingId,
    /// What people call it.
    pub label: String,
    /// The area's slug.
    pub area: String,
    /// 1 or 2.
    pub part: u8,
    /// The day.
    pub date: NaiveDate,
    /// When it begins, local time.
    pub time: NaiveTime,
    /// Where.
    pub venue: String,
    /// Who chairs.
    pub chair: String,
    /// How far it has come.
    pub state: MeetingState,
    /// How many of its items are children.
    pub cases: usize,
    /// How many of those are decided.
    pub decided: usize,
    /// When its approved minutes were last amended.
    #[serde(default)]
    pub amended: Option<DateTime<Utc>>,
    /// When the draft of its minutes last went to the chair.
    #[serde(default)]
    pub to_chair: Option<DateTime<Utc>>,
    /// Whether its minutes went out.
    #[serde(default)]
    pub out: bool,
}

impl From<&MeetingRow> for OnTheirWay {
    fn from(row: &MeetingRow) -> Self {
        Self { state: row.state, held: row.date, to_chair: row.to_chair, out: row.out }
    }
}

impl MeetingRow {
    /// The row of a meeting.
    #[must_use]
    pub fn of(meeting: &Meeting) -> Self {
        let cases = || meeting.items.iter().filter(|item| item.discusses().is_some());
        Self {
            id: meeting.id.clone(),
            label: meeting.label.clone(),
            area: meeting.plan.area.clone(),
            part: meeting.plan.part,
            date: meeting.plan.date,
            time: meeting.plan.time,
            venue: meeting.plan.venue.clone(),
            chair: meeting.plan.chair.clone(),
            state: meeting.state,
            cases: cases().count(),
            decided: cases().filter(|item| item.decision.is_some()).count(),
            amended: meeting.minutes.amendments.last().map(|amendment| amendment.signed.at),
            to_chair: meeting.minutes.sent.last().map(|sent| sent.at),
            out: !meeting.minutes.circulated.is_empty(),
        }
    }
}

impl Shown {
    /// The meeting that is open on the screen.
    #[must_use]
    pub fn open_meeting(&self) -> Option<&Meeting> {
        self.docs.meetings.get(self.meeting.as_ref()?)
    }

    /// The next meeting of the open meeting's area and part, if one is planned.
    #[must_use]
    pub fn next_meeting(&self) -> Option<&MeetingRow> {
        let held = self.open_meeting()?.plan.date;
        self.coming.iter().find(|row| row.date > held)
    }
}
