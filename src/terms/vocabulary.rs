//! The county's lists of words.

use serde::{Deserialize, Serialize};

use super::read;

/// Every list of words (arrangements §2).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Vocabulary {
    /// Levels of risk, lowest first.
    pub risk: Vec<Word>,
    /// Levels of a missing episode's risk.
    pub episode_risk: Vec<Word>,
    /// Models of exploitation.
    pub model: Vec<Word>,
    /// Linked crime.
    pub linked_crime: Vec<Word>,
    /// Plan or legal status.
    pub legal_status: Vec<Word>,
    /// Why a child is open to the meeting.
    pub threshold: Vec<Word>,
    /// Where a case came from.
    pub source: Vec<Word>,
    /// Outcomes of a closure.
    pub closure: Vec<Word>,
    /// Why the risk became less.
    pub reason_reduced: Vec<Word>,
    /// Gender.
    pub gender: Vec<Word>,
    /// Ethnicity.
    pub ethnicity: Vec<Word>,
    /// Action categories.
    pub category: Vec<Word>,
    /// Types of education establishment.
    pub education: Vec<Word>,
    /// Where a child went missing from.
    pub missing_from: Vec<Word>,
    /// States of a Missing Chat.
    pub chat: Vec<Word>,
    /// Kinds of place handed to Part 2.
    pub place: Vec<Word>,
    /// Why an action was not done: what inspectors ask apart. Terms of before this list have the embedded one.
    #[serde(default = "read::not_done")]
    pub not_done: Vec<Word>,
    /// By which means the chair's word reaches whoever records it. Terms of before this list have the embedded one.
    #[serde(default = "read::means")]
    pub means: Vec<Word>,
    /// What is done after a breach of confidentiality, in order. Terms of before this list have the embedded one.
    #[serde(default = "read::after_breach")]
    pub after_breach: Vec<Word>,
}

/// One word of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Word {
    /// As printed and as the journal keeps it.
    pub name: String,
    /// What is typed in the capture line, where that is not the name.
    pub tag: Option<String>,
    /// Its place in an ordered list, such as the risk levels.
    pub level: Option<u8>,
    /// Whether it leads the agenda (High and Actual).
    #[serde(default)]
    pub severe: bool,
    /// Whether a plan or legal status says that the lead agency does not know the child (arrangements §3).
    #[serde(default)]
    pub not_known: bool,
    /// Whether an action that was not done for this reason was left undone by its agency.
    #[serde(default)]
    pub by_agency: bool,
    /// Other spellings.
    #[serde(default)]
    pub also: Vec<String>,
}
