//! What was changed in the minutes of a meeting since it ended, and what words an entry replaced: read from the journal,
//! which alone keeps the words of before.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};

use super::undo::{Read, read_entry, undone_in};
use super::{Session, describe, spoken};
use crate::model::action::{ActionChange, Task};
use crate::model::attendance::Mark;
use crate::model::case::CaseChange;
use crate::model::change::{Change, Stamp};
use crate::model::docs::Docs;
use crate::model::id::{Address, ItemId, MeetingId, Stream};
use crate::model::intake::IntakeChange;
use crate::model::meeting::{Meeting, MeetingChange};
use crate::model::minutes::Signed;
use crate::model::minutes_changes::{Changed, Thing, Things, changes};
use crate::model::place::PlaceChange;
use crate::store::{self, StoreError};
use crate::terms::phrase::day;

/// What an entry of the journal put in the place of other words, or took out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replaced {
    /// What it is: `update`, `action`.
    pub kind: &'static str,
    /// The words of before.
    pub before: String,
    /// The words that stand in their place; none where they were withdrawn.
    pub after: Option<String>,
}

impl Session {
    /// Loads what was changed in the open meeting's minutes since it ended; nothing where it is not over.
    ///
    /// # Errors
    /// Fails when the store cannot be read.
    pub fn load_changes(&mut self) -> Result<(), StoreError> {
        let over = self.shown.open_meeting().filter(|meeting| meeting.is_over());
        self.shown.changes = match over.and_then(|meeting| Some((meeting, meeting.ended_at?))) {
            Some((meeting, end)) => self.changed_since(meeting, end)?,
            None => Vec::new(),
        };
        Ok(())
    }

    fn changed_since(&self, meeting: &Meeting, end: DateTime<Utc>) -> Result<Vec<Changed>, StoreError> {
        let telling = Telling { meeting: &meeting.id, docs: &self.shown.docs };
        let (mut then, mut now, mut undone) = (Things::new(), Things::new(), BTreeMap::new());
        for stream in streams_of(meeting, &self.shown.docs) {
            let read = self.read_stream(&stream)?;
            let ended: Read = read.iter().filter(|(stamp, ..)| stamp.at <= end).cloned().collect();
            then.extend(telling.things(&stream, &ended));
            now.extend(telling.things(&stream, &read));
            undone.extend(read.into_iter().filter_map(|(stamp, change, _)| match change {
                Change::Undone(request) => Some((request, Signed { at: stamp.at, by: stamp.by })),
                _ => None,
            }));
        }
        Ok(changes(&then, &now, &undone, end))
    }

    /// What an entry put in the place of other words, or took out; none where it did neither, or where the words of before
    /// are gone.
    ///
    /// # Errors
    /// Fails when the store cannot be read.
    pub fn replaced(&self, entry: &store::Entry) -> Result<Option<Replaced>, StoreError> {
        let Some((stamp, change, _)) = read_entry(entry)? else { return Ok(None) };
        let base = match &change {
            Change::Action(ActionChange::Reworded { .. }) | Change::Place(PlaceChange::Reworded { .. }) => {
                let read = self.read_stream(&entry.stream.parse().unwrap_or(Stream::County))?;
                let worded = |change: &Change| spoken::words(change).filter(|_| is_wording(change));
                let before = read.iter().take_while(|(earlier, ..)| earlier.entry != stamp.entry);
                before.filter_map(|(_, change, _)| worded(change)).last()
            }
            _ => {
                let base = spoken::unsaid(&change).map(|base| self.store.entry(&base)).transpose()?.flatten();
                let read = base.as_ref().map(read_entry).transpose()?.flatten();
                read.and_then(|(_, before, _)| spoken::words(&before))
            }
        };
        let after = spoken::words(&change).map(|(_, after)| after);
        Ok(base.map(|(kind, before)| Replaced { kind, before, after }))
    }
}

/// Whether a change of an action or a place says what it is.
fn is_wording(change: &Change) -> bool {
    match change {
        Change::Action(change) => matches!(change, ActionChange::ActionRaised(_) | ActionChange::Reworded { .. }),
        Change::Place(change) => !matches!(change, PlaceChange::MovedTo(_)),
        _ => false,
    }
}

