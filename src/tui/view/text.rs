//! Sets people's text within a width: wrapped, cut or padded, never split inside a letter.
//!
//! Ratatui's own wrapping panics on wide glyphs in narrow areas and on a leading combining mark, so people's text
//! goes through here.

use std::borrow::Cow;

use ratatui::text::{Line, Span};
use unicode_segmentation::UnicodeSegmentation;

use crate::tui::theme::{Role, Theme};
use crate::tui::ui::wrap;

pub use crate::tui::ui::wrap::cells;

/// Breaks a text into lines of at most `width` cells, without the spaces at their ends; no lines where there is no
/// width. A glyph wider than the whole width gets a line of its own, which is cut when drawn.
#[must_use]
pub fn wrap(text: &str, width: usize) -> Vec<Line<'_>> {
    if width == 0 {
        return Vec::new();
    }
    wrap::rows(text, width).into_iter().map(|row| Line::raw(text.get(row).unwrap_or_default().trim_end())).collect()
}

/// Counts the lines that [`wrap`] makes.
#[must_use]
pub fn height(text: &str, width: usize) -> usize {
    if width == 0 { 0 } else { wrap::rows(text, width).len() }
}

/// Cuts a text to `width` cells, with `…` where something is missing; line ends become spaces. It is cut between words
/// where that loses no more than a short word.
#[must_use]
pub fn truncate(text: &str, width: usize) -> Cow<'_, str> {
    let flat = if text.contains('\n') { Cow::Owned(text.replace('\n', " ")) } else { Cow::Borrowed(text) };
    if wrap::cells(&flat) <= width {
        return flat;
    }
    let Some(room) = width.checked_sub(1) else { return Cow::Borrowed("") };
    let mut used = 0;
    let kept: String = flat
        .graphemes(true)
        .take_while(|glyph| {
            used += wrap::glyph_cells(glyph);
            used <= room
        })
        .collect();
    Cow::Owned(format!("{}…", whole_words(&kept, &flat)))
}

/// The beginning of a text that was cut, without a word that the cut went through, where that is a short one and most of
/// the text is left.
fn whole_words<'a>(kept: &'a str, of: &str) -> &'a str {
    const SHORT: usize = 14;
    let cut_through = of.get(kept.len()..).and_then(|rest| rest.chars().next()).is_some_and(char::is_alphanumeric);
    let words = kept.rsplit_once(' ').map(|(words, _)| words.trim_end_matches([' ', ',', ';', '·', '-']));
    let words = words.filter(|words| cut_through && !words.is_empty());
    let most = |words: &&str| wrap::cells(words) * 3 >= wrap::cells(kept);
    words
        .filter(most)
        .filter(|words| wrap::cells(kept) - wrap::cells(words) <= SHORT)
        .unwrap_or_else(|| kept.trim_end())
}

/// Cuts or fills a text with spaces to exactly `width` cells.
#[must_use]
pub fn pad(text: &str, width: usize) -> String {
    let mut all = truncate(text, width).into_owned();
    let used = wrap::cells(&all);
    all.extend(std::iter::repeat_n(' ', width.saturating_sub(used)));
    all
}

/// As [`pad`], with the text at the right.
#[must_use]
pub fn pad_left(text: &str, width: usize) -> String {
    let cut = truncate(text, width);
    let mut all = " ".repeat(width.saturating_sub(wrap::cells(&cut)));
    all.push_str(&cut);
    all
}

/// Joins spans to one line of at most `width` cells, the last that fits cut with `…`.
#[must_use]
pub fn join<'a>(spans: impl IntoIterator<Item = Span<'a>>, width: usize) -> Line<'a> {
    let mut room = width;
    let mut kept = Vec::new();
    for span in spans {
        let wide = wrap::cells(&span.content);
        if wide <= room {
            room -= wide;
            kept.push(span);
        } else {
            let cut = truncate(&span.content, room).into_owned();
            kept.push(Span::styled(cut, span.style));
            break;
        }
    }
    Line::from(kept)
}

