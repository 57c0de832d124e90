//! The agenda of a meeting as a document: what goes out with the invitations (arrangements §3, §4).
//!
//! `child` writes what is said of one child: who that is, what was said at the previous discussion, which actions are
//! open, and for a first discussion the information form. So agencies can search their records before they come.

mod child;

#[cfg(test)]
mod prepared_tests;
#[cfg(test)]
mod tests;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use super::amendments;
use super::document::{Block, Cell, Document, Field, Level, Part, TableKind};
use super::minutes::{dissent as written, part, spread, taken, words};
use crate::model::agenda::{Item, ItemKind, NewItem};
use crate::model::case::Case;
use crate::model::circulated::{Circulated, changes, differences};
use crate::model::dissent;
use crate::model::docs::Docs;
use crate::model::id::ItemId;
use crate::model::meeting::Meeting;
use crate::model::outlook::Outlook;
use crate::model::sight::Apart;
use crate::terms::Terms;
use crate::terms::calendar::london;

/// What an agenda is made from.
#[derive(Debug, Clone)]
pub struct Agenda<'a> {
    /// The meeting.
    pub meeting: &'a Meeting,
    /// The cases on its agenda with their actions, and the meetings that discussed them before, as loaded.
    pub docs: &'a Docs,
    /// The county's terms.
    pub terms: &'a Terms,
    /// When the agenda is made.
    pub made_at: DateTime<Utc>,
    /// For whom it is, where they get a part of it alone.
    pub reader: Option<&'a Apart>,
}

/// Writes the agenda as it stands.
#[must_use]
pub fn agenda(source: &Agenda<'_>) -> Document {
    let (meeting, plan) = (source.meeting, &source.meeting.plan);
    let area = words::area(source.terms, &plan.area);
    let part_of = source.terms.part(plan.part);
    let name = part_of.map_or_else(|| format!("Part {}", plan.part), |part| part.name.clone());
    let about = part_of.map_or_else(String::new, |part| format!(": {}", part.about));
    let mut parts = revised(source);
    parts.extend(items(source));
    parts.extend(taken::parts(meeting, source.docs, |item| source.shows(item)));
    parts.extend(statement(source));
    for (index, item) in meeting.items.iter().enumerate() {
        if let Some(case) = source.case(item).filter(|_| source.shows(&item.planned)) {
            parts.push(child::part(source, index + 1, item, case));
        }
    }
    parts.extend(arising(source));
    parts.push(part("contact", None, contact(source)));
    Document {
        title: format!("MACE {name} agenda"),
        subject: format!(
            "{area}{about}{}",
            source.reader.map_or_else(String::new, |one| format!(" · for {}", one.name))
        ),
        status: status(source),
        marking: source.terms.sharing.marking.clone(),
        header_left: format!("{} MACE · {area} · {name}", source.terms.county.name),
        header_right: format!("{} · agenda", words::day(plan.date)),
        foot: String::new(),
        reference: reference(source),
        language: "en-GB".to_owned(),
        author: plan.minute_taker.clone(),
        created: source.made_at,
        parts,
    }
}

impl Agenda<'_> {
    /// The day on which the agenda is made, local time.
    fn made_on(&self) -> NaiveDate {
        london(self.made_at).date()
    }

    /// Whether an item is on the agenda of whom it is for: an invitee gets their own child's alone, a member every item
    /// that is about no child (arrangements §3).
    fn shows(&self, item: &NewItem) -> bool {
        self.reader.is_none_or(|one| if item.case.is_some() { one.items.contains(&item.id) } else { !one.invited })
    }

    /// The child of an item, where the case is loaded.
    fn case(&self, item: &Item) -> Option<&Case> {
        self.docs.cases.get(item.case()?)
    }
}

/// Which version it is: what was circulated, what revises it, or neither yet.
fn status(source: &Agenda<'_>) -> String {
    let day = |sent: &Circulated| words::day(london(sent.at).date());
    match source.meeting.circulated.last() {
        None => "Not yet circulated".to_owned(),
        Some(last) if differences(source.meeting, &Outlook::of(source.docs)).is_empty() => {
            format!("Version {}, circulated on {}", last.version, day(last))
        }
        Some(last) => {
            format!("REVISED: version {}, in place of version {} of {}", last.version + 1, last.version, day(last))
        }
    }
}

/// What has changed since the agenda went out.
fn revised(source: &Agenda<'_>) -> Vec<Part> {
    let seen = |item: Option<&ItemId>| match (source.reader, item) {
        (Some(one), Some(item)) => one.items.contains(item),
        (Some(_), None) | (None, _) => true,
    };
    let changed = changes(source.meeting, &Outlook::of(source.docs)).into_iter();
    let changed: Vec<String> = changed.filter(|(item, _)| seen(item.as_ref())).map(|(_, said)| said).collect();
    let heading = Block::heading(Level::One, "Changes since the agenda went out");
    let blocks = std::iter::once(heading).chain(changed.iter().map(Block::text)).collect();
    if changed.is_empty() { vec![] } else { vec![part("changes", None, blocks)] }
}

