//! What an agenda gathers by itself: dissent that stands, reviews that fall due, accepted requests, new cases
//! (arrangements §3). Pure: the same cases and the same meeting give the same agenda.
//!
//! Every open case of an area belongs to the first meeting still to be held whose month ends on or after its review
//! date, so that of several meetings on the calendar exactly one wants it.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveTime};

use super::agenda::{Item, ItemKind};
use super::case::{Case, DiscussionKind};
use super::docs::Docs;
use super::id::{CaseId, ItemId, MeetingId};
use super::listing::Listing;
use super::meeting::{Meeting, MeetingState};
use super::outlook::{Outlook, Prospect};
use crate::terms::calendar::month_end;
use crate::terms::{Holds, Terms};

/// Minutes planned for a dissent that is brought forward about a case that is not itself due.
const DISSENT_MINUTES: u32 = 5;

/// Minutes planned for a child where the terms no longer have the part.
const DISCUSSION_MINUTES: u32 = 10;

/// Meetings by identity.
type Meetings = BTreeMap<MeetingId, Meeting>;

/// A meeting that is still to be held, as far as gathering needs it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sitting<'a> {
    /// The meeting; none while it is only being planned.
    pub meeting: Option<&'a MeetingId>,
    /// The area's slug.
    pub area: &'a str,
    /// The day.
    pub date: NaiveDate,
    /// The day of the area's latest meeting of that part that is to be held before it.
    pub after: Option<NaiveDate>,
}

/// Why a case is on an agenda.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// An agency's dissent stands.
    Dissent {
        /// The agency's short name.
        who: String,
        /// When it was voiced.
        on: NaiveDate,
    },
    /// Its review falls due.
    Due(NaiveDate),
    /// An agency asked, and the chair accepted.
    Asked {
        /// The agency's short name.
        who: String,
        /// Whether the request came after the notice.
        late: bool,
    },
    /// It was never discussed.
    New,
    /// It is open and has no review date, which must never be.
    Undated,
}

/// A case that an agenda should hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// The case.
    pub case: CaseId,
    /// What for.
    pub kind: ItemKind,
    /// Why; never empty.
    pub whys: Vec<Why>,
}

/// Why a case belongs on the agenda of a meeting; empty where it does not.
#[must_use]
pub fn whys(sitting: Sitting<'_>, case: &Prospect<'_>) -> Vec<Why> {
    if case.area != sitting.area {
        return Vec::new();
    }
    let end = month_end(sitting.date);
    // What an earlier meeting will hear is that meeting's.
    let next = sitting.after.is_none();
    let mut whys = Vec::new();
    if next {
        whys.extend(case.dissents.iter().map(|one| Why::Dissent { who: one.who.clone(), on: one.on }));
    }
    if !case.is_open {
        return whys;
    }
    match case.review_date {
        Some(due) if due <= end && sitting.after.is_none_or(|after| due > month_end(after)) => whys.push(Why::Due(due)),
        None if next && case.discussed.is_none() && !case.listings.iter().any(Listing::waits) => {
            whys.push(Why::New);
        }
        None if next && case.discussed.is_some() => whys.push(Why::Undated),
        _ => {}
    }
    let asked = case.listings.iter().filter(|listing| listing.is_owed()).map(|listing| &listing.asked);
    let here = asked.filter(|asked| sitting.meeting == Some(&asked.meeting) || (next && asked.held <= sitting.date));
    whys.extend(here.map(|asked| Why::Asked { who: asked.by.short.clone(), late: asked.late }));
    whys
}

/// The cases that an agenda should hold, in the suggested order.
#[must_use]
pub fn wanted(sitting: Sitting<'_>, outlook: &Outlook<'_>, terms: &Terms) -> Vec<Wanted> {
    let found = outlook.cases.values().filter_map(|case| {
        let whys = whys(sitting, case);
        let kind = kind(case, &whys)?;
        Some((case, Wanted { case: case.case.clone(), kind, whys }))
    });
    let mut found: Vec<_> = found.collect();
    found.sort_by_key(|(case, wanted)| order(case, wanted.kind, terms));
    found.into_iter().map(|(_, wanted)| wanted).collect()
}

