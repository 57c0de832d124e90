//! The tracker: a row a case, in as many columns as the width holds.

use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::words::{arrow, risk_role};
use super::{frame, text};
use crate::model::retention::when_due;
use crate::model::tracker::{CaseRow, Column, Flag, Listed, Saved};
use crate::session::Shown;
use crate::terms::phrase::day;
use crate::tui::theme::{Role, Theme};
use crate::tui::ui::Ui;
use crate::tui::ui::cases::Cases;

/// The space that the mark of the chosen row takes.
const MARK: usize = 2;

/// The columns in the order in which they are given up where there is no room, the last first; with the cells each
/// needs, and those that it takes at most.
const FITTED: [(Column, usize, usize); 12] = [
    (Column::Reference, 11, 11),
    (Column::Name, 15, 24),
    (Column::Risk, 12, 12),
    (Column::Review, 11, 11),
    (Column::Flags, 10, 30),
    (Column::Age, 3, 3),
    (Column::Actions, 4, 9),
    (Column::Area, 14, 21),
    (Column::DaysOpen, 5, 5),
    (Column::Discussed, 11, 11),
    (Column::Models, 24, 50),
    (Column::Opened, 11, 11),
];

/// As [`FITTED`], of the list of what is due to be removed.
const KEPT: [(Column, usize, usize); 5] = [
    (Column::Reference, 11, 11),
    (Column::Name, 15, 24),
    (Column::Retention, 44, 70),
    (Column::Age, 3, 3),
    (Column::Area, 14, 21),
];

/// Which share what room is left over, in this order.
const GROWING: [Column; 6] =
    [Column::Actions, Column::Name, Column::Retention, Column::Area, Column::Models, Column::Flags];

/// The space between two columns.
fn gap(width: usize) -> usize {
    if width < 90 { 1 } else { 2 }
}

/// Draws the screen.
pub fn render(area: Rect, buf: &mut Buffer, ui: &Ui, shown: &Shown, theme: &Theme) {
    let area = frame::inset(area, u16::from(area.width > 100));
    let Cases { pick, filter, saved, .. } = &ui.cases;
    let note = match (filter.as_str(), pick.len()) {
        ("", 1) => "1 case · f filters".to_owned(),
        ("", many) => format!("{many} cases · f filters"),
        (typed, found) => format!("{found} with “{typed}” · Esc shows all"),
    };
    let below = frame::section(area, buf, theme, "Cases", &note, true);
    let below = frame::lines(below, buf, &lists(&ui.cases, usize::from(below.width), theme));
    let below = frame::below(below, u16::from(area.height > 20));
    if pick.is_empty() {
        frame::paragraph(frame::below(below, 1), buf, theme, Role::Muted, &nothing(filter, *saved, shown));
        return;
    }
    // The last column may hold a scroll hint.
    let room = usize::from(below.width).saturating_sub(MARK + 1);
    let (columns, gap) = (fitted(room, *saved), gap(room));
    frame::line(below, buf, &heading(&columns, gap, &ui.cases, theme));
    let rows = frame::below(below, 1);
    let mut place = Rect { height: 1, width: rows.width.saturating_sub(1), ..rows };
    for (row, chosen) in pick.visible(usize::from(rows.height)) {
        if let Some(case) = shown.tracker.get(row) {
            let (today, veiled) = (ui.today(), ui.veil.is_down());
            draw_row(place, buf, &Row { case, chosen, gap, today, veiled, shown, theme }, &columns);
        }
        place.y += 1;
    }
    frame::scroll_hint(rows, buf, theme, pick.first(), pick.len());
}

fn nothing(filter: &str, saved: Saved, shown: &Shown) -> String {
    match (filter, saved) {
        ("", Saved::Open | Saved::All) => {
            "No cases yet. The county's present workbook comes in with `mace import tracker FILE`.".to_owned()
        }
        ("", Saved::Retention) => {
            let when = when_due(&shown.terms.retention);
            format!(
                "Nothing is due. Closed records come here {when}, as the terms say; those under a legal hold at once."
            )
        }
        ("", _) => "No case is one of these. 1 shows every open case.".to_owned(),
        _ => "No case fits. Esc shows all of them again.".to_owned(),
    }
}

