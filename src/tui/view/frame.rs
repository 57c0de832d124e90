//! The few things every pane draws: ground, section headers, the footer of keys, overlays, scroll hints.
//!
//! Borders are few: weight and space make the order of things. Everything is safe for every area.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::text;
use crate::tui::theme::{Role, Theme};
use crate::tui::ui::wrap;

/// Clears an area to the ground of a role.
pub fn fill(area: Rect, buf: &mut Buffer, theme: &Theme, role: Role) {
    let area = area.intersection(buf.area);
    let style = theme.style(Role::Text).patch(theme.style(role));
    for y in area.top()..area.bottom() {
        for x in area.left()..area.right() {
            if let Some(cell) = buf.cell_mut((x, y)) {
                cell.reset();
                cell.set_style(style);
            }
        }
    }
}

/// Draws one line at the top of an area, cut to its width.
pub fn line(area: Rect, buf: &mut Buffer, line: &Line<'_>) {
    let area = area.intersection(buf.area);
    if area.is_empty() {
        return;
    }
    let width = usize::from(area.width);
    if text::line_cells(line) <= width {
        spans(area, buf, line.style, &line.spans);
    } else {
        spans(area, buf, line.style, &text::join(line.spans.iter().cloned(), width).spans);
    }
}

fn spans(area: Rect, buf: &mut Buffer, ground: Style, all: &[Span<'_>]) {
    let mut x = area.x;
    for span in all {
        let style = ground.patch(span.style);
        if wrap::is_plain(&span.content) {
            x = letters(x, area, buf, &span.content, style);
            continue;
        }
        let (after, _) = buf.set_stringn(x, area.y, &span.content, usize::from(area.right().saturating_sub(x)), style);
        // Ratatui resets the hidden half of a wide glyph, ground and all.
        buf.set_style(Rect { x, y: area.y, width: after.saturating_sub(x), height: 1 }, style);
        x = after;
    }
}

/// Draws letters of one cell each, and gives the place after them.
fn letters(mut x: u16, area: Rect, buf: &mut Buffer, text: &str, style: Style) -> u16 {
    for letter in text.chars() {
        let Some(cell) = buf.cell_mut((x, area.y)).filter(|_| x < area.right()) else { break };
        cell.set_char(letter).set_style(style);
        x += 1;
    }
    x
}

/// Draws lines from the top of an area, as many as fit; gives the area left below them.
pub fn lines(area: Rect, buf: &mut Buffer, all: &[Line<'_>]) -> Rect {
    let area = area.intersection(buf.area);
    let mut rest = area;
    for one in all.iter().take(usize::from(area.height)) {
        line(rest, buf, one);
        rest = below(rest, 1);
    }
    rest
}

/// Draws people's text wrapped to an area, in one role; gives the area left below it.
pub fn paragraph(area: Rect, buf: &mut Buffer, theme: &Theme, role: Role, said: &str) -> Rect {
    let style = theme.style(role);
    let wrapped: Vec<Line<'_>> =
        text::wrap(said, usize::from(area.width)).into_iter().map(|line| line.style(style)).collect();
    lines(area, buf, &wrapped)
}

/// Draws a section's header, a title with a rule behind it and a note at its end, and gives the area below.
pub fn section(area: Rect, buf: &mut Buffer, theme: &Theme, title: &str, note: &str, focused: bool) -> Rect {
    let area = area.intersection(buf.area);
    if area.is_empty() {
        return area;
    }
    let width = usize::from(area.width);
    let (head, rule) = if focused { (Role::Focus, Role::BorderFocus) } else { (Role::Title, Role::Border) };
    let title = text::truncate(title, width);
    let used = text::cells(&title);
    let note = if used + text::cells(note) + 4 <= width { note } else { "" };
    let note_room = if note.is_empty() { 0 } else { text::cells(note) + 1 };
    let dashes = width.saturating_sub(used + 1 + note_room);
    let spans = vec![
        Span::styled(title, theme.style(head)),
        Span::raw(if used < width { " " } else { "" }),
        Span::styled("─".repeat(dashes), theme.style(rule)),
        Span::styled(if note.is_empty() { String::new() } else { format!(" {note}") }, theme.style(Role::Muted)),
    ];
    line(area, buf, &Line::from(spans));
    below(area, 1)
}

/// Draws the keys that can be used now, the most important first; what does not fit is left off from the end.
pub fn footer(area: Rect, buf: &mut Buffer, theme: &Theme, keys: &[(&str, &str)]) {
    hints(area, buf, theme, keys.iter().map(|(key, label)| (*key, *label, (Role::Key, Role::Hint))));
}

/// Draws keys and what they do, each pair in its roles; what does not fit is left off from the end.
pub fn hints<'a>(
    area: Rect,
    buf: &mut Buffer,
    theme: &Theme,
    keys: impl Iterator<Item = (&'a str, &'a str, (Role, Role))>,
) {
    let area = area.intersection(buf.area);
    let mut room = usize::from(area.width).saturating_sub(1);
    let mut spans = vec![Span::raw(" ")];
    for (key, label, (of_key, of_label)) in keys {
        let gap = if spans.len() > 1 { "   " } else { "" };
        let needed = gap.len() + text::cells(key) + 1 + text::cells(label);
        if needed > room {
            break;
        }
        room -= needed;
        spans.push(Span::raw(gap));
        spans.push(Span::styled(key, theme.style(of_key)));
        spans.push(Span::raw(" "));
        spans.push(Span::styled(label, theme.style(of_label)));
    }
    line(area, buf, &Line::from(spans));
}

/// Lays the ground of a row of a list, marks it where it is the chosen one, and gives the area beside the mark.
pub fn row(area: Rect, buf: &mut Buffer, theme: &Theme, chosen: bool) -> Rect {
    const MARK: u16 = 2;
    fill(area, buf, theme, if chosen { Role::Selected } else { Role::Overlay });
    if chosen {
        line(area, buf, &Line::styled("▸", theme.style(Role::Selected)));
    }
    let mark = MARK.min(area.width);
    Rect { x: area.x + mark, width: area.width - mark, ..area }
}

/// Centres an area of at most this size within another, leaving a margin where there is room for one.
#[must_use]
pub fn overlay(area: Rect, width: u16, height: u16) -> Rect {
    let width = width.min(if area.width > 24 { area.width - 4 } else { area.width });
    let height = height.min(if area.height > 12 { area.height - 2 } else { area.height });
    Rect { x: area.x + (area.width - width) / 2, y: area.y + (area.height - height) / 2, width, height }
}

/// Draws the edge of a sheet at its left and above it: where colours are few nothing else tells it from what it lies on.
pub fn edge(area: Rect, buf: &mut Buffer, theme: &Theme, left: bool, top: bool) {
    let area = area.intersection(buf.area);
    let style = theme.style(Role::BorderFocus);
    if top {
        buf.set_stringn(area.x, area.y, "─".repeat(usize::from(area.width)), usize::from(area.width), style);
    }
    if left {
        for y in area.top()..area.bottom() {
            buf.set_stringn(area.x, y, "│", 1, style);
        }
    }
    if top && left {
        buf.set_stringn(area.x, area.y, "┌", 1, style);
    }
}

/// Shows in the last column of an area which part of a long list is in sight; draws nothing where all of it is.
pub fn scroll_hint(area: Rect, buf: &mut Buffer, theme: &Theme, first: usize, total: usize) {
    let area = area.intersection(buf.area);
    let shown = usize::from(area.height);
    if area.is_empty() || total <= shown {
        return;
    }
    let size = (shown * shown / total).max(1);
    let most = total - shown;
    let start = (first.min(most) * (shown - size) + most / 2) / most;
    for (at, y) in (area.top()..area.bottom()).enumerate() {
        let thumb = (start..start + size).contains(&at);
        let (glyph, role) = if thumb { ("┃", Role::Muted) } else { ("│", Role::Border) };
        buf.set_stringn(area.right() - 1, y, glyph, 1, theme.style(role));
    }
}

/// Gives what is left of an area below its first `rows` rows.
#[must_use]
pub fn below(area: Rect, rows: u16) -> Rect {
    let rows = rows.min(area.height);
    Rect { y: area.y.saturating_add(rows), height: area.height - rows, ..area }
}

/// Gives an area with `by` cells taken off both sides, as far as it has them.
#[must_use]
pub fn inset(area: Rect, by: u16) -> Rect {
    let by = by.min(area.width / 2);
    Rect { x: area.x + by, width: area.width - 2 * by, ..area }
}

#[cfg(test)]
pub(in crate::tui) mod tests {
    use super::*;
    use crate::tui::theme::Colours;

    /// The rows of a buffer as text, without the spaces at their ends.
    pub(in crate::tui) fn screen(buf: &Buffer) -> Vec<String> {
        let mut rows = Vec::new();
        for y in buf.area.top()..buf.area.bottom() {
            let mut row = String::new();
            let mut skip = 0;
            for x in buf.area.left()..buf.area.right() {
                if skip == 0 {
                    row.push_str(buf[(x, y)].symbol());
                    skip = text::cells(buf[(x, y)].symbol()).max(1);
                }
                skip -= 1;
            }
            rows.push(row.trim_end().to_owned());
        }
        rows
    }

    /// Draws in every size from nothing to 120 by 40, and in an area that sticks out of the buffer.
    pub(in crate::tui) fn sizes(draw: impl Fn(Rect, &mut Buffer)) {
        for height in 0..=40 {
            for width in 0..=120 {
                let area = Rect::new(0, 0, width, height);
                draw(area, &mut Buffer::empty(area));
            }
        }
        for area in [Rect::new(3, 2, 9, 4), Rect::new(30, 30, 5, 5), Rect::new(7, 0, 1, 1)] {
            draw(area.intersection(Rect::new(0, 0, 8, 4)), &mut Buffer::empty(Rect::new(0, 0, 8, 4)));
            draw(Rect::new(0, 0, 8, 4), &mut Buffer::empty(Rect::new(0, 0, 8, 4)));
        }
    }

    fn dark() -> Theme {
        Theme::load("dark", Colours::True).unwrap()
    }

    #[track_caller]
    fn check(width: u16, height: u16, draw: impl Fn(Rect, &mut Buffer), rows: &[&str]) {
        let area = Rect::new(0, 0, width, height);
        let mut buf = Buffer::empty(area);
        draw(area, &mut buf);
        assert_eq!(screen(&buf), rows);
    }

    #[test]
    fn a_section_is_a_title_a_rule_and_a_note() {
        let theme = dark();
        let draw = |area: Rect, buf: &mut Buffer| {
            section(area, buf, &theme, "Actions", "2 open", false);
        };
        check(24, 1, draw, &["Actions ───────── 2 open"]);
        check(12, 1, draw, &["Actions ────"]);
        check(4, 1, draw, &["Act…"]);
    }

    #[test]
    fn a_narrow_footer_drops_the_least_important_keys() {
        let theme = dark();
        let keys = [("n", "next"), ("a", "action"), ("?", "all keys")];
        let draw = |area: Rect, buf: &mut Buffer| footer(area, buf, &theme, &keys);
        check(40, 1, draw, &[" n next   a action   ? all keys"]);
        check(20, 1, draw, &[" n next   a action"]);
        check(5, 1, draw, &[""]);
    }

    #[test]
    fn an_overlay_stays_inside_its_area() {
        assert_eq!(overlay(Rect::new(0, 0, 80, 24), 60, 10), Rect::new(10, 7, 60, 10));
        assert_eq!(overlay(Rect::new(0, 0, 20, 5), 60, 10), Rect::new(0, 0, 20, 5));
    }

    #[test]
    fn the_scroll_hint_reaches_both_ends() {
        let theme = dark();
        let at = |first| move |area: Rect, buf: &mut Buffer| scroll_hint(area, buf, &theme.clone(), first, 8);
        check(1, 4, at.clone()(0), &["┃", "┃", "│", "│"]);
        check(1, 4, at(4), &["│", "│", "┃", "┃"]);
    }

    #[test]
    fn a_wide_glyph_keeps_the_ground_under_both_halves() {
        let theme = dark();
        let mut buf = Buffer::empty(Rect::new(0, 0, 4, 1));
        line(buf.area, &mut buf, &Line::styled("漢字", theme.style(Role::Selected)));
        let back = theme.style(Role::Selected).bg;
        assert!((0..4).all(|x| buf[(x, 0)].style().bg == back));
    }

    #[test]
    fn every_size_is_drawn_without_a_panic() {
        let theme = dark();
        let said = "\u{301}Seen 漢字 👨‍👩‍👧\u{200d} twice\n\nlonglonglonglonglong\u{7f}\t";
        sizes(|area, buf| {
            fill(area, buf, &theme, Role::Text);
            let rest = section(area, buf, &theme, said, "note 漢", true);
            let rest = paragraph(rest, buf, &theme, Role::Muted, said);
            footer(rest, buf, &theme, &[("漢", "字"), ("\u{301}", "x")]);
            scroll_hint(area, buf, &theme, 99, 50);
            let inside = overlay(area, 30, 8);
            assert_eq!(inside.intersection(area).area(), inside.area());
            fill(inset(inside, 3), buf, &theme, Role::Overlay);
        });
    }
}
