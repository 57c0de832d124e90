//! The agenda: every item with its state, and the minutes planned or taken.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::{frame, text, words};
use crate::model::action::Action;
use crate::model::agenda::{Item, ItemKind, Progress};
use crate::model::checks::Owed;
use crate::model::decide::owed_on;
use crate::model::gather;
use crate::model::meeting::MeetingState;
use crate::session::Shown;
use crate::tui::theme::{Role, Theme};
use crate::tui::ui::pace::cases_left;
use crate::tui::ui::{Place, Ui};

/// Rows wider than this name the child in full.
const NARROW: u16 = 50;

/// Draws the pane at the side.
pub fn render(area: Rect, buf: &mut Buffer, ui: &Ui, shown: &Shown, theme: &Theme) {
    let Some(place) = ui.place(shown) else { return };
    let area = frame::section(area, buf, theme, "Agenda", &pace(&place, ui, shown), false);
    let at = place.meeting.number(place.item.id()).map_or(0, |number| number - 1);
    let height = usize::from(area.height);
    let total = place.meeting.items.len();
    let first = (at + height / 2 + 1).saturating_sub(height).min(total.saturating_sub(height));
    for (row, index) in (area.y..area.bottom()).zip(first..total) {
        let line_area = Rect { y: row, height: 1, ..area };
        draw_row(line_area, buf, ui, &place, index, (index == at, Role::Text), shown, theme);
    }
    frame::scroll_hint(area, buf, theme, first, total);
    let taken = u16::try_from(total).unwrap_or(u16::MAX).saturating_add(1);
    render_raised(frame::below(area, taken), buf, &place, shown, theme);
}

/// Draws the whole agenda as a list to choose from.
pub fn render_list(
    area: Rect,
    buf: &mut Buffer,
    ui: &Ui,
    pick: &crate::tui::ui::list::Pick,
    shown: &Shown,
    theme: &Theme,
) {
    let Some(place) = ui.place(shown) else { return };
    let (planned, slot) = (place.meeting.planned_minutes(), place.meeting.plan.slot_minutes);
    let to_come = place.meeting.is_to_come();
    let note = if to_come && planned <= slot { format!("{planned} of {slot} min") } else { "Enter opens".to_owned() };
    let mut area =
        frame::section(area, buf, theme, "Agenda", if to_come { note.as_str() } else { "Enter opens" }, true);
    if to_come && planned > slot {
        let width = usize::from(area.width);
        let spans = of_slot(planned, slot).map(|(said, role)| Span::styled(said, theme.style(role)));
        frame::line(area, buf, &text::join(spans, width));
        area = frame::below(area, 1);
    }
    let off = u16::try_from(place.meeting.taken_off.len()).unwrap_or(0);
    let foot = if off > 0 && area.height > off + 6 { off + 2 } else { 0 };
    let list = Rect { height: area.height - foot, ..area };
    for (y, (row, chosen)) in (list.y..list.bottom()).zip(pick.visible(usize::from(list.height))) {
        let line = frame::row(Rect { y, height: 1, ..list }, buf, theme, chosen);
        draw_row(line, buf, ui, &place, row, (chosen, Role::Overlay), shown, theme);
    }
    frame::scroll_hint(list, buf, theme, pick.first(), pick.len());
    if foot > 0 {
        let rows = u16::try_from(pick.len()).unwrap_or(u16::MAX).min(list.height);
        taken_off(frame::below(area, rows + 1), buf, &place, shown, theme);
    }
}

/// What was taken off the agenda, with the reason and the new review date.
fn taken_off(area: Rect, buf: &mut Buffer, place: &Place<'_>, shown: &Shown, theme: &Theme) {
    let below = frame::section(area, buf, theme, "Taken off", "", false);
    let width = usize::from(below.width);
    let lines: Vec<Line<'_>> = place
        .meeting
        .taken_off
        .iter()
        .map(|off| {
            let case = off.planned.case.as_ref().and_then(|case| shown.docs.cases.get(case));
            let of =
                case.map_or_else(|| off.planned.title.clone(), |case| format!("{} {}", case.label, case.initials()));
            let until =
                off.until.map_or_else(String::new, |until| format!(" · review {}", crate::terms::phrase::day(until)));
            let spans = [
                Span::styled(format!("  {of}  "), theme.style(Role::Accent)),
                Span::styled(format!("{}{until}", off.reason), theme.style(Role::Muted)),
            ];
            text::join(spans, width)
        })
        .collect();
    frame::lines(below, buf, &lines);
}

