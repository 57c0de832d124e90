//! Everything that ever happened to the case, the latest first, a day at a time.

use crate::model::id::EntryId;
use crate::session::Shown;
use crate::terms::calendar::london;
use crate::terms::phrase::{day, weekday_day};
use crate::tui::theme::Role;
use crate::tui::view::paper::Paper;

/// Writes the timeline, with what a search found in it in sight.
pub fn write(paper: &mut Paper<'_>, found: Option<&EntryId>, shown: &Shown) {
    let mut last = None;
    for happened in &shown.timeline {
        let at = london(happened.at);
        // Whoever recorded a day's things is named once above them.
        if last != Some((at.date(), &happened.by)) {
            paper.heading(&format!("{} · {}", weekday_day(at.date()), happened.by));
            last = Some((at.date(), &happened.by));
        }
        let is_found = found == Some(&happened.entry);
        let role = if happened.taken_back { Role::Faint } else { Role::Text };
        let back = if happened.taken_back { " (taken back)" } else { "" };
        // What was recorded on the day of its meeting was said there, as a rule.
        let held = happened.held.filter(|held| *held != at.date());
        let held = held.map_or_else(String::new, |held| format!(" at the meeting of {}", day(held)));
        let said = format!("{}{held}{back}", happened.what);
        let (lead, role) = if is_found { ("▸ ", Role::Focus) } else { ("", role) };
        let line = paper.len();
        paper.hanging(&format!("{}", at.format("%H:%M")), 7, Role::Muted, &format!("{lead}{said}"), role);
        if is_found {
            paper.choose_from(line);
        }
    }
    if last.is_none() {
        paper.text("Nothing is recorded yet.", Role::Muted);
    }
}
