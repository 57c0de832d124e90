//! The live meeting: agenda, case, agencies, what was recorded, and the field one types in.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use super::screen::Drawn;
use super::{agenda, capture, case, entries, frame, roll_call, strip, text, writing};
use crate::model::agenda::ItemKind;
use crate::session::Shown;
use crate::terms::Holds;
use crate::tui::theme::{Role, Theme};
use crate::tui::ui::live::Live;
use crate::tui::ui::{Place, Ui};

/// Terminals narrower than this show the agenda on demand.
const WITH_AGENDA: u16 = 100;
/// Terminals wider than this show what was before in a pane of its own.
const WITH_PAST: u16 = 170;
/// Screens of more rows than this have room to spare for space between the panes.
const AIRY: u16 = 30;
/// The width to which a list of actions is set.
const LIST: u16 = 120;

/// The panes of the screen, side by side.
struct Panes {
    agenda: Option<Rect>,
    /// Where one works: the matter, the agencies, what is recorded, the open field.
    matter: Rect,
    /// What was before; who is here, where there is no child.
    past: Option<Rect>,
}

impl Panes {
    fn of(area: Rect, place: &Place<'_>) -> Panes {
        let mut panes = Panes { agenda: None, matter: area, past: None };
        if area.width >= WITH_AGENDA {
            let width = if area.width >= WITH_PAST { 36 } else { 30 };
            panes.agenda = Some(Rect { width, ..area });
            panes.matter = Rect { x: area.x + width + 2, width: area.width - width - 2, ..area };
        }
        let matter = panes.matter;
        if matches!(place.item.planned.kind, ItemKind::Standing(Holds::ActionLog)) {
            panes.matter.width = matter.width.min(LIST);
        } else if area.width >= WITH_PAST {
            let width = (matter.width - 3) / 2;
            panes.past = Some(Rect { x: matter.right() - width, width, ..matter });
            panes.matter.width -= width + 3;
        }
        panes
    }

    /// The matter and what stands beside it: the line that names the matter has that width.
    fn whole(&self) -> Rect {
        self.past.map_or(self.matter, |past| self.matter.union(past))
    }
}

/// The pane where one works, in which what lies over it is drawn too.
#[must_use]
pub fn matter(area: Rect, ui: &Ui, shown: &Shown) -> Rect {
    ui.place(shown).map_or(area, |place| Panes::of(area, &place).matter)
}

/// Draws the screen.
pub fn render(area: Rect, buf: &mut Buffer, ui: &Ui, shown: &Shown, theme: &Theme) -> Drawn {
    let (Some(place), Some(live)) = (ui.place(shown), ui.live.as_ref()) else { return Drawn::default() };
    let panes = Panes::of(area, &place);
    if let Some(side) = panes.agenda {
        agenda::render(side, buf, ui, shown, theme);
    }
    if let Some(child) = place.case {
        return of_case(&panes, buf, ui, live, &place, child, shown, theme);
    }
    if let Some(side) = panes.past {
        roll_call::render_pane(frame::below(side, 2), buf, &place, shown, theme);
    }
    of_standing(&panes, buf, ui, live, &place, shown, theme)
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
        None => return Drawn { end: Some(area.y), ..Drawn::default() },
    };
    Drawn { cursor, field: Some(area), end: Some(area.bottom()) }
}

#[allow(clippy::too_many_arguments, reason = "a screen is drawn from all its parts")]
fn of_case(
    panes: &Panes,
    buf: &mut Buffer,
    ui: &Ui,
    live: &Live,
    place: &Place<'_>,
    child: &crate::model::case::Case,
    shown: &Shown,
    theme: &Theme,
) -> Drawn {
    let area = panes.matter;
    let gap = u16::from(area.height > AIRY);
    case::head(Rect { height: 1.min(area.height), ..panes.whole() }, buf, place, child, shown, theme);
    let rest = frame::below(area, 1 + gap);
    if let Some(past) = panes.past {
        case::render_past(frame::below(past, 1 + gap), buf, ui, place, child, shown, theme);
    }
    let foot = field_height(live, rest.width, rest.height).min(rest.height);
    let chips = strip::lines(ui, place, theme, rest);
    let strip_rows = u16::try_from(chips.len() + 1).unwrap_or(3) + 2 * gap;
    let left = rest.height.saturating_sub(foot + strip_rows);
    // What was recorded takes what it needs and at most two fifths, the case what it needs of the rest.
    let told = case::Told::new(rest.width, ui, place, child, shown, theme, panes.past.is_some());
    let needed = entries::height(place, shown, theme, rest.width).max(4);
    let recorded_rows = needed.min((left * 2 / 5).max(left.min(4)));
    let case_rows = (left - recorded_rows).min(told.height());
    told.render(Rect { height: case_rows, ..rest }, buf, ui, theme);
    let below = frame::below(rest, case_rows + gap);
    let after = strip::render(below, buf, ui, &chips, place, theme);
    let foot = below_recorded(frame::below(after, gap), rest, foot, buf, place, shown, theme);
    field(foot, buf, ui, live, place, shown, theme)
}

