//! The journal from outside: appended to whole, once and in order, by several at once, on any disk.

use std::process::Command;

use super::*;
use crate::store::DatabaseKey;
use crate::store::testing::{VERSION, at, batch, entry, fill, found, key, pass, random, reopen, store};
use crate::store::{StoreError, WorkFactor};

#[test]
fn what_is_appended_is_read_back_in_order() {
    let (folder, mut store) = store();
    let head = fill(&mut store, 5);
    drop(store);
    let store = reopen(folder.path()).unwrap();
    assert_eq!(store.head().unwrap(), head);
    let all = store.entries_since(0).unwrap();
    assert_eq!(all.iter().map(|e| e.seq).collect::<Vec<_>>(), [1, 2, 3, 4, 5]);
    assert_eq!(all[1].change.as_deref(), Some(b"change 2".as_slice()));
    assert_eq!((all[1].at, all[1].about.as_deref()), (at(2), Some("case/2")));
    assert_eq!(all[4].digest, head.digest);
    let ids = |entries: Vec<crate::store::Entry>| entries.into_iter().map(|e| e.id).collect::<Vec<_>>();
    assert_eq!(ids(store.entries_since(3).unwrap()), ["e4", "e5"]);
    assert_eq!(ids(store.entries_of("case/2").unwrap()), ["e2", "e5"]);
    assert_eq!(ids(store.entries_about("case/1", 0).unwrap()), ["e4"]);
    assert_eq!(ids(store.entries_about("case/1", 4).unwrap()), [""; 0]);
    assert_eq!(ids(store.entries_of_request("r3").unwrap()), ["e3"]);
    assert_eq!(store.entry("e5").unwrap().unwrap().seq, 5);
    assert!(store.is_recorded("e5").unwrap() && !store.is_recorded("e6").unwrap());
    let mut walked = 0;
    store
        .for_each_entry(2, |_| -> Result<(), StoreError> {
            walked += 1;
            Ok(())
        })
        .unwrap();
    assert_eq!(walked, 3);
}

#[test]
fn one_who_has_not_seen_the_others_appends_nothing() {
    let (folder, mut one) = store();
    let mut two = reopen(folder.path()).unwrap();
    let seen = two.head().unwrap();
    let before = two.data_version().unwrap();
    let head = fill(&mut one, 1);
    assert_ne!(two.data_version().unwrap(), before);
    let late = Batch { labels: vec![("M-2026-".to_owned(), 1)], ..batch(2) };
    assert!(matches!(two.append(&seen, &late), Err(AppendError::Moved)));
    assert_eq!(two.last_label("M-2026-").unwrap(), 0);
    assert_eq!(two.head().unwrap(), head);
    let caught_up = two.append(&head, &late).unwrap();
    assert_eq!(one.head().unwrap(), caught_up);
    assert_eq!(one.verify(None).entries, 2);
}

/// Runs one ignored test of this file in a process of its own, on the store in `folder`.
fn other_process(name: &str, folder: &std::path::Path) -> std::process::Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--ignored", "--exact", "--nocapture", &format!("store::append::tests::{name}")])
        .env("MACE_TEST_FOLDER", folder)
        .stderr(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap()
}

fn given_folder() -> std::path::PathBuf {
    std::env::var_os("MACE_TEST_FOLDER").unwrap().into()
}

#[test]
fn two_processes_at_once_lose_nothing_and_record_nothing_twice() {
    let (folder, store) = store();
    let children = [1, 2].map(|_| other_process("appends_fifty", folder.path()));
    for child in children {
        let done = child.wait_with_output().unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stdout));
    }
    let verified = store.verify(None);
    assert_eq!(verified.entries, 100);
    assert!(verified.is_sound(), "{:?}", verified.findings);
}

#[test]
#[ignore = "run by another test, in a process of its own"]
fn appends_fifty() {
    let mut store = reopen(&given_folder()).unwrap();
    for number in 1..=50 {
        let own = u64::from(std::process::id()) * 1000 + number;
        loop {
            let head = store.head().unwrap();
            match store.append(&head, &batch(own)) {
                Ok(_) => break,
                Err(AppendError::Moved) => {}
                Err(error) => panic!("{error}"),
            }
        }
    }
}

#[test]
fn a_wrong_key_is_told_in_a_sentence_and_prints_nothing() {
    let (folder, store) = store();
    drop(store);
    let done = other_process("opens_with_a_wrong_key", folder.path()).wait_with_output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stdout));
    assert_eq!(String::from_utf8_lossy(&done.stderr), "");
}

#[test]
#[ignore = "run by another test, in a process of its own"]
fn opens_with_a_wrong_key() {
    let wrong = DatabaseKey::generate(&mut random(99));
    let error = Store::open(&given_folder().join("county.mace"), &wrong, VERSION).unwrap_err();
    assert!(error.to_string().starts_with("the store does not open with this key"), "{error}");
}

