//! The words of an entry, to be found again: everything ever said, done or decided.

use super::describe;
use crate::model::action::{ActionChange, Answer};
use crate::model::case::{CaseChange, Details};
use crate::model::change::Change;
use crate::model::disclosure::DisclosureChange;
use crate::model::dissent::{DissentChange, DissentFrom};
use crate::model::dissent_path::DissentAnswer;
use crate::model::docs::Docs;
use crate::model::id::{Address, CaseId, EntryId, ItemId, MeetingId, Stream};
use crate::model::intake::IntakeChange;
use crate::model::listing::{ChairsAnswer, ListingChange};
use crate::model::meeting::MeetingChange;
use crate::model::place::PlaceChange;
use crate::model::record::Entry;
use crate::model::retention::RetentionChange;
use crate::model::said::{DissentState, Whose};
use crate::model::settled::MovedAway;
use crate::store::SaidRow;

/// What an entry says.
struct Spoken<'a> {
    /// What it is, as a person calls it.
    kind: &'static str,
    /// Who says it.
    seat: Option<&'a Address>,
    /// The category of what is to be done.
    category: Option<&'a String>,
    text: String,
}

/// The words of an entry; none where it says nothing.
#[must_use]
pub fn said(entry: &Entry, docs: &Docs) -> Option<SaidRow> {
    let spoken = spoken(&entry.change).filter(|spoken| !spoken.text.trim().is_empty())?;
    let meeting = meeting(&entry.stream, &entry.change);
    let held = meeting.and_then(|id| docs.meetings.get(id)).map(|meeting| meeting.plan.date);
    Some(SaidRow {
        entry: entry.stamp.entry.to_string(),
        case_id: entry.about.as_ref().map(ToString::to_string),
        meeting_id: meeting.map(ToString::to_string),
        agency: spoken.seat.map(|seat| seat.agency().to_owned()),
        kind: spoken.kind.to_owned(),
        category: spoken.category.cloned(),
        day: held.or(Some(entry.stamp.at.date_naive())),
        text: spoken.text,
    })
}

/// The meeting in which an entry of a stream was said, if in one.
#[must_use]
pub fn meeting<'a>(stream: &'a Stream, change: &'a Change) -> Option<&'a MeetingId> {
    let at = match (stream, change) {
        (Stream::Meeting(id), _) => return Some(id),
        (_, Change::Action(ActionChange::ActionRaised(raised))) => raised.raised_at.at.as_ref(),
        (_, Change::Action(ActionChange::Answered { at, .. })) => at.as_ref(),
        (_, Change::Place(PlaceChange::PlaceNamed { named, .. })) => Some(&named.at),
        (_, Change::Case(CaseChange::EpisodeRecorded(episode) | CaseChange::EpisodeMovedHere(episode))) => {
            episode.at.as_ref()
        }
        _ => None,
    };
    at.map(|(meeting, _)| meeting)
}

/// The item on which something was said in a meeting; none where it was said of the whole.
#[must_use]
pub fn item(change: &MeetingChange) -> Option<&ItemId> {
    use MeetingChange as M;
    match said_here(change) {
        M::UpdateGiven { item, .. }
        | M::NoteTaken { item, .. }
        | M::ViewHeard { item, .. }
        | M::DissentVoiced { item, .. }
        | M::DissentTakenUp { item, .. }
        | M::Decided { item, .. }
        | M::RiskAssessed { item, .. }
        | M::ItemLeft { item, .. }
        | M::LeftBecause { item, .. } => Some(item),
        M::Commented { item, .. } | M::Amended { item, .. } => item.as_ref(),
        _ => None,
    }
}

/// Whether something is said of the minutes, and not in the meeting.
#[must_use]
pub fn is_of_minutes(change: &MeetingChange) -> bool {
    use MeetingChange as M;
    matches!(change, M::Commented { .. } | M::SentBack { .. } | M::Amended { .. })
}

/// What an entry is, as a person calls it, and its words on one line; none where it says nothing. That a seat had nothing to
/// report is words, too.
#[must_use]
pub fn words(change: &Change) -> Option<(&'static str, String)> {
    let spoken = spoken(change)?;
    let words = match change {
        Change::Meeting(change) if matches!(said_here(change), MeetingChange::UpdateGiven { nil: true, .. }) => {
            "nothing to report".to_owned()
        }
        _ => spoken.text.lines().collect::<Vec<_>>().join(" · "),
    };
    Some((spoken.kind, words)).filter(|(_, words)| !words.trim().is_empty())
}

