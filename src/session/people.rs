//! Who can open the store: let in, shut out, given another passphrase; the journal knows it too.

use chrono::{DateTime, Utc};
use rand_chacha::ChaCha20Rng;
use secrecy::SecretString;

use super::{RecordError, Session};
use crate::model::county::{Person, Role};
use crate::model::id::{PersonId, Stream};
use crate::model::request::Request;
use crate::store::{DatabaseKey, DocumentQuery, StoreError, WorkFactor, key_name};

impl Session {
    /// Everyone who was ever let in, by name; some of them may be shut out again.
    ///
    /// # Errors
    /// Fails when the store cannot be read.
    pub fn people(&mut self) -> Result<Vec<Person>, StoreError> {
        self.load_all(&DocumentQuery { kind: "person".to_owned(), ..DocumentQuery::default() })?;
        let mut people: Vec<Person> = self.shown.docs.people.values().cloned().collect();
        people.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(people)
    }

    /// Lets another person in with the passphrase they have chosen.
    ///
    /// The journal says so first: if the key file then cannot be written, doing it again sets all right.
    ///
    /// # Errors
    /// Refuses a name that makes no file name, or that can open the store already.
    pub fn let_in(
        &mut self,
        key: &DatabaseKey,
        person: (&str, Role),
        passphrase: &SecretString,
        work: WorkFactor,
        now: DateTime<Utc>,
    ) -> Result<(), RecordError> {
        let (name, role) = person;
        let id = key_name(name)?;
        if self.store.key_holders()?.iter().any(|holder| holder.name == id) {
            return Err(StoreError::PersonExists { name: name.to_owned() }.into());
        }
        self.record(Request::AddPerson { person: PersonId::new(id), name: name.to_owned(), role }, now)?;
        self.store.add_person(key, name, passphrase, work)?;
        Ok(())
    }

    /// Takes a person's access away, under a fresh key. Returns the session on the fresh store.
    ///
    /// The key goes first, and then the journal says so: doing it again completes what was cut off between.
    ///
    /// # Errors
    /// Refuses while anyone else has the store open, when nobody else could open it any more, and a person who
    /// has no key.
    pub fn shut_out(
        mut self,
        key: &DatabaseKey,
        name: &str,
        random: &mut ChaCha20Rng,
        now: DateTime<Utc>,
    ) -> Result<Self, RecordError> {
        let id = PersonId::new(key_name(name)?);
        self.load(&Stream::Person(id.clone()))?;
        let listed = self.shown.docs.people.get(&id).is_some_and(|person| person.active);
        let holds_key = self.store.key_holders()?.iter().any(|holder| holder.name == id.as_str());
        let mut session = self;
        if holds_key || !listed {
            let Self { store, .. } = session;
            let (store, _) = store.remove_person(key, name, random)?;
            session = Self { store, ..session };
        }
        session.record(Request::RemovePerson(id), now)?;
        Ok(session)
    }

    /// Gives the person who unlocked the store another passphrase.
    ///
    /// # Errors
    /// Refuses when the old passphrase is wrong; the old one then stays.
    pub fn change_passphrase(
        &mut self,
        old: &SecretString,
        new: &SecretString,
        work: WorkFactor,
        now: DateTime<Utc>,
    ) -> Result<(), RecordError> {
        let who = self.shown.who.id.clone();
        self.store.change_passphrase(who.as_str(), old, new, work)?;
        self.record(Request::ChangePassphrase(who), now)?;
        Ok(())
    }
}
