//! Loading documents: what a request needs to be judged, and what a screen shows.

use std::collections::BTreeSet;

use super::{Finds, Session, rows};
use crate::model::capture::Capture;
use crate::model::decide_listing::ForListing;
use crate::model::document::Document;
use crate::model::gather;
use crate::model::id::{CaseId, ItemId, MeetingId, Stream};
use crate::model::request::{OfAction, Request};
use crate::model::tracker::CaseRow;
use crate::store::{DocumentQuery, DocumentRow, StoreError};

/// The states of the cases that an agenda may be gathered from, and of the meetings that are not over.
pub(super) const OPEN: [&str; 2] = ["open", rows::DISPUTED];
const TO_COME: [&str; 3] = ["planned", "agenda-circulated", "live"];

/// The documents of a kind that an area has in some states.
pub(super) fn of_area(area: &str, kind: &str, states: &[&str]) -> DocumentQuery {
    DocumentQuery {
        kind: kind.to_owned(),
        area: Some(area.to_owned()),
        states: states.iter().map(|state| (*state).to_owned()).collect(),
        ..DocumentQuery::default()
    }
}

impl Session {
    /// Loads a stream's document, unless it is loaded; a stream without one is left out.
    ///
    /// # Errors
    /// Fails when the store cannot be read.
    pub fn load(&mut self, stream: &Stream) -> Result<(), StoreError> {
        if !self.shown.docs.holds(stream)
            && let Some(row) = self.store.document(&stream.to_string())?
        {
            self.take_in(&row)?;
        }
        Ok(())
    }

    /// Loads every document that a query finds, and says which they are, in the query's order.
    ///
    /// # Errors
    /// Fails when the store cannot be read.
    pub fn load_all(&mut self, query: &DocumentQuery) -> Result<Vec<Stream>, StoreError> {
        // What is loaded is never read again here: it may hold what this very request has folded and
        // not yet appended. What others append is taken in by catching up.
        let rows = self.store.documents(query)?;
        rows.iter()
            .map(|row| {
                let stream = row.stream.parse().map_err(|_| does_not_read(row))?;
                if !self.shown.docs.holds(&stream) {
                    self.take_in(row)?;
                }
                Ok(stream)
            })
            .collect()
    }

    /// Lets go of everything loaded but the county.
    pub fn forget(&mut self) {
        let docs = &mut self.shown.docs;
        docs.cases.clear();
        docs.meetings.clear();
        docs.actions.clear();
        docs.places.clear();
        self.shown.meeting = None;
        self.shown.previous.clear();
        self.shown.coming.clear();
        self.shown.last = None;
        self.shown.children.clear();
        self.shown.cases.clear();
        self.shown.changes.clear();
        self.shown.timeline.clear();
        self.shown.finds = Finds::default();
        self.shown.docs.disclosures.clear();
    }

    /// Loads the names and references of every open child.
    pub(super) fn load_children(&mut self) -> Result<(), StoreError> {
        let open =
            DocumentQuery { kind: "case".to_owned(), states: vec!["open".to_owned()], ..DocumentQuery::default() };
        self.shown.children = self.case_rows(&open)?.iter().map(CaseRow::known).collect();
        self.shown.children.sort_by(|a, b| a.label.cmp(&b.label));
        Ok(())
    }

    /// Opens a meeting on the screen: loads it with its children, their actions and places.
    ///
    /// # Errors
    /// Fails when the store cannot be read.
    pub fn open_meeting(&mut self, id: &MeetingId) -> Result<(), StoreError> {
        self.forget();
        self.load_meeting(id)?;
        self.shown.meeting = Some(id.clone());
        if let Some(meeting) = self.shown.docs.meetings.get(id) {
            let (area, part, date) = (meeting.plan.area.clone(), meeting.plan.part, meeting.plan.date);
            let query = DocumentQuery {
                kind: "meeting".to_owned(),
                area: Some(area),
                from: date.succ_opt(),
                limit: Some(12),
                ..DocumentQuery::default()
            };
            self.shown.coming = self.meeting_rows(&query)?.into_iter().filter(|row| row.part == part).collect();
        }
        self.load_for_preparing(id)?;
        self.load_children()?;
        Ok(())
    }

