//! What verification finds in a journal that was tampered with.

use super::*;
use crate::store::testing::{batch, fill, reopen, store};
use crate::store::{Batch, SaidRow};

fn wrongs(store: &Store) -> Vec<String> {
    let found = store.verify(None).findings.into_iter();
    found.filter_map(|f| if let Finding::Wrong(what) = f { Some(what) } else { None }).collect()
}

/// A store with seven entries, the last of which says something.
fn seven() -> (tempfile::TempDir, Store) {
    let (folder, mut store) = store();
    let said = vec![SaidRow { entry: "e7".to_owned(), text: "Seen".to_owned(), ..SaidRow::default() }];
    let head = fill(&mut store, 6);
    store.append(&head, &Batch { said, ..batch(7) }).unwrap();
    assert_eq!(wrongs(&store), [""; 0]);
    (folder, store)
}

/// Tampers with the store, looks, and takes the tampering back.
#[track_caller]
fn check(store: &Store, tamper: &str, sentence: &str) {
    store.connection.execute_batch(&format!("BEGIN; {tamper}")).unwrap();
    let found = wrongs(store);
    assert!(found.iter().any(|what| what.contains(sentence)), "{tamper}: {found:?}");
    store.connection.execute_batch("ROLLBACK").unwrap();
}

#[test]
fn altering_any_column_of_an_entry_is_found() {
    let (_folder, store) = seven();
    for number in [1, 4, 7] {
        for column in ["id", "request", "seat", "at", "by", "stream", "about"] {
            let longer = format!("coalesce({column} || 'x', 'x')");
            check(&store, &format!("UPDATE journal SET {column} = {longer} WHERE seq = {number}"), "does not follow");
        }
        let alter = |set: &str| format!("UPDATE journal SET {set} WHERE seq = {number}");
        check(&store, &alter("about = CASE WHEN about IS NULL THEN '' END"), "does not follow");
        check(&store, &alter("salt = zeroblob(16)"), "has been altered");
        check(&store, &alter("change = CAST(change || 'x' AS BLOB)"), "has been altered");
        check(&store, &alter("change = NULL"), "has been altered");
        check(&store, &alter("salt = NULL"), "has been altered");
        check(&store, &alter("commitment = zeroblob(32)"), "does not follow");
        check(&store, &alter("digest = zeroblob(32)"), if number == 7 { "ends at" } else { "does not follow" });
        check(&store, &alter("seq = seq + 100"), "does not follow");
        check(
            &store,
            &format!("DELETE FROM journal WHERE seq = {number}"),
            if number == 7 { "ends at" } else { "missing" },
        );
    }
}

#[test]
fn a_boundary_moved_between_two_columns_is_found() {
    let (_folder, store) = seven();
    check(&store, "UPDATE journal SET seat = 'seat-', at = '1' || at WHERE seq = 2", "Entry 2 does not follow");
}

#[test]
fn caches_that_disagree_with_the_journal_are_found() {
    let (_folder, store) = seven();
    check(&store, "UPDATE head SET seq = 6", "ends at entry 6");
    check(&store, "UPDATE head SET digest = zeroblob(32)", "restore");
    check(&store, "DELETE FROM request WHERE request = 'r2'", "requests");
    check(&store, "UPDATE request SET by = 'bob-example' WHERE request = 'r2'", "requests");
    check(&store, "UPDATE request SET undone = 1 WHERE request = 'r2'", "requests");
    check(&store, "INSERT INTO request VALUES ('r99', 'ann-example', 1, 1, 0, NULL)", "requests");
    check(&store, "DROP TRIGGER said_out; DELETE FROM said", "search index");
    check(&store, "UPDATE said SET text = 'Not seen'", "words that were said");
    check(&store, "UPDATE said SET entry = 'e99'", "said by no entry");
    check(&store, "DELETE FROM head", "does not say where its journal ends");
}

#[test]
fn a_purged_entry_leaves_the_chain_whole() {
    let (_folder, mut store) = store();
    let head = fill(&mut store, 3);
    let purge = Batch { purged: vec!["e2".to_owned()], ..batch(4) };
    store.append(&head, &purge).unwrap();
    let verified = store.verify(None);
    assert!(verified.is_sound(), "{:?}", verified.findings);
    assert_eq!((verified.purged, verified.entries), (vec!["e2".to_owned()], 4));
}

#[test]
fn a_store_rolled_back_or_rewritten_does_not_match_a_printed_head() {
    let (_folder, mut store) = store();
    let head = fill(&mut store, 3);
    let printed: Head = head.to_string().parse().unwrap();
    assert_eq!(printed, head);
    let broken = head.to_string().replacen(':', ":\r\n    ", 1) + "\n";
    assert_eq!(broken.parse(), Ok(head), "a paper breaks it over two lines");
    assert!(store.verify(Some(&printed)).is_sound());
    let later = Head { seq: 4, ..printed };
    assert!(format!("{:?}", store.verify(Some(&later)).findings).contains("older copy"));
    let other = Head { seq: 2, ..printed };
    assert!(format!("{:?}", store.verify(Some(&other)).findings).contains("rewritten"));
    assert!("3:abc".parse::<Head>().is_err() && "".parse::<Head>().is_err());
}

#[test]
fn a_spoiled_page_is_found() {
    let (folder, mut store) = store();
    fill(&mut store, 200);
    drop(store);
    let file = folder.path().join("county.mace/journal.db");
    let mut bytes = std::fs::read(&file).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&file, bytes).unwrap();
    let found = wrongs(&reopen(folder.path()).unwrap());
    assert!(found.iter().any(|what| what.contains("not as they were written")), "{found:?}");
}

#[cfg(unix)]
#[test]
fn the_folder_is_private_and_a_file_that_is_not_is_found() {
    use std::os::unix::fs::PermissionsExt;
    let (folder, mut store) = store();
    fill(&mut store, 1);
    let path = folder.path().join("county.mace");
    assert_eq!(folder::too_open(&path).unwrap(), []);
    assert!(path.join("journal.db-wal").exists());
    std::fs::set_permissions(path.join("journal.db"), std::fs::Permissions::from_mode(0o644)).unwrap();
    assert!(wrongs(&store)[0].starts_with("journal.db may be touched by others than its owner (mode 0644)"));
}

#[test]
fn fewer_than_two_people_are_a_warning() {
    let (_folder, store) = store();
    let verified = store.verify(None);
    assert!(matches!(verified.findings.as_slice(), [Finding::Warning(what)] if what.contains("Fewer than two")));
    assert!(verified.is_sound());
}
