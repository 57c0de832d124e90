//! Passphrases: read from a file, the environment or the terminal, hidden, and wiped from memory.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use secrecy::{ExposeSecret, SecretString};
use zeroize::{Zeroize, Zeroizing};

use super::{CliError, Context, Global};
use crate::store::weakness;

/// How long a line a passphrase file may begin with, in bytes: more is another kind of file.
const LONGEST: usize = 4096;

/// The passphrase that opens the store for `person`.
pub(super) fn passphrase(person: &str, global: &Global, context: &Context) -> Result<SecretString, CliError> {
    given(global.passphrase_file.as_deref(), context.passphrase.as_ref())
        .unwrap_or_else(|| ask(&format!("Passphrase for {person}: ")))
}

/// A passphrase that is being chosen: asked for twice at the terminal, refused when weak. `known` are words that a
/// guesser would try first; a fictional store takes any that is not empty.
pub(super) fn chosen(
    prompt: &str,
    file: Option<&Path>,
    environment: Option<&SecretString>,
    strength: Strength<'_>,
) -> Result<SecretString, CliError> {
    let passphrase = if let Some(given) = given(file, environment) {
        given?
    } else {
        let first = ask(&format!("{prompt}: "))?;
        // A weak one is refused before it has to be typed again.
        strength.check(&first)?;
        let again = ask(&format!("{prompt}, again: "))?;
        if first.expose_secret() != again.expose_secret() {
            return Err(CliError::said("The two passphrases differ: start again, and type the same one twice."));
        }
        first
    };
    strength.check(&passphrase)?;
    Ok(passphrase)
}

/// What a passphrase must withstand.
#[derive(Debug, Clone, Copy)]
pub(super) enum Strength<'a> {
    /// Guessing, by one who knows these words.
    Real(&'a [&'a str]),
    /// Nothing: the county is fictional.
    Fictional,
}

impl Strength<'_> {
    fn check(self, passphrase: &SecretString) -> Result<(), CliError> {
        let passphrase = passphrase.expose_secret();
        match self {
            Self::Real(known) => weakness(passphrase, known).map_or(Ok(()), |why| Err(CliError::Said(why))),
            Self::Fictional if passphrase.is_empty() => Err(CliError::said(
                "The passphrase is empty: give any, even a short one, since this county is fictional.",
            )),
            Self::Fictional => Ok(()),
        }
    }
}

fn given(file: Option<&Path>, environment: Option<&SecretString>) -> Option<Result<SecretString, CliError>> {
    file.map(first_line).or_else(|| environment.cloned().map(Ok))
}

fn first_line(file: &Path) -> Result<SecretString, CliError> {
    let refused = |why: String| {
        CliError::said(format!(
            "The passphrase file {} cannot be read: {why}; check --passphrase-file.",
            file.display()
        ))
    };
    let opened = File::open(file).map_err(|error| refused(error.to_string()))?;
    // All at once, so that no smaller copy is left behind unwiped as it grows.
    let mut line = Zeroizing::new(Vec::with_capacity(LONGEST + 1));
    let mut reader = std::io::Read::take(BufReader::new(opened), LONGEST as u64);
    reader.read_until(b'\n', &mut line).map_err(|error| refused(error.to_string()))?;
    let text = std::str::from_utf8(&line).map_err(|_| refused("it is not text".to_owned()))?;
    Ok(SecretString::from(text.trim_end_matches(['\r', '\n'])))
}

fn ask(prompt: &str) -> Result<SecretString, CliError> {
    let mut typed = rpassword::prompt_password(prompt).map_err(|_| {
        CliError::said(
            "No passphrase: there is no terminal to ask at; give --passphrase-file FILE or set MACE_PASSPHRASE.",
        )
    })?;
    let passphrase = SecretString::from(typed.as_str());
    typed.zeroize();
    Ok(passphrase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_line_of_a_file_is_the_passphrase() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("pass");
        std::fs::write(&file, "kettle orbit mossy lantern\r\nnot this\n").unwrap();
        assert_eq!(first_line(&file).unwrap().expose_secret(), "kettle orbit mossy lantern");
        let missing = first_line(&folder.path().join("none")).unwrap_err().to_string();
        assert!(missing.contains("cannot be read"), "{missing}");
    }

    #[test]
    fn a_fictional_store_takes_any_passphrase_but_none() {
        let check = |text: &str, strength: Strength<'_>| strength.check(&SecretString::from(text)).is_ok();
        assert!(check("demo", Strength::Fictional));
        assert!(!check("", Strength::Fictional));
        assert!(!check("demo", Strength::Real(&[])));
        assert!(check("kettle orbit mossy lantern", Strength::Real(&["Ann"])));
    }
}
