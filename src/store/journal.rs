//! The journal: what was done, by whom, when. Appended to and read, never rewritten.
//!
//! This file is the whole of the journal's SQL, kept plain because a shared server will speak it later: append, read
//! since, read by stream, request or case.
//!
//! The chain. Of each entry are kept `commitment = SHA-256(salt ‖ change)` and
//! `digest = SHA-256(previous digest ‖ commitment ‖ seq ‖ id ‖ request ‖ seat ‖ at ‖ by ‖ stream ‖ about)`, where `seq` is
//! eight bytes, big end first; each text is its length in bytes (eight bytes, big end first) and then its bytes as
//! stored; and `about` is one byte 0 when there is none, or one byte 1 and then a text. The first entry's previous digest
//! is 32 zero bytes.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, SecondsFormat, Utc};
use rusqlite::{Connection, OptionalExtension, Params, Row};
use sha2::{Digest as _, Sha256};

use super::{Store, StoreError};

/// A SHA-256 digest, shown as 64 hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest(pub [u8; 32]);

impl Digest {
    /// The digest before the first entry.
    pub const ZERO: Self = Self([0; 32]);

    /// The digest of some bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Digest {
    type Err = NotADigest;

    fn from_str(text: &str) -> Result<Self, NotADigest> {
        if text.len() != 64 || !text.bytes().all(|b| b.is_ascii_hexdigit()) {
            return Err(NotADigest);
        }
        let mut bytes = [0; 32];
        for (byte, at) in bytes.iter_mut().zip((0..64).step_by(2)) {
            *byte = text.get(at..at + 2).and_then(|two| u8::from_str_radix(two, 16).ok()).ok_or(NotADigest)?;
        }
        Ok(Self(bytes))
    }
}

/// The text is not a digest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a witness is a number, a colon and 64 hexadecimal digits, as printed on sealed minutes")]
pub struct NotADigest;

/// The end of the journal: its last number, 0 when empty, and the digest there. Shown as `SEQ:DIGEST`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Head {
    /// The last entry's number.
    pub seq: u64,
    /// The last entry's digest.
    pub digest: Digest,
}

impl fmt::Display for Head {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.seq, self.digest)
    }
}

impl FromStr for Head {
    type Err = NotADigest;

    /// Reads it as it is printed; white space in it counts for nothing, since a paper breaks it over two lines.
    fn from_str(text: &str) -> Result<Self, NotADigest> {
        let text: String = text.split_whitespace().collect();
        let (seq, digest) = text.split_once(':').ok_or(NotADigest)?;
        Ok(Self { seq: seq.parse().map_err(|_| NotADigest)?, digest: digest.parse()? })
    }
}

/// An entry to be appended. Its number, commitment and digest are given by the append.
#[derive(Clone, PartialEq, Eq)]
pub struct NewEntry {
    /// Made by the seat, and like no other in any seat.
    pub id: String,
    /// Joins the entries that one request of a person made.
    pub request: String,
    /// The seat that recorded it.
    pub seat: String,
    /// When; kept to the millisecond.
    pub at: DateTime<Utc>,
    /// Who had unlocked the store.
    pub by: String,
    /// What it changes.
    pub stream: String,
    /// The one case that it concerns, if any.
    pub about: Option<String>,
    /// Random bytes, so that an emptied change cannot be guessed from its commitment.
    pub salt: [u8; 16],
    /// The change as it is to be stored.
    pub change: Vec<u8>,
}

/// An entry of the journal.
#[derive(Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its place, from 1.
    pub seq: u64,
    /// Made by the seat, and like no other.
    pub id: String,
    /// Joins the entries that one request made.
    pub request: String,
    /// The seat that recorded it.
    pub seat: String,
    /// When.
    pub at: DateTime<Utc>,
    /// Who had unlocked the store.
    pub by: String,
    /// What it changes.
    pub stream: String,
    /// The one case that it concerns, if any.
    pub about: Option<String>,
    /// The change as stored; none once it has been purged.
    pub change: Option<Vec<u8>>,
    /// `SHA-256(salt ‖ change)`, which stays when the change is purged.
    pub commitment: Digest,
    /// The chain up to and including this entry.
    pub digest: Digest,
}

// What an entry says is case data, and must not reach a log or a panic.
impl fmt::Debug for NewEntry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NewEntry").field("id", &self.id).field("stream", &self.stream).finish_non_exhaustive()
    }
}

