//! The loop: wait, take all that is there, change, perform, keep drafts, draw once; and what is left behind when the
//! screen locks.

use std::collections::BTreeMap;
use std::io;
use std::path::PathBuf;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use crossterm::event::Event;
use ratatui::layout::Rect;

use super::idle::{self, Keys};
use super::lock::Sign;
use super::others::Others;
use super::outward::Outward;
use super::perform::{Outside, begin, perform};
use super::remember;
use super::terminal::Screen;
use super::theme::{Ground, Looks};
use super::ui::Ui;
use super::ui::away::{Away, Why};
use super::ui::drafts::is_written;
use super::ui::effect::Effect;
use super::ui::update::{Input, update};
use super::ui::veil::Veil;
use super::view::still::{Still, rows, still};
use super::view::{render, render_field};
use crate::clock::Clock;
use crate::session::{Draft, Saved, Session, Shown};
use crate::spelling::Speller;

/// How long a dictionary may take to read: what is waited for at most before it is looked for again.
const DICTIONARY_COMES: Duration = Duration::from_millis(30);

/// How long the keys must rest before room is made for a text that has outgrown its field: less than a person sees.
const ROOM_COMES: Duration = Duration::from_millis(4);

/// How long the keys must rest before what was put off for them is done, as looking up what is sought: no longer than it
/// takes to tell a burst of keys from a single one.
const REST: Duration = Duration::from_millis(1);

/// What the program is run with.
#[derive(Debug)]
pub struct Options {
    /// The theme, or the pair of them, fitted to the terminal.
    pub looks: Looks,
    /// What time it is.
    pub clock: Clock,
    /// What is to be said at the start, as when the settings could not be read.
    pub notice: Option<String>,
    /// Where it is kept how well each key is known; nowhere in the demo.
    pub learnt: Option<PathBuf>,
    /// Where the terminal's ground is remembered, so that the next start is right at its first frame.
    pub ground: Option<PathBuf>,
    /// Whether it only follows the live meeting, in large type and under the veil, as on a screen that others see.
    pub room: bool,
}

/// The program at work.
pub struct Program {
    session: Session,
    ui: Ui,
    kept: Kept,
    /// What came from the terminal and was not looked at yet.
    events: Vec<Event>,
}

/// How the loop ended.
pub enum Left {
    /// For good; the session is given back, to be closed when the terminal is its owner's again.
    Quit(Box<Session>),
    /// The screen is locked: all that was loaded is dropped, and only where one was is remembered.
    Locked(Sign, Away),
    /// The screen is locked, but something is not saved yet: the program stays in memory, to go on as it is.
    Hidden(Sign, Box<Program>),
}

impl Program {
    /// Starts the program: where an earlier run was cut off, or at the list of meetings.
    ///
    /// # Errors
    /// The terminal went away.
    pub fn start(session: Session, options: &Options, screen: &mut Screen) -> io::Result<Self> {
        if options.looks.asks() {
            screen.ask_ground()?;
        }
        let mut program = Self::open(session, options, None, &mut Outward::new(screen, &options.looks));
        if let Some(notice) = &options.notice {
            program.ui.refuse(notice);
        }
        Ok(program)
    }

    /// Opens the program where one was before the screen locked.
    #[must_use]
    pub fn open_again(session: Session, options: &Options, away: &Away, screen: &mut Screen) -> Self {
        Self::open(session, options, Some(away), &mut Outward::new(screen, &options.looks))
    }

    fn open(mut session: Session, options: &Options, away: Option<&Away>, outside: &mut impl Outside) -> Self {
        let mut ui = Ui::new(options.clock.now());
        ui.learnt = remember::read(options.learnt.as_deref());
        ui.veil = Veil::new(options.room);
        if options.room {
            ui.screen = super::ui::Screen::Room;
            perform(&mut session, &mut ui, vec![Effect::FollowRoom], outside);
        } else {
            begin(&mut session, &mut ui, away, outside);
        }
        Self { session, ui, kept: Kept::default(), events: Vec::new() }
    }

