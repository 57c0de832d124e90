//! Which keys come first in the footer: what the item is for, or what is waited for.

use super::command::Command;
use super::{Screen, Ui};
use crate::model::agenda::ItemKind;
use crate::model::meeting::MeetingState;
use crate::model::tracker::Saved;
use crate::session::Shown;
use crate::terms::Holds;

/// Whether a command comes first among the keys shown: it is what the item is for, or what is waited for.
#[must_use]
pub fn leads(command: Command, ui: &Ui, shown: &Shown) -> bool {
    use Command as C;
    if ui.screen == Screen::Cases {
        // What is due under retention is kept or removed.
        return ui.cases.saved == Saved::Retention && matches!(command, C::LegalHold | C::Remove);
    }
    let Some(place) = ui.place(shown) else { return false };
    let live = place.meeting.state == MeetingState::Live;
    match (command, place.item.planned.kind) {
        // Before the day the agenda is prepared, and not the meeting held.
        (C::JumpTo | C::Ready | C::Circulate, _) => place.meeting.is_to_come() && place.meeting.plan.date > ui.today(),
        // What is left to do with a meeting that is over is to send out what it made.
        (C::Export, _) => !live && !place.meeting.is_to_come(),
        (C::Invite, _) => place.meeting.is_to_come() && place.item.case().is_some(),
        (C::StartMeeting, _) => true,
        (C::RollCall, ItemKind::Standing(Holds::RollCall))
        | (C::AgreeStatement, ItemKind::Standing(Holds::Statement))
        | (C::AnswerActions, ItemKind::Standing(Holds::ActionLog)) => live,
        // Whoever came in since the others agreed is asked at once, and not at the end.
        (C::AgreeStatement, _) => live && place.meeting.seats.iter().any(|seat| seat.agreed.is_some()),
        // What is decided is read back next, and what is agreed is left.
        (C::ReadBack, _) => live && place.item.decision.is_some() && place.item.agreement.is_none(),
        (C::NextItem, _) => live && place.item.agreement.is_some(),
        (C::EndMeeting, _) => live && place.meeting.items.last().is_some_and(|last| last.id() == place.item.id()),
        _ => false,
    }
}
