//! The search: a line to type in, what it finds, and the chosen find whole where there is room beside the list.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};

use super::{frame, text};
use crate::model::search::Compared;
use crate::session::{Find, MeetingRow, Shown};
use crate::terms::phrase::{day, weekday_day};
use crate::tui::theme::{Role, Theme};
use crate::tui::ui::Ui;
use crate::tui::ui::search;
use crate::tui::ui::wrap;

/// Sheets wider than this show the chosen find beside the list.
const WITH_WHOLE: u16 = 100;
/// The most cells of a line of it.
const MEASURE: u16 = 80;
/// The cells of the day, and of the mark before it.
const DAY: usize = 13;
const MARK: u16 = 2;
/// The rows of one find in the list.
const ROWS: u16 = 2;
/// The cells before the first match that are shown with it.
const BEFORE: usize = 24;

/// How to seek: what is typed, and what it does.
const HOW: [(&str, &str); 6] = [
    ("retail park", "both words, in anything ever said, done or decided; the last may be unfinished"),
    ("@police", "what the police said, or are to do; @ and the beginning of any agency"),
    ("#disrupt", "actions of a category"),
    ("case:014", "what was said of a case, by its reference or a part of it"),
    ("before:mar", "before 1 March; after:14 jan and on:5/11/2026 likewise, a day, a month or a year"),
    ("@yos on:2026", "filters alone list the newest first"),
];

/// Draws the search; gives the place of the cursor.
pub fn render(
    area: Rect,
    buf: &mut Buffer,
    ui: &Ui,
    open: &search::Line,
    shown: &Shown,
    theme: &Theme,
) -> Option<Position> {
    let finds = &shown.finds;
    let note = match (finds.query.is_empty(), finds.all.len(), finds.more) {
        (true, ..) => "Esc back".to_owned(),
        (_, many, true) => format!("the first {many} of many · Enter opens"),
        (_, 0, _) => "nothing found · Esc back".to_owned(),
        (_, many, _) => format!("{many} found · Enter opens"),
    };
    let rest = frame::section(area, buf, theme, "Search", &note, true);
    let cursor = open.editor.render(Rect { height: 1.min(rest.height), ..rest }, buf, theme, true, &ui.veil);
    let mut rest = frame::below(rest, 1);
    let narrowed = finds.query.narrowed_by(&shown.terms);
    rest = match (narrowed.as_str(), finds.query.unread.is_empty()) {
        ("", true) => frame::below(rest, 1),
        ("", false) => rest,
        (narrowed, _) => frame::paragraph(rest, buf, theme, Role::Info, narrowed),
    };
    for unread in &finds.query.unread {
        rest = frame::paragraph(rest, buf, theme, Role::Warning, unread);
    }
    if finds.query.is_empty() {
        how(frame::below(rest, 1), buf, theme);
        return cursor;
    }
    let Some(chosen) = ui.chosen_find(shown) else {
        let nothing = "Nothing that was ever said, done or decided has all of this. Fewer words or filters find more.";
        frame::paragraph(frame::below(rest, 1), buf, theme, Role::Muted, nothing);
        return cursor;
    };
    let words = &Compared::new(&finds.query.words);
    let list = if area.width > WITH_WHOLE {
        let width = rest.width * 5 / 9;
        let whole = Rect { x: rest.x + width + 3, width: rest.width - width - 3, ..rest };
        render_whole(whole, buf, chosen, words, shown, theme);
        Rect { width, ..rest }
    } else {
        rest
    };
    let mut place = Rect { height: ROWS, width: list.width.saturating_sub(1), ..list };
    for (at, is_chosen) in open.pick.visible(usize::from(list.height / ROWS)) {
        if let Some(find) = finds.all.get(at) {
            render_row(place, buf, find, words, is_chosen, shown, theme);
        }
        place.y += ROWS;
    }
    let list = Rect { height: list.height / ROWS * ROWS, ..list };
    frame::scroll_hint(list, buf, theme, open.pick.first() * usize::from(ROWS), open.pick.len() * usize::from(ROWS));
    cursor
}

fn how(area: Rect, buf: &mut Buffer, theme: &Theme) {
    let mut rest = area;
    for (typed, does) in HOW {
        const TYPED: u16 = 16;
        frame::line(rest, buf, &Line::styled(typed, theme.style(Role::Key)));
        let typed = TYPED.min(rest.width);
        let beside = Rect { x: rest.x + typed, width: (rest.width - typed).min(MEASURE), ..rest };
        let left = frame::paragraph(beside, buf, theme, Role::Muted, does);
        rest = frame::below(rest, rest.height - left.height);
    }
}

/// Who said it and what it is: `Police · update`.
fn whose(find: &Find, shown: &Shown) -> String {
    let agency = find.agency.as_deref().map(|slug| shown.terms.agency(slug).map_or(slug, |agency| &agency.short));
    agency.map_or_else(|| find.kind.clone(), |agency| format!("{agency} · {}", find.kind))
}

/// `Mid Part 1`.
fn part(meeting: &MeetingRow, shown: &Shown) -> String {
    let area = shown.terms.area(&meeting.area).map_or(meeting.area.as_str(), |area| area.name.as_str());
    format!("{area} Part {}", meeting.part)
}

