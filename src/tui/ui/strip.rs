//! The agency strip: every seat on an item with how it was heard.

use super::Place;
use crate::model::agenda::Heard;
use crate::model::attendance::Seat;
use crate::model::checks::heard;
use crate::model::id::Address;

/// One seat on the strip.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chip {
    /// The seat.
    pub address: Address,
    /// Its name in narrow places.
    pub short: String,
    /// How it was heard.
    pub heard: Heard,
}

/// The strip: the seats that speak for the child, then how many others are folded away.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Chips {
    /// In order.
    pub seats: Vec<Chip>,
    /// Seats of other districts that are not shown.
    pub folded: usize,
}

/// The first who is invited to an item and may come in: not marked yet, or gone before it was opened again.
#[must_use]
pub fn awaited<'a>(place: &Place<'a>) -> Option<&'a Seat> {
    let invited = place.meeting.seats_on(place.item).filter(|(seat, _)| seat.only_case.is_some());
    let mut away = invited.filter(|(seat, attends)| seat.mark.is_none() || (seat.attends() && !attends));
    away.next().map(|(seat, _)| seat)
}

/// The seats on an item: those of other districts come last, and are folded away unless they spoke
/// or are unfolded (arrangements §3).
#[must_use]
pub fn chips(place: &Place<'_>, unfolded: bool) -> Chips {
    let district = place.district();
    let (mut own, mut others, mut folded) = (Vec::new(), Vec::new(), 0);
    for (seat, attends) in place.meeting.seats_on(place.item) {
        let chip =
            Chip { address: seat.address.clone(), short: seat.short.clone(), heard: heard(place.item, seat, attends) };
        if seat.only_case.is_some() || district.is_empty() || seat.speaks_for(district) {
            own.push(chip);
        } else if unfolded || matches!(chip.heard, Heard::Gave | Heard::Nil) {
            others.push(chip);
        } else {
            folded += 1;
        }
    }
    own.extend(others);
    Chips { seats: own, folded }
}
