//! Everything held on one child: loaded, put together, and every other name in it marked for review.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};

use super::copy::{Extent, Wanted, tree};
use super::{SealError, source};
use crate::export::document::Document;
use crate::export::packs::PACKS;
use crate::export::produce;
use crate::export::subject::{Bundle, Named, Recorded, subject};
use crate::export::third_parties::{Others, mark};
use crate::model::concerned::{Lexicon, public_words};
use crate::model::id::{CaseId, MeetingId};
use crate::model::names::Names;
use crate::session::Session;
use crate::spelling::Speller;

/// A bundle as a file, and what a person must look at in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// The child's reference.
    pub label: String,
    /// The bytes.
    pub bytes: Vec<u8>,
    /// The names that are marked, each with how often it stands there.
    pub marked: Vec<(String, usize)>,
}

/// Everything held on a child as a file.
///
/// # Errors
/// Refuses a format that there is not; says what cannot be read or rendered.
pub fn held(session: &mut Session, case: &CaseId, format: &str, now: DateTime<Utc>) -> Result<Held, SealError> {
    let (mut document, label, words) = gathered(session, case, now)?;
    session.load_cases()?;
    let (records, own) = session.records_of(case);
    let shown = session.shown();
    let others = shown.cases.iter().filter(|row| !records.contains(&row.case)).map(|row| row.name.as_str());
    // Who was discussed at the same meetings is found by every word of the name.
    let near = shown.docs.cases.values().filter(|other| !records.contains(&other.id));
    let near: Vec<&str> = near.map(|case| case.details.name.as_str()).collect();
    let far: Vec<&str> = others.filter(|name| !near.contains(name)).collect();
    let speller = Speller::read().ok();
    let knows = |word: &str| speller.as_ref().is_some_and(|speller| speller.knows(word));
    let from = near.len();
    let others = Others {
        own: Names::of((0..).zip(own.iter().map(String::as_str))),
        known: Names::of((0..).zip(near)).and_whole((from..).zip(far)),
        lexicon: Lexicon { knows: &knows, own: words },
    };
    let marked = mark(&mut document, &others, &shown.docs).into_iter().collect();
    Ok(Held { label, bytes: produce::paper(&document, format, &PACKS)?, marked })
}

/// The paper without marks, the child's reference, and the words that are nobody's name to hide.
fn gathered(
    session: &mut Session,
    case: &CaseId,
    now: DateTime<Utc>,
) -> Result<(Document, String, BTreeSet<String>), SealError> {
    session.forget();
    session.load_case(case)?;
    let own = session.shown().docs.cases.get(case).ok_or_else(|| SealError::NotOf("a child".to_owned()))?;
    let label = own.label.clone();
    let mut held: Vec<MeetingId> = own.discussions.iter().map(|discussion| discussion.meeting.clone()).collect();
    held.dedup();
    let (mut minutes, mut words) = (Vec::new(), BTreeSet::new());
    let wanted = Wanted { extent: Extent::Case(label.clone()), ..Wanted::default() };
    for id in &held {
        // What a meeting decided on another's item was put right since: then nothing of the child is in its minutes.
        let parts = match tree(session, id, &wanted, now) {
            Ok(tree) => tree.parts.into_iter().filter(|part| part.about.is_some()).collect(),
            Err(SealError::NotOf(_)) => Vec::new(),
            Err(error) => return Err(error),
        };
        let shown = session.shown();
        if let Some(meeting) = shown.open_meeting() {
            words.extend(public_words(meeting, &shown.docs, &shown.terms));
            minutes.push((meeting.plan.date, meeting.label.clone(), parts));
        }
    }
    session.load_timeline(case)?;
    for id in held {
        session.load_meeting(&id)?;
    }
    session.list_disclosures()?;
    let named = session.named_elsewhere(case)?;
    let named = named.into_iter().map(|named| Named { day: named.day, kind: named.kind }).collect();
    let source = source(session, now);
    let shown = session.shown();
    let happened = shown.timeline.iter().rev();
    let recorded = happened.map(|one| Recorded { at: one.at, by: one.by.clone(), what: one.what.clone() }).collect();
    let case = shown.docs.cases.get(case).ok_or_else(|| SealError::NotOf(label.clone()))?;
    let (docs, terms, log) = (&shown.docs, &shown.terms, shown.log.as_slice());
    let bundle =
        Bundle { case, docs, terms, log, minutes, recorded, named, author: source.author, made_at: source.made_at };
    Ok((subject(bundle), label, words))
}
