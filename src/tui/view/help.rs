//! Every key, by place: read from the one table.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::{frame, text};
use crate::model::capture;
use crate::session::Shown;
use crate::tui::theme::{Role, Theme};
use crate::tui::ui::Ui;
use crate::tui::ui::command::why_not;
use crate::tui::ui::help::{Help, finds};
use crate::tui::ui::keymap::{Scope, of_scope};

/// The width from which on two pages stand beside each other, and the space between them.
const TWO_PAGES: u16 = 150;
const GAP: u16 = 3;

/// Draws the line that narrows the keys, and the keys from the first in sight on; the scope that one came from leads.
/// Gives the place of the cursor.
pub fn render(area: Rect, buf: &mut Buffer, ui: &Ui, open: &Help, shown: &Shown, theme: &Theme) -> Option<Position> {
    let rest = frame::section(area, buf, theme, "Keys", "↑ ↓ scroll · Esc back", true);
    let cursor = open.editor.render(Rect { height: 1.min(rest.height), ..rest }, buf, theme, true, &ui.veil);
    let below = frame::below(rest, 2);
    let from = match (&ui.palette, &ui.search.open) {
        (Some(_), _) => Scope::Palette,
        (None, Some(_)) => Scope::Search,
        (None, None) => ui.scope_beneath(),
    };
    // A wide screen shows the next page beside this one.
    let pages = if below.width >= TWO_PAGES { 2 } else { 1 };
    let width = (below.width - GAP * (pages - 1)) / pages;
    let lines = lines(ui, from, open.editor.as_str(), shown, theme, usize::from(width).min(100));
    if lines.is_empty() {
        let none = "No key is called that. One letter finds its key, more find words in what it does.";
        frame::paragraph(below, buf, theme, Role::Muted, none);
    }
    let page = usize::from(below.height);
    let beside = page * usize::from(pages - 1);
    let first = open.first_of(lines.len(), page + beside);
    for number in 0..pages {
        let area = Rect { x: below.x + number * (width + GAP), width, ..below };
        frame::lines(area, buf, lines.get(first + page * usize::from(number)..).unwrap_or_default());
    }
    frame::scroll_hint(below, buf, theme, first, lines.len().saturating_sub(beside));
    cursor
}

fn lines<'a>(ui: &Ui, from: Scope, sought: &str, shown: &Shown, theme: &Theme, width: usize) -> Vec<Line<'a>> {
    let mut scopes = vec![from];
    scopes.extend(Scope::ALL.into_iter().filter(|scope| *scope != from));
    let mut lines = Vec::new();
    for scope in scopes {
        let mut found = of_scope(scope).filter(|binding| finds(sought, binding)).peekable();
        if found.peek().is_none() {
            continue;
        }
        lines.push(Line::from(Span::styled(scope.heading(), theme.style(Role::Title))));
        for binding in found {
            // Why a key does nothing now is said beside it, for the place one came from.
            let why = (scope == from).then(|| why_not(binding.command, ui, shown)).flatten();
            let role = if why.is_some() { Role::Disabled } else { Role::Overlay };
            let key = Span::styled(format!("  {} ", text::pad(&binding.shown(), 18)), theme.style(Role::Key));
            lines.extend(hanging(key, binding.help, theme.style(role), width));
            if let Some(why) = why {
                lines.extend(hanging(Span::raw(" ".repeat(21)), why, theme.style(Role::Warning), width));
            }
        }
        if scope == Scope::Capture && sought.is_empty() {
            for form in capture::forms() {
                let example = form.examples.first().copied().unwrap_or(form.usage);
                lines.push(text::join([Span::styled(format!("  {example}"), theme.style(Role::Accent))], width));
                lines.extend(hanging(Span::raw(" ".repeat(21)), form.help, theme.style(Role::Muted), width));
            }
        }
        lines.push(Line::default());
        if scope == from && sought.is_empty() {
            lines.extend(signs("", theme, width));
        }
    }
    if sought.chars().count() > 2 {
        lines.extend(signs(&sought.to_lowercase(), theme, width));
    }
    lines
}

/// What the signs on the screens stand for; those in which something sought stands.
fn signs<'a>(sought: &str, theme: &Theme, width: usize) -> Vec<Line<'a>> {
    const SIGNS: [(&str, &str); 3] = [
        (
            "Agenda",
            "· to come   ▸ open now   ✓ done, and nothing asked for is missing   ! left with something open   ↷ put aside",
        ),
        ("Agencies", "✓ gave an update   ∅ nothing to report   ? not asked yet   – not here   · invited, not here yet"),
        (
            "Risk, tracker",
            "▲ higher than before   ▼ lower   ⚑ three or more missing episodes in 90 days   ! overdue or missing",
        ),
    ];
    let mut lines = vec![Line::from(Span::styled("Signs", theme.style(Role::Title)))];
    let found = |(of, signs): &(&str, &str)| format!("signs {of} {signs}").to_lowercase().contains(sought);
    let found: Vec<_> = SIGNS.into_iter().filter(found).collect();
    if found.is_empty() {
        return Vec::new();
    }
    for (of, signs) in found {
        let lead = Span::styled(format!("  {} ", text::pad(of, 18)), theme.style(Role::Key));
        lines.extend(hanging(lead, signs, theme.style(Role::Overlay), width));
    }
    lines.push(Line::default());
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
