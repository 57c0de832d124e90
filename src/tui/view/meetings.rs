//! The list of meetings, and what the chosen one is about.

use std::ops::Range;

use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::{frame, text};
use crate::model::meeting::MeetingState;
use crate::model::minutes_due::{Due, OnTheirWay, Owing, working_days_late};
use crate::model::readiness::Readiness;
use crate::model::readiness_words::{Saying, sayings};
use crate::session::{MeetingRow, Shown};
use crate::terms::calendar::london;
use crate::terms::phrase::weekday_day;
use crate::tui::theme::{Role, Theme};
use crate::tui::ui::Ui;

/// Terminals wider than this show what the chosen meeting is about beside the list.
const WITH_ABOUT: u16 = 170;

/// Lists wider than this say where a meeting is.
const WITH_VENUE: u16 = 110;

/// The pane of the list.
#[must_use]
pub fn list(area: Rect) -> Rect {
    if area.width >= WITH_ABOUT { Rect { width: 104, ..area } } else { area }
}

/// Draws the screen.
pub fn render(area: Rect, buf: &mut Buffer, ui: &Ui, shown: &Shown, theme: &Theme) {
    let whole = frame::inset(area, u16::from(area.width > 100));
    let area = frame::inset(list(area), u16::from(area.width > 100));
    if area.width < whole.width {
        let about = Rect { x: area.right() + 3, width: whole.right().saturating_sub(area.right() + 3), ..whole };
        render_about(about, buf, ui, shown, theme);
    }
    let filter = &ui.meetings.filter;
    let note =
        if filter.is_empty() { "f filters".to_owned() } else { format!("shows “{filter}” · Esc shows all") };
    let below = frame::section(area, buf, theme, "Meetings", &note, true);
    if shown.lobby.is_empty() || ui.meetings.pick.is_empty() {
        let hint = if filter.is_empty() {
            "No meetings yet. Press p to plan the first one; children whose review falls due are listed by themselves. The county's present workbook comes in with `mace import tracker FILE`, its contact list with `mace import contacts FILE`."
        } else {
            "No meeting fits. Esc shows all of them again."
        };
        frame::paragraph(frame::below(below, 1), buf, theme, Role::Muted, hint);
        return;
    }
    let today = ui.today();
    // Three headings and the space before them take up to six rows.
    let height = usize::from(below.height).saturating_sub(if filter.is_empty() { 6 } else { 0 }).max(1);
    let column = Rect { width: below.width.saturating_sub(2), ..below };
    let mut y = below.y;
    let mut last: Option<&str> = None;
    let filtered = !filter.is_empty();
    for (row, chosen) in ui.meetings.pick.visible(height) {
        let Some(meeting) = shown.lobby.get(row) else { continue };
        let group = group(meeting, today);
        if !filtered && last != Some(group) {
            let gap = u16::from(last.is_some());
            if y + gap + 1 >= below.bottom() {
                break;
            }
            y += gap;
            let heading = Line::from(Span::styled(group, theme.style(Role::Faint)));
            frame::line(Rect { y, height: 1, ..below }, buf, &heading);
            y += 1;
            last = Some(group);
        }
        if y >= below.bottom() {
            break;
        }
        draw_row(Rect { y, height: 1, ..column }, buf, meeting, chosen, ui, shown, theme);
        y += 1;
    }
    frame::scroll_hint(below, buf, theme, ui.meetings.pick.first(), ui.meetings.pick.len());
}

/// Draws the chosen meeting: where and with whom, how far it has come, and the days that the notice periods set.
fn render_about(area: Rect, buf: &mut Buffer, ui: &Ui, shown: &Shown, theme: &Theme) {
    let Some(row) = ui.meetings.chosen(shown) else { return };
    let name = shown.terms.area(&row.area).map_or(row.area.as_str(), |area| area.name.as_str());
    let title = format!("Part {} · {name}", row.part);
    let below = frame::section(area, buf, theme, &title, row.state.name(), false);
    let cases = match (row.cases, row.decided) {
        (0, _) => String::new(),
        (cases, 0) => format!("{cases}, none decided yet"),
        (cases, decided) => format!("{cases}, {decided} decided"),
    };
    let (calendar, notice) = (&shown.calendar, &shown.terms.notice);
    let due = |day: NaiveDate| format!("{}, {}", weekday_day(day), away(day, ui.today()));
    let dissent = shown.readiness.get(&row.id).and_then(|ready| ready.dissent.words());
    let plain = [
        ("When", format!("{} {}, {}", weekday_day(row.date), row.time.format("%H:%M"), away(row.date, ui.today()))),
        ("Where", row.venue.clone()),
        ("Chair", row.chair.clone()),
        ("Cases", cases),
        ("Dissent", dissent.unwrap_or_default()),
        ("", String::new()),
        ("Templates in by", due(calendar.working_days_before(notice.template_working_days, row.date))),
        ("Agenda out by", due(calendar.working_days_before(notice.agenda_working_days, row.date))),
    ];
    let facts = plain.into_iter().map(|(label, fact)| (label, fact, Role::Text)).chain(minutes_facts(row, ui, shown));
    let mut rest = frame::below(below, 1);
    for (label, fact, role) in facts.filter(|(label, fact, _)| label.is_empty() || !fact.is_empty()) {
        let spans =
            [Span::styled(text::pad(label, 18), theme.style(Role::Faint)), Span::styled(fact, theme.style(role))];
        frame::line(rest, buf, &text::join(spans, usize::from(rest.width)));
        rest = frame::below(rest, 1);
    }
}

