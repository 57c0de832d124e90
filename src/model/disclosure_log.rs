//! The disclosure log as it is read: what was asked, what the chair decided, what went out, and every file that was saved
//! (arrangements §6).

use chrono::{DateTime, NaiveDate, Utc};

use super::county::CountyChange;
use super::disclosure::{Disclosure, Standing};
use crate::terms::Word;
use crate::terms::calendar::london;
use crate::terms::phrase::day;

/// A line of the log.
#[derive(Debug, Clone, PartialEq)]
pub struct Logged {
    /// What it is of.
    pub of: Of,
    /// When it was entered, UTC.
    pub at: DateTime<Utc>,
    /// Who entered it.
    pub by: String,
    /// The reference and the name of the child, if it is about one.
    pub child: Option<(String, String)>,
}

/// What a line of the log is of.
#[derive(Debug, Clone, PartialEq)]
pub enum Of {
    /// A copy that was asked for, or a breach.
    Entry(Box<Disclosure>),
    /// A file that was saved.
    File(File),
}

/// A file that was saved, as the journal keeps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Minutes, agenda, tracker.
    pub what: String,
    /// Of which meeting or case.
    pub of: Option<String>,
    /// What of it, where it is not the whole.
    pub extent: Option<String>,
    /// The version of minutes that were approved.
    pub version: Option<u32>,
    /// The format.
    pub format: String,
    /// SHA-256 of its bytes.
    pub digest: String,
    /// For whom.
    pub recipient: Option<String>,
    /// What for.
    pub purpose: Option<String>,
}

impl File {
    /// The file that a change of the county tells of.
    #[must_use]
    pub fn of(change: CountyChange) -> Option<Self> {
        let CountyChange::Exported { what, of, format, digest, recipient, purpose, version, extent } = change else {
            return None;
        };
        Some(Self { what, of, extent, version, format, digest, recipient, purpose })
    }

    /// `minutes mid-1-2026-12-03, version 2, for Police · docx`.
    #[must_use]
    pub fn name(&self) -> String {
        let of = self.of.as_ref().map_or_else(String::new, |of| format!(" {of}"));
        let version = self.version.map_or_else(String::new, |version| format!(", version {version}"));
        let extent = self.extent.as_ref().map_or_else(String::new, |extent| format!(", {extent}"));
        format!("{}{of}{version}{extent} · {}", self.what, self.format)
    }
}

/// Which lines of the log are listed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum List {
    /// All of them.
    #[default]
    All,
    /// What somebody has to do something about: with the chair, allowed and not sent, a breach with steps left.
    ToDo,
    /// Copies that were asked for.
    Asked,
    /// Breaches.
    Breaches,
    /// Files that were saved.
    Files,
}

impl List {
    /// Every list, in the order of their numbers.
    pub const ALL: [Self; 5] = [Self::All, Self::ToDo, Self::Asked, Self::Breaches, Self::Files];

    /// What people call it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::All => "All",
            Self::ToDo => "To do",
            Self::Asked => "Asked for",
            Self::Breaches => "Breaches",
            Self::Files => "Files saved",
        }
    }

    /// Whether a line belongs to it; `steps` are those that the terms ask after a breach.
    #[must_use]
    pub fn holds(self, line: &Logged, steps: &[Word]) -> bool {
        match (self, &line.of) {
            (Self::All, _) | (Self::Files, Of::File(_)) => true,
            (Self::ToDo, Of::Entry(entry)) => match entry.standing() {
                Standing::Waiting | Standing::Allowed => true,
                Standing::Breach => entry.steps_left(steps).next().is_some(),
                Standing::Refused | Standing::Sent | Standing::Withdrawn => false,
            },
            (Self::Asked, Of::Entry(entry)) => !entry.matter.breach,
            (Self::Breaches, Of::Entry(entry)) => entry.matter.breach,
            (Self::ToDo | Self::Asked | Self::Breaches, Of::File(_)) | (Self::Files, Of::Entry(_)) => false,
        }
    }
}

impl Logged {
    /// The entry, where it is one of a copy or a breach.
    #[must_use]
    pub fn entry(&self) -> Option<&Disclosure> {
        match &self.of {
            Of::Entry(entry) => Some(entry),
            Of::File(_) => None,
        }
    }

    /// What people call it; empty for a file.
    #[must_use]
    pub fn label(&self) -> &str {
        self.entry().map_or("", |entry| &entry.label)
    }

    /// The day that it is of: when it was asked, happened, or was saved.
    #[must_use]
    pub fn on(&self) -> NaiveDate {
        self.entry().map_or_else(|| london(self.at).date(), |entry| entry.matter.on)
    }

    /// How far it has come; of a breach, how many of the steps are taken.
    #[must_use]
    pub fn standing(&self, steps: &[Word]) -> String {
        match &self.of {
            Of::File(_) => "saved".to_owned(),
            Of::Entry(entry) if entry.standing() == Standing::Breach => {
                let left = entry.steps_left(steps).count();
                if left == 0 { "breach, followed up".to_owned() } else { format!("breach, {left} to do") }
            }
            Of::Entry(entry) => entry.standing().name().to_owned(),
        }
    }

    /// What is, was or may be copied.
    #[must_use]
    pub fn what(&self) -> String {
        match &self.of {
            Of::Entry(entry) => entry.matter.what.clone(),
            Of::File(file) => file.name(),
        }
    }

    /// For whom; empty where nobody is named.
    #[must_use]
    pub fn whom(&self) -> &str {
        match &self.of {
            Of::Entry(entry) => &entry.matter.whom,
            Of::File(file) => file.recipient.as_deref().unwrap_or_default(),
        }
    }

    /// What for; of a breach, how it came about.
    #[must_use]
    pub fn why(&self) -> &str {
        match &self.of {
            Of::Entry(entry) => &entry.matter.why,
            Of::File(file) => file.purpose.as_deref().unwrap_or_default(),
        }
    }

    /// All the words that it is found by.
    #[must_use]
    pub fn found_by(&self, steps: &[Word]) -> String {
        let (label, name) = self.child.as_ref().map_or(("", ""), |(label, name)| (label, name));
        let asks = self.entry().map_or("", |entry| &entry.matter.by);
        let words = [self.label(), asks, self.whom(), self.why(), label, name, &self.by];
        format!("{} {} {} {}", day(self.on()), self.what(), self.standing(steps), words.join(" "))
    }
}

/// The lines that a list and what is typed leave, in their order.
#[must_use]
pub fn arranged(log: &[Logged], list: List, typed: &str, steps: &[Word]) -> Vec<usize> {
    let words: Vec<String> = typed.to_lowercase().split_whitespace().map(str::to_owned).collect();
    let fits = |line: &Logged| {
        let text = line.found_by(steps).to_lowercase();
        list.holds(line, steps) && words.iter().all(|word| text.contains(word))
    };
    log.iter().enumerate().filter(|(_, line)| fits(line)).map(|(at, _)| at).collect()
}
