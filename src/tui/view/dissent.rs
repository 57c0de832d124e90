//! Dissent: its card above the fields of the form, the list of several, and the lines that bring one back.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::{frame, text};
use crate::model::case::Case;
use crate::model::dissent::CaseDissent;
use crate::model::dissent_path::DissentAnswer;
use crate::model::said::DissentState;
use crate::session::Shown;
use crate::terms::phrase::day;
use crate::tui::theme::{Role, Theme};
use crate::tui::ui::dissent_card::Card;
use crate::tui::ui::dissents::{Row, carried, due};
use crate::tui::ui::list::Pick;
use crate::tui::ui::{Place, Ui};

/// Cells for a day, before its stage.
const DAY: usize = 15;

/// The rows of a list that a dissent takes, with the space below it.
const ROWS: usize = 3;

/// The rows that a card tells its path in, whole.
#[must_use]
pub fn height(card: &Card, width: u16) -> u16 {
    let room = room(usize::from(width));
    let of = |said: &str, by: &str| text::height(said, room) + usize::from(!by.is_empty());
    let told: usize = card.path.iter().map(|told| of(&told.said, &told.by)).sum();
    let next = card.next.as_ref().map_or(0, |next| text::height(next, room));
    let rows = told + next + usize::from(card.due.is_some()) + 1;
    u16::try_from(rows).unwrap_or(u16::MAX)
}

/// Draws the path in at most so many rows, and gives the area below: where it does not fit, first who recorded it goes,
/// then the end of what is long of a stage, and at last the stages between the first and the latest.
pub fn render_card(area: Rect, buf: &mut Buffer, card: &Card, most: u16, theme: &Theme) -> Rect {
    let width = usize::from(area.width);
    let most = usize::from(most);
    let fits = |lines: &Vec<Vec<Line<'_>>>| lines.iter().map(Vec::len).sum::<usize>() <= most;
    let whole = [true, false].map(|with_by| path(card, with_by, &[], theme, width));
    let mut lines = whole.into_iter().find(fits).unwrap_or_else(|| {
        let room = room(width);
        let needs: Vec<usize> = card.path.iter().map(|told| text::height(&told.said, room)).collect();
        let next = card.next.as_ref().map_or(0, |next| text::height(next, room)) + usize::from(card.due.is_some());
        path(card, false, &shares(&needs, most.saturating_sub(next)), theme, width)
    });
    let mut left_off = 0;
    while lines.iter().map(Vec::len).sum::<usize>() + usize::from(left_off > 0) > most && lines.len() > 2 {
        lines.remove(1);
        left_off += 1;
    }
    if left_off > 0 {
        let stages = if left_off == 1 { "1 stage".to_owned() } else { format!("{left_off} stages") };
        lines.insert(1, vec![Line::styled(format!("  … {stages} between"), theme.style(Role::Faint))]);
    }
    let lines: Vec<Line<'_>> = lines.into_iter().flatten().take(most).collect();
    frame::below(frame::lines(area, buf, &lines), 1)
}

/// The cells of what is beside the day.
fn room(width: usize) -> usize {
    width.saturating_sub(DAY).clamp(1, 80)
}

/// How many lines each stage gets of so many: one at least, and what is free goes to those that need more, evenly.
fn shares(needs: &[usize], most: usize) -> Vec<usize> {
    let mut shares = vec![1; needs.len()];
    while shares.iter().sum::<usize>() < most {
        let wanting = shares.iter_mut().zip(needs).filter(|(share, need)| **share < **need);
        let Some((share, _)) = wanting.min_by_key(|(share, _)| **share) else { break };
        *share += 1;
    }
    shares
}

/// The stages, each in at most its share of lines where it has one, and what comes next.
fn path<'a>(card: &Card, with_by: bool, shares: &[usize], theme: &Theme, width: usize) -> Vec<Vec<Line<'a>>> {
    let room = room(width);
    let stage = |mark: &str, day: &str, said: &str, rows: usize, role: Role| -> Vec<Line<'a>> {
        let wrapped = text::wrap(said, room);
        let lines = wrapped.iter().take(rows).enumerate().map(|(at, line)| {
            let lead = if at == 0 { format!("{mark} {day}") } else { String::new() };
            let mut words: String = line.spans.iter().map(|span| span.content.as_ref()).collect();
            if at + 1 == rows && wrapped.len() > rows {
                words = text::truncate(&format!("{words} …"), room).into_owned();
            }
            let lead = Span::styled(text::pad(&lead, DAY), theme.style(Role::Muted));
            Line::from(vec![lead, Span::styled(words, theme.style(role))])
        });
        lines.collect()
    };
    let mut all: Vec<Vec<Line<'a>>> = Vec::new();
    for (at, told) in card.path.iter().enumerate() {
        let share = shares.get(at).copied().unwrap_or(usize::MAX);
        let mut lines = stage("✓", &told.day, &told.said, share, Role::Overlay);
        if with_by && !told.by.is_empty() {
            let indent = " ".repeat(DAY.min(width));
            let by = text::truncate(&told.by, width.saturating_sub(DAY)).into_owned();
            lines.push(Line::styled(format!("{indent}{by}"), theme.style(Role::Faint)));
        }
        all.push(lines);
    }
    let whole = usize::MAX;
    let mut ahead = card.next.as_ref().map_or_else(Vec::new, |next| stage("▸", "next", next, whole, Role::Accent));
    if let Some((due, late)) = &card.due {
        let (mark, role) = if *late { ("!", Role::Danger) } else { (" ", Role::Muted) };
        ahead.extend(stage(mark, "", due, whole, role));
    }
    all.push(ahead);
    all
}

