//! The open actions as sheets: one that an agency fills in and sends back, and a plain list.

use super::super::sheet::{Sheet, SheetCell, SheetColumn, Workbook};
use super::{Actions, case};
use crate::model::action::ActionState;
use crate::model::action_list::Listed;
use crate::model::returned::Stamp;
use crate::terms::phrase::weekday_day;
use crate::terms::{Organisation, Word};

/// The states that an agency can give an action; cancelling one is the chair's.
const STATES: [&str; 4] = ["Open", "In progress", "Completed", "Not completed"];

/// The workbook that an agency fills in and returns: its own open actions, with lists to choose from, and everything else
/// protected.
pub(super) fn to_fill_in(source: &Actions<'_>, agency: &Organisation) -> Workbook {
    let not_done: Vec<&str> = source.terms.vocabulary.not_done.iter().map(|Word { name, .. }| name.as_str()).collect();
    let columns = vec![
        SheetColumn::text("Reference", 10),
        SheetColumn::text("Case", 13),
        SheetColumn::text("Post", 20),
        SheetColumn::text("Name", 18),
        SheetColumn::text("Action", 50),
        SheetColumn::date("Raised", 12),
        SheetColumn::date("Due", 12),
        SheetColumn::text("State", 15).choices(STATES).editable(),
        SheetColumn::text("If not completed", 24).choices(not_done).editable(),
        SheetColumn::text("Outcome, or how far it is", 50).editable(),
        SheetColumn::text("Stamp", 10).hidden(),
    ];
    let mut sheet = Sheet::new("Actions", format!("MACE actions of {}", agency.name), columns);
    sheet.above = vec![
        format!(
            "{}: open MACE actions of {}, {}",
            source.terms.sharing.marking,
            agency.name,
            weekday_day(source.today())
        ),
        "For each action choose its State, and write in the column Outcome. Completed needs the outcome in words. In \
         progress needs how far it is."
            .to_owned(),
        "Not completed needs which of the two it is, in the column beside the State, and why. Leave alone what has not \
         moved."
            .to_owned(),
        "Nothing else can be changed here: ask the chair for another date, another owner, or to cancel an action."
            .to_owned(),
        format!(
            "Save the file and return it by secure e-mail to business support: {}, {}.",
            source.terms.county.contact, source.terms.county.telephone
        ),
    ];
    sheet.rows = source.rows().into_iter().map(row_to_fill_in).collect();
    sheet.protected = true;
    book(source, sheet)
}

fn row_to_fill_in(listed: &Listed) -> Vec<SheetCell> {
    let row = &listed.row;
    let owner = row.owner.as_ref();
    vec![
        SheetCell::text(&row.label),
        SheetCell::text(case(listed)),
        SheetCell::text(owner.map_or("", |owner| &owner.short)),
        SheetCell::text(owner.map_or("", |owner| &owner.name)),
        SheetCell::text(&row.text),
        SheetCell::Date(row.raised),
        row.due.into(),
        SheetCell::text(state(row.state)),
        SheetCell::Empty,
        SheetCell::Empty,
        SheetCell::text(Stamp::of(listed).map_or_else(String::new, |stamp| stamp.to_string())),
    ]
}

/// The workbook of everybody's open actions, to look at.
pub(super) fn of_all(source: &Actions<'_>) -> Workbook {
    book(source, list(source))
}

/// The open actions as a plain list.
pub(super) fn list(source: &Actions<'_>) -> Sheet {
    let columns = vec![
        SheetColumn::text("Reference", 10),
        SheetColumn::text("Case", 13),
        SheetColumn::text("Agency", 28),
        SheetColumn::text("Post", 20),
        SheetColumn::text("Name", 18),
        SheetColumn::text("Action", 60),
        SheetColumn::date("Raised", 12),
        SheetColumn::date("Due", 12),
        SheetColumn::number("Days late", 8),
        SheetColumn::text("State", 13),
        SheetColumn::number("Times carried", 10),
    ];
    let mut sheet = Sheet::new("Open actions", "Open MACE actions", columns);
    let today = source.today();
    let number = |number: i64| SheetCell::Number(f64::from(i32::try_from(number).unwrap_or(i32::MAX)));
    sheet.rows = source
        .rows()
        .into_iter()
        .map(|listed| {
            let row = &listed.row;
            let owner = row.owner.as_ref();
            vec![
                SheetCell::text(&row.label),
                SheetCell::text(case(listed)),
                SheetCell::text(listed.organisation.as_ref().map_or("", |own| &own.name)),
                SheetCell::text(owner.map_or("", |owner| &owner.short)),
                SheetCell::text(owner.map_or("", |owner| &owner.name)),
                SheetCell::text(&row.text),
                SheetCell::Date(row.raised),
                row.due.into(),
                row.days_late(today).map_or(SheetCell::Empty, number),
                SheetCell::text(state(row.state)),
                number(i64::try_from(row.carried).unwrap_or(i64::MAX)),
            ]
        })
        .collect();
    sheet
}

fn book(source: &Actions<'_>, sheet: Sheet) -> Workbook {
    Workbook {
        title: format!("{} MACE actions of {}", source.terms.county.name, source.whose()),
        marking: source.terms.sharing.marking.clone(),
        author: source.author.to_owned(),
        created: source.made_at,
        sheets: vec![sheet],
    }
}

/// How far an open action has come, as the list to choose from has it.
fn state(state: ActionState) -> &'static str {
    if state == ActionState::InProgress { STATES[1] } else { STATES[0] }
}
