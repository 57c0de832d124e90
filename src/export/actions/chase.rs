//! The open actions as a list to chase with, short enough for a mail.

use super::super::document::{Block, Document, Level, Part, Run};
use super::super::minutes::words;
use super::{Actions, case};
use crate::model::action::ActionState;
use crate::model::action_list::Listed;

/// Writes the list: agency by agency, what is past its date before the rest.
pub(super) fn chase(source: &Actions<'_>) -> Document {
    let rows = source.rows();
    let today = source.today();
    let late = rows.iter().filter(|listed| listed.row.days_late(today).is_some()).count();
    let mut parts = vec![Part { id: "intro".to_owned(), about: None, blocks: vec![Block::text(intro(&rows, late))] }];
    let mut agencies: Vec<&str> = rows.iter().map(|listed| whose(listed)).collect();
    agencies.dedup();
    for (number, agency) in agencies.into_iter().enumerate() {
        let own: Vec<&&Listed> = rows.iter().filter(|listed| whose(listed) == agency).collect();
        let mut blocks = vec![Block::heading(Level::One, agency)];
        for (heading, wanted) in [("Past their date", true), ("Still to come", false)] {
            let of = own.iter().filter(|listed| listed.row.days_late(today).is_some() == wanted);
            let items: Vec<Vec<Run>> = of.map(|listed| bullet(listed, source)).collect();
            if !items.is_empty() {
                blocks.extend([Block::heading(Level::Two, heading), Block::Bullets { items }]);
            }
        }
        parts.push(Part { id: format!("agency-{}", number + 1), about: None, blocks });
    }
    let terms = source.terms;
    Document {
        title: "MACE actions that are open".to_owned(),
        subject: format!("{} · {}", source.whose(), words::weekday(today)),
        status: String::new(),
        marking: terms.sharing.marking.clone(),
        header_left: format!("{} MACE", terms.county.name),
        header_right: format!("Open actions · {}", words::day(today)),
        foot: String::new(),
        reference: vec![],
        language: "en-GB".to_owned(),
        author: source.author.to_owned(),
        created: source.made_at,
        parts,
    }
}

/// How many there are, and what is asked for.
fn intro(rows: &[&Listed], late: usize) -> String {
    let open = match rows.len() {
        0 => return "No action is open.".to_owned(),
        1 => "One action is open".to_owned(),
        many => format!("{many} actions are open"),
    };
    let late = match late {
        0 => String::new(),
        1 => ", one of them past its date".to_owned(),
        many => format!(", {many} of them past their date"),
    };
    format!(
        "{open}{late}. Please say of each how it stands: completed, with the outcome; in progress, with how far it is; or \
         not completed, with whether circumstances changed or the agency left it undone, and why. Another date, another \
         owner or cancelling an action is for the chair."
    )
}

/// `A3 (M-2026-014), due Thu 10 Dec 2026, 12 days late: Share … YOS Regional Team Manager, Kit Lowe.`
fn bullet(listed: &Listed, source: &Actions<'_>) -> Vec<Run> {
    let row = &listed.row;
    let of = match case(listed) {
        "" => String::new(),
        case => format!(" ({case})"),
    };
    let late = match row.days_late(source.today()) {
        None => String::new(),
        Some(1) => ", 1 day late".to_owned(),
        Some(days) => format!(", {days} days late"),
    };
    let due = row.due.map_or_else(|| "no date yet".to_owned(), |due| format!("due {}", words::short_day(due)));
    let begun = if row.state == ActionState::InProgress { ", in progress" } else { "" };
    let owner = row.owner.as_ref().map_or_else(String::new, |owner| {
        let name = if owner.name.is_empty() { String::new() } else { format!(", {}", owner.name) };
        format!(" For {}{name}.", owner.short)
    });
    vec![
        Run::bold(format!("{}{of}", row.label)),
        Run::plain(format!(", {due}{late}{begun}: {}{owner}", words::sentence(&row.text))),
    ]
}

fn whose(listed: &Listed) -> &str {
    listed.organisation.as_ref().map_or("Without an owner", |own| own.name.as_str())
}
