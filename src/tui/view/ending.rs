//! The end of the meeting: what is still owed.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Span;

use super::{frame, text};
use crate::session::Shown;
use crate::tui::theme::{Role, Theme};
use crate::tui::ui::Ui;
use crate::tui::ui::ending::rows;
use crate::tui::ui::list::Pick;

/// Draws the list of what is owed.
pub fn render(area: Rect, buf: &mut Buffer, ui: &Ui, pick: &Pick, shown: &Shown, theme: &Theme) {
    let Some(place) = ui.place(shown) else { return };
    let rows = rows(&place, shown);
    let note = if rows.is_empty() { "nothing is owed".to_owned() } else { format!("{} still owed", rows.len()) };
    let below = frame::section(area, buf, theme, "End the meeting?", &note, true);
    let lead = if rows.is_empty() {
        "Nothing is owed. E ends the meeting and makes its minutes a draft."
    } else {
        "What is owed is minuted. Enter goes to it; E ends the meeting all the same."
    };
    let below = frame::paragraph(below, buf, theme, Role::Muted, lead);
    let below = frame::below(below, 1);
    let longest = rows.iter().map(|row| text::cells(&row.name)).max().unwrap_or(0).min(30);
    for (y, (row, chosen)) in (below.y..below.bottom()).zip(pick.visible(usize::from(below.height))) {
        let Some(owed) = rows.get(row) else { continue };
        let area = Rect { y, height: 1, ..below };
        let ground = if chosen { Role::Selected } else { Role::Overlay };
        frame::fill(area, buf, theme, ground);
        let spans = vec![
            Span::styled(
                text::pad(&format!(" {}", owed.name), longest + 2),
                theme.style(if chosen { Role::Selected } else { Role::Accent }),
            ),
            Span::styled(format!(" {}", owed.owed), theme.style(ground)),
        ];
        frame::line(area, buf, &text::join(spans, usize::from(area.width.saturating_sub(1))));
    }
    frame::scroll_hint(below, buf, theme, pick.first(), pick.len());
}
