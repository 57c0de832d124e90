//! Every key, by place: read from the one table.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::{frame, text};
use crate::model::capture;
use crate::session::Shown;
use crate::tui::theme::{Role, Theme};
use crate::tui::ui::Ui;
use crate::tui::ui::command::why_not;
use crate::tui::ui::keymap::{Scope, of_scope};

/// The width from which on two pages stand beside each other, and the space between them.
const TWO_PAGES: u16 = 150;
const GAP: u16 = 3;

/// Draws the help from its first line on; the scope that one came from leads.
pub fn render(area: Rect, buf: &mut Buffer, ui: &Ui, from: Scope, first: usize, shown: &Shown, theme: &Theme) {
    let below = frame::section(area, buf, theme, "Keys", "↑ ↓ scroll · Esc back", true);
    // A wide screen shows the next page beside this one.
    let pages = if below.width >= TWO_PAGES { 2 } else { 1 };
    let width = (below.width - GAP * (pages - 1)) / pages;
    let lines = lines(ui, from, shown, theme, usize::from(width).min(100));
    let page = usize::from(below.height);
    let beside = page * usize::from(pages - 1);
    let first = first.min(lines.len().saturating_sub(page + beside));
    for number in 0..pages {
        let area = Rect { x: below.x + number * (width + GAP), width, ..below };
        frame::lines(area, buf, lines.get(first + page * usize::from(number)..).unwrap_or_default());
    }
    frame::scroll_hint(below, buf, theme, first, lines.len().saturating_sub(beside));
}

fn lines<'a>(ui: &Ui, from: Scope, shown: &Shown, theme: &Theme, width: usize) -> Vec<Line<'a>> {
    let mut scopes = vec![from];
    scopes.extend(Scope::ALL.into_iter().filter(|scope| *scope != from));
    let mut lines = Vec::new();
    for scope in scopes {
        lines.push(Line::from(Span::styled(scope.heading(), theme.style(Role::Title))));
        for binding in of_scope(scope) {
            // Why a key does nothing now is said beside it, for the place one came from.
            let why = (scope == from).then(|| why_not(binding.command, ui, shown)).flatten();
            let role = if why.is_some() { Role::Disabled } else { Role::Overlay };
            let key = Span::styled(format!("  {} ", text::pad(&binding.shown(), 18)), theme.style(Role::Key));
            lines.extend(hanging(key, binding.help, theme.style(role), width));
            if let Some(why) = why {
                lines.extend(hanging(Span::raw(" ".repeat(21)), why, theme.style(Role::Warning), width));
            }
        }
        if scope == Scope::Capture {
            for form in capture::forms() {
                let example = form.examples.first().copied().unwrap_or(form.usage);
                lines.push(text::join([Span::styled(format!("  {example}"), theme.style(Role::Accent))], width));
                lines.extend(hanging(Span::raw(" ".repeat(21)), form.help, theme.style(Role::Muted), width));
            }
        }
        lines.push(Line::default());
    }
    lines
}

/// A text beside what it explains, wrapped so that it hangs.
fn hanging<'a>(lead: Span<'a>, said: &str, style: Style, width: usize) -> Vec<Line<'a>> {
    let indent = text::cells(&lead.content);
    let mut lead = Some(lead);
    let wrapped = text::wrap(said, width.saturating_sub(indent + 1).max(1));
    let own = |line: Line<'_>| line.spans.iter().map(|span| span.content.as_ref()).collect::<String>();
    let mut line = |line| {
        let first = lead.take().unwrap_or_else(|| Span::raw(" ".repeat(indent)));
        text::join([first, Span::styled(own(line), style)], width)
    };
    wrapped.into_iter().map(&mut line).collect()
}
