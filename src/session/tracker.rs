//! The tracker: every case as a list shows it, read from the rows and never from the cases themselves.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::Session;
use crate::model::alike::{Likeness, likeness};
use crate::model::id::CaseId;
use crate::model::tracker::{CaseRow, Listed};
use crate::store::{DocumentQuery, StoreError};

impl Session {
    /// Lists the cases with their open actions as of a day: those that are open, or every case there ever was.
    ///
    /// # Errors
    /// Fails when the store cannot be read.
    pub fn list_cases(&mut self, closed_too: bool, today: NaiveDate) -> Result<(), StoreError> {
        let states = if closed_too { records() } else { vec!["open".to_owned()] };
        let rows = self.case_rows(&DocumentQuery { kind: "case".to_owned(), states, ..DocumentQuery::default() })?;
        let mut tasks = self.open_tasks(today)?;
        let terms = &self.shown.terms;
        let listed = rows.into_iter().map(|row| {
            let records = std::iter::once(&row.case).chain(row.former.iter().map(|former| &former.case));
            let (open, overdue): (Vec<usize>, Vec<usize>) =
                records.filter_map(|case| tasks.remove(case.as_str())).unzip();
            let tasks = (open.iter().sum(), overdue.iter().sum());
            Listed::new(row, tasks, terms)
        });
        self.shown.tracker = listed.collect();
        Ok(())
    }

    /// Loads every case, open or closed, to be looked for among all else.
    ///
    /// # Errors
    /// Fails when the store cannot be read.
    pub fn load_cases(&mut self) -> Result<(), StoreError> {
        let query = DocumentQuery { kind: "case".to_owned(), states: records(), ..DocumentQuery::default() };
        self.shown.cases = self.case_rows(&query)?;
        // They stand with what is sought, which is sought anew now.
        self.shown.finds.meetings.clear();
        self.shown.cases.sort_by(|a, b| (a.closed.is_some(), &a.label).cmp(&(b.closed.is_some(), &b.label)));
        Ok(())
    }

    /// Every case, open or closed, that may be of a child, the likeliest first.
    ///
    /// # Errors
    /// Fails when the store cannot be read.
    pub fn cases_like(&self, name: &str, born: NaiveDate) -> Result<Vec<(Likeness, CaseRow)>, StoreError> {
        let rows =
            self.case_rows(&DocumentQuery { kind: "case".to_owned(), states: records(), ..DocumentQuery::default() })?;
        let like = |row: CaseRow| {
            let former = row.former.iter().map(|former| (former.name.as_str(), former.born));
            let known = std::iter::once((row.name.as_str(), row.born)).chain(former);
            let likeness = known.filter_map(|known| likeness((name, born), known)).min()?;
            Some((likeness, row))
        };
        let mut found: Vec<(Likeness, CaseRow)> = rows.into_iter().filter_map(like).collect();
        found.sort_by(|(one, row), (other, next)| one.cmp(other).then_with(|| row.label.cmp(&next.label)));
        Ok(found)
    }

    /// Every other record, open or closed; those that may be of the same child first, the likeliest of them at the top.
    ///
    /// # Errors
    /// Fails when the store cannot be read.
    pub fn other_records(&self, of: &CaseId) -> Result<Vec<(Option<Likeness>, CaseRow)>, StoreError> {
        let query = DocumentQuery { kind: "case".to_owned(), states: records(), ..DocumentQuery::default() };
        let (own, others): (Vec<CaseRow>, Vec<CaseRow>) =
            self.case_rows(&query)?.into_iter().partition(|row| row.case == *of);
        let Some(own) = own.into_iter().next() else { return Ok(Vec::new()) };
        let like = |row: CaseRow| (likeness((&own.name, own.born), (&row.name, row.born)), row);
        let mut found: Vec<(Option<Likeness>, CaseRow)> = others.into_iter().map(like).collect();
        found.sort_by(|(one, row), (other, next)| {
            let order = (one.is_none(), one).cmp(&(other.is_none(), other));
            order.then_with(|| row.label.cmp(&next.label))
        });
        Ok(found)
    }

    /// The rows of the cases that a query finds.
    ///
    /// # Errors
    /// Fails when the store cannot be read.
    pub(super) fn case_rows(&self, query: &DocumentQuery) -> Result<Vec<CaseRow>, StoreError> {
        self.brief_rows(query)
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

/// The states of the cases that lead to no other.
fn records() -> Vec<String> {
    ["open", "closed", super::rows::DISPUTED].map(str::to_owned).into()
}
