//! A form: labels at the left, fields at the right, the hint of the one in focus at the foot.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::Span;

use super::{dissent, frame, merging, plan, series, text};
use crate::session::Shown;
use crate::tui::theme::{Role, Theme};
use crate::tui::ui::choice::Choice;
use crate::tui::ui::field::Value;
use crate::tui::ui::form::{Form, FormKind};
use crate::tui::ui::veil::Veil;

const LABEL: u16 = 22;

/// The rows that a form wants.
#[must_use]
pub fn height(form: &Form, width: u16) -> u16 {
    let room = width.saturating_sub(LABEL + 2).max(1);
    let fields = fields_height(form, room);
    let gathered = match &form.kind {
        FormKind::Plan(gathered) => plan::height(gathered),
        FormKind::Series(_) => series::HEIGHT,
        FormKind::Export(_) => 3,
        FormKind::Merge(_) => merging::HEIGHT,
        FormKind::Dissenting(card) => dissent::height(card, width),
        FormKind::Bring { found, .. } => u16::try_from(found.len().min(12) + 1).unwrap_or(0),
        _ => 0,
    };
    fields + gathered + 5
}

/// The rows of all fields that count.
fn fields_height(form: &Form, room: u16) -> u16 {
    let counted = form.fields.iter().filter(|field| form.is_shown(field));
    counted.map(|field| field_height(&field.value, room) + gap(&field.value)).sum()
}

fn field_height(value: &Value, room: u16) -> u16 {
    match value {
        Value::Text(editor) => editor.desired_height(room).clamp(3, 8),
        _ => 1,
    }
}

/// The row below a text, so that two of them do not run into one.
fn gap(value: &Value) -> u16 {
    u16::from(matches!(value, Value::Text(_)))
}

/// Draws a form, and gives the place of the cursor.
///
/// `shown` is `None` before a store is open; `note` is what follows from the form as it stands.
pub fn render(
    area: Rect,
    buf: &mut Buffer,
    form: &Form,
    (shown, note): (Option<&Shown>, Option<&str>),
    veil: &Veil,
    theme: &Theme,
) -> Option<Position> {
    let below = frame::section(area, buf, theme, &form.title, "Ctrl-S records · Esc leaves", true);
    let mut rest = frame::below(below, 1);
    if let FormKind::Dissenting(card) = &form.kind {
        let fields = fields_height(form, rest.width.saturating_sub(LABEL + 2).max(1));
        rest = dissent::render_card(rest, buf, card, rest.height.saturating_sub(fields + 3), theme);
    }
    let mut cursor = None;
    for (at, field) in form.fields.iter().enumerate().skip(first(form, rest)).filter(|(_, field)| form.is_shown(field))
    {
        let focused = at == form.at;
        let room = rest.width.saturating_sub(LABEL + 2);
        let height = field_height(&field.value, room.max(1)).min(rest.height);
        let (mark, role) = if focused { ("▸ ", Role::Focus) } else { ("  ", Role::Muted) };
        let label =
            vec![Span::styled(mark, theme.style(Role::Accent)), Span::styled(field.label.as_ref(), theme.style(role))];
        let label = text::join(label, usize::from(LABEL));
        frame::line(Rect { width: LABEL.min(rest.width), height: 1.min(rest.height), ..rest }, buf, &label);
        let x = (rest.x + LABEL).min(rest.right());
        let place = Rect { x, width: rest.right() - x, y: rest.y, height };
        cursor = cursor.or(value(place, buf, &field.value, focused, veil, theme));
        rest = frame::below(rest, height + gap(&field.value));
    }
    rest = frame::below(rest, 1);
    if let Some(field) = form.fields.get(form.at) {
        rest = frame::paragraph(rest, buf, theme, Role::Hint, &field.hint);
    }
    if let Some(note) = note {
        rest = frame::paragraph(frame::below(rest, 1), buf, theme, Role::Muted, note);
    }
    if let FormKind::Bring { found, .. } = &form.kind {
        rest = frame::below(rest, 1);
        for name in found {
            rest = frame::paragraph(rest, buf, theme, Role::Muted, name);
        }
    }
    if let (FormKind::Plan(gathered), Some(shown)) = (&form.kind, shown) {
        plan::render(frame::below(rest, 1), buf, gathered, shown, theme);
    }
    if let (FormKind::Merge(_), Some(shown)) = (&form.kind, shown) {
        merging::render(frame::below(rest, 1), buf, form, shown, theme);
    }
    if let (FormKind::Series(today), Some(shown)) = (&form.kind, shown) {
        series::render(frame::below(rest, 1), buf, form, shown, *today, theme);
    }
    cursor
}

/// The first field that is drawn, so that the one in focus and its hint are in sight.
fn first(form: &Form, area: Rect) -> usize {
    let room = area.width.saturating_sub(LABEL + 2).max(1);
    let rows = |at: usize| {
        let field = form.fields.get(at).filter(|field| form.is_shown(field));
        field.map_or(0, |field| field_height(&field.value, room) + gap(&field.value))
    };
    let least = area.height.saturating_sub(2);
    (0..=form.at).find(|first| (*first..=form.at).map(rows).sum::<u16>() <= least).unwrap_or(form.at)
}

/// Draws what a field holds, and gives the place of the cursor.
pub(super) fn value(
    area: Rect,
    buf: &mut Buffer,
    value: &Value,
    focused: bool,
    veil: &Veil,
    theme: &Theme,
) -> Option<Position> {
    match value {
        Value::Choice(open) => {
            choice(area, buf, open, focused, theme);
            None
        }
        Value::Line(editor) | Value::Text(editor) | Value::Secret(editor) => {
            editor.render(area, buf, theme, focused, veil)
        }
    }
}

fn choice(area: Rect, buf: &mut Buffer, choice: &Choice, focused: bool, theme: &Theme) {
    let style = theme.style(if focused { Role::Selected } else { Role::Field });
    let arrows = theme.style(if focused { Role::Focus } else { Role::Faint });
    let count = format!("  {} of {}", choice.chosen + 1, choice.options.len());
    let typed = if choice.typed().is_empty() { String::new() } else { format!("  “{}”", choice.typed()) };
    let spans = vec![
        Span::styled("‹ ", arrows),
        Span::styled(format!(" {} ", choice.option()), style),
        Span::styled(" ›", arrows),
        Span::styled(count, theme.style(Role::Faint)),
        Span::styled(typed, theme.style(Role::Focus)),
    ];
    frame::line(area, buf, &text::join(spans, usize::from(area.width)));
}
