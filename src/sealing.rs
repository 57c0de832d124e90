//! Approves minutes and seals what they say, and makes files of what was sealed.
//!
//! What is sealed is the neutral tree, a part at a time: `head` (the tree without its parts), each part of the tree, and
//! the data of the promised JSON, `data` and one `data-N` an item. The digest that is printed is of the list of the
//! parts' names and hashes, never of a file's bytes: so a part that retention takes out leaves it whole.

mod copy;
mod fictional;
mod subject;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::Value;

use crate::export::amendments;
use crate::export::document::{Block, Document, Field, Part};
use crate::export::produce::{Next, ProduceError, Source};
use crate::model::decide_minutes::ForMinutes;
use crate::model::id::{CaseId, MeetingId};
use crate::model::meeting::{Meeting, MeetingState};
use crate::model::minutes::{NewPart, Seal, SealedPart, Signed};
use crate::model::record::Timed;
use crate::model::request::Request;
use crate::model::sight::NoReader;
use crate::model::word::ChairsWord;
use crate::session::{RecordError, Session};
use crate::store::{Digest, StoreError};

pub use copy::{Extent, Paper, Wanted, minutes};
pub use fictional::fill_with_fiction;
pub use subject::{Held, held};

/// The tree without its parts.
const HEAD: &str = "head";

/// The meeting's data without its items.
const DATA: &str = "data";

/// What stands where retention took a child's part out.
const REMOVED: &str = "Removed under retention.";

