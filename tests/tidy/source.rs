//! The source tree as the facts see it: files, without comments and without their tests.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// One file of the source tree.
pub struct Source {
    /// Its path below `src`, with forward slashes.
    pub path: String,
    /// All of it.
    pub text: String,
    /// What runs outside tests: no comments, no test modules, and nothing at all of a file of tests.
    /// Lines keep their numbers.
    pub code: String,
}

impl Source {
    /// Reads every Rust file below `src`, in the order of their paths.
    pub fn all() -> Vec<Source> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let mut found = Vec::new();
        walk(&root, &root, &mut found);
        let tests: BTreeSet<String> = found.iter().flat_map(|(path, text)| test_modules(path, text)).collect();
        let sources = found.into_iter().map(|(path, text)| {
            let only_tests =
                tests.iter().any(|test| path == format!("{test}.rs") || path.starts_with(&format!("{test}/")));
            let code = if only_tests { String::new() } else { code(&text) };
            Source { path, text, code }
        });
        sources.collect()
    }

    /// The room that the file belongs to: the first folder, or the file itself beside `lib.rs`.
    pub fn room(&self) -> &str {
        self.path.split('/').next().unwrap_or_default().trim_end_matches(".rs")
    }

    /// Whether the file lies in any of these folders or is one of these files, named without `.rs`.
    pub fn within(&self, places: &[&str]) -> bool {
        places.iter().any(|place| {
            let rest = self.path.strip_prefix(place);
            rest.is_some_and(|rest| rest == ".rs" || rest.starts_with('/'))
        })
    }

    /// The lines of code in which a word stands by itself, each as `path:line: text`.
    pub fn uses(&self, word: &str) -> Vec<String> {
        let lines = self.code.lines().enumerate().filter(|(_, line)| names(line, word));
        lines.map(|(number, line)| format!("{}:{}: {}", self.path, number + 1, line.trim())).collect()
    }

    /// The rooms of the crate that the code names, its own included.
    pub fn rooms_used(&self) -> BTreeSet<String> {
        let mut rooms = BTreeSet::new();
        let depth = depth(&self.path);
        for (start, _) in self.code.match_indices("crate::").filter(|(at, _)| !is_inside_a_word(&self.code, *at)) {
            rooms.extend(heads(&self.code[start + "crate::".len()..]));
        }
        let climb = "super::".repeat(depth);
        for (start, _) in
            self.code.match_indices(&climb).filter(|(at, _)| depth > 0 && !is_inside_a_word(&self.code, *at))
        {
            rooms.extend(heads(&self.code[start + climb.len()..]));
        }
        rooms
    }
}

/// How many `super`s lead from a file to the root of the crate.
fn depth(path: &str) -> usize {
    let parts: Vec<&str> = path.split('/').collect();
    match parts.last() {
        Some(&("mod.rs" | "lib.rs" | "main.rs")) => parts.len() - 1,
        _ => parts.len(),
    }
}

/// The names with which the paths after a `::` begin: one, or each of a group in braces.
fn heads(after: &str) -> Vec<String> {
    let head =
        |text: &str| text.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let Some(group) = after.strip_prefix('{') else { return vec![head(after)] };
    let (mut open, mut starts) = (0, vec![0]);
    for (at, letter) in group.char_indices() {
        match letter {
            '{' => open += 1,
            '}' if open == 0 => break,
            '}' => open -= 1,
            ',' if open == 0 => starts.push(at + 1),
            _ => {}
        }
    }
    starts.into_iter().map(|start| head(&group[start..])).filter(|name| !name.is_empty()).collect()
}

/// Whether a line names a word that is not a part of a longer one.
fn names(line: &str, word: &str) -> bool {
    let joins = |c: char| c.is_alphanumeric() || c == '_';
    line.match_indices(word).any(|(at, _)| {
        let before = line[..at].chars().next_back().is_some_and(joins) && word.starts_with(joins);
        let after = line[at + word.len()..].chars().next().is_some_and(joins) && word.ends_with(joins);
        !before && !after
    })
}

