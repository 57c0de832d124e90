//! How far a long piece of work is: a bar over the frame that stands.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::{frame, text};
use crate::tui::theme::{Role, Theme};

/// The size of the bar with its words, in cells.
const WIDTH: u16 = 64;
const HEIGHT: u16 = 4;

/// What was drawn last, so that work of however many steps draws a hundred times at most.
#[derive(Debug, Default)]
pub struct Steps {
    drawn: Option<(String, usize)>,
}

impl Steps {
    /// The percent that is done, where it is another than was drawn last, or of other work.
    pub fn next(&mut self, what: &str, done: usize, of: usize) -> Option<usize> {
        let percent = (done.min(of) * 100).checked_div(of).unwrap_or(100);
        if self.drawn.as_ref().is_some_and(|(work, drawn)| work == what && *drawn == percent) {
            return None;
        }
        self.drawn = Some((what.to_owned(), percent));
        Some(percent)
    }

    /// Forgets what was drawn; whether anything was.
    pub fn end(&mut self) -> bool {
        self.drawn.take().is_some()
    }
}

/// Where on a screen the bar stands.
#[must_use]
pub fn place(screen: Rect) -> Rect {
    frame::overlay(screen, WIDTH, HEIGHT)
}

/// Draws the bar, and what is being done.
pub fn render(area: Rect, buf: &mut Buffer, theme: &Theme, what: &str, percent: usize) {
    if area.is_empty() {
        return;
    }
    frame::fill(area, buf, theme, Role::Overlay);
    frame::edge(area, buf, theme, true, true);
    let inner = frame::inset(area, 2);
    let inner = Rect { y: area.y + area.height.min(1), height: area.height.saturating_sub(1), ..inner };
    let width = usize::from(inner.width);
    let number = vec![Span::styled(format!("{percent:>3} %"), theme.style(Role::Key))];
    let work = vec![Span::styled(what.to_owned(), theme.style(Role::Title))];
    frame::line(inner, buf, &text::spread(work, number, width, 8));
    let full = percent.min(100) * width / 100;
    let bar = vec![
        Span::styled("█".repeat(full), theme.style(Role::Accent)),
        Span::styled("░".repeat(width - full), theme.style(Role::Faint)),
    ];
    frame::line(frame::below(inner, 1), buf, &Line::from(bar));
    let waits = Line::styled("What is typed meanwhile waits until it is done.", theme.style(Role::Hint));
    frame::line(frame::below(inner, 2), buf, &waits);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::theme::Colours;
    use crate::tui::view::frame::tests::{screen, sizes};

    #[test]
    fn each_percent_is_drawn_once_and_other_work_begins_anew() {
        let mut steps = Steps::default();
        let drawn: Vec<usize> = (0..=5_000).filter_map(|row| steps.next("Reading", row, 5_000)).collect();
        assert_eq!(drawn, (0..=100).collect::<Vec<_>>());
        assert_eq!(steps.next("Recording", 5_000, 5_000), Some(100));
        assert_eq!((steps.next("Recording", 0, 0), steps.end(), steps.end()), (None, true, false));
    }

    #[test]
    fn the_bar_says_what_is_done_and_how_far() {
        let theme = Theme::load("dark", Colours::True).unwrap();
        let area = Rect::new(0, 0, 30, HEIGHT);
        let mut buf = Buffer::empty(area);
        render(area, &mut buf, &theme, "Recording 5,000 rows", 50);
        assert_eq!(
            screen(&buf)[1..3],
            ["│ Recording 5,000 rows  50 %".to_owned(), format!("│ {}{}", "█".repeat(13), "░".repeat(13))]
        );
        sizes(|area, buf| render(area, buf, &theme, "Recording 5,000 rows", 50));
    }
}
