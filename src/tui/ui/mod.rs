//! The state of the interface and how a key changes it. No frame, no SQL, no clock.
//!
//! `update(&mut Ui, &Shown, Input, now)` gives the effects that follow; nothing here reads a file
//! or draws. A failed effect changes nothing here: text stays in its field (law 1).

pub mod actions;
pub mod agenda;
pub mod answers;
pub mod away;
pub mod bringing_in;
pub mod capture_line;
pub mod case_forms;
pub mod case_page;
pub mod cases;
mod chairs_word;
pub mod choice;
pub mod clean;
pub mod command;
pub mod conflict;
pub mod corrections;
pub mod deeds;
pub mod disclosing;
pub mod disclosures;
pub mod dissent_card;
pub mod dissents;
pub mod doubts;
pub mod drafts;
pub mod editor;
pub mod effect;
pub mod ending;
pub mod entries;
pub mod episodes;
pub mod field;
pub mod filing;
pub mod follow;
pub mod form;
pub mod forms;
pub mod gate;
pub mod help;
pub mod information;
pub mod intake;
pub mod keeping;
pub mod keymap;
pub mod leads;
pub mod learnt;
pub mod lines;
pub mod list;
pub mod live;
pub mod meetings;
pub mod merging;
pub mod minutes;
pub mod moves;
pub mod names;
pub mod pace;
pub mod palette;
pub mod people;
pub mod plan;
pub mod prepare;
pub mod prompt;
pub mod proof;
pub mod reading;
pub mod ready;
pub mod requests;
pub mod returns;
pub mod roll_call;
pub mod room;
pub mod search;
pub mod series;
pub mod strip;
pub mod taking;
pub mod tour;
pub mod typing;
pub mod unfinished;
pub mod update;
pub mod veil;
pub mod wrap;
pub mod writing;
pub mod wrong_child;

use chrono::{DateTime, NaiveDate, Utc};

use crate::model::agenda::Item;
use crate::model::case::Case;
use crate::model::id::MeetingId;
use crate::model::meeting::Meeting;
use crate::session::Shown;
use crate::terms::calendar;

use actions::Actions;
use away::Why;
use case_page::CasePage;
use cases::Cases;
use corrections::Corrections;
use disclosures::Disclosures;
use form::Form;
use help::Help;
use keymap::Scope;
use learnt::Learnt;
use lines::Lines;
use live::Live;
use meetings::Meetings;
use palette::Palette;
use people::People;
use prompt::Prompt;
use proof::Proof;
use search::Search;
use tour::Tour;
use veil::Veil;

/// Everything that the screen is besides what is loaded.
#[derive(Debug)]
pub struct Ui {
    /// Which screen.
    pub screen: Screen,
    /// The list of meetings.
    pub meetings: Meetings,
    /// The tracker.
    pub cases: Cases,
    /// The actions across all meetings.
    pub actions: Actions,
    /// The contact list.
    pub people: People,
    /// The disclosure log.
    pub disclosures: Disclosures,
    /// The open case.
    pub case_page: Option<CasePage>,
    /// The open meeting.
    pub live: Option<Live>,
    /// What lies over the screen.
    pub overlay: Option<Overlay>,
    /// The item of the minutes that is to be read on from, once what was opened over them is closed again.
    pub read_on: Option<crate::model::id::ItemId>,
    /// A one-line question on top of all but the palette and the help.
    pub prompt: Option<Prompt>,
    /// What finds anything, while it is open; on top of all but the help.
    pub palette: Option<Palette>,
    /// What is sought of everything ever said, and what was.
    pub search: Search,
    /// What waits until the keys rest, so that none of them waits for it.
    put_off: Vec<effect::Effect>,
    /// The list of keys, while it is open.
    pub help: Option<Help>,
    /// Where the tour is.
    pub tour: Tour,
    /// How well each key is known.
    pub learnt: Learnt,
    /// What just happened, or why something did not.
    pub notice: Option<Notice>,
    /// What typed words are checked against.
    pub proof: Proof,
    /// Better words for something found in the text field, while they are offered.
    pub corrections: Option<Corrections>,
    /// The capture lines recorded in this run, for Up; held here alone.
    pub lines: Lines,
    /// What was typed into forms that were left without recording: it comes back with the form.
    pub kept: Vec<crate::session::Draft>,
    /// What could not be written, and what was to follow: a retry takes it up.
    pub unsaved: Option<Unsaved>,
    /// The veil for a shared screen.
    pub veil: Veil,
    /// The moment, as last passed in.
    pub now: DateTime<Utc>,
    /// Whether the program is about to end.
    pub quitting: bool,
    /// The meeting of another day that the next press of the same key starts.
    pub starting: Option<MeetingId>,
    /// Why the screen is about to lock.
    pub locking: Option<Why>,
}

