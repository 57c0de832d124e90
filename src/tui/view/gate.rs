//! The gate: what is owed on the case, and the reasons for leaving it all the same.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Span;

use super::{frame, text};
use crate::session::Shown;
use crate::tui::theme::{Role, Theme};
use crate::tui::ui::Ui;
use crate::tui::ui::gate::{Gate, owed};

/// The rows that the gate wants.
#[must_use]
pub fn height(gate: &Gate, shown: &Shown) -> u16 {
    u16::try_from(gate.pick.len() + shown.terms.live.reasons.len() + 5).unwrap_or(u16::MAX)
}

/// Draws what is owed and the numbered reasons.
pub fn render(area: Rect, buf: &mut Buffer, ui: &Ui, gate: &Gate, shown: &Shown, theme: &Theme) {
    let Some(place) = ui.place(shown) else { return };
    let rows = owed(&place, shown);
    let name = place.case.map_or("", |case| case.label.as_str());
    let title = format!("Leave {name}?");
    let mut rest = frame::section(area, buf, theme, &title, "n leaves all the same", true);
    for (row, chosen) in gate.pick.visible(usize::from(rest.height)) {
        let Some((_, words)) = rows.get(row) else { continue };
        let line = Rect { height: 1.min(rest.height), ..rest };
        let ground = if chosen { Role::Selected } else { Role::Overlay };
        frame::fill(line, buf, theme, ground);
        let glyph = if chosen { "▸ " } else { "  " };
        let spans = [Span::styled(format!("{glyph}{words}"), theme.style(ground))];
        frame::line(line, buf, &text::join(spans, usize::from(rest.width)));
        rest = frame::below(rest, 1);
    }
    reasons(frame::below(rest, 1), buf, shown, theme, "Leave it open, because");
}

/// Draws the reasons of the terms, each with the digit that chooses it.
pub fn reasons(area: Rect, buf: &mut Buffer, shown: &Shown, theme: &Theme, lead: &str) {
    let mut rest = frame::paragraph(area, buf, theme, Role::Muted, lead);
    for (at, reason) in shown.terms.live.reasons.iter().enumerate().take(9) {
        let spans = [
            Span::styled(format!(" {} ", at + 1), theme.style(Role::Key)),
            Span::styled(format!(" {reason}"), theme.style(Role::Overlay)),
        ];
        frame::line(rest, buf, &text::join(spans, usize::from(rest.width)));
        rest = frame::below(rest, 1);
    }
}
