//! The capture lines recorded in this run of the program, to be had again with Up. Never on disk.

use std::fmt;

use super::Ui;
use crate::model::id::MeetingId;
use crate::session::Shown;

/// The lines recorded on one meeting, oldest first.
#[derive(Default)]
pub struct Lines {
    meeting: Option<MeetingId>,
    said: Vec<Said>,
}

/// A line, and where it was recorded.
#[derive(Clone, PartialEq, Eq)]
pub struct Said {
    /// As it was typed.
    pub line: String,
    /// The child's reference, or the item's title.
    pub on: String,
}

impl Ui {
    /// Keeps a line that was just recorded.
    pub(super) fn remember_line(&mut self, line: &str, shown: &Shown) {
        let Some(place) = self.place(shown).filter(|_| !line.trim().is_empty()) else { return };
        let on = place.case.map_or_else(|| place.item.planned.title.clone(), |case| case.label.clone());
        if self.lines.meeting.as_ref() != Some(&place.meeting.id) {
            self.lines = Lines { meeting: Some(place.meeting.id.clone()), said: Vec::new() };
        }
        let said = Said { line: line.to_owned(), on };
        self.lines.said.retain(|other| *other != said);
        self.lines.said.push(said);
    }

    /// The lines recorded on the open meeting, oldest first.
    #[must_use]
    pub fn lines_before(&self) -> &[Said] {
        let open = self.live.as_ref().map(|live| &live.meeting);
        if open == self.lines.meeting.as_ref() { &self.lines.said } else { &[] }
    }

    /// Up on the capture line: the line recorded before, where the line is untouched; the completion before, where
    /// something was typed.
    pub fn earlier(&mut self, shown: &Shown) {
        let count = self.lines_before().len();
        let Some(live) = &self.live else { return };
        let at = match live.capture.recalled {
            Some(at) => at.saturating_sub(1),
            None if live.capture.is_untouched() && count > 0 => count - 1,
            None => return self.step_completion(false, shown),
        };
        self.recall(Some(at));
    }

    /// Down on the capture line: the line recorded after, or the line as it was opened; else the next completion.
    pub fn later(&mut self, shown: &Shown) {
        let count = self.lines_before().len();
        match self.live.as_ref().and_then(|live| live.capture.recalled) {
            Some(at) => self.recall(Some(at + 1).filter(|at| *at < count)),
            None => self.step_completion(true, shown),
        }
    }

    fn recall(&mut self, at: Option<usize>) {
        let before = at.and_then(|at| self.lines_before().get(at)).map(|said| said.line.clone());
        let Some(live) = &mut self.live else { return };
        let start = &live.capture.start;
        live.capture.editor.set_text(before.as_ref().unwrap_or(start));
        live.capture.recalled = at;
    }
}

/// Says how many: a panic or a log must not hold case text.
impl fmt::Debug for Lines {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Lines({})", self.said.len())
    }
}

impl fmt::Debug for Said {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Said")
    }
}