/// What a planned meeting should hold and does not: neither on its agenda nor taken off it with a reason.
#[must_use]
pub fn missing(meeting: &Meeting, outlook: &Outlook<'_>, terms: &Terms, today: NaiveDate) -> Vec<Wanted> {
    if !meeting.is_to_come() || !discusses(meeting, terms) {
        return Vec::new();
    }
    let mut wanted = wanted(sitting(meeting, outlook.meetings, today), outlook, terms);
    wanted.retain(|wanted| {
        let off = meeting.taken_off.iter().any(|off| off.planned.case.as_ref() == Some(&wanted.case));
        // A new case that was put on a later agenda waits for that one.
        let later = wanted.whys == [Why::New] && is_elsewhere(&wanted.case, meeting, outlook.meetings, today);
        !off && !later && meeting.item_of(&wanted.case).is_none()
    });
    wanted
}

/// Whether a case may belong on the agenda of a meeting, whichever others are held before it, or was asked for it: no
/// other case is needed to prepare that agenda.
#[must_use]
pub fn may_want(meeting: &Meeting, case: &Prospect<'_>) -> bool {
    let plan = &meeting.plan;
    let first = Sitting { meeting: Some(&meeting.id), area: &plan.area, date: plan.date, after: None };
    case.listings.iter().any(|listing| listing.asked.meeting == meeting.id) || !whys(first, case).is_empty()
}

/// Whether another meeting that is still to be held has the case on its agenda.
fn is_elsewhere(case: &CaseId, meeting: &Meeting, meetings: &Meetings, today: NaiveDate) -> bool {
    let others = meetings.values().filter(|other| other.id != meeting.id);
    let to_come = |other: &&Meeting| other.is_to_come() && other.plan.date >= today;
    others.filter(to_come).any(|other| other.item_of(case).is_some())
}

/// Why the child of an item is on the agenda; empty where nothing asks for it any longer.
#[must_use]
pub fn why_here(meeting: &Meeting, item: &Item, docs: &Docs, today: NaiveDate) -> Vec<Why> {
    let case = item.case().and_then(|case| docs.cases.get(case));
    case.map_or_else(Vec::new, |case| whys(sitting(meeting, &docs.meetings, today), &case.into()))
}

/// What the agenda of a meeting that is only being planned should hold, in the suggested order; nothing where its part
/// discusses no children.
#[must_use]
pub fn for_plan(
    (area, part): (&str, u8),
    (date, time): (NaiveDate, NaiveTime),
    docs: &Docs,
    terms: &Terms,
    today: NaiveDate,
) -> Vec<Wanted> {
    if !part_discusses(part, terms) {
        return Vec::new();
    }
    let after = held_before((area, part), (date, time), None, &docs.meetings, today);
    wanted(Sitting { meeting: None, area, date, after }, &Outlook::of(docs), terms)
}

/// A loaded meeting as gathering needs it: the other meetings of its area that are loaded say what comes before it.
///
/// One that was planned for a day that is past, and was never held, comes before nothing: what it should have heard is
/// the next one's.
#[must_use]
pub fn sitting<'a>(meeting: &'a Meeting, meetings: &Meetings, today: NaiveDate) -> Sitting<'a> {
    let plan = &meeting.plan;
    let after = held_before((&plan.area, plan.part), (plan.date, plan.time), Some(&meeting.id), meetings, today);
    Sitting { meeting: Some(&meeting.id), area: &plan.area, date: plan.date, after }
}

/// The day of the latest meeting of an area and part that is still to be held before a moment.
fn held_before(
    (area, part): (&str, u8),
    at: (NaiveDate, NaiveTime),
    itself: Option<&MeetingId>,
    meetings: &Meetings,
    today: NaiveDate,
) -> Option<NaiveDate> {
    let others = meetings.values().filter(|other| Some(&other.id) != itself);
    let to_come = others.filter(|other| match other.state {
        MeetingState::Live => true,
        MeetingState::Planned | MeetingState::AgendaCirculated => other.plan.date >= today,
        _ => false,
    });
    let same = to_come.filter(|other| other.plan.area == area && other.plan.part == part);
    let before = same.map(|other| (other.plan.date, other.plan.time)).filter(|other| *other < at);
    before.max().map(|(date, _)| date)
}

