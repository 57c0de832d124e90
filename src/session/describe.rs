//! An entry of the journal in a few words: for undo, the timeline and conflicts.

use crate::model::action::{ActionChange, Answer, Unmet};
use crate::model::case::{CaseChange, Outcome};
use crate::model::change::Change;
use crate::model::county::{CountyChange, PersonChange};
use crate::model::disclosure::DisclosureChange;
use crate::model::dissent::DissentChange;
use crate::model::docs::Docs;
use crate::model::id::{Address, CaseId};
use crate::model::intake::IntakeChange;
use crate::model::listing::{ChairsAnswer, ListingChange};
use crate::model::meeting::MeetingChange;
use crate::model::place::PlaceChange;
use crate::model::retention::RetentionChange;
use crate::model::said::Whose;
use crate::model::settled::MovedAway;
use crate::terms::phrase::day;

/// Says what an entry recorded, with the child's reference where it concerns one.
#[must_use]
pub fn describe(change: &Change, about: Option<&CaseId>, docs: &Docs) -> String {
    let what = match change {
        Change::Case(change) => of_case(change),
        Change::Meeting(change) => of_meeting(change, docs),
        Change::Action(change) => of_action(change),
        Change::Place(PlaceChange::PlaceNamed { text, .. } | PlaceChange::Reworded { text, .. }) => {
            format!("place “{}”", start(text))
        }
        Change::Place(PlaceChange::MovedTo(_)) => "place moved here".to_owned(),
        Change::Person(PersonChange::PersonAdded { name, .. }) => format!("{name} can open the store"),
        Change::Person(PersonChange::PersonRemoved) => "a person can no longer open the store".to_owned(),
        Change::Person(PersonChange::PassphraseChanged) => "another passphrase".to_owned(),
        Change::Disclosure(change) => of_disclosure(change),
        Change::County(change) => of_county(change),
        Change::Undone(_) => "something taken back".to_owned(),
        Change::Redone(_) => "something brought back".to_owned(),
    };
    match about.and_then(|case| docs.cases.get(case)) {
        Some(case) => format!("{what} on {}", case.label),
        None => what,
    }
}

fn of_case(change: &CaseChange) -> String {
    match change {
        CaseChange::CaseOpened(opened) => format!("case {} opened", opened.label),
        CaseChange::DetailsCorrected(_) => "details corrected".to_owned(),
        CaseChange::RiskSet(set) => format!("risk {}", set.level),
        CaseChange::Discussed(discussion) => format!("decision: {}", outcome(&discussion.outcome)),
        CaseChange::ReviewDateSet(date) => format!("review date {}", day(*date)),
        CaseChange::ClosedBefore(_) => "closed".to_owned(),
        CaseChange::EpisodeRecorded(episode) => format!("missing episode {}", episode.label),
        CaseChange::FormFiled(form) => format!("information sharing template of {}", form.from()),
        CaseChange::Listing(change) => of_listing(change),
        CaseChange::MovedAway(MovedAway::Decision(..)) => "decision moved to the right child".to_owned(),
        CaseChange::MovedAway(MovedAway::Risk(..)) => "level of risk moved to the right child".to_owned(),
        CaseChange::MovedAway(MovedAway::Episode(_)) => "missing episode moved to the right child".to_owned(),
        CaseChange::EpisodeMovedHere(episode) => format!("missing episode {}, moved here", episode.label),
        CaseChange::Dissent(DissentChange::Voiced(voiced)) => format!("dissent of {}", voiced.by.short),
        CaseChange::Dissent(DissentChange::Withdrawn { .. }) => "dissent withdrawn".to_owned(),
        CaseChange::Intake(IntakeChange::FormAnswered(given)) => format!("form: {}", given.answer.label),
        CaseChange::Intake(IntakeChange::Referred(referral)) => {
            format!("referred to the Hub on {} by {}", day(referral.on), referral.by)
        }
        CaseChange::Intake(IntakeChange::EpisodeCorrected(episode)) => {
            format!("missing episode {} put right", episode.label)
        }
        CaseChange::TookOver(taken) => format!("{} merged into it", taken.other.label),
        CaseChange::MergedInto(merged) => format!("merged into {}", merged.label),
        CaseChange::Retention(RetentionChange::Held { because }) => format!("legal hold: {because}"),
        CaseChange::Retention(RetentionChange::HoldEnded { because }) => format!("legal hold ended: {because}"),
        CaseChange::Retention(RetentionChange::Removed(removed)) => {
            format!("removed under retention: {}", removed.because)
        }
        CaseChange::Mentioned(mention) => format!("named in another child's discussion of {}", day(mention.on)),
    }
}

