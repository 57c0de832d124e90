//! Judges the preparing of an agenda that is still to be discussed: what it gathers, what is taken off, minutes and
//! presenters, the order.

use chrono::NaiveDate;

use super::agenda::{Item, ItemKind};
use super::case::{CaseChange, DiscussionKind};
use super::change::Decided;
use super::circulated::Told;
use super::decide::{Today, known_item, of_case, of_meeting};
use super::decide_agenda as agenda;
use super::decide_dissent as dissent;
use super::decide_said::words;
use super::dissent::DissentFrom;
use super::dissent_path::DissentAnswer;
use super::docs::Docs;
use super::gather::{self, Sitting, Why};
use super::id::{Address, CaseId, EntryId, Ids, ItemId};
use super::listing::{ListingChange, PutOff};
use super::meeting::{Meeting, MeetingChange, MeetingState};
use super::refusal::Refusal;
use super::sight;
use crate::terms::Holds;

/// The longest that one item may be planned for, in minutes.
const LONGEST: u32 = 480;

/// What is asked of an agenda.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ForAgenda {
    /// Put on what belongs there and is missing.
    Gather,
    /// Take an item off before the meeting.
    TakeOff {
        /// Which.
        item: ItemId,
        /// Why; a child's needs a reason.
        reason: String,
        /// When the case is reviewed instead; one that is due needs a day.
        until: Option<NaiveDate>,
    },
    /// Plan other minutes for an item, or another presenter.
    Change {
        /// Which.
        item: ItemId,
        /// Minutes.
        minutes: u32,
        /// The responsible officer or presenter.
        responsible: String,
        /// Minutes and presenter that stood there when it was opened.
        was: (u32, String),
    },
    /// Put the children in the suggested order.
    Suggest,
    /// Record that the agenda went out as it stands.
    Circulate {
        /// To which agencies, by slug; empty for every agency that has a seat.
        to: Vec<String>,
    },
    /// Answer a dissent that was brought forward.
    AnswerDissent {
        /// On which item: its child's, or that of the matters arising.
        item: ItemId,
        /// The case that it concerns.
        case: CaseId,
        /// From what.
        from: DissentFrom,
        /// Which post's.
        post: Address,
        /// The entry that is answered.
        base: EntryId,
        /// Where it stands, with the words for it.
        answer: Box<DissentAnswer>,
    },
}

pub(super) fn decide(
    meeting: &Meeting,
    asked: &ForAgenda,
    docs: &Docs,
    today: Today<'_>,
    ids: &mut Ids,
) -> Result<Vec<Decided>, Refusal> {
    match asked {
        ForAgenda::Gather => {
            to_come(meeting)?;
            let gathered = agenda::gather(meeting, docs, today, ids)?;
            if gathered.is_empty() {
                return Err(Refusal::Empty("everything that is due is on the agenda"));
            }
            Ok(gathered)
        }
        ForAgenda::TakeOff { item, reason, until } => {
            to_come(meeting)?;
            take_off(meeting, known_item(meeting, item)?, docs, reason, *until)
        }
        ForAgenda::Change { item, minutes, responsible, was } => change(meeting, item, (*minutes, responsible), was),
        ForAgenda::Suggest => {
            to_come(meeting)?;
            let order = gather::suggested(meeting, docs, today.terms);
            let stands: Vec<&ItemId> = meeting.items.iter().map(Item::id).filter(|id| order.contains(id)).collect();
            if stands.into_iter().eq(&order) {
                return Err(Refusal::Empty("the children stand in the suggested order"));
            }
            Ok(vec![of_meeting(&meeting.id, MeetingChange::AgendaOrdered(order))])
        }
        ForAgenda::Circulate { to } => {
            to_come(meeting)?;
            let to = told(meeting, to, today)?;
            let mut apart = sight::apart(meeting, docs, today.terms);
            apart.retain(|one| to.iter().any(|told| told.agency == one.seat.agency()));
            Ok(vec![of_meeting(&meeting.id, MeetingChange::AgendaCirculated { to, apart })])
        }
        ForAgenda::AnswerDissent { item, case, from, post, base, answer } => {
            dissent::answer_brought_forward(docs, (&meeting.id, item, case), (from, post, base), answer, today)
        }
    }
}

