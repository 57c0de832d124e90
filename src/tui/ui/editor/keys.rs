//! What each key does in a text field.

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

use super::history::Kind;
use super::{Editor, Shape};
use crate::tui::ui::wrap;

/// What a key did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The text changed: the draft is to be kept.
    Changed,
    /// The cursor or the selection moved.
    Moved,
    /// The key means nothing here: it is free for the screen.
    Ignored,
    /// The selection was copied; here it is for the system's clipboard.
    Copied(String),
    /// The selection was cut: the text changed, and here is what was cut for the system's clipboard.
    Cut(String),
}

impl Outcome {
    /// Tells whether the text changed.
    #[must_use]
    pub fn changed(&self) -> bool {
        matches!(self, Outcome::Changed | Outcome::Cut(_))
    }
}

impl Editor {
    /// Takes a key; a release does nothing, and Ctrl with Alt (`AltGr`) is text.
    pub fn input(&mut self, key: KeyEvent) -> Outcome {
        let modifiers = key.modifiers;
        if key.kind == KeyEventKind::Release
            || modifiers.intersects(KeyModifiers::SUPER | KeyModifiers::HYPER | KeyModifiers::META)
        {
            return Outcome::Ignored;
        }
        let shift = modifiers.contains(KeyModifiers::SHIFT);
        let control = modifiers.contains(KeyModifiers::CONTROL);
        let alt = modifiers.contains(KeyModifiers::ALT);
        match key.code {
            KeyCode::Char(c) if control == alt => self.type_char(c),
            KeyCode::Char(c) if control => self.control(c.to_ascii_lowercase(), shift || c.is_ascii_uppercase()),
            KeyCode::Char('b') => self.go(self.buffer.word_left(), false),
            KeyCode::Char('B') => self.go(self.buffer.word_left(), true),
            KeyCode::Char('f') => self.go(self.buffer.word_right(), false),
            KeyCode::Char('F') => self.go(self.buffer.word_right(), true),
            KeyCode::Char('d') => self.erase(self.buffer.word_right(), Kind::Whole),
            KeyCode::Enter if self.shape == Shape::Lines && !control && !alt => self.type_char('\n'),
            KeyCode::Backspace if control || alt => self.erase(self.buffer.word_left(), Kind::Whole),
            KeyCode::Backspace => self.erase(self.buffer.left(), Kind::Erased),
            KeyCode::Delete if control || alt => self.erase(self.buffer.word_right(), Kind::Whole),
            KeyCode::Delete => self.erase(self.buffer.right(), Kind::Erased),
            KeyCode::Left if control => self.go(self.buffer.word_left(), shift),
            KeyCode::Right if control => self.go(self.buffer.word_right(), shift),
            KeyCode::Home if control => self.go(0, shift),
            KeyCode::End if control => self.go(self.as_str().len(), shift),
            _ if control || alt => Outcome::Ignored,
            KeyCode::Left => self.step(self.buffer.left(), shift, |range| range.start),
            KeyCode::Right => self.step(self.buffer.right(), shift, |range| range.end),
            KeyCode::Home => self.go(self.row_start(), shift),
            KeyCode::End => self.go(self.row_end(), shift),
            KeyCode::Up => self.by_rows(-1, shift),
            KeyCode::Down => self.by_rows(1, shift),
            KeyCode::PageUp => self.by_rows(-self.page(), shift),
            KeyCode::PageDown => self.by_rows(self.page(), shift),
            _ => Outcome::Ignored,
        }
    }

    fn control(&mut self, c: char, shift: bool) -> Outcome {
        match c {
            'a' => {
                self.buffer.select_all();
                self.goal = None;
                Outcome::Moved
            }
            'c' => self.copy(),
            'x' => match self.copy() {
                Outcome::Copied(text) => {
                    self.erase(self.buffer.cursor(), Kind::Whole);
                    Outcome::Cut(text)
                }
                other => other,
            },
            'v' => {
                let text = self.yank.clone();
                if text.is_empty() { Outcome::Ignored } else { self.paste(&text) }
            }
            // Terminals without the newer key protocol send Ctrl-H for Ctrl-Backspace, and some for Backspace: the
            // lesser deletion is the safe reading.
            'h' => self.erase(self.buffer.left(), Kind::Erased),
            'w' => self.erase(self.buffer.word_left(), Kind::Whole),
            'k' => {
                let end = self.buffer.line().end;
                // At the end of a line the line end itself goes, so that holding the key goes on.
                let to = if end == self.buffer.cursor() { self.buffer.right() } else { end };
                self.erase(to, Kind::Whole)
            }
            'z' if !shift => self.told(|editor| editor.buffer.undo()),
            'z' | 'y' => self.told(|editor| editor.buffer.redo()),
            _ => Outcome::Ignored,
        }
    }

    fn told(&mut self, act: impl FnOnce(&mut Editor) -> bool) -> Outcome {
        self.goal = None;
        self.typing = false;
        if act(self) { Outcome::Changed } else { Outcome::Ignored }
    }