/// Who said it in a meeting; none where no agency did.
#[must_use]
pub fn speaker(change: &Change) -> Option<&Address> {
    match change {
        Change::Meeting(change) => in_meeting(said_here(change))?.seat,
        _ => None,
    }
}

/// The entries whose words a change replaces or withdraws.
pub fn unsaid(change: &Change) -> Option<String> {
    let replaced: Option<&EntryId> = match change {
        Change::Meeting(change) => match said_here(change) {
            MeetingChange::UpdateGiven { replaces, .. }
            | MeetingChange::NoteTaken { replaces, .. }
            | MeetingChange::ViewHeard { replaces, .. }
            | MeetingChange::DissentVoiced { replaces, .. }
            | MeetingChange::Decided { replaces, .. }
            | MeetingChange::RiskAssessed { replaces, .. } => replaces.as_ref(),
            MeetingChange::Withdrawn { entry, .. } | MeetingChange::MovedAway { entry, .. } => Some(entry),
            _ => None,
        },
        Change::Case(CaseChange::MovedAway(MovedAway::Episode(entry))) => Some(entry),
        Change::Case(CaseChange::Intake(IntakeChange::EpisodeCorrected(right))) => Some(&right.entry),
        _ => None,
    };
    replaced.map(ToString::to_string)
}

/// The child of whom all words of a stream are from this change on.
#[must_use]
pub fn moved_to(change: &Change) -> Option<&CaseId> {
    match change {
        Change::Action(ActionChange::MovedTo(raised_at)) => raised_at.case.as_ref(),
        Change::Place(PlaceChange::MovedTo(named)) => named.case.as_ref(),
        _ => None,
    }
}

fn spoken(change: &Change) -> Option<Spoken<'_>> {
    let none = |kind, text| Some(Spoken { kind, seat: None, category: None, text });
    match change {
        Change::Meeting(change) => in_meeting(said_here(change)),
        Change::Action(change) => of_action(change),
        Change::Place(PlaceChange::PlaceNamed { kind, text, .. } | PlaceChange::Reworded { kind, text, .. }) => {
            none("place", joined(&[kind, text]))
        }
        Change::Case(change) => of_case(change),
        Change::Disclosure(change) => none("disclosure", of_disclosure(change)),
        _ => None,
    }
}

fn in_meeting(change: &MeetingChange) -> Option<Spoken<'_>> {
    use MeetingChange as M;
    let (kind, seat, text) = match change {
        M::UpdateGiven { seat, text, .. } => ("update", Some(seat), text.clone()),
        M::NoteTaken { text, .. } => ("note", None, text.clone()),
        M::ViewHeard { whose, text, why_none, .. } => {
            let kind = match whose {
                Whose::Child => "child's view",
                Whose::Parent => "parents' view",
            };
            (kind, None, joined(&[text, why_none.as_deref().unwrap_or_default()]))
        }
        M::DissentVoiced { seat, text, answer, .. } => ("dissent", Some(seat), all_of(text, answer)),
        M::DissentTakenUp { dissent, .. } => ("dissent", Some(&dissent.by.post), all_of("", &dissent.answer)),
        M::Decided { outcome, rationale, .. } => ("decision", None, joined(&[&describe::outcome(outcome), rationale])),
        M::RiskAssessed { level, because, .. } => ("risk", None, joined(&[level, because])),
        M::ItemLeft { reason: Some(reason), .. } | M::LeftBecause { reason, .. } => ("left open", None, reason.clone()),
        M::Commented { text, .. } => ("remark", None, text.clone()),
        M::SentBack { because, .. } => ("sent back", None, because.clone()),
        M::Amended { text, reason, .. } => ("amendment", None, joined(&[text, reason])),
        _ => return None,
    };
    Some(Spoken { kind, seat, category: None, text })
}

