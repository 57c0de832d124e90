//! How far the minutes of a meeting are: each step with whose word it is, the chair's remarks, what is owed.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Span;

use super::{frame, text};
use crate::model::id::ItemId;
use crate::model::meeting::{Meeting, MeetingState};
use crate::model::minutes::{Signed, told};
use crate::model::minutes_due::{Due, OnTheirWay};
use crate::session::Shown;
use crate::terms::calendar::london;
use crate::tui::theme::{Role, Theme};
use crate::tui::ui::Ui;
use crate::tui::ui::list::Pick;
use crate::tui::ui::minutes::{Row, rows};

/// The cells of a row's kind and of its item.
const KIND: usize = 12;
const ITEM: usize = 24;

/// The rows between what is to be looked at and what was changed: a gap, and a heading.
const BETWEEN: usize = 2;

/// The rows that the sheet wants.
#[must_use]
pub fn height(ui: &Ui, shown: &Shown, width: u16) -> u16 {
    let Some(place) = ui.place(shown) else { return 0 };
    let steps = steps(place.meeting, ui, shown);
    let steps: usize = steps.iter().map(|(said, _)| text::height(said, usize::from(width))).sum();
    let (look, told) = counts(&rows(place.meeting, shown));
    let told = if told == 0 { 0 } else { told + BETWEEN };
    u16::try_from(look.max(1) + told + steps).unwrap_or(u16::MAX).saturating_add(6)
}

/// Draws the steps, and below them what is to be looked at.
pub fn render(area: Rect, buf: &mut Buffer, ui: &Ui, pick: &Pick, shown: &Shown, theme: &Theme) {
    let Some(place) = ui.place(shown) else { return };
    let meeting = place.meeting;
    let mut below = frame::section(area, buf, theme, "The minutes", meeting.state.name(), true);
    for (said, role) in steps(meeting, ui, shown) {
        below = frame::paragraph(below, buf, theme, role, &said);
    }
    let below = frame::below(below, 1);
    let rows = rows(meeting, shown);
    let (look, told) = counts(&rows);
    let mut below = frame::section(below, buf, theme, "To look at", &format!("{look}"), false);
    if look == 0 {
        below = frame::paragraph(below, buf, theme, Role::Muted, "Nothing waits for an answer, and nothing is owed.");
    }
    let whole = below;
    let height = usize::from(below.height).saturating_sub(if told == 0 { 0 } else { BETWEEN });
    let mut headed = false;
    for (at, chosen) in pick.visible(height) {
        let Some(row) = rows.get(at) else { continue };
        if !row.is_to_look_at() && !headed {
            headed = true;
            let title = "Changes since the meeting";
            below = frame::section(frame::below(below, 1), buf, theme, title, &format!("{told}"), false);
        }
        let line = frame::row(Rect { height: 1.min(below.height), ..below }, buf, theme, chosen);
        let width = usize::from(line.width.saturating_sub(1));
        frame::line(line, buf, &text::join(line_of(row, chosen, meeting, shown, theme), width));
        below = frame::below(below, 1);
    }
    frame::scroll_hint(whole, buf, theme, pick.first(), pick.len());
}

