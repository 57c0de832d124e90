//! What was put right after minutes were approved, as it stands in front of the next version.

use super::document::{Block, Field, Level, Part, Run};
use crate::model::meeting::Meeting;
use crate::model::minutes::{Amendment, told};
use crate::terms::calendar::london;
use crate::terms::phrase::day;

/// What the names of these parts begin with.
pub const NAME: &str = "amendment-";

/// A part an amendment that followed a version, about the child of its item.
#[must_use]
pub fn parts(meeting: &Meeting, after: u32) -> Vec<Part> {
    let numbered = meeting.minutes.amendments.iter().enumerate();
    let new = numbered.filter(|(_, amendment)| amendment.after == after);
    new.map(|(index, amendment)| part(meeting, index + 1, amendment)).collect()
}

fn part(meeting: &Meeting, number: usize, amendment: &Amendment) -> Part {
    let item = amendment.item.as_ref().and_then(|id| meeting.item(id));
    let recorded = london(amendment.signed.at).date();
    let blocks = vec![
        Block::heading(Level::One, format!("Amendment {number}, to {}, {}", amendment.place(meeting), day(recorded))),
        Block::runs(vec![Run::muted(format!("Added after version {} was approved.", amendment.after))]),
        said(amendment),
    ];
    let about = item.and_then(|item| item.case()).map(ToString::to_string);
    Part { id: format!("{NAME}{number}"), about, blocks }
}

/// How it should read, why, and whose word it is.
pub(super) fn said(amendment: &Amendment) -> Block {
    let fields = vec![
        Field::new("Reads", amendment.text.clone()),
        Field::new("Because", amendment.reason.clone()),
        Field::new("Amended", told("by", &amendment.word, &amendment.signed)),
    ];
    Block::Fields { fields }
}
