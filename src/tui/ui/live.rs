//! The open meeting on the screen: which item, which agency, what is being typed.

use std::cell::Cell;

use super::capture_line::CaptureLine;
use super::effect::{After, Effect};
use super::writing::Writing;
use super::{Place, Ui, strip};
use crate::model::agenda::{Heard, ItemKind};
use crate::model::checks::heard;
use crate::model::id::{Address, EntryId, ItemId, MeetingId};
use crate::model::meeting::{Meeting, MeetingState};
use crate::model::request::Request;
use crate::session::Shown;
use crate::terms::Holds;

/// The open meeting.
#[derive(Debug)]
pub struct Live {
    /// Which meeting.
    pub meeting: MeetingId,
    /// The item on the screen.
    pub item: ItemId,
    /// The chosen agency.
    pub agency: Option<Address>,
    /// Whether the seats of other districts are unfolded.
    pub unfolded: bool,
    /// How far the case is scrolled, in lines, as of the last drawing.
    pub scroll: Cell<u16>,
    /// The entry that was found on the item by a search, while it is only looked at.
    pub found: Option<EntryId>,
    /// The text field, while it is open.
    pub writing: Option<Writing>,
    /// The capture line.
    pub capture: CaptureLine,
}

impl Live {
    /// Opens a meeting at its current item, or at the first that waits.
    #[must_use]
    pub fn open(meeting: &Meeting) -> Option<Self> {
        let waiting = || meeting.items.iter().find(|item| item.opened_at.is_none());
        let item = meeting.current().or_else(waiting).or_else(|| meeting.items.first())?;
        Some(Self {
            meeting: meeting.id.clone(),
            item: item.id().clone(),
            agency: None,
            unfolded: false,
            scroll: Cell::new(0),
            found: None,
            writing: None,
            capture: CaptureLine::default(),
        })
    }

    /// Turns to another item: everything about the one before is put away.
    pub fn turn(&mut self, item: ItemId) {
        self.item = item;
        self.agency = None;
        self.unfolded = false;
        self.scroll.set(0);
        self.found = None;
    }

    /// Takes the most lines that can be scrolled, as of a drawing: a key up moves at once then.
    pub fn keep_scroll(&self, most: usize) {
        let most = u16::try_from(most).unwrap_or(u16::MAX);
        self.scroll.set(self.scroll.get().min(most));
    }
}

impl Ui {
    /// Shows a meeting that is loaded, and asks for what its item needs.
    pub fn show_meeting(&mut self, meeting: &Meeting, shown: &Shown) -> Vec<Effect> {
        self.live = Live::open(meeting);
        // The room view stays what it is, whatever meeting it shows.
        if self.screen != super::Screen::Room {
            self.screen = super::Screen::Live;
        }
        self.overlay = None;
        self.read_on = None;
        let mut effects = self.arrive(shown);
        // A meeting that was just started stands at its first item.
        let untouched = meeting.items.iter().all(|item| item.opened_at.is_none());
        if self.screen == super::Screen::Live
            && meeting.state == MeetingState::Live
            && untouched
            && let Some(first) = meeting.items.first()
        {
            effects.extend(self.turn_to(first.id(), shown));
        }
        effects
    }

    /// What the item on the screen needs: its child's previous discussion, the last meeting, or the action
    /// log; the first agency not yet asked is chosen.
    pub fn arrive(&mut self, shown: &Shown) -> Vec<Effect> {
        let Some(place) = self.place(shown) else { return vec![] };
        let needs = match (place.item.planned.kind, place.item.case()) {
            (_, Some(case)) => vec![Effect::LoadPrevious(case.clone())],
            (ItemKind::Standing(Holds::ActionLog), None) => vec![Effect::LoadActionLog],
            (ItemKind::Standing(Holds::LastMinutes), None) => vec![Effect::LoadLast],
            _ => vec![],
        };
        let first = first_not_asked(&place);
        if let Some(live) = &mut self.live {
            live.agency = live.agency.take().or(first);
        }
        needs
    }

    /// Turns the meeting to an item. While it is live the turning is journalled, with what is owed
    /// on the item that is left.
    pub fn turn_to(&mut self, item: &ItemId, shown: &Shown) -> Vec<Effect> {
        let Some(place) = self.place(shown) else { return vec![] };
        if place.meeting.state != MeetingState::Live {
            return vec![Effect::Record { requests: vec![], fields: vec![], then: After::Show(item.clone()) }];
        }
        self.leave_for(item, None, shown)
    }

