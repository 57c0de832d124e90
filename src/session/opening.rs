//! Opening a store: with a key, for a person; and making one.

use std::collections::BTreeMap;
use std::path::Path;

use chrono::{DateTime, Utc};
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::Rng;

use super::search::Finds;
use super::shown::{Saved, Shown};
use super::{RecordError, Session, drafting, verify};
use crate::model::county::{Person, Role};
use crate::model::docs::Docs;
use crate::model::document::{Document, FOLD_VERSION};
use crate::model::id::{PersonId, Stream};
use crate::model::record::Timed;
use crate::model::request::Request;
use crate::store::{DatabaseKey, Head, RECOVERY, Store, StoreError};
use crate::terms::calendar::Calendar;
use crate::terms::{Terms, TermsError};

/// Who unlocked the store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Who {
    /// The identity, made from the name.
    pub id: PersonId,
    /// The name, as it stands in the journal.
    pub name: String,
    /// What they do.
    pub role: Role,
}

/// Why a store does not open.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The store itself.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The terms that it holds.
    #[error(transparent)]
    Terms(#[from] TermsError),
    /// What it records about itself.
    #[error(transparent)]
    Record(#[from] RecordError),
    /// The person has a key file but no entry in the journal.
    #[error("{0} is not among the people of this store: let an administrator add them with `mace person add`")]
    NoPerson(String),
}

impl Session {
    /// Loads much into a new store without waiting for the disk at each commit; all of it is on the disk in the end,
    /// whether or not it went well.
    ///
    /// # Errors
    /// Refuses a store that is not new, and fails when the disk refuses.
    pub(crate) fn without_waiting<T>(&mut self, work: impl FnOnce(&mut Self) -> T) -> Result<T, StoreError> {
        self.store.relax()?;
        let worked = work(self);
        self.store.settle()?;
        Ok(worked)
    }

    /// Begins a new store's journal: the county with its terms, and its first person.
    ///
    /// # Errors
    /// Fails when the terms do not read, or the store cannot be written.
    pub fn begin(
        store: Store,
        terms: &str,
        demo: bool,
        who: Who,
        random: ChaCha20Rng,
        now: DateTime<Utc>,
    ) -> Result<Self, OpenError> {
        let read = Terms::read(terms, "the terms")?;
        let head = store.head()?;
        let mut session = Self::with(store, head, read, demo, who.clone(), random);
        let county = Request::OpenCounty { terms: terms.to_owned(), demo };
        let person = Request::AddPerson { person: who.id, name: who.name, role: who.role };
        session.record_all([county, person].map(|request| Timed { at: now, request }).into())?;
        Ok(session)
    }

    /// Opens a store for one of its people; a store whose caches an older fold made is brought up to date.
    ///
    /// # Errors
    /// Refuses a person whom the journal does not know, and a store that does not read.
    pub fn open(mut store: Store, person: &PersonId, random: ChaCha20Rng) -> Result<Self, OpenError> {
        if Self::is_rebuilt(&store)? {
            verify::rebuild(&mut store)?;
        }
        let head = store.head()?;
        let mut docs = Docs::default();
        if let Some(row) = store.document(&Stream::County.to_string())? {
            docs.put(super::load::parse(&row)?);
        }
        let terms = Terms::read_again(&docs.county.terms, "the terms that the store holds")?;
        let demo = docs.county.demo;
        let nobody = Who { id: person.clone(), name: String::new(), role: Role::MinuteTaker };
        let mut session = Self::with(store, head, terms, demo, nobody, random);
        session.shown.docs = docs;
        session.keep_calendar();
        session.load(&Stream::Person(person.clone()))?;
        if person.as_str() == RECOVERY {
            // Whoever fetched the passphrase from the county's safe: they let people in anew.
            let recovery = Person { id: person.clone(), name: RECOVERY.to_owned(), role: Role::Admin, active: true };
            session.shown.docs.put(Document::Person(recovery));
        }
        let known = session.shown.docs.people.get(person).filter(|known| known.active);
        let known = known.ok_or_else(|| OpenError::NoPerson(person.to_string()))?;
        session.shown.who = Who { id: person.clone(), name: known.name.clone(), role: known.role };
        Ok(session)
    }

    /// Whether opening makes the store's caches anew from its journal, for another version of the program made them: up to
    /// a minute where there are ten years of it.
    ///
    /// # Errors
    /// Fails when the store cannot be read.
    pub fn is_rebuilt(store: &Store) -> Result<bool, StoreError> {
        let own = |versions| versions == (FOLD_VERSION, FOLD_VERSION);
        Ok(!store.read_only() && !store.document_versions()?.is_none_or(own))
    }

    /// Takes a seat for drafts, and offers what earlier runs of this person's left.
    ///
    /// # Errors
    /// Fails when the drafts cannot be read or written.
    pub fn take_seat(&mut self, folder: &Path, key: &DatabaseKey) -> Result<(), StoreError> {
        let (desk, recovered) = drafting::Desk::take(folder, &self.seat, key, &self.shown.who.name, &self.store)?;
        self.drafts = Some(desk);
        self.shown.recovered = recovered;
        Ok(())
    }

    fn with(store: Store, head: Head, terms: Terms, demo: bool, who: Who, mut random: ChaCha20Rng) -> Self {
        let seat = seat_name(&mut random);
        let read_only = store.read_only();
        let shown = Shown {
            terms,
            calendar: Calendar::default(),
            who,
            demo,
            read_only,
            saved: Saved::Saved,
            docs: Docs::default(),
            lobby: Vec::new(),
            readiness: BTreeMap::new(),
            meeting: None,
            previous: std::collections::BTreeMap::new(),
            last: None,
            coming: Vec::new(),
            children: Vec::new(),
            cases: Vec::new(),
            tracker: Vec::new(),
            actions: Vec::new(),
            log: Vec::new(),
            changes: Vec::new(),
            timeline: Vec::new(),
            finds: Finds::default(),
            recovered: Vec::new(),
        };
        Self { store, drafts: None, random, seat, requests: 0, head, shown, pending: None }
    }
}

/// A name that no other run of the program has: 60 random bits as twelve letters and digits.
fn seat_name(random: &mut ChaCha20Rng) -> String {
    const LETTERS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
    let mut bits = random.next_u64();
    let letters = (0..12).map(|_| {
        let letter = LETTERS[usize::try_from(bits & 31).unwrap_or_default()];
        bits >>= 5;
        char::from(letter)
    });
    letters.collect()
}
