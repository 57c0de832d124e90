//! An agency's return that was read of a file: every row old and new, and what was changed meanwhile side by side.

use std::cell::Cell;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Span;

use super::actions::life;
use super::paper::Paper;
use super::two_texts::{BESIDE, beside, column};
use super::{frame, text};
use crate::import::report::Refused;
use crate::import::returns::Told;
use crate::import::returns::reconcile::{Fate, Reconciled};
use crate::model::action::{Action, ActionState};
use crate::model::action_list::ActionRow;
use crate::model::decide_action::ForAction;
use crate::session::Shown;
use crate::terms::phrase::day;
use crate::tui::theme::{Role, Theme};
use crate::tui::ui::returns::{Choice, Returns, asks};
use crate::tui::ui::taking::{Row, What};

/// The cells of what becomes of a row, of its label, and of both states.
const FATE: usize = 16;
const LABEL: usize = 6;
const STATES: usize = 28;

/// The rows of the pane that shows both sides of the chosen row.
const BOTH: u16 = 10;

/// Draws it.
pub fn render(area: Rect, buf: &mut Buffer, open: &Returns, shown: &Shown, theme: &Theme) {
    let note = if open.only_wanting { "r shows every row" } else { "r shows only what wants a look" };
    let title = match open.agency.as_str() {
        "" => format!("Return in {}", open.file),
        agency => format!("Return of {agency}"),
    };
    let rest = frame::section(area, buf, theme, &title, note, true);
    let rest = frame::paragraph(rest, buf, theme, Role::Title, &open.words());
    let rest = frame::below(rest, u16::from(rest.height > 14));
    let both = BOTH.min(rest.height * 3 / 5);
    let rows = u16::try_from(open.pick.len()).unwrap_or(u16::MAX).saturating_add(1);
    let list = Rect { height: rows.min(rest.height - both), ..rest };
    let mut place = Rect { height: 1, width: list.width.saturating_sub(1), ..list };
    for (at, chosen) in open.pick.visible(usize::from(list.height)) {
        if let Some(row) = open.rows.get(at) {
            draw(place, buf, open, row, chosen, shown, theme);
        }
        place.y += 1;
    }
    frame::scroll_hint(list, buf, theme, open.pick.first(), open.pick.len());
    let below = frame::below(rest, list.height);
    let Some(row) = open.pick.chosen().and_then(|at| open.rows.get(at)) else { return };
    match &row.what {
        What::Read(at) => {
            if let Some((one, choice)) = open.held(*at) {
                sides(below, buf, one, choice, shown, theme);
            }
        }
        What::Refused(all) => {
            let why = all.iter().map(Refused::sentence).collect::<Vec<_>>().join(" ");
            let below = not_read(below, buf, open.told(row), (&why, Role::Danger), theme);
            let remedy = "It is not recorded. Put it right in the file and press R, or ask the agency.";
            frame::paragraph(below, buf, theme, Role::Hint, remedy);
        }
        What::PassedOver(why) => {
            not_read(below, buf, open.told(row), (&format!("Passed over: {why}."), Role::Warning), theme);
        }
    }
}

/// Why the chosen row is not read, and what it says; gives the area below.
fn not_read(area: Rect, buf: &mut Buffer, told: Option<&Told>, (why, role): (&str, Role), theme: &Theme) -> Rect {
    let Some(Told { label, text, returned }) = told else {
        return frame::paragraph(frame::below(area, 1), buf, theme, role, why);
    };
    let below = frame::section(area, buf, theme, label, "", false);
    let below = frame::paragraph(below, buf, theme, role, why);
    let below = frame::paragraph(below, buf, theme, Role::Overlay, text);
    let said = if returned.is_empty() { "nothing" } else { returned };
    frame::paragraph(below, buf, theme, Role::Muted, &format!("Returned: {said}"))
}

fn action<'a>(one: &Reconciled, shown: &'a Shown) -> Option<&'a Action> {
    shown.docs.actions.get(&one.row.stamp.action)
}

/// A row of the file: what becomes of it, which action, both states, and the words.
fn draw(area: Rect, buf: &mut Buffer, open: &Returns, row: &Row, chosen: bool, shown: &Shown, theme: &Theme) {
    let within = frame::row(area, buf, theme, chosen);
    let style = |role| theme.style(if chosen { Role::Selected } else { role });
    let mut spans = vec![Span::styled(text::pad_left(&row.place.1.to_string(), 4), style(Role::Faint)), Span::raw(" ")];
    let label = text::pad(open.told(row).map_or("", |told| &told.label), LABEL);
    match &row.what {
        What::Read(at) => {
            let Some((one, choice)) = open.held(*at) else { return };
            let (said, role) = becomes(&one.fate, choice);
            let both = format!("{} → {}", stands(one, shown), asked(one));
            let both = if one.row.said.is_none() { stands(one, shown) } else { both };
            let words = action(one, shown).map_or("", |action| action.task.text.as_str());
            spans.push(Span::styled(text::pad(said, FATE), style(role)));
            spans.push(Span::styled(label, style(Role::Key)));
            spans.push(Span::styled(text::pad(&both, STATES), style(role)));
            spans.push(Span::styled(format!(" {words}"), style(Role::Muted)));
        }
        What::Refused(all) => {
            let first =
                all.first().map_or_else(String::new, |one| format!("{} “{}”: {}", one.column, one.value, one.reason));
            spans.push(Span::styled(text::pad("✗ refused", FATE), style(Role::Danger)));
            spans.push(Span::styled(label, style(Role::Key)));
            spans.push(Span::styled(first, style(Role::Danger)));
        }
        What::PassedOver(why) => {
            spans.push(Span::styled(text::pad("– passed over", FATE), style(Role::Muted)));
            spans.push(Span::styled(label, style(Role::Key)));
            spans.push(Span::styled(why.clone(), style(Role::Muted)));
        }
    }
    frame::line(within, buf, &text::join(spans, usize::from(within.width)));
}

