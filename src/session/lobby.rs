//! The lobby: the meetings, and how ready each of them is that is still to be held.

use chrono::{DateTime, NaiveDate, Utc};

use super::load::parse;
use super::shown::MeetingRow;
use super::{Session, rows};
use crate::model::docs::Docs;
use crate::model::meeting::Meeting;
use crate::model::outlook::Outlook;
use crate::model::readiness::readiness;
use crate::store::{DocumentQuery, StoreError};
use crate::terms::calendar;

/// How many meetings the lobby lists on each side of today; older ones are found by typing.
const LOBBY_PAST: u32 = 40;

impl Session {
    /// Lists the meetings: all that are coming, and the latest past ones; `text` narrows both.
    ///
    /// # Errors
    /// Fails when the store cannot be read.
    pub fn list_meetings(&mut self, today: NaiveDate, text: &str) -> Result<(), StoreError> {
        let plain = DocumentQuery {
            kind: "meeting".to_owned(),
            text: (!text.is_empty()).then(|| text.to_owned()),
            ..DocumentQuery::default()
        };
        let coming = DocumentQuery { from: Some(today), ..plain.clone() };
        let past = DocumentQuery { to: today.pred_opt(), newest_first: true, limit: Some(LOBBY_PAST), ..plain };
        let mut rows = self.meeting_rows(&coming)?;
        rows.extend(self.meeting_rows(&past)?);
        self.shown.lobby = rows;
        Ok(())
    }

    /// Works out how ready each meeting is that is still to be held, for the lobby.
    ///
    /// # Errors
    /// Fails when the store cannot be read.
    pub fn list_readiness(&mut self, now: DateTime<Utc>) -> Result<(), StoreError> {
        let (terms, calendar, now) = (&self.shown.terms, &self.shown.calendar, calendar::london(now));
        let today = now.date();
        let of = |kind: &str, states: &[&str], from| DocumentQuery {
            kind: kind.to_owned(),
            states: states.iter().map(|state| (*state).to_owned()).collect(),
            from,
            ..DocumentQuery::default()
        };
        let rows = self.case_rows(&of("case", &["open", rows::DISPUTED], None))?;
        // One that is being held comes before the others, even if it began before midnight.
        let mut docs = Docs::default();
        for query in [of("meeting", &["planned", "agenda-circulated"], Some(today)), of("meeting", &["live"], None)] {
            for row in self.store.documents(&query)? {
                docs.put(parse(&row)?);
            }
        }
        let outlook = Outlook::of_rows(&rows, &docs.meetings);
        let to_come = docs.meetings.values().filter(|meeting| meeting.is_to_come());
        let ready = |meeting: &Meeting| (meeting.id.clone(), readiness(meeting, &outlook, terms, calendar, now));
        self.shown.readiness = to_come.map(ready).collect();
        Ok(())
    }

    /// Every meeting that a query finds, as a list shows it.
    ///
    /// # Errors
    /// Fails when the store cannot be read.
    pub fn meeting_rows(&self, query: &DocumentQuery) -> Result<Vec<MeetingRow>, StoreError> {
        self.brief_rows(query)
    }
}
