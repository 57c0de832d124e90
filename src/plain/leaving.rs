//! From one item to another: what is owed on a case is said before it is left, and never holds anybody up.

use std::io::{BufRead, Write};

use super::meeting::Then;
use super::talk::{Dialogue, Stop, counted, sentence};
use super::telling;
use crate::model::agenda::{Item, ItemKind};
use crate::model::checks::{Owed, together};
use crate::model::decide::owed_on;
use crate::model::id::ItemId;
use crate::model::meeting::MeetingState;
use crate::model::request::Request;
use crate::terms::Holds;

impl<R: BufRead, W: Write> Dialogue<R, W> {
    /// Steps to the item after or before; after the last, to one that was put aside.
    pub(super) fn step(&mut self, forward: bool) -> Result<Then, Stop> {
        let Some(place) = self.place() else { return Ok(Then::Stay) };
        let items = &place.meeting.items;
        let at = items.iter().position(|item| item.id() == place.item.id()).unwrap_or_default();
        let aside = || items.iter().find(|item| item.parked && item.id() != place.item.id());
        let to =
            if forward { items.get(at + 1).or_else(aside) } else { at.checked_sub(1).and_then(|at| items.get(at)) };
        let Some(to) = to.map(|item| item.id().clone()) else {
            self.say(if forward {
                "This is the last item. Type end to end the meeting."
            } else {
                "This is the first item."
            })?;
            return Ok(Then::Stay);
        };
        self.leave_for(&to, forward)
    }

    /// Goes to an item by its number or its child's reference.
    pub(super) fn go(&mut self, to: &str) -> Result<Then, Stop> {
        let Some(place) = self.place() else { return Ok(Then::Stay) };
        let here = place.meeting.number(place.item.id());
        let Some(to) = self.item_meant(to)? else { return Ok(Then::Stay) };
        // Going back is free; going on is asked about once.
        let onward = self.place().and_then(|place| place.meeting.number(&to)) > here;
        self.leave_for(&to, onward)
    }

    /// Puts the child aside and goes on to the next item that waits.
    pub(super) fn park(&mut self) -> Result<(), Stop> {
        let Some(place) = self.place() else { return Ok(()) };
        let (meeting, item, name) = (place.meeting.id.clone(), place.item.id().clone(), place.name());
        let waiting = |other: &&Item| other.id() != &item && other.opened_at.is_none();
        let after = place.meeting.items.iter().skip_while(|other| other.id() != &item).find(waiting);
        let next = after.or_else(|| place.meeting.items.iter().find(waiting)).map(|next| next.id().clone());
        let mut requests = vec![Request::Park { meeting: meeting.clone(), item }];
        requests.extend(next.clone().map(|item| Request::OpenItem { meeting, item }));
        if self.record(requests)?.is_none() {
            return Ok(());
        }
        self.say(format!("Recorded: {name} is put aside. Return with go {name}."))?;
        match next {
            Some(next) => self.arrive(next),
            None => Ok(()),
        }
    }

    /// Leaves the item for another; where `asked`, what is owed on a case is said first.
    fn leave_for(&mut self, to: &ItemId, asked: bool) -> Result<Then, Stop> {
        let Some(place) = self.place() else { return Ok(Then::Stay) };
        let shown = self.session.shown();
        let owed = owed_on(place.meeting, place.item, &shown.docs);
        let live = place.meeting.state == MeetingState::Live;
        let stops = live && place.case.is_some() && place.item.running_since.is_some() && owed.iter().any(Owed::stops);
        if !(asked && stops) {
            self.turn(to, None)?;
            return Ok(Then::Stay);
        }
        let owed = together(&owed);
        let (name, reasons) = (place.name(), shown.terms.live.reasons.clone());
        self.say(format!("Before you leave {name}, {} owed:", counted(owed.len(), "thing is", "things are")))?;
        self.say_all(owed.iter().map(|(_, words)| sentence(words)))?;
        self.say("To leave it so, type next, or the number of a reason:")?;
        self.say_all(numbered(&reasons))?;
        let answer = self.ask(&format!("Leave {name}? Enter stays:"))?;
        match answer.to_lowercase().as_str() {
            "" => self.say(format!("You stay at {name}."))?,
            "next" | "n" => self.turn(to, None)?,
            number if number.chars().all(|c| c.is_ascii_digit()) => match chosen(number, &reasons) {
                Some(reason) => self.turn(to, Some(reason))?,
                None => self.say(format!("There is no reason {number}. You stay at {name}."))?,
            },
            // What is owed may be made good at once: the line counts as if it was typed at the item.
            _ => return Ok(Then::Take(answer)),
        }
        Ok(Then::Stay)
    }

    /// Turns the meeting to an item; while it is live the turning is journalled.
    pub(super) fn turn(&mut self, to: &ItemId, reason: Option<String>) -> Result<(), Stop> {
        let Some(meeting) = self.session.shown().open_meeting() else { return Ok(()) };
        if meeting.state != MeetingState::Live {
            return self.arrive(to.clone());
        }
        let id = meeting.id.clone();
        let left = meeting.current().filter(|current| current.id() != to).map(|current| current.id().clone());
        let said = reason.as_ref().map(|reason| sentence(&format!("Recorded: left, because {reason}")));
        let left = left.map(|item| Request::LeaveItem { meeting: id.clone(), item, reason });
        let open = Request::OpenItem { meeting: id, item: to.clone() };
        if self.record(left.into_iter().chain([open]).collect())?.is_none() {
            return Ok(());
        }
        self.say_all(said)?;
        self.arrive(to.clone())
    }

    /// Comes to an item: loads what belongs to it, and tells it, or where it was told before how it stands.
    pub(super) fn arrive(&mut self, item: ItemId) -> Result<(), Stop> {
        let new = self.told.insert(item.clone());
        self.item = Some(item);
        self.load_item()?;
        if new {
            return self.show();
        }
        self.stands()?;
        self.say("show tells it again in full.")
    }

    /// Loads the child's last discussion, the last meeting, or the action log.
    pub(super) fn load_item(&mut self) -> Result<(), Stop> {
        let Some(place) = self.place() else { return Ok(()) };
        let loaded = match (place.item.case().cloned(), place.item.planned.kind) {
            (Some(case), _) => self.session.load_previous(&case),
            (None, ItemKind::Standing(Holds::ActionLog)) => self.session.load_action_log(),
            (None, ItemKind::Standing(Holds::LastMinutes)) => self.session.load_last(),
            _ => Ok(()),
        };
        loaded.map_err(|error| Stop::failed(&error))
    }

    /// Tells the item.
    pub(super) fn show(&mut self) -> Result<(), Stop> {
        let Some(place) = self.place() else { return Ok(()) };
        let lines = telling::item(&place, self.session.shown());
        self.say_all(lines)
    }
}

/// Reasons, a line each.
pub(super) fn numbered(reasons: &[String]) -> impl Iterator<Item = String> + '_ {
    reasons.iter().enumerate().map(|(at, reason)| sentence(&format!("{}. {reason}", at + 1)))
}

/// The reason that a number stands for.
pub(super) fn chosen(number: &str, reasons: &[String]) -> Option<String> {
    reasons.get(number.parse::<usize>().ok()?.checked_sub(1)?).cloned()
}
