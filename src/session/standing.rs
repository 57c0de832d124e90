//! Loading what the standing items are about: the minutes of the last meeting, and the action log.

use std::collections::BTreeSet;

use super::{MeetingRow, Session};
use crate::model::action::Action;
use crate::model::id::{ActionId, MeetingId, Stream};
use crate::store::{DocumentQuery, StoreError};
use crate::terms::calendar::london;
use crate::terms::{AgendaRow, Holds};

impl Session {
    /// Loads the meeting of the same area and part that was held before the open one, with the actions raised there, and
    /// the dissent that stands about children who are not on this agenda.
    ///
    /// # Errors
    /// Fails when the store cannot be read.
    pub fn load_last(&mut self) -> Result<(), StoreError> {
        self.load_dissenting()?;
        let Some(open) = self.shown.open_meeting() else { return Ok(()) };
        let part = open.plan.part;
        let query = DocumentQuery {
            kind: "meeting".to_owned(),
            area: Some(open.plan.area.clone()),
            to: open.plan.date.pred_opt(),
            newest_first: true,
            ..DocumentQuery::default()
        };
        let mut earlier = self.meeting_rows(&query)?.into_iter().filter(|row| row.part == part);
        let Some(last) = earlier.next() else {
            self.shown.last = None;
            return Ok(());
        };
        self.load(&Stream::Meeting(last.id.clone()))?;
        self.load_raised(&last.id)?;
        let since = |row: &MeetingRow| row.amended.is_some_and(|at| london(at).date() >= last.date);
        earlier.filter(since).try_for_each(|row| self.load(&Stream::Meeting(row.id)))?;
        self.shown.last = Some(last.id);
        Ok(())
    }

    /// Loads the open actions of the meeting's area and part whose child is not on its agenda, for the action log.
    ///
    /// # Errors
    /// Fails when the store cannot be read.
    pub fn load_action_log(&mut self) -> Result<(), StoreError> {
        let Some(open) = self.shown.open_meeting() else { return Ok(()) };
        let (area, part) = (open.plan.area.clone(), open.plan.part);
        let query = DocumentQuery {
            kind: "action".to_owned(),
            states: vec!["open".to_owned(), "in-progress".to_owned()],
            ..DocumentQuery::default()
        };
        let mut cases = BTreeSet::new();
        for stream in self.load_all(&query)? {
            if let Stream::Action(id) = stream {
                cases.extend(self.shown.docs.actions.get(&id).and_then(|action| action.raised_at.case.clone()));
            }
        }
        for case in cases {
            self.load(&Stream::Case(case))?;
        }
        self.drop_foreign(&area, part)
    }

    /// Lets go of the open actions that another area, or the other part, is to review.
    fn drop_foreign(&mut self, area: &str, part: u8) -> Result<(), StoreError> {
        let query =
            DocumentQuery { kind: "meeting".to_owned(), area: Some(area.to_owned()), ..DocumentQuery::default() };
        let rows = self.meeting_rows(&query)?;
        let ours: BTreeSet<MeetingId> = rows.into_iter().filter(|row| row.part == part).map(|row| row.id).collect();
        // Actions on children are answered where children are discussed.
        let discusses = |row: &AgendaRow| matches!(row.holds, Holds::Reviews | Holds::Initials);
        let children = self.shown.terms.part(part).is_some_and(|part| part.agenda.iter().any(discusses));
        let (docs, open) = (&self.shown.docs, self.shown.open_meeting());
        let belongs = |action: &Action| {
            let raised = action.raised_at.at.as_ref().map(|(meeting, _)| meeting);
            let answered = action.answers().filter_map(|(step, _)| step.at.as_ref().map(|(meeting, _)| meeting));
            let here = open.is_some_and(|open| raised.into_iter().chain(answered).any(|meeting| *meeting == open.id));
            let ours = match (&action.raised_at.case, raised) {
                (Some(case), _) if open.is_some_and(|open| open.item_of(docs.stands_for(case)).is_some()) => true,
                (Some(case), _) => children && docs.cases.get(case).is_some_and(|case| case.area == area),
                (None, Some(meeting)) => ours.contains(meeting),
                (None, None) => true,
            };
            !action.is_open() || here || ours
        };
        let foreign: Vec<ActionId> =
            docs.actions.values().filter(|action| !belongs(action)).map(|action| action.id.clone()).collect();
        self.shown.docs.actions.retain(|id, _| !foreign.contains(id));
        Ok(())
    }
}