/// By when the minutes are owed, and how late they are; once they went out, by when they were.
fn minutes_facts(row: &MeetingRow, ui: &Ui, shown: &Shown) -> Vec<(&'static str, String, Role)> {
    let (calendar, notice) = (&shown.calendar, &shown.terms.notice);
    let due = |by: NaiveDate| format!("{}, {}", weekday_day(by), away(by, ui.today()));
    let dues = OnTheirWay::from(row).dues(notice, calendar, ui.today());
    if dues.is_empty() {
        let by = calendar.working_days_after(notice.minutes_working_days, row.date);
        return vec![("Minutes out by", due(by), Role::Text)];
    }
    let fact = |owed: &Due| {
        let label = if owed.what == Owing::Answer { "Chair answers by" } else { "Minutes out by" };
        match owed.late {
            None => (label, due(owed.by), Role::Text),
            Some(late) => (label, format!("! {}, {}", weekday_day(owed.by), working_days_late(late)), Role::Warning),
        }
    };
    dues.iter().map(fact).collect()
}

/// `today`, `in 5 days`, `28 days ago`.
fn away(day: NaiveDate, today: NaiveDate) -> String {
    match (day - today).num_days() {
        0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        days @ 2.. => format!("in {days} days"),
        -1 => "yesterday".to_owned(),
        past => format!("{} days ago", -past),
    }
}

fn group(row: &MeetingRow, today: NaiveDate) -> &'static str {
    match row.state {
        MeetingState::Live => "Live now",
        _ if row.date == today => "Today",
        _ if row.date > today => "Coming",
        _ => "Past",
    }
}

fn draw_row(area: Rect, buf: &mut Buffer, row: &MeetingRow, chosen: bool, ui: &Ui, shown: &Shown, theme: &Theme) {
    frame::fill(area, buf, theme, if chosen { Role::Selected } else { Role::Text });
    let style = |role| if chosen { theme.style(Role::Selected) } else { theme.style(role) };
    let area_name = shown.terms.area(&row.area).map_or(row.area.as_str(), |area| area.name.as_str());
    let when = away(row.date, ui.today());
    let state = match row.state {
        MeetingState::Live => Role::Accent,
        MeetingState::WithChair => Role::Warning,
        MeetingState::Approved | MeetingState::MinutesCirculated => Role::Success,
        _ => Role::Muted,
    };
    let narrow = area.width < 96;
    if let Some(ready) = shown.readiness.get(&row.id) {
        return draw_coming(area, buf, row, (chosen, area_name, &when), ready, (ui, shown, theme));
    }
    let dues = OnTheirWay::from(row).dues(&shown.terms.notice, &shown.calendar, ui.today());
    let mut late: Vec<String> = dues.iter().filter_map(|due| due.brief(area.width < WITH_VENUE)).collect();
    let tight = narrow && !late.is_empty();
    if tight {
        // There is room for that which is owed first.
        late.truncate(1);
    }
    let date = if tight { row.date.format("%a %-d %b").to_string() } else { weekday_day(row.date) };
    let cases = match (row.cases, row.decided) {
        (0, _) => String::new(),
        _ if tight => String::new(),
        (cases, decided @ 1..) if narrow => format!("{decided}/{cases}"),
        (1, 0) => "1 case".to_owned(),
        (cases, 0) => format!("{cases} cases"),
        (cases, decided) => format!("{decided} of {cases} decided"),
    };
    let stands = match row.state {
        MeetingState::WithChair if tight => "with chair",
        other => other.name(),
    };
    let stands = text::pad(stands, if tight { 14 } else { 15 });
    let mut left = vec![
        Span::styled(if chosen { " ▸ " } else { "   " }, style(Role::Text)),
        Span::styled(text::pad(&date, if tight { 10 } else { 16 }), style(Role::Text)),
        Span::styled(format!(" {} ", row.time.format("%H:%M")), style(Role::Muted)),
        Span::styled(text::pad(area_name, 7), style(Role::Title)),
        Span::styled(format!(" Part {} {}", row.part, if tight { "" } else { " " }), style(Role::Text)),
        Span::styled(stands, style(state)),
        Span::styled(
            if narrow { cases } else { text::pad(&cases, if late.is_empty() { 19 } else { 17 }) },
            style(Role::Text),
        ),
    ];
    if !late.is_empty() {
        left.push(Span::styled(
            format!("! {}{}", late.join(" · "), if tight { "" } else { " " }),
            style(Role::Warning),
        ));
    }
    // Beside a wider list the chosen meeting's pane says where and with whom; what is late has the room to itself.
    if area.width >= WITH_VENUE && late.is_empty() {
        left.push(Span::styled(row.venue.clone(), style(Role::Faint)));
    }
    let right =
        vec![Span::styled(format!("{when} "), style(if row.date == ui.today() { Role::Accent } else { Role::Muted }))];
    frame::line(area, buf, &text::spread(left, right, usize::from(area.width), 40));
}

