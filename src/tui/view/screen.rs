//! The whole screen: bar, screen, what lies over it, the notice and the keys.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::Span;

use super::{
    actions, agenda, alike, answers, banner, case_page, cases, disclosures, dissent, doubts, ending, entries, filing,
    footer, form, form_parts, frame, gate, help, live, meetings, minutes, palette, people, prompt, read_back, reading,
    ready, returns, roll_call, room, search, taking, text, tour, two_texts, veil, wrong_child,
};
use crate::session::{Saved, Shown};
use crate::tui::theme::{Role, Theme};
use crate::tui::ui::bringing_in::Brought;
use crate::tui::ui::form::FormKind;
use crate::tui::ui::{Overlay, Screen, Ui};

/// What the screen tells of a drawing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Drawn {
    /// The place of the cursor.
    pub cursor: Option<Position>,
    /// Where the text field of the live meeting stands, while one types in it: it can be drawn by itself.
    pub field: Option<Rect>,
    /// The first row below all that was drawn, where it does not fill its pane.
    pub end: Option<u16>,
}

/// Draws everything into a buffer, under the veil where it is down.
pub fn render(area: Rect, buf: &mut Buffer, ui: &Ui, shown: &Shown, theme: &Theme) -> Drawn {
    let Some(cover) = ui.veil.over(shown) else { return bare(area, buf, ui, shown, theme) };
    let drawn = bare(area, buf, ui, &cover.shown, theme);
    veil::dot_out(buf, &cover);
    drawn
}

fn bare(area: Rect, buf: &mut Buffer, ui: &Ui, shown: &Shown, theme: &Theme) -> Drawn {
    // The buffer comes empty: its ground is all that is missing.
    buf.set_style(area, theme.style(Role::Text));
    if area.height < 3 || area.width < 20 {
        frame::line(area, buf, &text::join([Span::raw("mace: the window is too small")], usize::from(area.width)));
        return Drawn::default();
    }
    banner::render(Rect { height: 1, ..area }, buf, ui, shown, theme);
    let foot = Rect { y: area.bottom() - 1, height: 1, ..area };
    // A notice is read to its end, for the remedy stands there: the rest makes room for it.
    let rows = notice_rows(ui, shown, area);
    let note = Rect { y: area.bottom() - 1 - rows, height: rows, ..area };
    let guide = tour::height(area, ui, shown);
    tour::render(Rect { y: note.y - guide, height: guide, ..area }, buf, ui, shown, theme);
    let body = inner(Rect { y: area.y + 1, height: area.height - 2 - rows - guide, ..area });
    let mut drawn = match ui.screen {
        Screen::Meetings => {
            meetings::render(body, buf, ui, shown, theme);
            Drawn::default()
        }
        Screen::Cases => {
            cases::render(body, buf, ui, shown, theme);
            Drawn::default()
        }
        Screen::Actions => {
            actions::render(body, buf, ui, shown, theme);
            Drawn::default()
        }
        Screen::Disclosures => {
            disclosures::render(body, buf, ui, shown, theme);
            Drawn::default()
        }
        Screen::People => {
            people::render(body, buf, ui, shown, theme);
            Drawn::default()
        }
        Screen::Case => {
            case_page::render(body, buf, ui, shown, theme);
            Drawn::default()
        }
        Screen::Live => live::render(body, buf, ui, shown, theme),
        Screen::Room => {
            room::render(body, buf, ui, shown, theme);
            Drawn::default()
        }
    };
    if let Some(overlay) = &ui.overlay {
        let pane = match ui.screen {
            Screen::Meetings => meetings::list(body),
            Screen::Cases | Screen::Actions | Screen::People | Screen::Disclosures | Screen::Case => body,
            Screen::Live | Screen::Room => live::matter(body, ui, shown),
        };
        let screen = Rect { x: area.x, width: area.width, ..body };
        let pane = Pane { screen, area: pane, end: drawn.end };
        drawn = Drawn { cursor: over(&pane, buf, ui, overlay, shown, theme), ..Drawn::default() };
    }
    render_notice(note, buf, ui, shown, theme);
    if let Some(open) = &ui.prompt {
        drawn = Drawn { cursor: prompt::render(note, buf, open, &ui.veil, theme), ..Drawn::default() };
    }
    footer::render(foot, buf, ui, shown, theme);
    let whole = Pane { screen: body, area: body, end: None };
    if let Some(open) = &ui.search.open {
        let place = sheet(&whole, buf, area.height, theme);
        drawn = Drawn { cursor: search::render(place, buf, ui, open, shown, theme), ..Drawn::default() };
    }
    if let Some(open) = &ui.palette {
        let place = sheet(&whole, buf, 28, theme);
        drawn = Drawn { cursor: palette::render(place, buf, ui, open, shown, theme), ..Drawn::default() };
    }
    if let Some(open) = &ui.help {
        let place = sheet(&whole, buf, area.height, theme);
        drawn = Drawn { cursor: help::render(place, buf, ui, open, shown, theme), ..Drawn::default() };
    }
    drawn
}

