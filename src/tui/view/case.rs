//! The case: who the child is, what is feared, what was agreed, what is still open.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::{dissent, frame, text, words};
use crate::model::action::Action;
use crate::model::agenda::ItemKind;
use crate::model::case::Case;
use crate::model::since::since;
use crate::session::Shown;
use crate::terms::phrase::{day, weekday_day};
use crate::tui::theme::{Role, Theme};
use crate::tui::ui::answers::open_actions;
use crate::tui::ui::{Place, Ui};

/// Draws the line that names the child, above everything else: it stays while one types.
pub fn head(area: Rect, buf: &mut Buffer, place: &Place<'_>, case: &Case, shown: &Shown, theme: &Theme) {
    let today = place.meeting.plan.date;
    // A review is the rule: where there is little room only the exceptions are named.
    let kind = match place.item.planned.kind {
        ItemKind::Initial => "  initial",
        ItemKind::Requested => "  on request",
        ItemKind::Dissent => "  dissent",
        _ if area.width < 90 => "",
        _ => "  review",
    };
    let mut left = vec![
        Span::styled(case.label.clone(), theme.style(Role::Focus)),
        Span::styled(format!("  {}", case.called(today)), theme.style(Role::Title)),
        Span::styled(format!("{kind}  "), theme.style(Role::Muted)),
    ];
    // A meeting that was held before two records were merged keeps the reference of then.
    if let Some((_, into)) = &case.merged_into {
        left.push(Span::styled(format!("now {into}  "), theme.style(Role::Warning)));
    }
    if let Some(risk) = &case.risk {
        let trend = words::trend(case, shown);
        let space = if trend.is_empty() { "" } else { " " };
        let text = format!(" {}{space}{trend} ", risk.to_uppercase());
        left.push(Span::styled(text, theme.style(words::risk_role(risk, shown))));
    }
    let (missing, flagged) = words::missing(case, today, shown);
    if !missing.is_empty() {
        let role = if flagged { Role::Danger } else { Role::Muted };
        left.push(Span::styled(format!("  {missing}"), theme.style(role)));
    }
    // What does not fit whole is left off: it stands in the facts below.
    let open = format!("  {}", words::open_for(case, today));
    let used: usize = left.iter().map(|span| text::cells(&span.content)).sum();
    if used + text::cells(&open) <= usize::from(area.width) {
        left.push(Span::styled(open, theme.style(Role::Muted)));
    }
    frame::line(area, buf, &text::join(left, usize::from(area.width)));
}

/// The case in lines: who the child is, then what was agreed and is still open, beside each other where there is room.
pub struct Told<'a> {
    columns: Vec<Vec<Line<'a>>>,
    /// Where the paragraphs of the first column end: the rows before which they may be parted.
    ends: Vec<usize>,
}

/// The least width at which a case stands in two columns.
const TWO_COLUMNS: u16 = 80;
/// The space between two columns; the last column of the screen may hold a scroll hint.
const GAP: u16 = 2;

