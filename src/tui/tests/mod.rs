//! The interface as a person meets it: keys in, screen out, on a real store.
//!
//! The fictional county is made once a process; each [`Desk`] works on its own copy. Nothing here
//! draws on a terminal, and the clock stands where the desk sets it.

mod acting;
mod actions;
mod after;
mod always;
mod answering;
mod bringing_in;
mod case_page;
mod cases;
mod conflicting;
mod deciding;
mod disclosures;
mod dissenting;
mod finding;
mod gate;
mod intake;
mod keeping;
mod key_names;
mod keys;
mod landing;
mod lobby;
mod locking;
mod looks;
mod merging;
mod mono;
mod people;
mod planning;
mod proofing;
mod returning;
mod roll_call;
mod room;
mod saving;
mod search;
mod sizes;
mod standing;
mod touring;
mod undecided;
mod veil;
mod writing;
mod wrong_child;

use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::{fs, io};

use chrono::Duration;
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use tempfile::TempDir;

use key_names::read_keys;

use super::perform::{Outside, begin, perform};
use super::run::{Kept, catch_up, rest};
use super::theme::{Colours, Theme};
use super::ui::Ui;
use super::ui::away::Away;
use super::ui::effect::Effect;
use super::ui::keymap::Scope;
use super::ui::update::{Input, update};
use super::view::screen::render;
use crate::demo::Scenario;
use crate::model::agenda::Item;
use crate::model::case::Case;
use crate::model::change::CHANGE_VERSION;
use crate::model::checks::is_undecided_without_reason;
use crate::model::county::Role;
use crate::model::id::PersonId;
use crate::model::meeting::Meeting;
use crate::sealing::fill_with_fiction;
use crate::session::{Session, Who};
use crate::store::testing::tamper;
use crate::store::{DatabaseKey, Entry, Store, StoreError};
use crate::terms::ESSEX;

/// A person at the program, with a store of their own.
struct Desk {
    folder: TempDir,
    session: Option<Session>,
    ui: Ui,
    copied: Copied,
    kept: Kept,
    size: (u16, u16),
    seat: u64,
    /// The journal's length when the fictional county was made.
    began: u64,
}

/// What was offered to the clipboard, and the pieces of work that a bar was shown for.
#[derive(Default)]
struct Copied(Vec<String>, Vec<(String, usize, usize)>);

impl Outside for Copied {
    fn copy(&mut self, text: &str) -> io::Result<()> {
        self.0.push(text.to_owned());
        Ok(())
    }

    fn progress(&mut self, what: &str, done: usize, of: usize) {
        self.1.push((what.to_owned(), done, of));
    }
}

