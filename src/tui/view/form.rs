//! A form: labels at the left, fields at the right, the hint of the one in focus at the foot.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::Span;

use super::{dissent, frame, merging, plan, series, text};
use crate::session::Shown;
use crate::tui::theme::{Role, Theme};
use crate::tui::ui::choice::Choice;
use crate::tui::ui::field::{Field, Value};
use crate::tui::ui::form::{Form, FormKind};
use crate::tui::ui::keeping::Keeping;
use crate::tui::ui::veil::Veil;

/// The least cells of the labels.
const LABEL: u16 = 22;

/// The least rows of a text; where there is too little room for all, the fewest.
const TEXT: u16 = 3;
const TIGHT: u16 = 1;

/// The rows that a form wants.
#[must_use]
pub fn height(form: &Form, width: u16) -> u16 {
    let fields = fields_height(form, room(form, width), TEXT);
    let gathered = match &form.kind {
        FormKind::Plan(gathered) => plan::height(gathered),
        FormKind::Series(_) => series::HEIGHT,
        FormKind::Export(_) | FormKind::Keeping(Keeping::Remove, _) => 3,
        FormKind::Merge(_) => merging::HEIGHT,
        FormKind::Dissenting(card) => dissent::height(card, width),
        FormKind::Bring { found, .. } => u16::try_from(found.len().min(12) + 1).unwrap_or(0),
        _ => 0,
    };
    fields + gathered + 5
}

/// The cells of the labels: as many as the longest takes, where that leaves half of the width for what is beside them.
fn labels(form: &Form, width: u16) -> u16 {
    let longest = form.fields.iter().map(|field| text::cells(&field.label)).max().unwrap_or_default();
    u16::try_from(longest + 4).unwrap_or(u16::MAX).min(width / 2).max(LABEL)
}

/// The cells of what is beside the labels.
fn room(form: &Form, width: u16) -> u16 {
    width.saturating_sub(labels(form, width) + 2).max(1)
}

/// The rows of all fields that count, a text in `least` rows or more.
fn fields_height(form: &Form, room: u16, least: u16) -> u16 {
    let counted = form.fields.iter().filter(|field| form.is_shown(field));
    counted.map(|field| rows(field, room, least)).sum()
}

/// The rows of a field, with the space around it.
fn rows(field: &Field, room: u16, least: u16) -> u16 {
    u16::from(field.apart) + field_height(&field.value, room, least) + gap(&field.value)
}

fn field_height(value: &Value, room: u16, least: u16) -> u16 {
    match value {
        Value::Text(editor) => editor.desired_height(room).clamp(least, 8),
        _ => 1,
    }
}

/// The row below a text, so that two of them do not run into one.
fn gap(value: &Value) -> u16 {
    u16::from(matches!(value, Value::Text(_)))
}

/// What the key does that records a form.
fn records(form: &Form) -> &'static str {
    match form.kind {
        FormKind::Export(_) => "Ctrl-S saves · Esc leaves",
        _ => "Ctrl-S records · Esc leaves",
    }
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
    let below = frame::section(area, buf, theme, &form.title, records(form), true);
    let mut rest = frame::below(below, 1);
    let (labels, room) = (labels(form, rest.width), room(form, rest.width));
    let mut least = TEXT;
    if let FormKind::Dissenting(card) = &form.kind {
        let most = |least| rest.height.saturating_sub(fields_height(form, room, least) + 3);
        if dissent::height(card, rest.width) > most(TEXT) {
            least = TIGHT;
        }
        rest = dissent::render_card(rest, buf, card, most(least), theme);
    }
    let mut cursor = None;
    let first = first(form, rest, room, least);
    for (at, field) in form.fields.iter().enumerate().skip(first).filter(|(_, field)| form.is_shown(field)) {
        let focused = at == form.at;
        rest = frame::below(rest, u16::from(field.apart));
        let height = field_height(&field.value, room, least).min(rest.height);
        let (mark, role) = if focused { ("▸ ", Role::Focus) } else { ("  ", Role::Muted) };
        let label =
            vec![Span::styled(mark, theme.style(Role::Accent)), Span::styled(field.label.as_ref(), theme.style(role))];
        let label = text::join(label, usize::from(labels));
        frame::line(Rect { width: labels.min(rest.width), height: 1.min(rest.height), ..rest }, buf, &label);
        let x = (rest.x + labels).min(rest.right());
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
fn first(form: &Form, area: Rect, room: u16, least: u16) -> usize {
    let rows = |at: usize| {
        let field = form.fields.get(at).filter(|field| form.is_shown(field));
        field.map_or(0, |field| rows(field, room, least))
    };
    let most = area.height.saturating_sub(2);
    (0..=form.at).find(|first| (*first..=form.at).map(rows).sum::<u16>() <= most).unwrap_or(form.at)
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
