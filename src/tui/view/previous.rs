//! The minutes of the previous discussion, to read beside this one.

use ratatui::text::{Line, Span};

use super::text;
use crate::model::agenda::Item;
use crate::model::meeting::Meeting;
use crate::session::Shown;
use crate::tui::theme::{Role, Theme};

/// The rationale first, then what each agency said.
#[must_use]
pub fn lines<'a>(meeting: &Meeting, item: &Item, shown: &Shown, theme: &Theme, width: usize) -> Vec<Line<'a>> {
    let mut lines = Vec::new();
    let mut put = |label: &str, said: &str, role: Role| {
        let room = width.saturating_sub(2);
        let whole = if label.is_empty() { said.to_owned() } else { format!("{label}: {said}") };
        let mut first = true;
        for line in text::wrap(&whole, room) {
            let words: String = line.spans.iter().map(|span| span.content.as_ref()).collect();
            let mut spans = vec![Span::raw(if first { "" } else { "  " })];
            match (first, words.strip_prefix(&format!("{label}:"))) {
                (true, Some(rest)) if !label.is_empty() => {
                    spans.push(Span::styled(format!("{label}:"), theme.style(Role::Accent)));
                    spans.push(Span::styled(rest.to_owned(), theme.style(role)));
                }
                _ => spans.push(Span::styled(words, theme.style(role))),
            }
            lines.push(Line::from(spans));
            first = false;
        }
    };
    if let Some(decision) = item.decision.as_ref().filter(|decision| !decision.rationale.is_empty()) {
        put("", &decision.rationale, Role::Muted);
    }
    for update in item.updates.iter().filter(|update| !update.nil) {
        let who = meeting.seat(&update.seat).map_or("", |seat| seat.short.as_str());
        put(who, &update.text, Role::Muted);
    }
    for note in &item.notes {
        put("Discussion", &note.text, Role::Muted);
    }
    for dissent in &item.dissents {
        let who = meeting.seat(&dissent.seat).map_or("", |seat| seat.short.as_str());
        put(&format!("Dissent, {who}"), &dissent.text, Role::Warning);
    }
    let raised = shown.docs.actions.values().filter(|action| {
        action.raised_at.at.as_ref().is_some_and(|(m, i)| *m == meeting.id && i == item.id()) && !action.is_open()
    });
    for action in raised {
        let how = action.outcome.as_ref().or(action.reason.as_ref()).map_or("", String::as_str);
        put(&format!("{} closed", action.label), &format!("{} {how}", action.task.text), Role::Faint);
    }
    lines
}
