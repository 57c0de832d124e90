//! Actions: those answered on an item, those raised on it, and all that the meeting raised.

use chrono::NaiveDate;

use super::super::document::{Block, Cell, Level, Part, Run, TableKind};
use super::{Minutes, spread, table, words};
use crate::model::action::{Action, Answer, Step, Unmet};
use crate::model::agenda::Item;
use crate::model::id::CaseId;
use crate::model::meeting::Meeting;

const NEW: [(&str, u16); 4] = [("Ref", 9), ("Action", 44), ("Owner", 28), ("Due", 19)];
const BEFORE: [(&str, u16); 5] = [("Ref", 9), ("Action", 26), ("Owner", 22), ("Due", 19), ("Answer", 24)];
const LOG: [(&str, u16); 5] = [("Ref", 14), ("Action", 24), ("Owner", 22), ("Due", 19), ("Answer", 21)];
const ALL: [(&str, u16); 5] = [("Ref", 9), ("Case", 14), ("Action", 33), ("Owner", 25), ("Due", 19)];

/// The actions agreed on an item, under their heading; none gives no block.
pub(super) fn raised(source: &Minutes<'_>, item: &Item) -> Vec<Block> {
    let rows: Vec<_> = raised_here(source, Some(item))
        .into_iter()
        .map(|action| {
            let owner = owner(action, source.meeting);
            vec![Cell::text(&action.label), Cell::text(&action.task.text), owner, agreed_due(action)]
        })
        .collect();
    if rows.is_empty() {
        return vec![];
    }
    vec![Block::heading(Level::Two, "New actions"), table(TableKind::Actions, &NEW, rows)]
}

/// What became of the child's earlier actions: every one that was open, answered or not; none gives no block.
pub(super) fn earlier(source: &Minutes<'_>, item: &Item, case: &CaseId) -> Vec<Block> {
    let meeting = source.meeting;
    let held = meeting.plan.date;
    // What was merged into the record later was another's when this meeting was held.
    let record = source.docs.cases.get(case);
    let former: Vec<&CaseId> = record.map_or_else(Vec::new, |case| case.former_at(meeting.ended_at).collect());
    let open_then = |action: &&Action| {
        let elsewhere = action.raised_at.at.as_ref().is_none_or(|(m, i)| *m != meeting.id || i != item.id());
        let open = action.raised_at.on <= held && action.closed.is_none_or(|closed| closed >= held);
        elsewhere
            && action.raised_at.case.as_ref().is_some_and(|own| own == case || former.contains(&own))
            && (open || action.answered_at(&meeting.id, item.id()).is_some())
    };
    let rows: Vec<_> = words::by_label(source.docs.actions.values().filter(open_then))
        .into_iter()
        .map(|action| answer_row(meeting, item, action, action.label.clone()))
        .collect();
    if rows.is_empty() {
        return vec![];
    }
    vec![Block::heading(Level::Two, "Earlier actions"), table(TableKind::Actions, &BEFORE, rows)]
}

/// The actions answered on a standing item: the head of a table, and its rows about one child each.
pub(super) fn answered(source: &Minutes<'_>, item: &Item, id: &str) -> (Vec<Block>, Vec<Part>) {
    let answered = item.answered.iter().filter_map(|id| source.docs.actions.get(id));
    let rows = words::by_label(answered).into_iter().map(|action| {
        let case = action.raised_at.case.as_ref();
        let reference = case.map_or_else(String::new, |_| format!("\n{}", source.reference_of(case)));
        (case.cloned(), answer_row(source.meeting, item, action, format!("{}{reference}", action.label)))
    });
    let (header, rows) = spread(&format!("{id}-action"), TableKind::Actions, &LOG, rows);
    if rows.is_empty() { (vec![], rows) } else { (vec![header], rows) }
}

/// Every action that the meeting raised: the head of a table, and its rows; none of either when it raised none.
pub(super) fn all(source: &Minutes<'_>) -> (Vec<Block>, Vec<Part>) {
    let rows = raised_here(source, None).into_iter().map(|action| {
        let case = action.raised_at.case.as_ref();
        let row = vec![
            Cell::text(&action.label),
            Cell::text(source.reference_of(case)),
            Cell::text(&action.task.text),
            owner(action, source.meeting),
            agreed_due(action),
        ];
        (case.cloned(), row)
    });
    let (header, rows) = spread("all-actions", TableKind::Actions, &ALL, rows);
    if rows.is_empty() { (vec![], rows) } else { (vec![header], rows) }
}

fn raised_here<'a>(source: &Minutes<'a>, item: Option<&Item>) -> Vec<&'a Action> {
    words::by_label(source.docs.actions.values().filter(|action| {
        let at = action.raised_at.at.as_ref();
        at.is_some_and(|(m, i)| *m == source.meeting.id && item.is_none_or(|item| i == item.id()))
    }))
}

fn answer_row(meeting: &Meeting, item: &Item, action: &Action, label: String) -> Vec<Cell> {
    let answers: Vec<(&Step, &Answer)> = action.answers().collect();
    let here =
        answers.iter().rposition(|(step, _)| step.at.as_ref().is_some_and(|(m, i)| *m == meeting.id && i == item.id()));
    let carries = |before: usize| answers[..before].iter().filter(|(_, answer)| is_carry(answer)).count();
    let before = here.map_or_else(|| earlier_carries(action, meeting.plan.date), carries);
    let answer = match here.map(|index| answers[index].1) {
        None => "Not answered at this meeting.".to_owned(),
        Some(Answer::Done { outcome }) if outcome.trim().is_empty() => "Done; no outcome was recorded.".to_owned(),
        Some(Answer::Done { outcome }) => words::because("Done", outcome),
        Some(Answer::NotDone { because, kind }) => {
            words::because(&words::capital(&Unmet::said(kind.as_ref())), because)
        }
        Some(Answer::Carry { to, because, .. }) => {
            let times = words::ordinal(before + 1);
            words::because(&format!("Carried to {}, for the {times} time", words::short_day(*to)), because)
        }
    };
    let due = due_then(action, before);
    vec![Cell::text(label), Cell::text(&action.task.text), owner(action, meeting), due_cell(due), Cell::text(answer)]
}

/// How often it had been carried before that day, for an action the meeting did not speak of.
fn earlier_carries(action: &Action, held: NaiveDate) -> usize {
    action.answers().filter(|(step, answer)| step.on < held && is_carry(answer)).count()
}

fn is_carry(answer: &Answer) -> bool {
    matches!(answer, Answer::Carry { .. })
}

/// The date as it stood after so many carries: each later carry remembers what it moved.
fn due_then(action: &Action, carries: usize) -> Option<NaiveDate> {
    action.carried.get(carries).map_or(action.task.due, |carried| carried.from)
}

fn agreed_due(action: &Action) -> Cell {
    due_cell(due_then(action, 0))
}

fn due_cell(due: Option<NaiveDate>) -> Cell {
    Cell::text(due.map_or_else(|| "No date was agreed".to_owned(), words::short_day))
}

/// Whose it was when the meeting was held.
fn owner(action: &Action, meeting: &Meeting) -> Cell {
    let Some(owner) = action.owner_on(meeting.plan.date) else { return Cell::text("No owner was agreed") };
    let post = format!("{}, {}", owner.agency, owner.designation);
    if owner.name.is_empty() {
        Cell::text(post)
    } else {
        Cell::runs(vec![Run::plain(&owner.name), Run::muted(format!("\n{post}"))])
    }
}
