//! Judges what is asked at a child's intake: answers of the form, the referral to the Hub, missing episodes.

use super::case::CaseChange;
use super::change::Decided;
use super::decide::{Today, of_case};
use super::decide_case::correct;
use super::docs::Docs;
use super::form::{Answered, Form};
use super::id::{CaseId, EntryId};
use super::intake::{FormAnswer, IntakeChange, Referral};
use super::missing::Episode;
use super::refusal::Refusal;
use super::request::Correction;

/// What is asked at a child's intake.
#[derive(Debug, Clone, PartialEq)]
pub enum ForIntake {
    /// Fields of the form that stands are answered, or answered anew, with what they tell of the child.
    Answer {
        /// The answers, each with what it takes the place of.
        answers: Vec<NewAnswer>,
        /// What is corrected by them.
        correction: Option<Box<Correction>>,
    },
    /// The child was referred to the Hub.
    Refer {
        /// When, and by whom.
        referral: Referral,
        /// What stood there when it was opened.
        was: Option<Referral>,
    },
    /// A missing episode became known, outside a meeting.
    Episode {
        /// The episode; its label is allotted, or stays.
        episode: Box<Episode>,
        /// The entry that it puts right; none for another episode.
        replaces: Option<EntryId>,
    },
}

/// An answer and what it takes the place of: so that two people who answer one field do not undo each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAnswer {
    /// The field's key.
    pub key: String,
    /// What stood there when it was opened; empty for nothing.
    pub was: String,
    /// The answer; empty to take it out.
    pub text: String,
}

pub(super) fn decide(case: &CaseId, asked: &ForIntake, docs: &Docs, today: Today<'_>) -> Result<Vec<Decided>, Refusal> {
    let kept = |change| of_case(case, CaseChange::Intake(change));
    match asked {
        ForIntake::Answer { answers, correction } => {
            let mut decided: Vec<Decided> = answered(case, answers, docs, today)?.into_iter().map(kept).collect();
            if let Some(correction) = correction {
                let standing = docs.case(case)?;
                if correction.base != standing.known && correction.details != standing.details {
                    let (theirs, entry) = (standing.details.name.clone(), Some(standing.known.clone()));
                    return Err(Refusal::Conflict { theirs, entry });
                }
                let changes = correct(standing, &correction.details, correction.risk.as_ref(), today);
                decided.extend(changes.map(|change| of_case(case, change)));
            }
            Ok(decided)
        }
        ForIntake::Refer { referral, was } => {
            let by = referral.by.trim();
            if by.is_empty() {
                return Err(Refusal::Empty("it does not say who made the referral"));
            }
            if referral.on > today.day() {
                return Err(Refusal::Date { date: referral.on, why: "has not come yet" });
            }
            let standing = docs.case(case)?.referral.as_ref();
            let referral = Referral { on: referral.on, by: by.to_owned() };
            // Two people who come to the same have no conflict.
            if standing != was.as_ref() && standing != Some(&referral) {
                let theirs = standing.map_or_else(String::new, |now| now.by.clone());
                return Err(Refusal::Conflict { theirs, entry: None });
            }
            Ok(vec![kept(IntakeChange::Referred(referral))])
        }
        ForIntake::Episode { episode, replaces } => {
            sound(episode, today)?;
            let standing = docs.case(case)?;
            let Some(entry) = replaces else {
                let episode = Episode { label: String::new(), at: None, ..(**episode).clone() };
                return Ok(vec![of_case(case, CaseChange::EpisodeRecorded(Box::new(episode)))]);
            };
            let Some(before) = standing.episode(entry) else {
                let now = standing.episodes.iter().find(|other| other.label == episode.label);
                let theirs = now.map_or_else(String::new, Episode::words);
                return Err(Refusal::Conflict { theirs, entry: now.map(|now| now.entry.clone()) });
            };
            // Where and when it was told stays as it was.
            let (label, at) = (before.label.clone(), before.at.clone());
            let right = Episode { label, at, entry: before.entry.clone(), ..(**episode).clone() };
            if right == *before {
                return Ok(vec![]);
            }
            Ok(vec![kept(IntakeChange::EpisodeCorrected(Box::new(right)))])
        }
    }
}

/// One change a field that is answered otherwise than it stands.
fn answered(case: &CaseId, answers: &[NewAnswer], docs: &Docs, today: Today<'_>) -> Result<Vec<IntakeChange>, Refusal> {
    if answers.is_empty() {
        return Ok(vec![]);
    }
    let Some(filed) = docs.case(case)?.form() else {
        return Err(Refusal::NotHere("No form is filed for this child yet: file one first."));
    };
    let mut form = filed.form.clone();
    let mut changes = Vec::new();
    for NewAnswer { key, was, text } in answers {
        let field = today.terms.template.field(key);
        let field = field.ok_or_else(|| Refusal::NoSuch { what: "field of the form", which: key.clone() })?;
        let (now, text) = (form.answer(key).unwrap_or_default(), text.trim());
        if now == text {
            continue;
        }
        if now != was {
            return Err(Refusal::Conflict { theirs: now.to_owned(), entry: Some(filed.entry.clone()) });
        }
        form = form.answering(today.terms, key, text);
        let place = form.answers.iter().position(|answer| answer.key == *key).unwrap_or_default();
        changes.push(IntakeChange::FormAnswered(Box::new(FormAnswer {
            answer: Answered { key: key.clone(), label: field.label.clone(), text: text.to_owned() },
            place,
            professional: form.professional.clone(),
            agency: form.agency.clone(),
            completed: form.completed,
        })));
    }
    Ok(changes)
}

impl Form {
    /// The same form with one field answered otherwise.
    fn answering(&self, terms: &crate::terms::Terms, key: &str, text: &str) -> Self {
        let others = self.answers.iter().filter(|answer| answer.key != key);
        let answers = others.map(|answer| (answer.key.as_str(), answer.text.as_str())).chain([(key, text)]);
        Self::new(terms, answers, self.received, self.unplaced.clone())
    }
}

fn sound(episode: &Episode, today: Today<'_>) -> Result<(), Refusal> {
    if episode.until.is_some_and(|until| until < episode.from) {
        return Err(Refusal::Date { date: episode.from.date(), why: "is after the return" });
    }
    if episode.from.date() > today.day() {
        return Err(Refusal::Date { date: episode.from.date(), why: "has not come yet" });
    }
    if let Some(until) = episode.until.filter(|until| until.date() > today.day()) {
        return Err(Refusal::Date { date: until.date(), why: "has not come yet: leave it empty while still missing" });
    }
    Ok(())
}
