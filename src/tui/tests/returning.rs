//! Actions go out to an agency as a workbook, and its return comes in: what is new, what was changed meanwhile, what is
//! refused.

use std::fs;
use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};

use super::Desk;
use crate::model::action::{Action, ActionState};

/// What an agency fills in of an action: its place among the rows, and the three columns.
type Filled<'a> = (usize, &'a str, &'a str, &'a str);

impl Desk {
    /// Sends out the actions of the police from the list of actions, and gives the file's path.
    fn sends_out(&mut self) -> String {
        let folder = self.folder.path().to_str().unwrap().to_owned();
        self.keys("Afmplo<Enter>a<Esc>O").shows("Actions of").shows("actions-police-2026-12-03.xlsx");
        self.keys("<Tab><Tab><Tab><C-a>").keys(&folder).keys("<C-s>").says("Saved");
        format!("{folder}/actions-police-2026-12-03.xlsx")
    }

    /// Sends the same out once more, in the place of what was saved before.
    fn sends_over(&mut self, file: &str) {
        fs::remove_file(file).unwrap();
        self.keys("<Esc>q");
        assert_eq!(self.sends_out(), file);
    }

    /// Brings a return in, up to its rows.
    fn brings(&mut self, path: &str) -> &mut Self {
        self.keys("I").shows("Bring in an agency's return");
        self.paste(path);
        self.keys("<Enter>")
    }

    fn action(&mut self, label: &str) -> Action {
        self.session_mut().load_labelled_action(label).unwrap();
        self.session().shown().docs.actions.values().find(|action| action.label == label).unwrap().clone()
    }
}

