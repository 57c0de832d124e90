//! Drafts: the text under the cursor, kept at every turn of the loop (law 2).

use std::collections::BTreeMap;
use std::path::Path;

use chrono::{DateTime, Utc};

use super::Session;
use crate::model::id::{EntryId, RequestId};
use crate::model::record::first_entry;
use crate::store::{self, Bell, DatabaseKey, Drafts, Ear, Seat, Store, StoreError, drafts_lie_there, drop_drafts};

/// What is being typed in one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Where: an address of the interface's own making.
    pub field: String,
    /// The entry that it edits.
    pub base: Option<EntryId>,
    /// The text.
    pub text: String,
    /// The cursor, in characters from the start.
    pub cursor: usize,
}

/// A draft that an earlier run left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recovered {
    /// What was being typed.
    pub draft: Draft,
    /// When it was last touched, UTC.
    pub at: DateTime<Utc>,
    /// Whether its field was closed without recording it: the text waits there, and nobody was writing it.
    pub left: bool,
    /// The seat that it was typed in.
    seat: String,
}

/// This seat's drafts on disk, and the request that each will be recorded under.
pub(super) struct Desk {
    // Declared before the seat, so that the file is closed before the lock is let go. Made when it is
    // first needed: a new encrypted file takes longer than a first frame may.
    drafts: Option<Drafts>,
    seat: Seat,
    key: DatabaseKey,
    person: String,
    open: BTreeMap<String, RequestId>,
    made: u64,
}

impl Desk {
    /// Takes the seat, and adopts what dead seats of this person left.
    pub(super) fn take(
        folder: &Path,
        seat: &str,
        key: &DatabaseKey,
        person: &str,
        store: &Store,
    ) -> Result<(Self, Vec<Recovered>), StoreError> {
        let seat = Seat::take(folder, seat)?;
        let (key, person) = (key.clone(), person.to_owned());
        let mut desk = Self { drafts: None, seat, key, person, open: BTreeMap::new(), made: 0 };
        if !drafts_lie_there(folder)? {
            return Ok((desk, vec![]));
        }
        let person = desk.person.clone();
        let drafts = desk.drafts()?;
        drafts.adopt(&person)?;
        drafts.drop_recorded(store)?;
        let recovered = drafts.list(&person)?.into_iter().map(|draft| Recovered {
            at: draft.at,
            left: draft.left,
            seat: draft.seat,
            draft: Draft {
                field: draft.field,
                base: draft.base.map(EntryId::new),
                text: draft.text,
                cursor: usize::try_from(draft.cursor).unwrap_or(usize::MAX),
            },
        });
        let recovered = recovered.collect();
        Ok((desk, recovered))
    }

    /// The seat's own file, made when it is first needed.
    fn drafts(&mut self) -> Result<&mut Drafts, StoreError> {
        let drafts = match self.drafts.take() {
            Some(drafts) => drafts,
            None => Drafts::open(&self.seat, &self.key)?,
        };
        Ok(self.drafts.insert(drafts))
    }

    /// Drops the drafts of every seat that `of` knows by their field and text; says how many.
    pub(super) fn drop_everywhere(&mut self, of: impl Fn(&str, &str) -> bool) -> Result<usize, StoreError> {
        self.open.clear();
        drop_drafts(self.seat.folder(), &self.key, of)
    }

    /// The request under which a field's draft will be recorded.
    pub(super) fn request(&self, field: &str) -> Option<RequestId> {
        self.open.get(field).cloned()
    }

    /// The field's text is in the journal: its draft is done with. A draft that stays because the
    /// disk refuses is recognised by its entry at the next start.
    pub(super) fn recorded(&mut self, field: &str) {
        self.open.remove(field);
        if let Some(drafts) = &mut self.drafts {
            let _ = drafts.delete(&self.person, field, self.seat.id());
        }
    }

