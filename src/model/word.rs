//! A decision of the chair, and how it came into the record: at the keyboard, or given elsewhere and recorded by
//! business support.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::refusal::Refusal;
use crate::terms::phrase::day;

/// Whose word a decision is, and how it came.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Word {
    /// The chair gave it at the keyboard: whoever recorded the entry.
    #[default]
    AtKeyboard,
    /// The chair gave it elsewhere; whoever recorded the entry reports it.
    Elsewhere(Reported),
}

/// A word that was given elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reported {
    /// Who gave it.
    pub by: String,
    /// How: `by e-mail`, `by telephone`.
    pub means: String,
    /// On which day.
    pub on: NaiveDate,
}

impl Word {
    /// Whose word it is and how it came, with who recorded it: `by Ruth Oakley, by e-mail, 4 Dec 2026 (recorded by …)`.
    #[must_use]
    pub fn said(&self, recorded_by: &str, on: NaiveDate) -> String {
        match self {
            Self::AtKeyboard => format!("by {recorded_by}, {}", day(on)),
            Self::Elsewhere(told) => {
                format!("by {}, {}, {} (recorded by {recorded_by})", told.by, told.means, day(told.on))
            }
        }
    }

    /// Whose word it is.
    #[must_use]
    pub fn by<'a>(&'a self, recorded_by: &'a str) -> &'a str {
        match self {
            Self::AtKeyboard => recorded_by,
            Self::Elsewhere(told) => &told.by,
        }
    }

    /// The word with its names trimmed.
    ///
    /// # Errors
    /// A word given elsewhere says by whom and how, and was not given after today.
    pub(super) fn checked(&self, today: NaiveDate) -> Result<Self, Refusal> {
        let Self::Elsewhere(told) = self else { return Ok(Self::AtKeyboard) };
        let (by, means) = (told.by.trim().to_owned(), told.means.trim().to_owned());
        if by.is_empty() || means.is_empty() {
            return Err(Refusal::Empty("say who gave their word, and how"));
        }
        if told.on > today {
            return Err(Refusal::Date { date: told.on, why: "is still to come: nobody gave their word then" });
        }
        Ok(Self::Elsewhere(Reported { by, means, on: told.on }))
    }
}
