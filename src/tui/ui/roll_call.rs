//! The roll-call: one key a seat. Whoever is invited for one child comes and goes with that child's item.

use super::effect::{After, Effect};
use super::list::Pick;
use super::prompt::Purpose;
use super::{Overlay, Ui, strip};
use crate::model::attendance::{Mark, Seat};
use crate::model::county::Contact;
use crate::model::id::Address;
use crate::model::meeting::MeetingState;
use crate::model::request::Request;
use crate::session::Shown;
use crate::terms::calendar;

impl Ui {
    /// Opens the roll-call at the first member who is not marked.
    pub fn open_roll_call(&mut self, shown: &Shown) {
        let Some(place) = self.place(shown) else { return };
        let mut pick = Pick::new(place.meeting.seats.len());
        let (members, _) = place.meeting.roll();
        pick.choose(members.iter().position(|seat| seat.mark.is_none()).unwrap_or_default());
        self.overlay = Some(Overlay::RollCall(pick));
    }

    /// Marks the chosen seat, and goes on to the next.
    pub fn mark_chosen(&mut self, mark: Mark, shown: &Shown) -> Vec<Effect> {
        let Some(seat) = self.chosen_seat(shown).map(|seat| seat.address.clone()) else { return vec![] };
        self.mark(vec![seat], mark, After::NextSeat, shown)
    }

    /// Takes the chosen seat's mark away: before the day they come after all.
    pub fn unmark(&mut self, shown: &Shown) -> Vec<Effect> {
        let (Some(place), Some(seat)) = (self.place(shown), self.chosen_seat(shown)) else { return vec![] };
        let (meeting, seats) = (place.meeting.id.clone(), vec![seat.address.clone()]);
        vec![Effect::Record { requests: vec![Request::Unmark { meeting, seats }], fields: vec![], then: After::Stay }]
    }

    /// Withdraws the chosen invitation.
    pub fn uninvite(&mut self, shown: &Shown) -> Vec<Effect> {
        let (Some(place), Some(seat)) = (self.place(shown), self.chosen_seat(shown)) else { return vec![] };
        let (meeting, address) = (place.meeting.id.clone(), seat.address.clone());
        let said = format!("The invitation of {} {} is withdrawn.", seat.short, seat.name);
        let requests = vec![Request::Uninvite { meeting, seat: address }];
        vec![Effect::Record { requests, fields: vec![], then: After::Say(said) }]
    }

