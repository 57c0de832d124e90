//! The roll-call, asked seat by seat, and the statement that all present agree to.

use std::io::{BufRead, Write};

use super::capture::around;
use super::talk::{Dialogue, Stop, counted};
use crate::model::attendance::{Mark, Seat};
use crate::model::capture::{Call, Capture, parse};
use crate::model::id::Address;
use crate::model::request::Request;

/// What may be answered.
const ANSWERS: &str = "p present, a apologies, x absent, late 09:50, left 11:00. \
                       Enter passes over a seat, rest marks all others present, stop leaves off.";

impl<R: BufRead, W: Write> Dialogue<R, W> {
    /// Asks after every member not yet marked; with all marked, after every one again.
    pub(super) fn roll_call(&mut self) -> Result<(), Stop> {
        let Some(place) = self.place() else { return Ok(()) };
        let (members, _) = place.meeting.roll();
        let all: Vec<(Address, String)> = members.iter().map(|seat| (seat.address.clone(), introduced(seat))).collect();
        let unmarked: Vec<_> =
            members.iter().enumerate().filter(|(_, seat)| seat.mark.is_none()).map(|(at, _)| at).collect();
        let marked = all.len() - unmarked.len();
        let order = if unmarked.is_empty() { (0..all.len()).collect() } else { unmarked };
        self.say(format!("Roll-call: {}, {marked} marked.", counted(all.len(), "seat", "seats")))?;
        self.say(ANSWERS)?;
        for at in order {
            let (address, name) = &all[at];
            let prompt = format!("{} of {}. {name}?", at + 1, all.len());
            loop {
                let answer = self.ask(&prompt)?;
                match answer.to_lowercase().as_str() {
                    "" => break,
                    "stop" | "done" => return self.present(),
                    "help" => self.say(ANSWERS)?,
                    "rest" => {
                        self.mark_rest()?;
                        return self.present();
                    }
                    _ if self.mark(address, &answer)? => break,
                    _ => {}
                }
            }
        }
        self.present()
    }

    /// Marks one seat as an answer says; false where nothing was recorded.
    fn mark(&mut self, address: &Address, answer: &str) -> Result<bool, Stop> {
        let (first, rest) = answer.split_once(char::is_whitespace).unwrap_or((answer, ""));
        let said = match first.to_lowercase().as_str() {
            "p" => "present".to_owned(),
            "x" => "absent".to_owned(),
            "a" | "apologies" if rest.is_empty() => {
                match self.ask("Who comes instead? A name, or Enter for nobody:")? {
                    name if name.is_empty() => "apologies".to_owned(),
                    name => format!("apologies sub {name}"),
                }
            }
            "a" => format!("apologies {rest}"),
            "l" => format!("late {rest}"),
            _ => answer.to_owned(),
        };
        let Some(place) = self.place() else { return Ok(false) };
        let (meeting, item) = (place.meeting.id.clone(), place.item.id().clone());
        let read = parse(&format!("r @{address} {said}"), &around(place, self.session.shown(), self.today()));
        let Ok(capture) = read else {
            self.say(format!("Not recorded: “{answer}” is no mark. {ANSWERS}"))?;
            return Ok(false);
        };
        let marked = called(&capture);
        let recorded = self.record(vec![Request::Say { meeting, item, capture, replaces: None }])?.is_some();
        if recorded {
            self.say(format!("Recorded: {marked}."))?;
        }
        Ok(recorded)
    }

    fn mark_rest(&mut self) -> Result<(), Stop> {
        let Some(place) = self.place() else { return Ok(()) };
        let (members, _) = place.meeting.roll();
        let seats: Vec<Address> =
            members.iter().filter(|seat| seat.mark.is_none()).map(|seat| seat.address.clone()).collect();
        if seats.is_empty() {
            return self.say("Everybody is marked already.");
        }
        let said = format!("Recorded: {} present.", counted(seats.len(), "other", "others"));
        let meeting = place.meeting.id.clone();
        match self.record(vec![Request::Mark { meeting, seats, mark: Mark::Present }])? {
            Some(_) => self.say(said),
            None => Ok(()),
        }
    }

    /// Says who is here.
    fn present(&mut self) -> Result<(), Stop> {
        let Some(place) = self.place() else { return Ok(()) };
        let (members, _) = place.meeting.roll();
        let here = members.iter().filter(|seat| seat.attends()).count();
        let waiting = members.iter().filter(|seat| seat.mark.is_none()).count();
        self.say(format!("Roll-call: {here} here, {waiting} not marked."))
    }

    /// Reads the statement out.
    pub(super) fn statement(&mut self) -> Result<(), Stop> {
        let statement = self.session.shown().terms.sharing.statement.clone();
        self.say_all(statement)?;
        self.say("Type agree when all present agree.")
    }

    /// Records that all present agree to the statement.
    pub(super) fn agree(&mut self) -> Result<(), Stop> {
        let Some(place) = self.place() else { return Ok(()) };
        let meeting = place.meeting.id.clone();
        let agreed = |seats: &[Seat]| seats.iter().filter(|seat| seat.agreed.is_some()).count();
        let before = agreed(&place.meeting.seats);
        if !place.meeting.seats.iter().any(Seat::attends) {
            return self.say("Not recorded: nobody is marked present yet. Type roll first.");
        }
        if self.record(vec![Request::AgreeStatement(meeting)])?.is_none() {
            return Ok(());
        }
        let now = self.place().map_or(before, |place| agreed(&place.meeting.seats));
        self.say(format!("Recorded: {} to the statement.", counted(now.saturating_sub(before), "agrees", "agree")))
    }
}

/// How a seat is called up.
fn introduced(seat: &Seat) -> String {
    let name = if seat.name.is_empty() { String::new() } else { format!(", {}", seat.name) };
    let marked = match &seat.mark {
        None => "",
        Some(Mark::Present) => ", marked present",
        Some(Mark::Apologies { .. }) => ", marked apologies",
        Some(Mark::Absent) => ", marked absent",
    };
    format!("{}{name}{marked}", seat.short)
}

/// What was marked.
fn called(capture: &Capture) -> String {
    let Capture::RollCall { call, .. } = capture else { return String::new() };
    match call {
        Call::Mark(Mark::Present) => "present".to_owned(),
        Call::Mark(Mark::Absent) => "absent".to_owned(),
        Call::Mark(Mark::Apologies { substitute: None }) => "apologies, nobody instead".to_owned(),
        Call::Mark(Mark::Apologies { substitute: Some(name) }) => format!("apologies, {name} instead"),
        Call::Late(at) => format!("present from {}", at.format("%H:%M")),
        Call::Left(at) => format!("left at {}", at.format("%H:%M")),
    }
}
