//! A filled Information Sharing Template (arrangements §3): what a professional wrote about a child, as written.
//!
//! A form is kept whole and never rewritten: what it tells of the child's record is a correction beside it, and a
//! later form stands above the earlier ones.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::change::Stamp;
use super::id::EntryId;
use crate::terms::{Field, FieldKind, Fills, Template, Terms};

/// What a form that was written here bears among its keywords, so that it is read back to the letter.
pub const WRITTEN_HERE: &str = "mace form";

/// The heading above what a form said beside its fields.
pub const ALSO: &str = "Also on the form";

/// A filled form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Form {
    /// What was answered, in the form's order; never an empty text.
    pub answers: Vec<Answered>,
    /// Who filled it in; empty where it does not say.
    pub professional: String,
    /// That person's agency; empty where it does not say.
    pub agency: String,
    /// The day it says it was completed, where that reads as a day.
    pub completed: Option<NaiveDate>,
    /// The day it was received, which its deadline is held against.
    pub received: NaiveDate,
    /// What the form says and no field asks for: labels and what stood beside them.
    pub unplaced: Vec<Unplaced>,
}

/// An answer, with the label as it was then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answered {
    /// The field's key.
    pub key: String,
    /// The field's label when it was answered.
    pub label: String,
    /// The answer as written; paragraphs are parted by line ends.
    pub text: String,
}

/// Something of a form that no field asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unplaced {
    /// What labelled it; empty where nothing did.
    pub label: String,
    /// What it says.
    pub text: String,
}

/// A form as a case keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filed {
    /// The entry that filed it: what a later form must name as its base.
    pub entry: EntryId,
    /// When it was filed, UTC.
    pub at: DateTime<Utc>,
    /// Who filed it.
    pub by: String,
    /// The form.
    pub form: Form,
}

/// How much of the form is answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completeness {
    /// How many fields are answered.
    pub answered: usize,
    /// How many there are.
    pub all: usize,
    /// The labels of those that are not, in the form's order.
    pub missing: Vec<String>,
    /// How many of those are required.
    pub required: usize,
}

impl Form {
    /// Makes a form of answers by key: empty ones are left out, keys that the template does not have are dropped.
    #[must_use]
    pub fn new<'a>(
        terms: &Terms,
        answers: impl IntoIterator<Item = (&'a str, &'a str)>,
        received: NaiveDate,
        unplaced: Vec<Unplaced>,
    ) -> Self {
        let given: BTreeMap<&str, &str> = answers.into_iter().collect();
        let answer = |field: &Field| {
            let text = given.get(field.key.as_str()).map(|text| text.trim()).filter(|text| !text.is_empty())?;
            Some(Answered { key: field.key.clone(), label: field.label.clone(), text: text.to_owned() })
        };
        let answers: Vec<Answered> = terms.template.fields().filter_map(answer).collect();
        let form = Self {
            answers,
            professional: String::new(),
            agency: String::new(),
            completed: None,
            received,
            unplaced: unplaced.into_iter().filter(|left| !left.text.trim().is_empty()).collect(),
        };
        let told = |what| form.told(&terms.template, what).unwrap_or_default();
        let completed = super::form_reading::day(&told(Fills::Completed));
        Self { professional: told(Fills::Professional), agency: told(Fills::Agency), completed, ..form }
    }

    /// The answer to a field.
    #[must_use]
    pub fn answer(&self, key: &str) -> Option<&str> {
        self.answers.iter().find(|answer| answer.key == key).map(|answer| answer.text.as_str())
    }

    /// What the answers say of one thing; where several fields tell it, below each other.
    #[must_use]
    pub fn told(&self, template: &Template, what: Fills) -> Option<String> {
        let texts: Vec<&str> = template.filling(what).filter_map(|field| self.answer(&field.key)).collect();
        (!texts.is_empty()).then(|| texts.join("\n"))
    }

    /// How much of the template is answered. What is asked both as a whole and in parts may be answered either way,
    /// and counts by its parts.
    #[must_use]
    pub fn completeness(&self, template: &Template) -> Completeness {
        self.completeness_of(template.fields(), template)
    }

    /// How much is answered of some fields of the template, such as a section's; counted as the whole is.
    #[must_use]
    pub fn completeness_of<'a>(&self, fields: impl Iterator<Item = &'a Field>, template: &Template) -> Completeness {
        let is_whole = |field: &Field| template.parts_of(&field.key).next().is_some();
        let fields: Vec<&Field> = fields.filter(|field| !is_whole(field)).collect();
        let answered = |field: &Field| {
            let whole = field.part_of.as_deref().and_then(|whole| self.answer(whole));
            self.answer(&field.key).or(whole).is_some()
        };
        let open: Vec<&Field> = fields.iter().copied().filter(|field| !answered(field)).collect();
        let missing: Vec<String> = open.iter().map(|field| field.label.clone()).collect();
        let required = open.iter().filter(|field| field.required).count();
        Completeness { answered: fields.len() - missing.len(), all: fields.len(), missing, required }
    }

    /// Who it is from, for a list or a message: `Jo Doe, Youth Offending Service`.
    #[must_use]
    pub fn from(&self) -> String {
        let known: Vec<&str> = [&self.professional, &self.agency].map(|text| text.trim()).into();
        let known: Vec<&str> = known.into_iter().filter(|text| !text.is_empty()).collect();
        if known.is_empty() { "somebody who is not named".to_owned() } else { known.join(", ") }
    }

    /// Everything it says, to be found again.
    #[must_use]
    pub fn words(&self) -> String {
        let answers = self.answers.iter().map(|answer| answer.text.as_str());
        let unplaced = self.unplaced.iter().map(|left| left.text.as_str());
        answers.chain(unplaced).collect::<Vec<_>>().join("\n")
    }
}

