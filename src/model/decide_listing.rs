//! Judges an agency's request to have a case listed, the chair's answer, and dissent from a refusal.

use chrono::{Days, NaiveDate};

use super::agenda::ItemKind;
use super::case::{Case, CaseChange, DiscussionKind};
use super::change::Decided;
use super::decide::{Today, of_case};
use super::decide_said::words;
use super::dissent::{DissentFrom, Speaker, Voiced};
use super::dissent_path::DissentAnswer;
use super::docs::Docs;
use super::id::{Address, CaseId, Ids, ListingId, MeetingId};
use super::listing::{Asked, ChairsAnswer, Listing, ListingChange, PaperIn};
use super::meeting::Meeting;
use super::refusal::Refusal;
use super::roster;
use super::word::ChairsWord;
use super::{decide_agenda as agenda, decide_dissent as dissent};
use crate::terms::Holds;

/// What is asked about the listing of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ForListing {
    /// An agency asks that the case be discussed.
    Ask {
        /// At which meeting.
        meeting: MeetingId,
        /// The agency's post.
        post: Address,
        /// Who speaks for it; may be empty.
        name: String,
        /// The day on which the request reached the chair.
        received: NaiveDate,
        /// Why it is asked.
        because: String,
    },
    /// The chair accepts: the case goes on the agenda.
    Accept {
        /// Which request.
        listing: ListingId,
        /// The chair's word.
        word: ChairsWord,
    },
    /// The chair refuses, with a rationale.
    Refuse {
        /// Which request.
        listing: ListingId,
        /// Why.
        because: String,
        /// The chair's word.
        word: ChairsWord,
    },
    /// The agency no longer asks.
    Withdraw(ListingId),
    /// Papers were received.
    PapersIn(Vec<PaperIn>),
    /// An agency dissents from the refusal, or words its dissent anew.
    Dissent {
        /// Which request.
        listing: ListingId,
        /// The agency's post.
        post: Address,
        /// Its words.
        text: String,
    },
}

impl ForListing {
    /// The request that it speaks of; none where it makes one.
    #[must_use]
    pub fn listing(&self) -> Option<&ListingId> {
        match self {
            Self::Ask { .. } | Self::PapersIn(_) => None,
            Self::Withdraw(listing)
            | Self::Accept { listing, .. }
            | Self::Refuse { listing, .. }
            | Self::Dissent { listing, .. } => Some(listing),
        }
    }
}

/// How many calendar days before a meeting a request must reach the chair, counted from the terms.
#[must_use]
pub fn is_late(received: NaiveDate, held: NaiveDate, calendar_days: u32) -> bool {
    received > held - Days::new(u64::from(calendar_days))
}

pub(super) fn decide(
    case: &CaseId,
    asked: &ForListing,
    docs: &Docs,
    today: Today<'_>,
    ids: &mut Ids,
) -> Result<Vec<Decided>, Refusal> {
    let case = docs.case(case)?;
    let kept = |change| vec![of_case(&case.id, CaseChange::Listing(change))];
    let answered = |listing: &ListingId, answer| {
        of_case(&case.id, CaseChange::Listing(ListingChange::Answered { listing: listing.clone(), answer }))
    };
    match asked {
        ForListing::Ask { meeting, post, name, received, because } => {
            let meeting = docs.meeting(meeting)?;
            let asked = ask((case, meeting), (post, name), *received, because, today, ids)?;
            Ok(kept(ListingChange::Asked(Box::new(asked))))
        }
        ForListing::Accept { listing: id, word } => {
            let listing = known(case, id)?;
            match listing.answer {
                Some(ChairsAnswer::Accepted { .. }) => {
                    return Err(Refusal::Already { what: "The acceptance", which: case.label.clone() });
                }
                Some(ChairsAnswer::Withdrawn { .. }) => return Err(gone()),
                _ => {}
            }
            let (on, word) = (today.day(), Some(word.checked(today)?));
            let mut decided = vec![answered(id, ChairsAnswer::Accepted { on, word })];
            // A meeting that is over, or another area's by now, takes no item: the next agenda gathers it.
            if let Some(meeting) = docs.meetings.get(&listing.asked.meeting)
                && !meeting.is_over()
                && meeting.plan.area == case.area
                && meeting.item_of(&case.id).is_none()
            {
                decided.extend(agenda::add_case(meeting, docs, today, &case.id, ItemKind::Requested, ids)?);
            }
            Ok(decided)
        }
        ForListing::Refuse { listing: id, because, word } => {
            match known(case, id)?.answer {
                Some(ChairsAnswer::Accepted { .. }) => {
                    return Err(Refusal::NotHere("It is accepted: take the item off the agenda instead."));
                }
                Some(ChairsAnswer::Withdrawn { .. }) => return Err(gone()),
                _ => {}
            }
            let because = words(because, "a refusal needs the chair's rationale")?;
            let (on, word) = (today.day(), Some(word.checked(today)?));
            Ok(vec![answered(id, ChairsAnswer::Refused { on, because, word })])
        }
        ForListing::Withdraw(id) => {
            if !known(case, id)?.waits() {
                return Err(Refusal::NotHere("The chair has answered this request already."));
            }
            Ok(vec![answered(id, ChairsAnswer::Withdrawn { on: today.day() })])
        }
        ForListing::PapersIn(papers) => {
            if papers.is_empty() {
                return Err(Refusal::Empty("no paper was named"));
            }
            if let Some(early) = papers.iter().find(|paper| paper.on > today.day()) {
                return Err(Refusal::Date { date: early.on, why: "is still to come" });
            }
            Ok(kept(ListingChange::PapersIn(papers.clone())))
        }
        ForListing::Dissent { listing: id, post, text } => {
            let listing = known(case, id)?;
            if listing.refused().is_none() {
                return Err(Refusal::NotHere("Dissent is voiced from a refusal, and this request was not refused."));
            }
            let text = words(text, "the dissent has no words")?;
            let from = DissentFrom::Refusal(id.clone());
            let new = if let Some(standing) = case.dissent(&from, post) {
                Voiced { text, ..standing.voiced.clone() }
            } else {
                let by = speaker(today, docs.meetings.get(&listing.asked.meeting), post, "")?;
                Voiced { from, by, on: today.day(), text, answer: DissentAnswer::default() }
            };
            Ok(vec![dissent::voiced(&case.id, new)])
        }
    }
}

