//! What in a file that was saved a person must look at before it goes out, under why.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::frame;
use super::paper::Paper;
use crate::tui::theme::{Role, Theme};
use crate::tui::ui::doubts::Doubts;

const OF_COPY: &str = "The copy is saved. No program can be certain of these words: look at each in the copy before it goes out. \
    The list is not in the copy.";
const OF_SUBJECT: &str = "The file is saved. These names of others stand in it between [[ and ]]: decide of each place whether it may \
    be told, and take out what may not, before it goes out.";

/// Draws the list.
pub fn render(area: Rect, buf: &mut Buffer, doubts: &Doubts, theme: &Theme) {
    let note = format!("{} to look at", doubts.count());
    let (title, lead) = if doubts.of_subject {
        ("Before everything held on the child goes out", OF_SUBJECT)
    } else {
        ("Before the anonymised copy goes out", OF_COPY)
    };
    let below = frame::section(area, buf, theme, title, &note, true);
    let mut paper = Paper::new(below.width, theme);
    paper.text(lead, Role::Muted);
    for (why, words) in &doubts.groups {
        paper.gap();
        paper.text(why, Role::Warning);
        for word in words {
            paper.hanging("  ", 2, Role::Faint, word, Role::Overlay);
        }
    }
    paper.render(below, buf, &doubts.scroll);
}
