//! Keeps between runs how often each command's key was pressed, and the terminal's ground: nothing of any case.
//!
//! It is a comfort: where a file cannot be read or written, the program starts and ends as if there were none.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::theme::Ground;
use super::ui::learnt::Learnt;

/// Reads the ground that the terminal had last time.
#[must_use]
pub fn ground(file: Option<&Path>) -> Option<Ground> {
    match fs::read_to_string(file?).ok()?.trim() {
        DARK => Some(Ground::Dark),
        LIGHT => Some(Ground::Light),
        _ => None,
    }
}

/// Keeps the ground for the next start, once the terminal has told it.
pub fn keep_ground(file: Option<&Path>, told: Option<Ground>) {
    let (Some(file), Some(told)) = (file, told) else { return };
    if ground(Some(file)) == Some(told) {
        return;
    }
    let word = match told {
        Ground::Dark => DARK,
        Ground::Light => LIGHT,
    };
    let _ = write(file, word);
}

const DARK: &str = "dark";
const LIGHT: &str = "light";

/// Reads the counts of earlier runs.
#[must_use]
pub fn read(file: Option<&Path>) -> Learnt {
    Learnt::of(&counts(file))
}

/// Adds this run's counts to the file: another window may have added its own meanwhile.
pub fn add(file: Option<&Path>, learnt: &Learnt) {
    let Some(file) = file else { return };
    let mut all = counts(Some(file));
    learnt.add_to(&mut all);
    if all.is_empty() {
        return;
    }
    let _ = toml::to_string(&all).map_err(std::io::Error::other).and_then(|text| write(file, &text));
}

fn counts(file: Option<&Path>) -> BTreeMap<String, u32> {
    let text = file.and_then(|file| fs::read_to_string(file).ok()).unwrap_or_default();
    toml::from_str(&text).unwrap_or_default()
}

/// A file beside it takes its place whole, so that no half-written one is ever read.
fn write(file: &Path, text: &str) -> std::io::Result<()> {
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)?;
    }
    let beside = file.with_extension("new");
    fs::write(&beside, text)?;
    fs::rename(beside, file)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::ui::command::Command;

    #[test]
    fn counts_are_kept_between_runs_and_two_windows_add_theirs() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("mace").join("learnt.toml");
        let (mut one, mut other) = (read(Some(&file)), read(Some(&file)));
        for _ in 0..4 {
            one.count(Command::Dissent);
            other.count(Command::Dissent);
        }
        add(Some(&file), &one);
        add(Some(&file), &other);
        assert!(read(Some(&file)).is_known(Command::Dissent));
        assert_eq!(fs::read_to_string(&file).unwrap(), "Dissent = 8\n");
    }

    #[test]
    fn a_file_that_does_not_read_and_a_place_that_takes_none_are_no_error() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("learnt.toml");
        fs::write(&file, "no counts here").unwrap();
        let mut learnt = read(Some(&file));
        assert_eq!(learnt, Learnt::default());
        learnt.count(Command::Dissent);
        add(Some(&file.join("below a file")), &learnt);
        add(None, &learnt);
        assert_eq!(read(None), Learnt::default());
    }
}
