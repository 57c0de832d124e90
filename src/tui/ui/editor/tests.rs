//! Typing, as a person notices it.

mod properties;

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

use super::*;

/// Presses keys: letters are themselves, `^x` is Control, `~x` is Alt, `<Name>` is a named key, and `S-`, `C-` or `A-`
/// before its name hold Shift, Control or Alt.
fn press(editor: &mut Editor, keys: &str) -> Outcome {
    let mut outcome = Outcome::Ignored;
    let mut rest = keys;
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        let key = match c {
            '^' | '~' => {
                let held = if c == '^' { KeyModifiers::CONTROL } else { KeyModifiers::ALT };
                let letter = rest.chars().next().unwrap();
                rest = &rest[letter.len_utf8()..];
                KeyEvent::new(KeyCode::Char(letter), held)
            }
            '<' => {
                let (name, after) = rest.split_once('>').unwrap();
                rest = after;
                named(name)
            }
            c => KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE),
        };
        outcome = editor.input(key);
    }
    outcome
}

fn named(name: &str) -> KeyEvent {
    let mut held = KeyModifiers::NONE;
    let mut name = name;
    while let Some((prefix, rest)) = name.split_once('-') {
        held |= match prefix {
            "S" => KeyModifiers::SHIFT,
            "C" => KeyModifiers::CONTROL,
            _ => KeyModifiers::ALT,
        };
        name = rest;
    }
    let code = match name {
        "Left" => KeyCode::Left,
        "Right" => KeyCode::Right,
        "Up" => KeyCode::Up,
        "Down" => KeyCode::Down,
        "Home" => KeyCode::Home,
        "End" => KeyCode::End,
        "PageUp" => KeyCode::PageUp,
        "PageDown" => KeyCode::PageDown,
        "Backspace" => KeyCode::Backspace,
        "Delete" => KeyCode::Delete,
        "Enter" => KeyCode::Enter,
        "Tab" => KeyCode::Tab,
        "Esc" => KeyCode::Esc,
        letter => KeyCode::Char(letter.chars().next().unwrap()),
    };
    KeyEvent::new(code, held)
}

/// Presses keys in a field of many lines, 10 cells of text wide; `|` marks the cursor before and after.
#[track_caller]
fn check(from: &str, keys: &str, to: &str) {
    let at = from.find('|').expect("the cursor is marked");
    let mut editor = Editor::new().with_text(&from.replace('|', ""), from[..at].chars().count());
    editor.set_view(View { width: 10, height: 3, first: 0 });
    press(&mut editor, keys);
    let mut found = editor.text();
    found.insert(editor.cursor_byte(), '|');
    assert_eq!(found, to);
}

#[test]
fn letters_go_in_where_the_cursor_stands() {
    check("|", "seen<Enter>twice", "seen\ntwice|");
    check("a|c", "b", "ab|c");
}

#[test]
fn words_are_stepped_over_and_deleted() {
    check("one two, three|", "<C-Left>", "one two, |three");
    check("one two, three|", "~b~b", "one two|, three");
    check("|one two", "~f", "one |two");
    check("one two|", "^w", "one |");
    check("one two  |", "<C-Backspace>", "one |");
    check("one two|", "<A-Backspace>", "one |");
    check("|one two", "<C-Delete>", "|two");
    check("|one two", "~d", "|two");
    check("o|ne\ntwo", "^k", "o|\ntwo");
    check("one|\ntwo", "^k", "one|two");
}

#[test]
fn up_and_down_follow_the_rows_as_they_are_seen() {
    check("one two three fo|ur", "<Up>", "one two| three four");
    check("|one two three", "<Down>", "one two |three");
    check("abcdef\nab\nabcd|ef", "<Up><Up>", "abcd|ef\nab\nabcdef");
    check("ab|c", "<Up>", "|abc");
    check("ab|c", "<Down>", "abc|");
}

#[test]
fn home_and_end_stay_in_the_row_as_it_is_seen() {
    check("one two three fo|ur five", "<Home>", "one two |three four five");
    check("|one two three", "<End>", "one two| three");
    check("one two th|ree", "<End>", "one two three|");
    check("one\ntw|o", "<C-Home>", "|one\ntwo");
    check("o|ne\ntwo", "<C-End>", "one\ntwo|");
}

#[test]
fn shift_selects_and_typing_replaces_what_is_selected() {
    check("one two|", "<S-Left><S-Left><S-Left>2", "one 2|");
    check("|one two", "<S-C-Right>x", "x|two");
    check("one|", "^a<Delete>", "|");
    check("one two|", "<S-Left><S-Left><Left>", "one t|wo");
    check("one two|", "<S-Home><Right>", "one two|");
}

#[test]
fn copy_cut_and_paste_use_the_fields_own_yank_and_tell_the_loop() {
    let mut editor = Editor::new().with_text("one two", 7);
    assert_eq!(press(&mut editor, "^c"), Outcome::Ignored);
    assert_eq!(press(&mut editor, "<S-C-Left>^c"), Outcome::Copied("two".into()));
    assert_eq!(press(&mut editor, "^x"), Outcome::Cut("two".into()));
    assert_eq!(editor.text(), "one ");
    press(&mut editor, "^v^v");
    assert_eq!(editor.text(), "one twotwo");
    editor.set_yank("\tx\r\n");
    press(&mut editor, "^v");
    assert_eq!(editor.text(), "one twotwo x\n");
}

#[test]
fn undo_goes_by_words_and_is_free_for_the_screen_when_nothing_is_left() {
    let mut editor = Editor::new();
    press(&mut editor, "one two three");
    for expected in ["one two ", "one ", ""] {
        assert_eq!(press(&mut editor, "^z"), Outcome::Changed);
        assert_eq!(editor.text(), expected);
    }
    assert_eq!(press(&mut editor, "^z"), Outcome::Ignored);
    for expected in ["one ", "one two ", "one two three"] {
        assert_eq!(press(&mut editor, "^y"), Outcome::Changed);
        assert_eq!(editor.text(), expected);
    }
    assert_eq!(press(&mut editor, "<C-S-Z>"), Outcome::Ignored);
}

