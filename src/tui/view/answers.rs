//! Open actions: a line or two each, with how long they have waited.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::{frame, text};
use crate::model::action::{Action, Answer};
use crate::session::Shown;
use crate::terms::phrase::day;
use crate::tui::theme::{Role, Theme};
use crate::tui::ui::answers::open_actions;
use crate::tui::ui::list::Pick;
use crate::tui::ui::{Place, Ui};

/// An open action: label, owner and text, then due date, times carried, and the answer given here.
#[must_use]
pub fn summary<'a>(action: &Action, place: &Place<'_>, theme: &Theme, width: usize) -> Vec<Line<'a>> {
    const LABEL: usize = 6;
    let owner = action.task.owner.as_ref().map_or("no owner", |owner| owner.short.as_str());
    let said = format!("{owner}: {}", action.task.text);
    let mut lines: Vec<Line<'a>> = Vec::new();
    for line in text::wrap(&said, width.saturating_sub(LABEL).max(1)) {
        let label = if lines.is_empty() { action.label.as_str() } else { "" };
        let label = Span::styled(text::pad(label, LABEL.min(width)), theme.style(Role::Key));
        lines.push(text::join([label, Span::styled(line.to_string(), theme.style(Role::Text))], width));
    }
    let mut spans = vec![Span::raw(" ".repeat(LABEL.min(width)))];
    spans.extend(state_spans(action, place, theme));
    lines.push(text::join(spans, width));
    lines
}

fn state_spans<'a>(action: &Action, place: &Place<'_>, theme: &Theme) -> Vec<Span<'a>> {
    let today = place.meeting.plan.date;
    let mut spans = Vec::new();
    if let Some(answer) = action.answered_at(&place.meeting.id, place.item.id()) {
        let (text, role) = match answer {
            Answer::Done { outcome } if outcome.is_empty() => ("✓ done".to_owned(), Role::Success),
            Answer::Done { outcome } => (format!("✓ done: {outcome}"), Role::Success),
            Answer::Carry { to, .. } => (format!("→ carried to {}", day(*to)), Role::Info),
            Answer::NotDone { because } => (format!("✗ not done: {because}"), Role::Warning),
        };
        spans.push(Span::styled(text, theme.style(role)));
        return spans;
    }
    match action.task.due {
        Some(due) if action.is_overdue(today) => {
            let late = match (today - due).num_days() {
                1 => "1 day".to_owned(),
                days => format!("{days} days"),
            };
            spans.push(Span::styled(format!("overdue {late}, due {}", day(due)), theme.style(Role::Danger)));
        }
        Some(due) => spans.push(Span::styled(format!("due {}", day(due)), theme.style(Role::Muted))),
        None => spans.push(Span::styled("no date", theme.style(Role::Danger))),
    }
    let carried = match action.times_carried() {
        0 => String::new(),
        1 => "  carried once".to_owned(),
        2 => "  carried twice".to_owned(),
        many => format!("  carried {many} times"),
    };
    let role = if action.times_carried() >= 3 { Role::Danger } else { Role::Warning };
    spans.push(Span::styled(carried, theme.style(role)));
    spans
}

/// Draws the list to answer from.
pub fn render_list(area: Rect, buf: &mut Buffer, ui: &Ui, pick: &Pick, shown: &Shown, theme: &Theme) {
    let Some(place) = ui.place(shown) else { return };
    let actions = open_actions(&place, shown);
    let note = "d done   c carry   x not done";
    let below = frame::section(area, buf, theme, "Open actions", note, true);
    let mut y = below.y;
    for (row, chosen) in pick.visible((usize::from(below.height) / 3).max(1)) {
        let Some(action) = actions.get(row) else { continue };
        let left = below.bottom().saturating_sub(y);
        if left == 0 {
            break;
        }
        let owner = action.task.owner.as_ref().map_or("no owner", |owner| owner.short.as_str());
        let case = action.raised_at.case.as_ref().and_then(|case| shown.docs.cases.get(case));
        let case = case.filter(|_| place.case.is_none()).map_or_else(String::new, |case| format!(" {}", case.label));
        let ground = theme.style(if chosen { Role::Selected } else { Role::Overlay });
        let tint = |role| if chosen { ground } else { theme.style(role) };
        // The words are read out, so they are shown whole where two rows hold them.
        let width = usize::from(below.width.saturating_sub(1));
        let lead = format!("{owner}{case}  ");
        let whole = format!("{lead}{}", action.task.text);
        let mut words = text::wrap(&whole, width.saturating_sub(7)).into_iter().map(|line| line.to_string());
        let first = words.next().unwrap_or_default();
        let rest: Vec<String> = words.collect();
        let said = first.strip_prefix(&lead).unwrap_or(&first).to_owned();
        let lead = if first.starts_with(&lead) { lead } else { String::new() };
        let mut lines = vec![Line::from(vec![
            Span::styled(format!("{} {:<5}", if chosen { "▸" } else { " " }, action.label), tint(Role::Key)),
            Span::styled(lead, tint(Role::Info)),
            Span::styled(said, ground),
        ])];
        if !rest.is_empty() {
            lines.push(text::join([Span::raw("       "), Span::styled(rest.join(" "), ground)], width));
        }
        let mut state = vec![Span::raw("       ")];
        let said = state_spans(action, &place, theme);
        // On the chosen row its own ground and ink: other inks may not be readable there.
        state.extend(said.into_iter().map(|span| if chosen { span.style(ground) } else { span }));
        lines.push(text::join(state, width));
        let area = Rect { y, height: u16::try_from(lines.len()).unwrap_or(3).min(left), ..below };
        frame::fill(area, buf, theme, if chosen { Role::Selected } else { Role::Overlay });
        frame::lines(area, buf, &lines);
        y = y.saturating_add(3);
    }
    frame::scroll_hint(below, buf, theme, pick.first(), pick.len());
}
