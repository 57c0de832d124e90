//! What goes out to an agency: its own open actions, marked, and no child's name.

use std::io::Cursor;

use calamine::{Data, DataType, Range, Reader, Xlsx};

use super::super::fixture::{Room, held};
use super::*;
use crate::model::action_list::ActionRow;
use crate::model::id::Address;
use crate::model::returned::Stamp;

/// The actions of the meeting as the list across all meetings has them.
fn listed(room: &Room) -> Vec<Listed> {
    let child = |row: &ActionRow| {
        let case = room.docs.cases.get(row.case.as_ref()?)?;
        Some((case.label.clone(), case.details.name.clone()))
    };
    room.docs
        .actions
        .values()
        .map(ActionRow::of)
        .map(|row| Listed::new(row.clone(), child(&row), None, &room.terms))
        .collect()
}

fn made(agency: Option<&str>, format: &str) -> Vec<u8> {
    let room = held();
    let agency = agency.map(|slug| room.terms.organisation_called(slug).unwrap());
    let source = Actions {
        listed: &listed(&room),
        agency: agency.as_ref(),
        terms: &room.terms,
        author: "Tom Hale",
        made_at: "2026-12-31T09:00:00Z".parse().unwrap(),
    };
    source.file(format).unwrap()
}

fn words(agency: Option<&str>, format: &str) -> String {
    String::from_utf8(made(agency, format)).unwrap()
}

fn sheet(bytes: &[u8], name: &str) -> Range<Data> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    book.worksheet_range(name).unwrap()
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    std::io::read_to_string(archive.by_name(name).unwrap()).unwrap()
}

#[test]
fn an_agency_gets_its_own_open_actions_and_nothing_of_another() {
    let bytes = made(Some("police"), "xlsx");
    let page = sheet(&bytes, "Actions");
    let said: String = page.rows().flatten().map(ToString::to_string).collect::<Vec<_>>().join("\n");
    let room = held();
    let own = |listed: &&Listed| listed.agency() == Some("police") && listed.row.is_open();
    let (own, others): (Vec<Listed>, Vec<Listed>) = listed(&room).into_iter().partition(|listed| own(&listed));
    assert!(!own.is_empty() && !others.is_empty());
    for listed in &own {
        assert!(said.contains(&listed.row.text) && said.contains(&Stamp::of(listed).unwrap().to_string()));
    }
    for listed in &others {
        assert!(!said.contains(&listed.row.text), "{}", listed.row.text);
    }
    for name in ["Ava", "Marlow", "Cai", "Denby"] {
        assert!(!said.contains(name), "{name} is in {said}");
    }
}

#[test]
fn a_council_gets_its_own_and_nothing_of_another_council() {
    let room = held();
    let of = |(listed, district): (Listed, &str)| {
        let mut row = listed.row;
        row.owner.as_mut().unwrap().post = Address::new(format!("council/safeguarding/{district}"));
        Listed::new(row, listed.child, None, &room.terms)
    };
    let own = listed(&room).into_iter().filter(|listed| listed.row.is_open() && listed.row.owner.is_some());
    let all: Vec<Listed> = own.zip(["maldon", "castle-point"]).map(of).collect();
    let file = |slug: &str, format| {
        let source = Actions {
            listed: &all,
            agency: Some(&room.terms.organisation_called(slug).unwrap()),
            terms: &room.terms,
            author: "Tom Hale",
            made_at: "2026-12-31T09:00:00Z".parse().unwrap(),
        };
        source.file(format).unwrap()
    };
    for (slug, own, other) in [("council/maldon", 0, 1), ("council/castle-point", 1, 0)] {
        let page = sheet(&file(slug, "xlsx"), "Actions");
        let book = page.rows().flatten().map(ToString::to_string).collect::<Vec<_>>().join("\n");
        let mail = String::from_utf8(file(slug, "txt")).unwrap().split_whitespace().collect::<Vec<_>>().join(" ");
        for said in [book, mail] {
            let has = |at: usize| said.contains(&all[at].row.label);
            assert!(has(own) && !has(other), "{slug}: {said}");
        }
    }
}

#[test]
fn the_workbook_is_marked_says_what_to_do_and_can_be_changed_in_three_columns_only() {
    let bytes = made(Some("police"), "xlsx");
    let page = sheet(&bytes, "Actions");
    let first = page.get_value((0, 0)).and_then(Data::get_string).unwrap();
    assert!(first.starts_with("OFFICIAL-SENSITIVE: open MACE actions of Police"), "{first}");
    let heads: Vec<String> = page.rows().nth(5).unwrap().iter().map(ToString::to_string).collect();
    assert_eq!(heads[7..], ["State", "If not completed", "Outcome, or how far it is", "Stamp"]);
    let xml = part(&bytes, "xl/worksheets/sheet1.xml");
    assert!(xml.contains("<sheetProtection") && xml.contains("hidden=\"1\""), "{xml}");
    assert!(xml.contains("sqref=\"H7:H") && xml.contains("sqref=\"I7:I"), "{xml}");
    let lists = sheet(&bytes, "Lists");
    let lists: Vec<String> = lists.rows().flatten().map(ToString::to_string).collect();
    for choice in ["Open", "In progress", "Completed", "Not completed", "Not done by the agency"] {
        assert!(lists.iter().any(|own| own == choice), "{choice}: {lists:?}");
    }
    assert!(!lists.iter().any(|own| own == "Cancelled"), "only the chair cancels");
}

#[test]
fn the_chase_list_is_short_enough_for_a_mail() {
    insta::assert_snapshot!("chase-police-md", words(Some("police"), "md"));
    insta::assert_snapshot!("chase-all-txt", words(None, "txt"));
}

#[test]
fn nothing_to_chase_is_said() {
    assert!(words(Some("probation"), "txt").contains("No action is open."));
}

#[test]
fn a_calendar_gets_a_to_do_with_its_date_and_its_title_tells_no_matter() {
    let calendar = words(Some("police"), "ics");
    for expected in ["BEGIN:VTODO", "STATUS:NEEDS-ACTION", "CLASS:PRIVATE", "SUMMARY:OFFICIAL-SENSITIVE: MACE action A"]
    {
        assert!(calendar.contains(expected), "{expected}: {calendar}");
    }
    assert!(calendar.contains("DUE;VALUE=DATE:202"), "{calendar}");
    for name in ["Ava", "Marlow", "Cai", "Denby"] {
        assert!(!calendar.contains(name), "{name}: {calendar}");
    }
}

#[test]
fn every_format_can_be_had_of_one_agency_and_of_all() {
    for format in ACTIONS {
        assert!(!made(Some("police"), format).is_empty() && !made(None, format).is_empty(), "{format}");
    }
    let room = held();
    let source = Actions {
        listed: &[],
        agency: None,
        terms: &room.terms,
        author: "",
        made_at: "2026-12-31T09:00:00Z".parse().unwrap(),
    };
    assert!(source.file("pdf").unwrap_err().to_string().contains("xlsx, md"));
}
