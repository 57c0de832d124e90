//! The disclosure log: a row a line, the latest first; below it the chosen one, and one that is open whole.

use std::cell::Cell;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::paper::Paper;
use super::{frame, text};
use crate::model::disclosure::{Disclosure, Standing};
use crate::model::disclosure_log::{File, List, Logged, Of};
use crate::session::Shown;
use crate::terms::Word;
use crate::terms::calendar::london;
use crate::terms::phrase::day;
use crate::tui::theme::{Role, Theme};
use crate::tui::ui::Ui;
use crate::tui::ui::disclosures::Disclosures;

/// The rows of all that is known of the chosen line, with the space above it.
const ABOUT: u16 = 9;

/// The cells of the mark, the label and the day, and the most of how far it has come.
const MARK: usize = 2;
const LABEL: usize = 5;
const DAY: usize = 12;
const STATE: usize = 22;
/// The most cells of the child's reference and of whom it is for; lists wider than this show both.
const CHILD: usize = 12;
const WHOM: usize = 26;
const WITH_BOTH: usize = 100;

/// Draws the screen.
pub fn render(area: Rect, buf: &mut Buffer, ui: &Ui, shown: &Shown, theme: &Theme) {
    let area = frame::inset(area, u16::from(area.width > 100));
    let Disclosures { pick, filter, open, .. } = &ui.disclosures;
    let steps = &shown.terms.vocabulary.after_breach;
    let chosen = ui.disclosures.chosen(shown);
    if let (Some(scroll), Some(line)) = (open, chosen) {
        let title = match line.label() {
            "" => "A file that was saved".to_owned(),
            label => format!("Disclosure log · {label}"),
        };
        let below = frame::section(area, buf, theme, &title, &line.standing(steps), true);
        paper(below, buf, scroll, theme, line, steps);
        return;
    }
    let note = match (filter.as_str(), pick.len()) {
        ("", 1) => "1 line · f filters".to_owned(),
        ("", many) => format!("{many} lines · f filters"),
        (typed, found) => format!("{found} with “{typed}” · Esc shows all"),
    };
    let below = frame::section(area, buf, theme, "Disclosure log", &note, true);
    let below = frame::lines(below, buf, &lists(ui, shown, usize::from(below.width), theme));
    let below = frame::below(below, u16::from(area.height > 20));
    let Some(chosen) = chosen else {
        let said = match (shown.log.is_empty(), filter.as_str()) {
            (true, _) => "Nothing is in the log yet: a enters that a copy was asked for, b a breach.",
            (false, "") => "No line is one of these. 1 shows all of them.",
            (false, _) => "No line fits. Esc shows all of them again.",
        };
        frame::paragraph(frame::below(below, 1), buf, theme, Role::Muted, said);
        return;
    };
    let about = ABOUT.max(area.height / 3).min(below.height.saturating_sub(4));
    let list = Rect { height: below.height - about, ..below };
    let beside = beside(&shown.log, steps);
    let mut place = Rect { height: 1, width: list.width.saturating_sub(1), ..list };
    for (at, is_chosen) in pick.visible(usize::from(list.height)) {
        if let Some(line) = shown.log.get(at) {
            frame::fill(place, buf, theme, if is_chosen { Role::Selected } else { Role::Text });
            frame::line(place, buf, &row(line, is_chosen, usize::from(place.width), beside, steps, theme));
        }
        place.y += 1;
    }
    frame::scroll_hint(list, buf, theme, pick.first(), pick.len());
    let about = Rect { y: list.bottom() + 1, height: about.saturating_sub(1), ..below };
    paper(about, buf, &Cell::new(0), theme, chosen, steps);
}

/// The lists with their numbers and counts, in as many lines as they need.
fn lists<'a>(ui: &Ui, shown: &Shown, width: usize, theme: &Theme) -> Vec<Line<'a>> {
    let steps = &shown.terms.vocabulary.after_breach;
    let named = List::ALL.into_iter().map(|list| {
        let count = shown.log.iter().filter(|line| list.holds(line, steps)).count();
        let role = match (list == ui.disclosures.list, list) {
            (true, _) => Role::Selected,
            (_, List::ToDo) if count > 0 => Role::Warning,
            _ => Role::Muted,
        };
        (format!("{} {count}", list.name()), role)
    });
    text::numbered(named, width, theme)
}

/// The cells of how far a line has come, of the child's reference and of whom it is for: no more than any line of the log
/// needs.
fn beside(log: &[Logged], steps: &[Word]) -> (usize, usize, usize) {
    let state = log.iter().map(|line| text::cells(&standing(line, steps).0)).max().unwrap_or_default();
    let child = if log.iter().any(|line| line.child.is_some()) { CHILD } else { 0 };
    let whom = log.iter().map(|line| text::cells(line.whom())).max().unwrap_or_default();
    ((state + 2).min(STATE), child, whom.min(WHOM))
}

