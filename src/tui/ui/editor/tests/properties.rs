//! What holds for any run of keys, pastes and widths.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use proptest::prelude::*;
use unicode_normalization::is_nfc;
use unicode_segmentation::UnicodeSegmentation;

use super::press;
use crate::tui::ui::editor::*;

#[derive(Debug, Clone)]
enum Deed {
    Key(KeyCode, KeyModifiers),
    Paste(String),
    Cursor(usize),
    Width(usize),
}

fn deed() -> impl Strategy<Value = Deed> {
    use KeyCode::{Backspace, Char, Delete, Down, End, Enter, Esc, Home, Left, PageDown, PageUp, Right, Tab, Up};
    let codes =
        vec![Left, Right, Up, Down, Home, End, PageUp, PageDown, Backspace, Delete, Enter, Tab, Esc, Backspace, Left];
    let letters = "abcdfhkvwxyz \u{301}\u{323}漢👨\u{200d}👩🇬🇧é\u{1100}\u{1161}\u{11a8}\u{9c7}\u{9be}"
        .chars()
        .collect::<Vec<_>>();
    let held = prop_oneof![
        6 => Just(KeyModifiers::NONE),
        2 => Just(KeyModifiers::SHIFT),
        2 => Just(KeyModifiers::CONTROL),
        1 => Just(KeyModifiers::ALT),
        1 => Just(KeyModifiers::CONTROL | KeyModifiers::SHIFT),
        1 => Just(KeyModifiers::CONTROL | KeyModifiers::ALT),
    ];
    let code = prop_oneof![
        proptest::sample::select(codes),
        proptest::sample::select(letters).prop_map(Char),
        any::<char>().prop_map(Char),
    ];
    prop_oneof![
        12 => (code, held).prop_map(|(code, held)| Deed::Key(code, held)),
        1 => "[ -~\r\n\t\u{301}漢👨\u{200d}\u{9be}\u{1161}]{0,12}".prop_map(Deed::Paste),
        1 => (0_usize..40).prop_map(Deed::Cursor),
        1 => (0_usize..12).prop_map(Deed::Width),
    ]
}

/// What must hold for a field whatever was done to it.
fn sound(editor: &Editor) -> Result<(), TestCaseError> {
    let text = editor.as_str();
    prop_assert!(is_nfc(text), "not composed: {text:?}");
    prop_assert!(!text.contains(|c: char| c.is_control() && c != '\n'), "{text:?}");
    let at = editor.cursor_byte();
    let boundary = at == text.len() || text.grapheme_indices(true).any(|(start, _)| start == at);
    prop_assert!(boundary, "cursor {at} inside a letter of {text:?}");
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_keys_leave_the_field_sound_and_undo_gives_back_the_beginning(
        deeds in proptest::collection::vec(deed(), 0..40), one_line in any::<bool>(),
    ) {
        let start = "first 👨‍👩‍👧 words";
        let mut editor = if one_line { Editor::line() } else { Editor::new() }.with_text(start, 6);
        for deed in deeds {
            match deed {
                Deed::Key(code, held) => {
                    let before = editor.text();
                    let outcome = editor.input(KeyEvent::new(code, held));
                    prop_assert_eq!(before != editor.as_str() && !outcome.changed(), false, "an untold change");
                }
                Deed::Paste(text) => { editor.paste(&text); }
                Deed::Cursor(at) => editor.set_cursor(at),
                Deed::Width(width) => editor.set_view(View { width, height: 3, first: 0 }),
            }
            sound(&editor)?;
        }
        let end = editor.text();
        let mut steps = 0;
        while press(&mut editor, "^z") == Outcome::Changed {
            sound(&editor)?;
            steps += 1;
        }
        prop_assert_eq!(editor.as_str(), start);
        for _ in 0..steps {
            prop_assert_eq!(press(&mut editor, "^y"), Outcome::Changed);
            sound(&editor)?;
        }
        prop_assert_eq!(editor.text(), end);
    }

    #[test]
    fn basic_edits_do_as_the_plainest_editor_does(keys in proptest::collection::vec(0_u8..9, 0..60)) {
        let mut editor = Editor::new();
        let mut letters: Vec<char> = Vec::new();
        let mut at = 0_usize;
        for key in keys {
            match key {
                0..=3 => {
                    let c = ['a', ' ', '漢', 'é'][usize::from(key)];
                    editor.input(KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE));
                    letters.insert(at, c);
                    at += 1;
                }
                4 => {
                    press(&mut editor, "<Enter>");
                    letters.insert(at, '\n');
                    at += 1;
                }
                5 => {
                    press(&mut editor, "<Left>");
                    at = at.saturating_sub(1);
                }
                6 => {
                    press(&mut editor, "<Right>");
                    at = (at + 1).min(letters.len());
                }
                7 => {
                    press(&mut editor, "<Backspace>");
                    if at > 0 {
                        at -= 1;
                        letters.remove(at);
                    }
                }
                _ => {
                    press(&mut editor, "<Delete>");
                    if at < letters.len() {
                        letters.remove(at);
                    }
                }
            }
            prop_assert_eq!(editor.text(), letters.iter().collect::<String>());
            prop_assert_eq!(editor.cursor(), at);
        }
    }
}
