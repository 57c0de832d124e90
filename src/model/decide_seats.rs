//! Judges the seats of a meeting: formal invitations, apologies before the day, the roll-call.

use super::attendance::{Mark, Seat};
use super::change::Decided;
use super::decide::{Today, of_meeting};
use super::docs::Docs;
use super::id::{Address, CaseId};
use super::meeting::{Meeting, MeetingChange};
use super::refusal::Refusal;
use super::request::Request;
use super::roster;
use crate::terms::fold;

/// What is asked about seats.
pub(super) fn decide(
    request: &Request,
    meeting: &Meeting,
    docs: &Docs,
    today: Today<'_>,
) -> Result<Vec<Decided>, Refusal> {
    let changes = match request {
        Request::Invite { case, post, name, .. } => {
            let change = invite(meeting, docs, today, case.as_ref(), post, name)?;
            return Ok(vec![of_meeting(&meeting.id, change).about(case.clone())]);
        }
        Request::Uninvite { seat, .. } => {
            let case = meeting.seat(seat).and_then(|seat| seat.only_case.clone());
            return Ok(vec![of_meeting(&meeting.id, uninvite(meeting, seat)?).about(case)]);
        }
        Request::Unmark { seats, .. } => {
            let seats = known_seats(meeting, seats)?;
            if seats.iter().all(|seat| meeting.seat(seat).is_some_and(|seat| seat.mark.is_none())) {
                return Err(Refusal::Empty("nobody has marked that seat"));
            }
            vec![MeetingChange::Unmarked { seats }]
        }
        Request::Mark { seats, mark, .. } => {
            if !matches!(mark, Mark::Apologies { .. }) {
                begun(meeting)?;
            }
            vec![MeetingChange::Marked { seats: known_seats(meeting, seats)?, mark: mark.clone() }]
        }
        Request::CameAt { seat, from, .. } => {
            begun(meeting)?;
            let seats = known_seats(meeting, std::slice::from_ref(seat))?;
            // A substitute who comes late is the substitute still.
            let there = meeting.seat(seat).is_some_and(Seat::attends);
            let present = MeetingChange::Marked { seats, mark: Mark::Present };
            let came = MeetingChange::CameAt { seat: seat.clone(), from: *from };
            Some(present).filter(|_| !there).into_iter().chain([came]).collect()
        }
        Request::LeftAt { seat, until, .. } => {
            begun(meeting)?;
            known_seats(meeting, std::slice::from_ref(seat))?;
            vec![MeetingChange::LeftAt { seat: seat.clone(), until: *until }]
        }
        _ => return Err(Refusal::NotHere("This is not asked of a seat.")),
    };
    Ok(changes.into_iter().map(|change| of_meeting(&meeting.id, change)).collect())
}

/// Nobody is present, absent or late before the meeting: apologies alone come before the day.
fn begun(meeting: &Meeting) -> Result<(), Refusal> {
    if meeting.is_to_come() {
        return Err(Refusal::State { state: "not started", remedy: "before the day only apologies are recorded" });
    }
    Ok(())
}

/// A seat for somebody who is invited. The same post is not given two seats for one child: another name takes the place
/// of the one before, unless that person has answered or come already.
fn invite(
    meeting: &Meeting,
    docs: &Docs,
    today: Today<'_>,
    case: Option<&CaseId>,
    post: &Address,
    name: &str,
) -> Result<MeetingChange, Refusal> {
    if let Some(case) = case.filter(|case| meeting.item_of(case).is_none()) {
        let which = docs.cases.get(case).map_or_else(|| case.to_string(), |case| case.label.clone());
        return Err(Refusal::NoSuch { what: "item of this agenda about", which });
    }
    let name = if name.trim().is_empty() { holder(meeting, docs, post) } else { name.trim() };
    let of_post =
        |seat: &&Seat| (seat.address.agency(), seat.address.designation()) == (post.agency(), post.designation());
    let mut own = meeting.seats.iter().filter(of_post).filter(|seat| seat.only_case.as_ref() == case);
    if let Some(seat) = own.clone().find(|seat| name.is_empty() || fold(&seat.name) == fold(name)) {
        let which = format!("{} {}", seat.short, seat.name);
        return Err(Refusal::Already { what: "The seat", which: which.trim().to_owned() });
    }
    let unanswered = own.find(|seat| seat.mark.is_none() && (case.is_some() || (seat.guest && seat.name.is_empty())));
    if let Some(seat) = unanswered {
        return Ok(MeetingChange::SeatNamed { seat: seat.address.clone(), name: name.to_owned() });
    }
    let seat = roster::invited(today.terms, post, name, case.cloned(), &meeting.seats);
    let seat = seat.ok_or_else(|| Refusal::NoSuch { what: "post", which: post.to_string() })?;
    Ok(MeetingChange::SeatAdded(Box::new(seat)))
}

/// Who holds a post according to the contact list; empty where that has nobody.
fn holder<'a>(meeting: &Meeting, docs: &'a Docs, post: &Address) -> &'a str {
    let held = docs.county.contacts.iter().find(|contact| {
        (contact.area.as_str(), contact.part) == (meeting.plan.area.as_str(), meeting.plan.part)
            && (contact.agency.as_str(), contact.designation.as_str()) == (post.agency(), post.designation())
            && contact.district.is_none()
    });
    held.map_or("", |contact| contact.name.as_str())
}

/// An invitation is withdrawn as long as nothing has come of it.
fn uninvite(meeting: &Meeting, address: &Address) -> Result<MeetingChange, Refusal> {
    let which = address.to_string();
    let seat = meeting.seat(address).ok_or(Refusal::NoSuch { what: "seat", which })?;
    if seat.only_case.is_none() && !seat.guest {
        return Err(Refusal::NotHere("A member's seat belongs to every meeting of this part: it stays."));
    }
    let heard = meeting.items.iter().any(|item| {
        let spoke = item.updates.iter().any(|update| update.seat == *address);
        spoke || item.dissents.iter().any(|dissent| dissent.seat == *address)
    });
    if seat.mark.is_some() || heard {
        return Err(Refusal::NotHere("This seat was marked or heard already: it stays in the minutes."));
    }
    Ok(MeetingChange::SeatRemoved { seat: address.clone() })
}

fn known_seats(meeting: &Meeting, seats: &[Address]) -> Result<Vec<Address>, Refusal> {
    match seats.iter().find(|address| meeting.seat(address).is_none()) {
        Some(missing) => Err(Refusal::NoSuch { what: "seat", which: missing.to_string() }),
        None if seats.is_empty() => Err(Refusal::Empty("no seat was named")),
        None => Ok(seats.to_vec()),
    }
}
