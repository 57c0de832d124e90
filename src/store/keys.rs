//! Who can open the store: each person's identity sealed with their passphrase, and the database key sealed to them all.
//!
//! `keys/NAME.age` holds that person's X25519 identity as its one line; `keys/database.age` holds the database key as 64
//! hexadecimal digits on one line, the newest first while a fresh key is being put in place. So without this program
//! `age -d -i keys/NAME.age keys/database.age` prints the key, and a SQLCipher 4 tool opens `journal.db` with
//! `PRAGMA key = "x'…'"`. Who is sealed to is read from inside the encrypted store, never from the folder, so that
//! one who can only write to the folder cannot let themselves in.

use std::fs;
use std::path::{Path, PathBuf};

use age::x25519;
use rand_chacha::rand_core::CryptoRng;
use rusqlite::{Connection, Transaction, TransactionBehavior};
use secrecy::{ExposeSecret, SecretString};
use zeroize::Zeroizing;

use super::{DatabaseKey, Digest, Store, StoreError, folder, rekey, sealing};

/// The name under which the recovery passphrase opens the store.
pub const RECOVERY: &str = "recovery";

/// The name of the file that holds the database key.
pub(super) const DATABASE: &str = "database";

/// How much work a passphrase costs to try: 2^n rounds of scrypt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct WorkFactor(pub(super) u8);

impl WorkFactor {
    /// What every real key file is made with: a third of a second or so.
    pub const STANDARD: Self = Self(17);
    /// Next to nothing: for tests and fictional stores only.
    pub const FICTIONAL: Self = Self(2);
}

/// A key file that the store knows of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyHolder {
    /// The name of its file, as `ann-example`; or [`RECOVERY`].
    pub name: String,
    /// The age recipient that the database key is sealed to.
    pub recipient: String,
    /// The key file's digest.
    pub hash: Digest,
}

impl Store {
    /// Makes a store that one person can open.
    ///
    /// # Errors
    /// Refuses a name that makes no file name, and everything that [`Store::create`] refuses.
    pub fn found(
        folder: &Path,
        person: &str,
        passphrase: &SecretString,
        work: WorkFactor,
        change_version: u32,
        random: &mut impl CryptoRng,
    ) -> Result<(Self, DatabaseKey), StoreError> {
        let name = slug(person)?;
        let key = DatabaseKey::generate(random);
        let mut store = Self::create(folder, &key, change_version)?;
        store.admit(&key, &name, passphrase, work)?;
        Ok((store, key))
    }

    /// Opens the database key with one person's passphrase, or the recovery passphrase under the name [`RECOVERY`]. If an
    /// earlier change of key was cut off, it is completed or taken back first.
    ///
    /// # Errors
    /// Says which it was: no such person, a wrong passphrase, a person not let in to the end.
    pub fn unlock(folder: &Path, person: &str, passphrase: &SecretString) -> Result<DatabaseKey, StoreError> {
        let keys = unseal(folder, person, passphrase)?;
        let [key] = keys.as_slice() else { return rekey::resume(folder, || unseal(folder, person, passphrase)) };
        Ok(key.clone())
    }

    /// Lets another person in, with the passphrase they have chosen. Returns the name of their key file. When an earlier
    /// attempt was cut off, this completes it.
    ///
    /// # Errors
    /// Refuses a name that makes no file name, or that can open the store already.
    pub fn add_person(
        &mut self,
        key: &DatabaseKey,
        person: &str,
        passphrase: &SecretString,
        work: WorkFactor,
    ) -> Result<String, StoreError> {
        let name = slug(person)?;
        if self.key_holders()?.iter().any(|holder| holder.name == name) {
            return Err(StoreError::PersonExists { name: person.to_owned() });
        }
        self.admit(key, &name, passphrase, work)?;
        Ok(name)
    }

    /// Seals the database key to a new recovery passphrase, to be printed for the county's safe, and returns it. The one
    /// of before opens this store no more.
    ///
    /// # Errors
    /// Fails when the key files cannot be written.
    pub fn renew_recovery(
        &mut self,
        key: &DatabaseKey,
        work: WorkFactor,
        random: &mut impl CryptoRng,
    ) -> Result<SecretString, StoreError> {
        let passphrase = recovery_passphrase(random);
        self.admit(key, RECOVERY, &passphrase, work)?;
        Ok(passphrase)
    }

