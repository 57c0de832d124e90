//! Holds the rooms apart and the code tidy: facts about the source tree, read as text.
//!
//! Each fact that something is nowhere else also says where it is, so that a check which looks for
//! nothing fails.
#![expect(clippy::expect_used, reason = "a test's helpers fail as the test does")]

mod source;

use std::collections::BTreeSet;

use source::Source;

/// Every room, and the rooms below it that it may use; the others it may not name.
const ROOMS: &[(&str, &[&str])] = &[
    ("main", &["cli"]),
    (
        "cli",
        &[
            "clock", "demo", "export", "import", "model", "plain", "saving", "sealing", "session", "store", "terms",
            "tui",
        ],
    ),
    ("tui", &["clock", "export", "import", "model", "saving", "sealing", "session", "spelling", "store", "terms"]),
    ("plain", &["clock", "export", "model", "saving", "session", "terms"]),
    ("saving", &["export", "model", "sealing", "session", "store", "terms"]),
    ("sealing", &["demo", "export", "model", "session", "spelling", "store"]),
    ("session", &["model", "store", "terms"]),
    ("demo", &["model", "terms"]),
    ("import", &["model", "terms"]),
    ("export", &["model", "terms"]),
    ("store", &[]),
    ("model", &["terms"]),
    ("spelling", &[]),
    ("terms", &[]),
    ("clock", &[]),
    ("lib", &[]),
];

/// The rooms that are handed the time and ask nobody for it.
const TIMELESS: &[&str] =
    &["model", "terms", "spelling", "session", "export", "import", "demo", "plain", "tui/ui", "tui/view", "tui/theme"];

/// The rooms that know no disk and no environment.
const PURE: &[&str] = &["model", "terms", "spelling", "demo", "plain", "tui/ui", "tui/view", "tui/theme"];

/// Checks that each word is used in `home` and nowhere in the places where it is out of place.
#[track_caller]
fn check(words: &[&str], home: &[&str], out_of_place: impl Fn(&Source) -> bool) {
    let sources = Source::all();
    for word in words {
        let at_home = sources.iter().any(|source| source.within(home) && !source.uses(word).is_empty());
        assert!(at_home, "`{word}` is not even in {home:?}: look for what is there");
    }
    for (at, word) in words.iter().enumerate() {
        assert!(!words[..at].contains(word), "`{word}` is looked for twice");
    }
    nowhere(words, &sources, out_of_place);
}

/// Checks that no word is used where it is out of place.
#[track_caller]
fn nowhere(words: &[&str], sources: &[Source], out_of_place: impl Fn(&Source) -> bool) {
    let places: Vec<&Source> = sources.iter().filter(|source| out_of_place(source)).collect();
    assert!(!places.is_empty(), "no file was looked at");
    let found: Vec<String> = places.iter().flat_map(|source| words.iter().flat_map(|word| source.uses(word))).collect();
    assert!(found.is_empty(), "out of place:\n{}", found.join("\n"));
}

