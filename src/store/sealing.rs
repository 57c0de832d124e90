//! Sealing with `age`: a secret to a passphrase, or to people's recipients. Stock `age` opens what is sealed here.

use std::io::{Read, Write};
use std::path::Path;

use age::{DecryptError, Decryptor, EncryptError, Encryptor, scrypt, x25519};
use secrecy::{ExposeSecret, SecretString};
use zeroize::Zeroizing;

use super::{StoreError, WorkFactor};

/// More work than any key file of ours asks for: 2^22 would keep a slow machine for half a minute.
const MOST_WORK: u8 = 22;

/// Seals an identity with a passphrase.
pub(super) fn seal_identity(identity: &x25519::Identity, passphrase: &SecretString, work: WorkFactor) -> Sealed {
    let mut recipient = scrypt::Recipient::new(passphrase.clone());
    recipient.set_work_factor(work.0);
    let secret = identity.to_string();
    let text = Zeroizing::new(format!("{}\n", secret.expose_secret()));
    seal(std::iter::once(&recipient as &dyn age::Recipient), text.as_bytes())
}

/// Seals bytes to several recipients, any one of whom can open them.
pub(super) fn seal_to(recipients: &[x25519::Recipient], secret: &[u8]) -> Sealed {
    seal(recipients.iter().map(|recipient| recipient as &dyn age::Recipient), secret)
}

/// The bytes of an age file.
pub(super) type Sealed = Result<Vec<u8>, StoreError>;

fn seal<'a>(recipients: impl Iterator<Item = &'a dyn age::Recipient>, secret: &[u8]) -> Sealed {
    let mut sealed = Vec::new();
    let write = || {
        let mut writer = Encryptor::with_recipients(recipients)?.wrap_output(&mut sealed)?;
        writer.write_all(secret)?;
        writer.finish()?;
        Ok::<_, EncryptError>(())
    };
    write().map_err(|_| StoreError::damaged("a key could not be sealed to the people who may open the store"))?;
    Ok(sealed)
}

/// Opens a person's identity with their passphrase; none when the passphrase is wrong.
pub(super) fn open_identity(
    sealed: &[u8],
    passphrase: &SecretString,
    file: &Path,
) -> Result<Option<x25519::Identity>, StoreError> {
    let mut key = scrypt::Identity::new(passphrase.clone());
    key.set_max_work_factor(MOST_WORK);
    let Some(text) = open(sealed, &key, file)? else { return Ok(None) };
    let identity = text.lines().find(|line| line.starts_with("AGE-SECRET-KEY-"));
    let identity = identity.and_then(|line| line.trim().parse().ok());
    identity.map(Some).ok_or_else(|| StoreError::KeyFile { file: file.to_owned() })
}

/// Opens what was sealed to several recipients; none when this identity is not one of them.
pub(super) fn open_with(
    sealed: &[u8],
    identity: &x25519::Identity,
    file: &Path,
) -> Result<Option<Zeroizing<String>>, StoreError> {
    open(sealed, identity, file)
}

fn open(sealed: &[u8], identity: &dyn age::Identity, file: &Path) -> Result<Option<Zeroizing<String>>, StoreError> {
    let unreadable = || StoreError::KeyFile { file: file.to_owned() };
    let decryptor = Decryptor::new(sealed).map_err(|_| unreadable())?;
    let mut reader = match decryptor.decrypt(std::iter::once(identity)) {
        Ok(reader) => reader,
        Err(DecryptError::DecryptionFailed | DecryptError::KeyDecryptionFailed | DecryptError::NoMatchingKeys) => {
            return Ok(None);
        }
        Err(_) => return Err(unreadable()),
    };
    // Large enough from the start for any of our secrets: a growing buffer would leave copies behind.
    let mut text = Zeroizing::new(String::with_capacity(4096));
    reader.read_to_string(&mut text).map_err(|_| unreadable())?;
    Ok(Some(text))
}
