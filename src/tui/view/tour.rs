//! The tour: the step to do now, above the notice and the keys, and never over a field that is typed in.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::{frame, text};
use crate::session::Shown;
use crate::tui::theme::{Role, Theme};
use crate::tui::ui::tour::STEPS;
use crate::tui::ui::{Ui, wrap};

/// A window with fewer rows has none to spare.
const LEAST: u16 = 20;
/// Rows of words at most.
const MOST: u16 = 3;

/// The rows that the tour takes of a screen: the same for every step, so that the screen stands still.
#[must_use]
pub fn height(screen: Rect, ui: &Ui, shown: &Shown) -> u16 {
    if ui.tour_step(shown).is_none() || screen.height < LEAST {
        return 0;
    }
    let width = usize::from(frame::inset(screen, 1).width);
    let rows = STEPS.iter().map(|step| text::height(step.say, width)).max().unwrap_or_default();
    u16::try_from(rows).unwrap_or(MOST).min(MOST) + 1
}

/// Draws the step to do now.
pub fn render(area: Rect, buf: &mut Buffer, ui: &Ui, shown: &Shown, theme: &Theme) {
    let Some((at, step)) = ui.tour_step(shown).and_then(|at| Some((at, STEPS.get(at)?))) else { return };
    let area = frame::inset(area, 1);
    let title = format!("Tour {} of {}", at + 1, STEPS.len());
    let below = frame::section(area, buf, theme, &title, "F4 leaves it", true);
    frame::lines(below, buf, &keyed(step.say, usize::from(below.width), Role::Text, theme));
}

/// Draws the line that offers the tour.
pub fn render_offer(area: Rect, buf: &mut Buffer, offer: &str, theme: &Theme) {
    frame::lines(area, buf, &keyed(offer, usize::from(area.width), Role::Info, theme));
}

/// Wraps a text in which keys stand between backticks, and sets the keys as keys.
fn keyed<'a>(said: &str, width: usize, role: Role, theme: &Theme) -> Vec<Line<'a>> {
    let mut plain = String::new();
    let mut keys: Vec<Range<usize>> = Vec::new();
    for (at, piece) in said.split('`').enumerate() {
        let start = plain.len();
        plain.push_str(piece);
        if at % 2 == 1 {
            keys.push(start..plain.len());
        }
    }
    let row = |row: Range<usize>| {
        let mut spans = Vec::new();
        let mut from = row.start;
        let mut put = |until: usize, role: Role| {
            let until = until.clamp(from, row.end);
            let piece = plain.get(from..until).unwrap_or_default().to_owned();
            spans.push(Span::styled(piece, theme.style(role)));
            from = until;
        };
        for key in keys.iter().filter(|key| key.end > row.start && key.start < row.end) {
            put(key.start, role);
            put(key.end, Role::Key);
        }
        put(row.end, role);
        Line::from(spans)
    };
    wrap::rows(&plain, width).into_iter().map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::theme::Colours;

    #[test]
    fn keys_are_set_as_keys_also_where_the_line_breaks() {
        let theme = Theme::load("dark", Colours::True).unwrap();
        let lines = keyed("Press `u`, then `!@yos visit by fri` here.", 16, Role::Text, &theme);
        let shown: Vec<String> = lines.iter().map(ToString::to_string).collect();
        assert_eq!(shown, ["Press u, then ", "!@yos visit by ", "fri here."]);
        let of_key = |line: &Line<'_>| line.spans.iter().filter(|span| span.style == theme.style(Role::Key)).count();
        assert_eq!(lines.iter().map(of_key).collect::<Vec<_>>(), [1, 1, 1]);
    }
}
