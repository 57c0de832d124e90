//! The capture line: what is typed, what it will record, what could follow.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use super::{frame, text};
use crate::model::capture::{self, Lint, Part};
use crate::session::Shown;
use crate::tui::theme::{Role, Theme};
use crate::tui::ui::Ui;
use crate::tui::ui::capture_line::CaptureLine;

/// Rows of the open capture line: header, line, preview, completions.
pub const HEIGHT: u16 = 4;

/// Draws the line, and gives the place of the cursor.
pub fn render(
    area: Rect,
    buf: &mut Buffer,
    ui: &Ui,
    line: &CaptureLine,
    shown: &Shown,
    theme: &Theme,
) -> Option<Position> {
    let below = frame::section(area, buf, theme, "Capture", "Enter records · Tab completes · Esc closes", true);
    let cursor = line.editor.render(Rect { height: 1.min(below.height), ..below }, buf, theme, true);
    let rest = frame::below(below, 1);
    let width = usize::from(rest.width);
    let preview = preview(line.editor.as_str(), ui, shown, theme);
    let options = completions(line, ui, shown, theme);
    frame::lines(rest, buf, &[text::join(preview, width), text::join(options, width)]);
    cursor
}

/// What a line will record, or why it cannot be read yet.
#[must_use]
pub fn preview<'a>(line: &str, ui: &Ui, shown: &Shown, theme: &Theme) -> Vec<Span<'a>> {
    if line.trim().is_empty() {
        let forms = "u update · a action · x dissent · d decision · k risk · c view · l place · m missing · t note · r roll-call";
        return vec![Span::styled(forms, theme.style(Role::Faint))];
    }
    let around = ui.around(shown);
    match capture::parse(line, &around) {
        Ok(read) => {
            let mut spans = Vec::new();
            for span in capture::preview(&read, &around) {
                let role = match span.part {
                    Part::Verb => Role::Title,
                    Part::Who => Role::Info,
                    Part::Text | Part::Reason => Role::Preview,
                    Part::Date => Role::Accent,
                    Part::Word => Role::Key,
                    Part::Owed => Role::Danger,
                };
                spans.push(Span::styled(span.text, theme.style(role)));
                spans.push(Span::raw("  "));
            }
            // A missing owner or date stands in the preview already.
            let vague = capture::lint(&read, &shown.terms).into_iter().filter(|lint| matches!(lint, Lint::Vague(_)));
            for lint in vague {
                spans.push(Span::styled(format!(" {lint}"), theme.style(Role::Warning)));
            }
            spans
        }
        Err(refusal) => vec![Span::styled(refusal.to_string(), theme.style(Role::Warning))],
    }
}

fn completions<'a>(line: &CaptureLine, ui: &Ui, shown: &Shown, theme: &Theme) -> Vec<Span<'a>> {
    let all = ui.completions(shown);
    let chosen = line.chosen.min(all.len().saturating_sub(1));
    let mut spans = Vec::new();
    // The chosen one leads, so that it is in sight however narrow the line.
    for (at, completion) in all.iter().enumerate().skip(chosen).take(12) {
        // What the others mean is told when one comes to them, so that more of them are in sight.
        let (words, role) = match at == chosen {
            true => (format!("▸{} ", completion.shown), Role::SelectedAway),
            false => (format!(" {} ", completion.with.trim_end()), Role::Hint),
        };
        spans.push(Span::styled(words, theme.style(role)));
        spans.push(Span::raw(" "));
    }
    Line::from(spans).spans
}
