//! The veil: references and initials only, on every screen and whatever is typed.

use super::Desk;
use super::keys::PLACES;
use super::sizes::screens;
use crate::tui::ui::veil::Veil;

const SIZES: [(u16, u16); 3] = [(80, 24), (120, 36), (200, 60)];

/// Every word of two letters or more of the name of every child that is loaded.
fn name_words(desk: &Desk) -> Vec<String> {
    let shown = desk.session().shown();
    let loaded = shown.docs.cases.values().map(|case| case.details.name.as_str());
    let listed = shown.tracker.iter().map(|case| case.row.name.as_str());
    let acted = shown.actions.iter().filter_map(|listed| Some(listed.child.as_ref()?.1.as_str()));
    let found = shown.cases.iter().map(|case| case.name.as_str());
    let names = loaded.chain(listed).chain(acted).chain(found);
    let words = names.flat_map(|name| name.split(|c: char| !c.is_alphabetic()));
    words.filter(|word| word.chars().count() > 1).map(str::to_owned).collect()
}

#[track_caller]
fn names_nobody(what: &str, desk: &Desk) {
    let names = name_words(desk);
    let births = desk.session().shown().docs.cases.values().map(|case| crate::terms::phrase::day(case.details.born));
    let births: Vec<String> = births.collect();
    for (width, height) in SIZES {
        let screen = desk.screen_at(width, height);
        let told = |word: &&str| names.iter().any(|name| name == word || name.to_uppercase() == **word);
        let found: Vec<&str> = screen.split(|c: char| !c.is_alphabetic()).filter(told).collect();
        assert!(found.is_empty(), "{what} names {found:?}:\n{screen}");
        let born = births.iter().find(|born| screen.contains(born.as_str()));
        assert!(born.is_none(), "{what} tells a date of birth:\n{screen}");
        assert!(screen.contains("veiled · F9"), "{what} does not say that it is veiled:\n{screen}");
    }
}

#[test]
fn what_is_recorded_under_the_veil_is_covered_as_a_veil_let_down_anew_would_cover_it() {
    let mut desk = Desk::review();
    desk.keys("<F9>").screen();
    let name = desk.case().details.name.clone();
    desk.keys("u").keys(&format!("Seen with {name} at the station.<Esc>")).screen();
    desk.keys("ayos visit by fri<Enter>");
    let shown = desk.session().shown();
    let covers = [&desk.ui.veil, &Veil::new(true)].map(|veil| veil.over(shown).unwrap());
    assert!(covers[0].shown == covers[1].shown, "a document that was covered before is not as it would be anew");
    assert!(desk.screen_at(120, 36).contains("at the station"));
}

#[test]
fn under_the_veil_no_screen_names_a_child_or_tells_a_date_of_birth() {
    for (name, mut desk) in screens() {
        desk.keys(if desk.ui.veil.is_down() { "" } else { "<F9>" });
        assert!(!name_words(&desk).is_empty());
        names_nobody(name, &desk);
    }
    for (scope, keys) in PLACES {
        let mut desk = Desk::review();
        desk.keys("<F9>").keys(keys);
        names_nobody(&format!("{scope:?}"), &desk);
        desk.keys("<F1>");
        names_nobody(&format!("the help from {scope:?}"), &desk);
    }
}

#[test]
fn every_item_of_the_agenda_is_veiled() {
    let mut desk = Desk::review();
    desk.keys("<F9>");
    for at in 0..desk.meeting().items.len() {
        desk.go_to(at);
        names_nobody(&format!("item {at}"), &desk);
        desk.keys("<PgDn><PgDn>");
        names_nobody(&format!("item {at} further down"), &desk);
    }
}

#[test]
fn what_is_typed_is_dotted_out_in_its_place_and_recorded_in_full() {
    let mut desk = Desk::review();
    let child = desk.case().details.name.clone();
    let agency = desk.agency();
    let typed = format!("{child}'s mother rang {} and {}.", child.to_lowercase(), child.to_uppercase());
    let places =
        ["u", ":t ", "tA", "v", "d<S-Tab>", "x<Tab>", "c", "rl", "ri@asw ", "Ad", "qf", "qp<Tab><Tab><Tab><Tab>"];
    for keys in places {
        let mut desk = Desk::review();
        desk.keys(keys).keys(&typed);
        let open = SIZES.map(|(width, height)| desk.draw_with_cursor(width, height).1);
        desk.keys("<F9>");
        desk.ui.notice = None;
        names_nobody(keys, &desk);
        let veiled = SIZES.map(|(width, height)| desk.draw_with_cursor(width, height).1);
        assert_eq!(open, veiled, "{keys}: the cursor stays where it is");
        let lower = desk.screen().to_lowercase();
        let word = name_words(&desk).into_iter().find(|word| child.contains(word.as_str())).unwrap().to_lowercase();
        assert!(!lower.split(|c: char| !c.is_alphabetic()).any(|other| other == word), "{keys}: {word} on\n{lower}");
    }
    desk.keys("<F9>u").keys(&typed).keys("<Esc>");
    names_nobody("the recorded text", &desk);
    assert_eq!(desk.updates(), [format!("{agency}: {typed}")]);
    desk.keys("<C-z>");
    names_nobody("what undo took back", &desk);
    desk.says(child.split(' ').next().unwrap());
}

#[test]
fn a_line_that_scrolls_shows_no_piece_of_a_name_at_its_ends() {
    let mut desk = Desk::review();
    let name = name_words(&desk).into_iter().max_by_key(String::len).unwrap();
    let (head, tail) = (&name[1..7], &name[name.len() - 6..]);
    desk.keys("<F9>:t ").keys(&format!("{name} xxxx ").repeat(14));
    for _ in 0..150 {
        let screen = desk.screen_at(80, 24);
        assert!(!screen.contains(head) && !screen.contains(tail), "{name} in part on\n{screen}");
        desk.keys("<Left>");
    }
}

#[test]
fn the_veil_shows_references_ages_and_initials_and_is_lifted_again() {
    let mut desk = Desk::review();
    let (name, label, initials) = (desk.case().details.name.clone(), desk.case().label.clone(), desk.case().initials());
    let age = desk.case().age(desk.meeting().plan.date);
    desk.shows(&format!("{label}  {name}, {age}")).keys("<F9>").says("references and initials only");
    desk.shows(&format!("{label}  {initials}, {age}")).shows(&format!("{label} {initials}")).hides(&name);
    desk.keys("<F9>").says("names are shown").shows(&name).hides("veiled");
    // A key that is text in a field leaves the veil alone; F9 works in the middle of a word.
    desk.keys("uSeen tw<F9>ice.<Esc>").hides(&name);
    assert!(desk.updates()[0].ends_with("Seen twice."));
}

#[test]
fn the_veil_keeps_up_with_what_is_recorded() {
    let mut desk = Desk::review();
    let first = desk.case().details.name.split(' ').next().unwrap().to_owned();
    let letter = first.chars().next().unwrap();
    desk.keys("<F9>uSeen ").keys(&first).keys(" twice.<Esc>").shows(&format!("Seen {letter} twice."));
    desk.keys("t").keys(&first).keys("'s aunt rang.<Esc>").shows(&format!("{letter}'s aunt rang."));
}
