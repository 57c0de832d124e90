//! Judges what changes an agenda: planning it, late items, their order, what is put aside, breaks.

use super::agenda::{Item, ItemKind, NewItem};
use super::change::Decided;
use super::decide::{Today, known_item, of_meeting};
use super::docs::Docs;
use super::gather;
use super::id::{CaseId, Ids, ItemId, MeetingId};
use super::meeting::{Meeting, MeetingChange, MeetingPlanned, MeetingState};
use super::outlook::Outlook;
use super::refusal::Refusal;
use super::request::NewMeeting;
use super::roster;
use crate::terms::Holds;

/// Minutes planned for an item that is added by its title alone.
const ADDED_MINUTES: u32 = 5;

pub(super) fn plan(new: &NewMeeting, docs: &Docs, today: Today<'_>, ids: &mut Ids) -> Result<Vec<Decided>, Refusal> {
    let word = |word: &str, list| Refusal::Word { word: word.to_owned(), list };
    let part = today.terms.part(new.plan.part).ok_or_else(|| word(&new.plan.part.to_string(), "part"))?;
    today.terms.area(&new.plan.area).ok_or_else(|| word(&new.plan.area, "area"))?;
    let mut items = Vec::new();
    for row in &part.agenda {
        for (case, kind) in &new.cases {
            let initial =
                docs.cases.get(case).map_or(*kind == ItemKind::Initial, |case| gather::is_initial(case, *kind));
            if row.holds != if initial { Holds::Initials } else { Holds::Reviews } {
                continue;
            }
            items.push(case_item(docs, today, part.number, case, *kind, false, ids)?);
        }
        if !matches!(row.holds, Holds::Reviews | Holds::Initials) {
            items.push(NewItem {
                id: ItemId::new(ids.next_id()),
                title: row.title.clone(),
                kind: ItemKind::Standing(row.holds),
                case: None,
                responsible: row.responsible.clone(),
                minutes: row.minutes,
                late: false,
            });
        }
    }
    let seats = roster::seats(today.terms, part, &new.plan.area, &docs.county.contacts);
    let planned = MeetingPlanned { label: String::new(), plan: new.plan.clone(), seats, items };
    let id = MeetingId::new(ids.next_id());
    Ok(vec![of_meeting(&id, MeetingChange::MeetingPlanned(Box::new(planned)))])
}

pub(super) fn add_case(
    meeting: &Meeting,
    docs: &Docs,
    today: Today<'_>,
    case: &CaseId,
    kind: ItemKind,
    ids: &mut Ids,
) -> Result<Vec<Decided>, Refusal> {
    not_over(meeting)?;
    if meeting.item_of(case).is_some() {
        let which = docs.case(case)?.label.clone();
        return Err(Refusal::Already { what: "The case", which });
    }
    let initial = gather::is_initial(docs.case(case)?, kind);
    let after = Places::of(meeting, docs).after(initial || meeting.state == MeetingState::Live);
    let item = case_item(docs, today, meeting.plan.part, case, kind, is_late(meeting), ids)?;
    let change = MeetingChange::ItemAdded { item, after };
    Ok(vec![of_meeting(&meeting.id, change).about(Some(case.clone()))])
}

/// What belongs on the agenda and is missing, each child an entry of its own.
pub(super) fn gather(meeting: &Meeting, docs: &Docs, today: Today<'_>, ids: &mut Ids) -> Result<Vec<Decided>, Refusal> {
    let mut places = Places::of(meeting, docs);
    let mut added = Vec::new();
    for wanted in gather::missing(meeting, &Outlook::of(docs), today.terms, today.day()) {
        let initial = gather::is_initial(docs.case(&wanted.case)?, wanted.kind);
        let item = case_item(docs, today, meeting.plan.part, &wanted.case, wanted.kind, is_late(meeting), ids)?;
        let after = places.after(initial);
        places.put(initial, item.id.clone());
        let change = MeetingChange::ItemAdded { item, after };
        added.push(of_meeting(&meeting.id, change).about(Some(wanted.case)));
    }
    Ok(added)
}

/// Whether what is added now comes after the agenda went out.
fn is_late(meeting: &Meeting) -> bool {
    meeting.state != MeetingState::Planned
}

/// Where the children of an agenda stand: reviews first, then initial cases, then any other business.
struct Places {
    /// What a review follows.
    review: Option<ItemId>,
    /// What an initial case follows.
    initial: Option<ItemId>,
}