/// Sets one group of spans at the left and one at the right of a line of exactly `width` cells; where both do not
/// fit, the left is cut first to `least` cells and then the right.
#[must_use]
pub fn spread<'a>(left: Vec<Span<'a>>, right: Vec<Span<'a>>, width: usize, least: usize) -> Line<'a> {
    let right = join(right, width.saturating_sub(least + 1));
    let taken = line_cells(&right);
    let left = join(left, width.saturating_sub(if taken == 0 { 0 } else { taken + 1 }));
    let gap = width.saturating_sub(line_cells(&left) + taken);
    let mut spans = left.spans;
    spans.push(Span::raw(" ".repeat(gap)));
    spans.extend(right.spans);
    Line::from(spans)
}

/// Measures a line in cells, as it is drawn.
#[must_use]
pub fn line_cells(line: &Line<'_>) -> usize {
    line.spans.iter().map(|span| wrap::cells(&span.content)).sum()
}

/// Sets names side by side, each behind the number that chooses it, in as many lines as they need.
#[must_use]
pub fn numbered<'a>(named: impl IntoIterator<Item = (String, Role)>, width: usize, theme: &Theme) -> Vec<Line<'a>> {
    let mut lines: Vec<Vec<Span<'a>>> = vec![vec![]];
    let mut used = 0;
    for (number, (name, role)) in (1..).zip(named) {
        let wide = cells(&name) + 6;
        if used + wide > width && used > 0 {
            lines.push(vec![]);
            used = 0;
        }
        used += wide;
        if let Some(line) = lines.last_mut() {
            line.push(Span::styled(format!("{number}"), theme.style(Role::Key)));
            line.push(Span::styled(format!(" {name} "), theme.style(role)));
            line.push(Span::raw("  "));
        }
    }
    lines.into_iter().map(Line::from).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn wrapped_lines_have_no_spaces_at_their_ends() {
        let lines: Vec<String> = wrap("one two  three\nfour", 8).iter().map(ToString::to_string).collect();
        assert_eq!(lines, ["one two", "three", "four"]);
        assert!(wrap("one", 0).is_empty());
    }

    #[test]
    fn a_cut_text_shows_that_it_was_cut() {
        assert_eq!(truncate("Chelmsford", 10), "Chelmsford");
        assert_eq!(truncate("Chelmsford", 6), "Chelm…");
        assert_eq!(truncate("漢字漢字", 4), "漢…");
        assert_eq!(truncate("one two", 5), "one…");
        assert_eq!(truncate("one two", 6), "one…");
        assert_eq!(truncate("Review of the action log", 22), "Review of the action…");
        assert_eq!(truncate("Review of the action log", 19), "Review of the…");
        assert_eq!(truncate("Any other business and date", 21), "Any other business…");
        assert_eq!(truncate("by proportionality", 14), "by proportion…");
        assert_eq!(truncate("a\nb", 9), "a b");
        assert_eq!(truncate("abc", 1), "…");
        assert_eq!(truncate("abc", 0), "");
    }

    #[test]
    fn padding_fills_to_the_cell() {
        assert_eq!(pad("漢", 4), "漢  ");
        assert_eq!(pad_left("7", 3), "  7");
        assert_eq!(pad("漢字", 2), "… ");
    }

    #[test]
    fn spans_are_joined_to_the_width() {
        let line = join([Span::raw("AB, 15"), Span::raw(" · "), Span::raw("review")], 12);
        assert_eq!(line.to_string(), "AB, 15 · re…");
    }

    #[test]
    fn a_spread_line_keeps_its_right_end() {
        let line = spread(vec![Span::raw("Meeting of the Mid quadrant")], vec![Span::raw("saved")], 20, 5);
        assert_eq!(line.to_string(), "Meeting of…    saved");
        assert_eq!(spread(vec![Span::raw("Mid")], vec![], 5, 2).to_string(), "Mid  ");
    }

    proptest! {
        #[test]
        fn no_text_is_wider_than_asked(text in "\\PC{0,30}", width in 0_usize..12) {
            prop_assert!(cells(&truncate(&text, width)) <= width);
            prop_assert_eq!(cells(&pad(&text, width)), width);
            prop_assert_eq!(cells(&pad_left(&text, width)), width);
            prop_assert!(line_cells(&join([Span::raw(text.as_str()), Span::raw(text.as_str())], width)) <= width);
            prop_assert_eq!(line_cells(&spread(vec![Span::raw(text.as_str())], vec![Span::raw(text.as_str())], width, 4)), width);
        }
    }
}