/// Draws the open text field alone, where [`render`] put it.
pub fn render_field(field: Rect, buf: &mut Buffer, ui: &Ui, shown: &Shown, theme: &Theme) -> Option<Position> {
    buf.set_style(field, theme.style(Role::Text));
    let Some(cover) = ui.veil.over(shown) else { return live::render_field(field, buf, ui, shown, theme) };
    let cursor = live::render_field(field, buf, ui, &cover.shown, theme);
    veil::dot_out(buf, &cover);
    cursor
}

fn inner(area: Rect) -> Rect {
    if area.width > 60 { Rect { x: area.x + 1, width: area.width - 2, ..area } } else { area }
}

/// A pane that something is laid over, and the row where what stands in it ends.
struct Pane {
    /// The whole screen between the bar and the notice.
    screen: Rect,
    area: Rect,
    end: Option<u16>,
}

/// Lays a sheet of at least so many rows over the foot of a pane, and gives the area to draw in.
///
/// Nothing of the pane is to be seen at its sides or below it; above it the line that names the child stays, with what
/// is left of the pane. A sheet that nearly fills the pane fills it, for slivers would only distract.
fn sheet(pane: &Pane, buf: &mut Buffer, height: u16, theme: &Theme) -> Rect {
    const SLIVER: u16 = 5;
    let most = frame::below(pane.area, 1);
    let y = if height.saturating_add(SLIVER) > most.height { most.y } else { most.bottom() - height };
    let y = pane.end.map_or(y, |end| y.min(end.saturating_add(1))).max(most.y);
    let place = Rect { y, height: most.bottom() - y, ..most };
    let margin = u16::from(most.x > 0);
    let ground = Rect { x: place.x - margin, width: place.width + 2 * margin, ..place };
    frame::fill(ground, buf, theme, Role::Overlay);
    let top = u16::from(place.height > 8);
    if theme.style(Role::Overlay).bg.unwrap_or_default() == theme.style(Role::Text).bg.unwrap_or_default() {
        frame::edge(ground, buf, theme, margin > 0, top > 0);
    }
    Rect { y: place.y + top, height: place.height - top, ..place }
}

