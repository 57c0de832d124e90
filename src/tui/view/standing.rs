//! A standing item: the roll-call, the statement, the last minutes, the action log, or a matter for notes.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::entries::RecordedLines;
use super::live::{Panes, below_recorded, field, field_height};
use super::screen::Drawn;
use super::{answers, dissent, entries, frame, ready, roll_call, text};
use crate::model::action::Action;
use crate::model::agenda::ItemKind;
use crate::model::id::ItemId;
use crate::model::meeting::Meeting;
use crate::model::minutes::arising;
use crate::session::Shown;
use crate::terms::Holds;
use crate::terms::phrase::weekday_day;
use crate::tui::theme::{Role, Theme};
use crate::tui::ui::live::Live;
use crate::tui::ui::{Place, Ui};

/// Draws what the item is for, then notes and actions.
pub(super) fn render(
    panes: &Panes,
    buf: &mut Buffer,
    ui: &Ui,
    live: &Live,
    place: &Place<'_>,
    shown: &Shown,
    theme: &Theme,
) -> Drawn {
    let (area, whole) = (panes.matter, panes.whole());
    let mut head = vec![Span::styled(place.item.planned.title.clone(), theme.style(Role::Title))];
    let room = usize::from(whole.width);
    let used = text::cells(&place.item.planned.title);
    if let Some(way) = who_leads(place).into_iter().find(|way| used + text::cells(way) <= room) {
        head.push(Span::styled(way, theme.style(Role::Muted)));
    }
    frame::line(Rect { height: 1.min(area.height), ..whole }, buf, &text::join(head, room));
    let rest = frame::below(area, 2);
    let foot = field_height(live, rest.width, rest.height).min(rest.height);
    let width = usize::from(rest.width.saturating_sub(2)).min(98);
    let mut lines = standing_lines(place, ui, shown, theme, width, panes.past.is_some());
    if place.meeting.is_to_come() && matches!(place.item.planned.kind, ItemKind::Standing(Holds::RollCall)) {
        let mut before = vec![Line::styled("Before the meeting", theme.style(Role::Title))];
        before.extend(ready::deadlines(
            place.meeting,
            ui,
            shown,
            theme,
            width.max(usize::from(rest.width.saturating_sub(2))),
        ));
        before.push(Line::styled(
            "R shows what is missing, and answers requests; j prepares the agenda.",
            theme.style(Role::Muted),
        ));
        before.push(Line::default());
        lines.splice(0..0, before);
    }
    let room = rest.height.saturating_sub(foot + 1);
    let recorded = RecordedLines::new(place, live.found.as_ref(), shown, theme, rest.width);
    let taken = recorded.height().min(room / 2);
    let upper = u16::try_from(lines.len()).unwrap_or(u16::MAX).min(room - taken);
    live.keep_scroll(lines.len().saturating_sub(usize::from(upper)));
    let first = usize::from(live.scroll.get());
    let said = Rect { height: upper, ..rest };
    frame::lines(said, buf, lines.get(first..).unwrap_or_default());
    frame::scroll_hint(said, buf, theme, first, lines.len());
    let foot = below_recorded(frame::below(rest, upper + 1), rest, foot, buf, place, &recorded, theme);
    field(foot, buf, ui, live, place, shown, theme)
}

/// Who is responsible and who is in the chair, from the longest way of saying it to the shortest: nothing is cut in the
/// middle.
fn who_leads(place: &Place<'_>) -> Vec<String> {
    let (who, chair) = (place.item.planned.responsible.as_str(), place.meeting.chair_of(place.item));
    let name = chair.split(',').next().unwrap_or(chair);
    match who {
        // Whoever is responsible is mostly the chair: then the word need not stand twice.
        "Chair" | "" => vec![format!("   Chair: {chair}"), format!("   Chair: {name}"), "   Chair".to_owned()],
        who => vec![
            format!("   {who}   in the chair: {chair}"),
            format!("   {who}   in the chair: {name}"),
            format!("   {who}"),
        ],
    }
}

