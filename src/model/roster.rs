//! The seats of a meeting, made from the terms and the contact list when it is planned.

use super::attendance::Seat;
use super::county::{Contact, slug};
use super::id::{Address, CaseId};
use crate::terms::{Agency, Designation, Each, Found, Part, Terms};

/// A core post of a part in an area, with the seat that it gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CorePost {
    /// The agency's slug.
    pub agency: String,
    /// The designation's slug.
    pub designation: String,
    /// The district, where the post is one of several.
    pub district: Option<String>,
    /// The seat, held by nobody yet.
    pub seat: Seat,
}

impl CorePost {
    /// Who holds the post.
    #[must_use]
    pub fn holder<'a>(&self, area: &str, part: u8, contacts: &'a [Contact]) -> Option<&'a Contact> {
        let own = (area, part, &self.agency, &self.designation, &self.district);
        contacts
            .iter()
            .find(|held| own == (held.area.as_str(), held.part, &held.agency, &held.designation, &held.district))
    }
}

/// The core posts of a part in an area, in the order of the terms; a row may be several seats
/// (arrangements §3: one Safeguarding Lead for each council, one MPLO for each police district).
#[must_use]
pub fn posts(terms: &Terms, part: &Part, area: &str) -> Vec<CorePost> {
    let mut posts = Vec::new();
    let districts = terms.areas.iter().find(|a| a.slug == area).map_or(&[][..], |a| &a.districts);
    for rule in &part.seats {
        let Some((agency, designation)) = terms.designation(&rule.agency, &rule.designation) else { continue };
        let post = |district: Option<&str>, seat: Seat| CorePost {
            agency: agency.slug.clone(),
            designation: designation.slug.clone(),
            district: district.map(str::to_owned),
            seat,
        };
        match rule.each {
            None => posts.push(post(None, seat(agency, designation, None, vec![]))),
            Some(Each::District) => posts.extend(districts.iter().map(|district| {
                let seat = seat(agency, designation, Some((district, district)), vec![district.clone()]);
                post(Some(district), seat)
            })),
            Some(Each::PoliceDistrict) => {
                let ours = terms.police_districts.iter().filter(|p| p.districts.iter().any(|d| districts.contains(d)));
                posts.extend(ours.map(|police| {
                    let place = (police.name.as_str(), police.short.as_deref().unwrap_or(&police.name));
                    post(Some(&police.name), seat(agency, designation, Some(place), police.districts.clone()))
                }));
            }
        }
    }
    posts
}

/// The core seats of a part in an area, each with the name of whoever holds it.
#[must_use]
pub fn seats(terms: &Terms, part: &Part, area: &str, contacts: &[Contact]) -> Vec<Seat> {
    let held = |post: CorePost| {
        let name = post.holder(area, part.number, contacts).map_or_else(String::new, |contact| contact.name.clone());
        Seat { name, ..post.seat }
    };
    posts(terms, part, area).into_iter().map(held).collect()
}

/// What was typed names no post, or more than one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoPost {
    /// There is none.
    #[error("“{0}” is no agency or designation here; say @asw Jo Doe.")]
    None(String),
    /// It could be any of these.
    #[error("“{typed}” could be {posts}.")]
    Many {
        /// What was typed.
        typed: String,
        /// The posts.
        posts: String,
    },
}

/// Reads `@asw Jo Doe`: a post and a name.
///
/// # Errors
/// Refuses what is no post of the county's, and what could be several.
pub fn seat_meant(typed: &str, terms: &Terms) -> Result<(Address, String), NoPost> {
    let (post, name) = typed.split_once(' ').unwrap_or((typed, ""));
    match terms.find_post(post.trim_start_matches('@')) {
        Found::One((agency, designation)) => {
            Ok((Address::new(format!("{}/{}", agency.slug, designation.slug)), name.trim().to_owned()))
        }
        Found::None => Err(NoPost::None(post.to_owned())),
        Found::Many(all) => {
            let posts: Vec<_> = all.iter().map(|(a, d)| format!("@{}/{}", a.slug, d.slug)).collect();
            Err(NoPost::Many { typed: post.to_owned(), posts: posts.join(", ") })
        }
    }
}

