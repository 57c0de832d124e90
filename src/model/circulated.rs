//! The agenda as it went out: when, by whom, to which agencies, in which version; and what has changed since.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::agenda::NewItem;
use super::decide_prepare::ForAgenda;
use super::id::{ItemId, MeetingId};
use super::meeting::{Meeting, Plan};
use super::outlook::Outlook;
use super::request::Request;
use super::sight::Apart;
use crate::terms::calendar::month_end;
use crate::terms::phrase::day;

/// An agency that was told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// The agency's slug.
    pub agency: String,
    /// Its name, as it was then.
    pub name: String,
}

/// One sending of an agenda.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Circulated {
    /// Which version went out, from 1; the same again where nothing had changed.
    pub version: u32,
    /// When.
    pub at: DateTime<Utc>,
    /// Who sent it.
    pub by: String,
    /// To which agencies.
    pub to: Vec<Told>,
    /// Whoever got a part of it alone, and which.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub apart: Vec<Apart>,
    /// When and where the meeting was to be held, as it said.
    pub plan: Plan,
    /// The items, as it said.
    pub items: Vec<NewItem>,
}

impl Meeting {
    /// Folds a sending of the agenda as it stands.
    pub(super) fn circulate(&mut self, (to, apart): (&[Told], &[Apart]), at: DateTime<Utc>, by: &str) {
        let items: Vec<NewItem> = self.items.iter().map(|item| item.planned.clone()).collect();
        let version = self
            .circulated
            .last()
            .map_or(1, |last| last.version + u32::from(last.items != items || last.plan != self.plan));
        let (plan, by, to, apart) = (self.plan.clone(), by.to_owned(), to.to_vec(), apart.to_vec());
        self.circulated.push(Circulated { version, at, by, to, apart, plan, items });
        if self.is_to_come() {
            self.state = super::meeting::MeetingState::AgendaCirculated;
        }
    }

    /// Whether the agenda went out, and nothing of it has changed since.
    #[must_use]
    pub fn is_out_as_it_stands(&self) -> bool {
        let same = |last: &Circulated| last.items.iter().eq(self.items.iter().map(|item| &item.planned));
        self.circulated.last().is_some_and(|last| last.plan == self.plan && same(last))
    }
}

/// The meeting of the other part whose agenda goes out together with this one's: of the same area, still to be held, in
/// the same month, and not yet out as it stands (arrangements §4: circulated with Part 1's).
#[must_use]
pub fn companion<'a>(meeting: &Meeting, meetings: &'a BTreeMap<MeetingId, Meeting>) -> Option<&'a Meeting> {
    let month = |of: &Meeting| month_end(of.plan.date);
    let beside = |other: &&Meeting| other.plan.area == meeting.plan.area && other.plan.part != meeting.plan.part;
    let due = |other: &&Meeting| other.is_to_come() && month(other) == month(meeting) && !other.is_out_as_it_stands();
    meetings.values().filter(beside).filter(due).min_by_key(|other| (other.plan.date, other.plan.time))
}

/// The requests that record in one step that the agenda of a meeting went out, and that of its companion with it; the
/// latter goes to those of the agencies that are its members. `to` empty means every member.
#[must_use]
pub fn circulation(meeting: &MeetingId, companion: Option<&Meeting>, to: &[String]) -> Vec<Request> {
    let request =
        |meeting: &MeetingId, to| Request::Agenda { meeting: meeting.clone(), asked: ForAgenda::Circulate { to } };
    let members = companion.and_then(|companion| {
        let member = |slug: &&String| companion.seats.iter().any(|seat| seat.address.agency() == slug.as_str());
        let members: Vec<String> = to.iter().filter(member).cloned().collect();
        (to.is_empty() || !members.is_empty()).then_some((&companion.id, members))
    });
    let with = members.map(|(companion, members)| request(companion, members));
    std::iter::once(request(meeting, to.to_vec())).chain(with).collect()
}

/// What has changed of an agenda since it last went out, a sentence each; empty where nothing has, or it never did.
#[must_use]
pub fn differences(meeting: &Meeting, outlook: &Outlook<'_>) -> Vec<String> {
    changes(meeting, outlook).into_iter().map(|(_, said)| said).collect()
}

