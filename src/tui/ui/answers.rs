//! Open actions, answered in place with one key each: done, carry, not done and why.

use super::list::Pick;
use super::prompt::Purpose;
use super::{Overlay, Place, Ui};
use crate::model::action::{Action, Answer};
use crate::model::agenda::ItemKind;
use crate::session::Shown;
use crate::terms::Holds;

/// The actions to be answered on an item: those of its child raised before, open or answered here;
/// on the action log, those of every child that is not on today's agenda.
#[must_use]
pub fn open_actions<'a>(place: &Place<'_>, shown: &'a Shown) -> Vec<&'a Action> {
    let here = |action: &&Action| {
        let raised_here =
            action.raised_at.at.as_ref().is_some_and(|(m, i)| *m == place.meeting.id && i == place.item.id());
        let answered_here = action.answered_at(&place.meeting.id, place.item.id()).is_some();
        !raised_here && (action.is_open() || answered_here)
    };
    let log = place.item.planned.kind == ItemKind::Standing(Holds::ActionLog);
    let of_the_log = |action: &&Action| {
        log && action.raised_at.case.as_ref().is_none_or(|case| place.meeting.item_of(case).is_none())
    };
    let today = place.meeting.plan.date;
    let before =
        |action: &&Action| action.raised_at.at.as_ref().is_none_or(|(meeting, _)| *meeting != place.meeting.id);
    let mut actions: Vec<&Action> = match place.item.case() {
        Some(own) => shown.docs.actions_of(own).filter(here).collect(),
        None => shown.docs.actions.values().filter(of_the_log).filter(here).filter(before).collect(),
    };
    // As they stood before they were answered here: a row stays where it was read out.
    actions.sort_by_key(|action| {
        let due = due_before(action, place);
        (due.is_none_or(|due| due >= today), due, action.label.len(), action.label.clone())
    });
    actions
}

fn due_before(action: &Action, place: &Place<'_>) -> Option<chrono::NaiveDate> {
    match (action.answered_at(&place.meeting.id, place.item.id()), action.carried.last()) {
        (Some(Answer::Carry { .. }), Some(carried)) => carried.from,
        _ => action.task.due,
    }
}

impl Ui {
    /// Opens the list of the item's open actions.
    pub fn open_answers(&mut self, shown: &Shown) {
        let Some(place) = self.place(shown) else { return };
        self.overlay = Some(Overlay::Answers(Pick::new(open_actions(&place, shown).len())));
    }

    /// The chosen open action.
    #[must_use]
    pub fn chosen_action<'a>(&self, shown: &'a Shown) -> Option<&'a Action> {
        let Some(Overlay::Answers(pick)) = &self.overlay else { return None };
        open_actions(&self.place(shown)?, shown).get(pick.chosen()?).copied()
    }

    /// Asks for the rest of an answer about the chosen action.
    pub fn ask_of_action(&mut self, purpose: fn(String) -> Purpose, question: &str, start: &str, shown: &Shown) {
        if let Some(label) = self.chosen_action(shown).map(|action| action.label.clone()) {
            self.ask(purpose(label.clone()), format!("{label}: {question}"), start);
        }
    }
}