/// The streams that hold what the minutes of a meeting say.
fn streams_of(meeting: &Meeting, docs: &Docs) -> Vec<Stream> {
    let here = |at: Option<&(MeetingId, ItemId)>| at.is_some_and(|(id, _)| *id == meeting.id);
    let raised = docs.actions.values().filter(|action| here(action.raised_at.at.as_ref())).map(|action| &action.id);
    let actions: BTreeSet<_> = raised.chain(meeting.items.iter().flat_map(|item| &item.answered)).cloned().collect();
    let places = docs.places.values().filter(|place| here(Some(&place.named.at)));
    let missing = docs.cases.values().filter(|case| case.episodes.iter().any(|episode| here(episode.at.as_ref())));
    let mut streams = vec![Stream::Meeting(meeting.id.clone())];
    streams.extend(actions.into_iter().map(Stream::Action));
    streams.extend(places.map(|place| Stream::Place(place.id.clone())));
    streams.extend(missing.map(|case| Stream::Case(case.id.clone())));
    streams
}

/// Tells what the minutes of a meeting say from the entries of its streams.
struct Telling<'a> {
    meeting: &'a MeetingId,
    docs: &'a Docs,
}

/// What an entry says: the key of the thing, its item, what it is, and its words.
type Told = (String, Option<ItemId>, String, Option<String>);

impl Telling<'_> {
    /// What some entries of a stream amount to.
    fn things(&self, stream: &Stream, read: &Read) -> Things {
        let undone = undone_in(read);
        let (mut things, mut keys) = (Things::new(), BTreeMap::new());
        for (stamp, change, _) in read.iter().filter(|(stamp, ..)| !undone.contains(&stamp.request)) {
            for (key, item, what, words) in self.told(stream, stamp, change, &mut keys) {
                put(&mut things, stamp, (key, item, what, words));
            }
        }
        things
    }

    /// What an entry says, of each seat that it marks; `keys` holds what each entry is a wording of.
    fn told(&self, stream: &Stream, stamp: &Stamp, change: &Change, keys: &mut BTreeMap<String, String>) -> Vec<Told> {
        match change {
            Change::Meeting(change) => self.in_meeting(stamp, change, keys),
            Change::Action(change) => self.of_action(stream, change).into_iter().collect(),
            Change::Place(change) => {
                let Stream::Place(id) = stream else { return vec![] };
                let Some(place) = self.docs.places.get(id) else { return vec![] };
                let words = match change {
                    PlaceChange::PlaceNamed { kind, text, .. } | PlaceChange::Reworded { kind, text, .. } => {
                        format!("{kind}: {text}")
                    }
                    PlaceChange::MovedTo(_) => return vec![],
                };
                let item = Some(place.named.at.1.clone());
                vec![(stream.to_string(), item, format!("place {}", place.label), Some(words))]
            }
            Change::Case(change) => self.of_case(change).into_iter().collect(),
            _ => vec![],
        }
    }

    fn in_meeting(&self, stamp: &Stamp, change: &MeetingChange, keys: &mut BTreeMap<String, String>) -> Vec<Told> {
        use MeetingChange as M;
        let of = |seat: &Address, facet: &str| format!("seat {seat} {facet}");
        let attendance = |seat: &Address| format!("attendance of {}", self.short(seat));
        match change {
            M::Withdrawn { item, entry } | M::MovedAway { item, entry } => {
                let known = keys.get(entry.as_str()).cloned();
                known.map(|key| (key, Some(item.clone()), String::new(), None)).into_iter().collect()
            }
            M::ItemLeft { item, reason: Some(reason), .. } | M::LeftBecause { item, reason } => {
                let what = "reason for leaving it open".to_owned();
                vec![(format!("left {item}"), Some(item.clone()), what, Some(reason.clone()))]
            }
            M::MeetingPlanned(planned) => {
                let named = planned.seats.iter().filter(|seat| !seat.name.is_empty());
                named
                    .map(|seat| (of(&seat.address, "name"), None, "seat".to_owned(), Some(seat.name.clone())))
                    .collect()
            }
            M::SeatNamed { seat, name } => {
                let name = (!name.is_empty()).then(|| name.clone());
                vec![(of(seat, "name"), None, format!("seat of {}", self.short(seat)), name)]
            }
            M::SeatAdded(seat) => {
                vec![(of(&seat.address, "name"), None, format!("seat of {}", seat.short), Some(seat.name.clone()))]
            }
            M::Marked { seats, mark } => {
                let told = |seat| (of(seat, "mark"), None, attendance(seat), Some(marked(mark)));
                seats.iter().map(told).collect()
            }
            M::Unmarked { seats } => {
                seats.iter().map(|seat| (of(seat, "mark"), None, attendance(seat), None)).collect()
            }
            M::CameAt { seat, from: at } => {
                let words = at.map(|at| format!("from {}", at.format("%H:%M")));
                vec![(of(seat, "from"), None, attendance(seat), words)]
            }
            M::LeftAt { seat, until: at } => {
                let words = at.map(|at| format!("until {}", at.format("%H:%M")));
                vec![(of(seat, "until"), None, attendance(seat), words)]
            }
            said => self.words(stamp, said, keys).into_iter().collect(),
        }
    }

    /// What an agency or the meeting said, as a wording of what it replaces.
    fn words(&self, stamp: &Stamp, said: &MeetingChange, keys: &mut BTreeMap<String, String>) -> Option<Told> {
        if spoken::is_of_minutes(said) {
            return None;
        }
        let change = Change::Meeting(said.clone());
        let (kind, words) = spoken::words(&change)?;
        let what = spoken::speaker(&change).map_or(kind.to_owned(), |seat| format!("{kind} of {}", self.short(seat)));
        let own = || stamp.entry.to_string();
        let key = spoken::unsaid(&change).and_then(|base| keys.get(&base).cloned()).unwrap_or_else(own);
        keys.insert(stamp.entry.to_string(), key.clone());
        Some((key, spoken::item(said).cloned(), what, Some(words)))
    }

    fn of_action(&self, stream: &Stream, change: &ActionChange) -> Option<Told> {
        let Stream::Action(id) = stream else { return None };
        let action = self.docs.actions.get(id)?;
        let here = |at: Option<&(MeetingId, ItemId)>| at.filter(|(id, _)| id == self.meeting).map(|at| at.1.clone());
        match change {
            ActionChange::ActionRaised(_) | ActionChange::Reworded { .. } => {
                let item = here(action.raised_at.at.as_ref())?;
                let task = match change {
                    ActionChange::ActionRaised(raised) => &raised.task,
                    ActionChange::Reworded { task, .. } => task,
                    _ => return None,
                };
                Some((stream.to_string(), Some(item), format!("action {}", action.label), Some(task_words(task))))
            }
            ActionChange::Answered { at, .. } => {
                let item = here(at.as_ref())?;
                let (_, said) = spoken::words(&Change::Action(change.clone()))?;
                let words = format!("{}: {said}", describe(&Change::Action(change.clone()), None, self.docs));
                Some((format!("{stream} answer"), Some(item), format!("answer to {}", action.label), Some(words)))
            }
            _ => None,
        }
    }

    fn of_case(&self, change: &CaseChange) -> Option<Told> {
        let (CaseChange::EpisodeRecorded(episode)
        | CaseChange::EpisodeMovedHere(episode)
        | CaseChange::Intake(IntakeChange::EpisodeCorrected(episode))) = change
        else {
            return None;
        };
        let item = episode.at.as_ref().filter(|(id, _)| id == self.meeting).map(|at| at.1.clone())?;
        Some((
            format!("episode {}", episode.label),
            Some(item),
            format!("{} missing", episode.label),
            Some(episode.words()),
        ))
    }

    fn short(&self, seat: &Address) -> String {
        let known = self.docs.meetings.get(self.meeting).and_then(|meeting| meeting.seat(seat));
        known.map_or_else(|| seat.to_string(), |known| known.short.clone())
    }
}