    /// Leaves the open item for another, perhaps for a reason.
    pub(super) fn leave_for(&mut self, item: &ItemId, reason: Option<&str>, shown: &Shown) -> Vec<Effect> {
        let Some(place) = self.place(shown) else { return vec![] };
        let meeting = place.meeting.id.clone();
        let leave = place.meeting.current().filter(|current| current.id() != item).map(|current| Request::LeaveItem {
            meeting: meeting.clone(),
            item: current.id().clone(),
            reason: reason.map(str::to_owned),
        });
        let open = Request::OpenItem { meeting, item: item.clone() };
        let requests = leave.into_iter().chain([open]).collect();
        vec![Effect::Record { requests, fields: vec![], then: After::Show(item.clone()) }]
    }

    /// Steps to the item after or before.
    pub fn step_item(&mut self, forward: bool, shown: &Shown) -> Vec<Effect> {
        let Some(place) = self.place(shown) else { return vec![] };
        let items = &place.meeting.items;
        let at = items.iter().position(|item| item.id() == place.item.id()).unwrap_or_default();
        let parked = items.iter().find(|item| item.parked && item.id() != place.item.id());
        let parked = parked.map(|item| item.id().clone());
        let next = if forward { items.get(at + 1) } else { at.checked_sub(1).and_then(|at| items.get(at)) };
        match next.map(|item| item.id().clone()) {
            Some(item) if forward && self.open_gate(&item, shown) => vec![],
            Some(item) => self.turn_to(&item, shown),
            None if forward && parked.is_some() => match parked {
                Some(item) if !self.open_gate(&item, shown) => self.turn_to(&item, shown),
                _ => vec![],
            },
            None if forward => {
                self.refuse("This is the last item: press E to end the meeting.");
                vec![]
            }
            None => {
                self.refuse("This is the first item.");
                vec![]
            }
        }
    }

    /// Chooses the agency after or before the chosen one.
    pub fn step_agency(&mut self, forward: bool, shown: &Shown) {
        let Some(place) = self.place(shown) else { return };
        let Some(live) = &mut self.live else { return };
        let chips = strip::chips(&place, live.unfolded);
        let at = chips.seats.iter().position(|chip| live.agency.as_ref() == Some(&chip.address));
        let count = chips.seats.len();
        let next = match (at, forward) {
            (None, _) => 0,
            (Some(at), true) if at + 1 == count && chips.folded > 0 => {
                live.unfolded = true;
                let all = strip::chips(&place, true);
                live.agency = all.seats.get(count).map(|chip| chip.address.clone());
                return;
            }
            (Some(at), true) => (at + 1) % count.max(1),
            (Some(at), false) => (at + count.max(1) - 1) % count.max(1),
        };
        live.agency = chips.seats.get(next).map(|chip| chip.address.clone());
    }

    /// Chooses the next agency that was not asked yet, after the chosen one; stays where all were.
    pub fn choose_next_agency(&mut self, shown: &Shown) {
        let Some(place) = self.place(shown) else { return };
        let Some(live) = &mut self.live else { return };
        if let Some(next) = next_not_asked(&place, live.agency.as_ref()) {
            live.agency = Some(next);
        }
    }

    /// The chosen agency's seat.
    #[must_use]
    pub fn agency(&self) -> Option<Address> {
        self.live.as_ref().and_then(|live| live.agency.clone())
    }
}

fn not_asked(place: &Place<'_>) -> Vec<Address> {
    let district = place.district();
    let asked = |(seat, attends): &(&crate::model::attendance::Seat, bool)| {
        (seat.speaks_for(district) || seat.only_case.is_some()) && heard(place.item, seat, *attends) == Heard::NotAsked
    };
    place.meeting.seats_on(place.item).filter(asked).map(|(seat, _)| seat.address.clone()).collect()
}

fn first_not_asked(place: &Place<'_>) -> Option<Address> {
    let open = not_asked(place).into_iter().next();
    open.or_else(|| strip::chips(place, false).seats.first().map(|chip| chip.address.clone()))
}

/// The agency to write for after `current`: the next that was not asked, going round.
#[must_use]
pub fn next_not_asked(place: &Place<'_>, current: Option<&Address>) -> Option<Address> {
    let open = not_asked(place);
    let order: Vec<Address> = strip::chips(place, true).seats.into_iter().map(|chip| chip.address).collect();
    let at = current.and_then(|current| order.iter().position(|address| address == current)).map_or(0, |at| at + 1);
    order.iter().cycle().skip(at).take(order.len()).find(|address| open.contains(address)).cloned()
}
