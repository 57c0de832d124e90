//! How the seats of a meeting are folded: invitations, the roll-call, who agreed to the statement.

use super::attendance::Seat;
use super::change::{Misfit, Stamp};
use super::id::Address;
use super::meeting::{Meeting, MeetingChange};

impl Meeting {
    /// Folds one change of the seats.
    pub(super) fn fold_seats(&mut self, change: &MeetingChange, stamp: &Stamp) -> Result<(), Misfit> {
        use MeetingChange as C;
        match change {
            C::SeatAdded(seat) => self.seats.push((**seat).clone()),
            C::SeatNamed { seat, name } => self.seat_mut(seat)?.name.clone_from(name),
            C::SeatRemoved { seat } => {
                self.seat_mut(seat)?;
                self.seats.retain(|other| other.address != *seat);
            }
            C::Marked { seats, mark } => {
                for address in seats {
                    self.seat_mut(address)?.put_mark(mark);
                }
            }
            C::Unmarked { seats } => {
                for address in seats {
                    self.seat_mut(address)?.take_mark();
                }
            }
            C::CameAt { seat, from } => self.seat_mut(seat)?.from = *from,
            C::LeftAt { seat, until } => self.seat_mut(seat)?.until = *until,
            C::StatementAgreed { seats } => {
                for address in seats {
                    self.seat_mut(address)?.agreed = Some(stamp.at);
                }
            }
            _ => return Err(Misfit::WrongStream),
        }
        Ok(())
    }

    fn seat_mut(&mut self, address: &Address) -> Result<&mut Seat, Misfit> {
        self.seats.iter_mut().find(|seat| seat.address == *address).ok_or(Misfit::Missing("that seat"))
    }
}
