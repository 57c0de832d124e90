//! What becomes of a dissent, stage by stage: noted, the chair tried to resolve it, resolved or escalated to the agency's
//! own procedure, the outcome of that (arrangements §7). Every stage keeps those before it.

use chrono::{DateTime, Days, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::change::Stamp;
use super::decide_said::words;
use super::dissent::CaseDissent;
use super::id::MeetingId;
use super::minutes::Signed;
use super::refusal::Refusal;
use super::said::DissentState;
use super::word::ChairsWord;
use crate::terms::DissentRules;
use crate::terms::calendar::{Calendar, london};
use crate::terms::phrase::day;

/// To whom a dissent is escalated where nobody is named (arrangements §7).
const OWN_PROCEDURE: &str = "the agency's own procedure";

/// Where a dissent stands, with the words for it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DissentAnswer {
    /// Where it stands.
    pub state: DissentState,
    /// The chair's rationale; empty until given.
    pub rationale: String,
    /// To whom the agency took it, by its own procedure; empty where it was not escalated.
    #[serde(default)]
    pub to: String,
    /// What came of that; empty until it is heard.
    #[serde(default)]
    pub outcome: String,
    /// The day on which it came to stand so; none in records of before, where the entry's own day counts.
    #[serde(default)]
    pub day: Option<NaiveDate>,
    /// The meeting in which it came to stand so; none between meetings.
    #[serde(default)]
    pub at: Option<MeetingId>,
    /// Whose word the rationale is, where it was given between meetings.
    #[serde(default)]
    pub word: Option<ChairsWord>,
}

/// A stage that a dissent reached after it was noted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// The chair tried to resolve it; it stands on.
    Tried {
        /// The chair's rationale.
        rationale: String,
    },
    /// It is resolved.
    Resolved {
        /// The chair's rationale.
        rationale: String,
    },
    /// The agency took it to its own procedure.
    Escalated {
        /// To whom; empty in records of before.
        to: String,
    },
    /// What came of the escalation was heard: it is closed.
    Closed {
        /// The outcome.
        outcome: String,
    },
    /// The agency dissented from the same thing again.
    VoicedAgain,
}

/// A stage with the day it was reached, and who recorded it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// Which stage.
    pub stage: Stage,
    /// Where the dissent stood from then on.
    pub state: DissentState,
    /// The day.
    pub on: NaiveDate,
    /// The meeting in which it was reached; none between meetings.
    pub at: Option<MeetingId>,
    /// Whose word it is, where it was given between meetings.
    pub word: Option<ChairsWord>,
    /// When it was recorded, and by whom.
    pub signed: Signed,
}

impl DissentAnswer {
    /// An answer of the chair's.
    #[must_use]
    pub fn new(state: DissentState, rationale: impl Into<String>) -> Self {
        Self { state, rationale: rationale.into(), ..Self::default() }
    }

    /// Whether it comes back on the agenda: an escalated dissent does too, until its outcome is heard.
    #[must_use]
    pub fn stands(&self) -> bool {
        matches!(self.state, DissentState::Noted | DissentState::Escalated)
    }

    /// Whether it was recorded between meetings, on the case itself.
    #[must_use]
    pub fn is_between_meetings(&self) -> bool {
        self.day.is_some() && self.at.is_none()
    }

    /// The answer as a line said it: one that names nobody to whom the dissent was escalated means the procedure as such.
    #[must_use]
    pub(super) fn of_a_line(&self) -> Self {
        let to = if self.to.trim().is_empty() { OWN_PROCEDURE } else { self.to.as_str() };
        match self.state {
            DissentState::Escalated => Self { to: to.to_owned(), ..self.clone() },
            _ => self.clone(),
        }
    }

