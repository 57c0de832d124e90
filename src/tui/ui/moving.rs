//! Moving about: rows and pages of whatever list, page or help is on top.

use super::command::Command;
use super::{Overlay, Screen, Ui};

impl Ui {
    /// Moves in whatever list or page is on top.
    pub(super) fn move_about(&mut self, command: Command) {
        use Command as C;
        if let Some(scroll) = &mut self.help {
            match command {
                C::Down => *scroll += 1,
                C::Up => *scroll = scroll.saturating_sub(1),
                C::PageDown => *scroll += 10,
                C::PageUp => *scroll = scroll.saturating_sub(10),
                _ => self.help = None,
            }
            return;
        }
        if command == C::Close {
            self.overlay = None;
            return;
        }
        let pick = match &mut self.overlay {
            Some(Overlay::RollCall(pick) | Overlay::Answers(pick) | Overlay::Jump(pick) | Overlay::Ending(pick)) => {
                pick
            }
            Some(Overlay::Entries(entries)) => &mut entries.pick,
            Some(Overlay::Form(_)) => return,
            None if self.screen == Screen::Meetings => &mut self.meetings.pick,
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
        match command {
            C::Down => pick.step(1),
            C::Up => pick.step(-1),
            C::PageDown => pick.page(true),
            _ => pick.page(false),
        };
    }
}