/// What a standing item is for and what it wants; with `listed`, who is here stands beside it.
fn standing_lines<'a>(
    place: &Place<'_>,
    ui: &Ui,
    shown: &Shown,
    theme: &Theme,
    width: usize,
    listed: bool,
) -> Vec<Line<'a>> {
    let mut lines = Vec::new();
    let mut put = |said: &str, role: Role| {
        for line in text::wrap(said, width.min(80)) {
            let words: String = line.spans.iter().map(|span| span.content.as_ref()).collect();
            lines.push(Line::from(Span::styled(words, theme.style(role))));
        }
    };
    let ItemKind::Standing(holds) = place.item.planned.kind else { return lines };
    // What cannot be pressed is not spoken of.
    let (to_come, takes_words) = (place.meeting.is_to_come(), place.meeting.takes_words());
    match holds {
        Holds::RollCall => {
            let seats = &place.meeting.seats;
            let core: Vec<_> = seats.iter().filter(|seat| seat.only_case.is_none()).collect();
            let here: Vec<&str> = core.iter().filter(|seat| seat.attends()).map(|seat| seat.short.as_str()).collect();
            let unmarked = core.iter().filter(|seat| seat.mark.is_none()).count();
            if to_come {
                put(
                    &format!("{} members are expected. r marks apologies that came before the day.", core.len()),
                    Role::Muted,
                );
            } else if !takes_words {
                put(&format!("{} of {} members were here.", here.len(), core.len()), Role::Muted);
            } else if unmarked > 0 {
                put(&format!("Press r for the roll-call: {unmarked} not marked yet."), Role::Warning);
            } else {
                put("✓ Everybody is marked. r opens the roll-call again, as when somebody comes late.", Role::Success);
            }
            put("", Role::Text);
            if !listed {
                lines.extend(roll_call::lines(place, shown, theme, width));
            }
        }
        Holds::Statement => {
            let seats = &place.meeting.seats;
            let agreed = seats.iter().filter(|seat| seat.agreed.is_some()).count();
            let open: Vec<_> = seats.iter().filter(|seat| seat.attends() && seat.agreed.is_none()).collect();
            let names: Vec<&str> = open.iter().map(|seat| seat.short.as_str()).collect();
            match (open.len(), agreed) {
                _ if to_come => put("All who are present agree to this when the meeting begins.", Role::Muted),
                _ if !takes_words => put(&format!("{agreed} agreed."), Role::Muted),
                (0, 0) => put("Nobody is marked present yet: r opens the roll-call.", Role::Warning),
                (0, _) => put(&format!("✓ All {agreed} present have agreed."), Role::Success),
                (1, 0) => put("Press s when the one present has agreed.", Role::Warning),
                (open, 0) => put(&format!("Press s when all {open} present have agreed."), Role::Warning),
                _ => put(&format!("Press s when these have agreed too: {}.", names.join(", ")), Role::Warning),
            }
            for paragraph in &shown.terms.sharing.statement {
                put("", Role::Text);
                put(paragraph, Role::Text);
            }
        }
        Holds::ActionLog => {
            let actions = crate::tui::ui::answers::open_actions(place, shown);
            put(&log(&actions, place), Role::Muted);
            put("", Role::Text);
            for (row, action) in actions.iter().enumerate() {
                lines.extend(answers::heading(&actions, row, place, theme));
                lines.extend(answers::row_lines(action, (false, Role::Text), place, shown, theme, width));
            }
        }
        Holds::LastMinutes => {
            match shown.last.as_ref().and_then(|last| shown.docs.meetings.get(last)) {
                Some(last) => lines.extend(last_meeting(last, place, shown, theme, width)),
                None => put("No earlier meeting of this area and part is kept here.", Role::Muted),
            }
            let dissent = dissent::carried_lines(place, ui, shown, theme, width.min(80));
            if !dissent.is_empty() {
                lines.push(Line::default());
                lines.extend(dissent);
            }
            if takes_words {
                lines.push(Line::default());
                lines
                    .push(Line::styled("Matters arising: t notes them, a raises an action.", theme.style(Role::Muted)));
            }
        }
        _ if takes_words => put("t notes what is said, a raises an action.", Role::Muted),
        _ => {}
    }
    lines
}

