//! The open actions on their way out: to one agency as the workbook that it fills in and returns, and as a list to chase
//! with, for a mail, a calendar or another program.
//!
//! What goes out names a child by the case's reference alone, and holds of each action no more than the action says: no
//! note, no other date, no other agency's part.

mod chase;
mod todos;
mod workbook;

#[cfg(test)]
mod tests;

use chrono::{DateTime, NaiveDate, Utc};

use super::produce::{ProduceError, paper};
use super::{csv, xlsx};
use crate::model::action_list::{Group, Listed, Narrowed, Saved, arranged};
use crate::terms::calendar::london;
use crate::terms::{Organisation, Terms};

/// What the open actions can be had as, the workbook first.
pub const ACTIONS: [&str; 5] = ["xlsx", "md", "txt", "ics", "csv"];

/// What the open actions are written from.
#[derive(Debug, Clone, Copy)]
pub struct Actions<'a> {
    /// Every open action that is listed.
    pub listed: &'a [Listed],
    /// The one agency or council whose they are; none for those of everybody.
    pub agency: Option<&'a Organisation>,
    /// The county's terms.
    pub terms: &'a Terms,
    /// Who makes the file.
    pub author: &'a str,
    /// When, UTC.
    pub made_at: DateTime<Utc>,
}

impl<'a> Actions<'a> {
    /// The open actions as the bytes of a file.
    ///
    /// # Errors
    /// Refuses a format that there is not, and passes on what cannot be rendered.
    pub fn file(&self, format: &str) -> Result<Vec<u8>, ProduceError> {
        Ok(match (format, self.agency) {
            ("xlsx", Some(agency)) => xlsx::render(&workbook::to_fill_in(self, agency))?,
            ("xlsx", None) => xlsx::render(&workbook::of_all(self))?,
            ("csv", _) => csv::render(&workbook::list(self))?,
            ("ics", _) => todos::todos(self).into_bytes(),
            ("md" | "txt", _) => paper(&chase::chase(self), format, &ACTIONS)?,
            (other, _) => return Err(ProduceError::Format(other.to_owned(), ACTIONS.join(", "))),
        })
    }

    /// The actions in their order: agency by agency, the longest late first.
    fn rows(&self) -> Vec<&'a Listed> {
        let agency = self.agency.map(|agency| agency.slug.as_str());
        let narrowed = Narrowed { saved: Saved::Open, agency, typed: "" };
        let places = arranged(self.listed, narrowed, Group::Agency, self.today());
        places.into_iter().filter_map(|at| self.listed.get(at)).collect()
    }

    /// Whose actions they are.
    fn whose(&self) -> &'a str {
        self.agency.map_or("every agency", |agency| agency.name.as_str())
    }

    fn today(&self) -> NaiveDate {
        london(self.made_at).date()
    }
}

/// The child's reference; empty where an action is about no child.
fn case(listed: &Listed) -> &str {
    listed.child.as_ref().map_or("", |(label, _)| label.as_str())
}