fn of_action(change: &ActionChange) -> Option<Spoken<'_>> {
    let none = |kind, text: &String| Some(Spoken { kind, seat: None, category: None, text: text.clone() });
    let task = match change {
        ActionChange::ActionRaised(raised) => &raised.task,
        ActionChange::Reworded { task, .. } => task,
        ActionChange::Answered { answer, .. } => {
            let (Answer::Done { outcome: text }
            | Answer::Carry { because: text, .. }
            | Answer::NotDone { because: text, .. }) = answer;
            return none("answer", text);
        }
        ActionChange::Progressed { text, .. } => return none("progress", text),
        ActionChange::HandedOver { to, because, .. } => {
            return Some(Spoken {
                kind: "handed over",
                seat: Some(&to.address),
                category: None,
                text: because.clone(),
            });
        }
        ActionChange::Cancelled { because, .. } => return none("cancelled", because),
        ActionChange::MovedTo(_) => return None,
    };
    let (seat, category) = (task.owner.as_ref().map(|owner| &owner.address), task.category.as_ref());
    Some(Spoken { kind: "action", seat, category, text: task.text.clone() })
}

fn of_case(change: &CaseChange) -> Option<Spoken<'_>> {
    let (kind, seat, text) = match change {
        CaseChange::CaseOpened(opened) => ("concern", None, feared(&opened.details)),
        CaseChange::DetailsCorrected(details) => ("concern", None, feared(details)),
        CaseChange::ClosedBefore(closed) => {
            ("closure", None, joined(&[&closed.outcome, closed.reason_reduced.as_deref().unwrap_or_default()]))
        }
        CaseChange::FormFiled(form) => ("form", None, form.words()),
        CaseChange::EpisodeRecorded(episode) | CaseChange::EpisodeMovedHere(episode) => {
            ("missing", None, episode.words())
        }
        CaseChange::Intake(IntakeChange::EpisodeCorrected(episode)) => ("missing", None, episode.words()),
        CaseChange::Intake(IntakeChange::FormAnswered(given)) => ("form", None, given.answer.text.clone()),
        CaseChange::Intake(IntakeChange::Referred(referral)) => ("Hub referral", None, referral.by.clone()),
        CaseChange::Listing(ListingChange::Asked(asked)) => ("request", Some(&asked.by.post), asked.because.clone()),
        CaseChange::Listing(ListingChange::Answered { answer: ChairsAnswer::Refused { because, .. }, .. }) => {
            ("refusal", None, because.clone())
        }
        CaseChange::Listing(ListingChange::PutOff(put_off)) => ("taken off", None, put_off.reason.clone()),
        // What was voiced in a meeting is found there.
        CaseChange::Dissent(DissentChange::Voiced(voiced)) if matches!(voiced.from, DissentFrom::Refusal(_)) => {
            ("dissent", Some(&voiced.by.post), all_of(&voiced.text, &voiced.answer))
        }
        // What a meeting heard is found there.
        CaseChange::Dissent(DissentChange::Voiced(voiced)) if voiced.answer.is_between_meetings() => {
            ("dissent", Some(&voiced.by.post), all_of("", &voiced.answer))
        }
        CaseChange::Retention(RetentionChange::Held { because } | RetentionChange::HoldEnded { because }) => {
            ("legal hold", None, because.clone())
        }
        _ => return None,
    };
    Some(Spoken { kind, seat, category: None, text })
}

/// What is feared for a child, with what the child says of it and what else is noted.
fn feared(details: &Details) -> String {
    joined(&[&details.concern, &details.child_says, &details.notes])
}

fn of_disclosure(change: &DisclosureChange) -> String {
    match change {
        DisclosureChange::DisclosureEntered { matter, .. } => {
            joined(&[&matter.what, &matter.whom, &matter.why, &matter.by])
        }
        DisclosureChange::DisclosureRuled { necessity, proportionality, .. } => joined(&[necessity, proportionality]),
        DisclosureChange::DisclosureSent { how, .. } => how.clone(),
        DisclosureChange::BreachStepTaken { step, note, .. } => joined(&[step, note]),
        DisclosureChange::DisclosureWithdrawn { because } => because.clone(),
    }
}

/// All words of a dissent and of what became of it.
fn all_of(text: &str, answer: &DissentAnswer) -> String {
    let state = match answer.state {
        DissentState::Noted => "",
        DissentState::Resolved => "Resolved.",
        DissentState::Escalated => "Escalated.",
        DissentState::Closed => "Closed.",
    };
    joined(&[text, &answer.rationale, state, &answer.to, &answer.outcome])
}

/// What was said, without that it was moved here.
fn said_here(change: &MeetingChange) -> &MeetingChange {
    match change {
        MeetingChange::MovedHere(said) => said,
        said => said,
    }
}

/// Texts one under the other, but for those that are empty.
fn joined(texts: &[&str]) -> String {
    let said: Vec<&str> = texts.iter().copied().filter(|text| !text.is_empty()).collect();
    said.join("\n")
}