impl Completeness {
    /// It in a few words: `18 of 24 · 3 required missing`.
    #[must_use]
    pub fn words(&self) -> String {
        let required = match self.required {
            0 => String::new(),
            many => format!(" · {many} required missing"),
        };
        format!("{} of {}{required}", self.answered, self.all)
    }
}

impl Filed {
    /// What filing a form leaves.
    #[must_use]
    pub fn new(form: Form, stamp: &Stamp) -> Self {
        Self { entry: stamp.entry.clone(), at: stamp.at, by: stamp.by.clone(), form }
    }
}

impl FieldKind {
    /// Whether an answer may have several lines.
    #[must_use]
    pub fn has_lines(self) -> bool {
        matches!(self, Self::Text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(answers: &[(&str, &str)]) -> Form {
        Form::new(&Terms::essex().unwrap(), answers.iter().copied(), "2026-11-20".parse().unwrap(), Vec::new())
    }

    #[test]
    fn a_form_keeps_answers_in_its_own_order_with_their_labels() {
        let form = form(&[("born", " 24/03/2015 "), ("name", "Quill Silverton"), ("gender", "  "), ("shoe-size", "4")]);
        let kept: Vec<_> = form.answers.iter().map(|a| (a.label.as_str(), a.text.as_str())).collect();
        assert_eq!(kept, [("Young person's name", "Quill Silverton"), ("Date of birth", "24/03/2015")]);
    }

    #[test]
    fn a_form_says_who_filled_it_in_and_when() {
        let form = form(&[("professional", "Jo Doe"), ("agency", "YOS"), ("completed", "16/11/2026")]);
        assert_eq!((form.from(), form.completed), ("Jo Doe, YOS".to_owned(), "2026-11-16".parse().ok()));
    }

    #[test]
    fn a_view_given_as_a_whole_answers_its_parts() {
        let template = Terms::essex().unwrap().template;
        let blank = form(&[]).completeness(&template);
        assert_eq!((blank.answered, blank.missing.len()), (0, blank.all));
        assert_eq!(form(&[("child-view", "I can handle it.")]).completeness(&template).answered, 3);
        let part = form(&[("child-risk", "Older boys.")]).completeness(&template);
        assert_eq!(part.answered, 1);
        assert!(part.missing.iter().any(|label| label == "Child's view: prevention strategies"));
    }
}
