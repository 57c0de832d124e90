//! Lines put one under the other to be read: headings, facts, people's words; set to a width, and scrolled.

use std::cell::Cell;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::{frame, text};
use crate::tui::theme::{Role, Theme};

/// Text is set to about this width, whatever the terminal's.
const MEASURE: usize = 80;

/// The cells of a fact's label.
const LABEL: usize = 15;

/// A sheet of lines.
pub struct Paper<'a> {
    lines: Vec<Line<'static>>,
    /// The lines that are to be in sight, wherever it is scrolled to.
    chosen: Option<std::ops::Range<usize>>,
    width: usize,
    theme: &'a Theme,
}

impl<'a> Paper<'a> {
    /// An empty sheet for an area of that width, whose last column may hold a scroll hint.
    pub fn new(width: u16, theme: &'a Theme) -> Self {
        Self { lines: Vec::new(), chosen: None, width: usize::from(width.saturating_sub(1)), theme }
    }

    /// The cells of a line.
    pub fn width(&self) -> usize {
        self.width
    }

    /// How many lines there are.
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// What is written from this line to the end is chosen, and kept in sight.
    pub fn choose_from(&mut self, line: usize) {
        self.chosen = Some(line..self.lines.len());
    }

    /// An empty line, unless one stands there already or nothing does.
    pub fn gap(&mut self) {
        if self.lines.last().is_some_and(|last| !last.spans.is_empty()) {
            self.lines.push(Line::default());
        }
    }

    /// A heading, with space above it.
    pub fn heading(&mut self, words: &str) {
        self.gap();
        self.line([(words, Role::Faint)]);
    }

    /// One line of parts, cut where it does not fit.
    pub fn line<'s>(&mut self, parts: impl IntoIterator<Item = (&'s str, Role)>) {
        let theme = self.theme;
        let spans = parts.into_iter().map(|(words, role)| Span::styled(words.to_owned(), theme.style(role)));
        self.lines.push(text::join(spans.collect::<Vec<_>>(), self.width));
    }

    /// A line that was made elsewhere.
    pub fn put(&mut self, line: Line<'static>) {
        self.lines.push(line);
    }

    /// People's words, wrapped.
    pub fn text(&mut self, said: &str, role: Role) {
        self.hanging("", 0, Role::Text, said, role);
    }

    /// A fact behind its label; nothing where there is none.
    pub fn fact(&mut self, label: &str, said: &str) {
        self.fact_in(label, said, Role::Text);
    }

    /// A fact in a role; nothing where there is none.
    pub fn fact_in(&mut self, label: &str, said: &str, role: Role) {
        if !said.is_empty() {
            self.hanging(label, LABEL, Role::Faint, said, role);
        }
    }

    /// Words that hang beside a lead of so many cells.
    pub fn hanging(&mut self, lead: &str, cells: usize, of_lead: Role, said: &str, role: Role) {
        let cells = cells.min(self.width / 2);
        let room = (self.width - cells).clamp(1, MEASURE);
        for (at, line) in text::wrap(said, room).into_iter().enumerate() {
            let lead = text::pad(if at == 0 { lead } else { "" }, cells);
            let spans =
                [Span::styled(lead, self.theme.style(of_lead)), Span::styled(line.to_string(), self.theme.style(role))];
            self.lines.push(Line::from(spans.to_vec()));
        }
    }

    /// Draws it from the line that it is scrolled to, and no further than shows its end.
    pub fn render(&self, area: Rect, buf: &mut Buffer, scroll: &Cell<u16>) {
        let last = u16::try_from(self.lines.len()).unwrap_or(u16::MAX).saturating_sub(area.height);
        scroll.set(scroll.get().min(last));
        if let Some(chosen) = &self.chosen {
            let small = |line: usize| u16::try_from(line).unwrap_or(u16::MAX);
            let lowest = small(chosen.end).saturating_sub(area.height);
            scroll.set(scroll.get().clamp(lowest, small(chosen.start).max(lowest)));
        }
        let first = usize::from(scroll.get());
        frame::lines(area, buf, self.lines.get(first..).unwrap_or_default());
        frame::scroll_hint(area, buf, self.theme, first, self.lines.len());
    }
}
