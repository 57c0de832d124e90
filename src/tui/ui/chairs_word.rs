//! The chair's word in a form: given at the keyboard, or elsewhere and recorded by somebody else.

use super::Ui;
use super::field::Field;
use super::form::{CHOOSE, Form};
use crate::model::county::Role;
use crate::model::word::{ChairsWord, Elsewhere};
use crate::session::Shown;
use crate::terms::phrase::{Now, Tense, read_date};

const WORD: &str = "The chair's word";
const CHAIR: &str = "Who chairs";
const MEANS: &str = "Reached us";
const WHEN: &str = "When";

/// The row of the chair's word that was given elsewhere.
const ELSEWHERE: usize = 1;

/// The fields that ask for it; `chair` is who chairs, where that is known, with or without a designation.
pub(super) fn fields(chair: &str, shown: &Shown) -> [Field; 4] {
    let chairs = shown.who.role == Role::Chair;
    let name = if chairs { shown.who.name.as_str() } else { chair.split(',').next().unwrap_or_default() };
    let given = ["at the keyboard", "given elsewhere"].map(str::to_owned).into();
    let means = shown.terms.vocabulary.means.iter().map(|word| word.name.clone()).collect();
    let elsewhere = |field: Field| field.when(WORD, ELSEWHERE);
    [
        Field::choice(WORD, given, if chairs { 0 } else { ELSEWHERE }, CHOOSE),
        Field::line(CHAIR, name, "the chair's name"),
        elsewhere(Field::choice(MEANS, means, 0, CHOOSE)),
        elsewhere(Field::line(WHEN, "today", "the day on which the chair said so")),
    ]
}

impl Ui {
    /// The chair's word as a form says it.
    pub(super) fn chairs_word(&self, form: &Form, shown: &Shown) -> Result<ChairsWord, String> {
        let elsewhere = match form.chosen(WORD) {
            ELSEWHERE => {
                let calendar = &shown.calendar;
                let now = Now { from: self.today(), next_meeting: None, calendar, tense: Tense::Behind };
                let on = read_date(&form.words(WHEN), now).map_err(|refusal| refusal.to_string())?;
                Some(Elsewhere { means: form.option(MEANS).to_owned(), on })
            }
            _ => None,
        };
        Ok(ChairsWord { chair: form.words(CHAIR), elsewhere })
    }
}
