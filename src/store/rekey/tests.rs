//! A fresh key: who still opens the store, and what is left when the swap is cut short.

use secrecy::SecretString;

use super::*;
use crate::store::drafts::tests::{as_if_killed, draft};
use crate::store::testing::{VERSION, batch, fill, found, pass, random};
use crate::store::{Batch, Draft, Drafts, SaidRow, Seat, WorkFactor};

const WORK: WorkFactor = WorkFactor::FICTIONAL;

fn ann() -> SecretString {
    pass("ann's words")
}

/// A store that Ann and Bob can open, with three entries and a draft that a dead seat left.
fn two_people() -> (tempfile::TempDir, PathBuf, Store, DatabaseKey) {
    let folder = tempfile::tempdir().unwrap();
    let (living, path) = (folder.path().join("living.mace"), folder.path().join("county.mace"));
    let (mut store, key) = Store::found(&living, "Ann Example", &ann(), WORK, VERSION, &mut random(1)).unwrap();
    store.add_person(&key, "Bob Example", &pass("bob's words"), WORK).unwrap();
    store.renew_recovery(&key, WORK, &mut random(2)).unwrap();
    fill(&mut store, 3);
    let seat = Seat::take(&living, "seat-1").unwrap();
    let mut drafts = Drafts::open(&seat, &key).unwrap();
    drafts.put(&draft("update", "Seen")).unwrap();
    // Copied while all is open, so that every file has a log left beside it, as after a kill.
    as_if_killed(&living, &path);
    let store = Store::open(&path, &key, VERSION).unwrap();
    (folder, path, store, key)
}

#[track_caller]
fn check_whole(path: &Path, head: &journal::Head) {
    let key = Store::unlock(path, "Ann Example", &ann()).unwrap();
    let store = Store::open(path, &key, VERSION).unwrap();
    assert_eq!(store.head().unwrap(), *head);
    let verified = store.verify(None);
    assert!(verified.is_sound(), "{:?}", verified.findings);
    let seat = Seat::take(path, "seat-9").unwrap();
    let adopted = Drafts::open(&seat, &key).unwrap().adopt("ann-example").unwrap();
    assert_eq!(adopted.drafts, [Draft { ..draft("update", "Seen") }]);
    assert!(!copy_path(path).exists());
}

#[test]
fn a_removed_person_and_the_old_key_open_nothing_any_more() {
    let (_folder, path, store, old) = two_people();
    let head = store.head().unwrap();
    let bobs = std::fs::read(keys::path(&path, "bob-example")).unwrap();
    let (store, fresh) = store.remove_person(&old, "Bob Example", &mut random(4)).unwrap();
    assert_ne!(*old.hex(), *fresh.hex());
    assert_eq!(store.entries_since(0).unwrap().len(), 3);
    drop(store);
    assert!(matches!(Store::open(&path, &old, VERSION), Err(StoreError::WrongKey)));
    let unlock = || Store::unlock(&path, "Bob Example", &pass("bob's words")).unwrap_err();
    assert!(matches!(unlock(), StoreError::NoSuchPerson { .. }));
    std::fs::write(keys::path(&path, "bob-example"), bobs).unwrap();
    assert!(matches!(unlock(), StoreError::NotAdmitted { .. }));
    folder::remove_if_there(&keys::path(&path, "bob-example")).unwrap();
    check_whole(&path, &head);
}

#[test]
fn nobody_is_removed_while_another_has_the_store_open() {
    let (_folder, path, store, key) = two_people();
    let other = Store::open(&path, &key, VERSION).unwrap();
    assert!(matches!(store.remove_person(&key, "Bob Example", &mut random(4)), Err(StoreError::InUse { .. })));
    drop(other);
    let store = Store::open(&path, &key, VERSION).unwrap();
    let seat = Seat::take(&path, "seat-2").unwrap();
    assert!(matches!(store.remove_person(&key, "Bob Example", &mut random(4)), Err(StoreError::InUse { .. })));
    drop(seat);
    let store = Store::open(&path, &key, VERSION).unwrap();
    let (store, key) = store.remove_person(&key, "Bob Example", &mut random(4)).unwrap();
    assert!(matches!(store.remove_person(&key, "Ann Example", &mut random(5)), Err(StoreError::LastPerson { .. })));
}

#[test]
fn a_change_of_key_that_is_cut_off_is_taken_back_or_completed() {
    for step in 1..=4 {
        let (_folder, path, store, old) = two_people();
        let head = store.head().unwrap();
        let fresh = DatabaseKey::generate(&mut random(4));
        let Store { connection, _presence: presence, .. } = store;
        drop(presence);
        match step {
            1 => connection::copy(&connection, &copy_path(&path), &fresh).unwrap(),
            _ => prepare(&connection, &path, &old, &fresh, Some("bob-example")).unwrap(),
        }
        if step < 3 {
            drop(connection);
        } else {
            replace(connection, &path).unwrap();
        }
        if step == 4 {
            carry_over(&folder::drafts(&path).join("seat-1.db"), &fresh, &[fresh.clone(), old.clone()]).unwrap();
        }
        check_whole(&path, &head);
        let bob = Store::unlock(&path, "Bob Example", &pass("bob's words"));
        assert_eq!(bob.is_ok(), step < 3, "step {step}: {bob:?}");
    }
}

#[test]
fn what_is_purged_is_in_no_page_after_the_key_is_renewed() {
    let (_folder, path, mut store, key) = two_people();
    let head = store.head().unwrap();
    let mut naming = batch(4);
    naming.entries[0].change = b"Nightingale Junction".to_vec();
    naming.said =
        vec![SaidRow { entry: "e4".to_owned(), text: "Nightingale Junction".to_owned(), ..SaidRow::default() }];
    let head = store.append(&head, &naming).unwrap();
    let ids = || vec!["e4".to_owned()];
    let head = store.append(&head, &Batch { purged: ids(), unsaid: ids(), ..batch(5) }).unwrap();
    assert_eq!(store.verify(None).purged, ["e4"]);
    assert_eq!(store.entry("e4").unwrap().unwrap().change, None);
    let (store, _fresh) = store.renew_key(&key, &mut random(6)).unwrap();
    assert!(found(&store, "nightingale").is_empty());
    // Exported in the clear, since the words could not be seen in the pages otherwise.
    let plain = path.join("plain.db");
    std::fs::write(&plain, b"").unwrap();
    store.connection.execute("ATTACH DATABASE ?1 AS plain KEY ''", [plain.to_str().unwrap()]).unwrap();
    store.connection.query_row("SELECT sqlcipher_export('plain')", [], |_| Ok(())).unwrap();
    store.connection.execute_batch("DETACH plain").unwrap();
    let bytes = std::fs::read(&plain).unwrap();
    assert!(bytes.windows(8).any(|w| w == b"change 1"));
    assert!(!bytes.to_ascii_lowercase().windows(11).any(|w| w == b"nightingale"));
    folder::remove_if_there(&plain).unwrap();
    drop(store);
    check_whole(&path, &head);
}