fn over(pane: &Pane, buf: &mut Buffer, ui: &Ui, overlay: &Overlay, shown: &Shown, theme: &Theme) -> Option<Position> {
    let rows = |count: usize| u16::try_from(count).unwrap_or(u16::MAX).saturating_add(3);
    match overlay {
        Overlay::RollCall(pick) => {
            let place = sheet(pane, buf, rows(pick.len() + 1), theme);
            roll_call::render(place, buf, ui, pick, shown, theme);
        }
        Overlay::Answers(pick) => {
            let place = sheet(pane, buf, rows(pick.len() * 3), theme);
            answers::render_list(place, buf, ui, pick, shown, theme);
        }
        Overlay::Entries(list) => {
            let place = sheet(pane, buf, rows(list.pick.len()), theme);
            entries::render_list(place, buf, ui, list, shown, theme);
        }
        Overlay::Dissents(pick) => {
            let place = sheet(pane, buf, rows(pick.len() * 3), theme);
            dissent::render_list(place, buf, ui, pick, shown, theme);
        }
        Overlay::Jump(pick) => {
            let off = ui.place(shown).map_or(0, |place| place.meeting.taken_off.len());
            let place = sheet(pane, buf, rows(pick.len() + if off > 0 { off + 2 } else { 0 }), theme);
            agenda::render_list(place, buf, ui, pick, shown, theme);
        }
        Overlay::Ready(pick) => {
            let place = sheet(pane, buf, ready::height(ui, shown, pane.area.width), theme);
            ready::render(place, buf, ui, pick, shown, theme);
        }
        Overlay::Minutes(pick) => {
            let place = sheet(pane, buf, minutes::height(ui, shown, pane.area.width), theme);
            minutes::render(place, buf, ui, pick, shown, theme);
        }
        Overlay::Reading(reading) => {
            // It has the line that names an item too: what is read is another.
            let Rect { y, height, .. } = pane.screen;
            let whole = Rect { y: y.saturating_sub(1), height: height + 1, ..inner(pane.screen) };
            let place = sheet(&Pane { area: whole, ..*pane }, buf, u16::MAX, theme);
            reading::render(place, buf, ui, reading, shown, theme);
        }
        Overlay::Ending(pick) => {
            let reasons = u16::try_from(shown.terms.live.reasons.len()).unwrap_or(0);
            let place = sheet(pane, buf, rows(pick.len()).saturating_add(5 + reasons), theme);
            ending::render(place, buf, ui, pick, shown, theme);
        }
        Overlay::Gate(gate) => {
            let place = sheet(pane, buf, gate::height(ui, shown, pane.area.width), theme);
            gate::render(place, buf, ui, gate, shown, theme);
        }
        Overlay::ReadBack => {
            read_back::render(pane.screen, buf, ui, shown, theme);
        }
        Overlay::WrongChild(waiting) => {
            let place = sheet(pane, buf, wrong_child::height(waiting), theme);
            wrong_child::render(place, buf, ui, waiting, shown, theme);
        }
        Overlay::MoveTo(open) => {
            let place = sheet(pane, buf, rows(open.pick.len()), theme);
            wrong_child::move_to(place, buf, ui, open, shown, theme);
        }
        Overlay::Conflict(conflict) => {
            let place = sheet(pane, buf, two_texts::height(conflict, pane.area.width), theme);
            two_texts::render(place, buf, conflict, theme);
        }
        // The words are those that the veil does not know.
        Overlay::Doubts(_) if ui.veil.is_down() => {
            let place = sheet(pane, buf, u16::MAX, theme);
            let veiled = "What to look at in the copy is veiled: F9 lifts it.";
            frame::paragraph(place, buf, theme, Role::Hint, veiled);
        }
        Overlay::Doubts(open) => {
            let place = sheet(pane, buf, u16::MAX, theme);
            doubts::render(place, buf, open, theme);
        }
        Overlay::Brought(open) => {
            let place = sheet(pane, buf, u16::MAX, theme);
            brought(place, buf, ui, open, shown, theme);
        }
        Overlay::Alike(open) => {
            let place = sheet(pane, buf, alike::height(open), theme);
            alike::render(place, buf, open, shown, theme);
        }
        // The veil knows whom the screen knows, and the list of records knows others.
        Overlay::Form(open) if matches!(open.kind, FormKind::Merge(_)) && ui.veil.is_down() => {
            let place = sheet(pane, buf, u16::MAX, theme);
            frame::paragraph(
                place,
                buf,
                theme,
                Role::Hint,
                "Two records are compared here under the veil: F9 lifts it.",
            );
        }
        Overlay::Form(open) if !open.parts.is_empty() => {
            let place = sheet(pane, buf, u16::MAX, theme);
            return form_parts::render(place, buf, ui, open, shown, theme);
        }
        Overlay::Form(open) => {
            let place = sheet(pane, buf, form::height(open, pane.area.width), theme);
            let file = || ui.file_of(open, shown).map(|(_, _, path)| format!("Will be saved as {}", path.display()));
            let note = ui.due_of(open, shown).or_else(file);
            return form::render(place, buf, open, (Some(shown), note.as_deref()), &ui.veil, theme);
        }
    }
    None
}

/// What was read of a file, to be looked at before it is recorded.
fn brought(place: Rect, buf: &mut Buffer, ui: &Ui, open: &Brought, shown: &Shown, theme: &Theme) {
    match open {
        // The veil knows whom the store knows, and not who stands in a file.
        _ if ui.veil.is_down() => {
            frame::paragraph(place, buf, theme, Role::Hint, "What was read of the file is veiled: F9 lifts it.");
        }
        Brought::Form(open) => filing::render(place, buf, open, shown, theme),
        Brought::Tracker(open) => taking::render(place, buf, open, shown, theme),
        Brought::Returns(open) => returns::render(place, buf, open, shown, theme),
    }
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
    let within = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
    let Some((words, role)) = notice(ui, shown) else {
        if let Some(offer) = ui.tour_offer(shown) {
            tour::render_offer(within, buf, offer, theme);
        }
        return;
    };
    let style = theme.style(role);
    let lines: Vec<_> =
        text::wrap(words, usize::from(within.width)).into_iter().map(|line| line.style(style)).collect();
    frame::lines(within, buf, &lines);
}