    /// Seals a person's key file with another passphrase.
    ///
    /// # Errors
    /// Refuses when the old passphrase is wrong; the old one then stays.
    pub fn change_passphrase(
        &mut self,
        person: &str,
        old: &SecretString,
        new: &SecretString,
        work: WorkFactor,
    ) -> Result<(), StoreError> {
        let name = file_name(person)?;
        let identity = open_own(&self.folder, person, old)?;
        let sealed = sealing::seal_identity(&identity, new, work)?;
        let noting = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        note(&noting, &name, Some(&identity.to_public().to_string()), &sealed)?;
        folder::replace_file(&path(&self.folder, &name), &sealed)?;
        noting.commit()?;
        Ok(())
    }

    /// Everyone to whom the database key is sealed, by name, with the recovery passphrase's among them.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn key_holders(&self) -> Result<Vec<KeyHolder>, StoreError> {
        holders(&self.connection)
    }

    /// Seals a fresh identity with the passphrase, and the database key to it and everyone else.
    fn admit(
        &mut self,
        key: &DatabaseKey,
        name: &str,
        passphrase: &SecretString,
        work: WorkFactor,
    ) -> Result<(), StoreError> {
        let identity = x25519::Identity::generate();
        let sealed = sealing::seal_identity(&identity, passphrase, work)?;
        // Held while the files are written: two admins at once would else each forget the other's person. A crash before
        // the commit leaves the store knowing nothing of it, and adding the person again sets everything right.
        let noting = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        note(&noting, name, Some(&identity.to_public().to_string()), &sealed)?;
        folder::replace_file(&path(&self.folder, name), &sealed)?;
        seal_database(&noting, &self.folder, &[key])?;
        noting.commit()?;
        Ok(())
    }
}

/// The name of a person's key file, which is their identity in the journal too: `Ann Example` is `ann-example`.
///
/// # Errors
/// Refuses a name that makes no file name.
pub fn key_name(person: &str) -> Result<String, StoreError> {
    file_name(person)
}

/// The names of the key files in a store's folder, without the recovery passphrase's, sorted. They are read from the
/// folder and prove nothing: they only save a person the typing of their name.
///
/// # Errors
/// Refuses a folder without a store.
pub fn key_names(folder: &Path) -> Result<Vec<String>, StoreError> {
    if !folder::journal(folder).is_file() {
        return Err(StoreError::Missing { folder: folder.to_owned() });
    }
    let files = folder::files_ending(&folder::keys(folder), ".age")?;
    let names = files.iter().filter_map(|file| file.file_stem()?.to_str().map(str::to_owned));
    Ok(names.filter(|name| name != DATABASE && name != RECOVERY).collect())
}

/// Seals database keys to everyone whom this database knows, and notes the file's digest.
pub(super) fn seal_database(noting: &Transaction, folder: &Path, keys: &[&DatabaseKey]) -> Result<(), StoreError> {
    let sealed = sealed_keys(noting, keys)?;
    note(noting, DATABASE, None, &sealed)?;
    folder::replace_file(&path(folder, DATABASE), &sealed)
}

/// Database keys sealed to everyone whom this database knows.
pub(super) fn sealed_keys(connection: &Connection, keys: &[&DatabaseKey]) -> sealing::Sealed {
    let mut recipients = Vec::new();
    for holder in holders(connection)? {
        let recipient = holder.recipient.parse();
        recipients.push(recipient.map_err(|_| StoreError::damaged(format!("{} has no recipient", holder.name)))?);
    }
    let mut lines = Zeroizing::new(String::with_capacity(65 * keys.len()));
    for key in keys {
        lines.push_str(&key.hex());
        lines.push('\n');
    }
    sealing::seal_to(&recipients, lines.as_bytes())
}

