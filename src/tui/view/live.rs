//! The live meeting: agenda, case, agencies, what was recorded, and the field one types in.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::entries::RecordedLines;
use super::screen::Drawn;
use super::{agenda, capture, case, frame, roll_call, standing, strip, writing};
use crate::model::agenda::ItemKind;
use crate::session::Shown;
use crate::terms::Holds;
use crate::tui::theme::Theme;
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
pub(super) struct Panes {
    agenda: Option<Rect>,
    /// Where one works: the matter, the agencies, what is recorded, the open field.
    pub(super) matter: Rect,
    /// What was before; who is here, where there is no child.
    pub(super) past: Option<Rect>,
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
    pub(super) fn whole(&self) -> Rect {
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
    standing::render(&panes, buf, ui, live, &place, shown, theme)
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

pub(super) fn field(
    area: Rect,
    buf: &mut Buffer,
    ui: &Ui,
    live: &Live,
    place: &Place<'_>,
    shown: &Shown,
    theme: &Theme,
) -> Drawn {
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
    let beyond = panes
        .past
        .map_or(0, |past| case::render_past(frame::below(past, 1 + gap), buf, ui, place, child, shown, theme));
    let foot = field_height(live, rest.width, rest.height).min(rest.height);
    let chips = strip::lines(ui, place, theme, rest);
    let strip_rows = u16::try_from(chips.len() + 1).unwrap_or(3) + 2 * gap;
    let left = rest.height.saturating_sub(foot + strip_rows);
    // What was recorded takes what it needs and at most two fifths, the case what it needs of the rest.
    let recorded = RecordedLines::new(place, live.found.as_ref(), shown, theme, rest.width);
    let needed = recorded.height().max(4);
    let recorded_rows = needed.min((left * 2 / 5).max(left.min(4)));
    let apart = panes.past.is_some();
    let mut told = case::Told::new(rest.width, ui, place, child, shown, theme, apart);
    if gap > 0 {
        told.part_within(left - recorded_rows);
    }
    let case_rows = (left - recorded_rows).min(told.height());
    let told_in = Rect { height: case_rows, ..rest };
    told.render(told_in, buf, ui, theme);
    live.keep_scroll(beyond.max(told.beyond(told_in)));
    let below = frame::below(rest, case_rows + gap);
    let after = strip::render(below, buf, ui, &chips, place, theme);
    let foot = below_recorded(frame::below(after, gap), rest, foot, buf, place, &recorded, theme);
    field(foot, buf, ui, live, place, shown, theme)
}

/// Draws what was recorded, and gives the place of `foot` rows: below it, or at the foot of the pane.
pub(super) fn below_recorded(
    area: Rect,
    pane: Rect,
    foot: u16,
    buf: &mut Buffer,
    place: &Place<'_>,
    recorded: &RecordedLines<'_>,
    theme: &Theme,
) -> Rect {
    let last = pane.bottom() - foot.min(pane.height);
    // A field below it stands apart where there are rows for that.
    let gap = u16::from(pane.height > AIRY && foot > 0);
    let height = recorded.height().min(last.saturating_sub(area.y + gap)).min(area.height);
    recorded.render(Rect { height, ..area }, buf, place, theme, false);
    Rect { y: last.min(area.y + height + 1), height: foot, ..pane }
}