/// The saved filters with their numbers and counts, in as many lines as they need.
fn lists<'a>(cases: &Cases, width: usize, theme: &Theme) -> Vec<Line<'a>> {
    let named = cases.counts.iter().map(|(saved, count)| {
        let chosen = *saved == cases.saved;
        let alarming = *saved == Saved::NoReview && *count != Some(0);
        let name = match count {
            Some(count) => format!("{} {count}", saved.name()),
            None => saved.name().to_owned(),
        };
        let role = match (chosen, alarming) {
            (true, _) => Role::Selected,
            (_, true) => Role::Danger,
            _ => Role::Muted,
        };
        (name, role)
    });
    text::numbered(named, width, theme)
}

/// The columns of a list that fit a width, from left to right, each with its cells.
fn fitted(width: usize, saved: Saved) -> Vec<(Column, usize)> {
    let mut room = width;
    let mut kept: Vec<(Column, usize, usize)> = Vec::new();
    let all = if saved == Saved::Retention { &KEPT[..] } else { &FITTED };
    for (column, least, most) in all.iter().copied() {
        let needed = least + if kept.is_empty() { 0 } else { gap(width) };
        // A column that does not fit makes no room for a lesser one.
        if needed > room {
            break;
        }
        room -= needed;
        kept.push((column, least, most));
    }
    for grown in GROWING {
        if let Some((_, cells, most)) = kept.iter_mut().find(|(column, ..)| *column == grown) {
            let more = room.min(*most - *cells);
            *cells += more;
            room -= more;
        }
    }
    let place = |column: Column| saved.columns().iter().position(|own| *own == column);
    kept.sort_by_key(|(column, ..)| place(*column));
    kept.into_iter().map(|(column, cells, _)| (column, cells)).collect()
}

fn heading<'a>(columns: &[(Column, usize)], gap: usize, cases: &Cases, theme: &Theme) -> Line<'a> {
    let mut spans = vec![Span::raw(" ".repeat(MARK))];
    for (column, cells) in columns {
        let sorted = *column == cases.sort;
        let arrow = match (sorted, cases.reversed) {
            (false, _) => "",
            (true, false) => "▾",
            (true, true) => "▴",
        };
        let name = if *column == Column::Actions && *cells < 7 { "Act" } else { column.name() };
        let role = if sorted { Role::Focus } else { Role::Faint };
        // The arrow is what must be seen, however narrow the column.
        let name = format!("{}{arrow}", text::truncate(name, cells - text::cells(arrow)));
        spans.push(Span::styled(text::pad(&name, *cells), theme.style(role)));
        spans.push(Span::raw(" ".repeat(gap)));
    }
    // No column follows the last.
    spans.pop();
    Line::from(spans)
}

/// A case and what its row hangs on.
struct Row<'a> {
    case: &'a Listed,
    chosen: bool,
    gap: usize,
    today: NaiveDate,
    veiled: bool,
    shown: &'a Shown,
    theme: &'a Theme,
}

fn draw_row(area: Rect, buf: &mut Buffer, of: &Row<'_>, columns: &[(Column, usize)]) {
    frame::fill(area, buf, of.theme, if of.chosen { Role::Selected } else { Role::Text });
    let mut spans = vec![Span::styled(if of.chosen { "▸ " } else { "  " }, of.style(Role::Accent))];
    for (column, cells) in columns {
        spans.extend(of.cell(*column, *cells));
        spans.push(Span::styled(" ".repeat(of.gap), of.style(Role::Text)));
    }
    spans.pop();
    frame::line(area, buf, &text::join(spans, usize::from(area.width)));
}