impl Told<'_> {
    /// Sets the case to a width; with `apart`, what was before stands in a pane of its own ([`render_past`]).
    pub fn new(width: u16, ui: &Ui, place: &Place<'_>, case: &Case, shown: &Shown, theme: &Theme, apart: bool) -> Self {
        let room = |columns: u16| usize::from((width.saturating_sub(1 + GAP * (columns - 1))) / columns).min(80);
        if width < TWO_COLUMNS && !apart {
            // What must be asked for comes first: the actions themselves stand far below.
            let head = open_count(&open_actions(place, shown), place, " · A answers them", theme);
            let back = dissent::carried_count(place, shown, theme);
            let all = back.into_iter().chain(head).chain(summary(case, ui, place, shown, theme, room(1)).0);
            let lines = all.chain([Line::default()]).chain(past(case, ui, place, shown, theme, room(1))).collect();
            return Self { columns: vec![lines], ends: Vec::new() };
        }
        let (lines, ends) = summary(case, ui, place, shown, theme, room(if apart { 1 } else { 2 }));
        let mut columns = vec![lines];
        if !apart {
            columns.push(past(case, ui, place, shown, theme, room(2)));
        }
        Self { columns, ends }
    }

    /// Parts the paragraphs, if all of it can still be shown in so many rows.
    pub fn part_within(&mut self, rows: u16) {
        let first = self.columns.first().map_or(0, Vec::len) + self.ends.len();
        if self.height().max(u16::try_from(first).unwrap_or(u16::MAX)) > rows {
            return;
        }
        if let Some(lines) = self.columns.first_mut() {
            for end in self.ends.drain(..).rev() {
                lines.insert(end, Line::default());
            }
        }
    }

    /// The rows that show all of it.
    #[must_use]
    pub fn height(&self) -> u16 {
        u16::try_from(self.columns.iter().map(Vec::len).max().unwrap_or(0)).unwrap_or(u16::MAX)
    }

    /// Draws it from the row that it is scrolled to.
    pub fn render(&self, area: Rect, buf: &mut Buffer, ui: &Ui, theme: &Theme) {
        let count = u16::try_from(self.columns.len()).unwrap_or(1).max(1);
        let width = area.width.saturating_sub(1 + GAP * (count - 1)) / count;
        let mut x = area.x;
        for lines in &self.columns {
            draw(
                Rect { x, width: width.min(area.right().saturating_sub(x)), ..area },
                buf,
                lines,
                self.first(area, ui),
            );
            x = x.saturating_add(width + GAP);
        }
        frame::scroll_hint(area, buf, theme, self.first(area, ui), usize::from(self.height()));
    }

    /// The rows that do not fit in an area.
    #[must_use]
    pub fn beyond(&self, area: Rect) -> usize {
        usize::from(self.height().saturating_sub(area.height))
    }

    fn first(&self, area: Rect, ui: &Ui) -> usize {
        scrolled(ui).min(self.beyond(area))
    }
}

/// Draws what was before, in a pane of its own: open actions, then the minutes of last time. Gives how many rows of it do
/// not fit.
pub fn render_past(
    area: Rect,
    buf: &mut Buffer,
    ui: &Ui,
    place: &Place<'_>,
    case: &Case,
    shown: &Shown,
    theme: &Theme,
) -> usize {
    let width = usize::from(area.width.saturating_sub(2)).min(80);
    let mut lines = past(case, ui, place, shown, theme, width);
    let last = case.discussed_before(place.meeting.plan.date);
    lines.extend(super::history::lines(case, last, shown, theme, width));
    let beyond = lines.len().saturating_sub(usize::from(area.height));
    let first = scrolled(ui).min(beyond);
    draw(area, buf, &lines, first);
    frame::scroll_hint(area, buf, theme, first, lines.len());
    beyond
}

fn scrolled(ui: &Ui) -> usize {
    usize::from(ui.live.as_ref().map_or(0, |live| live.scroll.get()))
}

fn draw(area: Rect, buf: &mut Buffer, lines: &[Line<'_>], first: usize) {
    frame::lines(area, buf, lines.get(first..).unwrap_or_default());
}

/// A label and a text that hangs beneath it.
fn labelled<'a>(label: &'static str, said: &str, role: Role, theme: &Theme, width: usize) -> Vec<Line<'a>> {
    let mut lines = vec![Line::from(Span::styled(label, theme.style(Role::Faint)))];
    let wrapped = text::wrap(said, width);
    lines.extend(wrapped.into_iter().map(|line| own(&line, theme.style(role))));
    lines
}

/// A line that owns its words, in one style.
fn own<'a>(line: &Line<'_>, style: ratatui::style::Style) -> Line<'a> {
    let words: String = line.spans.iter().map(|span| span.content.as_ref()).collect();
    Line::from(Span::styled(words, style))
}

