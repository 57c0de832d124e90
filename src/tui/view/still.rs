//! When the text field alone need be drawn: nothing else on the screen depends on what is typed.

use ratatui::layout::Rect;

use super::live::field_height;
use crate::model::id::{Address, EntryId, ItemId};
use crate::session::Shown;
use crate::tui::ui::Ui;
use crate::tui::ui::keymap::Scope;
use crate::tui::ui::writing::Target;

/// What a frame hangs on besides the text in its open field and what is loaded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Still {
    scope: Scope,
    minute: i64,
    rows: u16,
    item: ItemId,
    agency: Option<Address>,
    unfolded: bool,
    scroll: u16,
    veiled: bool,
    target: Option<(Target, Option<EntryId>)>,
}

/// What the frame hangs on now, where one types in a field that was drawn at `field`; none where more of the screen may
/// change with the text.
#[must_use]
pub fn still(ui: &Ui, shown: &Shown, field: Rect) -> Option<Still> {
    let scope = ui.scope();
    let live = ui.live.as_ref().filter(|_| matches!(scope, Scope::Writing | Scope::Capture))?;
    if ui.notice.is_some() || shown.saved != crate::session::Saved::Saved {
        return None;
    }
    Some(Still {
        scope,
        minute: ui.now.timestamp() / 60,
        // However little room there is, the field wants the same or another number of rows.
        rows: field_height(live, field.width, u16::MAX),
        item: live.item.clone(),
        agency: live.agency.clone(),
        unfolded: live.unfolded,
        scroll: live.scroll.get(),
        veiled: ui.veil.is_down(),
        target: live.writing.as_ref().map(|writing| (writing.target.clone(), writing.replaces.clone())),
    })
}
