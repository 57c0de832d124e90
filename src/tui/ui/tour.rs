//! The tour: a first meeting in the fictional county, step by step, in about three minutes.
//!
//! A step waits for something that can be seen in what is loaded or on the screen, so it does not matter how one gets
//! there, and what is done already is skipped.

use super::live::next_not_asked;
use super::{Overlay, Place, Screen, Ui};
use crate::model::agenda::Item;
use crate::model::decide::agreed;
use crate::model::said::Whose;
use crate::session::Shown;

/// Where the tour is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tour {
    on: bool,
    at: usize,
}

/// One step: what to do, and what shows that it is done.
#[derive(Debug, Clone, Copy)]
pub struct Step {
    /// One or two sentences; what stands between backticks is to be pressed or typed.
    pub say: &'static str,
    until: Deed,
}

/// What a step waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Deed {
    Started,
    RollTaken,
    StatementAgreed,
    ChildReached,
    UpdateWritten,
    ActionRaised,
    AllAsked,
    ChildHeard,
    Decided,
    RoomAgreed,
    ChildLeft,
    /// The last step stays until the tour is left.
    Never,
}

const fn step(say: &'static str, until: Deed) -> Step {
    Step { say, until }
}

/// Every step, in order.
#[rustfmt::skip]
pub const STEPS: [Step; 12] = [
    step("Today's meeting is chosen in the list: `s` starts it. Nobody in this county is real, and all of it is gone when you leave.", Deed::Started),
    step("Who is here? `r` opens the roll-call, where `P` marks everybody else as present. `p` marks one person, `a` takes apologies.", Deed::RollTaken),
    step("In the roll-call, `s` records that all present agree to share information. Then `Esc` goes back to the meeting.", Deed::StatementAgreed),
    step("`n` goes on along the agenda. Press it until the first child is on the screen.", Deed::ChildReached),
    step("The strip names every agency, with a ? where it was not asked yet. Press `u`, type what the first one says, then `Tab`.", Deed::UpdateWritten),
    step("That is on the disk, and the next agency speaks. A line with ! is an action: type `!@yos visit by fri` and press `Enter`.", Deed::ActionRaised),
    step("`Esc` records what you typed and closes the field. Then `N`: everybody not yet asked has nothing further.", Deed::AllAsked),
    step("`v` takes the child's own words, and `Esc` records them. `A` would answer the child's open actions, one key each.", Deed::ChildHeard),
    step("`d` decides: the next review, closure or transfer. `Tab` goes from field to field, `Ctrl-S` records.", Deed::Decided),
    step("`g` reads the decision back in large type, for the room. `Enter` there: all agree, and nobody dissents.", Deed::RoomAgreed),
    step("`n` goes on to the next child. Had anything been left out, it would be listed first.", Deed::ChildLeft),
    step("So a case goes. `E` ends the meeting and `O` saves its minutes. `Ctrl-P` finds anything, `?` any key, `Ctrl-Z` takes back. `F4` closes this.", Deed::Never),
];

/// What is offered in the fictional county before anything is opened.
const OFFER: &str = "First time here? `F4` starts a tour of three minutes.";

impl Ui {
    /// Starts the tour, or leaves it; what was done stays done.
    pub(super) fn turn_tour(&mut self) {
        self.tour.on = !self.tour.on;
        self.say(match (self.tour.on, self.tour.at + 1 >= STEPS.len()) {
            (true, _) => "The tour stands above the keys. F4 leaves it.",
            (false, false) => "The tour is left, and F4 takes it up again here.",
            (false, true) => "That was the tour.",
        });
    }

    /// Keeps how far the tour has come, so that a step once done is not asked for again.
    pub(super) fn follow_tour(&mut self, shown: &Shown) {
        if let Some(at) = self.tour_step(shown) {
            self.tour.at = at;
        }
    }

    /// The place in [`STEPS`] of the step that is to be done now, while the tour is on.
    #[must_use]
    pub fn tour_step(&self, shown: &Shown) -> Option<usize> {
        if !self.tour.on {
            return None;
        }
        let open = (self.tour.at..STEPS.len()).find(|at| !self.is_done(STEPS[*at].until, shown));
        Some(open.unwrap_or(STEPS.len() - 1))
    }

    /// The line that offers the tour, in the fictional county until a meeting is opened.
    #[must_use]
    pub fn tour_offer(&self, shown: &Shown) -> Option<&'static str> {
        let new = self.screen == Screen::Meetings
            && self.overlay.is_none()
            && self.live.is_none()
            && self.tour == Tour::default();
        (shown.demo && new).then_some(OFFER)
    }

    fn is_done(&self, deed: Deed, shown: &Shown) -> bool {
        let Some(place) = self.place(shown) else { return false };
        let meeting = place.meeting;
        let any = |found: fn(&Item) -> bool| meeting.items.iter().any(found);
        match deed {
            Deed::Started => !meeting.is_to_come(),
            Deed::RollTaken => {
                meeting.seats.iter().filter(|seat| seat.only_case.is_none()).all(|seat| seat.mark.is_some())
            }
            Deed::StatementAgreed => {
                let back = !matches!(self.overlay, Some(Overlay::RollCall(_)));
                back && meeting.seats.iter().any(|seat| seat.agreed.is_some())
            }
            Deed::ChildReached => place.case.is_some(),
            Deed::UpdateWritten => any(|item| item.updates.iter().any(|update| !update.nil)),
            Deed::ActionRaised => {
                let here = |at: &Option<_>| matches!(at, Some((raised, _)) if *raised == meeting.id);
                shown.docs.actions.values().any(|action| here(&action.raised_at.at))
            }
            Deed::AllAsked => self.is_all_asked(&place),
            Deed::ChildHeard => any(|item| item.views.iter().any(|view| view.whose == Whose::Child)),
            Deed::Decided => any(|item| item.decision.is_some()),
            Deed::RoomAgreed => meeting.items.iter().any(|item| agreed(meeting, item, &shown.docs).is_some()),
            Deed::ChildLeft => any(|item| item.case().is_some() && item.closed_at.is_some()),
            Deed::Never => false,
        }
    }

    fn is_all_asked(&self, place: &Place<'_>) -> bool {
        let writing = self.live.as_ref().is_some_and(|live| live.writing.is_some());
        place.case.is_some() && !writing && next_not_asked(place, None).is_none()
    }
}
