//! Removing a child's record under retention: every entry about the child is emptied, what the journal then folds to takes
//! the place of every document, and the file is written anew under a fresh key, so that no page of it holds a word. The
//! chain of the journal holds, because it is made of the entries' commitments; what stays is told in `model/retention.rs`.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, SubsecRound, Utc};
use rand_chacha::ChaCha20Rng;

use super::named::{NamedStill, whole_names};
use super::undo::Read;
use super::{RecordError, Session, rows};
use crate::model::case::CaseChange;
use crate::model::change::{Change, Stamp};
use crate::model::county::CountyChange;
use crate::model::decide::Today;
use crate::model::decide_retention::{Removal, removable};
use crate::model::document::{Document, replay};
use crate::model::id::{CaseId, EntryId, ItemId, Stream};
use crate::model::intake::IntakeChange;
use crate::model::meeting::{Meeting, MeetingChange};
use crate::model::record::{Entry, labels_given};
use crate::model::refusal::Refusal;
use crate::model::retention::{Looked, Removed, RetentionChange, emptied_of_meeting};
use crate::model::settled::MovedAway;
use crate::store::{Batch, DatabaseKey, DocumentQuery, StoreError};

/// What a removal took out, and where the child is named still.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gone {
    /// The reference.
    pub label: String,
    /// How many entries were emptied.
    pub entries: u64,
    /// How many drafts were dropped.
    pub drafts: usize,
    /// What was said of other children, or of none, and names the child in full: it is theirs, and stays.
    pub named: Vec<NamedStill>,
}

/// What a removal touches.
struct Reach {
    /// The record, and those that were merged into it.
    records: BTreeSet<CaseId>,
    /// The streams that go whole.
    whole: BTreeSet<Stream>,
    /// The entries that are emptied, by their stream.
    emptied: BTreeMap<Stream, BTreeSet<EntryId>>,
    /// Every touched stream as it reads.
    read: BTreeMap<Stream, Read>,
    /// The requests by which something was taken from the child as another's.
    left: BTreeSet<String>,
    /// The labels that go with it.
    labels: Vec<(String, u64)>,
    /// The child's names: those of the record, and of all that is known of earlier.
    names: BTreeSet<String>,
}

impl Session {
    /// Removes a child's record. The file is to be written anew after it: see [`Session::renew`].
    ///
    /// # Errors
    /// Refuses what [`removable`] refuses, and a removal after which what is left of a meeting would not fold; nothing
    /// was then removed.
    pub fn remove_case(&mut self, removal: &Removal, now: DateTime<Utc>) -> Result<Gone, RecordError> {
        let now = now.trunc_subsecs(3);
        self.catch_up()?;
        let case = self.stands_for(&removal.case)?;
        self.load_case(&case)?;
        let Some(standing) = self.shown.docs.cases.get(&case) else {
            return Err(Refusal::NoSuch { what: "case", which: case.to_string() }.into());
        };
        let today = Today { terms: &self.shown.terms, calendar: &self.shown.calendar, now };
        let stays = removable(standing, removal, today)?;
        let reach = self.reach(&case)?;
        let emptied: BTreeSet<&str> = reach.emptied.values().flatten().map(EntryId::as_str).collect();
        let named = self.named_in(&reach.names, |said| !emptied.contains(said.entry.as_str()))?;
        let entries = reach.emptied.values().map(|ids| ids.len() as u64).sum();
        let stays = Removed { labels: reach.labels.clone(), entries, ..stays };
        let batch = self.removing(&case, &stays, &reach, now)?;
        let touched = reach.read.keys().cloned().chain(reach.records.iter().cloned().map(Stream::Case)).collect();
        self.append(&batch, &mut |_, _| {}).map_err(|error| match error {
            crate::store::AppendError::Store(error) => RecordError::Store(error),
            _ => RecordError::Refused(Refusal::Meanwhile),
        })?;
        self.reload(&touched)?;
        let drafts = self.drop_drafts_of(&reach)?;
        Ok(Gone { label: stays.label, entries, drafts, named })
    }

