//! Two texts of one thing that was edited in two places: theirs and yours, side by side where there is room.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::wrong_child::choices;
use super::{frame, text};
use crate::tui::theme::{Role, Theme};
use crate::tui::ui::conflict::{Conflict, Row};
use crate::tui::ui::form::FormKind;

/// The least width at which both stand side by side.
pub(super) const BESIDE: u16 = 60;

/// The space between both.
const GAP: u16 = 3;

const THEIRS: &str = "Theirs, recorded meanwhile";
const YOURS: &str = "Yours";

/// The rows that both texts want, with what can be done about them.
#[must_use]
pub fn height(conflict: &Conflict, width: u16) -> u16 {
    let room = column(width);
    let rows: u16 = conflict.rows.iter().map(|row| row_height(row, width, room)).sum();
    let heads = if width < BESIDE { 0 } else { 2 };
    rows.saturating_add(heads + 3 + u16::try_from(keys(conflict).len()).unwrap_or(0))
}

/// Draws both texts, and what can be done about them.
pub fn render(area: Rect, buf: &mut Buffer, conflict: &Conflict, theme: &Theme) {
    let title = conflict.form().map(|form| format!("Two versions · {}", form.title));
    let title = title.as_deref().unwrap_or("Two texts of one entry");
    let rest = frame::section(area, buf, theme, title, "neither is lost", true);
    let mut rest = frame::below(rest, 1);
    let (width, room) = (rest.width, column(rest.width));
    let keys = keys(conflict);
    let foot = rest.bottom().saturating_sub(u16::try_from(keys.len()).unwrap_or(0)).max(rest.y);
    if width >= BESIDE {
        for (column, head) in beside(rest, room).into_iter().zip([THEIRS, YOURS]) {
            frame::paragraph(column, buf, theme, Role::Faint, head);
        }
        rest = frame::below(rest, 2);
    }
    let mut cut = false;
    for row in &conflict.rows {
        let wanted = row_height(row, width, room);
        let left = foot.saturating_sub(rest.y + 1);
        cut |= wanted > left + 1;
        let place = Rect { height: wanted.min(left), ..rest };
        draw_row(place, buf, row, room, theme);
        rest = frame::below(rest, wanted.min(left));
    }
    if cut {
        let last = Rect { y: foot.saturating_sub(1), height: 1.min(area.height), ..rest };
        frame::paragraph(last, buf, theme, Role::Hint, "There is more than fits here: a larger window shows it.");
    }
    let at = Rect { y: foot, height: area.bottom().saturating_sub(foot), ..rest };
    choices(at, buf, &keys, theme);
}

/// The width of each text: about 80 at most.
pub(super) fn column(width: u16) -> u16 {
    if width < BESIDE { width.min(80) } else { (width.saturating_sub(GAP) / 2).min(80) }
}

/// Two columns of an area, a gap between them.
pub(super) fn beside(area: Rect, room: u16) -> [Rect; 2] {
    let theirs = Rect { width: room, ..area };
    let x = (area.x + room + GAP).min(area.right());
    [theirs, Rect { x, width: room.min(area.right() - x), ..area }]
}

/// What a row says of theirs and of this one.
fn said(row: &Row) -> [(&str, Role); 2] {
    let theirs = if row.theirs.is_empty() { ("– nothing", Role::Faint) } else { (row.theirs.as_str(), Role::Info) };
    let mine = match row.mine.as_deref() {
        None => ("not touched here: theirs stays", Role::Faint),
        Some("") => ("– nothing", Role::Faint),
        Some(mine) => (mine, Role::Overlay),
    };
    [theirs, mine]
}

fn row_height(row: &Row, width: u16, room: u16) -> u16 {
    let heights = said(row).map(|(words, _)| u16::try_from(text::height(words, usize::from(room))).unwrap_or(u16::MAX));
    let label = u16::from(!row.label.is_empty());
    let body = if width < BESIDE { heights[0].saturating_add(heights[1]) + 3 } else { heights[0].max(heights[1]) + 1 };
    body.saturating_add(label)
}

fn draw_row(area: Rect, buf: &mut Buffer, row: &Row, room: u16, theme: &Theme) {
    let mut rest = area;
    if !row.label.is_empty() {
        rest = frame::paragraph(rest, buf, theme, Role::Muted, &row.label);
    }
    let said = said(row);
    if area.width >= BESIDE {
        for (column, (words, role)) in beside(rest, room).into_iter().zip(said) {
            frame::paragraph(column, buf, theme, role, words);
        }
        return;
    }
    for (head, (words, role)) in [THEIRS, YOURS].into_iter().zip(said) {
        rest = frame::paragraph(rest, buf, theme, Role::Faint, head);
        rest = frame::paragraph(rest, buf, theme, role, words);
    }
}

/// What can be done, each with its key.
fn keys(conflict: &Conflict) -> Vec<(&'static str, String, bool)> {
    let row = |key, words: &str| (key, words.to_owned(), true);
    if let Some(form) = conflict.form() {
        // A decision is one thing, of which no part stays theirs.
        let whole = matches!(form.kind, FormKind::Decision { .. });
        let rest = if whole { "the journal keeps both" } else { "what you did not touch stays theirs" };
        return vec![
            row("m", &format!("Yours in the place of theirs; {rest}")),
            row("t", "Theirs alone; yours is put aside, and is there when you open this again"),
            row("e", "Edit on, with theirs below each field"),
        ];
    }
    vec![
        row("b", "Keep both: yours is recorded beside theirs"),
        row("m", "Yours in the place of theirs; the journal keeps both"),
        row("t", "Theirs alone; yours is put aside as a note that is not recorded"),
    ]
}