fn is_inside_a_word(text: &str, at: usize) -> bool {
    text[..at].chars().next_back().is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':')
}

/// Empties comments, and everything that is compiled for tests only. Formatted code is expected: what an
/// attribute belongs to ends on its own line or with a brace under its first letter.
fn code(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut until: Option<String> = None;
    let mut marked = false;
    for line in text.lines() {
        let trimmed = line.trim_start();
        if let Some(end) = &until {
            if line == end {
                until = None;
            }
        } else if trimmed == "#[cfg(test)]" {
            marked = true;
        } else if marked && !trimmed.starts_with("#[") {
            marked = false;
            if !line.ends_with(';') && !line.ends_with('}') {
                until = Some(format!("{}}}", &line[..line.len() - trimmed.len()]));
            }
        } else if !marked && !trimmed.starts_with("//") {
            kept.push_str(line.split(" // ").next().unwrap_or_default());
        }
        kept.push('\n');
    }
    kept
}

/// The modules that a file declares for tests only, as paths without `.rs`.
fn test_modules(path: &str, text: &str) -> Vec<String> {
    let own = path.trim_end_matches(".rs");
    let folder = own.strip_suffix("mod").or_else(|| own.strip_suffix("lib")).unwrap_or(own).trim_end_matches('/');
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let declared = lines.windows(2).filter(|pair| pair[0] == "#[cfg(test)]").filter_map(|pair| {
        let (_, name) = pair[1].strip_suffix(';')?.split_once("mod ")?;
        Some(if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") })
    });
    declared.collect()
}

fn walk(root: &Path, folder: &Path, found: &mut Vec<(String, String)>) {
    let entries = fs::read_dir(folder).expect("a folder of the source tree reads");
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("its entries read").path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            walk(root, &path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let below = path.strip_prefix(root).expect("it lies below the root");
            let below = below.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/");
            found.push((below, fs::read_to_string(&path).expect("a source file reads")));
        }
    }
}

#[test]
fn what_is_said_of_code_is_said_neither_of_comments_nor_of_tests() {
    let text = "//! Clock.\nuse a::B; // SELECT\n#[cfg(test)]\nmod tests {\n    fn f() {\n    }\n}\nfn g() {}\n";
    assert_eq!(code(text), "\nuse a::B;\n\n\n\n\n\nfn g() {}\n");
    let text = "#[cfg(test)]\nmod fixture;\n#[cfg(test)]\npub(crate) mod testing;\n#[cfg(test)]\nmod tests {\n}\n";
    assert_eq!(test_modules("export/mod.rs", text), ["export/fixture", "export/testing"]);
    assert_eq!(test_modules("store/keys.rs", text), ["store/keys/fixture", "store/keys/testing"]);
}

#[test]
fn a_room_is_known_however_it_is_named() {
    let check = |path: &str, code: &str, expected: &[&str]| {
        let source = Source { path: path.to_owned(), text: String::new(), code: code.to_owned() };
        assert_eq!(source.rooms_used().iter().map(String::as_str).collect::<Vec<_>>(), expected, "{code}");
    };
    check("model/case.rs", "use crate::store::Store;", &["store"]);
    check("model/case.rs", "use crate::{store::{Store, Seat}, tui::ui, terms};", &["store", "terms", "tui"]);
    check("model/case.rs", "fn f(s: super::super::session::Session) {}", &["session"]);
    check("model/case.rs", "use super::docs;", &[]);
    check("model/mod.rs", "use super::store;", &["store"]);
    check("model/case.rs", "pub(crate) fn f() {}", &[]);
}

#[test]
fn a_word_is_not_found_inside_another() {
    assert!(names("let a = Instant::now();", "Instant"));
    assert!(!names("let a = Instantly::now();", "Instant"));
    assert!(names("a.unwrap();", ".unwrap()"));
    assert!(!names("a.unwrap_or(1);", ".unwrap()"));
}
