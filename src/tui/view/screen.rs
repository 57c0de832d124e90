//! The whole screen: bar, screen, what lies over it, the notice and the keys.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::Span;

use super::{agenda, answers, banner, ending, entries, form, frame, help, live, meetings, prompt, roll_call, text};
use crate::session::{Saved, Shown};
use crate::tui::theme::{Role, Theme};
use crate::tui::ui::command::{leads, why_not};
use crate::tui::ui::keymap::{Scope, of_scope};
use crate::tui::ui::{Overlay, Screen, Ui};

/// Draws everything.
pub fn draw(ui: &Ui, shown: &Shown, theme: &Theme, frame: &mut Frame<'_>) {
    let area = frame.area();
    if let Some(cursor) = render(area, frame.buffer_mut(), ui, shown, theme) {
        frame.set_cursor_position(cursor);
    }
}

/// Draws everything into a buffer, and gives the place of the cursor.
pub fn render(area: Rect, buf: &mut Buffer, ui: &Ui, shown: &Shown, theme: &Theme) -> Option<Position> {
    // The buffer comes empty: its ground is all that is missing.
    buf.set_style(area, theme.style(Role::Text));
    if area.height < 3 || area.width < 20 {
        frame::line(area, buf, &text::join([Span::raw("mace: the window is too small")], usize::from(area.width)));
        return None;
    }
    banner::render(Rect { height: 1, ..area }, buf, ui, shown, theme);
    let foot = Rect { y: area.bottom() - 1, height: 1, ..area };
    // A notice is read to its end, for the remedy stands there: the rest makes room for it.
    let rows = notice_rows(ui, shown, area);
    let note = Rect { y: area.bottom() - 1 - rows, height: rows, ..area };
    let body = inner(Rect { y: area.y + 1, height: area.height - 2 - rows, ..area });
    let above = Rect { height: area.height + 1 - rows, ..area };
    let mut cursor = match ui.screen {
        Screen::Meetings => {
            meetings::render(body, buf, ui, shown, theme);
            None
        }
        Screen::Live => live::render(body, buf, ui, shown, theme),
    };
    if let Some(overlay) = &ui.overlay {
        cursor = over(above, buf, ui, overlay, shown, theme);
    }
    render_notice(note, buf, ui, shown, theme);
    if let Some(open) = &ui.prompt {
        cursor = prompt::render(note, buf, open, theme);
    }
    keys(foot, buf, ui, shown, theme);
    if let Some(first) = ui.help {
        let place = ground(area, buf, 110, area.height, theme);
        help::render(place, buf, ui, under(ui), first, shown, theme);
        cursor = None;
    }
    cursor
}

/// The scope that the help was opened from.
fn under(ui: &Ui) -> Scope {
    match (&ui.overlay, ui.screen) {
        (Some(Overlay::RollCall(_)), _) => Scope::RollCall,
        (Some(Overlay::Answers(_)), _) => Scope::Answers,
        (Some(Overlay::Entries(_)), _) => Scope::Entries,
        (Some(Overlay::Jump(_)), _) => Scope::Jump,
        (Some(Overlay::Ending(_)), _) => Scope::Ending,
        (Some(Overlay::Form(_)), _) => Scope::Form,
        (None, Screen::Live) => Scope::Live,
        (None, Screen::Meetings) => Scope::Meetings,
    }
}

fn inner(area: Rect) -> Rect {
    if area.width > 60 { Rect { x: area.x + 1, width: area.width - 2, ..area } } else { area }
}

/// Clears the ground of an overlay, and gives the area within its margin.
fn ground(area: Rect, buf: &mut Buffer, width: u16, height: u16, theme: &Theme) -> Rect {
    let body = Rect { y: area.y + 1, height: area.height.saturating_sub(3), ..area };
    // Slivers of the screen beneath would only distract: an overlay that nearly fills it fills it, below the
    // line that names the child. Without colour there is no ground to tell it by, so it always does.
    let plain = theme.style(Role::Overlay).bg.is_none();
    let below = frame::below(body, 1);
    let mut place = frame::overlay(body, width, height);
    if plain || body.width < width + 24 {
        place = Rect { x: body.x, width: body.width, ..place };
    }
    if plain || below.height < height + 5 {
        place = Rect { y: below.y, height: below.height, ..place };
    }
    frame::fill(place, buf, theme, Role::Overlay);
    let margin = if place.width > 40 { 2 } else { 0 };
    let top = u16::from(place.height > 8);
    Rect {
        x: place.x + margin,
        y: place.y + top,
        width: place.width - 2 * margin,
        height: place.height - top.min(place.height),
    }
}