    /// Whether a removal emptied entries since the file was written anew.
    ///
    /// # Errors
    /// Fails when the store cannot be read.
    pub fn wants_renewal(&self) -> Result<bool, StoreError> {
        self.store.wants_renewal()
    }

    /// Writes the file anew under a fresh key, so that what was emptied is in no page of it. Gives the session on it, and
    /// the key.
    ///
    /// # Errors
    /// Refuses while anyone else has the store open; the file then stays as it was.
    pub fn renew(self, key: &DatabaseKey, random: &mut ChaCha20Rng) -> Result<(Self, DatabaseKey), StoreError> {
        let Self { store, drafts, .. } = self;
        // This seat's own drafts are carried over like every other's, and so are closed meanwhile.
        drop(drafts);
        let (store, key) = store.renew_key(key, random)?;
        Ok((Self { store, drafts: None, ..self }, key))
    }

    /// Finds everything that a removal touches.
    fn reach(&self, case: &CaseId) -> Result<Reach, RecordError> {
        let (records, names) = self.records_of(case);
        let mut whole: BTreeSet<Stream> = records.iter().cloned().map(Stream::Case).collect();
        let (mut touched, mut moved, mut left): (BTreeSet<Stream>, BTreeSet<String>, BTreeSet<String>) =
            Default::default();
        for record in &records {
            for kind in ["action", "place", "disclosure"] {
                let case_id = Some(record.to_string());
                let own = DocumentQuery { kind: kind.to_owned(), case_id, ..DocumentQuery::default() };
                whole.extend(self.store.briefs(&own)?.iter().filter_map(|row| row.stream.parse().ok()));
            }
            for entry in self.store.entries_about(record.as_str(), 0)? {
                touched.extend(entry.stream.parse::<Stream>().ok());
                if super::undo::read_entry(&entry)?.is_some_and(|(_, change, _)| takes_away(&change)) {
                    left.insert(entry.request.clone());
                }
                moved.insert(entry.request);
            }
        }
        // What was first recorded of another child is in streams where no entry is about this one.
        for request in &moved {
            let entries = self.store.entries_of_request(request)?;
            touched.extend(entries.iter().filter_map(|entry| entry.stream.parse::<Stream>().ok()));
        }
        touched.insert(Stream::County);
        let mut reach =
            Reach { records, whole, left, emptied: BTreeMap::new(), read: BTreeMap::new(), labels: Vec::new(), names };
        for stream in touched.iter().chain(&reach.whole).cloned().collect::<BTreeSet<_>>() {
            let read = self.read_stream(&stream)?;
            if self.goes_whole(&stream)? {
                reach.whole.insert(stream.clone());
            }
            let emptied = self.emptied(&stream, &read, &reach, &moved)?;
            if emptied.is_empty() {
                continue;
            }
            let gone = read.iter().filter(|(stamp, ..)| emptied.contains(&stamp.entry));
            reach.labels.extend(gone.flat_map(|(_, change, _)| labels_given(change)));
            reach.emptied.insert(stream.clone(), emptied);
            reach.read.insert(stream, read);
        }
        reach.labels.sort();
        reach.labels.dedup();
        Ok(reach)
    }

    /// Whether a stream about the child amounts to nothing: what was undone whole.
    fn goes_whole(&self, stream: &Stream) -> Result<bool, StoreError> {
        let own = matches!(stream, Stream::Action(_) | Stream::Place(_) | Stream::Disclosure(_));
        Ok(own && self.store.document(&stream.to_string())?.is_none())
    }

