//! Judges what a person asks for, and says what the journal is to keep.
//!
//! `decide` sees the terms and the clock, which folding never does: so a replay does not depend on
//! today's terms (law 5). When other seats have appended meanwhile, the session decides again.

use chrono::{DateTime, NaiveDate, Utc};

use super::action::{ActionChange, ActionRaised, Raised};
use super::agenda::{Item, ItemKind, NewItem};
use super::attendance::Seat;
use super::case::{CaseChange, CaseOpened, RiskSet};
use super::change::{Change, Decided};
use super::county::{CountyChange, PersonChange};
use super::decide_said as said;
use super::docs::Docs;
use super::id::{ActionId, CaseId, Ids, ItemId, MeetingId, Stream};
use super::meeting::{LeftOpen, Meeting, MeetingChange, MeetingPlanned, MeetingState};
use super::refusal::Refusal;
use super::request::{Export, NewCase, NewMeeting, OldAction, Request};
use super::{checks, roster};
use crate::terms::calendar::{self, Calendar};
use crate::terms::{Holds, Terms};

/// What a check sees beside the documents.
#[derive(Debug, Clone, Copy)]
pub struct Today<'a> {
    /// The county's terms.
    pub terms: &'a Terms,
    /// Its working days.
    pub calendar: &'a Calendar,
    /// The moment, UTC.
    pub now: DateTime<Utc>,
}

impl Today<'_> {
    /// The day in England.
    #[must_use]
    pub fn day(&self) -> NaiveDate {
        calendar::london(self.now).date()
    }
}

/// Judges a request against what stands, and says what is to be kept.
///
/// # Errors
/// Refuses what the rules or the state of things forbid; nothing is then recorded.
pub fn decide(request: &Request, docs: &Docs, today: Today<'_>, ids: &mut Ids) -> Result<Vec<Decided>, Refusal> {
    match request {
        Request::Say { meeting, item, capture, replaces } => {
            said::say(docs, today, ids, (meeting, item), capture, replaces.as_ref())
        }
        Request::NothingFurther { meeting, item } => said::nothing_further(docs, meeting, item),
        Request::AnswerDissent { meeting, item, entry, text, rationale, state } => {
            said::answer_dissent(docs, (meeting, item), entry, text, rationale, *state)
        }
        Request::Withdraw { meeting, item, entry } => said::withdraw(docs, meeting, item, entry),
        Request::Reword { action, task, replaces } => said::reword(docs, today, action, task, replaces),
        Request::OpenCounty { .. }
        | Request::SetContacts(_)
        | Request::AddPerson { .. }
        | Request::RemovePerson(_)
        | Request::ChangePassphrase(_)
        | Request::NoteExport(_) => Ok(vec![of_county(request)?]),
        Request::OpenCase(new) => open_case(new, today, ids),
        Request::CorrectCase { case, details, risk, review_date, closed } => {
            let standing = docs.case(case)?;
            let mut changes = vec![];
            if standing.details != **details {
                changes.push(CaseChange::DetailsCorrected(details.clone()));
            }
            if let Some(level) = risk.clone().filter(|level| standing.risk.as_ref() != Some(level)) {
                changes.push(CaseChange::RiskSet(RiskSet { on: today.day(), level, because: String::new(), at: None }));
            }
            if let Some(date) = review_date.filter(|date| standing.review_date != Some(*date)) {
                changes.push(CaseChange::ReviewDateSet(date));
            }
            if let Some(closed) = closed.clone().filter(|closed| standing.closed.as_ref() != Some(closed)) {
                changes.push(CaseChange::ClosedBefore(closed));
            }
            Ok(changes.into_iter().map(|change| of_case(case, change)).collect())
        }
        Request::TakeOverAction(old) => Ok(take_over(old, ids)),
        Request::PlanMeeting(new) => plan(new, docs, today, ids),
        _ => run_meeting(request, docs, today, ids),
    }
}

