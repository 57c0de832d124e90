//! Judges what is said on an agenda item: updates, actions, answers, dissent, decisions, views.

use chrono::{Months, NaiveDate};

use super::action::{ActionChange, ActionRaised, Answer, Owner, Raised, Task};
use super::agenda::{Heard, Item};
use super::attendance::{Mark, Seat};
use super::capture::{Call, Capture};
use super::case::{CaseChange, Outcome, RiskSet};
use super::change::{Change, Decided};
use super::checks;
use super::decide::{Today, discussion, known_item, of_case, of_meeting};
use super::decide_action::{closes_with_words, unmet};
use super::decide_dissent as dissent;
use super::docs::Docs;
use super::id::{ActionId, Address, CaseId, EntryId, Ids, ItemId, MeetingId, PlaceId, Stream};
use super::meeting::{Meeting, MeetingChange};
use super::missing::Episode;
use super::place::{Named, PlaceChange};
use super::refusal::Refusal;
use super::request::NewTask;
use super::said::Mode;
use crate::terms::Terms;

/// The item something is said on.
struct Place<'a> {
    docs: &'a Docs,
    today: Today<'a>,
    meeting: &'a Meeting,
    item: &'a Item,
}

impl Place<'_> {
    fn case(&self) -> Option<CaseId> {
        self.item.case().cloned()
    }

    /// The child's case, where only a child's item will do.
    fn need_case(&self) -> Result<CaseId, Refusal> {
        self.case().ok_or(Refusal::NotHere("This item is about no child: open a case's item first."))
    }

    fn at(&self) -> (MeetingId, ItemId) {
        (self.meeting.id.clone(), self.item.id().clone())
    }

    fn in_meeting(&self, change: MeetingChange) -> Decided {
        of_meeting(&self.meeting.id, change).about(self.case())
    }
}

pub(super) fn say(
    docs: &Docs,
    today: Today<'_>,
    ids: &mut Ids,
    (meeting, item): (&MeetingId, &ItemId),
    capture: &Capture,
    replaces: Option<&EntryId>,
) -> Result<Vec<Decided>, Refusal> {
    let (meeting, item) = standing(docs, meeting, item)?;
    unchanged(item, replaces)?;
    let place = Place { docs, today, meeting, item };
    let replaces = replaces.cloned();
    let id = item.id().clone();
    let one = |change| Ok(vec![place.in_meeting(change)]);
    match capture {
        Capture::Update { seat, text, nil, mode } => {
            let (text, nil) = (text.trim().to_owned(), *nil);
            if text.is_empty() && !nil {
                return Err(Refusal::Empty("the update has no words; nil says that there is nothing to report"));
            }
            known_seat(meeting, seat)?;
            one(MeetingChange::UpdateGiven { item: id, seat: seat.clone(), text, nil, mode: *mode, replaces })
        }
        Capture::Discussion { text } => {
            let text = words(text, "the note has no words")?;
            one(MeetingChange::NoteTaken { item: id, text, replaces })
        }
        Capture::View { whose, text, why_none } => {
            place.need_case()?;
            if text.trim().is_empty() && why_none.is_none() {
                return Err(Refusal::Empty("neither their words nor why there are none"));
            }
            let (text, why_none) = (text.trim().to_owned(), why_none.clone());
            one(MeetingChange::ViewHeard { item: id, whose: *whose, text, why_none, replaces })
        }
        Capture::Dissent { seat, text } => dissent::voice(docs, (meeting, item), seat, text, replaces.as_ref()),
        Capture::DissentAnswered { seat, answer } => {
            dissent::answer_of_seat(docs, (meeting, item), seat, &answer.of_a_line(), today)
        }
        Capture::RollCall { seat, call } => Ok(roll_call(meeting, seat, call)?),
        Capture::Decision { outcome, because } => decision(&place, outcome, because),
        Capture::Risk { level, because } => risk(&place, level, because),
        Capture::Action { owners, text, due, category } => raise(&place, ids, owners, text, *due, category.as_ref()),
        Capture::Answer { action, answer } => answer_action(&place, action, answer),
        Capture::Place { kind, text } => {
            let text = words(text, "the place has no words")?;
            let named = Named { on: meeting.plan.date, case: place.case(), at: place.at() };
            let area = meeting.plan.area.clone();
            let stream = Stream::Place(PlaceId::new(ids.next_id()));
            let change = PlaceChange::PlaceNamed { label: String::new(), kind: kind.clone(), text, area, named };
            Ok(vec![Decided::new(stream, Change::Place(change)).about(place.case())])
        }
        Capture::Missing { from, until, missing_from, found } => {
            let case = place.need_case()?;
            if until.is_some_and(|until| until < *from) {
                return Err(Refusal::Date { date: from.date(), why: "is after the return" });
            }
            let episode = Episode {
                entry: EntryId::new(""),
                label: String::new(),
                at: Some(place.at()),
                from: *from,
                until: *until,
                missing_from: missing_from.clone(),
                found: found.clone(),
                risk: None,
                harm: false,
                chat: None,
            };
            Ok(vec![of_case(&case, CaseChange::EpisodeRecorded(Box::new(episode)))])
        }
    }
}

