//! Two records of one child: what the record that stays takes over of the other, and what the other then is.
//!
//! The other is kept as it stood and leads to the one that stays. Nothing in a meeting that is over is rewritten: its
//! items, actions and places keep the reference of then.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::case::{Case, Details, Earlier, RiskSet};
use super::change::{Misfit, Stamp};
use super::id::CaseId;
use super::missing::Episode;
use super::settled::Settled;
use crate::terms::{Terms, fold};

/// Why the level of risk is set when two records are merged.
const THE_MORE_SEVERE: &str = "The more severe of the levels of two records that were merged.";

/// A record that was merged into the one that has this.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Former {
    /// The opaque identity.
    pub case: CaseId,
    /// The reference.
    pub label: String,
    /// The name it went by.
    pub name: String,
    /// The date of birth it gave.
    pub born: NaiveDate,
    /// When it was merged, UTC.
    pub at: DateTime<Utc>,
}

/// What the record that stays takes over.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TakenOver {
    /// The other record, as it stood.
    pub other: Case,
    /// What is known of the child now.
    pub details: Details,
    /// The level of risk now: the more severe of both.
    pub risk: Option<String>,
    /// The day.
    pub on: NaiveDate,
}

/// Where a record went.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MergedInto {
    /// The record that stays.
    pub case: CaseId,
    /// Its reference.
    pub label: String,
    /// This record as it stood: were it another, something would be lost.
    pub stood: Case,
}

impl TakenOver {
    /// What `kept` takes over of `other` on a day.
    #[must_use]
    pub fn of(kept: &Case, other: &Case, on: NaiveDate, terms: &Terms) -> Self {
        let level = |risk: &Option<String>| risk.as_deref().and_then(|risk| terms.risk_level(risk));
        let risk = if level(&other.risk) > level(&kept.risk) { other.risk.clone() } else { kept.risk.clone() };
        Self { details: together(kept, other), risk: risk.or_else(|| other.risk.clone()), other: other.clone(), on }
    }
}

/// What is known of the child: what the record that stays says, what it does not say from the other, and among the notes
/// what the other says otherwise.
fn together(kept: &Case, other: &Case) -> Details {
    let (own, of) = (&kept.details, &other.details);
    let mut said: Vec<String> = Vec::new();
    let identity = (own.name != of.name || own.born != of.born)
        .then(|| format!("{}, born {}", of.name, crate::terms::phrase::day(of.born)));
    said.extend(identity);
    let mut text = |what: &str, own: &str, of: &str| {
        if own.is_empty() {
            return of.to_owned();
        }
        if !of.is_empty() && own != of {
            said.push(format!("{what}: {of}"));
        }
        own.to_owned()
    };
    let district = text("district", &own.district, &of.district);
    let concern = text("concern", &own.concern, &of.concern);
    let child_says = text("child says", &own.child_says, &of.child_says);
    let presenter = text("presented by", &own.presenter, &of.presenter);
    let mut word = |what: &str, own: &Option<String>, of: &Option<String>| {
        let words = |word: &Option<String>| word.clone().unwrap_or_default();
        Some(text(what, &words(own), &words(of))).filter(|word| !word.is_empty())
    };
    let source = word("came from", &own.source, &of.source);
    let threshold = word("open because", &own.threshold, &of.threshold);
    let education = word("education", &own.education, &of.education);
    let legal_status = word("plan", &own.legal_status, &of.legal_status);
    let gender = word("gender", &own.gender, &of.gender);
    let ethnicity = word("ethnicity", &own.ethnicity, &of.ethnicity);
    let more = of.models.iter().filter(|model| !own.models.contains(model));
    let models = own.models.iter().chain(more).cloned().collect();
    if !of.notes.is_empty() && of.notes != own.notes {
        said.push(of.notes.clone());
    }
    let also = if said.is_empty() { String::new() } else { format!("From {}: {}.", other.label, said.join("; ")) };
    let notes = [own.notes.as_str(), &also].into_iter().filter(|note| !note.is_empty()).collect::<Vec<_>>().join("\n");
    Details {
        name: own.name.clone(),
        born: own.born,
        district,
        source,
        threshold,
        models,
        education,
        legal_status,
        gender,
        ethnicity,
        concern,
        child_says,
        presenter,
        notes,
    }
}