fn of_listing(change: &ListingChange) -> String {
    match change {
        ListingChange::Asked(asked) => format!("request of {} to list it", asked.by.short),
        ListingChange::Answered { answer: ChairsAnswer::Accepted { .. }, .. } => "request accepted".to_owned(),
        ListingChange::Answered { answer: ChairsAnswer::Refused { .. }, .. } => "request refused".to_owned(),
        ListingChange::PapersIn(papers) => {
            let names: Vec<&str> = papers.iter().map(|paper| paper.paper.name()).collect();
            format!("{} received", names.join(" and "))
        }
        ListingChange::PutOff(put_off) => put_off
            .until
            .map_or_else(|| "taken off the agenda".to_owned(), |until| format!("taken off the agenda until {until}")),
        ListingChange::Answered { answer: ChairsAnswer::PutOff { .. }, .. } => "request put off".to_owned(),
        ListingChange::Answered { answer: ChairsAnswer::Withdrawn { .. }, .. } => "request withdrawn".to_owned(),
    }
}

fn of_meeting(change: &MeetingChange, docs: &Docs) -> String {
    use MeetingChange as M;
    let short = |address: &Address| {
        let seats = docs.meetings.values().flat_map(|meeting| &meeting.seats);
        seats.into_iter().find(|seat| seat.address == *address).map_or_else(|| address.to_string(), |s| s.short.clone())
    };
    match change {
        M::MeetingPlanned(planned) => format!("meeting of {} planned", day(planned.plan.date)),
        M::Rearranged(_) => "meeting rearranged".to_owned(),
        M::ItemAdded { .. } => "item added to the agenda".to_owned(),
        M::ItemTakenOff { .. } => "item taken off the agenda".to_owned(),
        M::ItemRemoved { .. } => "item removed from the agenda".to_owned(),
        M::ItemChanged { minutes, .. } => format!("item changed, {minutes} minutes"),
        M::SeatAdded(seat) => format!("{} invited", seat.short),
        M::SeatNamed { seat, name } if name.is_empty() => format!("{} held by nobody", short(seat)),
        M::SeatNamed { seat, name } => format!("{} held by {name}", short(seat)),
        M::SeatRemoved { seat } => format!("invitation of {} withdrawn", short(seat)),
        M::Unmarked { seats } => format!("mark of {} taken away", seats.first().map(short).unwrap_or_default()),
        M::CaseMerged { .. } => "agenda follows the merging".to_owned(),
        M::CaseRemoved(_) => "what was said of a child was removed under retention".to_owned(),
        M::Started => "meeting started".to_owned(),
        M::Ended { .. } => "meeting ended".to_owned(),
        M::Marked { seats, .. } if seats.len() > 1 => format!("roll-call of {} seats", seats.len()),
        M::Marked { seats, .. } => format!("roll-call: {}", seats.first().map(short).unwrap_or_default()),
        M::CameAt { seat, .. } => format!("{} came late", short(seat)),
        M::LeftAt { seat, .. } => format!("{} left early", short(seat)),
        M::StatementAgreed { .. } => "statement agreed to".to_owned(),
        M::ActingChair { name, .. } if name.is_empty() => "chair handed back".to_owned(),
        M::ActingChair { name, .. } => format!("{name} in the chair"),
        M::ItemOpened { .. } | M::ItemLeft { .. } => "agenda turned".to_owned(),
        M::UpdateGiven { seat, nil: true, .. } => format!("{}: nothing to report", short(seat)),
        M::UpdateGiven { seat, text, .. } => format!("{} update “{}”", short(seat), start(text)),
        M::NoteTaken { text, .. } => format!("note “{}”", start(text)),
        M::ViewHeard { whose: Whose::Child, .. } => "child's view".to_owned(),
        M::ViewHeard { whose: Whose::Parent, .. } => "parents' view".to_owned(),
        M::DissentVoiced { seat, .. } => format!("dissent of {}", short(seat)),
        M::DissentTakenUp { dissent, .. } => format!("answer to the dissent of {}", dissent.by.short),
        M::Decided { outcome: decided, .. } => format!("decision: {}", outcome(decided)),
        M::RiskAssessed { level, .. } => format!("risk {level}"),
        M::ActionAnswered { .. } => "action answered".to_owned(),
        M::Withdrawn { .. } => "entry withdrawn".to_owned(),
        M::LeftBecause { reason, .. } => format!("left open: {reason}"),
        M::Parked { .. } => "put aside for later".to_owned(),
        M::Reordered { .. } | M::AgendaOrdered(_) => "order of the agenda".to_owned(),
        M::AgendaCirculated { to, .. } if to.len() == 1 => "agenda sent to 1 agency".to_owned(),
        M::AgendaCirculated { to, .. } => format!("agenda sent to {} agencies", to.len()),
        M::SentToChair => "minutes sent to the chair".to_owned(),
        M::Commented { text, .. } => format!("the chair's remark “{}”", start(text)),
        M::SentBack { .. } => "minutes sent back by the chair".to_owned(),
        M::PartSealed { version, .. } => format!("part of version {version} of the minutes sealed"),
        M::Approved { version, .. } => format!("version {version} of the minutes approved"),
        M::MinutesCirculated { version, .. } => format!("version {version} of the minutes sent out"),
        M::Amended { text, .. } => format!("amendment “{}”", start(text)),
        M::BreakBegun => "break".to_owned(),
        M::BreakEnded => "end of the break".to_owned(),
        M::Agreed { .. } => "read back and agreed".to_owned(),
        M::ActionMovedAway { .. } => "action moved to the right child".to_owned(),
        M::PlaceMovedAway { .. } => "place moved to the right child".to_owned(),
        M::MovedAway { .. } => "entry moved to the right child".to_owned(),
        M::MovedHere(said) => format!("{}, moved here", of_meeting(said, docs)),
    }
}

