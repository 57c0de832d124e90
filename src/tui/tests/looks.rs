//! Every screen in every theme, and on terminals of sixteen colours and of none: what ink stands on what ground.
//!
//! What the screens say is in the snapshots by size; here each row is runs of styles, as `a12 b3`.

use std::collections::BTreeSet;
use std::fmt::Write;

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;

use super::sizes::screens;
use crate::tui::theme::{Colours, Theme, contrast_of};
use crate::tui::view::screen::render;

const LOOKS: [(&str, &str, Colours); 7] = [
    ("dark", "dark", Colours::True),
    ("light", "light", Colours::True),
    ("high-contrast", "high-contrast", Colours::True),
    ("mono", "mono", Colours::True),
    ("dark-sixteen", "dark", Colours::Sixteen),
    ("light-sixteen", "light", Colours::Sixteen),
    ("dark-no-colour", "dark", Colours::None),
];

/// The styles that were met, each known by its place.
#[derive(Default)]
struct Styles(Vec<String>);

impl Styles {
    fn name(&mut self, cell: &Cell) -> String {
        let style = format!("{} on {} {:?}", cell.fg, cell.bg, cell.modifier);
        let at = self.0.iter().position(|known| *known == style).unwrap_or_else(|| {
            self.0.push(style);
            self.0.len() - 1
        });
        letters(at)
    }

    fn legend(&self) -> String {
        self.0.iter().enumerate().map(|(at, style)| format!("{}: {style}", letters(at))).collect::<Vec<_>>().join("\n")
    }

    fn row(&mut self, buffer: &Buffer, y: u16) -> String {
        let mut runs: Vec<(String, usize)> = Vec::new();
        for x in 0..buffer.area.width {
            let name = self.name(&buffer[(x, y)]);
            match runs.last_mut() {
                Some((last, count)) if *last == name => *count += 1,
                _ => runs.push((name, 1)),
            }
        }
        runs.iter().map(|(name, count)| format!("{name}{count}")).collect::<Vec<_>>().join(" ")
    }
}

fn letters(at: usize) -> String {
    let letter = |at: usize| char::from(b'a' + u8::try_from(at % 26).unwrap());
    if at < 26 { letter(at).to_string() } else { format!("{}{}", letter(at / 26 - 1), letter(at)) }
}

#[test]
fn every_screen_looks_as_agreed_in_every_theme() {
    let mut looks = LOOKS
        .map(|(name, theme, colours)| (name, Theme::load(theme, colours).unwrap(), Styles::default(), String::new()));
    for (name, desk) in screens() {
        for (_, theme, styles, said) in &mut looks {
            let mut buffer = Buffer::empty(Rect::new(0, 0, 80, 24));
            render(buffer.area, &mut buffer, &desk.ui, desk.session().shown(), theme);
            writeln!(said, "{name}").unwrap();
            for y in 0..24 {
                writeln!(said, "  {}", styles.row(&buffer, y)).unwrap();
            }
        }
    }
    for (name, _, styles, said) in looks {
        insta::assert_snapshot!(format!("looks-{name}"), format!("{}\n\n{said}", styles.legend()));
    }
}

#[test]
fn no_word_stands_on_a_ground_that_hides_it() {
    let mut hidden = BTreeSet::new();
    for (name, desk) in screens() {
        for theme in ["dark", "light", "high-contrast"] {
            let (buffer, _) = desk.draw_in(theme, 80, 24);
            for cell in buffer.content().iter().filter(|cell| cell.symbol().chars().any(char::is_alphanumeric)) {
                // What is faint must be read all the same.
                let found = contrast_of(cell).unwrap();
                if found < 3.0 {
                    hidden.insert(format!("{name}, {theme}: {} on {}, {found:.1}", cell.fg, cell.bg));
                }
            }
        }
    }
    assert!(hidden.is_empty(), "{hidden:#?}");
}
