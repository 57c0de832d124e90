//! What is kept of a child's intake beside the filed form: answers given one by one, the referral to the Hub, and missing
//! episodes put right (arrangements §3, §5).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::case::Case;
use super::change::{Misfit, Stamp};
use super::form::Answered;
use super::id::EntryId;
use super::missing::Episode;
use crate::terms::Terms;

/// The referral to the Hub, the lead agency's front door: when, and by whom.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Referral {
    /// The day it was made.
    pub on: NaiveDate,
    /// Who made it: a name, an agency, or both.
    pub by: String,
}

/// One answer of the form that stands, as it is from now on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormAnswer {
    /// The answer; an empty text takes it out.
    pub answer: Answered,
    /// Its place among the answers, from 0: folding does not see the template.
    pub place: usize,
    /// Who filled the form in, as it says now.
    pub professional: String,
    /// That person's agency, as it says now.
    pub agency: String,
    /// The day the form was completed, as it says now.
    pub completed: Option<NaiveDate>,
}

/// A change of what is known at intake.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum IntakeChange {
    /// A field of the form that stands was answered, or answered anew.
    FormAnswered(Box<FormAnswer>),
    /// The child was referred to the Hub.
    Referred(Referral),
    /// A missing episode was put right; it keeps its label.
    EpisodeCorrected(Box<Episode>),
}

impl Case {
    /// Whether the child must be referred to the Hub and no referral is recorded: assessed at a level that leads the
    /// agenda, and not known to the lead agency (arrangements §3).
    #[must_use]
    pub fn owes_referral(&self, terms: &Terms) -> bool {
        let (risk, plan) = (self.risk.as_deref(), self.details.legal_status.as_deref());
        self.is_open() && self.referral.is_none() && calls_for_referral(risk, plan, terms)
    }

    /// The missing episode that this entry recorded last.
    #[must_use]
    pub fn episode(&self, entry: &EntryId) -> Option<&Episode> {
        self.episodes.iter().find(|episode| episode.entry == *entry)
    }

    /// Folds one more change of the intake.
    ///
    /// # Errors
    /// Refuses an answer where no form was filed, and the correction of an episode that is not there.
    pub(super) fn fold_intake(&mut self, change: &IntakeChange, stamp: &Stamp) -> Result<(), Misfit> {
        match change {
            IntakeChange::Referred(referral) => self.referral = Some(referral.clone()),
            IntakeChange::FormAnswered(given) => {
                let form = &mut self.forms.last_mut().ok_or(Misfit::Missing("a form"))?.form;
                form.answers.retain(|answered| answered.key != given.answer.key);
                if !given.answer.text.is_empty() {
                    form.answers.insert(given.place.min(form.answers.len()), given.answer.clone());
                }
                form.professional.clone_from(&given.professional);
                form.agency.clone_from(&given.agency);
                form.completed = given.completed;
            }
            IntakeChange::EpisodeCorrected(right) => {
                let same = |episode: &&mut Episode| episode.label == right.label;
                let standing = self.episodes.iter_mut().find(same).ok_or(Misfit::Missing("the missing episode"))?;
                *standing = Episode { entry: stamp.entry.clone(), ..(**right).clone() };
            }
        }
        Ok(())
    }
}

/// Whether a level of risk and a plan together call for a referral to the Hub (arrangements §3).
#[must_use]
pub fn calls_for_referral(risk: Option<&str>, plan: Option<&str>, terms: &Terms) -> bool {
    let plans = &terms.vocabulary.legal_status;
    let unknown = plan.is_some_and(|plan| plans.iter().any(|word| word.name == plan && word.not_known));
    unknown && risk.is_some_and(|risk| terms.is_severe(risk))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(risk: Option<&str>, plan: Option<&str>, expect: bool) {
        assert_eq!(calls_for_referral(risk, plan, &Terms::essex().unwrap()), expect, "{risk:?} {plan:?}");
    }

    #[test]
    fn high_or_actual_and_not_known_to_the_lead_agency_calls_for_a_referral() {
        check(Some("High"), Some("Not open to C&F"), true);
        check(Some("Actual"), Some("Not open to C&F"), true);
        check(Some("Medium"), Some("Not open to C&F"), false);
        check(Some("High"), Some("Child in Need"), false);
        check(Some("High"), None, false);
        check(None, Some("Not open to C&F"), false);
    }
}
