//! A tracker that was read of a file: every row as it will be, and what its columns are taken for.

use super::effect::After;
use super::list::Pick;
use crate::import::report::{Reading, Refused};
use crate::import::tracker::plan::{Fate, Plan};
use crate::import::tracker::{Called, TrackerRow};
use crate::model::request::Request;

/// The rows, and what becomes of each.
#[derive(Debug)]
pub struct Taking {
    /// The file's name, without its folder.
    pub file: String,
    /// Where it is.
    pub path: String,
    /// What was read; none where the columns that are needed were not found.
    pub reading: Reading<TrackerRow>,
    /// What becomes of the rows that could be read.
    pub plan: Plan,
    /// What its columns are taken for.
    pub called: Called,
    /// Every row as it is listed, in the file's order.
    pub rows: Vec<Row>,
    /// The choice among them.
    pub pick: Pick,
    /// Whether only the rows that are refused or passed over are listed.
    pub only_refused: bool,
    /// Why nothing could be read: the columns that are needed are not there by name.
    pub missing: Option<String>,
}

/// A row of the file as it is listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The sheet, and the row's number in its margin.
    pub place: (String, usize),
    /// What becomes of it.
    pub what: What,
}

/// What becomes of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// It was read: its place among the rows that were.
    Read(usize),
    /// It is refused, for each of these.
    Refused(Vec<Refused>),
    /// It is passed over, and why.
    PassedOver(String),
}

impl Row {
    /// Every row of what was read, where it stands in the file; `place` is where a row that reads stands.
    #[must_use]
    pub fn all<T>(reading: &Reading<T>, place: impl Fn(&T) -> (String, usize)) -> Vec<Self> {
        let mut rows: Vec<Self> = Vec::new();
        for (at, row) in reading.rows.iter().enumerate() {
            rows.push(Self { place: place(row), what: What::Read(at) });
        }
        for refused in &reading.refused {
            let place = (refused.sheet.clone(), refused.row);
            match rows.last_mut() {
                Some(Self { place: last, what: What::Refused(all) }) if *last == place => all.push(refused.clone()),
                _ => rows.push(Self { place, what: What::Refused(vec![refused.clone()]) }),
            }
        }
        for again in &reading.duplicates {
            let why = format!("repeats row {} of {}", again.first_row, again.first_sheet);
            rows.push(Self { place: (again.sheet.clone(), again.row), what: What::PassedOver(why) });
        }
        for hidden in &reading.hidden {
            let why = "hidden in the file: unhide it to bring it in".to_owned();
            rows.push(Self { place: (hidden.sheet.clone(), hidden.row), what: What::PassedOver(why) });
        }
        let sheets: Vec<String> = reading.rows.iter().map(|row| place(row).0).collect();
        let sheet = |name: &str| sheets.iter().position(|sheet| sheet == name).unwrap_or(usize::MAX);
        rows.sort_by_cached_key(|row| (sheet(&row.place.0), row.place.clone()));
        rows
    }
}

impl Taking {
    /// What was read, row by row; the refused ones are in it where they stand.
    #[must_use]
    pub fn new(
        (file, path): (String, String),
        reading: Reading<TrackerRow>,
        plan: Plan,
        called: Called,
        missing: Option<String>,
    ) -> Self {
        let rows = Row::all(&reading, |row| (row.sheet.clone(), row.row));
        let pick = Pick::new(rows.len());
        Self { file, path, reading, plan, called, rows, pick, only_refused: false, missing }
    }

    /// Shows every row, or only those that do not come in or whose child may be known already.
    pub(super) fn turn(&mut self) {
        self.only_refused = !self.only_refused;
        let only = self.only_refused;
        let is_plain = |row: &Row| matches!(row.what, What::Read(read) if !self.plan.like.contains_key(&read));
        let found = self.rows.iter().enumerate().filter(|(_, row)| !only || !is_plain(row));
        let found = found.map(|(at, _)| at).collect();
        self.pick.show(found);
    }

    /// What becomes of a row that was read.
    #[must_use]
    pub fn fate(&self, read: usize) -> Option<(&TrackerRow, &Fate)> {
        self.reading.rows.get(read).zip(self.plan.fates.get(read))
    }

    /// How many rows are refused.
    #[must_use]
    pub fn refused(&self) -> usize {
        self.rows.iter().filter(|row| matches!(row.what, What::Refused(_))).count()
    }

    /// It in a line: `214 rows: 12 new, 3 corrected, 195 known already, 4 refused`.
    #[must_use]
    pub fn words(&self) -> String {
        let (all, new, corrected) = (self.rows.len(), self.plan.new_cases(), self.plan.corrected());
        let (same, refused) = (self.plan.fates.len() - new - corrected, self.refused());
        let over = all - self.plan.fates.len() - refused;
        let over = if over > 0 { format!(", {over} passed over") } else { String::new() };
        let like = self.plan.like.len();
        let like = if like > 0 { format!(" ({like} may be known already)") } else { String::new() };
        format!("{all} rows: {new} new{like}, {corrected} corrected, {same} known already, {refused} refused{over}")
    }

    /// What is asked for.
    ///
    /// # Errors
    /// Says why nothing is.
    pub fn asked(&self) -> Result<(Vec<Request>, After), String> {
        if self.plan.requests.is_empty() {
            return Err("There is nothing to record: no row is new, and none changes anything.".to_owned());
        }
        let said = format!(
            "Brought in: {} new cases, {} corrected. Ctrl-Z takes all of it back.",
            self.plan.new_cases(),
            self.plan.corrected()
        );
        Ok((self.plan.requests.clone(), After::BroughtIn(said)))
    }
}