/// The row of a meeting that is to come: instead of what it decided, how ready it is.
fn draw_coming(
    area: Rect,
    buf: &mut Buffer,
    row: &MeetingRow,
    (chosen, area_name, when): (bool, &str, &str),
    ready: &Readiness,
    (ui, shown, theme): (&Ui, &Shown, &Theme),
) {
    let style = |role| if chosen { theme.style(Role::Selected) } else { theme.style(role) };
    let narrow = area.width < 96;
    let date = if narrow { row.date.format("%a %-d %b").to_string() } else { weekday_day(row.date) };
    let cases = match row.cases {
        0 => String::new(),
        1 => "1 case".to_owned(),
        cases => format!("{cases} cases"),
    };
    let mut left = vec![
        Span::styled(if chosen { " ▸ " } else { "   " }, style(Role::Text)),
        Span::styled(text::pad(&date, if narrow { 10 } else { 16 }), style(Role::Text)),
        Span::styled(format!(" {} ", row.time.format("%H:%M")), style(Role::Muted)),
        Span::styled(text::pad(area_name, 7), style(Role::Title)),
        Span::styled(format!(" Part {}  ", row.part), style(Role::Text)),
    ];
    if !narrow {
        left.push(Span::styled(text::pad(row.state.name(), 12), style(Role::Muted)));
        left.push(Span::styled(text::pad(&cases, 10), style(Role::Text)));
    }
    let used: usize = left.iter().map(|span| text::cells(&span.content)).sum();
    let right =
        vec![Span::styled(format!("{when} "), style(if row.date == ui.today() { Role::Accent } else { Role::Muted }))];
    let room = usize::from(area.width).saturating_sub(used + text::cells(when) + 2);
    left.extend(readiness(ready, room, &(ui, shown)).into_iter().map(|(said, role)| Span::styled(said, style(role))));
    frame::line(area, buf, &text::spread(left, right, usize::from(area.width), 40));
}

/// How ready a meeting is, as far as there is room for it: dissent and then the worst first, at length where that fits.
fn readiness(ready: &Readiness, room: usize, (ui, shown): &(&Ui, &Shown)) -> Vec<(String, Role)> {
    let said = sayings(ready, &shown.calendar, london(ui.now));
    if said.is_empty() {
        return vec![("✓ ready".to_owned(), Role::Success)];
    }
    // The worst is said at length before the others are.
    let worst = usize::from(ready.dissent.all > 0);
    let joined = |long: Range<usize>| -> Vec<(String, Role)> {
        let part = |(at, saying): (usize, &Saying)| {
            let between = if at == 0 { "" } else { " · " };
            let mark = if saying.marked { "! " } else { "" };
            let words = if long.contains(&at) { &saying.long } else { &saying.short };
            (format!("{between}{mark}{words}"), super::ready::role(saying.pressure))
        };
        said.iter().enumerate().map(part).collect()
    };
    let fits = |parts: &Vec<(String, Role)>| parts.iter().map(|(said, _)| text::cells(said)).sum::<usize>() <= room;
    [0..said.len(), worst..worst + 1].into_iter().map(joined).find(fits).unwrap_or_else(|| joined(0..0))
}