/// Everyone whom this database knows, by name.
pub(super) fn holders(connection: &Connection) -> Result<Vec<KeyHolder>, StoreError> {
    let mut asked = connection
        .prepare_cached("SELECT name, recipient, hash FROM key_file WHERE recipient IS NOT NULL ORDER BY name")?;
    let rows = asked
        .query_map([], |row| Ok(KeyHolder { name: row.get(0)?, recipient: row.get(1)?, hash: Digest(row.get(2)?) }))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The digest of every key file that this database knows, by name.
pub(super) fn hashes(connection: &Connection) -> Result<Vec<(String, Digest)>, StoreError> {
    let mut asked = connection.prepare_cached("SELECT name, hash FROM key_file ORDER BY name")?;
    let rows = asked.query_map([], |row| Ok((row.get(0)?, Digest(row.get(1)?))))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Where the key file of a name lies.
pub(super) fn path(folder: &Path, name: &str) -> PathBuf {
    folder::keys(folder).join(format!("{name}.age"))
}

/// Notes a key file's recipient and digest.
pub(super) fn note(
    connection: &Connection,
    name: &str,
    recipient: Option<&str>,
    sealed: &[u8],
) -> Result<(), StoreError> {
    connection
        .prepare_cached("INSERT OR REPLACE INTO key_file (name, recipient, hash) VALUES (?1, ?2, ?3)")?
        .execute((name, recipient, Digest::of(sealed).0))?;
    Ok(())
}

/// The database keys that a person's passphrase opens: one, or while a fresh key is being put in place two.
fn unseal(folder: &Path, person: &str, passphrase: &SecretString) -> Result<Vec<DatabaseKey>, StoreError> {
    let identity = open_own(folder, person, passphrase)?;
    let file = path(folder, DATABASE);
    let sealed = fs::read(&file).map_err(StoreError::io("reading", &file))?;
    let text = sealing::open_with(&sealed, &identity, &file)?
        .ok_or_else(|| StoreError::NotAdmitted { name: person.to_owned() })?;
    let keys: Option<Vec<DatabaseKey>> = text.lines().map(DatabaseKey::from_hex).collect();
    keys.filter(|keys| !keys.is_empty()).ok_or(StoreError::KeyFile { file })
}

fn open_own(folder: &Path, person: &str, passphrase: &SecretString) -> Result<x25519::Identity, StoreError> {
    let name = file_name(person)?;
    let file = path(folder, &name);
    let sealed = match fs::read(&file) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return Err(StoreError::NoSuchPerson { name: person.to_owned(), folder: folder.to_owned() });
        }
        read => read.map_err(StoreError::io("reading", &file))?,
    };
    let typed = if name == RECOVERY { as_printed(passphrase) } else { passphrase.clone() };
    sealing::open_identity(&sealed, &typed, &file)?
        .ok_or_else(|| StoreError::WrongPassphrase { name: person.to_owned() })
}

/// The name of a person's or the recovery passphrase's key file.
pub(super) fn file_name(person: &str) -> Result<String, StoreError> {
    if person == RECOVERY { Ok(RECOVERY.to_owned()) } else { slug(person) }
}

/// A person's name as the name of a file: lower-case letters, digits and single hyphens. A name in which a letter outside
/// ASCII would be lost without a trace is refused rather than shortened to another's.
fn slug(person: &str) -> Result<String, StoreError> {
    use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};
    let refused = || StoreError::BadName { name: person.to_owned() };
    let mut slug = String::new();
    for letter in person.nfd().filter(|letter| !is_combining_mark(*letter)).flat_map(char::to_lowercase) {
        match letter {
            'a'..='z' | '0'..='9' => slug.push(letter),
            '\'' | '’' | '.' => {}
            ' ' | '-' | '_' if slug.is_empty() || slug.ends_with('-') => {}
            ' ' | '-' | '_' => slug.push('-'),
            _ => return Err(refused()),
        }
    }
    let slug = slug.trim_end_matches('-').to_owned();
    let letters = slug.bytes().filter(u8::is_ascii_lowercase).count();
    if letters < 2 || slug.len() > 64 || [RECOVERY, DATABASE].contains(&slug.as_str()) {
        return Err(refused());
    }
    Ok(slug)
}

/// Letters and digits that are not mistaken for one another in print or by hand.
const PRINTED: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// Thirty characters in six groups of five: 150 bits.
fn recovery_passphrase(random: &mut impl CryptoRng) -> SecretString {
    let mut drawn = Zeroizing::new([0u8; 30]);
    random.fill_bytes(drawn.as_mut_slice());
    let mut text = Zeroizing::new(String::with_capacity(36));
    for (at, byte) in drawn.iter().enumerate() {
        if at > 0 && at % 5 == 0 {
            text.push('-');
        }
        text.push(char::from(PRINTED[usize::from(byte & 31)]));
    }
    SecretString::from(text.as_str())
}

/// A recovery passphrase as it was printed, whatever the case, grouping and look-alikes it was typed with.
fn as_printed(typed: &SecretString) -> SecretString {
    let mut text = Zeroizing::new(String::with_capacity(64));
    for (count, letter) in typed.expose_secret().chars().filter(char::is_ascii_alphanumeric).enumerate() {
        if count > 0 && count % 5 == 0 {
            text.push('-');
        }
        text.push(match letter.to_ascii_lowercase() {
            'o' => '0',
            'i' | 'l' => '1',
            other => other,
        });
    }
    SecretString::from(text.as_str())
}

#[cfg(test)]
mod tests;
