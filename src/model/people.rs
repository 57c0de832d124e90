//! The contact list as people read it: every core post of each area and part, whether anybody holds it or not, and after
//! them those who chair, who come by invitation, and who hold a post of no membership.

use super::county::Contact;
use super::roster;
use crate::terms::{Part, Terms};

/// How a post belongs to a part of the meeting (arrangements §3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Belongs {
    /// A core member.
    Core,
    /// The chair or a vice-chair.
    Chair,
    /// Comes by formal invitation only.
    Invited,
    /// The terms name the post, and the part has no seat for it.
    Otherwise,
}

/// A post of the contact list, and who holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed<'a> {
    /// The post with its holder; where nobody holds it, the name is empty.
    pub contact: Contact,
    /// The area's name.
    pub area: &'a str,
    /// The agency's name.
    pub agency: &'a str,
    /// The post in narrow places.
    pub short: String,
    /// The designation's title, with the district where it is one of several.
    pub title: String,
    /// How the post belongs to the part.
    pub belongs: Belongs,
}

impl Belongs {
    /// What people call it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Core => "core member",
            Self::Chair => "chair or vice-chair",
            Self::Invited => "by formal invitation only",
            Self::Otherwise => "no member of this part",
        }
    }
}

impl Listed<'_> {
    /// Whether nobody holds the post.
    #[must_use]
    pub fn is_vacant(&self) -> bool {
        self.contact.name.is_empty()
    }

    /// What the row is found by.
    #[must_use]
    pub fn found_by(&self) -> String {
        let Contact { part, name, email, telephone, deputy, spoc, .. } = &self.contact;
        let (spoc, vacant) = (if *spoc { "spoc" } else { "" }, if self.is_vacant() { "nobody vacant" } else { "" });
        let Self { area, agency, short, title, belongs, .. } = self;
        let belongs = belongs.name();
        format!(
            "{area} Part {part} {agency} {short} {title} {name} {deputy} {email} {telephone} {belongs} {spoc} {vacant}"
        )
    }
}

/// The contact list by area and part, in the order of the terms.
#[must_use]
pub fn listed<'a>(terms: &'a Terms, contacts: &[Contact]) -> Vec<Listed<'a>> {
    let parts = terms.areas.iter().flat_map(|area| terms.parts.iter().map(move |part| (area, part)));
    let mut rows = Vec::new();
    for (area, part) in parts {
        let posts = roster::posts(terms, part, &area.slug).into_iter();
        rows.extend(posts.map(|post| {
            let holder = post.holder(&area.slug, part.number, contacts).cloned();
            let vacant = || Contact {
                area: area.slug.clone(),
                part: part.number,
                agency: post.agency.clone(),
                designation: post.designation.clone(),
                district: post.district.clone(),
                name: String::new(),
                email: String::new(),
                telephone: String::new(),
                spoc: false,
                deputy: String::new(),
            };
            let agency = terms.agency(&post.agency).map_or("", |agency| agency.name.as_str());
            let contact = holder.unwrap_or_else(vacant);
            let (short, title, belongs) = (post.seat.short, post.seat.designation, Belongs::Core);
            Listed { contact, area: &area.name, agency, short, title, belongs }
        }));
        let first = rows.len();
        let here = contacts.iter().filter(|held| (&held.area, held.part) == (&area.slug, part.number));
        let others = here.filter(|held| !rows.iter().any(|row| row.contact.same_post(held)));
        let others: Vec<Listed<'a>> = others.map(|held| other(terms, &area.name, part, held)).collect();
        rows.extend(others);
        rows[first..].sort_by(|a, b| (a.belongs, a.agency, &a.title).cmp(&(b.belongs, b.agency, &b.title)));
    }
    rows
}

/// Somebody whose post is no core member's.
fn other<'a>(terms: &'a Terms, area: &'a str, part: &Part, held: &Contact) -> Listed<'a> {
    let own = (held.agency.as_str(), held.designation.as_str());
    let is = |post: &crate::terms::Post| (post.agency.as_str(), post.designation.as_str()) == own;
    let belongs = if is(&part.chair) || part.vice_chairs.iter().any(is) {
        Belongs::Chair
    } else if part.invite_only.iter().any(is) {
        Belongs::Invited
    } else {
        Belongs::Otherwise
    };
    let agency = terms.agency(own.0).map_or("", |agency| agency.name.as_str());
    let post = terms.designation(own.0, own.1);
    let place = held.district.as_ref().map_or_else(String::new, |district| format!(", {district}"));
    let (short, title) = post.map_or_else(
        || (own.0.to_owned(), own.1.to_owned()),
        |(agency, post)| (format!("{} {}", agency.short, post.short), format!("{}{place}", post.title)),
    );
    Listed { contact: held.clone(), area, agency, short, title, belongs }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contact(post: (&str, &str), name: &str) -> Contact {
        Contact {
            area: "mid".to_owned(),
            part: 1,
            agency: post.0.to_owned(),
            designation: post.1.to_owned(),
            district: None,
            name: name.to_owned(),
            email: String::new(),
            telephone: String::new(),
            spoc: false,
            deputy: String::new(),
        }
    }

    #[test]
    fn every_core_post_is_listed_whether_anybody_holds_it_or_not() {
        let terms = Terms::essex().unwrap();
        let none = listed(&terms, &[]);
        assert!(none.iter().all(Listed::is_vacant));
        let seats = |area: &str, part: u8| roster::posts(&terms, terms.part(part).unwrap(), area).len();
        let all: usize = terms.areas.iter().map(|area| seats(&area.slug, 1) + seats(&area.slug, 2)).sum();
        assert_eq!(none.len(), all);
    }

    #[test]
    fn who_chairs_and_who_comes_by_invitation_stand_after_the_core_members_of_their_part() {
        let terms = Terms::essex().unwrap();
        let people = [
            contact(("cf", "team-manager"), "Tess Moor"),
            contact(("cf", "service-manager"), "Hal Ford"),
            contact(("yos", "regional-manager"), "Kit Lowe"),
        ];
        let rows = listed(&terms, &people);
        let held: Vec<_> =
            rows.iter().filter(|row| !row.is_vacant()).map(|row| (row.belongs, &row.contact.name)).collect();
        let (kit, hal, tess) = ("Kit Lowe".to_owned(), "Hal Ford".to_owned(), "Tess Moor".to_owned());
        assert_eq!(held, [(Belongs::Core, &kit), (Belongs::Chair, &hal), (Belongs::Invited, &tess)]);
        let last = rows.iter().rposition(|row| row.contact.area == "mid" && row.contact.part == 1).unwrap();
        assert_eq!(rows[last].contact.name, "Tess Moor");
    }
}
