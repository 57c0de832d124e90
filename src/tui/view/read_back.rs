//! The read-back: decision, review date and actions in large type over the whole screen, for the chair to read aloud.

use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Span;

use super::{frame, large, text, words};
use crate::model::action::Action;
use crate::model::case::Outcome;
use crate::model::decide::{agreed, read_out};
use crate::session::Shown;
use crate::terms::calendar;
use crate::tui::theme::{Role, Theme};
use crate::tui::ui::{Place, Ui};

/// Draws it, as large as there is room for.
pub fn render(area: Rect, buf: &mut Buffer, ui: &Ui, shown: &Shown, theme: &Theme) {
    let Some(place) = ui.place(shown) else { return };
    frame::fill(area, buf, theme, Role::Text);
    let area = frame::inset(area, 2.min(area.width / 20));
    let head = place.case.map_or_else(String::new, |case| format!("{}  {}", case.label, case.initials()));
    let foot = Rect { y: area.bottom().saturating_sub(2), height: 2.min(area.height), ..area };
    let rest = Rect { height: area.height.saturating_sub(3), ..area };
    let spans = [Span::styled(head, theme.style(Role::Focus)), Span::styled("   read back", theme.style(Role::Muted))];
    frame::line(rest, buf, &text::join(spans, usize::from(rest.width)));
    let rest = frame::below(rest, 2);
    decided(rest, buf, &place, shown, theme);
    let (said, role) = match agreed(place.meeting, place.item, &shown.docs) {
        Some(agreement) => {
            let at = calendar::london(agreement.kept.at).format("%H:%M");
            (format!("✓ Agreed by the room at {at}. Dissent was invited."), Role::Success)
        }
        None if place.item.decision.is_none() => ("Nothing is decided yet: d decides.".to_owned(), Role::Warning),
        None if place.item.agreement.is_some() => (
            "Changed since the room agreed. “Is this agreed? Does anyone dissent?”  Enter: agreed.".to_owned(),
            Role::Warning,
        ),
        None => ("“Is this agreed? Does anyone dissent?”  Enter: agreed, and nobody dissents.".to_owned(), Role::Focus),
    };
    frame::paragraph(foot, buf, theme, role, &said);
}

/// Draws what is read aloud, as large as there is room for.
pub fn decided(area: Rect, buf: &mut Buffer, place: &Place<'_>, shown: &Shown, theme: &Theme) {
    let lines = lines(place, shown);
    if large_height(&lines, area.width) <= area.height {
        draw_large(area, buf, theme, &lines);
    } else {
        draw_plain(area, buf, theme, &lines);
    }
}

/// What is read aloud, each with how it looks: the decision, the risk, then the actions with owner and date.
#[must_use]
pub fn lines(place: &Place<'_>, shown: &Shown) -> Vec<(String, Role)> {
    let held = place.meeting.plan.date;
    let mut lines = Vec::new();
    match place.item.decision.as_ref().map(|decision| &decision.outcome) {
        Some(Outcome::Review { date }) => lines.push((format!("Review {}", said_day(*date, held)), Role::Title)),
        Some(other) => lines.push((capital(&words::outcome(other, shown)), Role::Title)),
        None => lines.push(("No decision yet".to_owned(), Role::Warning)),
    }
    if let Some(risk) = &place.item.risk {
        lines.push((format!("Risk {}", risk.level), Role::Accent));
    }
    let actions = read_out(place.meeting, place.item, &shown.docs);
    if actions.is_empty() {
        lines.push(("No new actions".to_owned(), Role::Muted));
    }
    lines.extend(actions.into_iter().map(|action| (action_words(action, held), Role::Text)));
    lines.extend(place.item.dissents.iter().map(|dissent| {
        let who = place.meeting.seat(&dissent.seat).map_or_else(|| dissent.seat.to_string(), |seat| seat.short.clone());
        (format!("{who} dissents"), Role::Warning)
    }));
    lines
}

/// A day as it is read out: the year is left off while it is plain which is meant.
fn said_day(day: NaiveDate, held: NaiveDate) -> String {
    let near = (day - held).num_days().abs() < 300;
    day.format(if near { "%a %-d %b" } else { "%a %-d %b %Y" }).to_string()
}

fn action_words(action: &Action, held: NaiveDate) -> String {
    let owner = action.task.owner.as_ref().map_or("no owner", |owner| owner.short.as_str());
    let due = action.task.due.map_or_else(|| "no date".to_owned(), |due| format!("by {}", said_day(due, held)));
    format!("{owner}: {} {due}", action.task.text.trim_end_matches('.'))
}

fn large_height(lines: &[(String, Role)], width: u16) -> u16 {
    let rows: usize = lines.iter().map(|(said, _)| large::wrap(said, width).len() * usize::from(large::LETTER.1)).sum();
    u16::try_from(rows + lines.len().saturating_sub(1)).unwrap_or(u16::MAX)
}

fn draw_large(area: Rect, buf: &mut Buffer, theme: &Theme, lines: &[(String, Role)]) {
    let mut rest = area;
    for (said, role) in lines {
        for line in large::wrap(said, rest.width) {
            rest = large::line(rest, buf, theme.style(*role), &line);
        }
        rest = frame::below(rest, 1);
    }
}

/// Where the large type has no room the decision alone is large, and the rest stands bold and apart.
fn draw_plain(area: Rect, buf: &mut Buffer, theme: &Theme, lines: &[(String, Role)]) {
    let mut rest = area;
    for (at, (said, role)) in lines.iter().enumerate() {
        let large = large::wrap(said, rest.width);
        if at == 0 && u16::try_from(large.len()).unwrap_or(u16::MAX).saturating_mul(large::LETTER.1) * 2 <= rest.height
        {
            for line in large {
                rest = large::line(rest, buf, theme.style(*role), &line);
            }
        } else {
            let role = if *role == Role::Text { Role::Title } else { *role };
            rest = frame::paragraph(Rect { width: rest.width.min(80), ..rest }, buf, theme, role, said);
        }
        rest = frame::below(Rect { width: area.width, ..rest }, 1);
    }
}

fn capital(said: &str) -> String {
    let mut letters = said.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
