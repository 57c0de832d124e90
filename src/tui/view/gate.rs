//! The gate: what is owed on the case, and the reasons for leaving it all the same.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Span;

use super::{frame, text};
use crate::session::Shown;
use crate::tui::theme::{Role, Theme};
use crate::tui::ui::Ui;
use crate::tui::ui::gate::{Gate, owed};

/// The rows that the gate wants at a width.
#[must_use]
pub fn height(ui: &Ui, shown: &Shown, width: u16) -> u16 {
    let room = usize::from(width.saturating_sub(2));
    let rows = ui.place(shown).map_or_else(Vec::new, |place| owed(&place, shown));
    let owed: usize = rows.iter().map(|(_, words)| text::height(words, room)).sum();
    u16::try_from(owed + shown.terms.live.reasons.len() + 5).unwrap_or(u16::MAX)
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
        let ground = if chosen { Role::Selected } else { Role::Overlay };
        // Who was not asked is read in full: the names are what the chair needs.
        for (at, line) in text::wrap(words, usize::from(rest.width.saturating_sub(2))).into_iter().enumerate() {
            let place = Rect { height: 1.min(rest.height), ..rest };
            frame::fill(place, buf, theme, ground);
            let glyph = if chosen && at == 0 { "▸ " } else { "  " };
            let mut spans = vec![Span::styled(glyph, theme.style(ground))];
            spans.extend(line.spans.into_iter().map(|span| Span::styled(span.content, theme.style(ground))));
            frame::line(place, buf, &text::join(spans, usize::from(rest.width)));
            rest = frame::below(rest, 1);
        }
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
