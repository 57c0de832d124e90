//! The actions across all meetings, read from the rows and never from the actions themselves.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};

use super::Session;
use super::shown::MeetingRow;
use crate::model::action_list::{ActionRow, Listed, OF_LATE};
use crate::model::document::Document;
use crate::model::id::{ActionId, CaseId, MeetingId, Stream};
use crate::model::naming::KnownChild;
use crate::model::tracker::CaseRow;
use crate::store::{DocumentQuery, StoreError};

impl Session {
    /// Loads the action that people call by a label, with its child's case; does nothing where there is none.
    ///
    /// # Errors
    /// Fails when the store cannot be read.
    pub fn load_labelled_action(&mut self, label: &str) -> Result<(), StoreError> {
        let Some(stream) = self.find_label("action", &label.to_uppercase())? else { return Ok(()) };
        self.load(&stream)?;
        if let Some(Document::Action(action)) = self.shown.docs.get(&stream)
            && let Some(case) = action.raised_at.case
        {
            self.load(&Stream::Case(case))?;
        }
        Ok(())
    }

    /// Lists every open action, or with those that were closed of late, as of a day.
    ///
    /// # Errors
    /// Fails when the store cannot be read.
    pub fn list_actions(&mut self, closed_too: bool, today: NaiveDate) -> Result<(), StoreError> {
        self.shown.actions = self.actions_as_of(closed_too, today)?;
        Ok(())
    }

    /// Gives that list, and leaves the one that is shown as it is.
    ///
    /// # Errors
    /// Fails when the store cannot be read.
    pub fn actions_as_of(&mut self, closed_too: bool, today: NaiveDate) -> Result<Vec<Listed>, StoreError> {
        let of = |states: &[&str], from| DocumentQuery {
            kind: "action".to_owned(),
            states: states.iter().map(|state| (*state).to_owned()).collect(),
            from,
            ..DocumentQuery::default()
        };
        let mut rows: Vec<ActionRow> = self.brief_rows(&of(&["open", "in-progress"], None))?;
        if closed_too {
            let since = today - Days::new(OF_LATE);
            rows.extend(self.brief_rows::<ActionRow>(&of(&["completed", "not-completed", "cancelled"], Some(since)))?);
        }
        // The veil covers every open child's name, for an action may speak of any.
        self.load_children()?;
        let mut children: BTreeMap<CaseId, (String, String)> = BTreeMap::new();
        for child in &self.shown.children {
            known_as(&mut children, child);
        }
        let mut meetings: BTreeMap<MeetingId, MeetingRow> = BTreeMap::new();
        for row in &rows {
            if let Some(case) = row.case.as_ref().filter(|case| !children.contains_key(*case))
                && let Some(found) = self.closed_child(case)?
            {
                children.insert(case.clone(), found);
            }
            if let Some(meeting) = row.meeting.as_ref().filter(|meeting| !meetings.contains_key(*meeting)) {
                let query = DocumentQuery {
                    kind: "meeting".to_owned(),
                    meeting_id: Some(meeting.to_string()),
                    ..DocumentQuery::default()
                };
                meetings.extend(self.meeting_rows(&query)?.pop().map(|row| (meeting.clone(), row)));
            }
        }
        let terms = &self.shown.terms;
        let named = |row: &MeetingRow| {
            let area = terms.area(&row.area).map_or(row.area.as_str(), |area| area.name.as_str());
            (row.date, format!("{area} Part {}", row.part))
        };
        let listed = rows.into_iter().map(|row| {
            let child = row.case.as_ref().and_then(|case| children.get(case)).cloned();
            let meeting = row.meeting.as_ref().and_then(|meeting| meetings.get(meeting)).map(named);
            Listed::new(row, child, meeting, terms)
        });
        Ok(listed.collect())
    }

    /// Loads the actions that a return is about; one that is not there is left out.
    ///
    /// # Errors
    /// Fails when the store cannot be read.
    pub fn load_actions<'a>(&mut self, ids: impl Iterator<Item = &'a ActionId>) -> Result<(), StoreError> {
        for id in ids {
            self.load(&Stream::Action(id.clone()))?;
        }
        Ok(())
    }

    /// Loads an action with its child's case and the meeting that raised it, to be shown whole.
    ///
    /// # Errors
    /// Fails when the store cannot be read.
    pub fn load_action(&mut self, id: &ActionId) -> Result<(), StoreError> {
        self.load(&Stream::Action(id.clone()))?;
        let Some(action) = self.shown.docs.actions.get(id) else { return Ok(()) };
        let said = action.life.iter().filter_map(|step| step.at.as_ref());
        let meetings: Vec<MeetingId> =
            action.raised_at.at.iter().chain(said).map(|(meeting, _)| meeting.clone()).collect();
        let case = action.raised_at.case.clone();
        for meeting in meetings {
            self.load(&Stream::Meeting(meeting))?;
        }
        case.map_or(Ok(()), |case| self.stands_for(&case).map(drop))
    }

    /// Loads an action as [`Session::load_action`] does, and puts it among those that are listed, wherever it was found.
    ///
    /// # Errors
    /// Fails when the store cannot be read.
    pub fn load_found_action(&mut self, id: &ActionId) -> Result<(), StoreError> {
        self.load_action(id)?;
        let Some(action) = self.shown.docs.actions.get(id) else { return Ok(()) };
        if self.shown.actions.iter().any(|listed| listed.row.action == *id) {
            return Ok(());
        }
        let row = ActionRow::of(action);
        let child = row.case.as_ref().map_or(Ok(None), |case| self.closed_child(case))?;
        let listed = Listed::new(row, child, None, &self.shown.terms);
        self.shown.actions.push(listed);
        Ok(())
    }

    /// The reference and the name of a child whose case is closed, or of the record that it was merged into.
    fn closed_child(&self, case: &CaseId) -> Result<Option<(String, String)>, StoreError> {
        let Stream::Case(stands) = self.leads_to(Stream::Case(case.clone()))? else { return Ok(None) };
        let query =
            DocumentQuery { kind: "case".to_owned(), case_id: Some(stands.to_string()), ..DocumentQuery::default() };
        Ok(self.case_rows(&query)?.pop().map(|row: CaseRow| (row.label, row.name)))
    }
}

/// Notes how a child is called under each of the records that are theirs.
fn known_as(children: &mut BTreeMap<CaseId, (String, String)>, child: &KnownChild) {
    let called = (child.label.clone(), child.name.clone());
    for former in &child.former {
        children.insert(former.case.clone(), called.clone());
    }
    children.insert(child.case.clone(), called);
}
