//! How the agenda itself is folded: items put on it and taken off, their minutes, their order.

use super::agenda::{Item, NewItem, TakenOff};
use super::change::Misfit;
use super::id::{CaseId, ItemId};
use super::meeting::{Meeting, MeetingChange};

impl Meeting {
    /// Folds one change of the agenda.
    pub(super) fn fold_agenda(&mut self, change: &MeetingChange) -> Result<(), Misfit> {
        use MeetingChange as C;
        match change {
            C::ItemAdded { item, after } => {
                let place = match after {
                    Some(id) => self.place(id)? + 1,
                    None => self.items.len(),
                };
                self.items.insert(place, Item::new(item.clone()));
                // What comes back is not taken off.
                self.taken_off.retain(|off| off.planned.case.is_none() || off.planned.case != item.case);
            }
            C::ItemTakenOff { item, reason, until } => {
                let planned = self.take_out(item)?;
                // Whoever was invited to this child alone, and has not answered yet, is not awaited.
                self.seats
                    .retain(|seat| seat.only_case.is_none() || seat.only_case != planned.case || seat.mark.is_some());
                self.taken_off.push(TakenOff { planned, reason: reason.clone(), until: *until });
            }
            C::ItemRemoved { item } => drop(self.take_out(item)?),
            C::ItemChanged { item, minutes, responsible } => {
                let planned = &mut self.item_mut(item)?.planned;
                planned.minutes = *minutes;
                planned.responsible.clone_from(responsible);
            }
            C::CaseMerged { from, into } => self.merge_case(from, into),
            C::CaseRemoved(case) => {
                let own = |item: &&mut Item| item.planned.case.as_ref() == Some(case);
                self.items.iter_mut().filter(own).for_each(|item| item.removed = true);
            }
            C::AgendaOrdered(order) => self.order(order),
            C::Reordered { item, after } => self.reorder(item, after.as_ref())?,
            _ => return Err(Misfit::WrongStream),
        }
        Ok(())
    }

    /// The item of one record is the other's; where both stood on the agenda, the child is discussed once.
    fn merge_case(&mut self, from: &CaseId, into: &CaseId) {
        let both = self.item_of(into).is_some();
        if both {
            self.items.retain(|item| item.case() != Some(from));
        }
        for item in self.items.iter_mut().filter(|item| item.planned.case.as_ref() == Some(from)) {
            item.planned.case = Some(into.clone());
        }
        let on_agenda = self.item_of(into).is_some();
        for off in self.taken_off.iter_mut().filter(|off| off.planned.case.as_ref() == Some(from)) {
            off.planned.case = Some(into.clone());
        }
        // What is on the agenda is not taken off.
        self.taken_off.retain(|off| !on_agenda || off.planned.case.as_ref() != Some(into));
        for seat in self.seats.iter_mut().filter(|seat| seat.only_case.as_ref() == Some(from)) {
            seat.only_case = Some(into.clone());
        }
        // Whoever was invited for both is invited once.
        let mut invited: Vec<(String, String, String)> = Vec::new();
        self.seats.retain(|seat| {
            let who = (seat.address.agency().to_owned(), seat.address.designation().to_owned(), seat.name.clone());
            let again = seat.only_case.as_ref() == Some(into) && seat.mark.is_none() && invited.contains(&who);
            if seat.only_case.as_ref() == Some(into) {
                invited.push(who);
            }
            !again
        });
    }

    fn place(&self, item: &ItemId) -> Result<usize, Misfit> {
        self.items.iter().position(|i| i.id() == item).ok_or(Misfit::Missing("that item"))
    }

    fn take_out(&mut self, item: &ItemId) -> Result<NewItem, Misfit> {
        let place = self.place(item)?;
        Ok(self.items.remove(place).planned)
    }

    /// Puts an item in another place.
    fn reorder(&mut self, item: &ItemId, after: Option<&ItemId>) -> Result<(), Misfit> {
        let moved = self.items.remove(self.place(item)?);
        let to = after.map_or(Ok(0), |after| self.place(after).map(|at| at + 1));
        // An item to follow that is gone leaves the moved one at the end, rather than lost.
        self.items.insert(*to.as_ref().unwrap_or(&self.items.len()), moved);
        to.map(drop)
    }

    /// Puts items in an order, in the places that they hold together; one that is gone is passed over.
    fn order(&mut self, order: &[ItemId]) {
        let named = |item: &Item| order.contains(item.id());
        let places: Vec<usize> = (0..self.items.len()).filter(|at| named(&self.items[*at])).collect();
        let mut moved: Vec<Item> = places.iter().map(|at| self.items[*at].clone()).collect();
        moved.sort_by_key(|item| order.iter().position(|id| id == item.id()));
        for (at, item) in places.into_iter().zip(moved) {
            self.items[at] = item;
        }
    }
}
