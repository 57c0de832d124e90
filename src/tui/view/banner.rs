//! The bar along the top: marking, what is open, pace, clock, and whether all is saved.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Span;

use super::{frame, text};
use crate::model::meeting::{Meeting, MeetingState};
use crate::session::{Saved, Shown};
use crate::terms::calendar;
use crate::terms::phrase::weekday_day;
use crate::tui::theme::{Role, Theme};
use crate::tui::ui::pace::projected_end;
use crate::tui::ui::{Overlay, Screen, Ui};

/// The cells that the clock and the saved state take, and the space before them.
const RIGHT: usize = 20;

/// What the bar says of a county that is not real.
const FICTIONAL: &str = "  fictional county";

/// Draws the bar in one row.
pub fn render(area: Rect, buf: &mut Buffer, ui: &Ui, shown: &Shown, theme: &Theme) {
    frame::fill(area, buf, theme, Role::Banner);
    let plain = |text: String| Span::styled(text, theme.style(Role::Banner));
    let mut left = vec![Span::styled(format!(" {} ", shown.terms.sharing.marking), theme.style(Role::Marking))];
    let veiled = if ui.veil.is_down() { " veiled · F9" } else { "" };
    let mut right = vec![Span::styled(veiled, theme.style(Role::Accent))];
    match (ui.screen, ui.place(shown)) {
        (Screen::Live | Screen::Room, Some(place)) => {
            let title = title(place.meeting, shown, area.width);
            let marking = text::cells(&shown.terms.sharing.marking) + 2;
            let used = marking + 2 + text::cells(&title) + 2 + text::cells(veiled) + RIGHT;
            let room = usize::from(area.width).saturating_sub(used);
            left.push(plain(format!("  {title}")));
            left.push(plain(format!("  {}", pace(ui, place.meeting, place.item, room))));
        }
        (Screen::Cases | Screen::Case, _) => left.push(plain(format!("  {} MACE cases", shown.terms.county.name))),
        (Screen::Actions, _) => left.push(plain(format!("  {} MACE actions", shown.terms.county.name))),
        (Screen::Disclosures, _) => left.push(plain(format!("  {} MACE disclosures", shown.terms.county.name))),
        (Screen::People, _) => left.push(plain(format!("  {} MACE people", shown.terms.county.name))),
        _ => left.push(plain(format!("  {} MACE meetings", shown.terms.county.name))),
    }
    right.push(plain(format!("  {}  ", ui.clock())));
    right.push(match &shown.saved {
        Saved::Saved if shown.read_only => Span::styled("read only ", theme.style(Role::Warning)),
        Saved::Saved => Span::styled("✓ saved ", theme.style(Role::Saved)),
        Saved::NotSaved(_) => Span::styled(" NOT SAVED · F5 ", theme.style(Role::NotSaved)),
    });
    // What tells that nobody here is real stands whole or not at all.
    let used = |spans: &[Span<'_>]| spans.iter().map(|span| text::cells(&span.content)).sum::<usize>();
    if shown.demo && used(&left) + used(&right) + text::cells(FICTIONAL) < usize::from(area.width) {
        left.push(Span::styled(FICTIONAL, theme.style(Role::Muted)));
    }
    // The clock and the saved state are always in sight: whatever else is cut first.
    frame::line(area, buf, &text::spread(left, right, usize::from(area.width), 22));
}

/// `Part 1 · Mid · Thu 3 Dec 2026`; where there is little room, a live meeting's day gives way to its pace, and the year
/// of another to how far it has come.
fn title(meeting: &Meeting, shown: &Shown, width: u16) -> String {
    let area = shown.terms.area(&meeting.plan.area).map_or(meeting.plan.area.as_str(), |area| area.name.as_str());
    match meeting.state {
        MeetingState::Live if width < 100 => return format!("Part {} · {area}", meeting.plan.part),
        _ if width < 100 => {
            return format!("Part {} · {area} · {}", meeting.plan.part, meeting.plan.date.format("%-d %b"));
        }
        _ => {}
    }
    format!("Part {} · {area} · {}", meeting.plan.part, weekday_day(meeting.plan.date))
}

/// `6 of 14 · 4 min left of 8 · ends ≈ 12:05`, or as much of it as there is room for, nothing cut in the middle.
fn pace(ui: &Ui, meeting: &Meeting, item: &crate::model::agenda::Item, room: usize) -> String {
    let (number, all) = (meeting.number(item.id()).unwrap_or(0), meeting.items.len());
    if meeting.state != MeetingState::Live {
        let state = meeting.state.name();
        if matches!(ui.overlay, Some(Overlay::Reading(_))) {
            return state.to_owned();
        }
        let ways = [format!("{number} of {all} · {state}"), format!("{number}/{all} · {state}")];
        return ways.into_iter().find(|way| text::cells(way) <= room).unwrap_or_else(|| state.to_owned());
    }
    let planned = i64::from(item.planned.minutes);
    let left = planned - item.elapsed_seconds(ui.now) / 60;
    let (short, long, least) = match left {
        _ if planned == 0 => Default::default(),
        0.. => (format!(" · {left} min left"), format!(" of {planned}"), format!(" · {left} left")),
        over => (format!(" · {} min over", -over), format!(" {planned}"), format!(" · {} over", -over)),
    };
    if let Some(taken) = meeting.on_break() {
        let since = calendar::london(taken.from).format("%H:%M").to_string();
        let ways = [
            format!("{number}/{all} · break since {since} · B goes on"),
            format!("break since {since} · B ends it"),
            format!("break since {since}"),
        ];
        return ways.into_iter().find(|way| text::cells(way) <= room).unwrap_or_else(|| "break".to_owned());
    }
    let ends = format!(" · ends ≈ {}", calendar::london(projected_end(meeting, ui.now)).format("%H:%M"));
    let ways = [
        format!("{number} of {all}{short}{long}{ends}"),
        format!("{number}/{all}{short}{ends}"),
        format!("{number}/{all}{short}"),
        format!("{number}/{all}{least}"),
    ];
    let [.., least] = &ways;
    ways.iter().find(|way| text::cells(way) <= room).unwrap_or(least).clone()
}