/// What concerns one meeting as a whole, rather than what is said on an item.
fn run_meeting(request: &Request, docs: &Docs, today: Today<'_>, ids: &mut Ids) -> Result<Vec<Decided>, Refusal> {
    let id = request.meeting().ok_or(Refusal::NotHere("This concerns no meeting."))?;
    let meeting = docs.meeting(id)?;
    let live = || match meeting.state {
        MeetingState::Live => Ok(()),
        MeetingState::Planned | MeetingState::AgendaCirculated => {
            Err(Refusal::State { state: "not started", remedy: "start it first" })
        }
        _ => Err(Refusal::State { state: "over", remedy: "its minutes are edited instead" }),
    };
    let change = match request {
        Request::Rearrange { plan, .. } => MeetingChange::Rearranged(plan.clone()),
        Request::StartMeeting(_) => match meeting.state {
            MeetingState::Planned | MeetingState::AgendaCirculated => MeetingChange::Started,
            MeetingState::Live => return Err(Refusal::State { state: "live already", remedy: "open it" }),
            _ => return Err(Refusal::State { state: "over", remedy: "take back its ending to go on with it" }),
        },
        Request::EndMeeting(_) => {
            live()?;
            MeetingChange::Ended { left_open: owed_at_end(meeting, docs) }
        }
        Request::AddCase { case, kind, .. } => return add_case(meeting, docs, today, case, *kind, ids),
        Request::Invite { case, post, name, .. } => {
            let seat = roster::invited(today.terms, post, name, case.clone(), &meeting.seats);
            let seat = seat.ok_or_else(|| Refusal::NoSuch { what: "post", which: post.to_string() })?;
            let change = Change::Meeting(MeetingChange::SeatAdded(Box::new(seat)));
            return Ok(vec![Decided::new(Stream::Meeting(id.clone()), change).about(case.clone())]);
        }
        Request::Mark { seats, mark, .. } => {
            MeetingChange::Marked { seats: known_seats(meeting, seats)?, mark: mark.clone() }
        }
        Request::CameAt { seat, from, .. } => {
            let seats = known_seats(meeting, std::slice::from_ref(seat))?;
            let present = MeetingChange::Marked { seats, mark: super::attendance::Mark::Present };
            let came = MeetingChange::CameAt { seat: seat.clone(), from: *from };
            return Ok([present, came].map(|change| of_meeting(id, change)).into());
        }
        Request::LeftAt { seat, until, .. } => {
            known_seats(meeting, std::slice::from_ref(seat))?;
            MeetingChange::LeftAt { seat: seat.clone(), until: *until }
        }
        Request::AgreeStatement(_) => {
            // Nobody agrees after they have gone; a draft may still record what was forgotten.
            let clock = calendar::london(today.now).time();
            let here = |seat: &Seat| meeting.state != MeetingState::Live || seat.is_here(clock);
            let present = meeting.seats.iter().filter(|seat| seat.attends() && seat.agreed.is_none() && here(seat));
            let seats: Vec<_> = present.map(|seat| seat.address.clone()).collect();
            if seats.is_empty() {
                return Err(Refusal::Empty("everybody present has agreed already"));
            }
            MeetingChange::StatementAgreed { seats }
        }
        Request::ActingChair { item, name, .. } => {
            item.as_ref().map_or(Ok(()), |item| known_item(meeting, item).map(|_| ()))?;
            MeetingChange::ActingChair { item: item.clone(), name: name.trim().to_owned() }
        }
        Request::OpenItem { item, .. } => {
            live()?;
            known_item(meeting, item)?;
            MeetingChange::ItemOpened { item: item.clone() }
        }
        Request::LeaveItem { item, reason, .. } => {
            live()?;
            let owed = owed_on(meeting, known_item(meeting, item)?, docs);
            let owed = owed.iter().map(checks::Owed::sentence).collect();
            MeetingChange::ItemLeft { item: item.clone(), owed, reason: reason.clone() }
        }
        _ => return Err(Refusal::NotHere("This is not asked of a meeting.")),
    };
    Ok(vec![of_meeting(id, change)])
}

fn of_county(request: &Request) -> Result<Decided, Refusal> {
    let county = |change| Decided::new(Stream::County, Change::County(change));
    let person = |id: &super::id::PersonId, change| Decided::new(Stream::Person(id.clone()), Change::Person(change));
    Ok(match request {
        Request::OpenCounty { terms, demo } => county(CountyChange::CountyOpened { terms: terms.clone(), demo: *demo }),
        Request::SetContacts(contacts) => county(CountyChange::ContactsSet(contacts.clone())),
        Request::AddPerson { person: id, name, role } => {
            person(id, PersonChange::PersonAdded { name: name.clone(), role: *role })
        }
        Request::RemovePerson(id) => person(id, PersonChange::PersonRemoved),
        Request::ChangePassphrase(id) => person(id, PersonChange::PassphraseChanged),
        Request::NoteExport(Export { what, of, format, digest, recipient, purpose }) => {
            county(CountyChange::Exported {
                what: what.clone(),
                of: of.clone(),
                format: format.clone(),
                digest: digest.clone(),
                recipient: recipient.clone(),
                purpose: purpose.clone(),
            })
        }
        _ => return Err(Refusal::NotHere("This is not asked of the county.")),
    })
}

fn open_case(new: &NewCase, today: Today<'_>, ids: &mut Ids) -> Result<Vec<Decided>, Refusal> {
    if new.details.name.trim().is_empty() {
        return Err(Refusal::Empty("the child has no name"));
    }
    if new.details.born > new.opened {
        return Err(Refusal::Date { date: new.details.born, why: "is after the day the case was opened" });
    }
    if today.terms.area(&new.area).is_none() {
        return Err(Refusal::Word { word: new.area.clone(), list: "area" });
    }
    let id = CaseId::new(ids.next_id());
    let opened = CaseOpened {
        label: String::new(),
        area: new.area.clone(),
        opened: new.opened,
        risk: new.risk.clone(),
        details: new.details.clone(),
    };
    let review = new.review_date.map(CaseChange::ReviewDateSet);
    let closed = new.closed.clone().map(CaseChange::ClosedBefore);
    let opened = CaseChange::CaseOpened(Box::new(opened));
    Ok(std::iter::once(opened).chain(review).chain(closed).map(|change| of_case(&id, change)).collect())
}