/// As [`differences`], each with the child's item that it is about; none where it is about no child.
#[must_use]
pub fn changes(meeting: &Meeting, outlook: &Outlook<'_>) -> Vec<(Option<ItemId>, String)> {
    let Some(last) = meeting.circulated.last() else { return Vec::new() };
    let named = |item: &NewItem| {
        let case = item.case.as_ref().map(|case| outlook.cases.get(case));
        case.map_or_else(|| item.title.clone(), |case| case.map_or("A case", |case| case.label).to_owned())
    };
    let mut all = Vec::new();
    let mut of_meeting = |said: String| all.push((None, said));
    let (then, now) = (&last.plan, &meeting.plan);
    if (then.date, then.time) != (now.date, now.time) {
        of_meeting(format!("The meeting is on {} at {}.", day(now.date), now.time.format("%H:%M")));
    }
    if then.venue != now.venue {
        of_meeting(format!("It is held at {}.", now.venue));
    }
    if then.chair != now.chair {
        of_meeting(format!("It is chaired by {}.", now.chair));
    }
    let about = |item: &NewItem| item.case.is_some().then(|| item.id.clone());
    let before = |id: &ItemId| last.items.iter().find(|item| item.id == *id);
    for (at, item) in meeting.items.iter().map(|item| &item.planned).enumerate() {
        let mut of_item = |said: String| all.push((about(item), said));
        match before(&item.id) {
            None => of_item(format!("{} was added, as item {}.", named(item), at + 1)),
            Some(old) => {
                if old.minutes != item.minutes {
                    of_item(format!("{} takes {} minutes instead of {}.", named(item), item.minutes, old.minutes));
                }
                if old.responsible != item.responsible {
                    of_item(format!("{} is presented by {}.", named(item), item.responsible));
                }
            }
        }
    }
    for gone in last.items.iter().filter(|item| meeting.item(&item.id).is_none()) {
        let off = meeting.taken_off.iter().find(|off| off.planned.id == gone.id);
        let until =
            off.and_then(|off| off.until).map_or_else(String::new, |on| format!(" It is reviewed on {}.", day(on)));
        let why = off.map_or_else(String::new, |off| format!(": {}", off.reason.trim_end_matches('.')));
        all.push((about(gone), format!("{} was taken off{why}.{until}", named(gone))));
    }
    let stayed: Vec<_> = last.items.iter().map(|item| &item.id).filter(|id| meeting.item(id).is_some()).collect();
    let order: Vec<_> = meeting.items.iter().map(|item| &item.planned.id).filter(|id| before(id).is_some()).collect();
    if stayed != order {
        all.push((None, "The items stand in another order.".to_owned()));
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::meeting::MeetingState;
    use crate::model::office::{check, day, plan};
    use crate::model::request::NewMeeting;

    #[test]
    fn the_other_parts_agenda_of_the_month_goes_out_in_the_same_step_to_its_own_members() {
        check(|office| {
            let december = office.plan("2026-12-03");
            let mut ask = |date: &str| {
                let plan = Plan { part: 2, ..plan(date) };
                office.ask(Request::PlanMeeting(Box::new(NewMeeting { plan, cases: vec![] }))).unwrap();
            };
            ask("2027-01-14");
            ask("2026-12-15");
            let beside = |office: &crate::model::office::Office<'_>| {
                companion(office.meeting(&december), &office.docs().meetings).cloned()
            };
            let part2 = beside(office).unwrap();
            assert_eq!(part2.plan.date, day("2026-12-15"));
            let only = |to: &[&str]| {
                let to: Vec<String> = to.iter().map(|slug| (*slug).to_owned()).collect();
                circulation(&december, Some(&part2), &to)
            };
            assert_eq!(only(&["sexual-health"]).len(), 1, "sexual health is no member of Part 2");
            assert_eq!(only(&["police", "sexual-health"]).len(), 2);
            for request in only(&[]) {
                office.ask(request).unwrap();
            }
            assert_eq!(office.meeting(&part2.id).state, MeetingState::AgendaCirculated);
            assert_eq!(beside(office), None, "it is out as it stands");
        });
    }

    #[test]
    fn an_agenda_goes_out_to_every_agency_and_is_revised_by_what_changes_after() {
        check(|office| {
            office.child("First", Some(day("2026-12-03")), "Medium");
            let december = office.plan("2026-12-03");
            office.agenda(&december, ForAgenda::Gather).unwrap();
            office.agenda(&december, ForAgenda::Circulate { to: vec![] }).unwrap();
            let meeting = office.meeting(&december).clone();
            assert_eq!((meeting.state, meeting.circulated[0].version), (MeetingState::AgendaCirculated, 1));
            let agencies = &meeting.circulated[0].to;
            assert!(agencies.len() > 5 && agencies.iter().filter(|told| told.agency == "police").count() == 1);
            assert!(differences(&meeting, &Outlook::of(office.docs())).is_empty());

            let (item, planned) = (meeting.items[0].id().clone(), &meeting.items[0].planned);
            let (was, responsible) = ((planned.minutes, planned.responsible.clone()), "Chair".to_owned());
            office.agenda(&december, ForAgenda::Change { item, minutes: 9, responsible, was }).unwrap();
            let said = differences(office.meeting(&december), &Outlook::of(office.docs()));
            assert_eq!(said, ["Welcome, introductions and apologies takes 9 minutes instead of 5."]);
            office.agenda(&december, ForAgenda::Circulate { to: vec!["police".to_owned()] }).unwrap();
            let meeting = office.meeting(&december);
            assert_eq!((meeting.circulated[1].version, meeting.circulated[1].to.len()), (2, 1));
            assert!(differences(meeting, &Outlook::of(office.docs())).is_empty());
            let unknown = office.agenda(&december, ForAgenda::Circulate { to: vec!["nobody".to_owned()] }).unwrap_err();
            assert!(unknown.to_string().contains("nobody"));
        });
    }
}
