//! A long form, one part at a time: the parts and how full each is at the left, the fields of the open one beside them.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use super::{form, frame, proof, text};
use crate::model::form::Completeness;
use crate::session::Shown;
use crate::tui::theme::{Role, Theme};
use crate::tui::ui::Ui;
use crate::tui::ui::case_forms::NOTHING;
use crate::tui::ui::field::Value;
use crate::tui::ui::form::{Form, FormKind};
use crate::tui::ui::information::completeness;

/// The cells of the list of parts.
const PARTS: u16 = 34;
const NARROW_PARTS: u16 = 29;

/// A text is set to about this width.
const MEASURE: u16 = 80;

/// Draws the form, and gives the place of the cursor.
pub fn render(area: Rect, buf: &mut Buffer, ui: &Ui, open: &Form, shown: &Shown, theme: &Theme) -> Option<Position> {
    let (parts, whole) = ui.as_it_stands(open, shown).map_or_else(
        || (Vec::new(), None),
        |filled| {
            let (parts, whole) = completeness(&filled, &shown.terms);
            (parts, Some(whole))
        },
    );
    let note = whole.as_ref().map_or_else(String::new, Completeness::words);
    let below = frame::below(frame::section(area, buf, theme, &open.title, &note, true), 1);
    let wide = if area.width < 100 { NARROW_PARTS } else { PARTS }.min(below.width / 2);
    list(Rect { width: wide, ..below }, buf, open, &parts, theme);
    let x = below.x + wide + 1;
    let room = below.right().saturating_sub(x);
    fields(Rect { x, width: room.min(MEASURE), ..below }, buf, ui, open, shown, theme)
}

/// The parts, each with how many of its questions are answered, and a mark where one that is required is not.
fn list(area: Rect, buf: &mut Buffer, open: &Form, parts: &[Completeness], theme: &Theme) {
    for (at, (part, y)) in open.parts.iter().zip(area.y..area.bottom()).enumerate() {
        let row = Rect { y, height: 1, ..area };
        let row = frame::row(row, buf, theme, at == open.part());
        let (count, sign, role) = parts.get(at).map_or((String::new(), " ", Role::Muted), |found| {
            let count = format!("{}/{}", found.answered, found.all);
            match (found.required, found.missing.is_empty()) {
                (1.., _) => (count, "!", Role::Danger),
                (0, true) => (count, "✓", Role::Success),
                (0, false) => (count, " ", Role::Muted),
            }
        });
        let style = |role| theme.style(if at == open.part() { Role::Selected } else { role });
        let title = usize::from(row.width).saturating_sub(9);
        let spans = vec![
            Span::styled(text::pad(&part.title, title), style(Role::Overlay)),
            Span::styled(text::pad_left(&count, 6), style(role)),
            Span::styled(format!(" {sign}"), style(role)),
        ];
        frame::line(row, buf, &text::join(spans, usize::from(row.width)));
    }
}

/// The fields of the open part, the one in focus in sight.
fn fields(area: Rect, buf: &mut Buffer, ui: &Ui, open: &Form, shown: &Shown, theme: &Theme) -> Option<Position> {
    let own = open.fields_of(open.part());
    let room = area.width.saturating_sub(2).max(1);
    let height = |at: usize| rows(open, at, room);
    let mut first = own.start;
    while first < open.at && (first..=open.at).map(height).sum::<u16>() > area.height {
        first += 1;
    }
    let (mut rest, mut cursor) = (area, None);
    for at in first..own.end {
        if rest.height == 0 {
            break;
        }
        let Some(field) = open.fields.get(at) else { break };
        let focused = at == open.at;
        let (mark, role) = if focused { ("▸ ", Role::Focus) } else { ("  ", Role::Muted) };
        let empty = field.words().is_none_or(|words| words.trim().is_empty() || words == NOTHING);
        let missing = if empty && is_required(open, at, shown) { "  required" } else { "" };
        let wide = usize::from(rest.width).saturating_sub(mark.len() + missing.len());
        let label = vec![
            Span::styled(mark, theme.style(Role::Accent)),
            Span::styled(text::truncate(&field.label, wide), theme.style(role)),
            Span::styled(missing, theme.style(Role::Danger)),
        ];
        frame::line(rest, buf, &text::join(label, usize::from(rest.width)));
        rest = frame::below(rest, 1);
        let tall = value_rows(&field.value, room).min(rest.height);
        let indent = 2.min(rest.width);
        let place = Rect { x: rest.x + indent, width: rest.width - indent, height: tall, ..rest };
        let checked = open.checked().filter(|_| focused);
        let found = checked.map(|_| ui.findings()).unwrap_or_default();
        cursor = cursor.or(match checked {
            Some((editor, _)) => editor.render_marked(place, buf, theme, true, &ui.veil, &proof::marks(ui, &found)),
            None => form::value(place, buf, &field.value, focused, &ui.veil, theme),
        });
        rest = frame::below(rest, tall);
        if has_note(open, at) {
            let note = Rect { x: rest.x + indent, width: rest.width - indent, ..rest };
            let said = checked.and_then(|(editor, _)| proof::line(ui, editor, &found, theme, usize::from(note.width)));
            let hint = || Line::styled(field.hint.as_ref(), theme.style(Role::Hint));
            frame::line(note, buf, &said.unwrap_or_else(hint));
            rest = frame::below(rest, 1);
        }
        rest = frame::below(rest, u16::from(area.height > 14));
    }
    cursor
}

fn is_required(open: &Form, at: usize, shown: &Shown) -> bool {
    let FormKind::Information { keys, .. } = &open.kind else { return false };
    keys.get(at).and_then(|key| shown.terms.template.field(key)).is_some_and(|field| field.required)
}

/// The rows of a field with its label, its hint while it has the focus, and the space below it.
fn rows(open: &Form, at: usize, room: u16) -> u16 {
    open.fields.get(at).map_or(0, |field| value_rows(&field.value, room) + 2 + u16::from(has_note(open, at)))
}

/// Whether the field in focus keeps a row for its hint, or for what is found in its words: so the form does not jump as
/// that comes and goes.
fn has_note(open: &Form, at: usize) -> bool {
    at == open.at && (open.checked().is_some() || open.fields.get(at).is_some_and(|field| !field.hint.is_empty()))
}

fn value_rows(value: &Value, room: u16) -> u16 {
    match value {
        Value::Text(editor) => editor.desired_height(room).clamp(2, 9),
        _ => 1,
    }
}
