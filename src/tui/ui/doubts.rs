//! What in a file that was saved a person must look at before it goes out: in an anonymised copy what nobody can be certain
//! of, in everything held on a child the names of others.

use std::cell::Cell;

use super::{Overlay, Ui};
use crate::export::anonymised::listed;
use crate::model::anonymous::Why;
use crate::saving::Saved;

/// The words that are to be looked at, under why.
#[derive(Debug)]
pub struct Doubts {
    /// Whether the file is everything held on a child, and not an anonymised copy.
    pub of_subject: bool,
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
        let of_subject = saved.doubts.iter().any(|doubt| doubt.why == Why::Other);
        let doubts = Doubts { of_subject, groups, scroll: Cell::new(0) };
        self.overlay = (!saved.doubts.is_empty()).then(|| Overlay::Doubts(Box::new(doubts)));
        self.say(saved.said);
    }
}
