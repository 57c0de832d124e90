//! The lock screen: nothing of a case, and a field for the passphrase that brings one back.

use std::io;
use std::time::Duration;

use chrono::{DateTime, Timelike, Utc};
use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::Span;
use secrecy::SecretString;

use super::run::Options;
use super::terminal::Screen;
use super::theme::{Role, Theme};
use super::ui::away::Why;
use super::ui::editor::Editor;
use super::ui::veil::Veil;
use super::view::{frame, text};
use crate::terms::calendar;

/// What the lock screen may say: nothing that concerns a child.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sign {
    /// The protective marking.
    pub marking: String,
    /// Who locked it, and alone can come back.
    pub who: String,
    /// Why it is locked.
    pub why: Why,
    /// Whether a meeting is on the screen that is hidden.
    pub in_meeting: bool,
    /// Whether everything was saved; else nothing was put away.
    pub saved: bool,
}

/// What opens a locked screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asks {
    /// The person's passphrase.
    Passphrase,
    /// A key alone: the demo has no passphrase.
    Nothing,
}

/// A locked screen.
#[derive(Debug)]
pub struct Lock {
    sign: Sign,
    asks: Asks,
    field: Editor,
    /// Why it did not open, or that it is opening.
    said: Option<(String, Role)>,
}

impl Lock {
    /// A screen that is locked until somebody comes.
    #[must_use]
    pub fn new(sign: Sign, asks: Asks) -> Self {
        Self { sign, asks, field: Editor::secret(), said: None }
    }

    /// Says why it stays locked.
    pub fn refuse(&mut self, why: impl Into<String>) {
        self.said = Some((why.into(), Role::Warning));
    }

    /// Waits for a passphrase, or, where none is asked for, for Enter; none when the program is left instead.
    ///
    /// # Errors
    /// The terminal went away.
    pub fn wait(&mut self, options: &Options, screen: &mut Screen) -> io::Result<Option<SecretString>> {
        let mut events = Vec::new();
        loop {
            let now = options.clock.now();
            self.show(now, options, screen)?;
            let minute = Duration::from_secs(60 - u64::from(now.second()).min(59));
            screen.wait(Some(minute), &mut events)?;
            for event in events.drain(..) {
                match self.take(event) {
                    Answer::None => {}
                    Answer::Leave => return Ok(None),
                    Answer::Open => {
                        self.said = Some(("Opening …".to_owned(), Role::Muted));
                        self.show(options.clock.now(), options, screen)?;
                        // The field is wiped as it goes.
                        let typed = std::mem::replace(&mut self.field, Editor::secret());
                        self.said = None;
                        return Ok(Some(SecretString::from(typed.as_str())));
                    }
                }
            }
        }
    }

    fn take(&mut self, event: Event) -> Answer {
        match event {
            Event::Key(key) if key.kind == KeyEventKind::Release => Answer::None,
            Event::Key(key) => self.key(key),
            Event::Paste(words) if self.asks == Asks::Passphrase => {
                self.field.paste(&words);
                Answer::None
            }
            _ => Answer::None,
        }
    }

    fn key(&mut self, key: KeyEvent) -> Answer {
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        match (key.code, self.asks) {
            (KeyCode::Char('q'), _) if control && self.sign.saved => return Answer::Leave,
            (KeyCode::Char('q'), _) if control => {
                self.refuse("Something is not saved yet and would be lost: come back and save it first.");
            }
            (KeyCode::Enter, Asks::Nothing) => return Answer::Open,
            (KeyCode::Enter, Asks::Passphrase) if !self.field.is_empty() => return Answer::Open,
            (KeyCode::Esc, _) => self.field = Editor::secret(),
            (_, Asks::Passphrase) if self.field.input(key).changed() => self.said = None,
            _ => {}
        }
        Answer::None
    }

    fn show(&self, now: DateTime<Utc>, options: &Options, screen: &mut Screen) -> io::Result<()> {
        let theme = options.looks.theme(screen.ground());
        screen.draw(|area, buf| self.render(area, buf, now, theme))
    }

    fn render(&self, area: Rect, buf: &mut Buffer, now: DateTime<Utc>, theme: &Theme) -> Option<Position> {
        frame::fill(area, buf, theme, Role::Text);
        self.bar(Rect { height: 1.min(area.height), ..area }, buf, now, theme);
        let foot = Rect { y: area.bottom().saturating_sub(1), height: area.height.min(1), ..area };
        let open = if self.asks == Asks::Passphrase { "open" } else { "back to the screen" };
        let keys = [("Enter", open), ("Ctrl-Q", "leave the program")];
        frame::footer(foot, buf, theme, if self.sign.saved { &keys } else { &keys[..1] });
        let below = frame::below(area, 1);
        let body = Rect { height: below.height.saturating_sub(1), ..below };
        let mut rest = frame::overlay(body, 68, 13);
        let name = Span::styled("mace", theme.style(Role::Focus));
        frame::line(rest, buf, &text::join([name], usize::from(rest.width)));
        rest = frame::below(rest, 2);
        for (said, role) in self.words() {
            rest = frame::paragraph(rest, buf, theme, role, &said);
        }
        rest = frame::below(rest, 1);
        let mut cursor = None;
        if self.asks == Asks::Passphrase {
            let label = format!("Passphrase of {}", self.sign.who);
            rest = frame::paragraph(rest, buf, theme, Role::Muted, &label);
            let field = Rect { height: 1.min(rest.height), width: rest.width.min(48), ..rest };
            cursor = self.field.render(field, buf, theme, true, &Veil::default());
            rest = frame::below(rest, 2);
        }
        if let Some((said, role)) = &self.said {
            frame::paragraph(rest, buf, theme, *role, said);
        }
        cursor
    }