/// How many actions the log has, and which key answers them.
fn log(actions: &[&Action], place: &Place<'_>) -> String {
    let overdue = actions.iter().filter(|action| action.is_overdue(place.meeting.plan.date)).count();
    let children = place.meeting.items.iter().any(|item| item.case().is_some());
    let whose = if children { "whose child is not on today's agenda" } else { "of earlier meetings" };
    let late = if overdue == 0 { String::new() } else { format!(", {overdue} overdue") };
    let count = match actions.len() {
        0 => format!("No open actions {whose}."),
        1 => format!("1 open action {whose}{late}."),
        count => format!("{count} open actions {whose}{late}."),
    };
    let press = if actions.is_empty() || !place.meeting.takes_words() { "" } else { " A answers them." };
    let inside = if children { " Those of today's children are answered inside their case." } else { "" };
    format!("{count}{press}{inside}")
}

/// The last meeting: when it was, how far its minutes have come, and what arose outside its cases.
fn last_meeting<'a>(last: &Meeting, place: &Place<'_>, shown: &Shown, theme: &Theme, width: usize) -> Vec<Line<'a>> {
    let cases = last.items.iter().filter(|item| item.case().is_some());
    let left = cases.clone().filter(|item| item.decision.is_none()).count();
    let discussed = match (cases.count(), left) {
        (0, _) => String::new(),
        (1, 0) => " · 1 case, decided".to_owned(),
        (cases, 0) => format!(" · {cases} cases, all decided"),
        (cases, left) => format!(" · {cases} cases, {left} undecided"),
    };
    let when = format!("{}, {}", weekday_day(last.plan.date), last.plan.time.format("%H:%M"));
    let mut lines = vec![text::join(
        [
            Span::styled("Last meeting  ", theme.style(Role::Muted)),
            Span::styled(when, theme.style(Role::Title)),
            Span::styled(discussed, theme.style(Role::Text)),
            Span::styled(format!(" · {}", last.state.name()), theme.style(Role::Accent)),
        ],
        width,
    )];
    for (of, amendment) in arising(place.meeting, &shown.docs) {
        lines.push(Line::default());
        let title = format!("Amended since: {} of {}", amendment.place(of), weekday_day(of.plan.date));
        lines.push(Line::styled(title, theme.style(Role::Warning)));
        let said = amendment.words();
        lines.extend(text::wrap(&said, width.saturating_sub(4).min(80)).into_iter().map(|line| {
            let words: String = line.spans.iter().map(|span| span.content.as_ref()).collect();
            Line::styled(format!("    {words}"), theme.style(Role::Text))
        }));
    }
    let before = lines.len();
    for item in last.items.iter().filter(|item| item.case().is_none() && !item.notes.is_empty()) {
        lines.push(Line::default());
        lines.push(Line::styled(item.planned.title.clone(), theme.style(Role::Accent)));
        for note in &item.notes {
            let wrapped = text::wrap(&note.text, width.saturating_sub(4).min(80));
            lines.extend(wrapped.into_iter().enumerate().map(|(at, line)| {
                let words: String = line.spans.iter().map(|span| span.content.as_ref()).collect();
                let mark = Span::styled(if at == 0 { "  · " } else { "    " }, theme.style(Role::Faint));
                Line::from(vec![mark, Span::styled(words, theme.style(Role::Text))])
            }));
        }
    }
    let of_the_meeting = |at: &ItemId| last.item(at).is_some_and(|item| item.case().is_none());
    let raised = |action: &&Action| {
        action.raised_at.at.as_ref().is_some_and(|(meeting, item)| *meeting == last.id && of_the_meeting(item))
    };
    let raised: Vec<&Action> = shown.docs.actions.values().filter(raised).collect();
    lines.extend((!raised.is_empty()).then(Line::default));
    lines.extend(entries::action_lines(&raised, place.meeting.plan.date, theme, width));
    if lines.len() == before {
        lines.push(Line::default());
        lines.push(Line::styled("Nothing was noted outside its cases.", theme.style(Role::Faint)));
    }
    lines
}
