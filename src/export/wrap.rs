//! Wrapping by the width that a terminal shows, never by bytes or code points.

use textwrap::{Options, WordSplitter};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Gives the columns that a text takes.
pub(super) fn width(text: &str) -> usize {
    text.width()
}

/// Wraps text to a width; a word wider than that is cut between what people see as characters.
///
/// Newlines are kept. Only a single character wider than `columns` can pass the width.
pub(super) fn wrap(text: &str, columns: usize) -> Vec<String> {
    let columns = columns.max(1);
    let options = Options::new(columns).break_words(false).word_splitter(WordSplitter::NoHyphenation);
    textwrap::wrap(text, options).iter().flat_map(|line| cut(line.trim_end(), columns)).collect()
}

fn cut(line: &str, columns: usize) -> Vec<String> {
    if width(line) <= columns {
        return vec![line.to_owned()];
    }
    let mut out = vec![String::new()];
    for grapheme in line.graphemes(true) {
        if let Some(last) = out.last_mut() {
            if last.is_empty() || width(last) + width(grapheme) <= columns {
                last.push_str(grapheme);
            } else {
                out.push(grapheme.to_owned());
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_word_is_cut_between_visible_characters() {
        assert_eq!(wrap("ab e\u{301}e\u{301}e\u{301}", 2), ["ab", "e\u{301}e\u{301}", "e\u{301}"]);
        assert_eq!(wrap("漢字漢", 4), ["漢字", "漢"]);
        assert_eq!(wrap("漢", 1), ["漢"]);
    }

    #[test]
    fn newlines_stay() {
        assert_eq!(wrap("one\n\ntwo", 10), ["one", "", "two"]);
    }
}
