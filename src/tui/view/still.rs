//! When the text field alone need be drawn: nothing else on the screen depends on what is typed.

use ratatui::layout::Rect;

use super::live::field_height;
use crate::model::id::{Address, EntryId, ItemId};
use crate::session::Shown;
use crate::tui::ui::Ui;
use crate::tui::ui::keymap::Scope;
use crate::tui::ui::writing::Target;

/// What a frame hangs on besides what is loaded, the text in its open field, and the rows that it takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Still {
    scope: Scope,
    minute: i64,
    item: ItemId,
    agency: Option<Address>,
    unfolded: bool,
    scroll: u16,
    veiled: bool,
    target: Option<(Target, Option<EntryId>)>,
}

/// The rows that the open field wants, however little room there is.
#[must_use]
pub fn rows(ui: &Ui, field: Rect) -> u16 {
    ui.live.as_ref().map_or(0, |live| field_height(live, field.width, u16::MAX))
}

/// What the frame hangs on now, where one types; none where more of the screen may change with the text.
#[must_use]
pub fn still(ui: &Ui, shown: &Shown) -> Option<Still> {
    let scope = ui.scope();
    let live = ui.live.as_ref().filter(|_| matches!(scope, Scope::Writing | Scope::Capture))?;
    if ui.notice.is_some() || shown.saved != crate::session::Saved::Saved {
        return None;
    }
    Some(Still {
        scope,
        minute: ui.now.timestamp() / 60,
        item: live.item.clone(),
        agency: live.agency.clone(),
        unfolded: live.unfolded,
        scroll: live.scroll.get(),
        veiled: ui.veil.is_down(),
        target: live.writing.as_ref().map(|writing| (writing.target.clone(), writing.replaces.clone())),
    })
}
