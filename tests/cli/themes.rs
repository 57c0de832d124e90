//! The themes: those built in, the county's own, and the settings that choose one.

use std::fs;
use std::path::PathBuf;

use crate::support::{Place, Run};

/// Writes a file of the user's config folder.
fn write(place: &Place, name: &str, text: &str) -> PathBuf {
    let file = place.path(".config/mace").join(name);
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(&file, text).unwrap();
    file
}

#[test]
fn the_list_names_every_theme_and_how_to_choose_one() {
    let listed = Place::empty().run(&["themes"]).done();
    for words in ["dark", "light", "high-contrast", "mono", "--theme NAME", "config.toml", ".config/mace/themes"] {
        assert!(listed.contains(words), "no “{words}” in: {listed}");
    }
}

#[test]
fn a_countys_own_theme_stands_beside_the_built_in_ones() {
    let place = Place::empty();
    write(&place, "themes/essex.toml", "about = \"Our own colours\"\ninherits = \"dark\"\n");
    write(&place, "themes/readme.txt", "no theme");
    let listed = place.run(&["themes"]).done();
    assert!(listed.contains("essex          Our own colours"), "{listed}");
    assert!(!listed.contains("readme"), "{listed}");
    // It is accepted, and only the terminal is missing.
    place.run(&["--theme", "essex"]).refused(&["needs a terminal"]);
    place.run(&["--theme", "wessex"]).refused(&["`wessex`", "dark, light, high-contrast, mono, essex"]);
}

#[test]
fn the_config_folder_is_where_the_system_says() {
    let place = Place::empty();
    fs::create_dir_all(place.path("etc/mace/themes")).unwrap();
    fs::write(place.path("etc/mace/themes/essex.toml"), "inherits = \"dark\"\n").unwrap();
    let mut command = place.command();
    let listed = Run::from(command.env("XDG_CONFIG_HOME", place.path("etc")).arg("themes").output().unwrap()).done();
    assert!(listed.contains("essex"), "{listed}");
}

#[test]
fn a_bad_theme_is_refused_when_asked_for_and_told_in_the_list() {
    let place = Place::empty();
    let file = write(&place, "themes/essex.toml", "inherits = \"dark\"\n[roles]\nmutted = \"ash\"\n");
    let told = [file.to_str().unwrap(), "line 3", "found `mutted`", "expected a role: text, muted"];
    place.run(&["--theme", "essex"]).refused(&told);
    let listed = place.run(&["themes"]).done();
    assert!(told.iter().all(|words| listed.contains(words)), "{listed}");
    assert!(listed.contains("high-contrast"), "the others are listed all the same");
}

#[test]
fn a_mistake_in_the_settings_is_told_with_its_line() {
    let place = Place::empty();
    write(&place, "config.toml", "# mine\ncolour = \"light\"\n");
    let listed = place.run(&["themes"]).done();
    for words in ["config.toml, line 2", "`colour`", "expected `theme`"] {
        assert!(listed.contains(words), "no “{words}” in: {listed}");
    }
}