/// Fills a workbook in as an agency does, whose program saves it with its rows turned round and a column put in front;
/// gives the actions' labels in the order in which they went out.
pub(super) fn fill_in(path: &str, filled: &[Filled<'_>]) -> Vec<String> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(fs::read(path).unwrap())).unwrap();
    let range = book.worksheet_range("Actions").unwrap();
    let mut rows: Vec<Vec<String>> = range.rows().map(|row| row.iter().map(shown).collect()).collect();
    let head = rows.iter().position(|row| row[0] == "Reference").unwrap();
    let mut below = rows.split_off(head + 1);
    let labels = below.iter().map(|row| row[0].clone()).collect();
    for (at, state, which, outcome) in filled {
        for (column, said) in [(7, state), (8, which), (9, outcome)] {
            below[*at][column] = (*said).to_owned();
        }
    }
    below.reverse();
    let mut made = rust_xlsxwriter::Workbook::new();
    let page = made.add_worksheet();
    page.set_name("Actions").unwrap();
    for (at, row) in (0..).zip(rows.iter().chain(&below)) {
        page.write_string(at, 0, if at == u32::try_from(head).unwrap() { "Our own number" } else { "" }).unwrap();
        for (column, said) in (1..).zip(row) {
            page.write_string(at, column, said).unwrap();
        }
    }
    fs::write(path, made.save_to_buffer().unwrap()).unwrap();
    labels
}

fn shown(cell: &Data) -> String {
    match cell {
        Data::DateTime(at) => at.as_datetime().unwrap().format("%d/%m/%Y").to_string(),
        other => other.to_string(),
    }
}

/// A return with a row of each kind, the one chosen that was changed meanwhile.
pub(super) fn returned() -> Desk {
    let mut desk = Desk::new();
    let file = desk.sends_out();
    let last = fill_in(&file, &[]).len() - 1;
    desk.sends_over(&file);
    let filled = [
        (0, "Completed", "", "Seen at home on 1 December. He took the leaflet, and will come to the group."),
        (1, "Not completed", "Not done by the agency", "The worker was off sick, and nobody stood in."),
        (last, "Cancelled", "", "No longer needed."),
    ];
    fill_in(&file, &filled);
    desk.keys("<Home>pRang twice; nobody was at home.<C-s>").brings(&file).keys("<End>");
    desk
}

#[test]
fn a_return_is_shown_old_and_new_and_recorded_together() {
    let mut desk = Desk::new();
    let file = desk.sends_out();
    let began = desk.entries();
    let agency = "Not done by the agency";
    let filled = [(0, "Completed", "", "Seen at home on 1 Dec."), (1, "Not completed", agency, "Nobody was free.")];
    let labels = fill_in(&file, &filled);
    desk.brings(&file).shows("Return of Police").shows("2 to record").shows("→ completed");
    assert_eq!(desk.entries(), began, "nothing is recorded before it is confirmed");
    desk.keys("<Enter>").says("2 actions");
    let (done, not) = (desk.action(&labels[0]), desk.action(&labels[1]));
    assert_eq!((done.state, done.outcome.as_deref()), (ActionState::Completed, Some("Seen at home on 1 Dec.")));
    assert!(not.state == ActionState::NotCompleted && not.unmet.unwrap().by_agency);
    desk.brings(&file).shows("2 recorded already").keys("<Enter>").says("nothing to record").keys("<Esc>");
    desk.keys("<C-z>").says("Taken back");
    assert!(desk.action(&labels[0]).is_open() && desk.action(&labels[1]).is_open(), "all of it was one request");
}

#[test]
fn what_was_changed_meanwhile_is_chosen_before_anything_is_recorded() {
    let mut desk = Desk::new();
    let file = desk.sends_out();
    let filled = [(0, "Completed", "", "Seen at home on 1 Dec."), (1, "In progress", "", "Half of it is done.")];
    let labels = fill_in(&file, &filled);
    desk.keys("<Home>pNobody was at home.<C-s>").says("Recorded");
    desk.brings(&file).shows("1 to record, 1 changed meanwhile, to choose").keys("<End>");
    desk.shows("Nobody was at home.").shows("Seen at home on 1 Dec.");
    let before = desk.entries();
    desk.keys("<Enter>").says(&format!("{} was changed meanwhile", labels[0]));
    assert_eq!(desk.entries(), before);
    desk.keys("<End>n").shows("1 left out").keys("r").shows("– leave out").hides("✓ record").keys("r<End>y");
    desk.shows("2 to record").keys("<Enter>").says("2 actions");
    assert_eq!(desk.action(&labels[0]).state, ActionState::Completed);
    assert_eq!(desk.action(&labels[1]).state, ActionState::InProgress);
}

#[test]
fn what_is_left_out_stays_as_it_stands() {
    let mut desk = Desk::new();
    let file = desk.sends_out();
    let filled = [(0, "Completed", "", "Seen at home."), (1, "Completed", "", "Sent.")];
    let labels = fill_in(&file, &filled);
    desk.brings(&file).keys("<End>n<Enter>").says("1 action");
    assert!(desk.action(&labels[0]).is_open());
    assert_eq!(desk.action(&labels[1]).state, ActionState::Completed);
}

#[test]
fn what_was_closed_meanwhile_or_says_nothing_has_nothing_to_choose() {
    let mut desk = Desk::new();
    let file = desk.sends_out();
    fill_in(&file, &[(0, "Completed", "", "Seen at home.")]);
    desk.keys("<Home>dThe school nurse saw him.<C-s>").says("Recorded");
    desk.brings(&file)
        .shows("1 closed meanwhile")
        .keys("<End>")
        .shows("The school nurse saw him.")
        .shows("Seen at home.");
    desk.keys("y").says("closed by now").keys("<Home>y").says("says nothing new");
    desk.keys("<Enter>").says("nothing to record");
}

#[test]
fn a_row_that_is_refused_says_why_and_the_file_is_read_again() {
    let mut desk = Desk::new();
    let file = desk.sends_out();
    let labels = fill_in(&file, &[(0, "Cancelled", "", "No longer needed."), (1, "Completed", "", "")]);
    let words = desk.action(&labels[0]).task.text;
    desk.brings(&file)
        .shows("2 refused")
        .keys("<End>")
        .shows("only the chair can cancel")
        .shows("R, or ask the agency")
        .shows(&format!("✗ refused       {}", labels[0]))
        .shows(&format!("✗ refused       {}", labels[1]))
        .shows(&words)
        .shows("Returned: Cancelled · No longer needed.");
    desk.keys("y").says("put it right in the file");
    desk.keys("r").hides("· nothing new").keys("R").shows("2 refused").shows("· nothing new");
    desk.keys("<Enter>").says("nothing to record");
}

#[test]
fn what_was_changed_while_the_rows_were_looked_at_is_refused_and_read_again() {
    let mut desk = Desk::new();
    let file = desk.sends_out();
    let labels = fill_in(&file, &[(0, "Completed", "", "Seen at home.")]);
    desk.brings(&file).shows("1 to record");
    let action = desk.action(&labels[0]);
    let asked = crate::model::decide_action::ForAction::Note { text: "Rang twice.".to_owned() };
    let note = crate::model::request::OfAction { action: action.id, seen: action.latest, asked };
    let now = desk.ui.now;
    desk.session_mut().record(crate::model::request::Request::OfAction(note), now).unwrap();
    desk.keys("<Enter>").says("changed meanwhile, so nothing was recorded").keys("R").shows("1 changed meanwhile");
}

#[test]
fn the_list_to_chase_with_and_the_to_dos_are_saved_for_the_agency_and_journalled() {
    let mut desk = Desk::new();
    let folder = desk.folder.path().to_str().unwrap().to_owned();
    desk.keys("Afyos<Enter>");
    for ending in ["md", "ics"] {
        let before = desk.entries();
        desk.keys("O<Tab>").keys(ending).keys("<Tab><Tab><C-a>").keys(&folder).keys("<C-s>").says("OFFICIAL-SENSITIVE");
        assert_eq!(desk.entries(), before + 1);
        assert!(fs::read_to_string(format!("{folder}/actions-yos-2026-12-03.{ending}")).unwrap().contains("YOS"));
    }
}
