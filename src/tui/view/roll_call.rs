//! The roll-call: every seat, who holds it, and what was marked.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Span;

use super::{frame, text};
use crate::model::attendance::{Mark, Seat};
use crate::session::Shown;
use crate::terms::calendar;
use crate::tui::theme::{Role, Theme};
use crate::tui::ui::Ui;
use crate::tui::ui::list::Pick;

/// Draws the roll-call.
pub fn render(area: Rect, buf: &mut Buffer, ui: &Ui, pick: &Pick, shown: &Shown, theme: &Theme) {
    let Some(place) = ui.place(shown) else { return };
    let here = place.meeting.seats.iter().filter(|seat| seat.attends()).count();
    let waiting = place.meeting.seats.iter().filter(|seat| seat.mark.is_none()).count();
    let note = format!("{here} here · {waiting} not marked");
    let below = frame::section(area, buf, theme, "Roll-call", &note, true);
    for (y, (row, chosen)) in (below.y..below.bottom()).zip(pick.visible(usize::from(below.height))) {
        let Some(seat) = place.meeting.seats.get(row) else { continue };
        draw_seat(Rect { y, height: 1, ..below }, buf, seat, chosen, shown, theme);
    }
    frame::scroll_hint(below, buf, theme, pick.first(), pick.len());
}

fn draw_seat(area: Rect, buf: &mut Buffer, seat: &Seat, chosen: bool, shown: &Shown, theme: &Theme) {
    let ground = if chosen { Role::Selected } else { Role::Overlay };
    frame::fill(area, buf, theme, ground);
    let style = |role| if chosen { theme.style(Role::Selected) } else { theme.style(role) };
    let (glyph, word, role) = match &seat.mark {
        None => ("?", "not marked".to_owned(), Role::AgencyNotAsked),
        Some(Mark::Present) => ("✓", "present".to_owned(), Role::AgencyGave),
        Some(Mark::Apologies { substitute: Some(name) }) => {
            ("✓", format!("apologies; {name} for them"), Role::AgencyNil)
        }
        Some(Mark::Apologies { substitute: None }) => ("–", "apologies".to_owned(), Role::AgencyAbsent),
        Some(Mark::Absent) => ("–", "absent".to_owned(), Role::AgencyAbsent),
    };
    let mut state = word;
    let times = [
        ("came", seat.from),
        ("left", seat.until),
        ("agreed", seat.agreed.map(|agreed| calendar::london(agreed).time())),
    ];
    for (what, time) in times {
        if let Some(time) = time {
            state = format!("{state}, {what} {}", time.format("%H:%M"));
        }
    }
    let case = seat.only_case.as_ref().and_then(|case| shown.docs.cases.get(case));
    let case = case.map_or_else(String::new, |case| format!(" · for {}", case.label));
    let unsigned = if seat.signed { "" } else { " · protocol not signed" };
    let left = vec![
        Span::styled(format!(" {glyph} "), style(role)),
        Span::styled(text::pad(&seat.short, 24), style(Role::Overlay)),
        Span::styled(format!(" {}{case}", seat.name), style(Role::Muted)),
        Span::styled(unsigned, style(Role::Danger)),
    ];
    let right = vec![Span::styled(format!("{state} "), style(role))];
    frame::line(area, buf, &text::spread(left, right, usize::from(area.width), 28));
}
