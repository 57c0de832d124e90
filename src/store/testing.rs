//! What the room's tests share: an invented store and entries to put in it.

use std::path::Path;

use chrono::{DateTime, Utc};
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;
use secrecy::SecretString;
use tempfile::TempDir;

use super::*;

pub(crate) const VERSION: u32 = 3;

pub(crate) fn random(seed: u64) -> ChaCha20Rng {
    ChaCha20Rng::seed_from_u64(seed)
}

pub(crate) fn key() -> DatabaseKey {
    DatabaseKey::generate(&mut random(7))
}

pub(crate) fn at(second: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_800_000_000 + second, 0).unwrap()
}

pub(crate) fn pass(text: &str) -> SecretString {
    SecretString::from(text)
}

/// An empty store in a folder that goes when the test ends.
pub(crate) fn store() -> (TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::create(&folder.path().join("county.mace"), &key(), VERSION).unwrap();
    (folder, store)
}

pub(crate) fn reopen(folder: &Path) -> Result<Store, StoreError> {
    Store::open(&folder.join("county.mace"), &key(), VERSION)
}

/// An entry `e1` of request `r1` by Ann Example, and so on.
pub(crate) fn entry(number: u64) -> NewEntry {
    NewEntry {
        id: format!("e{number}"),
        request: format!("r{number}"),
        seat: "seat-1".to_owned(),
        at: at(i64::try_from(number).unwrap()),
        by: "ann-example".to_owned(),
        stream: format!("case/{}", number % 3),
        about: number.is_multiple_of(2).then(|| format!("case/{}", number % 3)),
        salt: [u8::try_from(number % 256).unwrap(); 16],
        change: format!("change {number}").into_bytes(),
    }
}

pub(crate) fn batch(number: u64) -> Batch {
    Batch { entries: vec![entry(number)], undoable: true, ..Batch::default() }
}

/// Appends entries 1 to `count`, one a batch.
pub(crate) fn fill(store: &mut Store, count: u64) -> Head {
    let mut head = store.head().unwrap();
    for number in head.seq + 1..=count {
        head = store.append(&head, &batch(number)).unwrap();
    }
    head
}

/// Whatever has these words.
pub(crate) fn words(words: &str) -> Sought {
    Sought { words: words.split_whitespace().map(str::to_owned).collect(), ..Sought::default() }
}

/// What is found by these words.
pub(crate) fn found(store: &Store, sought: &str) -> Vec<SaidRow> {
    store.search(&words(sought), |_| Judged::Kept).unwrap()
}

/// Changes a store's file behind the program's back.
pub(crate) fn tamper(folder: &Path, key: &DatabaseKey, sql: &str) {
    let connection = connection::open(&folder::journal(folder), key).unwrap();
    connection.execute_batch(sql).unwrap();
}

/// Every byte of a store's database as its key opens it, pages that hold nothing any more included: there may be none.
pub(crate) fn opened_bytes(folder: &Path, key: &DatabaseKey) -> Vec<u8> {
    let connection = connection::open(&folder::journal(folder), key).unwrap();
    let free: i64 = connection.query_row("PRAGMA freelist_count", [], |row| row.get(0)).unwrap();
    assert_eq!(free, 0, "pages are left over");
    let plain = folder.join("plain.db");
    std::fs::File::create(&plain).unwrap();
    connection.execute("ATTACH DATABASE ?1 AS plain KEY ''", [plain.to_str().unwrap()]).unwrap();
    connection.query_row("SELECT sqlcipher_export('plain')", [], |_| Ok(())).unwrap();
    connection.execute_batch("DETACH DATABASE plain").unwrap();
    std::fs::read(&plain).unwrap()
}