impl fmt::Debug for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Entry");
        shown.field("seq", &self.seq).field("id", &self.id).field("stream", &self.stream).finish_non_exhaustive()
    }
}

impl Store {
    /// The end of the journal as it stands now.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn head(&self) -> Result<Head, StoreError> {
        head(&self.connection)
    }

    /// The entries after `seq`, in order.
    ///
    /// # Errors
    /// Fails when the file cannot be read, or holds a row that no program of ours wrote.
    pub fn entries_since(&self, seq: u64) -> Result<Vec<Entry>, StoreError> {
        self.entries("WHERE seq > ?1 ORDER BY seq", [signed(seq)])
    }

    /// The entries of one stream, in order.
    ///
    /// # Errors
    /// As [`Store::entries_since`].
    pub fn entries_of(&self, stream: &str) -> Result<Vec<Entry>, StoreError> {
        self.entries("WHERE stream = ?1 ORDER BY seq", [stream])
    }

    /// The entries that one request made, in order.
    ///
    /// # Errors
    /// As [`Store::entries_since`].
    pub fn entries_of_request(&self, request: &str) -> Result<Vec<Entry>, StoreError> {
        self.entries("WHERE request = ?1 ORDER BY seq", [request])
    }

    /// The entries about one case after `seq`, in order.
    ///
    /// # Errors
    /// As [`Store::entries_since`].
    pub fn entries_about(&self, case: &str, seq: u64) -> Result<Vec<Entry>, StoreError> {
        self.entries("WHERE about = ?1 AND seq > ?2 ORDER BY seq", (case, signed(seq)))
    }

    /// One entry by its id.
    ///
    /// # Errors
    /// As [`Store::entries_since`].
    pub fn entry(&self, id: &str) -> Result<Option<Entry>, StoreError> {
        Ok(self.entries("WHERE id = ?1", [id])?.pop())
    }

    /// Whether an entry of this id has been recorded.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn is_recorded(&self, id: &str) -> Result<bool, StoreError> {
        Ok(request_of(&self.connection, id)?.is_some())
    }

    /// The digest after entry `seq`, to compare with one printed earlier; none when the journal is shorter.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn digest_at(&self, seq: u64) -> Result<Option<Digest>, StoreError> {
        if seq == 0 {
            return Ok(Some(Digest::ZERO));
        }
        let mut asked = self.connection.prepare_cached("SELECT digest FROM journal WHERE seq = ?1")?;
        Ok(asked.query_row([signed(seq)], |row| row.get(0)).optional()?.map(Digest))
    }

    /// Shows every entry after `seq`, in order, without holding more than one.
    ///
    /// # Errors
    /// As [`Store::entries_since`]; passes on the first error of `show` and stops there.
    pub fn for_each_entry<E: From<StoreError>>(
        &self,
        seq: u64,
        mut show: impl FnMut(Entry) -> Result<(), E>,
    ) -> Result<(), E> {
        let sql = format!("{SELECT} WHERE seq > ?1 ORDER BY seq");
        let mut asked = self.connection.prepare_cached(&sql).map_err(StoreError::from)?;
        let mut rows = asked.query([signed(seq)]).map_err(StoreError::from)?;
        while let Some(row) = rows.next().map_err(StoreError::from)? {
            show(entry(row)?)?;
        }
        Ok(())
    }

    fn entries(&self, clause: &str, params: impl Params) -> Result<Vec<Entry>, StoreError> {
        let mut asked = self.connection.prepare_cached(&format!("{SELECT} {clause}"))?;
        let mut rows = asked.query(params)?;
        let mut entries = Vec::new();
        while let Some(row) = rows.next()? {
            entries.push(entry(row)?);
        }
        Ok(entries)
    }
}

const SELECT: &str = "SELECT seq, id, request, seat, at, by, stream, about, change, commitment, digest FROM journal";

fn entry(row: &Row) -> Result<Entry, StoreError> {
    let seq: i64 = row.get(0)?;
    let at: String = row.get(4)?;
    let at = DateTime::parse_from_rfc3339(&at)
        .map_err(|_| StoreError::damaged(format!("entry {seq} has no readable time")))?;
    Ok(Entry {
        seq: unsigned(seq),
        id: row.get(1)?,
        request: row.get(2)?,
        seat: row.get(3)?,
        at: at.to_utc(),
        by: row.get(5)?,
        stream: row.get(6)?,
        about: row.get(7)?,
        change: row.get(8)?,
        commitment: Digest(row.get(9)?),
        digest: Digest(row.get(10)?),
    })
}

