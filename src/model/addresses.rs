//! Finds addresses in people's text, a house number and a street, or a postcode; and other numbers that may tell who
//! somebody is.

use std::ops::Range;

use super::names::{Word, joins, words};

/// What a street's name ends with, in small letters.
const STREETS: &str = "road rd street st lane avenue ave close drive way court crescent gardens grove terrace walk place row \
    square parade hill rise mews";

/// How many words a street's name may have.
const WORDS: usize = 4;

/// The fewest digits of a telephone number.
const TELEPHONE: usize = 9;

/// Where a text tells a house in a street, or a postcode.
#[must_use]
pub fn addresses_in(text: &str) -> Vec<Range<usize>> {
    if !text.contains(|c: char| c.is_ascii_digit()) {
        return Vec::new();
    }
    let mut found = houses(text);
    found.extend(postcodes(text));
    found.sort_by_key(|range| range.start);
    found.dedup_by(|next, kept| next.start < kept.end);
    found
}

/// Numbers that may tell who somebody is: a telephone, a vehicle's registration, a year in which a person may be born.
#[must_use]
pub fn numbers_in(text: &str, born: Range<i32>) -> Vec<&str> {
    if !text.contains(|c: char| c.is_ascii_digit()) {
        return Vec::new();
    }
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).count();
    let long = text.split(|c: char| !c.is_ascii_digit() && !matches!(c, ' ' | '+')).map(str::trim);
    let mut found: Vec<&str> = long.filter(|number| digits(number) >= TELEPHONE).collect();
    let words: Vec<(usize, &str)> =
        pieces(text).map(|(at, piece)| (at, piece.trim_end_matches(|c: char| !c.is_alphanumeric()))).collect();
    for (at, (start, word)) in words.iter().enumerate() {
        let shape: String = word
            .chars()
            .map(|c| {
                if c.is_ascii_digit() {
                    '0'
                } else if c.is_ascii_uppercase() {
                    'A'
                } else {
                    '-'
                }
            })
            .collect();
        let next =
            words.get(at + 1).filter(|(_, next)| next.len() == 3 && next.bytes().all(|b| b.is_ascii_uppercase()));
        match (shape.as_str(), next) {
            ("AA00AAA", _) => found.push(word),
            ("AA00", Some((end, next))) => found.extend(text.get(*start..*end + next.len())),
            ("0000", _) if word.parse().is_ok_and(|year| born.contains(&year)) => found.push(word),
            _ => {}
        }
    }
    found
}

/// `14 Osier Bay Road`, `2b Mill Lane`, `Flat 3, 14 Osier Road`.
fn houses(text: &str) -> Vec<Range<usize>> {
    let words = words(text);
    let mut found = Vec::new();
    for (at, street) in words.iter().enumerate().filter(|(_, word)| word.capital && is_street(word)) {
        // The name of the street, back to its number: `Fuller's Way` has a small `s` in it.
        let named = words.get(at.saturating_sub(WORDS)..=at).unwrap_or_default();
        let joined = |pair: &&[Word]| {
            let gap = text.get(pair[0].at.end..pair[1].at.start);
            gap.is_some_and(joins) && (pair[0].capital || pair[0].folded == "s")
        };
        let named = named.windows(2).rev().take_while(joined).map(|pair| &pair[0]);
        let Some(first) = named.filter(|word| word.capital).last() else { continue };
        let before = text.get(..first.at.start).unwrap_or_default();
        let Some(number) = house_number(before) else { continue };
        found.push(number..street.at.end);
    }
    found
}

/// Whether a word is one that streets' names end with.
pub(super) fn is_street(word: &Word) -> bool {
    STREETS.split_whitespace().any(|street| street == word.folded)
}

/// Where the house's number at the end of a text begins.
fn house_number(before: &str) -> Option<usize> {
    let digits = before.strip_suffix(' ').unwrap_or(before).trim_end_matches(|c: char| c.is_ascii_lowercase());
    let start = digits.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let house = before.get(start..)?.trim_end();
    let parted = before.get(..start)?.chars().next_back().is_none_or(|c| !c.is_alphanumeric());
    ((1..=5).contains(&house.len()) && house.starts_with(|c: char| c.is_ascii_digit()) && parted).then_some(start)
}

/// `CM1 1QH`, `SS99 9ZZ`, with or without the blank.
fn postcodes(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut before: Option<(usize, &str)> = None;
    for (start, piece) in pieces(text) {
        let code = piece.trim_end_matches(|c: char| !c.is_ascii_alphanumeric());
        let cut = code.len().saturating_sub(3);
        let parts = (code.get(..cut).unwrap_or_default(), code.get(cut..).unwrap_or_default());
        match before {
            Some((from, outward)) if is_inward(code) && outward.strip_suffix(' ').is_some_and(is_outward) => {
                found.push(from..start + code.len());
            }
            _ if is_outward(parts.0) && is_inward(parts.1) => found.push(start..start + code.len()),
            _ => {}
        }
        before = Some((start, piece));
    }
    found
}

/// The pieces of a text that end with what is neither letter nor digit, each with the byte where it begins.
fn pieces(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut next = 0;
    text.split_inclusive(|c: char| !c.is_alphanumeric()).map(move |piece| {
        let start = next;
        next += piece.len();
        (start, piece)
    })
}

fn is_outward(text: &str) -> bool {
    let letters = text.bytes().take_while(u8::is_ascii_uppercase).count();
    let rest = text.get(letters..).unwrap_or_default();
    (1..=2).contains(&letters)
        && (1..=2).contains(&rest.len())
        && rest.starts_with(|c: char| c.is_ascii_digit())
        && rest.bytes().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase())
}

fn is_inward(text: &str) -> bool {
    let bytes = text.as_bytes();
    let letter = |b: &u8| b.is_ascii_uppercase() && !b"CIKMOV".contains(b);
    matches!(bytes, [digit, letters @ ..] if digit.is_ascii_digit() && letters.len() == 2 && letters.iter().all(letter))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = addresses_in(text).into_iter().map(|at| &text[at]).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn a_house_in_a_street_and_a_postcode_are_addresses() {
        check("Lives at 14 Osier Bay Road, CM1 1QH with her aunt.", &["14 Osier Bay Road", "CM1 1QH"]);
        check("Flat 3, 2b Fuller's Way. SS99ZZ, SS99 9ZZ", &["2b Fuller's Way", "SS99ZZ", "SS99 9ZZ"]);
    }

    #[test]
    fn a_street_a_reference_a_date_and_a_number_are_none() {
        check("Taxi rank, Market Road; M-2026-014; A3; 14 May; year 11; 3 times on the Way; s47", &[]);
        check("On 3 December 2026 in Mill Lane", &[]);
    }

    #[test]
    fn a_telephone_a_registration_and_a_year_of_birth_are_told() {
        let text = "Rang 01632 960 123 on 3 December 2026; born 2011; AB12 XYZ and AB12XYZ; 45 minutes.";
        assert_eq!(numbers_in(text, 1940..2018), ["01632 960 123", "2011", "AB12 XYZ", "AB12XYZ"]);
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in "[A-Z0-9a-z' é]{0,40}|([0-9]{0,2}[a-b]? ?[A-Z][a-z]{0,3} (Road|Way)[, ]){0,3}|\\PC{0,30}") {
            for at in addresses_in(&text) {
                prop_assert!(text.get(at).is_some_and(|address| !address.is_empty()));
            }
            let _ = numbers_in(&text, 1940..2018);
        }
    }
}
