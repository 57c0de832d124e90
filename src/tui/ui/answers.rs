//! Open actions, answered in place with one key each: done, carry, not done and why.

use super::effect::{After, Effect};
use super::list::Pick;
use super::prompt::Purpose;
use super::{Overlay, Place, Ui};
use crate::model::action::{Action, Answer, Unmet};
use crate::model::answering;
use crate::model::capture::Capture;
use crate::model::request::Request;
use crate::session::Shown;
use crate::terms::phrase::weekday_day;

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

    /// Asks why the chosen action was not done: by its agency, or since circumstances forbade it.
    pub(super) fn ask_why_not(&mut self, by_agency: bool, shown: &Shown) {
        let word = shown.terms.vocabulary.not_done.iter().find(|word| word.by_agency == by_agency);
        let kind = word.map(|word| Unmet { name: word.name.clone(), by_agency });
        let question = format!("not done{}, because", Unmet::behind(kind.as_ref()));
        let purpose =
            if by_agency { |label| Purpose::NotDone(label, true) } else { |label| Purpose::NotDone(label, false) };
        self.ask_of_action(purpose, &question, "", shown);
    }

    /// The open actions of the list that are not answered here and fall due before the next meeting, or have no date.
    #[must_use]
    pub fn rest<'a>(&self, shown: &'a Shown) -> Vec<&'a Action> {
        let Some(place) = self.place(shown) else { return vec![] };
        let Ok((next, _)) = self.carry_to(&self.next_date(shown), shown) else { return vec![] };
        let waits = |action: &&Action| {
            let answered = action.answered_at(&place.meeting.id, place.item.id()).is_some();
            action.is_open() && !answered && action.task.due.is_none_or(|due| due < next)
        };
        open_actions(&place, shown).into_iter().filter(waits).collect()
    }

    /// Carries all of those to the next meeting, together.
    pub(super) fn carry_rest(&mut self, shown: &Shown) -> Vec<Effect> {
        let Some(place) = self.place(shown) else { return vec![] };
        let Ok((to, _)) = self.carry_to(&self.next_date(shown), shown) else { return vec![] };
        let rest = self.rest(shown);
        let all = open_actions(&place, shown).into_iter().filter(|action| action.is_open()).count();
        let carry = |action: &&Action| {
            let because = "Carried to the next meeting with the rest of the log.".to_owned();
            let answer = Answer::Carry { to, because, asked_by: String::new() };
            let capture = Capture::Answer { action: action.label.clone(), answer };
            let (meeting, item) = (place.meeting.id.clone(), place.item.id().clone());
            Request::Say { meeting, item, capture, replaces: None }
        };
        let requests: Vec<Request> = rest.iter().map(carry).collect();
        let stay = match all - rest.len() {
            0 => String::new(),
            1 => " The other stands as it is.".to_owned(),
            others => format!(" The {others} others stand as they are."),
        };
        let said = format!("{} carried to {}.{stay} Ctrl-Z takes it back.", requests.len(), weekday_day(to));
        vec![Effect::Record { requests, fields: vec![], then: After::Say(said) }]
    }

    /// Asks for the rest of an answer about the chosen action.
    pub fn ask_of_action(&mut self, purpose: fn(String) -> Purpose, question: &str, start: &str, shown: &Shown) {
        if let Some(label) = self.chosen_action(shown).map(|action| action.label.clone()) {
            self.ask(purpose(label.clone()), format!("{label}: {question}"), start);
        }
    }
}