    /// Why a command of the roll-call cannot be done now.
    #[must_use]
    pub fn why_not_roll(&self, command: super::command::Command, shown: &Shown) -> Option<&'static str> {
        use super::command::Command as C;
        let place = self.place(shown)?;
        let seat = self.chosen_seat(shown);
        let to_come = place.meeting.is_to_come();
        match command {
            C::MarkPresent | C::MarkRestPresent | C::MarkAbsent | C::CameLate | C::LeftEarly if to_come => {
                Some("The meeting has not begun: before the day apologies are recorded (a), and c takes them back.")
            }
            C::Unmark if seat.is_some_and(|seat| seat.mark.is_none()) => Some("The chosen seat is not marked."),
            C::Uninvite => {
                let invited = seat.is_some_and(|seat| seat.mark.is_none() && (seat.only_case.is_some() || seat.guest));
                (!invited).then_some("Only an invitation, or a guest's seat, that was not answered is withdrawn.")
            }
            _ => None,
        }
    }

    /// Marks every member and guest not yet marked as present; who is invited for one child is not
    /// here for the others.
    pub fn mark_rest_present(&mut self, shown: &Shown) -> Vec<Effect> {
        let Some(place) = self.place(shown) else { return vec![] };
        let (members, _) = place.meeting.roll();
        let unmarked = members.into_iter().filter(|seat| seat.mark.is_none());
        let seats: Vec<Address> = unmarked.map(|seat| seat.address.clone()).collect();
        if seats.is_empty() {
            self.refuse("Everybody is marked already.");
            return vec![];
        }
        self.mark(seats, Mark::Present, After::Stay, shown)
    }

    /// Who would come in now: the chosen agency of the strip if it is not here, or else the first who
    /// is invited to this item and not here.
    #[must_use]
    pub fn to_come_in<'a>(&self, shown: &'a Shown) -> Option<&'a Seat> {
        let place = self.place(shown)?;
        let live = place.meeting.state == MeetingState::Live;
        let now = calendar::london(self.now).time();
        let here = |seat: &Seat| if live { seat.is_here(now) } else { seat.attends() };
        let away = || place.meeting.seats_on(place.item).map(|(seat, _)| seat).filter(|seat| !here(seat));
        let chosen = away().find(|seat| Some(&seat.address) == self.chosen_address());
        chosen.or_else(|| strip::awaited(&place))
    }

    /// Somebody is here for this item from now on: a latecomer, an invitee, or one who comes back.
    pub fn mark_here(&mut self, shown: &Shown) -> Vec<Effect> {
        let (Some(place), Some(seat)) = (self.place(shown), self.to_come_in(shown)) else { return vec![] };
        let (meeting, address) = (place.meeting.id.clone(), seat.address.clone());
        let then = After::Choose(address.clone());
        let request = if seat.attends() {
            Request::LeftAt { meeting, seat: address, until: None }
        } else if place.meeting.state == MeetingState::Live {
            let from = Some(calendar::london(self.now).time());
            Request::CameAt { meeting, seat: address, from }
        } else {
            Request::Mark { meeting, seats: vec![address], mark: Mark::Present }
        };
        vec![Effect::Record { requests: vec![request], fields: vec![], then }]
    }

    /// Everybody who is here and has not agreed to the statement agrees now.
    pub fn agree_statement(&mut self, shown: &Shown) -> Vec<Effect> {
        let Some(place) = self.place(shown) else { return vec![] };
        let now = calendar::london(self.now).time();
        let silent = place.meeting.seats.iter().filter(|seat| seat.agreed.is_none() && seat.is_here(now));
        let names: Vec<&str> = silent.map(|seat| seat.short.as_str()).collect();
        let said = match names[..] {
            [] => "Agreed to the information-sharing statement.".to_owned(),
            [..] if names.len() > 3 => format!("All {} have agreed to the information-sharing statement.", names.len()),
            [..] => format!("Agreed to the information-sharing statement: {}.", names.join(", ")),
        };
        let requests = vec![Request::AgreeStatement(place.meeting.id.clone())];
        vec![Effect::Record { requests, fields: vec![], then: After::Say(said) }]
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

    /// Asks who comes in the chosen seat's stead. Before the day the deputy is offered; in the meeting nobody is taken to
    /// be there who was not named.
    pub fn ask_substitute(&mut self, shown: &Shown) {
        let (Some(place), Some(seat)) = (self.place(shown), self.chosen_seat(shown)) else { return };
        let contacts = &shown.docs.county.contacts;
        let plan = &place.meeting.plan;
        let own = |held: &&Contact| {
            (held.area.as_str(), held.part) == (plan.area.as_str(), plan.part) && held.seat() == seat.address.as_str()
        };
        let deputy = contacts.iter().filter(|_| place.meeting.is_to_come()).find(own).map(|held| held.deputy.clone());
        match deputy.filter(|deputy| !deputy.is_empty()) {
            Some(deputy) => {
                let question = "apologies; the substitute (Enter: the deputy; Backspace: nobody)";
                self.ask_of_seat(Purpose::Substitute, question, &deputy, shown);
            }
            None => {
                self.ask_of_seat(Purpose::Substitute, "apologies; the substitute's name, or Enter for none", "", shown);
            }
        }
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
        let (members, invited) = self.place(shown)?.meeting.roll();
        members.into_iter().chain(invited).nth(pick.chosen()?)
    }
}