impl Desk {
    /// The program just opened on the fictional county, two minutes before today's meeting.
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        copy(county(), folder.path());
        let now = "2026-12-03T09:28:00Z".parse().unwrap();
        let (ui, copied, kept) = (Ui::new(now), Copied::default(), Kept::default());
        let mut desk = Self { folder, session: None, ui, copied, kept, size: (120, 36), seat: 100, began: 0 };
        desk.open();
        desk.began = desk.entries();
        desk
    }

    /// Today's meeting, started.
    fn started() -> Self {
        let mut desk = Self::new();
        desk.keys("s");
        desk
    }

    /// Today's meeting with everybody present, at its first review.
    fn review() -> Self {
        let mut desk = Self::started();
        desk.keys("rP<Esc>");
        desk.go_to(desk.first_review());
        desk
    }

    /// Opens the program again, as after a crash or a quit.
    fn open(&mut self) {
        self.open_at(None);
    }

    /// Locks the screen and comes back: all that is loaded goes between.
    fn lock(&mut self) {
        self.keys("<C-l>");
        assert!(self.ui.locking.is_some());
        let away = self.ui.away(self.session().shown());
        self.open_at(Some(&away));
    }

    fn open_at(&mut self, away: Option<&Away>) {
        self.session = None;
        self.seat += 1;
        let folder = self.store();
        let store = Store::open(&folder, &key(), CHANGE_VERSION).unwrap();
        let random = ChaCha20Rng::seed_from_u64(self.seat);
        let mut session = Session::open(store, &PersonId::new("alex"), random).unwrap();
        session.take_seat(&folder, &key()).unwrap();
        self.ui = Ui::new(self.ui.now);
        self.kept = Kept::default();
        begin(&mut session, &mut self.ui, away, &mut self.copied);
        self.session = Some(session);
        self.perform(vec![Effect::ListReadiness]);
    }

    fn session(&self) -> &Session {
        self.session.as_ref().unwrap()
    }

    fn session_mut(&mut self) -> &mut Session {
        self.session.as_mut().unwrap()
    }

    fn store(&self) -> PathBuf {
        self.folder.path().join("t.mace")
    }

    /// Types keys: plain text, and names such as `<Tab>`, `<S-Tab>`, `<C-z>`, `<F5>`, `<lt>`.
    fn keys(&mut self, keys: &str) -> &mut Self {
        for event in read_keys(keys) {
            self.input(Input::Key(event));
        }
        self
    }

    fn paste(&mut self, text: &str) {
        self.input(Input::Paste(text.to_owned()));
    }

    fn input(&mut self, input: Input) {
        self.burst([input]);
    }

    /// Takes what came while a frame was drawn; then the keys rest.
    fn burst(&mut self, inputs: impl IntoIterator<Item = Input>) {
        for input in inputs {
            let Self { ui, session: Some(session), kept, copied, .. } = self else { unreachable!() };
            catch_up(&input, session, ui, (kept, copied));
            let effects = update(ui, session.shown(), input);
            perform(session, ui, effects, copied);
        }
        let Self { ui, session: Some(session), kept, copied, .. } = self else { unreachable!() };
        kept.keep(session, ui);
        rest(session, ui, copied);
    }

    fn perform(&mut self, effects: Vec<Effect>) {
        let Self { ui, session: Some(session), copied, .. } = self else { unreachable!() };
        perform(session, ui, effects, copied);
    }

    /// Lets time pass.
    fn wait(&mut self, minutes: i64) -> &mut Self {
        self.ui.now += Duration::minutes(minutes);
        self.input(Input::Wake);
        self
    }

    /// The screen as text, without the spaces at the ends of its lines.
    fn screen(&self) -> String {
        self.screen_at(self.size.0, self.size.1)
    }

    fn screen_at(&self, width: u16, height: u16) -> String {
        let buffer = self.draw(width, height);
        let row = |y| (0..width).map(|x| buffer[(x, y)].symbol()).collect::<String>().trim_end().to_owned();
        (0..height).map(row).collect::<Vec<_>>().join("\n")
    }

    fn draw(&self, width: u16, height: u16) -> Buffer {
        self.draw_in("dark", width, height).0
    }

    fn draw_with_cursor(&self, width: u16, height: u16) -> (Buffer, Option<Position>) {
        self.draw_in("dark", width, height)
    }

    fn draw_in(&self, theme: &str, width: u16, height: u16) -> (Buffer, Option<Position>) {
        let area = Rect::new(0, 0, width, height);
        let mut buffer = Buffer::empty(area);
        let theme = Theme::load(theme, Colours::True).unwrap();
        let cursor = render(area, &mut buffer, &self.ui, self.session().shown(), &theme).cursor;
        (buffer, cursor)
    }

    /// The last line: the keys that can be used now.
    fn footer(&self) -> String {
        self.screen().lines().last().unwrap_or_default().to_owned()
    }

    /// What the program said last.
    fn said(&self) -> &str {
        self.ui.notice.as_ref().map_or("", |notice| notice.text.as_str())
    }

    #[track_caller]
    fn shows(&mut self, text: &str) -> &mut Self {
        let screen = self.screen();
        assert!(screen.contains(text), "no “{text}” on\n{screen}");
        self
    }

    #[track_caller]
    fn hides(&mut self, text: &str) -> &mut Self {
        let screen = self.screen();
        assert!(!screen.contains(text), "“{text}” on\n{screen}");
        self
    }

    #[track_caller]
    fn says(&mut self, text: &str) -> &mut Self {
        assert!(self.said().contains(text), "said “{}”, not “{text}”", self.said());
        self
    }

    fn meeting(&self) -> &Meeting {
        self.session().shown().open_meeting().unwrap()
    }

    fn item(&self) -> &Item {
        self.ui.place(self.session().shown()).unwrap().item
    }

    fn case(&self) -> &Case {
        self.ui.place(self.session().shown()).unwrap().case.unwrap()
    }

    fn first_review(&self) -> usize {
        self.meeting().items.iter().position(|item| item.case().is_some()).unwrap()
    }

    /// Turns the meeting to the item at this place on the agenda.
    fn go_to(&mut self, at: usize) {
        let from = self.meeting().number(self.item().id()).unwrap() - 1;
        for _ in 0..at.abs_diff(from) {
            self.keys(if at > from { "n" } else { "p" });
            if self.ui.scope() == Scope::Gate {
                self.keys("n");
            }
        }
        assert_eq!(self.meeting().number(self.item().id()), Some(at + 1));
    }

    /// Ends the meeting, with the second reason of the list for every child who is undecided.
    fn ends(&mut self) -> &mut Self {
        let undecided = self.meeting().items.iter().filter(|item| is_undecided_without_reason(item)).count();
        self.keys("E").keys(&"2".repeat(undecided)).keys("E")
    }

    /// What the item's agencies said, each as `short: text`.
    fn updates(&self) -> Vec<String> {
        let short = |seat| self.meeting().seat(seat).unwrap().short.clone();
        let said = |text: &str, nil| if nil { "nil".to_owned() } else { text.to_owned() };
        self.item().updates.iter().map(|u| format!("{}: {}", short(&u.seat), said(&u.text, u.nil))).collect()
    }

    /// The chosen agency's short name.
    fn agency(&self) -> String {
        self.meeting().seat(&self.ui.agency().unwrap()).unwrap().short.clone()
    }

    /// Makes every append fail, as a full disk does.
    fn fill_disk(&self) {
        let sql = "CREATE TRIGGER full BEFORE INSERT ON journal BEGIN SELECT RAISE(ABORT, 'disk is full'); END";
        tamper(&self.store(), &key(), sql);
    }

    fn free_disk(&self) {
        tamper(&self.store(), &key(), "DROP TRIGGER full");
    }

    /// How many entries the journal has.
    fn entries(&self) -> u64 {
        self.session().head().seq
    }

    /// Everything that the journal holds or that waits in a field, for a search.
    fn everything(&self) -> String {
        let (shown, ui) = (self.session().shown(), &self.ui);
        let waiting = ui.kept.iter().cloned().chain(ui.drafts(shown));
        let waiting = waiting.chain(shown.recovered.iter().map(|recovered| recovered.draft.clone()));
        let mut all: String = waiting.map(|draft| draft.text).collect();
        let mut read = |entry: Entry| -> Result<(), StoreError> {
            all.push_str(&String::from_utf8_lossy(&entry.change.unwrap_or_default()));
            Ok(())
        };
        self.session().for_each_entry(self.began, &mut read).unwrap();
        all
    }
}