impl Case {
    /// Whether nothing is asked of the record any more: it was merged into another.
    #[must_use]
    pub fn is_merged(&self) -> bool {
        self.merged_into.is_some()
    }

    /// Every folded name with a date of birth that the child is known by.
    pub fn identities(&self) -> impl Iterator<Item = (String, NaiveDate)> {
        let former = self.former.iter().map(|former| (fold(&former.name), former.born));
        former.chain([(fold(&self.details.name), self.details.born)])
    }

    /// The records that were merged into this one before a moment; `None` is now.
    pub fn former_at(&self, moment: Option<DateTime<Utc>>) -> impl Iterator<Item = &CaseId> {
        let before = move |former: &&Former| moment.is_none_or(|moment| former.at <= moment);
        self.former.iter().filter(before).map(|former| &former.case)
    }

    /// Leads to another record from now on.
    ///
    /// # Errors
    /// Refuses where the record is not what the other took over: something would be lost.
    pub(super) fn fold_merged_into(&mut self, merged: &MergedInto) -> Result<(), Misfit> {
        // A record that was merged before dissent kept its path says nothing of one.
        let mut stood = merged.stood.clone();
        for (then, now) in stood.dissents.iter_mut().zip(&self.dissents).filter(|(then, _)| then.noted.is_none()) {
            (then.noted, then.path) = (now.noted.clone(), now.path.clone());
        }
        if stood != *self {
            return Err(Misfit::Missing("the record as it was merged"));
        }
        self.merged_into = Some((merged.case.clone(), merged.label.clone()));
        Ok(())
    }

    /// Takes everything of another record over.
    pub(super) fn take_over(&mut self, taken: &TakenOver, stamp: &Stamp) {
        let other = &taken.other;
        if self.details != taken.details {
            let details = std::mem::replace(&mut self.details, taken.details.clone());
            self.earlier.push(Earlier { until: stamp.at, details });
            self.known = stamp.entry.clone();
        }
        self.opened = self.opened.min(other.opened);
        self.risks.extend(other.risks.iter().cloned());
        self.risks.sort_by_key(|set| set.on);
        if let Some(level) = &taken.risk
            && self.risks.last().is_none_or(|last| last.level != *level)
        {
            let because = THE_MORE_SEVERE.to_owned();
            self.risks.push(RiskSet { on: taken.on, level: level.clone(), because, at: None });
        }
        self.risk = self.risks.last().map(|last| last.level.clone());
        self.settle_together(other);
        self.discussions.extend(other.discussions.iter().cloned());
        self.discussions.sort_by_key(|discussion| discussion.on);
        // One absence that both records tell of is one episode.
        let told = |one: &Episode, two: &Episode| (one.from, one.until) == (two.from, two.until);
        let episodes = other.episodes.iter().filter(|new| !self.episodes.iter().any(|own| told(own, new)));
        let episodes: Vec<Episode> = episodes.cloned().collect();
        self.episodes.extend(episodes);
        self.episodes.sort_by_key(|episode| episode.from);
        let mentions = other.mentions.iter().filter(|mention| !self.mentions.contains(mention)).cloned();
        let mentions: Vec<_> = mentions.collect();
        self.mentions.extend(mentions);
        // Both forms are kept, and the one that stood of the record that stays still stands.
        let own = std::mem::take(&mut self.forms);
        self.forms = other.forms.iter().cloned().chain(own).collect();
        self.referral = self.referral.take().or_else(|| other.referral.clone());
        self.listings.extend(other.listings.iter().cloned());
        self.put_off.extend(other.put_off.iter().cloned());
        self.papers.extend(other.papers.iter().cloned());
        self.dissents.extend(other.dissents.iter().cloned());
        let (case, label) = (other.id.clone(), other.label.clone());
        let (name, born) = (other.details.name.clone(), other.details.born);
        self.former.extend(other.former.iter().cloned());
        self.former.push(Former { case, label, name, born, at: stamp.at });
    }

    /// The child is open while either record is, and is reviewed when the first of them falls due.
    fn settle_together(&mut self, other: &Case) {
        let review_date = match (self.is_open(), other.is_open()) {
            (true, true) => self.review_date.into_iter().chain(other.review_date).min(),
            (false, true) => other.review_date,
            _ => return,
        };
        self.settle(Settled { at: None, area: None, review_date, closed: None });
    }
}
