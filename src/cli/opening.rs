//! Opening a store for a command: which folder, which person, which passphrase, which clock.

use std::path::{Path, PathBuf};
use std::thread::{self, JoinHandle};

use chrono::{DateTime, Utc};
use secrecy::SecretString;

use super::{CliError, Clock, Context, Global, secret};
use crate::model::change::CHANGE_VERSION;
use crate::model::id::PersonId;
use crate::session::Session;
use crate::store::{DatabaseKey, Store, StoreError, key_name, key_names};
use crate::terms::Terms;

/// Whether a command records anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Access {
    /// It only reads, and so may rehearse any date.
    Reads,
    /// It records.
    Records,
}

/// An open store and what opened it.
pub(super) struct Opened {
    pub session: Session,
    pub key: DatabaseKey,
    pub folder: PathBuf,
    pub person: String,
    pub passphrase: SecretString,
    pub clock: Clock,
    pub now: DateTime<Utc>,
}

/// Opens the store for its person.
pub(super) fn open(global: &Global, context: &mut Context, access: Access) -> Result<Opened, CliError> {
    let _ahead = ReadAhead::begin(|| {
        Store::ready();
        Terms::read_ahead();
    });
    let folder = folder(global, context)?;
    let person = person(global, &key_names(&folder)?)?;
    let passphrase = secret::passphrase(&person, global, context)?;
    let key = Store::unlock(&folder, &person, &passphrase)?;
    let mut session = enter(&folder, &person, &key, context)?;
    let mut key = key;
    if access == Access::Records {
        (session, key) = renewed(session, (&folder, &person, key), context)?;
    }
    if access == Access::Records && global.now.is_some() && !session.shown().demo {
        return Err(CliError::said(format!(
            "--now is refused: {} is not a demo store, and its journal keeps real times; leave --now out.",
            folder.display()
        )));
    }
    let (clock, now) = (context.clock(global), context.now(global));
    Ok(Opened { session, key, folder, person, passphrase, clock, now })
}

/// A thread of its own that has ready what every store needs, while the passphrase is typed and its key derived.
///
/// Dropping it waits for the thread: a program that ended meanwhile would take the ciphers down while they are set up,
/// and a refusal would end in a crash.
struct ReadAhead(Option<JoinHandle<()>>);

impl ReadAhead {
    fn begin(work: impl FnOnce() + Send + 'static) -> Self {
        Self(Some(thread::spawn(work)))
    }
}

impl Drop for ReadAhead {
    fn drop(&mut self) {
        if let Some(thread) = self.0.take() {
            // What it could not ready is readied, and its fault told, when it is needed.
            let _ = thread.join();
        }
    }
}

/// Opens the store for a person whose key is at hand.
pub(super) fn enter(
    folder: &Path,
    person: &str,
    key: &DatabaseKey,
    context: &mut Context,
) -> Result<Session, CliError> {
    let store = Store::open(folder, key, CHANGE_VERSION)?;
    if context.terminals.error && Session::is_rebuilt(&store)? {
        eprintln!(
            "Another version of mace was last here: what it kept beside the journal is made anew, in up to a minute."
        );
    }
    Ok(Session::open(store, &PersonId::new(key_name(person)?), context.own_random())?)
}

/// Writes the file anew where a removal emptied entries since, unless somebody else has the store open: it is then done
/// the next time. Gives the session on it, and its key.
pub(super) fn renewed(
    session: Session,
    (folder, person, key): (&Path, &str, DatabaseKey),
    context: &mut Context,
) -> Result<(Session, DatabaseKey), CliError> {
    if session.shown().read_only || session.others_open() || !session.wants_renewal()? {
        return Ok((session, key));
    }
    Ok(match session.renew(&key, &mut context.random) {
        Ok(renewed) => renewed,
        // Somebody came in between: the file is as it was.
        Err(StoreError::InUse { .. }) => (enter(folder, person, &key, context)?, key),
        Err(error) => return Err(error.into()),
    })
}

/// The store's folder: the one given, or the user's own.
pub(super) fn folder(global: &Global, context: &Context) -> Result<PathBuf, CliError> {
    let own = || context.data.as_ref().map(|data| data.join("mace").join("county.mace"));
    global.store.clone().or_else(own).ok_or_else(|| {
        CliError::said("There is no data folder to look for a store in: give its folder with --store or MACE_STORE.")
    })
}

/// The person: the one given, or the only one there is.
fn person(global: &Global, names: &[String]) -> Result<String, CliError> {
    match (&global.person, names) {
        (Some(person), _) => Ok(person.clone()),
        (None, [only]) => Ok(only.clone()),
        (None, []) => Err(CliError::said("Nobody has a key to this store: restore its keys folder from a backup.")),
        (None, several) => Err(CliError::said(format!(
            "Say who you are with --as or MACE_PERSON: {} can open this store.",
            listed(several)
        ))),
    }
}

/// Words as people list them: `a, b or c`.
pub(super) fn listed(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::time::Duration;

    use super::*;

    #[test]
    fn nothing_is_still_being_readied_when_a_refusal_ends_the_program() {
        let done = Arc::new(AtomicBool::new(false));
        let telling = Arc::clone(&done);
        drop(ReadAhead::begin(move || {
            thread::sleep(Duration::from_millis(50));
            telling.store(true, Ordering::SeqCst);
        }));
        assert!(done.load(Ordering::SeqCst));
    }

    #[test]
    fn words_are_listed_as_people_do() {
        let list = |words: &[&str]| listed(&words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>());
        assert_eq!(list(&["ann"]), "ann");
        assert_eq!(list(&["ann", "bo", "cy"]), "ann, bo or cy");
    }
}