/// Puts what an entry says in the place of what the thing said before.
fn put(things: &mut Things, stamp: &Stamp, (key, item, what, words): Told) {
    // What is withdrawn is called what it was.
    let what = match things.get(&key) {
        Some(before) if what.is_empty() => before.what.clone(),
        _ => what,
    };
    let signed = Signed { at: stamp.at, by: stamp.by.clone() };
    things.insert(key, Thing { item, what, words, signed, request: stamp.request.clone() });
}

fn marked(mark: &Mark) -> String {
    match mark {
        Mark::Present => "present".to_owned(),
        Mark::Apologies { substitute: Some(name) } => format!("apologies, {name} as substitute"),
        Mark::Apologies { substitute: None } => "apologies".to_owned(),
        Mark::Absent => "absent".to_owned(),
    }
}

/// `Visit together (Police, by 10 Dec 2026)`: whose it is and by when are a part of what was agreed.
fn task_words(task: &Task) -> String {
    let owner = task.owner.as_ref().map(|owner| owner.short.clone());
    let due = task.due.map(|due| format!("by {}", day(due)));
    let beside: Vec<String> = owner.into_iter().chain(due).collect();
    if beside.is_empty() { task.text.clone() } else { format!("{} ({})", task.text, beside.join(", ")) }
}
