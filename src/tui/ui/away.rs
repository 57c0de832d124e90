//! Going away and coming back: what is remembered while the screen is locked, and how one returns to it.

use super::effect::Effect;
use super::tour::Tour;
use super::veil::Veil;
use super::{Screen, Ui};
use crate::model::id::{CaseId, ItemId, MeetingId};
use crate::session::Shown;

/// Why the screen locks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// Somebody asked for it.
    Asked,
    /// Nobody was at the keys for so many minutes.
    Idle(u32),
    /// A record was removed, and its file is to be written anew.
    Removed,
}

/// Where somebody was when the screen locked: opaque identities, and no word of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Away {
    /// The meeting on the screen; none for the list of meetings.
    pub meeting: Option<MeetingId>,
    /// Its item.
    pub item: Option<ItemId>,
    /// The case on the screen, where no meeting is.
    pub case: Option<CaseId>,
    /// The address of the field that had the focus.
    pub field: Option<String>,
    /// Whether the veil was down.
    pub veiled: bool,
    /// Where the tour was.
    pub tour: Tour,
}

impl Ui {
    /// Asks for the lock.
    pub(super) fn lock(&mut self) -> Vec<Effect> {
        self.locking = Some(Why::Asked);
        vec![]
    }

    /// Where the person is now.
    #[must_use]
    pub fn away(&self, shown: &Shown) -> Away {
        let place = self.place(shown).filter(|_| self.screen == Screen::Live);
        Away {
            meeting: place.map(|place| place.meeting.id.clone()),
            item: place.map(|place| place.item.id().clone()),
            case: self.open_case(shown).map(|case| case.id.clone()),
            field: self.field_in_focus(shown),
            veiled: self.veil.is_down(),
            tour: self.tour,
        }
    }

    /// Goes back to where the person was, text and cursor included; the meeting is loaded by now.
    pub fn come_back(&mut self, away: &Away, shown: &Shown) -> Vec<Effect> {
        self.veil = Veil::new(away.veiled);
        self.tour = away.tour;
        let mut effects = Vec::new();
        let meeting = away.meeting.as_ref().and_then(|id| shown.docs.meetings.get(id));
        if let (Some(meeting), Some(item)) = (meeting, &away.item) {
            effects.extend(self.show_item(meeting, item, shown));
        }
        if let Some(case) = away.case.as_ref().filter(|case| shown.docs.cases.contains_key(*case)) {
            effects.extend(self.show_case(case));
        }
        self.notice = None;
        if let Some(field) = &away.field {
            let (opened, there) = self.reopen(field, shown);
            effects.extend(opened);
            if !there {
                return effects;
            }
            self.focus(field);
        }
        // Putting it back may have had something to say of its own.
        let but = self.notice.take().map_or_else(String::new, |notice| format!(" {}", notice.text));
        self.say(format!("Unlocked. You are back where you were.{but}"));
        effects
    }
}