    /// The answer as it may follow on another: with its words trimmed, and those of before that go with it.
    ///
    /// # Errors
    /// Refuses what is closed without the chair's rationale or an outcome, and an escalation to nobody.
    pub(super) fn checked(&self, before: &Self) -> Result<Self, Refusal> {
        let trimmed = |text: &str| text.trim().to_owned();
        let or = |own: &str, before: &str| if own.trim().is_empty() { before.to_owned() } else { trimmed(own) };
        let own =
            Self { rationale: trimmed(&self.rationale), to: String::new(), outcome: String::new(), ..self.clone() };
        match self.state {
            DissentState::Noted => Ok(own),
            DissentState::Resolved => {
                let rationale = words(&self.rationale, "the chair's rationale makes clear why (arrangements §7)")?;
                Ok(Self { rationale, ..own })
            }
            DissentState::Escalated => {
                let to = or(&self.to, &before.to);
                let to =
                    words(&to, "to whom the agency takes it is not said: to the head of the service, to the board")?;
                Ok(Self { to, rationale: or(&self.rationale, &before.rationale), ..own })
            }
            DissentState::Closed => {
                if !matches!(before.state, DissentState::Escalated | DissentState::Closed) {
                    return Err(Refusal::NotHere(
                        "An outcome follows an escalation, and this dissent was not escalated: record that first.",
                    ));
                }
                let outcome = words(&self.outcome, "what came of the escalation is not said")?;
                Ok(Self { outcome, to: before.to.clone(), rationale: or(&self.rationale, &before.rationale), ..own })
            }
        }
    }

    /// How far it has come, in the order of stages; 0 where nothing was answered.
    fn reached(&self) -> u8 {
        match self.state {
            DissentState::Noted => u8::from(!self.rationale.is_empty()),
            DissentState::Escalated => 2,
            DissentState::Resolved | DissentState::Closed => 3,
        }
    }

    /// The stages that it adds to a path.
    fn stages(&self, path: &[Step]) -> Vec<Stage> {
        let given = |step: &Step| match &step.stage {
            Stage::Tried { rationale } | Stage::Resolved { rationale } => *rationale == self.rationale,
            _ => false,
        };
        let (rationale, to, outcome) = (self.rationale.clone(), self.to.clone(), self.outcome.clone());
        let tried =
            (!rationale.is_empty() && !path.iter().any(given)).then(|| Stage::Tried { rationale: rationale.clone() });
        let again = *self == Self::default() && !path.is_empty();
        let gone_to = |step: &Step| if let Stage::Escalated { to } = &step.stage { Some(to.clone()) } else { None };
        let stands_there = path.iter().rev().find_map(gone_to).as_ref() == Some(&to);
        match self.state {
            DissentState::Noted if again => vec![Stage::VoicedAgain],
            DissentState::Noted => tried.into_iter().collect(),
            DissentState::Resolved => vec![Stage::Resolved { rationale }],
            DissentState::Escalated => {
                tried.into_iter().chain((!stands_there).then_some(Stage::Escalated { to })).collect()
            }
            DissentState::Closed => vec![Stage::Closed { outcome }],
        }
    }
}

impl Stage {
    /// How far it is along the path.
    fn order(&self) -> u8 {
        match self {
            Self::VoicedAgain => 0,
            Self::Tried { .. } => 1,
            Self::Escalated { .. } => 2,
            Self::Resolved { .. } | Self::Closed { .. } => 3,
        }
    }

    /// What the stage is called.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Tried { .. } => "the chair tried to resolve it",
            Self::Resolved { .. } => "resolved",
            Self::Escalated { .. } => "escalated",
            Self::Closed { .. } => "outcome",
            Self::VoicedAgain => "voiced again",
        }
    }

    /// The words that go with it.
    #[must_use]
    pub fn words(&self) -> &str {
        match self {
            Self::Tried { rationale } | Self::Resolved { rationale } => rationale,
            Self::Escalated { to } => to,
            Self::Closed { outcome } => outcome,
            Self::VoicedAgain => "",
        }
    }

    /// Stage and words as one sentence within a line: `escalated to the Head of Safeguarding`.
    #[must_use]
    pub fn said(&self) -> String {
        match (self, self.words()) {
            (_, "") => self.name().to_owned(),
            (Self::Escalated { .. }, to) => format!("escalated to {to}"),
            (_, words) => format!("{}: {words}", self.name()),
        }
    }
}

