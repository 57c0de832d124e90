//! Drafts: kept, adopted by their person only, and dropped once they are in the journal.

use super::*;
use crate::store::DatabaseKey;
use crate::store::testing::{at, batch, key, store};

pub(crate) fn draft(field: &str, text: &str) -> Draft {
    Draft {
        field: field.to_owned(),
        person: "ann-example".to_owned(),
        base: None,
        entry_id: format!("entry-{field}"),
        text: text.to_owned(),
        cursor: 3,
        at: at(0),
        seat: "seat-1".to_owned(),
        left: false,
    }
}

/// Copies a store's folder as a killed process would leave it.
pub(crate) fn as_if_killed(folder: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    std::fs::set_permissions(to, std::fs::metadata(folder).unwrap().permissions()).unwrap();
    for item in std::fs::read_dir(folder).unwrap() {
        let path = item.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            as_if_killed(&path, &target);
        } else {
            std::fs::copy(&path, &target).unwrap();
        }
    }
}

fn texts(drafts: &[Draft]) -> Vec<&str> {
    drafts.iter().map(|draft| draft.text.as_str()).collect()
}

#[test]
fn a_draft_is_there_until_it_is_taken_away() {
    let folder = tempfile::tempdir().unwrap();
    let seat = Seat::take(folder.path(), "seat-1").unwrap();
    let mut drafts = Drafts::open(&seat, &key()).unwrap();
    drafts.put(&draft("update", "Seen")).unwrap();
    drafts.put(&draft("update", "Seen twice")).unwrap();
    drafts.put(&Draft { person: "bob-example".to_owned(), ..draft("update", "Bob's own") }).unwrap();
    assert_eq!(drafts.get("ann-example", "update").unwrap(), Some(draft("update", "Seen twice")));
    assert_eq!(texts(&drafts.list("bob-example").unwrap()), ["Bob's own"]);
    drafts.delete("ann-example", "update", "seat-1").unwrap();
    assert_eq!(drafts.get("ann-example", "update").unwrap(), None);
    drafts.delete("bob-example", "update", "seat-1").unwrap();
    drafts.sync().unwrap();
    drafts.close().unwrap();
    drop(seat);
    assert!(folder::files_ending(&folder::drafts(folder.path()), "").unwrap().is_empty());
}

#[test]
fn drafts_outlive_a_killed_seat_and_are_offered_to_their_person_only() {
    let folder = tempfile::tempdir().unwrap();
    let (living, dead) = (folder.path().join("living"), folder.path().join("dead"));
    let seat = Seat::take(&living, "seat-1").unwrap();
    let mut drafts = Drafts::open(&seat, &key()).unwrap();
    drafts.put(&draft("update", "Seen tw")).unwrap();
    drafts.put(&Draft { person: "bob-example".to_owned(), ..draft("note", "Bob's own") }).unwrap();
    as_if_killed(&living, &dead);

    let next = Seat::take(&dead, "seat-2").unwrap();
    let mut adopting = Drafts::open(&next, &key()).unwrap();
    adopting.put(&Draft { seat: "seat-2".to_owned(), ..draft("update", "Newer") }).unwrap();
    assert_eq!(adopting.adopt("cat-example").unwrap(), Adopted::default());
    assert_eq!(texts(&adopting.adopt("ann-example").unwrap().drafts), ["Seen tw"]);
    assert_eq!(texts(&adopting.list("ann-example").unwrap()), ["Seen tw", "Newer"]);
    assert_eq!(adopting.get("ann-example", "update").unwrap().unwrap().text, "Newer");
    assert!(seats::database(&dead, "seat-1").exists(), "Bob's draft is still in it");
    assert_eq!(texts(&adopting.adopt("bob-example").unwrap().drafts), ["Bob's own"]);
    let left = folder::files_ending(&folder::drafts(&dead), "").unwrap();
    assert!(left.iter().all(|path| path.display().to_string().contains("seat-2")), "{left:?}");
    adopting.delete("ann-example", "update", "seat-1").unwrap();
    assert_eq!(texts(&adopting.list("ann-example").unwrap()), ["Newer"]);
}

