//! Which children of an agenda somebody may see: a member all of them unless the terms say otherwise, an invitee their
//! own child alone (arrangements §3).

use serde::{Deserialize, Serialize};

use super::attendance::Seat;
use super::docs::Docs;
use super::id::{Address, ItemId};
use super::meeting::Meeting;
use crate::terms::{Organisation, Sees, Terms, fold};

/// Somebody who gets a part of an agenda, and not the whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Apart {
    /// Their seat.
    pub seat: Address,
    /// Who they are, as it was then: `Jo Doe, Allocated social worker`.
    pub name: String,
    /// Whether they are invited for one child, and get nothing but that child's item.
    pub invited: bool,
    /// The children's items that they see.
    pub items: Vec<ItemId>,
}

/// Why it is not known whose agenda is meant.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoReader {
    /// Nobody of that name is at the meeting.
    #[error("“{0}” has no seat at this meeting: name an agency, as police, or an invitee, as cf/asw or by name.")]
    None(String),
    /// It could be any of these, who see different children.
    #[error("“{asked}” could be {all}, who see different children: say which.")]
    Many {
        /// What was asked for.
        asked: String,
        /// The seats with their names.
        all: String,
    },
}

/// Everybody who gets a part of the agenda alone, in the order of the seats.
#[must_use]
pub fn apart(meeting: &Meeting, docs: &Docs, terms: &Terms) -> Vec<Apart> {
    meeting.seats.iter().filter_map(|seat| part_of(seat, meeting, docs, terms)).collect()
}

/// What somebody sees of an agenda: a part of it, or the whole. They are named by their agency, their post or their name;
/// an agency sees the whole where any of its members does.
///
/// # Errors
/// Refuses a name that nobody at the meeting has, and one that several have who see different children.
pub fn reader(asked: &str, meeting: &Meeting, docs: &Docs, terms: &Terms) -> Result<Option<Apart>, NoReader> {
    let meant = meant(asked, meeting, terms);
    let parts: Vec<Option<Apart>> = meant.iter().map(|seat| part_of(seat, meeting, docs, terms)).collect();
    match &parts[..] {
        [] => Err(NoReader::None(bare(asked).to_owned())),
        [one] => Ok(one.clone()),
        several if several.iter().any(Option::is_none) => Ok(None),
        several => {
            let named = |part: &Apart| format!("{} ({})", part.seat, part.name);
            let all: Vec<String> = several.iter().flatten().map(named).collect();
            Err(NoReader::Many { asked: bare(asked).to_owned(), all: all.join(", ") })
        }
    }
}

/// How somebody is called on a paper for them: `Police`, `Jo Doe, Allocated social worker`; as they were asked for where
/// nobody at the meeting is.
#[must_use]
pub fn called(asked: &str, meeting: &Meeting, terms: &Terms) -> String {
    match (organisation(asked, terms), &meant(asked, meeting, terms)[..]) {
        (Some(own), _) => own.short,
        (_, [seat, ..]) => titled(seat),
        (_, []) => bare(asked).to_owned(),
    }
}

fn bare(asked: &str) -> &str {
    asked.trim().trim_start_matches('@')
}

/// The agency, or the one council, that is named so; an agency of which each district has its own is all of them.
fn organisation(asked: &str, terms: &Terms) -> Option<Organisation> {
    let whole = || terms.organisation(&terms.find_agency(bare(asked)).one()?.slug, None);
    terms.find_organisation(bare(asked)).one().or_else(whole)
}

