//! What is known of a child from before the last discussion: missing episodes, and earlier decisions.

use ratatui::text::{Line, Span};

use super::{text, words};
use crate::model::case::{Case, Discussion};
use crate::model::missing::Episode;
use crate::session::Shown;
use crate::terms::phrase::day;
use crate::tui::theme::{Role, Theme};

/// The most lines of each kind: what is older is found in the minutes.
const MOST: usize = 8;

/// Every missing episode, and every discussion before the last one, the latest first.
#[must_use]
pub fn lines<'a>(case: &Case, last: Option<&Discussion>, shown: &Shown, theme: &Theme, width: usize) -> Vec<Line<'a>> {
    let mut lines = Vec::new();
    let mut put = |heading: &'static str, rows: Vec<(String, String)>| {
        if rows.is_empty() {
            return;
        }
        lines.push(Line::default());
        lines.push(Line::styled(heading, theme.style(Role::Faint)));
        for (when, what) in rows {
            let spans = [
                Span::styled(text::pad(&when, 14), theme.style(Role::Muted)),
                Span::styled(what, theme.style(Role::Muted)),
            ];
            lines.push(text::join(spans, width));
        }
    };
    let mut episodes: Vec<&Episode> = case.episodes.iter().collect();
    episodes.sort_by_key(|episode| std::cmp::Reverse(episode.from));
    put("Missing", episodes.into_iter().take(MOST).map(|episode| (day(episode.from.date()), told(episode))).collect());
    let earlier = case.discussions.iter().rev().filter(|discussion| last.is_some_and(|last| discussion.on < last.on));
    put(
        "Before that",
        earlier.take(MOST).map(|discussion| (day(discussion.on), decided(case, discussion, shown))).collect(),
    );
    lines
}

/// What a discussion decided, and the level of risk that it left.
fn decided(case: &Case, discussion: &Discussion, shown: &Shown) -> String {
    let here = |at: &(_, _)| (&at.0, &at.1) == (&discussion.meeting, &discussion.item);
    let risk = case.risks.iter().rev().find(|risk| risk.at.as_ref().is_some_and(here));
    let outcome = words::outcome(&discussion.outcome, shown);
    risk.map_or(outcome.clone(), |risk| format!("{outcome} · risk {}", risk.level))
}

/// `21:10 to 4 Nov 06:30, from care, found Southend`.
fn told(episode: &Episode) -> String {
    let from = episode.from.format("%H:%M");
    let when = match episode.until {
        Some(until) if until.date() == episode.from.date() => format!("{from} to {}", until.format("%H:%M")),
        Some(until) => format!("{from} to {}", until.format("%-d %b %H:%M")),
        None => format!("since {from}, not yet back"),
    };
    let told =
        |word: &str, place: &Option<String>| place.as_ref().map_or_else(String::new, |p| format!(", {word} {p}"));
    format!("{when}{}{}", told("from", &episode.missing_from), told("found", &episode.found))
}
