//! The minutes of a discussion, and beside them what changed since.

use std::cell::Cell;

use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::model::action::Action;
use crate::model::case::Case;
use crate::model::since::since;
use crate::session::Shown;
use crate::terms::phrase::{day, weekday_day};
use crate::tui::theme::{Role, Theme};
use crate::tui::ui::Ui;
use crate::tui::ui::case_page::CasePage;
use crate::tui::view::paper::Paper;
use crate::tui::view::{frame, previous, words};

/// The least width at which both stand beside each other.
const BESIDE: u16 = 96;

/// Draws both: side by side where there is room, and else one below the other.
pub fn render(area: Rect, buf: &mut Buffer, ui: &Ui, page: &CasePage, case: &Case, shown: &Shown, theme: &Theme) {
    let Some(discussion) = page.discussion(case) else {
        let sheet = "This child was not discussed yet.";
        frame::paragraph(area, buf, theme, Role::Muted, sheet);
        return;
    };
    let beside = area.width >= BESIDE;
    let half = (area.width.saturating_sub(3)) / 2;
    let left = Rect { width: if beside { half } else { area.width }, ..area };
    let mut sheet = Paper::new(left.width, theme);
    let number = case.discussions.len() - page.back;
    let title = format!("{}, {number} of {}", weekday_day(discussion.on), case.discussions.len());
    sheet.line([(title.as_str(), Role::Title), ("   p before, n after", Role::Faint)]);
    sheet.text(&words::outcome(&discussion.outcome, shown), Role::Accent);
    sheet.gap();
    match shown.docs.meetings.get(&discussion.meeting) {
        Some(meeting) => {
            if let Some(item) = meeting.item(&discussion.item) {
                let width = sheet.width().min(80);
                for line in previous::lines(meeting, item, shown, theme, width) {
                    sheet.put(line);
                }
            }
        }
        None => sheet.text("The minutes of this meeting are not in this store.", Role::Muted),
    }
    if beside {
        sheet.render(left, buf, &page.scroll);
        let right = Rect { x: area.x + half + 3, width: area.width - half - 3, ..area };
        let mut other = Paper::new(right.width, theme);
        changed(&mut other, ui, discussion.on, case, shown);
        other.render(right, buf, &Cell::new(0));
    } else {
        sheet.gap();
        changed(&mut sheet, ui, discussion.on, case, shown);
        sheet.render(left, buf, &page.scroll);
    }
}

/// What changed since that day.
fn changed(paper: &mut Paper<'_>, ui: &Ui, day_of: NaiveDate, case: &Case, shown: &Shown) {
    let today = ui.today();
    let actions: Vec<&Action> = shown.docs.actions_of(&case.id).collect();
    let after = since(case, &actions, day_of, today.succ_opt().unwrap_or(today));
    paper.line([("Since then", Role::Title)]);
    let start = paper.len();
    if let Some((then, now)) = after.risk {
        paper.fact("Risk", &format!("{then} → {now}"));
    }
    for episode in case.episodes.iter().filter(|episode| episode.from.date() > day_of) {
        let harm = if episode.harm { ", information suggesting harm" } else { "" };
        paper.fact("Missing", &format!("{} {}{harm}", episode.label, day(episode.from.date())));
    }
    for named in &after.named {
        paper.fact("Named", &format!("in another child's discussion, {}", day(*named)));
    }
    for earlier in case.earlier.iter().filter(|earlier| earlier.until.date_naive() > day_of) {
        let next = case.earlier.iter().find(|other| other.until > earlier.until);
        let then = next.map_or(&case.details, |next| &next.details);
        paper.fact("Corrected", &then.changed_from(&earlier.details).join(", "));
    }
    for filed in case.forms.iter().filter(|filed| filed.form.received > day_of) {
        paper.fact("Form", &format!("{}, received {}", filed.form.from(), day(filed.form.received)));
    }
    for action in actions.iter().filter(|action| action.closed.is_some_and(|closed| closed > day_of)) {
        let words = action.outcome.as_ref().or(action.reason.as_ref()).map_or("", String::as_str);
        let how = if action.outcome.is_some() { "done" } else { "not done" };
        paper.fact(&format!("{} {how}", action.label), &format!("{} {words}", action.task.text));
    }
    if paper.len() == start {
        paper.text("Nothing is recorded.", Role::Muted);
    }
    let open: Vec<&&Action> = actions.iter().filter(|action| action.is_open()).collect();
    if !open.is_empty() {
        paper.heading(&format!("Open actions {}", open.len()));
        for action in open {
            super::actions::tell(paper, action, today);
        }
    }
}
