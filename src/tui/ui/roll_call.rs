//! The roll-call: one key a seat.

use super::effect::{After, Effect};
use super::list::Pick;
use super::prompt::Purpose;
use super::{Overlay, Ui};
use crate::model::attendance::{Mark, Seat};
use crate::model::id::Address;
use crate::model::request::Request;
use crate::session::Shown;

impl Ui {
    /// Opens the roll-call at the first seat that is not marked.
    pub fn open_roll_call(&mut self, shown: &Shown) {
        let Some(place) = self.place(shown) else { return };
        let mut pick = Pick::new(place.meeting.seats.len());
        pick.choose(place.meeting.seats.iter().position(|seat| seat.mark.is_none()).unwrap_or_default());
        self.overlay = Some(Overlay::RollCall(pick));
    }

    /// Marks the chosen seat, and goes on to the next.
    pub fn mark_chosen(&mut self, mark: Mark, shown: &Shown) -> Vec<Effect> {
        let Some(seat) = self.chosen_seat(shown).map(|seat| seat.address.clone()) else { return vec![] };
        self.mark(vec![seat], mark, After::NextSeat, shown)
    }

    /// Marks everybody not yet marked as present.
    pub fn mark_rest_present(&mut self, shown: &Shown) -> Vec<Effect> {
        let Some(place) = self.place(shown) else { return vec![] };
        let unmarked = place.meeting.seats.iter().filter(|seat| seat.mark.is_none());
        let seats: Vec<Address> = unmarked.map(|seat| seat.address.clone()).collect();
        if seats.is_empty() {
            self.refuse("Everybody is marked already.");
            return vec![];
        }
        self.mark(seats, Mark::Present, After::Stay, shown)
    }

    /// The chosen agency of the strip is not here for this item: it left if it was here, and is
    /// absent otherwise.
    pub fn mark_away(&mut self, shown: &Shown) -> Vec<Effect> {
        let (Some(place), Some(seat)) = (self.place(shown), self.agency()) else { return vec![] };
        let here = place.meeting.seat(&seat).is_some_and(Seat::attends);
        if !here {
            return self.mark(vec![seat], Mark::Absent, After::ChooseNextAgency, shown);
        }
        let clock = self.clock();
        let name = place.meeting.seat(&seat).map_or_else(String::new, |seat| seat.short.clone());
        self.ask(Purpose::LeftAt(seat), format!("{name} left at"), &clock);
        self.restore_draft(shown)
    }

    /// Asks for something about the chosen seat.
    pub fn ask_of_seat(&mut self, purpose: fn(Address) -> Purpose, question: &str, start: &str, shown: &Shown) {
        let Some(seat) = self.chosen_seat(shown) else { return };
        let (address, short) = (seat.address.clone(), seat.short.clone());
        self.ask(purpose(address), format!("{short}: {question}"), start);
    }

    fn mark(&self, seats: Vec<Address>, mark: Mark, then: After, shown: &Shown) -> Vec<Effect> {
        let Some(place) = self.place(shown) else { return vec![] };
        let requests = vec![Request::Mark { meeting: place.meeting.id.clone(), seats, mark }];
        vec![Effect::Record { requests, fields: vec![], then }]
    }

    fn chosen_seat<'a>(&self, shown: &'a Shown) -> Option<&'a Seat> {
        let Some(Overlay::RollCall(pick)) = &self.overlay else { return None };
        self.place(shown)?.meeting.seats.get(pick.chosen()?)
    }
}
