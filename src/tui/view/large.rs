//! Large type for the room: letters four cells wide and four high, of quarter blocks.

use font8x8::legacy::BASIC_LEGACY;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// Cells that a letter takes across, and rows down.
pub const LETTER: (u16, u16) = (4, 4);

/// The quarter blocks, by which quarters are set: upper left 1, upper right 2, lower left 4, lower right 8.
const QUARTERS: [&str; 16] = [" ", "▘", "▝", "▀", "▖", "▌", "▞", "▛", "▗", "▚", "▐", "▜", "▄", "▙", "▟", "█"];

/// The lines of a text in large type at a width: broken at spaces, and inside a word only where it must be.
#[must_use]
pub fn wrap(said: &str, width: u16) -> Vec<String> {
    let letters = usize::from(width / LETTER.0).max(1);
    let rows = crate::tui::ui::wrap::rows(said, letters).into_iter();
    rows.map(|row| said.get(row).unwrap_or_default().trim_end().to_owned()).collect()
}

/// Draws one line in large type, cut to the area; gives the area below it.
pub fn line(area: Rect, buf: &mut Buffer, style: Style, said: &str) -> Rect {
    let area = area.intersection(buf.area);
    if area.height < LETTER.1 {
        return Rect { height: 0, ..area };
    }
    for (at, letter) in (0_u16..).zip(plain(said).chars()) {
        let x = area.x.saturating_add(at.saturating_mul(LETTER.0));
        if x.saturating_add(LETTER.0) > area.right() {
            break;
        }
        let glyph = BASIC_LEGACY.get(letter as usize).copied().unwrap_or(BASIC_LEGACY['?' as usize]);
        for row in 0..LETTER.1 {
            let (upper, lower) = (glyph[usize::from(row) * 2], glyph[usize::from(row) * 2 + 1]);
            for column in 0..LETTER.0 {
                let quarter = usize::from((upper >> (column * 2)) & 3) | usize::from((lower >> (column * 2)) & 3) << 2;
                if let Some(cell) = buf.cell_mut((x + column, area.y + row)) {
                    cell.set_symbol(QUARTERS[quarter]).set_style(style);
                }
            }
        }
    }
    super::frame::below(area, LETTER.1)
}

/// The text in letters that the large type has: dashes and quotes plain, accents left off, the rest a question mark.
fn plain(said: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let letters = said.nfd().filter(|c| !unicode_normalization::char::is_combining_mark(*c));
    let simple = letters.map(|c| match c {
        '–' | '—' | '·' => '-',
        '‘' | '’' => '\'',
        '“' | '”' => '"',
        '→' => '>',
        c if c.is_ascii() && !c.is_control() => c,
        _ => '?',
    });
    simple.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::view::frame::tests::{screen, sizes};

    #[test]
    fn a_letter_is_drawn_of_quarter_blocks() {
        let mut buf = Buffer::empty(Rect::new(0, 0, 4, 4));
        line(buf.area, &mut buf, Style::new(), "L");
        assert_eq!(screen(&buf), ["▜▛", "▐▌", "▐▌▗▌", "▀▀▀▘"]);
    }

    #[test]
    fn large_lines_break_between_words() {
        assert_eq!(wrap("Review on Thu 14 Jan", 48), ["Review on", "Thu 14 Jan"]);
    }

    #[test]
    fn any_text_is_drawn_in_any_area() {
        sizes(|area, buf| {
            line(area, buf, Style::new(), "漢 é 👨‍👩‍👧 \u{301}");
        });
    }
}