    fn type_char(&mut self, c: char) -> Outcome {
        if c.is_control() && c != '\n' {
            return Outcome::Ignored;
        }
        let mut bytes = [0; 4];
        let text = self.fit_char(c.encode_utf8(&mut bytes));
        if text.is_empty() {
            return Outcome::Ignored;
        }
        let range = self.selected_or_cursor();
        let kind = if range.is_empty() { Kind::Typed } else { Kind::Whole };
        self.change(range, &text, kind);
        Outcome::Changed
    }

    /// A newline typed into many lines must stay, where a pasted one at the end of a single line goes.
    fn fit_char(&self, text: &str) -> String {
        if self.shape == Shape::Lines && text == "\n" { text.to_owned() } else { self.fit(text) }
    }

    fn copy(&mut self) -> Outcome {
        let text = self.selected().to_owned();
        if text.is_empty() {
            return Outcome::Ignored;
        }
        text.clone_into(&mut self.yank);
        Outcome::Copied(text)
    }

    /// Deletes the selection, or from the cursor to `to` on either side.
    fn erase(&mut self, to: usize, kind: Kind) -> Outcome {
        let cursor = self.buffer.cursor();
        let selected = self.buffer.selection();
        let kind = if selected.is_some() { Kind::Whole } else { kind };
        let range = selected.unwrap_or(cursor.min(to)..cursor.max(to));
        if range.is_empty() {
            return Outcome::Ignored;
        }
        self.change(range, "", kind);
        Outcome::Changed
    }

    fn go(&mut self, to: usize, extend: bool) -> Outcome {
        self.goal = None;
        self.typing = false;
        if to == self.buffer.cursor() && (extend || self.buffer.selection().is_none()) {
            return Outcome::Ignored;
        }
        self.buffer.move_to(to, extend);
        Outcome::Moved
    }

    /// Moves by one letter; without Shift a selection collapses to its side instead.
    fn step(&mut self, to: usize, extend: bool, side: impl Fn(std::ops::Range<usize>) -> usize) -> Outcome {
        match self.buffer.selection() {
            Some(range) if !extend => self.go(side(range), false),
            _ => self.go(to, extend),
        }
    }

    fn row_start(&self) -> usize {
        if self.shape != Shape::Lines {
            return 0;
        }
        let rows = self.rows();
        rows.get(row_of(&rows, self.buffer.cursor())).map_or(0, |row| row.start)
    }

    /// The end of the row; where the text runs on without a line end, the place before its last letter or space.
    fn row_end(&self) -> usize {
        if self.shape != Shape::Lines {
            return self.as_str().len();
        }
        let rows = self.rows();
        let at = row_of(&rows, self.buffer.cursor());
        let Some(row) = rows.get(at) else { return 0 };
        match rows.get(at + 1) {
            Some(next) if next.start == row.end => super::buffer::floor(self.as_str(), row.end.saturating_sub(1)),
            _ => row.end,
        }
    }

    fn page(&self) -> isize {
        isize::try_from(self.view().height.saturating_sub(1).max(1)).unwrap_or(1)
    }

    fn by_rows(&mut self, by: isize, extend: bool) -> Outcome {
        if self.shape != Shape::Lines {
            return Outcome::Ignored;
        }
        let rows = self.rows().to_vec();
        let cursor = self.buffer.cursor();
        let from = row_of(&rows, cursor);
        let to = from.saturating_add_signed(by).min(rows.len().saturating_sub(1));
        if to == from {
            // Beyond the first and last row the arrows go to the very ends.
            return self.go(if by < 0 { 0 } else { self.as_str().len() }, extend);
        }
        let (Some(here), Some(there)) = (rows.get(from), rows.get(to)) else { return Outcome::Ignored };
        let goal = self.goal.unwrap_or_else(|| wrap::cells(self.slice(here.start..cursor)));
        let runs_on = rows.get(to + 1).is_some_and(|next| next.start == there.end);
        let at = there.start + at_cell(self.slice(there.clone()), goal, runs_on);
        let outcome = self.go(at, extend);
        self.goal = Some(goal);
        outcome
    }
}

/// The row that holds a byte of the text.
pub(in crate::tui) fn row_of(rows: &[std::ops::Range<usize>], at: usize) -> usize {
    rows.partition_point(|row| row.start <= at).saturating_sub(1)
}

/// The byte of a row that stands at a cell; a row that runs on has no place behind its last letter.
fn at_cell(row: &str, goal: usize, runs_on: bool) -> usize {
    use unicode_segmentation::UnicodeSegmentation;
    let mut used = 0;
    let mut last = 0;
    for (at, glyph) in row.grapheme_indices(true) {
        let wide = wrap::glyph_cells(glyph);
        if used + wide > goal {
            return at;
        }
        used += wide;
        last = at;
    }
    if runs_on { last } else { row.len() }
}