/// Draws what was recorded, and gives the place of `foot` rows: below it, or at the foot of the pane.
fn below_recorded(
    area: Rect,
    pane: Rect,
    foot: u16,
    buf: &mut Buffer,
    place: &Place<'_>,
    shown: &Shown,
    theme: &Theme,
) -> Rect {
    let last = pane.bottom() - foot.min(pane.height);
    let needed = entries::height(place, shown, theme, area.width);
    let height = needed.min(last.saturating_sub(area.y)).min(area.height);
    entries::render(Rect { height, ..area }, buf, place, shown, theme);
    Rect { y: last.min(area.y + height + 1), height: foot, ..pane }
}

/// A standing item: what it is for, then notes and actions.
fn of_standing(
    panes: &Panes,
    buf: &mut Buffer,
    ui: &Ui,
    live: &Live,
    place: &Place<'_>,
    shown: &Shown,
    theme: &Theme,
) -> Drawn {
    let (area, whole) = (panes.matter, panes.whole());
    let chair = place.meeting.chair_of(place.item);
    let mut head = vec![
        Span::styled(place.item.planned.title.clone(), theme.style(Role::Title)),
        Span::styled(format!("   {}", place.item.planned.responsible), theme.style(Role::Muted)),
    ];
    let room = usize::from(whole.width);
    let used: usize = head.iter().map(|span| text::cells(&span.content)).sum();
    // Where the chair's office does not fit, the name stands alone: nothing is cut in the middle.
    let ways = [chair, chair.split(',').next().unwrap_or(chair)].map(|chair| format!("   in the chair: {chair}"));
    if let Some(way) = ways.into_iter().find(|way| used + text::cells(way) <= room) {
        head.push(Span::styled(way, theme.style(Role::Faint)));
    }
    frame::line(Rect { height: 1.min(area.height), ..whole }, buf, &text::join(head, room));
    let rest = frame::below(area, 2);
    let foot = field_height(live, rest.width, rest.height).min(rest.height);
    let width = usize::from(rest.width.saturating_sub(2)).min(98);
    let lines = standing_lines(place, shown, theme, width, panes.past.is_some());
    let room = rest.height.saturating_sub(foot + 1);
    let taken = entries::height(place, shown, theme, rest.width).min(room / 2);
    let upper = u16::try_from(lines.len()).unwrap_or(u16::MAX).min(room - taken);
    let first = usize::from(live.scroll).min(lines.len().saturating_sub(usize::from(upper)));
    let said = Rect { height: upper, ..rest };
    frame::lines(said, buf, lines.get(first..).unwrap_or_default());
    frame::scroll_hint(said, buf, theme, first, lines.len());
    let foot = below_recorded(frame::below(rest, upper + 1), rest, foot, buf, place, shown, theme);
    field(foot, buf, ui, live, place, shown, theme)
}

/// What a standing item is for and what it wants; with `listed`, who is here stands beside it.
fn standing_lines<'a>(place: &Place<'_>, shown: &Shown, theme: &Theme, width: usize, listed: bool) -> Vec<Line<'a>> {
    let mut lines = Vec::new();
    let mut put = |said: &str, role: Role| {
        for line in text::wrap(said, width.min(80)) {
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
            if !here.is_empty() && !listed {
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
                (1, 0) => put("Press s when the one present has agreed.", Role::Warning),
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
                lines.push(entries::action_line(action, place.meeting.plan.date, theme, width));
            }
        }
        Holds::LastMinutes => put("Matters arising: t notes them, a raises an action.", Role::Muted),
        _ => put("t notes what is said, a raises an action.", Role::Muted),
    }
    lines
}
