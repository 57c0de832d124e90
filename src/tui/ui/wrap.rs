//! Where lines of people's text break, in cells of the terminal.
//!
//! Typing and reading break alike, so that a text does not move when it is put down. A row may end in
//! spaces beyond the width: they hang, and are cut off when drawn.

use std::ops::Range;

use ratatui::buffer::CellWidth;
use unicode_segmentation::UnicodeSegmentation;

/// Measures a text in cells; control characters take none.
#[must_use]
pub fn cells(text: &str) -> usize {
    if is_plain(text) { text.chars().count() } else { text.graphemes(true).map(glyph_cells).sum() }
}

/// Tells whether every character is a letter of one cell that joins with no other: nearly all that is written in
/// English. Such text needs no search for clusters, which would cost most of a frame.
#[must_use]
pub fn is_plain(text: &str) -> bool {
    let plain = |c: char| matches!(c, ' '..='~' | '\u{a1}'..='\u{ac}' | '\u{ae}'..='\u{ff}' | '–' | '‘' | '’' | '“' | '”' | '…');
    text.bytes().all(|byte| (0x20..0x7f).contains(&byte)) || text.chars().all(plain)
}

/// Measures one grapheme cluster in cells, as the screen draws it.
#[must_use]
pub fn glyph_cells(glyph: &str) -> usize {
    if glyph.contains(char::is_control) { 0 } else { usize::from(glyph.cell_width()) }
}

/// Breaks a text into rows of at most `width` cells (0 counts as 1), after spaces, around wide glyphs, and inside
/// a word only where it is wider than a row. The byte ranges cover all but the newlines; there is at least one.
#[must_use]
pub fn rows(text: &str, width: usize) -> Vec<Range<usize>> {
    let mut all = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        break_line(line, start, width.max(1), &mut all);
        start += line.len() + 1;
    }
    all
}

fn break_line(line: &str, offset: usize, width: usize, all: &mut Vec<Range<usize>>) {
    if is_plain(line) {
        let letter = |(at, c): (usize, char)| (at, line.get(at..at + c.len_utf8()).unwrap_or_default(), 1);
        break_glyphs(line.char_indices().map(letter), line.len(), offset, width, all);
    } else {
        let glyph = |(at, glyph)| (at, glyph, glyph_cells(glyph));
        break_glyphs(line.grapheme_indices(true).map(glyph), line.len(), offset, width, all);
    }
}

/// Breaks a line of glyphs, each with its place and its cells.
fn break_glyphs<'a>(
    glyphs: impl Iterator<Item = (usize, &'a str, usize)>,
    length: usize,
    offset: usize,
    width: usize,
    all: &mut Vec<Range<usize>>,
) {
    let mut start = 0;
    let mut used = 0;
    // The last place where the row may end, and what was used up to there.
    let mut chance = None;
    for (at, glyph, wide) in glyphs {
        if hangs(glyph) {
            used += wide;
            chance = Some((at + glyph.len(), used));
            continue;
        }
        if wide > 1 && at > start {
            chance = Some((at, used));
        }
        while used + wide > width && at > start {
            let (cut, before) = chance.take().unwrap_or((at, used));
            all.push(offset + start..offset + cut);
            start = cut;
            used -= before;
        }
        used += wide;
        if wide > 1 || glyph == "\u{2014}" {
            chance = Some((at + glyph.len(), used));
        }
    }
    all.push(offset + start..offset + length);
}

/// Tells whether a glyph may hang beyond the end of a row: a space that is not there to keep words together.
fn hangs(glyph: &str) -> bool {
    glyph.chars().all(|c| c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{2007}' | '\u{202f}'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(text: &str, width: usize, expected: &[&str]) {
        let found: Vec<_> = rows(text, width).into_iter().map(|row| &text[row]).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn rows_break_after_spaces_and_spaces_hang() {
        check("one two three", 7, &["one two ", "three"]);
        check("one     two", 4, &["one     ", "two"]);
    }

    #[test]
    fn a_word_keeps_its_punctuation_and_a_reference_its_hyphens() {
        check("seen twice, again", 10, &["seen ", "twice, ", "again"]);
        check("see M-2026-014 now", 12, &["see ", "M-2026-014 ", "now"]);
    }

    #[test]
    fn a_word_wider_than_the_row_is_broken_inside() {
        check("abcdefgh", 3, &["abc", "def", "gh"]);
        check("a abcdefgh", 3, &["a ", "abc", "def", "gh"]);
    }

    #[test]
    fn newlines_begin_rows_and_empty_lines_stay() {
        check("a\n\nb\n", 5, &["a", "", "b", ""]);
        check("", 5, &[""]);
    }

    #[test]
    fn wide_glyphs_break_anywhere_and_survive_a_narrow_row() {
        check("漢字漢字", 5, &["漢字", "漢字"]);
        check("漢字", 1, &["漢", "字"]);
        check("漢字", 0, &["漢", "字"]);
    }

    #[test]
    fn clusters_are_measured_as_they_are_drawn() {
        assert_eq!(cells("👨‍👩‍👧"), 2);
        assert_eq!(cells("🇬🇧"), 2);
        assert_eq!(cells("e\u{301}"), 1);
        assert_eq!(cells("a\tb\n"), 2);
        assert_eq!(cells("\u{301}"), 0);
    }

    proptest! {
        #[test]
        fn plain_text_is_measured_as_clusters_are(text in "[ -~£é–‘’“”…\u{a0}\u{ad}\u{301}漢]{0,40}") {
            prop_assert_eq!(cells(&text), text.graphemes(true).map(glyph_cells).sum::<usize>());
        }

        #[test]
        fn rows_cover_the_text_and_fit(text in "[a-c \n漢👨\u{200d}\u{301}🇬—\u{a0}]{0,40}", width in 0_usize..9) {
            let rows = rows(&text, width);
            let mut at = 0;
            for row in &rows {
                prop_assert!(row.start == at || (row.start == at + 1 && &text[at..=at] == "\n"), "{:?}", rows);
                let solid = text[row.clone()].trim_end_matches(|c: char| c.is_whitespace() && c != '\u{a0}');
                prop_assert!(cells(solid) <= width.max(1) || solid.graphemes(true).filter(|g| glyph_cells(g) > 0).count() == 1);
                at = row.end;
            }
            prop_assert_eq!(at, text.len());
        }
    }
}