/// `N`: the chair asked every seat present and not yet asked, and none had anything further.
pub(super) fn nothing_further(docs: &Docs, meeting: &MeetingId, item: &ItemId) -> Result<Vec<Decided>, Refusal> {
    let (meeting, item) = standing(docs, meeting, item)?;
    let case = item.case().ok_or(Refusal::NotHere("Agencies are asked on a child's item only."))?;
    let district = &docs.case(case)?.details.district;
    let asked: Vec<Decided> = meeting
        .seats_on(item)
        .filter(|(seat, attends)| {
            (seat.speaks_for(district) || seat.only_case.is_some())
                && checks::heard(item, seat, *attends) == Heard::NotAsked
        })
        .map(|(seat, _)| {
            let change = MeetingChange::UpdateGiven {
                item: item.id().clone(),
                seat: seat.address.clone(),
                text: String::new(),
                nil: true,
                mode: Mode::Spoken,
                replaces: None,
            };
            of_meeting(&meeting.id, change).about(Some(case.clone()))
        })
        .collect();
    if asked.is_empty() { Err(Refusal::Empty("everybody present has been asked")) } else { Ok(asked) }
}

/// Whether decision and risk of an item still read as they were seen.
pub(super) fn as_seen(
    docs: &Docs,
    (meeting, item): (&MeetingId, &ItemId),
    decision: Option<&EntryId>,
    risk: Option<&EntryId>,
) -> Result<Vec<Decided>, Refusal> {
    let (_, item) = standing(docs, meeting, item)?;
    let (decided, assessed) = (item.decision.as_ref(), item.risk.as_ref());
    if decided.map(|now| &now.kept.entry) != decision {
        let theirs = decided.map_or_else(String::new, |now| now.rationale.clone());
        return Err(Refusal::Conflict { theirs, entry: decided.map(|now| now.kept.entry.clone()) });
    }
    if assessed.map(|now| &now.kept.entry) != risk {
        let theirs = assessed.map_or_else(String::new, |now| now.level.clone());
        return Err(Refusal::Conflict { theirs, entry: assessed.map(|now| now.kept.entry.clone()) });
    }
    Ok(vec![])
}

pub(super) fn withdraw(
    docs: &Docs,
    meeting: &MeetingId,
    item: &ItemId,
    entry: &EntryId,
) -> Result<Vec<Decided>, Refusal> {
    let (meeting, item) = standing(docs, meeting, item)?;
    unchanged(item, Some(entry))?;
    if item.decision.as_ref().is_some_and(|d| d.kept.entry == *entry) {
        return Err(Refusal::NotHere("A decision is changed or taken back with Ctrl-Z, not withdrawn."));
    }
    let change = MeetingChange::Withdrawn { item: item.id().clone(), entry: entry.clone() };
    let withdrawn = of_meeting(&meeting.id, change).about(item.case().cloned());
    Ok(std::iter::once(withdrawn).chain(dissent::taken_out((meeting, item), entry)).collect())
}

