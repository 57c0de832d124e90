//! What in an anonymised copy that was saved a person must look at before it goes out.

use std::cell::Cell;

use super::{Overlay, Ui};
use crate::export::anonymised::listed;
use crate::saving::Saved;

/// The words that nobody can be certain of, under why.
#[derive(Debug)]
pub struct Doubts {
    /// Under each reason, the words with the places where they stand.
    pub groups: Vec<(String, Vec<String>)>,
    /// How far it is scrolled, in lines, as of the last drawing.
    pub scroll: Cell<u16>,
}

impl Doubts {
    /// How many words there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.groups.iter().map(|(_, words)| words.len()).sum()
    }
}

impl Ui {
    /// Says what was saved, in place of the form that asked for it, and shows what of it is to be looked at.
    pub fn show_saved(&mut self, saved: Saved) {
        let groups = listed(&saved.doubts);
        let doubts = Doubts { groups, scroll: Cell::new(0) };
        self.overlay = (!saved.doubts.is_empty()).then(|| Overlay::Doubts(Box::new(doubts)));
        self.say(saved.said);
    }
}
