//! Judges what a person asks for, and says what the journal is to keep.
//!
//! `decide` sees the terms and the clock, which folding never does: so a replay does not depend on
//! today's terms (law 5). When other seats have appended meanwhile, the session decides again.

use chrono::{DateTime, NaiveDate, Utc};

use super::action::{ActionChange, ActionRaised, Raised};
use super::agenda::{Item, ItemKind};
use super::attendance::Seat;
use super::case::{CaseChange, Discussion, DiscussionKind, Outcome};
use super::change::{Change, Decided};
use super::county::{CountyChange, PersonChange};
use super::decide_said as said;
use super::docs::Docs;
use super::id::{ActionId, CaseId, Ids, ItemId, MeetingId, Stream};
use super::meeting::{Meeting, MeetingChange, MeetingState};
use super::refusal::Refusal;
use super::request::{Export, OldAction, Request};
use super::{
    decide_action as actions, decide_agenda as agenda, decide_case as cases, decide_contacts as contacts,
    decide_disclosure as disclosure, decide_dissent as dissent, decide_gate as gate, decide_intake as intake,
    decide_listing as listing, decide_merge as merging, decide_minutes as minutes, decide_move as moving,
    decide_prepare as preparing, decide_retention as retention, decide_seats as seats,
};
use crate::terms::Terms;
use crate::terms::calendar::{self, Calendar};

pub use super::decide_gate::{agreed, owed_on, read_out, undecided_in_silence};

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
    request.case().map_or(Ok(()), |case| merging::unmerged(docs, case))?;
    minutes::unsealed(docs, request)?;
    match request {
        Request::MergeCases { kept, gone, seen } => merging::merge(docs, today, (kept, gone), (&seen.0, &seen.1)),
        Request::Say { meeting, item, capture, replaces } => {
            said::say(docs, today, ids, (meeting, item), capture, replaces.as_ref())
        }
        Request::Retention { case, asked } => retention::decide(docs, case, asked),
        Request::NothingFurther { meeting, item } => said::nothing_further(docs, meeting, item),
        Request::AsSeen { meeting, item, decision, risk } => {
            said::as_seen(docs, (meeting, item), decision.as_ref(), risk.as_ref())
        }
        Request::AnswerDissent { meeting, item, entry, text, answer } => {
            dissent::answer(docs, (meeting, item), entry, (text, answer), today)
        }
        Request::FollowDissent { case, from, post, base, answer } => {
            dissent::answer_between(docs, case, (from, post, base), answer, today)
        }
        Request::Withdraw { meeting, item, entry } => said::withdraw(docs, meeting, item, entry),
        Request::Reword { action, task, replaces } => said::reword(docs, today, action, task, replaces),
        Request::OpenCounty { .. }
        | Request::SetHolidays(_)
        | Request::AddWord(_)
        | Request::NameColumns(_)
        | Request::AddPerson { .. }
        | Request::RemovePerson(_)
        | Request::ChangePassphrase(_)
        | Request::NoteExport(_) => Ok(vec![of_county(docs, request)?]),
        Request::EnterDisclosure(matter) => disclosure::enter(matter, docs, today, ids),
        Request::OfDisclosure { entry, seen, asked } => disclosure::decide(entry, seen, asked, docs, today),
        Request::SetContacts(set) => Ok(contacts::set(set, docs, today)),
        Request::KeepContact { contact, base } => contacts::keep(contact, base.as_deref(), docs, today),
        Request::RemoveContact(contact) => contacts::remove(contact, docs, today),
        Request::OpenCase(new) => cases::open(new, today, ids),
        Request::CorrectCase { case, details, risk, review_date, closed } => {
            let standing = docs.case(case)?;
            let corrected = cases::correct(standing, details, risk.as_ref(), today);
            let changes = corrected.chain(cases::closed_before(standing, *review_date, closed.as_ref()));
            Ok(changes.map(|change| of_case(case, change)).collect())
        }
        Request::FileForm { case, form, base, correction } => {
            cases::file_form(docs, today, case, form, base.as_ref(), correction.as_deref())
        }
        Request::Intake { case, asked } => intake::decide(case, asked, docs, today),
        Request::Listing { case, asked } => listing::decide(case, asked, docs, today, ids),
        Request::OfAction(asked) => actions::decide(asked, docs, today),
        Request::TakeOverAction(old) => take_over(old, ids),
        Request::PlanMeeting(new) => agenda::plan(new, docs, today, ids),
        Request::Agree { meeting, item } => gate::agree(docs, meeting, item),
        Request::MoveEntry { meeting, item, entry, to } => moving::move_entry(docs, meeting, (item, to), entry),
        Request::NoteMention { meeting, item, case } => moving::mention(docs, meeting, item, case),
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
            MeetingState::Planned | MeetingState::AgendaCirculated => {
                // What fell due since the agenda was made, and nobody put on it, is discussed all the same.
                let started = of_meeting(id, MeetingChange::Started);
                return Ok(agenda::gather(meeting, docs, today, ids)?.into_iter().chain([started]).collect());
            }
            MeetingState::Live => return Err(Refusal::State { state: "live already", remedy: "open it" }),
            _ => return Err(Refusal::State { state: "over", remedy: "take back its ending to go on with it" }),
        },
        Request::EndMeeting(_) => {
            live()?;
            MeetingChange::Ended { left_open: gate::owed_at_end(meeting, docs)? }
        }
        Request::Minutes { asked, .. } => return minutes::decide(meeting, asked, today),
        Request::Agenda { asked, .. } => return preparing::decide(meeting, asked, docs, today, ids),
        Request::AddCase { case, kind, .. } => return agenda::add_case(meeting, docs, today, case, *kind, ids),
        Request::AddItem { title, responsible, .. } => agenda::add_item(meeting, title, responsible, ids)?,
        Request::Reorder { item, after, .. } => agenda::reorder(meeting, item, after.as_ref())?,
        Request::Park { item, .. } => {
            live()?;
            agenda::park(meeting, item)?
        }
        Request::TakeBreak(_) => {
            live()?;
            agenda::take_break(meeting)?
        }
        Request::EndBreak(_) => agenda::end_break(meeting)?,
        Request::GiveReason { item, reason, .. } => return gate::give_reason(meeting, item, reason),
        Request::Invite { .. }
        | Request::Uninvite { .. }
        | Request::Unmark { .. }
        | Request::Mark { .. }
        | Request::CameAt { .. }
        | Request::LeftAt { .. } => return seats::decide(request, meeting, docs, today),
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
            gate::leave(meeting, known_item(meeting, item)?, reason.as_deref(), docs)
        }
        _ => return Err(Refusal::NotHere("This is not asked of a meeting.")),
    };
    Ok(vec![of_meeting(id, change)])
}

