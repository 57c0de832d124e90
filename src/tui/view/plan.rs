//! What the agenda of a meeting that is being planned gathers by itself: children, why, minutes, and the slot.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Span;

use super::{agenda, frame, text, words};
use crate::session::Shown;
use crate::tui::theme::{Role, Theme};
use crate::tui::ui::plan::Gathered;

/// The most children that make the form higher.
const MOST: usize = 14;

/// The rows that it wants.
#[must_use]
pub fn height(gathered: &Gathered) -> u16 {
    u16::try_from(gathered.wanted.len().clamp(1, MOST)).unwrap_or(1) + 3
}

/// Draws the children in the suggested order, each with why it is there and its minutes.
pub fn render(area: Rect, buf: &mut Buffer, gathered: &Gathered, shown: &Shown, theme: &Theme) {
    let note = match gathered.at {
        None => String::new(),
        Some(_) => format!("{} children", gathered.wanted.len()),
    };
    let below = frame::section(area, buf, theme, "The agenda gathers", &note, false);
    let Some(planned) = &gathered.at else {
        frame::paragraph(
            below,
            buf,
            theme,
            Role::Muted,
            "Say the date: what falls due by the end of its month is listed here.",
        );
        return;
    };
    let total = agenda::of_slot(gathered.total(), gathered.slot);
    frame::line(
        below,
        buf,
        &text::join(total.map(|(said, role)| Span::styled(said, theme.style(role))), usize::from(below.width)),
    );
    let below = frame::below(below, 1);
    if gathered.wanted.is_empty() {
        let said = if crate::model::gather::part_discusses(planned.part, &shown.terms) {
            "No review falls due, no request is accepted, and no case is new."
        } else {
            "This part discusses no children."
        };
        frame::paragraph(below, buf, theme, Role::Muted, said);
        return;
    }
    let width = usize::from(below.width);
    let rows = usize::from(below.height);
    for (at, (wanted, minutes)) in gathered.wanted.iter().zip(&gathered.minutes).enumerate().take(rows) {
        let place = Rect { y: below.y + u16::try_from(at).unwrap_or(0), height: 1, ..below };
        let more = gathered.wanted.len() - at;
        if at + 1 == rows && more > 1 {
            let said = format!("… and {more} more");
            frame::line(place, buf, &text::join([Span::styled(said, theme.style(Role::Faint))], width));
            return;
        }
        let Some(case) = shown.docs.cases.get(&wanted.case) else { continue };
        let risk = case.risk.clone().unwrap_or_default();
        let why: Vec<String> = wanted.whys.iter().map(crate::model::gather::Why::words).collect();
        let left = vec![
            Span::styled(text::pad(&case.label, 12), theme.style(Role::Accent)),
            Span::styled(text::pad(&case.details.name, if width > 90 { 26 } else { 18 }), theme.style(Role::Overlay)),
            Span::styled(format!(" {risk} "), theme.style(words::risk_role(&risk, shown))),
            Span::raw(" ".repeat(10_usize.saturating_sub(text::cells(&risk)))),
            Span::styled(why.join("; "), theme.style(Role::Muted)),
        ];
        let right = vec![Span::styled(format!("{minutes} min "), theme.style(Role::Faint))];
        frame::line(place, buf, &text::spread(left, right, width, 20));
    }
}
