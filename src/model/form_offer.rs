//! What a form would change of a child's record, thing by thing: each can be taken over or left.

use chrono::NaiveDate;

use super::alike::{Likeness, likeness};
use super::case::{Case, Details};
use super::form::Form;
use super::form_reading::Told;
use super::request::{Correction, NewCase, Request};
use crate::terms::phrase;

/// A thing that is known of a child and that a form may tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Known {
    /// The name.
    Name,
    /// Date of birth.
    Born,
    /// Gender.
    Gender,
    /// Ethnicity.
    Ethnicity,
    /// The district.
    District,
    /// Plan or legal status.
    LegalStatus,
    /// The level of risk.
    Risk,
    /// Type of education establishment.
    Education,
    /// Who presents the case.
    Presenter,
    /// Current concerns and identified risk.
    Concern,
    /// What the child has said.
    ChildSays,
}

impl Known {
    /// All of them, in the order of lists.
    pub const ALL: [Self; 11] = [
        Self::Name,
        Self::Born,
        Self::Gender,
        Self::Ethnicity,
        Self::District,
        Self::LegalStatus,
        Self::Risk,
        Self::Education,
        Self::Presenter,
        Self::Concern,
        Self::ChildSays,
    ];

    /// What it is called.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Name => "Name",
            Self::Born => "Date of birth",
            Self::Gender => "Gender",
            Self::Ethnicity => "Ethnicity",
            Self::District => "District",
            Self::LegalStatus => "Legal status",
            Self::Risk => "Risk",
            Self::Education => "Education",
            Self::Presenter => "Presented by",
            Self::Concern => "Concern",
            Self::ChildSays => "Child says",
        }
    }

    /// Whether it says who the child is: a form seldom knows that better than the record.
    #[must_use]
    pub fn is_identity(self) -> bool {
        matches!(self, Self::Name | Self::Born)
    }
}

/// One thing that a form says otherwise than the record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// What.
    pub what: Known,
    /// What the record says; empty for nothing.
    pub old: String,
    /// What the form says.
    pub new: String,
}

/// What the form says otherwise than the record, in the order of lists.
#[must_use]
pub fn offers(told: &Told, case: &Case) -> Vec<Offer> {
    let offer = |what: Known| {
        let new = said(told, what)?;
        let old = standing(case, what);
        (old != new).then_some(Offer { what, old, new })
    };
    Known::ALL.into_iter().filter_map(offer).collect()
}

/// What a form tells now that it did not tell before, and that the record says otherwise; not who the child is.
#[must_use]
pub fn newly_told(now: &Told, before: &Told, case: &Case) -> Vec<Known> {
    let new = |offer: &Offer| !offer.what.is_identity() && said(before, offer.what).as_ref() != Some(&offer.new);
    offers(now, case).into_iter().filter(new).map(|offer| offer.what).collect()
}

/// The record with these things taken over from the form, and the level of risk if it is among them.
#[must_use]
pub fn taken_over(told: &Told, case: &Case, taken: &[Known]) -> (Details, Option<String>) {
    let has = |what| taken.contains(&what);
    let chosen = Told {
        name: told.name.clone().filter(|_| has(Known::Name)),
        born: told.born.filter(|_| has(Known::Born)),
        gender: told.gender.clone().filter(|_| has(Known::Gender)),
        ethnicity: told.ethnicity.clone().filter(|_| has(Known::Ethnicity)),
        legal_status: told.legal_status.clone().filter(|_| has(Known::LegalStatus)),
        education: told.education.clone().filter(|_| has(Known::Education)),
        district: told.district.clone().filter(|_| has(Known::District)),
        concern: told.concern.clone().filter(|_| has(Known::Concern)),
        child_says: told.child_says.clone().filter(|_| has(Known::ChildSays)),
        presenter: told.presenter.clone().filter(|_| has(Known::Presenter)),
        ..Told::default()
    };
    (chosen.over(&case.details), told.risk.clone().filter(|_| has(Known::Risk)))
}

/// The children whom a form may be about, the likeliest first; none where it does not say who the child is.
#[must_use]
pub fn may_be<'a>(told: &Told, cases: impl Iterator<Item = &'a Case>) -> Vec<(Likeness, &'a Case)> {
    let Some((name, born)) = told.name.as_deref().zip(told.born) else { return Vec::new() };
    let like = |case: &'a Case| {
        let known = case.identities().filter_map(|(own, on)| likeness((name, born), (&own, on)));
        Some((known.min()?, case))
    };
    let mut found: Vec<(Likeness, &Case)> = cases.filter(|case| !case.is_merged()).filter_map(like).collect();
    found.sort_by(|(one, case), (other, next)| one.cmp(other).then_with(|| case.label.cmp(&next.label)));
    found
}