/// What was raised in the meeting so far, below the agenda: the latest that there is room for.
fn render_raised(area: Rect, buf: &mut Buffer, place: &Place<'_>, shown: &Shown, theme: &Theme) {
    let here = |action: &&Action| action.raised_at.at.as_ref().is_some_and(|(at, _)| *at == place.meeting.id);
    let mut raised: Vec<&Action> = shown.docs.actions.values().filter(here).collect();
    if raised.is_empty() || area.height < 4 {
        return;
    }
    raised.sort_by_key(|action| (action.label.len(), action.label.as_str()));
    let below = frame::section(area, buf, theme, "Raised today", &raised.len().to_string(), false);
    let first = raised.len().saturating_sub(usize::from(below.height) / 2);
    let width = usize::from(below.width.saturating_sub(1));
    let mut rest = below;
    for action in &raised[first..] {
        let owner = action.task.owner.as_ref().map_or("no owner", |owner| owner.short.as_str());
        let due = action.task.due.map_or_else(|| "no date".to_owned(), |due| due.format("%-d %b").to_string());
        let left = vec![
            Span::styled(format!("{:<5} ", action.label), theme.style(Role::Key)),
            Span::styled(owner.to_owned(), theme.style(Role::Info)),
        ];
        let right = vec![Span::styled(due, theme.style(Role::Faint))];
        let words = Span::styled(format!("      {}", action.task.text), theme.style(Role::Muted));
        rest = frame::lines(rest, buf, &[text::spread(left, right, width, 12), text::join([words], width)]);
    }
}

#[allow(clippy::too_many_arguments, reason = "a row of a pane needs its pane's parts")]
fn draw_row(
    area: Rect,
    buf: &mut Buffer,
    ui: &Ui,
    place: &Place<'_>,
    index: usize,
    (chosen, plain): (bool, Role),
    shown: &Shown,
    theme: &Theme,
) {
    let Some(item) = place.meeting.items.get(index) else { return };
    if chosen {
        frame::fill(area, buf, theme, Role::Selected);
    }
    let ground = theme.style(if chosen { Role::Selected } else { plain });
    let left = item.progress() == Progress::Done && item.case().is_some();
    let open = left && owed_on(place.meeting, item, &shown.docs).iter().any(Owed::stops);
    let (glyph, role) = words::progress(item, open);
    let style = |role| if chosen { ground } else { theme.style(role) };
    let minutes = minutes(item, ui);
    // The glyph, the number and the minutes, with the spaces between.
    let room = usize::from(area.width).saturating_sub(5 + text::cells(&minutes) + 2);
    let name = match if area.width > NARROW { long_name(item, shown) } else { name(item, shown) } {
        title if text::cells(&title) > room => short_name(item, place, shown).map_or(title, str::to_owned),
        name => name,
    };
    let mut left = vec![
        Span::styled(format!("{glyph} "), style(role)),
        Span::styled(format!("{:>2} ", index + 1), style(Role::Faint)),
        Span::styled(name.clone(), style(if item.progress() == Progress::Done { Role::Muted } else { plain })),
    ];
    if place.meeting.is_to_come() && area.width > NARROW {
        let why = why_here(item, place, ui, shown);
        let gap = " ".repeat(30_usize.saturating_sub(text::cells(&name)).max(1));
        left.push(Span::styled(format!("{gap}{why}"), style(Role::Muted)));
    }
    let right = vec![Span::styled(format!("{minutes} "), style(Role::Faint))];
    let line: Line<'_> = text::spread(left, right, usize::from(area.width), 12);
    frame::line(area, buf, &line);
}