#[test]
fn a_retry_records_nothing_twice() {
    let (_folder, mut store) = store();
    let seen = store.head().unwrap();
    let head = store.append(&seen, &batch(1)).unwrap();
    match store.append(&seen, &batch(1)) {
        Err(AppendError::AlreadyRecorded(now)) => assert_eq!(now, head),
        other => panic!("{other:?}"),
    }
    let other = Batch { entries: vec![NewEntry { request: "r9".to_owned(), ..entry(1) }], ..Batch::default() };
    assert!(matches!(store.append(&head, &other), Err(AppendError::IdTaken(id)) if id == "e1"));
    assert!(matches!(store.append(&head, &Batch::default()), Err(AppendError::Empty)));
    assert_eq!(store.entries_since(0).unwrap().len(), 1);
}

#[test]
fn a_full_disk_loses_nothing_and_leaves_the_store_usable() {
    let (_folder, mut store) = store();
    let head = fill(&mut store, 3);
    let pages: i64 = store.connection.query_row("PRAGMA page_count", [], |row| row.get(0)).unwrap();
    store.connection.query_row(&format!("PRAGMA max_page_count = {pages}"), [], |_| Ok(())).unwrap();
    let mut large = batch(4);
    large.entries[0].change = vec![b'x'; 200_000];
    let error = store.append(&head, &large).unwrap_err();
    assert!(matches!(&error, AppendError::Store(StoreError::DiskFull)), "{error}");
    assert_eq!(store.head().unwrap(), head);
    assert!(store.verify(None).is_sound());
    store.connection.query_row("PRAGMA max_page_count = 100000", [], |_| Ok(())).unwrap();
    store.append(&head, &large).unwrap();
    assert_eq!(store.entries_since(0).unwrap().len(), 4);
}

#[test]
fn a_label_is_never_given_twice() {
    let (_folder, mut store) = store();
    let give = |number, last| Batch { labels: vec![("A".to_owned(), last)], ..batch(number) };
    let head = store.append(&store.head().unwrap(), &give(1, 2)).unwrap();
    assert_eq!(store.last_label("A").unwrap(), 2);
    let refused = store.append(&head, &give(2, 2)).unwrap_err();
    assert!(matches!(refused, AppendError::LabelUsed(_, 2)));
    assert_eq!(store.head().unwrap(), head);
    store.append(&head, &give(2, 3)).unwrap();
    assert_eq!(store.labels().unwrap(), [("A".to_owned(), 3)]);
}

#[test]
fn undo_and_redo_go_through_a_persons_own_requests() {
    let (_folder, mut store) = store();
    let mut head = fill(&mut store, 2);
    let mut other = batch(3);
    other.entries[0].by = "bob-example".to_owned();
    head = store.append(&head, &other).unwrap();
    let mut number = 3;
    let mut step = |store: &mut Store, undone: &[&str], redone: &[&str]| {
        number += 1;
        let owned = |ids: &[&str]| ids.iter().map(|&id| id.to_owned()).collect();
        let batch = Batch { undoable: false, undone: owned(undone), redone: owned(redone), ..batch(number) };
        head = store.append(&head, &batch).unwrap();
        let id = |row: Option<RequestRow>| row.map(|row| row.request);
        (id(store.last_undoable("ann-example").unwrap()), id(store.last_undone("ann-example").unwrap()))
    };
    let is = |undo: Option<&str>, redo: Option<&str>| (undo.map(str::to_owned), redo.map(str::to_owned));
    assert_eq!(step(&mut store, &["r2"], &[]), is(Some("r1"), Some("r2")));
    assert_eq!(step(&mut store, &["r1"], &[]), is(None, Some("r1")));
    assert_eq!(step(&mut store, &[], &["r1"]), is(Some("r1"), Some("r2")));
    assert!(store.verify(None).is_sound());
    let head = store.head().unwrap();
    store.append(&head, &batch(40)).unwrap();
    assert_eq!(store.last_undone("ann-example").unwrap(), None);
    assert_eq!(store.last_undoable("bob-example").unwrap().unwrap().request, "r3");
}

#[test]
fn caches_are_replaced_whole_or_not_at_all() {
    let (_folder, mut store) = store();
    let document = |n: u32| DocumentRow {
        stream: format!("case/{n}"),
        kind: "case".to_owned(),
        version: n,
        ..DocumentRow::default()
    };
    let said = |n: u32| SaidRow {
        entry: format!("e{n}"),
        kind: "update".to_owned(),
        text: format!("word{n}"),
        ..SaidRow::default()
    };
    let first = Batch { documents: vec![document(1)], said: vec![said(1)], ..batch(1) };
    let head = store.append(&store.head().unwrap(), &first).unwrap();
    let request = store.requests().unwrap().remove(0);
    let rows = [Cached::Document(document(2)), Cached::Label("A".to_owned(), 4), Cached::Request(request)];
    let old = Head { seq: 0, ..head };
    assert!(matches!(store.rebuild(&old, rows.clone()), Err(AppendError::Moved)));
    assert_eq!(store.document_versions().unwrap(), Some((1, 1)));
    store.rebuild(&head, rows).unwrap();
    assert_eq!(store.document_versions().unwrap(), Some((2, 2)));
    assert_eq!((found(&store, "word1").len(), store.last_label("A").unwrap()), (0, 4));
    assert!(store.verify(None).is_sound());
}

