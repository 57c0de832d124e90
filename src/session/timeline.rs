//! Everything that ever happened to a case, read from the journal.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};

use super::undo::read_entry;
use super::{Session, describe, spoken};
use crate::model::action::ActionChange;
use crate::model::case::{CaseChange, Details};
use crate::model::change::{Change, Stamp};
use crate::model::id::{CaseId, EntryId, RequestId, Stream};
use crate::model::meeting::MeetingChange;
use crate::store::{DocumentQuery, StoreError};

/// One thing that happened to a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Happened {
    /// The entry that recorded it.
    pub entry: EntryId,
    /// When it was recorded, UTC.
    pub at: DateTime<Utc>,
    /// Who recorded it.
    pub by: String,
    /// What.
    pub what: String,
    /// The day of the meeting in which it was said, if it was said in one.
    pub held: Option<NaiveDate>,
    /// Whether it was taken back.
    pub taken_back: bool,
}

impl Session {
    /// Opens a child's case on the screen, with its actions; one that was merged into another leads to that. Gives the
    /// one that is open.
    ///
    /// # Errors
    /// Fails when the store cannot be read.
    pub fn open_case(&mut self, id: &CaseId) -> Result<CaseId, StoreError> {
        self.forget();
        let id = &self.stands_for(id)?;
        self.load_case(id)?;
        // An agency may ask to have it listed at any of its area's meetings that are still to be held.
        if let Some(case) = self.shown.docs.cases.get(id) {
            let query = DocumentQuery {
                kind: "meeting".to_owned(),
                area: Some(case.area.clone()),
                states: vec!["planned".to_owned(), "agenda-circulated".to_owned()],
                ..DocumentQuery::default()
            };
            self.shown.coming = self.meeting_rows(&query)?;
        }
        Ok(id.clone())
    }

    /// Opens a record on the screen, though it was merged into another: as it stood then, with where it went.
    ///
    /// # Errors
    /// Fails when the store cannot be read.
    pub fn open_record(&mut self, id: &CaseId) -> Result<(), StoreError> {
        if self.open_case(id)? != *id {
            self.load_case(id)?;
        }
        Ok(())
    }

    /// The record that stands for a case: itself, or the one that it was merged into, which is loaded then.
    ///
    /// # Errors
    /// Fails when the store cannot be read.
    pub fn stands_for(&mut self, id: &CaseId) -> Result<CaseId, StoreError> {
        let mut id = id.clone();
        loop {
            self.load(&Stream::Case(id.clone()))?;
            let into = self.shown.docs.cases.get(&id).and_then(|case| case.merged_into.as_ref());
            let Some((into, _)) = into else { return Ok(id) };
            id = into.clone();
        }
    }

    /// Loads everything that ever happened to a case, the latest first, and the meetings that discussed it.
    ///
    /// # Errors
    /// Fails when the store cannot be read.
    pub fn load_timeline(&mut self, id: &CaseId) -> Result<(), StoreError> {
        self.load_case(id)?;
        let discussions = self.shown.docs.cases.get(id).map(|case| case.discussions.clone()).unwrap_or_default();
        for discussion in discussions {
            self.load(&Stream::Meeting(discussion.meeting))?;
        }
        let (mut happened, mut undone) = (Vec::new(), BTreeSet::new());
        let former = self.shown.docs.cases.get(id).into_iter().flat_map(|case| case.former_at(None)).cloned();
        let records: Vec<CaseId> = former.chain([id.clone()]).collect();
        let mut entries = Vec::new();
        for record in &records {
            entries.extend(self.store.entries_about(record.as_str(), 0)?);
        }
        entries.sort_by_key(|entry| entry.seq);
        let mut known = None;
        for entry in entries {
            let stream: Option<Stream> = entry.stream.parse().ok();
            let Some((stamp, change, _)) = read_entry(&entry)? else {
                happened.push((RequestId::new(entry.request), emptied(EntryId::new(entry.id), entry.at, entry.by)));
                continue;
            };
            match &change {
                Change::Undone(request) => drop(undone.insert(request.clone())),
                Change::Redone(request) => drop(undone.remove(request)),
                _ => {}
            }
            if !is_echo(&change) {
                let what = self.told(stream.as_ref(), &change, &mut known);
                let held = self.held(stream.as_ref(), &change);
                happened.push((stamp.request.clone(), of(&stamp, what, held)));
            }
        }
        for (request, row) in &mut happened {
            row.taken_back = undone.contains(request);
        }
        // What one request undid in several streams is undone once.
        happened.dedup_by(|a, b| a.0 == b.0 && a.1 == b.1);
        self.shown.timeline = happened.into_iter().rev().map(|(_, row)| row).collect();
        Ok(())
    }

