//! Judges how long a record is kept: a legal hold, its end, and whether it may be removed now.

use super::case::{Case, CaseChange};
use super::change::Decided;
use super::decide::{Today, of_case};
use super::decide_said::words;
use super::docs::Docs;
use super::id::CaseId;
use super::refusal::Refusal;
use super::retention::{Removed, RetentionChange};
use super::tracker::CaseRow;
use super::word::ChairsWord;
use crate::terms::phrase::day;

/// What is asked about how long a record is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ForRetention {
    /// A legal hold begins.
    Hold {
        /// Why.
        because: String,
    },
    /// It ends.
    EndHold {
        /// Why.
        because: String,
    },
}

/// That a record is to be removed, as the chair confirms it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Removal {
    /// Which.
    pub case: CaseId,
    /// The reference, as it was typed to confirm it.
    pub typed: String,
    /// Why.
    pub because: String,
    /// Whose word it is.
    pub word: ChairsWord,
}

pub(super) fn decide(docs: &Docs, case: &CaseId, asked: &ForRetention) -> Result<Vec<Decided>, Refusal> {
    let case = docs.case(case)?;
    let change = match (asked, &case.hold) {
        (ForRetention::Hold { because }, _) => {
            RetentionChange::Held { because: words(because, "a legal hold says why")? }
        }
        (ForRetention::EndHold { because }, Some(_)) => {
            RetentionChange::HoldEnded { because: words(because, "the end of a legal hold says why")? }
        }
        (ForRetention::EndHold { .. }, None) => return Err(Refusal::NotHere("No legal hold is on this record.")),
    };
    Ok(vec![of_case(&case.id, CaseChange::Retention(change))])
}

/// Whether a record may be removed now; what is to stay of it, but for its labels and the count of entries.
///
/// # Errors
/// Refuses one that is open, held, or not due under the terms, and one whose reference was not typed.
pub fn removable(case: &Case, removal: &Removal, today: Today<'_>) -> Result<Removed, Refusal> {
    let keeps = |why: String| Refusal::Kept { label: case.label.clone(), why };
    if let Some(removed) = &case.removed {
        return Err(keeps(format!("it was removed already, by the word of {}", removed.word.said())));
    }
    if let Some(hold) = &case.hold {
        return Err(keeps(format!("a legal hold is on it: {}", hold.because)));
    }
    if case.closed.is_none() {
        return Err(keeps("it is open: only a closed record is removed".to_owned()));
    }
    if let Some(dissent) = case.open_dissents().next() {
        return Err(keeps(format!("the dissent of {} is not resolved", dissent.voiced.by.short)));
    }
    let due = CaseRow::of(case).retention(today.terms);
    if due.on > today.day() {
        return Err(keeps(format!("it is due from {} ({})", day(due.on), due.rule())));
    }
    let (because, word) = (words(&removal.because, "a removal says why")?, removal.word.checked(today)?);
    let typed = removal.typed.trim();
    if !typed.eq_ignore_ascii_case(&case.label) {
        return Err(Refusal::Unconfirmed { label: case.label.clone(), typed: typed.to_owned() });
    }
    Ok(Removed {
        label: case.label.clone(),
        area: case.area.clone(),
        opened: case.opened,
        labels: Vec::new(),
        entries: 0,
        rule: due.rule(),
        because,
        word,
    })
}