/// A find in two rows: when, who, what and on whom; then the words around the first match.
fn render_row(area: Rect, buf: &mut Buffer, find: &Find, words: &Compared, chosen: bool, shown: &Shown, theme: &Theme) {
    let ground = if chosen { Role::Selected } else { Role::Overlay };
    frame::fill(area, buf, theme, ground);
    let style = |role| theme.style(if chosen { Role::Selected } else { role });
    let head = Rect { height: 1, ..area };
    if chosen {
        frame::line(head, buf, &Line::styled("▸", style(ground)));
    }
    let mark = MARK.min(area.width);
    let beside = |y: u16| Rect { x: area.x + mark, y, width: area.width - mark, height: 1 };
    let child = find.child.as_ref().map_or_else(String::new, |child| format!("{} {}", child.label, child.name));
    let at_meeting = find.meeting.as_ref().map_or_else(String::new, |meeting| format!(" · {}", part(meeting, shown)));
    let left = vec![
        Span::styled(text::pad(&find.day.map_or_else(String::new, day), DAY), style(Role::Muted)),
        Span::styled(whose(find, shown), style(Role::Accent)),
        Span::styled(at_meeting, style(Role::Faint)),
    ];
    let width = usize::from(area.width - mark);
    let right = vec![Span::styled(child, style(Role::Info))];
    frame::line(beside(area.y), buf, &text::spread(left, right, width, width / 2));
    let (said, found) = around(&find.text, &words.hits(&find.text));
    let spans = marked(&said, &found, style(Role::Overlay), mark_of(chosen, theme));
    frame::line(beside(area.y + 1), buf, &text::join(spans, width));
}

/// How a match stands out: on the ground of the chosen row its colour would be lost.
fn mark_of(chosen: bool, theme: &Theme) -> Style {
    if chosen { Style::new().add_modifier(Modifier::UNDERLINED) } else { theme.style(Role::Match) }
}

/// A text in one line, from shortly before the first match on, with the matches in it.
fn around(said: &str, found: &[Range<usize>]) -> (String, Vec<Range<usize>>) {
    let first = found.first().map_or(0, |first| first.start);
    let mut from = 0;
    if wrap::cells(&said[..first]) > BEFORE + BEFORE / 2 {
        // From the beginning of a word.
        let blanks = said[..first].rmatch_indices(' ').map(|(at, blank)| at + blank.len());
        from = blanks.take_while(|at| wrap::cells(&said[*at..first]) <= BEFORE).last().unwrap_or(first);
    }
    let mut line = if from > 0 { "… ".to_owned() } else { String::new() };
    let mut moved = Vec::new();
    for hit in found {
        flatten(&said[from..hit.start], &mut line);
        let start = line.len();
        flatten(&said[hit.clone()], &mut line);
        moved.push(start..line.len());
        from = hit.end;
    }
    flatten(&said[from..], &mut line);
    (line, moved)
}

/// Adds a text to a line: a dot stands between its own lines.
fn flatten(said: &str, line: &mut String) {
    const BETWEEN: &str = " · ";
    for letter in said.chars() {
        match letter {
            '\n' if line.ends_with(BETWEEN) => {}
            '\n' => line.push_str(BETWEEN),
            '\r' => {}
            '\t' => line.push(' '),
            letter => line.push(letter),
        }
    }
}

/// A text in spans, what was found in it marked.
fn marked<'a>(said: &str, found: &[Range<usize>], plain: Style, mark: Style) -> Vec<Span<'a>> {
    let mut spans = Vec::new();
    let mut from = 0;
    for hit in found {
        let (before, hit_text) = (said.get(from..hit.start), said.get(hit.clone()));
        if let (Some(before), Some(hit_text)) = (before, hit_text) {
            spans.push(Span::styled(before.to_owned(), plain));
            spans.push(Span::styled(hit_text.to_owned(), plain.patch(mark)));
            from = hit.end;
        }
    }
    spans.push(Span::styled(said.get(from..).unwrap_or_default().to_owned(), plain));
    spans
}

/// The chosen find whole.
fn render_whole(area: Rect, buf: &mut Buffer, find: &Find, words: &Compared, shown: &Shown, theme: &Theme) {
    let area = Rect { width: area.width.min(MEASURE), ..area };
    let mut rest = frame::section(area, buf, theme, &whose(find, shown), "", false);
    let held = find.meeting.as_ref().map(|meeting| format!("meeting of {}", part(meeting, shown)));
    let when: Vec<String> = find.day.map(weekday_day).into_iter().chain(held).collect();
    rest = frame::paragraph(rest, buf, theme, Role::Muted, &when.join(" · "));
    if let Some(child) = &find.child {
        rest = frame::paragraph(rest, buf, theme, Role::Info, &format!("{} {}", child.label, child.name));
    }
    let (said, found) = (find.text.as_str(), words.hits(&find.text));
    let mut lines = Vec::new();
    for row in wrap::rows(said, usize::from(rest.width).max(1)) {
        let inside = |hit: &&Range<usize>| hit.start < row.end && hit.end > row.start;
        let cut = |hit: &Range<usize>| hit.start.max(row.start) - row.start..hit.end.min(row.end) - row.start;
        let found: Vec<Range<usize>> = found.iter().filter(inside).map(cut).collect();
        let words = said.get(row).unwrap_or_default().trim_end();
        lines.push(Line::from(marked(words, &found, theme.style(Role::Overlay), theme.style(Role::Match))));
    }
    let rest = frame::below(rest, 1);
    let room = usize::from(rest.height);
    if lines.len() > room && room > 0 {
        lines.truncate(room - 1);
        lines.push(Line::styled("… Enter opens it where it stands.", theme.style(Role::Muted)));
    }
    frame::lines(rest, buf, &lines);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lines_of_a_text_are_told_apart_where_it_stands_in_one() {
        let said = "Ruby Hollowell\n\nShe told\ta teacher\nat school";
        let (line, found) = around(said, &Compared::new(&["told".to_owned(), "school".to_owned()]).hits(said));
        assert_eq!(line, "Ruby Hollowell · She told a teacher · at school");
        assert_eq!(found.into_iter().map(|hit| line[hit].to_owned()).collect::<Vec<_>>(), ["told", "school"]);
    }
}
