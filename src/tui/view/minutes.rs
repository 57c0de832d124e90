//! How far the minutes of a meeting are: each step with whose word it is, the chair's remarks, what is owed.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Span;

use super::{frame, text};
use crate::model::id::ItemId;
use crate::model::meeting::{Meeting, MeetingState};
use crate::model::minutes::{Signed, told};
use crate::session::Shown;
use crate::terms::calendar::london;
use crate::terms::phrase::day;
use crate::tui::theme::{Role, Theme};
use crate::tui::ui::Ui;
use crate::tui::ui::list::Pick;
use crate::tui::ui::minutes::{Row, rows};

/// The cells of a row's kind and of its item.
const KIND: usize = 12;
const ITEM: usize = 24;

/// The rows that the sheet wants.
#[must_use]
pub fn height(ui: &Ui, shown: &Shown, width: u16) -> u16 {
    let Some(place) = ui.place(shown) else { return 0 };
    let steps = steps(place.meeting, shown);
    let steps: usize = steps.iter().map(|(said, _)| text::height(said, usize::from(width))).sum();
    u16::try_from(rows(place.meeting, &shown.docs).len().max(1) + steps).unwrap_or(u16::MAX).saturating_add(6)
}

/// Draws the steps, and below them what is to be looked at.
pub fn render(area: Rect, buf: &mut Buffer, ui: &Ui, pick: &Pick, shown: &Shown, theme: &Theme) {
    let Some(place) = ui.place(shown) else { return };
    let meeting = place.meeting;
    let mut below = frame::section(area, buf, theme, "The minutes", meeting.state.name(), true);
    for (said, role) in steps(meeting, shown) {
        below = frame::paragraph(below, buf, theme, role, &said);
    }
    let below = frame::below(below, 1);
    let rows = rows(meeting, &shown.docs);
    let below = frame::section(below, buf, theme, "To look at", &format!("{}", rows.len()), false);
    if rows.is_empty() {
        frame::paragraph(below, buf, theme, Role::Muted, "The chair remarked nothing, and nothing is owed.");
        return;
    }
    for (y, (at, chosen)) in (below.y..below.bottom()).zip(pick.visible(usize::from(below.height))) {
        let Some(row) = rows.get(at) else { continue };
        let line = frame::row(Rect { y, height: 1, ..below }, buf, theme, chosen);
        let width = usize::from(line.width.saturating_sub(1));
        frame::line(line, buf, &text::join(line_of(row, chosen, meeting, shown, theme), width));
    }
    frame::scroll_hint(below, buf, theme, pick.first(), pick.len());
}

/// What was done with the minutes, in order, and what comes next.
fn steps(meeting: &Meeting, shown: &Shown) -> Vec<(String, Role)> {
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
    done.chain([(next(meeting, shown), Role::Muted)]).collect()
}

fn next(meeting: &Meeting, shown: &Shown) -> String {
    let due = shown.calendar.working_days_after(shown.terms.notice.minutes_working_days, meeting.plan.date);
    let amended = meeting.minutes.unsealed().count();
    match meeting.state {
        MeetingState::Draft => format!("Next: s sends the draft to the chair. The minutes go out by {}.", day(due)),
        MeetingState::WithChair => {
            format!("Next: the chair approves them (v) or sends them back (b). They go out by {}.", day(due))
        }
        MeetingState::Approved if amended > 0 => "Next: the chair approves the amended minutes (v).".to_owned(),
        MeetingState::Approved => {
            format!("Next: O saves them as a file, c records that they went out, by {}.", day(due))
        }
        MeetingState::MinutesCirculated if amended > 0 => {
            "Next: the chair approves the amended minutes (v).".to_owned()
        }
        _ => "They are out. m amends them; nothing else in them changes any more.".to_owned(),
    }
}

fn line_of<'a>(row: &Row<'_>, chosen: bool, meeting: &Meeting, shown: &Shown, theme: &Theme) -> Vec<Span<'a>> {
    let style = |role| theme.style(if chosen { Role::Selected } else { role });
    let (kind, role, said) = match row {
        Row::Remark(comment) => ("remark", Role::Warning, format!("{} ({})", comment.text, comment.signed.by)),
        Row::Amended(amended) => ("amendment", Role::Info, format!("{}: {}", amended.text, amended.reason)),
        Row::Owed(owed) => ("owed", Role::Muted, owed.owed.clone()),
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
