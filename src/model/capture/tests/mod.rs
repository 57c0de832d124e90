//! The grammar against the seats of a Part 1 meeting of Mid on Thursday 3 December 2026.

mod completing;
mod properties;
mod reading;
mod refusing;
mod showing;

use chrono::NaiveDate;

use super::{Around, Capture, CaptureRefusal, parse};
use crate::model::attendance::{Mark, Seat};
use crate::model::id::Address;
use crate::model::roster;
use crate::terms::Terms;
use crate::terms::calendar::Calendar;

/// What an [`Around`] borrows.
struct Room {
    terms: Terms,
    calendar: Calendar,
    seats: Vec<Seat>,
}

impl Room {
    /// The core seats, two invited team managers, and Braintree's liaison officer the first one present.
    fn new() -> Self {
        let terms = Terms::essex().unwrap();
        let mut seats = roster::seats(&terms, terms.part(1).unwrap(), "mid", &[]);
        for name in ["Jo Doe", "Al Doe"] {
            let seat = roster::invited(&terms, &Address::new("cf/team-manager"), name, None, &seats).unwrap();
            seats.push(seat);
        }
        for address in ["police/mplo/braintree-and-uttlesford", "cf/missing", "health/named-nurse"] {
            seats.iter_mut().find(|seat| seat.address.as_str() == address).unwrap().mark = Some(Mark::Present);
        }
        Self { terms, calendar: Calendar::default(), seats }
    }

    fn around(&self) -> Around<'_> {
        let (terms, calendar, seats) = (&self.terms, &self.calendar, &self.seats[..]);
        Around { terms, calendar, seats, district: None, today: at("2026-12-03"), next_meeting: Some(at("2027-01-07")) }
    }

    fn parse(&self, line: &str) -> Result<Capture, CaptureRefusal> {
        parse(line, &self.around())
    }
}

fn at(text: &str) -> NaiveDate {
    text.parse().unwrap()
}
