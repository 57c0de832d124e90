//! Judges what is done with the minutes of a meeting that is over: sent to the chair, sent back, approved, circulated,
//! amended. What was approved is sealed: nothing in it changes any more.

use super::change::Decided;
use super::decide::{Today, known_item, of_meeting};
use super::decide_prepare::told;
use super::decide_said::words;
use super::docs::Docs;
use super::id::ItemId;
use super::meeting::{Meeting, MeetingChange, MeetingState};
use super::minutes::{NewPart, SealedPart};
use super::refusal::Refusal;
use super::request::Request;
use super::word::ChairsWord;

/// What is asked of the minutes of a meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ForMinutes {
    /// Send the draft to the chair.
    SendToChair,
    /// Keep a remark of the chair's.
    Comment {
        /// On which item; none for the whole.
        item: Option<ItemId>,
        /// The remark.
        text: String,
    },
    /// Send them back to be put right.
    SendBack {
        /// Whose word it is.
        word: ChairsWord,
        /// Why.
        because: String,
    },
    /// Approve them, and seal what they say.
    Approve {
        /// Whose word it is.
        word: ChairsWord,
        /// The version that is sealed.
        version: u32,
        /// The digest of the list of parts.
        digest: String,
        /// What is sealed.
        parts: Vec<NewPart>,
    },
    /// Record that the approved minutes went out.
    Circulate {
        /// To which agencies, by slug; empty for every agency that has a seat.
        to: Vec<String>,
    },
    /// Put something right in approved minutes.
    Amend {
        /// On which item; none for the whole.
        item: Option<ItemId>,
        /// How it should read.
        text: String,
        /// Why.
        reason: String,
        /// Whose word it is.
        word: ChairsWord,
    },
}

/// What was approved stays as it is: whatever else would change the minutes is refused.
pub(super) fn unsealed(docs: &Docs, request: &Request) -> Result<(), Refusal> {
    let asked = request.meeting().filter(|_| !matches!(request, Request::Minutes { .. }));
    let of_action = match request {
        Request::Reword { action, .. } => {
            docs.actions.get(action).and_then(|action| action.raised_at.at.as_ref()).map(|(meeting, _)| meeting)
        }
        _ => None,
    };
    let sealed = asked.or(of_action).and_then(|id| docs.meetings.get(id)).is_some_and(Meeting::is_sealed);
    if sealed {
        return Err(Refusal::State {
            state: "approved",
            remedy: "its minutes are sealed, and an amendment puts them right",
        });
    }
    Ok(())
}

pub(super) fn decide(meeting: &Meeting, asked: &ForMinutes, today: Today<'_>) -> Result<Vec<Decided>, Refusal> {
    let on = |item: &Option<ItemId>| item.as_ref().map_or(Ok(()), |item| known_item(meeting, item).map(|_| ()));
    let change = match asked {
        ForMinutes::SendToChair => {
            in_state(meeting, &[MeetingState::Draft])?;
            MeetingChange::SentToChair
        }
        ForMinutes::Comment { item, text } => {
            in_state(meeting, &[MeetingState::Draft, MeetingState::WithChair])?;
            on(item)?;
            MeetingChange::Commented { item: item.clone(), text: words(text, "a remark needs words")? }
        }
        ForMinutes::SendBack { word, because } => {
            in_state(meeting, &[MeetingState::WithChair])?;
            let because = words(because, "say what is to be put right")?;
            MeetingChange::SentBack { word: word.checked(today)?, because }
        }
        ForMinutes::Approve { word, version, digest, parts } => {
            return approve(meeting, word, *version, digest, parts, today);
        }
        ForMinutes::Circulate { to } => {
            let sealed = sealed(meeting)?;
            if meeting.minutes.unsealed().next().is_some() {
                return Err(Refusal::State {
                    state: "amended",
                    remedy: "the chair approves the amended minutes before they go out",
                });
            }
            MeetingChange::MinutesCirculated { version: sealed, to: told(meeting, to, today)? }
        }
        ForMinutes::Amend { item, text, reason, word } => {
            sealed(meeting)?;
            on(item)?;
            MeetingChange::Amended {
                item: item.clone(),
                text: words(text, "an amendment says how it should read")?,
                reason: words(reason, "an amendment needs a reason")?,
                word: word.checked(today)?,
            }
        }
    };
    // A remark or an amendment on a child's item is about the child.
    let item = match asked {
        ForMinutes::Comment { item, .. } | ForMinutes::Amend { item, .. } => item.as_ref(),
        _ => None,
    };
    let case = item.and_then(|item| meeting.item(item)?.case().cloned());
    Ok(vec![of_meeting(&meeting.id, change).about(case)])
}

/// The parts are entries of their own, each about its child, so that retention can take one out and leave the others.
fn approve(
    meeting: &Meeting,
    word: &ChairsWord,
    version: u32,
    digest: &str,
    parts: &[NewPart],
    today: Today<'_>,
) -> Result<Vec<Decided>, Refusal> {
    let next = meeting.minutes.latest().map_or(1, |seal| seal.version + 1);
    if meeting.is_sealed() && meeting.minutes.unsealed().next().is_none() {
        return Err(Refusal::State { state: "approved", remedy: "nothing was amended since" });
    }
    if !meeting.is_sealed() {
        in_state(meeting, &[MeetingState::WithChair])?;
    }
    if version != next || parts.is_empty() {
        return Err(Refusal::NotHere("The minutes have another version by now: look at them again."));
    }
    let word = word.checked(today)?;
    let kept = parts.iter().map(|part| SealedPart { id: part.id.clone(), hash: part.hash.clone() }).collect();
    let sealed = parts.iter().map(|part| {
        let (id, text) = (part.id.clone(), part.text.clone());
        of_meeting(&meeting.id, MeetingChange::PartSealed { version, id, text }).about(part.about.clone())
    });
    let approved = MeetingChange::Approved { version, digest: digest.to_owned(), parts: kept, word };
    Ok(sealed.chain([of_meeting(&meeting.id, approved)]).collect())
}

/// The version that stands.
fn sealed(meeting: &Meeting) -> Result<u32, Refusal> {
    in_state(meeting, &[MeetingState::Approved, MeetingState::MinutesCirculated])?;
    meeting.minutes.latest().map(|seal| seal.version).ok_or(Refusal::NotHere("No version was approved."))
}

fn in_state(meeting: &Meeting, states: &[MeetingState]) -> Result<(), Refusal> {
    if states.contains(&meeting.state) {
        return Ok(());
    }
    let remedy = match meeting.state {
        MeetingState::Planned | MeetingState::AgendaCirculated => "its minutes are approved after it was held",
        MeetingState::Live => "end it first",
        MeetingState::Draft => "send its minutes to the chair first",
        MeetingState::WithChair => "the chair approves its minutes first, or sends them back",
        MeetingState::Approved | MeetingState::MinutesCirculated => {
            "its minutes are sealed, and an amendment puts them right"
        }
    };
    Err(Refusal::State { state: meeting.state.name(), remedy })
}