fn take_over(old: &OldAction, ids: &mut Ids) -> Vec<Decided> {
    let stream = Stream::Action(ActionId::new(ids.next_id()));
    let raised_at = Raised { on: old.raised, case: old.case.clone(), at: None };
    let raised = ActionRaised { label: String::new(), raised_at, task: old.task.clone() };
    let raised = ActionChange::ActionRaised(Box::new(raised));
    let answer = old.answer.clone().map(|(on, answer)| ActionChange::Answered { on, at: None, answer });
    let changes = std::iter::once(raised).chain(answer);
    changes.map(|c| Decided::new(stream.clone(), Change::Action(c)).about(old.case.clone())).collect()
}

fn plan(new: &NewMeeting, docs: &Docs, today: Today<'_>, ids: &mut Ids) -> Result<Vec<Decided>, Refusal> {
    let word = |word: &str, list| Refusal::Word { word: word.to_owned(), list };
    let part = today.terms.part(new.plan.part).ok_or_else(|| word(&new.plan.part.to_string(), "part"))?;
    today.terms.area(&new.plan.area).ok_or_else(|| word(&new.plan.area, "area"))?;
    let mut items = Vec::new();
    for row in &part.agenda {
        let wanted = |kind: &ItemKind| match row.holds {
            Holds::Reviews => matches!(kind, ItemKind::Review | ItemKind::Requested),
            Holds::Initials => *kind == ItemKind::Initial,
            _ => false,
        };
        for (case, kind) in new.cases.iter().filter(|(_, kind)| wanted(kind)) {
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

fn add_case(
    meeting: &Meeting,
    docs: &Docs,
    today: Today<'_>,
    case: &CaseId,
    kind: ItemKind,
    ids: &mut Ids,
) -> Result<Vec<Decided>, Refusal> {
    if meeting.item_of(case).is_some() {
        let which = docs.case(case)?.label.clone();
        return Err(Refusal::Already { what: "The case", which });
    }
    // A late item follows the cases, before any other business.
    let after = meeting.items.iter().rev().find(|item| item.case().is_some());
    let after = after.or_else(|| meeting.items.iter().rev().nth(1)).map(|item| item.id().clone());
    let late = meeting.state != MeetingState::Planned;
    let item = case_item(docs, today, meeting.plan.part, case, kind, late, ids)?;
    let change = MeetingChange::ItemAdded { item, after };
    Ok(vec![of_meeting(&meeting.id, change).about(Some(case.clone()))])
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
    let minutes = today.terms.part(part).map_or(10, |part| match kind {
        ItemKind::Initial => part.case_minutes.initial,
        _ => part.case_minutes.review,
    });
    let responsible = match kind {
        ItemKind::Initial => docs.case(case)?.details.presenter.clone(),
        _ => "Chair".to_owned(),
    };
    let id = ItemId::new(ids.next_id());
    Ok(NewItem { id, title: String::new(), kind, case: Some(case.clone()), responsible, minutes, late })
}

fn owed_at_end(meeting: &Meeting, docs: &Docs) -> Vec<LeftOpen> {
    let owed = |item: &Item| {
        let id = item.id().clone();
        owed_on(meeting, item, docs).into_iter().map(move |o| LeftOpen { item: id.clone(), owed: o.sentence() })
    };
    meeting.items.iter().flat_map(owed).collect()
}

/// What is owed on an item, with the documents that are loaded.
#[must_use]
pub fn owed_on(meeting: &Meeting, item: &Item, docs: &Docs) -> Vec<checks::Owed> {
    let case = item.case().and_then(|id| docs.cases.get(id));
    let actions = docs.actions.values().filter(|action| {
        let here = action.raised_at.at.as_ref().is_some_and(|(m, i)| *m == meeting.id && i == item.id());
        here || (item.case().is_some() && action.raised_at.case.as_ref() == item.case())
    });
    checks::owed_on_item(meeting, item, case, actions)
}

fn known_seats(meeting: &Meeting, seats: &[super::id::Address]) -> Result<Vec<super::id::Address>, Refusal> {
    match seats.iter().find(|address| meeting.seat(address).is_none()) {
        Some(missing) => Err(Refusal::NoSuch { what: "seat", which: missing.to_string() }),
        None if seats.is_empty() => Err(Refusal::Empty("no seat was named")),
        None => Ok(seats.to_vec()),
    }
}

pub(super) fn known_item<'a>(meeting: &'a Meeting, item: &ItemId) -> Result<&'a Item, Refusal> {
    meeting.item(item).ok_or_else(|| Refusal::NoSuch { what: "agenda item", which: item.to_string() })
}

pub(super) fn of_meeting(id: &MeetingId, change: MeetingChange) -> Decided {
    Decided::new(Stream::Meeting(id.clone()), Change::Meeting(change))
}

pub(super) fn of_case(id: &CaseId, change: CaseChange) -> Decided {
    Decided::new(Stream::Case(id.clone()), Change::Case(change)).about(Some(id.clone()))
}