/// Who the child is and what is feared, and where its paragraphs end.
fn summary<'a>(
    case: &Case,
    ui: &Ui,
    place: &Place<'_>,
    shown: &Shown,
    theme: &Theme,
    width: usize,
) -> (Vec<Line<'a>>, Vec<usize>) {
    let mut lines = Vec::new();
    let mut ends = Vec::new();
    let details = &case.details;
    if case.owes_referral(&shown.terms) {
        let demanded = text::wrap(words::OWES_REFERRAL, width);
        lines.extend(demanded.iter().map(|line| own(line, theme.style(Role::Danger))));
    }
    if !details.concern.is_empty() {
        lines.extend(labelled("Concern", &details.concern, Role::Text, theme, width));
        ends.push(lines.len());
    }
    let view = place
        .item
        .views
        .iter()
        .rev()
        .find(|view| view.whose == crate::model::said::Whose::Child && !view.text.is_empty());
    let says = view.map_or(details.child_says.as_str(), |view| view.text.as_str());
    if !says.is_empty() {
        lines.extend(labelled("Child says", says, Role::Info, theme, width));
        ends.push(lines.len());
    }
    // The age stands above: under the veil the day says no more than that.
    let born = if ui.veil.is_down() || case.removed.is_some() {
        ("District", details.district.clone())
    } else {
        ("Born", format!("{} · {}", day(details.born), details.district))
    };
    let facts = [
        born,
        ("Models", details.models.join(", ")),
        ("Status", some([&details.legal_status, &details.education])),
        ("Open because", details.threshold.clone().unwrap_or_default()),
        ("Presented by", details.presenter.clone()),
        ("Review", case.review_date.map(weekday_day).unwrap_or_default()),
        ("Next", next_meeting(shown)),
        ("Notes", details.notes.clone()),
    ];
    for (label, fact) in facts.into_iter().filter(|(_, fact)| !fact.is_empty()) {
        let room = width.saturating_sub(14);
        for (at, line) in text::wrap(&fact, room).into_iter().enumerate() {
            let label = if at == 0 { label } else { "" };
            let mut spans = vec![Span::styled(text::pad(label, 14.min(width)), theme.style(Role::Faint))];
            spans.extend(own(&line, theme.style(Role::Text)).spans);
            lines.push(Line::from(spans));
        }
    }
    (lines, ends)
}

fn past<'a>(case: &Case, ui: &Ui, place: &Place<'_>, shown: &Shown, theme: &Theme, width: usize) -> Vec<Line<'a>> {
    let mut lines = dissent::carried_lines(place, ui, shown, theme, width);
    let actions = open_actions(place, shown);
    let today = place.meeting.plan.date;
    if !actions.is_empty() {
        lines.extend(open_count(&actions, place, "", theme));
        for action in actions {
            lines.extend(super::answers::summary(action, place, theme, width));
        }
        lines.push(Line::default());
    }
    let before = case.discussed_before(today);
    match (before, shown.previous.get(&case.id).and_then(|id| shown.docs.meetings.get(id))) {
        (Some(discussion), Some(meeting)) => {
            let title = format!("Last time, {}", weekday_day(discussion.on));
            let decided = format!("{} → {}", title, words::outcome(&discussion.outcome, shown));
            for line in text::wrap(&decided, width) {
                lines.push(own(&line, theme.style(Role::Faint)));
            }
            let actions_now: Vec<&Action> = shown.docs.actions_of(&case.id).collect();
            let changed = since(case, &actions_now, discussion.on, today).words();
            if !changed.is_empty() {
                let said = format!("Since then: {changed}");
                lines.extend(text::wrap(&said, width).iter().map(|line| own(line, theme.style(Role::Accent))));
            }
            if let Some(item) = meeting.item(&discussion.item) {
                lines.extend(super::previous::lines(meeting, item, shown, theme, width));
            }
        }
        (Some(discussion), None) => {
            let text = format!(
                "Last discussed {} → {}",
                weekday_day(discussion.on),
                words::outcome(&discussion.outcome, shown)
            );
            lines.extend(text::wrap(&text, width).iter().map(|line| own(line, theme.style(Role::Muted))));
        }
        (None, _) => {
            let opened = format!("First discussion. Opened {}.", day(case.opened));
            lines.extend(text::wrap(&opened, width).iter().map(|line| own(line, theme.style(Role::Muted))));
        }
    }
    lines
}

/// `Open actions 3  1 overdue`; nothing where there are none.
fn open_count<'a>(actions: &[&Action], place: &Place<'_>, then: &'static str, theme: &Theme) -> Option<Line<'a>> {
    let overdue = actions.iter().filter(|action| action.is_overdue(place.meeting.plan.date)).count();
    let mut spans = vec![Span::styled(format!("Open actions {}", actions.len()), theme.style(Role::Faint))];
    if overdue > 0 {
        spans.push(Span::styled(format!("  {overdue} overdue"), theme.style(Role::Danger)));
    }
    spans.push(Span::styled(then, theme.style(Role::Faint)));
    (!actions.is_empty()).then(|| Line::from(spans))
}

fn some<const N: usize>(parts: [&Option<String>; N]) -> String {
    parts.into_iter().flatten().cloned().collect::<Vec<_>>().join(" · ")
}

fn next_meeting(shown: &Shown) -> String {
    shown.next_meeting().map(|row| format!("meeting {}", weekday_day(row.date))).unwrap_or_default()
}