pub(super) fn head(connection: &Connection) -> Result<Head, StoreError> {
    let mut asked = connection.prepare_cached("SELECT seq, digest FROM head")?;
    let found = asked.query_row([], |row| Ok(Head { seq: unsigned(row.get(0)?), digest: Digest(row.get(1)?) }));
    found.optional()?.ok_or_else(|| StoreError::damaged("it does not say where its journal ends"))
}

/// The request of the entry of this id, if there is one.
pub(super) fn request_of(connection: &Connection, id: &str) -> Result<Option<String>, StoreError> {
    let mut asked = connection.prepare_cached("SELECT request FROM journal WHERE id = ?1")?;
    Ok(asked.query_row([id], |row| row.get(0)).optional()?)
}

/// Appends to the journal inside the caller's transaction: none when the head is no longer the one that was seen.
pub(super) fn append(connection: &Connection, seen: &Head, entries: &[NewEntry]) -> Result<Option<Head>, StoreError> {
    let mut put = connection.prepare_cached(
        "INSERT INTO journal (seq, id, request, seat, at, by, stream, about, salt, change, commitment, digest)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
    )?;
    let mut swap = connection.prepare_cached("UPDATE head SET seq = ?1, digest = ?2 WHERE seq = ?3 AND digest = ?4")?;
    let head = entries.iter().fold(*seen, |before, new| Head { seq: before.seq + 1, digest: link(&before, new).1 });
    // The head goes first, so that one who has seen too little writes nothing.
    if swap.execute((signed(head.seq), head.digest.0, signed(seen.seq), seen.digest.0))? == 0 {
        return Ok(None);
    }
    let mut before = *seen;
    for new in entries {
        let (commitment, digest) = link(&before, new);
        before = Head { seq: before.seq + 1, digest };
        put.execute(rusqlite::params![
            signed(before.seq),
            new.id,
            new.request,
            new.seat,
            stored_time(new.at),
            new.by,
            new.stream,
            new.about,
            new.salt,
            new.change,
            commitment.0,
            digest.0
        ])?;
    }
    Ok(Some(before))
}

/// Empties the salt and the change of entries, as a purge does: their commitments keep the chain whole.
pub(super) fn empty(connection: &Connection, ids: &[String]) -> Result<(), StoreError> {
    let mut purge = connection.prepare_cached("UPDATE journal SET salt = NULL, change = NULL WHERE id = ?1")?;
    for id in ids {
        purge.execute([id])?;
    }
    Ok(())
}

fn link(before: &Head, new: &NewEntry) -> (Digest, Digest) {
    let commitment = commitment(&new.salt, &new.change);
    let at = stored_time(new.at);
    let texts = [&new.id, &new.request, &new.seat, &at, &new.by, &new.stream].map(String::as_bytes);
    (commitment, digest(before.digest, commitment, before.seq + 1, texts, new.about.as_deref().map(str::as_bytes)))
}

/// `SHA-256(salt ‖ change)`.
pub(super) fn commitment(salt: &[u8], change: &[u8]) -> Digest {
    Digest(Sha256::new().chain_update(salt).chain_update(change).finalize().into())
}

/// The digest of one entry, as the head of this file lays down; `texts` are id, request, seat, at, by, stream.
pub(super) fn digest(
    previous: Digest,
    commitment: Digest,
    seq: u64,
    texts: [&[u8]; 6],
    about: Option<&[u8]>,
) -> Digest {
    let mut hash = Sha256::new();
    hash.update(previous.0);
    hash.update(commitment.0);
    hash.update(seq.to_be_bytes());
    let mut text = |bytes: &[u8]| {
        hash.update((bytes.len() as u64).to_be_bytes());
        hash.update(bytes);
    };
    texts.into_iter().for_each(&mut text);
    match about {
        None => hash.update([0]),
        Some(bytes) => {
            hash.update([1]);
            hash.update((bytes.len() as u64).to_be_bytes());
            hash.update(bytes);
        }
    }
    Digest(hash.finalize().into())
}

fn stored_time(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Millis, true)
}

/// A count as SQLite keeps it; no journal reaches the end of what it can count.
pub(super) fn signed(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// A count as SQLite gave it; one that was tampered below zero reads as none.
pub(super) fn unsigned(count: i64) -> u64 {
    u64::try_from(count).unwrap_or(0)
}
