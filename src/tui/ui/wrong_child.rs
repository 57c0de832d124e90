//! The wrong-child guard: before words that name another child are recorded, it asks whose they are; and any entry can
//! be moved to the right child afterwards.

use super::conflict::Of;
use super::effect::{After, Effect};
use super::form::Form;
use super::list::Pick;
use super::{Overlay, Place, Ui};
use crate::model::capture::Capture;
use crate::model::id::{EntryId, ItemId};
use crate::model::naming::{KnownChild, answered, others_meant};
use crate::model::request::Request;
use crate::session::Shown;

/// What waits to be recorded, and the children that it names.
#[derive(Debug)]
pub struct WrongChild {
    /// The other children, one at least.
    pub named: Vec<KnownChild>,
    /// Which of them is chosen.
    pub pick: Pick,
    /// The form that it was written in, to go back to.
    pub form: Option<Box<Form>>,
    /// What was to be recorded.
    pub requests: Vec<Request>,
    /// The drafts that it records.
    pub fields: Vec<String>,
    /// What was to follow.
    pub then: After,
}

impl WrongChild {
    /// The label of the action that waits to be answered.
    #[must_use]
    pub fn action(&self) -> Option<&str> {
        self.requests.iter().filter_map(asked).find_map(answered)
    }
}

/// The entry to be moved, and the children of today to choose from.
#[derive(Debug)]
pub struct MoveTo {
    /// The choice.
    pub pick: Pick,
    /// The entry.
    pub entry: EntryId,
}

/// The items of today's other children, in the order of the agenda.
#[must_use]
pub fn other_items(place: &Place<'_>) -> Vec<ItemId> {
    let others = place.meeting.items.iter().filter(|item| item.case().is_some() && item.id() != place.item.id());
    others.map(|item| item.id().clone()).collect()
}

/// What an effect would record of what is said.
fn said(effect: &Effect) -> impl Iterator<Item = &Capture> {
    let requests = if let Effect::Record { requests, .. } = effect { requests.as_slice() } else { &[] };
    requests.iter().filter_map(asked)
}

fn asked(request: &Request) -> Option<&Capture> {
    if let Request::Say { capture, .. } = request { Some(capture) } else { None }
}

impl Ui {
    /// Holds back words that name another open child, and asks whose they are. An action that is answered by its label
    /// may belong to any child: it is loaded first.
    pub(super) fn guarded(&mut self, effects: Vec<Effect>, shown: &Shown) -> Vec<Effect> {
        // As at nearly every key: one letter more.
        if effects.is_empty() {
            return effects;
        }
        let here = self.place(shown).is_some_and(|place| place.case.is_some());
        let labels = effects.iter().flat_map(said).filter_map(answered);
        let unknown = labels.filter(|label| shown.docs.action_labelled(label).is_err()).map(str::to_owned).next();
        match unknown.filter(|_| here) {
            Some(label) => vec![Effect::LoadAction(label, effects)],
            None => self.ask_whose(effects, shown),
        }
    }

    /// Holds back words that name another open child, and asks whose they are.
    pub fn ask_whose(&mut self, effects: Vec<Effect>, shown: &Shown) -> Vec<Effect> {
        let named = self.names_others(&effects, shown);
        if named.is_empty() {
            return effects;
        }
        let mut rest = Vec::new();
        for effect in effects {
            match effect {
                Effect::Record { requests, fields, then } => {
                    let form = match self.overlay.take() {
                        Some(Overlay::Form(form)) => Some(form),
                        _ => None,
                    };
                    let (named, pick) = (named.clone(), Pick::new(named.len()));
                    let waiting = WrongChild { named, pick, form, requests, fields, then };
                    self.overlay = Some(Overlay::WrongChild(Box::new(waiting)));
                }
                other => rest.push(other),
            }
        }
        rest
    }

    fn names_others(&self, effects: &[Effect], shown: &Shown) -> Vec<KnownChild> {
        let Some(place) = self.place(shown) else { return vec![] };
        others_meant(place.meeting, place.item, effects.iter().flat_map(said), &shown.children, &shown.docs)
    }

