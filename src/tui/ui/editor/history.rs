//! The steps of one text: what was replaced by what, joined to words so that undo goes by words.

use std::collections::VecDeque;

use zeroize::Zeroize;

/// How many steps are kept; a step is about a word, so this is more than a meeting holds.
const KEPT: usize = 10_000;

/// How an edit came about, which decides what it may be joined to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A letter typed.
    Typed,
    /// A letter deleted.
    Erased,
    /// Anything that is a step by itself: a paste, a cut, a word deleted.
    Whole,
}

/// One replacement: at byte `at`, `removed` gave way to `inserted`.
#[derive(Clone)]
pub(super) struct Edit {
    pub(super) at: usize,
    pub(super) removed: String,
    pub(super) inserted: String,
    /// The cursor before the edit.
    pub(super) before: usize,
    pub(super) kind: Kind,
}

/// The steps that can be taken back and done again.
#[derive(Clone, Default)]
pub(super) struct History {
    done: VecDeque<Edit>,
    undone: Vec<Edit>,
    sealed: bool,
}

impl History {
    /// Ends the present step: the next edit begins another.
    pub(super) fn seal(&mut self) {
        self.sealed = true;
    }

    /// Keeps an edit, joined to the last step where they are one word.
    pub(super) fn keep(&mut self, edit: Edit) {
        self.undone.clear();
        let joined = !self.sealed && self.done.back_mut().is_some_and(|last| join(last, &edit));
        self.sealed = false;
        if !joined {
            if self.done.len() == KEPT {
                self.done.pop_front();
            }
            self.done.push_back(edit);
        }
    }

    /// Forgets every step and wipes what they held, as a secret must.
    pub(super) fn wipe(&mut self) {
        for edit in self.done.iter_mut().chain(&mut self.undone) {
            edit.removed.zeroize();
            edit.inserted.zeroize();
        }
        *self = Self::default();
    }

    /// Steps back.
    pub(super) fn back(&mut self) -> Option<Edit> {
        let edit = self.done.pop_back()?;
        self.undone.push(edit.clone());
        self.sealed = true;
        Some(edit)
    }

    /// Steps forth.
    pub(super) fn forth(&mut self) -> Option<Edit> {
        let edit = self.undone.pop()?;
        self.done.push_back(edit.clone());
        self.sealed = true;
        Some(edit)
    }
}

fn join(last: &mut Edit, edit: &Edit) -> bool {
    if last.kind != edit.kind {
        return false;
    }
    match edit.kind {
        Kind::Typed => join_typed(last, edit),
        Kind::Erased => join_erased(last, edit),
        Kind::Whole => false,
    }
}

/// Joins a letter to the word before it; a letter after a space begins the next word.
fn join_typed(last: &mut Edit, edit: &Edit) -> bool {
    let follows = edit.at >= last.at && edit.at + edit.removed.len() == last.at + last.inserted.len();
    let begins = ends_in_space(&last.inserted) && !ends_in_space(&edit.inserted) || edit.inserted.contains('\n');
    if !follows || begins || !last.inserted.ends_with(&edit.removed) {
        return false;
    }
    last.inserted.truncate(edit.at - last.at);
    last.inserted.push_str(&edit.inserted);
    true
}

/// Joins a deletion to the one beside it; a word ends at the space before it.
fn join_erased(last: &mut Edit, edit: &Edit) -> bool {
    if !last.inserted.is_empty() || !edit.inserted.is_empty() {
        return false;
    }
    if edit.at + edit.removed.len() == last.at {
        if ends_in_space(&edit.removed) && !last.removed.starts_with(char::is_whitespace) {
            return false;
        }
        last.removed.insert_str(0, &edit.removed);
        last.at = edit.at;
        true
    } else if edit.at == last.at {
        if ends_in_space(&last.removed) && !ends_in_space(&edit.removed) {
            return false;
        }
        last.removed.push_str(&edit.removed);
        true
    } else {
        false
    }
}

fn ends_in_space(text: &str) -> bool {
    text.ends_with(char::is_whitespace)
}
