//! A child's record as a form: a case is opened with it, and what is known is corrected with it. Before a second record
//! is made of one child, the first is offered.

use super::case_forms::NOTHING;
use super::effect::{After, Effect};
use super::field::Field;
use super::form::{CHOOSE, Form, FormKind};
use super::list::Pick;
use super::{Overlay, Screen, Ui};
use crate::model::alike::Likeness;
use crate::model::case::Details;
use crate::model::decide_intake::ForIntake;
use crate::model::form_reading;
use crate::model::id::{CaseId, EntryId};
use crate::model::request::{Correction, NewCase, Request};
use crate::model::tracker::CaseRow;
use crate::session::Shown;
use crate::terms::phrase::day;
use crate::terms::{Area, Word, find_word};

const NAME: &str = "Name";
const BORN: &str = "Date of birth";
const LIVES: &str = "Lives in";
const SOURCE: &str = "Came from";
const THRESHOLD: &str = "Open because";
const PLAN: &str = "Plan";
const RISK: &str = "Risk";
const PRESENTER: &str = "Presented by";
const CONCERN: &str = "Concern";
const OPENED: &str = "Opened";
const GENDER: &str = "Gender";
const ETHNICITY: &str = "Ethnicity";
const EDUCATION: &str = "Education";
const MODELS: &str = "Models";
const NOTES: &str = "Notes";

/// Records that may be of the child for whom a case is about to be opened.
#[derive(Debug)]
pub struct Alike {
    /// The case that waits to be opened.
    pub new: Box<NewCase>,
    /// The likeliest first, and why.
    pub like: Vec<(Likeness, CaseRow)>,
    /// The choice among them.
    pub pick: Pick,
    /// The form that it was asked for with, to go back to.
    form: Box<Form>,
    /// Where its drafts are.
    fields: Vec<String>,
}

impl Ui {
    /// Opens the form that opens a case.
    pub(super) fn open_new_case(&mut self, shown: &Shown) -> Vec<Effect> {
        let mut effects = if self.screen == Screen::Cases { vec![] } else { self.open_cases() };
        let words = &shown.terms.vocabulary;
        let fields = vec![
            Field::line(NAME, "", "given name and family name, as people write it"),
            Field::line(BORN, "", "day first: 24/03/2012"),
            Field::choice(LIVES, places(&shown.terms.areas), 0, "district and area; type to find"),
            Field::choice(SOURCE, chosen_from(&words.source), 0, "one of the three sources of a case"),
            Field::choice(THRESHOLD, chosen_from(&words.threshold), 0, "why the child is open to the meeting"),
            Field::choice(PLAN, chosen_from(&words.legal_status), 0, "plan or legal status"),
            Field::choice(RISK, chosen_from(&words.risk), 0, "as assessed; – where it is not yet"),
            Field::line(PRESENTER, "", "who presents the case: name and agency"),
            Field::line(OPENED, "today", "the day the case is opened to the meeting"),
            Field::text(CONCERN, "", "current concerns, in a few sentences; the form has room for all of it"),
        ];
        effects.extend(self.show_form(Form::new(FormKind::NewCase, "A new case", fields), shown));
        effects
    }

    /// Asks whether the child is known already, before the case is opened.
    pub(super) fn submit_new_case(&mut self, shown: &Shown) -> Vec<Effect> {
        let Some(Overlay::Form(form)) = &self.overlay else { return vec![] };
        match self.new_case(form, shown) {
            Ok(new) => vec![Effect::FindAlike(Box::new(new))],
            Err(why) => {
                self.refuse(why);
                vec![]
            }
        }
    }

    fn new_case(&self, form: &Form, shown: &Shown) -> Result<NewCase, String> {
        let (name, born) = who(form)?;
        let (area, district) =
            lives_in(form, &shown.terms.areas).ok_or("Say where the child lives: the area at least.")?;
        let source = form.picked(SOURCE).ok_or("Say where the case came from.")?;
        let threshold = form.picked(THRESHOLD).ok_or("Say why the child is open to the meeting.")?;
        let opened = match form.words(OPENED).as_str() {
            "" | "today" => self.today(),
            said => self.day_past(said, shown)?,
        };
        let details = Details {
            district,
            source: Some(source),
            threshold: Some(threshold),
            legal_status: form.picked(PLAN),
            presenter: form.words(PRESENTER),
            concern: form.words(CONCERN),
            ..Details::of(&name, born)
        };
        let risk = form.picked(RISK);
        Ok(NewCase { area, opened, risk, details, review_date: None, closed: None, form: None })
    }

