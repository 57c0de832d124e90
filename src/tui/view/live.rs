//! The live meeting: agenda, case, agencies, what was recorded, and the field one types in.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use super::screen::Drawn;
use super::{agenda, capture, case, entries, frame, strip, text, writing};
use crate::model::agenda::ItemKind;
use crate::session::Shown;
use crate::terms::Holds;
use crate::tui::theme::{Role, Theme};
use crate::tui::ui::live::Live;
use crate::tui::ui::{Place, Ui};

/// Terminals narrower than this show the agenda on demand.
const WITH_AGENDA: u16 = 100;
/// Terminals wider than this show what was recorded in a pane of its own.
const WITH_RECORD: u16 = 170;

/// Draws the screen.
pub fn render(area: Rect, buf: &mut Buffer, ui: &Ui, shown: &Shown, theme: &Theme) -> Drawn {
    let (Some(place), Some(live)) = (ui.place(shown), ui.live.as_ref()) else { return Drawn::default() };
    let mut main = area;
    if area.width >= WITH_AGENDA {
        let width = if area.width >= WITH_RECORD { 38 } else { 27 };
        let side = Rect { width, ..area };
        agenda::render(side, buf, ui, shown, theme);
        let used = width + 2;
        main = Rect { x: area.x + used, width: area.width - used, ..area };
    }
    let mut record = None;
    if area.width >= WITH_RECORD && place.case.is_some() {
        let width = main.width * 2 / 5;
        record = Some(Rect { x: main.right() - width, width, ..main });
        main.width -= width + 2;
    }
    match place.case {
        Some(child) => of_case(main, record, buf, ui, live, &place, child, shown, theme),
        None => of_standing(main, buf, ui, live, &place, shown, theme),
    }
}

/// Draws the open field alone, and gives the place of the cursor.
pub fn render_field(area: Rect, buf: &mut Buffer, ui: &Ui, shown: &Shown, theme: &Theme) -> Option<Position> {
    let (place, live) = (ui.place(shown)?, ui.live.as_ref()?);
    field(area, buf, ui, live, &place, shown, theme).cursor
}

/// The rows that the open field takes at the foot.
pub(super) fn field_height(live: &Live, width: u16, height: u16) -> u16 {
    match &live.writing {
        Some(open) => writing::height(open, width).min(height / 2).max(5.min(height)),
        None if live.capture.is_open() => capture::height(height),
        None => 0,
    }
}

fn field(area: Rect, buf: &mut Buffer, ui: &Ui, live: &Live, place: &Place<'_>, shown: &Shown, theme: &Theme) -> Drawn {
    let cursor = match &live.writing {
        Some(open) => writing::render(area, buf, ui, place, open, shown, theme),
        None if live.capture.is_open() => capture::render(area, buf, ui, &live.capture, shown, theme),
        None => return Drawn::default(),
    };
    Drawn { cursor, field: Some(area) }
}

#[allow(clippy::too_many_arguments, reason = "a screen is drawn from all its parts")]
fn of_case(
    area: Rect,
    record: Option<Rect>,
    buf: &mut Buffer,
    ui: &Ui,
    live: &Live,
    place: &Place<'_>,
    child: &crate::model::case::Case,
    shown: &Shown,
    theme: &Theme,
) -> Drawn {
    case::head(Rect { height: 1.min(area.height), ..area }, buf, place, child, shown, theme);
    let rest = frame::below(area, 1);
    let foot = field_height(live, rest.width, rest.height).min(rest.height);
    let chips = strip::lines(ui, place, theme, rest);
    let strip_rows = u16::try_from(chips.len() + 1).unwrap_or(3);
    let left = rest.height.saturating_sub(foot + strip_rows);
    let recorded_rows = if record.is_some() { 0 } else { (left * 2 / 5).max(left.min(4)) };
    let case_rows = left - recorded_rows;
    let case_area = Rect { height: case_rows, ..rest };
    case::render(case_area, buf, ui, place, child, shown, theme);
    let below = frame::below(rest, case_rows);
    strip::render(Rect { height: strip_rows.min(below.height), ..below }, buf, ui, &chips, place, theme);
    let y = rest.y + case_rows + strip_rows;
    let recorded_area =
        Rect { y: y.min(rest.bottom()), height: recorded_rows.min(rest.bottom().saturating_sub(y)), ..rest };
    entries::render(record.unwrap_or(recorded_area), buf, place, shown, theme);
    let foot_area = Rect { y: rest.bottom() - foot, height: foot, ..rest };
    field(foot_area, buf, ui, live, place, shown, theme)
}