pub(super) fn reword(
    docs: &Docs,
    today: Today<'_>,
    action: &ActionId,
    task: &NewTask,
    replaces: &EntryId,
) -> Result<Vec<Decided>, Refusal> {
    let standing = docs.action(action)?;
    if standing.latest != *replaces {
        let (theirs, entry) = (standing.task.text.clone(), Some(standing.latest.clone()));
        return Err(Refusal::Conflict { theirs, entry });
    }
    let meeting = standing.raised_at.at.as_ref().and_then(|(id, _)| docs.meetings.get(id));
    let owner = task.owner.as_ref().map(|post| owner(today.terms, meeting, post)).transpose()?;
    let text = words(&task.text, "the action has no words")?;
    let task = Task { owner, text, due: task.due, category: task.category.clone() };
    let change = ActionChange::Reworded { task, replaces: replaces.clone() };
    let about = standing.raised_at.case.clone();
    Ok(vec![Decided::new(Stream::Action(action.clone()), Change::Action(change)).about(about)])
}

fn raise(
    place: &Place<'_>,
    ids: &mut Ids,
    owners: &[Address],
    text: &str,
    due: Option<NaiveDate>,
    category: Option<&String>,
) -> Result<Vec<Decided>, Refusal> {
    let text = words(text, "the action has no words")?;
    let owners: Vec<Option<&Address>> = if owners.is_empty() { vec![None] } else { owners.iter().map(Some).collect() };
    let raise = |post: Option<&Address>| {
        let owner = post.map(|post| owner(place.today.terms, Some(place.meeting), post)).transpose()?;
        let raised_at = Raised { on: place.meeting.plan.date, case: place.case(), at: Some(place.at()) };
        let task = Task { owner, text: text.clone(), due, category: category.cloned() };
        let raised = ActionRaised { label: String::new(), raised_at, task };
        let stream = Stream::Action(ActionId::new(ids.next_id()));
        let change = ActionChange::ActionRaised(Box::new(raised));
        Ok(Decided::new(stream, Change::Action(change)).about(place.case()))
    };
    owners.into_iter().map(raise).collect()
}

/// The owner in the words of the seat, or of the terms where the post has no seat in the meeting.
pub(super) fn owner(terms: &Terms, meeting: Option<&Meeting>, post: &Address) -> Result<Owner, Refusal> {
    if let Some(seat) = meeting.and_then(|meeting| meeting.seat(post)) {
        return Ok(Owner {
            address: post.clone(),
            agency: seat.agency.clone(),
            short: seat.short.clone(),
            designation: seat.designation.clone(),
            name: seat.speaker().to_owned(),
        });
    }
    let found = terms.designation(post.agency(), post.designation());
    let (agency, designation) = found.ok_or_else(|| Refusal::NoSuch { what: "post", which: post.to_string() })?;
    Ok(Owner {
        address: post.clone(),
        agency: agency.name.clone(),
        short: format!("{} {}", agency.short, designation.short),
        designation: designation.title.clone(),
        name: String::new(),
    })
}

fn answer_action(place: &Place<'_>, label: &str, answer: &Answer) -> Result<Vec<Decided>, Refusal> {
    let action = place.docs.action_labelled(label)?;
    if let Answer::Carry { to, .. } = answer
        && *to < place.meeting.plan.date
    {
        return Err(Refusal::Date { date: *to, why: "is past: an action is carried to a later day" });
    }
    closes_with_words(answer)?;
    if let Answer::NotDone { kind: Some(kind), .. } = answer {
        unmet(&kind.name, place.today.terms)?;
    }
    let change = ActionChange::Answered { on: place.meeting.plan.date, at: Some(place.at()), answer: answer.clone() };
    let about = action.raised_at.case.clone();
    let heard = MeetingChange::ActionAnswered { item: place.item.id().clone(), action: action.id.clone() };
    Ok(vec![
        Decided::new(Stream::Action(action.id.clone()), Change::Action(change)).about(about.clone()),
        of_meeting(&place.meeting.id, heard).about(about),
    ])
}

