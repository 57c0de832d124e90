//! Draws a text field.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use unicode_segmentation::UnicodeSegmentation;

use super::text;
use crate::tui::theme::{Role, Theme};
use crate::tui::ui::editor::{Editor, View, keys, text_width};
use crate::tui::ui::veil::Veil;
use crate::tui::ui::wrap;

const DOT: &str = "•";

/// Bytes of a field's text that are set apart, and how; in the order of the text, none over another.
pub type Mark = (Range<usize>, Role);

impl Editor {
    /// Draws the field in the area and, where it has the focus, gives the place for the terminal's own cursor, so that
    /// screen readers and input methods find it. Under the veil names are dotted out in their place. Safe for every area.
    pub fn render(&self, area: Rect, buf: &mut Buffer, theme: &Theme, focused: bool, veil: &Veil) -> Option<Position> {
        self.render_marked(area, buf, theme, focused, veil, &[])
    }

    /// As [`render`](Editor::render), with parts of the text set apart.
    pub fn render_marked(
        &self,
        area: Rect,
        buf: &mut Buffer,
        theme: &Theme,
        focused: bool,
        veil: &Veil,
        marks: &[Mark],
    ) -> Option<Position> {
        let area = area.intersection(buf.area);
        if area.is_empty() {
            return None;
        }
        let ground = theme.style(if focused { Role::FieldFocus } else { Role::Field });
        super::frame::fill(area, buf, theme, if focused { Role::FieldFocus } else { Role::Field });
        let ink = Ink { theme, ground, marks, dots: veil.dots(self.as_str()) };
        let place =
            if self.is_multi_line() { self.render_rows(area, buf, &ink) } else { self.render_line(area, buf, &ink) };
        if self.is_empty() {
            let hint = text::truncate(self.placeholder(), usize::from(area.width));
            buf.set_stringn(area.x, area.y, hint, area.width.into(), ground.patch(theme.style(Role::Placeholder)));
        }
        focused.then_some(place)
    }

    fn render_rows(&self, area: Rect, buf: &mut Buffer, ink: &Ink<'_>) -> Position {
        let height = usize::from(area.height);
        self.set_view(View { width: text_width(area.width), height, ..self.view() });
        let rows = self.rows();
        let row = keys::row_of(&rows, self.cursor_byte());
        let latest = rows.len().saturating_sub(height);
        let first = self.view().first.clamp((row + 1).saturating_sub(height), row).min(latest);
        self.set_view(View { first, ..self.view() });

        for (y, range) in (area.y..area.bottom()).zip(rows.iter().skip(first)) {
            self.draw(range.clone(), Rect { y, height: 1, ..area }, 0, buf, ink);
        }
        let start = rows.get(row).map_or(0, |range| range.start);
        let used = wrap::cells(self.as_str().get(start..self.cursor_byte()).unwrap_or_default());
        Position { x: area.x + small(used).min(area.width - 1), y: area.y + small(row - first).min(area.height - 1) }
    }

    fn render_line(&self, area: Rect, buf: &mut Buffer, ink: &Ink<'_>) -> Position {
        let width = usize::from(area.width);
        let before = self.as_str().get(..self.cursor_byte()).unwrap_or_default();
        let used = self.shown_cells(before);
        let most = (self.shown_cells(self.as_str()) + 1).saturating_sub(width);
        let first = self.view().first.clamp((used + 1).saturating_sub(width), used).min(most);
        self.set_view(View { width, height: 1, first });
        self.draw(0..self.as_str().len(), Rect { height: 1, ..area }, first, buf, ink);
        Position { x: area.x + small(used.saturating_sub(first)).min(area.width - 1), y: area.y }
    }

    fn shown_cells(&self, text: &str) -> usize {
        if self.is_secret() { text.graphemes(true).count() } else { wrap::cells(text) }
    }

    /// Draws a piece of the text in one row, with `skip` cells cut from its left; a wide glyph cut in two is a blank.
    fn draw(&self, range: Range<usize>, area: Rect, skip: usize, buf: &mut Buffer, ink: &Ink<'_>) {
        let selected = self.selection().unwrap_or(0..0);
        let selection = ink.of(Role::Selection);
        let mut marks = ink.marks.iter().skip_while(|(marked, _)| marked.end <= range.start).peekable();
        let mut cell = 0;
        for (at, glyph) in self.as_str().get(range.clone()).unwrap_or_default().grapheme_indices(true) {
            let byte = range.start + at;
            while marks.next_if(|(marked, _)| marked.end <= byte).is_some() {}
            let mark = marks.peek().filter(|(marked, _)| marked.start <= byte);
            let style = match mark {
                _ if selected.contains(&byte) => selection,
                Some((_, role)) => ink.of(*role),
                None => ink.ground,
            };
            let glyph = if self.is_secret() { DOT } else { glyph };
            let wide = wrap::glyph_cells(glyph);
            let dotted = if wide > 1 { "· " } else { "·" };
            let glyph = if ink.dots.iter().any(|dots| dots.contains(&byte)) { dotted } else { glyph };
            let (start, end) = (cell, cell + wide);
            cell = end;
            if end <= skip || wide == 0 {
                continue;
            }
            let x = area.x.saturating_add(small(start.saturating_sub(skip)));
            if x >= area.right() {
                break;
            }
            let cut = start < skip || x.saturating_add(small(wide)) > area.right();
            let shown = if cut { " " } else { glyph };
            if wide == 1
                && let Some(letter) = buf.cell_mut((x, area.y))
            {
                letter.set_symbol(shown).set_style(style);
                continue;
            }
            let (after, _) = buf.set_stringn(x, area.y, shown, usize::from(area.right() - x), style);
            // The hidden half of a wide glyph keeps the ground's colour.
            buf.set_style(Rect { x, y: area.y, width: after - x, height: 1 }, style);
        }
    }
}