#[test]
fn a_seat_taken_again_finds_its_own_drafts() {
    let folder = tempfile::tempdir().unwrap();
    for text in ["Seen", "Seen twice"] {
        let seat = Seat::take(folder.path(), "seat-1").unwrap();
        let mut drafts = Drafts::open(&seat, &key()).unwrap();
        assert_eq!(drafts.get("ann-example", "update").unwrap().is_some(), text == "Seen twice");
        drafts.put(&draft("update", text)).unwrap();
    }
}

#[test]
fn a_running_seats_drafts_are_left_to_it() {
    let folder = tempfile::tempdir().unwrap();
    let one = Seat::take(folder.path(), "seat-1").unwrap();
    let mut running = Drafts::open(&one, &key()).unwrap();
    running.put(&draft("update", "Seen")).unwrap();
    let two = Seat::take(folder.path(), "seat-2").unwrap();
    let mut other = Drafts::open(&two, &key()).unwrap();
    assert_eq!(other.adopt("ann-example").unwrap(), Adopted::default());
    // Forgotten rather than closed, and its lock let go as the system does for a process that ended.
    std::mem::forget(running);
    drop(one);
    assert_eq!(texts(&other.adopt("ann-example").unwrap().drafts), ["Seen"]);
}

#[test]
fn drafts_that_do_not_open_are_told_and_left() {
    let folder = tempfile::tempdir().unwrap();
    let one = Seat::take(folder.path(), "seat-1").unwrap();
    let strange = DatabaseKey::generate(&mut crate::store::testing::random(50));
    Drafts::open(&one, &strange).unwrap().put(&draft("update", "Seen")).unwrap();
    drop(one);
    let two = Seat::take(folder.path(), "seat-2").unwrap();
    let adopted = Drafts::open(&two, &key()).unwrap().adopt("ann-example").unwrap();
    assert_eq!(adopted.unreadable, [seats::database(folder.path(), "seat-1")]);
    assert!(adopted.unreadable[0].exists());
}

#[test]
fn a_draft_whose_entry_is_recorded_is_dropped() {
    let (_folder, mut store) = store();
    store.append(&store.head().unwrap(), &batch(1)).unwrap();
    let seat = Seat::take(store.folder(), "seat-1").unwrap();
    let mut drafts = Drafts::open(&seat, &key()).unwrap();
    drafts.put(&Draft { entry_id: "e1".to_owned(), ..draft("update", "recorded") }).unwrap();
    drafts.put(&draft("note", "not yet")).unwrap();
    assert_eq!(drafts.drop_recorded(&store).unwrap(), 1);
    assert_eq!(texts(&drafts.list("ann-example").unwrap()), ["not yet"]);
}

#[test]
fn drafts_are_private() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("county.mace");
    let seat = Seat::take(&path, "seat-1").unwrap();
    let mut drafts = Drafts::open(&seat, &key()).unwrap();
    drafts.put(&draft("update", "Seen")).unwrap();
    assert_eq!(folder::too_open(&path).unwrap(), []);
}

#[test]
fn a_draft_whose_field_was_closed_is_told_from_one_that_is_being_written() {
    let folder = tempfile::tempdir().unwrap();
    let seat = Seat::take(folder.path(), "seat-1").unwrap();
    let mut drafts = Drafts::open(&seat, &key()).unwrap();
    let left = |drafts: &Drafts| drafts.get("ann-example", "form").unwrap().unwrap().left;
    drafts.put(&draft("form", "We disagree")).unwrap();
    drafts.leave("ann-example", "form", "seat-1").unwrap();
    assert!(left(&drafts));
    drafts.put(&draft("form", "We disagree still")).unwrap();
    assert!(!left(&drafts));
}
