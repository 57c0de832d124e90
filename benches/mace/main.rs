//! What a person at the keyboard waits for, measured on fictional counties of one and of ten years.
//!
//! `cargo bench` makes both counties first, below the target folder, so that what is durable is measured on a
//! real disk; they are removed at the end. What grows with use is measured over about one meeting's worth of it.
#![expect(clippy::unwrap_used, reason = "a measurement that cannot be made is given up")]

mod county;
mod search;

use std::cell::RefCell;
use std::fmt;

use chrono::{Days, NaiveTime};
use county::{County, now};
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use divan::{Bencher, black_box};
use mace::export::produce::{MINUTES, Source, paper};
use mace::import::sheets;
use mace::import::tracker::{self, plan};
use mace::model::capture::Capture;
use mace::model::gather;
use mace::model::record::Timed;
use mace::model::request::Request;
use mace::model::said::Mode;
use mace::session::{Draft, Session, Shown};
use mace::spelling::Speller;
use mace::tui::theme::{Colours, Theme};
use mace::tui::ui::effect::{After, Effect};
use mace::tui::ui::keymap::Scope;
use mace::tui::ui::update::{Input, update};
use mace::tui::ui::veil::Veil;
use mace::tui::ui::{Screen, Ui};
use mace::tui::view::{render, render_field};
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::{Frame, Terminal};

fn main() {
    divan::main();
    county::remove_all();
}

/// What an agency says, of an ordinary length.
const SAID: &str = "Seen twice near the retail park with two older friends; school has marked four half days absent. \
    The worker has met the family at home, and the next visit is on Friday after school.";

/// A terminal's size, in cells.
#[derive(Debug, Clone, Copy)]
struct Size(u16, u16);

impl fmt::Display for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}×{}", self.0, self.1)
    }
}

const SIZES: [Size; 3] = [Size(80, 24), Size(120, 36), Size(240, 70)];

/// Stands where an update is being typed on the first child of today's live meeting.
fn typing(session: &mut Session) -> Ui {
    let meeting = county::live(session);
    let mut ui = Ui::new(now());
    let effects = ui.show_meeting(&meeting, session.shown());
    load(session, effects);
    let child = meeting.items.iter().find(|item| item.case().is_some()).unwrap();
    let effects = ui.after(After::Show(child.id().clone()), session.shown());
    load(session, effects);
    for key in std::iter::once('u').chain(SAID.chars()) {
        let effects = update(&mut ui, session.shown(), press(KeyCode::Char(key)));
        load(session, effects);
    }
    assert!(ui.screen == Screen::Live && ui.scope() == Scope::Writing, "{:?} is not where one types", ui.scope());
    ui
}

/// Does those effects that load what the screen shows; the others need a terminal.
fn load(session: &mut Session, effects: Vec<Effect>) {
    for effect in effects {
        match effect {
            Effect::LoadPrevious(case) => session.load_previous(&case).unwrap(),
            Effect::LoadActionLog => session.load_action_log().unwrap(),
            _ => {}
        }
    }
}

fn press(code: KeyCode) -> Input {
    Input::Key(KeyEvent::new(code, KeyModifiers::NONE))
}

/// Draws a whole frame.
fn whole(terminal: &mut Terminal<TestBackend>, ui: &Ui, shown: &Shown, theme: &Theme) {
    let draw = |frame: &mut Frame<'_>| {
        let area = frame.area();
        black_box(render(area, frame.buffer_mut(), ui, shown, theme));
    };
    terminal.draw(draw).unwrap();
}

/// From a key in a text field to its drawing, its draft kept on the way as the loop keeps it.
#[divan::bench(args = SIZES)]
fn key_to_frame(bencher: Bencher, size: Size) {
    let mut session = County::of(1).open();
    let mut ui = typing(&mut session);
    let theme = Theme::load("dark", Colours::True).unwrap();
    let area = Rect::new(0, 0, size.0, size.1);
    let mut buffer = Buffer::empty(area);
    let field = render(area, &mut buffer, &ui, session.shown(), &theme).field.unwrap();
    // A letter and its deletion in turn, so that the text is as long at the end as at the beginning.
    let mut keys = [KeyCode::Char('a'), KeyCode::Backspace].into_iter().cycle();
    bencher.bench_local(|| {
        let effects = update(&mut ui, session.shown(), press(keys.next().unwrap()));
        for draft in ui.drafts(session.shown()) {
            session.keep_draft(&draft, now()).unwrap();
        }
        render_field(field, &mut Buffer::empty(field), &ui, session.shown(), &theme);
        effects
    });
}

