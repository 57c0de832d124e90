//! Writing what the agencies say.

use super::Desk;

#[test]
fn tab_records_and_goes_to_the_next_agency_not_asked() {
    let mut desk = Desk::review();
    let first = desk.agency();
    desk.keys("uSeen twice near the park.<Tab>");
    assert_eq!(desk.updates(), [format!("{first}: Seen twice near the park.")]);
    assert_ne!(desk.agency(), first);
    let second = desk.agency();
    desk.keys("Nothing new at home.<Esc>");
    assert_eq!(desk.updates()[1], format!("{second}: Nothing new at home."));
    desk.shows("Nothing new at home.");
    assert!(desk.ui.live.as_ref().unwrap().writing.is_none());
}

#[test]
fn letters_in_a_text_field_are_never_commands() {
    let mut desk = Desk::review();
    let all: String = (' '..='~').filter(|c| !"!@<".contains(*c)).collect();
    let before = desk.entries();
    desk.keys("u").keys(&all);
    assert_eq!(desk.entries(), before);
    desk.keys("<Esc>");
    assert!(desk.updates()[0].contains("NOPQRSTUVWXYZ"));
    desk.keys(":").keys(&all);
    assert_eq!(desk.ui.live.as_ref().unwrap().capture.editor.text(), all);
}

#[test]
fn an_agency_with_nothing_to_report_takes_one_key() {
    let mut desk = Desk::review();
    let first = desk.agency();
    desk.keys("o");
    assert_eq!(desk.updates(), [format!("{first}: nil")]);
    assert_ne!(desk.agency(), first);
}

#[test]
fn capital_n_records_that_the_rest_have_nothing_further() {
    let mut desk = Desk::review();
    desk.keys("uSeen twice.<Esc>N").shows("everybody present was asked");
    assert!(desk.updates().iter().skip(1).all(|update| update.ends_with("nil")));
    assert!(desk.updates().len() > 8);
}

#[test]
fn a_line_that_begins_with_an_agency_passes_to_it() {
    let mut desk = Desk::review();
    let first = desk.agency();
    desk.keys("uKnown to us.<Enter>@police/lp An arrest on Tuesday.<Esc>");
    assert_eq!(desk.updates(), [format!("{first}: Known to us."), "Police LP: An arrest on Tuesday.".to_owned()]);
}

#[test]
fn an_agency_that_is_not_at_the_table_stays_as_text() {
    let mut desk = Desk::review();
    desk.keys("uKnown to us.<Enter>@nobody knows<Esc>");
    assert!(desk.updates()[0].contains("@nobody knows"), "{:?}", desk.updates());
}

#[test]
fn shift_tab_reopens_the_entry_before_and_the_journal_keeps_both() {
    let mut desk = Desk::review();
    let first = desk.agency();
    desk.keys("uSeen onse.<Tab>").keys("<S-Tab>").shows("Correcting");
    desk.keys("<BS><BS><BS>ce.<Esc>");
    assert_eq!(desk.updates(), [format!("{first}: Seen once.")]);
    let item = desk.item().updates[0].clone();
    assert_eq!(item.text, "Seen once.");
    desk.keys("<C-z>");
    assert_eq!(desk.updates(), [format!("{first}: Seen onse.")]);
    desk.keys("<C-y>");
    assert_eq!(desk.updates(), [format!("{first}: Seen once.")]);
}

#[test]
fn an_update_sent_in_writing_says_so() {
    let mut desk = Desk::review();
    desk.keys("w").shows("sent in writing").keys("By letter.<Esc>");
    assert_eq!(desk.item().updates[0].mode, crate::model::said::Mode::Written);
    desk.keys("u<F2>").shows("sent in writing").keys("<F2>").hides("sent in writing");
}

#[test]
fn notes_and_views_have_their_own_keys() {
    let mut desk = Desk::review();
    desk.keys("tThe plan was summarised.<Esc>vI want to go home.<Esc>VWe are worried.<Esc>");
    assert_eq!(desk.item().notes[0].text, "The plan was summarised.");
    assert_eq!(desk.item().views.len(), 2);
    desk.shows("I want to go home.").shows("We are worried.");
}

#[test]
fn any_entry_can_be_corrected_or_withdrawn() {
    let mut desk = Desk::review();
    desk.keys("uSeen twice.<Esc>tA discusion.<Esc>");
    desk.keys("e<Enter>").shows("Correcting: Note").keys("<C-a>A discussion.<Esc>");
    assert_eq!(desk.item().notes[0].text, "A discussion.");
    desk.keys("ekw<Esc>");
    assert!(desk.updates().is_empty());
    desk.keys("<C-z>");
    assert_eq!(desk.updates().len(), 1);
}

#[test]
fn discarded_text_comes_back_with_undo_in_the_field() {
    let mut desk = Desk::review();
    desk.keys("uA long thought.<F8>").hides("A long thought.").keys("<C-z>").shows("A long thought.");
    desk.keys("<F8><Esc>");
    assert!(desk.updates().is_empty());
}

#[test]
fn a_paste_is_text_and_never_a_command() {
    let mut desk = Desk::review();
    let before = desk.entries();
    desk.paste("n\nn\nE");
    desk.says("Nothing here takes a paste");
    assert_eq!(desk.entries(), before);
    desk.keys("u").paste("First line.\r\nSecond line.");
    desk.keys("<Esc>");
    assert!(desk.updates()[0].ends_with("First line.\nSecond line."));
}

#[test]
fn what_is_copied_reaches_the_clipboard() {
    let mut desk = Desk::review();
    desk.keys("uSeen twice.<C-a><C-c>");
    assert_eq!(desk.copied.0, ["Seen twice."]);
}

#[test]
fn an_agency_that_left_is_marked_away_from_the_strip() {
    let mut desk = Desk::review();
    desk.keys("-").shows("left at").keys("<Enter>");
    assert!(desk.meeting().seats[0].until.is_some());
}
