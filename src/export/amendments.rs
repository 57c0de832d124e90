//! What was put right after minutes were approved, as it stands in front of the next version, and among the matters arising
//! of the next meeting.

use super::document::{Block, Field, Level, Part, Run};
use super::minutes::{part as part_of, words};
use crate::model::agenda::Item;
use crate::model::docs::Docs;
use crate::model::meeting::Meeting;
use crate::model::minutes::{Amendment, arising, told};
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

/// What was put right in earlier minutes and arises at a meeting, each in a part about its child.
pub(super) fn arisen(meeting: &Meeting, docs: &Docs, id: &str) -> Vec<Part> {
    let arising = arising(meeting, docs);
    let parts = arising.into_iter().enumerate().map(|(index, (of, amendment))| {
        let about = amendment.item.as_ref().and_then(|item| of.item(item)).and_then(Item::case);
        let title = format!("Amended: {} of {}", amendment.place(of), words::weekday(of.plan.date));
        let blocks = vec![Block::heading(Level::Two, title), said(amendment)];
        part_of(format!("{id}-amended-{}", index + 1), about, blocks)
    });
    parts.collect()
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
fn said(amendment: &Amendment) -> Block {
    let fields = vec![
        Field::new("Reads", amendment.text.clone()),
        Field::new("Because", amendment.reason.clone()),
        Field::new("Amended", told("by", &amendment.word, &amendment.signed)),
    ];
    Block::Fields { fields }
}
