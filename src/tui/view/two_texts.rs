//! Two things to choose between: the children that words may belong to, and two texts of one entry.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Span;

use super::{agenda, frame, text};
use crate::session::Shown;
use crate::tui::theme::{Role, Theme};
use crate::tui::ui::Ui;
use crate::tui::ui::conflict::Conflict;
use crate::tui::ui::wrong_child::{MoveTo, WrongChild, other_items};

/// Draws the question whose words these are.
pub fn wrong_child(area: Rect, buf: &mut Buffer, ui: &Ui, waiting: &WrongChild, shown: &Shown, theme: &Theme) {
    let named = &waiting.named;
    let rest = frame::section(area, buf, theme, "Another child is named", "nothing is recorded yet", true);
    let here = ui.place(shown).and_then(|place| place.case).map_or("", |case| case.label.as_str());
    let (name, label) = (&named.name, &named.label);
    let said = match waiting.action() {
        Some(action) => format!("{action} belongs to {name}, {label}. The answer is about to be recorded on {here}."),
        None => format!("These words name {name}, {label}. They are about to be recorded on {here}."),
    };
    let rest = frame::paragraph(frame::below(rest, 1), buf, theme, Role::Text, &said);
    let today = ui.place(shown).is_some_and(|place| place.meeting.item_of(&named.case).is_some());
    let it = if waiting.action().is_some() { "it" } else { "them" };
    let moving = if today {
        format!("Record {it} on {label} instead")
    } else {
        format!("{label} is not on today's agenda, so nothing can be recorded there")
    };
    let rows = [
        ("k", format!("Keep {it} on {here}"), true),
        ("b", format!("Keep {it}, and note on {label} that the child was named here"), true),
        ("m", moving, today),
    ];
    let mut rest = frame::below(rest, 1);
    for (key, words, can) in rows {
        let role = if can { Role::Overlay } else { Role::Faint };
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

/// Draws both texts of an entry that was edited in two places.
pub fn conflict(area: Rect, buf: &mut Buffer, conflict: &Conflict, theme: &Theme) {
    let rest = frame::section(area, buf, theme, "Two texts of one entry", "neither is lost", true);
    let theirs = match &conflict.entry {
        Some(_) => conflict.theirs.as_str(),
        None => "The entry was withdrawn.",
    };
    let mut rest = frame::below(rest, 1);
    for (head, said, role) in
        [("Theirs, recorded meanwhile", theirs, Role::Info), ("Yours", &conflict.mine, Role::Text)]
    {
        rest = frame::paragraph(rest, buf, theme, Role::Faint, head);
        rest = frame::paragraph(Rect { width: rest.width.min(80), ..rest }, buf, theme, role, said);
        rest = frame::below(Rect { width: area.width, ..rest }, 1);
    }
}
