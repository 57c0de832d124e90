//! A decision of the chair, and how it came into the record: at the keyboard, or given elsewhere and recorded by
//! business support.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::decide::Today;
use super::decide_said::words;
use super::refusal::Refusal;
use crate::terms::phrase::day;

/// The word of the chair who decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChairsWord {
    /// Who chairs.
    pub chair: String,
    /// How it was given elsewhere; none where the chair was at the keyboard.
    pub elsewhere: Option<Elsewhere>,
}

/// How the chair's word reached whoever recorded it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Elsewhere {
    /// By which means, in the words of the terms.
    pub means: String,
    /// When.
    pub on: NaiveDate,
}

impl ChairsWord {
    /// The word of a chair who is at the keyboard.
    #[must_use]
    pub fn at_keyboard(chair: impl Into<String>) -> Self {
        Self { chair: chair.into(), elsewhere: None }
    }

    /// `Pat Vale, by e-mail, 4 Dec 2026`; or that the chair was at the keyboard.
    #[must_use]
    pub fn said(&self) -> String {
        self.elsewhere.as_ref().map_or_else(
            || format!("{}, at the keyboard", self.chair),
            |elsewhere| format!("{}, {}, {}", self.chair, elsewhere.means.to_lowercase(), day(elsewhere.on)),
        )
    }

    /// The word, where it says who gave it, and if elsewhere, by which means and when.
    ///
    /// # Errors
    /// Refuses a word of nobody, one that is still to be given, and means that the terms do not know.
    pub(super) fn checked(&self, today: Today<'_>) -> Result<Self, Refusal> {
        let chair = words(&self.chair, "it is not said who chairs")?;
        if let Some(elsewhere) = &self.elsewhere {
            if elsewhere.on > today.day() {
                let why = "is to come: the chair's word is recorded once given";
                return Err(Refusal::Date { date: elsewhere.on, why });
            }
            if !today.terms.vocabulary.means.iter().any(|word| word.name == elsewhere.means) {
                return Err(Refusal::Word { word: elsewhere.means.clone(), list: "means" });
            }
        }
        Ok(Self { chair, elsewhere: self.elsewhere.clone() })
    }
}