/// As [`key_to_frame`], under the veil.
#[divan::bench(args = SIZES)]
fn key_to_frame_under_the_veil(bencher: Bencher, size: Size) {
    let mut session = County::of(1).open();
    let mut ui = typing(&mut session);
    ui.veil.turn();
    let theme = Theme::load("dark", Colours::True).unwrap();
    let area = Rect::new(0, 0, size.0, size.1);
    let field = render(area, &mut Buffer::empty(area), &ui, session.shown(), &theme).field.unwrap();
    let mut keys = [KeyCode::Char('a'), KeyCode::Backspace].into_iter().cycle();
    bencher.bench_local(|| {
        let effects = update(&mut ui, session.shown(), press(keys.next().unwrap()));
        render_field(field, &mut Buffer::empty(field), &ui, session.shown(), &theme);
        effects
    });
}

/// What is loaded, veiled anew, as after each entry that is recorded.
#[divan::bench]
fn veil_what_is_loaded(bencher: Bencher) {
    let mut session = County::of(1).open();
    typing(&mut session);
    bencher.bench_local(|| Veil::new(true).over(session.shown()).is_some());
}

/// As [`key_to_frame`], in an update of 400 characters, without and with its words checked as they are typed.
#[divan::bench(args = [false, true])]
fn key_in_a_long_update(bencher: Bencher, checked: bool) {
    let mut session = County::of(1).open();
    let mut ui = typing(&mut session);
    if checked {
        ui.proof.take_speller(Speller::read().unwrap());
    }
    let more = " The assesment was recieved from Callum's placement in Chelmsfrod; “he puts himself at risk” it says, and \
        that he is streetwise. CAMHS, the MPLO and YOS meet on Thursday to agree who sees him when, and how. ";
    for key in more.chars() {
        let _ = update(&mut ui, session.shown(), press(KeyCode::Char(key)));
    }
    let theme = Theme::load("dark", Colours::True).unwrap();
    let mut terminal = Terminal::new(TestBackend::new(120, 36)).unwrap();
    let mut keys = [KeyCode::Char('a'), KeyCode::Backspace].into_iter().cycle();
    bencher.bench_local(|| {
        let effects = update(&mut ui, session.shown(), press(keys.next().unwrap()));
        whole(&mut terminal, &ui, session.shown(), &theme);
        effects
    });
}

/// Two hundred keys at once, as a paste that the terminal does not tell as one: all of them, one draft, one whole frame.
#[divan::bench]
fn burst_to_frame(bencher: Bencher) {
    let mut session = County::of(1).open();
    let mut ui = typing(&mut session);
    ui.proof.take_speller(Speller::read().unwrap());
    let theme = Theme::load("dark", Colours::True).unwrap();
    let mut terminal = Terminal::new(TestBackend::new(120, 40)).unwrap();
    bencher.bench_local(|| {
        for key in SAID.chars().take(200) {
            let _ = update(&mut ui, session.shown(), press(KeyCode::Char(key)));
        }
        for draft in ui.drafts(session.shown()) {
            session.keep_draft(&draft, now()).unwrap();
        }
        whole(&mut terminal, &ui, session.shown(), &theme);
        ui.live.as_mut().unwrap().writing.as_mut().unwrap().editor.clear();
    });
}

/// What is found in an update of 400 characters, as each frame asks for it.
#[divan::bench]
fn check_the_words_of_an_update(bencher: Bencher) {
    let mut session = County::of(1).open();
    let mut ui = typing(&mut session);
    ui.proof.take_speller(Speller::read().unwrap());
    for key in SAID.chars() {
        let _ = update(&mut ui, session.shown(), press(KeyCode::Char(key)));
    }
    bencher.bench_local(|| black_box(&ui).findings());
}

/// The names that are loaded and the county's wordings, learnt as a text field opens.
#[divan::bench]
fn learn_the_names(bencher: Bencher) {
    let mut session = County::of(1).open();
    let mut ui = typing(&mut session);
    bencher.bench_local(|| ui.proof.learn(session.shown()));
}

/// The dictionary, which a thread of its own reads.
#[divan::bench]
fn read_the_dictionary(bencher: Bencher) {
    bencher.bench_local(|| Speller::read().unwrap());
}