impl Step {
    /// When and by whom it was recorded, and whose word it is: `recorded by Ann, 4 Dec 2026`.
    #[must_use]
    pub fn recorded(&self) -> String {
        let word = self.word.as_ref().map_or_else(String::new, |word| format!("{}; ", word.said()));
        format!("{word}recorded by {}, {}", self.signed.by, day(london(self.signed.at).date()))
    }
}

impl CaseDissent {
    /// Follows on to where it stands now. What was said of a stage in the same meeting, or on the same day, was put right
    /// by what is said of it anew, and so was a later stage of that meeting; everything else stays in the path.
    pub(super) fn follow(&mut self, answer: &DissentAnswer, stamp: &Stamp) {
        if *answer == self.voiced.answer {
            return;
        }
        let on = answer.day.unwrap_or_else(|| london(stamp.at).date());
        if let Some(meeting) = &answer.at {
            let reached = answer.reached();
            self.path.retain(|step| step.at.as_ref() != Some(meeting) || step.stage.order() < reached);
        }
        for stage in answer.stages(&self.path) {
            let signed = Signed { at: stamp.at, by: stamp.by.clone() };
            let (at, word) = (answer.at.clone(), answer.word.clone());
            let step = Step { stage, state: answer.state, on, at, word, signed };
            let same = |last: &&mut Step| last.at == step.at && last.on == on && last.stage.name() == step.stage.name();
            match self.path.last_mut().filter(same) {
                Some(last) => *last = step,
                None => self.path.push(step),
            }
        }
        self.voiced.answer = answer.clone();
    }

    /// The day on which it was raised: that of what it is from, unless it was recorded later.
    #[must_use]
    pub fn raised(&self) -> NaiveDate {
        self.noted.as_ref().map_or(self.voiced.on, |noted| london(noted.at).date().max(self.voiced.on))
    }

    /// The steps that were recorded by a moment; `None` is now.
    pub fn path_by(&self, moment: Option<DateTime<Utc>>) -> impl Iterator<Item = &Step> {
        self.path.iter().filter(move |step| moment.is_none_or(|moment| step.signed.at <= moment))
    }

    /// Whether it stood at a moment; `None` is now.
    #[must_use]
    pub fn stood(&self, moment: Option<DateTime<Utc>>) -> bool {
        if moment.is_none() || self.path.is_empty() {
            return self.voiced.stands();
        }
        let last = self.path_by(moment).last();
        last.is_none_or(|step| matches!(step.state, DissentState::Noted | DissentState::Escalated))
    }

    /// By when it should be resolved; none where the terms set no deadline, or it is closed.
    #[must_use]
    pub fn resolve_by(&self, rules: &DissentRules, calendar: &Calendar) -> Option<NaiveDate> {
        self.voiced.stands().then(|| rules.resolve_by(self.raised(), calendar)).flatten()
    }

    /// What comes next, in a few words; none where it is closed.
    #[must_use]
    pub fn next(&self) -> Option<&'static str> {
        match (self.voiced.answer.state, self.voiced.answer.rationale.is_empty()) {
            (DissentState::Noted, true) => Some("the chair tries to resolve it, and makes the rationale clear"),
            (DissentState::Noted, false) => Some("resolved, or escalated to the agency's own procedure"),
            (DissentState::Escalated, _) => Some("the outcome of the escalation"),
            (DissentState::Resolved | DissentState::Closed, _) => None,
        }
    }
}

impl DissentRules {
    /// By when dissent from what was decided on a day should be raised; none where there is no deadline. Hours count from
    /// the end of that day, so that nobody is late within them.
    #[must_use]
    pub fn raise_by(&self, decided: NaiveDate) -> Option<NaiveDate> {
        self.raise_within_hours.map(|hours| decided + Days::new(u64::from(hours.div_ceil(24))))
    }

    /// By when dissent that was raised on a day should be resolved; none where there is no deadline.
    #[must_use]
    pub fn resolve_by(&self, raised: NaiveDate, calendar: &Calendar) -> Option<NaiveDate> {
        self.resolve_within_working_days.map(|days| calendar.working_days_after(days, raised))
    }
}

#[cfg(test)]
mod tests;