    /// Opens the case, or first offers the records that may be of the same child.
    pub fn meet_alike(&mut self, new: Box<NewCase>, like: Vec<(Likeness, CaseRow)>, shown: &Shown) -> Vec<Effect> {
        let fields = self.form_fields(shown);
        if like.is_empty() {
            return vec![opening(*new, fields)];
        }
        let Some(Overlay::Form(form)) = self.overlay.take() else { return vec![] };
        let pick = Pick::new(like.len());
        self.overlay = Some(Overlay::Alike(Box::new(Alike { new, like, pick, form, fields })));
        vec![]
    }

    /// The chosen record is of the same child: it opens, and no second one is made.
    pub(super) fn use_alike(&mut self) -> Vec<Effect> {
        let Some(Overlay::Alike(alike)) = self.overlay.take() else { return vec![] };
        let chosen = alike.pick.chosen().and_then(|row| alike.like.get(row)).map(|(_, row)| row.case.clone());
        let mut effects = vec![Effect::DropDrafts(alike.fields)];
        effects.extend(chosen.map(Effect::OpenCase));
        effects
    }

    /// None of them is: the case is opened.
    pub(super) fn make_new_all_the_same(&mut self) -> Vec<Effect> {
        let Some(Overlay::Alike(alike)) = &self.overlay else { return vec![] };
        vec![opening((*alike.new).clone(), alike.fields.clone())]
    }

    /// Back to the form, as it was.
    pub(super) fn back_to_new_case(&mut self) -> Vec<Effect> {
        if let Some(Overlay::Alike(alike)) = self.overlay.take() {
            self.overlay = Some(Overlay::Form(alike.form));
        }
        vec![]
    }

    /// Opens what is known of the child on the screen, to be corrected.
    pub(super) fn open_details(&mut self, shown: &Shown) -> Vec<Effect> {
        let Some(case) = self.open_case(shown) else { return vec![] };
        let (details, words) = (&case.details, &shown.terms.vocabulary);
        let choice = |label: &'static str, list: &[Word], standing: Option<&String>| {
            let (options, chosen) = standing_in(list, standing);
            Field::choice(label, options, chosen, CHOOSE)
        };
        let own: Vec<Area> = shown.terms.areas.iter().filter(|area| area.slug == case.area).cloned().collect();
        let mut districts: Vec<String> = own.iter().flat_map(|area| area.districts.clone()).collect();
        districts.insert(0, NOTHING.to_owned());
        let district = districts.iter().position(|district| *district == details.district).unwrap_or_default();
        let fields = vec![
            Field::line(NAME, &details.name, "given name and family name, as people write it"),
            Field::line(BORN, &day(details.born), "day first: 24/03/2012"),
            Field::choice(
                LIVES,
                districts,
                district,
                "the district; another area is the meeting's decision to transfer",
            ),
            choice(SOURCE, &words.source, details.source.as_ref()),
            choice(THRESHOLD, &words.threshold, details.threshold.as_ref()),
            choice(PLAN, &words.legal_status, details.legal_status.as_ref()),
            choice(RISK, &words.risk, case.risk.as_ref()),
            choice(GENDER, &words.gender, details.gender.as_ref()),
            choice(ETHNICITY, &words.ethnicity, details.ethnicity.as_ref()),
            choice(EDUCATION, &words.education, details.education.as_ref()),
            Field::line(MODELS, &details.models.join("; "), "models of exploitation, several parted by a semicolon"),
            Field::line(PRESENTER, &details.presenter, "who presents the case: name and agency"),
            Field::text(CONCERN, &details.concern, "current concerns, in a few sentences"),
            Field::text(NOTES, &details.notes, "anything kept from an older record"),
        ];
        let kind = FormKind::Details { case: case.id.clone(), base: case.known.clone() };
        let form = Form::new(kind, format!("What is known · {}", case.label), fields);
        self.show_form(form, shown)
    }

    /// What the record's form asks to be recorded.
    pub(super) fn corrected(form: &Form, case: &CaseId, base: &EntryId, shown: &Shown) -> Result<Vec<Request>, String> {
        let standing = shown.docs.cases.get(case).ok_or("This case is not there any more.")?;
        let (name, born) = who(form)?;
        let details = Details {
            name,
            born,
            district: form.picked(LIVES).unwrap_or_default(),
            source: form.picked(SOURCE),
            threshold: form.picked(THRESHOLD),
            models: models(&form.words(MODELS), shown)?,
            education: form.picked(EDUCATION),
            legal_status: form.picked(PLAN),
            gender: form.picked(GENDER),
            ethnicity: form.picked(ETHNICITY),
            concern: form.words(CONCERN),
            presenter: form.words(PRESENTER),
            notes: form.words(NOTES),
            ..standing.details.clone()
        };
        let risk = form.picked(RISK).filter(|risk| standing.risk.as_ref() != Some(risk));
        let correction = Some(Box::new(Correction { base: base.clone(), details, risk }));
        Ok(vec![Request::Intake { case: case.clone(), asked: ForIntake::Answer { answers: vec![], correction } }])
    }
}