fn of_action(change: &ActionChange) -> String {
    match change {
        ActionChange::ActionRaised(raised) => format!("action {} “{}”", raised.label, start(&raised.task.text)),
        ActionChange::Reworded { task, .. } => format!("action reworded “{}”", start(&task.text)),
        ActionChange::MovedTo(_) => "action moved here".to_owned(),
        ActionChange::Answered { answer: Answer::Done { .. }, .. } => "action done".to_owned(),
        ActionChange::Answered { answer: Answer::Carry { to, .. }, .. } => format!("action carried to {}", day(*to)),
        ActionChange::Answered { answer: Answer::NotDone { kind, .. }, .. } => {
            format!("action {}", Unmet::said(kind.as_ref()))
        }
        ActionChange::Progressed { text, .. } => format!("progress on an action “{}”", start(text)),
        ActionChange::HandedOver { to, .. } => format!("action handed over to {}", to.short),
        ActionChange::Cancelled { .. } => "action cancelled by the chair".to_owned(),
    }
}

fn of_disclosure(change: &DisclosureChange) -> String {
    match change {
        DisclosureChange::DisclosureEntered { label, matter } if matter.breach => format!("breach {label}"),
        DisclosureChange::DisclosureEntered { label, .. } => format!("copy {label} asked for"),
        DisclosureChange::DisclosureRuled { allowed: true, .. } => "copy allowed by the chair".to_owned(),
        DisclosureChange::DisclosureRuled { allowed: false, .. } => "copy refused by the chair".to_owned(),
        DisclosureChange::DisclosureSent { .. } => "copy sent".to_owned(),
        DisclosureChange::BreachStepTaken { .. } => "step taken after a breach".to_owned(),
        DisclosureChange::DisclosureWithdrawn { .. } => "entry of the disclosure log withdrawn".to_owned(),
    }
}

fn of_county(change: &CountyChange) -> String {
    match change {
        CountyChange::CountyOpened { .. } => "store made".to_owned(),
        CountyChange::TermsAdopted { .. } => "terms adopted".to_owned(),
        CountyChange::ContactsSet(contacts) if contacts.len() == 1 => {
            format!("contact {}", contacts.first().map(|contact| contact.name.as_str()).unwrap_or_default())
        }
        CountyChange::ContactRemoved(contact) => format!("contact {} removed", contact.name),
        CountyChange::ContactsSet(contacts) => format!("{} contacts", contacts.len()),
        CountyChange::WordAdded { word } => format!("“{word}” on the county's list of words"),
        CountyChange::ColumnsNamed(_) => "names of the tracker's columns".to_owned(),
        CountyChange::HolidaysSet(holidays) => format!("{} bank holidays", holidays.len()),
        CountyChange::Exported { what, format, .. } => format!("{what} exported as {format}"),
    }
}

/// What a meeting decided, in a few words.
pub(super) fn outcome(outcome: &Outcome) -> String {
    match outcome {
        Outcome::Review { date } => format!("review {}", day(*date)),
        Outcome::Close { outcome, .. } => format!("close, {}", outcome.to_lowercase()),
        Outcome::Transfer { area, .. } => format!("transfer to {area}"),
    }
}

/// The first few words of a text.
fn start(text: &str) -> String {
    let mut words = text.split_whitespace();
    let first: Vec<&str> = words.by_ref().take(6).collect();
    let more = if words.next().is_some() { "…" } else { "" };
    format!("{}{more}", first.join(" "))
}
