//! Why something asked for is not recorded: what, where, and what to do.

use chrono::NaiveDate;

use super::id::EntryId;

/// A request that does not pass its check; nothing was recorded.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// It names something that the store does not hold.
    #[error("There is no {what} “{which}” here: it may have been taken back meanwhile.")]
    NoSuch {
        /// Case, meeting, item, seat, action, entry.
        what: &'static str,
        /// Which.
        which: String,
    },
    /// Somebody else changed the same entry meanwhile.
    #[error("{}", changed(theirs))]
    Conflict {
        /// What stands now.
        theirs: String,
        /// Its entry; none where it was withdrawn.
        entry: Option<EntryId>,
    },
    /// The meeting would end with children of whom nothing is said.
    #[error("Undecided, and no reason given: {cases}. Decide, or choose a reason, and end then.")]
    Undecided {
        /// Their references.
        cases: String,
    },
    /// Nothing was written.
    #[error("There is nothing to record: {0}.")]
    Empty(&'static str),
    /// The meeting is not in a state for it.
    #[error("This meeting is {state}: {remedy}.")]
    State {
        /// What it is.
        state: &'static str,
        /// What to do.
        remedy: &'static str,
    },
    /// The action is closed.
    #[error("{label} is closed already: only what is open is answered. Take back its answer to go on with it.")]
    ActionClosed {
        /// What people call it.
        label: String,
    },
    /// The action was changed since it was read; nothing was recorded.
    #[error("{label} was changed meanwhile, so nothing was recorded: leave this, look at it again, and record then.")]
    ActionChanged {
        /// What people call it.
        label: String,
    },
    /// The item is not about a child, or is.
    #[error("{0}")]
    NotHere(&'static str),
    /// The date cannot be.
    #[error("{date} {why}.")]
    Date {
        /// The date.
        date: NaiveDate,
        /// Why not.
        why: &'static str,
    },
    /// A word is not in the county's terms.
    #[error("“{word}” is no {list} in this county's terms.")]
    Word {
        /// The word.
        word: String,
        /// Which list.
        list: &'static str,
    },
    /// What is moved to another child's item stands there already.
    #[error("{case} has {what} of its own: take that one back or change it there. Nothing was moved.")]
    OfItsOwn {
        /// What.
        what: &'static str,
        /// The other child's reference.
        case: String,
    },
    /// The record was merged into another of the same child.
    #[error("{label} was merged into {into}: all that is recorded of the child is recorded there.")]
    Merged {
        /// Its reference.
        label: String,
        /// The reference of the record that stays.
        into: String,
    },
    /// The record is kept: it may not be removed now.
    #[error("{label} is not removed: {why}.")]
    Kept {
        /// Its reference.
        label: String,
        /// Why not.
        why: String,
    },
    /// The reference was not typed that confirms a removal.
    #[error("{}Type {label} to confirm the removal.", not_it(.typed))]
    Unconfirmed {
        /// The reference.
        label: String,
        /// What was typed.
        typed: String,
    },
    /// The record was removed under retention.
    #[error("{label} was removed under retention: nothing is recorded of it any more.")]
    Removed {
        /// Its reference.
        label: String,
    },
    /// What is asked was made from all that stood at a moment, and something was recorded since.
    #[error("Something was recorded meanwhile: look at it, and ask again.")]
    Meanwhile,
    /// It exists already.
    #[error("{what} is there already: {which}.")]
    Already {
        /// What.
        what: &'static str,
        /// Which.
        which: String,
    },
}

/// What is said of something that was typed and is not the reference, before that is asked for.
fn not_it(typed: &str) -> String {
    if typed.is_empty() { String::new() } else { format!("“{typed}” is not it. ") }
}

/// What is said of something that somebody else changed, or took out.
fn changed(theirs: &str) -> String {
    match theirs {
        "" => "This was taken out meanwhile. Your text is still here.".to_owned(),
        theirs => format!("This was changed meanwhile, and now reads: “{theirs}”. Your text is still here."),
    }
}
