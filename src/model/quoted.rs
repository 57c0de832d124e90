//! Which parts of a text are somebody's own words, in quotation marks.

use std::ops::Range;

/// The quotations of a line, marks included, in bytes: “…”, "…", ‘…’ and '…'.
///
/// An apostrophe in a word is no quotation mark. A double mark that is not closed yet quotes to the end of
/// the line, for it may be being typed; a single one that is not closed may be an apostrophe and quotes nothing.
#[must_use]
pub fn quoted(line: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some((start, mark)) = opening(line, from) {
        let inside = start + mark.len_utf8();
        match (closing(line, inside, mark), mark) {
            (Some(end), _) => {
                found.push(start..end);
                from = end;
            }
            (None, '“' | '"') => {
                found.push(start..line.len());
                from = line.len();
            }
            (None, _) => from = inside,
        }
    }
    found
}

fn opening(line: &str, from: usize) -> Option<(usize, char)> {
    let mut before = line.get(..from)?.chars().next_back();
    for (at, c) in line.get(from..)?.char_indices() {
        let begins = !before.is_some_and(char::is_alphanumeric);
        if matches!(c, '“' | '‘') || matches!(c, '"' | '\'') && begins {
            return Some((from + at, c));
        }
        before = Some(c);
    }
    None
}

/// The byte behind the mark that closes what `mark` opened.
fn closing(line: &str, inside: usize, mark: char) -> Option<usize> {
    let rest = line.get(inside..)?;
    let mut before = None;
    for (at, c) in rest.char_indices() {
        let ends = match mark {
            '“' => matches!(c, '”' | '“'),
            '"' => c == '"',
            '‘' => c == '’' && ends_word(rest, at + c.len_utf8()),
            _ => c == '\'' && before.is_some_and(|b: char| !b.is_whitespace()) && ends_word(rest, at + 1),
        };
        if ends {
            return Some(inside + at + c.len_utf8());
        }
        before = Some(c);
    }
    None
}

fn ends_word(text: &str, at: usize) -> bool {
    !text.get(at..).and_then(|rest| rest.chars().next()).is_some_and(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(line: &str, expect: &[&str]) {
        let found: Vec<&str> = quoted(line).into_iter().map(|range| &line[range]).collect();
        assert_eq!(found, expect, "{line}");
    }

    #[test]
    fn what_stands_in_quotation_marks_is_quoted() {
        check("She said “leave me be” and left.", &["“leave me be”"]);
        check("She said \"leave me be\", then \"no\".", &["\"leave me be\"", "\"no\""]);
        check("He said ‘it’s fine’ twice.", &["‘it’s fine’"]);
        check("He said 'it's fine' twice.", &["'it's fine'"]);
    }

    #[test]
    fn an_apostrophe_quotes_nothing() {
        check("The girls' home isn't hers; 'twas theirs.", &[]);
        check("Children’s Society, the girls’ worker", &[]);
        check("6'2\" tall, in size 8\" boots", &[]);
    }

    #[test]
    fn a_quotation_being_typed_reaches_to_the_end_of_the_line() {
        check("She said “leave me", &["“leave me"]);
        check("She said \"leave me", &["\"leave me"]);
        check("She said 'leave me", &[]);
    }

    proptest! {
        #[test]
        fn quotations_stand_in_order_and_between_letters(line in "[a-z “”\"‘’']{0,40}") {
            let mut end = 0;
            for range in quoted(&line) {
                prop_assert!(range.start >= end && range.end <= line.len());
                prop_assert!(line.get(range.clone()).is_some());
                end = range.end;
            }
        }
    }
}
