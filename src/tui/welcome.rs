//! The first run: no store yet. Make one for the county, or look at the demo.

use std::io;

use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};
use secrecy::{ExposeSecret, SecretString};

use super::terminal::Screen;
use super::theme::{Looks, Role, Theme};
use super::ui::field::Field;
use super::ui::form::{CHOOSE, Form, FormKind};
use super::ui::veil::Veil;
use super::view::{form, frame, text};
use crate::model::county::Role as Duty;
use crate::store::weakness;

/// What a person chose at the first run.
#[derive(Debug)]
pub enum Choice {
    /// A store for their county.
    Make(NewStore),
    /// The demo.
    Demo,
    /// Nothing.
    Leave,
}

/// The store to be made.
#[derive(Debug)]
pub struct NewStore {
    /// Where.
    pub folder: String,
    /// The first person's name.
    pub name: String,
    /// What they do.
    pub role: Duty,
    /// Their passphrase.
    pub passphrase: SecretString,
}

/// The screen: a choice of two, then the form.
struct Welcome {
    chosen: usize,
    form: Option<Form>,
    notice: String,
    folder: String,
}

/// Asks what to do while there is no store; `folder` is where one would be made, and `notice` is said at first.
///
/// # Errors
/// The terminal cannot be taken, or went away.
pub fn welcome(looks: &Looks, folder: &str, notice: &str) -> io::Result<Choice> {
    let (mut screen, mut events) = enter(looks)?;
    let mut welcome = Welcome { chosen: 0, form: None, notice: notice.to_owned(), folder: folder.to_owned() };
    loop {
        let theme = looks.theme(screen.ground());
        screen.draw(|area, buf| welcome.render(area, buf, theme))?;
        screen.wait(None, &mut events)?;
        for event in events.drain(..) {
            if let Some(choice) = welcome.take(event) {
                return Ok(choice);
            }
        }
    }
}

/// Shows the recovery passphrase once, until a key says that it is written down.
///
/// # Errors
/// The terminal cannot be taken, or went away.
pub fn show_recovery(looks: &Looks, passphrase: &SecretString) -> io::Result<()> {
    let (mut screen, mut events) = enter(looks)?;
    loop {
        let theme = looks.theme(screen.ground());
        screen.draw(|area, buf| {
            draw_recovery(area, buf, theme, passphrase.expose_secret());
            None
        })?;
        screen.wait(None, &mut events)?;
        let done = |event: &Event| matches!(event, Event::Key(key) if key.kind == KeyEventKind::Press && key.code == KeyCode::Char('y'));
        if events.drain(..).any(|event| done(&event)) {
            return Ok(());
        }
    }
}

/// Takes the terminal and asks for its ground.
fn enter(looks: &Looks) -> io::Result<(Screen, Vec<Event>)> {
    let mut screen = Screen::enter()?;
    if looks.asks() {
        screen.ask_ground()?;
    }
    Ok((screen, Vec::new()))
}

impl Welcome {
    fn take(&mut self, event: Event) -> Option<Choice> {
        match event {
            Event::Key(key) if key.kind == KeyEventKind::Release => None,
            Event::Key(key) => match self.form {
                Some(_) => self.in_form(key),
                None => self.in_menu(key),
            },
            Event::Paste(words) => {
                if let Some(editor) = self.form.as_mut().and_then(Form::editor) {
                    editor.paste(&words);
                }
                None
            }
            _ => None,
        }
    }

    fn in_menu(&mut self, key: KeyEvent) -> Option<Choice> {
        match key.code {
            KeyCode::Up | KeyCode::Down | KeyCode::Tab => self.chosen = 1 - self.chosen,
            KeyCode::Enter | KeyCode::Char('m' | 'd') => {
                let demo = key.code == KeyCode::Char('d') || (key.code == KeyCode::Enter && self.chosen == 1);
                if demo {
                    return Some(Choice::Demo);
                }
                self.open_form();
            }
            KeyCode::Char('q') | KeyCode::Esc => return Some(Choice::Leave),
            _ => {}
        }
        None
    }

    fn open_form(&mut self) {
        let roles = ["minute-taker", "chair", "admin"].map(str::to_owned).to_vec();
        let fields = vec![
            Field::line("Your name", "", "as it will stand in the journal beside all you record"),
            Field::choice("You are the", roles, 0, CHOOSE),
            Field::offer("Folder", &self.folder, "on this machine's own disk, not a network folder"),
            Field::secret("Passphrase", "several words that nobody would guess; it cannot be looked up anywhere"),
            Field::secret("Once more", "the same again"),
        ];
        self.form = Some(Form::new(FormKind::Store, "A store for your county", fields));
    }