    /// Opens a meeting with all that its agenda embeds: the meetings at which its children were discussed before, and those
    /// from which matters arise.
    ///
    /// # Errors
    /// Fails when the store cannot be read.
    pub fn open_agenda(&mut self, id: &MeetingId) -> Result<(), StoreError> {
        self.open_meeting(id)?;
        let Some(meeting) = self.shown.open_meeting() else { return Ok(()) };
        let held = meeting.plan.date;
        let cases = meeting.items.iter().filter_map(|item| self.shown.docs.cases.get(item.case()?));
        let before = cases.filter_map(|case| Some(case.discussed_before(held)?.meeting.clone()));
        let before: BTreeSet<MeetingId> = before.collect();
        self.load_last()?;
        for meeting in before {
            self.load(&Stream::Meeting(meeting.clone()))?;
            self.load_raised(&meeting)?;
        }
        Ok(())
    }

    /// Loads a meeting with the children on its agenda, their actions, and what was raised there.
    ///
    /// # Errors
    /// Fails when the store cannot be read.
    pub fn load_meeting(&mut self, id: &MeetingId) -> Result<(), StoreError> {
        self.load(&Stream::Meeting(id.clone()))?;
        let Some(meeting) = self.shown.docs.meetings.get(id) else { return Ok(()) };
        let cases: Vec<CaseId> = meeting.items.iter().filter_map(|item| item.case().cloned()).collect();
        let answered: Vec<_> = meeting.items.iter().flat_map(|item| item.answered.clone()).collect();
        for case in cases {
            self.load_case(&case)?;
        }
        for action in answered {
            self.load(&Stream::Action(action.clone()))?;
            // Whose it was is told with it.
            let case = self.shown.docs.actions.get(&action).and_then(|action| action.raised_at.case.clone());
            case.map_or(Ok(()), |case| self.load(&Stream::Case(case)))?;
        }
        self.load_raised(id)
    }

    /// Loads the actions and places that a meeting raised.
    pub(super) fn load_raised(&mut self, id: &MeetingId) -> Result<(), StoreError> {
        for kind in ["action", "place"] {
            let raised =
                DocumentQuery { kind: kind.to_owned(), meeting_id: Some(id.to_string()), ..DocumentQuery::default() };
            self.load_all(&raised)?;
        }
        Ok(())
    }

    /// Loads a child's case with all its actions.
    ///
    /// # Errors
    /// Fails when the store cannot be read.
    pub fn load_case(&mut self, id: &CaseId) -> Result<(), StoreError> {
        self.load(&Stream::Case(id.clone()))?;
        // What belongs to records that were merged into it belongs to it.
        let former = self.shown.docs.cases.get(id).into_iter().flat_map(|case| case.former_at(None));
        for former in former.cloned().collect::<Vec<_>>() {
            self.load_case(&former)?;
        }
        let actions =
            DocumentQuery { kind: "action".to_owned(), case_id: Some(id.to_string()), ..DocumentQuery::default() };
        self.load_all(&actions)?;
        Ok(())
    }

    /// Loads the meeting at which a child was discussed before the open one, to show beside it.
    ///
    /// # Errors
    /// Fails when the store cannot be read.
    pub fn load_previous(&mut self, case: &CaseId) -> Result<(), StoreError> {
        let held = self.shown.open_meeting().map(|meeting| meeting.plan.date);
        let before = held.and_then(|held| self.shown.docs.cases.get(case)?.discussed_before(held));
        if let Some(meeting) = before.map(|discussion| discussion.meeting.clone()) {
            self.load(&Stream::Meeting(meeting.clone()))?;
            self.shown.previous.insert(case.clone(), meeting);
        }
        Ok(())
    }

    /// Loads what an area's agendas are gathered from: every open case, every closed one from whose closure dissent
    /// stands, and the meetings that are still to be held.
    ///
    /// # Errors
    /// Fails when the store cannot be read.
    pub fn load_gathering(&mut self, area: &str) -> Result<(), StoreError> {
        self.load_all(&of_area(area, "case", &OPEN))?;
        self.load_all(&of_area(area, "meeting", &TO_COME))?;
        Ok(())
    }

