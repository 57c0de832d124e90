//! Ways of putting things that a county's minutes avoid, each with a better one.

use serde::{Deserialize, Serialize};

use super::Terms;

/// Phrases to avoid for one reason, and what to say instead.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Wording {
    /// The phrases, a few words each; `put|puts|putting` stands for any one of the three.
    pub avoid: Vec<String>,
    /// Words that can stand in their place as they are, the best first; may be empty.
    #[serde(default)]
    pub say: Vec<String>,
    /// What to do about it, in a few words: “say what is done to the child”.
    pub why: String,
    /// Whether it weakens an action, and counts there only.
    #[serde(default)]
    pub in_actions: bool,
}

/// The phrases that one written phrase stands for: for each of its words, the alternatives.
///
/// Small letters, and what divides words in a text divides them here: `on-going` is two words.
#[must_use]
pub fn alternatives(phrase: &str) -> Vec<Vec<String>> {
    let words = phrase.split(|c: char| c.is_whitespace() || c == '-').filter(|word| !word.is_empty());
    words.map(|word| word.split('|').map(|form| form.replace('’', "'").to_lowercase()).collect()).collect()
}

/// Every phrase that the alternatives make; none where they make more than anybody would list.
pub(super) fn spelt_out(phrase: &str) -> Vec<String> {
    const MOST: usize = 400;
    let words = alternatives(phrase);
    if words.iter().map(Vec::len).product::<usize>() > MOST {
        return Vec::new();
    }
    let mut all = vec![String::new()];
    for forms in words {
        let longer = |begun: &String| forms.iter().map(move |form| format!("{begun} {form}")).collect::<Vec<_>>();
        all = all.iter().flat_map(longer).collect();
    }
    all.into_iter().map(|phrase| phrase.trim_start().to_owned()).collect()
}

impl Terms {
    /// Whether this alone, in any case, is one of the words that make an action vague.
    #[must_use]
    pub fn is_vague(&self, text: &str) -> bool {
        let text = alternatives(text).concat().join(" ");
        let rows = self.wordings.iter().filter(|wording| wording.in_actions).flat_map(|wording| &wording.avoid);
        rows.chain(&self.live.vague).any(|phrase| spelt_out(phrase).contains(&text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_stands_for_each_of_its_alternatives() {
        assert_eq!(spelt_out("put|puts herself  at-risk"), ["put herself at risk", "puts herself at risk"]);
        assert_eq!(spelt_out("Promiscuous"), ["promiscuous"]);
    }

    #[test]
    fn what_a_log_writes_in_place_of_a_date_is_vague() {
        let terms = Terms::essex().unwrap();
        for text in ["ongoing", "On-going", "ASAP", "as soon as possible"] {
            assert!(terms.is_vague(text), "{text}");
        }
        assert!(!terms.is_vague("Friday"));
        assert!(!terms.is_vague(""));
    }
}
