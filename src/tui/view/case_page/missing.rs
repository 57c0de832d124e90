//! Missing episodes, the latest first, under what they amount to.

use chrono::{NaiveDate, NaiveDateTime};

use crate::model::case::Case;
use crate::model::missing::{Episode, triage};
use crate::session::Shown;
use crate::terms::phrase::weekday_day;
use crate::tui::theme::Role;
use crate::tui::ui::episodes::listed;
use crate::tui::view::paper::Paper;

/// Writes the episodes.
pub fn write(paper: &mut Paper<'_>, case: &Case, chosen: usize, today: NaiveDate, shown: &Shown) {
    if case.episodes.is_empty() {
        paper.text("No missing episode is recorded. m records one.", Role::Muted);
        return;
    }
    let rules = &shown.terms.missing;
    let found = triage(&case.episodes, today, rules);
    let counted = format!("{} in the last {} days", found.episodes, rules.triage_days);
    paper.line([(counted.as_str(), Role::Text)]);
    if found.met {
        paper.text("⚑ Triage: a request for support, or a strategy meeting, is called for.", Role::Danger);
    }
    let episodes = listed(case);
    let chosen = chosen.min(episodes.len().saturating_sub(1));
    for (at, episode) in episodes.into_iter().enumerate() {
        paper.gap();
        let line = paper.len();
        let mark = if at == chosen { "▸ " } else { "  " };
        let label = format!("{:<5} ", episode.label);
        let risk = episode.risk.as_ref().map_or_else(String::new, |risk| format!("  {risk} risk"));
        let harm = if episode.harm { "  ! information suggesting harm" } else { "" };
        paper.line([
            (mark, Role::Accent),
            (label.as_str(), Role::Key),
            (&span(episode), Role::Text),
            (&risk, Role::Warning),
            (harm, Role::Danger),
        ]);
        let from = episode.missing_from.as_ref().map(|from| format!("from {}", from.to_lowercase()));
        let place = episode.found.as_ref().map(|place| format!("found {place}"));
        let chat = episode.chat.as_ref().map(|chat| format!("Missing Chat {}", chat.to_lowercase()));
        let said: Vec<String> = [from, place, chat].into_iter().flatten().collect();
        if !said.is_empty() {
            paper.hanging("", 8, Role::Muted, &said.join(" · "), Role::Muted);
        }
        if at == chosen {
            paper.choose_from(line);
        }
    }
}

/// `Wed 2 Dec 2026 22:10 to Thu 3 Dec 2026 06:30, 8 hours`.
fn span(episode: &Episode) -> String {
    let moment = |at: NaiveDateTime| format!("{} {}", weekday_day(at.date()), at.format("%H:%M"));
    let from = moment(episode.from);
    let Some(until) = episode.until else { return format!("{from}, still missing") };
    let end = if until.date() == episode.from.date() { until.format("%H:%M").to_string() } else { moment(until) };
    let away = until - episode.from;
    let long = match (away.num_days(), away.num_hours(), away.num_minutes()) {
        (days @ 2.., ..) => format!("{days} days"),
        (_, hours @ 2.., _) => format!("{hours} hours"),
        (.., minutes) => format!("{minutes} minutes"),
    };
    format!("{from} to {end}, {long}")
}
