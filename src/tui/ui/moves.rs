//! Moving about: in whatever list, page or form is on top.

use super::command::Command;
use super::effect::Effect;
use super::list::Pick;
use super::{Overlay, Screen, Ui};
use crate::session::Shown;

impl Overlay {
    /// The list that it shows, if it shows one.
    pub(super) fn pick(&mut self) -> Option<&mut Pick> {
        match self {
            Self::RollCall(pick) | Self::Answers(pick) | Self::Jump(pick) | Self::Ending(pick) => Some(pick),
            Self::Entries(entries) => Some(&mut entries.pick),
            Self::Gate(gate) => Some(&mut gate.pick),
            Self::MoveTo(open) => Some(&mut open.pick),
            Self::Form(_) | Self::ReadBack | Self::WrongChild(_) | Self::Conflict(_) => None,
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
        self.due_of_plan(shown)
    }

    /// Moves in whatever list or page is on top.
    pub(super) fn move_about(&mut self, command: Command) {
        use Command as C;
        if command == C::Close {
            self.overlay = None;
            return;
        }
        if self.corrections.is_some() {
            self.step_correction(command == C::Down);
            return;
        }
        let pick = match &mut self.overlay {
            Some(overlay) => overlay.pick(),
            None if self.screen == Screen::Meetings => Some(&mut self.meetings.pick),
            None => {
                let Some(live) = &mut self.live else { return };
                live.scroll = match command {
                    C::ScrollDown => live.scroll.saturating_add(1),
                    C::ScrollUp => live.scroll.saturating_sub(1),
                    C::PageDown => live.scroll.saturating_add(8),
                    _ => live.scroll.saturating_sub(8),
                };
                return;
            }
        };
        let Some(pick) = pick else { return };
        match command {
            C::Down => pick.step(1),
            C::Up => pick.step(-1),
            C::PageDown => pick.page(true),
            _ => pick.page(false),
        };
    }
}
