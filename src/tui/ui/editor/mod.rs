//! A text field: what is typed, where the cursor stands, what is selected, what can be undone.
//!
//! Keys. Arrows, Home, End (rows as they are seen), Ctrl-Home, Ctrl-End, Ctrl-Left/Right or Alt-B/F by words,
//! Page Up, Page Down; with Shift they select. Ctrl-A selects all. Ctrl-C, Ctrl-X, Ctrl-V copy, cut, paste.
//! Backspace, Delete; by words Ctrl-W, Ctrl- or Alt-Backspace, Ctrl-Delete, Alt-D; Ctrl-K to the end of the line.
//! Ctrl-Z undoes by words, Ctrl-Y or Ctrl-Shift-Z does again. Every other control key, Esc, Tab and Enter in a
//! field of one line are [`Outcome::Ignored`], for the screen to use.

mod buffer;
mod history;
pub(in crate::tui) mod keys;

use std::cell::{Cell, Ref, RefCell};
use std::ops::Range;

use zeroize::Zeroize;

use self::buffer::Buffer;
use self::history::Kind;
use super::{clean, wrap};

pub use self::keys::Outcome;

/// A text field of one line or of many.
#[derive(Clone)]
pub struct Editor {
    buffer: Buffer,
    shape: Shape,
    placeholder: String,
    yank: String,
    /// The cell that Up and Down aim at, while they follow one another.
    goal: Option<usize>,
    /// Whether a letter was the last thing typed or deleted, and the cursor has not been moved since.
    typing: bool,
    view: Cell<View>,
    broken: RefCell<Broken>,
}

/// Where a text was broken into rows last: a frame asks several times, and breaking a long text costs most of a key.
#[derive(Clone, Default)]
struct Broken {
    text: String,
    width: usize,
    rows: Vec<Range<usize>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    Lines,
    Line,
    Secret,
}

/// What the last drawing showed: the keys that move by rows need it, and scrolling stays steady by it.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::tui) struct View {
    /// Cells of text in a row, 0 before the first drawing.
    pub(in crate::tui) width: usize,
    /// Rows shown.
    pub(in crate::tui) height: usize,
    /// The first row shown; in a field of one line, the first cell shown.
    pub(in crate::tui) first: usize,
}

impl Editor {
    /// Makes an empty field of many lines, soft-wrapped.
    #[must_use]
    #[expect(clippy::new_without_default, reason = "`new` and `line` stand side by side; neither is the default")]
    pub fn new() -> Editor {
        Editor::shaped(Shape::Lines)
    }

    /// Makes an empty field of one line: line ends in a paste become spaces, and it scrolls sideways.
    #[must_use]
    pub fn line() -> Editor {
        Editor::shaped(Shape::Line)
    }

    /// Makes an empty field of one line for a passphrase: shown as dots, never copied, no undo, wiped when dropped.
    #[must_use]
    pub fn secret() -> Editor {
        Editor::shaped(Shape::Secret)
    }

    fn shaped(shape: Shape) -> Editor {
        // A secret must not leave copies behind as its text grows.
        let text = String::with_capacity(if shape == Shape::Secret { 1024 } else { 0 });
        Editor {
            buffer: Buffer::new(text),
            shape,
            placeholder: String::new(),
            yank: String::new(),
            goal: None,
            typing: false,
            view: Cell::default(),
            broken: RefCell::default(),
        }
    }

    /// Starts with a text and the cursor at a character offset, clamped to the text; there is nothing to undo.
    #[must_use]
    pub fn with_text(mut self, text: &str, cursor: usize) -> Editor {
        self.buffer = Buffer::new(self.fit(text));
        self.set_cursor(cursor);
        self
    }

    /// Starts with a text that is an offer: it is selected, so that what is typed takes its place.
    #[must_use]
    pub fn with_offer(self, text: &str) -> Editor {
        let mut editor = self.with_text(text, text.chars().count());
        editor.buffer.select_all();
        editor
    }

    /// Sets what the field asks for while it is empty.
    #[must_use]
    pub fn with_placeholder(mut self, text: &str) -> Editor {
        self.placeholder = clean::clean_line(text);
        self
    }

    /// The whole text: NFC, lines separated by `\n`.
    #[must_use]
    pub fn text(&self) -> String {
        self.buffer.text().to_owned()
    }