fn said(told: &Told, what: Known) -> Option<String> {
    match what {
        Known::Name => told.name.clone(),
        Known::Born => told.born.map(phrase::day),
        Known::Gender => told.gender.clone(),
        Known::Ethnicity => told.ethnicity.clone(),
        Known::District => told.district.clone(),
        Known::LegalStatus => told.legal_status.clone(),
        Known::Risk => told.risk.clone(),
        Known::Education => told.education.clone(),
        Known::Presenter => told.presenter.clone(),
        Known::Concern => told.concern.clone(),
        Known::ChildSays => told.child_says.clone(),
    }
}

fn standing(case: &Case, what: Known) -> String {
    let details = &case.details;
    let word = |word: &Option<String>| word.clone().unwrap_or_default();
    match what {
        Known::Name => details.name.clone(),
        Known::Born => phrase::day(details.born),
        Known::Gender => word(&details.gender),
        Known::Ethnicity => word(&details.ethnicity),
        Known::District => details.district.clone(),
        Known::LegalStatus => word(&details.legal_status),
        Known::Risk => word(&case.risk),
        Known::Education => word(&details.education),
        Known::Presenter => details.presenter.clone(),
        Known::Concern => details.concern.clone(),
        Known::ChildSays => details.child_says.clone(),
    }
}

/// Asks to file a form in a case, with these things of its record taken over from it.
#[must_use]
pub fn filing(case: &Case, form: Form, told: &Told, taken: &[Known]) -> Request {
    let (details, risk) = taken_over(told, case, taken);
    let base = case.form().map(|filed| filed.entry.clone());
    let correction = (!taken.is_empty()).then(|| Box::new(Correction { base: case.known.clone(), details, risk }));
    Request::FileForm { case: case.id.clone(), form: Box::new(form), base, correction }
}

/// Asks to open a case for the child whom a form is about; `None` while it does not say name and date of birth.
#[must_use]
pub fn opening(form: Form, told: &Told, area: &str, opened: NaiveDate) -> Option<Request> {
    Some(Request::OpenCase(Box::new(NewCase {
        area: area.to_owned(),
        opened,
        risk: told.risk.clone(),
        details: told.opening()?,
        review_date: None,
        closed: None,
        form: Some(Box::new(form)),
    })))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::change::Stamp;
    use crate::model::id::{CaseId, EntryId, RequestId};
    use crate::terms::Terms;

    fn case() -> Case {
        let stamp = Stamp {
            entry: EntryId::new("r1.e1".to_owned()),
            request: RequestId::new("r1".to_owned()),
            at: "2026-11-20T10:00:00Z".parse().unwrap(),
            by: "Ann".to_owned(),
        };
        let born = "2012-02-01".parse().unwrap();
        let details = Details { gender: Some("Female".to_owned()), ..Details::of("Ada Nowhere", born) };
        let opened = crate::model::case::CaseOpened {
            label: "M-2026-001".to_owned(),
            area: "mid".to_owned(),
            opened: "2026-09-01".parse().unwrap(),
            risk: Some("Medium".to_owned()),
            details,
        };
        Case::open(CaseId::new("c1".to_owned()), &opened, &stamp)
    }

    fn told(answers: &[(&str, &str)]) -> Told {
        let terms = Terms::essex().unwrap();
        let form = Form::new(&terms, answers.iter().copied(), "2026-11-20".parse().unwrap(), Vec::new());
        super::super::form_reading::told(&form, &terms)
    }

    #[test]
    fn what_the_form_says_otherwise_is_offered_and_nothing_else() {
        let told =
            told(&[("name", "Ada Nowhere"), ("gender", "F"), ("risk-assessment", "Yes – High"), ("education", "PRU")]);
        let offered = offers(&told, &case());
        let offered: Vec<_> = offered.iter().map(|o| (o.what, o.old.as_str(), o.new.as_str())).collect();
        assert_eq!(offered, [(Known::Risk, "Medium", "High"), (Known::Education, "", "Alternative provision/PRU")]);
    }

    #[test]
    fn only_what_is_taken_over_changes_the_record() {
        let told = told(&[("gender", "Male"), ("risk-assessment", "High"), ("concern", "Seen at night.")]);
        let (details, risk) = taken_over(&told, &case(), &[Known::Concern]);
        assert_eq!(
            (details.gender.as_deref(), details.concern.as_str(), risk),
            (Some("Female"), "Seen at night.", None)
        );
        let (_, risk) = taken_over(&told, &case(), &[Known::Risk]);
        assert_eq!(risk.as_deref(), Some("High"));
    }
}
