//! Judges the contact list: who holds which post. The seats of meetings that are still to be held follow it; no other
//! meeting knows of it, so that removing a person never changes past minutes.

use super::change::{Change, Decided};
use super::county::{Contact, CountyChange, is_email};
use super::decide::{Today, of_meeting};
use super::docs::Docs;
use super::id::Stream;
use super::meeting::{Meeting, MeetingChange};
use super::refusal::Refusal;
use super::roster;
use crate::terms::{Each, Terms, fold};

/// Fills posts, as a list that is brought in says.
pub(super) fn set(contacts: &[Contact], docs: &Docs, today: Today<'_>) -> Vec<Decided> {
    amount_to(vec![CountyChange::ContactsSet(contacts.to_vec())], docs, today)
}

/// Puts one person on the list, or puts right what it says of them.
pub(super) fn keep(
    contact: &Contact,
    base: Option<&Contact>,
    docs: &Docs,
    today: Today<'_>,
) -> Result<Vec<Decided>, Refusal> {
    let contact = sound(contact, today.terms)?;
    let base = base.map(|base| standing(base, docs)).transpose()?;
    let moved = base.is_none_or(|base| !base.same_post(&contact));
    let held = docs.county.contacts.iter().find(|held| held.same_post(&contact));
    if let Some(held) = held.filter(|_| moved) {
        let which = format!("{}. Choose it in the list, and e puts it right", held.name);
        return Err(Refusal::Already { what: "Somebody who holds this post", which });
    }
    if base == Some(&contact) {
        return Err(Refusal::Empty("the contact stands so already"));
    }
    // One single point of contact an agency (arrangements §6): a new one takes over from the old.
    let other = |held: &&Contact| {
        let here = (&held.area, held.part, &held.agency) == (&contact.area, contact.part, &contact.agency);
        contact.spoc && held.spoc && here && !held.same_post(&contact) && Some(*held) != base
    };
    let before = docs.county.contacts.iter().filter(other).map(|held| Contact { spoc: false, ..held.clone() });
    let mut set: Vec<Contact> = before.collect();
    set.insert(0, contact);
    let left = base.filter(|_| moved).map(|base| CountyChange::ContactRemoved(Box::new(base.clone())));
    Ok(amount_to(left.into_iter().chain([CountyChange::ContactsSet(set)]).collect(), docs, today))
}

/// Takes a person off the list.
pub(super) fn remove(contact: &Contact, docs: &Docs, today: Today<'_>) -> Result<Vec<Decided>, Refusal> {
    let held = standing(contact, docs)?.clone();
    Ok(amount_to(vec![CountyChange::ContactRemoved(Box::new(held))], docs, today))
}

/// The contact as it stands, if nobody has changed it since it was read.
fn standing<'a>(read: &Contact, docs: &'a Docs) -> Result<&'a Contact, Refusal> {
    let held = docs.county.contacts.iter().find(|held| held.same_post(read));
    let held = held.ok_or_else(|| Refusal::NoSuch { what: "contact", which: read.name.clone() })?;
    if held != read {
        let theirs = [&held.name, &held.email, &held.telephone].map(String::as_str).join(" · ");
        return Err(Refusal::Conflict { theirs, entry: None });
    }
    Ok(held)
}

/// The contact with its words trimmed, if the terms have its post.
fn sound(contact: &Contact, terms: &Terms) -> Result<Contact, Refusal> {
    let word = |word: &str, list| Refusal::Word { word: word.to_owned(), list };
    let area = terms.area(&contact.area).ok_or_else(|| word(&contact.area, "area"))?;
    let part = terms.part(contact.part).ok_or_else(|| word(&contact.part.to_string(), "part"))?;
    let post = format!("{}/{}", contact.agency, contact.designation);
    terms.designation(&contact.agency, &contact.designation).ok_or_else(|| word(&post, "post"))?;
    let rule =
        part.seats.iter().find(|rule| (&rule.agency, &rule.designation) == (&contact.agency, &contact.designation));
    match (rule.and_then(|rule| rule.each), &contact.district) {
        (Some(_), None) => return Err(Refusal::NotHere("This post is one of several: say for which district.")),
        (Some(each), Some(district)) => {
            let police = terms.police_districts.iter().find(|police| police.name == *district);
            let here = match each {
                Each::District => area.districts.contains(district),
                Each::PoliceDistrict => {
                    police.is_some_and(|police| police.districts.iter().any(|own| area.districts.contains(own)))
                }
            };
            if !here {
                return Err(Refusal::NotHere("This district is not in that area."));
            }
        }
        (None, _) => {}
    }
    let trimmed = |text: &str| text.trim().to_owned();
    let contact = Contact {
        name: trimmed(&contact.name),
        email: trimmed(&contact.email),
        telephone: trimmed(&contact.telephone),
        deputy: trimmed(&contact.deputy),
        ..contact.clone()
    };
    if contact.name.is_empty() {
        return Err(Refusal::Empty("a contact needs a name"));
    }
    if !contact.email.is_empty() && !is_email(&contact.email) {
        return Err(Refusal::NotHere("The secure e-mail is not an e-mail address."));
    }
    if fold(&contact.deputy) == fold(&contact.name) {
        return Err(Refusal::NotHere("Nobody is their own deputy: name somebody else, or nobody."));
    }
    Ok(contact)
}

/// The changes of the list, with those of the meetings still to be held: a seat whose post has another holder is theirs.
fn amount_to(changes: Vec<CountyChange>, docs: &Docs, today: Today<'_>) -> Vec<Decided> {
    let mut after = docs.county.clone();
    for change in &changes {
        after.turn(change);
    }
    let to_come = docs.meetings.values().filter(|meeting| meeting.is_to_come());
    let seats = to_come.flat_map(|meeting| renamed(meeting, &docs.county.contacts, &after.contacts, today.terms));
    let seats: Vec<Decided> = seats.collect();
    let of_county = |change| Decided::new(Stream::County, Change::County(change));
    changes.into_iter().map(of_county).chain(seats).collect()
}

fn renamed(meeting: &Meeting, before: &[Contact], after: &[Contact], terms: &Terms) -> Vec<Decided> {
    let (area, number) = (meeting.plan.area.as_str(), meeting.plan.part);
    let Some(part) = terms.part(number) else { return Vec::new() };
    let posts = roster::posts(terms, part, area).into_iter();
    let name = |holder: Option<&Contact>| holder.map_or_else(String::new, |contact| contact.name.clone());
    let changed = posts.filter_map(|post| {
        let [was, is] = [before, after].map(|contacts| name(post.holder(area, number, contacts)));
        let seat = meeting.seat(&post.seat.address).filter(|seat| seat.only_case.is_none() && !seat.guest)?;
        (was != is && seat.name != is).then_some(MeetingChange::SeatNamed { seat: post.seat.address, name: is })
    });
    changed.map(|change| of_meeting(&meeting.id, change)).collect()
}

#[cfg(test)]
mod tests;
