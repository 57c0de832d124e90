//! What was recorded on the item: beneath the strip as it grows, and as a list to correct.

use std::collections::BTreeSet;
use std::ops::Range;

use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::{frame, text, words};
use crate::model::action::{Action, Answer, Unmet};
use crate::model::decide::agreed;
use crate::model::dissent::DissentFrom;
use crate::model::id::EntryId;
use crate::session::Shown;
use crate::terms::calendar;
use crate::terms::phrase::{day, weekday_day};
use crate::tui::theme::{Role, Theme};
use crate::tui::ui::entries::{Entries, RecordedKind as Kind, list, raised_here};
use crate::tui::ui::{Place, Ui};

/// What was recorded, in lines set to a width: a frame asks for their number before it draws them.
pub struct RecordedLines<'a> {
    lines: Vec<Line<'a>>,
    /// The lines of what a search found here.
    found: Option<Range<usize>>,
}

impl RecordedLines<'_> {
    /// Sets what was recorded to a width; what a search found there is marked, and in sight.
    #[must_use]
    pub fn new(place: &Place<'_>, found: Option<&EntryId>, shown: &Shown, theme: &Theme, width: u16) -> Self {
        let (mut lines, found) = lines(place, found, shown, theme, usize::from(width).min(100));
        if let Some(range) = &found
            && let Some(first) = lines.get_mut(range.start)
            && let Some(label) = first.spans.first_mut()
        {
            *label = Span::styled(text::pad(&format!("▸ {}", label.content), LABEL), theme.style(Role::Focus));
        }
        Self { lines, found }
    }

    /// How many rows it takes to draw all of it, with the header.
    #[must_use]
    pub fn height(&self) -> u16 {
        u16::try_from(self.lines.len().max(2) + 1).unwrap_or(u16::MAX)
    }

    /// Draws it, the latest at the foot. `only_read` where nobody can record, and no key is told.
    pub fn render(&self, area: Rect, buf: &mut Buffer, place: &Place<'_>, theme: &Theme, only_read: bool) {
        let first = first_in_sight(&self.lines, usize::from(area.height.saturating_sub(1)));
        let first = self.found.as_ref().map_or(first, |found| first.min(found.start));
        let note = match (first, self.lines.is_empty() || only_read) {
            (0, true) => String::new(),
            (0, false) => "e corrects".to_owned(),
            (_, true) => "more above".to_owned(),
            (_, false) => "more above · e corrects".to_owned(),
        };
        let below = frame::section(area, buf, theme, "Recorded", &note, false);
        if self.lines.is_empty() {
            let hint = if only_read {
                "Nothing yet."
            } else if !place.meeting.takes_words() {
                if place.meeting.is_to_come() {
                    "Nothing yet: S starts the meeting."
                } else {
                    "Nothing was recorded here."
                }
            } else if place.case.is_some() {
                "Nothing yet: u writes the chosen agency's update, N says that the rest have nothing further."
            } else {
                "Nothing yet: t takes a note, a raises an action."
            };
            frame::paragraph(below, buf, theme, Role::Faint, hint);
            return;
        }
        frame::lines(below, buf, self.lines.get(first..).unwrap_or_default());
    }
}