/// Asks for a case to be opened, and for it to be shown then.
fn opening(new: NewCase, fields: Vec<String>) -> Effect {
    let then = After::OpenCaseOf(new.details.name.clone(), new.details.born);
    Effect::Record { requests: vec![Request::OpenCase(Box::new(new))], fields, then }
}

fn who(form: &Form) -> Result<(String, chrono::NaiveDate), String> {
    let (name, born) = (form.words(NAME), form.words(BORN));
    if name.is_empty() {
        return Err("The child's name is needed.".to_owned());
    }
    let read = form_reading::day(&born);
    Ok((name, read.ok_or_else(|| format!("“{born}” is no whole date of birth: say 24/03/2012."))?))
}

/// Every district with its area, and each area for a child whose district is not known.
fn places(areas: &[Area]) -> Vec<String> {
    let districts =
        areas.iter().flat_map(|area| area.districts.iter().map(move |own| format!("{own} · {}", area.name)));
    let whole = areas.iter().map(|area| format!("{}, district not known", area.name));
    std::iter::once(NOTHING.to_owned()).chain(districts).chain(whole).collect()
}

/// The area's slug and the district that are chosen; the district is empty where it is not known.
fn lives_in(form: &Form, areas: &[Area]) -> Option<(String, String)> {
    let chosen = form.picked(LIVES)?;
    if let Some((district, name)) = chosen.rsplit_once(" · ") {
        let area = areas.iter().find(|area| area.name == name)?;
        return Some((area.slug.clone(), district.to_owned()));
    }
    let area = areas.iter().find(|area| chosen.starts_with(&area.name))?;
    Some((area.slug.clone(), String::new()))
}

/// Nothing, or a word of the list.
pub(super) fn chosen_from(words: &[Word]) -> Vec<String> {
    std::iter::once(NOTHING.to_owned()).chain(words.iter().map(|word| word.name.clone())).collect()
}

/// The choices of a list and the one that stands; what the terms no longer have is a choice all the same.
pub(super) fn standing_in(words: &[Word], standing: Option<&String>) -> (Vec<String>, usize) {
    let mut options = chosen_from(words);
    let Some(standing) = standing else { return (options, 0) };
    let at = options.iter().position(|option| option == standing).unwrap_or_else(|| {
        options.push(standing.clone());
        options.len() - 1
    });
    (options, at)
}

fn models(said: &str, shown: &Shown) -> Result<Vec<String>, String> {
    let words = &shown.terms.vocabulary.model;
    let parts = said.split(';').map(str::trim).filter(|part| !part.is_empty());
    let read = parts.map(|part| {
        let all: Vec<&str> = words.iter().map(|word| word.name.as_str()).collect();
        let found = find_word(words, part).one().map(|word| word.name.clone());
        found.ok_or_else(|| format!("“{part}” is no model of this county: it has {}.", all.join("; ")))
    });
    read.collect()
}
