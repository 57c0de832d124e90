//! Open actions, answered in place with one key each: done, carry, not done and why.

use super::list::Pick;
use super::prompt::Purpose;
use super::{Overlay, Place, Ui};
use crate::model::action::Action;
use crate::model::answering;
use crate::session::Shown;

/// The actions to be answered on the item of the screen.
#[must_use]
pub fn open_actions<'a>(place: &Place<'_>, shown: &'a Shown) -> Vec<&'a Action> {
    answering::open_actions(place.meeting, place.item, &shown.docs)
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