fn row<'a>(
    line: &Logged,
    chosen: bool,
    width: usize,
    (state_cells, child_cells, whom_cells): (usize, usize, usize),
    steps: &[Word],
    theme: &Theme,
) -> Line<'a> {
    let style = |role| theme.style(if chosen { Role::Selected } else { role });
    let (state, role) = standing(line, steps);
    let child = line.child.as_ref().map_or("", |(label, _)| label.as_str());
    let mut spans = vec![
        Span::styled(if chosen { "▸ " } else { "  " }, style(Role::Accent)),
        Span::styled(text::pad(line.label(), LABEL), style(Role::Key)),
        Span::styled(text::pad(&day(line.on()), DAY), style(Role::Muted)),
        Span::styled(text::pad(&state, state_cells), style(role)),
    ];
    let words = if line.entry().is_some() { Role::Text } else { Role::Muted };
    if width > WITH_BOTH {
        let rest = width.saturating_sub(MARK + LABEL + DAY + state_cells + child_cells + whom_cells + 1);
        spans.push(Span::styled(text::pad(child, child_cells), style(Role::Muted)));
        spans.push(Span::styled(text::pad(&line.what(), rest), style(words)));
        spans.push(Span::styled(" ", style(Role::Text)));
        spans.push(Span::styled(text::pad(line.whom(), whom_cells), style(Role::Info)));
    } else {
        spans.push(Span::styled(line.what(), style(words)));
    }
    text::join(spans, width)
}

/// How far it has come, with a sign beside the words.
fn standing(line: &Logged, steps: &[Word]) -> (String, Role) {
    let said = line.standing(steps);
    let (sign, role) = match line.entry().map(Disclosure::standing) {
        None => ("·", Role::Faint),
        Some(Standing::Waiting) => ("?", Role::Warning),
        Some(Standing::Allowed) => ("▸", Role::Warning),
        Some(Standing::Refused) => ("✗", Role::Text),
        Some(Standing::Sent) => ("✓", Role::Success),
        Some(Standing::Breach) => ("!", Role::Danger),
        Some(Standing::Withdrawn) => ("–", Role::Muted),
    };
    (format!("{sign} {said}"), role)
}

fn paper(area: Rect, buf: &mut Buffer, scroll: &Cell<u16>, theme: &Theme, line: &Logged, steps: &[Word]) {
    let mut sheet = Paper::new(area.width, theme);
    match &line.of {
        Of::Entry(entry) => write(&mut sheet, line, entry, steps),
        Of::File(file) => of_file(&mut sheet, line, file),
    }
    sheet.render(area, buf, scroll);
}

/// Writes an entry: what was asked or happened, and then step by step what became of it.
fn write(paper: &mut Paper<'_>, line: &Logged, entry: &Disclosure, steps: &[Word]) {
    let matter = &entry.matter;
    let (by, whom, why) =
        if matter.breach { ("Told by", "To whom", "How") } else { ("Asked by", "For whom", "What for") };
    paper.text(&matter.what, Role::Title);
    paper.fact(whom, &matter.whom);
    paper.fact(why, &matter.why);
    paper.fact(by, &format!("{}, {}", matter.by, day(matter.on)));
    paper.fact("Child", &line.child.as_ref().map_or_else(String::new, |(label, name)| format!("{label} {name}")));
    for ruling in &entry.rulings {
        let (said, role) = if ruling.allowed { ("✓ Allowed", Role::Success) } else { ("✗ Refused", Role::Warning) };
        paper.fact_in("The chair", &format!("{said} by {}", ruling.word.said()), role);
        paper.fact("Necessity", &ruling.necessity);
        paper.fact("Proportionate", &ruling.proportionality);
    }
    if let Some(sent) = &entry.sent {
        paper.fact_in("Sent", &format!("{}: {}", day(sent.on), sent.how), Role::Success);
    }
    if let Some(because) = &entry.withdrawn {
        paper.fact_in("Withdrawn", because, Role::Muted);
    }
    let left: Vec<&str> = entry.steps_left(steps).collect();
    for (at, step) in left.iter().enumerate() {
        paper.fact_in(if at == 0 { "To do" } else { "" }, &format!("! {step}"), Role::Warning);
    }
    for (at, taken) in entry.steps.iter().enumerate() {
        let said = format!("✓ {}, {}: {}", taken.step, day(taken.on), taken.note);
        paper.fact_in(if at == 0 { "Done" } else { "" }, &said, Role::Success);
    }
    entered(paper, line);
}

fn of_file(paper: &mut Paper<'_>, line: &Logged, file: &File) {
    paper.text(&file.name(), Role::Title);
    let nobody = "nobody named: a copy for business support";
    paper.fact("For whom", file.recipient.as_deref().unwrap_or(nobody));
    paper.fact("Purpose", file.purpose.as_deref().unwrap_or("none given"));
    paper.fact("Digest", &file.digest);
    entered(paper, line);
}

fn entered(paper: &mut Paper<'_>, line: &Logged) {
    let at = london(line.at);
    let said = format!("{} at {}, by {}", day(at.date()), at.format("%H:%M"), line.by);
    paper.fact_in(if line.entry().is_some() { "Entered" } else { "Saved" }, &said, Role::Faint);
}
