//! The minutes as they read, a section at a time, beside what is owed there and what the chair remarked.

use std::cell::Cell;

use super::command::Command;
use super::effect::Effect;
use super::{Overlay, Ui};
use crate::export::document::{Block, Document, Level, Part};
use crate::model::agenda::Item;
use crate::model::id::ItemId;
use crate::model::meeting::Meeting;
use crate::session::Shown;

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