/// Words that may have been meant, when somebody asks.
#[divan::bench]
fn suggest_words(bencher: Bencher) {
    let speller = Speller::read().unwrap();
    bencher.bench_local(|| black_box(&speller).suggest("assesment"));
}

/// The frame alone.
#[divan::bench(args = SIZES)]
fn frame(bencher: Bencher, size: Size) {
    let mut session = County::of(1).open();
    let ui = typing(&mut session);
    let theme = Theme::load("dark", Colours::True).unwrap();
    let mut terminal = Terminal::new(TestBackend::new(size.0, size.1)).unwrap();
    bencher.bench_local(|| {
        whole(&mut terminal, &ui, session.shown(), &theme);
    });
}

/// From the key that opens the database to a session; unsealing that key is as slow as it is meant to be.
#[divan::bench(args = [1, 10])]
fn open_a_store(bencher: Bencher, years: u32) {
    let county = County::of(years);
    bencher.bench_local(|| county.open());
}

/// The list of meetings, as the first screen shows it.
#[divan::bench(args = [1, 10])]
fn list_meetings(bencher: Bencher, years: u32) {
    let mut session = County::of(years).open();
    bencher.bench_local(|| session.list_meetings(now().date_naive(), "").unwrap());
}

/// How ready every meeting is that is to come, as the first screen shows it.
#[divan::bench(args = [1, 10])]
fn list_readiness(bencher: Bencher, years: u32) {
    let mut session = County::of(years).open();
    bencher.bench_local(|| session.list_readiness(now()).unwrap());
}

/// What belongs on the agenda of a meeting that is being planned, gathered anew at each key of its form.
#[divan::bench(args = [1, 10])]
fn build_an_agenda(bencher: Bencher, years: u32) {
    let mut session = County::of(years).open();
    session.load_gathering(county::AREA).unwrap();
    let (shown, date) = (session.shown(), now().date_naive() + Days::new(28));
    let time = NaiveTime::from_hms_opt(9, 30, 0).unwrap();
    bencher.bench_local(|| {
        gather::for_plan((county::AREA, 1), (date, time), &shown.docs, &shown.terms, now().date_naive())
    });
}

/// A key that narrows the tracker of every case there ever was, with the screen drawn.
#[divan::bench(args = [1, 10])]
fn narrow_the_tracker(bencher: Bencher, years: u32) {
    let mut session = County::of(years).open();
    session.list_cases(true, now().date_naive()).unwrap();
    let mut ui = Ui::new(now());
    let _ = update(&mut ui, session.shown(), press(KeyCode::Char('c')));
    for key in "8fmid".chars() {
        let _ = update(&mut ui, session.shown(), press(KeyCode::Char(key)));
    }
    assert!(ui.screen == Screen::Cases, "the tracker is open");
    let theme = Theme::load("dark", Colours::True).unwrap();
    let mut terminal = Terminal::new(TestBackend::new(120, 36)).unwrap();
    let mut keys = [KeyCode::Char('d'), KeyCode::Backspace].into_iter().cycle();
    bencher.bench_local(|| {
        let effects = update(&mut ui, session.shown(), press(keys.next().unwrap()));
        whole(&mut terminal, &ui, session.shown(), &theme);
        effects
    });
}

/// A meeting with its children, their actions and places.
#[divan::bench(args = [1, 10])]
fn open_a_meeting(bencher: Bencher, years: u32) {
    let mut session = County::of(years).open();
    let meeting = county::today(&mut session);
    bencher.bench_local(|| session.open_meeting(&meeting).unwrap());
}

/// One update on the disk, with its documents and its words to search: about one meeting's worth in turn.
#[divan::bench(args = [1, 10], sample_count = 150, sample_size = 1)]
fn record_an_entry(bencher: Bencher, years: u32) {
    let mut session = County::of(years).open();
    let meeting = county::live(&mut session);
    let items = meeting.items.iter().filter(|item| item.case().is_some()).map(|item| item.id().clone());
    let seats: Vec<_> = meeting.seats.iter().filter(|seat| seat.attends() && seat.only_case.is_none()).collect();
    let said = items.flat_map(|item| seats.iter().map(move |seat| (item.clone(), seat.address.clone())));
    let mut said = said.collect::<Vec<_>>().into_iter().cycle();
    bencher.bench_local(|| {
        let (item, seat) = said.next().unwrap();
        let capture = Capture::Update { seat, text: SAID.to_owned(), nil: false, mode: Mode::Spoken };
        let request = Request::Say { meeting: meeting.id.clone(), item, capture, replaces: None };
        session.record(request, now()).unwrap()
    });
}