/// Whether a meeting's part discusses children.
#[must_use]
pub fn discusses(meeting: &Meeting, terms: &Terms) -> bool {
    part_discusses(meeting.plan.part, terms)
}

/// Whether a part of the meeting discusses children.
#[must_use]
pub fn part_discusses(part: u8, terms: &Terms) -> bool {
    terms.part(part).is_some_and(|part| part.agenda.iter().any(|row| row.holds == Holds::Reviews))
}

/// The order that is suggested for the children of an agenda: dissent first, then Actual and High, then whoever was
/// discussed longest ago; initial cases stand after the reviews, as on the agenda (arrangements §3).
#[must_use]
pub fn suggested(meeting: &Meeting, docs: &Docs, terms: &Terms) -> Vec<ItemId> {
    let mut items: Vec<(&Item, &Case)> =
        meeting.items.iter().filter_map(|item| Some((item, docs.cases.get(item.case()?)?))).collect();
    items.sort_by_key(|(item, case)| order(&(*case).into(), item.planned.kind, terms));
    items.into_iter().map(|(item, _)| item.id().clone()).collect()
}

/// What cases are ordered by. The label comes last, so that the order is one and the same.
type Order = (bool, bool, Reverse<u8>, NaiveDate, String);

fn order(case: &Prospect<'_>, kind: ItemKind, terms: &Terms) -> Order {
    let dissent = !case.dissents.is_empty();
    let severe = case.risk.filter(|risk| terms.is_severe(risk));
    let level = severe.and_then(|risk| terms.risk_level(risk)).unwrap_or(0);
    let since = case.discussed.unwrap_or(case.opened);
    (stands_initial(case.next, kind), !dissent, Reverse(level), since, case.label.to_owned())
}

/// Whether a case is put where the initial cases stand.
#[must_use]
pub fn is_initial(case: &Case, kind: ItemKind) -> bool {
    stands_initial(case.next_kind(), kind)
}

fn stands_initial(next: DiscussionKind, kind: ItemKind) -> bool {
    match kind {
        ItemKind::Initial => true,
        ItemKind::Requested => next == DiscussionKind::Initial,
        _ => false,
    }
}

/// Minutes planned for a child's item when it is put on an agenda; `initial` says where it stands.
#[must_use]
pub fn case_minutes(terms: &Terms, part: u8, kind: ItemKind, initial: bool) -> u32 {
    terms.part(part).map_or(DISCUSSION_MINUTES, |part| match (kind, initial) {
        (ItemKind::Dissent, _) => DISSENT_MINUTES,
        (_, true) => part.case_minutes.initial,
        (_, false) => part.case_minutes.review,
    })
}

fn kind(case: &Prospect<'_>, whys: &[Why]) -> Option<ItemKind> {
    let initial = case.next == DiscussionKind::Initial;
    let any = |wanted: fn(&Why) -> bool| whys.iter().any(wanted);
    if any(|why| matches!(why, Why::Due(_) | Why::New | Why::Undated)) {
        return Some(if initial { ItemKind::Initial } else { ItemKind::Review });
    }
    if any(|why| matches!(why, Why::Asked { .. })) {
        return Some(ItemKind::Requested);
    }
    any(|why| matches!(why, Why::Dissent { .. })).then_some(ItemKind::Dissent)
}

impl Why {
    /// The reason as people say it.
    #[must_use]
    pub fn words(&self) -> String {
        use crate::terms::phrase::day;
        match self {
            Self::Dissent { who, on } => format!("dissent of {who}, {}", day(*on)),
            Self::Due(due) => format!("due {}", day(*due)),
            Self::Asked { who, late: false } => format!("asked by {who}, accepted"),
            Self::Asked { who, late: true } => format!("asked by {who} late, accepted"),
            Self::New => "new, not yet discussed".to_owned(),
            Self::Undated => "open without a review date".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests;
