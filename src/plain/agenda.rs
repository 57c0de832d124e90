//! The agenda while the meeting runs, and who sits there: late items, another order, seats for those who are invited, who
//! chairs.

use std::io::{BufRead, Write};

use super::talk::{Dialogue, Stop, sentence};
use super::telling::Place;
use crate::model::agenda::Item;
use crate::model::attendance::{Mark, Seat};
use crate::model::id::{Address, ItemId};
use crate::model::late::late_item;
use crate::model::request::Request;
use crate::model::roster::seat_meant;

impl<R: BufRead, W: Write> Dialogue<R, W> {
    /// Puts a child, or an item by its title, on the agenda of the meeting that runs.
    pub(super) fn add(&mut self, typed: &str) -> Result<(), Stop> {
        let Some(meeting) = self.session.shown().open_meeting() else { return Ok(()) };
        if typed.is_empty() {
            return self.say("Say what is added, as: add M-2026-009, or a title.");
        }
        let before: Vec<ItemId> = meeting.items.iter().map(|item| item.id().clone()).collect();
        let request = match late_item(&meeting.id, typed, &self.session.shown().children) {
            Ok(request) => request,
            Err(why) => return self.say(format!("Not recorded. {why}")),
        };
        // A line that was meant as a note would become a title unasked.
        if matches!(request, Request::AddItem { .. })
            && !self.agrees(&format!("No open child is called so. Add an item “{typed}”? y or n:"))?
        {
            return self.say("Not recorded.");
        }
        if self.record(vec![request])?.is_none() {
            return Ok(());
        }
        let meeting = self.session.shown().open_meeting();
        let added = meeting.and_then(|meeting| meeting.items.iter().find(|item| !before.contains(item.id())));
        let Some(added) = added.map(|item| item.id().clone()) else { return Ok(()) };
        let words = self.now_at(&added);
        self.say(format!("Recorded: {words}, a late item."))
    }

    /// Puts an item in another place: `7 first`, `7 after 4`.
    pub(super) fn order(&mut self, rest: &str) -> Result<(), Stop> {
        const HOW: &str = "Say which item goes where, as: order 7 after 4, or order 7 first.";
        let words: Vec<&str> = rest.split_whitespace().collect();
        let (item, after) = match words[..] {
            [item, "first"] => (item, None),
            [item, "after", after] => (item, Some(after)),
            _ => return self.say(HOW),
        };
        let Some(item) = self.item_meant(item)? else { return Ok(()) };
        let after = match after {
            None => None,
            Some(after) => match self.item_meant(after)? {
                Some(after) => Some(after),
                None => return Ok(()),
            },
        };
        let Some(meeting) = self.session.shown().meeting.clone() else { return Ok(()) };
        if self.record(vec![Request::Reorder { meeting, item: item.clone(), after }])?.is_none() {
            return Ok(());
        }
        let words = self.now_at(&item);
        self.say(format!("Recorded: {words} now."))
    }

    /// Gives somebody a seat: on a child's item for that child alone, elsewhere for the whole meeting.
    pub(super) fn invite(&mut self, rest: &str) -> Result<(), Stop> {
        let Some(place) = self.place() else { return Ok(()) };
        let (post, name) = match seat_meant(rest, &self.session.shown().terms) {
            Ok(meant) => meant,
            Err(why) => return self.say(format!("Not recorded. {why}")),
        };
        let (meeting, case) = (place.meeting.id.clone(), place.item.case().cloned());
        let for_whom = place.case.map_or_else(|| "the whole meeting".to_owned(), |case| case.label.clone());
        // An invitation may give somebody else a seat that is there already.
        let held = |seat: &Seat| (seat.address.clone(), seat.name.clone());
        let before: Vec<(Address, String)> = place.meeting.seats.iter().map(held).collect();
        let invite = Request::Invite { meeting: meeting.clone(), case, post, name };
        if self.record(vec![invite])?.is_none() {
            return Ok(());
        }
        let seats = self.session.shown().open_meeting().map_or(&[][..], |meeting| &meeting.seats);
        let given = seats.iter().find(|seat| !before.contains(&held(seat)));
        let Some((seat, who)) = given.map(|seat| (seat.address.clone(), super::telling::named(seat))) else {
            return Ok(());
        };
        self.say(format!("Recorded: a seat for {for_whom}: {who}."))?;
        if !self.agrees("Are they here now? y or n:")? {
            return self.say(format!("As they come in: r @{seat} present. As they go: r @{seat} left 11:00"));
        }
        match self.record(vec![Request::Mark { meeting, seats: vec![seat.clone()], mark: Mark::Present }])? {
            Some(_) => self.say(format!("Recorded: present. As they go: r @{seat} left 11:00")),
            None => Ok(()),
        }
    }

    /// Somebody chairs the item for the chair; a name of nobody hands the chair back.
    pub(super) fn chair(&mut self, name: &str) -> Result<(), Stop> {
        let Some(place) = self.place() else { return Ok(()) };
        let (meeting, item) = (place.meeting.id.clone(), Some(place.item.id().clone()));
        let (now, planned) = (place.meeting.chair_of(place.item).to_owned(), place.meeting.plan.chair.clone());
        if name.is_empty() && place.item.acting_chair.is_none() {
            return self.say(sentence(&format!("In the chair: {now}")));
        }
        // A line that was meant as a note, of what the chair said, would become a name unasked.
        if !name.is_empty() && !self.agrees(&format!("Does “{name}” chair this item instead of {now}? y or n:"))? {
            return self.say("Not recorded. t records what the chair said.");
        }
        let who = if name.is_empty() { planned } else { name.to_owned() };
        match self.record(vec![Request::ActingChair { meeting, item, name: name.to_owned() }])? {
            Some(_) => self.say(sentence(&format!("Recorded: in the chair for this item: {who}"))),
            None => Ok(()),
        }
    }

    /// An item by its number or its child's reference; says so where there is none.
    pub(super) fn item_meant(&mut self, typed: &str) -> Result<Option<ItemId>, Stop> {
        let Some(place) = self.place() else { return Ok(None) };
        let items = &place.meeting.items;
        let numbered = typed.parse::<usize>().ok().and_then(|number| items.get(number.checked_sub(1)?));
        let docs = &self.session.shown().docs;
        let referred = |item: &&Item| {
            let case = item.case().and_then(|case| docs.cases.get(case));
            case.is_some_and(|case| case.label.eq_ignore_ascii_case(typed))
        };
        let meant = numbered.or_else(|| items.iter().find(referred)).map(|item| item.id().clone());
        if meant.is_none() {
            let count = items.len();
            self.say(format!("“{typed}” is no item: say a number from 1 to {count}, or a child's reference."))?;
        }
        Ok(meant)
    }

    /// `M-2026-009 is item 7 of 12`.
    fn now_at(&self, item: &ItemId) -> String {
        let Some(place) = Place::of(self.session.shown(), item) else { return String::new() };
        let number = place.meeting.number(item).unwrap_or_default();
        let name = place.case.map_or_else(|| place.item.planned.title.clone(), |case| case.label.clone());
        format!("{name} is item {number} of {}", place.meeting.items.len())
    }
}
