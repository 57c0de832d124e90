//! How each change is folded into a meeting.

use chrono::{DateTime, Utc};

use super::agenda::Item;
use super::change::{Misfit, Stamp};
use super::dissent::TakenUp;
use super::id::{EntryId, ItemId};
use super::meeting::{Break, Meeting, MeetingChange, MeetingState};
use super::said::{Agreement, Decision, Dissent, Kept, Note, RiskAfter, Update, View};
use crate::terms::calendar;

/// Something said that an edit can replace.
trait Said {
    fn kept(&self) -> &Kept;
}

macro_rules! said {
    ($($kind:ty),*) => {$(
        impl Said for $kind {
            fn kept(&self) -> &Kept {
                &self.kept
            }
        }
    )*};
}

said!(Update, Note, View, Dissent);

impl Meeting {
    /// Folds one change; `apply` is its door.
    pub(super) fn fold(&mut self, change: &MeetingChange, stamp: &Stamp) -> Result<(), Misfit> {
        use MeetingChange as C;
        match change {
            C::MeetingPlanned(_) => return Err(Misfit::OpenedTwice),
            C::Rearranged(plan) => self.plan = plan.clone(),
            C::AgendaCirculated { to, apart } => self.circulate((to, apart), stamp.at, &stamp.by),
            C::Started => {
                self.state = MeetingState::Live;
                self.started_at = Some(stamp.at);
                self.ended_at = None;
            }
            C::Ended { left_open } => {
                self.end_break(stamp);
                self.leave(|_| true, stamp.at);
                self.left_open.clone_from(left_open);
                self.state = MeetingState::Draft;
                self.ended_at = Some(stamp.at);
            }
            C::ActingChair { item, name } => {
                let name = (!name.is_empty()).then(|| name.clone());
                match item {
                    Some(id) => self.item_mut(id)?.acting_chair = name,
                    None => self.acting_chair = name,
                }
            }
            C::LeftBecause { item, reason } => self.item_mut(item)?.reason = Some(reason.clone()),
            C::Parked { item } => {
                self.leave(|left| left.id() == item, stamp.at);
                self.item_mut(item)?.parked = true;
            }
            C::BreakBegun => {
                let item = self.current().map(|item| item.id().clone());
                self.items.iter_mut().for_each(|item| item.close(stamp.at));
                self.breaks.push(Break { from: stamp.at, until: None, item });
            }
            C::BreakEnded => {
                if let Some(item) = self.end_break(stamp) {
                    self.item_mut(&item)?.open(stamp.at);
                }
            }
            C::Agreed { item, read } => {
                self.item_mut(item)?.agreement = Some(Agreement { kept: Kept::new(stamp), read: read.clone() });
            }
            // The action's or the place's own stream says where it is now.
            C::ActionMovedAway { .. } | C::PlaceMovedAway { .. } => {}
            C::MovedHere(said) => return self.fold(said, stamp),
            // Turning pages is not worth refusing an undo for: an item that is gone is passed over.
            C::ItemOpened { item } => {
                self.end_break(stamp);
                self.leave(|other| other.id() != item, stamp.at);
                if let Ok(item) = self.item_mut(item) {
                    item.open(stamp.at);
                }
            }
            C::ItemLeft { item, owed, reason } => {
                self.leave(|left| left.id() == item, stamp.at);
                if let Ok(item) = self.item_mut(item) {
                    item.owed.clone_from(owed);
                    // A reason that was given stands, in whatever order the two are folded after an undo.
                    item.reason = reason.clone().or(item.reason.take());
                }
            }
            C::ActionAnswered { item, action } => {
                let answered = &mut self.item_mut(item)?.answered;
                if !answered.contains(action) {
                    answered.push(action.clone());
                }
            }
            C::DissentTakenUp { item, dissent, case } => {
                let taken_up = &mut self.item_mut(item)?.taken_up;
                taken_up.retain(|other| !other.voiced.is_same(&dissent.from, &dissent.by.post));
                taken_up.push(TakenUp { case: case.clone(), voiced: (**dissent).clone() });
            }
            C::Withdrawn { item, entry } | C::MovedAway { item, entry } => {
                if !self.item_mut(item)?.withdraw(entry) {
                    return Err(Misfit::Missing("what it withdraws"));
                }
            }
            C::SentToChair
            | C::Commented { .. }
            | C::SentBack { .. }
            | C::PartSealed { .. }
            | C::Approved { .. }
            | C::MinutesCirculated { .. }
            | C::Amended { .. } => return self.fold_minutes(change, stamp),
            C::SeatAdded(_)
            | C::SeatNamed { .. }
            | C::SeatRemoved { .. }
            | C::Marked { .. }
            | C::Unmarked { .. }
            | C::CameAt { .. }
            | C::LeftAt { .. }
            | C::StatementAgreed { .. } => return self.fold_seats(change, stamp),
            C::ItemAdded { .. }
            | C::ItemTakenOff { .. }
            | C::ItemRemoved { .. }
            | C::ItemChanged { .. }
            | C::AgendaOrdered(_)
            | C::CaseMerged { .. }
            | C::CaseRemoved(_)
            | C::Reordered { .. } => return self.fold_agenda(change),
            said => return self.fold_said(said, stamp),
        }
        Ok(())
    }

