//! The minutes as they read, a section at a time, beside what is owed there and what the chair remarked.

use std::cell::Cell;

use super::command::{Command, READ_ONLY};
use super::effect::Effect;
use super::keymap::Scope;
use super::{Overlay, Place, Screen, Ui, entries};
use crate::export::document::{Block, Document, Level, Part};
use crate::model::agenda::Item;
use crate::model::id::ItemId;
use crate::model::meeting::Meeting;
use crate::session::Shown;

/// Why nothing is done on a section that is about the whole meeting.
pub(super) const NO_ITEM: &str = "This section is about no item of the agenda: n goes on to one that is.";

/// The minutes on the screen.
#[derive(Debug)]
pub struct Reading {
    /// Which version, where one was approved.
    pub version: Option<u32>,
    /// What stands under each of their headings, in order.
    pub sections: Vec<Section>,
    /// Which section is open.
    pub open: usize,
    /// How far it is scrolled, in lines, as of the last drawing.
    pub scroll: Cell<u16>,
}

/// What stands under a heading of the minutes.
#[derive(Debug)]
pub struct Section {
    /// The heading.
    pub title: String,
    /// The item of the agenda that it is about.
    pub item: Option<ItemId>,
    /// What stands there.
    pub parts: Vec<Part>,
}

impl Reading {
    /// The minutes, open at an item where they have it.
    #[must_use]
    pub fn new(document: Document, version: Option<u32>, meeting: &Meeting, at: Option<&ItemId>) -> Self {
        let mut sections: Vec<Section> = Vec::new();
        for mut part in document.parts {
            match part.blocks.first() {
                Some(Block::Heading { level: Level::One, text }) => {
                    let (title, item) = (text.clone(), item_of(&part.id, meeting));
                    part.blocks.remove(0);
                    sections.push(Section { title, item, parts: vec![part] });
                }
                _ => match sections.last_mut() {
                    Some(section) => section.parts.push(part),
                    None => sections.push(Section { title: document.title.clone(), item: None, parts: vec![part] }),
                },
            }
        }
        let open = at.and_then(|at| sections.iter().position(|section| section.item.as_ref() == Some(at)));
        Self { version, sections, open: open.unwrap_or_default(), scroll: Cell::new(0) }
    }

    /// The section that is open.
    #[must_use]
    pub fn section(&self) -> Option<&Section> {
        self.sections.get(self.open)
    }

    fn step(&mut self, onward: bool) {
        let last = self.sections.len().saturating_sub(1);
        self.open = if onward { (self.open + 1).min(last) } else { self.open.saturating_sub(1) };
        self.scroll.set(0);
    }
}

/// The item that a part of the minutes is about: the parts of an item begin with its name.
fn item_of(part: &str, meeting: &Meeting) -> Option<ItemId> {
    let name = part.strip_prefix("item-")?;
    let is = |id: &ItemId| name.strip_prefix(id.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'));
    meeting.items.iter().map(Item::id).find(|id| is(id)).cloned()
}

impl Ui {
    /// Shows minutes that were read, open at an item where they have it.
    pub fn show_reading(&mut self, document: Document, version: Option<u32>, at: Option<&ItemId>, shown: &Shown) {
        let Some(place) = self.place(shown) else { return };
        let reading = Reading::new(document, version, place.meeting, at);
        self.overlay = Some(Overlay::Reading(Box::new(reading)));
    }

    /// The minutes that are being read.
    pub(super) fn reading(&self) -> Option<&Reading> {
        match &self.overlay {
            Some(Overlay::Reading(reading)) => Some(reading),
            _ => None,
        }
    }

    /// The item of the section that is being read.
    pub(super) fn read_item(&self) -> Option<ItemId> {
        self.reading()?.section()?.item.clone()
    }

    /// Why nothing of what is being read can be corrected where it stands.
    pub(super) fn why_not_edit_read(&self, shown: &Shown) -> Option<&'static str> {
        let place = self.place_read(shown);
        match place {
            None => Some(NO_ITEM),
            _ if shown.read_only => Some(READ_ONLY),
            Some(place) if place.meeting.is_sealed() => Some("The minutes are approved and sealed: m amends them."),
            Some(place) => entries::list(&place, shown).is_empty().then_some("Nothing was recorded on this item."),
        }
    }

    /// The item that is being read, as if it were on the screen.
    fn place_read<'a>(&self, shown: &'a Shown) -> Option<Place<'a>> {
        let meeting = self.place(shown)?.meeting;
        let item = meeting.item(&self.read_item()?)?;
        Some(Place { meeting, item, case: item.case().and_then(|case| shown.docs.cases.get(case)) })
    }

    /// Opens what was recorded on the item that is being read, to be corrected: the one entry that there is, or the choice
    /// among them. What is closed then leads back to reading.
    pub(super) fn edit_read(&mut self, shown: &Shown) -> Vec<Effect> {
        let Some(item) = self.read_item() else { return vec![] };
        if let Some(live) = &mut self.live {
            live.turn(item.clone());
        }
        self.read_on = Some(item);
        let mut effects = self.arrive(shown);
        self.open_entries(shown);
        if let Some(Overlay::Entries(entries)) = &self.overlay
            && entries.pick.len() == 1
        {
            effects.extend(self.edit_entry(shown));
        }
        effects
    }

    /// Goes on reading, the minutes made anew, once nothing lies over the meeting any more that was opened from them.
    pub(super) fn back_to_reading(&mut self) -> Option<Effect> {
        if self.screen != Screen::Live {
            self.read_on = None;
        }
        let item = if self.scope() == Scope::Live { self.read_on.take() } else { None };
        item.map(|item| Effect::ReadMinutes(Some(item)))
    }

    /// Opens another section; the minutes open at the item on the screen.
    pub(super) fn on_reading(&mut self, command: Command, shown: &Shown) -> Vec<Effect> {
        match (&mut self.overlay, command) {
            (Some(Overlay::Reading(reading)), Command::ReadOn) => reading.step(true),
            (Some(Overlay::Reading(reading)), Command::ReadBefore) => reading.step(false),
            _ => {
                let item = self.place(shown).map(|place| place.item.id().clone());
                return vec![Effect::ReadMinutes(item)];
            }
        }
        vec![]
    }
}