#[test]
fn deleted_letters_come_back_by_words() {
    let mut editor = Editor::new().with_text("one two", 7);
    press(&mut editor, &"<Backspace>".repeat(5));
    assert_eq!(editor.text(), "on");
    press(&mut editor, "^z");
    assert_eq!(editor.text(), "one ");
    press(&mut editor, "^z");
    assert_eq!(editor.text(), "one two");
}

#[test]
fn a_new_edit_after_undo_ends_what_could_be_done_again() {
    let mut editor = Editor::new();
    press(&mut editor, "one two^zx");
    assert_eq!(press(&mut editor, "^y"), Outcome::Ignored);
    assert_eq!(editor.text(), "one x");
}

#[test]
fn a_letter_is_deleted_whole() {
    check("a👨‍👩‍👧|", "<Backspace>", "a|");
    check("|🇬🇧🇫🇷", "<Delete>", "|🇫🇷");
    check("q\u{323}|", "<Backspace>", "|");
    let mut editor = Editor::line();
    press(&mut editor, "e\u{301}");
    assert_eq!((editor.text().as_str(), editor.cursor()), ("\u{e9}", 1));
    press(&mut editor, "<Backspace>");
    assert!(editor.is_empty());
}

#[test]
fn letters_that_meet_are_composed_and_undo_parts_them_again() {
    let mut editor = Editor::new().with_text("e\n\u{301}x", 2);
    press(&mut editor, "<Backspace>");
    assert_eq!(editor.text(), "\u{e9}x");
    press(&mut editor, "^z");
    assert_eq!(editor.text(), "e\n\u{301}x");
}

#[test]
fn a_paste_is_normalised_and_one_step() {
    let mut editor = Editor::new().with_text("one", 3);
    editor.paste(" two\r\nthree\rfo\u{7}ur\te\u{301}");
    assert_eq!(editor.text(), "one two\nthree\nfour \u{e9}");
    press(&mut editor, "^z");
    assert_eq!(editor.text(), "one");
}

#[test]
fn a_field_of_one_line_stays_one_line() {
    let mut editor = Editor::line();
    editor.paste("10 High Street\r\nChelmsford\n");
    assert_eq!(editor.text(), "10 High Street Chelmsford");
    for key in ["<Enter>", "<Up>", "<Down>", "<Tab>", "<Esc>"] {
        assert_eq!(press(&mut editor, key), Outcome::Ignored, "{key}");
    }
    assert_eq!(editor.text(), "10 High Street Chelmsford");
    press(&mut editor, " x");
    assert_eq!(editor.text(), "10 High Street Chelmsford x");
}

#[test]
fn only_a_press_and_a_repeat_act() {
    let mut editor = Editor::line();
    for kind in [KeyEventKind::Press, KeyEventKind::Repeat, KeyEventKind::Release] {
        editor.input(KeyEvent::new_with_kind(KeyCode::Char('a'), KeyModifiers::NONE, kind));
    }
    assert_eq!(editor.text(), "aa");
}

#[test]
fn altgr_is_text_and_other_control_keys_are_free() {
    let mut editor = Editor::line();
    let altgr = KeyModifiers::CONTROL | KeyModifiers::ALT;
    assert_eq!(editor.input(KeyEvent::new(KeyCode::Char('@'), altgr)), Outcome::Changed);
    assert_eq!(editor.text(), "@");
    for key in ["^l", "^s", "^p", "~x", "<C-S-Tab>"] {
        assert_eq!(press(&mut editor, key), Outcome::Ignored, "{key}");
    }
    assert_eq!(editor.text(), "@");
}

#[test]
fn a_line_can_be_taken_out_of_the_text() {
    let mut editor = Editor::new().with_text("one\n!a two\nthree", 8);
    assert_eq!((editor.current_line(), editor.line_before_cursor()), ("!a two", "!a t"));
    editor.set_cursor(14);
    editor.take_line("!a two");
    assert_eq!((editor.text().as_str(), editor.cursor()), ("one\nthree", 7));
    editor.take_line("four");
    assert_eq!(editor.text(), "one\nthree");
    press(&mut editor, "^z");
    assert_eq!(editor.text(), "one\n!a two\nthree");
}

#[test]
fn a_cursor_that_was_kept_is_put_back_within_the_text() {
    assert_eq!(Editor::new().with_text("é👨‍👩‍👧x", 99).cursor(), 7);
    assert_eq!(Editor::new().with_text("é👨‍👩‍👧x", 3).cursor(), 1);
    assert_eq!(Editor::new().with_text("漢字", 1).cursor(), 1);
}

#[test]
fn a_secret_is_neither_copied_nor_remembered_nor_printed() {
    let mut editor = Editor::secret();
    press(&mut editor, "open sesame^a");
    assert_eq!(press(&mut editor, "^c"), Outcome::Ignored);
    assert_eq!(press(&mut editor, "^z"), Outcome::Ignored);
    assert_eq!(editor.text(), "open sesame");
    assert!(!format!("{editor:?}").contains("sesame"));
}

#[test]
fn the_height_asked_for_leaves_room_for_the_cursor_behind_a_space() {
    let editor = Editor::new().with_text("one two three", 0);
    assert_eq!(editor.desired_height(15), 1);
    assert_eq!(editor.desired_height(14), 2);
    assert_eq!(editor.desired_height(0), 13 - 2);
    assert_eq!(Editor::new().desired_height(10), 1);
}
