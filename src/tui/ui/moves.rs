//! Moving about: in whatever list, page or form is on top.

use std::cell::Cell;

use super::bringing_in::Brought;
use super::case_page::Section;
use super::command::Command;
use super::effect::Effect;
use super::list::Pick;
use super::{Overlay, Screen, Ui};
use crate::session::Shown;

impl Overlay {
    /// The list that it shows, if it shows one.
    pub(super) fn pick(&mut self) -> Option<&mut Pick> {
        match self {
            Self::RollCall(pick)
            | Self::Answers(pick)
            | Self::Dissents(pick)
            | Self::Jump(pick)
            | Self::Ready(pick)
            | Self::Minutes(pick)
            | Self::Ending(pick) => Some(pick),
            Self::Entries(entries) => Some(&mut entries.pick),
            Self::Gate(gate) => Some(&mut gate.pick),
            Self::MoveTo(open) => Some(&mut open.pick),
            Self::Alike(open) => Some(&mut open.pick),
            Self::Brought(brought) => match &mut **brought {
                Brought::Tracker(open) => Some(&mut open.pick),
                Brought::Returns(open) => Some(&mut open.pick),
                Brought::Form(_) => None,
            },
            Self::WrongChild(waiting) => Some(&mut waiting.pick),
            Self::Form(_) | Self::ReadBack | Self::Conflict(_) | Self::Reading(_) | Self::Doubts(_) => None,
        }
    }
}

impl Ui {
    /// Moves in a form.
    pub(super) fn in_form(&mut self, command: Command, shown: &Shown) -> Vec<Effect> {
        let Some(Overlay::Form(form)) = &mut self.overlay else { return vec![] };
        match command {
            Command::PreviousField => form.step(false),
            Command::NextChoice | Command::PreviousChoice => {
                if let Some(choice) = form.choice() {
                    choice.step(command == Command::NextChoice);
                }
            }
            Command::EnterField if form.at_last() => return self.submit_form(shown),
            _ => form.step(true),
        }
        self.gather_for_plan(shown)
    }

    /// Chooses another missing episode, where they are shown.
    fn step_episode(&mut self, command: Command) -> bool {
        let Some(page) = self.case_page.as_mut().filter(|page| page.section == Section::Missing) else { return false };
        page.episode = match command {
            Command::Down => page.episode.saturating_add(1),
            Command::Up => page.episode.saturating_sub(1),
            _ => return false,
        };
        true
    }

    /// Moves in whatever list or page is on top.
    pub(super) fn move_about(&mut self, command: Command) {
        use Command as C;
        if self.corrections.is_some() {
            self.step_correction(command == C::Down);
            return;
        }
        if self.overlay.is_none() && self.screen == Screen::Case && self.step_episode(command) {
            return;
        }
        let pick = match &mut self.overlay {
            Some(Overlay::Reading(reading)) => {
                scroll(&reading.scroll, command);
                return;
            }
            Some(Overlay::Doubts(doubts)) => {
                scroll(&doubts.scroll, command);
                return;
            }
            Some(overlay) => overlay.pick(),
            None if self.screen == Screen::Meetings => Some(&mut self.meetings.pick),
            None if self.screen == Screen::Cases => Some(&mut self.cases.pick),
            None if self.screen == Screen::Actions && self.actions.open.is_none() => Some(&mut self.actions.pick),
            None if self.screen == Screen::People => Some(&mut self.people.pick),
            None if self.screen == Screen::Disclosures && self.disclosures.open.is_none() => {
                Some(&mut self.disclosures.pick)
            }
            None => {
                if let Some(page) = &mut self.case_page {
                    page.found = None;
                }
                let page = self.case_page.as_ref().filter(|_| self.screen == Screen::Case).map(|page| &page.scroll);
                let action =
                    self.actions.open.as_ref().filter(|_| self.screen == Screen::Actions).map(|open| &open.scroll);
                let entry = self.disclosures.open.as_ref().filter(|_| self.screen == Screen::Disclosures);
                let live = self.live.as_ref().map(|live| &live.scroll);
                if let Some(page) = page.or(action).or(entry).or(live) {
                    scroll(page, command);
                }
                return;
            }
        };
        let Some(pick) = pick else { return };
        match command {
            C::Down => pick.step(1),
            C::Up => pick.step(-1),
            C::PageDown => pick.page(true),
            C::PageUp => pick.page(false),
            C::Last => pick.to_last(),
            _ => pick.to_first(),
        };
    }
}

/// Scrolls a page of text; the drawing keeps it within its lines.
fn scroll(page: &Cell<u16>, command: Command) {
    let from = page.get();
    page.set(match command {
        Command::ScrollDown | Command::Down => from.saturating_add(1),
        Command::ScrollUp | Command::Up => from.saturating_sub(1),
        Command::PageDown => from.saturating_add(8),
        Command::PageUp => from.saturating_sub(8),
        Command::Last => u16::MAX,
        _ => 0,
    });
}
