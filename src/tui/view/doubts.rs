//! What in an anonymised copy a person must look at before it goes out, under why.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::frame;
use super::paper::Paper;
use crate::tui::theme::{Role, Theme};
use crate::tui::ui::doubts::Doubts;

const LEAD: &str = "The copy is saved. No program can be certain of these words: look at each in the copy before it goes out. \
    The list is not in the copy.";

/// Draws the list.
pub fn render(area: Rect, buf: &mut Buffer, doubts: &Doubts, theme: &Theme) {
    let note = format!("{} to look at", doubts.count());
    let below = frame::section(area, buf, theme, "Before the anonymised copy goes out", &note, true);
    let mut paper = Paper::new(below.width, theme);
    paper.text(LEAD, Role::Muted);
    for (why, words) in &doubts.groups {
        paper.gap();
        paper.text(why, Role::Warning);
        for word in words {
            paper.hanging("  ", 2, Role::Faint, word, Role::Overlay);
        }
    }
    paper.render(below, buf, &doubts.scroll);
}
