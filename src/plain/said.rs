//! What was recorded on an item, numbered, to be heard again, corrected or withdrawn.

use std::io::{BufRead, Write};

use chrono::{DateTime, Utc};

use super::capture::Replaces;
use super::meeting::Then;
use super::talk::{Dialogue, Stop, sentence};
use super::telling::{Place, answered, by, outcome, task};
use crate::model::checks::raised_here;
use crate::model::dissent::{self, CaseDissent};
use crate::model::id::{Address, EntryId, ItemId, MeetingId};
use crate::model::meeting::Meeting;
use crate::model::minutes::arising;
use crate::model::request::Request;
use crate::model::said::{DissentState, Kept, Mode, Whose};
use crate::session::Shown;
use crate::terms::phrase::{day, weekday_day};

/// One thing recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Said {
    /// What, in words.
    pub(super) words: String,
    /// What takes the place of it, where it can be corrected.
    replaces: Option<Replaces>,
    /// Its latest entry, where it can be moved to another child.
    entry: Option<EntryId>,
    at: DateTime<Utc>,
}

/// Everything recorded on an item, in the order recorded; the actions come last.
pub(super) fn list(place: &Place<'_>, shown: &Shown) -> Vec<Said> {
    let item = place.item;
    let short = |seat: &Address| place.meeting.seat(seat).map_or_else(|| seat.to_string(), |seat| seat.short.clone());
    let text = |kept: &Kept, words: String| {
        let (replaces, entry) = (Some(Replaces::Text(kept.entry.clone())), Some(kept.entry.clone()));
        Said { words: sentence(&words), replaces, entry, at: kept.at }
    };
    let fixed = |entry: Option<&EntryId>, at, words: String| Said {
        words: sentence(&words),
        replaces: None,
        entry: entry.cloned(),
        at,
    };
    let mut all: Vec<Said> = Vec::new();
    all.extend(item.updates.iter().filter(|update| !update.nil).map(|update| {
        let how = if update.mode == Mode::Written { ", in writing" } else { "" };
        text(&update.kept, format!("{}{how}: {}", short(&update.seat), update.text))
    }));
    all.extend(item.notes.iter().map(|note| text(&note.kept, format!("Discussion: {}", note.text))));
    all.extend(item.views.iter().map(|view| {
        let whose = if view.whose == Whose::Child { "Child says" } else { "Parents say" };
        let none = view.why_none.as_ref().map(|why| format!("not heard, {why}"));
        text(&view.kept, format!("{whose}: {}", none.as_ref().unwrap_or(&view.text)))
    }));
    all.extend(item.dissents.iter().map(|dissent| {
        let answer = &dissent.answer;
        let state = match answer.state {
            DissentState::Noted => String::new(),
            DissentState::Resolved => " Resolved.".to_owned(),
            DissentState::Escalated if answer.to.is_empty() => " Escalated.".to_owned(),
            DissentState::Escalated => format!(" Escalated to {}.", answer.to),
            DissentState::Closed => format!(" Outcome: {}", sentence(&answer.outcome)),
        };
        let chair = if answer.rationale.is_empty() { String::new() } else { format!(" Chair: {}", answer.rationale) };
        text(&dissent.kept, format!("Dissent, {}: {}{state}{chair}", short(&dissent.seat), sentence(&dissent.text)))
    }));
    all.extend(item.decision.iter().map(|decision| {
        let why = because(&decision.rationale);
        fixed(
            Some(&decision.kept.entry),
            decision.kept.at,
            format!("Decision: {}.{why}", outcome(&decision.outcome, &shown.terms)),
        )
    }));
    all.extend(item.risk.iter().map(|risk| {
        let words = format!("Risk after: {}.{}", risk.level, because(&risk.because));
        fixed(Some(&risk.kept.entry), risk.kept.at, words)
    }));
    all.sort_by_key(|said| said.at);
    // One line for all of them: heard one by one they drown what was said.
    let nil: Vec<String> = item.told().filter(|update| update.nil).map(|update| short(&update.seat)).collect();
    if !nil.is_empty() {
        all.push(fixed(
            None,
            DateTime::<Utc>::MAX_UTC,
            format!("Nothing to report, {}: {}", nil.len(), nil.join(", ")),
        ));
    }
    all.extend(actions(place, shown));
    let last = DateTime::<Utc>::MAX_UTC;
    let here = |at: &(MeetingId, ItemId)| at.0 == place.meeting.id && at.1 == *item.id();
    let mut named: Vec<_> = shown.docs.places.values().filter(|named| here(&named.named.at)).collect();
    named.sort_by_key(|named| (named.label.len(), named.label.clone()));
    all.extend(named.into_iter().map(|named| {
        fixed(Some(&named.latest), last, format!("{} {}: {}", named.label, named.kind.to_lowercase(), named.text))
    }));
    let episodes = place.case.map_or(&[][..], |case| &case.episodes);
    all.extend(
        episodes.iter().filter(|episode| episode.at.as_ref().is_some_and(here)).map(|episode| {
            fixed(Some(&episode.entry), last, format!("{} missing: {}", episode.label, episode.words()))
        }),
    );
    all
}

fn because(why: &str) -> String {
    if why.is_empty() { String::new() } else { format!(" Because: {why}") }
}