/// The seats of those who are named so by agency, council, post or name.
fn meant<'a>(asked: &str, meeting: &'a Meeting, terms: &Terms) -> Vec<&'a Seat> {
    let asked = bare(asked);
    let own = organisation(asked, terms);
    let post = |seat: &Seat| {
        let own = seat.address.as_str();
        own == asked || own.strip_prefix(asked).is_some_and(|rest| rest.starts_with('/'))
    };
    let is = |seat: &&Seat| match &own {
        Some(own) => {
            let (agency, place) = (seat.address.agency(), seat.address.place());
            own.slug == agency || terms.organisation(agency, place).is_some_and(|seats| seats.slug == own.slug)
        }
        None => post(seat) || fold(seat.name.as_str()) == fold(asked),
    };
    let seats: Vec<&Seat> = meeting.seats.iter().filter(is).collect();
    let members: Vec<&Seat> = seats.iter().filter(|seat| seat.only_case.is_none()).copied().collect();
    // Those who are invited for one child have no say in what their agency sees.
    if members.is_empty() { seats } else { members }
}

/// Who holds a seat, or whose it is, and as what.
fn titled(seat: &Seat) -> String {
    let name = if seat.name.is_empty() { &seat.agency } else { &seat.name };
    format!("{name}, {}", seat.designation)
}

/// The part that a seat gets; none where that is the whole, or its child is not on the agenda.
fn part_of(seat: &Seat, meeting: &Meeting, docs: &Docs, terms: &Terms) -> Option<Apart> {
    let invited = seat.only_case.is_some();
    if !invited && (seat.guest || sees(seat, meeting.plan.part, terms) == Sees::All) {
        return None;
    }
    let theirs = |case: &super::id::CaseId| match &seat.only_case {
        Some(own) => own == case,
        None => docs.cases.get(case).is_some_and(|case| seat.speaks_for(&case.details.district)),
    };
    // A child who was taken off is still told of to whoever would have seen the item.
    let off = meeting.taken_off.iter().map(|off| &off.planned);
    let of_children = || meeting.items.iter().map(|item| &item.planned).chain(off.clone()).filter(|i| i.case.is_some());
    let own = of_children().filter(|item| item.case.as_ref().is_some_and(theirs));
    let items: Vec<ItemId> = own.map(|item| item.id.clone()).collect();
    let is_part = if invited { !items.is_empty() } else { items.len() < of_children().count() };
    is_part.then(|| Apart { seat: seat.address.clone(), name: titled(seat), invited, items })
}