    fn put(&mut self, draft: &Draft, now: DateTime<Utc>) -> Result<(), StoreError> {
        if draft.text.is_empty() {
            self.open.remove(&draft.field);
            return match &mut self.drafts {
                Some(drafts) => drafts.delete(&self.person, &draft.field, self.seat.id()),
                None => Ok(()),
            };
        }
        let (seat, made) = (self.seat.id().to_owned(), &mut self.made);
        let request = self.open.entry(draft.field.clone()).or_insert_with(|| {
            *made += 1;
            RequestId::new(format!("{seat}-d{made}"))
        });
        let kept = store::Draft {
            field: draft.field.clone(),
            person: self.person.clone(),
            base: draft.base.as_ref().map(ToString::to_string),
            entry_id: first_entry(request).to_string(),
            text: draft.text.clone(),
            cursor: u64::try_from(draft.cursor).unwrap_or_default(),
            at: now,
            seat,
            left: false,
        };
        self.drafts()?.put(&kept)
    }
}

impl Session {
    /// Keeps what is under the cursor; an emptied field's draft goes.
    ///
    /// # Errors
    /// Fails when the disk refuses; the draft of before then stays.
    pub fn keep_draft(&mut self, draft: &Draft, now: DateTime<Utc>) -> Result<(), StoreError> {
        match &mut self.drafts {
            Some(desk) => desk.put(draft, now),
            None => Ok(()),
        }
    }

    /// Marks the draft of a field that was closed without recording it: it waits there, and does not say where the
    /// program was cut off. One that the disk refuses to mark counts as being written.
    pub fn leave_draft(&mut self, field: &str) {
        if let Some(Desk { drafts: Some(drafts), person, seat, .. }) = &mut self.drafts {
            let _ = drafts.leave(person, field, seat.id());
        }
    }

    /// Lets a field's draft go, when it was recorded together with another's.
    pub fn drop_draft(&mut self, field: &str) {
        if let Some(desk) = &mut self.drafts {
            desk.recorded(field);
        }
    }

    /// Lets a recovered draft go, once it is back in its field or its person does not want it.
    ///
    /// # Errors
    /// Fails when the disk refuses; the draft is then offered again at the next start.
    pub fn let_go(&mut self, recovered: &Recovered) -> Result<(), StoreError> {
        self.shown.recovered.retain(|other| other != recovered);
        match &mut self.drafts {
            Some(desk) => {
                let person = desk.person.clone();
                desk.drafts()?.delete(&person, &recovered.draft.field, &recovered.seat)
            }
            None => Ok(()),
        }
    }

    /// Makes the file that drafts go to, so that the first key need not wait for it.
    ///
    /// # Errors
    /// Fails when the disk refuses; the first key tries again.
    pub fn ready_drafts(&mut self) -> Result<(), StoreError> {
        self.drafts.as_mut().map_or(Ok(()), |desk| desk.drafts().map(drop))
    }

    /// Brings every draft to the disk now, as before the program is stopped.
    ///
    /// # Errors
    /// Fails when the disk refuses.
    pub fn sync_drafts(&self) -> Result<(), StoreError> {
        let drafts = self.drafts.as_ref().and_then(|desk| desk.drafts.as_ref());
        drafts.map_or(Ok(()), Drafts::sync)
    }

    /// Hangs this seat's bell, which others ring once they have recorded something; none where there can be none.
    #[must_use]
    pub fn hang_bell(&self) -> Option<(Bell, Ear)> {
        self.drafts.as_ref().and_then(|desk| Bell::hang(self.store.folder(), desk.seat.id()))
    }

    /// Whether another seat is open on the same store.
    #[must_use]
    pub fn others_open(&self) -> bool {
        let own = Some(self.seat.as_str());
        store::other_seats_open(self.store.folder(), own).is_ok_and(|others| !others.is_empty())
    }

    /// A number that changes when another seat has appended.
    ///
    /// # Errors
    /// Fails when the store cannot be read.
    pub fn data_version(&self) -> Result<i64, StoreError> {
        self.store.data_version()
    }
}
