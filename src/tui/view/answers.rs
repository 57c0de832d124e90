//! Open actions: a line or two each, with how long they have waited.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::{frame, text};
use crate::model::action::{Action, Answer, Unmet};
use crate::model::answering::{agency, is_log};
use crate::session::Shown;
use crate::terms::phrase::day;
use crate::tui::theme::{Role, Theme};
use crate::tui::ui::answers::open_actions;
use crate::tui::ui::list::Pick;
use crate::tui::ui::{Place, Ui};

/// An open action: label, owner and text, then due date, times carried, and the answer given here.
#[must_use]
pub fn summary<'a>(action: &Action, place: &Place<'_>, theme: &Theme, width: usize) -> Vec<Line<'a>> {
    let room = label_room(action);
    let owner = action.task.owner.as_ref().map_or("no owner", |owner| owner.short.as_str());
    let said = format!("{owner}: {}", action.task.text);
    let mut lines: Vec<Line<'a>> = Vec::new();
    for line in text::wrap(&said, width.saturating_sub(room).max(1)) {
        let label = if lines.is_empty() { action.label.as_str() } else { "" };
        let label = Span::styled(text::pad(label, room.min(width)), theme.style(Role::Key));
        lines.push(text::join([label, Span::styled(line.to_string(), theme.style(Role::Text))], width));
    }
    let mut spans = vec![Span::raw(" ".repeat(room.min(width)))];
    spans.extend(state_spans(action, place, theme));
    lines.push(text::join(spans, width));
    lines
}

/// Cells for an action's label and a space: six where a county has fewer than ten thousand actions.
fn label_room(action: &Action) -> usize {
    text::cells(&action.label).max(5) + 1
}

fn state_spans<'a>(action: &Action, place: &Place<'_>, theme: &Theme) -> Vec<Span<'a>> {
    let today = place.meeting.plan.date;
    let mut spans = Vec::new();
    if let Some(answer) = action.answered_at(&place.meeting.id, place.item.id()) {
        let (text, role) = match answer {
            Answer::Done { outcome } if outcome.is_empty() => ("✓ done".to_owned(), Role::Success),
            Answer::Done { outcome } => (format!("✓ done: {outcome}"), Role::Success),
            Answer::Carry { to, .. } => (format!("→ carried to {}", day(*to)), Role::Info),
            Answer::NotDone { because, kind } => {
                (format!("✗ not done: {because}{}", Unmet::behind(kind.as_ref())), Role::Warning)
            }
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
            spans.push(Span::styled(format!("overdue {late}"), theme.style(Role::Danger)));
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
    // Where there is little room, the day itself is what is cut.
    if let Some(due) = action.task.due.filter(|_| action.is_overdue(today)) {
        spans.push(Span::styled(format!("  due {}", day(due)), theme.style(Role::Muted)));
    }
    spans
}

/// Draws the list to answer from.
pub fn render_list(area: Rect, buf: &mut Buffer, ui: &Ui, pick: &Pick, shown: &Shown, theme: &Theme) {
    let Some(place) = ui.place(shown) else { return };
    let note = "d done   c carry   x not possible   X by agency   C carry the rest";
    let below = frame::section(area, buf, theme, "Open actions", note, true);
    let width = usize::from(below.width.saturating_sub(2));
    let chosen = pick.chosen();
    let actions = open_actions(&place, shown);
    let rows: Vec<Vec<Line<'_>>> = (0..)
        .zip(&actions)
        .map(|(row, action)| {
            let mut lines = heading(&actions, row, &place, theme);
            lines.extend(row_lines(action, (Some(row) == chosen, Role::Overlay), &place, shown, theme, width));
            lines
        })
        .collect();
    let (height, used) = (usize::from(below.height), rows.iter().map(Vec::len).sum::<usize>());
    // They stand apart where all of them fit so; where not even that is so, there are as many as surely fit.
    let gap = u16::from(used + rows.len().saturating_sub(1) <= height);
    let tallest = rows.iter().map(Vec::len).max().unwrap_or(1);
    let window = if used <= height { rows.len() } else { height / tallest };
    let mut rest = below;
    for (row, chosen) in pick.visible(window.max(1)) {
        let Some(lines) = rows.get(row) else { continue };
        let (above, own) = lines.split_at(heading(&actions, row, &place, theme).len());
        rest = frame::lines(rest, buf, above);
        let height = u16::try_from(own.len()).unwrap_or(u16::MAX).min(rest.height);
        frame::fill(Rect { height, ..rest }, buf, theme, if chosen { Role::Selected } else { Role::Overlay });
        rest = frame::below(frame::lines(rest, buf, own), gap);
    }
    frame::scroll_hint(below, buf, theme, pick.first(), pick.len());
}

/// On the action log, the agency above the first of its actions.
#[must_use]
pub fn heading<'a>(actions: &[&Action], row: usize, place: &Place<'_>, theme: &Theme) -> Vec<Line<'a>> {
    let of = |row: usize| actions.get(row).map(|action| agency(action));
    let begins = row.checked_sub(1).is_none_or(|before| of(before) != of(row));
    if !is_log(place.item) || !begins {
        return vec![];
    }
    let name = of(row).flatten().unwrap_or("No owner").to_owned();
    vec![Line::styled(name, theme.style(Role::Accent))]
}

/// Whose an action is and how it stands, then its words: they are read out, so they are shown whole where three rows
/// hold them. `plain` is the ground of a row that is not chosen.
pub fn row_lines<'a>(
    action: &Action,
    (chosen, plain): (bool, Role),
    place: &Place<'_>,
    shown: &Shown,
    theme: &Theme,
    width: usize,
) -> Vec<Line<'a>> {
    const MOST: usize = 3;
    let ground = theme.style(if chosen { Role::Selected } else { plain });
    // On the chosen row its own ground and ink: other inks may not be readable there.
    let tint = |role| if chosen { ground } else { theme.style(role) };
    // A list that is only read has no mark to make room for.
    let mark = match plain {
        Role::Overlay if chosen => "▸ ",
        Role::Overlay => "  ",
        _ => "",
    };
    let owner = action.task.owner.as_ref().map_or("no owner", |owner| owner.short.as_str());
    let case = action.raised_at.case.as_ref().and_then(|case| shown.docs.cases.get(case));
    let case = case.filter(|_| place.case.is_none()).map_or_else(String::new, |case| format!("  {}", case.label));
    let left = vec![
        Span::styled(mark, ground),
        Span::styled(format!("{:<5} ", action.label), tint(Role::Key)),
        Span::styled(owner.to_owned(), tint(Role::Info)),
        Span::styled(case, tint(Role::Muted)),
    ];
    let state = state_spans(action, place, theme);
    let state = state.into_iter().map(|span| if chosen { span.style(ground) } else { span }).collect();
    let mut lines = vec![text::spread(left, state, width, 24)];
    let indent = " ".repeat(label_room(action) + mark.len().min(2));
    let words = text::wrap(&action.task.text, width.saturating_sub(indent.len()).clamp(1, 80));
    lines.extend(words.iter().take(MOST).map(|line| Line::from(Span::styled(format!("{indent}{line}"), ground))));
    lines
}
