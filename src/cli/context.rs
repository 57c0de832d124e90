//! What the system has to say, read once and passed down: environment, clock, randomness, terminals.

use std::env;
use std::ffi::OsString;
use std::io::{IsTerminal, stderr, stdin, stdout};
use std::path::PathBuf;

use chrono::{DateTime, NaiveDate, Utc};
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use secrecy::SecretString;
use zeroize::Zeroizing;

use super::{CliError, Clock, Global};
use crate::terms::calendar::london;
use crate::tui::theme::Colours;

/// What the system has to say.
pub struct Context {
    /// What the real clock showed as the program began, UTC.
    pub real_now: DateTime<Utc>,
    /// Seeded from the system.
    pub random: ChaCha20Rng,
    /// The user's data folder, where the system names one.
    pub data: Option<PathBuf>,
    /// The user's config folder, where the system names one.
    pub config: Option<PathBuf>,
    /// The user's state folder, where the system names one: what a program remembers of its use.
    pub state: Option<PathBuf>,
    /// Where throwaway files go.
    pub temporary: PathBuf,
    /// `MACE_PASSPHRASE`.
    pub passphrase: Option<SecretString>,
    /// `MACE_NEW_PASSPHRASE`, for a passphrase that is being chosen by a script.
    pub new_passphrase: Option<SecretString>,
    /// Which of the standard streams are terminals.
    pub terminals: Terminals,
    /// The colours that the terminal can show.
    pub colours: Colours,
    /// `COLORFGBG`, by which some terminals name their ink and their ground.
    pub colorfgbg: Option<String>,
    /// Whether the terminal can be asked for its ground and will answer by the way keys come.
    pub answers: bool,
}

/// Which of the standard streams are terminals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Terminals {
    /// Standard input.
    pub input: bool,
    /// Standard output.
    pub output: bool,
    /// Standard error.
    pub error: bool,
}

impl Context {
    /// Asks the system.
    ///
    /// # Errors
    /// Fails when the system gives no randomness.
    pub fn of_system() -> Result<Self, CliError> {
        let mut seed = Zeroizing::new([0; 32]);
        getrandom::fill(seed.as_mut_slice()).map_err(|error| {
            CliError::said(format!("The system gives no randomness ({error}): no key can be made, so start it again."))
        })?;
        let text = |name: &str| env::var(name).ok();
        let term = text("TERM");
        // Windows' own terminals show every colour, and set neither variable.
        let colorterm = text("COLORTERM").or_else(|| cfg!(windows).then(|| "truecolor".to_owned()));
        Ok(Self {
            real_now: Utc::now(),
            random: ChaCha20Rng::from_seed(*seed),
            data: user_folder(env::var_os("XDG_DATA_HOME"), env::var_os("HOME"), ".local/share"),
            config: if cfg!(windows) {
                user_folder(env::var_os("APPDATA"), None, "")
            } else {
                user_folder(env::var_os("XDG_CONFIG_HOME"), env::var_os("HOME"), ".config")
            },
            state: if cfg!(windows) {
                user_folder(env::var_os("LOCALAPPDATA"), None, "")
            } else {
                user_folder(env::var_os("XDG_STATE_HOME"), env::var_os("HOME"), ".local/state")
            },
            temporary: env::temp_dir(),
            passphrase: text("MACE_PASSPHRASE").map(SecretString::from),
            new_passphrase: text("MACE_NEW_PASSPHRASE").map(SecretString::from),
            terminals: Terminals {
                input: stdin().is_terminal(),
                output: stdout().is_terminal(),
                error: stderr().is_terminal(),
            },
            colours: Colours::detect(colorterm.as_deref(), term.as_deref(), text("NO_COLOR").as_deref()),
            colorfgbg: text("COLORFGBG"),
            // The Linux console would draw the question, and Windows turns an answer into something else than keys.
            answers: cfg!(unix) && term.is_some_and(|term| !matches!(term.as_str(), "" | "dumb" | "linux")),
        })
    }

    /// The clock that a command works under.
    #[must_use]
    pub fn clock(&self, global: &Global) -> Clock {
        global.now.map_or(Clock::REAL, |shown| Clock::rehearsing(shown, self.real_now))
    }

    /// The moment that a command works at.
    #[must_use]
    pub fn now(&self, global: &Global) -> DateTime<Utc> {
        global.now.unwrap_or(self.real_now)
    }

    /// Today in England, as the command's clock has it.
    #[must_use]
    pub fn today(&self, global: &Global) -> NaiveDate {
        london(self.now(global)).date()
    }

    /// Randomness of its own for one who keeps it.
    pub fn own_random(&mut self) -> ChaCha20Rng {
        let mut seed = Zeroizing::new([0; 32]);
        self.random.fill_bytes(seed.as_mut_slice());
        ChaCha20Rng::from_seed(*seed)
    }
}

/// One of the XDG folders, or its usual place at home; a relative one counts for nothing, as the specification says.
fn user_folder(named: Option<OsString>, home: Option<OsString>, usual: &str) -> Option<PathBuf> {
    let named = named.map(PathBuf::from).filter(|folder| folder.is_absolute());
    named.or_else(|| Some(PathBuf::from(home.filter(|home| !home.is_empty())?).join(usual)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(named: Option<&str>, home: Option<&str>, expect: Option<&str>) {
        let found = user_folder(named.map(Into::into), home.map(Into::into), ".local/share");
        assert_eq!(found, expect.map(PathBuf::from));
    }

    #[test]
    fn a_users_folder_is_the_named_one_or_the_one_at_home() {
        check(Some("/data"), Some("/home/ann"), Some("/data"));
        check(None, Some("/home/ann"), Some("/home/ann/.local/share"));
        check(Some("relative"), Some("/home/ann"), Some("/home/ann/.local/share"));
        check(None, None, None);
    }
}