    /// Loads the meetings that are not over: their seats follow the contact list, and their items a merging.
    fn load_to_come(&mut self) -> Result<(), StoreError> {
        let states = TO_COME.map(str::to_owned).into();
        let to_come = DocumentQuery { kind: "meeting".to_owned(), states, ..DocumentQuery::default() };
        self.load_all(&to_come).map(drop)
    }

    /// Loads what the agenda of a meeting is gathered from, while it is prepared: the meetings of its area that are still
    /// to be held, and of the area's cases those that may belong on it.
    fn load_for_preparing(&mut self, id: &MeetingId) -> Result<(), StoreError> {
        let meeting = self.shown.docs.meetings.get(id).filter(|meeting| meeting.is_to_come());
        let Some(meeting) = meeting.cloned() else { return Ok(()) };
        let area = &meeting.plan.area;
        self.load_all(&of_area(area, "meeting", &TO_COME))?;
        let rows = self.case_rows(&of_area(area, "case", &OPEN))?;
        let wanted = rows.iter().filter(|row| gather::may_want(&meeting, &(*row).into()));
        wanted.map(|row| Stream::Case(row.case.clone())).try_for_each(|case| self.load(&case))
    }

    /// The identity of what people call by a label, as `M-2026-014`.
    ///
    /// # Errors
    /// Fails when the store cannot be read.
    pub fn find_label(&self, kind: &str, label: &str) -> Result<Option<Stream>, StoreError> {
        let row = self.store.document_by_label(kind, label)?;
        row.and_then(|row| row.stream.parse().ok()).map(|stream| self.leads_to(stream)).transpose()
    }