/// Plans other minutes for an item, or another presenter.
fn change(
    meeting: &Meeting,
    item: &ItemId,
    (minutes, responsible): (u32, &str),
    was: &(u32, String),
) -> Result<Vec<Decided>, Refusal> {
    if meeting.state != MeetingState::Live && !meeting.is_to_come() {
        return Err(Refusal::State { state: "over", remedy: "its agenda stays as it was" });
    }
    let standing = known_item(meeting, item)?;
    if !(1..=LONGEST).contains(&minutes) {
        return Err(Refusal::NotHere("An item is planned for 1 to 480 minutes."));
    }
    let (planned, responsible) = (&standing.planned, responsible.trim().to_owned());
    let (now, asked) = ((planned.minutes, planned.responsible.as_str()), (minutes, responsible.as_str()));
    if now != (was.0, was.1.as_str()) && now != asked {
        let theirs = format!("{} minutes, {}", planned.minutes, planned.responsible);
        return Err(Refusal::Conflict { theirs, entry: None });
    }
    Ok(vec![of_meeting(&meeting.id, MeetingChange::ItemChanged { item: item.clone(), minutes, responsible })])
}

/// The agencies that an agenda goes to, with their names as they are now; each once.
pub(super) fn told(meeting: &Meeting, to: &[String], today: Today<'_>) -> Result<Vec<Told>, Refusal> {
    let mut all: Vec<Told> = Vec::new();
    let mut tell = |agency: &str| {
        let name = today.terms.agency(agency).map(|agency| agency.name.clone());
        let known = name.ok_or_else(|| Refusal::NoSuch { what: "agency", which: agency.to_owned() })?;
        if !all.iter().any(|told| told.agency == agency) {
            all.push(Told { agency: agency.to_owned(), name: known });
        }
        Ok::<(), Refusal>(())
    };
    if to.is_empty() {
        // Whoever is invited to one child alone does not get the whole agenda; an agency that the terms no longer name
        // cannot be written to.
        let members = meeting.seats.iter().filter(|seat| seat.only_case.is_none()).map(|seat| seat.address.agency());
        for agency in members.filter(|agency| today.terms.agency(agency).is_some()) {
            tell(agency)?;
        }
    } else {
        for agency in to {
            tell(agency)?;
        }
    }
    Ok(all)
}

fn to_come(meeting: &Meeting) -> Result<(), Refusal> {
    if meeting.is_to_come() {
        return Ok(());
    }
    Err(Refusal::State { state: meeting.state.name(), remedy: "an agenda is prepared before the meeting starts" })
}

/// Nothing due vanishes silently: taking a child off needs a reason, and one that is due needs a new review date too.
fn take_off(
    meeting: &Meeting,
    item: &Item,
    docs: &Docs,
    reason: &str,
    until: Option<NaiveDate>,
) -> Result<Vec<Decided>, Refusal> {
    let Some(id) = item.case() else {
        if !matches!(item.planned.kind, ItemKind::Standing(Holds::Notes)) {
            return Err(Refusal::NotHere("This item belongs to every meeting of this part: it stays."));
        }
        return Ok(vec![of_meeting(&meeting.id, MeetingChange::ItemRemoved { item: item.id().clone() })]);
    };
    let case = docs.case(id)?;
    let reason = words(reason, "taking a child off the agenda needs a reason")?;
    if is_due(meeting, item, docs) && until.is_none() {
        return Err(Refusal::Empty("the case is due: taking it off needs a new review date"));
    }
    if let Some(date) = until.filter(|date| *date <= meeting.plan.date) {
        return Err(Refusal::Date { date, why: "is not after this meeting: a review lies ahead" });
    }
    let initial = gather::is_initial(case, item.planned.kind);
    let kind = if initial { DiscussionKind::Initial } else { DiscussionKind::Review };
    let put_off = PutOff { meeting: meeting.id.clone(), held: meeting.plan.date, kind, reason: reason.clone(), until };
    let taken = MeetingChange::ItemTakenOff { item: item.id().clone(), reason, until };
    Ok(vec![
        of_meeting(&meeting.id, taken).about(Some(id.clone())),
        of_case(id, CaseChange::Listing(ListingChange::PutOff(Box::new(put_off)))),
    ])
}

/// Whether the child of an item may not be taken off without a new review date.
#[must_use]
pub fn is_due(meeting: &Meeting, item: &Item, docs: &Docs) -> bool {
    let plan = &meeting.plan;
    let sitting = Sitting { meeting: Some(&meeting.id), area: &plan.area, date: plan.date, after: None };
    let case = item.case().and_then(|case| docs.cases.get(case));
    let whys = case.map_or_else(Vec::new, |case| gather::whys(sitting, &case.into()));
    whys.iter().any(|why| !matches!(why, Why::Dissent { .. }))
}