/// The screens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Screen {
    /// The list of meetings.
    Meetings,
    /// A meeting.
    Live,
    /// The tracker.
    Cases,
    /// The actions across all meetings.
    Actions,
    /// The contact list.
    People,
    /// The disclosure log.
    Disclosures,
    /// A child's case.
    Case,
    /// The live meeting in large type, to be followed and not written in.
    Room,
}

/// What lies over a screen.
#[derive(Debug)]
pub enum Overlay {
    /// The roll-call.
    RollCall(list::Pick),
    /// Open actions to be answered.
    Answers(list::Pick),
    /// What was recorded on the item.
    Entries(entries::Entries),
    /// Dissent to be followed.
    Dissents(list::Pick),
    /// The agenda.
    Jump(list::Pick),
    /// How ready the meeting is.
    Ready(list::Pick),
    /// How far the minutes are.
    Minutes(list::Pick),
    /// The minutes as they read.
    Reading(Box<reading::Reading>),
    /// What is owed at the end.
    Ending(list::Pick),
    /// A form.
    Form(Box<Form>),
    /// What is owed on the case that is about to be left.
    Gate(gate::Gate),
    /// What was decided, to be read back to the room.
    ReadBack,
    /// What is about to be recorded names another child.
    WrongChild(Box<wrong_child::WrongChild>),
    /// The child to whom an entry is moved.
    MoveTo(wrong_child::MoveTo),
    /// The same entry was edited elsewhere.
    Conflict(Box<conflict::Conflict>),
    /// Records that may be of the child for whom a case is about to be opened.
    Alike(Box<intake::Alike>),
    /// What of an anonymised copy is to be looked at.
    Doubts(Box<doubts::Doubts>),
    /// What was read of a file, before it is recorded.
    Brought(Box<bringing_in::Brought>),
}

/// What could not be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unsaved {
    /// The drafts that it records.
    pub fields: Vec<String>,
    /// What follows once it is on disk.
    pub then: effect::After,
}

/// A line that says what happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// What.
    pub text: String,
    /// Whether something was refused or failed.
    pub bad: bool,
}

/// The item on the screen, with what belongs to it.
#[derive(Debug, Clone, Copy)]
pub struct Place<'a> {
    /// The meeting.
    pub meeting: &'a Meeting,
    /// The item.
    pub item: &'a Item,
    /// Its child.
    pub case: Option<&'a Case>,
}

impl Place<'_> {
    /// The district in which the child lived when the meeting was held; empty where there is no child.
    #[must_use]
    pub fn district(&self) -> &str {
        self.case.map_or("", |case| case.known_at(self.meeting.ended_at).district.as_str())
    }
}

impl Ui {
    /// The interface as it is when the program opens: the list of meetings.
    #[must_use]
    pub fn new(now: DateTime<Utc>) -> Self {
        Self {
            screen: Screen::Meetings,
            meetings: Meetings::default(),
            cases: Cases::default(),
            actions: Actions::default(),
            people: People::default(),
            disclosures: Disclosures::default(),
            case_page: None,
            live: None,
            overlay: None,
            read_on: None,
            prompt: None,
            palette: None,
            search: Search::default(),
            put_off: Vec::new(),
            help: None,
            tour: Tour::default(),
            learnt: Learnt::default(),
            notice: None,
            proof: Proof::default(),
            corrections: None,
            lines: Lines::default(),
            kept: Vec::new(),
            unsaved: None,
            veil: Veil::default(),
            now,
            quitting: false,
            starting: None,
            locking: None,
        }
    }

