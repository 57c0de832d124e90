//! The actions across all meetings: group by group, a row each; below them, or beside them where there is room, all that
//! the list knows of the chosen one; and an action that is open, whole.

pub(super) mod life;

use std::cell::Cell;

use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::paper::Paper;
use super::{frame, text};
use crate::model::action_list::{Group, Listed, OFTEN, Saved};
use crate::session::Shown;
use crate::terms::phrase::day;
use crate::tui::theme::{Role, Theme};
use crate::tui::ui::Ui;
use crate::tui::ui::actions::Actions;

/// Terminals wider than this show the chosen action beside the list.
const WITH_ABOUT: u16 = 150;
/// The width of the pane beside the list.
const BESIDE: u16 = 76;
/// The rows of the pane below the list.
const BELOW: u16 = 6;
/// Lists wider than this show owner and child both.
const WITH_BOTH: usize = 100;

/// The cells of the marks, the label, the date and how often it was carried.
const MARKS: usize = 4;
const LABEL: usize = 6;
const DATE: usize = 14;
const CARRIED: usize = 4;
/// The cells of the owner and of the child's reference.
const OWNER: usize = 18;
const CHILD: usize = 12;

/// Draws the screen.
pub fn render(area: Rect, buf: &mut Buffer, ui: &Ui, shown: &Shown, theme: &Theme) {
    let area = frame::inset(area, u16::from(area.width > 100));
    let open = ui.open_action(shown);
    let scroll = ui.actions.open.as_ref().map(|open| &open.scroll);
    let beside = area.width > WITH_ABOUT;
    if let (Some(action), Some(scroll), false) = (open, scroll, beside) {
        let below = frame::section(area, buf, theme, &format!("Action {}", action.label), "", true);
        paper(below, buf, scroll, theme, |paper| life::whole(paper, action, ui.today(), shown));
        return;
    }
    let list_area = if beside { Rect { width: area.width - BESIDE - 3, ..area } } else { area };
    let rest = list(list_area, beside, buf, ui, shown, theme);
    let about = if beside { Rect { x: list_area.right() + 3, width: BESIDE, ..area } } else { rest };
    let chosen = ui.actions.chosen(shown);
    let about = if beside {
        // One that was found may stand in no list.
        let label = open.map(|action| &action.label).or(chosen.map(|listed| &listed.row.label));
        let Some(label) = label else { return };
        let title = format!("Action {label}");
        frame::section(about, buf, theme, &title, if open.is_some() { "" } else { "Enter opens it" }, open.is_some())
    } else {
        about
    };
    match (open, scroll, chosen) {
        (Some(action), Some(scroll), _) => {
            paper(about, buf, scroll, theme, |paper| life::whole(paper, action, ui.today(), shown));
        }
        (_, _, Some(chosen)) => {
            paper(about, buf, &Cell::new(0), theme, |paper| life::known(paper, chosen, ui.today()));
        }
        _ => {}
    }
}

fn paper(area: Rect, buf: &mut Buffer, scroll: &Cell<u16>, theme: &Theme, write: impl FnOnce(&mut Paper<'_>)) {
    let mut sheet = Paper::new(area.width, theme);
    write(&mut sheet);
    sheet.render(area, buf, scroll);
}

/// Draws the list, and gives the area left below it for what is known of the chosen action, which may stand beside it.
fn list(area: Rect, beside: bool, buf: &mut Buffer, ui: &Ui, shown: &Shown, theme: &Theme) -> Rect {
    let Actions { pick, filter, saved, .. } = &ui.actions;
    let below = frame::section(area, buf, theme, "Actions", &note(&ui.actions, shown), true);
    let below = frame::lines(below, buf, &lists(&ui.actions, usize::from(below.width), theme));
    let below = frame::below(below, u16::from(area.height > 20));
    if pick.is_empty() {
        frame::paragraph(frame::below(below, 1), buf, theme, Role::Muted, nothing(filter, *saved));
        return Rect { height: 0, ..below };
    }
    let about = if beside { 0 } else { BELOW.min(below.height.saturating_sub(4)) };
    let list = Rect { height: below.height - about, ..below };
    let lines = sight(ui, shown, usize::from(list.height));
    let mut place = Rect { height: 1, width: list.width.saturating_sub(1), ..list };
    for line in lines {
        match line {
            Sight::Heading(words) => {
                let (many, late) = counts(ui, shown, &words);
                let spans = [
                    Span::styled(words, theme.style(Role::Accent)),
                    Span::styled(format!("  {many}"), theme.style(Role::Faint)),
                    Span::styled(late, theme.style(Role::Danger)),
                ];
                frame::line(place, buf, &text::join(spans, usize::from(place.width)));
            }
            Sight::Row(listed, chosen) => {
                frame::fill(place, buf, theme, if chosen { Role::Selected } else { Role::Text });
                frame::line(place, buf, &row(listed, chosen, ui, usize::from(place.width), theme));
            }
        }
        place.y += 1;
    }
    frame::scroll_hint(list, buf, theme, pick.first(), pick.len());
    Rect { y: list.bottom() + 1, height: about.saturating_sub(1), ..below }
}

/// How many actions of the list stand under a heading, and how many of them are late.
fn counts(ui: &Ui, shown: &Shown, heading: &str) -> (String, String) {
    let (group, today) = (ui.actions.group, ui.today());
    let listed = ui.actions.pick.rows().filter_map(|at| shown.actions.get(at));
    let under: Vec<&Listed> = listed.filter(|listed| group.heading(listed, today) == heading).collect();
    let late = under.iter().filter(|listed| listed.row.days_late(today).is_some()).count();
    (under.len().to_string(), if late == 0 { String::new() } else { format!(", {late} late") })
}

/// A line of the list.
enum Sight<'a> {
    /// What the rows below it have in common.
    Heading(String),
    /// An action, and whether it is the chosen one.
    Row(&'a Listed, bool),
}

/// As many rows as stand in a window together with their headings.
fn sight<'a>(ui: &Ui, shown: &'a Shown, height: usize) -> Vec<Sight<'a>> {
    let (group, today) = (ui.actions.group, ui.today());
    for rows in (1..=height).rev() {
        let mut lines = Vec::new();
        let mut last: Option<String> = None;
        for (at, chosen) in ui.actions.pick.visible(rows) {
            let Some(listed) = shown.actions.get(at) else { continue };
            let heading = group.heading(listed, today);
            if last.as_ref() != Some(&heading) {
                lines.push(Sight::Heading(heading.clone()));
                last = Some(heading);
            }
            lines.push(Sight::Row(listed, chosen));
        }
        if lines.len() <= height {
            return lines;
        }
    }
    // Where only one line has room, it is the chosen row.
    ui.actions.chosen(shown).filter(|_| height > 0).map(|listed| Sight::Row(listed, true)).into_iter().collect()
}