/// What is known to arise, as the screen shows it under the last minutes: what was put right in them, and dissent that stands
/// about children who are not on the agenda, each in a part about its child. Whoever gets their own items alone gets none.
fn arising(source: &Agenda<'_>) -> Vec<Part> {
    let (meeting, docs) = (source.meeting, source.docs);
    if source.reader.is_some() {
        return Vec::new();
    }
    let amended = amendments::arisen(meeting, docs, "arising");
    let dissent = dissent::arising(meeting, docs, source.terms).into_iter().enumerate().map(|(index, (case, one))| {
        let block = written::told_before(meeting, &format!("Dissent, {}", case.label), one);
        part(format!("dissent-{}", index + 1), Some(&case.id), vec![block])
    });
    let mut parts: Vec<Part> = amended.into_iter().chain(dissent).collect();
    if !parts.is_empty() {
        parts.insert(0, part("arising", None, vec![Block::heading(Level::One, "For the matters arising")]));
    }
    parts
}

/// Date, venue, people, and how long the agenda is planned to take.
fn reference(source: &Agenda<'_>) -> Vec<Field> {
    let (meeting, plan) = (source.meeting, &source.meeting.plan);
    let known = |text: &str| if text.trim().is_empty() { "To be confirmed".to_owned() } else { text.to_owned() };
    let minutes: u32 = meeting.items.iter().map(|item| item.planned.minutes).sum();
    let at = |minutes: u32| words::clock(plan.time + TimeDelta::minutes(i64::from(minutes)));
    let mut fields = vec![
        Field::new("Date and time", format!("{} at {}", words::weekday(plan.date), words::clock(plan.time))),
        Field::new("Venue", known(&plan.venue)),
        Field::new("Chair", known(&plan.chair)),
        Field::new("Planned length", format!("{minutes} minutes, to {}", at(minutes))),
    ];
    if source.reader.is_some_and(|one| one.invited) {
        let before = meeting.items.iter().take_while(|item| !source.shows(&item.planned));
        let before: u32 = before.map(|item| item.planned.minutes).sum();
        fields.push(Field::new("Your child's item", format!("Planned for {}; please be ready before", at(before))));
    }
    fields
}

/// The items in order; a child's row is a part of that child's own.
fn items(source: &Agenda<'_>) -> Vec<Part> {
    let shown = |item: &&Item| source.shows(&item.planned);
    let others = source.meeting.items.iter().filter(|item| item.case().is_some() && !shown(item)).count();
    let rows = source.meeting.items.iter().enumerate().filter(|(_, item)| shown(item)).map(|(index, item)| {
        let planned = &item.planned;
        let late = if planned.late { " (late item)" } else { "" };
        let title = match source.case(item) {
            Some(case) => format!("{}: {}, {}{late}", case.label, case.details.name, kind(planned.kind)),
            None if planned.case.is_some() => format!("A case that is not in this store{late}"),
            None => format!("{}{late}", planned.title),
        };
        let minutes = if planned.minutes == 0 { String::new() } else { planned.minutes.to_string() };
        let row = [(index + 1).to_string(), title, responsible(source, item), minutes];
        (planned.case.clone(), row.map(Cell::text).into())
    });
    let columns = [("No", 7), ("Item", 52), ("Responsible officer", 29), ("Minutes", 12)];
    let (header, rows) = spread("agenda", TableKind::Plain, &columns, rows);
    let head = vec![Block::heading(Level::One, "Agenda"), header];
    let note = source.reader.filter(|one| !one.invited && others > 0).map(|_| {
        let children = words::capital(&words::count(others, "other child is", "other children are"));
        part("others", None, vec![Block::note(format!("{children} discussed; those items go to others alone."))])
    });
    std::iter::once(part("agenda", None, head)).chain(rows).chain(note).collect()
}

/// Who is responsible for an item: for a child, whoever presents the case.
fn responsible(source: &Agenda<'_>, item: &Item) -> String {
    let planned = item.planned.responsible.trim();
    match source.case(item).map(|case| case.details.presenter.trim()) {
        Some(presenter) if !presenter.is_empty() && planned.is_empty() => presenter.to_owned(),
        _ => planned.to_owned(),
    }
}

fn kind(kind: ItemKind) -> &'static str {
    match kind {
        ItemKind::Initial => "initial",
        ItemKind::Requested => "requested",
        ItemKind::Dissent => "dissent brought forward",
        _ => "review",
    }
}

/// The information-sharing statement, which goes out with the agenda (arrangements §6).
fn statement(source: &Agenda<'_>) -> Option<Part> {
    let statement = &source.terms.sharing.statement;
    let heading = Block::heading(Level::One, "Information-sharing statement");
    let blocks = std::iter::once(heading).chain(statement.iter().map(Block::text)).collect();
    (!statement.is_empty()).then(|| part("statement", None, blocks))
}

/// Where enquiries go, and papers are sent.
fn contact(source: &Agenda<'_>) -> Vec<Block> {
    let county = &source.terms.county;
    let mut fields =
        vec![Field::new("Enquiries", county.contact.clone()), Field::new("Business support", county.telephone.clone())];
    if let Some(area) = source.terms.area(&source.meeting.plan.area) {
        fields.push(Field::new("Papers, by secure e-mail", area.secure_email.clone()));
    }
    fields.retain(|field| field.value.iter().any(|run| !run.text.is_empty()));
    vec![Block::Together { blocks: vec![Block::heading(Level::One, "Contact"), Block::Fields { fields }] }]
}