/// The first line that is drawn: the latest stand at the foot, and none is begun in its middle that is not longer than
/// the whole room.
fn first_in_sight(lines: &[Line<'_>], height: usize) -> usize {
    let first = lines.len().saturating_sub(height);
    let begins = |line: &Line<'_>| line.spans.first().is_some_and(|label| !label.content.trim().is_empty());
    let whole = lines.iter().skip(first).position(begins);
    whole.map_or(first, |skipped| first + skipped)
}

/// Everything recorded, in the order recorded; agencies with nothing to report share a line. With it, which lines are
/// those of the entry that was found.
fn lines<'a>(
    place: &Place<'_>,
    found: Option<&EntryId>,
    shown: &Shown,
    theme: &Theme,
    width: usize,
) -> (Vec<Line<'a>>, Option<Range<usize>>) {
    let mut lines = Vec::new();
    let mut range = None;
    let mut note = |entry: &EntryId, from: usize, to: usize| {
        if found == Some(entry) {
            range = Some(from..to);
        }
    };
    let mut nil = Vec::new();
    let all = list(place, shown);
    for recorded in all.iter().filter(|recorded| matches!(recorded.kind, Kind::Text | Kind::Dissent)) {
        if recorded.text.is_empty() {
            nil.push(recorded.what.as_str());
            continue;
        }
        let from = lines.len();
        let answers = answers_to(&recorded.entry, place);
        let edited = place.item.kept(&recorded.entry).is_some_and(|kept| kept.edits() > answers);
        lines.extend(entry_lines(&recorded.what, &recorded.text, theme, width));
        if edited {
            say_corrected(&mut lines, theme, width);
        }
        let answered = place.item.dissents.iter().find(|dissent| dissent.kept.entry == recorded.entry);
        if let Some(on) = answered.and_then(|dissent| dissent.kept.late(place.meeting.ended_at)) {
            lines.extend(entry_lines("  late", &format!("after the meeting, on {}", day(on)), theme, width));
        }
        if let Some(answer) = answered.map(|dissent| &dissent.answer) {
            let told = [("  the chair", &answer.rationale), ("  gone to", &answer.to), ("  outcome", &answer.outcome)];
            for (label, said) in told.into_iter().filter(|(_, said)| !said.is_empty()) {
                lines.extend(entry_lines(label, said, theme, width));
            }
        }
        note(&recorded.entry, from, lines.len());
    }
    if !nil.is_empty() {
        lines.extend(entry_lines("Nothing to report", &nil.join(", "), theme, width));
    }
    lines.extend(answers(place, shown).iter().flat_map(|(label, said)| entry_lines(label, said, theme, width)));
    let raised: Vec<&Action> = raised_here(place, shown);
    lines.extend(action_lines(&raised, place.meeting.plan.date, theme, width));
    if let Some(risk) = &place.item.risk {
        let said = match risk.before.as_deref() {
            Some(before) if before == risk.level => format!("{before}, as before"),
            before => format!("{} → {}", before.unwrap_or("not assessed"), risk.level),
        };
        let from = lines.len();
        lines.extend(entry_lines("Risk", &said, theme, width));
        note(&risk.kept.entry, from, lines.len());
    }
    if let Some(decision) = &place.item.decision {
        let text = format!("{}. {}", words::outcome(&decision.outcome, shown), decision.rationale);
        let from = lines.len();
        lines.extend(entry_lines("Decision", &text, theme, width));
        note(&decision.kept.entry, from, lines.len());
    }
    if let Some(agreed) = agreed(place.meeting, place.item, &shown.docs) {
        let at = calendar::london(agreed.kept.at).format("%H:%M");
        lines.extend(entry_lines("Read back", &format!("✓ agreed at {at}, dissent invited"), theme, width));
    }
    for recorded in all.iter().filter(|recorded| matches!(recorded.kind, Kind::Place | Kind::Episode)) {
        let from = lines.len();
        lines.extend(entry_lines(&recorded.what, &recorded.text, theme, width));
        note(&recorded.entry, from, lines.len());
    }
    (lines, range)
}

/// What became of the open actions that were answered here, by label.
fn answers(place: &Place<'_>, shown: &Shown) -> Vec<(String, String)> {
    let of = |action: &Action| {
        let said = match action.answered_at(&place.meeting.id, place.item.id())? {
            Answer::Done { outcome } if outcome.is_empty() => "✓ done".to_owned(),
            Answer::Done { outcome } => format!("✓ done: {outcome}"),
            Answer::Carry { to, because, .. } if because.is_empty() => format!("→ carried to {}", weekday_day(*to)),
            Answer::Carry { to, because, .. } => format!("→ carried to {}: {because}", weekday_day(*to)),
            Answer::NotDone { because, kind } => format!("✗ not done: {because}{}", Unmet::behind(kind.as_ref())),
        };
        Some((action.label.clone(), said))
    };
    let mut answers: Vec<(String, String)> = shown.docs.actions.values().filter_map(of).collect();
    answers.sort_by_key(|(label, _)| (label.len(), label.clone()));
    answers
}

/// How often the chair's answer to a dissent was recorded in this meeting: that corrects no word of it.
fn answers_to(entry: &EntryId, place: &Place) -> usize {
    let Some(dissent) = place.item.dissents.iter().find(|dissent| dissent.kept.entry == *entry) else { return 0 };
    let (meeting, item) = (place.meeting.id.clone(), place.item.id().clone());
    let from = DissentFrom::Discussion { meeting, item };
    let path = place.case.and_then(|case| case.dissent(&from, &dissent.seat)).map(|known| known.path.as_slice());
    let here = path.unwrap_or_default().iter().filter(|step| step.at.as_ref() == Some(&place.meeting.id));
    here.map(|step| step.signed.at).collect::<BTreeSet<_>>().len()
}