    /// The scope in which keys count now: what lies on top.
    #[must_use]
    pub fn scope(&self) -> Scope {
        if self.help.is_some() {
            return Scope::Help;
        }
        if self.palette.is_some() {
            return Scope::Palette;
        }
        if self.search.open.is_some() { Scope::Search } else { self.scope_beneath() }
    }

    /// The scope that the palette, the search and the help lie over.
    #[must_use]
    pub fn scope_beneath(&self) -> Scope {
        if let Some(prompt) = &self.prompt {
            return if prompt.purpose == prompt::Purpose::Filter { Scope::Filter } else { Scope::Prompt };
        }
        match &self.overlay {
            Some(Overlay::RollCall(_)) => return Scope::RollCall,
            Some(Overlay::Answers(_)) => return Scope::Answers,
            Some(Overlay::Entries(_)) => return Scope::Entries,
            Some(Overlay::Dissents(_)) => return Scope::Dissents,
            Some(Overlay::Jump(_)) => return Scope::Jump,
            Some(Overlay::Ready(_)) => return Scope::Ready,
            Some(Overlay::Minutes(_)) => return Scope::Minutes,
            Some(Overlay::Reading(_)) => return Scope::Reading,
            Some(Overlay::Ending(_)) => return Scope::Ending,
            Some(Overlay::Form(_)) if self.corrections.is_some() => return Scope::Corrections,
            Some(Overlay::Form(_)) => return Scope::Form,
            Some(Overlay::Gate(_)) => return Scope::Gate,
            Some(Overlay::ReadBack) => return Scope::ReadBack,
            Some(Overlay::WrongChild(_)) => return Scope::WrongChild,
            Some(Overlay::MoveTo(_)) => return Scope::MoveTo,
            Some(Overlay::Conflict(_)) => return Scope::Conflict,
            Some(Overlay::Alike(_)) => return Scope::Alike,
            Some(Overlay::Doubts(_)) => return Scope::Doubts,
            Some(Overlay::Brought(brought)) => {
                return match **brought {
                    bringing_in::Brought::Form(_) => Scope::Filing,
                    bringing_in::Brought::Tracker(_) => Scope::Taking,
                    bringing_in::Brought::Returns(_) => Scope::Returns,
                };
            }
            None => {}
        }
        if self.corrections.is_some() {
            return Scope::Corrections;
        }
        match (&self.screen, &self.live) {
            (Screen::Live, Some(live)) if live.writing.is_some() => Scope::Writing,
            (Screen::Live, Some(live)) if live.capture.is_open() => Scope::Capture,
            (Screen::Live, Some(_)) => Scope::Live,
            (Screen::Room, _) => Scope::Room,
            (Screen::Cases, _) => Scope::Cases,
            (Screen::Actions, _) if self.actions.open.is_some() => Scope::Action,
            (Screen::Actions, _) => Scope::Actions,
            (Screen::People, _) => Scope::People,
            (Screen::Disclosures, _) if self.disclosures.open.is_some() => Scope::Disclosure,
            (Screen::Disclosures, _) => Scope::Disclosures,
            (Screen::Case, _) => Scope::Case,
            _ => Scope::Meetings,
        }
    }

    /// The item on the screen.
    #[must_use]
    pub fn place<'a>(&self, shown: &'a Shown) -> Option<Place<'a>> {
        let live = self.live.as_ref().filter(|_| matches!(self.screen, Screen::Live | Screen::Room))?;
        let meeting = shown.docs.meetings.get(&live.meeting)?;
        let item = meeting.item(&live.item).or_else(|| meeting.items.first())?;
        let case = item.case().and_then(|case| shown.docs.cases.get(case));
        Some(Place { meeting, item, case })
    }

    /// The day in England.
    #[must_use]
    pub fn today(&self) -> NaiveDate {
        calendar::london(self.now).date()
    }

    /// Says what happened.
    pub fn say(&mut self, text: impl Into<String>) {
        self.notice = Some(Notice { text: text.into(), bad: false });
    }

    /// Says why something was not done.
    pub fn refuse(&mut self, text: impl Into<String>) {
        self.notice = Some(Notice { text: text.into(), bad: true });
    }
}