    /// The whole text, borrowed.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.buffer.text()
    }

    /// Tells whether nothing has been typed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.buffer.text().is_empty()
    }

    /// The cursor as a character offset into the text, as drafts keep it.
    #[must_use]
    pub fn cursor(&self) -> usize {
        self.before().chars().count()
    }

    /// Moves the cursor to a character offset, clamped to the text and to whole grapheme clusters.
    pub fn set_cursor(&mut self, cursor: usize) {
        let text = self.buffer.text();
        let at = text.char_indices().nth(cursor).map_or(text.len(), |(at, _)| at);
        self.set_cursor_byte(at);
    }

    /// Moves the cursor to a byte, clamped to the text and to whole grapheme clusters.
    pub fn set_cursor_byte(&mut self, at: usize) {
        self.buffer.move_to(at, false);
        self.goal = None;
        self.typing = false;
    }

    /// Tells whether a word may be being typed at the cursor: it was not moved since a letter was typed or deleted.
    #[must_use]
    pub fn is_typing(&self) -> bool {
        self.typing
    }

    /// Puts words in the place of some bytes, as one step that undo can take back.
    pub fn mend(&mut self, range: Range<usize>, words: &str) {
        if self.as_str().get(range.clone()).is_some() {
            let words = self.fit(words);
            self.change(range, &words, Kind::Whole);
        }
    }

    /// Replaces the whole text as one step that undo can take back; the cursor goes to its end.
    pub fn set_text(&mut self, text: &str) {
        let text = self.fit(text);
        self.change(0..self.buffer.text().len(), &text, Kind::Whole);
    }

    /// Empties the field as one step that undo can take back.
    pub fn clear(&mut self) {
        self.set_text("");
    }

    /// The line between newlines that holds the cursor.
    #[must_use]
    pub fn current_line(&self) -> &str {
        self.slice(self.buffer.line())
    }

    /// The part of the current line that stands before the cursor.
    #[must_use]
    pub fn line_before_cursor(&self) -> &str {
        self.slice(self.buffer.line().start..self.buffer.cursor())
    }

    /// Takes the first line that reads so out, with its line end, as one step that undo can take back; the cursor
    /// keeps its place in the rest.
    pub fn take_line(&mut self, line: &str) {
        let mut start = 0;
        for own in self.buffer.text().split_inclusive('\n') {
            let end = start + own.len();
            if own.trim_end_matches('\n') == line {
                let cursor = self.buffer.cursor();
                let kept = if cursor < end { cursor.min(start) } else { start + cursor - end };
                self.change(start..end, "", Kind::Whole);
                self.buffer.move_to(kept, false);
                return;
            }
            start = end;
        }
    }

    /// Puts in text at the cursor, in the place of the selection, as one step; cleaned as `ui::clean` says.
    pub fn paste(&mut self, text: &str) -> Outcome {
        let text = self.fit(text);
        let range = self.selected_or_cursor();
        if range.is_empty() && text.is_empty() {
            return Outcome::Ignored;
        }
        self.change(range, &text, Kind::Whole);
        Outcome::Changed
    }

    /// The selected text, empty where nothing is selected; a secret gives none.
    #[must_use]
    pub fn selected(&self) -> &str {
        match self.buffer.selection() {
            Some(range) if self.shape != Shape::Secret => self.slice(range),
            _ => "",
        }
    }

    /// Sets what Ctrl-V puts in: what was copied in another field.
    pub fn set_yank(&mut self, text: &str) {
        text.clone_into(&mut self.yank);
    }

    /// Tells how many rows the text takes in an area of this width, at least 1.
    #[must_use]
    pub fn desired_height(&self, width: u16) -> u16 {
        if self.shape != Shape::Lines {
            return 1;
        }
        u16::try_from(self.rows_at(text_width(width)).len()).unwrap_or(u16::MAX)
    }

    /// The text as rows of bytes, at the width of the last drawing; for a field of many lines only.
    pub(in crate::tui) fn rows(&self) -> Ref<'_, [Range<usize>]> {
        self.rows_at(match self.view.get().width {
            0 => usize::from(u16::MAX),
            width => width,
        })
    }

    fn rows_at(&self, width: usize) -> Ref<'_, [Range<usize>]> {
        {
            let text = self.buffer.text();
            let mut broken = self.broken.borrow_mut();
            if broken.rows.is_empty() || broken.width != width || broken.text != text {
                let rows = wrap::rows(text, width);
                *broken = Broken { text: text.to_owned(), width, rows };
            }
        }
        Ref::map(self.broken.borrow(), |broken| broken.rows.as_slice())
    }

    pub(in crate::tui) fn view(&self) -> View {
        self.view.get()
    }

    pub(in crate::tui) fn set_view(&self, view: View) {
        self.view.set(view);
    }

    pub(in crate::tui) fn cursor_byte(&self) -> usize {
        self.buffer.cursor()
    }

    pub(in crate::tui) fn selection(&self) -> Option<Range<usize>> {
        self.buffer.selection()
    }

    pub(in crate::tui) fn placeholder(&self) -> &str {
        &self.placeholder
    }

    pub(in crate::tui) fn is_secret(&self) -> bool {
        self.shape == Shape::Secret
    }

    pub(in crate::tui) fn is_multi_line(&self) -> bool {
        self.shape == Shape::Lines
    }

    fn fit(&self, text: &str) -> String {
        if self.shape == Shape::Lines { clean::clean(text).into_owned() } else { clean::clean_line(text) }
    }

    fn before(&self) -> &str {
        self.slice(0..self.buffer.cursor())
    }

    fn slice(&self, range: Range<usize>) -> &str {
        self.buffer.text().get(range).unwrap_or_default()
    }

    fn selected_or_cursor(&self) -> Range<usize> {
        let cursor = self.buffer.cursor();
        self.buffer.selection().unwrap_or(cursor..cursor)
    }

    fn change(&mut self, range: Range<usize>, insert: &str, kind: Kind) {
        self.buffer.replace(range, insert, kind);
        self.goal = None;
        self.typing = kind != Kind::Whole;
        if self.shape == Shape::Secret {
            self.buffer.forget();
        }
    }
}

/// Gives sizes only: a panic or a log must not hold case text.
impl std::fmt::Debug for Editor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Editor({:?}, {} bytes, cursor at {})", self.shape, self.as_str().len(), self.buffer.cursor())
    }
}

impl Drop for Editor {
    fn drop(&mut self) {
        if self.shape == Shape::Secret {
            self.buffer.take().zeroize();
        }
    }
}

/// Cells for text in an area of this width: one is left for a cursor behind the last letter, and one for a cursor
/// behind a space after it, so that every key is seen to be taken.
pub(in crate::tui) fn text_width(width: u16) -> usize {
    usize::from(width.saturating_sub(2)).max(1)
}

#[cfg(test)]
mod tests;