fn over(area: Rect, buf: &mut Buffer, ui: &Ui, overlay: &Overlay, shown: &Shown, theme: &Theme) -> Option<Position> {
    let rows = |count: usize| u16::try_from(count).unwrap_or(u16::MAX).saturating_add(4);
    match overlay {
        Overlay::RollCall(pick) => {
            let place = ground(area, buf, 110, rows(pick.len() + 1), theme);
            roll_call::render(place, buf, ui, pick, shown, theme);
        }
        Overlay::Answers(pick) => {
            let place = ground(area, buf, 110, rows(pick.len() * 3), theme);
            answers::render_list(place, buf, ui, pick, shown, theme);
        }
        Overlay::Entries(list) => {
            let place = ground(area, buf, 110, rows(list.pick.len()), theme);
            entries::render_list(place, buf, ui, list, shown, theme);
        }
        Overlay::Jump(pick) => {
            let place = ground(area, buf, 64, rows(pick.len()), theme);
            agenda::render_list(place, buf, ui, pick, shown, theme);
        }
        Overlay::Ending(pick) => {
            let place = ground(area, buf, 100, rows(pick.len()).saturating_add(3), theme);
            ending::render(place, buf, ui, pick, shown, theme);
        }
        Overlay::Form(open) => {
            let place = ground(area, buf, 100, form::height(open, 96), theme);
            return form::render(place, buf, open, Some(shown), theme);
        }
    }
    None
}

/// What stands above the keys: what just happened, or why something is not saved.
fn notice<'a>(ui: &'a Ui, shown: &'a Shown) -> Option<(&'a str, Role)> {
    match (&shown.saved, &ui.notice) {
        (_, Some(notice)) if notice.bad => Some((notice.text.as_str(), Role::Warning)),
        (_, Some(notice)) => Some((notice.text.as_str(), Role::Success)),
        (Saved::NotSaved(why), None) => Some((why.as_str(), Role::NotSaved)),
        (Saved::Saved, None) => None,
    }
}

/// The rows that the notice takes: one even without any, and at most a third of the screen.
fn notice_rows(ui: &Ui, shown: &Shown, area: Rect) -> u16 {
    let words = notice(ui, shown).filter(|_| ui.prompt.is_none()).map_or("", |(words, _)| words);
    let rows = text::height(words, usize::from(area.width.saturating_sub(2)));
    u16::try_from(rows).unwrap_or(u16::MAX).clamp(1, (area.height / 3).max(1))
}

fn render_notice(area: Rect, buf: &mut Buffer, ui: &Ui, shown: &Shown, theme: &Theme) {
    let Some((words, role)) = notice(ui, shown) else { return };
    let within = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
    let style = theme.style(role);
    let lines: Vec<_> =
        text::wrap(words, usize::from(within.width)).into_iter().map(|line| line.style(style)).collect();
    frame::lines(within, buf, &lines);
}

/// The keys that can be used now, most important first; `?` always has its place.
fn keys(area: Rect, buf: &mut Buffer, ui: &Ui, shown: &Shown, theme: &Theme) {
    let hinted = of_scope(ui.scope()).filter(|b| !b.hint.is_empty() && why_not(b.command, ui, shown).is_none());
    let mut hinted: Vec<_> = hinted.collect();
    hinted.sort_by_key(|b| !leads(b.command, ui, shown));
    let mut all: Vec<(String, &str)> =
        hinted.iter().map(|b| (b.keys.first().map(|k| k.shown()).unwrap_or_default(), b.hint)).collect();
    let typing = matches!(ui.scope(), Scope::Writing | Scope::Capture | Scope::Prompt | Scope::Form);
    let help = if typing { ("F1", "keys") } else { ("?", "keys") };
    let room = usize::from(area.width).saturating_sub(help.0.len() + help.1.len() + 5);
    let mut used = 1;
    all.retain(|(key, hint)| {
        used += text::cells(key) + text::cells(hint) + 4;
        used <= room
    });
    let mut shown_keys: Vec<(&str, &str)> = all.iter().map(|(key, hint)| (key.as_str(), *hint)).collect();
    if ui.scope() != Scope::Help {
        shown_keys.push(help);
    }
    frame::footer(area, buf, theme, &shown_keys);
}
