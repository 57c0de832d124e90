//! Keys: who opens the store, with which passphrase, and who no longer does.

use super::*;
use crate::store::testing::{VERSION, pass, random};

const WORK: WorkFactor = WorkFactor::FICTIONAL;

fn found() -> (tempfile::TempDir, PathBuf, Store, DatabaseKey) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("county.mace");
    let (store, key) = Store::found(&path, "Ann Example", &pass("ann's words"), WORK, VERSION, &mut random(1)).unwrap();
    (folder, path, store, key)
}

#[track_caller]
fn opens(folder: &Path, person: &str, words: &str) {
    let key = Store::unlock(folder, person, &pass(words)).unwrap();
    Store::open(folder, &key, VERSION).unwrap();
}

#[track_caller]
fn refused(folder: &Path, person: &str, words: &str, sentence: &str) {
    let error = Store::unlock(folder, person, &pass(words)).unwrap_err().to_string();
    assert!(error.contains(sentence), "{error}");
}

#[test]
fn each_person_opens_the_store_with_their_own_passphrase() {
    let (_folder, path, mut store, key) = found();
    assert_eq!(store.add_person(&key, "Bob O'Example", &pass("bob's words"), WORK).unwrap(), "bob-oexample");
    opens(&path, "Ann Example", "ann's words");
    opens(&path, "ann-example", "ann's words");
    opens(&path, "Bob O'Example", "bob's words");
    refused(&path, "Ann Example", "bob's words", "the passphrase for Ann Example is not right");
    refused(&path, "Cat Example", "bob's words", "Cat Example has no key");
    let again = store.add_person(&key, "ann example", &pass("x"), WORK).unwrap_err();
    assert!(matches!(again, StoreError::PersonExists { .. }));
    let names: Vec<_> = store.key_holders().unwrap().into_iter().map(|holder| holder.name).collect();
    assert_eq!(names, ["ann-example", "bob-oexample"]);
    assert!(store.verify(None).findings.is_empty(), "{:?}", store.verify(None).findings);
}

#[test]
fn a_changed_passphrase_replaces_the_old_one() {
    let (_folder, path, mut store, _key) = found();
    let wrong = store.change_passphrase("Ann Example", &pass("not hers"), &pass("new words"), WORK);
    assert!(matches!(wrong, Err(StoreError::WrongPassphrase { .. })));
    opens(&path, "Ann Example", "ann's words");
    store.change_passphrase("Ann Example", &pass("ann's words"), &pass("new words"), WORK).unwrap();
    opens(&path, "Ann Example", "new words");
    refused(&path, "Ann Example", "ann's words", "is not right");
    assert!(store.verify(None).is_sound());
}

#[test]
fn the_recovery_passphrase_opens_the_store_however_it_is_typed() {
    let (_folder, path, mut store, key) = found();
    let first = store.renew_recovery(&key, WORK, &mut random(2)).unwrap();
    let printed = store.renew_recovery(&key, WORK, &mut random(3)).unwrap();
    let printed = printed.expose_secret();
    assert_eq!(printed.len(), 35);
    opens(&path, RECOVERY, printed);
    opens(&path, RECOVERY, &printed.to_uppercase().replace('-', " ").replace('0', "O").replace('1', "l"));
    refused(&path, RECOVERY, first.expose_secret(), "is not right");
    assert_eq!(store.verify(None).findings.len(), 1, "one person and a safe are fewer than two people");
}

#[test]
fn names_make_file_names_or_are_refused() {
    assert_eq!(slug("Zoë  van-der Example").unwrap(), "zoe-van-der-example");
    for bad in ["", "  ", "7", "../../etc/passwd", "a/b", "recovery", "Database", "Ян", "a\0b", &"x".repeat(80)] {
        assert!(matches!(slug(bad), Err(StoreError::BadName { .. })), "{bad}");
    }
}

#[test]
fn an_addition_that_was_cut_off_can_be_made_again() {
    let (_folder, path, mut store, key) = found();
    fs::write(
        super::path(&path, "bob-example"),
        sealing::seal_identity(&x25519::Identity::generate(), &pass("half"), WORK).unwrap(),
    )
    .unwrap();
    refused(&path, "Bob Example", "half", "was not let in to the end");
    store.add_person(&key, "Bob Example", &pass("whole"), WORK).unwrap();
    opens(&path, "Bob Example", "whole");
}

#[test]
fn the_key_file_holds_what_the_stock_tools_need() {
    let (_folder, path, _store, key) = found();
    let identity = open_own(&path, "Ann Example", &pass("ann's words")).unwrap();
    let file = super::path(&path, DATABASE);
    let text = sealing::open_with(&fs::read(&file).unwrap(), &identity, &file).unwrap().unwrap();
    assert_eq!(*text, format!("{}\n", *key.hex()));
    assert!(fs::read(&file).unwrap().starts_with(b"age-encryption.org/v1\n-> X25519 "));
    let own = fs::read(super::path(&path, "ann-example")).unwrap();
    assert!(own.starts_with(b"age-encryption.org/v1\n-> scrypt "));
}

#[test]
fn a_spoiled_key_file_is_named() {
    let (_folder, path, store, _key) = found();
    fs::write(super::path(&path, DATABASE), b"nonsense").unwrap();
    refused(&path, "Ann Example", "ann's words", "database.age cannot be read as one");
    assert!(!store.verify(None).is_sound());
}