    fn fold_said(&mut self, change: &MeetingChange, stamp: &Stamp) -> Result<(), Misfit> {
        use MeetingChange as C;
        match change {
            C::UpdateGiven { item, seat, text, nil, mode, replaces } => {
                self.seat(seat).ok_or(Misfit::Missing("that seat"))?;
                put(&mut self.item_mut(item)?.updates, replaces.as_ref(), stamp, |kept| Update {
                    kept,
                    seat: seat.clone(),
                    text: text.clone(),
                    nil: *nil,
                    mode: *mode,
                })
            }
            C::NoteTaken { item, text, replaces } => {
                put(&mut self.item_mut(item)?.notes, replaces.as_ref(), stamp, |kept| Note { kept, text: text.clone() })
            }
            C::ViewHeard { item, whose, text, why_none, replaces } => {
                put(&mut self.item_mut(item)?.views, replaces.as_ref(), stamp, |kept| View {
                    kept,
                    whose: *whose,
                    text: text.clone(),
                    why_none: why_none.clone(),
                })
            }
            C::DissentVoiced { item, seat, text, answer, replaces } => {
                self.seat(seat).ok_or(Misfit::Missing("that seat"))?;
                put(&mut self.item_mut(item)?.dissents, replaces.as_ref(), stamp, |kept| Dissent {
                    kept,
                    seat: seat.clone(),
                    text: text.clone(),
                    answer: answer.clone(),
                })
            }
            C::Decided { item, outcome, rationale, replaces } => {
                let item = self.item_mut(item)?;
                let kept = succeed(item.decision.as_ref().map(|d| &d.kept), replaces.as_ref(), stamp)?;
                item.decision = Some(Decision { kept, outcome: outcome.clone(), rationale: rationale.clone() });
                Ok(())
            }
            C::RiskAssessed { item, before, level, because, replaces } => {
                let item = self.item_mut(item)?;
                let kept = succeed(item.risk.as_ref().map(|r| &r.kept), replaces.as_ref(), stamp)?;
                let (before, level) = (before.clone(), level.clone());
                item.risk = Some(RiskAfter { kept, before, level, because: because.clone() });
                Ok(())
            }
            _ => Err(Misfit::WrongStream),
        }
    }

    /// Ends the break that lasts; gives the item that was open before it.
    fn end_break(&mut self, stamp: &Stamp) -> Option<ItemId> {
        let taken = self.breaks.last_mut().filter(|taken| taken.until.is_none())?;
        taken.until = Some(stamp.at);
        taken.item.clone()
    }

    /// Leaves the items that are open; whoever was invited to one of them goes with it, for an invitee
    /// belongs to their one case.
    fn leave(&mut self, which: impl Fn(&Item) -> bool, at: DateTime<Utc>) {
        for item in self.items.iter_mut().filter(|item| item.running_since.is_some() && which(item)) {
            item.close(at);
            let own =
                self.seats.iter_mut().filter(|seat| seat.only_case.is_some() && seat.only_case == item.planned.case);
            for seat in own.filter(|seat| seat.attends() && seat.until.is_none()) {
                seat.until = Some(calendar::london(at).time());
            }
        }
    }

    pub(super) fn item_mut(&mut self, id: &ItemId) -> Result<&mut Item, Misfit> {
        self.items.iter_mut().find(|item| item.id() == id).ok_or(Misfit::Missing("that item"))
    }
}

/// Adds what was said, or puts it in the place of what it replaces.
fn put<T: Said>(
    said: &mut Vec<T>,
    replaces: Option<&EntryId>,
    stamp: &Stamp,
    make: impl FnOnce(Kept) -> T,
) -> Result<(), Misfit> {
    match replaces {
        None => said.push(make(Kept::new(stamp))),
        Some(base) => {
            let old = said.iter_mut().find(|s| s.kept().entry == *base).ok_or(Misfit::Missing("what it replaces"))?;
            *old = make(old.kept().edited(stamp));
        }
    }
    Ok(())
}

/// What the one decision or level of an item leaves when it is set or set again.
fn succeed(standing: Option<&Kept>, replaces: Option<&EntryId>, stamp: &Stamp) -> Result<Kept, Misfit> {
    match (standing, replaces) {
        (None, None) => Ok(Kept::new(stamp)),
        (Some(kept), Some(base)) if kept.entry == *base => Ok(kept.edited(stamp)),
        _ => Err(Misfit::Missing("what it replaces")),
    }
}