fn becomes(fate: &Fate, choice: Choice) -> (&'static str, Role) {
    match (fate, choice) {
        (_, Choice::Take) => ("✓ record", Role::Success),
        (_, Choice::Leave) => ("– leave out", Role::Muted),
        (_, Choice::Open) => ("? y or n", Role::Warning),
        (Fate::Changed { .. }, Choice::None) => ("– closed by now", Role::Warning),
        (Fate::Known, Choice::None) => ("= recorded", Role::Muted),
        (_, Choice::None) => ("· nothing new", Role::Muted),
    }
}

/// How the action stands in the store.
fn stands(one: &Reconciled, shown: &Shown) -> String {
    action(one, shown).map_or_else(|| "not here".to_owned(), |action| name(action.state).to_owned())
}

fn name(state: ActionState) -> &'static str {
    match state {
        ActionState::Open => "open",
        ActionState::InProgress => "in progress",
        ActionState::Completed => "completed",
        ActionState::NotCompleted => "not completed",
        ActionState::Cancelled => "cancelled",
    }
}

/// How it would stand.
fn asked(one: &Reconciled) -> &'static str {
    match &one.row.said {
        Some(ForAction::Note { .. }) => name(ActionState::InProgress),
        Some(ForAction::NotDone { .. }) => name(ActionState::NotCompleted),
        Some(ForAction::Done { .. }) => name(ActionState::Completed),
        _ => "",
    }
}

/// Both sides of the chosen row: what stands and was recorded since, and what the agency says.
fn sides(area: Rect, buf: &mut Buffer, one: &Reconciled, choice: Choice, shown: &Shown, theme: &Theme) {
    let Some(action) = action(one, shown) else { return };
    let due = action.task.due.map_or_else(|| "no date".to_owned(), |due| format!("due {}", day(due)));
    let owner = action.task.owner.as_ref().map_or("no owner", |owner| owner.short.as_str());
    let title = format!("{} · {owner} · {due}", action.label);
    let mut rest = frame::section(area, buf, theme, &title, "", false);
    let keys = Rect { y: rest.bottom().saturating_sub(1), height: 1.min(rest.height), ..rest };
    frame::paragraph(keys, buf, theme, hint(&one.fate, choice).1, hint(&one.fate, choice).0);
    rest.height = rest.height.saturating_sub(1);
    let words = Rect { height: rest.height.min(2), ..rest };
    let left = frame::paragraph(words, buf, theme, Role::Overlay, &action.task.text);
    rest = frame::below(rest, words.height - left.height);
    let width = rest.width;
    let columns = if width < BESIDE {
        let half = rest.height / 2;
        [Rect { height: half, ..rest }, frame::below(rest, half)]
    } else {
        beside(rest, column(width))
    };
    let [stood, said] = columns;
    let mut paper = Paper::new(stood.width, theme);
    what_stands(&mut paper, one, action);
    paper.render(stood, buf, &Cell::new(0));
    let mut paper = Paper::new(said.width, theme);
    what_it_says(&mut paper, one);
    paper.render(said, buf, &Cell::new(0));
}

/// What the keys do with the chosen row.
fn hint(fate: &Fate, choice: Choice) -> (&'static str, Role) {
    match (fate, choice) {
        (Fate::Changed { .. }, Choice::Open) => {
            ("Changed since it went out: y records what was returned, n keeps what is here.", Role::Warning)
        }
        (_, Choice::Take) => ("It is recorded with Enter; n leaves it out.", Role::Hint),
        (_, Choice::Leave) => ("It is left out, and stays as it is here; y records it after all.", Role::Hint),
        (_, Choice::None | Choice::Open) => ("", Role::Hint),
    }
}

fn what_stands(paper: &mut Paper<'_>, one: &Reconciled, action: &Action) {
    paper.text(&format!("Here: {}", ActionRow::of(action).standing()), Role::Title);
    match &one.fate {
        Fate::Changed { since, .. } if since.is_empty() => {
            paper.text("Something was taken back since it went out.", Role::Warning);
        }
        Fate::Changed { since, .. } => {
            for step in since.iter().rev() {
                let (said, role) = life::told(step);
                paper.text(&said, if role == Role::Text { Role::Overlay } else { role });
                paper.text(&format!("{}, recorded by {}", day(step.on), step.by), Role::Faint);
            }
        }
        _ => match action.progress() {
            Some((on, text)) => paper.text(&format!("{}: {text}", day(on)), Role::Muted),
            None => paper.text("unchanged since it went out", Role::Faint),
        },
    }
}

fn what_it_says(paper: &mut Paper<'_>, one: &Reconciled) {
    match &one.row.said {
        Some(ForAction::Done { outcome }) => {
            paper.text("Returned: completed", Role::Title);
            paper.text(outcome, Role::Overlay);
        }
        Some(ForAction::NotDone { kind, because }) => {
            paper.text("Returned: not completed", Role::Title);
            paper.text(kind, Role::Warning);
            paper.text(because, Role::Overlay);
        }
        Some(ForAction::Note { text }) => {
            paper.text("Returned: in progress", Role::Title);
            paper.text(text, Role::Overlay);
        }
        _ => paper.text("Returned: nothing new", Role::Title),
    }
    if matches!(one.fate, Fate::Changed { .. }) && asks(&one.fate).is_none() {
        paper.text("It is closed here by now, so this cannot be recorded.", Role::Warning);
    }
}