/// What an agency asks of a meeting, held against the notice of the terms.
fn ask(
    (case, meeting): (&Case, &Meeting),
    (post, name): (&Address, &str),
    received: NaiveDate,
    because: &str,
    today: Today<'_>,
    ids: &mut Ids,
) -> Result<Asked, Refusal> {
    takes_requests(meeting, case, today)?;
    let by = speaker(today, Some(meeting), post, name)?;
    let because = words(because, "the agency does not say why it asks")?;
    if received > today.day() {
        return Err(Refusal::Date { date: received, why: "is still to come" });
    }
    if case.listings.iter().any(|listing| listing.asked.by.post == *post && (listing.waits() || listing.is_owed())) {
        return Err(Refusal::Already { what: "A request of this agency", which: case.label.clone() });
    }
    let held = meeting.plan.date;
    let late = is_late(received, held, today.terms.notice.request_calendar_days);
    let kind = if case.discussions.is_empty() { DiscussionKind::Initial } else { DiscussionKind::Review };
    let id = ListingId::new(ids.next_id());
    Ok(Asked { id, by, because, kind, meeting: meeting.id.clone(), held, received, late })
}

/// Whether a meeting can still be asked to list a case.
fn takes_requests(meeting: &Meeting, case: &Case, today: Today<'_>) -> Result<(), Refusal> {
    let part = today.terms.part(meeting.plan.part);
    if !part.is_some_and(|part| part.agenda.iter().any(|row| row.holds == Holds::Reviews)) {
        return Err(Refusal::NotHere("This part of the meeting discusses no children: ask for a meeting of Part 1."));
    }
    if !meeting.is_to_come() {
        return Err(Refusal::State { state: meeting.state.name(), remedy: "ask for a meeting that is still to come" });
    }
    if meeting.plan.area != case.area {
        return Err(Refusal::NotHere("The case belongs to another area: ask for a meeting of that area."));
    }
    Ok(())
}

fn known<'a>(case: &'a Case, id: &ListingId) -> Result<&'a Listing, Refusal> {
    let found = case.listings.iter().find(|listing| listing.asked.id == *id);
    found.ok_or_else(|| Refusal::NoSuch { what: "request", which: id.to_string() })
}

/// The agency in the words of its seat, or of the terms where the post has no seat in the meeting.
fn speaker(today: Today<'_>, meeting: Option<&Meeting>, post: &Address, name: &str) -> Result<Speaker, Refusal> {
    let own = meeting.and_then(|meeting| meeting.seat(post)).cloned();
    let seat = own.or_else(|| roster::invited(today.terms, post, "", None, &[]));
    let seat = seat.ok_or_else(|| Refusal::NoSuch { what: "post", which: post.to_string() })?;
    let own = Speaker::of(&seat);
    let name = if name.trim().is_empty() { own.name.clone() } else { name.trim().to_owned() };
    Ok(Speaker { post: post.clone(), name, ..own })
}

fn gone() -> Refusal {
    Refusal::NotHere("The agency has withdrawn this request: it would have to ask again.")
}