/// How many rows are to be looked at, and how many only tell what was changed.
fn counts(rows: &[Row<'_>]) -> (usize, usize) {
    let look = rows.iter().filter(|row| row.is_to_look_at()).count();
    (look, rows.len() - look)
}

/// What was done with the minutes, in order, and what comes next.
fn steps(meeting: &Meeting, ui: &Ui, shown: &Shown) -> Vec<(String, Role)> {
    let record = &meeting.minutes;
    let when = |signed: &Signed| london(signed.at).format("%a %-d %b %H:%M").to_string();
    let mut dated: Vec<(chrono::DateTime<chrono::Utc>, String, Role)> = Vec::new();
    for sent in &record.sent {
        dated.push((sent.at, format!("✓ to the chair, {}, by {}", when(sent), sent.by), Role::Success));
    }
    for back in &record.returned {
        let said = told("! sent back by", &back.word, &back.signed);
        dated.push((back.signed.at, format!("{said}: {}", back.because), Role::Warning));
    }
    for seal in &record.seals {
        let word = seal.approved();
        let said = format!("✓ version {} approved {word}; sealed as {}", seal.version, seal.digest);
        dated.push((seal.signed.at, said, Role::Success));
    }
    for sent in &record.circulated {
        let short = |slug: &str| shown.terms.agency(slug).map_or(slug, |agency| agency.short.as_str()).to_owned();
        let to: Vec<String> = sent.to.iter().map(|told| short(&told.agency)).collect();
        let unit = if to.len() == 1 { "agency" } else { "agencies" };
        let said = format!(
            "✓ version {} out, {}, by {} to {} {unit}: {}",
            sent.version,
            when(&sent.signed),
            sent.signed.by,
            to.len(),
            to.join(", ")
        );
        dated.push((sent.signed.at, said, Role::Success));
    }
    dated.sort_by_key(|(at, ..)| *at);
    let done = dated.into_iter().map(|(_, said, role)| (said, role));
    done.chain(next(meeting, ui, shown)).collect()
}

/// What comes next and by when; what is late stands apart.
fn next(meeting: &Meeting, ui: &Ui, shown: &Shown) -> Vec<(String, Role)> {
    let amended = meeting.minutes.unsealed().next().is_some();
    let step = match meeting.state {
        MeetingState::Draft => "Next: s sends the draft to the chair.",
        MeetingState::WithChair => "Next: the chair approves them (v) or sends them back (b).",
        _ if amended => "Next: the chair approves the amended minutes (v).",
        MeetingState::Approved => "Next: O saves them as a file, c records that they went out.",
        _ => "They are out. m amends them; nothing else in them changes any more.",
    };
    let dues = OnTheirWay::from(meeting).dues(&shown.terms.notice, &shown.calendar, ui.today());
    let (late, in_time): (Vec<Due>, Vec<Due>) = dues.into_iter().partition(|due| due.late.is_some());
    let step = std::iter::once(step.to_owned()).chain(in_time.iter().map(Due::sentence)).collect::<Vec<_>>().join(" ");
    let late = late.iter().map(|due| (format!("! {}", due.sentence()), Role::Warning));
    std::iter::once((step, Role::Muted)).chain(late).collect()
}

fn line_of<'a>(row: &Row<'_>, chosen: bool, meeting: &Meeting, shown: &Shown, theme: &Theme) -> Vec<Span<'a>> {
    let style = |role| theme.style(if chosen { Role::Selected } else { role });
    let (kind, role, said) = match row {
        Row::Remark(comment) => ("remark", Role::Warning, format!("{} ({})", comment.text, comment.signed.by)),
        Row::Amended(amended) => ("amendment", Role::Info, amended.words()),
        Row::Owed(owed) => ("owed", Role::Muted, owed.owed.clone()),
        Row::Changed(changed) => {
            let (when, by) = (london(changed.signed.at).format("%-d %b %H:%M"), &changed.signed.by);
            (changed.how(), Role::Info, format!("{} · {} · {by}, {when}", changed.brief(), changed.what))
        }
    };
    vec![
        Span::styled(text::pad(kind, KIND), style(role)),
        Span::styled(text::pad(&text::truncate(&on(row.item(), meeting, shown), ITEM - 2), ITEM), style(Role::Accent)),
        Span::styled(said, style(Role::Overlay)),
    ]
}

/// The number and name of an item.
fn on(item: Option<&ItemId>, meeting: &Meeting, shown: &Shown) -> String {
    let Some(item) = item.and_then(|id| meeting.item(id)) else { return "the minutes".to_owned() };
    let case = item.case().and_then(|case| shown.docs.cases.get(case));
    let name = case.map_or(item.planned.title.as_str(), |case| case.label.as_str());
    format!("{} {name}", meeting.number(item.id()).unwrap_or_default())
}
