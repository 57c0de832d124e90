//! The days of a series that is being planned: moved off bank holidays, planned already, clashing with other areas.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Span;

use super::{frame, text};
use crate::session::Shown;
use crate::terms::phrase::weekday_day;
use crate::tui::theme::{Role, Theme};
use crate::tui::ui::form::Form;
use crate::tui::ui::series::{Sitting, read};

/// The rows that it wants.
pub const HEIGHT: u16 = 14;

/// Draws the days, each with what is to be known of it.
pub fn render(area: Rect, buf: &mut Buffer, form: &Form, shown: &Shown, today: chrono::NaiveDate, theme: &Theme) {
    let series = match read(form, shown, today) {
        Ok(series) => series,
        Err(why) => {
            frame::paragraph(area, buf, theme, Role::Warning, &why);
            return;
        }
    };
    let new = series.sittings.iter().filter(|sitting| sitting.already.is_none()).count();
    let clashing =
        series.sittings.iter().filter(|sitting| sitting.already.is_none() && !sitting.clashes.is_empty()).count();
    let clash = match clashing {
        0 => String::new(),
        1 => " · 1 clashes".to_owned(),
        many => format!(" · {many} clash"),
    };
    let below = frame::section(area, buf, theme, "The days", &format!("{new} to be planned{clash}"), false);
    // Where the rows are few they stand in two columns.
    let columns: u16 = if series.sittings.len() > usize::from(below.height) { 2 } else { 1 };
    let each = below.width / columns;
    for (at, sitting) in series.sittings.iter().enumerate() {
        let at = u16::try_from(at).unwrap_or(u16::MAX);
        let rows = below.height.max(1);
        let (column, row) = (at / rows, at % rows);
        if column >= columns {
            return;
        }
        let left = series.sittings.len() - usize::from(at);
        let last = column + 1 == columns && row + 1 == rows && left > 1;
        let place = Rect { x: below.x + column * each, y: below.y + row, width: each, height: 1.min(below.height) };
        let more = || vec![Span::styled(format!("… and {left} more"), theme.style(Role::Faint))];
        let spans = if last { more() } else { told(sitting, theme) };
        frame::line(place, buf, &text::join(spans, usize::from(each)));
    }
}

fn told<'a>(sitting: &Sitting, theme: &Theme) -> Vec<Span<'a>> {
    let held = sitting.held;
    let (glyph, role) = if sitting.already.is_some() { ("– ", Role::Faint) } else { ("· ", Role::Overlay) };
    let mut said: Vec<(String, Role)> = Vec::new();
    if let Some(other) = sitting.already {
        said.push((format!("has one on {}", other.format("%-d %b")), Role::Faint));
    } else {
        if let Some(holiday) = held.instead_of {
            said.push((format!("{} is a bank holiday", holiday.format("%-d %b")), Role::Info));
        }
        if !sitting.clashes.is_empty() {
            said.push((format!("! clashes with {}", sitting.clashes.join(", ")), Role::Warning));
        }
        if held.provisional {
            said.push(("provisional: bank holidays are not published yet".to_owned(), Role::Muted));
        }
    }
    let mut spans = vec![
        Span::styled(glyph, theme.style(role)),
        Span::styled(text::pad(&weekday_day(held.on), 17), theme.style(role)),
    ];
    for (at, (words, role)) in said.into_iter().enumerate() {
        let between = if at == 0 { "" } else { " · " };
        spans.push(Span::styled(format!("{between}{words}"), theme.style(role)));
    }
    spans
}