#[test]
fn an_older_program_reads_a_newer_programs_store_and_writes_nothing() {
    let (folder, mut old) = store();
    let path = folder.path().join("county.mace");
    let head = fill(&mut old, 1);
    let mut new = Store::open(&path, &key(), VERSION + 1).unwrap();
    assert!(!new.read_only());
    let head = new.append(&head, &batch(2)).unwrap();
    // The one that was open all the while, and one that is opened now.
    assert!(matches!(old.append(&head, &batch(3)), Err(AppendError::Store(StoreError::ReadOnly))));
    let mut late = reopen(folder.path()).unwrap();
    assert!(late.read_only());
    assert_eq!(late.entries_since(0).unwrap().len(), 2);
    assert!(matches!(late.append(&head, &batch(3)), Err(AppendError::Store(StoreError::ReadOnly))));
    late.copy_to(&folder.path().join("copy.db"), &key()).unwrap();
}

#[test]
fn a_newer_layout_is_refused_and_left_alone() {
    let (folder, store) = store();
    store.connection.pragma_update(None, "user_version", 99).unwrap();
    drop(store);
    let error = reopen(folder.path()).unwrap_err();
    assert!(matches!(error, StoreError::NewerLayout { found: 99, .. }));
    assert!(error.to_string().contains("install the newer program"));
}

#[test]
fn a_store_is_neither_made_over_another_nor_opened_where_there_is_none() {
    let (folder, _store) = store();
    let again = Store::create(&folder.path().join("county.mace"), &key(), VERSION);
    assert!(matches!(again, Err(StoreError::Exists { .. })));
    assert!(matches!(Store::open(folder.path(), &key(), VERSION), Err(StoreError::Missing { .. })));
}

#[test]
fn no_byte_in_the_folder_is_plain() {
    let plain = "Nightingale Junction";
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("county.mace");
    let words = pass("kettle orbit mossy lantern");
    let (mut store, key) =
        Store::found(&path, "Ann Example", &words, WorkFactor::FICTIONAL, VERSION, &mut random(5)).unwrap();
    let seat = crate::store::Seat::take(&path, "seat-1").unwrap();
    let mut drafts = crate::store::Drafts::open(&seat, &key).unwrap();
    drafts.put(&crate::store::drafts::tests::draft("update", plain)).unwrap();
    let mut batch = batch(1);
    batch.entries[0].change = plain.into();
    let text = || Some(plain.to_owned());
    batch.documents =
        vec![DocumentRow { stream: "case/1".to_owned(), title: text(), body: plain.into(), ..DocumentRow::default() }];
    batch.said = vec![SaidRow { entry: "e1".to_owned(), text: plain.to_owned(), ..SaidRow::default() }];
    store.append(&store.head().unwrap(), &batch).unwrap();
    assert_eq!(found(&store, "nightingale").len(), 1);
    let mut left = vec![path];
    let mut read = Vec::new();
    while let Some(path) = left.pop() {
        if path.is_dir() {
            left.extend(std::fs::read_dir(path).unwrap().map(|item| item.unwrap().path()));
        } else {
            let bytes = std::fs::read(&path).unwrap();
            for plain in [plain, "nightingale", "kettle", "journal_stream", "SQLite format"] {
                assert!(!bytes.windows(plain.len()).any(|w| w == plain.as_bytes()), "{plain} in {}", path.display());
            }
            read.push(path.file_name().unwrap().to_str().unwrap().to_owned());
        }
    }
    read.sort();
    assert!(
        ["journal.db-wal", "seat-1.db-wal", "ann-example.age"].iter().all(|n| read.iter().any(|r| r == n)),
        "{read:?}"
    );
}

#[test]
fn a_copy_made_while_others_work_is_the_whole_store() {
    let (folder, mut store) = store();
    let head = fill(&mut store, 20);
    let copy = folder.path().join("copy.mace");
    std::fs::create_dir(&copy).unwrap();
    store.copy_to(&copy.join("journal.db"), &key()).unwrap();
    assert!(matches!(store.copy_to(&copy.join("journal.db"), &key()), Err(StoreError::Exists { .. })));
    fill(&mut store, 21);
    let copied = Store::open(&copy, &key(), VERSION).unwrap();
    assert_eq!((copied.head().unwrap(), copied.verify(None).is_sound()), (head, false), "the folder is not private");
}
