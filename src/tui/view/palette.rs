//! The palette: a line to type in, and what it finds.

use std::iter::Peekable;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};
use ratatui::text::Span;
use unicode_segmentation::UnicodeSegmentation;

use super::{frame, text};
use crate::session::Shown;
use crate::tui::theme::{Role, Theme};
use crate::tui::ui::Ui;
use crate::tui::ui::palette::{Goal, Palette, Row, rows};

/// Cells of the key, number, reference or day before each row.
const LEAD: usize = 16;
/// Cells of the kind behind it.
const KIND: usize = 9;

/// Draws the palette; gives the place of the cursor.
pub fn render(area: Rect, buf: &mut Buffer, ui: &Ui, open: &Palette, shown: &Shown, theme: &Theme) -> Option<Position> {
    let rest = frame::section(area, buf, theme, "Find", "Enter goes · Esc back", true);
    let cursor = open.editor.render(Rect { height: 1.min(rest.height), ..rest }, buf, theme, true, &ui.veil);
    let (foot, list) = (frame::below(rest, 1), frame::below(rest, 2));
    if open.pick.is_empty() {
        frame::paragraph(list, buf, theme, Role::Muted, "Nothing here is called that. Fewer letters find more.");
        return cursor;
    }
    let all = rows(ui, shown);
    if let Some(why) = open.pick.chosen().and_then(|at| all.get(at)?.why) {
        let spans = [Span::styled(format!("Not now: {why}"), theme.style(Role::Warning))];
        frame::line(Rect { height: 1.min(foot.height), ..foot }, buf, &text::join(spans, usize::from(foot.width)));
    }
    let column = Rect { width: list.width.saturating_sub(2), ..list };
    for (y, (at, chosen)) in (list.y..list.bottom()).zip(open.pick.visible(usize::from(list.height))) {
        let Some(row) = all.get(at) else { continue };
        draw_row(Rect { y, height: 1, ..column }, buf, row, open.pick.hits(row.as_ref()), chosen, theme);
    }
    frame::scroll_hint(list, buf, theme, open.pick.first(), open.pick.len());
    cursor
}

fn draw_row(area: Rect, buf: &mut Buffer, row: &Row, hits: Vec<u32>, chosen: bool, theme: &Theme) {
    let ground = if chosen { Role::Selected } else { Role::Overlay };
    frame::fill(area, buf, theme, ground);
    let style = |role| if chosen { theme.style(Role::Selected) } else { theme.style(role) };
    let (lead, said) = match (&row.goal, row.why) {
        (_, Some(_)) => (Role::Disabled, Role::Disabled),
        (Goal::Press(_), None) => (Role::Key, Role::Overlay),
        (_, None) => (Role::Accent, Role::Overlay),
    };
    let width = usize::from(area.width);
    let mut hits = hits.into_iter().peekable();
    // On the ground of the chosen row the colour of a match would be lost.
    let mark = if chosen { Style::new().add_modifier(Modifier::UNDERLINED) } else { theme.style(Role::Match) };
    let mut spans = vec![Span::styled(if chosen { "▸ " } else { "  " }, style(Role::Overlay))];
    let start = row.lead.graphemes(true).count();
    spans.extend(marked(&text::pad(&row.lead, LEAD), (0, start), &mut hits, style(lead), mark));
    let room = width.saturating_sub(2 + LEAD + KIND + 1);
    let cut = text::truncate(&row.text, room);
    let end = start + 1 + row.text.graphemes(true).count();
    spans.extend(marked(&cut, (start + 1, end), &mut hits, style(said), mark));
    // Where the reason does not fit, it stands under the line once the row is chosen.
    if let Some(why) = row.why.filter(|why| text::cells(&row.text) + text::cells(why) + 2 <= room) {
        spans.push(Span::styled(format!("  {why}"), style(Role::Muted)));
    }
    let left = text::join(spans, width.saturating_sub(KIND)).spans;
    let right = vec![Span::styled(text::pad_left(row.kind, KIND), style(Role::Faint))];
    frame::line(area, buf, &text::spread(left, right, width, LEAD));
}

/// A text whose found letters stand out. It is a piece, from one offset up to another, of what the letters were found in.
fn marked<'a>(
    said: &str,
    (from, to): (usize, usize),
    hits: &mut Peekable<impl Iterator<Item = u32>>,
    plain: Style,
    mark: Style,
) -> Vec<Span<'a>> {
    let mut spans: Vec<Span<'a>> = Vec::new();
    for (at, glyph) in (from..).zip(said.graphemes(true)) {
        let place = u32::try_from(at).unwrap_or(u32::MAX);
        while hits.next_if(|hit| *hit < place).is_some() {}
        let found = at < to && hits.next_if_eq(&place).is_some();
        let style = if found { plain.patch(mark) } else { plain };
        match spans.last_mut() {
            Some(last) if last.style == style => last.content.to_mut().push_str(glyph),
            _ => spans.push(Span::styled(glyph.to_owned(), style)),
        }
    }
    spans
}