/// A standing item: what it is for, then notes and actions.
fn of_standing(
    area: Rect,
    buf: &mut Buffer,
    ui: &Ui,
    live: &Live,
    place: &Place<'_>,
    shown: &Shown,
    theme: &Theme,
) -> Drawn {
    let chair = place.meeting.chair_of(place.item);
    let head = vec![
        Span::styled(place.item.planned.title.clone(), theme.style(Role::Title)),
        Span::styled(format!("   {}", place.item.planned.responsible), theme.style(Role::Muted)),
        Span::styled(format!("   in the chair: {chair}"), theme.style(Role::Faint)),
    ];
    frame::line(Rect { height: 1.min(area.height), ..area }, buf, &text::join(head, usize::from(area.width)));
    let rest = frame::below(area, 2);
    let foot = field_height(live, rest.width, rest.height).min(rest.height);
    let width = usize::from(rest.width.saturating_sub(2)).min(90);
    let lines = standing_lines(place, shown, theme, width);
    let room = rest.height.saturating_sub(foot + 1);
    let taken = entries::height(place, shown, theme, rest.width).min(room / 2);
    let upper = u16::try_from(lines.len()).unwrap_or(u16::MAX).min(room - taken);
    let first = usize::from(live.scroll).min(lines.len().saturating_sub(usize::from(upper)));
    let said = Rect { height: upper, ..rest };
    frame::lines(said, buf, lines.get(first..).unwrap_or_default());
    frame::scroll_hint(said, buf, theme, first, lines.len());
    let y = rest.y + upper + 1;
    let recorded = Rect { y: y.min(rest.bottom()), height: rest.bottom().saturating_sub(y + foot), ..rest };
    entries::render(recorded, buf, place, shown, theme);
    let foot_area = Rect { y: rest.bottom() - foot, height: foot, ..rest };
    field(foot_area, buf, ui, live, place, shown, theme)
}

fn standing_lines<'a>(place: &Place<'_>, shown: &Shown, theme: &Theme, width: usize) -> Vec<Line<'a>> {
    let mut lines = Vec::new();
    let mut put = |said: &str, role: Role| {
        for line in text::wrap(said, width) {
            let words: String = line.spans.iter().map(|span| span.content.as_ref()).collect();
            lines.push(Line::from(Span::styled(words, theme.style(role))));
        }
    };
    let ItemKind::Standing(holds) = place.item.planned.kind else { return lines };
    match holds {
        Holds::RollCall => {
            let seats = &place.meeting.seats;
            let core: Vec<_> = seats.iter().filter(|seat| seat.only_case.is_none()).collect();
            let invited = seats.len() - core.len();
            let here: Vec<&str> = core.iter().filter(|seat| seat.attends()).map(|seat| seat.short.as_str()).collect();
            let unmarked = core.iter().filter(|seat| seat.mark.is_none()).count();
            if unmarked > 0 {
                put(&format!("Press r for the roll-call: {unmarked} not marked yet."), Role::Warning);
            } else {
                put("✓ Everybody is marked. r opens the roll-call again, as when somebody comes late.", Role::Success);
            }
            put("", Role::Text);
            if !here.is_empty() {
                put(&format!("Here ({}): {}", here.len(), here.join(", ")), Role::Text);
            }
            if invited > 0 {
                put(&format!("Invited for their own child's item: {invited}"), Role::Muted);
            }
        }
        Holds::Statement => {
            let seats = &place.meeting.seats;
            let agreed = seats.iter().filter(|seat| seat.agreed.is_some()).count();
            let open: Vec<_> = seats.iter().filter(|seat| seat.attends() && seat.agreed.is_none()).collect();
            let names: Vec<&str> = open.iter().map(|seat| seat.short.as_str()).collect();
            match (open.len(), agreed) {
                (0, 0) => put("Nobody is marked present yet: r opens the roll-call.", Role::Warning),
                (0, _) => put(&format!("✓ All {agreed} present have agreed."), Role::Success),
                (open, 0) => put(&format!("Press s when all {open} present have agreed."), Role::Warning),
                _ => put(&format!("Press s when these have agreed too: {}.", names.join(", ")), Role::Warning),
            }
            for paragraph in &shown.terms.sharing.statement {
                put("", Role::Text);
                put(paragraph, Role::Text);
            }
        }
        Holds::ActionLog => {
            let actions = crate::tui::ui::answers::open_actions(place, shown);
            let overdue = actions.iter().filter(|action| action.is_overdue(place.meeting.plan.date)).count();
            put(
                &format!(
                    "{} open actions whose child is not on today's agenda, {overdue} overdue. Press A to answer them; those of today's children are answered inside their case.",
                    actions.len()
                ),
                Role::Muted,
            );
            put("", Role::Text);
            for action in actions {
                lines.push(entries::action_line(action, theme, width));
            }
        }
        Holds::LastMinutes => put("Matters arising: t notes them, a raises an action.", Role::Muted),
        _ => put("t notes what is said, a raises an action.", Role::Muted),
    }
    lines
}
