//! Coming back to a locked screen: the store is opened again, for the same person and nobody else.

use std::path::PathBuf;

use secrecy::SecretString;

use super::opening::{enter, renewed};
use super::{CliError, Context};
use crate::session::Session;
use crate::store::{DatabaseKey, Store, StoreError};
use crate::tui::lock::{Asks, Lock, Sign};
use crate::tui::terminal::Screen;
use crate::tui::ui::away::Away;
use crate::tui::{Options, Program};

/// How a store is opened again: nothing here opens it by itself, but in the demo.
pub(super) struct Way {
    pub folder: PathBuf,
    /// The name of the person's key file.
    pub person: String,
    /// The demo's key, for which there is no passphrase.
    pub key: Option<DatabaseKey>,
}

impl Way {
    fn asks(&self) -> Asks {
        if self.key.is_some() { Asks::Nothing } else { Asks::Passphrase }
    }

    /// The key, if what was typed opens it.
    fn key(&self, typed: &SecretString) -> Result<DatabaseKey, CliError> {
        match &self.key {
            Some(key) => Ok(key.clone()),
            None => Ok(Store::unlock(&self.folder, &self.person, typed)?),
        }
    }

    fn open(&mut self, typed: &SecretString, context: &mut Context) -> Result<Session, CliError> {
        let key = self.key(typed)?;
        let session = enter(&self.folder, &self.person, &key, context)?;
        let (mut session, key) = renewed(session, (&self.folder, &self.person, key), context)?;
        if self.key.is_some() {
            self.key = Some(key.clone());
        }
        session.take_seat(&self.folder, &key)?;
        Ok(session)
    }
}

/// Waits at a screen behind which nothing is loaded until its person is back; none when the program is left there.
pub(super) fn back(
    (sign, away): (Sign, &Away),
    way: &mut Way,
    options: &Options,
    screen: &mut Screen,
    context: &mut Context,
) -> Result<Option<Program>, CliError> {
    let who = sign.who.clone();
    let mut lock = Lock::new(sign, way.asks());
    while let Some(typed) = lock.wait(options, screen)? {
        match way.open(&typed, context) {
            Ok(session) => return Ok(Some(Program::open_again(session, options, away, screen))),
            Err(error) => lock.refuse(refusal(&error, &who)),
        }
    }
    Ok(None)
}

/// Waits at a screen that only hides what is not saved until its person is back.
pub(super) fn uncover(
    sign: Sign,
    program: Program,
    way: &Way,
    options: &Options,
    screen: &mut Screen,
) -> Result<Option<Program>, CliError> {
    let who = sign.who.clone();
    let mut lock = Lock::new(sign, way.asks());
    while let Some(typed) = lock.wait(options, screen)? {
        match way.key(&typed) {
            Ok(_) => return Ok(Some(program)),
            Err(error) => lock.refuse(refusal(&error, &who)),
        }
    }
    Ok(None)
}

fn refusal(error: &CliError, who: &str) -> String {
    match error {
        CliError::Store(StoreError::WrongPassphrase { .. }) => {
            format!("That is not the passphrase of {who}, and nobody else's opens this screen. Try again.")
        }
        error => format!("It stays locked: {error}."),
    }
}