    /// Runs until it is left, or the screen locks.
    ///
    /// # Errors
    /// The terminal went away. Everything typed is kept by then.
    pub fn run(mut self, options: &Options, screen: &mut Screen) -> io::Result<Left> {
        let Self { session, ui, kept, events } = &mut self;
        let mut frame = Frame::default();
        let mut dictionary = Dictionary::NotYet;
        let mut keys = Keys::touched(options.clock.now());
        ui.now = options.clock.now();
        // The first frame waits for nothing that can come after it.
        frame.draw(screen, ui, session.shown(), &options.looks, false)?;
        let _bell = session.hang_bell().map(|(bell, ear)| {
            screen.listen(ear);
            bell
        });
        // After the bell is hung, so that nothing is recorded unheard in between.
        let mut others = Others::new(session);
        if ui.screen == super::ui::Screen::Meetings {
            perform(session, ui, vec![Effect::ListReadiness], &mut Outward::new(screen, &options.looks));
            frame.is_old();
        }
        let mut typed = false;
        while !ui.quitting && ui.locking.is_none() {
            frame.draw(screen, ui, session.shown(), &options.looks, typed)?;
            // After the first frame, so that it need not wait; a refusal shows at the first key.
            let _ = session.ready_drafts();
            others.look(session);
            // Nobody types at the room view, and its veil is down: it does not lock by itself.
            let minutes = if options.room { 0 } else { idle::minutes(session.shown(), ui.today()) };
            let left = idle::left(keys.idle(ui.now), minutes);
            let patience = frame.patience(dictionary.patience(others.patience(options.clock.now())));
            let patience = if ui.puts_off() { REST.min(patience) } else { patience };
            screen.wait(Some(left.map_or(patience, |left| patience.min(left))), events)?;
            ui.now = options.clock.now();
            // Before the keys that waited are looked at: whoever wakes a sleeping machine may press any.
            if idle::left(keys.idle(ui.now), minutes).is_some_and(|left| left.is_zero()) {
                ui.locking = Some(Why::Idle(minutes));
                break;
            }
            if let Some(speller) = dictionary.arrived() {
                ui.proof.take_speller(speller);
            }
            typed = events.iter().any(|event| matches!(event, Event::Key(_) | Event::Paste(_)));
            // While keys wait to be painted, it is looked for after that.
            if !typed {
                others.look(session);
            }
            if others.take_in(session, typed) {
                let effects = update(ui, session.shown(), Input::Wake);
                perform(session, ui, effects, &mut Outward::new(screen, &options.looks));
                frame.is_old();
            }
            if !typed && ui.puts_off() {
                rest(session, ui, &mut Outward::new(screen, &options.looks));
                frame.is_old();
            }
            for event in events.drain(..) {
                let input = match event {
                    Event::Key(key) => Input::Key(key),
                    Event::Paste(text) => Input::Paste(text),
                    _ => Input::Wake,
                };
                let typed = matches!(input, Input::Key(_) | Input::Paste(_));
                if typed {
                    keys = Keys::touched(ui.now);
                }
                catch_up(&input, session, ui, (kept, &mut Outward::new(screen, &options.looks)));
                let effects = update(ui, session.shown(), input);
                if !typed || !effects.is_empty() {
                    frame.is_old();
                }
                perform(session, ui, effects, &mut Outward::new(screen, &options.looks));
                // What was typed after the key that locks was meant for no field that is there now.
                if ui.locking.is_some() {
                    break;
                }
            }
            if ui.locking.is_none() {
                kept.keep(session, ui);
            }
        }
        remember::keep_ground(options.ground.as_deref(), screen.ground());
        if let Some(why) = ui.locking.take() {
            return self.lock(why, options, screen);
        }
        let _ = session.sync_drafts();
        remember::add(options.learnt.as_deref(), &ui.learnt);
        Ok(Left::Quit(Box::new(self.session)))
    }

    /// Blanks the screen, brings what is being typed to the disk, and lets go of everything; of nothing while something
    /// is not saved.
    fn lock(mut self, why: Why, options: &Options, screen: &mut Screen) -> io::Result<Left> {
        screen.blank()?;
        self.events.clear();
        let kept = self.kept.keep(&mut self.session, &mut self.ui);
        let shown = self.session.shown();
        let saved = kept && shown.saved == Saved::Saved && self.session.sync_drafts().is_ok();
        let away = self.ui.away(shown);
        let sign = Sign {
            marking: shown.terms.sharing.marking.clone(),
            who: shown.who.name.clone(),
            why,
            in_meeting: away.meeting.is_some(),
            saved,
        };
        if !saved {
            return Ok(Left::Hidden(sign, Box::new(self)));
        }
        remember::add(options.learnt.as_deref(), &self.ui.learnt);
        Ok(Left::Locked(sign, away))
    }
}

/// Before a key that could record, leave or open acts, what stands under the cursor is on disk, and what is sought is
/// found.
pub(super) fn catch_up(
    input: &Input,
    session: &mut Session,
    ui: &mut Ui,
    (kept, outside): (&mut Kept, &mut impl Outside),
) {
    if matches!(input, Input::Key(key) if !is_text(key)) {
        kept.keep(session, ui);
        rest(session, ui, outside);
    }
}

/// Does what was put off until the keys rest.
pub(super) fn rest(session: &mut Session, ui: &mut Ui, outside: &mut impl Outside) {
    let effects = ui.rested();
    perform(session, ui, effects, outside);
}

