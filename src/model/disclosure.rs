//! Disclosures outside the meeting, and breaches: who asked, what the chair decided and why, when it was sent
//! (arrangements §6).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::change::{Misfit, Stamp};
use super::id::{CaseId, DisclosureId, EntryId};
use super::minutes::Signed;
use super::word::ChairsWord;
use crate::terms::Word;

/// An entry of the disclosure log as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Disclosure {
    /// The opaque identity.
    pub id: DisclosureId,
    /// What people call it: `D7`.
    pub label: String,
    /// What is asked, or what happened.
    pub matter: Matter,
    /// Who entered it, and when.
    pub entered: Signed,
    /// What the chair decided, in order: the last counts.
    pub rulings: Vec<Ruling>,
    /// When and how it was sent.
    pub sent: Option<Sent>,
    /// What was done after a breach, in order.
    pub steps: Vec<StepTaken>,
    /// Why it was withdrawn.
    pub withdrawn: Option<String>,
    /// The latest entry.
    pub latest: EntryId,
}

/// What is asked for, or what happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Matter {
    /// Whether it is a breach: something went out without the chair.
    pub breach: bool,
    /// The day on which it was asked, or happened.
    pub on: NaiveDate,
    /// Who asks; of a breach, who tells of it.
    pub by: String,
    /// What is to be copied, or what went out.
    pub what: String,
    /// For whom, or to whom.
    pub whom: String,
    /// What for; of a breach, how it came about.
    pub why: String,
    /// The child, if it is about one.
    pub case: Option<CaseId>,
}

/// The chair's decision, with necessity and proportionality in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ruling {
    /// Whether it may be copied.
    pub allowed: bool,
    /// Why it is necessary, or is not.
    pub necessity: String,
    /// Why it is proportionate, or is not.
    pub proportionality: String,
    /// Whose word it is.
    pub word: ChairsWord,
    /// Who recorded it, and when.
    pub signed: Signed,
}

/// That a copy went out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sent {
    /// When.
    pub on: NaiveDate,
    /// What exactly, and how.
    pub how: String,
    /// Who recorded it, and when.
    pub signed: Signed,
}

/// Something done after a breach.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepTaken {
    /// Which, in the words of the terms.
    pub step: String,
    /// When.
    pub on: NaiveDate,
    /// By whom, and what came of it.
    pub note: String,
    /// Who recorded it, and when.
    pub signed: Signed,
}

/// A change of an entry of the disclosure log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DisclosureChange {
    /// A copy was asked for, or a breach became known.
    DisclosureEntered {
        /// What people call it, allotted as the entry is appended.
        label: String,
        /// What.
        matter: Matter,
    },
    /// The chair decided.
    DisclosureRuled {
        /// Whether it may be copied.
        allowed: bool,
        /// Why it is necessary, or is not.
        necessity: String,
        /// Why it is proportionate, or is not.
        proportionality: String,
        /// Whose word it is.
        word: ChairsWord,
    },
    /// The copy went out.
    DisclosureSent {
        /// When.
        on: NaiveDate,
        /// What exactly, and how.
        how: String,
    },
    /// Something was done after a breach.
    BreachStepTaken {
        /// Which, in the words of the terms.
        step: String,
        /// When.
        on: NaiveDate,
        /// By whom, and what came of it.
        note: String,
    },
    /// Whoever asked no longer asks, or it was entered by mistake.
    DisclosureWithdrawn {
        /// Why.
        because: String,
    },
}

/// How far an entry has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// The chair has not decided yet.
    Waiting,
    /// The chair allowed it, and it was not sent yet.
    Allowed,
    /// The chair refused it.
    Refused,
    /// It was sent.
    Sent,
    /// It is a breach.
    Breach,
    /// It was withdrawn.
    Withdrawn,
}

impl Standing {
    /// What people call it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Waiting => "with the chair",
            Self::Allowed => "allowed, not sent",
            Self::Refused => "refused",
            Self::Sent => "sent",
            Self::Breach => "breach",
            Self::Withdrawn => "withdrawn",
        }
    }
}

impl Disclosure {
    /// Begins an entry; `None` for any change but its first.
    #[must_use]
    pub fn open(id: DisclosureId, change: &DisclosureChange, stamp: &Stamp) -> Option<Self> {
        let DisclosureChange::DisclosureEntered { label, matter } = change else { return None };
        Some(Self {
            id,
            label: label.clone(),
            matter: matter.clone(),
            entered: signed(stamp),
            rulings: Vec::new(),
            sent: None,
            steps: Vec::new(),
            withdrawn: None,
            latest: stamp.entry.clone(),
        })
    }

    /// Folds one more change into the entry.
    ///
    /// # Errors
    /// Refuses a second beginning.
    pub fn apply(&mut self, change: &DisclosureChange, stamp: &Stamp) -> Result<(), Misfit> {
        match change {
            DisclosureChange::DisclosureEntered { .. } => return Err(Misfit::OpenedTwice),
            DisclosureChange::DisclosureRuled { allowed, necessity, proportionality, word } => {
                self.rulings.push(Ruling {
                    allowed: *allowed,
                    necessity: necessity.clone(),
                    proportionality: proportionality.clone(),
                    word: word.clone(),
                    signed: signed(stamp),
                });
            }
            DisclosureChange::DisclosureSent { on, how } => {
                self.sent = Some(Sent { on: *on, how: how.clone(), signed: signed(stamp) });
            }
            DisclosureChange::BreachStepTaken { step, on, note } => {
                let (step, note) = (step.clone(), note.clone());
                self.steps.push(StepTaken { step, on: *on, note, signed: signed(stamp) });
            }
            DisclosureChange::DisclosureWithdrawn { because } => self.withdrawn = Some(because.clone()),
        }
        self.latest = stamp.entry.clone();
        Ok(())
    }

    /// The decision that counts.
    #[must_use]
    pub fn ruling(&self) -> Option<&Ruling> {
        self.rulings.last()
    }

    /// How far it has come.
    #[must_use]
    pub fn standing(&self) -> Standing {
        match (self.withdrawn.is_some(), self.matter.breach, &self.sent, self.ruling()) {
            (true, ..) => Standing::Withdrawn,
            (_, true, ..) => Standing::Breach,
            (_, _, Some(_), _) => Standing::Sent,
            (_, _, None, Some(ruling)) if ruling.allowed => Standing::Allowed,
            (_, _, None, Some(_)) => Standing::Refused,
            (_, _, None, None) => Standing::Waiting,
        }
    }

    /// The steps after a breach, of those that the terms ask, that are not taken yet.
    pub fn steps_left<'a>(&'a self, asked: &'a [Word]) -> impl Iterator<Item = &'a str> {
        let taken = |step: &str| self.steps.iter().any(|taken| taken.step == step);
        let asked = asked.iter().map(|word| word.name.as_str());
        asked.filter(move |step| self.matter.breach && self.withdrawn.is_none() && !taken(step))
    }
}

fn signed(stamp: &Stamp) -> Signed {
    Signed { at: stamp.at, by: stamp.by.clone() }
}