    /// Loads what judging a request needs.
    pub(super) fn load_for(&mut self, request: &Request) -> Result<(), StoreError> {
        if let Some(meeting) = request.meeting() {
            let id = meeting.clone();
            self.load(&Stream::Meeting(meeting.clone()))?;
            let item = match request {
                Request::Say { item, .. }
                | Request::NothingFurther { item, .. }
                | Request::LeaveItem { item, .. }
                | Request::Agree { item, .. }
                | Request::MoveEntry { to: item, .. }
                | Request::Withdraw { item, .. }
                | Request::AnswerDissent { item, .. } => Some(item),
                _ => None,
            };
            let from = if let Request::MoveEntry { item, .. } = request { Some(item) } else { None };
            let meeting = self.shown.docs.meetings.get(meeting);
            let case = |item: Option<&ItemId>| meeting?.item(item?)?.case().cloned();
            let (to, from) = (case(item), case(from));
            // What is put right of a record that was merged is recorded on the one that stands.
            for case in [&to, &from].into_iter().flatten() {
                self.stands_for(case)?;
            }
            match request {
                Request::Agree { .. } | Request::MoveEntry { .. } => self.load_raised(&id)?,
                // What is owed on an item is told by its child's actions, or by those raised there.
                Request::LeaveItem { .. } => match to {
                    Some(case) => self.load_case(&case)?,
                    None => self.load_raised(&id)?,
                },
                _ => {}
            }
        }
        match request {
            Request::Say { capture: Capture::Answer { action, .. }, .. } => {
                self.load_labelled_action(action)?;
            }
            Request::StartMeeting(meeting) | Request::Agenda { meeting, .. } => {
                self.load_for_preparing(meeting)?;
                self.load_meeting(meeting)?;
                self.load_answered(request)?;
            }
            Request::EndMeeting(meeting) => self.load_meeting(meeting)?,
            Request::Reword { action, .. } | Request::OfAction(OfAction { action, .. }) => {
                self.load(&Stream::Action(action.clone()))?;
                let raised = self.shown.docs.actions.get(action).and_then(|a| a.raised_at.at.clone());
                if let Some((meeting, _)) = raised {
                    self.load(&Stream::Meeting(meeting))?;
                }
            }
            // A child who comes late brings the open actions.
            Request::AddCase { case, .. } => self.load_case(case)?,
            Request::CorrectCase { case, .. }
            | Request::FileForm { case, .. }
            | Request::Intake { case, .. }
            | Request::Retention { case, .. }
            | Request::NoteMention { case, .. }
            | Request::FollowDissent { case, .. } => {
                self.load(&Stream::Case(case.clone()))?;
            }
            Request::EnterDisclosure(matter) => {
                matter.case.as_ref().map_or(Ok(()), |case| self.load(&Stream::Case(case.clone())))?;
            }
            Request::OfDisclosure { entry, .. } => self.load(&Stream::Disclosure(entry.clone()))?,
            Request::Listing { case, asked } => self.load_for_listing(case, asked)?,
            Request::SetContacts(_) | Request::KeepContact { .. } | Request::RemoveContact(_) => {
                self.load_to_come()?;
            }
            Request::MergeCases { kept, gone, .. } => {
                for case in [kept, gone] {
                    self.load(&Stream::Case(case.clone()))?;
                }
                self.load_to_come()?;
            }
            Request::PlanMeeting(new) => {
                for (case, _) in &new.cases {
                    self.load(&Stream::Case(case.clone()))?;
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// Loads a case and the meeting that it is asked, or was asked, to be listed at.
    fn load_for_listing(&mut self, case: &CaseId, asked: &ForListing) -> Result<(), StoreError> {
        self.load(&Stream::Case(case.clone()))?;
        let listings = self.shown.docs.cases.get(case).into_iter().flat_map(|case| &case.listings);
        let meeting = match asked {
            ForListing::Ask { meeting, .. } => Some(meeting.clone()),
            _ => listings
                .into_iter()
                .find(|listing| asked.listing() == Some(&listing.asked.id))
                .map(|listing| listing.asked.meeting.clone()),
        };
        meeting.map_or(Ok(()), |meeting| self.load(&Stream::Meeting(meeting)))
    }

    /// Catches up with what other seats have appended: loaded documents are read again.
    ///
    /// Returns whether anything had moved.
    ///
    /// # Errors
    /// Fails when the store cannot be read.
    pub fn catch_up(&mut self) -> Result<bool, StoreError> {
        let head = self.store.head()?;
        if head == self.head {
            return Ok(false);
        }
        let touched: BTreeSet<Stream> =
            self.store.entries_since(self.head.seq)?.iter().filter_map(|entry| entry.stream.parse().ok()).collect();
        self.reload(&touched)?;
        if let Some(open) = self.shown.meeting.clone().filter(|open| touched.contains(&Stream::Meeting(open.clone()))) {
            self.load_late(&open)?;
        }
        if self.shown.meeting.is_some() && touched.iter().any(|stream| matches!(stream, Stream::Case(_))) {
            self.load_children()?;
        }
        self.head = head;
        Ok(true)
    }

    /// Loads the children whom others have put on the open meeting's agenda.
    fn load_late(&mut self, open: &MeetingId) -> Result<(), StoreError> {
        let docs = &self.shown.docs;
        let items = docs.meetings.get(open).map_or(&[][..], |meeting| &meeting.items);
        let late = items.iter().filter_map(|item| item.case()).filter(|case| !docs.cases.contains_key(case));
        late.cloned().collect::<Vec<_>>().iter().try_for_each(|case| self.load_case(case))
    }

    /// Reads loaded documents again from the store, and takes in new ones of the open meeting.
    pub(super) fn reload(&mut self, streams: &BTreeSet<Stream>) -> Result<(), StoreError> {
        for stream in streams {
            drop(self.shown.docs.take(stream));
            if let Some(row) = self.store.document(&stream.to_string())? {
                self.take_in(&row)?;
            }
        }
        self.keep_calendar();
        Ok(())
    }

    pub(super) fn take_in(&mut self, row: &DocumentRow) -> Result<(), StoreError> {
        self.shown.docs.put(parse(row)?);
        Ok(())
    }
}

pub(super) fn parse(row: &DocumentRow) -> Result<Document, StoreError> {
    serde_json::from_slice(&row.body).map_err(|_| does_not_read(row))
}

fn does_not_read(row: &DocumentRow) -> StoreError {
    StoreError::Damaged { what: format!("the document of {} does not read", row.stream) }
}
