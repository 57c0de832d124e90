//! The gate: what is owed on a case, shown before it is left. It never holds anybody up: the same key again moves on.

use super::effect::{After, Effect};
use super::list::Pick;
use super::writing::Target;
use super::{Overlay, Place, Ui};
use crate::model::checks::{Owed, together};
use crate::model::decide::owed_on;
use crate::model::id::{Address, ItemId};
use crate::model::meeting::MeetingState;
use crate::model::request::Request;
use crate::model::said::Whose;
use crate::session::Shown;

/// The open gate.
#[derive(Debug)]
pub struct Gate {
    /// The chosen thing owed.
    pub pick: Pick,
    /// The item to go on to.
    pub to: ItemId,
}

/// What is owed on an item, in few sentences, each with the first thing it speaks of; what may wait comes last.
#[must_use]
pub fn owed(place: &Place<'_>, shown: &Shown) -> Vec<(Owed, String)> {
    let mut owed = together(&owed_on(place.meeting, place.item, &shown.docs));
    owed.sort_by_key(|(owed, _)| !owed.stops());
    owed
}

impl Ui {
    /// Opens the gate before `to`, where the case on the screen owes something that stops.
    pub(super) fn open_gate(&mut self, to: &ItemId, shown: &Shown) -> bool {
        let Some(place) = self.place(shown) else { return false };
        let live = place.meeting.state == MeetingState::Live && place.item.case().is_some();
        let owed = owed_on(place.meeting, place.item, &shown.docs);
        let opens = live && place.item.running_since.is_some() && owed.iter().any(Owed::stops);
        if opens {
            let pick = Pick::new(together(&owed).len());
            self.overlay = Some(Overlay::Gate(Gate { pick, to: to.clone() }));
        }
        opens
    }

    /// Leaves the case all the same; why may be said now or before the meeting ends.
    pub(super) fn leave_anyway(&mut self, reason: Option<&str>, shown: &Shown) -> Vec<Effect> {
        let Some(Overlay::Gate(gate)) = &self.overlay else { return vec![] };
        let to = gate.to.clone();
        self.leave_for(&to, reason, shown)
    }

    /// The reason that a digit stands for: leaves the case for it, or gives it to the item chosen at the end.
    pub(super) fn give_reason(&mut self, number: usize, shown: &Shown) -> Vec<Effect> {
        let Some(reason) = number.checked_sub(1).and_then(|at| shown.terms.live.reasons.get(at)).cloned() else {
            self.refuse(format!("The list has {} reasons.", shown.terms.live.reasons.len()));
            return vec![];
        };
        let Some(Overlay::Ending(pick)) = &self.overlay else { return self.leave_anyway(Some(&reason), shown) };
        let Some(place) = self.place(shown) else { return vec![] };
        let rows = super::ending::rows(&place, shown);
        let Some(item) = pick.chosen().and_then(|row| rows.get(row)).map(|row| row.item.clone()) else { return vec![] };
        let requests = vec![Request::GiveReason { meeting: place.meeting.id.clone(), item, reason }];
        vec![Effect::Record { requests, fields: vec![], then: After::NextUndecided }]
    }

    /// Goes to the thing owed that is chosen, or with `first` to the first one: where it can be made good.
    pub(super) fn go_to_owed(&mut self, first: bool, shown: &Shown) -> Vec<Effect> {
        let Some(Overlay::Gate(gate)) = &self.overlay else { return vec![] };
        let row = if first { Some(0) } else { gate.pick.chosen() };
        let owed = self.place(shown).and_then(|place| Some(owed(&place, shown).into_iter().nth(row?)?.0));
        self.overlay = None;
        match owed {
            Some(Owed::NoDecision) => self.open_decision(shown),
            Some(Owed::NoRationale) => {
                let effects = self.open_decision(shown);
                self.focus_field("Rationale");
                effects
            }
            Some(Owed::NoView) => self.write(Target::View(Whose::Child), shown),
            Some(Owed::DissentNotInvited) => {
                self.overlay = Some(Overlay::ReadBack);
                vec![]
            }
            Some(Owed::NoOwner(label)) => self.open_action_at(&label, "Owner", shown),
            Some(Owed::NoDate(label)) => self.open_action_at(&label, "Due", shown),
            Some(Owed::NotAsked(short)) => {
                let seat = self.seat_called(&short, shown);
                if let (Some(live), Some(seat)) = (&mut self.live, seat) {
                    live.agency = Some(seat);
                }
                vec![]
            }
            Some(Owed::DissentUnanswered(short) | Owed::DissentBack(short)) => self.open_dissent_of(&short, shown),
            Some(Owed::Unanswered(_)) => {
                self.open_answers(shown);
                vec![]
            }
            _ => vec![],
        }
    }

    fn seat_called(&self, short: &str, shown: &Shown) -> Option<Address> {
        let place = self.place(shown)?;
        let mut seats = place.meeting.seats_on(place.item);
        seats.find(|(seat, _)| seat.short == short).map(|(seat, _)| seat.address.clone())
    }

    /// Opens an action at the field that is owed.
    fn open_action_at(&mut self, action: &str, field: &str, shown: &Shown) -> Vec<Effect> {
        let Some(id) = shown.docs.actions.values().find(|other| other.label == action).map(|action| action.id.clone())
        else {
            return vec![];
        };
        let effects = self.open_edit_action(&id, shown);
        self.focus_field(field);
        effects
    }

    fn focus_field(&mut self, label: &str) {
        if let Some(Overlay::Form(form)) = &mut self.overlay {
            form.at = form.fields.iter().position(|field| field.label == label).unwrap_or(form.at);
        }
    }

    /// Records that what was read back is agreed, and that dissent was invited.
    pub(super) fn room_agrees(&mut self, shown: &Shown) -> Vec<Effect> {
        let Some(place) = self.place(shown) else { return vec![] };
        let requests = vec![Request::Agree { meeting: place.meeting.id.clone(), item: place.item.id().clone() }];
        vec![Effect::Record { requests, fields: vec![], then: After::CloseOverlay }]
    }
}