    /// The entries of a stream that are emptied.
    fn emptied(
        &self,
        stream: &Stream,
        read: &Read,
        reach: &Reach,
        moved: &BTreeSet<String>,
    ) -> Result<BTreeSet<EntryId>, StoreError> {
        let turned = |change: &Change| matches!(change, Change::Undone(_) | Change::Redone(_));
        // What a request that was taken back had moved is where it was, and no word of it stays where it had gone.
        let undone = super::undo::undone_in(read);
        let back = |stamp: &Stamp| reach.left.contains(stamp.request.as_str()) && undone.contains(&stamp.request);
        let mut back: BTreeSet<EntryId> = read
            .iter()
            .filter(|(stamp, change, _)| back(stamp) && !turned(change))
            .map(|(stamp, ..)| stamp.entry.clone())
            .collect();
        let moved: BTreeSet<&str> = moved
            .iter()
            .map(String::as_str)
            .filter(|request| !undone.iter().any(|id| id.as_str() == *request))
            .collect();
        if reach.whole.contains(stream) {
            let all = read.iter().filter(|(_, change, _)| !turned(change));
            return Ok(all.map(|(stamp, ..)| stamp.entry.clone()).collect());
        }
        back.extend(match stream {
            Stream::Meeting(_) => {
                let items = match self.document(stream)? {
                    Some(Document::Meeting(meeting)) => items_of(&meeting, &reach.records),
                    _ => BTreeSet::new(),
                };
                let looked = read.iter().map(|(stamp, change, about)| Looked {
                    id: &stamp.entry,
                    request: stamp.request.as_str(),
                    about: about.as_ref(),
                    change,
                });
                emptied_of_meeting(&looked.collect::<Vec<_>>(), &reach.records, &items, &moved)
            }
            Stream::Case(_) => first_of_another(read, &moved),
            Stream::County => {
                let named = |change: &Change| match change {
                    Change::County(CountyChange::Exported { recipient, purpose, .. }) => {
                        let names = whole_names(&reach.names);
                        [recipient, purpose].into_iter().flatten().any(|text| !names.find(text).is_empty())
                    }
                    _ => false,
                };
                let saved = read.iter().filter(|(_, change, _)| named(change));
                saved.map(|(stamp, ..)| stamp.entry.clone()).collect()
            }
            _ => BTreeSet::new(),
        });
        Ok(back)
    }

    fn document(&self, stream: &Stream) -> Result<Option<Document>, StoreError> {
        self.store.document(&stream.to_string())?.map(|row| super::load::parse(&row)).transpose()
    }

    /// What is appended: that the record was removed, what every touched stream amounts to without it.
    fn removing(
        &mut self,
        case: &CaseId,
        stays: &Removed,
        reach: &Reach,
        now: DateTime<Utc>,
    ) -> Result<Batch, RecordError> {
        let (request, by) = (self.next_request(), self.shown.who.name.clone());
        let (mut entries, mut batch): (Vec<Entry>, Batch) = Default::default();
        let mut add = |stream: Stream, about: &CaseId, change: Change| {
            let id = EntryId::new(format!("{request}.e{}", entries.len() + 1));
            let stamp = Stamp { entry: id, request: request.clone(), at: now, by: by.clone() };
            entries.push(Entry { stamp: stamp.clone(), stream, about: Some(about.clone()), change: change.clone() });
            (stamp, change)
        };
        for record in &reach.records {
            let former = self.shown.docs.cases.get(record).map(|case| case.label.clone()).unwrap_or_default();
            let own = if record == case {
                stays.clone()
            } else {
                Removed { label: former, labels: Vec::new(), entries: 0, ..stays.clone() }
            };
            let change = Change::Case(CaseChange::Retention(RetentionChange::Removed(Box::new(own))));
            let (stamp, change) = add(Stream::Case(record.clone()), record, change);
            let stream = Stream::Case(record.clone());
            let document = Document::fold(None, &stream, &change, &stamp).map_err(|_| refused(&stays.label))?;
            batch.documents.push(rows::row(&stream, &document));
        }
        for (stream, emptied) in &reach.emptied {
            batch.purged.extend(emptied.iter().map(ToString::to_string));
            if matches!(stream, Stream::Case(id) if reach.records.contains(id)) {
                continue;
            }
            let stays_of = |(stamp, ..): &&(Stamp, Change, Option<CaseId>)| !emptied.contains(&stamp.entry);
            let mut left: Read = reach.read.get(stream).into_iter().flatten().filter(stays_of).cloned().collect();
            if let Some(Document::Meeting(meeting)) = self.document(stream)? {
                for record in reach.records.iter().filter(|record| meeting.item_of(record).is_some()) {
                    let change = Change::Meeting(MeetingChange::CaseRemoved(record.clone()));
                    let (stamp, change) = add(stream.clone(), record, change);
                    left.push((stamp, change, Some(record.clone())));
                }
            }
            let folded = replay(stream, left.iter().map(|(stamp, change, _)| (stamp, change)));
            match folded.map_err(|_| refused(&stays.label))? {
                Some(document) => batch.documents.push(rows::row(stream, &document)),
                None => batch.gone.push(stream.to_string()),
            }
        }
        batch.unsaid.clone_from(&batch.purged);
        batch.entries = entries.iter().map(|entry| self.sealed(entry)).collect();
        Ok(batch)
    }

