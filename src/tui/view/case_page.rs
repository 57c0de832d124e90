//! A child's case: who it is, the sections, and the one that is open; where there is room the summary stands beside it.

mod actions;
mod form;
mod minutes;
mod missing;
mod summary;
mod timeline;

use std::cell::Cell;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Span;

use super::paper::Paper;
use super::{frame, text, words};
use crate::model::case::Case;
use crate::session::Shown;
use crate::tui::theme::{Role, Theme};
use crate::tui::ui::Ui;
use crate::tui::ui::case_page::{CasePage, Section};

/// Terminals wider than this show the summary beside whatever section is open.
const WITH_SUMMARY: u16 = 150;
/// The width of the summary there.
const SUMMARY: u16 = 72;

/// Draws the screen.
pub fn render(area: Rect, buf: &mut Buffer, ui: &Ui, shown: &Shown, theme: &Theme) {
    let area = frame::inset(area, u16::from(area.width > 100));
    let (Some(page), Some(case)) = (&ui.case_page, ui.open_case(shown)) else { return };
    head(area, buf, ui, case, shown, theme);
    let airy = u16::from(area.height > 20);
    let below = frame::below(area, 1 + airy);
    sections(below, buf, page, case, shown, theme);
    let body = frame::below(below, 2);
    if area.width < WITH_SUMMARY || page.section == Section::Minutes {
        open(body, buf, ui, page, case, shown, theme);
        return;
    }
    let left = Rect { width: SUMMARY, ..body };
    let right = Rect { x: body.x + SUMMARY + 3, width: body.width - SUMMARY - 3, ..body };
    if page.section == Section::Summary {
        // What is known stands at the left as always, and what became of it beside it.
        paper(left, buf, &page.scroll, theme, |paper| summary::known(paper, case, ui, shown));
        paper(right, buf, &Cell::new(0), theme, |paper| summary::course(paper, case, ui, shown));
    } else {
        paper(left, buf, &Cell::new(0), theme, |paper| summary::known(paper, case, ui, shown));
        open(right, buf, ui, page, case, shown, theme);
    }
}

fn paper(area: Rect, buf: &mut Buffer, scroll: &Cell<u16>, theme: &Theme, write: impl FnOnce(&mut Paper<'_>)) {
    let mut sheet = Paper::new(area.width, theme);
    write(&mut sheet);
    sheet.render(area, buf, scroll);
}

fn open(area: Rect, buf: &mut Buffer, ui: &Ui, page: &CasePage, case: &Case, shown: &Shown, theme: &Theme) {
    match page.section {
        Section::Minutes => minutes::render(area, buf, ui, page, case, shown, theme),
        section => paper(area, buf, &page.scroll, theme, |paper| match section {
            Section::Summary => {
                summary::known(paper, case, ui, shown);
                summary::course(paper, case, ui, shown);
            }
            Section::Form => form::write(paper, case, shown),
            Section::Missing => missing::write(paper, case, page.episode, ui.today(), shown),
            Section::Timeline => timeline::write(paper, page.found.as_ref(), shown),
            Section::Actions => actions::write(paper, case, ui.today(), shown),
            Section::Minutes => {}
        }),
    }
}

/// The line that names the child.
fn head(area: Rect, buf: &mut Buffer, ui: &Ui, case: &Case, shown: &Shown, theme: &Theme) {
    let today = ui.today();
    let mut left = vec![
        Span::styled(case.label.clone(), theme.style(Role::Focus)),
        Span::styled(format!("  {}  ", case.called(today)), theme.style(Role::Title)),
    ];
    if let Some((_, into)) = &case.merged_into {
        left.push(Span::styled(format!("now {into}  "), theme.style(Role::Warning)));
    }
    if let Some(risk) = &case.risk {
        let trend = words::trend(case, shown);
        let space = if trend.is_empty() { "" } else { " " };
        let chip = format!(" {}{space}{trend} ", risk.to_uppercase());
        left.push(Span::styled(chip, theme.style(words::risk_role(risk, shown))));
    }
    let (missing, flagged) = words::missing(case, today, shown);
    let rest =
        [(words::open_for(case, today), Role::Muted), (missing, if flagged { Role::Danger } else { Role::Muted })];
    for (said, role) in rest.into_iter().filter(|(said, _)| !said.is_empty()) {
        let used: usize = left.iter().map(|span| text::cells(&span.content)).sum();
        if used + text::cells(&said) + 2 <= usize::from(area.width) {
            left.push(Span::styled(format!("  {said}"), theme.style(role)));
        }
    }
    frame::line(area, buf, &text::join(left, usize::from(area.width)));
}

/// The sections with their numbers, and how much each holds.
fn sections(area: Rect, buf: &mut Buffer, page: &CasePage, case: &Case, shown: &Shown, theme: &Theme) {
    let mut spans = Vec::new();
    for (number, section) in (1..).zip(Section::ALL) {
        let chosen = section == page.section;
        let count = count(section, case, shown);
        let space = if count.is_empty() { "" } else { " " };
        let role = if chosen { Role::Selected } else { Role::Muted };
        spans.push(Span::styled(format!("{number}"), theme.style(Role::Key)));
        spans.push(Span::styled(format!(" {}{space}{count} ", section.name()), theme.style(role)));
        spans.push(Span::raw(" "));
    }
    frame::line(area, buf, &text::join(spans, usize::from(area.width)));
    let rule = Span::styled("─".repeat(usize::from(area.width)), theme.style(Role::BorderFocus));
    frame::line(frame::below(area, 1), buf, &rule.into());
}

fn count(section: Section, case: &Case, shown: &Shown) -> String {
    let some = |many: usize| if many == 0 { String::new() } else { many.to_string() };
    match section {
        Section::Summary | Section::Timeline => String::new(),
        Section::Form => case.form().map_or_else(String::new, |filed| {
            let found = filed.form.completeness(&shown.terms.template);
            format!("{}/{}", found.answered, found.all)
        }),
        Section::Missing => some(case.episodes.len()),
        Section::Actions => some(shown.docs.actions_of(&case.id).filter(|action| action.is_open()).count()),
        Section::Minutes => some(case.discussions.len()),
    }
}