    /// Takes the question away and leaves what lay beneath it: the form that the words were written in.
    fn answer_whose(&mut self) -> Option<WrongChild> {
        let Some(Overlay::WrongChild(waiting)) = self.overlay.take() else { return None };
        let mut waiting = *waiting;
        self.overlay = waiting.form.take().map(Overlay::Form);
        Some(waiting)
    }

    /// Goes back to the words; nothing is recorded.
    pub(super) fn back_to_words(&mut self) {
        self.answer_whose();
    }

    /// Takes away a question that lies over a form, and leaves the form as it was filled in.
    pub(super) fn uncover_form(&mut self) {
        self.overlay = match self.overlay.take() {
            Some(Overlay::WrongChild(waiting)) => waiting.form.map(Overlay::Form),
            Some(Overlay::Conflict(conflict)) => match conflict.of {
                Of::Form { mine, .. } => Some(Overlay::Form(mine)),
                Of::Text(_) => None,
            },
            other => other,
        };
    }

    /// Records what waits as it was said, and with `link` notes on the records of the children that they were named.
    pub(super) fn keep_here(&mut self, link: bool, shown: &Shown) -> Vec<Effect> {
        let Some(WrongChild { named, mut requests, fields, then, .. }) = self.answer_whose() else { return vec![] };
        if let (true, Some(place)) = (link, self.place(shown)) {
            let (meeting, item) = (&place.meeting.id, place.item.id());
            requests.extend(named.into_iter().map(|child| Request::NoteMention {
                meeting: meeting.clone(),
                item: item.clone(),
                case: child.case,
            }));
        }
        vec![Effect::Record { requests, fields, then }]
    }

    /// Records what waits on the chosen child's item, where that child is discussed today.
    pub(super) fn record_there(&mut self, shown: &Shown) -> Vec<Effect> {
        let Some(Overlay::WrongChild(waiting)) = &self.overlay else { return vec![] };
        let Some(chosen) = waiting.pick.chosen().and_then(|row| waiting.named.get(row)).cloned() else {
            return vec![];
        };
        let right = self.place(shown).and_then(|place| place.meeting.item_of(&chosen.case));
        let Some(right) = right.map(|item| item.id().clone()) else {
            let label = chosen.label;
            self.refuse(format!(
                "{label} is not on today's agenda: link both, or add {label} as a late item (j, then +)."
            ));
            return vec![];
        };
        let Some(WrongChild { mut requests, fields, then, .. }) = self.answer_whose() else { return vec![] };
        for request in &mut requests {
            if let Request::Say { item, .. } = request {
                *item = right.clone();
            }
        }
        self.say(format!("Recorded on {}.", chosen.label));
        vec![Effect::Record { requests, fields, then }]
    }

    /// Offers today's other children for the chosen entry.
    pub(super) fn open_move(&mut self, shown: &Shown) {
        let (Some(place), Some(chosen)) = (self.place(shown), self.chosen_entry(shown)) else { return };
        let items = other_items(&place);
        if items.is_empty() {
            self.refuse("No other child is on today's agenda.");
            return;
        }
        self.overlay = Some(Overlay::MoveTo(MoveTo { pick: Pick::new(items.len()), entry: chosen.entry }));
    }

    /// Moves the entry to the chosen child's item.
    pub(super) fn move_entry(&mut self, shown: &Shown) -> Vec<Effect> {
        let (Some(place), Some(Overlay::MoveTo(open))) = (self.place(shown), &self.overlay) else { return vec![] };
        let Some(to) = open.pick.chosen().and_then(|row| other_items(&place).into_iter().nth(row)) else {
            return vec![];
        };
        let (meeting, item) = (place.meeting.id.clone(), place.item.id().clone());
        let requests = vec![Request::MoveEntry { meeting, item, entry: open.entry.clone(), to: to.clone() }];
        let label =
            place.meeting.item(&to).and_then(|item| shown.docs.cases.get(item.case()?)).map(|c| c.label.clone());
        self.say(format!("Moved to {}. Ctrl-Z takes it back.", label.unwrap_or_default()));
        vec![Effect::Record { requests, fields: vec![], then: After::CloseOverlay }]
    }
}
