//! The end of the meeting: everything owed, item by item, before it becomes a draft.

use super::effect::{After, Effect};
use super::list::Pick;
use super::{Overlay, Place, Ui};
use crate::model::owing::{Row, owed_in};
use crate::model::request::Request;
use crate::session::Shown;

/// Everything owed in the meeting of the screen, in the order of the agenda.
#[must_use]
pub fn rows(place: &Place<'_>, shown: &Shown) -> Vec<Row> {
    owed_in(place.meeting, &shown.docs)
}

impl Ui {
    /// Shows what is owed; with nothing owed the key that ends the meeting is one more press away.
    pub fn open_ending(&mut self, shown: &Shown) {
        let Some(place) = self.place(shown) else { return };
        self.overlay = Some(Overlay::Ending(Pick::new(rows(&place, shown).len())));
        self.choose_undecided(shown);
    }

    /// Chooses the first row that needs a reason; with none left, the choice stays.
    pub(super) fn choose_undecided(&mut self, shown: &Shown) {
        let Some(place) = self.place(shown) else { return };
        let needs = rows(&place, shown).iter().position(|row| row.needs_reason);
        if let (Some(Overlay::Ending(pick)), Some(row)) = (&mut self.overlay, needs) {
            pick.choose(row);
        }
    }

    /// Ends the meeting.
    pub fn confirm_end(&mut self, shown: &Shown) -> Vec<Effect> {
        let Some(place) = self.place(shown) else { return vec![] };
        let requests = vec![Request::EndMeeting(place.meeting.id.clone())];
        vec![Effect::Record { requests, fields: vec![], then: After::Ended }]
    }

    /// Opens the chosen item of the agenda or of what is owed.
    pub fn jump_here(&mut self, shown: &Shown) -> Vec<Effect> {
        let Some(place) = self.place(shown) else { return vec![] };
        let item = match &self.overlay {
            Some(Overlay::Jump(pick)) => {
                pick.chosen().and_then(|row| place.meeting.items.get(row)).map(|i| i.id().clone())
            }
            Some(Overlay::Ending(pick)) => {
                pick.chosen().and_then(|row| rows(&place, shown).into_iter().nth(row)).map(|r| r.item)
            }
            Some(Overlay::Minutes(pick)) => {
                pick.chosen().and_then(|row| super::minutes::rows(place.meeting, shown).get(row)?.item().cloned())
            }
            Some(Overlay::Reading(_)) => self.read_item(),
            Some(Overlay::Ready(_)) => self
                .chosen_to_prepare(shown)
                .and_then(|row| place.meeting.item_of(row.case()).map(|item| item.id().clone())),
            _ => None,
        };
        match item {
            Some(item) if matches!(self.overlay, Some(Overlay::Ending(_))) => self.turn_to(&item, shown),
            Some(item) => self.go_to_item(&item, shown),
            None => vec![],
        }
    }
}
