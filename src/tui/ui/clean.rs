//! Makes text from outside fit for a field: one kind of line end, no control characters, NFC.

use std::borrow::Cow;

use unicode_normalization::{UnicodeNormalization, is_nfc};

/// Normalises pasted or imported text: `\r\n`, a lone `\r` and the other line ends become `\n`, a tab becomes a
/// space, other control characters and byte-order marks go, and the rest is composed (NFC).
#[must_use]
pub fn clean(text: &str) -> Cow<'_, str> {
    if is_clean(text) {
        return Cow::Borrowed(text);
    }
    let mut lined = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' => {
                chars.next_if_eq(&'\n');
                lined.push('\n');
            }
            '\n' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => lined.push('\n'),
            '\t' => lined.push(' '),
            '\u{feff}' => {}
            c if c.is_control() => {}
            c => lined.push(c),
        }
    }
    Cow::Owned(lined.nfc().collect())
}

/// Normalises text for a field of one line: as [`clean`], and every line end becomes a space.
#[must_use]
pub fn clean_line(text: &str) -> String {
    clean(text).trim_end_matches('\n').replace('\n', " ")
}

fn is_clean(text: &str) -> bool {
    let odd = |c: char| matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}') || (c.is_control() && c != '\n');
    !text.contains(odd) && is_nfc(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(from: &str, to: &str) {
        assert_eq!(clean(from), to);
        assert_eq!(clean(to), to, "cleaning twice changes nothing");
    }

    #[test]
    fn every_line_end_becomes_one_newline() {
        check("one\r\ntwo\rthree\u{2028}four\u{85}five\u{c}six", "one\ntwo\nthree\nfour\nfive\nsix");
        check("\r\r\n\n", "\n\n\n");
    }

    #[test]
    fn tabs_become_spaces_and_control_characters_go() {
        check("a\tb\u{1b}[31mc\u{0}\u{7f}\u{feff}", "a b[31mc");
    }

    #[test]
    fn letters_are_composed() {
        check("e\u{301}", "\u{e9}");
    }

    #[test]
    fn one_line_has_no_line_ends() {
        assert_eq!(clean_line("10 High Street\r\nChelmsford\r\n"), "10 High Street Chelmsford");
    }
}
