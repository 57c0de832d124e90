//! What an unfinished text is called, when the program says what one was writing.

use super::Ui;
use super::capture_line::opened_with;
use super::drafts::{form_of, target};
use super::minutes::Step;
use super::writing::Target;
use crate::model::said::Whose;
use crate::session::Shown;

impl Ui {
    /// What a draft's address speaks of, as people call it.
    pub(super) fn named(&self, what: &str, shown: &Shown) -> String {
        let Some(place) = self.place(shown) else {
            return Self::named_elsewhere(form_of(what).map_or("", |(form, _)| form), shown);
        };
        let name =
            match (target(what), form_of(what).map(|(form, _)| form.split_once(':').map_or(form, |(kind, _)| kind))) {
                (Some((Target::Update { seat, .. }, _)), _) => {
                    let who = place.meeting.seat(&seat).map_or_else(|| seat.to_string(), |seat| seat.short.clone());
                    format!("the {who} update")
                }
                (Some((Target::Note, _)), _) => "a note".to_owned(),
                (Some((Target::View(Whose::Child), _)), _) => "the child's view".to_owned(),
                (Some((Target::View(Whose::Parent), _)), _) => "the parents' view".to_owned(),
                (None, Some("decision")) => "the decision".to_owned(),
                (None, Some("dissent")) => "a dissent".to_owned(),
                (None, Some("answer")) => "the answer to a dissent".to_owned(),
                (None, Some("kept-dissent")) => "what becomes of a dissent".to_owned(),
                (None, Some("action")) => "an action anew".to_owned(),
                (None, Some("referral")) => "the referral to the Hub".to_owned(),
                (None, Some("item")) => "minutes and presenter".to_owned(),
                (None, Some("take-off")) => "why an item is taken off".to_owned(),
                (None, Some("circulate")) => "to whom the agenda went".to_owned(),
                (None, Some("minutes")) => {
                    let step = form_of(what).and_then(|(form, _)| Step::read(form.strip_prefix("minutes:")?));
                    step.map_or("a step of the minutes", |step| step.name()).to_owned()
                }
                (None, Some("acceptance")) => "an acceptance".to_owned(),
                (None, Some("refusal")) => "a refusal".to_owned(),
                (None, Some("refusal-dissent")) => "the dissent from a refusal".to_owned(),
                (None, Some(_)) => "what to save as a file".to_owned(),
                (None, None) if opened_with(what).is_some() => "a capture line".to_owned(),
                (None, None) => "an answer".to_owned(),
            };
        let on = place.case.map_or(place.item.planned.title.as_str(), |case| case.label.as_str());
        format!("{name} on {on}")
    }
}