/// What is under the cursor, kept so that a killed process does not lose it.
#[divan::bench]
fn keep_a_draft(bencher: Bencher) {
    let mut session = County::of(1).open();
    let mut draft = Draft { field: "bench".to_owned(), base: None, text: SAID.to_owned(), cursor: 0 };
    bencher.bench_local(|| {
        draft.cursor = (draft.cursor + 1) % SAID.len();
        session.keep_draft(&draft, now()).unwrap();
    });
    session.drop_draft(&draft.field);
}

/// The minutes of the area's latest past meeting, from loaded documents to the bytes of a file.
#[divan::bench(args = ["docx", "html", "txt"])]
fn export_minutes(bencher: Bencher, format: &str) {
    let mut session = County::of(1).open();
    let meeting = county::latest_past(&mut session);
    let shown = session.shown();
    let source = Source { docs: &shown.docs, terms: &shown.terms, author: "Alex Demo", made_at: now() };
    let meeting = &shown.docs.meetings[&meeting];
    bencher.bench_local(|| paper(&black_box(&source).tree(meeting, None), format, &MINUTES).unwrap());
}

/// One letter more in the palette of a ten-year county, with every case and meeting to find, and the frame that shows it.
#[divan::bench(args = [0, 1, 2])]
fn letter_in_the_palette(bencher: Bencher, before: usize) {
    let mut session = County::of(10).open();
    session.load_cases().unwrap();
    let mut ui = Ui::new(now());
    let _ = update(&mut ui, session.shown(), Input::Key(KeyEvent::new(KeyCode::Char('p'), KeyModifiers::CONTROL)));
    let theme = Theme::load("dark", Colours::True).unwrap();
    let both = RefCell::new((ui, Terminal::new(TestBackend::new(120, 36)).unwrap()));
    let letters: Vec<char> = "mid".chars().collect();
    let type_in = |code| update(&mut both.borrow_mut().0, session.shown(), press(code));
    let with = bencher.with_inputs(|| {
        for _ in 0..=before {
            let _ = type_in(KeyCode::Backspace);
        }
        for letter in &letters[..before] {
            let _ = type_in(KeyCode::Char(*letter));
        }
    });
    with.bench_local_values(|()| {
        let effects = type_in(KeyCode::Char(letters[before]));
        let (ui, terminal) = &mut *both.borrow_mut();
        whole(terminal, ui, session.shown(), &theme);
        effects
    });
}

/// A tracker of 5,000 children.
fn tracker() -> String {
    let row = |at: u32| {
        let (day, month, year) = (1 + at % 28, 1 + at % 12, 2009 + at % 7);
        let district = ["Chelmsford", "Harlow", "Colchester", "Basildon"][(at % 4) as usize];
        format!("Child{at} Invented,{day:02}/{month:02}/{year},{district},High,01/09/2026,14/01/2027,Seen twice\n")
    };
    let rows: String = (0..5_000).map(row).collect();
    format!("Young Person,DOB,District,Risk,Opened,Next Review,Notes\n{rows}")
}

/// Every row of it read and held against the cases that are known, as its screen shows them.
#[divan::bench(sample_count = 10, sample_size = 1)]
fn read_a_tracker(bencher: Bencher) {
    let session = County::of(1).open();
    let (rows, shown) = (tracker(), session.shown());
    bencher.bench_local(|| {
        let sheets = sheets::read(rows.as_bytes(), "tracker.csv").unwrap();
        let reading =
            tracker::read(&sheets, "tracker.csv", &shown.terms, &shown.docs.county.columns, |_, _| {}).unwrap();
        plan::plan(&reading.rows, shown.docs.cases.values())
    });
}

/// All of it recorded, in one transaction.
#[divan::bench(sample_count = 3, sample_size = 1)]
fn bring_a_tracker_in(bencher: Bencher) {
    let mut session = County::own().open();
    let terms = session.shown().terms.clone();
    let sheets = sheets::read(tracker().as_bytes(), "tracker.csv").unwrap();
    let reading = tracker::read(&sheets, "tracker.csv", &terms, &tracker::Columns::new(), |_, _| {}).unwrap();
    let requests = plan::plan(&reading.rows, std::iter::empty()).requests;
    bencher.bench_local(|| {
        let asked = requests.iter().cloned().map(|request| Timed { at: now(), request });
        session.record_all(asked.collect()).unwrap()
    });
}