/// What the list is grouped and narrowed by, and how many are marked.
fn note(actions: &Actions, shown: &Shown) -> String {
    let mut said = Vec::new();
    match actions.marked.len() {
        0 => {}
        marked => said.push(format!("{marked} marked")),
    }
    if let Some(agency) = &actions.agency {
        let name = shown.terms.organisation_called(agency).map_or_else(|| agency.clone(), |own| own.short);
        said.push(format!("{name} alone"));
    }
    if !actions.filter.is_empty() {
        said.push(format!("{} with “{}”", actions.pick.len(), actions.filter));
    }
    if said.is_empty() {
        said.push(match actions.pick.len() {
            1 => "1 action".to_owned(),
            many => format!("{many} actions"),
        });
    }
    said.push(format!("by {}", actions.group.name()));
    said.join(" · ")
}

fn nothing(filter: &str, saved: Saved) -> &'static str {
    match (filter, saved) {
        ("", Saved::Open) => "No action is open.",
        ("", _) => "No action is one of these. 1 shows every open action.",
        _ => "No action fits. Esc shows all of them again.",
    }
}

/// The saved filters with their numbers and counts, in as many lines as they need.
fn lists<'a>(actions: &Actions, width: usize, theme: &Theme) -> Vec<Line<'a>> {
    let named = actions.counts.iter().map(|(saved, count)| {
        let alarming = matches!(saved, Saved::Overdue | Saved::NoOwner) && count.is_some_and(|count| count > 0);
        let name = match count {
            Some(count) => format!("{} {count}", saved.name()),
            None => saved.name().to_owned(),
        };
        let role = match (*saved == actions.saved, alarming) {
            (true, _) => Role::Selected,
            (_, true) => Role::Danger,
            _ => Role::Muted,
        };
        (name, role)
    });
    text::numbered(named, width, theme)
}

/// A row: marks, label, date, times carried, whose it is, about whom, and the words.
fn row<'a>(listed: &Listed, chosen: bool, ui: &Ui, width: usize, theme: &Theme) -> Line<'a> {
    let style = |role| theme.style(if chosen { Role::Selected } else { role });
    let row = &listed.row;
    let marked = ui.actions.marked.contains(&row.action);
    let marks = format!("{}{}", if chosen { "▸ " } else { "  " }, if marked { "● " } else { "  " });
    let (date, date_role) = date(listed, ui.today());
    let carried = if row.carried > 0 { format!("×{}", row.carried) } else { String::new() };
    let often = if row.carried >= OFTEN { Role::Danger } else { Role::Warning };
    let mut spans = vec![
        Span::styled(text::pad(&marks, MARKS), style(Role::Accent)),
        Span::styled(text::pad(&row.label, LABEL), style(Role::Key)),
        Span::styled(text::pad(&date, DATE), style(date_role)),
        Span::styled(text::pad(&carried, CARRIED), style(often)),
    ];
    let both = width > WITH_BOTH;
    // What the heading says already need not stand in every row.
    if ui.actions.group != Group::Owner && (both || ui.actions.group != Group::Agency) {
        let owner = row.owner.as_ref().map_or("no owner", |owner| owner.short.as_str());
        let role = if row.owner.is_some() { Role::Info } else { Role::Danger };
        spans.push(Span::styled(text::pad(owner, OWNER), style(role)));
        spans.push(Span::styled(" ", style(Role::Text)));
    }
    if ui.actions.group != Group::Case && (both || ui.actions.group == Group::Agency) {
        let child = listed.child.as_ref().map_or("", |(label, _)| label.as_str());
        spans.push(Span::styled(text::pad(child, CHILD), style(Role::Muted)));
    }
    let words = if row.is_open() { Role::Text } else { Role::Muted };
    spans.push(Span::styled(row.text.clone(), style(words)));
    text::join(spans, width)
}

/// When it is due and how late it is; for one that is closed, how it ended.
fn date(listed: &Listed, today: NaiveDate) -> (String, Role) {
    let row = &listed.row;
    match (row.closed, row.days_late(today), row.due) {
        (Some(on), ..) => life::ended(row.state, on),
        (None, Some(1), _) => ("! 1 day late".to_owned(), Role::Danger),
        (None, Some(days), _) => (format!("! {days} days late"), Role::Danger),
        (None, None, Some(due)) => (day(due), Role::Muted),
        (None, None, None) => ("! no date".to_owned(), Role::Danger),
    }
}
