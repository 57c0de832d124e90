//! What the agenda says of one child, in a part of that child's own.

use super::super::document::{Block, Cell, Field, Level, Part, TableKind};
use super::super::minutes::{Minutes, discussion, dissent, part as new_part, table, words};
use super::Agenda;
use crate::model::agenda::{Item, ItemKind};
use crate::model::case::Case;
use crate::model::checks::brought_forward;
use crate::model::form::Form;
use crate::model::missing;
use crate::model::since::since;

/// Writes who the child is, what was said last time, which actions are open, and for a case that is new to the
/// meeting what the information form tells.
pub(super) fn part(source: &Agenda<'_>, number: usize, item: &Item, case: &Case) -> Part {
    let mut blocks = vec![
        Block::heading(Level::One, format!("{number}  {}: {}", case.label, case.details.name)),
        Block::Fields { fields: facts(source, item, case) },
    ];
    if !case.details.concern.trim().is_empty() {
        blocks.push(Block::heading(Level::Two, "Reason for concern"));
        blocks.push(Block::text(case.details.concern.trim()));
    }
    let forward = brought_forward(source.meeting, item, case);
    blocks.extend(forward.map(|one| dissent::told_before(source.meeting, "Dissent brought forward", one)));
    if item.planned.kind != ItemKind::Review {
        blocks.extend(case.forms.last().map(|filed| form(source, &filed.form)).unwrap_or_default());
    }
    blocks.extend(open_actions(source, case));
    blocks.extend(previous(source, case));
    new_part(format!("item-{}", item.id()), Some(&case.id), blocks)
}

/// What an agency needs to find the child in its own records, and where the case stands.
fn facts(source: &Agenda<'_>, item: &Item, case: &Case) -> Vec<Field> {
    let held = source.meeting.plan.date;
    let details = &case.details;
    let mut fields = vec![];
    let mut line = |label: &str, text: String| {
        if !text.is_empty() {
            fields.push(Field::new(label, text));
        }
    };
    line("Date of birth", format!("{} (aged {} at the meeting)", words::day(details.born), case.age(held)));
    line("District", details.district.clone());
    line("Discussion", words::discussion(item.planned.kind).to_owned());
    line("Presented by", details.presenter.clone());
    line("Risk level", case.risk.clone().unwrap_or_else(|| "Not assessed".to_owned()));
    line("Models of exploitation", details.models.join("; "));
    line("Legal status", details.legal_status.clone().unwrap_or_default());
    line("Education", details.education.clone().unwrap_or_default());
    line("Open to MACE since", words::day(case.opened));
    line("Review due", case.review_date.map(words::weekday).unwrap_or_default());
    line("Missing", missing_count(source, case));
    fields
}

fn missing_count(source: &Agenda<'_>, case: &Case) -> String {
    let rules = &source.terms.missing;
    let found = missing::triage(&case.episodes, source.made_on(), rules);
    match usize::try_from(found.episodes).unwrap_or(usize::MAX) {
        0 => String::new(),
        number => {
            let episodes = words::capital(&words::count(number, "episode", "episodes"));
            let trigger = if found.met { "; the trigger for triage is met" } else { "" };
            format!("{episodes} in the last {} days{trigger}", rules.triage_days)
        }
    }
}

/// The information form, answer by answer.
fn form(source: &Agenda<'_>, form: &Form) -> Vec<Block> {
    let received = words::day(form.received);
    let from = match (form.professional.trim(), form.agency.trim()) {
        ("", "") => format!("Received {received}."),
        ("", who) | (who, "") => format!("From {who}, received {received}."),
        (who, agency) => format!("From {who}, {agency}, received {received}."),
    };
    let mut blocks = vec![Block::heading(Level::Two, "Information form"), Block::text(from)];
    for section in &source.terms.template.sections {
        let answers = section.fields.iter().filter_map(|field| form.answers.iter().find(|a| a.key == field.key));
        let fields: Vec<Field> = answers.map(|answer| Field::new(&answer.label, &answer.text)).collect();
        if !fields.is_empty() {
            blocks.push(Block::heading(Level::Three, &section.title));
            blocks.push(Block::Fields { fields });
        }
    }
    blocks
}

fn open_actions(source: &Agenda<'_>, case: &Case) -> Vec<Block> {
    let open = source.docs.actions_of(&case.id);
    let rows: Vec<_> = words::by_label(open.filter(|action| action.is_open()))
        .into_iter()
        .map(|action| {
            let owner = action.task.owner.as_ref().map_or_else(String::new, |owner| owner.agency.clone());
            let due = action.task.due.map_or_else(|| "No date".to_owned(), words::short_day);
            [action.label.clone(), action.task.text.clone(), owner, due].map(Cell::text).into()
        })
        .collect();
    if rows.is_empty() {
        return vec![];
    }
    let columns = [("Ref", 8), ("Action", 46), ("Owner", 26), ("Due", 20)];
    vec![Block::heading(Level::Two, "Open actions"), table(TableKind::Actions, &columns, rows)]
}

/// The minutes of the previous discussion, embedded (arrangements §3), and what changed since.
fn previous(source: &Agenda<'_>, case: &Case) -> Vec<Block> {
    let held = source.meeting.plan.date;
    let Some(before) = case.discussed_before(held) else { return vec![] };
    let mut blocks = vec![Block::heading(Level::Two, format!("Previous discussion, {}", words::weekday(before.on)))];
    let actions: Vec<_> = source.docs.actions_of(&case.id).collect();
    let changed = since(case, &actions, before.on, source.made_on()).words();
    if !changed.is_empty() {
        blocks.push(Block::note(format!("Since then: {changed}.")));
    }
    let meeting = source.docs.meetings.get(&before.meeting);
    let item = meeting.and_then(|meeting| meeting.item(&before.item));
    match meeting.zip(item) {
        Some((meeting, item)) => {
            let (docs, terms) = (source.docs, source.terms);
            let minutes = Minutes { meeting, docs, terms, next_meeting: None, made_at: source.made_at };
            blocks.extend(discussion(&minutes, item));
        }
        None => blocks.push(Block::text("Its minutes are not in this store.")),
    }
    blocks
}