fn key() -> DatabaseKey {
    DatabaseKey::generate(&mut ChaCha20Rng::seed_from_u64(7))
}

/// The folder of the fictional county, made once.
fn county() -> &'static Path {
    static COUNTY: OnceLock<TempDir> = OnceLock::new();
    let made = COUNTY.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::create(&folder.path().join("t.mace"), &key(), CHANGE_VERSION).unwrap();
        let who = Who { id: PersonId::new("alex"), name: "Alex Example".to_owned(), role: Role::MinuteTaker };
        let (random, now) = (ChaCha20Rng::seed_from_u64(3), "2026-12-03T08:00:00Z".parse().unwrap());
        let mut session = Session::begin(store, ESSEX, true, who, random, now).unwrap();
        let scenario = Scenario { seed: 1, years: 1, today: "2026-12-03".parse().unwrap() };
        fill_with_fiction(&mut session, scenario, |_, _| {}).unwrap();
        folder
    });
    made.path()
}

fn copy(from: &Path, to: &Path) {
    for found in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(found.file_name());
        if found.file_type().unwrap().is_dir() {
            fs::create_dir(&target).unwrap();
            fs::set_permissions(&target, found.metadata().unwrap().permissions()).unwrap();
            copy(&found.path(), &target);
        } else {
            fs::copy(found.path(), &target).unwrap();
        }
    }
}
