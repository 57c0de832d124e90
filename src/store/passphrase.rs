//! Whether a passphrase would stand up to guessing.

use zxcvbn::{Score, zxcvbn};

/// Guessing looks no further than this, so that a pasted page does not keep anyone waiting.
const LOOKED_AT: usize = 100;

const ADVICE: &str = "Use four or more unrelated words; they are easy to remember and hard to guess.";

/// Says why a passphrase is too weak and what to do, or nothing when it is strong enough. `known` are words about the
/// user that a guesser would try first: their names, the county, the agency.
#[must_use]
pub fn weakness(passphrase: &str, known: &[&str]) -> Option<String> {
    if passphrase.trim().is_empty() {
        return Some(format!("The passphrase is empty. {ADVICE}"));
    }
    let looked_at: String = passphrase.chars().take(LOOKED_AT).collect();
    let guessed = zxcvbn(&looked_at, known);
    if guessed.score() == Score::Four {
        return None;
    }
    let reason = guessed
        .feedback()
        .and_then(zxcvbn::feedback::Feedback::warning)
        .map_or_else(|| "It could be guessed by trying.".to_owned(), |warning| warning.to_string());
    Some(format!("The passphrase is too weak. {reason} {ADVICE}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(passphrase: &str, reason: Option<&str>) {
        let found = weakness(passphrase, &["Ann", "Example", "Essex"]);
        match (found, reason) {
            (None, None) => {}
            (Some(found), Some(reason)) => assert!(found.contains(reason), "{found}"),
            (found, _) => panic!("{passphrase}: {found:?}"),
        }
    }

    #[test]
    fn a_weak_passphrase_is_told_why_and_what_to_do() {
        check("", Some("empty"));
        check("password1", Some("four or more"));
        check("qwertyuiop", Some("too weak"));
        check("annexample", Some("too weak"));
        check("essex2026", Some("too weak"));
    }

    #[test]
    fn unrelated_words_are_strong_enough() {
        check("kettle orbit mossy lantern", None);
        check(&"kettle orbit mossy lantern ".repeat(1000), None);
    }
}
