//! Two records side by side, and what comes of them when one is merged into the other.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Span;

use super::{frame, text};
use crate::model::case::Case;
use crate::session::Shown;
use crate::terms::phrase::day;
use crate::tui::theme::{Role, Theme};
use crate::tui::ui::form::Form;

/// The cells of what is compared.
const WHAT: usize = 16;

/// The rows that it wants.
pub const HEIGHT: u16 = 23;

/// Draws both records, the one that stays at the left, and below them what becomes of them.
pub fn render(area: Rect, buf: &mut Buffer, form: &Form, shown: &Shown, theme: &Theme) {
    let cases = &shown.docs.cases;
    let both = form.merged().and_then(|(kept, gone)| cases.get(kept).zip(cases.get(gone)));
    let Some((kept, gone)) = both else {
        frame::paragraph(area, buf, theme, Role::Muted, "No other record is chosen yet.");
        return;
    };
    let width = usize::from(area.width);
    let half = width.saturating_sub(WHAT + 2) / 2;
    let head = [("", Role::Muted), ("stays", Role::Success), ("is merged into it", Role::Warning)];
    let row = |cells: [(&str, Role); 3]| {
        let [what, left, right] = cells;
        let spans = vec![
            Span::styled(text::pad(what.0, WHAT), theme.style(what.1)),
            Span::styled(text::pad(left.0, half), theme.style(left.1)),
            Span::raw("  "),
            Span::styled(right.0.to_owned(), theme.style(right.1)),
        ];
        text::join(spans, width)
    };
    let (stays, leads) = (&kept.label, &gone.label);
    let said = format!("All of both stands on {stays} then, and {leads} leads to it. Past minutes keep {leads}.");
    let rest = frame::paragraph(area, buf, theme, Role::Hint, &said);
    frame::line(rest, buf, &row(head));
    let mut rest = frame::below(rest, 1);
    for ((what, left), (_, right)) in told(kept, shown).into_iter().zip(told(gone, shown)) {
        let role = if left == right { Role::Muted } else { Role::Overlay };
        frame::line(rest, buf, &row([(what, Role::Faint), (&left, role), (&right, role)]));
        rest = frame::below(rest, 1);
    }
    let said = format!(
        "The child is open while either record is; the review that falls due first stands, and the more severe level of \
         risk. What {leads} says otherwise goes to the notes. Ctrl-Z takes the merging back."
    );
    frame::paragraph(frame::below(rest, 1), buf, theme, Role::Hint, &said);
}

/// What a record holds, each with what it is called.
fn told(case: &Case, shown: &Shown) -> Vec<(&'static str, String)> {
    let details = &case.details;
    let area = shown.terms.area(&case.area).map_or(case.area.as_str(), |area| area.name.as_str());
    let state = match (&case.closed, case.review_date) {
        (Some(closed), _) => format!("closed {}, {}", day(closed.on), closed.outcome),
        (None, Some(date)) => format!("open, review {}", day(date)),
        (None, None) => "open, no review date".to_owned(),
    };
    let all = shown.docs.actions_of(&case.id).count();
    let open = shown.docs.actions_of(&case.id).filter(|action| action.is_open()).count();
    let word = |word: &Option<String>| word.clone().unwrap_or_else(|| "–".to_owned());
    let standing = case.open_dissents().count();
    vec![
        ("Reference", case.label.clone()),
        ("Name", details.name.clone()),
        ("Born", day(details.born)),
        ("Lives in", format!("{}, {area}", details.district)),
        ("State", state),
        ("Opened", day(case.opened)),
        ("Risk", word(&case.risk)),
        ("Plan", word(&details.legal_status)),
        ("Discussions", case.discussions.len().to_string()),
        ("Actions", format!("{all}, {open} open")),
        ("Dissents", format!("{}, {standing} standing", case.dissents.len())),
        ("Missing", case.episodes.len().to_string()),
        ("Forms", case.forms.len().to_string()),
        ("Requests", case.listings.len().to_string()),
    ]
}