/// Who presents an item, and why its child is on the agenda.
fn why_here(item: &Item, place: &Place<'_>, ui: &Ui, shown: &Shown) -> String {
    let whys = gather::why_here(place.meeting, item, &shown.docs, ui.today());
    let whys: Vec<String> = whys.iter().map(gather::Why::words).collect();
    let who = item.planned.responsible.split(',').next().unwrap_or_default();
    match (item.case(), whys.is_empty()) {
        (None, _) => who.to_owned(),
        (Some(_), true) => format!("{who} · put on by hand"),
        (Some(_), false) => format!("{who} · {}", whys.join("; ")),
    }
}

/// What an item is for, in a word.
#[must_use]
pub fn kind(item: &Item) -> &'static str {
    match item.planned.kind {
        ItemKind::Initial => "initial",
        ItemKind::Requested => "request",
        ItemKind::Dissent => "dissent",
        _ => "review",
    }
}

/// `3 cases left, 9 min each`; before the meeting the minutes planned.
fn pace(place: &Place<'_>, ui: &Ui, shown: &Shown) -> String {
    if place.meeting.state != MeetingState::Live {
        let (planned, slot) = (place.meeting.planned_minutes(), place.meeting.plan.slot_minutes);
        if place.meeting.is_to_come() {
            return if planned > slot {
                format!("{planned} min, {} too many", planned - slot)
            } else {
                format!("{planned} of {slot} min")
            };
        }
        return format!("{planned} min");
    }
    match cases_left(place.meeting, &shown.terms, ui.now) {
        (0, _) => "all discussed".to_owned(),
        (1, each) => format!("1 left, {each} min"),
        (left, each) => format!("{left} left, {each} min each"),
    }
}

/// `165 of 180 min`, with what is left or too much; in danger style where it is too much.
#[must_use]
pub fn of_slot(planned: u32, slot: u32) -> [(String, Role); 2] {
    let role = if planned > slot { Role::Danger } else { Role::Muted };
    let beside = if planned > slot {
        format!("  {} min too long for the slot", planned - slot)
    } else {
        format!("  {} min to spare", slot - planned)
    };
    [(format!("{planned} of {slot} min"), role), (beside, role)]
}

/// The name of an item: a case's reference and initials, or the title.
#[must_use]
pub fn name(item: &Item, shown: &Shown) -> String {
    let Some(case) = item.case().and_then(|case| shown.docs.cases.get(case)) else {
        return item.planned.title.clone();
    };
    let kind = match item.planned.kind {
        ItemKind::Initial => " initial",
        ItemKind::Requested => " request",
        ItemKind::Dissent => " dissent",
        _ => "",
    };
    let late = if item.planned.late { " late" } else { "" };
    format!("{} {}{kind}{late}", case.label, case.initials())
}

/// What the county's terms call a standing item for short.
#[must_use]
pub fn short_name<'a>(item: &Item, place: &Place<'_>, shown: &'a Shown) -> Option<&'a str> {
    let mut rows = shown.terms.part(place.meeting.plan.part)?.agenda.iter();
    let short = rows.find(|row| row.title == item.planned.title)?.short.as_str();
    (item.case().is_none() && !short.is_empty()).then_some(short)
}

/// As [`name`], with the child's name in full.
#[must_use]
pub fn long_name(item: &Item, shown: &Shown) -> String {
    let name = name(item, shown);
    let Some(case) = item.case().and_then(|case| shown.docs.cases.get(case)) else { return name };
    name.replacen(&case.initials(), &case.details.name, 1)
}

/// Minutes taken of those planned: `7/10`, or those planned alone.
fn minutes(item: &Item, ui: &Ui) -> String {
    match item.elapsed_seconds(ui.now) / 60 {
        0 if item.opened_at.is_none() => format!("{}", item.planned.minutes),
        taken => format!("{taken}/{}", item.planned.minutes),
    }
}
