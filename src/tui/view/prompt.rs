//! A one-line question at the foot of the screen.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::Span;

use super::{frame, text};
use crate::tui::theme::{Role, Theme};
use crate::tui::ui::prompt::Prompt;
use crate::tui::ui::veil::Veil;

/// Draws the question and the field beside it; gives the place of the cursor.
pub fn render(area: Rect, buf: &mut Buffer, prompt: &Prompt, veil: &Veil, theme: &Theme) -> Option<Position> {
    frame::fill(area, buf, theme, Role::Overlay);
    let question = text::truncate(&prompt.question, usize::from(area.width) * 4 / 5);
    let used = u16::try_from(text::cells(&question) + 3).unwrap_or(area.width).min(area.width);
    let spans = vec![Span::styled(format!(" {question}: "), theme.style(Role::Focus))];
    frame::line(area, buf, &text::join(spans, usize::from(area.width)));
    let field = Rect { x: area.x + used, width: area.width - used, ..area };
    prompt.editor.render(field, buf, theme, true, veil)
}
