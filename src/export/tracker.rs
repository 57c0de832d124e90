//! The tracker and the action log as sheets: the county's columns, typed, in the order it reads them.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};

use super::sheet::{Sheet, SheetCell, SheetColumn, Workbook};
use crate::model::action::{Action, ActionState};
use crate::model::case::Case;
use crate::model::docs::Docs;
use crate::model::id::CaseId;
use crate::model::missing::triage;
use crate::terms::Terms;

/// The tracker with the open actions as its second sheet, of all the cases and actions that are loaded.
#[must_use]
pub fn workbook(docs: &Docs, terms: &Terms, today: NaiveDate, author: &str, made_at: DateTime<Utc>) -> Workbook {
    Workbook {
        title: format!("{} MACE tracker", terms.county.name),
        marking: terms.sharing.marking.clone(),
        author: author.to_owned(),
        created: made_at,
        sheets: vec![tracker(docs, terms, today), actions_sheet(docs.actions.values(), docs, today)],
    }
}

/// The tracker: a row a child's record, ordered by reference; open actions are counted from all that are loaded.
#[must_use]
pub fn tracker(docs: &Docs, terms: &Terms, today: NaiveDate) -> Sheet {
    let mut open: BTreeMap<&CaseId, (u32, u32)> = BTreeMap::new();
    for action in docs.actions.values().filter(|action| action.is_open()) {
        if let Some(case) = &action.raised_at.case {
            let (open, overdue) = open.entry(docs.stands_for(case)).or_default();
            *open += 1;
            *overdue += u32::from(action.is_overdue(today));
        }
    }
    let mut cases: Vec<&Case> = docs.records().collect();
    cases.sort_by_key(|case| case.label.as_str());
    let mut sheet = Sheet::new("Tracker", format!("{} MACE tracker", terms.county.name), tracker_columns(terms));
    sheet.rows = cases.iter().map(|case| row(case, open.get(&case.id).copied(), terms, today)).collect();
    sheet
}

/// The open actions, the earliest date first, those without one at the end.
#[must_use]
pub fn actions_sheet<'a>(actions: impl IntoIterator<Item = &'a Action>, docs: &Docs, today: NaiveDate) -> Sheet {
    let mut open: Vec<&Action> = actions.into_iter().filter(|action| action.is_open()).collect();
    open.sort_by_key(|action| (action.task.due.unwrap_or(NaiveDate::MAX), action.label.len(), action.label.as_str()));
    let columns = vec![
        SheetColumn::text("Reference", 11),
        SheetColumn::text("Case", 14),
        SheetColumn::text("Owner agency", 28),
        SheetColumn::text("Designation", 30),
        SheetColumn::text("Name", 20),
        SheetColumn::text("Action", 60),
        SheetColumn::text("Category", 24),
        SheetColumn::date("Raised", 12),
        SheetColumn::date("Due", 12),
        SheetColumn::text("State", 13),
        SheetColumn::number("Times carried", 10),
        SheetColumn::text("Overdue", 10),
    ];
    let mut sheet = Sheet::new("Open actions", "Open actions", columns);
    sheet.rows = open.iter().map(|action| action_row(action, docs, today)).collect();
    sheet
}

fn tracker_columns(terms: &Terms) -> Vec<SheetColumn> {
    vec![
        SheetColumn::text("Reference", 14),
        SheetColumn::text("Name", 24),
        SheetColumn::date("Date of birth", 12),
        SheetColumn::number("Age", 6),
        SheetColumn::text("Area", 9),
        SheetColumn::text("District", 16),
        SheetColumn::text("Risk", 10),
        SheetColumn::text("Trend", 20),
        SheetColumn::text("Models of exploitation", 36),
        SheetColumn::date("Opened", 12),
        SheetColumn::number("Days open", 8),
        SheetColumn::date("Last discussed", 12),
        SheetColumn::date("Review date", 12),
        SheetColumn::date("Closed", 12),
        SheetColumn::text("Outcome", 24),
        SheetColumn::text("Reason risk reduced", 28),
        SheetColumn::text("Education", 22),
        SheetColumn::text("Legal status", 24),
        SheetColumn::number("Open actions", 9),
        SheetColumn::number("Overdue actions", 9),
        SheetColumn::number(format!("Missing, {} days", terms.missing.triage_days), 10),
        SheetColumn::text("Triage", 10),
    ]
}

fn row(case: &Case, actions: Option<(u32, u32)>, terms: &Terms, today: NaiveDate) -> Vec<SheetCell> {
    let details = &case.details;
    let closed = case.closed.as_ref();
    let missing = triage(&case.episodes, today, &terms.missing);
    let (open, overdue) = actions.unwrap_or_default();
    let words = |text: Option<&String>| SheetCell::text(text.cloned().unwrap_or_default());
    vec![
        SheetCell::text(&case.label),
        SheetCell::text(&details.name),
        SheetCell::Date(details.born),
        number(case.age(today)),
        SheetCell::text(terms.area(&case.area).map_or(case.area.as_str(), |area| &area.name)),
        SheetCell::text(&details.district),
        words(case.risk.as_ref()),
        SheetCell::text(trend(case, terms)),
        SheetCell::text(details.models.join("; ")),
        SheetCell::Date(case.opened),
        number(u32::try_from(case.days_open(today)).unwrap_or(u32::MAX)),
        case.discussions.last().map(|discussion| discussion.on).into(),
        case.review_date.into(),
        closed.map(|closed| closed.on).into(),
        words(closed.map(|closed| &closed.outcome)),
        words(closed.and_then(|closed| closed.reason_reduced.as_ref())),
        words(details.education.as_ref()),
        words(details.legal_status.as_ref()),
        number(open),
        number(overdue),
        number(missing.episodes),
        SheetCell::text(if missing.met { "Triage" } else { "" }),
    ]
}

