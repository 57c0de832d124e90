//! The tracker: every case as a list shows it, read from the rows and never from the cases themselves.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::Session;
use crate::model::alike::{Likeness, likeness};
use crate::model::tracker::{CaseRow, Listed};
use crate::store::{DocumentQuery, DocumentRow, StoreError};

impl Session {
    /// Lists the cases with their open actions as of a day: those that are open, or every case there ever was.
    ///
    /// # Errors
    /// Fails when the store cannot be read.
    pub fn list_cases(&mut self, closed_too: bool, today: NaiveDate) -> Result<(), StoreError> {
        let states = if closed_too { vec![] } else { vec!["open".to_owned()] };
        let rows = self.case_rows(&DocumentQuery { kind: "case".to_owned(), states, ..DocumentQuery::default() })?;
        let mut tasks = self.open_tasks(today)?;
        let terms = &self.shown.terms;
        let listed = rows.into_iter().map(|row| {
            let tasks = tasks.remove(row.case.as_str()).unwrap_or_default();
            Listed::new(row, tasks, terms)
        });
        self.shown.tracker = listed.collect();
        Ok(())
    }

    /// Every case, open or closed, that may be of a child, the likeliest first.
    ///
    /// # Errors
    /// Fails when the store cannot be read.
    pub fn cases_like(&self, name: &str, born: NaiveDate) -> Result<Vec<(Likeness, CaseRow)>, StoreError> {
        let rows = self.case_rows(&DocumentQuery { kind: "case".to_owned(), ..DocumentQuery::default() })?;
        let like = |row: CaseRow| Some((likeness((name, born), (&row.name, row.born))?, row));
        let mut found: Vec<(Likeness, CaseRow)> = rows.into_iter().filter_map(like).collect();
        found.sort_by(|(one, row), (other, next)| one.cmp(other).then_with(|| row.label.cmp(&next.label)));
        Ok(found)
    }

    /// The rows of the cases that a query finds.
    ///
    /// # Errors
    /// Fails when the store cannot be read.
    pub(super) fn case_rows(&self, query: &DocumentQuery) -> Result<Vec<CaseRow>, StoreError> {
        let read = |row: &DocumentRow| {
            let damaged = || StoreError::Damaged { what: format!("the row of {} does not read", row.stream) };
            serde_json::from_str(row.brief.as_deref().unwrap_or_default()).map_err(|_| damaged())
        };
        self.store.briefs(query)?.iter().map(read).collect()
    }

    /// How many actions of each case are open, and how many of those are overdue.
    fn open_tasks(&self, today: NaiveDate) -> Result<BTreeMap<String, (usize, usize)>, StoreError> {
        let open = DocumentQuery {
            kind: "action".to_owned(),
            states: vec!["open".to_owned(), "in-progress".to_owned()],
            ..DocumentQuery::default()
        };
        let mut tasks: BTreeMap<String, (usize, usize)> = BTreeMap::new();
        for row in self.store.briefs(&open)? {
            if let Some(case) = row.case_id {
                let (open, overdue) = tasks.entry(case).or_default();
                *open += 1;
                *overdue += usize::from(row.day.is_some_and(|due| due < today));
            }
        }
        Ok(tasks)
    }
}