impl Row<'_> {
    fn style(&self, role: Role) -> Style {
        self.theme.style(if self.chosen { Role::Selected } else { role })
    }

    fn cell<'s>(&self, column: Column, cells: usize) -> Vec<Span<'s>> {
        let row = &self.case.row;
        let one = |words: &str, role: Role| vec![Span::styled(text::pad(words, cells), self.style(role))];
        let number = |words: String, role| vec![Span::styled(text::pad_left(&words, cells), self.style(role))];
        let closed = if row.closed.is_some() { Role::Faint } else { Role::Text };
        match column {
            Column::Reference => one(&row.label, Role::Accent),
            Column::Name => {
                one(&short_name(&row.name, cells), if row.closed.is_some() { Role::Muted } else { Role::Title })
            }
            Column::Age => number(row.age(self.today).to_string(), closed),
            Column::Area => one(&self.place(cells), Role::Muted),
            Column::Risk => self.risk(cells),
            Column::Models => one(&row.models.join(", "), Role::Muted),
            Column::Opened => one(&day(row.opened), Role::Muted),
            Column::DaysOpen => number(row.days_open(self.today).to_string(), Role::Muted),
            Column::Discussed => one(&row.last_discussed.map_or_else(|| "never".to_owned(), day), Role::Muted),
            Column::Review => self.review(cells),
            Column::Actions => self.actions(cells),
            Column::Flags => self.flags(cells),
            Column::Retention => {
                let (words, role) = retention(row, self.today, self.veiled, self.shown);
                one(&words, role)
            }
        }
    }

    /// `Mid · Chelmsford`, or the district alone.
    fn place(&self, cells: usize) -> String {
        let row = &self.case.row;
        let area = self.shown.terms.area(&row.area).map_or(row.area.as_str(), |area| area.name.as_str());
        let both = format!("{area} · {}", row.district);
        if text::cells(&both) <= cells { both } else { row.district.clone() }
    }

    fn risk<'s>(&self, cells: usize) -> Vec<Span<'s>> {
        let row = &self.case.row;
        let Some(risk) = &row.risk else {
            return vec![Span::styled(text::pad("–", cells), self.style(Role::Faint))];
        };
        let chip = format!(" {risk} ");
        let trend = text::pad(&format!(" {}", arrow(row.trend(&self.shown.terms))), cells.saturating_sub(chip.len()));
        let role = if row.closed.is_some() { Role::Faint } else { risk_role(risk, self.shown) };
        // A chip keeps its own ground on the chosen row; a level without one would not be read on that row's.
        let own = self.theme.style(role);
        let style = if own.bg.is_some() { own } else { self.style(role) };
        vec![Span::styled(chip, style), Span::styled(trend, self.style(Role::Text))]
    }

    fn review<'s>(&self, cells: usize) -> Vec<Span<'s>> {
        let row = &self.case.row;
        let (words, role) = match (row.closed, row.review_date) {
            (Some(_), _) => ("closed".to_owned(), Role::Faint),
            (None, Some(date)) if date < self.today => (day(date), Role::Danger),
            (None, Some(date)) => (day(date), Role::Text),
            (None, None) if row.flags(self.today, &self.shown.terms).contains(&Flag::NoReview) => {
                ("none".to_owned(), Role::Danger)
            }
            (None, None) => ("not yet".to_owned(), Role::Muted),
        };
        vec![Span::styled(text::pad(&words, cells), self.style(role))]
    }

    fn actions<'s>(&self, cells: usize) -> Vec<Span<'s>> {
        let (open, overdue) = (self.case.actions, self.case.overdue);
        let (words, role) = match (open, overdue) {
            (0, _) => ("·".to_owned(), Role::Faint),
            (open, 0) => (open.to_string(), Role::Muted),
            (open, overdue) if cells >= 9 => (format!("{open}, {overdue} late"), Role::Danger),
            (open, overdue) => (format!("{open} !{overdue}"), Role::Danger),
        };
        vec![Span::styled(text::pad(&words, cells), self.style(role))]
    }

    /// What stands out, the worst first: in whole words where they fit, and else in a sign each.
    fn flags<'s>(&self, cells: usize) -> Vec<Span<'s>> {
        let flags = self.case.row.flags(self.today, &self.shown.terms);
        let long: Vec<(String, Role)> = flags.iter().map(|flag| (words(*flag), role(*flag))).collect();
        let wide: usize = long.iter().map(|(words, _)| text::cells(words) + 2).sum();
        let all = if wide <= cells + 2 { long } else { flags.iter().map(|flag| (sign(*flag), role(*flag))).collect() };
        let mut spans: Vec<Span<'s>> = Vec::new();
        for (words, role) in all {
            let gap = if spans.is_empty() { "" } else { "  " };
            spans.push(Span::styled(format!("{gap}{words}"), self.style(role)));
        }
        let mut line = text::join(spans, cells);
        let left = cells.saturating_sub(text::line_cells(&line));
        line.spans.push(Span::raw(" ".repeat(left)));
        line.spans
    }
}

