//! The agency strip: who was heard, who was not asked. It wraps; a glyph says it beside the colour.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::{frame, text, words};
use crate::model::meeting::MeetingState;
use crate::session::Shown;
use crate::tui::theme::{Role, Theme};
use crate::tui::ui::strip::{Chip, Chips, awaited, chips};
use crate::tui::ui::{Place, Ui};

/// The strip's lines at a width; the chosen agency stands out.
#[must_use]
pub fn lines<'a>(ui: &Ui, place: &Place<'_>, _shown: &Shown, theme: &Theme, width: usize) -> Vec<Line<'a>> {
    let unfolded = ui.live.as_ref().is_some_and(|live| live.unfolded);
    let Chips { seats, folded } = chips(place, unfolded);
    let mut lines: Vec<Vec<Span<'a>>> = vec![vec![]];
    let mut used = 0;
    let mut put = |spans: Vec<Span<'a>>, cells: usize| {
        if used > 0 && used + cells > width {
            lines.push(vec![]);
            used = 0;
        }
        used += cells;
        if let Some(line) = lines.last_mut() {
            line.extend(spans);
        }
    };
    for chip in &seats {
        let (spans, cells) = chip_spans(chip, ui.chosen_address() == Some(&chip.address), theme);
        put(spans, cells);
    }
    if folded > 0 {
        let more = format!("+{folded} of other districts ");
        let cells = text::cells(&more);
        put(vec![Span::styled(more, theme.style(Role::Faint))], cells);
    }
    lines.into_iter().map(Line::from).collect()
}

fn chip_spans<'a>(chip: &Chip, chosen: bool, theme: &Theme) -> (Vec<Span<'a>>, usize) {
    let (glyph, role) = words::heard(chip.heard);
    let name = format!("{glyph} {}", chip.short);
    let cells = text::cells(&name) + 3;
    let spans = if chosen {
        vec![Span::styled(format!("▸{name} "), theme.style(Role::Selected)), Span::raw(" ")]
    } else {
        vec![Span::styled(format!(" {name} "), theme.style(role)), Span::raw(" ")]
    };
    (spans, cells)
}

/// Draws the strip with its header, and gives the area below.
pub fn render(area: Rect, buf: &mut Buffer, lines: &[Line<'_>], place: &Place<'_>, theme: &Theme) -> Rect {
    let district = place.case.map_or("", |case| case.details.district.as_str());
    let open = crate::model::checks::not_asked(place.meeting, place.item, district).count();
    let asked = match open {
        0 => "everybody present was asked".to_owned(),
        1 => "1 not asked".to_owned(),
        many => format!("{many} not asked"),
    };
    let note = match awaited(place).filter(|_| place.meeting.state == MeetingState::Live) {
        Some(seat) => format!("press + when {} is here · {asked}", seat.short),
        None => asked,
    };
    let below = frame::section(area, buf, theme, "Agencies", &note, false);
    frame::lines(below, buf, lines)
}
