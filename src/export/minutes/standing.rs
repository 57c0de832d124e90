//! A standing item: its notes, the actions answered and raised on it, and what it holds besides.

use super::super::amendments;
use super::super::document::{Block, Level, Part, Run};
use super::{Minutes, actions, dissent, opening, outcome, part, updates};
use crate::model::agenda::Item;
use crate::terms::Holds;

/// Writes a standing item: what concerns the whole meeting, and rows about single children in parts of theirs.
pub(super) fn parts(source: &Minutes<'_>, number: usize, item: &Item, holds: Holds) -> Vec<Part> {
    let id = format!("item-{}", item.id());
    let heading = Block::heading(Level::One, format!("{number}  {}", item.planned.title));
    let acting = item.acting_chair.as_ref();
    let acting = acting.map(|name| Block::runs(vec![Run::bold("Chaired by: "), Run::plain(name)]));
    let head = std::iter::once(heading).chain(acting).collect();
    // A table's rows follow its head from part to part, so each table closes its run of parts.
    let (roll_call, seats) = if holds == Holds::RollCall { opening::attendance(source, &id) } else { (vec![], vec![]) };
    let (answered, answers) = actions::answered(source, item, &id);
    let mut said = if holds == Holds::Statement { opening::statement(source) } else { vec![] };
    said.extend(updates::notes(item));
    if !item.updates.is_empty() {
        said.push(updates::given(source.meeting, item));
    }
    said.extend(answered);
    let mut end = outcome::places(source, item);
    end.extend(actions::raised(source, item));
    end.extend(dissent::voiced(source.meeting, item));
    let mut arose = Vec::new();
    if holds == Holds::LastMinutes {
        arose.extend(amendments::arisen(source.meeting, source.docs, &id).into_iter().chain(dissenting(source, &id)));
    }
    if seats.is_empty() && arose.is_empty() && said.is_empty() && end.is_empty() {
        said.push(Block::text(silence(holds)));
    }
    // Who has not agreed to the statement is said already, by name.
    if holds != Holds::Statement {
        end.extend(outcome::left_open(source, item));
    }

    let mut parts = vec![part(&id, None, head), part(format!("{id}-roll-call"), None, roll_call)];
    parts.extend(seats);
    parts.extend(arose);
    parts.push(part(format!("{id}-said"), None, said));
    parts.extend(answers);
    parts.push(part(format!("{id}-end"), None, end));
    parts.retain(|part| !part.blocks.is_empty());
    parts
}

/// Dissent that stands about children who are not on this agenda, each in a part about its child.
fn dissenting(source: &Minutes<'_>, id: &str) -> Vec<Part> {
    let told = dissent::arising(source).into_iter().enumerate();
    told.map(|(index, (case, block))| part(format!("{id}-dissent-{}", index + 1), Some(&case), vec![block])).collect()
}

fn silence(holds: Holds) -> &'static str {
    match holds {
        Holds::ActionLog => "No action was taken from the log.",
        _ => "Nothing was recorded on this item.",
    }
}
