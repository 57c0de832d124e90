//! What a user would notice of filing the Information Sharing Template.

use super::*;
use crate::model::case::Case;
use crate::model::form::Form;
use crate::model::form_reading::told;
use crate::model::id::EntryId;
use crate::model::refusal::Refusal;
use crate::model::request::Correction;
use crate::store::testing::found;

impl County {
    fn robin(&self) -> &Case {
        self.session.shown().docs.cases.values().find(|case| case.details.name == "Robin Invented").unwrap()
    }

    fn form(&self, answers: &[(&str, &str)]) -> Form {
        Form::new(&self.session.shown().terms, answers.iter().copied(), day("2026-11-20"), Vec::new())
    }

    /// Files a form with what it tells of the child.
    fn file(&mut self, base: Option<EntryId>, answers: &[(&str, &str)]) -> Result<RequestId, RecordError> {
        let (case, form) = (self.robin(), self.form(answers));
        let told = told(&form, &self.session.shown().terms);
        let correction = Correction { base: case.known.clone(), details: told.over(&case.details), risk: told.risk };
        let (case, correction) = (case.id.clone(), Some(Box::new(correction)));
        self.session.record(Request::FileForm { case, form: Box::new(form), base, correction }, now())
    }

    fn latest(&self) -> Option<EntryId> {
        self.robin().form().map(|filed| filed.entry.clone())
    }
}

#[test]
fn a_form_is_kept_and_what_it_tells_of_the_child_with_it() {
    let mut county = county();
    county.file(None, &[("gender", "f"), ("risk-assessment", "Yes – High"), ("professional", "Jo Doe")]).unwrap();
    let case = county.robin();
    assert_eq!((case.details.gender.as_deref(), case.risk.as_deref()), (Some("Female"), Some("High")));
    assert_eq!(case.form().unwrap().form.answer("gender"), Some("f"));
    county.session.undo(now()).unwrap();
    let case = county.robin();
    assert!(case.forms.is_empty() && case.details.gender.is_none() && case.risk.as_deref() == Some("Medium"));
    county.session.redo(now()).unwrap();
    assert_eq!(county.robin().forms.len(), 1);
    county.is_sound();
}

#[test]
fn a_later_form_stands_above_the_earlier_one_which_stays() {
    let mut county = county();
    county.file(None, &[("health", "Asthma")]).unwrap();
    let base = county.latest();
    county.file(base, &[("health", "Asthma; seen 30/10")]).unwrap();
    let forms: Vec<_> = county.robin().forms.iter().filter_map(|filed| filed.form.answer("health")).collect();
    assert_eq!(forms, ["Asthma", "Asthma; seen 30/10"]);
}

#[test]
fn a_form_read_before_another_was_filed_is_a_conflict_and_changes_nothing() {
    let mut county = county();
    let base = county.latest();
    county.file(base.clone(), &[("professional", "Jo Doe"), ("completed", "16/11/2026")]).unwrap();
    let error = county.file(base, &[("health", "Asthma")]).unwrap_err();
    let RecordError::Refused(Refusal::Conflict { theirs, .. }) = error else { panic!("{error}") };
    assert_eq!(theirs, "the form of Jo Doe, completed 16 Nov 2026");
    assert_eq!(county.robin().forms.len(), 1);
}

#[test]
fn the_same_form_is_not_filed_twice_nor_an_empty_one() {
    let mut county = county();
    county.file(None, &[("health", "Asthma")]).unwrap();
    let base = county.latest();
    let again = county.file(base.clone(), &[("health", "Asthma")]).unwrap_err().to_string();
    assert!(again.contains("there already"), "{again}");
    assert!(county.file(base, &[]).unwrap_err().to_string().contains("no answers"));
}

#[test]
fn what_a_form_says_is_found_by_searching() {
    let mut county = county();
    county.file(None, &[("suspects", "“Baz”, silver hatchback")]).unwrap();
    let found = found(&county.session.store, "hatchback");
    assert_eq!(found.len(), 1);
}
