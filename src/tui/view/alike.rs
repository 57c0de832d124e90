//! Records that may be of a child who is about to get another, and why.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Span;

use super::{frame, text, words};
use crate::session::Shown;
use crate::terms::phrase::day;
use crate::tui::theme::{Role, Theme};
use crate::tui::ui::intake::Alike;

/// The rows that the list wants.
#[must_use]
pub fn height(open: &Alike) -> u16 {
    u16::try_from(open.like.len() * 2).unwrap_or(u16::MAX).saturating_add(7)
}

/// Draws the child to be opened, and the records that are like it.
pub fn render(area: Rect, buf: &mut Buffer, open: &Alike, shown: &Shown, theme: &Theme) {
    let below = frame::section(area, buf, theme, "Is this child known already?", "nothing is recorded yet", true);
    let new = &open.new.details;
    let asked = format!("To be opened: {}, born {}", new.name, day(new.born));
    let rest = frame::below(frame::paragraph(below, buf, theme, Role::Title, &asked), 1);
    let mut rest = frame::paragraph(rest, buf, theme, Role::Muted, "Like it, the likeliest first:");
    for (row, chosen) in open.pick.visible(usize::from(rest.height / 2)) {
        let Some((likeness, known)) = open.like.get(row) else { continue };
        let first = frame::row(Rect { height: 1.min(rest.height), ..rest }, buf, theme, chosen);
        let style = |role| theme.style(if chosen { Role::Selected } else { role });
        let risk = known.risk.clone().unwrap_or_default();
        let area_name = shown.terms.area(&known.area).map_or(known.area.as_str(), |area| area.name.as_str());
        let state = known.closed.map_or_else(|| "open".to_owned(), |on| format!("closed {}", day(on)));
        let spans = vec![
            Span::styled(text::pad(&known.label, 12), style(Role::Accent)),
            Span::styled(format!("{}, born {}", known.name, day(known.born)), style(Role::Title)),
            Span::styled(format!("  {} {area_name} · {state} ", known.district), style(Role::Muted)),
            Span::styled(format!(" {risk} "), style(words::risk_role(&risk, shown))),
        ];
        frame::line(first, buf, &text::join(spans, usize::from(first.width)));
        rest = frame::below(rest, 1);
        let why = Rect { height: 1.min(rest.height), ..rest };
        let why_spans = vec![Span::raw(" ".repeat(14)), Span::styled(likeness.words(), theme.style(Role::Warning))];
        frame::line(why, buf, &text::join(why_spans, usize::from(why.width)));
        rest = frame::below(rest, 1);
    }
}