/// Where the risk is going since it was last assessed: a sign, and the same in words.
fn trend(case: &Case, terms: &Terms) -> String {
    let (Some(now), Some(before)) = (case.risk.as_deref(), case.risk_before()) else { return String::new() };
    match (terms.risk_level(before), terms.risk_level(now)) {
        (Some(was), Some(is)) if is > was => format!("▲ up from {before}"),
        (Some(was), Some(is)) if is < was => format!("▼ down from {before}"),
        (Some(_), Some(_)) => "– unchanged".to_owned(),
        _ => String::new(),
    }
}

fn action_row(action: &Action, docs: &Docs, today: NaiveDate) -> Vec<SheetCell> {
    let owner = action.task.owner.as_ref();
    let case = action.raised_at.case.as_ref().and_then(|id| docs.cases.get(docs.stands_for(id)));
    let words = |text: Option<&str>| SheetCell::text(text.unwrap_or_default());
    vec![
        SheetCell::text(&action.label),
        words(case.map(|case| case.label.as_str())),
        words(owner.map(|owner| owner.agency.as_str())),
        words(owner.map(|owner| owner.designation.as_str())),
        words(owner.map(|owner| owner.name.as_str())),
        SheetCell::text(&action.task.text),
        words(action.task.category.as_deref()),
        SheetCell::Date(action.raised_at.on),
        action.task.due.into(),
        SheetCell::text(if action.state == ActionState::InProgress { "In progress" } else { "Open" }),
        number(u32::try_from(action.times_carried()).unwrap_or(u32::MAX)),
        SheetCell::text(if action.is_overdue(today) { "Overdue" } else { "" }),
    ]
}

fn number(number: u32) -> SheetCell {
    SheetCell::Number(f64::from(number))
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{Room, day, held};
    use super::*;

    fn book(room: &Room) -> Workbook {
        let made_at = room.asked[0].0;
        workbook(&room.docs, &room.terms, day("2026-12-31"), "Tom Hale", made_at)
    }

    #[track_caller]
    fn check(sheet: &Sheet, row: usize, column: &str, expected: &SheetCell) {
        let at = sheet.columns.iter().position(|own| own.name == column).expect("a column of that name");
        assert_eq!(&sheet.rows[row][at], expected);
    }

    #[test]
    fn a_case_is_a_row_with_typed_dates() {
        let book = book(&held());
        let tracker = &book.sheets[0];
        assert_eq!(tracker.rows.len(), 2);
        check(tracker, 0, "Reference", &SheetCell::text("M-2026-001"));
        check(tracker, 0, "Date of birth", &SheetCell::Date(day("2011-03-14")));
        check(tracker, 0, "Review date", &SheetCell::Date(day("2027-01-14")));
        check(tracker, 0, "Last discussed", &SheetCell::Date(day("2026-12-03")));
        check(tracker, 0, "Area", &SheetCell::text("Mid"));
        check(tracker, 0, "Trend", &SheetCell::text("▲ up from Medium"));
        check(tracker, 0, "Days open", &SheetCell::Number(91.0));
        check(tracker, 0, "Open actions", &SheetCell::Number(3.0));
        check(tracker, 0, "Overdue actions", &SheetCell::Number(3.0));
        check(tracker, 0, "Missing, 90 days", &SheetCell::Number(1.0));
        check(tracker, 0, "Closed", &SheetCell::Empty);
        check(tracker, 1, "Trend", &SheetCell::Empty);
    }

    #[test]
    fn the_open_actions_are_the_second_sheet_the_earliest_first() {
        let book = book(&held());
        let actions = &book.sheets[1];
        let labels: Vec<_> = actions.rows.iter().map(|row| row[0].clone()).collect();
        assert_eq!(labels, ["A2", "A3", "A4", "A6", "A5"].map(SheetCell::text));
        check(actions, 0, "Times carried", &SheetCell::Number(1.0));
        check(actions, 0, "Overdue", &SheetCell::text("Overdue"));
        check(actions, 0, "Owner agency", &SheetCell::text("Police"));
        check(actions, 4, "Due", &SheetCell::Empty);
    }

    #[test]
    fn a_row_is_as_long_as_its_header_and_can_be_written() {
        let book = book(&held());
        assert!(book.sheets.iter().all(|sheet| sheet.rows.iter().all(|row| row.len() == sheet.columns.len())));
        assert!(super::super::xlsx::render(&book).is_ok());
        assert!(super::super::csv::render(&book.sheets[0]).is_ok());
    }
}
