//! The room view: where the meeting is, who was heard and what is decided, in large type for everybody to see.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::entries::RecordedLines;
use super::{frame, large, read_back, strip, text, words};
use crate::model::agenda::ItemKind;
use crate::model::meeting::MeetingState;
use crate::session::Shown;
use crate::terms::calendar;
use crate::tui::theme::{Role, Theme};
use crate::tui::ui::{Place, Ui};

/// Draws the view; without a live meeting it waits for one.
pub fn render(area: Rect, buf: &mut Buffer, ui: &Ui, shown: &Shown, theme: &Theme) {
    let area = frame::inset(area, 2.min(area.width / 20));
    let live = ui.place(shown).filter(|place| place.meeting.state == MeetingState::Live);
    let Some(place) = live else {
        let rest = headline(area, buf, theme, "Waiting", Role::Muted);
        frame::paragraph(
            rest,
            buf,
            theme,
            Role::Muted,
            "No meeting is live yet. This view follows it as soon as it begins.",
        );
        return;
    };
    if let Some(taken) = place.meeting.on_break() {
        let since = calendar::london(taken.from).format("%H:%M");
        let rest = headline(area, buf, theme, "Break", Role::Accent);
        frame::paragraph(rest, buf, theme, Role::Muted, &format!("since {since}"));
        return;
    }
    let title = place
        .case
        .map_or_else(|| place.item.planned.title.clone(), |case| format!("{}  {}", case.label, case.details.name));
    let rest = headline(area, buf, theme, &title, Role::Title);
    frame::line(rest, buf, &text::join(about(&place, shown, theme), usize::from(rest.width)));
    let rest = frame::below(rest, 2);
    if place.case.is_none() {
        RecordedLines::new(&place, None, shown, theme, rest.width).render(rest, buf, &place, theme, true);
        return;
    }
    let chips = strip::lines(ui, &place, theme, rest);
    let rows = u16::try_from(chips.len() + 1).unwrap_or(3).min(rest.height);
    strip::render(Rect { height: rows, ..rest }, buf, ui, &chips, &place, theme);
    let rest = frame::below(rest, rows + 1);
    if place.item.decision.is_some() {
        read_back::decided(rest, buf, &place, shown, theme);
    } else {
        RecordedLines::new(&place, None, shown, theme, rest.width).render(rest, buf, &place, theme, true);
    }
}

/// A line in large type where it fits, and bold where it does not; gives the area below it.
fn headline(area: Rect, buf: &mut Buffer, theme: &Theme, said: &str, role: Role) -> Rect {
    let lines = large::wrap(said, area.width);
    let wanted = u16::try_from(lines.len()).unwrap_or(u16::MAX).saturating_mul(large::LETTER.1);
    if wanted.saturating_mul(3) > area.height {
        return frame::below(frame::paragraph(area, buf, theme, role, said), 1);
    }
    // A letter's ascenders would touch the banner.
    let rest = lines.iter().fold(frame::below(area, 1), |rest, line| large::line(rest, buf, theme.style(role), line));
    frame::below(rest, 1)
}

fn about<'a>(place: &Place<'_>, shown: &Shown, theme: &Theme) -> Vec<Span<'a>> {
    let number = place.meeting.number(place.item.id()).unwrap_or_default();
    let kind = match place.item.planned.kind {
        ItemKind::Initial => "initial discussion",
        ItemKind::Requested => "on request",
        ItemKind::Review => "review",
        ItemKind::Dissent => "dissent brought forward",
        ItemKind::Standing(_) => "standing item",
    };
    let at = format!("{kind} · item {number} of {}", place.meeting.items.len());
    let mut spans = vec![Span::styled(at, theme.style(Role::Muted))];
    if let Some((case, risk)) = place.case.and_then(|case| Some((case, case.risk.as_ref()?))) {
        let said = format!(" {} {} ", risk.to_uppercase(), words::trend(case, shown));
        spans.push(Span::raw("  "));
        spans.push(Span::styled(said, theme.style(words::risk_role(risk, shown))));
    }
    let chair = format!("  in the chair: {}", place.meeting.chair_of(place.item));
    spans.push(Span::styled(chair, theme.style(Role::Faint)));
    Line::from(spans).spans
}