/// A name in so many cells: where it is too long the first name gives way, for the surname is what it is looked up by.
fn short_name(name: &str, cells: usize) -> String {
    let Some((first, rest)) = name.split_once(' ').filter(|_| text::cells(name) > cells) else {
        return name.to_owned();
    };
    let initial: String = first.chars().take(1).collect();
    format!("{initial}. {rest}")
}

/// What keeps a record, or since when it is due to be removed; under the veil without the day, which would tell the
/// birthday.
pub(super) fn retention(row: &CaseRow, today: NaiveDate, veiled: bool, shown: &Shown) -> (String, Role) {
    let due = row.retention(&shown.terms);
    match &row.hold {
        Some(because) => (format!("legal hold: {because}"), Role::Info),
        None if veiled => (due.rule(), Role::Muted),
        None if due.on <= today => (due.words(today), Role::Warning),
        None => (due.words(today), Role::Muted),
    }
}

/// A flag in words.
fn words(flag: Flag) -> String {
    match flag {
        Flag::Overdue(1) => "! 1 day overdue".to_owned(),
        Flag::Overdue(days) => format!("! {days} days overdue"),
        Flag::Referral => "! refer to the Hub".to_owned(),
        Flag::NoReview => "! no review date".to_owned(),
        Flag::First => "new".to_owned(),
        Flag::Triage => "⚑ triage".to_owned(),
        Flag::Held => "legal hold".to_owned(),
        Flag::Remove => "! due to be removed".to_owned(),
    }
}

/// A flag where there is little room.
fn sign(flag: Flag) -> String {
    match flag {
        Flag::Overdue(days) => format!("!{days}d"),
        Flag::Referral => "!Hub".to_owned(),
        Flag::NoReview => "!date".to_owned(),
        Flag::First => "new".to_owned(),
        Flag::Triage => "⚑".to_owned(),
        Flag::Held => "hold".to_owned(),
        Flag::Remove => "!due".to_owned(),
    }
}

fn role(flag: Flag) -> Role {
    match flag {
        Flag::Referral | Flag::Overdue(_) | Flag::NoReview | Flag::Triage => Role::Danger,
        Flag::Remove => Role::Warning,
        Flag::First | Flag::Held => Role::Info,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(width: usize, saved: Saved, expect: &[Column]) {
        let columns = fitted(width, saved);
        assert_eq!(columns.iter().map(|(column, _)| *column).collect::<Vec<_>>(), expect);
        let used: usize = columns.iter().map(|(_, cells)| cells + gap(width)).sum();
        assert!(used <= width + gap(width), "{used} of {width}");
    }

    #[test]
    fn a_narrow_terminal_shows_the_essential_and_a_wide_one_everything() {
        use Column as C;
        check(0, Saved::Open, &[]);
        check(75, Saved::Open, &[C::Reference, C::Name, C::Age, C::Risk, C::Review, C::Actions, C::Flags]);
        check(195, Saved::Open, Saved::Open.columns());
        check(75, Saved::Retention, &[C::Reference, C::Name, C::Retention]);
        check(115, Saved::Retention, Saved::Retention.columns());
    }

    #[test]
    fn a_name_that_does_not_fit_keeps_its_surname() {
        assert_eq!(short_name("Ada Brook", 15), "Ada Brook");
        assert_eq!(short_name("Zuzanna Nowak-Birch", 15), "Z. Nowak-Birch");
        assert_eq!(short_name("Zuzanna", 3), "Zuzanna");
    }
}
