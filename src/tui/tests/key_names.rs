//! Keys as the tests write them.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// Plain text, and names such as `<Tab>`, `<S-Tab>`, `<C-z>`, `<F5>`, `<lt>`.
pub(super) fn read_keys(keys: &str) -> Vec<KeyEvent> {
    let mut events = Vec::new();
    let mut rest = keys;
    while let Some(c) = rest.chars().next() {
        if let Some((name, after)) = rest.strip_prefix('<').and_then(|rest| rest.split_once('>')) {
            events.push(named(name));
            rest = after;
        } else {
            let code = if c == '\n' { KeyCode::Enter } else { KeyCode::Char(c) };
            events.push(KeyEvent::new(code, KeyModifiers::NONE));
            rest = &rest[c.len_utf8()..];
        }
    }
    events
}

fn named(name: &str) -> KeyEvent {
    let control = |c: &str| c.chars().next().map(KeyCode::Char).unwrap();
    let (code, with) = match name {
        "S-Tab" => (KeyCode::BackTab, KeyModifiers::SHIFT),
        "Tab" => (KeyCode::Tab, KeyModifiers::NONE),
        "Enter" => (KeyCode::Enter, KeyModifiers::NONE),
        "Esc" => (KeyCode::Esc, KeyModifiers::NONE),
        "BS" => (KeyCode::Backspace, KeyModifiers::NONE),
        "Del" => (KeyCode::Delete, KeyModifiers::NONE),
        "Up" => (KeyCode::Up, KeyModifiers::NONE),
        "Down" => (KeyCode::Down, KeyModifiers::NONE),
        "Left" => (KeyCode::Left, KeyModifiers::NONE),
        "Right" => (KeyCode::Right, KeyModifiers::NONE),
        "Home" => (KeyCode::Home, KeyModifiers::NONE),
        "End" => (KeyCode::End, KeyModifiers::NONE),
        "PgUp" => (KeyCode::PageUp, KeyModifiers::NONE),
        "PgDn" => (KeyCode::PageDown, KeyModifiers::NONE),
        "lt" => (KeyCode::Char('<'), KeyModifiers::NONE),
        _ => match name.split_once('-') {
            Some(("C", c)) => (control(c), KeyModifiers::CONTROL),
            _ => (KeyCode::F(name.trim_start_matches('F').parse().unwrap()), KeyModifiers::NONE),
        },
    };
    KeyEvent::new(code, with)
}
