//! A tracker that was read of a file: its columns as they are taken, and every row as it will be.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Span;

use super::{frame, text, words};
use crate::import::tracker::TrackerRow;
use crate::import::tracker::plan::Fate;
use crate::session::Shown;
use crate::terms::phrase::day;
use crate::tui::theme::{Role, Theme};
use crate::tui::ui::taking::{Row, Taking, What};

/// The cells of a level of risk.
const RISK: usize = 10;

/// Draws it.
pub fn render(area: Rect, buf: &mut Buffer, open: &Taking, shown: &Shown, theme: &Theme) {
    let note = if open.only_refused { "r shows every row" } else { "r shows only what wants a look" };
    let title = format!("Tracker of {}", open.file);
    let mut rest = frame::section(area, buf, theme, &title, note, true);
    rest = match &open.missing {
        Some(why) => {
            let rest = frame::paragraph(rest, buf, theme, Role::Danger, why);
            frame::paragraph(rest, buf, theme, Role::Title, "Or say it here: m takes columns of the file by hand.")
        }
        None => frame::paragraph(rest, buf, theme, Role::Title, &open.words()),
    };
    let taken: Vec<String> = open
        .called
        .columns
        .iter()
        .filter(|(_, title)| !title.is_empty())
        .map(|(c, title)| format!("{} ← “{title}”", c.name()))
        .collect();
    let absent: Vec<&str> =
        open.called.columns.iter().filter(|(_, title)| title.is_empty()).map(|(c, _)| c.name()).collect();
    if !taken.is_empty() {
        rest = frame::paragraph(rest, buf, theme, Role::Muted, &format!("Columns: {}", taken.join(" · ")));
    }
    if !absent.is_empty() {
        rest = frame::paragraph(rest, buf, theme, Role::Faint, &format!("Not in the file: {}", absent.join(", ")));
    }
    rest = frame::below(rest, u16::from(rest.height > 8));
    let chosen = open.pick.chosen().and_then(|at| open.rows.get(at));
    let foot = chosen.map_or_else(String::new, |row| why(open, row));
    let foot_rows = u16::try_from(text::height(&foot, usize::from(rest.width))).unwrap_or(1).min(rest.height / 3);
    let list = Rect { height: rest.height.saturating_sub(foot_rows), ..rest };
    let mut place = Rect { height: 1, width: list.width.saturating_sub(1), ..list };
    for (at, chosen) in open.pick.visible(usize::from(list.height)) {
        if let Some(row) = open.rows.get(at) {
            draw(place, buf, open, row, chosen, shown, theme);
        }
        place.y += 1;
    }
    frame::scroll_hint(list, buf, theme, open.pick.first(), open.pick.len());
    frame::paragraph(frame::below(rest, list.height), buf, theme, Role::Warning, &foot);
}

/// Why the chosen row does not come in, in full, or that its child may be known already.
fn why(open: &Taking, row: &Row) -> String {
    match &row.what {
        What::Refused(all) => all.iter().map(crate::import::report::Refused::sentence).collect::<Vec<_>>().join(" "),
        What::Read(at) => open.plan.like.get(at).map_or_else(String::new, |like| {
            format!("A new case, but {like}. Correct the row in the file, or merge both records afterwards.")
        }),
        What::PassedOver(_) => String::new(),
    }
}

fn draw(area: Rect, buf: &mut Buffer, open: &Taking, row: &Row, chosen: bool, shown: &Shown, theme: &Theme) {
    let within = frame::row(area, buf, theme, chosen);
    let style = |role| theme.style(if chosen { Role::Selected } else { role });
    let number = Span::styled(text::pad_left(&row.place.1.to_string(), 5), style(Role::Faint));
    let mut spans = vec![number, Span::raw(" ")];
    match &row.what {
        What::Read(at) => {
            let Some((read, fate)) = open.fate(*at) else { return };
            let (said, role) = match fate {
                Fate::New if open.plan.like.contains_key(at) => ("new?".to_owned(), Role::Warning),
                Fate::New => ("new".to_owned(), Role::Success),
                Fate::Corrects(label) => (label.clone(), Role::Warning),
                Fate::Same(label) => (format!("= {label}"), Role::Muted),
            };
            spans.push(Span::styled(text::pad(&said, 14), style(role)));
            spans.push(Span::styled(text::pad(&read.name, 22), style(Role::Title)));
            spans.push(Span::styled(text::pad(&day(read.born), 12), style(Role::Muted)));
            let risk = read.risk.as_ref().map_or_else(String::new, |risk| format!(" {risk} "));
            let role = read.risk.as_ref().map_or(Role::Muted, |risk| words::risk_role(risk, shown));
            let left = RISK.saturating_sub(text::cells(&risk));
            spans.push(Span::styled(risk, style(role)));
            spans.push(Span::styled(" ".repeat(left), style(Role::Muted)));
            spans.push(Span::styled(format!(" {}", more(read, shown)), style(Role::Muted)));
        }
        What::Refused(all) => {
            let first =
                all.first().map_or_else(String::new, |one| format!("{} “{}”: {}", one.column, one.value, one.reason));
            spans.push(Span::styled(text::pad("refused", 14), style(Role::Danger)));
            spans.push(Span::styled(first, style(Role::Danger)));
        }
        What::PassedOver(why) => {
            spans.push(Span::styled(text::pad("passed over", 14), style(Role::Muted)));
            spans.push(Span::styled(why.clone(), style(Role::Muted)));
        }
    }
    frame::line(within, buf, &text::join(spans, usize::from(within.width)));
}

/// Where the child lives, and what comes next.
fn more(row: &TrackerRow, shown: &Shown) -> String {
    let area = shown.terms.area(&row.area).map_or(row.area.as_str(), |area| area.name.as_str());
    let place = row.district.as_ref().map_or_else(|| area.to_owned(), |district| format!("{district}, {area}"));
    let next = match (row.closed, row.review) {
        (Some(on), _) => format!("closed {}", day(on)),
        (None, Some(on)) => format!("review {}", day(on)),
        (None, None) => "no review date".to_owned(),
    };
    format!("{place} · {next} · opened {}", day(row.opened))
}