    /// Marking, clock and saved state, as on every screen.
    fn bar(&self, area: Rect, buf: &mut Buffer, now: DateTime<Utc>, theme: &Theme) {
        frame::fill(area, buf, theme, Role::Banner);
        let left = vec![
            Span::styled(format!(" {} ", self.sign.marking), theme.style(Role::Marking)),
            Span::styled("  Locked", theme.style(Role::Banner)),
        ];
        let (saved, role) = if self.sign.saved { ("✓ saved ", Role::Saved) } else { (" NOT SAVED ", Role::NotSaved) };
        let clock = calendar::london(now).format("  %H:%M  ").to_string();
        let right = vec![Span::styled(clock, theme.style(Role::Banner)), Span::styled(saved, theme.style(role))];
        frame::line(area, buf, &text::spread(left, right, usize::from(area.width), 22));
    }

    fn words(&self) -> Vec<(String, Role)> {
        let goes_on = if self.sign.in_meeting { "The meeting goes on where it was." } else { "Everything is kept." };
        let mut words = vec![(format!("Locked. {goes_on}"), Role::Title)];
        if let Why::Idle(minutes) = self.sign.why {
            let minutes = if minutes == 1 { "1 minute".to_owned() } else { format!("{minutes} minutes") };
            words.push((format!("Nobody pressed a key for {minutes}."), Role::Muted));
        }
        if self.sign.why == Why::Removed {
            let said =
                "The record is removed. The file is written anew as you come back, so that no page of it holds a word.";
            words.push((said.to_owned(), Role::Muted));
        }
        if !self.sign.saved {
            let hidden = "Something is not saved yet, so nothing was put away: the screen is only hidden, and all of it \
                is still in memory. Come back and press F5.";
            words.push((hidden.to_owned(), Role::Warning));
        }
        if self.asks == Asks::Nothing {
            let demo = "The demo has no passphrase: its key stays in memory, and Enter brings the screen back.";
            words.push((demo.to_owned(), Role::Muted));
        }
        words
    }
}

enum Answer {
    None,
    Open,
    Leave,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::theme::Colours;
    use crate::tui::view::frame::tests::{screen, sizes};

    fn lock(asks: Asks, saved: bool) -> Lock {
        let (marking, who) = ("OFFICIAL-SENSITIVE".to_owned(), "Ann Example".to_owned());
        Lock::new(Sign { marking, who, why: Why::Idle(10), in_meeting: true, saved }, asks)
    }

    fn shown(lock: &Lock) -> String {
        let theme = Theme::load("dark", Colours::True).unwrap();
        let mut buf = Buffer::empty(Rect::new(0, 0, 80, 24));
        lock.render(buf.area, &mut buf, "2026-12-03T09:28:00Z".parse().unwrap(), &theme);
        screen(&buf).join("\n")
    }

    fn press(lock: &mut Lock, code: KeyCode, with: KeyModifiers) -> Answer {
        lock.take(Event::Key(KeyEvent::new(code, with)))
    }

    #[test]
    fn the_screen_bears_marking_clock_and_whose_passphrase_opens_it() {
        let mut lock = lock(Asks::Passphrase, true);
        lock.take(Event::Paste("kettle orbit".to_owned()));
        let screen = shown(&lock);
        for said in ["OFFICIAL-SENSITIVE", "09:28", "The meeting goes on where it was.", "Passphrase of Ann Example"] {
            assert!(screen.contains(said), "{screen}");
        }
        assert!(
            screen.contains("••••••••••••") && !screen.contains("kettle") && screen.contains("10 minutes"),
            "{screen}"
        );
    }

    #[test]
    fn enter_opens_and_ctrl_q_leaves() {
        let mut lock = lock(Asks::Passphrase, true);
        assert!(matches!(press(&mut lock, KeyCode::Enter, KeyModifiers::NONE), Answer::None), "nothing was typed");
        press(&mut lock, KeyCode::Char('x'), KeyModifiers::NONE);
        assert!(matches!(press(&mut lock, KeyCode::Enter, KeyModifiers::NONE), Answer::Open));
        assert!(matches!(press(&mut lock, KeyCode::Char('q'), KeyModifiers::CONTROL), Answer::Leave));
    }

    #[test]
    fn what_is_not_saved_is_not_left_behind() {
        let mut lock = lock(Asks::Nothing, false);
        assert!(matches!(press(&mut lock, KeyCode::Char('q'), KeyModifiers::CONTROL), Answer::None));
        let screen = shown(&lock);
        assert!(screen.contains("NOT SAVED") && screen.contains("not saved yet") && screen.contains("would be lost"));
        assert!(matches!(press(&mut lock, KeyCode::Enter, KeyModifiers::NONE), Answer::Open));
    }

    #[test]
    fn every_size_is_drawn() {
        let theme = Theme::load("dark", Colours::True).unwrap();
        let mut lock = lock(Asks::Passphrase, false);
        lock.refuse("That is not the passphrase.");
        sizes(|area, buf| {
            let cursor = lock.render(area, buf, "2026-12-03T09:28:00Z".parse().unwrap(), &theme);
            assert!(cursor.is_none_or(|cursor| area.contains(cursor)), "{area:?} {cursor:?}");
        });
    }
}
