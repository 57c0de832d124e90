//! A key in the search of everything ever said, in a county of ten years.

use divan::{Bencher, black_box};
use mace::tui::theme::{Colours, Theme};
use mace::tui::ui::Ui;
use mace::tui::ui::update::update;
use ratatui::Terminal;
use ratatui::backend::TestBackend;

use super::county::{County, now};
use super::{KeyCode, press, whole};

/// What stands in the line after the key: from one letter, which fits most of what was said, to words with filters.
#[divan::bench(args = ["s", "sc", "school", "the police", "the s", "school @police before:2024", "@police", "case:014", "the s #disrupt", "the van was seen"])]
fn key_in_the_search(bencher: Bencher, typed: &str) {
    let mut session = County::of(10).open();
    session.load_cases().unwrap();
    let mut ui = Ui::new(now());
    black_box(update(&mut ui, session.shown(), press(KeyCode::Char('/'))));
    let theme = Theme::load("dark", Colours::True).unwrap();
    let mut terminal = Terminal::new(TestBackend::new(120, 36)).unwrap();
    bencher.bench_local(|| {
        session.look_up(typed, now().date_naive()).unwrap();
        ui.take_finds(session.shown());
        whole(&mut terminal, &ui, session.shown(), &theme);
    });
}
