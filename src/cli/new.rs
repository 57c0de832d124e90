//! `mace new`: makes a store.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use clap::{Args, ValueEnum};
use secrecy::{ExposeSecret, SecretString};

use super::secret::{Strength, chosen};
use super::{CliError, Context, Global, demo};
use crate::model::change::CHANGE_VERSION;
use crate::model::county::Role;
use crate::model::id::PersonId;
use crate::session::{Session, Who};
use crate::store::{DatabaseKey, Store, WorkFactor, key_name};
use crate::terms::{ESSEX, Terms};

/// Make a store.
#[derive(Debug, Args)]
pub struct New {
    /// The folder to make, as county.mace.
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// What you do.
    #[arg(long)]
    role: RoleName,
    /// Your county's terms, as TOML [default: the arrangements of Essex].
    #[arg(long, value_name = "FILE")]
    terms: Option<PathBuf>,
    /// Fill it with a fictional county, to try things out on.
    #[arg(long)]
    demo: bool,
    /// How the fictional county is made.
    #[command(flatten)]
    fiction: demo::Fiction,
}

/// What a person does, as it is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum RoleName {
    /// Types during the meeting.
    MinuteTaker,
    /// Chairs.
    Chair,
    /// Prepares, reconciles, and keeps the store.
    Admin,
}

impl From<RoleName> for Role {
    fn from(name: RoleName) -> Self {
        match name {
            RoleName::MinuteTaker => Self::MinuteTaker,
            RoleName::Chair => Self::Chair,
            RoleName::Admin => Self::Admin,
        }
    }
}

/// Makes the store, and prints the recovery passphrase this once. What cannot be made whole is taken away again.
pub(super) fn run(new: &New, global: &Global, context: &mut Context, out: &mut dyn Write) -> Result<(), CliError> {
    if !new.demo && new.fiction.is_given() {
        return Err(CliError::said("--years and --seed shape the fictional county: add --demo, or leave them out."));
    }
    if !new.demo && global.now.is_some() {
        return Err(CliError::said(
            "--now is refused: a real store's journal keeps real times; leave it out, or add --demo.",
        ));
    }
    let name = global.person.clone().ok_or_else(|| {
        CliError::said("Say who you are, as in --as \"Ann Example\": you will be the first who can open the store.")
    })?;
    let id = PersonId::new(key_name(&name)?);
    let (text, terms) = terms(new.terms.as_deref())?;
    refuse_full(&new.folder)?;
    let mut known: Vec<&str> = name.split_whitespace().collect();
    known.extend([terms.county.name.as_str(), "mace"]);
    let strength = if new.demo { Strength::Fictional } else { Strength::Real(&known) };
    let file = global.passphrase_file.as_deref();
    let passphrase = chosen("Choose a passphrase", file, context.passphrase.as_ref(), strength)?;
    let who = Who { id, name: name.clone(), role: new.role.into() };
    let was_there = new.folder.exists();
    let made = (|| {
        let founding = Founding { folder: &new.folder, who, passphrase: &passphrase, terms: &text, demo: new.demo };
        let now = context.now(global);
        let now = if new.demo { demo::founded(now, &new.fiction) } else { now };
        let (session, _, recovery) = found(founding, now, context)?;
        if new.demo {
            demo::fill(session, &new.fiction, global, context)?;
        }
        Ok::<_, CliError>(recovery)
    })();
    let recovery = made.inspect_err(|_| take_away(&new.folder, was_there))?;
    writeln!(out, "Made {} for {name}.", new.folder.display())?;
    writeln!(out, "\nRecovery passphrase, shown this once:\n\n    {}\n", recovery.expose_secret())?;
    writeln!(out, "Print it or write it down, and put it in the county's safe. If every other passphrase is lost, it")?;
    writeln!(
        out,
        "opens the store with --as recovery. Then let a second person in: mace person add NAME --role ROLE."
    )?;
    Ok(())
}

/// A store to be made.
pub(super) struct Founding<'a> {
    /// Where.
    pub folder: &'a Path,
    /// Its first person.
    pub who: Who,
    /// Their passphrase.
    pub passphrase: &'a SecretString,
    /// The county's terms, as TOML.
    pub terms: &'a str,
    /// Whether the county is fictional.
    pub demo: bool,
}

/// Makes a store with its first person, and the recovery passphrase for the county's safe.
pub(super) fn found(
    new: Founding<'_>,
    now: DateTime<Utc>,
    context: &mut Context,
) -> Result<(Session, DatabaseKey, SecretString), CliError> {
    let work = if new.demo { WorkFactor::FICTIONAL } else { WorkFactor::STANDARD };
    let random = &mut context.random;
    let (mut store, key) = Store::found(new.folder, &new.who.name, new.passphrase, work, CHANGE_VERSION, random)?;
    let recovery = store.renew_recovery(&key, work, random)?;
    let session = Session::begin(store, new.terms, new.demo, new.who, context.own_random(), now)?;
    Ok((session, key, recovery))
}

/// The county's terms as text, read once to refuse a mistake before anything is made.
fn terms(file: Option<&Path>) -> Result<(String, Terms), CliError> {
    let Some(file) = file else { return Ok((ESSEX.to_owned(), Terms::essex()?)) };
    let place = file.display();
    let bytes = fs::read(file)
        .map_err(|error| CliError::said(format!("The terms file {place} cannot be read ({error}): check --terms.")))?;
    let text = String::from_utf8(bytes).map_err(|_| {
        CliError::said(format!("The terms file {place} is not text in UTF-8: save it so, and name it with --terms."))
    })?;
    let terms = Terms::read(&text, &place.to_string())?;
    Ok((text, terms))
}

/// A folder with anything in it is somebody's: a store would change its mode, and hide among its files.
pub(super) fn refuse_full(folder: &Path) -> Result<(), CliError> {
    let refused = |why: &str| {
        let place = folder.display();
        Err(CliError::said(format!("No store was made: {place} {why}; choose another folder.")))
    };
    match fs::read_dir(folder).map(|mut inside| inside.next().is_none()) {
        Ok(false) => refused("is there already and is not empty"),
        Err(_) if folder.symlink_metadata().is_ok() => refused("is there already and is no folder"),
        Ok(true) | Err(_) => Ok(()),
    }
}

fn take_away(folder: &Path, was_there: bool) {
    // It was made a moment ago, by us: there is nothing of anybody's in it.
    let _ = fs::remove_dir_all(folder);
    if was_there {
        let _ = fs::create_dir(folder);
    }
}
