//! The loop: wait, take all that is there, change, perform, keep drafts, draw once.

use std::collections::BTreeMap;
use std::io;
use std::path::PathBuf;
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use chrono::{DateTime, Timelike, Utc};
use crossterm::event::Event;
use ratatui::layout::Rect;

use super::perform::{begin, perform};
use super::remember;
use super::terminal::Screen;
use super::terminal::nudge::Nudge;
use super::theme::{Ground, Looks};
use super::ui::Ui;
use super::ui::drafts::is_written;
use super::ui::effect::Effect;
use super::ui::update::{Input, update};
use super::view::still::{Still, still};
use super::view::{render, render_field};
use crate::clock::Clock;
use crate::session::{Draft, Session, Shown};
use crate::spelling::Speller;

/// How often another seat's entries are looked for while one is open.
const BESIDE_OTHERS: Duration = Duration::from_millis(100);
/// How long a dictionary may take to read: what is waited for at most before it is looked for again.
const DICTIONARY_COMES: Duration = Duration::from_millis(30);
/// How long an answer to whether another seat is open holds while keys come in.
const LOOK_AGAIN: Duration = Duration::from_secs(2);

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
    /// The store's folder, to notice at once what others record in it.
    pub store: PathBuf,
    /// Whether it only follows the live meeting, in large type.
    pub room: bool,
}

/// Runs the program until it is left; gives the session back.
///
/// # Errors
/// The terminal cannot be taken, or went away. Everything typed is kept by then.
pub fn run(mut session: Session, options: &Options) -> io::Result<Session> {
    let mut screen = Screen::enter()?;
    let mut ui = Ui::new(options.clock.now());
    ui.learnt = remember::read(options.learnt.as_deref());
    let mut events = Vec::new();
    if options.looks.asks() {
        screen.ask_ground(&mut events)?;
    }
    if options.room {
        ui.screen = super::ui::Screen::Room;
        perform(&mut session, &mut ui, vec![Effect::FollowRoom], &mut screen);
    } else {
        begin(&mut session, &mut ui, &mut screen);
    }
    if let Some(notice) = &options.notice {
        ui.refuse(notice);
    }
    let _nudge = Nudge::watch(&options.store);
    let mut kept = Kept::default();
    let mut seen = session.data_version().unwrap_or_default();
    let mut others = Others::default();
    let mut frame = Frame::default();
    let mut dictionary = Dictionary::NotYet;
    while !ui.quitting {
        frame.draw(&mut screen, &ui, session.shown(), &options.looks)?;
        // After the first frame, so that it need not wait; a refusal shows at the first key.
        let _ = session.ready_drafts();
        others.look(&session);
        let patience = dictionary.patience(others.patience(options.clock.now()));
        screen.wait(Some(patience), &mut events)?;
        ui.now = options.clock.now();
        if let Some(speller) = dictionary.arrived() {
            ui.proof.speller = Some(speller);
        }
        let version = session.data_version().unwrap_or(seen);
        if version != seen {
            seen = version;
            if session.catch_up().unwrap_or(false) {
                let effects = update(&mut ui, session.shown(), Input::Wake);
                perform(&mut session, &mut ui, effects, &mut screen);
                frame.is_old();
            }
        }
        for event in events.drain(..) {
            let input = match event {
                Event::Key(key) => Input::Key(key),
                Event::Paste(text) => Input::Paste(text),
                _ => Input::Wake,
            };
            // What stands under the cursor is on disk before a key that could record or leave it acts.
            if matches!(&input, Input::Key(key) if !is_text(key)) {
                kept.keep(&mut session, &mut ui);
            }
            let typed = matches!(input, Input::Key(_) | Input::Paste(_));
            let effects = update(&mut ui, session.shown(), input);
            if !typed || !effects.is_empty() {
                frame.is_old();
            }
            perform(&mut session, &mut ui, effects, &mut screen);
        }
        kept.keep(&mut session, &mut ui);
    }
    let _ = session.sync_drafts();
    remember::add(options.learnt.as_deref(), &ui.learnt);
    drop(screen);
    Ok(session)
}

fn is_text(key: &crossterm::event::KeyEvent) -> bool {
    matches!(key.code, crossterm::event::KeyCode::Char(_))
        && !key.modifiers.contains(crossterm::event::KeyModifiers::CONTROL)
}

/// The frame that stands on the screen: while one types, its text field alone is drawn anew.
#[derive(Default)]
struct Frame {
    field: Option<(Rect, Still)>,
    /// What the terminal had told of its ground.
    ground: Option<Ground>,
}

impl Frame {
    fn draw(&mut self, screen: &mut Screen, ui: &Ui, shown: &Shown, looks: &Looks) -> io::Result<()> {
        let ground = screen.ground();
        if self.ground != ground {
            self.ground = ground;
            self.is_old();
        }
        let theme = looks.theme(ground);
        if let Some((field, before)) = &self.field
            && still(ui, shown, *field).as_ref() == Some(before)
        {
            return screen.draw_part(*field, |area, buf| render_field(area, buf, ui, shown, theme));
        }
        let mut field = None;
        screen.draw(|area, buf| {
            let drawn = render(area, buf, ui, shown, theme);
            field = drawn.field;
            drawn.cursor
        })?;
        self.field = field.and_then(|field| Some((field, still(ui, shown, field)?)));
        Ok(())
    }

    /// What is loaded, or the screen's size or ground, has changed: the next frame is drawn whole.
    fn is_old(&mut self) {
        self.field = None;
    }
}

/// Whether other seats are open on the store; a burst of keys does not ask the disk at each of them.
#[derive(Default)]
struct Others {
    open: bool,
    looked: Option<Instant>,
}

impl Others {
    fn look(&mut self, session: &Session) {
        if self.looked.is_none_or(|looked| looked.elapsed() > LOOK_AGAIN) {
            self.open = session.others_open();
            self.looked = Some(Instant::now());
        }
    }

    /// How long to sleep: until the clock's next minute, or a moment while another seat is or may be open.
    fn patience(&self, now: DateTime<Utc>) -> Duration {
        if self.open {
            return BESIDE_OTHERS;
        }
        let left = 60_000 - u64::from(now.second()) * 1000 - u64::from(now.timestamp_subsec_millis()).min(999);
        let minute = Duration::from_millis(left + 5);
        // A look of some turns ago has not seen who came since: another one goes before the long sleep.
        match self.looked.map(|looked| looked.elapsed()) {
            Some(age) if age > BESIDE_OTHERS => minute.min(LOOK_AGAIN.saturating_sub(age) + BESIDE_OTHERS),
            _ => minute,
        }
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
    pub(super) fn keep(&mut self, session: &mut Session, ui: &mut Ui) {
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
                    return;
                }
            }
        }
        for field in left {
            self.drafts.remove(&field);
            // The text was recorded, or passed to another field: its draft would come back as a second copy. What a
            // form or the capture line held waits there.
            if is_written(&field) {
                session.drop_draft(&field);
            }
        }
    }
}
