//! A filled form that was read of a file: under which child it goes, and what it would change.

use std::cell::Cell;

use chrono::NaiveDate;

use super::command::Command;
use super::effect::After;
use crate::model::alike::Likeness;
use crate::model::case::Case;
use crate::model::form::Form;
use crate::model::form_offer::{Known, Offer, filing, offers, opening};
use crate::model::form_reading::Told;
use crate::model::id::CaseId;
use crate::model::request::Request;
use crate::session::Shown;

/// The form, and where it may go.
#[derive(Debug)]
pub struct Filing {
    /// The file's name, without its folder.
    pub file: String,
    /// What was read.
    pub form: Form,
    /// What it tells of the child.
    pub told: Told,
    /// Where it may go, the likeliest first; a new case last.
    pub under: Vec<Under>,
    /// Which of these is chosen.
    pub chosen: usize,
    /// How far it is scrolled, in lines, as of the last drawing.
    pub scroll: Cell<u16>,
}

/// Where a form may go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Under {
    /// Into a case, and why it may be that child's; none where it was on the screen.
    Case(CaseId, Option<Likeness>),
    /// Into a new case.
    New,
}

impl Filing {
    /// A form to be filed: under the case on the screen, under one that is like its child, or in a new case.
    #[must_use]
    pub fn new(file: String, form: Form, told: Told, here: Option<CaseId>, like: Vec<(Likeness, CaseId)>) -> Self {
        let others = like.into_iter().filter(|(_, case)| Some(case) != here.as_ref());
        let others: Vec<Under> = others.map(|(how, case)| Under::Case(case, Some(how))).collect();
        let mut under: Vec<Under> = here.map(|case| Under::Case(case, None)).into_iter().chain(others).collect();
        under.push(Under::New);
        Self { file, form, told, under, chosen: 0, scroll: Cell::new(0) }
    }

    /// The case that is chosen; none for a new one.
    #[must_use]
    pub fn case<'a>(&self, shown: &'a Shown) -> Option<&'a Case> {
        match self.under.get(self.chosen)? {
            Under::Case(case, _) => shown.docs.cases.get(case),
            Under::New => None,
        }
    }

    /// What the record would say otherwise: who the child is, a form does not change.
    #[must_use]
    pub fn changes(&self, case: &Case) -> Vec<Offer> {
        offers(&self.told, case).into_iter().filter(|offer| !offer.what.is_identity()).collect()
    }

    /// Whether the form names another child than the chosen case's.
    #[must_use]
    pub fn names_another(&self, case: &Case) -> bool {
        offers(&self.told, case).iter().any(|offer| offer.what.is_identity())
    }

    /// What is asked for: the form filed, and what it tells of the child taken over unless it is the form alone.
    ///
    /// # Errors
    /// Says why a new case cannot be opened with it.
    pub fn asked(&self, form_only: bool, today: NaiveDate, shown: &Shown) -> Result<(Vec<Request>, After), String> {
        let (form, told) = (self.form.clone(), &self.told);
        if let Some(case) = self.case(shown) {
            let taken: Vec<Known> =
                if form_only { vec![] } else { self.changes(case).iter().map(|offer| offer.what).collect() };
            let then = After::Filed(case.id.clone());
            return Ok((vec![filing(case, form, told, &taken)], then));
        }
        let area = told.area.as_deref().ok_or(
            "The form does not say in which area the child lives. Open the case with a on the tracker, and bring the form in there.",
        )?;
        let request = opening(form, told, area, today).ok_or(
            "The form has no name or no date of birth that reads as one. Open the child's case, and bring the form in there.",
        )?;
        let (name, born) = (told.name.clone().unwrap_or_default(), told.born.unwrap_or(today));
        Ok((vec![request], After::OpenCaseOf(name, born)))
    }

    pub(super) fn scroll_by(&self, command: Command) {
        let from = self.scroll.get();
        self.scroll.set(match command {
            Command::Down => from.saturating_add(1),
            Command::Up => from.saturating_sub(1),
            Command::PageDown => from.saturating_add(8),
            Command::PageUp => from.saturating_sub(8),
            Command::Last => u16::MAX,
            _ => 0,
        });
    }
}
