//! The end of the meeting: what is still owed.

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Span;

use super::{agenda, frame, text};
use crate::model::checks::Owed;
use crate::model::owing::Row;
use crate::session::Shown;
use crate::tui::theme::{Role, Theme};
use crate::tui::ui::ending::rows;
use crate::tui::ui::list::Pick;
use crate::tui::ui::{Place, Ui};

/// Draws the list of what is owed.
pub fn render(area: Rect, buf: &mut Buffer, ui: &Ui, pick: &Pick, shown: &Shown, theme: &Theme) {
    let Some(place) = ui.place(shown) else { return };
    let rows = rows(&place, shown);
    let note = if rows.is_empty() { "nothing is owed".to_owned() } else { format!("{} still owed", rows.len()) };
    let below = frame::section(area, buf, theme, "End the meeting?", &note, true);
    let lead = if rows.is_empty() {
        "Nothing is owed. E ends the meeting and makes its minutes a draft."
    } else {
        "What is owed is minuted. Enter goes to it; E ends the meeting. A child who is undecided needs a reason first."
    };
    let below = frame::paragraph(below, buf, theme, Role::Muted, lead);
    let mut below = frame::below(below, 1);
    if !rows.is_empty() {
        // The reasons stand at the foot, where the list leaves room for them.
        let wanted = u16::try_from(shown.terms.live.reasons.len() + 5).unwrap_or(0);
        let room = below.height.saturating_sub(wanted).max(below.height.min(3));
        let mut foot = frame::below(below, room + 1);
        if let Some(chosen) = pick.chosen().and_then(|row| rows.get(row)) {
            let reason = chosen.reason.as_ref().map_or_else(String::new, |reason| format!(". Reason: {reason}"));
            let whole = format!("{}: {}{reason}", chosen.name, chosen.owed);
            let lines = text::wrap(&whole, usize::from(foot.width));
            let lines: Vec<_> = lines.into_iter().take(2).map(|line| line.style(theme.style(Role::Overlay))).collect();
            frame::lines(foot, buf, &lines);
            foot = frame::below(foot, 3);
        }
        super::gate::reasons(foot, buf, shown, theme, "A digit gives the chosen item its reason:");
        below.height = room;
    }
    let longest = rows.iter().map(|row| text::cells(&row.name)).max().unwrap_or(0);
    let longest = longest.min(usize::from(below.width) / 4);
    // The reason is the whole item's and stands once: where the decision is missing, or else at the item's first row.
    let undecided = |row: &Row| [Owed::NoDecision.sentence(), Owed::NotDiscussed.sentence()].contains(&row.owed);
    let bears = |row: &Row| {
        let own = || rows.iter().filter(|other| other.item == row.item);
        own().find(|row| undecided(row)).or_else(|| own().next()) == Some(row)
    };
    let mut above = None;
    for (y, (row, chosen)) in (below.y..below.bottom()).zip(pick.visible(usize::from(below.height))) {
        let Some(owed) = rows.get(row) else { continue };
        let area = Rect { y, height: 1, ..below };
        let area = frame::row(area, buf, theme, chosen);
        let (name, said) = if chosen { (Role::Selected, Role::Selected) } else { (Role::Accent, Role::Overlay) };
        // An item that owes several things is named once, and again where one stands on it.
        let again = above == Some(&owed.name);
        let said_name = if again && !chosen { Cow::Borrowed("") } else { within(owed, longest, &place, shown) };
        above = Some(&owed.name);
        let left = vec![
            Span::styled(format!("{}  ", text::pad(&said_name, longest)), theme.style(name)),
            Span::styled(owed.owed.as_str(), theme.style(said)),
        ];
        let right = match (&owed.reason, owed.needs_reason) {
            (Some(_), _) if !bears(owed) && !chosen => vec![],
            (Some(reason), _) => {
                vec![Span::styled(reason.clone(), theme.style(if chosen { said } else { Role::Muted }))]
            }
            (None, true) => vec![Span::styled("needs a reason", theme.style(if chosen { said } else { Role::Danger }))],
            (None, false) => vec![],
        };
        // The reason is never cut for the sake of what is owed: the chosen row stands in full below.
        let width = usize::from(area.width.saturating_sub(1));
        frame::line(area, buf, &text::spread(left, right, width, longest + 24));
    }
    frame::scroll_hint(below, buf, theme, pick.first(), pick.len());
}

/// The number and name of an item; the short name where the title does not fit.
fn within<'a>(row: &'a Row, room: usize, place: &Place<'_>, shown: &Shown) -> Cow<'a, str> {
    let short = || {
        let (item, number) = (place.meeting.item(&row.item)?, place.meeting.number(&row.item)?);
        Some(format!("{number} {}", agenda::short_name(item, place, shown)?))
    };
    let fits = text::cells(&row.name) <= room;
    if fits { Cow::Borrowed(&row.name) } else { short().map_or(Cow::Borrowed(&row.name), Cow::Owned) }
}
