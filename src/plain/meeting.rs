//! An open meeting: a prompt at each item, and what the answer does.

use std::io::{BufRead, Write};

use super::talk::{Dialogue, Stop};
use super::telling;
use super::words::{Word, help, read};
use crate::model::decide::agreed;
use crate::model::id::ItemId;
use crate::model::meeting::{Meeting, MeetingState};
use crate::model::request::Request;
use crate::session::Shown;
use crate::terms::calendar::london;
use crate::terms::phrase::weekday_day;

/// What follows an answer.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Then {
    /// The next answer is asked for.
    Stay,
    /// This line was typed already.
    Take(String),
    /// Back to the list of meetings.
    Meetings,
}

impl<R: BufRead, W: Write> Dialogue<R, W> {
    /// Holds the open meeting until the person goes back to the list.
    pub(super) fn meeting(&mut self) -> Result<(), Stop> {
        self.begin()?;
        let mut typed = None;
        loop {
            let line = if let Some(line) = typed.take() {
                line
            } else {
                let prompt = self.place().map_or_else(String::new, |place| place.name());
                self.ask(&format!("{prompt}>"))?
            };
            self.catch_up()?;
            match self.answer(&line)? {
                Then::Stay => {}
                Then::Take(line) => typed = Some(line),
                Then::Meetings => return Ok(()),
            }
        }
    }

    /// Offers to start a planned meeting, and comes to its item.
    fn begin(&mut self) -> Result<(), Stop> {
        let Some(meeting) = self.session.shown().open_meeting() else { return Ok(()) };
        let Some(first) = standing_at(meeting) else { return self.say("This meeting has no agenda.") };
        let planned = matches!(meeting.state, MeetingState::Planned | MeetingState::AgendaCirculated);
        let (date, today) = (meeting.plan.date, self.today());
        self.say(format!("{}, {}.", meeting.label, meeting.state.name()))?;
        if planned && date != today {
            self.say(format!("It is planned for {}, not for today.", weekday_day(date)))?;
        }
        if planned && !self.session.shown().read_only && self.agrees("Start this meeting now? y or n:")? {
            return self.start();
        }
        if planned {
            self.say("Not started: you can hear its agenda. Type start to start it.")?;
        }
        self.resume(first)
    }

    /// Starts the meeting at its first item.
    fn start(&mut self) -> Result<(), Stop> {
        let Some(meeting) = self.session.shown().open_meeting() else { return Ok(()) };
        let (id, first) = (meeting.id.clone(), standing_at(meeting));
        if self.record(vec![Request::StartMeeting(id)])?.is_none() {
            return Ok(());
        }
        let at = london(self.now()).format("%H:%M");
        self.say(format!("Recorded: the meeting started at {at}."))?;
        first.map_or(Ok(()), |first| self.turn(&first, None))
    }

    /// Comes back to where a meeting stands: an item that is open, or a break, is left as it is.
    fn resume(&mut self, first: ItemId) -> Result<(), Stop> {
        let Some(meeting) = self.session.shown().open_meeting() else { return Ok(()) };
        let on_break = meeting.on_break().map(|taken| london(taken.from).format("%H:%M").to_string());
        let waits = meeting.state == MeetingState::Live && meeting.current().is_none();
        match on_break {
            Some(since) => {
                self.say(format!("A break is on since {since}. Type break to end it."))?;
                self.arrive(first)
            }
            None if waits && !self.session.shown().read_only => self.turn(&first, None),
            None => self.arrive(first),
        }
    }

    /// Does what a line asks for.
    fn answer(&mut self, line: &str) -> Result<Then, Stop> {
        if line.is_empty() {
            self.stands()?;
            self.say("next goes on, help says what else you can type.")?;
            return Ok(Then::Stay);
        }
        let Some((word, rest)) = read(line) else { return self.capture(line, None) };
        let done = match word {
            Word::Next => return self.step(true),
            Word::Back => return self.step(false),
            Word::Go => return self.go(rest),
            Word::Correct => return self.correct(rest),
            Word::End => return self.end(),
            Word::Meetings => return Ok(Then::Meetings),
            Word::Show => self.show(),
            Word::Last => self.tell(telling::last),
            Word::Who => self.tell(|place, _| telling::who(place)),
            Word::Agenda => self.tell(|place, shown| telling::agenda(place.meeting, shown)),
            Word::Said => self.said(),
            Word::Withdraw => self.withdraw(rest),
            Word::Move => self.move_entry(rest),
            Word::Invite => self.invite(rest),
            Word::Chair => self.chair(rest),
            Word::Add => self.add(rest),
            Word::Order => self.order(rest),
            Word::Roll => self.roll_call(),
            Word::Statement => self.statement(),
            Word::Agree => self.agree(),
            Word::Nothing => self.nothing_further(),
            Word::Read => self.read_back(),
            Word::Park => self.park(),
            Word::Break => self.take_break(),
            Word::Undo => self.undo(true),
            Word::Redo => self.undo(false),
            Word::Start => self.start(),
            Word::Save => self.save(),
            Word::Help => self.say_all(help(rest)),
        };
        done.map(|()| Then::Stay)
    }

