//! The children that words may belong to, to choose between.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Span;

use super::{agenda, frame, text};
use crate::session::Shown;
use crate::tui::theme::{Role, Theme};
use crate::tui::ui::Ui;
use crate::tui::ui::wrong_child::{MoveTo, WrongChild, other_items};

/// The rows that the question wants.
#[must_use]
pub fn height(waiting: &WrongChild) -> u16 {
    let list = if waiting.named.len() > 1 { waiting.named.len() + 1 } else { 0 };
    u16::try_from(list + 10).unwrap_or(u16::MAX)
}

/// Draws the question whose words these are; of several children named, the list of them to choose from.
pub fn render(area: Rect, buf: &mut Buffer, ui: &Ui, waiting: &WrongChild, shown: &Shown, theme: &Theme) {
    let Some(chosen) = waiting.pick.chosen().and_then(|row| waiting.named.get(row)) else { return };
    let several = waiting.named.len() > 1;
    let title = if several { "Other children are named" } else { "Another child is named" };
    let rest = frame::section(area, buf, theme, title, "nothing is recorded yet", true);
    let here = ui.place(shown).and_then(|place| place.case).map_or("", |case| case.label.as_str());
    let is_today = |case| ui.place(shown).is_some_and(|place| place.meeting.item_of(case).is_some());
    let label = &chosen.label;
    let said = match waiting.action() {
        _ if several => {
            format!("These words name {} children. They are about to be recorded on {here}.", waiting.named.len())
        }
        Some(action) => {
            format!("{action} belongs to {}, {label}. The answer is about to be recorded on {here}.", chosen.name)
        }
        None => format!("These words name {}, {label}. They are about to be recorded on {here}.", chosen.name),
    };
    let mut rest = frame::paragraph(frame::below(rest, 1), buf, theme, Role::Overlay, &said);
    if several {
        rest = frame::below(rest, 1);
        for (row, chosen) in waiting.pick.visible(usize::from(rest.height.saturating_sub(4))) {
            let Some(child) = waiting.named.get(row) else { continue };
            let line = frame::row(Rect { height: 1.min(rest.height), ..rest }, buf, theme, chosen);
            let ground = if chosen { Role::Selected } else { Role::Overlay };
            let today = if is_today(&child.case) { "" } else { " · not on today's agenda" };
            let words = format!("{}  {}{today}", child.label, child.name);
            frame::line(
                line,
                buf,
                &text::join(vec![Span::styled(words, theme.style(ground))], usize::from(line.width)),
            );
            rest = frame::below(rest, 1);
        }
    }
    let today = is_today(&chosen.case);
    let it = if waiting.action().is_some() { "it" } else { "them" };
    let on = if several { "each child named".to_owned() } else { label.clone() };
    let moving = if today {
        format!("Record {it} on {label} instead")
    } else {
        format!("{label} is not on today's agenda, so nothing can be recorded there")
    };
    let rows = [
        ("k", format!("Keep {it} on {here}"), true),
        ("b", format!("Keep {it}, and note on {on} that the child was named here"), true),
        ("m", moving, today),
    ];
    choices(frame::below(rest, 1), buf, &rows, theme);
}

/// What can be chosen, each with its key; what cannot be now is faint.
pub(super) fn choices(mut rest: Rect, buf: &mut Buffer, rows: &[(&str, String, bool)], theme: &Theme) {
    for (key, words, can) in rows {
        let role = if *can { Role::Overlay } else { Role::Faint };
        let spans = [
            Span::styled(format!(" {key} "), theme.style(Role::Key)),
            Span::styled(format!(" {words}"), theme.style(role)),
        ];
        frame::line(rest, buf, &text::join(spans, usize::from(rest.width)));
        rest = frame::below(rest, 1);
    }
}

/// Draws today's other children to choose from.
pub fn move_to(area: Rect, buf: &mut Buffer, ui: &Ui, open: &MoveTo, shown: &Shown, theme: &Theme) {
    let Some(place) = ui.place(shown) else { return };
    let rest = frame::section(area, buf, theme, "Whose entry is it?", "Enter moves it there", true);
    let items = other_items(&place);
    for (y, (row, chosen)) in (rest.y..rest.bottom()).zip(open.pick.visible(usize::from(rest.height))) {
        let Some(item) = items.get(row).and_then(|id| place.meeting.item(id)) else { continue };
        let line = frame::row(Rect { y, height: 1, ..rest }, buf, theme, chosen);
        let ground = if chosen { Role::Selected } else { Role::Overlay };
        let number = place.meeting.number(item.id()).unwrap_or_default();
        let spans = [Span::styled(format!("{number:>2} {}", agenda::long_name(item, shown)), theme.style(ground))];
        frame::line(line, buf, &text::join(spans, usize::from(rest.width)));
    }
    frame::scroll_hint(rest, buf, theme, open.pick.first(), open.pick.len());
}