/// Draws the list of several dissents.
pub fn render_list(area: Rect, buf: &mut Buffer, ui: &Ui, pick: &Pick, shown: &Shown, theme: &Theme) {
    let below = frame::section(area, buf, theme, "Dissent", "Enter opens", true);
    let rows = ui.dissents(shown);
    let height = usize::from(below.height).div_ceil(ROWS).max(1);
    let mut rest = below;
    for (row, chosen) in pick.visible(height) {
        let Some(row) = rows.get(row) else { continue };
        let own = Rect { height: 2.min(rest.height), ..rest };
        let own = frame::row(own, buf, theme, chosen);
        let tint = |role| theme.style(if chosen { Role::Selected } else { role });
        let (said, role) = stands(row.answer());
        let late = match row {
            Row::Kept(_, dissent) => due(dissent, ui, shown),
            Row::Here(_) => None,
        };
        let mut right = vec![Span::styled(said, tint(role))];
        if let Some((due, late)) = late {
            right.push(Span::styled(format!("  {due}"), tint(if late { Role::Danger } else { Role::Muted })));
        }
        let left = vec![Span::styled(name(row, ui, shown), tint(Role::Info))];
        let width = usize::from(own.width.saturating_sub(1));
        let words = text::truncate(row.text(), width).into_owned();
        let lines = [text::spread(left, right, width, 24), Line::styled(words, tint(Role::Overlay))];
        frame::lines(own, buf, &lines);
        rest = frame::below(rest, 3);
    }
    frame::scroll_hint(below, buf, theme, pick.first(), pick.len());
}

/// Whose it is, since when, and of which child, where that is not plain.
fn name(row: &Row<'_>, ui: &Ui, shown: &Shown) -> String {
    match row {
        Row::Here(dissent) => {
            let seat = ui.place(shown).and_then(|place| Some(place.meeting.seat(&dissent.seat)?.short.clone()));
            format!("{}, on this item", seat.unwrap_or_else(|| dissent.seat.to_string()))
        }
        Row::Kept(case, dissent) => {
            format!("{}, {} · {}", dissent.voiced.by.short, day(dissent.voiced.on), case.label)
        }
    }
}

/// Where a dissent stands, in a few words.
#[must_use]
pub fn stands(answer: &DissentAnswer) -> (String, Role) {
    match (answer.state, answer.rationale.is_empty()) {
        (DissentState::Noted, true) => ("not answered yet".to_owned(), Role::Warning),
        (DissentState::Noted, false) => ("stands".to_owned(), Role::Warning),
        (DissentState::Escalated, _) if answer.to.is_empty() => ("→ escalated".to_owned(), Role::Warning),
        (DissentState::Escalated, _) => (format!("→ escalated to {}", answer.to), Role::Warning),
        (DissentState::Resolved, _) => ("✓ resolved".to_owned(), Role::Success),
        (DissentState::Closed, _) => ("✓ closed".to_owned(), Role::Success),
    }
}

/// Dissent that the item brings back, to be read out; nothing where there is none.
#[must_use]
pub fn carried_lines<'a>(place: &Place<'_>, ui: &Ui, shown: &Shown, theme: &Theme, width: usize) -> Vec<Line<'a>> {
    let all = carried(place, shown);
    let mut lines = Vec::new();
    if all.is_empty() {
        return lines;
    }
    let heading = if place.case.is_some() { "Dissent brought forward" } else { "Dissent that stands elsewhere" };
    let key = if shown.read_only { "" } else { "  X opens it" };
    lines.push(Line::from(vec![
        Span::styled(heading, theme.style(Role::Warning)),
        Span::styled(key, theme.style(Role::Faint)),
    ]));
    for (case, dissent) in all {
        lines.extend(of_case(case, dissent, place.case.is_none(), ui, shown, theme, width));
    }
    lines.push(Line::default());
    lines
}

/// How many dissents the item brings back, for where they stand far below; nothing where there is none.
#[must_use]
pub fn carried_count<'a>(place: &Place<'_>, shown: &Shown, theme: &Theme) -> Option<Line<'a>> {
    let count = carried(place, shown).len();
    let back = vec![
        Span::styled(format!("Dissent brought forward {count}"), theme.style(Role::Warning)),
        Span::styled(" · X opens it", theme.style(Role::Faint)),
    ];
    (count > 0).then(|| Line::from(back))
}

fn of_case<'a>(
    case: &Case,
    dissent: &CaseDissent,
    named: bool,
    ui: &Ui,
    shown: &Shown,
    theme: &Theme,
    width: usize,
) -> Vec<Line<'a>> {
    let voiced = &dissent.voiced;
    let of = if named { format!("{} · ", case.label) } else { String::new() };
    let said = format!("{of}{}, {}: {}", voiced.by.short, day(voiced.on), voiced.text);
    let own = |line: &Line<'_>, role| {
        let words: String = line.spans.iter().map(|span| span.content.as_ref()).collect();
        Line::styled(words, theme.style(role))
    };
    let mut lines: Vec<Line<'a>> = text::wrap(&said, width).iter().map(|line| own(line, Role::Text)).collect();
    let (state, role) = stands(&voiced.answer);
    let mut spans = vec![Span::styled(format!("  {state}"), theme.style(role))];
    if let Some((due, late)) = due(dissent, ui, shown) {
        spans.push(Span::styled(format!("  {due}"), theme.style(if late { Role::Danger } else { Role::Muted })));
    }
    lines.push(text::join(spans, width));
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stages_of_a_path_share_the_rows_that_are_free() {
        assert_eq!(shares(&[3, 3], 6), [3, 3]);
        assert_eq!(shares(&[3, 3], 5), [3, 2]);
        assert_eq!(shares(&[1, 5], 4), [1, 3]);
        assert_eq!(shares(&[2, 2, 2], 1), [1, 1, 1]);
    }
}