/// What the terms say that a core member sees.
fn sees(seat: &Seat, part: u8, terms: &Terms) -> Sees {
    let of = |rule: &&crate::terms::SeatRule| {
        rule.agency == seat.address.agency() && rule.designation == seat.address.designation()
    };
    let rule = terms.part(part).and_then(|part| part.seats.iter().find(of));
    rule.map_or(Sees::All, |rule| rule.sees)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::decide_prepare::ForAgenda;
    use crate::model::id::{CaseId, MeetingId};
    use crate::model::office::{Office, day};
    use crate::model::request::Request;
    use crate::terms::ESSEX;
    use crate::terms::calendar::Calendar;

    /// A meeting in December on two children of Maldon, for the first of whom a social worker is invited, in a county
    /// with these terms.
    #[track_caller]
    fn check(terms: &str, work: impl FnOnce(&mut Office<'_>, &MeetingId, [CaseId; 2])) {
        let (terms, calendar) = (Terms::read(terms, "county.toml").unwrap(), Calendar::default());
        let mut office = Office::open(&terms, &calendar);
        let children = ["First Child", "Second Child"].map(|name| office.child(name, Some(day("2026-12-03")), "High"));
        let meeting = office.plan("2026-12-03");
        let _ = office.agenda(&meeting, ForAgenda::Gather);
        let (post, name) = (Address::new("cf/asw"), "Jo Doe".to_owned());
        let (case, to) = (Some(children[0].clone()), meeting.clone());
        office.ask(Request::Invite { meeting: to, post, name, case }).unwrap();
        work(&mut office, &meeting, children);
    }

    fn own_districts() -> String {
        let rule = r#"{ agency = "council", designation = "safeguarding", each = "district" }"#;
        assert!(ESSEX.contains(rule));
        ESSEX.replacen(rule, &rule.replace(" }", ", sees = \"own-district\" }"), 1)
    }

    #[test]
    fn an_invitee_sees_their_own_child_and_every_member_the_whole() {
        check(ESSEX, |office, meeting, [first, _]| {
            let (held, docs) = (office.meeting(meeting), office.docs());
            let apart = apart(held, docs, office.terms);
            assert_eq!(apart.len(), 1, "{apart:?}");
            assert_eq!((apart[0].name.as_str(), apart[0].invited), ("Jo Doe, Allocated social worker", true));
            assert_eq!(apart[0].items, [office.item(meeting, &first)]);
            let read = |asked: &str| reader(asked, held, docs, office.terms);
            for asked in ["cf/asw", "@cf/asw", "jo doe"] {
                assert_eq!(read(asked), Ok(Some(apart[0].clone())), "{asked}");
            }
            for asked in ["police", "Police", "cf", "council", "council/maldon", "council/safeguarding/maldon"] {
                assert_eq!(read(asked), Ok(None), "{asked}");
            }
            let called = |asked: &str| called(asked, held, office.terms);
            assert_eq!(called("@police"), "Police");
            assert_eq!(called("cf/asw"), "Jo Doe, Allocated social worker");
            assert_eq!(called("police/mplo"), "Police, Missing Person Liaison Officer, Chelmsford");
            assert_eq!(called("Nobody Here"), "Nobody Here");
            assert!(read("probation").unwrap_err().to_string().contains("no seat at this meeting"));
            assert!(read("nobody").is_err());
        });
    }

    #[test]
    fn two_invitees_of_one_post_are_told_apart_before_either_gets_anything() {
        check(ESSEX, |office, meeting, [_, second]| {
            let (post, name) = (Address::new("cf/asw"), "Al Poe".to_owned());
            office.ask(Request::Invite { meeting: meeting.clone(), post, name, case: Some(second.clone()) }).unwrap();
            let read = |asked: &str| reader(asked, office.meeting(meeting), office.docs(), office.terms);
            let said = read("cf/asw").unwrap_err().to_string();
            assert!(
                said.contains("cf/asw/2 (Al Poe, Allocated social worker)") && said.contains("say which"),
                "{said}"
            );
            assert_eq!(read("Al Poe").unwrap().unwrap().items, [office.item(meeting, &second)]);
            assert_eq!(read("cf/asw/2").unwrap().unwrap().name, "Al Poe, Allocated social worker");
        });
    }

    #[test]
    fn terms_may_say_that_a_council_sees_the_children_of_its_district() {
        check(&own_districts(), |office, meeting, _| {
            let read = |asked: &str| reader(asked, office.meeting(meeting), office.docs(), office.terms);
            assert_eq!(read("council/safeguarding/maldon"), Ok(None), "both children are Maldon's: that is the whole");
            let chelmsford = read("council/safeguarding/chelmsford").unwrap().unwrap();
            assert_eq!(read("@council/Chelmsford"), Ok(Some(chelmsford.clone())));
            assert!(chelmsford.items.is_empty() && !chelmsford.invited, "{chelmsford:?}");
            assert_eq!(read("police"), Ok(None));
        });
    }

    #[test]
    fn circulating_keeps_to_whom_a_part_alone_went() {
        check(&own_districts(), |office, meeting, [first, _]| {
            office.agenda(meeting, ForAgenda::Circulate { to: vec!["police".to_owned()] }).unwrap();
            office.agenda(meeting, ForAgenda::Circulate { to: vec![] }).unwrap();
            let sent = &office.meeting(meeting).circulated;
            assert!(sent[0].apart.is_empty(), "{:?}", sent[0]);
            let seats: Vec<&str> = sent[1].apart.iter().map(|one| one.seat.as_str()).collect();
            assert_eq!(seats, ["council/safeguarding/chelmsford", "council/safeguarding/braintree", "cf/asw"]);
            assert_eq!(sent[1].apart[2].items, [office.item(meeting, &first)]);
        });
    }
}
