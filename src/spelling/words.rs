//! Which pieces of a line are words that can be misspelt, and where they stand.

use unicode_segmentation::UnicodeSegmentation;

/// The words of a line that a dictionary is asked for, each with the byte where it begins.
///
/// Left out are agencies after `@`, categories after `#`, links, e-mail addresses, whatever has a digit, an
/// underscore or a stop within, single letters, initials in capitals, and names with a capital inside.
pub fn words(line: &str) -> impl Iterator<Item = (usize, &str)> {
    pieces(line).flat_map(|(from, piece)| words_of(piece).map(move |(at, word)| (from + at, word)))
}

/// The words of a piece, each with the byte where it begins: a piece says by itself which words it has.
pub fn words_of(piece: &str) -> impl Iterator<Item = (usize, &str)> {
    let words = is_prose(piece).then(|| piece.unicode_word_indices());
    words.into_iter().flatten().filter(|(_, word)| can_be_misspelt(word))
}

/// What stands between white space, each with the byte where it begins.
pub fn pieces(line: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut next = 0;
    line.split_inclusive(char::is_whitespace).map(move |piece| {
        let from = next;
        next += piece.len();
        (from, piece.trim_end())
    })
}

fn is_prose(piece: &str) -> bool {
    let within = piece.trim_matches(|c: char| !c.is_alphanumeric());
    let lead = piece.split(char::is_alphanumeric).next().unwrap_or_default();
    !lead.contains(['@', '#', '\\']) && !within.contains(['@', '_', '.', ':', '\\'])
}

fn can_be_misspelt(word: &str) -> bool {
    let letters = |word: &str| word.chars().filter(|c| c.is_alphabetic()).count();
    let all_letters = word.chars().all(|c| c.is_alphabetic() || matches!(c, '\'' | '’'));
    if !all_letters || letters(word) < 2 {
        return false;
    }
    // `MPLOs` and `OCTT's` are their stem.
    let stem = word.strip_suffix('s').unwrap_or(word).trim_end_matches(['\'', '’']);
    if stem.chars().all(char::is_uppercase) || word.chars().all(char::is_uppercase) {
        return letters(stem) > 3;
    }
    word.chars().skip(1).all(|c| !c.is_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(line: &str, expect: &[&str]) {
        assert_eq!(words(line).map(|(_, word)| word).collect::<Vec<_>>(), expect, "{line}");
    }

    #[test]
    fn prose_is_words() {
        check(
            "Seen twice, at the “Vine”; he didn’t say.",
            &["Seen", "twice", "at", "the", "Vine", "he", "didn’t", "say"],
        );
        check("a multi-agency and/or 14-year-old's café", &["multi", "agency", "and", "or", "year", "old's", "café"]);
    }

    #[test]
    fn addresses_numbers_and_initials_are_left_out() {
        check("!@yos (@yos) “#support”", &[]);
        check("a @yos/mplo #support jo@mace.example https://mace.example/x s47 10:30pm M-2026-014 3rd", &[]);
        check("AB, LAC, YOS’s, LACs, e.g. i.e. P. x_y \\bywords", &[]);
        check("CAMHS MPLOs", &["CAMHS", "MPLOs"]);
    }

    #[test]
    fn names_with_a_capital_inside_are_left_out() {
        check("WhatsApp McBride iPhone Word", &["Word"]);
    }

    proptest! {
        #[test]
        fn every_word_stands_where_it_says(line in "\\PC{0,60}") {
            let mut end = 0;
            for (at, word) in words(&line) {
                prop_assert!(at >= end && line.get(at..at + word.len()) == Some(word));
                end = at + word.len();
            }
        }
    }
}
