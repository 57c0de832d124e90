//! Judges the moving of an entry to the child that it is about, and the naming of a child in another's discussion.
//!
//! No change speaks of two children: what is taken away and what is put down are entries of their own.

use super::action::{Action, ActionChange, Raised};
use super::agenda::Item;
use super::case::{CaseChange, Mention, RiskSet};
use super::change::{Change, Decided};
use super::checks;
use super::decide::{discussion, known_item, of_case, of_meeting};
use super::decide_dissent as dissent;
use super::docs::Docs;
use super::id::{CaseId, EntryId, ItemId, MeetingId, Stream};
use super::meeting::{Meeting, MeetingChange, MeetingState};
use super::missing::Episode;
use super::place::{Named, Place, PlaceChange};
use super::refusal::Refusal;
use super::settled::MovedAway;

/// Why a child is undecided once what was decided is moved away and the meeting is over: nobody is there to be asked.
const WAS_ANOTHERS: &str = "The decision recorded here was about another child";

/// Where an entry stands, and the right child's item.
struct Move<'a> {
    docs: &'a Docs,
    meeting: &'a Meeting,
    from: &'a Item,
    to: &'a Item,
    right: &'a CaseId,
}

pub(super) fn move_entry(
    docs: &Docs,
    meeting: &MeetingId,
    (from, to): (&ItemId, &ItemId),
    entry: &EntryId,
) -> Result<Vec<Decided>, Refusal> {
    let meeting = docs.meeting(meeting)?;
    if !meeting.takes_words() {
        return Err(Refusal::State { state: "not live", remedy: "start it first" });
    }
    let (from, to) = (known_item(meeting, from)?, known_item(meeting, to)?);
    let Some(right) = to.case().filter(|_| from.id() != to.id()) else {
        return Err(Refusal::NotHere("An entry is moved to another child's item."));
    };
    let moved = Move { docs, meeting, from, to, right };
    if let Some(said) = said_again(from, to.id(), entry) {
        let voiced = from.dissents.iter().find(|dissent| dissent.kept.entry == *entry);
        let right = voiced.and_then(|voiced| dissent::put_right((meeting, to), voiced));
        let wrong = dissent::taken_out((meeting, from), entry);
        return Ok([moved.withdrawn(entry), moved.said(said)].into_iter().chain(wrong).chain(right).collect());
    }
    if from.decision.as_ref().is_some_and(|decision| decision.kept.entry == *entry) {
        return moved.decision();
    }
    if from.risk.as_ref().is_some_and(|risk| risk.kept.entry == *entry) {
        return moved.risk();
    }
    moved
        .raised(entry)
        .or_else(|| moved.named(entry))
        .or_else(|| moved.episode(entry))
        .ok_or_else(|| Refusal::NoSuch { what: "entry on this item", which: entry.to_string() })
}

