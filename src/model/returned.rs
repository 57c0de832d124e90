//! What goes out with an action to its agency and comes back with the return: which action it is, and how it stood then.
//!
//! The stamp stands in a cell of the workbook, so it survives whatever is done to the rows around it. The action's latest
//! entry in it tells whether anything was recorded since; the sum of its words, whether they were altered.

use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;
use sha2::{Digest, Sha256};

use super::action::{Action, ActionState};
use super::action_list::Listed;
use super::id::{ActionId, EntryId};

/// What a stamp begins with; another layout would begin otherwise.
const KIND: &str = "mace1";

/// What stands where an action has no date.
const NO_DATE: &str = "-";

/// An open action as it went out to an agency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    /// What people call it.
    pub label: String,
    /// Whose it is to do, by slug: an agency's, or one council's.
    pub agency: String,
    /// How far it had come: open or in progress.
    pub state: ActionState,
    /// Its date then.
    pub due: Option<NaiveDate>,
    /// The action.
    pub action: ActionId,
    /// Its latest entry then.
    pub entry: EntryId,
    sum: String,
}

impl Stamp {
    /// The stamp of an open action as it stands; none where nobody is to do it.
    #[must_use]
    pub fn of(listed: &Listed) -> Option<Self> {
        let row = &listed.row;
        Some(Self {
            label: row.label.clone(),
            agency: listed.agency()?.to_owned(),
            state: row.state,
            due: row.due,
            action: row.action.clone(),
            entry: row.latest.clone(),
            sum: sum(&row.text),
        })
    }

    /// Whether these are the words that went out, however their lines are broken.
    #[must_use]
    pub fn is_of_words(&self, text: &str) -> bool {
        self.sum == sum(text)
    }

    /// Whether nothing was recorded of the action since.
    #[must_use]
    pub fn is_latest(&self, action: &Action) -> bool {
        self.entry == action.latest
    }
}

impl fmt::Display for Stamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { label, agency, state, due, action, entry, sum } = self;
        let state = if *state == ActionState::InProgress { "begun" } else { "open" };
        let due = due.map_or_else(|| NO_DATE.to_owned(), |due| due.to_string());
        write!(f, "{KIND} {label} {agency} {state} {due} {action} {entry} {sum}")
    }
}

/// A text that is no stamp.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoStamp;

impl FromStr for Stamp {
    type Err = NoStamp;

    fn from_str(text: &str) -> Result<Self, NoStamp> {
        let words: Vec<&str> = text.split_whitespace().collect();
        let [KIND, label, agency, state, due, action, entry, sum] = words[..] else { return Err(NoStamp) };
        let state = match state {
            "open" => ActionState::Open,
            "begun" => ActionState::InProgress,
            _ => return Err(NoStamp),
        };
        let due = if due == NO_DATE { None } else { Some(due.parse().map_err(|_| NoStamp)?) };
        Ok(Self {
            label: label.to_owned(),
            agency: agency.to_owned(),
            state,
            due,
            action: ActionId::new(action),
            entry: EntryId::new(entry),
            sum: sum.to_owned(),
        })
    }
}

/// A short sum of what a text says: of its letters and signs, for programs break lines and drop marks as they like.
fn sum(text: &str) -> String {
    let marks = |c: char| matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}');
    let said: String = text.chars().filter(|c| !c.is_whitespace() && !c.is_control() && !marks(*c)).collect();
    Sha256::digest(said).iter().take(6).map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn stamp(text: &str) -> Stamp {
        Stamp {
            label: "A3".into(),
            agency: "yos".into(),
            state: ActionState::InProgress,
            due: NaiveDate::from_ymd_opt(2026, 12, 10),
            action: ActionId::new("s1-4.a1"),
            entry: EntryId::new("s1-9.e1"),
            sum: sum(text),
        }
    }

    #[test]
    fn what_went_out_is_known_again_when_it_comes_back() {
        for due in [None, NaiveDate::from_ymd_opt(2026, 12, 10)] {
            let out = Stamp { due, ..stamp("Visit him at home") };
            assert_eq!(out.to_string().parse(), Ok(out.clone()));
            assert_eq!(format!("  {out}\n").parse(), Ok(out), "blanks around it are no matter");
        }
    }

    #[test]
    fn other_words_are_noticed_and_other_line_ends_are_not() {
        let out = stamp("Visit him\nat home, and ring the school.");
        assert!(out.is_of_words("Visit him at home,  and ring the school. "));
        assert!(!out.is_of_words("Visit her at home, and ring the school."));
        assert!(!out.is_of_words("Visit him at home."));
    }

    #[test]
    fn what_is_no_stamp_is_none() {
        let whole = stamp("Visit").to_string();
        let cut = &whole[..whole.len() - 14];
        let closed = whole.replace("begun", "completed");
        for text in ["", "A3", "mace2 A3 yos open - a e s", cut, &closed, &format!("{whole} more")] {
            assert_eq!(text.parse::<Stamp>(), Err(NoStamp), "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "\\PC{0,80}") {
            let _ = text.parse::<Stamp>();
            let broken = format!(" {text}\r\n");
            prop_assert!(stamp(&text).is_of_words(&broken));
        }
    }
}
