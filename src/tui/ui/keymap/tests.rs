//! What holds of the table of keys.

use super::*;

#[test]
fn no_key_does_two_things_in_one_place() {
    for scope in Scope::ALL {
        let mut seen: Vec<Key> = Vec::new();
        for binding in of_scope(scope) {
            for key in binding.keys {
                assert!(!seen.contains(key), "{} twice in {scope:?}", key.shown());
                seen.push(*key);
            }
        }
    }
}

#[test]
fn where_text_is_typed_no_plain_character_is_a_command() {
    for scope in [
        Scope::Writing,
        Scope::Capture,
        Scope::Prompt,
        Scope::Filter,
        Scope::Form,
        Scope::Palette,
        Scope::Search,
        Scope::Help,
    ] {
        for binding in of_scope(scope) {
            let plain = |key: &Key| matches!(key.code, KeyCode::Char(_)) && key.with.is_empty();
            assert!(!binding.keys.iter().any(plain), "{} in {scope:?}", binding.shown());
        }
    }
}

/// The README's tables of keys.
fn readme_tables() -> String {
    let table = |scope: Scope| {
        let row = |b: &Binding| format!("| {} | {} |", b.shown().replace('|', "\\|"), b.help);
        let rows = of_scope(scope).map(row).collect::<Vec<_>>().join("\n");
        format!("**{}**\n\n| Key | What it does |\n|---|---|\n{rows}\n\n", scope.heading())
    };
    Scope::ALL.into_iter().map(table).collect()
}

#[test]
fn the_readme_lists_every_key() {
    let readme = include_str!("../../../../README.md");
    assert!(readme.contains(&readme_tables()), "put this between the README's markers:\n{}", readme_tables());
}

#[test]
fn every_command_is_explained() {
    for binding in BINDINGS {
        assert!(!binding.help.is_empty() && !binding.keys.is_empty());
    }
}