/// A decision is one entry of the meeting and one of the case, appended together.
fn decision(place: &Place<'_>, outcome: &Outcome, because: &str) -> Result<Vec<Decided>, Refusal> {
    let case = place.need_case()?;
    let held = place.meeting.plan.date;
    match outcome {
        Outcome::Review { date } | Outcome::Transfer { date, .. } if *date <= held => {
            return Err(Refusal::Date { date: *date, why: "is not after this meeting: a review lies ahead" });
        }
        Outcome::Transfer { area, .. } if *area == place.meeting.plan.area => {
            return Err(Refusal::NotHere("The case belongs to this area already."));
        }
        _ => {}
    }
    let decided = MeetingChange::Decided {
        item: place.item.id().clone(),
        outcome: outcome.clone(),
        rationale: because.trim().to_owned(),
        // A second decision on the item is an edit of the first, however it was entered.
        replaces: place.item.decision.as_ref().map(|d| d.kept.entry.clone()),
    };
    let discussed = discussion(place.docs, place.meeting, place.item, outcome);
    Ok(vec![place.in_meeting(decided), of_case(&case, CaseChange::Discussed(discussed))])
}

fn risk(place: &Place<'_>, level: &str, because: &str) -> Result<Vec<Decided>, Refusal> {
    let id = place.need_case()?;
    let case = place.docs.case(&id)?;
    let at = place.at();
    let before = match &place.item.risk {
        Some(standing) => standing.before.clone(),
        None => case.risk.clone(),
    };
    let assessed = MeetingChange::RiskAssessed {
        item: place.item.id().clone(),
        before,
        level: level.to_owned(),
        because: because.trim().to_owned(),
        replaces: place.item.risk.as_ref().map(|r| r.kept.entry.clone()),
    };
    let on = place.meeting.plan.date;
    let set = RiskSet { on, level: level.to_owned(), because: because.trim().to_owned(), at: Some(at) };
    Ok(vec![place.in_meeting(assessed), of_case(&id, CaseChange::RiskSet(set))])
}

fn roll_call(meeting: &Meeting, seat: &Address, call: &Call) -> Result<Vec<Decided>, Refusal> {
    known_seat(meeting, seat)?;
    let marked = |mark: Mark| MeetingChange::Marked { seats: vec![seat.clone()], mark };
    let changes = match call {
        Call::Mark(mark) => vec![marked(mark.clone())],
        Call::Late(from) => {
            vec![marked(Mark::Present), MeetingChange::CameAt { seat: seat.clone(), from: Some(*from) }]
        }
        Call::Left(until) => vec![MeetingChange::LeftAt { seat: seat.clone(), until: Some(*until) }],
    };
    Ok(changes.into_iter().map(|change| of_meeting(&meeting.id, change)).collect())
}

/// The day on which another area first reviews a case that is transferred to it without a date:
/// a month after the meeting that transfers it.
#[must_use]
pub fn first_review_after_transfer(held: NaiveDate) -> NaiveDate {
    held + Months::new(1)
}

/// The meeting and the item, where words may still be recorded.
pub(super) fn standing<'a>(
    docs: &'a Docs,
    meeting: &MeetingId,
    item: &ItemId,
) -> Result<(&'a Meeting, &'a Item), Refusal> {
    let meeting = docs.meeting(meeting)?;
    if !meeting.takes_words() {
        return Err(Refusal::State { state: "not live", remedy: "start it first" });
    }
    let item = known_item(meeting, item)?;
    if item.removed {
        return Err(Refusal::NotHere(
            "What was said of this child was removed under retention: nothing is added to it.",
        ));
    }
    Ok((meeting, item))
}

/// Whether what an edit replaces is still the latest; otherwise both texts stay (design.md).
pub(super) fn unchanged(item: &Item, replaces: Option<&EntryId>) -> Result<(), Refusal> {
    match replaces {
        Some(base) if item.kept(base).is_none() => Err(match item.replaced(base) {
            Some((kept, words)) => Refusal::Conflict { theirs: words.to_owned(), entry: Some(kept.entry.clone()) },
            None => Refusal::Conflict { theirs: String::new(), entry: None },
        }),
        _ => Ok(()),
    }
}

pub(super) fn known_seat<'a>(meeting: &'a Meeting, seat: &Address) -> Result<&'a Seat, Refusal> {
    meeting.seat(seat).ok_or_else(|| Refusal::NoSuch { what: "seat in this meeting", which: seat.to_string() })
}

pub(super) fn words(text: &str, otherwise: &'static str) -> Result<String, Refusal> {
    let text = text.trim();
    if text.is_empty() { Err(Refusal::Empty(otherwise)) } else { Ok(text.to_owned()) }
}