    /// What an entry recorded, a correction with what it changed.
    fn told(&self, stream: Option<&Stream>, change: &Change, known: &mut Option<Details>) -> String {
        match change {
            Change::Case(CaseChange::CaseOpened(opened)) => {
                *known = Some(opened.details.clone());
                describe(change, None, &self.shown.docs)
            }
            Change::Case(CaseChange::DetailsCorrected(details)) => {
                let before = known.replace((**details).clone());
                let changed = before.map(|before| details.changed_from(&before)).unwrap_or_default();
                if changed.is_empty() {
                    describe(change, None, &self.shown.docs)
                } else {
                    format!("corrected: {}", changed.join(", "))
                }
            }
            Change::Action(said) if !matches!(said, ActionChange::ActionRaised(_)) => {
                let label = stream.and_then(|stream| match stream {
                    Stream::Action(id) => self.shown.docs.actions.get(id).map(|action| action.label.as_str()),
                    _ => None,
                });
                format!("{}: {}", label.unwrap_or("an action"), describe(change, None, &self.shown.docs))
            }
            Change::Meeting(said) => {
                let taken_out = matches!(said, MeetingChange::Withdrawn { .. } | MeetingChange::MovedAway { .. });
                let anew = if spoken::unsaid(change).is_some() && !taken_out { ", worded anew" } else { "" };
                format!("{}{anew}", describe(change, None, &self.shown.docs))
            }
            _ => describe(change, None, &self.shown.docs),
        }
    }

    /// The day of the meeting that an entry belongs to, where it was said in one.
    fn held(&self, stream: Option<&Stream>, change: &Change) -> Option<NaiveDate> {
        let at = match change {
            Change::Action(ActionChange::ActionRaised(raised)) => raised.raised_at.at.as_ref(),
            Change::Action(ActionChange::Answered { at, .. }) => at.as_ref(),
            Change::Case(CaseChange::EpisodeRecorded(episode)) => episode.at.as_ref(),
            _ => None,
        };
        let meeting = match stream {
            Some(Stream::Meeting(id)) => Some(id),
            _ => at.map(|(meeting, _)| meeting),
        };
        Some(self.shown.docs.meetings.get(meeting?)?.plan.date)
    }
}

fn of(stamp: &Stamp, what: String, held: Option<NaiveDate>) -> Happened {
    Happened { entry: stamp.entry.clone(), at: stamp.at, by: stamp.by.clone(), what, held, taken_back: false }
}

fn emptied(entry: EntryId, at: DateTime<Utc>, by: String) -> Happened {
    Happened { entry, at, by, what: "emptied under the retention rules".to_owned(), held: None, taken_back: false }
}

/// Whether an entry only says in one stream what another of the same request says in its own, or keeps again what the
/// minutes said.
fn is_echo(change: &Change) -> bool {
    match change {
        Change::Case(CaseChange::Discussed(_))
        | Change::Meeting(MeetingChange::ActionAnswered { .. } | MeetingChange::PartSealed { .. }) => true,
        Change::Case(CaseChange::RiskSet(set)) => set.at.is_some(),
        _ => false,
    }
}
