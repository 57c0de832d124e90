//! The county's lists of words in a capture line: lenient in spelling, refused by name.

use super::refusal::{CaptureRefusal, nearest};
use super::words::{Token, Words};
use crate::terms::{Found, Word, find_word, fold};

/// The name of a list's word as one word of a line: `Risk reduced` is `risk-reduced`.
pub(super) fn slug(name: &str) -> String {
    fold(name).replace(' ', "-")
}

/// What is typed for a word: its tag, or its name as one word.
pub(super) fn typed(word: &Word) -> String {
    word.tag.clone().unwrap_or_else(|| slug(&word.name))
}

/// Reads words as one entry of a list; `what` names the list: “closure”.
pub(super) fn read(list: &[Word], words: Words<'_>, what: &str) -> Result<String, CaptureRefusal> {
    if words.is_empty() {
        return Err(words.needs(&format!("the {what}: {}", spelt(list))));
    }
    match find_word(list, &words.text()) {
        Found::One(word) => return Ok(word.name.clone()),
        Found::Many(all) => {
            let all: Vec<String> = all.into_iter().map(typed).collect();
            return Err(words.refuse(format!("“{}” could be {}", words.raw(), all.join(" or "))));
        }
        Found::None => {}
    }
    // Where the beginning reads, the first word after it is the one that is not understood.
    let longest =
        (1..words.left().len()).rev().find(|count| find_word(list, &words.take(*count).text()).one().is_some());
    Err(match longest {
        Some(count) => {
            let stray = words.skip(count).take(1);
            stray.refuse(format!("“{}” is not understood after the {what}; put because before the reason", stray.raw()))
        }
        None => no_such(list, words, &words.text(), "", what),
    })
}

/// Reads one `#word`, `tag` being what stands after the sign, as one entry of a list.
pub(super) fn read_tag(list: &[Word], word: Words<'_>, tag: &str, what: &str) -> Result<String, CaptureRefusal> {
    match find_word(list, tag) {
        Found::One(found) => Ok(found.name.clone()),
        Found::Many(all) => {
            let all: Vec<String> = all.into_iter().map(|word| format!("#{}", typed(word))).collect();
            Err(word.refuse(format!("“{}” could be {}", word.raw(), all.join(" or "))))
        }
        Found::None => Err(no_such(list, word, tag, "#", what)),
    }
}

/// Reads one word as an entry of a list only where it is spelt in full: text may follow it, or be it.
pub(super) fn read_whole<'a>(list: &'a [Word], word: &Token<'_>) -> Option<&'a Word> {
    let wanted = fold(word.raw);
    let is = |spelling: &String| fold(spelling) == wanted;
    let literal = word.raw.starts_with('\\') || wanted.is_empty();
    list.iter().find(|word| !literal && (is(&word.name) || word.tag.iter().chain(&word.also).any(is)))
}

fn no_such(list: &[Word], words: Words<'_>, word: &str, sign: &str, what: &str) -> CaptureRefusal {
    let names: Vec<String> = list.iter().map(typed).collect();
    let meant = nearest(&slug(word), names.iter().map(String::as_str)).map(|name| format!("{sign}{name}"));
    let known = if meant.is_none() { format!("; say {}", spelt_with(list, sign)) } else { String::new() };
    let escape = if sign.is_empty() || meant.is_some() {
        String::new()
    } else {
        format!(", or \\{sign}{word} to keep it as text")
    };
    words.refuse(format!("“{}” is no {what} here{known}{escape}", words.raw())).or_try(meant)
}

/// What is typed for every word of a list, in words.
fn spelt(list: &[Word]) -> String {
    spelt_with(list, "")
}

fn spelt_with(list: &[Word], sign: &str) -> String {
    let all: Vec<String> = list.iter().map(|word| format!("{sign}{}", typed(word))).collect();
    all.join(", ")
}
