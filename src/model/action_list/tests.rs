//! What somebody who looks through the actions would notice of their order and of what narrows them.

use super::*;
use crate::model::office::day;

const TODAY: &str = "2026-12-03";

/// An open action: its label, agency, date, and how often it was carried.
fn action(label: &str, agency: &str, due: &str, carried: usize) -> Listed {
    let owner = (!agency.is_empty()).then(|| RowOwner {
        post: Address::new(format!("{}/post", agency.to_lowercase())),
        agency: agency.to_owned(),
        short: agency.to_owned(),
        name: String::new(),
    });
    let row = ActionRow {
        action: ActionId::new(label),
        label: label.to_owned(),
        text: format!("Words of {label}"),
        owner,
        due: (!due.is_empty()).then(|| day(due)),
        state: ActionState::Open,
        raised: day("2026-10-01"),
        case: None,
        meeting: None,
        carried,
        because: None,
        note: None,
        closed: None,
        ended: None,
        unmet: None,
        latest: EntryId::new("e"),
    };
    let number: u32 = label.trim_start_matches('A').parse().unwrap();
    let child = (format!("M-2026-{number:03}"), "Robin Invented".to_owned());
    Listed::new(row, Some(child), None, &Terms::essex().unwrap())
}

fn some() -> Vec<Listed> {
    let mut closed = action("A6", "Police", "2026-11-01", 0);
    closed.row.closed = Some(day("2026-11-20"));
    closed.row.state = ActionState::Completed;
    vec![
        action("A1", "Youth", "2026-12-10", 0),
        action("A2", "Police", "2026-12-20", 1),
        action("A3", "Police", "2026-11-05", 3),
        action("A4", "", "2026-11-30", 0),
        action("A5", "Police", "", 4),
        closed,
    ]
}

#[track_caller]
fn check(narrowed: Narrowed<'_>, group: Group, expect: &[&str]) {
    let all = some();
    let found = arranged(&all, narrowed, group, day(TODAY));
    assert_eq!(found.iter().map(|at| all[*at].row.label.as_str()).collect::<Vec<_>>(), expect);
}

#[test]
fn agency_by_agency_the_longest_overdue_comes_first() {
    check(Narrowed::default(), Group::Agency, &["A4", "A3", "A5", "A2", "A1"]);
    let late = some()[2].row.days_late(day(TODAY));
    assert_eq!((late, some()[1].row.days_late(day(TODAY))), (Some(28), None));
}

#[test]
fn by_date_the_overdue_come_before_those_without_one() {
    check(Narrowed::default(), Group::Due, &["A3", "A4", "A5", "A1", "A2"]);
    let headings: Vec<String> = some().iter().map(|action| Group::Due.heading(action, day(TODAY))).collect();
    assert_eq!(headings, ["Within a week", "This month", "Overdue", "Overdue", "No date", "Closed"]);
}

#[test]
fn each_saved_filter_holds_what_it_says() {
    let saved = |saved| Narrowed { saved, ..Narrowed::default() };
    check(saved(Saved::Overdue), Group::Agency, &["A4", "A3"]);
    check(saved(Saved::Often), Group::Agency, &["A3", "A5"]);
    check(saved(Saved::NoOwner), Group::Agency, &["A4"]);
    check(saved(Saved::NoDate), Group::Agency, &["A5"]);
    check(saved(Saved::Closed), Group::Agency, &["A6"]);
    check(saved(Saved::Begun), Group::Agency, &[]);
}

#[test]
fn typing_and_one_agency_narrow_the_list_together() {
    check(Narrowed { agency: Some("police"), ..Narrowed::default() }, Group::Due, &["A3", "A5", "A2"]);
    check(Narrowed { typed: "robin youth", ..Narrowed::default() }, Group::Case, &["A1"]);
    check(Narrowed { agency: Some("police"), typed: "m-2026-002", ..Narrowed::default() }, Group::Case, &["A2"]);
}

#[test]
fn a_key_goes_through_every_way_of_grouping() {
    let round = Group::ALL.iter().fold(Group::default(), |group, _| group.next());
    assert_eq!(round, Group::default());
}