/// Says at the end of an entry that it was corrected.
fn say_corrected(lines: &mut Vec<Line<'_>>, theme: &Theme, width: usize) {
    let said = Span::styled("  corrected", theme.style(Role::Faint));
    match lines.last_mut() {
        Some(last) if text::line_cells(last) + text::cells(&said.content) <= width => last.spans.push(said),
        _ => lines.push(Line::from(vec![Span::raw(" ".repeat(LABEL - 1)), said])),
    }
}

/// The cells that name who said it.
const LABEL: usize = 18;

fn entry_lines<'a>(who: &str, said: &str, theme: &Theme, width: usize) -> Vec<Line<'a>> {
    let room = width.saturating_sub(LABEL + 1).clamp(1, 80);
    let mut lines = Vec::new();
    for (at, line) in text::wrap(said, room).into_iter().enumerate() {
        let who = if at == 0 { who } else { "" };
        let words: String = line.spans.iter().map(|span| span.content.as_ref()).collect();
        lines.push(Line::from(vec![
            Span::styled(text::pad(who, LABEL), theme.style(Role::Accent)),
            Span::raw(" "),
            Span::styled(words, theme.style(Role::Text)),
        ]));
    }
    lines
}

/// One line an action, their owners and dates in columns.
#[must_use]
pub fn action_lines<'a>(actions: &[&Action], today: NaiveDate, theme: &Theme, width: usize) -> Vec<Line<'a>> {
    let owners = actions.iter().map(|action| text::cells(owner(action).0));
    let column = owners.max().unwrap_or(0).min(width / 4);
    actions.iter().map(|action| action_line(action, today, theme, column, width)).collect()
}

fn owner(action: &Action) -> (&str, Role) {
    action.task.owner.as_ref().map_or(("no owner", Role::Danger), |owner| (owner.short.as_str(), Role::Info))
}

/// `A3  Police MPLO  Share vehicle with disruption team   by Thu 10 Dec`; one that is late on `today` says so.
fn action_line<'a>(action: &Action, today: NaiveDate, theme: &Theme, column: usize, width: usize) -> Line<'a> {
    let (owner, role) = owner(action);
    let owner = Span::styled(format!("{}  ", text::pad(owner, column)), theme.style(role));
    let due = match action.task.due {
        Some(due) if action.is_overdue(today) => {
            Span::styled(format!("  overdue, {}", weekday_day(due)), theme.style(Role::Danger))
        }
        Some(due) => Span::styled(format!("  by {}", weekday_day(due)), theme.style(Role::Muted)),
        None => Span::styled("  no date", theme.style(Role::Danger)),
    };
    let left = vec![
        Span::styled(format!("{:<5} ", action.label), theme.style(Role::Key)),
        owner,
        Span::styled(action.task.text.clone(), theme.style(Role::Text)),
    ];
    text::spread(left, vec![due], width, 24)
}

/// Draws the list to correct from.
pub fn render_list(area: Rect, buf: &mut Buffer, ui: &Ui, entries: &Entries, shown: &Shown, theme: &Theme) {
    let Some(place) = ui.place(shown) else { return };
    let below = frame::section(area, buf, theme, "Recorded on this item", "Enter corrects, w withdraws, m moves", true);
    let all = list(&place, shown);
    for (y, (row, chosen)) in (below.y..below.bottom()).zip(entries.pick.visible(usize::from(below.height))) {
        let Some(recorded) = all.get(row) else { continue };
        let area = Rect { y, height: 1, ..below };
        let area = frame::row(area, buf, theme, chosen);
        let ground = theme.style(if chosen { Role::Selected } else { Role::Overlay });
        let decided = match &place.item.decision {
            Some(decision) if recorded.kind == Kind::Decision => words::outcome(&decision.outcome, shown),
            _ => String::new(),
        };
        let said = match recorded.text.as_str() {
            said if recorded.kind == Kind::Decision => format!("{decided}. {said}"),
            "" => "nothing to report".to_owned(),
            said => said.to_owned(),
        };
        let spans = vec![
            Span::styled(
                text::pad(&recorded.what, 22),
                words::over(theme, ground, if chosen { Role::Selected } else { Role::Accent }),
            ),
            Span::styled(format!(" {said}"), ground),
        ];
        frame::line(area, buf, &text::join(spans, usize::from(area.width)));
    }
    frame::scroll_hint(below, buf, theme, entries.pick.first(), entries.pick.len());
}
