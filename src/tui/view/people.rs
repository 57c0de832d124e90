//! The contact list: a row a post, with whoever holds it, in as many columns as the width holds; below it all that is
//! known of the chosen one.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::{frame, text};
use crate::model::people::{Belongs, Listed};
use crate::session::Shown;
use crate::tui::theme::{Role, Theme};
use crate::tui::ui::Ui;
use crate::tui::ui::people::{List, lists, rows};

/// The space that the mark of the chosen row takes.
const MARK: usize = 2;

/// The rows of all that is known of the chosen post, with the heading and the space above it.
const ABOUT: u16 = 6;

/// A column, with the cells that it needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Where,
    Post,
    Name,
    Spoc,
    Telephone,
    Email,
    Deputy,
}

/// The columns in the order in which they are given up where there is no room, the last first, as they stand from left
/// to right.
const COLUMNS: [(Column, &str, usize); 7] = [
    (Column::Where, "Area", 10),
    (Column::Post, "Post", 22),
    (Column::Name, "Name", 20),
    (Column::Spoc, "SPOC", 4),
    (Column::Telephone, "Telephone", 14),
    (Column::Email, "Secure e-mail", 34),
    (Column::Deputy, "Deputy", 20),
];

/// Draws the screen.
pub fn render(area: Rect, buf: &mut Buffer, ui: &Ui, shown: &Shown, theme: &Theme) {
    let area = frame::inset(area, u16::from(area.width > 100));
    let (pick, filter) = (&ui.people.pick, &ui.people.filter);
    let rows = rows(shown);
    let note = match (filter.as_str(), pick.len()) {
        ("", 1) => "1 post · f filters".to_owned(),
        ("", many) => format!("{many} posts · f filters"),
        (typed, found) => format!("{found} with “{typed}” · Esc shows all"),
    };
    let below = frame::section(area, buf, theme, "People", &note, true);
    let below = frame::lines(below, buf, &all_lists(ui, &rows, shown, usize::from(below.width), theme));
    let below = frame::below(below, u16::from(area.height > 20));
    if pick.is_empty() {
        let said = if filter.is_empty() {
            "No post is one of these. 1 shows everybody."
        } else {
            "No post fits. Esc shows all of them again."
        };
        frame::paragraph(frame::below(below, 1), buf, theme, Role::Muted, said);
        return;
    }
    let about = ABOUT.min(below.height.saturating_sub(4));
    let list = Rect { height: below.height - about, ..below };
    let columns = fitted(usize::from(list.width).saturating_sub(MARK + 1));
    frame::line(list, buf, &heading(&columns, theme));
    let list = frame::below(list, 1);
    let mut place = Rect { height: 1, width: list.width.saturating_sub(1), ..list };
    for (at, chosen) in pick.visible(usize::from(list.height)) {
        if let Some(row) = rows.get(at) {
            frame::fill(place, buf, theme, if chosen { Role::Selected } else { Role::Text });
            frame::line(place, buf, &text::join(cells(row, &columns, chosen, theme), usize::from(place.width)));
        }
        place.y += 1;
    }
    frame::scroll_hint(list, buf, theme, pick.first(), pick.len());
    let about = Rect { y: list.bottom() + 1, height: about.saturating_sub(1), ..below };
    if let Some(row) = pick.chosen().and_then(|at| rows.get(at)) {
        render_about(about, buf, row, theme);
    }
}

/// The lists with their numbers and counts, in as many lines as they need.
fn all_lists<'a>(ui: &Ui, rows: &[Listed<'_>], shown: &Shown, width: usize, theme: &Theme) -> Vec<Line<'a>> {
    let named = lists(&shown.terms).into_iter().enumerate().map(|(at, list)| {
        let count = rows.iter().filter(|row| list.holds(row)).count();
        let role = match (at == ui.people.list, &list) {
            (true, _) => Role::Selected,
            (_, List::Vacant) if count > 0 => Role::Warning,
            _ => Role::Muted,
        };
        (format!("{} {count}", list.name(&shown.terms)), role)
    });
    text::numbered(named, width, theme)
}