    fn in_form(&mut self, key: KeyEvent) -> Option<Choice> {
        self.notice.clear();
        let form = self.form.as_mut()?;
        let save = key.code == KeyCode::Char('s') && key.modifiers.contains(KeyModifiers::CONTROL);
        match key.code {
            KeyCode::Esc => self.form = None,
            KeyCode::Tab | KeyCode::Down => form.step(true),
            KeyCode::BackTab | KeyCode::Up => form.step(false),
            KeyCode::Enter if !form.at_last() => form.step(true),
            _ if save || key.code == KeyCode::Enter => return self.submit(),
            code => match form.editor() {
                Some(editor) => drop(editor.input(key)),
                None => choose(form, code),
            },
        }
        None
    }

    fn submit(&mut self) -> Option<Choice> {
        let form = self.form.as_ref()?;
        let (name, folder) = (form.words("Your name"), form.words("Folder"));
        let passphrase = form.passphrase("Passphrase");
        let refused = if name.is_empty() || folder.is_empty() {
            Some("Say who you are and where the store goes.".to_owned())
        } else if let Some(why) = weakness(passphrase.expose_secret(), &[&name]) {
            Some(why)
        } else if passphrase.expose_secret() != form.passphrase("Once more").expose_secret() {
            Some("The two passphrases are not the same: type them again.".to_owned())
        } else {
            None
        };
        if let Some(why) = refused {
            self.notice = why;
            return None;
        }
        let role = [Duty::MinuteTaker, Duty::Chair, Duty::Admin][form.chosen("You are the").min(2)];
        Some(Choice::Make(NewStore { folder, name, role, passphrase }))
    }

    fn render(&self, area: Rect, buf: &mut Buffer, theme: &Theme) -> Option<Position> {
        frame::fill(area, buf, theme, Role::Text);
        let place = frame::overlay(area, 84, 20);
        let below = title(place, buf, theme);
        let foot = Rect { y: area.bottom().saturating_sub(1), height: area.height.min(1), ..area };
        let note = Rect { y: area.bottom().saturating_sub(2), height: area.height.min(1), ..area };
        let warning = Span::styled(format!(" {}", self.notice), theme.style(Role::Warning));
        frame::line(note, buf, &text::join([warning], usize::from(area.width)));
        if let Some(open) = &self.form {
            let keys = [("Tab", "next field"), ("Ctrl-S", "make the store"), ("Esc", "back")];
            frame::footer(foot, buf, theme, &keys);
            return form::render(below, buf, open, (None, None), &Veil::default(), theme);
        }
        frame::footer(foot, buf, theme, &[("Enter", "choose"), ("↑ ↓", "move"), ("q", "leave")]);
        let below = frame::paragraph(below, buf, theme, Role::Muted, "There is no store here yet.");
        let rows = [
            ("m", "Make a store for my county", "an encrypted folder on this machine that only its people can open"),
            ("d", "Look at the demo", "a fictional county with a meeting today; nothing you do there is kept"),
        ];
        let mut rest = frame::below(below, 1);
        for (at, (key, name, about)) in rows.into_iter().enumerate() {
            let role = if at == self.chosen { Role::Selected } else { Role::Text };
            let spans = vec![
                Span::styled(format!(" {key}  "), theme.style(if at == self.chosen { role } else { Role::Key })),
                Span::styled(text::pad(name, 34), theme.style(role)),
            ];
            frame::line(rest, buf, &Line::from(spans));
            rest = frame::below(rest, 1);
            let about = Span::styled(format!("    {about}"), theme.style(Role::Faint));
            frame::line(rest, buf, &text::join([about], usize::from(rest.width)));
            rest = frame::below(rest, 2);
        }
        None
    }
}

fn choose(form: &mut Form, code: KeyCode) {
    let Some(choice) = form.choice() else { return };
    match code {
        KeyCode::Right => choice.step(true),
        KeyCode::Left => choice.step(false),
        KeyCode::Backspace => drop(choice.rub_out()),
        KeyCode::Char(letter) => drop(choice.type_letter(letter)),
        _ => {}
    }
}

fn title(area: Rect, buf: &mut Buffer, theme: &Theme) -> Rect {
    let name = vec![
        Span::styled("mace", theme.style(Role::Focus)),
        Span::styled("  MACE meetings, live: nobody unheard, nothing lost", theme.style(Role::Muted)),
    ];
    frame::line(area, buf, &text::join(name, usize::from(area.width)));
    frame::below(area, 2)
}

fn draw_recovery(area: Rect, buf: &mut Buffer, theme: &Theme, passphrase: &str) {
    frame::fill(area, buf, theme, Role::Text);
    let mut rest = title(frame::overlay(area, 84, 16), buf, theme);
    let lines = [
        ("The store is made. Its recovery passphrase is shown this once:", Role::Text),
        ("", Role::Text),
        (passphrase, Role::Title),
        ("", Role::Text),
        (
            "Write it on paper and put it in the county's safe. It opens the store if every passphrase is forgotten; without it nobody can. It is not kept anywhere else.",
            Role::Warning,
        ),
        ("", Role::Text),
        ("Press y when it is written down.", Role::Focus),
    ];
    for (said, role) in lines {
        rest = if said.is_empty() { frame::below(rest, 1) } else { frame::paragraph(rest, buf, theme, role, said) };
    }
}
