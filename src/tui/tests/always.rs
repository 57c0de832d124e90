//! What holds whatever keys are pressed.

use proptest::prelude::*;

use super::Desk;

/// Keys that a person may press in any order; none of them takes typed letters away.
const KEYS: [&str; 61] = [
    "<Esc>",
    "<Tab>",
    "<S-Tab>",
    "<Enter>",
    "<Up>",
    "<Down>",
    "<Left>",
    "<Right>",
    "<PgUp>",
    "<PgDn>",
    "<Home>",
    "<End>",
    "<F1>",
    "<F2>",
    "<F5>",
    "<C-s>",
    "u",
    "o",
    "N",
    "a",
    "d",
    "n",
    "x",
    "v",
    "A",
    "t",
    "e",
    "r",
    "s",
    ":",
    "j",
    "p",
    "w",
    "k",
    "l",
    "m",
    "V",
    "-",
    "i",
    "c",
    " ",
    "E",
    "S",
    "q",
    "P",
    "?",
    "f",
    "/",
    "!",
    "@",
    "@police ",
    "!@yos ",
    "\n",
    "11:15",
    "fri",
    "<Tab><Tab>",
    "<Esc><Esc>",
    "u<Tab>",
    "<C-y>",
    "<C-p>",
    "<F4>",
];

const MOTIONS: [&str; 6] = ["<Left>", "<Up>", "<Down>", "<PgUp>", "<PgDn>", "<Home>"];

fn press() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => prop::sample::select(&KEYS[..]).prop_map(str::to_owned),
        1 => "[a-z]{8}".prop_map(|word| format!("\u{1}{word}")),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10, ..ProptestConfig::default() })]

    #[test]
    fn no_key_panics_and_no_typed_word_is_lost(presses in prop::collection::vec(press(), 1..90)) {
        let mut desk = Desk::review();
        let mut typed: Vec<String> = Vec::new();
        for press in presses {
            match press.strip_prefix('\u{1}') {
                Some(word) if in_text(&desk) => {
                    // A word of its own, so that it can be found again.
                    let word = format!("{word}{}z", typed.len());
                    desk.keys(&word);
                    typed.push(word);
                }
                Some(_) => {}
                // Letters typed within a word would hide it from the search.
                None if in_text(&desk) && MOTIONS.contains(&press.as_str()) => {}
                // Whoever looks for a way to throw a text away means to.
                None if throws_away(&desk) && ["<Enter>", "\n"].contains(&press.as_str()) => {}
                None => drop(desk.keys(&press)),
            }
            desk.draw(80, 24);
            let all = desk.everything();
            for word in &typed {
                prop_assert!(all.contains(word.as_str()), "“{word}” is lost");
            }
        }
    }

    #[test]
    fn whatever_is_pressed_a_replay_of_the_journal_gives_the_same(presses in prop::collection::vec(press(), 1..60)) {
        let mut desk = Desk::review();
        for press in presses {
            desk.keys(press.trim_start_matches('\u{1}'));
        }
        prop_assert_eq!(desk.session().verify(None).replay, Vec::<String>::new());
    }
}

/// Whether Enter in the palette would discard a text, or take back what was typed.
fn throws_away(desk: &Desk) -> bool {
    use crate::tui::ui::command::Command;
    use crate::tui::ui::palette::{Goal, rows};
    let Some(chosen) = desk.ui.palette.as_ref().and_then(|open| open.pick.chosen()) else { return false };
    let row = rows(&desk.ui, desk.session().shown()).into_iter().nth(chosen);
    matches!(row.map(|row| row.goal), Some(Goal::Press(binding))
        if matches!(binding.command, Command::Discard | Command::Undo))
}

/// Whether what is typed now is somebody's words.
fn in_text(desk: &Desk) -> bool {
    use crate::tui::ui::Overlay;
    use crate::tui::ui::field::Value;
    use crate::tui::ui::keymap::Scope;
    match desk.ui.scope() {
        Scope::Writing | Scope::Capture => true,
        Scope::Form => matches!(&desk.ui.overlay, Some(Overlay::Form(form))
            if matches!(form.fields.get(form.at).map(|field| &field.value), Some(Value::Line(_) | Value::Text(_)))),
        Scope::Prompt => {
            desk.ui.prompt.as_ref().is_some_and(|prompt| prompt.purpose != crate::tui::ui::prompt::Purpose::Filter)
        }
        _ => false,
    }
}