fn of_county(docs: &Docs, request: &Request) -> Result<Decided, Refusal> {
    let county = |change| Decided::new(Stream::County, Change::County(change));
    let person = |id: &super::id::PersonId, change| Decided::new(Stream::Person(id.clone()), Change::Person(change));
    Ok(match request {
        Request::OpenCounty { terms, demo } => county(CountyChange::CountyOpened { terms: terms.clone(), demo: *demo }),
        Request::AddWord(word) => county(CountyChange::WordAdded { word: new_word(docs, word)? }),
        Request::NameColumns(columns) => county(CountyChange::ColumnsNamed(columns.clone())),
        Request::SetHolidays(holidays) => county(CountyChange::HolidaysSet(holidays.clone())),
        Request::AddPerson { person: id, name, role } => {
            person(id, PersonChange::PersonAdded { name: name.clone(), role: *role })
        }
        Request::RemovePerson(id) => person(id, PersonChange::PersonRemoved),
        Request::ChangePassphrase(id) => person(id, PersonChange::PassphraseChanged),
        Request::NoteExport(export) => {
            disclosure::purposeful(export)?;
            let Export { what, of, format, digest, recipient, purpose, version, extent } = export.clone();
            county(CountyChange::Exported { what, of, format, digest, recipient, purpose, version, extent })
        }
        _ => return Err(Refusal::NotHere("This is not asked of the county.")),
    })
}

/// A word that is not on the county's list yet.
fn new_word(docs: &Docs, word: &str) -> Result<String, Refusal> {
    let word = word.trim();
    if word.is_empty() || word.contains(char::is_whitespace) {
        return Err(Refusal::Empty("the county's list takes one word"));
    }
    if docs.county.words.contains(word) {
        return Err(Refusal::Already { what: "The word", which: word.to_owned() });
    }
    Ok(word.to_owned())
}

fn take_over(old: &OldAction, ids: &mut Ids) -> Result<Vec<Decided>, Refusal> {
    old.answer.as_ref().map_or(Ok(()), |(_, answer)| actions::closes_with_words(answer))?;
    let stream = Stream::Action(ActionId::new(ids.next_id()));
    let raised_at = Raised { on: old.raised, case: old.case.clone(), at: None };
    let raised = ActionRaised { label: String::new(), raised_at, task: old.task.clone() };
    let raised = ActionChange::ActionRaised(Box::new(raised));
    let answer = old.answer.clone().map(|(on, answer)| ActionChange::Answered { on, at: None, answer });
    let changes = std::iter::once(raised).chain(answer);
    Ok(changes.map(|c| Decided::new(stream.clone(), Change::Action(c)).about(old.case.clone())).collect())
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

/// What a decision is in its child's own record.
pub(super) fn discussion(docs: &Docs, meeting: &Meeting, item: &Item, outcome: &Outcome) -> Discussion {
    let first = || {
        let earlier = item.case().and_then(|case| docs.cases.get(case)).map_or(&[][..], |case| &case.discussions);
        earlier.iter().all(|discussion| discussion.item == *item.id())
    };
    let kind = match item.planned.kind {
        ItemKind::Initial => DiscussionKind::Initial,
        ItemKind::Requested if first() => DiscussionKind::Initial,
        _ => DiscussionKind::Review,
    };
    let (outcome, on) = (outcome.clone(), meeting.plan.date);
    Discussion { meeting: meeting.id.clone(), item: item.id().clone(), on, kind, outcome }
}
