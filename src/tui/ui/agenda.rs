//! Changing the agenda while the meeting runs: what is put aside, late items, their order, breaks.

use super::effect::{After, Effect};
use super::{Overlay, Ui};
use crate::model::id::ItemId;
use crate::model::late;
use crate::model::request::Request;
use crate::session::Shown;

impl Ui {
    /// Puts the child's item aside and goes on to the next.
    pub(super) fn park(&mut self, shown: &Shown) -> Vec<Effect> {
        let Some(place) = self.place(shown) else { return vec![] };
        let (meeting, item) = (place.meeting.id.clone(), place.item.id().clone());
        let waiting = |other: &&crate::model::agenda::Item| other.id() != &item && other.opened_at.is_none();
        let after = place.meeting.items.iter().skip_while(|other| other.id() != &item).find(waiting);
        let next = after.or_else(|| place.meeting.items.iter().find(waiting)).map(|next| next.id().clone());
        let mut requests = vec![Request::Park { meeting: meeting.clone(), item }];
        let then = match next {
            Some(next) => {
                requests.push(Request::OpenItem { meeting, item: next.clone() });
                After::Show(next)
            }
            None => After::Stay,
        };
        vec![Effect::Record { requests, fields: vec![], then }]
    }

    /// Begins a break, or ends the one that lasts.
    pub(super) fn take_break(&mut self, shown: &Shown) -> Vec<Effect> {
        let Some(place) = self.place(shown) else { return vec![] };
        let id = place.meeting.id.clone();
        let request = if place.meeting.on_break().is_some() { Request::EndBreak(id) } else { Request::TakeBreak(id) };
        vec![Effect::Record { requests: vec![request], fields: vec![], then: After::Stay }]
    }

    /// Moves the item chosen in the agenda one place up or down.
    pub(super) fn move_item(&mut self, down: bool, shown: &Shown) -> Vec<Effect> {
        let (Some(place), Some(Overlay::Jump(pick))) = (self.place(shown), &self.overlay) else { return vec![] };
        let items = &place.meeting.items;
        let Some(at) = pick.chosen() else { return vec![] };
        // The item before the place it goes to; none at the top.
        let after = match (down, at) {
            (true, at) if at + 1 < items.len() => Some(at + 1),
            (false, 1) => None,
            (false, at) if at > 1 => Some(at - 2),
            _ => return vec![],
        };
        let id = |at: usize| items.get(at).map(|item| item.id().clone());
        let Some(item) = id(at) else { return vec![] };
        let after = after.and_then(id);
        let requests = vec![Request::Reorder { meeting: place.meeting.id.clone(), item: item.clone(), after }];
        vec![Effect::Record { requests, fields: vec![], then: After::ChooseItem(item) }]
    }

    /// Chooses an item in the open agenda.
    pub(super) fn choose_item(&mut self, item: &ItemId, shown: &Shown) {
        let number = self.place(shown).and_then(|place| place.meeting.number(item));
        if let (Some(Overlay::Jump(pick)), Some(number)) = (&mut self.overlay, number) {
            pick.choose(number - 1);
        }
    }

    /// A late item from what was typed: a child by reference or name, or a title.
    pub(super) fn late_item(&self, typed: &str, shown: &Shown) -> Result<Request, String> {
        let meeting = self.place(shown).ok_or("No meeting is open.")?.meeting.id.clone();
        late::late_item(&meeting, typed, &shown.children).map_err(|why| why.to_string())
    }
}