impl Move<'_> {
    /// What is taken from the wrong child's item.
    fn away(&self, change: MeetingChange) -> Decided {
        of_meeting(&self.meeting.id, change).about(self.from.case().cloned())
    }

    fn withdrawn(&self, entry: &EntryId) -> Decided {
        self.away(MeetingChange::MovedAway { item: self.from.id().clone(), entry: entry.clone() })
    }

    /// What is said on the right child's item.
    fn said(&self, said: MeetingChange) -> Decided {
        of_meeting(&self.meeting.id, MeetingChange::MovedHere(Box::new(said))).about(Some(self.right.clone()))
    }

    /// The item it is moved to.
    fn there(&self) -> (MeetingId, ItemId) {
        (self.meeting.id.clone(), self.to.id().clone())
    }

    /// Refuses where the right child has one already: of two decisions, a person chooses.
    fn free(&self, taken: bool, what: &'static str) -> Result<(), Refusal> {
        if taken {
            return Err(Refusal::OfItsOwn { what, case: self.docs.case(self.right)?.label.clone() });
        }
        Ok(())
    }

    fn decision(&self) -> Result<Vec<Decided>, Refusal> {
        let (Some(decision), Some(wrong)) = (&self.from.decision, self.from.case()) else { return Ok(vec![]) };
        self.free(self.to.decision.is_some(), "a decision")?;
        let item = self.from.id().clone();
        let taken = MovedAway::Decision(self.meeting.id.clone(), item.clone());
        let decided = MeetingChange::Decided {
            item: self.to.id().clone(),
            outcome: decision.outcome.clone(),
            rationale: decision.rationale.clone(),
            replaces: None,
        };
        let discussed = discussion(self.docs, self.meeting, self.to, &decision.outcome);
        let mut changes = vec![
            self.withdrawn(&decision.kept.entry),
            of_case(wrong, CaseChange::MovedAway(taken)),
            self.said(decided),
            of_case(self.right, CaseChange::Discussed(discussed)),
        ];
        if self.meeting.state != MeetingState::Live && self.from.reason.is_none() {
            changes.push(self.away(MeetingChange::LeftBecause { item, reason: WAS_ANOTHERS.to_owned() }));
        }
        Ok(changes)
    }

    fn risk(&self) -> Result<Vec<Decided>, Refusal> {
        let (Some(risk), Some(wrong)) = (&self.from.risk, self.from.case()) else { return Ok(vec![]) };
        self.free(self.to.risk.is_some(), "a level of risk")?;
        let taken = MovedAway::Risk(self.meeting.id.clone(), self.from.id().clone());
        let (level, because) = (risk.level.clone(), risk.because.clone());
        let assessed = MeetingChange::RiskAssessed {
            item: self.to.id().clone(),
            before: self.docs.case(self.right)?.risk.clone(),
            level: level.clone(),
            because: because.clone(),
            replaces: None,
        };
        let set = RiskSet { on: self.meeting.plan.date, level, because, at: Some(self.there()) };
        Ok(vec![
            self.withdrawn(&risk.kept.entry),
            of_case(wrong, CaseChange::MovedAway(taken)),
            self.said(assessed),
            of_case(self.right, CaseChange::RiskSet(set)),
        ])
    }

    /// An action keeps its label.
    fn raised(&self, entry: &EntryId) -> Option<Vec<Decided>> {
        let here = |action: &&Action| checks::raised_here(self.meeting, self.from, action);
        let action = self.docs.actions.values().filter(here).find(|action| action.latest == *entry)?;
        let (case, at) = (Some(self.right.clone()), Some(self.there()));
        let moved = Change::Action(ActionChange::MovedTo(Raised { on: self.meeting.plan.date, case, at }));
        let away = MeetingChange::ActionMovedAway { item: self.from.id().clone(), action: action.id.clone() };
        let moved = Decided::new(Stream::Action(action.id.clone()), moved).about(Some(self.right.clone()));
        Some(vec![self.away(away), moved])
    }

    /// A place keeps its label.
    fn named(&self, entry: &EntryId) -> Option<Vec<Decided>> {
        let here = |place: &&Place| place.named.at.1 == *self.from.id();
        let place = self.docs.places.values().filter(here).find(|place| place.latest == *entry)?;
        let named = Named { on: self.meeting.plan.date, case: Some(self.right.clone()), at: self.there() };
        let moved = Change::Place(PlaceChange::MovedTo(named));
        let away = MeetingChange::PlaceMovedAway { item: self.from.id().clone(), place: place.id.clone() };
        let moved = Decided::new(Stream::Place(place.id.clone()), moved).about(Some(self.right.clone()));
        Some(vec![self.away(away), moved])
    }

    /// A missing episode keeps its label.
    fn episode(&self, entry: &EntryId) -> Option<Vec<Decided>> {
        let wrong = self.from.case()?;
        let episode = self.docs.cases.get(wrong)?.episodes.iter().find(|episode| episode.entry == *entry)?;
        let here = Episode { at: Some(self.there()), ..episode.clone() };
        let taken = CaseChange::MovedAway(MovedAway::Episode(entry.clone()));
        Some(vec![of_case(wrong, taken), of_case(self.right, CaseChange::EpisodeMovedHere(Box::new(here)))])
    }
}

/// What an entry said, as a change of another item.
fn said_again(from: &Item, to: &ItemId, entry: &EntryId) -> Option<MeetingChange> {
    let item = to.clone();
    if let Some(update) = from.updates.iter().find(|update| update.kept.entry == *entry) {
        let (seat, text, nil, mode) = (update.seat.clone(), update.text.clone(), update.nil, update.mode);
        return Some(MeetingChange::UpdateGiven { item, seat, text, nil, mode, replaces: None });
    }
    if let Some(note) = from.notes.iter().find(|note| note.kept.entry == *entry) {
        return Some(MeetingChange::NoteTaken { item, text: note.text.clone(), replaces: None });
    }
    if let Some(view) = from.views.iter().find(|view| view.kept.entry == *entry) {
        let (whose, text, why_none) = (view.whose, view.text.clone(), view.why_none.clone());
        return Some(MeetingChange::ViewHeard { item, whose, text, why_none, replaces: None });
    }
    let dissent = from.dissents.iter().find(|dissent| dissent.kept.entry == *entry)?;
    let (seat, text, answer) = (dissent.seat.clone(), dissent.text.clone(), dissent.answer.clone());
    Some(MeetingChange::DissentVoiced { item, seat, text, answer, replaces: None })
}

pub(super) fn mention(docs: &Docs, meeting: &MeetingId, item: &ItemId, case: &CaseId) -> Result<Vec<Decided>, Refusal> {
    let meeting: &Meeting = docs.meeting(meeting)?;
    docs.case(case)?;
    let item = known_item(meeting, item)?.id().clone();
    let mention = Mention { meeting: meeting.id.clone(), item, on: meeting.plan.date };
    Ok(vec![of_case(case, CaseChange::Mentioned(mention))])
}
