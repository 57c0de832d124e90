//! The minutes as they read, a section on the screen, and what is owed there beside or above it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::{frame, text};
use crate::export::text::{WIDTH, part_lines};
use crate::model::minutes_changes::Changed;
use crate::model::minutes_due::OnTheirWay;
use crate::session::Shown;
use crate::terms::calendar::london;
use crate::tui::theme::{Role, Theme};
use crate::tui::ui::Ui;
use crate::tui::ui::minutes::{Row, rows};
use crate::tui::ui::reading::Reading;

/// The cells of what is owed, where it stands beside the text, and of the gap between them.
const BESIDE: u16 = 34;
const GAP: u16 = 3;

/// Draws the open section.
pub fn render(area: Rect, buf: &mut Buffer, ui: &Ui, reading: &Reading, shown: &Shown, theme: &Theme) {
    let (Some(place), Some(section)) = (ui.place(shown), reading.section()) else { return };
    let which = reading.version.map_or_else(|| "draft".to_owned(), |version| format!("version {version}"));
    let at = format!("{which} · {} of {}", reading.open + 1, reading.sections.len());
    let below = frame::section(area, buf, theme, &section.title, &at, true);
    let minutes = OnTheirWay::from(place.meeting);
    let dues = minutes.dues(&shown.terms.notice, &shown.calendar, ui.today());
    let late = dues.iter().filter(|due| due.late.is_some()).map(|due| (format!("! {}", due.sentence()), Role::Warning));
    let rows = rows(place.meeting, shown);
    let here = rows.iter().filter(|row| row.item().is_some() && row.item() == section.item.as_ref());
    let beside = here.map(|row| match row {
        Row::Remark(comment) => (format!("Chair: {} ({})", comment.text, comment.signed.by), Role::Warning),
        Row::Amended(amended) => (format!("Amended: {}", amended.text), Role::Info),
        Row::Owed(owed) => (format!("! {}", owed.owed), Role::Warning),
        Row::Changed(changed) => (changed_since(changed), Role::Info),
    });
    let owed: Vec<(String, Role)> = late.chain(beside).collect();
    let text_cells = u16::try_from(WIDTH).unwrap_or(u16::MAX).min(below.width.saturating_sub(2));
    let (read, beside) = if below.width >= text_cells + GAP + BESIDE {
        let read = Rect { width: text_cells + 2, ..below };
        (read, Some(Rect { x: read.right() + GAP - 2, width: below.right() - read.right() - (GAP - 2), ..below }))
    } else {
        (below, None)
    };
    let mut top = beside.unwrap_or(read);
    for (said, role) in &owed {
        top = frame::paragraph(top, buf, theme, *role, said);
    }
    let read = match beside {
        None if !owed.is_empty() => frame::below(top, 1),
        _ => read,
    };
    let lines = part_lines(&section.parts, usize::from(text_cells));
    let lines: Vec<Line<'_>> = lines
        .iter()
        .map(|line| Line::styled(text::truncate(line, usize::from(read.width)), theme.style(Role::Overlay)))
        .collect();
    let last = u16::try_from(lines.len()).unwrap_or(u16::MAX).saturating_sub(read.height);
    reading.scroll.set(reading.scroll.get().min(last));
    let first = usize::from(reading.scroll.get());
    frame::lines(read, buf, lines.get(first..).unwrap_or_default());
    frame::scroll_hint(read, buf, theme, first, lines.len());
}

/// What was changed since the meeting: old and new words, by whom and when.
fn changed_since(changed: &Changed) -> String {
    let when = london(changed.signed.at).format("%-d %b %H:%M");
    format!("± {} {}: {} ({}, {when})", changed.what, changed.how(), changed.words(), changed.signed.by)
}
