//! Copies of minutes: which version, how much of it, for whom, and whether anybody is named in it.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};

use super::{SealError, data, document, next, source};
use crate::export::anonymised::{Doubt, Known, anonymised};
use crate::export::document::Document;
use crate::export::packs::{self, Cut, PACKS};
use crate::export::produce::{self, MINUTES};
use crate::model::anonymous::How;
use crate::model::id::{CaseId, MeetingId};
use crate::model::meeting::Meeting;
use crate::model::sight::{called, reader};
use crate::session::Session;
use crate::spelling::Speller;

/// What copy of minutes is wanted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    /// The version that was approved; without one the latest, or what stands while none was.
    pub version: Option<u32>,
    /// How much of it.
    pub extent: Extent,
    /// What stands for names; none for a copy that names people.
    pub anonymised: Option<How>,
}

/// A copy of minutes as a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// What in an anonymised copy a person must look at.
    pub doubts: Vec<Doubt>,
}

/// How much of minutes is wanted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Extent {
    /// The whole.
    #[default]
    Whole,
    /// What an agency, a post or an invitee may see.
    For(String),
    /// The discussion of one child, by reference: for the child's file.
    Case(String),
}

impl Extent {
    /// What somebody typed: nothing, a child's reference, or for whom it is.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let mut ends = text.trim().rsplitn(3, '-');
        let digits = |part: Option<&str>| part.is_some_and(|part| part.len() > 2 && part.parse::<u32>().is_ok());
        match text.trim() {
            "" => Self::Whole,
            text if digits(ends.next()) && digits(ends.next()) => Self::Case(text.to_uppercase()),
            text => Self::For(text.to_owned()),
        }
    }

    /// What of the minutes a copy is, for the log; none for the whole.
    #[must_use]
    pub fn said(&self) -> Option<String> {
        match self {
            Self::Whole => None,
            Self::For(whom) => Some(format!("for {whom}")),
            Self::Case(label) => Some(format!("{label} alone")),
        }
    }

    /// The member or the invitee whom it is for.
    #[must_use]
    pub fn member(&self) -> Option<String> {
        if let Self::For(whom) = self { Some(whom.clone()) } else { None }
    }

    /// As much of a tree.
    fn of(&self, session: &Session, meeting: &Meeting, tree: Document) -> Result<Document, SealError> {
        let (docs, terms) = (&session.shown().docs, &session.shown().terms);
        let children = || meeting.items.iter().filter_map(|item| item.case());
        let (said, kept, common): (String, BTreeSet<&CaseId>, bool) = match self {
            Self::Whole => return Ok(tree),
            Self::For(whom) => match reader(whom, meeting, docs, terms)? {
                None => (format!("for {}", called(whom, meeting, terms)), children().collect(), true),
                Some(one) => {
                    let off = meeting.taken_off.iter().map(|off| &off.planned);
                    let all = meeting.items.iter().map(|item| &item.planned).chain(off);
                    let own = all.filter(|item| one.items.contains(&item.id)).filter_map(|item| item.case.as_ref());
                    (format!("for {}", one.name), own.collect(), !one.invited)
                }
            },
            Self::Case(label) => {
                let is =
                    |case: &CaseId| docs.cases.get(case).is_some_and(|case| case.label.eq_ignore_ascii_case(label));
                let own = children().filter(|case| is(case) || is(docs.stands_for(case)));
                (format!("{label} alone"), own.collect(), false)
            }
        };
        let whole = matches!(self, Self::For(_)) && common && kept.len() == children().collect::<BTreeSet<_>>().len();
        // Who may see every child sees what is said of actions of others too.
        let about = tree.parts.iter().filter_map(|part| part.about.clone());
        let cases = if whole { about.collect() } else { kept.iter().map(ToString::to_string).collect() };
        let cut = packs::cut(tree, &Cut { said, cases, common });
        let named = || self.said().unwrap_or_default().trim_end_matches(" alone").to_owned();
        cut.ok_or_else(|| SealError::NotOf(named()))
    }
}

impl Wanted {
    /// The whole of a version, or of the latest.
    #[must_use]
    pub fn whole(version: Option<u32>) -> Self {
        Self { version, ..Self::default() }
    }

    /// What of the minutes a copy is, for the log; none for the whole.
    #[must_use]
    pub fn said(&self) -> Option<String> {
        let how = self.anonymised.map(|how| format!("anonymised {}", how.logged()));
        let said: Vec<String> = self.extent.said().into_iter().chain(how).collect();
        (!said.is_empty()).then(|| said.join(", "))
    }
}

/// The minutes of a meeting as a file. An anonymised copy is covered with the names of every child whom the store knows, and
/// of whoever the record of any child, or a place or a vehicle, names.
///
/// # Errors
/// Refuses a version or a format that there is not; says what cannot be read or rendered.
pub fn minutes(
    session: &mut Session,
    id: &MeetingId,
    wanted: &Wanted,
    format: &str,
    now: DateTime<Utc>,
) -> Result<Paper, SealError> {
    session.open_meeting(id)?;
    session.load_last()?;
    if wanted.anonymised.is_some() {
        session.load_kinds(&["case", "place"])?;
    }
    let meeting = session.shown().open_meeting().ok_or(SealError::NoMeeting)?;
    let version = wanted.version.or_else(|| meeting.minutes.latest().map(|seal| seal.version));
    let whole = wanted.extent == Extent::Whole && wanted.anonymised.is_none();
    let bytes = match (version, format) {
        (_, "json") if whole => produce::json(&data(session, meeting, version, now)?)?,
        _ => {
            let tree = wanted.extent.of(session, meeting, whole_tree(session, meeting, version, now)?)?;
            let (tree, doubts) = match wanted.anonymised {
                Some(how) => without_names(session, meeting, tree, how),
                None => (tree, Vec::new()),
            };
            let bytes = produce::paper(&tree, format, if whole { &MINUTES } else { &PACKS })?;
            return Ok(Paper { bytes, doubts });
        }
    };
    Ok(Paper { bytes, doubts: Vec::new() })
}

/// As much of a meeting's minutes as is wanted, as a tree; the meeting is open then.
///
/// # Errors
/// As [`minutes`].
pub(super) fn tree(
    session: &mut Session,
    id: &MeetingId,
    wanted: &Wanted,
    now: DateTime<Utc>,
) -> Result<Document, SealError> {
    session.open_meeting(id)?;
    session.load_last()?;
    let meeting = session.shown().open_meeting().ok_or(SealError::NoMeeting)?;
    let version = wanted.version.or_else(|| meeting.minutes.latest().map(|seal| seal.version));
    wanted.extent.of(session, meeting, whole_tree(session, meeting, version, now)?)
}

/// The minutes as they were approved, or as they stand.
fn whole_tree(
    session: &Session,
    meeting: &Meeting,
    version: Option<u32>,
    now: DateTime<Utc>,
) -> Result<Document, SealError> {
    match version {
        None => Ok(source(session, now).tree(meeting, next(session).as_ref())),
        Some(version) => document(session, meeting, version),
    }
}

fn without_names(session: &Session, meeting: &Meeting, tree: Document, how: How) -> (Document, Vec<Doubt>) {
    // Without a dictionary every word with a capital would be told: too many are better than too few.
    let speller = Speller::read().ok();
    let knows = |word: &str| speller.as_ref().is_some_and(|speller| speller.knows(word));
    let (docs, terms) = (&session.shown().docs, &session.shown().terms);
    anonymised(tree, how, Known { meeting, docs, terms }, &knows)
}
