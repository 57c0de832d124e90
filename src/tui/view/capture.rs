//! The capture line: what is typed, what it will record, what could follow.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use super::{frame, proof, text};
use crate::model::capture::{self, Completion, Lint, Part};
use crate::session::Shown;
use crate::tui::theme::{Role, Theme};
use crate::tui::ui::Ui;
use crate::tui::ui::capture_line::CaptureLine;

/// Rows of the open capture line in an area of this height: header, line, preview, completions.
#[must_use]
pub fn height(area: u16) -> u16 {
    let completions = match area {
        0..=15 => 1,
        16..=25 => 3,
        _ => 6,
    };
    3 + completions
}

/// Draws the line, and gives the place of the cursor.
pub fn render(
    area: Rect,
    buf: &mut Buffer,
    ui: &Ui,
    line: &CaptureLine,
    shown: &Shown,
    theme: &Theme,
) -> Option<Position> {
    let below = frame::section(area, buf, theme, "Capture", &note(ui, line), true);
    let found = ui.findings();
    let field = Rect { height: 1.min(below.height), ..below };
    let cursor = line.editor.render_marked(field, buf, theme, true, &ui.veil, &proof::marks(ui, &found));
    let rest = frame::below(below, 1);
    let width = usize::from(rest.width);
    let mut lines = vec![preview(line.editor.as_str(), ui, shown, theme, width)];
    let offered = if ui.corrections.is_some() { Vec::new() } else { ui.completions(shown) };
    let owes = || if offered.is_empty() { owed(line, ui, shown, theme, width) } else { None };
    let said = proof::line(ui, &line.editor, &found, theme, width).or_else(owes);
    let room = usize::from(rest.height).saturating_sub(1);
    let rows = room.saturating_sub(usize::from(said.is_some() && !offered.is_empty()));
    lines.extend(completions(&offered, line.chosen, rows, theme, width));
    lines.truncate(1 + rows);
    lines.extend(said);
    frame::lines(rest, buf, &lines);
    cursor
}

/// What the keys do now, or where the line that was called back was recorded.
fn note(ui: &Ui, line: &CaptureLine) -> String {
    let before = ui.lines_before();
    match line.recalled.and_then(|at| Some((at, before.get(at)?))) {
        Some((at, said)) => format!("line {} of {}, recorded on {} · ↑ ↓", at + 1, before.len(), said.on),
        None if line.is_untouched() && !before.is_empty() => "↑ earlier lines · Enter records · Esc closes".to_owned(),
        None => "Enter records · Tab completes · Esc closes".to_owned(),
    }
}

/// What an action still owes, and how it is said.
fn owed<'a>(line: &CaptureLine, ui: &Ui, shown: &Shown, theme: &Theme, width: usize) -> Option<Line<'a>> {
    let read = capture::parse(line.editor.as_str(), &ui.around(shown)).ok()?;
    let owed = capture::lint(&read, ui.proof.wordings()).into_iter().filter(|lint| !matches!(lint, Lint::Avoid { .. }));
    let owed: Vec<String> = owed.map(|lint| lint.to_string()).collect();
    let said = Span::styled(owed.join(" · "), theme.style(Role::Warning));
    (!owed.is_empty()).then(|| text::join([said], width))
}

/// What a line will record, or why it cannot be read yet.
#[must_use]
pub fn preview<'a>(line: &str, ui: &Ui, shown: &Shown, theme: &Theme, width: usize) -> Line<'a> {
    if line.trim().is_empty() {
        let forms = "u update · a action · x dissent · d decision · k risk · c view · l place · m missing · t note · r roll-call";
        return text::join([Span::styled(forms, theme.style(Role::Faint))], width);
    }
    let around = ui.around(shown);
    match capture::parse(line, &around) {
        Ok(read) => {
            let mut spans = Vec::new();
            let mut parts = capture::preview(&read, &around);
            shorten(&mut parts, width);
            for span in parts {
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
            text::join(spans, width)
        }
        Err(refusal) => text::join([Span::styled(refusal.to_string(), theme.style(Role::Warning))], width),
    }
}

/// Cuts the longest of somebody's words where there is not room for all: they stand in the line above, and what the
/// line is resolved to stands here alone.
fn shorten(parts: &mut [capture::Span], width: usize) {
    const LEAST: usize = 12;
    let used: usize = parts.iter().map(|part| text::cells(&part.text) + 2).sum();
    let words = parts.iter_mut().filter(|part| matches!(part.part, Part::Text | Part::Reason));
    if let Some(longest) = words.max_by_key(|part| part.text.len())
        && used > width
    {
        let room = text::cells(&longest.text).saturating_sub(used - width).max(LEAST);
        longest.text = text::truncate(&longest.text, room).into_owned();
    }
}

/// One row for each completion that there is room for, the chosen one among them: what is put there, and what it means.
fn completions<'a>(all: &[Completion], chosen: usize, rows: usize, theme: &Theme, width: usize) -> Vec<Line<'a>> {
    let chosen = chosen.min(all.len().saturating_sub(1));
    let first = (chosen + 1).saturating_sub(rows);
    let shown = || all.iter().skip(first).take(rows);
    let column = shown().map(|completion| text::cells(completion.with.trim_end())).max().unwrap_or(0).min(width / 2);
    let row = |(at, completion): (usize, &Completion)| {
        let (key, about) = if at == chosen { (Role::Selected, Role::Muted) } else { (Role::Key, Role::Faint) };
        let more = all.len() - first - rows.min(all.len() - first);
        let last = at + 1 == first + rows && more > 0;
        let more = if last { format!("   and {more} more") } else { String::new() };
        let spans = [
            Span::styled(
                format!("{}{} ", if at == chosen { "▸" } else { " " }, text::pad(completion.with.trim_end(), column)),
                theme.style(key),
            ),
            Span::styled(format!(" {}", completion.means), theme.style(about)),
            Span::styled(more, theme.style(Role::Faint)),
        ];
        text::join(spans, width)
    };
    shown().enumerate().map(|(at, completion)| (at + first, completion)).map(row).collect()
}