    /// Drops every seat's drafts that are of the child's record, or name the child.
    fn drop_drafts_of(&mut self, reach: &Reach) -> Result<usize, StoreError> {
        let names = whole_names(&reach.names);
        let ids: Vec<String> = reach.whole.iter().map(Stream::to_string).collect();
        let ids: Vec<&str> = ids.iter().filter_map(|stream| Some(stream.split_once('/')?.1)).collect();
        let mut items: BTreeSet<ItemId> = BTreeSet::new();
        for stream in reach.read.keys() {
            if let Some(Document::Meeting(meeting)) = self.document(stream)? {
                items.extend(items_of(&meeting, &reach.records));
            }
        }
        let about = |field: &str, text: &str| {
            let of_it = ids.iter().any(|id| field.contains(id));
            of_it || items.iter().any(|item| field.contains(item.as_str())) || !names.find(text).is_empty()
        };
        match &mut self.drafts {
            Some(desk) => desk.drop_everywhere(about),
            None => Ok(0),
        }
    }
}

/// The items of some children in a meeting.
fn items_of(meeting: &Meeting, of: &BTreeSet<CaseId>) -> BTreeSet<ItemId> {
    let own = meeting.items.iter().filter(|item| item.case().is_some_and(|case| of.contains(case)));
    own.map(|item| item.id().clone()).collect()
}

/// Whether it takes away what was recorded of the wrong child.
fn takes_away(change: &Change) -> bool {
    let of_meeting = |change: &MeetingChange| {
        matches!(
            change,
            MeetingChange::MovedAway { .. }
                | MeetingChange::ActionMovedAway { .. }
                | MeetingChange::PlaceMovedAway { .. }
        )
    };
    match change {
        Change::Meeting(change) => of_meeting(change),
        Change::Case(change) => matches!(change, CaseChange::MovedAway(_)),
        _ => false,
    }
}

/// What was recorded in another child's own record and was taken from there by one of these requests.
fn first_of_another(read: &Read, moved: &BTreeSet<&str>) -> BTreeSet<EntryId> {
    let mut emptied = BTreeSet::new();
    for (at, (stamp, change, _)) in read.iter().enumerate() {
        let Change::Case(CaseChange::MovedAway(what)) = change else { continue };
        if !moved.contains(stamp.request.as_str()) {
            continue;
        }
        let is_it = |stamp: &Stamp, change: &Change| match (what, change) {
            (MovedAway::Decision(meeting, item), Change::Case(CaseChange::Discussed(said))) => {
                said.meeting == *meeting && said.item == *item
            }
            (MovedAway::Risk(meeting, item), Change::Case(CaseChange::RiskSet(set))) => {
                set.at.as_ref().is_some_and(|(m, i)| m == meeting && i == item)
            }
            (MovedAway::Episode(entry), Change::Case(CaseChange::EpisodeRecorded(_))) => stamp.entry == *entry,
            (MovedAway::Episode(entry), Change::Case(CaseChange::Intake(IntakeChange::EpisodeCorrected(put)))) => {
                put.entry == *entry
            }
            _ => false,
        };
        let before = read.iter().take(at).filter(|(stamp, change, _)| is_it(stamp, change));
        emptied.extend(before.map(|(stamp, ..)| stamp.entry.clone()));
        emptied.insert(stamp.entry.clone());
    }
    emptied
}

fn refused(label: &str) -> RecordError {
    let why = "what is left of a meeting would not fold without it; nothing was removed".to_owned();
    RecordError::Refused(Refusal::Kept { label: label.to_owned(), why })
}