/// A seat for somebody who is invited: to one case, or as a guest to the whole meeting.
#[must_use]
pub fn invited(terms: &Terms, post: &Address, name: &str, case: Option<CaseId>, taken: &[Seat]) -> Option<Seat> {
    let (agency, designation) = terms.designation(post.agency(), post.designation())?;
    let plain = seat(agency, designation, None, vec![]);
    let mut address = plain.address.clone();
    let mut number = 2;
    while taken.iter().any(|seat| seat.address == address) {
        address = Address::new(format!("{}/{number}", plain.address));
        number += 1;
    }
    let guest = case.is_none();
    Some(Seat { address, name: name.to_owned(), only_case: case, guest, ..plain })
}

/// An empty seat of a post; a place is its name and its name in narrow places.
fn seat(agency: &Agency, designation: &Designation, place: Option<(&str, &str)>, districts: Vec<String>) -> Seat {
    let several = agency.designations.len() > 1;
    let (short, title, address) = match place {
        Some((place, short)) => (
            format!("{} {short}", designation.short),
            format!("{}, {place}", designation.title),
            format!("{}/{}/{}", agency.slug, designation.slug, slug(place)),
        ),
        None => (
            if several { format!("{} {}", agency.short, designation.short) } else { agency.short.clone() },
            designation.title.clone(),
            format!("{}/{}", agency.slug, designation.slug),
        ),
    };
    Seat {
        address: Address::new(address),
        agency: agency.name.clone(),
        short,
        designation: title,
        name: String::new(),
        districts,
        only_case: None,
        guest: false,
        signed: agency.signed,
        mark: None,
        from: None,
        until: None,
        agreed: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seats_of(area: &str) -> Vec<Seat> {
        let terms = Terms::essex().unwrap();
        seats(&terms, terms.part(1).unwrap(), area, &[])
    }

    #[test]
    fn each_council_of_the_area_has_a_seat_of_its_own() {
        let count = |area| seats_of(area).iter().filter(|seat| seat.address.agency() == "council").count();
        assert_eq!(["mid", "north", "south", "west"].map(count), [3, 2, 3, 4]);
    }

    #[test]
    fn a_police_district_that_touches_two_areas_sits_in_both() {
        let address = "police/mplo/braintree-and-uttlesford";
        for area in ["mid", "west"] {
            assert!(seats_of(area).iter().any(|seat| seat.address.as_str() == address), "{area}");
        }
    }

    #[test]
    fn a_police_district_has_its_short_name_on_the_strip_and_its_whole_name_in_the_minutes() {
        let seats = seats_of("mid");
        let seat = seats.iter().find(|seat| seat.address.as_str() == "police/mplo/braintree-and-uttlesford").unwrap();
        assert_eq!(seat.short, "MPLO Braintree");
        assert_eq!(seat.designation, "Missing Person Liaison Officer, Braintree and Uttlesford");
    }

    #[test]
    fn every_seat_has_an_address_of_its_own() {
        for area in ["mid", "north", "south", "west"] {
            let mut addresses: Vec<_> = seats_of(area).into_iter().map(|seat| seat.address).collect();
            addresses.sort();
            let before = addresses.len();
            addresses.dedup();
            assert_eq!(addresses.len(), before);
        }
    }

    #[test]
    fn a_second_invitee_of_the_same_post_has_another_address() {
        let terms = Terms::essex().unwrap();
        let post = Address::new("cf/asw");
        let first = invited(&terms, &post, "Jo Doe", Some(CaseId::new("a")), &[]).unwrap();
        let second = invited(&terms, &post, "Al Doe", Some(CaseId::new("b")), std::slice::from_ref(&first)).unwrap();
        assert_eq!((first.address.as_str(), second.address.as_str()), ("cf/asw", "cf/asw/2"));
    }
}
