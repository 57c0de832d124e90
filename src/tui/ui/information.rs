//! The information form of a child, filled in part by part: every field of the template, and how much of it is answered.

use super::Ui;
use super::case_forms::NOTHING;
use super::effect::Effect;
use super::field::Field;
use super::form::{CHOOSE, Form, FormKind, Part};
use super::intake::standing_in;
use crate::model::case::Case;
use crate::model::decide_intake::{ForIntake, NewAnswer};
use crate::model::form::{Completeness, Form as Filled};
use crate::model::form_offer::{filing, newly_told, taken_over};
use crate::model::form_reading::told;
use crate::model::id::CaseId;
use crate::model::request::{Correction, Request};
use crate::model::wording::Speech;
use crate::session::Shown;
use crate::terms::phrase::day;
use crate::terms::{self, FieldKind, Fills, Terms};

impl Ui {
    /// Opens the form of the child on the screen: the one that stands, or a new one that knows what the record knows.
    pub(super) fn open_information(&mut self, shown: &Shown) -> Vec<Effect> {
        let Some(case) = self.open_case(shown) else { return vec![] };
        let template = &shown.terms.template;
        let standing = case.form();
        let (mut fields, mut keys, mut parts) = (Vec::new(), Vec::new(), Vec::new());
        for section in &template.sections {
            parts.push(Part { title: section.title.clone(), first: fields.len() });
            for asked in &section.fields {
                let start = match standing {
                    Some(filed) => filed.form.answer(&asked.key).unwrap_or_default().to_owned(),
                    None => known(case, asked, &shown.terms),
                };
                // What is asked in parts is not asked as a whole too, unless it was answered so.
                if start.is_empty() && template.parts_of(&asked.key).next().is_some() {
                    continue;
                }
                fields.push(field(asked, &start, &shown.terms));
                keys.push(asked.key.clone());
            }
        }
        let title = format!("{} · {}", template.title, case.label);
        let base = standing.map(|filed| filed.entry.clone());
        let form = Form::new(FormKind::Information { case: case.id.clone(), base, keys }, title, fields);
        self.show_form(Form { parts, ..form }, shown)
    }

    /// What the form asks to be recorded: a form where none stands, else each answer that changed.
    pub(super) fn answered(
        &self,
        form: &Form,
        case: &CaseId,
        keys: &[String],
        shown: &Shown,
    ) -> Result<Vec<Request>, String> {
        let standing = shown.docs.cases.get(case).ok_or("This case is not there any more.")?;
        let filled = self.as_it_stands(form, shown).ok_or("This is no information form.")?;
        let before = standing.form().map(|filed| told(&filed.form, &shown.terms)).unwrap_or_default();
        let now = told(&filled, &shown.terms);
        let taken = newly_told(&now, &before, standing);
        if standing.form().is_none() {
            return Ok(vec![filing(standing, filled, &now, &taken)]);
        }
        let (details, risk) = taken_over(&now, standing, &taken);
        let correction =
            (!taken.is_empty()).then(|| Box::new(Correction { base: standing.known.clone(), details, risk }));
        let changed = keys.iter().zip(&form.fields).filter(|(_, field)| field.is_changed());
        let answers = changed.map(|(key, field)| NewAnswer {
            key: key.clone(),
            was: said(field.was()).to_owned(),
            text: said(field.words().unwrap_or_default()).to_owned(),
        });
        let answers: Vec<NewAnswer> = answers.collect();
        if answers.is_empty() {
            return Err("Nothing was changed: Esc leaves the form.".to_owned());
        }
        Ok(vec![Request::Intake { case: case.clone(), asked: ForIntake::Answer { answers, correction } }])
    }

    /// The filled form, as it stands on the screen; none where another form is open.
    #[must_use]
    pub fn as_it_stands(&self, form: &Form, shown: &Shown) -> Option<Filled> {
        let FormKind::Information { case, keys, .. } = &form.kind else { return None };
        let answers = keys.iter().zip(&form.fields);
        let answers = answers.map(|(key, field)| (key.as_str(), said(field.words().unwrap_or_default())));
        let filed = shown.docs.cases.get(case).and_then(Case::form);
        let received = filed.map_or_else(|| self.today(), |filed| filed.form.received);
        let unplaced = filed.map(|filed| filed.form.unplaced.clone()).unwrap_or_default();
        Some(Filled::new(&shown.terms, answers, received, unplaced))
    }
}

/// How much of each section is answered, and of the whole.
#[must_use]
pub fn completeness(filled: &Filled, terms: &Terms) -> (Vec<Completeness>, Completeness) {
    let template = &terms.template;
    let parts = template.sections.iter().map(|section| filled.completeness_of(section.fields.iter(), template));
    (parts.collect(), filled.completeness(template))
}

/// What a field says; nothing chosen says nothing.
fn said(words: &str) -> &str {
    if words == NOTHING { "" } else { words.trim() }
}

fn field(asked: &terms::Field, start: &str, terms: &Terms) -> Field {
    let (label, hint) = (asked.label.clone(), asked.hint.clone().unwrap_or_default());
    match asked.kind {
        FieldKind::Choice | FieldKind::Risk => {
            let standing = Some(start.to_owned()).filter(|start| !start.is_empty());
            let (mut options, mut chosen) = standing_in(terms.choices(asked), standing.as_ref());
            if asked.kind == FieldKind::Risk && !options.iter().any(|option| option == "No") {
                options.insert(1, "No".to_owned());
                chosen += usize::from(chosen > 0);
            }
            let hint = if hint.is_empty() { CHOOSE.to_owned() } else { format!("{hint} · {CHOOSE}") };
            Field::choice(label, options, chosen, hint)
        }
        FieldKind::Text => {
            let own = terms.template.is_own_words(asked);
            Field::text(label, start, hint).checked(if own { Speech::Verbatim } else { Speech::Account })
        }
        FieldKind::Date => {
            Field::line(label, start, if hint.is_empty() { "day first: 24/03/2012".into() } else { hint })
        }
        FieldKind::Line | FieldKind::YesNo => Field::line(label, start, hint),
    }
}

/// What the record knows of what is asked, for a form that is begun here.
fn known(case: &Case, asked: &terms::Field, terms: &Terms) -> String {
    let details = &case.details;
    let word = |word: &Option<String>| word.clone().unwrap_or_default();
    match asked.fills {
        Some(Fills::Name) => details.name.clone(),
        Some(Fills::Born) => day(details.born),
        Some(Fills::Gender) => word(&details.gender),
        Some(Fills::Ethnicity) => word(&details.ethnicity),
        Some(Fills::LegalStatus) => word(&details.legal_status),
        Some(Fills::Risk) => word(&case.risk),
        Some(Fills::Place) => {
            let area = terms.area(&case.area).map_or(case.area.as_str(), |area| area.name.as_str());
            if details.district.is_empty() { area.to_owned() } else { format!("{} / {area}", details.district) }
        }
        _ => String::new(),
    }
}
