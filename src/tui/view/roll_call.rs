//! The roll-call: every seat, who holds it, and what was marked.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::{frame, text};
use crate::model::attendance::{Mark, Seat};
use crate::session::Shown;
use crate::terms::calendar;
use crate::tui::theme::{Role, Theme};
use crate::tui::ui::list::Pick;
use crate::tui::ui::{Place, Ui};

/// The heading above those who are invited.
const INVITED: &str = "Invited, each for one child's item";

/// Draws the roll-call.
pub fn render(area: Rect, buf: &mut Buffer, ui: &Ui, pick: &Pick, shown: &Shown, theme: &Theme) {
    let Some(place) = ui.place(shown) else { return };
    let (members, invited) = place.meeting.roll();
    let here = members.iter().filter(|seat| seat.attends()).count();
    let waiting = members.iter().filter(|seat| seat.mark.is_none()).count();
    let to_come = place.meeting.is_to_come();
    let (title, note) = if to_come {
        let substitutes = if here == 0 { String::new() } else { format!(", {here} with a substitute") };
        ("Before the day", format!("{waiting} expected · {} apologies{substitutes}", members.len() - waiting))
    } else {
        ("Roll-call", format!("{here} here · {waiting} not marked"))
    };
    let below = frame::section(area, buf, theme, title, &note, true);
    let apart = u16::from(!invited.is_empty());
    let mut rest = below;
    for (row, chosen) in pick.visible(usize::from(below.height.saturating_sub(apart))) {
        if row == members.len() {
            rest = frame::section(rest, buf, theme, INVITED, "", false);
        }
        if let Some(seat) = members.iter().chain(&invited).nth(row) {
            let line = frame::row(Rect { height: rest.height.min(1), ..rest }, buf, theme, chosen);
            let look = Look { chosen, plain: Role::Overlay, to_come };
            draw_seat(line, buf, seat, look, shown, theme);
        }
        rest = frame::below(rest, 1);
    }
    frame::scroll_hint(below, buf, theme, pick.first(), pick.len() + usize::from(apart));
}

/// Draws who is here, beside an item without a child.
pub fn render_pane(area: Rect, buf: &mut Buffer, place: &Place<'_>, shown: &Shown, theme: &Theme) {
    let (members, invited) = place.meeting.roll();
    let here = members.iter().filter(|seat| seat.attends()).count();
    let look = Look { to_come: place.meeting.is_to_come(), ..Look::default() };
    let (title, note) = if look.to_come {
        ("Expected", format!("{} members", members.len()))
    } else {
        ("Here", format!("{here} of {} members", members.len()))
    };
    let below = frame::section(area, buf, theme, title, &note, false);
    for (y, seat) in (below.y..below.bottom()).zip(members.into_iter().chain(invited)) {
        draw_seat(Rect { y, height: 1, ..below }, buf, seat, look, shown, theme);
    }
}

/// The cells of a seat's name.
const WHO: usize = 24;

/// Every member's seat as a line, then those who are invited for one child's item.
#[must_use]
pub fn lines<'a>(place: &Place<'_>, shown: &Shown, theme: &Theme, width: usize) -> Vec<Line<'a>> {
    let (members, invited) = place.meeting.roll();
    let look = Look { to_come: place.meeting.is_to_come(), ..Look::default() };
    let line = |seat: &Seat| seat_line(seat, look, shown, theme, width);
    let mut lines: Vec<Line<'a>> = members.iter().map(|seat| line(seat)).collect();
    if !invited.is_empty() {
        lines.push(Line::default());
        lines.push(Line::styled(INVITED, theme.style(Role::Faint)));
        lines.extend(invited.iter().map(|seat| line(seat)));
    }
    lines
}

fn draw_seat(area: Rect, buf: &mut Buffer, seat: &Seat, look: Look, shown: &Shown, theme: &Theme) {
    frame::line(area, buf, &seat_line(seat, look, shown, theme, usize::from(area.width)));
}

/// How a seat's row stands.
#[derive(Clone, Copy)]
struct Look {
    chosen: bool,
    plain: Role,
    /// Before the meeting nobody is late: who is not marked is merely expected.
    to_come: bool,
}

impl Default for Look {
    fn default() -> Self {
        Self { chosen: false, plain: Role::Text, to_come: false }
    }
}

fn seat_line<'a>(seat: &Seat, look: Look, shown: &Shown, theme: &Theme, width: usize) -> Line<'a> {
    let Look { chosen, plain, to_come } = look;
    let style = |role| if chosen { theme.style(Role::Selected) } else { theme.style(role) };
    let (glyph, mut state, role) = match &seat.mark {
        None if to_come => ("·", String::new(), Role::Faint),
        None => ("?", "not marked".to_owned(), Role::AgencyNotAsked),
        Some(Mark::Present) => ("✓", "present".to_owned(), Role::AgencyGave),
        Some(Mark::Apologies { substitute: Some(_) }) => ("✓", "substitute".to_owned(), Role::AgencyNil),
        Some(Mark::Apologies { substitute: None }) if to_come => {
            ("–", "apologies, nobody named".to_owned(), Role::AgencyAbsent)
        }
        Some(Mark::Apologies { substitute: None }) => ("–", "apologies".to_owned(), Role::AgencyAbsent),
        Some(Mark::Absent) => ("–", "absent".to_owned(), Role::AgencyAbsent),
    };
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
    let who = case.map_or_else(|| seat.short.clone(), |case| format!("{}  {}", case.label, seat.short));
    let unsigned = if seat.signed { "" } else { " · protocol not signed" };
    let room = width.saturating_sub(2 + WHO + 1 + text::cells(unsigned) + 1 + text::cells(&state) + 2);
    let left = vec![
        Span::styled(format!("{glyph} "), style(role)),
        Span::styled(text::pad(&who, WHO), style(plain)),
        Span::styled(format!(" {}", holder(seat, room)), style(Role::Muted)),
        Span::styled(unsigned, style(Role::Danger)),
    ];
    let right = vec![Span::styled(format!("{state}  "), style(role))];
    text::spread(left, right, width, 28)
}

/// Who holds the seat today. A substitute stands first; the member follows where there is room for the whole name.
fn holder(seat: &Seat, room: usize) -> String {
    let Some(Mark::Apologies { substitute: Some(name) }) = &seat.mark else { return seat.name.clone() };
    let both = format!("{name} for {}", seat.name);
    if text::cells(&both) <= room { both } else { name.clone() }
}
