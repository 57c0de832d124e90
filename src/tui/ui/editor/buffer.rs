//! A text with a cursor that moves by what a reader calls a letter, and a memory for undo.
//!
//! The text is NFC after every edit, and the cursor always stands between grapheme clusters.

use std::ops::Range;

use unicode_normalization::{UnicodeNormalization, is_nfc};
use unicode_segmentation::GraphemeCursor;

use super::history::{Edit, History, Kind};

/// Text, cursor, selection and history of one field.
#[derive(Clone, Default)]
pub(super) struct Buffer {
    text: String,
    cursor: usize,
    anchor: Option<usize>,
    history: History,
}

impl Buffer {
    /// Starts with a text that is clean already, the cursor at its end, and nothing to undo.
    pub(super) fn new(text: String) -> Buffer {
        Buffer { cursor: text.len(), text, ..Buffer::default() }
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The cursor, in bytes.
    pub(super) fn cursor(&self) -> usize {
        self.cursor
    }

    /// The selected bytes, if there are any.
    pub(super) fn selection(&self) -> Option<Range<usize>> {
        let anchor = self.anchor?;
        (anchor != self.cursor).then(|| anchor.min(self.cursor)..anchor.max(self.cursor))
    }

    /// Moves the cursor to the cluster that holds this byte; `extend` keeps or begins a selection.
    pub(super) fn move_to(&mut self, at: usize, extend: bool) {
        self.anchor = if extend { self.anchor.or(Some(self.cursor)) } else { None };
        self.cursor = floor(&self.text, at);
        self.history.seal();
    }

    pub(super) fn select_all(&mut self) {
        self.anchor = Some(0);
        self.cursor = self.text.len();
        self.history.seal();
    }

    /// Puts clean text in the place of a range and the cursor behind it.
    pub(super) fn replace(&mut self, range: Range<usize>, insert: &str, kind: Kind) {
        if range.is_empty() && insert.is_empty() {
            return;
        }
        let before = self.cursor;
        let removed = self.text.get(range.clone()).unwrap_or_default().to_owned();
        self.text.replace_range(range.clone(), insert);
        let end = range.start + insert.len();
        // Only the clusters that touch the edit can have lost their composed form.
        let left = previous(&self.text, range.start);
        let right = next(&self.text, end);
        let window = self.text.get(left..right).unwrap_or_default();
        let edit = if is_nfc(window) {
            self.cursor = ceil(&self.text, end);
            Edit { at: range.start, removed, inserted: insert.to_owned(), before, kind }
        } else {
            let head = self.text.get(left..range.start).unwrap_or_default();
            let tail = self.text.get(end..right).unwrap_or_default();
            let old = format!("{head}{removed}{tail}");
            let new: String = window.nfc().collect();
            let kept: usize = tail.nfc().map(char::len_utf8).sum();
            self.text.replace_range(left..right, &new);
            self.cursor = ceil(&self.text, ceil_char(&self.text, left + new.len().saturating_sub(kept)));
            Edit { at: left, removed: old, inserted: new, before, kind }
        };
        self.anchor = None;
        self.history.keep(edit);
    }

    /// Takes back the last step; false if there is none.
    pub(super) fn undo(&mut self) -> bool {
        let Some(edit) = self.history.back() else { return false };
        self.text.replace_range(edit.at..edit.at + edit.inserted.len(), &edit.removed);
        self.cursor = floor(&self.text, edit.before);
        self.anchor = None;
        true
    }

    /// Does again what was taken back last; false if there is nothing.
    pub(super) fn redo(&mut self) -> bool {
        let Some(edit) = self.history.forth() else { return false };
        self.text.replace_range(edit.at..edit.at + edit.removed.len(), &edit.inserted);
        self.cursor = ceil(&self.text, edit.at + edit.inserted.len());
        self.anchor = None;
        true
    }

    /// Forgets every step, as a secret must.
    pub(super) fn forget(&mut self) {
        self.history.wipe();
    }

    /// Gives the text away for wiping.
    pub(super) fn take(&mut self) -> String {
        self.cursor = 0;
        self.anchor = None;
        std::mem::take(&mut self.text)
    }

    /// The bytes of the line (between newlines) that holds the cursor.
    pub(super) fn line(&self) -> Range<usize> {
        let (before, after) = self.text.split_at(self.cursor);
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        let end = after.find('\n').map_or(self.text.len(), |at| self.cursor + at);
        start..end
    }

    pub(super) fn left(&self) -> usize {
        previous(&self.text, self.cursor)
    }

    pub(super) fn right(&self) -> usize {
        next(&self.text, self.cursor)
    }

    /// The start of the word before the cursor.
    pub(super) fn word_left(&self) -> usize {
        let before = self.text.get(..self.cursor).unwrap_or_default();
        let solid = before.trim_end();
        let Some(class) = solid.chars().next_back().map(class) else { return 0 };
        floor(&self.text, solid.trim_end_matches(|c| self::class(c) == class).len())
    }

    /// The start of the word after the one at the cursor.
    pub(super) fn word_right(&self) -> usize {
        let after = self.text.get(self.cursor..).unwrap_or_default();
        let Some(class) = after.chars().next().map(class) else { return self.cursor };
        let rest = after.trim_start_matches(|c| self::class(c) == class).trim_start();
        ceil(&self.text, self.text.len() - rest.len())
    }
}

#[derive(PartialEq, Clone, Copy)]
enum Class {
    Space,
    Word,
    Other,
}

fn class(c: char) -> Class {
    if c.is_whitespace() {
        Class::Space
    } else if c.is_alphanumeric() || matches!(c, '_' | '\'' | '\u{2019}') {
        Class::Word
    } else {
        Class::Other
    }
}

fn at_boundary(text: &str, at: usize) -> bool {
    text.is_char_boundary(at) && GraphemeCursor::new(at, text.len(), true).is_boundary(text, 0).unwrap_or(true)
}

/// The cluster boundary before `at`, or 0.
fn previous(text: &str, at: usize) -> usize {
    GraphemeCursor::new(at.min(text.len()), text.len(), true).prev_boundary(text, 0).ok().flatten().unwrap_or(0)
}

/// The cluster boundary after `at`, or the end.
fn next(text: &str, at: usize) -> usize {
    let end = text.len();
    GraphemeCursor::new(at.min(end), end, true).next_boundary(text, 0).ok().flatten().unwrap_or(end)
}

/// The cluster boundary at or before `at`.
pub(super) fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    if at_boundary(text, at) { at } else { previous(text, at) }
}

/// The cluster boundary at or after `at`.
fn ceil(text: &str, at: usize) -> usize {
    let at = ceil_char(text, at);
    if at_boundary(text, at) { at } else { next(text, at) }
}

fn ceil_char(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at += 1;
    }
    at
}