fn is_text(key: &crossterm::event::KeyEvent) -> bool {
    matches!(key.code, crossterm::event::KeyCode::Char(_))
        && !key.modifiers.contains(crossterm::event::KeyModifiers::CONTROL)
}

/// The frame that stands on the screen: while one types, its text field alone is drawn anew.
#[derive(Default)]
struct Frame {
    field: Option<Field>,
    /// Whether the text has outgrown its field, and room is still to be made for it.
    crowded: bool,
    /// What the terminal had told of its ground.
    ground: Option<Ground>,
}

/// The open field of a frame.
struct Field {
    area: Rect,
    /// The rows that it wanted.
    rows: u16,
    still: Still,
}

impl Frame {
    /// Shows what has changed. Where a text outgrows its field, what was typed is shown at once, and room is made for it
    /// when the keys rest: so neither a key nor a burst of them waits for a whole frame.
    fn draw(&mut self, screen: &mut Screen, ui: &Ui, shown: &Shown, looks: &Looks, typed: bool) -> io::Result<()> {
        let ground = screen.ground();
        if self.ground != ground {
            self.ground = ground;
            self.is_old();
        }
        let theme = looks.theme(ground);
        if let Some(field) = &self.field
            && still(ui, shown).as_ref() == Some(&field.still)
        {
            let crowded = rows(ui, field.area) != field.rows;
            if typed || !crowded {
                self.crowded = crowded;
                return screen.draw_part(field.area, |area, buf| render_field(area, buf, ui, shown, theme));
            }
        }
        self.crowded = false;
        let mut field = None;
        screen.draw(|area, buf| {
            let drawn = render(area, buf, ui, shown, theme);
            field = drawn.field;
            drawn.cursor
        })?;
        self.field = field.and_then(|area| {
            let still = still(ui, shown)?;
            Some(Field { area, rows: rows(ui, area), still })
        });
        Ok(())
    }

    /// How long to wait for keys: not for long while room is to be made.
    fn patience(&self, otherwise: Duration) -> Duration {
        if self.crowded { ROOM_COMES.min(otherwise) } else { otherwise }
    }

    /// What is loaded, or the screen's size or ground, has changed: the next frame is drawn whole.
    fn is_old(&mut self) {
        self.field = None;
    }
}

/// The dictionary on its way: a thread of its own reads it once the first frame is drawn, so that neither the frame nor
/// a key waits for it.
enum Dictionary {
    NotYet,
    Coming(JoinHandle<Option<Speller>>),
    Here,
}

impl Dictionary {
    /// Begins to read after the first frame; while it is coming, the wait for a key is short.
    fn patience(&mut self, otherwise: Duration) -> Duration {
        match self {
            Self::NotYet => *self = Self::Coming(thread::spawn(|| Speller::read().ok())),
            Self::Coming(_) => {}
            Self::Here => return otherwise,
        }
        DICTIONARY_COMES.min(otherwise)
    }

    /// The dictionary, when it has just been read.
    fn arrived(&mut self) -> Option<Speller> {
        match std::mem::replace(self, Self::Here) {
            Self::Coming(reading) if reading.is_finished() => reading.join().ok().flatten(),
            still => {
                *self = still;
                None
            }
        }
    }
}

/// What was kept last of each field, so that only what changed is written.
#[derive(Default)]
pub(super) struct Kept {
    drafts: BTreeMap<String, Draft>,
}

impl Kept {
    /// Keeps what is being typed; whether the disk took it all.
    pub(super) fn keep(&mut self, session: &mut Session, ui: &mut Ui) -> bool {
        let drafts = ui.drafts(session.shown());
        let gone = |field: &String| !drafts.iter().any(|draft| draft.field == *field);
        let left: Vec<String> = self.drafts.keys().filter(|field| gone(field)).cloned().collect();
        for draft in &drafts {
            if self.drafts.get(&draft.field) == Some(draft)
                || (draft.text.is_empty() && !self.drafts.contains_key(&draft.field))
            {
                continue;
            }
            match session.keep_draft(draft, ui.now) {
                Ok(()) => drop(self.drafts.insert(draft.field.clone(), draft.clone())),
                Err(error) => {
                    ui.refuse(format!("What you type is not kept on disk: {error}."));
                    return false;
                }
            }
        }
        for field in left {
            self.drafts.remove(&field);
            // The text was recorded, or passed to another field: its draft would come back as a second copy. What a
            // form or the capture line held waits there.
            if is_written(&field) {
                session.drop_draft(&field);
            } else {
                session.leave_draft(&field);
            }
        }
        true
    }
}
