//! Whether the store is what it says it is. Looks at everything, changes nothing.
//!
//! That the documents are what the journal folds to is for the session to compare; it reads both from here.

use std::fs;

use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row};

use super::journal::{self, unsigned};
use super::{Digest, Head, RECOVERY, Store, StoreError, folder, keys, search};

/// Something found, as a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// The store is not what it should be.
    Wrong(String),
    /// Nothing is lost, but something should be done.
    Warning(String),
}

/// What was looked at, and what was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// The end of the journal as recomputed; sealed minutes print it.
    pub head: Head,
    /// How many entries there are.
    pub entries: u64,
    /// The ids of entries that a purge has emptied, for the session to compare with the purges recorded.
    pub purged: Vec<String>,
    /// How many documents there are.
    pub documents: u64,
    /// How many things were said.
    pub said: u64,
    /// What was found; empty when all is well.
    pub findings: Vec<Finding>,
}

impl Verified {
    /// Whether nothing is wrong; warnings do not count.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        !self.findings.iter().any(|finding| matches!(finding, Finding::Wrong(_)))
    }

    fn wrong(&mut self, what: impl Into<String>) {
        self.findings.push(Finding::Wrong(what.into()));
    }
}

impl Store {
    /// Looks at pages, chain, caches, key files and modes. With `against`, a head printed on paper earlier, a store that
    /// was rolled back to before it, or rewritten, is found too.
    #[must_use]
    pub fn verify(&self, against: Option<&Head>) -> Verified {
        let empty = Head { seq: 0, digest: Digest::ZERO };
        let mut seen =
            Verified { head: empty, entries: 0, purged: Vec::new(), documents: 0, said: 0, findings: Vec::new() };
        let looks: [(&str, Look); 7] = [
            ("the file's pages", pages),
            ("the journal", chain),
            ("the requests", requests),
            ("the documents and the search index", caches),
            ("the key files", key_files),
            ("the files' modes", modes),
            ("what was removed", renewal),
        ];
        for (what, look) in looks {
            if let Err(error) = look(self, &mut seen) {
                seen.wrong(format!("Looking at {what} failed: {error}."));
            }
        }
        if let Some(witness) = against {
            match self.digest_at(witness.seq) {
                Ok(Some(digest)) if digest == witness.digest => {}
                Ok(None) => seen.wrong(format!(
                    "The journal ends at entry {}, before the witness's entry {}: this is an older copy of the store.",
                    seen.head.seq, witness.seq
                )),
                Ok(Some(_)) | Err(_) => seen.wrong(format!(
                    "Entry {} is not the one that the witness saw: the journal has been rewritten.",
                    witness.seq
                )),
            }
        }
        seen
    }
}

type Look = fn(&Store, &mut Verified) -> Result<(), StoreError>;

fn pages(store: &Store, seen: &mut Verified) -> Result<(), StoreError> {
    let mut asked = store.connection.prepare("PRAGMA cipher_integrity_check")?;
    let spoiled = asked.query_map([], |_| Ok(()))?.count();
    if spoiled > 0 {
        seen.wrong(format!("{spoiled} pages of journal.db are not as they were written: restore a backup."));
    }
    let answer: String = store.connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    if answer != "ok" {
        seen.wrong("The tables of journal.db are damaged: restore a backup.");
    }
    Ok(())
}

/// Recomputes every commitment and digest from the bytes as they are stored.
fn chain(store: &Store, seen: &mut Verified) -> Result<(), StoreError> {
    let mut asked = store.connection.prepare(
        "SELECT seq, id, request, seat, at, by, stream, about, salt, change, commitment, digest
         FROM journal ORDER BY seq",
    )?;
    let mut rows = asked.query([])?;
    while let Some(row) = rows.next()? {
        let stored = unsigned(row.get(0)?);
        seen.entries += 1;
        if stored != seen.head.seq + 1 {
            seen.wrong(format!("Entry {} is missing from the journal: entry {stored} follows.", seen.head.seq + 1));
        }
        match (row.get_ref(8)?, row.get_ref(9)?) {
            (ValueRef::Null, ValueRef::Null) => {
                seen.purged.push(String::from_utf8_lossy(bytes(row, 1)?.unwrap_or_default()).into_owned());
            }
            (ValueRef::Blob(salt), ValueRef::Blob(change))
                if bytes(row, 10)? == Some(&journal::commitment(salt, change).0) => {}
            _ => seen.wrong(format!("What entry {stored} says has been altered: restore a backup.")),
        }
        let digest = relink(row, seen.head.digest, stored)?;
        let kept = bytes(row, 11)?;
        if kept != Some(&digest.0) {
            seen.wrong(format!("Entry {stored} does not follow from the entries before it: restore a backup."));
        }
        // Goes on from what is kept, so that one altered entry is one finding.
        let kept = kept.and_then(|kept| kept.try_into().ok()).map_or(digest, Digest);
        seen.head = Head { seq: stored, digest: kept };
    }
    let head = store.head()?;
    if head != seen.head {
        seen.wrong(format!(
            "The store says that its journal ends at entry {}, but it ends at {}: restore a backup.",
            head.seq, seen.head.seq
        ));
    }
    Ok(())
}