/// Why minutes were not sealed, or could not be had.
#[derive(Debug, thiserror::Error)]
pub enum SealError {
    /// There is no such meeting any more.
    #[error("This meeting is not there any more.")]
    NoMeeting,
    /// No such version was approved.
    #[error("There is no version {wanted} of these minutes: {have}.")]
    NoVersion {
        /// The version that was asked for.
        wanted: u32,
        /// What there is.
        have: String,
    },
    /// What is kept is not what was approved.
    #[error("Part “{0}” of the sealed minutes is not what was approved: run `mace verify`, and go back to a backup.")]
    Altered(String),
    /// Nobody is named who may see a part of them.
    #[error(transparent)]
    Reader(#[from] NoReader),
    /// The child is not in them.
    #[error("Nothing in these minutes is about {0}.")]
    NotOf(String),
    /// It was not recorded.
    #[error(transparent)]
    Record(#[from] RecordError),
    /// The store could not be read.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// It could not be made.
    #[error(transparent)]
    Produce(#[from] ProduceError),
    /// It could not be written as data, or read back.
    #[error("the sealed minutes do not read: {0}")]
    Json(#[from] serde_json::Error),
}

/// Approves the minutes of a meeting, and seals what they say; gives the version. After amendments, the next version is
/// the one before with the amendments in front: what was approved stays as it was.
///
/// # Errors
/// Refuses what the state of the minutes forbids, and where something was recorded while they were made.
pub fn approve(session: &mut Session, id: &MeetingId, word: &ChairsWord, now: DateTime<Utc>) -> Result<u32, SealError> {
    let by = session.shown().who.name.clone();
    approve_as(session, id, (word, &by), now)
}

/// Approves them with somebody else at the keyboard.
fn approve_as(
    session: &mut Session,
    id: &MeetingId,
    (word, by): (&ChairsWord, &str),
    now: DateTime<Utc>,
) -> Result<u32, SealError> {
    session.open_meeting(id)?;
    session.load_last()?;
    let seen = *session.head();
    let (version, parts) = to_seal(session, id, (word, by), now)?;
    let parts = parts.into_iter().map(|(id, about, text)| NewPart { hash: hash(&text), id, about, text });
    let parts: Vec<NewPart> = parts.collect();
    let listed = parts.iter().map(|part| (part.id.as_str(), part.hash.as_str()));
    let digest = digest(listed);
    let asked = ForMinutes::Approve { word: word.clone(), version, digest, parts };
    let request = Request::Minutes { meeting: id.clone(), asked };
    session.record_as_seen(&seen, by, Timed { at: now, request })?;
    Ok(version)
}

/// The open meeting's minutes as they read: the version that was approved last, with its number, or what stands while none
/// was.
///
/// # Errors
/// As [`document`].
pub fn read(session: &mut Session, now: DateTime<Utc>) -> Result<(Document, Option<u32>), SealError> {
    session.load_last()?;
    let meeting = session.shown().open_meeting().ok_or(SealError::NoMeeting)?;
    match meeting.minutes.latest().map(|seal| seal.version) {
        Some(version) => Ok((document(session, meeting, version)?, Some(version))),
        None => Ok((source(session, now).tree(meeting, next(session).as_ref()), None)),
    }
}

/// The tree of a version as it was approved, with its number, digest and witness on it.
///
/// # Errors
/// Refuses a version that there is not, and what is not what was approved.
pub fn document(session: &Session, meeting: &Meeting, version: u32) -> Result<Document, SealError> {
    let seal = seal(meeting, version)?;
    let mut document = plain(&kept(session, meeting, seal)?, seal)?;
    document.foot = format!("Version {version} · {}", seal.digest);
    document.reference.push(Field::new("Version", format!("{version}, approved {}", seal.approved())));
    document.reference.push(Field::new("Digest", seal.digest.clone()));
    if let Some(head) = session.head_at(&seal.entry)? {
        document.reference.push(Field::new("Journal", head.to_string()));
    }
    Ok(document)
}

/// The parts that two versions do not have alike, as the one has it and as the other: none where it has none.
#[must_use]
pub fn differences<'a>(before: &'a Document, after: &'a Document) -> Vec<(Option<&'a Part>, Option<&'a Part>)> {
    let of = |document: &'a Document, id: &str| document.parts.iter().find(|part| part.id == id);
    let now = after.parts.iter().map(|part| (of(before, &part.id), Some(part)));
    let gone = before.parts.iter().filter(|part| of(after, &part.id).is_none()).map(|part| (Some(part), None));
    now.chain(gone).filter(|(before, after)| before != after).collect()
}

/// Minutes as data: the meeting, and what says which of its versions that is.
#[derive(Serialize)]
struct Sealed {
    version: Option<u32>,
    digest: Option<String>,
    journal: Option<String>,
    #[serde(flatten)]
    meeting: Value,
}

type Text = (String, Option<CaseId>, String);

/// What is to be sealed: the version, and its parts as text.
fn to_seal(
    session: &Session,
    id: &MeetingId,
    approved: (&ChairsWord, &str),
    now: DateTime<Utc>,
) -> Result<(u32, Vec<Text>), SealError> {
    let meeting = session.shown().open_meeting().filter(|meeting| meeting.id == *id).ok_or(SealError::NoMeeting)?;
    let Some(before) = meeting.minutes.latest() else { return Ok((1, first(session, meeting, approved, now)?)) };
    let version = before.version + 1;
    let mut texts = kept(session, meeting, before)?;
    let mut head: Document = serde_json::from_str(texts.get(HEAD).map_or("", String::as_str))?;
    head.created = now;
    texts.insert(HEAD.to_owned(), head.canonical_json()?);
    let new = amendments::parts(meeting, before.version);
    let amended = |part: &&SealedPart| part.id.starts_with(amendments::NAME);
    let (earlier, others): (Vec<&SealedPart>, Vec<&SealedPart>) = before.parts.iter().partition(amended);
    let (first, rest) = others.split_at(usize::from(others.first().is_some_and(|part| part.id == HEAD)));
    let abouts = session.sealed_about(&meeting.id, before.version)?;
    let again = |part: &&SealedPart| {
        let about = abouts.get(&part.id).cloned().flatten();
        texts.get(&part.id).map(|text| (part.id.clone(), about, text.clone()))
    };
    let mut parts: Vec<Text> = first.iter().filter_map(again).chain(earlier.iter().filter_map(again)).collect();
    parts.extend(texts_of(&new)?);
    parts.extend(rest.iter().filter_map(again));
    Ok((version, parts))
}

/// The first version: the minutes as they stand, approved.
fn first(
    session: &Session,
    meeting: &Meeting,
    (word, by): (&ChairsWord, &str),
    now: DateTime<Utc>,
) -> Result<Vec<Text>, SealError> {
    let mut approved = meeting.clone();
    approved.state = MeetingState::Approved;
    approved.minutes.seals.push(Seal {
        version: 1,
        digest: String::new(),
        parts: Vec::new(),
        word: word.clone(),
        signed: Signed { at: now, by: by.to_owned() },
        entry: meeting.latest.clone(),
    });
    let source = source(session, now);
    let mut tree = source.tree(&approved, next(session).as_ref());
    let parts = std::mem::take(&mut tree.parts);
    let mut texts = vec![(HEAD.to_owned(), None, tree.canonical_json()?)];
    texts.extend(texts_of(&parts)?);
    let mut data = source.data(&approved)?;
    let items = data.get_mut("items").map(Value::take);
    texts.push((DATA.to_owned(), None, serde_json::to_string(&data)?));
    let items = items.as_ref().and_then(Value::as_array).into_iter().flatten();
    for (item, data) in meeting.items.iter().zip(items) {
        let number = meeting.number(item.id()).unwrap_or_default();
        texts.push((format!("{DATA}-{number}"), item.case().cloned(), serde_json::to_string(data)?));
    }
    Ok(texts)
}

fn texts_of(parts: &[Part]) -> Result<Vec<Text>, serde_json::Error> {
    let about = |part: &Part| part.about.clone().map(CaseId::new);
    parts.iter().map(|part| Ok((part.id.clone(), about(part), part.canonical_json()?))).collect()
}

/// The texts of a version, each held against its hash.
fn kept(session: &Session, meeting: &Meeting, seal: &Seal) -> Result<BTreeMap<String, String>, SealError> {
    let texts = session.sealed_parts(&meeting.id, seal.version)?;
    let differs = |part: &&SealedPart| texts.get(&part.id).is_some_and(|text| hash(text) != part.hash);
    match seal.parts.iter().find(differs) {
        Some(part) => Err(SealError::Altered(part.id.clone())),
        None => Ok(texts),
    }
}

/// The tree from its texts, with a line where a part was taken out.
fn plain(texts: &BTreeMap<String, String>, seal: &Seal) -> Result<Document, SealError> {
    let head = texts.get(HEAD).ok_or_else(|| SealError::Altered(HEAD.to_owned()))?;
    let mut document: Document = serde_json::from_str(head)?;
    let data = |part: &&SealedPart| part.id != HEAD && part.id != DATA && !part.id.starts_with("data-");
    let mut told = BTreeSet::new();
    for part in seal.parts.iter().filter(data) {
        match texts.get(&part.id) {
            Some(text) => document.parts.push(serde_json::from_str(text)?),
            None if told.insert(place_of(&part.id, seal)) => {
                let blocks = vec![Block::note(REMOVED)];
                document.parts.push(Part { id: part.id.clone(), about: None, blocks });
            }
            None => {}
        }
    }
    Ok(document)
}

/// Where a part stands: the rows of a table, which are parts of their own, stand together under its header.
fn place_of<'a>(part: &'a str, seal: &Seal) -> &'a str {
    let row = part.rsplit_once('-').map(|(table, _)| table);
    row.filter(|table| seal.parts.iter().any(|part| part.id == *table)).unwrap_or(part)
}

/// The data of a version as it was approved, with its number, digest and witness as it says them on paper; of a draft, the
/// data as they stand, and `null` for all three.
fn data(session: &Session, meeting: &Meeting, version: Option<u32>, now: DateTime<Utc>) -> Result<Sealed, SealError> {
    let Some(version) = version else {
        return Ok(Sealed { version, digest: None, journal: None, meeting: source(session, now).data(meeting)? });
    };
    let seal = seal(meeting, version)?;
    let journal = session.head_at(&seal.entry)?.map(|head| head.to_string());
    let meeting = approved(session, meeting, seal)?;
    Ok(Sealed { version: Some(version), digest: Some(seal.digest.clone()), journal, meeting })
}

/// The data of a meeting as it was approved, an item a part.
fn approved(session: &Session, meeting: &Meeting, seal: &Seal) -> Result<Value, SealError> {
    let texts = kept(session, meeting, seal)?;
    let read = |id: &str| texts.get(id).map(|text| serde_json::from_str(text)).transpose();
    let mut data: Value = read(DATA)?.ok_or_else(|| SealError::Altered(DATA.to_owned()))?;
    let items = seal.parts.iter().filter(|part| part.id.starts_with("data-"));
    let items: Result<Vec<Value>, serde_json::Error> =
        items.map(|part| Ok(read(&part.id)?.unwrap_or_else(|| Value::from(REMOVED)))).collect();
    if let Some(place) = data.get_mut("items") {
        *place = Value::Array(items?);
    }
    Ok(data)
}

fn seal(meeting: &Meeting, version: u32) -> Result<&Seal, SealError> {
    meeting.minutes.version(version).ok_or_else(|| SealError::NoVersion {
        wanted: version,
        have: match meeting.minutes.latest() {
            Some(seal) if seal.version > 1 => format!("versions 1 to {} were approved", seal.version),
            Some(_) => "version 1 was approved".to_owned(),
            None => "none was approved yet".to_owned(),
        },
    })
}

fn source(session: &Session, made_at: DateTime<Utc>) -> Source<'_> {
    let shown = session.shown();
    Source { docs: &shown.docs, terms: &shown.terms, author: &shown.who.name, made_at }
}

fn next(session: &Session) -> Option<Next> {
    session.shown().next_meeting().map(|next| (next.date, next.time, next.venue.clone()))
}

fn hash(text: &str) -> String {
    Digest::of(text.as_bytes()).to_string()
}

/// The digest of a list of parts: each part's name, a space, its hash, a line end.
fn digest<'a>(parts: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let mut list = String::new();
    for (id, hash) in parts {
        let _ = writeln!(list, "{id} {hash}");
    }
    hash(&list)
}