/// Checks that a file has nothing amiss, for every file.
#[track_caller]
fn every_file(amiss: impl Fn(&Source) -> Vec<String>) {
    let sources = Source::all();
    assert!(sources.len() > 100, "only {} files were found", sources.len());
    let found: Vec<String> = sources.iter().flat_map(amiss).collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn arrows_between_rooms_point_downwards_only() {
    let sources = Source::all();
    let there: BTreeSet<&str> = sources.iter().map(Source::room).collect();
    assert_eq!(there, ROOMS.iter().map(|(room, _)| *room).collect(), "the rooms of the code and of this table");
    let mut wrong = Vec::new();
    for (place, (room, below)) in ROOMS.iter().enumerate() {
        for used in *below {
            let lower = ROOMS[place + 1..].iter().any(|(other, _)| other == used);
            assert!(lower, "in the table, {used} is not below {room}");
        }
        for source in sources.iter().filter(|source| source.room() == *room) {
            let used = source.rooms_used();
            let strange = used.iter().filter(|used| *used != room && there.contains(used.as_str()));
            wrong.extend(
                strange.filter(|used| !below.contains(&used.as_str())).map(|used| format!("{}: {used}", source.path)),
            );
        }
    }
    assert!(wrong.is_empty(), "a room names one that it may not know:\n{}", wrong.join("\n"));
    let session = sources.iter().find(|source| source.path == "session/mod.rs").expect("the session is there");
    assert!(session.rooms_used().contains("store"), "{:?}", session.rooms_used());
}

#[test]
fn sql_is_in_the_store_only() {
    let words = ["rusqlite", "SELECT", "INSERT", "DELETE FROM", "PRAGMA"];
    check(&words, &["store"], |source| !source.within(&["store"]));
}

#[test]
fn the_interface_and_the_papers_never_hold_the_store() {
    let outside = |source: &Source| !source.within(&["store", "session", "cli"]);
    check(&["Store::open", "DatabaseKey"], &["session", "cli"], outside);
}

#[test]
fn the_clock_is_read_by_the_command_line_and_the_loop_only() {
    check(&["Utc::now"], &["clock"], |source| !source.within(&["clock", "cli/context"]));
    nowhere(&["Local::now"], &Source::all(), |_| true);
    let clocks = ["SystemTime", "Instant"];
    check(&clocks, &["cli", "tui/terminal"], |source| source.within(TIMELESS));
}

#[test]
fn what_is_pure_knows_neither_disk_nor_environment() {
    check(&["std::fs", "fs::"], &["store", "export/write"], |source| source.within(PURE));
    check(&["std::process"], &["main"], |source| source.within(PURE));
    check(&["std::env"], &["cli"], |source| !source.within(&["cli", "main"]));
    let disk = ["std::fs", "File::open", "File::create"];
    nowhere(&disk, &Source::all(), |source| {
        source.within(&["export", "import"]) && !source.within(&["export/write", "import/file"])
    });
}

#[test]
fn chance_is_passed_in() {
    check(&["getrandom"], &["cli"], |source| !source.within(&["cli", "main"]));
    nowhere(&["thread_rng", "OsRng", "from_os_rng", "from_entropy"], &Source::all(), |_| true);
}

#[test]
fn only_the_interface_knows_a_terminal() {
    check(&["crossterm"], &["tui"], |source| !source.within(&["tui", "cli/context"]));
    check(&["ratatui"], &["tui"], |source| !source.within(&["tui", "cli/context"]));
}

#[test]
fn interaction_draws_nothing_and_drawing_decides_nothing() {
    // The width of a glyph is the one thing that both must see alike.
    let drawing = ["ratatui::buffer::Buffer", "Rect", "ratatui::text", "ratatui::style", "ratatui::layout"];
    check(&drawing, &["tui/view", "tui/theme", "tui/welcome"], |source| source.within(&["tui/ui"]));
    check(&["Session", "Effect", "Request"], &["tui/perform"], |source| source.within(&["tui/view"]));
    check(&["&mut Ui"], &["tui/perform"], |source| source.within(&["tui/view"]));
}

#[test]
fn views_name_roles_and_themes_name_colours() {
    check(&["Color::"], &["tui/theme"], |source| !source.within(&["tui/theme"]));
}

#[test]
fn nothing_is_printed_over_the_screen() {
    check(&["eprintln!"], &["main"], |source| !source.within(&["main", "cli"]));
    nowhere(&["println!", "print!", "eprint!", "dbg!"], &Source::all(), |source| !source.within(&["cli"]));
}

#[test]
fn nothing_is_unsafe_unfinished_or_left_to_luck() {
    let luck = [".unwrap()", ".expect(", "panic!(", "unreachable!("];
    let unfinished = ["unsafe", "todo!(", "unimplemented!(", "dbg!("];
    let sources = Source::all();
    nowhere(&luck, &sources, |_| true);
    nowhere(&unfinished, &sources, |_| true);
    let in_tests = sources.iter().filter(|source| source.text.contains(".unwrap()")).count();
    assert!(in_tests > 20, "tests do unwrap: their part was told from the rest, or nothing was read");
}

#[test]
fn no_lint_is_silenced_and_no_test_ignored_without_a_reason() {
    let mut seen = 0;
    for source in Source::all() {
        for mark in ["#[allow(", "#![allow(", "#[expect(", "#![expect("] {
            for (start, _) in source.text.match_indices(mark) {
                let rest = &source.text[start..];
                let attribute = &rest[..rest.find(")]").map_or(rest.len(), |end| end + 2)];
                assert!(attribute.contains("reason = \""), "{} gives no reason: {attribute}", source.path);
                seen += 1;
            }
        }
        assert!(!source.text.contains("#[ignore]"), "{} ignores a test without saying why", source.path);
    }
    assert!(seen > 0, "no attribute was found at all");
}

#[test]
fn no_file_is_longer_than_400_lines() {
    every_file(|source| {
        let lines = source.text.lines().count();
        if lines > 400 {
            vec![format!("{} has {lines} lines: give its second idea a file", source.path)]
        } else {
            vec![]
        }
    });
}

#[test]
fn every_module_begins_by_saying_what_it_is() {
    every_file(|source| {
        let said = source
            .text
            .strip_prefix("//! ")
            .is_some_and(|rest| rest.starts_with(char::is_alphanumeric) || rest.starts_with('`'));
        if said { vec![] } else { vec![format!("{} does not begin with `//! `", source.path)] }
    });
}
