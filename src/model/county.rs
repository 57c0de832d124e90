//! The county's own stream: its terms, its contacts, what left the store; and who can open it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::change::{Misfit, Stamp};
use super::id::{EntryId, PersonId};

/// The county as it stands.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct County {
    /// The county's terms as TOML; empty before they are adopted.
    pub terms: String,
    /// Whether this is a fictional county, on which a date may be rehearsed.
    pub demo: bool,
    /// Who holds which post: the contact list per area and part.
    pub contacts: Vec<Contact>,
    /// Words that people added to the county's own list: they are no slips of spelling.
    pub words: BTreeSet<String>,
    /// What the county's tracker calls its columns, by the key of the column; empty where it has none such.
    pub columns: BTreeMap<String, String>,
    /// Bank holidays as they were published, on top of those that follow by rule, earliest first.
    pub holidays: Vec<Holiday>,
    /// The latest entry of the stream.
    pub latest: Option<EntryId>,
}

/// A member of the meeting, as the contact list has them. Contacts are not those who unlock the store.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// The area's slug.
    pub area: String,
    /// 1 or 2.
    pub part: u8,
    /// The agency's slug.
    pub agency: String,
    /// The designation's slug.
    pub designation: String,
    /// The district, where the post is one of several.
    pub district: Option<String>,
    /// The name.
    pub name: String,
    /// The secure e-mail address.
    pub email: String,
    /// The telephone number.
    pub telephone: String,
    /// Whether this is the agency's single point of contact.
    pub spoc: bool,
    /// Who comes in their stead: a name; empty where nobody is named.
    pub deputy: String,
}

impl Contact {
    /// Whether both hold the same post.
    #[must_use]
    pub fn same_post(&self, other: &Self) -> bool {
        (&self.area, self.part, &self.agency, &self.designation, &self.district)
            == (&other.area, other.part, &other.agency, &other.designation, &other.district)
    }

    /// The address of the seat that the post gives: `police/mplo/braintree-and-uttlesford`.
    #[must_use]
    pub fn seat(&self) -> String {
        let Self { agency, designation, .. } = self;
        let district = self.district.as_ref().map_or_else(String::new, |district| format!("/{}", slug(district)));
        format!("{agency}/{designation}{district}")
    }

    /// What the post is called where it may hold no blank: `mid/1/police/mplo/braintree-and-uttlesford`.
    #[must_use]
    pub fn key(&self) -> String {
        format!("{}/{}/{}", self.area, self.part, self.seat())
    }
}

/// Whether a text is the address of an e-mail, as far as that can be told without sending one.
#[must_use]
pub fn is_email(text: &str) -> bool {
    let whole = |(who, host): (&str, &str)| !who.is_empty() && host.contains('.') && !host.contains('@');
    text.split_once('@').is_some_and(whole) && !text.contains(char::is_whitespace)
}

/// A name as a segment of an address: lower case, words joined by hyphens.
#[must_use]
pub fn slug(name: &str) -> String {
    name.to_lowercase().split_whitespace().collect::<Vec<_>>().join("-")
}

/// A bank holiday in England and Wales.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Holiday {
    /// The day.
    pub on: NaiveDate,
    /// What it is called.
    pub title: String,
}

/// A change of the county.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CountyChange {
    /// The store was made.
    CountyOpened {
        /// The county's terms as TOML.
        terms: String,
        /// Whether the county is fictional.
        demo: bool,
    },
    /// Other terms were adopted; what is past keeps its words.
    TermsAdopted {
        /// The county's terms as TOML.
        terms: String,
    },
    /// Posts were filled, or filled anew.
    ContactsSet(Vec<Contact>),
    /// A post is held by nobody any more; who held it stays in the minutes of every meeting they sat in.
    ContactRemoved(Box<Contact>),
    /// A word came to the county's own list.
    WordAdded {
        /// The word, as it is spelt.
        word: String,
    },
    /// Bank holidays were published; a day that is there already gets this title.
    HolidaysSet(Vec<Holiday>),
    /// What the county's tracker calls its columns was said by hand.
    ColumnsNamed(BTreeMap<String, String>),
    /// A plain-text copy was made (law 7). The county keeps no list of them: the journal does.
    Exported {
        /// What was exported: minutes, tracker, agenda.
        what: String,
        /// Of which meeting, by label.
        of: Option<String>,
        /// The format.
        format: String,
        /// SHA-256 of the file's bytes, in hexadecimal.
        digest: String,
        /// For whom.
        recipient: Option<String>,
        /// What for.
        purpose: Option<String>,
        /// The version of minutes that were approved.
        #[serde(default)]
        version: Option<u32>,
        /// What of it, where it is not the whole.
        #[serde(default)]
        extent: Option<String>,
    },
}

