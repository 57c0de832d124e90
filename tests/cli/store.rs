//! Making a store, opening it, and who can.

use std::fs;

use crate::support::{PASSPHRASE, Place, Run, mode};

#[test]
fn a_store_that_is_not_there_is_said_to_be_missing() {
    let place = Place::empty();
    place.run(&["show", "cases"]).refused(&["no store", "county.mace", "mace new"]);
}

#[test]
fn a_new_store_opens_verifies_and_is_private() {
    let place = Place::empty();
    let store = place.store();
    let made = place.run(&["new", store.to_str().unwrap(), "--as", "Ann Example", "--role", "admin"]).done();
    let recovery = made.lines().find(|line| line.starts_with("    ")).unwrap().trim().to_owned();
    assert_eq!(recovery.len(), 35);
    assert_eq!(mode(&store), 0o700);
    assert_eq!(mode(&store.join("journal.db")), 0o600);
    assert!(place.run(&["verify"]).done().contains("Sound: 2 entries"));
    assert_eq!(place.run(&["show", "meetings", "--json"]).json(), serde_json::json!([]));
    let people = place.run(&["person", "list", "--json"]).json();
    assert_eq!(people[0]["name"], "Ann Example");
    assert_eq!(people[0]["role"], "admin");
    // A real store keeps real times, but may be looked at under any.
    place.run(&["show", "cases", "--now", "2026-12-03T09:30"]).done();
    place.run(&["export", "tracker", "--format", "csv", "--now", "2026-12-03T09:30"]).refused(&["--now", "demo store"]);
    // The recovery passphrase opens it, and lets somebody in.
    let with_recovery = |arguments: &[&str]| {
        let mut command = place.command();
        command.env("MACE_STORE", &store).env("MACE_PASSPHRASE", &recovery).env("MACE_PERSON", "recovery");
        Run::from(command.env("MACE_NEW_PASSPHRASE", PASSPHRASE).args(arguments).output().unwrap())
    };
    with_recovery(&["person", "add", "Bo Sample", "--role", "chair"]).done();
    with_recovery(&["passphrase"]).refused(&["recovery passphrase", "person add"]);
    place.run(&["verify", "--as", "Bo Sample"]).done();
}

#[test]
fn a_store_is_never_made_over_something_else() {
    let place = Place::empty();
    fs::write(place.path("letter.txt"), "mine").unwrap();
    let folder = place.path("");
    let new = |folder: &str| place.run(&["new", folder, "--as", "Ann Example", "--role", "admin"]);
    new(folder.to_str().unwrap()).refused(&["not empty"]);
    new(place.path("letter.txt").to_str().unwrap()).refused(&["no folder"]);
    place.run(&["new", place.store().to_str().unwrap(), "--role", "admin"]).refused(&["--as"]);
    assert!(!place.store().exists());
}

#[test]
fn a_weak_passphrase_is_refused_with_the_reason() {
    let place = Place::empty();
    let new = |passphrase: &str| {
        let mut command = place.command();
        command.arg("new").arg(place.store()).args(["--as", "Ann Example", "--role", "admin"]);
        Run::from(command.env("MACE_PASSPHRASE", passphrase).output().unwrap())
    };
    new("password1").refused(&["too weak", "four or more"]);
    new("annexample").refused(&["too weak"]);
    new("").refused(&["empty"]);
    assert!(!place.store().exists());
}

#[test]
fn a_mistake_in_the_terms_is_named_and_nothing_is_made() {
    let place = Place::empty();
    let terms = place.path("terms.toml");
    fs::write(&terms, "[county]\nname = 5\n").unwrap();
    let (store, terms) = (place.store(), terms);
    let arguments = ["new", store.to_str().unwrap(), "--as", "Ann Example", "--role", "admin", "--terms"];
    place.run(&[&arguments[..], &[terms.to_str().unwrap()]].concat()).refused(&["terms.toml", "2"]);
    place.run(&[&arguments[..], &["/nowhere.toml"]].concat()).refused(&["/nowhere.toml", "--terms"]);
    assert!(!store.exists());
}

#[test]
fn a_wrong_passphrase_and_an_unknown_person_are_told_apart() {
    let place = Place::made();
    let wrong =
        place.command().env("MACE_PASSPHRASE", "not it").arg("verify").arg("--store").arg(place.store()).output();
    Run::from(wrong.unwrap()).refused(&["passphrase for ann-example", "not right"]);
    place.run(&["verify", "--as", "Cy Nobody"]).refused(&["Cy Nobody has no key"]);
    let file = place.path("pass");
    fs::write(&file, format!("{PASSPHRASE}\n")).unwrap();
    let mut command = place.command();
    command
        .env_remove("MACE_PASSPHRASE")
        .arg("--passphrase-file")
        .arg(&file)
        .arg("verify")
        .arg("--store")
        .arg(place.store());
    Run::from(command.output().unwrap()).done();
}

#[test]
fn people_come_and_go_and_change_their_passphrases() {
    let place = Place::made();
    let with_new = |arguments: &[&str]| {
        let mut command = place.command();
        command.env("MACE_STORE", place.store()).env("MACE_NEW_PASSPHRASE", "another lantern mossy orbit");
        Run::from(command.args(arguments).output().unwrap())
    };
    place.run(&["person", "remove", "Ann Example"]).refused(&["only person"]);
    with_new(&["person", "add", "Bo Sample", "--role", "chair"]).done();
    with_new(&["person", "add", "Bo Sample", "--role", "chair", "--as", "Ann Example"]).refused(&["can already open"]);
    place.run(&["verify"]).refused(&["--as", "ann-example or bo-sample"]);
    with_new(&["passphrase", "--as", "Ann Example"]).done();
    place.run(&["verify", "--as", "Ann Example"]).refused(&["not right"]);
    let opened = place
        .command()
        .env("MACE_PASSPHRASE", "another lantern mossy orbit")
        .env("MACE_STORE", place.store())
        .args(["person", "remove", "Ann Example", "--as", "Bo Sample"])
        .output();
    Run::from(opened.unwrap()).done();
    place.run(&["verify", "--as", "Ann Example"]).refused(&["has no key"]);
}
