//! How the agenda itself is folded: items put on it and taken off, their minutes, their order.

use super::agenda::{Item, NewItem, TakenOff};
use super::change::Misfit;
use super::id::ItemId;
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
            C::AgendaOrdered(order) => self.order(order),
            C::Reordered { item, after } => self.reorder(item, after.as_ref())?,
            _ => return Err(Misfit::WrongStream),
        }
        Ok(())
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