    /// Says lines that are told of the item.
    fn tell(&mut self, told: fn(&telling::Place<'_>, &Shown) -> Vec<String>) -> Result<(), Stop> {
        let Some(place) = self.place() else { return Ok(()) };
        let lines = told(&place, self.session.shown());
        self.say_all(lines)
    }

    /// Where one is, and how the item stands.
    pub(super) fn stands(&mut self) -> Result<(), Stop> {
        let Some(place) = self.place() else { return Ok(()) };
        let heading = telling::heading(&place, self.session.shown());
        let asking = place.case.map(|_| telling::asking(&place));
        self.say(heading)?;
        self.say_all(asking)
    }

    /// Records that everybody not yet asked has nothing further.
    fn nothing_further(&mut self) -> Result<(), Stop> {
        let Some(place) = self.place() else { return Ok(()) };
        let (meeting, item, asked) = (place.meeting.id.clone(), place.item.id().clone(), place.not_asked());
        match self.record(vec![Request::NothingFurther { meeting, item }])? {
            Some(_) => self.say(format!("Recorded: nothing further from {}: {}.", asked.len(), asked.join(", "))),
            None => Ok(()),
        }
    }

    /// Reads the decision out, and records that the room agrees.
    fn read_back(&mut self) -> Result<(), Stop> {
        let Some(place) = self.place() else { return Ok(()) };
        let (meeting, item) = (place.meeting.id.clone(), place.item.id().clone());
        let shown = self.session.shown();
        let agreed = agreed(place.meeting, place.item, &shown.docs).is_some();
        let else_ = if place.item.dissents.is_empty() { "" } else { " else" };
        let Some(lines) = telling::read_back(&place, shown) else {
            return self.say("Nothing is decided here yet: decide with d, then read.");
        };
        self.say_all(lines)?;
        if agreed {
            return Ok(());
        }
        if !self.agrees(&format!("Is this agreed, and does nobody{else_} dissent? y or n:"))? {
            return self.say("Not recorded as agreed. x records a dissent, d another decision; then read again.");
        }
        match self.record(vec![Request::Agree { meeting, item }])? {
            Some(_) => self.say(format!("Recorded: agreed, and nobody{else_} dissents.")),
            None => Ok(()),
        }
    }

    /// Begins a break, or ends it.
    fn take_break(&mut self) -> Result<(), Stop> {
        let Some(meeting) = self.session.shown().open_meeting() else { return Ok(()) };
        let id = meeting.id.clone();
        let item = meeting.on_break().map(|taken| taken.item.clone());
        let (request, said) = match item {
            Some(_) => (Request::EndBreak(id), "Recorded: the break is over."),
            None => (Request::TakeBreak(id), "Recorded: a break. Type break to end it."),
        };
        if self.record(vec![request])?.is_none() {
            return Ok(());
        }
        self.say(said)?;
        match item.flatten() {
            Some(item) => self.arrive(item),
            None => Ok(()),
        }
    }

    /// Takes back what was recorded last, or brings it back; the meeting may then stand at another item.
    fn undo(&mut self, back: bool) -> Result<(), Stop> {
        let now = self.now();
        let done = if back { self.session.undo(now) } else { self.session.redo(now) };
        match done {
            Ok(what) if back => self.say(format!("Taken back: {what}. redo brings it back."))?,
            Ok(what) => self.say(format!("Brought back: {what}."))?,
            Err(why) => return self.say(format!("Nothing was changed. {why}")),
        }
        let meeting = self.session.shown().open_meeting();
        let current = meeting.and_then(Meeting::current).map(|item| item.id().clone());
        match current.filter(|current| self.item.as_ref() != Some(current)) {
            Some(item) => self.arrive(item),
            None => Ok(()),
        }
    }
}

/// Where a meeting stands: the open item, the one that a break interrupts, or the first that waits.
fn standing_at(meeting: &Meeting) -> Option<ItemId> {
    let interrupted = || meeting.item(meeting.on_break()?.item.as_ref()?);
    let waiting = || meeting.items.iter().find(|item| item.opened_at.is_none());
    let item = meeting.current().or_else(interrupted).or_else(waiting).or_else(|| meeting.items.first())?;
    Some(item.id().clone())
}