impl Places {
    fn of(meeting: &Meeting, docs: &Docs) -> Self {
        let id = |item: &Item| item.id().clone();
        let initial = |item: &Item| {
            let case = item.case().and_then(|case| docs.cases.get(case));
            case.is_some_and(|case| gather::is_initial(case, item.planned.kind))
        };
        let children = || meeting.items.iter().filter(|item| item.case().is_some());
        let first = meeting.items.iter().position(|item| item.case().is_some());
        let before_first = first.and_then(|first| meeting.items.get(first.checked_sub(1)?)).map(id);
        let before_last = meeting.items.iter().rev().nth(1).map(id);
        let last_review = children().rfind(|item| !initial(item)).map(id);
        let last = children().next_back().map(id);
        let review = last_review.or(before_first).or_else(|| before_last.clone());
        Self { review, initial: last.or(before_last) }
    }

    fn after(&self, initial: bool) -> Option<ItemId> {
        if initial { self.initial.clone() } else { self.review.clone() }
    }

    fn put(&mut self, initial: bool, item: ItemId) {
        if !initial && self.initial == self.review {
            self.initial = Some(item.clone());
        }
        *(if initial { &mut self.initial } else { &mut self.review }) = Some(item);
    }
}

fn case_item(
    docs: &Docs,
    today: Today<'_>,
    part: u8,
    case: &CaseId,
    kind: ItemKind,
    late: bool,
    ids: &mut Ids,
) -> Result<NewItem, Refusal> {
    let child = docs.cases.get(case);
    let initial = child.map_or(kind == ItemKind::Initial, |child| gather::is_initial(child, kind));
    let minutes = gather::case_minutes(today.terms, part, kind, initial);
    let owed = child.and_then(|child| child.listings.iter().rev().find(|listing| listing.waits() || listing.is_owed()));
    let responsible = match (kind, owed) {
        (ItemKind::Requested, Some(listing)) => listing.asked.by.short.clone(),
        _ if initial => docs.case(case)?.details.presenter.clone(),
        _ => "Chair".to_owned(),
    };
    let id = ItemId::new(ids.next_id());
    Ok(NewItem { id, title: String::new(), kind, case: Some(case.clone()), responsible, minutes, late })
}

/// What is no child's case comes before any other business, marked late (arrangements §3).
pub(super) fn add_item(
    meeting: &Meeting,
    title: &str,
    responsible: &str,
    ids: &mut Ids,
) -> Result<MeetingChange, Refusal> {
    not_over(meeting)?;
    let title = title.trim().to_owned();
    if title.is_empty() {
        return Err(Refusal::Empty("the item has no title"));
    }
    let item = NewItem {
        id: ItemId::new(ids.next_id()),
        title,
        kind: ItemKind::Standing(Holds::Notes),
        case: None,
        responsible: responsible.trim().to_owned(),
        minutes: ADDED_MINUTES,
        late: is_late(meeting),
    };
    let last = meeting.items.iter().rev().nth(1).map(|item| item.id().clone());
    Ok(MeetingChange::ItemAdded { item, after: last })
}

/// Nothing is discussed at a meeting that is over.
fn not_over(meeting: &Meeting) -> Result<(), Refusal> {
    if meeting.is_over() {
        return Err(Refusal::State { state: "over", remedy: "put it on the next meeting's agenda" });
    }
    Ok(())
}

pub(super) fn reorder(meeting: &Meeting, item: &ItemId, after: Option<&ItemId>) -> Result<MeetingChange, Refusal> {
    known_item(meeting, item)?;
    if let Some(after) = after {
        known_item(meeting, after)?;
    }
    if after == Some(item) {
        return Err(Refusal::NotHere("An item cannot follow itself."));
    }
    Ok(MeetingChange::Reordered { item: item.clone(), after: after.cloned() })
}

pub(super) fn park(meeting: &Meeting, item: &ItemId) -> Result<MeetingChange, Refusal> {
    if known_item(meeting, item)?.case().is_none() {
        return Err(Refusal::NotHere("Only a child's item is put aside."));
    }
    Ok(MeetingChange::Parked { item: item.clone() })
}

pub(super) fn take_break(meeting: &Meeting) -> Result<MeetingChange, Refusal> {
    match meeting.on_break() {
        Some(_) => Err(Refusal::State { state: "on a break already", remedy: "end the break" }),
        None => Ok(MeetingChange::BreakBegun),
    }
}

pub(super) fn end_break(meeting: &Meeting) -> Result<MeetingChange, Refusal> {
    match meeting.on_break() {
        Some(_) => Ok(MeetingChange::BreakEnded),
        None => Err(Refusal::State { state: "not on a break", remedy: "go on" }),
    }
}
