//! The first run: no store yet. Make one for the county, or look at the demo.

use std::io;

use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};
use secrecy::{ExposeSecret, SecretString};

use super::terminal::Screen;
use super::theme::{Looks, Role, Theme};
use super::ui::field::{Field, Value};
use super::ui::form::{CHOOSE, Form, FormKind};
use super::ui::veil::Veil;
use super::view::{form, frame, text};
use crate::model::county::Role as Duty;
use crate::store::{key_name, weakness};

const NAME: &str = "Your name";
const DUTY: &str = "You are the";
const FOLDER: &str = "Folder";
const PASSPHRASE: &str = "Passphrase";
const AGAIN: &str = "Once more";

/// What the choices of [`DUTY`] stand for.
const DUTIES: [Duty; 3] = [Duty::MinuteTaker, Duty::Chair, Duty::Admin];

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
    ask(looks, Welcome { chosen: 0, form: None, notice: notice.to_owned(), folder: folder.to_owned() })
}

/// Asks again, with the form as it was filled in and the cursor in the folder: it was refused.
///
/// # Errors
/// The terminal cannot be taken, or went away.
pub fn another_folder(looks: &Looks, new: &NewStore, why: &str) -> io::Result<Choice> {
    ask(looks, Welcome::refused(new, why))
}

fn ask(looks: &Looks, mut welcome: Welcome) -> io::Result<Choice> {
    let (mut screen, mut events) = enter(looks)?;
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
    /// The form as it was filled in, whose folder was refused.
    fn refused(new: &NewStore, why: &str) -> Self {
        let mut welcome = Self { chosen: 0, form: None, notice: why.to_owned(), folder: new.folder.clone() };
        welcome.open_form();
        if let Some(form) = &mut welcome.form {
            for field in &mut form.fields {
                match (&mut field.value, field.label.as_ref()) {
                    (Value::Line(editor), NAME) => editor.set_text(&new.name),
                    (Value::Choice(choice), _) => {
                        choice.chosen = DUTIES.iter().position(|duty| *duty == new.role).unwrap_or(0);
                    }
                    (Value::Secret(editor), _) => editor.set_text(new.passphrase.expose_secret()),
                    _ => {}
                }
            }
            form.focus(FOLDER);
        }
        welcome
    }

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
            Field::line(NAME, "", "as it will stand in the journal beside all you record"),
            Field::choice(DUTY, roles, 0, CHOOSE),
            Field::offer(FOLDER, &self.folder, "on this machine's own disk, not a network folder"),
            Field::secret(PASSPHRASE, "several words that nobody would guess; it cannot be looked up anywhere"),
            Field::secret(AGAIN, "the same again"),
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
        let form = self.form.as_mut()?;
        let (name, folder) = (form.words(NAME), form.words(FOLDER));
        let passphrase = form.passphrase(PASSPHRASE);
        let refused = if name.is_empty() {
            Some((NAME, "Say who you are.".to_owned()))
        } else if let Err(why) = key_name(&name) {
            Some((NAME, why.to_string()))
        } else if folder.is_empty() {
            Some((FOLDER, "Say where the store goes.".to_owned()))
        } else if let Some(why) = weakness(passphrase.expose_secret(), &[&name]) {
            Some((PASSPHRASE, why))
        } else if passphrase.expose_secret() != form.passphrase(AGAIN).expose_secret() {
            Some((AGAIN, "The two passphrases are not the same: type them again.".to_owned()))
        } else {
            None
        };
        if let Some((label, why)) = refused {
            form.focus(label);
            self.notice = why;
            return None;
        }
        let role = DUTIES[form.chosen(DUTY).min(2)];
        Some(Choice::Make(NewStore { folder, name, role, passphrase }))
    }

    fn render(&self, area: Rect, buf: &mut Buffer, theme: &Theme) -> Option<Position> {
        frame::fill(area, buf, theme, Role::Text);
        let place = frame::overlay(area, 84, 20);
        let below = title(place, buf, theme);
        let foot = Rect { y: area.bottom().saturating_sub(1), height: area.height.min(1), ..area };
        let note = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
        let rows = u16::try_from(text::height(&self.notice, usize::from(note.width))).unwrap_or(u16::MAX);
        let rows = rows.min(area.height.saturating_sub(1));
        let note = Rect { y: foot.y.saturating_sub(rows), height: rows, ..note };
        frame::paragraph(note, buf, theme, Role::Warning, &self.notice);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::theme::Colours;

    /// The form as it is filled in: who, the folder, both passphrases; and recorded.
    fn filled(name: &str, folder: &str, passphrase: &str, again: &str) -> Welcome {
        let mut welcome = Welcome { chosen: 0, form: None, notice: String::new(), folder: folder.to_owned() };
        welcome.open_form();
        let form = welcome.form.as_mut().unwrap();
        for words in [name, "", "", passphrase, again] {
            if let Some(editor) = form.editor().filter(|_| !words.is_empty()) {
                editor.paste(words);
            }
            form.step(true);
        }
        welcome
    }

    #[track_caller]
    fn check(filled: Welcome, label: &str, says: &str) {
        let mut welcome = filled;
        assert!(welcome.submit().is_none());
        let form = welcome.form.as_ref().unwrap();
        assert_eq!(form.fields[form.at].label, label);
        assert!(welcome.notice.contains(says), "{}", welcome.notice);
    }

    #[test]
    fn a_field_that_is_refused_gets_the_cursor() {
        const GOOD: &str = "seven green kettles sing at noon";
        check(filled("", "/tmp/a.mace", GOOD, GOOD), NAME, "who you are");
        check(filled("Ann Example", "", GOOD, GOOD), FOLDER, "where the store goes");
        check(filled("Ann Example", "/tmp/a.mace", "short", "short"), PASSPHRASE, "");
        check(filled("Ann Example", "/tmp/a.mace", GOOD, "seven green kettles"), AGAIN, "not the same");
        assert!(filled("Ann Example", "/tmp/a.mace", GOOD, GOOD).submit().is_some());
    }

    #[test]
    fn why_a_passphrase_is_too_weak_is_read_to_its_end() {
        let mut welcome = filled("Ann Example", "/tmp/a.mace", "", "");
        welcome.submit();
        let area = Rect::new(0, 0, 80, 24);
        let mut buf = Buffer::empty(area);
        welcome.render(area, &mut buf, &Theme::load("dark", Colours::True).unwrap());
        let words: String = (0..24).flat_map(|y| (0..80).map(move |x| (x, y))).map(|at| buf[at].symbol()).collect();
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(words.contains(&welcome.notice), "{words}");
        welcome.render(Rect::new(0, 0, 1, 1), &mut buf, &Theme::load("dark", Colours::True).unwrap());
    }

    #[test]
    fn a_folder_that_cannot_be_had_is_asked_for_again_with_all_the_rest_filled_in() {
        const GOOD: &str = "seven green kettles sing at noon";
        let mut welcome = filled("Ann Example", "/tmp/a.mace", GOOD, GOOD);
        let Some(Choice::Make(new)) = welcome.submit() else { panic!("nothing to make") };
        let mut again = Welcome::refused(&new, "/tmp/a.mace is there already.");
        let form = again.form.as_ref().unwrap();
        assert_eq!((form.fields[form.at].label.as_ref(), form.words(NAME).as_str()), (FOLDER, "Ann Example"));
        assert!(matches!(again.submit(), Some(Choice::Make(_))));
    }
}