impl County {
    /// Folds one change into the county.
    ///
    /// # Errors
    /// Refuses a second opening, and the removal of a contact who is not there.
    pub fn apply(&mut self, change: &CountyChange, stamp: &Stamp) -> Result<(), Misfit> {
        match change {
            CountyChange::CountyOpened { .. } if self.latest.is_some() => return Err(Misfit::OpenedTwice),
            CountyChange::CountyOpened { terms, demo } => {
                self.terms.clone_from(terms);
                self.demo = *demo;
            }
            CountyChange::TermsAdopted { terms } => self.terms.clone_from(terms),
            CountyChange::ContactsSet(contacts) => contacts.iter().for_each(|contact| self.set(contact)),
            CountyChange::ContactRemoved(contact) => {
                let at = self.contacts.iter().position(|held| held.same_post(contact));
                self.contacts.remove(at.ok_or(Misfit::Missing("that contact"))?);
            }
            CountyChange::WordAdded { word } => drop(self.words.insert(word.clone())),
            CountyChange::HolidaysSet(holidays) => holidays.iter().for_each(|holiday| self.keep(holiday)),
            CountyChange::ColumnsNamed(columns) => self.columns.clone_from(columns),
            CountyChange::Exported { .. } => {}
        }
        self.latest = Some(stamp.entry.clone());
        Ok(())
    }

    fn keep(&mut self, holiday: &Holiday) {
        match self.holidays.binary_search_by_key(&holiday.on, |held| held.on) {
            Ok(at) => self.holidays[at].title.clone_from(&holiday.title),
            Err(at) => self.holidays.insert(at, holiday.clone()),
        }
    }

    /// Changes the contact list alone, to see what a change amounts to.
    pub(super) fn turn(&mut self, change: &CountyChange) {
        match change {
            CountyChange::ContactsSet(contacts) => contacts.iter().for_each(|contact| self.set(contact)),
            CountyChange::ContactRemoved(contact) => self.contacts.retain(|held| !held.same_post(contact)),
            _ => {}
        }
    }

    fn set(&mut self, contact: &Contact) {
        match self.contacts.iter_mut().find(|held| held.same_post(contact)) {
            Some(held) => held.clone_from(contact),
            None => self.contacts.push(contact.clone()),
        }
    }
}

/// What a person who can open the store does there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Types during the meeting.
    MinuteTaker,
    /// Chairs.
    Chair,
    /// Prepares, reconciles, and keeps the store.
    Admin,
}

/// A person who can open the store.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// The identity, made from the name.
    pub id: PersonId,
    /// The name, as it stands in the journal's `by`.
    pub name: String,
    /// What they do.
    pub role: Role,
    /// Whether they may still open it.
    pub active: bool,
}

/// A change of a person who can open the store.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PersonChange {
    /// Was given a key.
    PersonAdded {
        /// The name.
        name: String,
        /// What they do.
        role: Role,
    },
    /// Can no longer open it.
    PersonRemoved,
    /// Has another passphrase.
    PassphraseChanged,
}

impl Person {
    /// Begins a person from being given a key; `None` for any other change.
    #[must_use]
    pub fn open(id: PersonId, change: &PersonChange) -> Option<Self> {
        let PersonChange::PersonAdded { name, role } = change else { return None };
        Some(Self { id, name: name.clone(), role: *role, active: true })
    }

    /// Folds one more change into the person. One who was removed may be added again.
    pub fn apply(&mut self, change: &PersonChange) {
        match change {
            PersonChange::PersonAdded { name, role } => {
                self.name.clone_from(name);
                (self.role, self.active) = (*role, true);
            }
            PersonChange::PersonRemoved => self.active = false,
            PersonChange::PassphraseChanged => {}
        }
    }
}