fn relink(row: &Row, previous: Digest, seq: u64) -> Result<Digest, StoreError> {
    let mut texts: [&[u8]; 6] = [&[]; 6];
    for (text, column) in texts.iter_mut().zip(1..) {
        *text = bytes(row, column)?.unwrap_or_default();
    }
    let commitment = bytes(row, 10)?.and_then(|kept| kept.try_into().ok()).map_or(Digest::ZERO, Digest);
    Ok(journal::digest(previous, commitment, seq, texts, bytes(row, 7)?))
}

fn bytes<'a>(row: &'a Row, column: usize) -> Result<Option<&'a [u8]>, StoreError> {
    let held = row.get_ref(column)?.as_bytes_or_null();
    held.map_err(|_| StoreError::damaged("an entry holds a number where there should be text"))
}

/// Each request in the journal has its row, and no other has one.
fn requests(store: &Store, seen: &mut Verified) -> Result<(), StoreError> {
    let differing = count(
        &store.connection,
        "SELECT count(*) FROM
             (SELECT request, min(by) AS by, max(seq) AS seq FROM journal GROUP BY request) AS made
         FULL JOIN request AS kept ON kept.request = made.request
         WHERE made.request IS NULL OR kept.request IS NULL OR made.by <> kept.by OR made.seq <> kept.seq
             OR kept.undone <> (kept.undone_seq IS NOT NULL)
             OR kept.undone_seq > (SELECT seq FROM head) OR kept.undone_seq <= kept.seq",
    )?;
    if differing > 0 {
        seen.wrong(format!("{differing} requests are not as the journal has them: rebuild the caches."));
    }
    Ok(())
}

fn caches(store: &Store, seen: &mut Verified) -> Result<(), StoreError> {
    seen.documents = count(&store.connection, "SELECT count(*) FROM document")?;
    seen.said = count(&store.connection, "SELECT count(*) FROM said")?;
    let indexed = count(&store.connection, "SELECT count(*) FROM said_index_docsize")?;
    if indexed != seen.said {
        seen.wrong(format!(
            "The search index holds {indexed} entries where {} were said: rebuild the caches.",
            seen.said
        ));
    }
    // The command only looks, but asks for leave to write, which a store open for reading only has not.
    if !store.read_only && !search::index_is_whole(&store.connection)? {
        seen.wrong("The search index does not hold the words that were said: rebuild the caches.");
    }
    let adrift = count(&store.connection, "SELECT count(*) FROM said WHERE entry NOT IN (SELECT id FROM journal)")?;
    if adrift > 0 {
        seen.wrong(format!("{adrift} things to be searched were said by no entry: rebuild the caches."));
    }
    Ok(())
}

fn key_files(store: &Store, seen: &mut Verified) -> Result<(), StoreError> {
    let known = keys::hashes(&store.connection)?;
    for (name, hash) in &known {
        match fs::read(keys::path(&store.folder, name)) {
            Ok(bytes) if Digest::of(&bytes) == *hash => {}
            Ok(_) => seen.wrong(format!(
                "keys/{name}.age is not the file that the store knows: if a change of people or passphrases was cut \
                 off, make it again; else restore the file from a backup."
            )),
            Err(_) => seen.wrong(format!("keys/{name}.age is missing: restore it from a backup.")),
        }
    }
    for file in folder::files_ending(&folder::keys(&store.folder), ".age")? {
        let name = file.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        if !known.iter().any(|(known, _)| known == name) {
            seen.findings.push(Finding::Warning(format!(
                "keys/{name}.age belongs to nobody who can open the store: add that person again, or remove the file."
            )));
        }
    }
    let people = keys::holders(&store.connection)?.iter().filter(|holder| holder.name != RECOVERY).count();
    if people < 2 {
        seen.findings.push(Finding::Warning(
            "Fewer than two people can open the store: add another with `mace person add`.".to_owned(),
        ));
    }
    Ok(())
}

/// What was emptied may lie in free pages until the file is written anew.
fn renewal(store: &Store, seen: &mut Verified) -> Result<(), StoreError> {
    if store.wants_renewal()? {
        seen.findings.push(Finding::Warning(
            "A record was removed, and the file was not written anew since: open it once while nobody else has it open."
                .to_owned(),
        ));
    }
    Ok(())
}

fn modes(store: &Store, seen: &mut Verified) -> Result<(), StoreError> {
    for (path, mode) in folder::too_open(&store.folder)? {
        let path = path.strip_prefix(&store.folder).unwrap_or(&path).to_owned();
        let name = if path.as_os_str().is_empty() { "The folder".to_owned() } else { path.display().to_string() };
        seen.wrong(format!(
            "{name} may be touched by others than its owner (mode {mode:04o}): take it from them with chmod go=."
        ));
    }
    Ok(())
}

fn count(connection: &Connection, sql: &str) -> Result<u64, StoreError> {
    Ok(unsigned(connection.query_row(sql, [], |row| row.get(0))?))
}

#[cfg(test)]
mod tests;