/// The columns that fit a width, each with its cells; the last of them takes no more than it needs.
fn fitted(width: usize) -> Vec<(Column, &'static str, usize)> {
    let mut room = width + 1;
    let fits = |(_, _, cells): &(Column, &str, usize)| {
        let fits = *cells < room;
        room = room.saturating_sub(cells + 1);
        fits
    };
    let mut columns: Vec<_> = COLUMNS.into_iter().take_while(fits).collect();
    // What is left over goes to whoever it is about.
    let used: usize = columns.iter().map(|(.., cells)| cells + 1).sum();
    let mut left = (width + 1).saturating_sub(used);
    for grown in [Column::Name, Column::Post] {
        if let Some((.., cells)) = columns.iter_mut().find(|(column, ..)| *column == grown) {
            let more = left.min(8);
            *cells += more;
            left -= more;
        }
    }
    columns
}

fn heading<'a>(columns: &[(Column, &'static str, usize)], theme: &Theme) -> Line<'a> {
    let names = columns.iter().map(|(_, name, cells)| text::pad(name, *cells + 1));
    let names: String = names.collect();
    Line::styled(format!("{}{}", " ".repeat(MARK), names.trim_end()), theme.style(Role::Faint))
}

fn cells<'a>(
    row: &Listed<'_>,
    columns: &[(Column, &'static str, usize)],
    chosen: bool,
    theme: &Theme,
) -> Vec<Span<'a>> {
    let style = |role| theme.style(if chosen { Role::Selected } else { role });
    let held = &row.contact;
    let mut spans = vec![Span::styled(if chosen { "▸ " } else { "  " }, style(Role::Accent))];
    let last = columns.len().saturating_sub(1);
    spans.extend(columns.iter().enumerate().map(|(at, (column, _, wide))| {
        let (words, role) = match column {
            Column::Where => (format!("{} · {}", row.area, held.part), Role::Muted),
            Column::Post if row.belongs == Belongs::Core => (row.short.clone(), Role::Text),
            Column::Post => (row.short.clone(), Role::Info),
            Column::Name if row.is_vacant() => ("nobody named".to_owned(), Role::Warning),
            Column::Name => (held.name.clone(), Role::Title),
            Column::Spoc => ((if held.spoc { "✓" } else { "" }).to_owned(), Role::Success),
            Column::Telephone => (held.telephone.clone(), Role::Muted),
            Column::Email => (held.email.clone(), Role::Muted),
            Column::Deputy => (held.deputy.clone(), Role::Muted),
        };
        // No column follows the last.
        Span::styled(text::pad(&words, *wide + usize::from(at < last)), style(role))
    }));
    spans
}

/// All that is known of the chosen post, whatever the width left off above.
fn render_about(area: Rect, buf: &mut Buffer, row: &Listed<'_>, theme: &Theme) {
    let held = &row.contact;
    let where_ = format!("{} · Part {}", row.area, held.part);
    let title = if row.is_vacant() { "Nobody is named for this post" } else { held.name.as_str() };
    let below = frame::section(area, buf, theme, title, &where_, false);
    let post = format!("{} · {}, {}", row.title, row.agency, row.belongs.name());
    let below = frame::paragraph(below, buf, theme, Role::Text, &post);
    if row.is_vacant() {
        frame::paragraph(below, buf, theme, Role::Muted, "Enter names somebody.");
        return;
    }
    let or = |words: &str, otherwise: &str| if words.is_empty() { otherwise.to_owned() } else { words.to_owned() };
    let reached = format!("{} · {}", or(&held.email, "no secure e-mail"), or(&held.telephone, "no telephone"));
    let below = frame::paragraph(below, buf, theme, Role::Text, &reached);
    let spoc = if held.spoc { "Single point of contact of the agency here" } else { "Not the single point of contact" };
    let deputy =
        if held.deputy.is_empty() { "no deputy is named".to_owned() } else { format!("deputy {}", held.deputy) };
    frame::paragraph(below, buf, theme, Role::Muted, &format!("{spoc} · {deputy}"));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_narrow_terminal_shows_who_holds_which_post_and_a_wide_one_how_they_are_reached() {
        let shown = |width: usize| fitted(width).into_iter().map(|(column, ..)| column).collect::<Vec<_>>();
        assert_eq!(shown(0), []);
        assert_eq!(shown(75), [Column::Where, Column::Post, Column::Name, Column::Spoc, Column::Telephone]);
        assert_eq!(shown(112), COLUMNS[..6].iter().map(|(column, ..)| *column).collect::<Vec<_>>());
        assert_eq!(shown(160).len(), COLUMNS.len());
        for width in 0..200 {
            let used: usize = fitted(width).iter().map(|(.., cells)| cells + 1).sum();
            assert!(used <= width + 1, "{used} of {width}");
        }
    }
}
