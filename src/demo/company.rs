//! Who is in the room, and what is being minuted, as a meeting goes on.

use std::collections::BTreeSet;

use chrono::{DateTime, Duration, NaiveTime, Timelike, Utc};

use super::county::World;
use super::dice::Dice;
use crate::model::agenda::{Item, ItemKind};
use crate::model::attendance::{Mark, Seat};
use crate::model::capture::Capture;
use crate::model::id::{Address, CaseId, ItemId, MeetingId};
use crate::model::meeting::Meeting;
use crate::model::record::Timed;
use crate::model::request::Request;
use crate::terms::{Holds, calendar};

/// The requests of a meeting as they come, each some time after the one before.
#[derive(Debug)]
pub(super) struct Minutes {
    /// The meeting.
    pub meeting: MeetingId,
    /// What was asked for.
    pub requests: Vec<Timed>,
    /// The moment.
    pub now: DateTime<Utc>,
    /// The sentences that this meeting has heard.
    pub heard: BTreeSet<usize>,
    /// The seats that are taken.
    pub present: Vec<Seat>,
    /// Who is still on the way, and when they come.
    pub late: Option<(Seat, NaiveTime)>,
}

impl Minutes {
    /// Begins a meeting.
    pub fn begin(meeting: &Meeting, now: DateTime<Utc>) -> Self {
        let id = meeting.id.clone();
        let start = Timed { at: now, request: Request::StartMeeting(id.clone()) };
        let (heard, present) = (BTreeSet::new(), vec![]);
        Self { meeting: id, requests: vec![start], now, heard, present, late: None }
    }

    /// Lets so many seconds pass.
    pub fn wait(&mut self, dice: &mut Dice, least: i64, most: i64) {
        self.now += Duration::seconds(dice.between(least, most));
    }

    /// Asks for something now.
    pub fn ask(&mut self, request: Request) {
        self.requests.push(Timed { at: self.now, request });
    }

    /// Records something said on an item.
    pub fn say(&mut self, item: &ItemId, capture: Capture) {
        let (meeting, item) = (self.meeting.clone(), item.clone());
        self.ask(Request::Say { meeting, item, capture, replaces: None });
    }

    /// Turns to an item; whoever was late may have come.
    pub fn turn_to(&mut self, item: &ItemId, dice: &mut Dice) {
        self.wait(dice, 5, 20);
        self.ask(Request::OpenItem { meeting: self.meeting.clone(), item: item.clone() });
        let here = |(_, from): &mut (Seat, NaiveTime)| *from <= calendar::london(self.now).time();
        if let Some((seat, _)) = self.late.take_if(here) {
            self.wait(dice, 20, 60);
            self.arrive(&seat);
            self.present.push(seat);
        }
    }

    /// Leaves an item.
    pub fn leave(&mut self, item: &ItemId, dice: &mut Dice) {
        self.wait(dice, 5, 15);
        self.ask(Request::LeaveItem { meeting: self.meeting.clone(), item: item.clone(), reason: None });
    }

    /// Ends the meeting.
    pub fn end(&mut self, dice: &mut Dice) {
        self.wait(dice, 20, 90);
        self.ask(Request::EndMeeting(self.meeting.clone()));
    }

    /// Somebody comes late, or for one case, and agrees to the statement.
    fn arrive(&mut self, seat: &Seat) {
        let from = Some(self.minute());
        self.ask(Request::CameAt { meeting: self.meeting.clone(), seat: seat.address.clone(), from });
        self.ask(Request::AgreeStatement(self.meeting.clone()));
    }

    /// The clock's next minute: a time is noted in whole minutes, and whoever comes was not there for what ended before.
    fn minute(&self) -> NaiveTime {
        let next = calendar::london(self.now + Duration::minutes(1)).time();
        NaiveTime::from_hms_opt(next.hour(), next.minute(), 0).unwrap_or(next)
    }

    /// The social worker who is invited to a case comes in.
    pub fn come_in(&mut self, meeting: &Meeting, case: &CaseId) -> Option<Seat> {
        let seat = meeting.seats.iter().find(|seat| seat.only_case.as_ref() == Some(case))?.clone();
        self.arrive(&seat);
        Some(seat)
    }

    /// Takes the roll-call; those named in `needed` by their agency come for certain.
    pub fn roll_call(&mut self, meeting: &Meeting, needed: &str, world: &mut World<'_>) {
        let mut seats: Vec<Seat> = meeting.seats.iter().filter(|seat| seat.only_case.is_none()).cloned().collect();
        let mut away: Vec<Seat> = Vec::new();
        for _ in 0..5 {
            let index = world.dice.below(seats.len());
            if seats.get(index).is_some_and(|seat| seat.address.agency() != needed) {
                away.push(seats.remove(index));
            }
        }
        let mut away = away.into_iter();
        let mark = |seats: Vec<Address>, mark| Request::Mark { meeting: meeting.id.clone(), seats, mark };
        let mut marks = vec![mark(seats.iter().map(|seat| seat.address.clone()).collect(), Mark::Present)];
        for seat in away.by_ref().take(2) {
            let substitute = Some(world.people.helper(&world.banks.names, &mut world.dice));
            marks.push(mark(vec![seat.address.clone()], Mark::Apologies { substitute }));
            seats.push(seat);
        }
        if let Some(seat) = away.next() {
            marks.push(mark(vec![seat.address.clone()], Mark::Apologies { substitute: None }));
        }
        if let Some(seat) = away.next() {
            let late = calendar::london(self.now) + Duration::minutes(world.dice.between(8, 35));
            self.late = Some((seat, late.time()));
        }
        if let Some(seat) = away.next() {
            let missed = if world.dice.chance(45) { Mark::Absent } else { Mark::Apologies { substitute: None } };
            marks.push(mark(vec![seat.address.clone()], missed));
        }
        for request in marks {
            self.wait(&mut world.dice, 6, 25);
            self.ask(request);
        }
        self.present = seats;
    }
}

/// The item of the standing agenda that holds this.
pub(super) fn standing(meeting: &Meeting, holds: Holds) -> Option<&Item> {
    meeting.items.iter().find(|item| item.planned.kind == ItemKind::Standing(holds))
}
