//! The text field: for whom, and what a line means while it is typed.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::Line;

use super::{frame, proof};
use crate::model::capture;
use crate::model::said::{Mode, Whose};
use crate::session::Shown;
use crate::tui::theme::Theme;
use crate::tui::ui::writing::{Target, Writing};
use crate::tui::ui::{Place, Ui};

/// The rows that the field wants at a width: its text, its header, and a line for an action's preview.
#[must_use]
pub fn height(writing: &Writing, width: u16) -> u16 {
    writing.editor.desired_height(width.min(80)).max(3) + 2
}

/// Draws the field, and gives the place of the cursor.
pub fn render(
    area: Rect,
    buf: &mut Buffer,
    ui: &Ui,
    place: &Place<'_>,
    writing: &Writing,
    shown: &Shown,
    theme: &Theme,
) -> Option<Position> {
    let title = match &writing.target {
        Target::Update { seat, mode } => {
            let seat = place.meeting.seat(seat);
            let name = seat.map_or_else(String::new, |seat| match seat.speaker() {
                "" => seat.agency.clone(),
                speaker => format!("{} · {speaker}", seat.short),
            });
            match mode {
                Mode::Spoken => name,
                Mode::Written => format!("{name} · sent in writing"),
            }
        }
        Target::Note => "Note".to_owned(),
        Target::View(Whose::Child) => "Child's view".to_owned(),
        Target::View(Whose::Parent) => "Parents' view".to_owned(),
    };
    let title = if writing.replaces.is_some() { format!("Correcting: {title}") } else { title };
    let note = match writing.target {
        Target::View(_) => "none because … explains · Esc records",
        _ => "Tab next agency · Esc records",
    };
    let below = frame::section(area, buf, theme, &title, note, true);
    let found = ui.findings();
    let width = usize::from(below.width);
    let mut notes: Vec<Line<'_>> = proof::line(ui, &writing.editor, &found, theme, width).into_iter().collect();
    if let Some(line) = capture::bang(writing.editor.current_line()) {
        notes.insert(0, super::capture::preview(&line.line, ui, shown, theme, width));
    }
    // One row is always kept for them, so that the text does not jump as one comes and goes.
    let rows = u16::try_from(notes.len().max(1)).unwrap_or(1).min(below.height.saturating_sub(2));
    let field = Rect { width: below.width.min(80), height: below.height - rows, ..below };
    let cursor = writing.editor.render_marked(field, buf, theme, true, &ui.veil, &proof::marks(ui, &found));
    frame::lines(frame::below(below, field.height), buf, &notes);
    cursor
}