fn actions(place: &Place<'_>, shown: &Shown) -> Vec<Said> {
    let mut actions: Vec<_> = shown.docs.actions.values().collect();
    actions.sort_by_key(|action| (action.label.len(), action.label.clone()));
    let told = actions.into_iter().filter_map(|action| {
        let (words, replaces) = if raised_here(place.meeting, place.item, action) {
            let replaces = Replaces::Action(action.id.clone(), action.latest.clone());
            (format!("Action {}, {} {}", action.label, task(action), by(action)), Some(replaces))
        } else {
            let answer = action.answered_at(&place.meeting.id, place.item.id())?;
            (format!("{}, {} {}", action.label, task(action), answered(answer)), None)
        };
        let entry = replaces.as_ref().map(|_| action.latest.clone());
        Some(Said { words: sentence(&words), replaces, entry, at: DateTime::<Utc>::MAX_UTC })
    });
    told.collect()
}

impl<R: BufRead, W: Write> Dialogue<R, W> {
    /// Says what was recorded on the item.
    pub(super) fn said(&mut self) -> Result<(), Stop> {
        let Some(place) = self.place() else { return Ok(()) };
        let all = list(&place, self.session.shown());
        if all.is_empty() {
            return self.say("Nothing was recorded on this item yet.");
        }
        self.say_all(all.iter().enumerate().map(|(at, said)| format!("{}. {}", at + 1, said.words)))
    }

    /// Puts a line in the place of what has a number.
    pub(super) fn correct(&mut self, rest: &str) -> Result<Then, Stop> {
        let (number, line) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
        if line.trim().is_empty() {
            self.say("Say the number and the new line, as: correct 2 u @yos Seen once.")?;
            return Ok(Then::Stay);
        }
        match self.numbered(number)? {
            Some(Said { replaces: Some(replaces), .. }) => self.capture(line.trim(), Some(replaces)),
            Some(Said { replaces: None, .. }) => {
                self.say(
                    "Not recorded: this is not corrected, but recorded anew. d decides again, k sets the risk again,",
                )?;
                self.say("u gives the update of one who had nothing to report, and undo takes back an answer.")?;
                self.say(format!("Your line: {}", line.trim()))?;
                Ok(Then::Stay)
            }
            None => {
                self.say(format!("Your line: {}", line.trim()))?;
                Ok(Then::Stay)
            }
        }
    }

    /// Takes out what has a number.
    pub(super) fn withdraw(&mut self, number: &str) -> Result<(), Stop> {
        let entry = match self.numbered(number)? {
            None => return Ok(()),
            Some(Said { replaces: Some(Replaces::Text(entry)), .. }) => entry,
            Some(_) => {
                return self.say("Not recorded: only words are withdrawn. undo takes back what you recorded last.");
            }
        };
        let Some(place) = self.place() else { return Ok(()) };
        let (meeting, item) = (place.meeting.id.clone(), place.item.id().clone());
        match self.record(vec![Request::Withdraw { meeting, item, entry }])? {
            Some(_) => self.say(format!("Recorded: number {number} is withdrawn. undo brings it back.")),
            None => Ok(()),
        }
    }

    /// Moves what has a number to the item of the child it is about.
    pub(super) fn move_entry(&mut self, rest: &str) -> Result<(), Stop> {
        let (number, to) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
        if to.trim().is_empty() {
            return self.say("Say the number and where it goes, as: move 2 M-2026-009.");
        }
        let Some(said) = self.numbered(number)? else { return Ok(()) };
        let Some(entry) = said.entry else {
            return self.say("Not recorded: this is not moved. undo takes back what you recorded last.");
        };
        let (Some(to), Some(place)) = (self.item_meant(to.trim())?, self.place()) else { return Ok(()) };
        let (meeting, item) = (place.meeting.id.clone(), place.item.id().clone());
        let label = self.label_of(&to).unwrap_or_default();
        match self.record(vec![Request::MoveEntry { meeting, item, entry, to }])? {
            Some(_) => self.say(format!("Recorded: number {number} is moved to {label}. undo brings it back.")),
            None => Ok(()),
        }
    }

    /// What has a number; says so where nothing has it.
    fn numbered(&mut self, number: &str) -> Result<Option<Said>, Stop> {
        let Some(place) = self.place() else { return Ok(None) };
        let all = list(&place, self.session.shown());
        let found = number.parse::<usize>().ok().and_then(|number| all.get(number.checked_sub(1)?).cloned());
        if found.is_none() {
            self.say(format!(
                "Not recorded: “{number}” is no number from 1 to {}. Type said to hear them.",
                all.len()
            ))?;
        }
        Ok(found)
    }
}

/// What arises at a meeting: amendments of earlier minutes, and dissent that stands about children who are not on the
/// agenda.
pub(super) fn arisen(meeting: &Meeting, shown: &Shown) -> Vec<String> {
    let amended = arising(meeting, &shown.docs).into_iter().map(|(of, amendment)| {
        sentence(&format!("Amended, {} of {}: {}", amendment.place(of), weekday_day(of.plan.date), amendment.text))
    });
    let standing = dissent::arising(meeting, &shown.docs, &shown.terms).into_iter();
    amended.chain(standing.map(|(case, one)| of_dissent(&format!("about {}", case.label), one))).collect()
}

/// Dissent of before: whose, since when, and what became of it.
pub(super) fn of_dissent(which: &str, dissent: &CaseDissent) -> String {
    let voiced = &dissent.voiced;
    let said = format!("Dissent {which}, {}, {}: {}", voiced.by.short, day(voiced.on), voiced.text);
    let path = dissent.path.iter().map(|step| format!(" {}: {}", day(step.on), sentence(&step.stage.said())));
    let next = dissent.next().map_or_else(String::new, |next| format!(" Next: {next}."));
    format!("{}{}{next}", sentence(&said), path.collect::<String>())
}