/// How the text of a field is drawn.
struct Ink<'a> {
    theme: &'a Theme,
    ground: Style,
    marks: &'a [Mark],
    /// The bytes of the text that the veil dots out.
    dots: Vec<Range<usize>>,
}

impl Ink<'_> {
    fn of(&self, role: Role) -> Style {
        self.ground.patch(self.theme.style(role))
    }
}

fn small(cells: usize) -> u16 {
    u16::try_from(cells).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::theme::Colours;
    use crate::tui::view::frame::tests::{screen, sizes};
    use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

    #[track_caller]
    fn check(editor: &Editor, width: u16, height: u16, rows: &[&str], cursor: (u16, u16)) {
        let theme = Theme::load("dark", Colours::True).unwrap();
        let area = Rect::new(0, 0, width, height);
        let mut buf = Buffer::empty(area);
        let place = editor.render(area, &mut buf, &theme, true, &Veil::default()).unwrap();
        assert_eq!(screen(&buf), rows);
        assert_eq!((place.x, place.y), cursor);
        assert_eq!(editor.render(area, &mut buf, &theme, false, &Veil::default()), None);
    }

    #[test]
    fn rows_wrap_and_the_cursor_stands_behind_the_last_letter() {
        let editor = Editor::new().with_text("seen twice at the park", 99);
        check(&editor, 13, 3, &["seen twice", "at the park", ""], (11, 1));
    }

    #[test]
    fn a_space_behind_a_full_row_moves_the_cursor() {
        let full = "seen twice";
        check(&Editor::new().with_text(full, 99), 12, 2, &[full, ""], (10, 0));
        check(&Editor::new().with_text(&format!("{full} "), 99), 12, 2, &[full, ""], (11, 0));
    }

    #[test]
    fn an_empty_field_shows_what_it_asks_for_under_the_cursor() {
        check(&Editor::line().with_placeholder("Reason"), 8, 1, &["Reason"], (0, 0));
    }

    #[test]
    fn a_line_scrolls_sideways_to_keep_the_cursor_in_sight() {
        check(&Editor::line().with_text("abcdefgh", 8), 5, 1, &["efgh"], (4, 0));
        check(&Editor::line().with_text("abcdefgh", 0), 5, 1, &["abcde"], (0, 0));
        check(&Editor::line().with_text("漢字漢字", 4), 5, 1, &["漢字"], (4, 0));
        check(&Editor::line().with_text("漢字漢字", 4), 4, 1, &[" 字"], (3, 0));
    }

    #[test]
    fn a_long_text_scrolls_to_the_cursor() {
        check(&Editor::new().with_text("a\nb\nc\nd", 7), 4, 2, &["c", "d"], (1, 1));
        check(&Editor::new().with_text("a\nb\nc\nd", 0), 4, 2, &["a", "b"], (0, 0));
    }

    #[test]
    fn wide_and_combining_letters_keep_the_cursor_in_its_place() {
        check(&Editor::line().with_text("👨‍👩‍👧x", 99), 8, 1, &["👨‍👩‍👧x"], (3, 0));
        check(&Editor::line().with_text("q\u{323}x", 99), 8, 1, &["q\u{323}x"], (2, 0));
    }

    #[test]
    fn a_secret_is_shown_as_dots() {
        check(&Editor::secret().with_text("pass 漢", 99), 9, 1, &["••••••"], (6, 0));
    }

    #[test]
    fn what_is_selected_is_set_apart() {
        let theme = Theme::load("dark", Colours::True).unwrap();
        let mut editor = Editor::line().with_text("ab漢", 0);
        editor.input(KeyEvent::new(KeyCode::End, KeyModifiers::SHIFT));
        let mut buf = Buffer::empty(Rect::new(0, 0, 6, 1));
        editor.render(buf.area, &mut buf, &theme, true, &Veil::default());
        let back = theme.style(Role::Selection).bg;
        let set_apart: Vec<bool> = (0..6).map(|x| buf[(x, 0)].style().bg == back).collect();
        assert_eq!(set_apart, [true, true, true, true, false, false]);
    }

    #[test]
    fn what_is_marked_is_underlined_where_it_stands_across_rows() {
        let theme = Theme::load("dark", Colours::None).unwrap();
        let editor = Editor::new().with_text("an assesment was lifestyle choice", 0);
        let mut buf = Buffer::empty(Rect::new(0, 0, 15, 4));
        let marks = [(3..12, Role::Misspelt), (17..33, Role::Avoid)];
        editor.render_marked(buf.area, &mut buf, &theme, true, &Veil::default(), &marks);
        let lined = |y: u16| {
            let lined = |x: &u16| buf[(*x, y)].modifier.contains(ratatui::style::Modifier::UNDERLINED);
            (0..15).filter(lined).map(|x| buf[(x, y)].symbol().to_owned()).collect::<String>()
        };
        assert_eq!([0, 1, 2].map(lined), ["assesment", "lifestyle ", "choice"]);
    }

    #[test]
    fn every_size_is_drawn_and_the_cursor_stays_inside() {
        let theme = Theme::load("light", Colours::True).unwrap();
        let text = "Seen twice 👨‍👩‍👧 at the 漢字 park; e\u{301}\n\u{301}\n\nlonglonglonglonglonglong end ";
        let fields = [
            Editor::new().with_text(text, 30),
            Editor::line().with_text(text, 40),
            Editor::secret().with_text(text, 9),
        ];
        sizes(|area, buf| {
            for editor in &fields {
                if let Some(place) = editor.render(area, buf, &theme, true, &Veil::default()) {
                    assert!(area.contains(place), "{area:?} {place:?}");
                }
            }
        });
    }
}
