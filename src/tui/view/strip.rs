//! The agency strip: who was heard, who was not asked. It wraps; a glyph says it beside the colour.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::{frame, text, words};
use crate::model::agenda::Heard;
use crate::model::meeting::MeetingState;
use crate::tui::theme::{Role, Theme};
use crate::tui::ui::strip::{Chip, awaited, chips};
use crate::tui::ui::{Place, Screen, Ui};

/// Panes of more rows than this explain the glyphs.
const WITH_LEGEND: u16 = 45;
const LEGEND: &str = " ✓ gave an update   ∅ nothing to report   ? not asked   – not here   · invited";

/// The strip's lines in an area; the chosen agency stands out.
#[must_use]
pub fn lines<'a>(ui: &Ui, place: &Place<'_>, theme: &Theme, area: Rect) -> Vec<Line<'a>> {
    let width = usize::from(hung(area).width);
    let mut lines: Vec<Vec<Span<'a>>> = vec![vec![]];
    let mut used = 0;
    for chip in &chips(place, unfolded(ui)).seats {
        let chosen = ui.chosen_address().filter(|_| !only_read(ui));
        let spans = chip_spans(chip, chosen == Some(&chip.address), theme);
        let cells: usize = spans.iter().map(|span| text::cells(&span.content)).sum();
        if used > 0 && used + cells > width {
            lines.push(vec![]);
            used = 0;
        }
        used += cells;
        if let Some(line) = lines.last_mut() {
            line.extend(spans);
        }
    }
    let mut lines: Vec<Line<'a>> = lines.into_iter().map(Line::from).collect();
    if area.height > WITH_LEGEND {
        lines.push(text::join([Span::styled(LEGEND, theme.style(Role::Faint))], width));
    }
    lines
}

/// The strip hangs its marker and its last blank in the margins, where there are any: so the names stand in line with
/// all else, and one more of them fits.
fn hung(area: Rect) -> Rect {
    let margin = area.x.min(1);
    Rect { x: area.x - margin, width: area.width + 2 * margin, ..area }
}

/// Whether nobody types at this screen, so that it tells of no key and nothing is chosen.
fn only_read(ui: &Ui) -> bool {
    ui.screen == Screen::Room
}

fn unfolded(ui: &Ui) -> bool {
    ui.live.as_ref().is_some_and(|live| live.unfolded)
}

fn chip_spans<'a>(chip: &Chip, chosen: bool, theme: &Theme) -> [Span<'a>; 2] {
    let (glyph, role) = words::heard(chip.heard);
    if chosen {
        return [
            Span::styled(format!("▸{glyph} "), theme.style(Role::Selected)),
            Span::styled(format!("{} ", chip.short), theme.style(Role::Selected)),
        ];
    }
    // The glyphs alone bear the colour: a strip of names in one colour would drown what matters.
    let name = match chip.heard {
        Heard::NotAsked => Role::Text,
        Heard::Gave | Heard::Nil => Role::Muted,
        Heard::Absent | Heard::Awaited => Role::AgencyAbsent,
    };
    [Span::styled(format!(" {glyph} "), theme.style(role)), Span::styled(format!("{} ", chip.short), theme.style(name))]
}

/// Draws the strip with its header, and gives the area below.
///
/// The seats of other districts that are folded away are counted in the header: a row for them would be one row less
/// for the child.
pub fn render(area: Rect, buf: &mut Buffer, ui: &Ui, lines: &[Line<'_>], place: &Place<'_>, theme: &Theme) -> Rect {
    let district = place.district();
    let open = crate::model::checks::not_asked(place.meeting, place.item, district).count();
    let asked = match open {
        0 => "everybody present was asked".to_owned(),
        1 => "1 not asked".to_owned(),
        many => format!("{many} not asked"),
    };
    let (short, long) = match chips(place, unfolded(ui)).folded {
        0 => ("Agencies".to_owned(), "Agencies".to_owned()),
        folded => {
            let short = format!("Agencies · {folded} more");
            let way = if only_read(ui) { "" } else { ", → past the last shows them" };
            (short.clone(), short + way)
        }
    };
    let both = awaited(place)
        .filter(|_| place.meeting.state == MeetingState::Live && !only_read(ui))
        .map(|seat| format!("press + when {} is here · {asked}", seat.short));
    // Where there is no room for all, who was not asked comes before who is awaited, and who is awaited before the way
    // to the others.
    let fits = |title: &str, note: &str| text::cells(title) + text::cells(note) + 4 <= usize::from(area.width);
    let (title, note) = match both {
        Some(both) if fits(&long, &both) => (long, both),
        Some(both) if fits(&short, &both) => (short, both),
        _ if fits(&long, &asked) => (long, asked),
        _ => (short, asked),
    };
    let below = frame::section(area, buf, theme, &title, &note, false);
    let rest = frame::lines(hung(below), buf, lines);
    Rect { x: below.x, width: below.width, ..rest }
}
