//! What is found in the words being typed: marks in the field, and one line that says what could be better.

use ratatui::text::{Line, Span};

use super::editor::Mark;
use super::text;
use crate::tui::theme::{Role, Theme};
use crate::tui::ui::Ui;
use crate::tui::ui::editor::Editor;
use crate::tui::ui::proof::{Finding, Flaw};

/// The marks of a field's findings; what corrections are offered for is set apart from the others.
#[must_use]
pub fn marks(ui: &Ui, found: &[Finding]) -> Vec<Mark> {
    let open = ui.corrections.as_ref().map(|open| &open.finding);
    let role = |finding: &Finding| match finding.flaw {
        _ if open.is_some_and(|open| open.range == finding.range) => Role::Selection,
        Flaw::Misspelt => Role::Misspelt,
        Flaw::Avoid(_) => Role::Avoid,
    };
    found.iter().map(|finding| (finding.range.clone(), role(finding))).collect()
}

/// One line: the corrections that are offered, or else what was found at the cursor or last before it.
#[must_use]
pub fn line<'a>(ui: &Ui, editor: &Editor, found: &[Finding], theme: &Theme, width: usize) -> Option<Line<'a>> {
    if ui.corrections.is_some() {
        return Some(text::join(corrections(ui, theme, width), width));
    }
    let cursor = editor.cursor_byte();
    let finding = found.iter().rfind(|finding| finding.range.start <= cursor)?;
    let key = vec![Span::styled("F7", theme.style(Role::Key)), Span::styled(" corrects", theme.style(Role::Hint))];
    let room = width.saturating_sub(key.iter().map(|span| text::cells(&span.content)).sum::<usize>() + 1);
    Some(text::spread(about(ui, editor, finding, theme, room), key, width, 24))
}

/// What was found, and what to do about it; the better words where there is room for them, for F7 has them all.
fn about<'a>(ui: &Ui, editor: &Editor, finding: &Finding, theme: &Theme, room: usize) -> Vec<Span<'a>> {
    let words = editor.as_str().get(finding.range.clone()).unwrap_or_default();
    let words: String = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let hint = theme.style(Role::Hint);
    match &finding.flaw {
        Flaw::Misspelt => vec![
            Span::styled(words, theme.style(Role::Misspelt)),
            Span::styled("  neither in the dictionary nor among the names here", hint),
        ],
        Flaw::Avoid(avoided) => {
            let mut spans = vec![Span::styled(words, theme.style(Role::Avoid))];
            let Some(instead) = ui.proof.instead(avoided) else { return spans };
            spans.push(Span::styled(format!("  {}", instead.why), hint));
            let used: usize = spans.iter().map(|span| text::cells(&span.content)).sum();
            let say = instead.say.first().map(|say| format!("  → {say}"));
            spans.extend(
                say.filter(|say| used + text::cells(say) <= room)
                    .map(|say| Span::styled(say, theme.style(Role::Success))),
            );
            spans
        }
    }
}

/// The words to choose from, each with its digit; those before the chosen one give way where there is no room.
fn corrections<'a>(ui: &Ui, theme: &Theme, width: usize) -> Vec<Span<'a>> {
    let Some(open) = &ui.corrections else { return Vec::new() };
    let mut spans = Vec::new();
    let all: Vec<String> = open.choices.iter().enumerate().map(|(at, words)| format!(" {} {words} ", at + 1)).collect();
    let fits = |from: usize| all[from..=open.chosen].iter().map(|words| text::cells(words) + 1).sum::<usize>() <= width;
    let first = if all.is_empty() { 0 } else { (0..open.chosen).find(|from| fits(*from)).unwrap_or(open.chosen) };
    for (at, words) in all.into_iter().enumerate().skip(first) {
        let role = if at == open.chosen { Role::Selected } else { Role::Hint };
        spans.push(Span::styled(words, theme.style(role)));
        spans.push(Span::raw(" "));
    }
    let why = match &open.finding.flaw {
        Flaw::Avoid(avoided) => ui.proof.instead(avoided).map(|instead| instead.why.clone()),
        Flaw::Misspelt => None,
    };
    let rest = match (why, open.choices.is_empty()) {
        (Some(why), true) => format!(" {why}"),
        (Some(why), false) => format!("  {why}"),
        (None, true) => " No word is like it.".to_owned(),
        (None, false) => String::new(),
    };
    spans.push(Span::styled(rest, theme.style(Role::Hint)));
    spans
}
